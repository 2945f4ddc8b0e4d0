/** How a benefit of the demo county is written down: in a few words, with what all of them share. */
import type { FactId } from './facts.ts';
import type { Amount, Condition, Item, Kind, Material, Rule, Way } from './item.ts';

export interface DemoItem {
  unit: string;
  item: Item;
}

const measures = '（演示）中阳县支持企业发展若干措施';
const all = (...rules: Rule[]): Rule[] => [
  { fact: 'status', op: 'is', values: ['active'] },
  { fact: 'credit', op: 'is', values: ['good', 'repaired'] },
  ...rules,
];
export const company: Condition = { fact: 'kind', op: 'is', values: ['company', 'cooperative'] };
export const atLeast = (fact: FactId, number: number): Condition => ({ fact, op: 'at-least', number });
export const yes = (fact: FactId): Condition => ({ fact, op: 'yes' });
export const trade = (...words: string[]): Condition => ({ fact: 'scope', op: 'mentions', words });
export const within = (fact: FactId, months: number): Condition => ({ fact, op: 'within', months });
export const taxed: Condition = { fact: 'tax-class', op: 'is', values: ['A', 'B', 'M'] };
export const fixed = (yuan: number): Amount => ({ kind: 'fixed', yuan: `${yuan}.00` });
export const each = (fact: FactId, yuan: number, cap?: number): Amount => ({
  kind: 'per-unit',
  fact,
  each: `${yuan}.00`,
  ...(cap ? { cap: `${cap}.00` } : {}),
});
export const share = (fact: FactId, percent: number, cap?: number): Amount => ({ kind: 'share', fact, percent, ...(cap ? { cap: `${cap}.00` } : {}) });
export const paper = (id: string, title: string, why: string): Material => ({ id, title, why });
export const contract = paper('contract', '合同和付款凭证', '核对投入的金额，县里没有这份数据');

export const one = (
  unit: string,
  kind: Kind,
  way: Way,
  title: string,
  summary: string,
  rules: Rule[],
  amount: Amount,
  more: Partial<Pick<Item, 'once' | 'materials' | 'promisedDays' | 'from' | 'to'>> = {},
): DemoItem => ({
  unit,
  item: {
    title,
    summary,
    kind,
    way,
    document: measures,
    // Numbered in the order of the whole list.
    place: '',
    assumed: true,
    rules: all(...rules),
    amount,
    from: '2024-01-08',
    to: '2027-12-31',
    once: 'year',
    excludes: [],
    materials: [],
    promisedDays: 10,
    contact: '0358-5022345',
    ...more,
  },
});
