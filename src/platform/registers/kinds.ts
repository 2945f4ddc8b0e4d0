/** Kinds of registers: data of the manifests. What differs between registers is written here and nowhere else. */
import { type Ctx, type Fault, refuse } from '../actions/index.ts';
import { type Day, yearOf } from '../calendar/index.ts';
import type { Citation } from '../citations/index.ts';
import { isSealed, sealedTypes } from './sealing.ts';
import type { Value, Values } from './values.ts';

export const cellTypes = ['words', 'whole', 'money', 'day', 'yes-no', 'choice', 'code', ...sealedTypes] as const;

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
  /** Names a row of this register, of the same year: by hand it is chosen from them, a table is told what none is called. */
  named?: string;
  /** Not written by anybody: what the number of a sealed column says, where it may be shown. The birthday in an identity number. */
  from?: { column: string; of(number: string): Value };
}

/** A unit that gets the list. */
export interface HandedTo {
  unit: string;
  /** `whole`: the list as it stands, each time; `new`: what no hand-over before had, as the payments of a day. */
  what: 'whole' | 'new';
  /** The columns that it needs; all, where it is silent. The key travels always. */
  columns?: readonly string[];
  /** Only rows with these cells. */
  only?: Readonly<Record<string, Value>>;
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
  /** The column by which people call a row, where it is not the last of `key`. */
  called?: string;
  /** The column with the id of the town whose row it is. */
  town?: string;
  /** The unit that adds and withdraws rows; `town`: each town its own. */
  keeper: string;
  /** Who else adds rows, without withdrawing any; `town`: each town its own. */
  addedBy?: readonly string[];
  /** Units that see it without writing in it. */
  readBy?: readonly string[];
  /** Rows describe a year; what the year says: `截至 2023 年 12 月 31 日`. */
  yearly?: (year: string) => string;
  /** How many years ahead of today's a row may be about: a list for next year. */
  ahead?: number;
  /** The year that one works on while nothing is there yet; else the last whole one. */
  usual?: string;
  /** Units to whom its keeper hands it. */
  handedTo?: readonly HandedTo[];
  /** Where its pages are in the desk, for links in messages. */
  pages?: string;
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

/** The column that a cell is written in; of what a number says, the number's. */
export const sourceOf = (kind: RegisterKind, c: RegisterColumn): RegisterColumn => (c.from ? columnOf(kind, c.from.column)! : c);

export const calledOf = (kind: RegisterKind): string => kind.called ?? kind.key.at(-1)!;

export const columnOf = (kind: RegisterKind, key: string): RegisterColumn | undefined => kind.columns.find(c => c.key === key);

/** Of a register with years: what the programme works on, else the newest that has rows, else the last whole year. */
export const usualYear = (kind: RegisterKind, today: Day, newest?: string): string => (kind.yearly ? (kind.usual ?? newest ?? String(yearOf(today) - 1)) : '');

/** Every unit that works on a row of this kind, or sees it. */
export const unitsOf = (kind: RegisterKind): string[] =>
  [...new Set([kind.keeper, ...(kind.addedBy ?? []), ...(kind.readBy ?? []), ...kind.columns.flatMap(c => c.writtenBy)])].filter(u => u !== 'town');

/** A kind that does not fit together stops the start. */
export function checkKind(kind: RegisterKind): RegisterKind {
  const keys = kind.columns.map(c => c.key);
  const wrong =
    keys.find((k, i) => keys.indexOf(k) !== i) ??
    [...kind.key, ...(kind.town ? [kind.town] : []), ...(kind.called ? [kind.called] : [])].find(k => !columnOf(kind, k)?.required) ??
    kind.columns.find(c => c.from && !isSealed(columnOf(kind, c.from.column)?.type ?? ''))?.key ??
    kind.columns.find(c => !/^[a-z][a-zA-Z]*$/.test(c.key) || (c.type === 'choice') !== (c.options !== undefined))?.key;
  if (wrong || kind.key.length === 0) throw new Error(`register ${kind.id}: column ${wrong} does not fit`);
  return kind;
}
