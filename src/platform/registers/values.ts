/** What cells hold, how they are read from a table or a form, and how they are shown. */
import { fenOf, yuan } from '../money/index.ts';
import { type Column, type How, readLines, readTyped } from '../tables/index.ts';
import type { RegisterColumn, RegisterKind } from './kinds.ts';

/** Money is fen as text: no float ever stands between. */
export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface Problem {
  line: number;
  column: string;
  message: string;
}

/** A line of a table: the cells that say something, and what is wrong in it. */
export interface Line {
  line: number;
  values: Values;
  problems: Problem[];
}

const rules: Partial<Record<RegisterColumn['type'], (value: unknown) => string | null>> = {
  money: v => (fenOf(String(v)) === null ? '金额写成 320.00 的样子（元），不小于 0' : null),
  whole: v => (Number(v) < 0 ? '不能小于 0' : null),
  words: v => (String(v).length > 200 ? '最多 200 个字' : null),
};

const cellColumn = (kind: RegisterKind, c: RegisterColumn): Column => ({
  key: c.key,
  title: c.title,
  also: [...(c.also ?? []), heading(c)],
  type: c.type === 'money' ? 'code' : c.type,
  required: kind.key.includes(c.key),
  ...(c.options ? { options: c.options } : {}),
  ...(rules[c.type] ? { rule: rules[c.type]! } : {}),
});

/** A register's columns as the reader of tables knows them. */
export const tableColumns = (kind: RegisterKind): Column[] => kind.columns.map(c => cellColumn(kind, c));

/** `脱贫人口（人）`. */
export const heading = (c: Pick<RegisterColumn, 'title' | 'measure'>): string => (c.measure ? `${c.title}（${c.measure}）` : c.title);

const kept = (c: RegisterColumn, value: Value): Value => (c.type === 'money' && value !== null ? String(fenOf(String(value))) : value);

/** An empty cell says nothing: what is there stays. */
export async function* linesOf(kind: RegisterKind, table: Uint8Array | string, how: How): AsyncGenerator<Line> {
  for await (const { line, cells, problems } of readLines(table, tableColumns(kind), how)) {
    const values: Values = {};
    for (const c of kind.columns) {
      const value = (cells as Values)[c.key] ?? null;
      // What could not be read has no value, and its problem says so.
      if (value !== null && !problems.some(p => p.column === c.title)) values[c.key] = kept(c, value);
    }
    yield { line, values, problems };
  }
}

/** What somebody typed into a form, by the rules of a table's cells; an empty field empties the cell. */
export function typedOf(kind: RegisterKind, typed: Readonly<Record<string, string>>): { values: Values; faults: { path: string; message: string }[] } {
  const values: Record<string, Value> = {};
  const faults: { path: string; message: string }[] = [];
  for (const c of kind.columns.filter(c => c.key in typed)) {
    const text = typed[c.key]!;
    const read = text.trim() === '' ? { value: null } : readTyped(text, cellColumn(kind, c));
    if ('fault' in read) faults.push({ path: `values.${c.key}`, message: read.fault });
    else values[c.key] = kept(c, read.value);
  }
  return { values, faults };
}

/** As pages and tables to take along have it: yuan with two decimals. */
export const shown = (kind: RegisterKind, values: Values): Values =>
  Object.fromEntries(
    kind.columns
      .filter(c => c.key in values)
      .map(c => [c.key, c.type === 'money' && values[c.key] !== null ? yuan(BigInt(String(values[c.key]))) : values[c.key]!]),
  );

/** In a sentence. */
export function inWords(c: RegisterColumn, value: Value): string {
  if (value === null) return '空';
  if (c.type === 'money') return `${yuan(BigInt(String(value)))} 元`;
  if (c.type === 'yes-no') return value ? '是' : '否';
  return c.options?.[String(value)] ?? String(value);
}
