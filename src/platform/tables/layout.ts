/** Where a table begins: its heading is found by the columns that are known, over one row or two, with cells that are one. Pure. */
import { type Column, tidy } from './columns.ts';
import type { Merge, Row } from './workbook.ts';

export interface Layout {
  /** What stands above each column, for showing. */
  titles: string[];
  /** Of each column what it means; null: nothing is known of it. */
  columns: (Column | null)[];
  /** The last line of the heading; 0: there is none. */
  to: number;
  /** How many columns are known. */
  score: number;
}

/** Titles and notes above the heading are passed over, as far as this. */
export const headWithin = 20;

/** What our own workbook with errors adds, and what is counted for the eye alone. */
export const faultTitle = '错误说明';
const passedOver = new Set([faultTitle, '序号']);

/** Headings are compared without blanks, width of signs and the marks by which forms say that a column is needed. */
export const plainTitle = (title: string): string =>
  tidy(title)
    .normalize('NFKC')
    .replaceAll(/[\s*:]/g, '')
    .replace(/\((必填|选填)\)$/, '');

export type Known = ReadonlyMap<string, Column>;
export const knownOf = (columns: readonly Column[]): Known => new Map(columns.flatMap(c => [c.title, ...(c.also ?? [])].map(t => [plainTitle(t), c] as const)));

/** Columns that no table of ours asks for, but that may stand in one: they are not read. */
export const isPassedOver = ({ titles, columns }: Layout, at: number): boolean => !columns[at] && passedOver.has(plainTitle(titles[at] ?? ''));

/** The heading by which most columns are known; of equals the upper one, and one row before two. */
export function layoutOf(first: readonly Row[], merges: readonly Merge[], known: Known): Layout {
  const rows = new Map(first.map(r => [r.line, r.texts]));
  const over = merges.filter(m => m.top <= headWithin + 1);
  let best: Layout = { titles: [], columns: [], to: 0, score: 0 };
  for (const depth of [1, 2])
    for (const line of rows.keys()) {
      if (line + depth - 1 > headWithin || (depth === 2 && !rows.has(line + 1))) continue;
      const found = headed(rows, over, known, line, depth);
      if (found.score > best.score) best = found;
    }
  return best;
}

function headed(rows: ReadonlyMap<number, string[]>, merges: readonly Merge[], known: Known, line: number, depth: number): Layout {
  const at = (l: number, i: number) => tidy(rows.get(l)?.[i] ?? '');
  const mergeAt = (l: number, i: number) => merges.find(m => m.top <= l && l <= m.bottom && m.left <= i && i <= m.right);
  /** What stands over this cell; of cells beside each other that are one, over the first alone unless `wide`. */
  const said = (l: number, i: number, wide: boolean) => {
    const m = mergeAt(l, i);
    return m && (wide || m.left === i) ? at(m.top, m.left) : m ? '' : at(l, i);
  };
  const bottom = line + depth - 1;
  const width = Math.max(...Array.from({ length: depth }, (_, d) => rows.get(line + d)?.length ?? 0));
  const [titles, columns]: [string[], (Column | null)[]] = [[], []];
  for (let i = 0; i < width; i++) {
    const own = said(bottom, i, false);
    const group = depth === 1 || (mergeAt(line, i)?.bottom ?? line) >= bottom ? '' : said(line, i, true);
    const title = own || (mergeAt(line, i)?.left === i || !mergeAt(line, i) ? group : '');
    const long = group && own ? known.get(plainTitle(group + own)) : undefined;
    titles.push(title);
    columns.push(long ?? known.get(plainTitle(title)) ?? null);
  }
  const to = Math.max(bottom, ...merges.filter(m => m.top <= bottom && m.bottom > bottom && m.left === m.right && columns[m.left]).map(m => m.bottom));
  return { titles, columns, to: to <= headWithin + 1 ? to : bottom, score: new Set(columns.filter(Boolean)).size };
}
