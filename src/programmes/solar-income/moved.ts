/** Who moved to a site, by name: so that nobody is counted there and in the village that they left, too (三 2, 3, 5). */
import { cite } from '#platform/citations';
import type { RegisterKind, Values } from '#platform/registers';
import { document } from './figures.ts';
import { towns } from './villages.ts';

const keeper = 'rural-revitalisation';
const writtenBy = [keeper];
const townOptions = {
  type: 'choice',
  required: true,
  get options() {
    return Object.fromEntries(towns().map(t => [t.id, t.name]));
  },
  writtenBy,
} as const;

/** As the villages' register counts them. */
export const movedSorts = { outOfPoverty: '脱贫人口', monitored: '监测户人口', general: '同步搬迁的一般农户人口' } as const;

const townOf = (id: unknown) => towns().find(t => t.id === id);

export const moved: RegisterKind = {
  ...{ id: 'solar-moved', title: '搬迁人员名单', unit: '人', basis: cite(document, '三 5'), keeper, town: 'town' },
  readBy: ['public-security'],
  ...{ key: ['identity'], called: 'person' },
  yearly: year => `截至 ${year} 年 12 月 31 日住在安置点的人`,
  columns: [
    { key: 'town', title: '安置点乡镇', also: ['乡镇'], ...townOptions },
    { key: 'site', title: '安置点', type: 'words', required: true, writtenBy },
    { key: 'person', title: '姓名', type: 'words', required: true, writtenBy },
    { key: 'identity', title: '身份证号', also: ['公民身份号码', '身份证号码'], type: 'identity', required: true, writtenBy },
    { key: 'sort', title: '人口类别', type: 'choice', required: true, options: movedSorts, writtenBy },
    { key: 'fromTown', title: '迁出乡镇', ...townOptions },
    { key: 'fromVillage', title: '迁出村', type: 'words', required: true, writtenBy },
  ],
  faults: v => [
    ...(townOf(v.town) && !townOf(v.town)!.sites.includes(String(v.site))
      ? [{ path: 'site', message: `${townOf(v.town)!.name}没有叫“${String(v.site ?? '')}”的安置点` }]
      : []),
    ...(townOf(v.fromTown) && !townOf(v.fromTown)!.villages.includes(String(v.fromVillage))
      ? [{ path: 'fromVillage', message: `${townOf(v.fromTown)!.name}没有叫“${String(v.fromVillage ?? '')}”的村（社区）` }]
      : []),
  ],
};

export interface Moved {
  /** Sites with a list, and how many people stand in all of them. */
  listed: readonly string[];
  people: number;
  /** Sites without: whether their people are counted twice was not looked at. */
  unlisted: readonly string[];
  /** Sites whose figures are not those of the list. */
  differing: readonly string[];
  /** Villages that people left, which nobody says to be counted without them. */
  unsaid: readonly string[];
}

/** Lists against counts. A site without a list is not compared: where only heads are counted, that is said. */
export function movedOf(villages: readonly Values[], list: readonly Values[]): Moved {
  const bySite = Map.groupBy(list, v => `${String(v.town)} ${String(v.site)}`);
  const sites = villages.filter(v => v.sort === 'site');
  const has = (v: Values) => bySite.has(`${String(v.town)} ${String(v.name)}`);
  const differing = sites.filter(has).flatMap(v => {
    const rows = bySite.get(`${String(v.town)} ${String(v.name)}`)!;
    return Object.entries(movedSorts).flatMap(([sort, title]) => {
      const listed = rows.filter(r => r.sort === sort).length;
      return (v[sort] ?? null) === null || Number(v[sort]) === listed ? [] : [`${String(v.name)}${title} ${Number(v[sort])} 人，名单 ${listed} 人`];
    });
  });
  const left = Map.groupBy(list, v => `${String(v.fromTown)} ${String(v.fromVillage)}`);
  const unsaid = villages.flatMap(v => {
    const gone = v.sort === 'site' ? 0 : (left.get(`${String(v.town)} ${String(v.name)}`)?.length ?? 0);
    return gone > 0 && v.withoutMoved !== true ? [`${townOf(v.town)?.name ?? ''}${String(v.name)}（搬走 ${gone} 人）`] : [];
  });
  return {
    ...{ listed: sites.filter(has).map(v => String(v.name)), people: list.length, unlisted: sites.filter(v => !has(v)).map(v => String(v.name)) },
    ...{ differing, unsaid },
  };
}
