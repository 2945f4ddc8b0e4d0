/** Places from a spreadsheet: everything is looked at first, every wrong cell is named, and then all lines or none come in. */
import { z } from 'zod';
import { action, type Ctx, Download, refuse } from '#platform/actions';
import { annotated, bytesOf, type Problem, readTable, tooLarge, workbookType } from '#platform/tables';
import { guardedPlace } from './access.ts';
import { changesOf } from './actions.ts';
import { knownTowns, towns } from './divisions.ts';
import { placeFaults, settled } from './forms.ts';
import { columnOf, columns, formOf, lineOf, type Names, type SheetRow, sheetHead } from './sheet.ts';
import { allPlaces, endOutage, insertPlaces, type Kept, lockNumbers, moveOutage, nextNumber, openOutage, type PlaceRow, updatePlaces } from './store.ts';
import { subjectNames } from './subjects.ts';

const mostRows = 2000;

export const namesWith = (subjects: Names['subjects']): Names => ({
  towns: new Map(towns().map(t => [t.id, { name: t.name, villages: new Map(t.villages.map(v => [v.code, v.name])) }])),
  subjects,
});
export const namesOf = async (ctx: Ctx): Promise<Names> => namesWith(await subjectNames(ctx));

export const sheetRow = (p: PlaceRow): SheetRow => ({ ...p, datum: 'cgcs2000', brokenSince: p.outages.find(o => o.until === null)?.since ?? null });

const rowFault = z.object({ line: z.number(), column: z.string(), message: z.string() });

/** Base64 of the file's bytes. */
const fileInput = z.base64('文件内容应为 base64').max(950_000, tooLarge);

export const importPlaces = action({
  name: 'place.import',
  may: 'place.import',
  summary: '从表格（Excel 或 WPS 的 .xlsx、.xls，或 CSV）导入办事点：先检查；apply 为真并且没有错误时全部写入',
  input: z.strictObject({
    file: fileInput,
    apply: z.boolean(),
  }),
  output: z.object({ added: z.number(), changed: z.number(), same: z.number(), faults: z.array(rowFault) }),
  async do(ctx, { file, apply }) {
    await lockNumbers(ctx);
    const names = await namesOf(ctx);
    const read = await lines(ctx, Buffer.from(file, 'base64'), names);
    const summary = { added: read.added.length, changed: read.changed.length, same: read.same, faults: read.faults.slice(0, 500) };
    if (!apply) {
      ctx.record({ action: 'place.import-checked', detail: { added: summary.added, changed: summary.changed, faults: read.faults.length } });
      return summary;
    }
    if (read.faults.length > 0)
      throw refuse('input', {
        detail: `有 ${read.faults.length} 处错误，一行也没有写入`,
        faults: read.faults.slice(0, 100).map(f => ({ path: `rows.${f.line}.${f.column}`, message: f.message })),
      });
    await write(ctx, read.added, read.changed);
    return summary;
  },
});

export const markPlaces = action({
  name: 'place.import-marked',
  may: 'place.import',
  summary: '把导入的表格连同错误发回：错的格标红，最后一列写明哪里不对',
  input: z.strictObject({ file: fileInput }),
  async do(ctx, { file }) {
    const bytes = Buffer.from(file, 'base64');
    const { faults } = await lines(ctx, bytes, await namesOf(ctx));
    ctx.record({ detail: { faults: faults.length } });
    return new Download(workbookType, `办事点-有错误-${ctx.today}.xlsx`, await bytesOf(annotated(bytes, columns, faults)));
  },
});

interface Line {
  form: SheetRow;
  was?: PlaceRow;
}

/** Every line read, looked at and sorted into new, changed and same. */
async function lines(ctx: Ctx, file: Uint8Array, names: Names): Promise<{ added: Line[]; changed: Line[]; same: number; faults: Problem[] }> {
  const rest = await readTable(file, columns, { most: mostRows });
  const there = new Map((await allPlaces(ctx)).map(p => [p.no, p]));
  const known = { towns: knownTowns(), subjects: new Set(names.subjects.keys()) };
  const open = [...there.values()].filter(p => p.closedOn === null);
  const called = new Map(open.map(p => [`${p.town} ${p.name}`, p.no]));
  const seen = new Map<string, number>();
  const [added, changed, faults]: [Line[], Line[], Problem[]] = [[], [], []];
  let same = 0;
  for (const read of rest) {
    const { line } = read;
    const { form, problems: mine } = formOf(read, names, ctx.today);
    const fault = (path: string, message: string) => void mine.push({ line, column: columnOf(path), message });
    // What could not be read is said once, not again as an empty field.
    for (const f of placeFaults(form, known)) if (!mine.some(m => m.column === columnOf(f.path))) fault(f.path, f.message);
    const was = form.no === null ? undefined : there.get(form.no);
    if (form.no !== null && !was) fault('no', `没有编号为 ${form.no} 的办事点；新增的把编号留空`);
    if (was?.closedOn) fault('no', `${form.no} 号已经停用`);
    if (was && form.version !== null && form.version !== was.version) fault('version', '导出以后被别人改过，请重新导出再改');
    for (const p of [form, ...(was ? [was] : [])])
      if (p.town && !ctx.house.permissions.on(ctx.actor, ctx.may, guardedPlace(p)) && !mine.some(m => m.column === columnOf('town')))
        fault('town', '只能导入本乡镇的办事点');
    if (form.brokenSince && form.kind !== 'kiosk') fault('brokenSince', '只有自助机登记故障');
    else if (form.brokenSince && form.brokenSince < form.validFrom) fault('brokenSince', '不能早于启用日期');
    const mended = was?.outages.findLast(o => o.until !== null)?.until;
    if (form.brokenSince && mended && form.brokenSince < mended) fault('brokenSince', `上一次故障 ${mended} 才修复`);
    const key = `${form.town} ${form.name}`;
    if (seen.has(key)) fault('name', `和第 ${seen.get(key)} 行同名`);
    else if (called.has(key) && called.get(key) !== form.no) fault('name', `和 ${called.get(key)} 号同名；要修改它请填上编号`);
    seen.set(key, line);
    // From left to right, as one goes through the line.
    faults.push(...mine.sort((a, b) => sheetHead.indexOf(a.column) - sheetHead.indexOf(b.column)));
    if (mine.length > 0) continue;
    const row = { ...form, ...settled(form), datum: 'cgcs2000' as const };
    if (!was) added.push({ form: row });
    else if (lineOf({ ...row, version: was.version }, names).join('\u0000') === lineOf(sheetRow(was), names).join('\u0000')) same++;
    else changed.push({ form: row, was });
  }
  return { added, changed, same, faults };
}

async function write(ctx: Ctx, added: readonly Line[], changed: readonly Line[]) {
  const kept = ({ form: { datum: _, version: __, brokenSince: ___, ...place }, was }: Line, no: number): Kept => ({
    ...place,
    no,
    confirmedOn: place.confirmedOn ?? ctx.today,
    confirmedBy: was && was.confirmedOn === place.confirmedOn ? was.confirmedBy : ctx.actor.name,
  });
  const first = await nextNumber(ctx);
  const fresh = added.map((l, i) => ({ place: kept(l, first + i), line: l }));
  const mended = changed.map(l => ({ place: kept(l, l.was!.no), line: l }));
  if (fresh.length > 0)
    await insertPlaces(
      ctx,
      fresh.map(f => f.place),
    );
  if (mended.length > 0)
    await updatePlaces(
      ctx,
      mended.map(m => m.place),
    );
  for (const { place, line } of [...fresh, ...mended]) {
    const broken = line.was?.outages.find(o => o.until === null)?.since ?? null;
    const { brokenSince } = line.form;
    if (broken && !brokenSince) await endOutage(ctx, place.no, ctx.today);
    else if (broken && brokenSince && broken !== brokenSince) await moveOutage(ctx, place.no, brokenSince);
    else if (brokenSince && !broken) await openOutage(ctx, place.no, brokenSince, '导入的表格里登记');
    ctx.record({ subject: `place:${place.no}`, detail: line.was ? changesOf(line.was, place) : { made: place } });
  }
  if (fresh.length + mended.length === 0) ctx.record({ detail: { same: true } });
}
