/** The order's figures for the hall: areas, all-city and cross-city matters. */
import { cite } from '#platform/citations';
import type { Indicator } from '#platform/indicators';
import { type AreaKind, areaKinds, areasWanted, type CityScope, cityTargets, scopes, ways } from './figures.ts';
import { areasStanding } from './reads.ts';
import { onlineWithin } from './store.ts';

const citation = cite('中政发〔2024〕16号', '二（一）2');

const cityIndicator = (scope: CityScope): Indicator => ({
  id: `hall-${scope}`,
  title: `上线运行的${scopes[scope]}事项`,
  unit: '项',
  counts: `这一年在专窗新上线、年底没有下线的${scopes[scope]}事项`,
  citation,
  targets: ([2024, 2025] as const).map(year => ({ from: `${year}-01-01`, by: `${year}-12-31`, value: cityTargets[scope][year] })),
  measure: async (ctx, { from, to }) => ({ value: (await onlineWithin(ctx, scope, from, to)).length }),
  behind: async (ctx, { from, to }) =>
    (await onlineWithin(ctx, scope, from, to)).map(m => ({
      title: m.name,
      detail: `${ways[m.way]}，${m.partners}`,
      on: m.onlineOn,
      link: '/desk/hall/cities',
    })),
});

const areaIndicator = (kind: AreaKind): Indicator => ({
  id: `hall-${kind}`,
  title: `大厅的${areaKinds[kind]}`,
  unit: '个',
  counts: '已经布置、至少有一个窗口的区域；只按今天的布置算，不追溯',
  citation,
  targets: [{ from: '2024-01-01', by: '2024-12-31', value: areasWanted[kind] }],
  measure: async ctx => ({ value: (await areasStanding(ctx)).filter(a => a.kind === kind).length }),
  behind: async ctx => (await areasStanding(ctx)).filter(a => a.kind === kind).map(a => ({ title: a.name, detail: a.place, link: '/desk/hall' })),
});

export const hallIndicators: Indicator[] = [
  ...(Object.keys(areaKinds) as AreaKind[]).map(areaIndicator),
  ...(Object.keys(scopes) as CityScope[]).map(cityIndicator),
];
