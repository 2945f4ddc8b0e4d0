/** One period over all units: sums, shares with what they are reckoned from, who lacks, and the same of the period before. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { standing } from './access.ts';
import { figuresView, shownFigures } from './figures.ts';
import { kindShape, periodShape } from './filling.ts';
import { owersOf, type RoundKind } from './kinds.ts';
import { cellsOf, formView, formViewOf, headOf, namesOf } from './reads.ts';
import { added, type Figures, figuresOf, reportStates } from './rules.ts';
import { type Period, periodBefore } from './schedule.ts';
import { heldOf, periodAt, reportsOf } from './store.ts';

const text = z.string();
/** Sums of what units sent, by unit. */
async function sumsOf(ctx: Ctx, kind: RoundKind, period: Period, units: readonly string[]): Promise<Map<string, Figures>> {
  const reports = await reportsOf(ctx, kind, [period.id]);
  return new Map(
    units.flatMap(unit => {
      const held = heldOf(reports(period.id, unit));
      return held ? [[unit, figuresOf(kind, held.rows)] as const] : [];
    }),
  );
}

const unitLine = z.object({
  ...{ unit: text, name: text, state: z.enum(Object.keys(reportStates) as [keyof typeof reportStates]), light: text, late: z.boolean() },
  ...{ correcting: z.boolean(), sentAt: text.nullable(), chasedOn: text.nullable(), times: z.number(), duty: text.nullable() },
  figures: figuresView.nullable(),
  before: figuresView.nullable(),
});

const periodView = z.object({
  ...{ kind: text, title: text, basis: z.object({ document: text, place: text }), collector: text, assumedDue: z.boolean(), by: text.nullable() },
  form: formView,
  period: z.object({ id: text, title: text, due: text.nullable() }),
  last: z.object({ id: text, title: text }).nullable(),
  ...{ collects: z.boolean(), all: z.boolean() },
  units: z.array(unitLine),
  total: figuresView,
  before: figuresView.nullable(),
  /** Names of those whose figures are not in the sum. */
  lacking: z.array(text),
});
export type PeriodView = z.infer<typeof periodView>;

export const readPeriod = read({
  name: 'round.period',
  may: 'round.read',
  summary: '一期报表：按单位汇总、缺哪些、和上期比',
  input: z.strictObject({ kind: kindShape, period: periodShape }),
  output: periodView,
  async do(ctx, { kind: of, period: id }) {
    const { kind, period } = periodAt(ctx, of, id);
    const stands = standing(ctx, kind);
    const units = (await owersOf(ctx, kind, period)).filter(stands.sees);
    if (!stands.all && units.length === 0) throw refuse('not-found');
    const nameOf = await namesOf(ctx);
    const last = periodBefore(kind.schedule, ctx.calendar, period, ctx.today);
    const now = await sumsOf(ctx, kind, period, units);
    const then = last ? await sumsOf(ctx, kind, last, units) : new Map<string, Figures>();
    const both = [...then].flatMap(([unit, figures]) => (now.has(unit) ? [figures] : []));
    const cells = new Map((await cellsOf(ctx, kind, [period], stands.sees)).map(c => [c.unit, c]));
    return {
      ...headOf(kind, nameOf),
      ...{ form: formViewOf(kind), period: { id, title: period.title, due: period.due }, collects: stands.collects, all: stands.all },
      last: last ? { id: last.id, title: last.title } : null,
      units: units.map(unit => {
        const c = cells.get(unit);
        const [a, b] = [now.get(unit), then.get(unit)];
        return {
          ...{ unit, name: nameOf(unit), state: c?.state ?? 'owed', light: c?.light ?? 'none', late: c?.late ?? false, correcting: c?.correcting ?? false },
          ...{ sentAt: c?.sentAt ?? null, chasedOn: c?.chasedOn ?? null, times: c?.times ?? 0, duty: c?.duty ?? null },
          ...{ figures: a ? shownFigures(kind, a) : null, before: b ? shownFigures(kind, b) : null },
        };
      }),
      total: shownFigures(kind, added([figuresOf(kind, []), ...now.values()])),
      // Of the same units: who has not sent theirs yet would look like a fall.
      before: both.length > 0 ? shownFigures(kind, added([figuresOf(kind, []), ...both])) : null,
      lacking: units.filter(u => !now.has(u)).map(nameOf),
    };
  },
});
