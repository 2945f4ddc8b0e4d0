/** What each town keeps for its villages (三 6, 四（二）): the plan of a year, and the ledger of what was given out. */
import { cite } from '#platform/citations';
import type { RegisterKind, Values } from '#platform/registers';
import { document, limits } from './figures.ts';
import { towns } from './villages.ts';

export const readBy = ['rural-revitalisation', 'finance', 'development-company'];
export const townColumn = {
  key: 'town',
  title: '乡镇',
  type: 'choice',
  required: true,
  get options() {
    return Object.fromEntries(towns().map(t => [t.id, t.name]));
  },
  writtenBy: ['town'],
} as const;
export const nameColumn = { key: 'name', title: '村或安置点', also: ['村', '行政村'], type: 'words', required: true, writtenBy: ['town'] } as const;
const money = { type: 'money', measure: '元', writtenBy: ['town'] } as const;
const day = { type: 'day', writtenBy: ['town'] } as const;
export const isMonth = (text: unknown) => /^\d{4}-(0[1-9]|1[0-2])$/.test(String(text));

export const placeFaults = (v: Values) => {
  const of = towns().find(t => t.id === v.town);
  return of && !of.villages.includes(String(v.name)) && !of.sites.includes(String(v.name))
    ? [{ path: 'name', message: `${of.name}没有叫“${String(v.name ?? '')}”的村（社区）或安置点` }]
    : [];
};

export const plans: RegisterKind = {
  id: 'solar-plans',
  title: '光伏收益使用计划',
  unit: '个',
  basis: cite(document, '四（二）'),
  keeper: 'town',
  readBy,
  key: ['town', 'name'],
  town: 'town',
  yearly: year => `${year} 年到村收益的分配计划`,
  columns: [
    townColumn,
    nameColumn,
    { key: 'posts', title: '公益岗位', type: 'whole', measure: '个', writtenBy: ['town'], note: '不超过常住人口的 20%；登记了岗位人员的，以名单为准' },
    { key: 'since', title: '岗位从哪月起', type: 'code', writtenBy: ['town'], note: '写成 2024-01；从这个月起每月要发工资' },
    { key: 'wages', title: '计划发岗位工资', ...money },
    { key: 'aid', title: '计划奖励补助到户', ...money },
    { key: 'works', title: '计划小型公益事业', ...money },
    { key: 'charge', title: '专户管理人', type: 'words', writtenBy: ['town'], note: '村里专门管这笔钱的人' },
    { key: 'decidedOn', title: '村民代表会议通过', ...day },
    { key: 'reviewedOn', title: '乡镇审核', ...day },
    { key: 'postedOn', title: '计划公示', ...day },
  ],
  faults: v => [
    ...placeFaults(v),
    ...((v.since ?? null) !== null && !isMonth(v.since) ? [{ path: 'since', message: '写成 2024-01 的样子' }] : []),
    ...(Number(v.posts ?? 0) > 0 && (v.since ?? null) === null ? [{ path: 'since', message: '有公益岗位的，要写从哪个月起' }] : []),
  ],
  doubts: v => {
    const sum = (...keys: string[]) => keys.reduce((n, key) => n + BigInt(String(v[key] ?? 0)), 0n);
    return [
      ...(v.reviewedOn && !v.decidedOn ? ['乡镇审核过，但没有村民代表会议通过的日期'] : []),
      ...(sum('wages', 'aid') * 100n < sum('wages', 'aid', 'works') * BigInt(limits.toHouseholds.atLeast)
        ? [`计划到户的（工资、奖励补助）不到计划总额的 ${limits.toHouseholds.atLeast}%（三 6）`]
        : []),
    ];
  },
};

/** Ways of giving out; the first three reach households. */
export const spending = {
  wages: '公益岗位工资',
  aid: '奖励补助到户',
  relief: '临时救助到户',
  works: '小型公益事业',
  industry: '村级产业',
} as const;
export const toHouseholds: readonly string[] = ['wages', 'aid', 'relief'];

export const ledger: RegisterKind = {
  id: 'solar-ledger',
  title: '光伏收益使用台账',
  unit: '笔',
  basis: cite(document, '四（二）'),
  keeper: 'town',
  readBy,
  key: ['town', 'voucher'],
  town: 'town',
  yearly: year => `${year} 年到村收益的每一笔支出`,
  columns: [
    townColumn,
    { key: 'voucher', title: '凭证号', type: 'code', required: true, writtenBy: ['town'], note: '本乡镇不重复' },
    nameColumn,
    { key: 'kind', title: '用途', type: 'choice', required: true, options: spending, writtenBy: ['town'] },
    { key: 'day', title: '支付日期', ...day, required: true },
    { key: 'month', title: '工资月份', type: 'code', writtenBy: ['town'], note: '发工资的写是哪个月的，例如 2024-03' },
    { key: 'people', title: '人（户）数', type: 'whole', writtenBy: ['town'] },
    { key: 'amount', title: '金额', ...money, required: true },
    { key: 'postedOn', title: '公示日期', ...day },
  ],
  faults: v => [
    ...placeFaults(v),
    ...(v.kind === 'wages' && !isMonth(v.month) ? [{ path: 'month', message: '发工资的要写是哪个月的，例如 2024-03' }] : []),
    ...(v.kind && v.kind !== 'wages' && (v.month ?? null) !== null ? [{ path: 'month', message: '不是发工资的，工资月份应为空' }] : []),
  ],
  doubts: v => ((v.postedOn ?? null) === null ? ['这一笔还没有写公示日期'] : []),
};
