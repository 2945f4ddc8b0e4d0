/** Reads a table that an officer brings: its encoding, separator and heading row are found, its columns known by their headings. */
import { CsvError, parse } from 'csv-parse/sync';
import { refuse } from '../actions/index.ts';
import { type Cells, type Column, readCell, tidy } from './columns.ts';
import { decoded } from './pure.ts';

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

interface How {
  /** More lines than this are refused. */
  most: number;
  /** The field of the form that the table came in by. */
  path?: string;
}

const separators = [',', ';', '\t'];
/** Titles and notes above the heading are passed over, as far as this. */
const headWithin = 20;

const parsed = (text: string, delimiter: string, to = -1): string[][] =>
  parse(text, { delimiter, to, relax_column_count: true, relax_quotes: true, record_delimiter: ['\r\n', '\n', '\r'], skip_empty_lines: false });

/** Headings are compared without blanks, width of signs and the marks by which forms say that a column is needed. */
const plainTitle = (title: string): string =>
  tidy(title)
    .normalize('NFKC')
    .replaceAll(/[\s*:]/g, '');

/** Every line with what is wrong in it. What is wrong with the whole file is refused: encoding, headings, quotes, length. */
export function readTable<const C extends readonly Column[]>(source: Uint8Array | string, columns: C, { most, path = 'file' }: How): Line<C>[] {
  const refused = (message: string) => refuse('input', { detail: message, faults: [{ path, message }] });
  const read = typeof source === 'string' ? { text: source.replace(/^\uFEFF/, '') } : decoded(source);
  if ('message' in read) throw refused(read.message);
  const known = new Map<string, Column>(columns.flatMap(c => [c.title, ...(c.also ?? [])].map(t => [plainTitle(t), c] as const)));
  const { delimiter, headAt } = layoutOf(read.text, known);
  const needed = columns.filter(c => c.required);
  if (headAt < 0) throw refused(`没有找到表头，要有这些列：${(needed.length > 0 ? needed : columns).map(c => c.title).join('、')}`);
  let rows: string[][];
  try {
    rows = parsed(read.text, delimiter);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw refused(`第 ${Number(error.records ?? 0) + 1} 行的引号没有结束，请检查这一格`);
  }
  const head = rows[headAt]!.map(plainTitle);
  const below = rows.slice(headAt + 1);
  const used = (at: number) => below.some(r => tidy(r[at] ?? '') !== '');
  const named = (titles: readonly string[], said: string) => (titles.length > 0 ? [`${said}：${titles.join('、')}`] : []);
  const wrong = [
    ...named(rows[headAt]!.filter((_, i) => head[i] !== '' && !known.has(head[i]!) && used(i)).map(tidy), '不认识的列'),
    ...named(
      columns.filter(c => head.filter(t => known.get(t) === c).length > 1).map(c => c.title),
      '出现了两次的列',
    ),
    ...named(
      needed.filter(c => !head.some(t => known.get(t) === c)).map(c => c.title),
      '缺少这些列',
    ),
  ];
  if (wrong.length > 0) throw refused(`${wrong.join('；')}。可以先导出一份或下载模板，照着它填`);
  const lines = below
    .map((texts, i) => ({ line: headAt + i + 2, texts: texts.map(tidy) }))
    .filter(l => l.texts.some(t => t !== ''))
    .map(l => lineOf(l, head, known, columns));
  if (lines.length > most) throw refused(`一次最多 ${most} 行，请分成几份`);
  return lines as Line<C>[];
}

/** Of the separators the one by which most headings are known, and where they stand. */
function layoutOf(text: string, known: ReadonlyMap<string, Column>): { delimiter: string; headAt: number } {
  let best = { delimiter: ',', headAt: -1, score: 0 };
  for (const delimiter of separators) {
    let rows: string[][] = [];
    try {
      rows = parsed(text, delimiter, headWithin);
    } catch {
      // A quote that never ends within the first lines: the heading alone is looked at.
      rows = parsed(text.split(/\r\n|\n|\r/, 1)[0]!.replaceAll('"', ''), delimiter);
    }
    for (const [headAt, row] of rows.entries()) {
      const score = new Set(row.map(t => known.get(plainTitle(t))).filter(Boolean)).size;
      if (score > best.score) best = { delimiter, headAt, score };
    }
  }
  return best;
}

function lineOf({ line, texts }: { line: number; texts: string[] }, head: readonly string[], known: ReadonlyMap<string, Column>, columns: readonly Column[]) {
  const cells: Record<string, unknown> = Object.fromEntries(columns.map(c => [c.key, null]));
  const problems: Problem[] = [];
  for (const [i, text] of texts.entries())
    if (text !== '' && !head[i]) problems.push({ line, column: '', message: `第 ${i + 1} 格“${text}”没有表头，可能前面有一格多了逗号` });
  for (const [i, title] of head.entries()) {
    const column = known.get(title);
    if (!column) continue;
    const read = readCell(texts[i] ?? '', column);
    if ('fault' in read) problems.push({ line, column: column.title, message: read.fault });
    else cells[column.key] = read.value;
  }
  return { line, texts, cells, problems };
}
