/** Kinds of registers: data of the manifests. What differs between registers is written here and nowhere else. */
import { type Ctx, type Fault, refuse } from '../actions/index.ts';
import type { Citation } from '../citations/index.ts';
import type { Values } from './values.ts';

export const cellTypes = ['words', 'whole', 'money', 'day', 'yes-no', 'choice', 'code'] as const;

export interface RegisterColumn {
  key: string;
  title: string;
  /** Other headings that mean the same. */
  also?: readonly string[];
  type: (typeof cellTypes)[number];
  /** Of measure, shown behind the heading: 人. */
  measure?: string;
  /** No row is without it. */
  required?: boolean;
  /** Of a choice: key → how the table says it. */
  options?: Readonly<Record<string, string>>;
  /** Units that write it; `town`: the row's own town. Others see it. */
  writtenBy: readonly string[];
  /** What it means and where it is from, for who fills it in. */
  note?: string;
}

export interface RegisterKind {
  id: string;
  title: string;
  /** What its rows are counted in. */
  unit: string;
  basis: Citation;
  columns: readonly RegisterColumn[];
  /** The columns that tell one row from another. */
  key: readonly string[];
  /** The column with the id of the town whose row it is. */
  town?: string;
  /** The unit that adds and withdraws rows; `town`: each town its own. */
  keeper: string;
  /** Units that see it without writing in it. */
  readBy?: readonly string[];
  /** Rows describe a year; what the year says: `截至 2023 年 12 月 31 日`. */
  yearly?: (year: string) => string;
  /** What of a row does not fit together; it is refused. `path` is a column's key. */
  faults?(values: Values): Fault[];
  /** What somebody should look at; it is kept all the same. */
  doubts?(values: Values): string[];
}

declare module '../actions/action.ts' {
  interface House {
    registers: Record<string, RegisterKind>;
  }
}

export const kindOf = (ctx: Ctx, id: string): RegisterKind => {
  const kind = ctx.house.registers[id];
  if (!kind) throw refuse('not-found');
  return kind;
};

export const columnOf = (kind: RegisterKind, key: string): RegisterColumn | undefined => kind.columns.find(c => c.key === key);

/** Every unit that works on a row of this kind, or sees it. */
export const unitsOf = (kind: RegisterKind): string[] =>
  [...new Set([kind.keeper, ...(kind.readBy ?? []), ...kind.columns.flatMap(c => c.writtenBy)])].filter(u => u !== 'town');

/** A kind that does not fit together stops the start. */
export function checkKind(kind: RegisterKind): RegisterKind {
  const keys = kind.columns.map(c => c.key);
  const wrong =
    keys.find((k, i) => keys.indexOf(k) !== i) ??
    [...kind.key, ...(kind.town ? [kind.town] : [])].find(k => !columnOf(kind, k)?.required) ??
    kind.columns.find(c => !/^[a-z][a-zA-Z]*$/.test(c.key) || (c.type === 'choice') !== (c.options !== undefined))?.key;
  if (wrong || kind.key.length === 0) throw new Error(`register ${kind.id}: column ${wrong} does not fit`);
  return kind;
}
