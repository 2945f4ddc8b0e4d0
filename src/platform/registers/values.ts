/** What cells hold, how they are read from a table or a form, and how they are shown. */
import { fenOf, fenOfWan, wanOf, yuan } from '../money/index.ts';
import { type Column, readTable, readTyped } from '../tables/index.ts';
import type { RegisterColumn, RegisterKind } from './kinds.ts';

/** Money is fen as text: no float ever stands between. */
export type Value = string | number | boolean | null;
export type Values = Record<string, Value>;

export interface Problem {
  line: number;
  column: string;
  message: string;
}

/** Large sums are written in 万元, which with six decimals is exact in fen; others in yuan. The measure of the column says which. */
const inWan = (c: Pick<RegisterColumn, 'measure'>) => c.measure === '万元';
const fenIn = (c: RegisterColumn, text: string): bigint | null => {
  const fen = inWan(c) ? fenOfWan(text) : fenOf(text);
  return fen !== null && fen < 0n ? null : fen;
};
const fenSaid = (c: RegisterColumn, fen: bigint): string => (inWan(c) ? wanOf(fen) : yuan(fen));

/** A line of a table: the cells that say something, and what is wrong in it. */
export interface Line {
  line: number;
  values: Values;
  problems: Problem[];
}

const rules: Partial<Record<RegisterColumn['type'], (value: unknown, c: RegisterColumn) => string | null>> = {
  money: (v, c) => {
    if (fenIn(c, String(v)) !== null) return null;
    return inWan(c) ? '金额写成 688.79288 的样子（万元），不小于 0，最多六位小数' : '金额写成 320.00 的样子（元），不小于 0';
  },
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
  ...(rules[c.type] ? { rule: (value: unknown) => rules[c.type]!(value, c) } : {}),
});

/** `脱贫人口（人）`. */
export const heading = (c: Pick<RegisterColumn, 'title' | 'measure'>): string => (c.measure ? `${c.title}（${c.measure}）` : c.title);

const kept = (c: RegisterColumn, value: Value): Value => (c.type === 'money' && value !== null ? String(fenIn(c, String(value))) : value);

/** An empty cell says nothing: what is there stays. */
export async function linesOf(kind: RegisterKind, table: Uint8Array | string, most: number): Promise<Line[]> {
  const read = await readTable(
    table,
    kind.columns.map(c => cellColumn(kind, c)),
    { most },
  );
  return read.map(({ line, cells, problems }) => ({
    line,
    values: Object.fromEntries(
      kind.columns.flatMap(c => {
        const value = (cells as Values)[c.key] ?? null;
        // What could not be read has no value, and its problem says so.
        return value === null || problems.some(p => p.column === c.title) ? [] : [[c.key, kept(c, value)]];
      }),
    ),
    problems: [...problems],
  }));
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

/** As pages and tables to take along have it: yuan with two decimals, or 万元. */
export const shown = (kind: RegisterKind, values: Values): Values =>
  Object.fromEntries(
    kind.columns
      .filter(c => c.key in values)
      .map(c => [c.key, c.type === 'money' && values[c.key] !== null ? fenSaid(c, BigInt(String(values[c.key]))) : values[c.key]!]),
  );

/** In a sentence. */
export function inWords(c: RegisterColumn, value: Value): string {
  if (value === null) return '空';
  if (c.type === 'money') return `${fenSaid(c, BigInt(String(value)))} ${inWan(c) ? '万元' : '元'}`;
  if (c.type === 'yes-no') return value ? '是' : '否';
  return c.options?.[String(value)] ?? String(value);
}
