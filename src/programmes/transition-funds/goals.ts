/** How much is to be paid by the end of each quarter, decided and recorded; and how much of the money is industry's. 四（二）: 倒排工期，按时完成支付 */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import { wanOf } from '#platform/money';
import { keptRows } from '#platform/registers';
import { percent } from '#platform/rounds';
import { bureaus, industry, type Source } from './figures.ts';
import { goalState, nameKey, type Project, quarterEnd } from './ledger.ts';
import { allotments, payments } from './projects.ts';

interface Goal {
  quarter: number;
  percent: number;
  basis: string;
  decidedByName: string;
  decidedOn: string;
}

export const setGoal = action({
  name: 'funds-goal.set',
  may: 'funds-goal.set',
  creates: true,
  summary: '定一个季度末的支付率目标，写明依据',
  input: z.strictObject({
    year: z.number().int().min(2016).max(2100),
    quarter: z.number().int().min(1).max(4),
    percent: z.number('请填百分数').int('百分数是整数').min(1, '1 到 100').max(100, '1 到 100'),
    basis: z.string().trim().min(4, '请写明依据，至少 4 个字').max(300, '最多 300 字'),
  }),
  async do(ctx, { year, quarter, percent, basis }) {
    guard(ctx, { units: Object.values(bureaus) });
    const goals = await goalsOf(ctx, year);
    const [before, next] = [goals.findLast(g => g.quarter < quarter), goals.find(g => g.quarter > quarter)];
    const message =
      before && percent < before.percent
        ? `比第 ${before.quarter} 季度的 ${before.percent}% 低`
        : next && percent > next.percent
          ? `比第 ${next.quarter} 季度的 ${next.percent}% 高`
          : null;
    if (message) throw refuse('input', { faults: [{ path: 'percent', message }] });
    const { actor, today } = ctx;
    await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into funds_goal (county, year, quarter, n, percent, basis, decided_by_name, decided_on)
        values (${county}, ${year}, ${quarter}, (select count(*)::int + 1 from funds_goal where county = ${county} and year = ${year} and quarter = ${quarter}),
          ${percent}, ${basis}, ${actor.name}, ${today})`,
    );
    ctx.record({ subject: `funds-goal:${year}-${quarter}`, detail: { percent, basis } });
  },
});

const goalsOf = async (ctx: Ctx, year: number): Promise<Goal[]> => [
  ...(await ctx.asHouse(
    ({ sql, county }) => sql<Goal[]>`
      select distinct on (quarter) quarter, percent, basis, decided_by_name, decided_on from funds_goal
      where county = ${county} and year = ${year} order by quarter, n desc`,
  )),
];

const text = z.string();
export const goalView = z.object({
  ...{ quarter: z.number(), by: text, percent: z.number().nullable(), basis: text, decidedByName: text, decidedOn: text.nullable() },
  /** What was paid and allotted by that day, or by today. */
  ...{ paid: text, allotted: text, rate: text.nullable(), state: z.enum(['none', 'ahead', 'running', 'met', 'missed']) },
});

/** By the day on which finance paid; what was allotted later does not count against an earlier quarter. */
export async function quartersOf(ctx: Ctx, year: number, projects: readonly Project[]): Promise<z.infer<typeof goalView>[]> {
  const mine = new Set(projects.map(p => nameKey(p.name)));
  const rows = async (kind: string) => (await keptRows(ctx, kind, String(year))).map(r => r.cells).filter(c => mine.has(nameKey(String(c.project))));
  const [given, paid, goals] = [await rows(allotments.id), await rows(payments.id), await goalsOf(ctx, year)];
  const sum = (of: typeof given, by: string) => of.filter(c => String(c.on ?? '') <= by).reduce((n, c) => n + BigInt(String(c.amount)), 0n);
  return [1, 2, 3, 4].map(quarter => {
    const by = quarterEnd(year, quarter);
    const goal = goals.find(g => g.quarter === quarter);
    const [p, a] = [sum(paid, by), sum(given, by)];
    return {
      ...{
        quarter,
        by,
        percent: goal?.percent ?? null,
        basis: goal?.basis ?? '',
        decidedByName: goal?.decidedByName ?? '',
        decidedOn: goal?.decidedOn ?? null,
      },
      ...{ paid: wanOf(p), allotted: wanOf(a), rate: percent(p, a), state: goalState(goal?.percent ?? null, p, a, quarter, year, ctx.today) },
    };
  });
}

export const shareView = z.object({
  source: text,
  industry: text,
  all: text,
  rate: text.nullable(),
  least: z.number().nullable(),
  met: z.boolean().nullable(),
});

/** Industry's share of the central money, which has a least; and of all money, which has none. */
export function sharesOf(projects: readonly Project[]): z.infer<typeof shareView>[] {
  const share = (source: Source | '') => {
    const money = (p: Project) => (source ? (p.bySource.get(source) ?? 0n) : p.allotted);
    const sum = (of: readonly Project[]) => of.reduce((n, p) => n + money(p), 0n);
    const [own, all] = [sum(projects.filter(p => p.cells.category === 'industry')), sum(projects)];
    const least = source === 'central' ? industry.least : null;
    return {
      source,
      industry: wanOf(own),
      all: wanOf(all),
      rate: percent(own, all),
      least,
      met: least === null || all === 0n ? null : own * 100n >= all * BigInt(least),
    };
  };
  return [share('central'), share('')];
}
