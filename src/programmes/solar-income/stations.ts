/** Stations (二) and what they bring and cost by quarter: kept by the company that pays, net income by the columns. */
import { cite } from '#platform/citations';
import type { RegisterKind, Values } from '#platform/registers';
import { capacity, document } from './figures.ts';

export const company = 'development-company';
const money = { type: 'money', measure: '元', writtenBy: [company] } as const;
/** They compute, check and look at what is divided. */
const readBy = ['rural-revitalisation', 'finance'];
const sorts = { village: '村级电站', central: '集中式电站' } as const;

export const stations: RegisterKind = {
  id: 'solar-stations',
  title: '光伏电站',
  unit: '座',
  basis: cite(document, '二'),
  keeper: company,
  readBy,
  key: ['name'],
  columns: [
    { key: 'name', title: '电站', also: ['电站名称'], type: 'words', required: true, writtenBy: [company] },
    { key: 'sort', title: '类别', type: 'choice', required: true, options: sorts, writtenBy: [company] },
    { key: 'kilowatts', title: '装机容量', also: ['容量'], type: 'whole', measure: '千瓦', required: true, writtenBy: [company] },
    { key: 'place', title: '所在地', type: 'words', writtenBy: [company] },
    { key: 'since', title: '并网日期', type: 'day', writtenBy: [company] },
  ],
  faults: v => (Number(v.kilowatts ?? 1) > 0 ? [] : [{ path: 'kilowatts', message: '装机容量要大于 0' }]),
  doubts: v => (Number(v.kilowatts ?? 0) > capacity.village * 1000 ? ['单座容量比文件写的村级电站总容量还大，可能单位填错了（应为千瓦）'] : []),
};

export const seasons = { q1: '第一季度', q2: '第二季度', q3: '第三季度', q4: '第四季度' } as const;

/** 二: what is taken off before the income is divided. */
export const costs = {
  land: '土地（林地）费用',
  site: '场地租金',
  tax: '税费',
  operation: '运维费',
  insurance: '保险',
  other: '其他扣除',
} as const;

const fen = (v: Values, key: string) => BigInt(String(v[key] ?? 0));
export const costsOf = (v: Values): bigint => Object.keys(costs).reduce((sum, key) => sum + fen(v, key), 0n);

export const earnings: RegisterKind = {
  id: 'solar-earnings',
  title: '光伏电站收支',
  unit: '条',
  basis: cite(document, '二'),
  keeper: company,
  readBy,
  key: ['season', 'station'],
  yearly: year => `${year} 年各季度到账的发电收入和支出`,
  columns: [
    { key: 'station', title: '电站', also: ['电站名称'], type: 'words', required: true, writtenBy: [company], note: '与“光伏电站”台账里的名称一致' },
    { key: 'season', title: '季度', type: 'choice', required: true, options: seasons, writtenBy: [company] },
    { key: 'gross', title: '发电收入', ...money, required: true, note: '到账的电费和补贴；集中式电站填扶贫收益' },
    ...Object.entries(costs).map(([key, title]) => ({ key, title, ...money })),
  ],
  doubts: v => (costsOf(v) > fen(v, 'gross') ? ['支出比发电收入还多，这一季没有净收益'] : []),
};
