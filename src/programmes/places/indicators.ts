/** The order's figure for services near people: towns with a 7×24 kiosk. */
import type { Ctx } from '#platform/actions';
import type { Indicator, Period } from '#platform/indicators';
import { towns } from './divisions.ts';
import { kioskCoverage } from './figures.ts';
import { brokenOn, coverage, kioskWorks, shareOf, standsOn, townsNeeded } from './rules.ts';
import { allPlaces } from './store.ts';

/** The figure of a time is that of its last day, or of today while it lasts. */
async function at(ctx: Ctx, { to }: Period) {
  const day = to < ctx.today ? to : ctx.today;
  const kiosks = (await allPlaces(ctx)).filter(p => p.kind === 'kiosk');
  const ids = towns().map(t => t.id);
  return { day, kiosks, ids, ...coverage(kiosks, ids, day) };
}

/** `全县 6 个乡镇：70% 要 5 个（4 个只有 66.7%），100% 要 6 个`. */
const needs = (n: number) =>
  `全县 ${n} 个乡镇：${kioskCoverage
    .map(({ value }) => {
      const towns = townsNeeded(value, n);
      return `${value}% 要 ${towns} 个${value < 100 ? `（${towns - 1} 个只有 ${shareOf(towns - 1, n)}%）` : ''}`;
    })
    .join('，')}`;

export const kioskTowns: Indicator = {
  id: 'kiosk-towns',
  title: '“7×24 小时”自助政务服务覆盖的乡镇',
  unit: '%',
  counts: '至少有一台自助机在用的乡镇占全部乡镇的比例：自助机已启用、没有停用、每天 24 小时开放、没有登记故障。按期末那一天算，没到期的按今天算',
  citation: kioskCoverage[0].cite,
  targets: kioskCoverage.map(({ from, by, value }) => ({ from, by, value })),
  async measure(ctx, period) {
    const { ids, covered, share } = await at(ctx, period);
    return { value: share, numerator: covered.length, denominator: ids.length, note: needs(ids.length) };
  },
  async behind(ctx, period) {
    const { day, kiosks, without } = await at(ctx, period);
    return towns()
      .map(t => {
        const mine = kiosks.filter(k => k.town === t.id && standsOn(k, day));
        const said = mine.map(k => `${k.name}（${kioskWorks(k, day) ? '在用' : brokenOn(k.outages, day) ? '故障' : '不是 24 小时'}）`);
        return { town: t, missing: without.includes(t.id), said };
      })
      .sort((a, b) => Number(b.missing) - Number(a.missing))
      .map(({ town, missing, said }) => ({
        title: town.name,
        detail: `${missing ? '没有覆盖' : '已覆盖'}：${said.join('、') || '没有自助机'}`,
        on: day,
        link: `/desk/places?kind=kiosk&town=${town.id}`,
      }));
  },
};
