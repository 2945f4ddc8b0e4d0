/** Tables into a register: checked, with every error and every difference; brought in whole or without the wrong lines; undone. */
import { randomUUIDv7 } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, Download, read, refuse } from '../actions/index.ts';
import { annotated, bytesOf, workbookType } from '../tables/index.ts';
import { standing } from './access.ts';
import { kindOf, type RegisterKind, unitsOf } from './kinds.ts';
import { count, mostShown, noOutcome, outcomeShape } from './outcome.ts';
import { checkPeriod, kindShape, periodShape, reasonShape, refuseRegister } from './rows.ts';
import { compared, elsewhereWords, meant, townOf } from './rules.ts';
import { freshSeals, type Numbers, Seals } from './sealing.ts';
import { absentRows, bringIn, forget, problemsOf, type StagedLine, stage } from './staging.ts';
import { changeRows, lockRegister, type RowHeld, rowsByIds, rowsByKeys, searching, strangeNames, takenKeys, unitNames, withdrawRows } from './store.ts';
import { contentOf, dropAfter, gripUpload, openUpload, progressOf, type Upload, uploadShape } from './uploads.ts';
import { type Line, linesOf, tableColumns, titleOf, type Values } from './values.ts';

const mostLines = 200_000;
/** So many lines are compared and put aside at once. */
const some = 500;

interface Read extends Line {
  /** The numbers that it has, in the open. */
  numbers: Numbers;
}

async function* batches(lines: AsyncIterable<Line>, seals: Seals): AsyncGenerator<Read[]> {
  let batch: Read[] = [];
  for await (const line of lines)
    if (batch.push({ ...line, numbers: seals.taken() }) === some) {
      yield batch;
      batch = [];
    }
  if (batch.length > 0) yield batch;
}

/** Every line beside its row; what would change something is put aside, the rest is counted. */
async function lookThrough(ctx: Ctx, kind: RegisterKind, period: string, upload: Upload) {
  const stands = standing(ctx, kind);
  const names = await unitNames(ctx);
  const at = progressOf(ctx, upload.id);
  const searchOf = searching(kind);
  const strange = await strangeNames(ctx, kind, period);
  const outcome = noOutcome();
  const seen = new Map<string, number>();
  let matched = 0;
  const lineOf = (line: Line, rows: ReadonlyMap<string, RowHeld>, taken: ReadonlySet<string>): StagedLine | null => {
    const key = meant(kind, line);
    const row = key === null ? undefined : rows.get(key);
    const earlier = key === null ? undefined : seen.get(key);
    if (key !== null && earlier === undefined) {
      seen.set(key, line.line);
      if (row) matched++;
    }
    const found =
      key !== null && !row && taken.has(key)
        ? { cells: [], problems: [...line.problems, { line: line.line, column: '', message: elsewhereWords }], doubts: [] }
        : compared(kind, line, row, earlier, stands, names, strange);
    count(kind, outcome, line, row, found);
    if (found.problems.length > 0) return { line: line.line, problems: found.problems };
    if (found.cells.length === 0) return null;
    const cells = { ...row?.cells, ...line.values };
    const whole = { line: line.line, key: key!, town: townOf(kind, cells), cells, search: searchOf(cells) };
    if (!row) return { ...whole, rowId: randomUUIDv7(), version: 0 };
    const sides = (side: 'was' | 'is') => Object.fromEntries(found.cells.map(c => [c.column, c[side]]));
    return { ...whole, rowId: row.id, version: row.version, before: sides('was'), after: sides('is') };
  };
  at('reading', 0, 0);
  await forget(ctx, upload.id);
  const bytes = await contentOf(ctx, upload);
  let staged: Promise<unknown> = Promise.resolve();
  const how = {
    most: mostLines,
    progress: (done: number, about: number) => at('comparing', done, about),
  };
  const seals = new Seals(ctx);
  for await (const lines of batches(linesOf(kind, bytes, how, seals.seal), seals)) {
    const keys = [...new Set(lines.flatMap(l => meant(kind, l) ?? []))];
    const rows = await rowsByKeys(ctx, kind, period, keys);
    // A keeper sees every row.
    const taken = await takenKeys(ctx, kind, period, stands.addsSome && !stands.keeps ? keys.filter(k => !rows.has(k)) : []);
    const found = lines.flatMap(l => {
      const line = lineOf(l, rows, taken);
      return line ? { line, numbers: line.rowId ? l.numbers : [] } : [];
    });
    const fresh = await ctx.asHouse(ctx =>
      freshSeals(
        ctx,
        found.flatMap(f => f.numbers),
      ),
    );
    const seals = new Map(fresh.map(s => [s.blind, s]));
    for (const { line, numbers } of found) {
      const own = numbers.flatMap(([blind]) => seals.get(blind) ?? []);
      if (own.length > 0) line.seals = own;
    }
    await staged;
    // The next lines are read while the database takes these.
    staged = stage(
      ctx,
      upload,
      found.map(f => f.line),
    );
    staged.catch(() => {});
  }
  await staged;
  if (outcome.lines === 0) throw refuse('input', { detail: '表里没有数据行', faults: [{ path: 'file', message: '表里没有数据行' }] });
  const { rows, absent } = await absentRows(ctx, kind, period, seen, mostShown);
  return { outcome: { ...outcome, missing: rows - matched, absent: absent.map(r => titleOf(kind, r.cells)) }, units: stands.units };
}

export const checkTable = action({
  name: 'register.check-table',
  may: 'register-upload.bring',
  summary: '检查上传的表：每一处错误，和台账的差别；台账里什么也不写入',
  input: z.strictObject({ ...uploadShape, period: periodShape }),
  /** `seen` stands for all this: an import that names it brings in exactly what was shown. */
  output: outcomeShape.extend({ seen: z.string() }),
  async do(ctx, { kind: of, uploadId, period }) {
    const kind = kindOf(ctx, of);
    checkPeriod(ctx, kind, period);
    const upload = await gripUpload(ctx, kind, uploadId);
    const { outcome, units } = await lookThrough(ctx, kind, period, upload);
    const seen = crypto.randomUUID();
    const kept = await ctx.sql`
      update register_upload set period = ${period}, units = ${units as string[]}::text[], outcome = ${JSON.stringify(outcome)}::text::jsonb, seen = ${seen},
        phase = null where county = ${ctx.county} and id = ${uploadId} and ended is null returning 1 as kept`;
    if (kept.length === 0) throw refuseRegister('upload-cancelled');
    const { lines, added, changed, wrong } = outcome;
    ctx.record({ subject: `register-upload:${uploadId}`, detail: { register: kind.id, period, lines, added, changed, wrong } });
    return { ...outcome, seen };
  },
});

export const faultyTable = read({
  name: 'register.faulty-table',
  may: 'register-upload.bring',
  summary: '下载标出错误的表：错误写在格子旁边，改好再上传',
  input: z.strictObject(uploadShape),
  async do(ctx, { kind: of, uploadId }) {
    const kind = kindOf(ctx, of);
    const upload = await openUpload(ctx, kind, uploadId);
    const problems = await problemsOf(ctx, uploadId);
    if (problems.length === 0) throw refuse('not-found');
    const table = await bytesOf(annotated(await contentOf(ctx, upload), tableColumns(kind), problems));
    return new Download(workbookType, `${upload.fileName.replace(/\.[^.]*$/, '')}-有错误.xlsx`, table);
  },
});

export const importTable = action({
  name: 'register.import',
  may: 'register.write',
  creates: true,
  summary: '把检查过的表导入台账：整份，或者不要有错误的行',
  input: z.strictObject({
    ...uploadShape,
    seen: z.string().max(100),
    /** Lines with errors are left out, by choice. */
    withoutWrong: z.boolean(),
  }),
  output: z.object({ id: z.string(), added: z.number(), changed: z.number() }),
  async do(ctx, { kind: of, uploadId, seen, withoutWrong }) {
    const kind = kindOf(ctx, of);
    const upload = await gripUpload(ctx, kind, uploadId);
    const { period, outcome, fileName, unit } = upload;
    if (!outcome || period === null || seen !== upload.seen) throw refuseRegister('import-moved');
    const { units } = standing(ctx, kind);
    if (!upload.units?.every(u => units.includes(u))) throw refuse('forbidden');
    const { added, changed, unchanged, missing, wrong } = outcome;
    if (wrong > 0 && !withoutWrong) throw refuse('input', { detail: `有 ${wrong} 行有错误，一行也没有写入` });
    if (added + changed === 0) throw refuseRegister('nothing-changed', '表里的内容台账里都有了');
    await lockRegister(ctx, kind, period);
    const id = crypto.randomUUID();
    await ctx.sql`
      insert into register_import (county, id, kind, period, file_name, unit, units, made_by, made_by_name, made_at, added, changed, unchanged, missing, left_out)
      values (${ctx.county}, ${id}, ${kind.id}, ${period}, ${fileName}, ${unit}, ${unitsOf(kind)}::text[], ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now},
        ${added}, ${changed}, ${unchanged}, ${missing}, ${wrong})`;
    const at = progressOf(ctx, uploadId);
    at('writing', 0, outcome.lines);
    const done = await bringIn(ctx, kind, uploadId, period, id, done => at('writing', Math.min(done, outcome.lines), outcome.lines));
    if (done.added !== added || done.changed !== changed) throw refuseRegister('import-moved');
    const ended = await ctx.sql`
      update register_upload set ended = 'imported', outcome = null where county = ${ctx.county} and id = ${uploadId} and ended is null returning 1 as ended`;
    if (ended.length === 0) throw refuseRegister('upload-cancelled');
    dropAfter(ctx, uploadId);
    ctx.record({ subject: `register-import:${id}`, detail: { register: kind.id, period, fileName, added, changed, leftOut: wrong } });
    return { id, added, changed };
  },
});

/** Rows that an import made or changed, as they are now. */
interface Made extends RowHeld {
  step: 'added' | 'changed';
  before: Values;
}

export const undoImport = action({
  name: 'register.undo-import',
  may: 'register.write',
  summary: '撤销一次导入，只要它改过的行还没有人再改',
  input: z.strictObject({ kind: kindShape, importId: z.uuid(), reason: reasonShape }),
  async do(ctx, { kind: of, importId, reason }) {
    const kind = kindOf(ctx, of);
    const { sql, county } = ctx;
    const [made] = await sql<{ period: string; unit: string; undoneAt: string | null }[]>`
      select period, unit, undone_at from register_import where county = ${county} and id = ${importId} and kind = ${kind.id}`;
    if (!made) throw refuse('not-found');
    await lockRegister(ctx, kind, made.period);
    if (!standing(ctx, kind).units.includes(made.unit)) throw refuse('forbidden');
    const claimed = await sql`
      update register_import set undone_at = ${ctx.now}, undone_by_name = ${ctx.actor.name}, undone_reason = ${reason}
      where county = ${county} and id = ${importId} and undone_at is null returning 1 as mine`;
    if (claimed.length === 0) throw refuseRegister('import-undone');
    const ofImport = sql`
      register_change c join register_row r on r.county = c.county and r.id = c.row_id
      where c.county = ${county} and c.import = ${importId} and c.step in ('added', 'changed')`;
    // What counts is what stands in the row: a change after the import that was itself undone is none.
    const overtaken = sql`
      r.version <> c.version and (r.withdrawn_on is not null or exists (
        select 1 from register_change l, jsonb_each(l.before) was
        where l.county = r.county and l.row_id = r.id and l.version > c.version and was.value <> coalesce(r.cells -> was.key, 'null')
          and not exists (
            select 1 from register_change e
            where e.county = r.county and e.row_id = r.id and e.version > c.version and e.version < l.version and e.before ? was.key)))`;
    const rows = await sql<
      { id: string; version: number; later: boolean }[]
    >`select r.id, c.version, ${overtaken} as later from ${ofImport} order by r.position`;
    const later = rows.filter(r => r.later).map(r => r.id);
    if (later.length > 0) {
      const names = (await rowsByIds(ctx, kind, later.slice(0, 10))).map(r => titleOf(kind, r.cells));
      throw refuseRegister('import-overtaken', {
        detail: `${later.length} 行：${names.join('、')}${later.length > 10 ? '……' : ''}。请逐行改回`,
        data: { rows: later.slice(0, 100) },
      });
    }
    const why = { step: 'undone', reason, import: importId } as const;
    for (let from = 0; from < rows.length; from += some) {
      const of = rows.slice(from, from + some);
      const made = await sql<Made[]>`
        select c.step, c.before, r.id, r.period, r.key, r.town, r.cells, r.version, r.withdrawn_on
        from unnest(${of.map(r => r.id)}::uuid[], ${of.map(r => r.version)}::int[]) as x (id, version)
        join register_change c on c.county = ${county} and c.row_id = x.id and c.version = x.version
        join register_row r on r.county = ${county} and r.id = x.id`;
      await withdrawRows(
        ctx,
        made.filter(c => c.step === 'added'),
        why,
      );
      const back = made
        .filter(c => c.step === 'changed')
        .map(({ before, ...row }) => ({ row, cells: Object.entries(before).map(([column, is]) => ({ column, was: row.cells[column] ?? null, is })) }));
      await changeRows(ctx, kind, back, why);
    }
    ctx.record({ subject: `register-import:${importId}`, detail: { register: kind.id, rows: rows.length, reason } });
  },
});

const importView = z.object({
  id: z.string(),
  period: z.string(),
  fileName: z.string(),
  unitName: z.string(),
  madeByName: z.string(),
  madeAt: z.string(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  missing: z.number(),
  leftOut: z.number(),
  undoneAt: z.string().nullable(),
  undoneByName: z.string().nullable(),
  undoneReason: z.string().nullable(),
  /** Of a change of many rows by hand, which is no table: why. */
  reason: z.string().nullable(),
  /** Whether the reader's unit made it, and so may undo it. */
  mine: z.boolean(),
});
export type ImportView = z.infer<typeof importView>;

export const listImports = read({
  name: 'register.imports',
  may: 'register.read',
  summary: '台账的历次导入',
  input: z.strictObject({
    kind: kindShape,
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(importView), total: z.number() }),
  async do(ctx, { kind: of, page, size }) {
    const kind = kindOf(ctx, of);
    const names = await unitNames(ctx);
    const stands = standing(ctx, kind);
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from register_import where county = ${ctx.county} and kind = ${kind.id}`;
    const items = await ctx.sql<(Omit<ImportView, 'unitName' | 'mine'> & { unit: string })[]>`
      select id, period, file_name, unit, made_by_name, made_at, added, changed, unchanged, missing, left_out, undone_at, undone_by_name, undone_reason, reason
      from register_import where county = ${ctx.county} and kind = ${kind.id} order by made_at desc, id limit ${size} offset ${(page - 1) * size}`;
    return { items: items.map(({ unit, ...i }) => ({ ...i, unitName: names.get(unit) ?? unit, mine: stands.units.includes(unit) })), total: count!.n };
  },
});
