/** One benefit (惠企政策事项) as data: who gets it, how much, when, and by which way. Pure; the schema is in schema.ts. */
import type { Day } from '#platform/calendar';
import type { FactId } from './facts.ts';

export const kinds = { award: '奖励', subsidy: '补贴', interest: '贴息', refund: '返还', relief: '减免' } as const;
export type Kind = keyof typeof kinds;
export const ways = { claim: '企业申领', 'without-claim': '免申即享' } as const;
export type Way = keyof typeof ways;
export const onces = { ever: '每家企业只享受一次', year: '每家企业每年一次' } as const;

/** One test of one fact. */
export type Condition =
  | { fact: FactId; op: 'is' | 'is-not' | 'has'; values: string[] }
  | { fact: FactId; op: 'mentions'; words: string[] }
  | { fact: FactId; op: 'at-least' | 'at-most'; number: number }
  | { fact: FactId; op: 'yes' | 'no' }
  /** A day not longer ago than so many months, or at least so long ago. */
  | { fact: FactId; op: 'within' | 'before'; months: number }
  | { fact: FactId; op: 'from' | 'until'; day: Day };

/** All rules of an item hold together; in `any` one is enough. */
export type Rule = Condition | { any: Condition[] };

export type Amount =
  | { kind: 'fixed'; yuan: string }
  | { kind: 'per-unit'; fact: FactId; each: string; cap?: string }
  | { kind: 'share'; fact: FactId; percent: number; cap?: string }
  /** The highest step that is reached counts. */
  | { kind: 'tiers'; fact: FactId; tiers: { from: number; yuan: string }[] };

/** A paper that only the firm has. */
export interface Material {
  id: string;
  title: string;
  why: string;
}

export interface Item {
  title: string;
  summary: string;
  kind: Kind;
  way: Way;
  /** Document and clause; `assumed`: proposed by us, to be confirmed by the department. */
  document: string;
  place: string;
  assumed: boolean;
  rules: Rule[];
  amount: Amount;
  from: Day;
  to: Day;
  once: 'ever' | 'year';
  /** Items that the same firm cannot have in the same year. */
  excludes: string[];
  materials: Material[];
  /** Working days from the claim to the decision. */
  promisedDays: number;
  contact: string;
}

/** Operators that a fact of a kind can be tested with, in the order of the builder. */
export const opsOf = {
  choice: ['is', 'is-not'],
  words: ['mentions'],
  set: ['has'],
  number: ['at-least', 'at-most'],
  'yes-no': ['yes', 'no'],
  day: ['within', 'before', 'from', 'until'],
} as const;

export const opNames: Record<Condition['op'], string> = {
  is: '是其中之一',
  'is-not': '不是',
  mentions: '含有其中一个词',
  has: '持有或办结其中之一',
  'at-least': '不少于',
  'at-most': '不超过',
  yes: '是',
  no: '不是',
  within: '在最近（个月）以内',
  before: '已满（个月）',
  from: '不早于',
  until: '不晚于',
};
