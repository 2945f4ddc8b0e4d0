/** Posts and their wages by name (三 6): who holds one, which months were paid, and who is paid twice for the same month. */
import { cite } from '#platform/citations';
import { maskOf, type RegisterKind, type Values } from '#platform/registers';
import { document } from './figures.ts';
import { isMonth, nameColumn, placeFaults, readBy, townColumn } from './village-books.ts';

const writtenBy = ['town'];
const person = { key: 'person', title: '姓名', type: 'words', required: true, writtenBy } as const;
const also = ['公民身份号码', '身份证号码'];
const identity = { key: 'identity', title: '身份证号', also, type: 'identity', required: true, writtenBy } as const;
const month = (key: string, title: string, note: string) => ({ key, title, type: 'code', writtenBy, note }) as const;
const monthFault = (v: Values, key: string) => ((v[key] ?? null) !== null && !isMonth(v[key]) ? [{ path: key, message: '写成 2024-01 的样子' }] : []);

export const posts: RegisterKind = {
  ...{ id: 'solar-posts', title: '公益岗位人员', unit: '人', basis: cite(document, '三 6'), keeper: 'town', readBy, town: 'town' },
  ...{ key: ['town', 'name', 'identity'], called: 'person' },
  yearly: year => `${year} 年在岗的人`,
  columns: [
    townColumn,
    nameColumn,
    person,
    identity,
    { key: 'post', title: '岗位', type: 'words', writtenBy, note: '例如：保洁、护林、护路' },
    { ...month('since', '从哪月起', '写成 2024-01；从这个月起每月要发工资'), required: true },
    month('until', '到哪月止', '还在岗的不填'),
    { key: 'wage', title: '月工资', type: 'money', measure: '元', writtenBy },
  ],
  faults: v => [
    ...placeFaults(v),
    ...monthFault(v, 'since'),
    ...monthFault(v, 'until'),
    ...(v.until && v.since && String(v.until) < String(v.since) ? [{ path: 'until', message: '到哪月止比从哪月起还早' }] : []),
  ],
};

export const wages: RegisterKind = {
  ...{ id: 'solar-wages', title: '公益岗位工资发放', unit: '笔', basis: cite(document, '三 6'), keeper: 'town', readBy, town: 'town' },
  ...{ key: ['town', 'name', 'identity', 'month'], called: 'person' },
  yearly: year => `${year} 年各月发给每个人的工资`,
  columns: [
    townColumn,
    nameColumn,
    person,
    identity,
    { ...month('month', '工资月份', '是哪个月的工资，例如 2024-03'), required: true },
    { key: 'amount', title: '金额', type: 'money', measure: '元', required: true, writtenBy },
    { key: 'day', title: '发放日期', type: 'day', required: true, writtenBy },
    { key: 'voucher', title: '凭证号', type: 'code', writtenBy, note: '与使用台账里这笔工资的凭证号一致' },
  ],
  faults: v => [...placeFaults(v), ...monthFault(v, 'month')],
};

/** `2024-03` as a count of months, so that they can be counted through. */
export const monthNumber = (text: string): number => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
export const monthText = (n: number): string => `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;

export const inPost = (v: Values, month: number): boolean =>
  monthNumber(String(v.since)) <= month && ((v.until ?? null) === null || month <= monthNumber(String(v.until)));

export interface Place {
  town: string;
  name: string;
  /** Fen. */
  amount: bigint;
}

/** `twice`: paid in several villages for one month; `unpaid`: in post, the month is over, and nothing was paid. */
export interface EarnerFinding {
  kind: 'twice' | 'unpaid';
  person: string;
  masked: string;
  month: string;
  places: Place[];
}

const placeOf = (v: Values): Place => ({ town: String(v.town), name: String(v.name), amount: BigInt(String(v.amount ?? 0)) });
const finding = (kind: EarnerFinding['kind'], [first, ...others]: readonly Values[], month: string): EarnerFinding => ({
  ...{ kind, person: String(first!.person), masked: maskOf(String(first!.identity)), month },
  places: [first!, ...others].map(placeOf),
});

/** Equal numbers have equal tokens: whoever stands in two villages is found without opening anything. */
export function paidTwice(paid: readonly Values[]): EarnerFinding[] {
  const byPerson = Map.groupBy(paid, v => `${String(v.identity)} ${String(v.month)}`);
  return [...byPerson.values()].filter(rows => rows.length > 1).map(rows => finding('twice', rows, String(rows[0]!.month)));
}

/** Months of the year that are over by now, until which wages are owed. */
const owed = (year: string, now: number): number => Math.min(now - 1, monthNumber(`${year}-12`));

export function unpaid(held: readonly Values[], paid: readonly Values[], year: string, now: number): EarnerFinding[] {
  const key = (v: Values, month: string) => `${String(v.town)} ${String(v.name)} ${String(v.identity)} ${month}`;
  const there = new Set(paid.map(v => key(v, String(v.month))));
  return held.flatMap(v => {
    const found: EarnerFinding[] = [];
    for (let m = Math.max(monthNumber(String(v.since)), monthNumber(`${year}-01`)); m <= owed(year, now); m++)
      if (inPost(v, m) && !there.has(key(v, monthText(m)))) found.push(finding('unpaid', [v], monthText(m)));
    return found;
  });
}
