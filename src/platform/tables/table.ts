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
  /** Told every thousand lines while the file is looked through before the first line: of about how many, 0 where that cannot be told. */
  looking?(read: number, about: number): void;
  /** Told every thousand lines and at the end: of how many, and in which sheet. */
  progress?(read: number, of: number, sheet: string): void;
}

/**
 * Every line with what is wrong in it, one by one. What is wrong with the whole file (encoding, sheets, headings, quotes,
 * length) is refused before the first: the rows are gone through twice, so that nothing has to be held.
 */
export async function* readLines<const C extends readonly Column[]>(source: Uint8Array | string, columns: C, how: How): AsyncGenerator<Line<C>> {
  const { path = 'file', progress } = how;
  const refused = (message: string) => refuse('input', { detail: message, faults: [{ path, message }] });
  try {
    const { sheet, layout, count } = await found(source, columns, how.most, how.looking);
    const covered = coverOf(sheet.merges, layout.to);
    let read = 0;
    for await (const row of sheet.rows()) {
      if (row.line <= layout.to) continue;
      const hidden = covered(row.line);
      const texts = row.texts.map(tidy);
      if (!texts.some((t, i) => t !== '' && !isPassedOver(layout, i))) continue;
      yield lineOf({ line: row.line, texts }, layout, columns, hidden) as Line<C>;
      if (++read % 1000 === 0) progress?.(read, count, sheet.name);
    }
    if (read % 1000 > 0 || read === 0) progress?.(read, count, sheet.name);
  } catch (error) {
    if (error instanceof Damaged) throw refused(error.message);
    if (error instanceof CsvError) throw refused(`第 ${Number(error.records ?? 0) + 1} 行的引号没有结束，请检查这一格`);
    throw error;
  }
}

/** The same at once, for tables that are held anyway. */
export const readTable = async <const C extends readonly Column[]>(source: Uint8Array | string, columns: C, how: How): Promise<Line<C>[]> =>
  Array.fromAsync(readLines(source, columns, how));

interface Survey {
  sheet: Sheet;
  layout: Layout;
  /** Lines below the heading that say something. */
  count: number;
  /** Columns in which something stands below the heading. */
  used: ReadonlySet<number>;
}

/** The table in the file: one sheet, looked through whole. */
export async function found(
  source: Uint8Array | string,
  columns: readonly Column[],
  most = Number.POSITIVE_INFINITY,
  looking?: How['looking'],
): Promise<Survey> {
  const known = knownOf(columns);
  const needed = columns.filter(c => c.required);
  const book = typeof source !== 'string' && isXlsx(source) ? await openXlsx(source) : null;
  const sheets = book?.sheets ?? (typeof source !== 'string' && isXls(source) ? await xlsSheets(source) : [csvSheet(source, known)]);
  const seen: Survey[] = [];
  for (const sheet of sheets) seen.push(await survey(sheet, known, most, looking));
  const whole = (s: Survey) => s.layout.score > 0 && needed.every(c => s.layout.columns.includes(c));
  // A note that names one of the columns is no table beside one that has them.
  const best = seen.toSorted((a, b) => b.layout.score - a.layout.score || Number(a.sheet.hidden) - Number(b.sheet.hidden))[0]!;
  if (best.layout.score === 0) throw new Damaged(`没有找到表头，要有这些列：${(needed.length > 0 ? needed : columns).map(c => c.title).join('、')}`);
  const full = seen.filter(s => s === best || (whole(s) && s.count > 0));
  const named_ = full.map(s => `“${s.sheet.name}”${s.sheet.hidden ? '（隐藏）' : ''}`).join('、');
  if (full.length > 1) throw new Damaged(`有几张工作表都是这样的表：${named_}。只留要导入的一张，其余的另存`);
  if (best.sheet.hidden) throw new Damaged(`表在隐藏的工作表${named_}里：取消隐藏，看过以后再选`);
  const { titles, columns: of } = best.layout;
  const named = (said: string, titles: readonly string[]) => (titles.length > 0 ? [`${said}：${titles.join('、')}`] : []);
  const wrong = [
    ...named(
      '不认识的列',
      titles.filter((t, i) => t !== '' && !of[i] && best.used.has(i) && !isPassedOver(best.layout, i)),
    ),
    ...named(
      '出现了两次的列',
      columns.filter(c => of.filter(o => o === c).length > 1).map(c => c.title),
    ),
    ...named(
      '缺少这些列',
      needed.filter(c => !of.includes(c)).map(c => c.title),
    ),
  ];
  const old = book ? await markOf(book) : undefined;
  if (wrong.length > 0)
    throw new Damaged(`${wrong.join('；')}。${old && old !== markFor(columns) ? '这是以前的模板，请重新下载' : '可以先导出一份或下载模板，照着它填'}`);
  if (best.count > most) throw tooMany(most);
  return best;
}

const tooMany = (most: number) => new Damaged(`一次最多 ${most} 行，请分成几份`);

async function survey(sheet: Sheet, known: Known, most: number, looking: How['looking']): Promise<Survey> {
  const first: Row[] = [];
  const used = new Set<number>();
  let count = 0;
  const look = ({ texts }: Row, layout: Layout) => {
    let says = false;
    for (const [i, text] of texts.entries()) {
      if (text === '' || (says && used.has(i)) || tidy(text) === '') continue;
      used.add(i);
      says ||= !isPassedOver(layout, i);
    }
    if (says && ++count % 1000 === 0) looking?.(count, Math.max(count, sheet.about));
  };
  // Merged cells are known at the end only: what to pass over is known well enough without them.
  let early: Layout | undefined;
  for await (const row of sheet.rows()) {
    if (row.line <= headWithin + 1) first.push(row);
    else {
      early ??= layoutOf(first, [], known);
      look(row, early);
      if (count > most && early.score > 0) throw tooMany(most);
    }
  }
  const layout = layoutOf(first, sheet.merges, known);
  for (const row of first) if (row.line > layout.to) look(row, layout);
  return { sheet, layout, count, used };
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
    const one = merges.find(m => m.left <= i && i <= m.right && (m.top < line || m.left < i));
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
  return {
    name: '',
    hidden: false,
    merges: [],
    about: linesIn(text),
    async *rows() {
      let line = 0;
      for await (const texts of Readable.from(pieces(text)).pipe(parse({ ...ways, delimiter }))) yield { line: ++line, texts };
    },
  };
}

/** As far as breaks of lines tell. */
function linesIn(text: string): number {
  let n = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) n++;
  return n;
}

/** Never cut within a character of two halves. */
function* pieces(text: string): Generator<string> {
  for (let at = 0, to = 0; at < text.length; at = to) {
    to = at + 65_536;
    if (/[\ud800-\udbff]/.test(text[to - 1] ?? '')) to++;
    yield text.slice(at, to);
  }
}
