/** Reads a table that an officer brings, a workbook or text: its sheet, encoding, separator and heading are found, its columns known by their headings. */
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { parse as parseWhole } from 'csv-parse/sync';
import { refuse } from '../actions/index.ts';
import { type Cells, type Column, readCell, tidy } from './columns.ts';
import { headWithin, isPassedOver, type Known, knownOf, type Layout, layoutOf } from './layout.ts';
import { decoded, isXls, isXlsx } from './pure.ts';
import { type Merge, markOf, openXlsx, type Row, type Sheet, xlsSheets } from './workbook.ts';
import { markFor } from './write.ts';
import { Damaged } from './zip.ts';

export interface Problem {
  /** As a spreadsheet counts its lines. */
  line: number;
  column: string;
  message: string;
}

export interface Line<C extends readonly Column[]> {
  line: number;
  cells: Cells<C>;
  /** What stands in the cells, for showing. */
  texts: string[];
  problems: Problem[];
}

export interface How {
  /** More lines than this are refused. */
  most: number;
  /** The field of the form that the table came in by. */
  path?: string;
  /** Told every thousand lines and at the end: of about how many, by how much of the sheet they took, and in which sheet. */
  progress?(read: number, about: number, sheet: string): void;
}

/**
 * Every line with what is wrong in it, one by one, as they are read. What is wrong with the whole file is refused where it
 * is seen (encoding, sheets, quotes, length) or behind the last line (headings, all at once): who keeps lines keeps them
 * until then in a transaction.
 */
export async function* readLines<const C extends readonly Column[]>(source: Uint8Array | string, columns: C, how: How): AsyncGenerator<Line<C>> {
  const { path = 'file', progress } = how;
  const refused = (message: string) => refuse('input', { detail: message, faults: [{ path, message }] });
  try {
    const { sheet, merges, layout, old } = await found(source, columns);
    const covered = coverOf(merges, layout.to);
    const strange = new Set<number>();
    const sound = headFaults(columns, layout, strange).length === 0;
    let read = 0;
    for await (const row of sheet.rows()) {
      if (row.line <= layout.to) continue;
      const hidden = covered(row.line);
      const texts = row.texts.map(tidy);
      let says = false;
      for (const [i, text] of texts.entries()) {
        if (text === '' || isPassedOver(layout, i)) continue;
        says = true;
        if (layout.titles[i] && !layout.columns[i]) strange.add(i);
      }
      if (!says) continue;
      if (++read > how.most) throw new Damaged(`一次最多 ${how.most} 行，请分成几份`);
      // What will be refused is only read to its end to say all that is wrong with its heading.
      if (sound && strange.size === 0) yield lineOf({ line: row.line, texts }, layout, columns, hidden) as Line<C>;
      if (read % 1000 === 0) progress?.(read, Math.max(read, Math.round(read / sheet.share())), sheet.name);
    }
    const wrong = headFaults(columns, layout, strange);
    if (wrong.length > 0) throw new Damaged(`${wrong.join('；')}。${old ? '这是以前的模板，请重新下载' : '可以先导出一份或下载模板，照着它填'}`);
    progress?.(read, read, sheet.name);
  } catch (error) {
    if (error instanceof Damaged) throw refused(error.message);
    if (error instanceof CsvError) throw refused(`第 ${Number(error.records ?? 0) + 1} 行的引号没有结束，请检查这一格`);
    throw error;
  }
}

/** The same at once, for tables that are held anyway. */
export const readTable = async <const C extends readonly Column[]>(source: Uint8Array | string, columns: C, how: How): Promise<Line<C>[]> =>
  Array.fromAsync(readLines(source, columns, how));

interface Found {
  sheet: Sheet;
  merges: readonly Merge[];
  layout: Layout;
  /** It was made from a template for other columns. */
  old: boolean;
}

/** The table in the file: one sheet, known by its heading. */
export async function found(source: Uint8Array | string, columns: readonly Column[]): Promise<Found> {
  const known = knownOf(columns);
  const needed = columns.filter(c => c.required);
  const book = typeof source !== 'string' && isXlsx(source) ? await openXlsx(source) : null;
  const sheets = book?.sheets ?? (typeof source !== 'string' && isXls(source) ? await xlsSheets(source) : [csvSheet(source, known)]);
  const mark = book ? await markOf(book) : undefined;
  const old = mark !== undefined && mark !== markFor(columns);
  const seen: Found[] = [];
  for (const sheet of sheets) {
    const merges = await sheet.merges();
    seen.push({ sheet, merges, layout: layoutOf(await firstOf(sheet), merges, known), old });
  }
  // A note that names one of the columns is no table beside one that has them.
  const best = seen.toSorted((a, b) => b.layout.score - a.layout.score || Number(a.sheet.hidden) - Number(b.sheet.hidden))[0]!;
  if (best.layout.score === 0) throw new Damaged(`没有找到表头，要有这些列：${(needed.length > 0 ? needed : columns).map(c => c.title).join('、')}`);
  const full: Found[] = [];
  for (const s of seen) if (s === best || (needed.every(c => s.layout.columns.includes(c)) && (await says(s)))) full.push(s);
  const named = full.map(s => `“${s.sheet.name}”${s.sheet.hidden ? '（隐藏）' : ''}`).join('、');
  if (full.length > 1) throw new Damaged(`有几张工作表都是这样的表：${named}。只留要导入的一张，其余的另存`);
  if (best.sheet.hidden) throw new Damaged(`表在隐藏的工作表${named}里：取消隐藏，看过以后再选`);
  return best;
}

/** The lines among which the heading is. */
async function firstOf(sheet: Sheet): Promise<Row[]> {
  const first: Row[] = [];
  for await (const row of sheet.rows()) {
    if (row.line > headWithin + 1) break;
    first.push(row);
  }
  return first;
}

/** Whether anything stands below the heading of a table. */
async function says({ sheet, layout }: Found): Promise<boolean> {
  if (layout.score === 0) return false;
  for await (const { line, texts } of sheet.rows()) if (line > layout.to && texts.some((t, i) => tidy(t) !== '' && !isPassedOver(layout, i))) return true;
  return false;
}

/** What is wrong with a heading, all of it; `strange` are columns that nobody knows, in which something stands. */
function headFaults(columns: readonly Column[], { titles, columns: of }: Layout, strange: ReadonlySet<number>): string[] {
  const named = (said: string, titles: readonly string[]) => (titles.length > 0 ? [`${said}：${titles.join('、')}`] : []);
  return [
    ...named(
      '不认识的列',
      titles.filter((_, i) => strange.has(i)),
    ),
    ...named(
      '出现了两次的列',
      columns.filter(c => of.filter(o => o === c).length > 1).map(c => c.title),
    ),
    ...named(
      '缺少这些列',
      columns.filter(c => c.required && !of.includes(c)).map(c => c.title),
    ),
  ];
}

/** Which cells of a line belong to one above or beside them. Lines are asked for from top to bottom. */
function coverOf(merges: readonly Merge[], head: number): (line: number) => readonly Merge[] {
  const below = merges.filter(m => m.bottom > head && m.top > head).toSorted((a, b) => a.top - b.top);
  let active: Merge[] = [];
  let next = 0;
  return line => {
    while (next < below.length && below[next]!.top <= line) active.push(below[next++]!);
    active = active.filter(m => m.bottom >= line);
    return active;
  };
}

function lineOf({ line, texts }: Row, { titles, columns: of }: Layout, columns: readonly Column[], merges: readonly Merge[]) {
  const cells: Record<string, unknown> = Object.fromEntries(columns.map(c => [c.key, null]));
  const problems: Problem[] = [];
  for (const [i, text] of texts.entries())
    if (text !== '' && !titles[i]) problems.push({ line, column: '', message: `第 ${i + 1} 格“${text}”没有表头，可能前面多了一格` });
  for (const [i, column] of of.entries()) {
    if (!column) continue;
    const one = merges.length > 0 && merges.find(m => m.left <= i && i <= m.right && (m.top < line || m.left < i));
    if (one) {
      const message = one.top < line ? `这一格和第 ${one.top} 行合并了：取消合并，每行都填上` : '这一格和左边的合并了：取消合并，分开填';
      problems.push({ line, column: column.title, message });
      continue;
    }
    const read = readCell(texts[i] ?? '', column);
    if ('fault' in read) problems.push({ line, column: column.title, message: read.fault });
    else cells[column.key] = read.value;
  }
  return { line, texts, cells, problems };
}

const separators = [',', ';', '\t'];
const ways = { relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: false };

/** Text as one sheet, by the separator with which most headings are known. */
function csvSheet(source: Uint8Array | string, known: Known): Sheet {
  const read = typeof source === 'string' ? { text: source.replace(/^\uFEFF/, '') } : decoded(source);
  if ('message' in read) throw new Damaged(read.message);
  const { text } = read;
  const scores = separators.map(delimiter => {
    let rows: string[][];
    try {
      rows = parseWhole(text, { ...ways, delimiter, to: headWithin + 1 });
    } catch {
      // A quote that never ends within the first lines: the heading alone is looked at.
      rows = parseWhole(text.split(/\r\n|\n|\r/, 1)[0]!.replaceAll('"', ''), { ...ways, delimiter });
    }
    return layoutOf(
      rows.map((texts, i) => ({ line: i + 1, texts })),
      [],
      known,
    ).score;
  });
  const delimiter = separators[scores.indexOf(Math.max(...scores))]!;
  // What the parser has taken runs ahead of what it gave; breaks of lines are nearly all between them.
  const lines = text.match(/\r\n|\n|\r/g)?.length ?? 1;
  let line = 0;
  return {
    name: '',
    hidden: false,
    merges: async () => [],
    async *rows() {
      line = 0;
      for await (const texts of Readable.from(pieces(text)).pipe(parse({ ...ways, delimiter }))) yield { line: ++line, texts };
    },
    share: () => Math.min(1, line / lines),
  };
}

/** Never cut within a character of two halves. */
function* pieces(text: string): Generator<string> {
  for (let at = 0, to = 0; at < text.length; at = to) {
    to = at + 65_536;
    if (/[\ud800-\udbff]/.test(text[to - 1] ?? '')) to++;
    yield text.slice(at, to);
  }
}
