/** 三, 三 6: the document's shares against live figures; a limit of villages is held as the share of them that keeps it. */
import type { Ctx } from '#platform/actions';
import type { Indicator, Period } from '#platform/indicators';
import { yuan } from '#platform/money';
import { limits, reachesVillages } from './figures.ts';
import type { UseFault } from './rules.ts';
import { hundredths } from './use-figures.ts';
import { reachNow, usesOf } from './uses.ts';

/** The scheme holds from November 2024 and names no end; its first whole years. */
const years = [2025, 2026];
const every = (value: number) => years.map(year => ({ from: `${year}-01-01`, by: `${year}-12-31`, value }));
const yearOf = ({ to }: Period) => to.slice(0, 4);
const none = (list: readonly unknown[]) => (list.length === 0 ? { note: '这一年的收益还没有到账的' } : {});
const uses = (ctx: Ctx, period: Period) => usesOf(ctx, yearOf(period));

const within = (fault: UseFault, title: string, counts: string, citation: Indicator['citation']): Indicator => ({
  ...{ id: `solar-${fault}`, title, unit: '%', citation, targets: every(100) },
  counts: `这一年有钱到账的收款单位里，${counts}`,
  async measure(ctx, period) {
    const all = await uses(ctx, period);
    const good = all.filter(u => !u.breaches.some(b => b.fault === fault)).length;
    if (all.length === 0) return { value: 0, ...none(all) };
    return { value: Math.floor((good * 1000) / all.length) / 10, numerator: good, denominator: all.length };
  },
  async behind(ctx, period) {
    const all = await uses(ctx, period);
    return all.flatMap(u => {
      const breach = u.breaches.find(b => b.fault === fault);
      return breach
        ? [{ title: u.payee, detail: breach.words, amount: yuan(u.got), link: `/desk/solar/use?year=${yearOf(period)}&fault=${fault}&town=${u.town}` }]
        : [];
    });
  },
});

const sumOf = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);

export const solarIndicators: Indicator[] = [
  {
    ...{ id: 'solar-reach', title: '村级光伏电站发电收入到村率', unit: '%', citation: reachesVillages.cite, targets: every(reachesVillages.atLeast) },
    counts: '上年村级电站的发电收入里，已经拨付到村的；拨付的钱里村级电站占多少，按净收益在可分配总额里的比例算',
    async measure(ctx, period) {
      const reach = await reachNow(ctx, yearOf(period), await uses(ctx, period));
      return { value: reach === null ? 0 : Number(reach) / 100, ...(reach === null ? { note: '上年电站的收支还没有填' } : {}) };
    },
    behind: async (ctx, period) =>
      (await uses(ctx, period)).map(u => ({ title: u.payee, detail: '已经到账', amount: yuan(u.got), link: '/desk/solar/payments' })),
  },
  {
    ...{
      id: 'solar-households',
      title: '光伏收益到户资金占到村资金',
      unit: '%',
      citation: limits.toHouseholds.cite,
      targets: every(limits.toHouseholds.atLeast),
    },
    counts: '这一年到账的钱里，使用台账记为公益岗位工资、奖励补助到户、临时救助到户的',
    async measure(ctx, period) {
      const all = await uses(ctx, period);
      const [part, whole] = [yuan(sumOf(all.map(u => u.toHouseholds))), yuan(sumOf(all.map(u => u.got)))];
      return { value: all.length === 0 ? 0 : hundredths(part, whole) / 100, ...none(all) };
    },
    async behind(ctx, period) {
      const share = (u: { toHouseholds: bigint; got: bigint }) => hundredths(yuan(u.toHouseholds), yuan(u.got)) / 100;
      return [...(await uses(ctx, period))]
        .sort((a, b) => share(a) - share(b))
        .map(u => ({
          ...{ title: u.payee, detail: `到户 ${share(u)}%`, amount: yuan(u.toHouseholds) },
          link: `/desk/solar/use?year=${yearOf(period)}&town=${u.town}`,
        }));
    },
  },
  within('undistributed', '光伏收益待拨付率没有超限的村', '待拨付不超过 15%（50 万元以上）或者 10% 的', limits.undistributed.cite),
  within('posts', '光伏公益岗位数量没有超限的村', '公益岗位不超过常住人口 20% 的；没有填常住人口的不算超限', limits.posts.cite),
  within('wages', '光伏公益岗位工资没有拖欠的村', '工资没有拖欠超过 3 个月的', limits.wages.cite),
];
