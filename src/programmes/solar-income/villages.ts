/** The register of villages and resettlement sites: what each year's division (三) is computed from, column by column from whom 三 5 names. */
import { cite } from '#platform/citations';
import type { RegisterKind, Values } from '#platform/registers';
import { loadDivisions, villageSaid } from '#programmes/one-thing';
import { document, sites, tilts } from './figures.ts';

interface Town {
  id: string;
  name: string;
  villages: readonly string[];
  sites: readonly string[];
}

let read: readonly Town[] | undefined;
/** Towns with their villages as people call them, and the sites for which the town or one of its villages is paid. */
export function towns(): readonly Town[] {
  read ??= loadDivisions().towns.map(({ id, name, villages }) => {
    const names = villages.map(v => villageSaid(v.name));
    // The document writes 福禄裕村 of the payee and 福禄峪 of the site; the county's list has 福禄峪村.
    const own = sites.filter(s => s.payee === name || names.includes(s.payee.replace('福禄裕', '福禄峪')));
    return { id, name, villages: names, sites: own.map(s => s.site) };
  });
  return read;
}

const keeper = 'rural-revitalisation';
const people = { type: 'whole', measure: '人' } as const;

function faults(v: Values): { path: string; message: string }[] {
  const town = towns().find(t => t.id === v.town);
  if (!town) return [];
  const known = v.sort === 'site' ? town.sites : town.villages;
  const name = String(v.name ?? '');
  return [
    ...(known.includes(name) || !v.sort ? [] : [{ path: 'name', message: `${town.name}没有叫“${name}”的${v.sort === 'site' ? '安置点' : '村（社区）'}` }]),
    ...(v.sort === 'site' && (v.collectiveIncome ?? null) !== null ? [{ path: 'collectiveIncome', message: '安置点没有村集体经济收入，这一格应为空' }] : []),
  ];
}

function doubts(v: Values): string[] {
  const persons = (key: string) => Number(v[key] ?? 0);
  return [
    ...(v.collectiveIncome === String(tilts.low.below) ? ['村集体经济收入正好 20 万元，文件没有写归哪一档；测算前要作出决定'] : []),
    ...(persons('monitored') > persons('outOfPoverty') + persons('general') ? ['监测户人口比脱贫人口和一般农户人口加起来还多，可能填错了列'] : []),
  ];
}

export const villages: RegisterKind = {
  id: 'solar-villages',
  title: '光伏收益分配：村和安置点',
  unit: '个',
  basis: cite(document, '三 5'),
  keeper,
  // Who checks the division and who pays it look at what it rests on.
  readBy: ['finance', 'development-company'],
  key: ['town', 'name'],
  town: 'town',
  yearly: year => `截至 ${year} 年 12 月 31 日`,
  columns: [
    {
      key: 'town',
      title: '乡镇',
      type: 'choice',
      required: true,
      get options() {
        return Object.fromEntries(towns().map(t => [t.id, t.name]));
      },
      writtenBy: [keeper],
    },
    { key: 'name', title: '村或安置点', also: ['村', '行政村', '名称', '安置点'], type: 'words', required: true, writtenBy: [keeper] },
    {
      key: 'sort',
      title: '类别',
      type: 'choice',
      required: true,
      options: { village: '行政村、社区', site: '安置点' },
      writtenBy: [keeper],
    },
    { key: 'outOfPoverty', title: '脱贫人口', also: ['脱贫户人口'], ...people, writtenBy: [keeper], note: '不含监测户的人' },
    {
      key: 'general',
      title: '一般农户人口',
      ...people,
      writtenBy: ['public-security', keeper],
      note: '除去脱贫户和监测户；安置点为同步搬迁的人，由乡村振兴局填写',
    },
    { key: 'monitored', title: '监测户人口', ...people, writtenBy: [keeper] },
    {
      key: 'collectiveIncome',
      title: '村集体经济收入',
      type: 'money',
      measure: '元',
      writtenBy: ['organisation'],
      note: '全年，不含光伏收入；安置点不填',
    },
    { key: 'model', title: '示范村', type: 'yes-no', writtenBy: [keeper], note: '在乡村振兴中示范、带头、引领，由县里确定' },
    { key: 'residents', title: '常住人口', ...people, writtenBy: ['town'], note: '公益岗位不能超过它的 20%' },
    {
      key: 'withoutMoved',
      title: '已除去搬走的人',
      type: 'yes-no',
      writtenBy: [keeper, 'public-security'],
      note: '有人搬到安置点的村：三类人口都不含搬走的人，填“是”',
    },
  ],
  faults,
  doubts,
};
