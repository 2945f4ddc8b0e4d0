/** How the lines of a table differ from what a register holds. Pure. */
import { type RegisterColumn, type RegisterKind, sourceOf } from './kinds.ts';
import { inWords, type Line, type Problem, type Value, type Values } from './values.ts';

export interface Held {
  id: string;
  town: string | null;
  key: string;
  cells: Values;
}

export interface CellChange {
  column: string;
  was: Value;
  is: Value;
}

/** What somebody may do here: which columns of which town's row, and which rows come and go by them. */
export interface Standing {
  keeps: boolean;
  adds(town: string | null): boolean;
  withdraws(town: string | null): boolean;
  writes(column: RegisterColumn, town: string | null): boolean;
}

/** What a line would do to the register: nothing, where no cell changes or something is wrong. */
export interface Compared {
  cells: CellChange[];
  problems: Problem[];
  doubts: string[];
}

/** Every cell's text, with what cannot stand in a name between. */
export const keyOf = (kind: RegisterKind, values: Values): string => kind.key.map(k => String(values[k] ?? '')).join('\t');

/** The key of the row that a line means; null: it cannot be told. */
export const meant = (kind: RegisterKind, { values }: Line): string | null => (kind.key.every(k => k in values) ? keyOf(kind, values) : null);

export const townOf = (kind: RegisterKind, values: Values): string | null => (kind.town ? ((values[kind.town] as string | null | undefined) ?? null) : null);

export const cellChanges = (kind: RegisterKind, was: Values, is: Values): CellChange[] =>
  kind.columns.flatMap(c => (c.key in is && (was[c.key] ?? null) !== is[c.key] ? [{ column: c.key, was: was[c.key] ?? null, is: is[c.key]! }] : []));

/** What is wrong with a whole row: what is required, and what does not fit together. */
export const rowFaults = (kind: RegisterKind, values: Values): { path: string; message: string }[] => [
  ...kind.columns.filter(c => c.required && (values[c.key] ?? null) === null).map(c => ({ path: c.key, message: `${c.title}不能为空` })),
  ...(kind.faults?.(values) ?? []),
];

export const ownerWords = (c: RegisterColumn, names: ReadonlyMap<string, string>) =>
  c.writtenBy.map(u => (u === 'town' ? '乡镇' : (names.get(u) ?? u))).join('、');
export const addersWords = (kind: RegisterKind, names: ReadonlyMap<string, string>) =>
  [kind.keeper, ...(kind.addedBy ?? [])].map(u => (u === 'town' ? '它的乡镇' : (names.get(u) ?? u))).join('、');

/** Of a key whose row somebody does not see. */
export const elsewhereWords = '别的乡镇已经登记了；要转到本乡镇，请由县里的单位改';
export const awayWords = '只能写本乡镇；要转到别的乡镇，请由县里的单位改';

/** A row goes to another town by who writes in both. */
export const movesAway = (kind: RegisterKind, cells: readonly CellChange[], next: Values, standing: Standing): boolean =>
  cells.some(c => c.column === kind.town && c.was !== null) && !standing.writes(kind.columns.find(c => c.key === kind.town)!, townOf(kind, next));

const titleOf = (kind: RegisterKind, key: string) => kind.columns.find(c => c.key === key)?.title ?? '';

/** A line beside the row that it means, if there is one, with every reason why it cannot come in; `earlier` is a line that means the same row. */
export function compared(
  kind: RegisterKind,
  { line, values, problems }: Line,
  row: Held | undefined,
  earlier: number | undefined,
  standing: Standing,
  unitNames: ReadonlyMap<string, string>,
  strange: (values: Values) => { message: string }[] = () => [],
): Compared {
  const mine = [...problems];
  const wrong = (column: string, message: string) => void mine.push({ line, column, message });
  const whole = kind.key.every(k => k in values);
  if (earlier !== undefined) wrong(titleOf(kind, kind.key.at(-1)!), `和第 ${earlier} 行是同一行`);
  const cells = cellChanges(kind, row?.cells ?? {}, values);
  const town = row ? row.town : townOf(kind, values);
  if (whole && !row && !standing.adds(town)) wrong('', `台账里没有这一行；新的行由${addersWords(kind, unitNames)}添加`);
  // Of a line whose key cannot be read nobody knows whose it is: that is said, and nothing more.
  else if (whole || row)
    for (const c of kind.columns) {
      const change = cells.find(x => x.column === c.key);
      if (!change || standing.writes(sourceOf(kind, c), town) || (!row && kind.key.includes(sourceOf(kind, c).key))) continue;
      wrong(c.title, `这一列由${ownerWords(c, unitNames)}填写：台账里是 ${inWords(c, change.was)}，表里是 ${inWords(c, change.is)}`);
    }
  const next = { ...row?.cells, ...values };
  if (row && mine.length === 0 && movesAway(kind, cells, next, standing)) wrong(titleOf(kind, kind.town!), awayWords);
  // What could not be read is said once, not again as an empty cell.
  if (whole && mine.length === 0 && cells.length > 0) for (const f of rowFaults(kind, next)) wrong(titleOf(kind, f.path), f.message);
  if (mine.length > 0) return { cells: [], problems: mine, doubts: [] };
  return { cells, problems: [], doubts: cells.length > 0 ? [...strange(next).map(f => f.message), ...(kind.doubts?.(next) ?? [])] : [] };
}
