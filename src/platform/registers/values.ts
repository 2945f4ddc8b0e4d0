/** What cells hold, how they are read from a table or a form, and how they are shown. */
import { fenOf, fenOfWan, wanOf, yuan } from '../money/index.ts';
import { type CellType, type Column, type How, readLines, readTyped } from '../tables/index.ts';
import { readBankAccount, readPhone } from '../validators/index.ts';
import { calledOf, type RegisterColumn, type RegisterKind } from './kinds.ts';
import { isSealed, maskOf, type Seal } from './sealing.ts';

/** Money is fen as text: no float ever stands between. A sealed number is its token. */
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
  phone: v => (readPhone(String(v)) === null ? '手机号应为 11 位' : null),
  account: v => (readBankAccount(String(v)) === null ? '银行账号应为 16 到 19 位，校验不符，请核对有没有输错' : null),
};

const cellColumn = (kind: RegisterKind, c: RegisterColumn): Column => ({
  key: c.key,
  title: c.title,
  also: [...(c.also ?? []), heading(c)],
  type: c.type === 'money' ? 'code' : outType(c),
  required: kind.key.includes(c.key),
  ...(c.options ? { options: c.options } : {}),
  ...(rules[c.type] ? { rule: (value: unknown) => rules[c.type]!(value, c) } : {}),
});

/** As a table writes it. */
export const outType = (c: RegisterColumn): CellType => (c.type === 'money' ? 'number' : c.type === 'phone' || c.type === 'account' ? 'code' : c.type);

/** `脱贫人口（人）`. */
export const heading = (c: Pick<RegisterColumn, 'title' | 'measure'>): string => (c.measure ? `${c.title}（${c.measure}）` : c.title);

const clear = { identity: (text: string) => text, phone: readPhone, account: readBankAccount };

function kept(c: RegisterColumn, value: Value, seal: Seal): Value {
  if (value === null) return null;
  if (c.type === 'money') return String(fenIn(c, String(value)));
  return isSealed(c.type) ? seal(c.type, clear[c.type](String(value))!) : value;
}

/** The cells that one read cell fills: its own, and what its number says. */
const cellsOf = (kind: RegisterKind, c: RegisterColumn, value: Value, seal: Seal): [string, Value][] => [
  [c.key, kept(c, value, seal)],
  ...kind.columns.filter(d => d.from?.column === c.key).map((d): [string, Value] => [d.key, value === null ? null : d.from!.of(String(value))]),
];

/** What is read from tables and forms. */
const writable = (kind: RegisterKind) => kind.columns.filter(c => !c.from);

/** A register's columns as the reader of tables knows them. What a number says may stand in a table, as in one that was taken along; it is not read. */
export const tableColumns = (kind: RegisterKind): Column[] =>
  kind.columns.map(c => (c.from ? { key: c.key, title: c.title, also: [heading(c)], type: 'words' as const } : cellColumn(kind, c)));

/** A number in the wrong cell is not repeated whole where it is said what is wrong. */
const withoutNumbers = (text: string): string => text.replaceAll(/\d{11,}[Xx]?/g, n => `${n.slice(0, 4)}${'*'.repeat(n.length - 4)}`);

/** An empty cell says nothing: what is there stays. */
export async function* linesOf(kind: RegisterKind, table: Uint8Array | string, how: How, seal: Seal): AsyncGenerator<Line> {
  const columns = writable(kind);
  const sealed = kind.columns.some(c => isSealed(c.type));
  for await (const { line, cells, problems } of readLines(table, tableColumns(kind), how)) {
    const values: Values = {};
    for (const c of columns) {
      const value = (cells as Values)[c.key] ?? null;
      // What could not be read has no value, and its problem says so.
      if (value === null || problems.some(p => p.column === c.title)) continue;
      for (const [key, kept] of cellsOf(kind, c, value, seal)) values[key] = kept;
    }
    yield { line, values, problems: sealed ? problems.map(p => ({ ...p, message: withoutNumbers(p.message) })) : problems };
  }
}

/** What somebody typed into a form, by the rules of a table's cells; an empty field empties the cell. */
export function typedOf(
  kind: RegisterKind,
  typed: Readonly<Record<string, string>>,
  seal: Seal,
): { values: Values; faults: { path: string; message: string }[] } {
  const values: Record<string, Value> = {};
  const faults: { path: string; message: string }[] = [];
  for (const c of writable(kind).filter(c => c.key in typed)) {
    const text = typed[c.key]!;
    const read = text.trim() === '' ? { value: null } : readTyped(text, cellColumn(kind, c));
    if ('fault' in read) faults.push({ path: `values.${c.key}`, message: read.fault });
    else Object.assign(values, Object.fromEntries(cellsOf(kind, c, read.value, seal)));
  }
  return { values, faults };
}

/** As pages and tables to take along have it: yuan with two decimals or 万元, of a sealed number what may be shown. */
export const shown = (kind: RegisterKind, values: Values): Values =>
  Object.fromEntries(kind.columns.filter(c => c.key in values).map(c => [c.key, shownCell(c, values[c.key]!)]));

function shownCell(c: RegisterColumn, value: Value): Value {
  if (value === null) return null;
  if (c.type === 'money') return fenSaid(c, BigInt(String(value)));
  return isSealed(c.type) ? maskOf(String(value)) : value;
}

/** In a cell of a table to take along. */
export function plainCell(kind: RegisterKind, c: RegisterColumn, value: Value): Value {
  const said = shown(kind, { [c.key]: value })[c.key] ?? null;
  if (c.type === 'money' && said !== null) return Number(said);
  return c.options && said !== null ? (c.options[String(said)] ?? said) : said;
}

/** How a row is called: as its kind says, else by the last part of its key, which the others only place. */
export const titleOf = (kind: RegisterKind, cells: Values): string => {
  const c = kind.columns.find(c => c.key === calledOf(kind))!;
  return (cells[c.key] ?? null) === null ? '' : inWords(c, cells[c.key]!);
};

/** In a sentence. */
export function inWords(c: RegisterColumn, value: Value): string {
  if (value === null) return '空';
  if (c.type === 'money') return `${fenSaid(c, BigInt(String(value)))} ${inWan(c) ? '万元' : '元'}`;
  if (isSealed(c.type)) return maskOf(String(value));
  if (c.type === 'yes-no') return value ? '是' : '否';
  return c.options?.[String(value)] ?? String(value);
}
