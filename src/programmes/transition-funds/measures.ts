/** 四（一）, 四（三） 年考评: what the yearly appraisal of units counts of their projects; the appraisal scores it, explains it and posts it. */
import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import type { Miss, Period, UnitMeasure, UnitShare } from '#platform/indicators';
import { wanOf } from '#platform/money';
import { reportsDue } from '#platform/rounds';
import { document, slow } from './figures.ts';
import { type Project, paceOf } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { fundsMonthly, reported } from './monthly.ts';

const shares = (of: readonly { unit: string; good: boolean }[]): UnitShare[] =>
  [...Map.groupBy(of, o => o.unit)].map(([unit, some]) => ({ unit, numerator: some.filter(o => o.good).length, denominator: some.length }));

const until = (ctx: Ctx, { to }: Period) => (ctx.today < to ? ctx.today : to);

/** Reports that fell due in the period, by the unit that owed them. */
const dueIn = (ctx: Ctx, { from }: Period, to: string) => reportsDue(ctx, fundsMonthly.id, from, to);

export const fundsReported: UnitMeasure = {
  id: 'funds-reports',
  title: '衔接资金月报按时报送率',
  counts: '这一期到期的衔接资金项目月报里，到期以前报来的；迟报的、没有报的不算按时',
  citation: cite(document, '四（三）'),
  shares: async (ctx, period) => shares((await dueIn(ctx, period, until(ctx, period))).map(r => ({ unit: r.unit, good: r.sent && !r.late }))),
  async misses(ctx, period, unit) {
    return (await dueIn(ctx, period, until(ctx, period)))
      .filter(r => (!r.sent || r.late) && (unit === undefined || r.unit === unit))
      .map(
        (r): Miss => ({
          ...{ unit: r.unit, key: `funds-report:${r.period}`, title: `${r.title}的${fundsMonthly.title}`, detail: r.sent ? '迟报' : '没有报', on: r.due },
          link: `/desk/rounds/${fundsMonthly.id}/${r.period}/${r.unit}`,
        }),
      );
  },
};

/** The year's projects in the plan with their pace on the last day of the period. */
async function paced(ctx: Ctx, period: Period): Promise<{ unit: string; project: Project; good: boolean; rate: number | null }[]> {
  const on = until(ctx, period);
  const year = Number(on.slice(0, 4));
  return (await loadLedger(ctx, year)).projects
    .filter(p => reported(p) && p.allotted > 0n)
    .map(project => {
      const pace = paceOf(project, year, on, slow);
      return { unit: String(project.cells.unit), project, good: !pace.slow && !pace.idle, rate: pace.rate };
    });
}

export const fundsPaid: UnitMeasure = {
  id: 'funds-paid',
  title: '衔接资金项目支付进度',
  counts: '本单位负责、有下达资金的当年项目里，支付率没有落后时间进度、也没有可能闲置的',
  citation: cite(document, '四（一）'),
  shares: async (ctx, period) => shares(await paced(ctx, period)),
  async misses(ctx, period, unit) {
    return (await paced(ctx, period))
      .filter(p => !p.good && (unit === undefined || p.unit === unit))
      .map(
        ({ unit, project, rate }): Miss => ({
          ...{ unit, key: `funds-project:${project.id}`, title: project.name, on: until(ctx, period) },
          detail: `下达 ${wanOf(project.allotted)} 万元，支付 ${wanOf(project.paid)} 万元，支付率 ${rate}%`,
          link: `/desk/funds/way/${project.id}`,
        }),
      );
  },
};
