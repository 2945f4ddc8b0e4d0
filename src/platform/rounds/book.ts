/** A report, or a whole period, as a workbook in the form's own layout. */
import { z } from 'zod';
import { type Ctx, Download, read, refuse } from '../actions/index.ts';
import { inChinese } from '../calendar/index.ts';
import { shown } from '../registers/index.ts';
import { bytesOf, formBook, type Value, workbookType } from '../tables/index.ts';
import { standing } from './access.ts';
import { kindShape, periodShape, unitShape } from './filling.ts';
import { formOf, owersOf, type RoundKind, ratesOf } from './kinds.ts';
import { headRows, inForm } from './pure.ts';
import { namesOf, rowsNow } from './reads.ts';
import { added, type Figures, figuresOf, percent, type ReportRow } from './rules.ts';
import { currentOf, heldOf, periodAt, reportsOf } from './store.ts';

/** A line of the form: its cells, and each share reckoned anew from what stands beside it. */
function lineOf(kind: RoundKind, row: Pick<ReportRow, 'cells'>): Value[] {
  const cells = shown(formOf(kind), row.cells);
  const { sums } = figuresOf(kind, [row]);
  return inForm(kind.columns, ratesOf(kind)).map(c => {
    if ('part' in c) return percent(sums[c.part]!, sums[c.whole]!);
    const v = cells[c.key] ?? null;
    return c.type === 'money' && v !== null ? Number(v) : c.options && v !== null ? c.options[String(v)]! : v;
  });
}

function sumLine(kind: RoundKind, { sums }: Figures): Value[] {
  const texts = shown(formOf(kind), Object.fromEntries(Object.entries(sums).map(([k, n]) => [k, String(n)])));
  return inForm(kind.columns, ratesOf(kind)).map(c => ('part' in c ? percent(sums[c.part]!, sums[c.whole]!) : c.sum ? Number(texts[c.key]) : null));
}

async function linesOf(ctx: Ctx, kind: RoundKind, periodId: string, unit: string | undefined) {
  const { period } = periodAt(ctx, kind.id, periodId);
  const stands = standing(ctx, kind);
  const units = (await owersOf(ctx, kind, period)).filter(u => stands.sees(u) && (unit === undefined || u === unit));
  if (units.length === 0) throw refuse('not-found');
  const reports = await reportsOf(ctx, kind, [period.id]);
  const found: { unit: string; rows: readonly ReportRow[] }[] = [];
  for (const u of units) {
    const versions = reports(period.id, u);
    // One's own draft is printed too; what is summed is what was sent.
    const rows = unit === undefined ? heldOf(versions)?.rows : await rowsNow(ctx, { kind, period, unit: u }, currentOf(versions));
    if (rows) found.push({ unit: u, rows });
  }
  return { period, units, found };
}

export const takeTable = read({
  name: 'round.table',
  may: 'round.read',
  summary: '按报表的原样式导出：一个单位的，或一期全部汇总',
  input: z.strictObject({ kind: kindShape, period: periodShape, unit: unitShape.optional() }),
  async do(ctx, { kind: of, period: id, unit }) {
    const { kind } = periodAt(ctx, of, id);
    const nameOf = await namesOf(ctx);
    const { period, units, found } = await linesOf(ctx, kind, id, unit);
    const columns = inForm(kind.columns, ratesOf(kind));
    const alone = unit !== undefined;
    const withUnit = (first: Value, line: Value[]): Value[] => (alone ? line : [first, ...line]);
    const rows = found.flatMap(f => f.rows.map(r => withUnit(nameOf(f.unit), lineOf(kind, r))));
    const lacking = units.filter(u => !found.some(f => f.unit === u));
    const head = headRows(alone ? columns : [{ key: '', title: '填报单位' }, ...columns]);
    const title = `${kind.title}（${period.title}）`;
    const bytes = await bytesOf(
      formBook({
        ...{ name: kind.title, title, head, rows },
        types: [...(alone ? [] : ['words' as const]), ...columns.map(c => ('part' in c ? 'number' : c.type === 'money' ? 'number' : c.type))],
        notes: [
          `${alone ? `填报单位：${nameOf(unit)}` : `汇总单位：${nameOf(kind.collects)}`}　　依据：${kind.basis.document} ${kind.basis.place}　　导出：${inChinese(ctx.today)}`,
        ],
        sum: rows.length > 0 && kind.columns.some(c => c.sum) ? withUnit('合计', sumLine(kind, added(found.map(f => figuresOf(kind, f.rows))))) : null,
        foot: [...(kind.notes ?? []), ...(lacking.length > 0 ? [`没有报、合计里不含：${lacking.map(nameOf).join('、')}`] : [])],
      }),
    );
    return new Download(workbookType, `${kind.title}-${period.title}${alone ? `-${nameOf(unit)}` : ''}.xlsx`, bytes);
  },
});
