/** Workbooks out: lists to take along and templates to fill in. The frame is the library's, the rows are written into it as they come. */
import { createHash } from 'node:crypto';
import { type Cell, type CellStyle, writeXlsx } from 'hucre/xlsx';
import { isDay } from '../calendar/index.ts';
import type { CellType, Column } from './columns.ts';
import { markName } from './workbook.ts';
import { escaped } from './xml.ts';
import { type Parts, partsOf, rezipped, textOf } from './zip.ts';

export type Value = string | number | boolean | null | undefined;
export type OutColumn = Pick<Column, 'title' | 'type'>;
type Rows = Iterable<readonly Value[]> | AsyncIterable<readonly Value[]>;

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** Which columns a template was made for. */
export const markFor = (columns: readonly Column[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map(c => [c.title, c.type, c.required])))
    .digest('hex')
    .slice(0, 12);

const widths: Record<CellType, number> = { words: 16, whole: 10, number: 12, day: 12, 'yes-no': 8, choice: 14, code: 22, identity: 22, 'credit-code': 22 };
const fill = (rgb: string): CellStyle['fill'] => ({ type: 'pattern', pattern: 'solid', fgColor: { rgb } });
const headStyle: CellStyle = {
  font: { name: '宋体', size: 11, bold: true },
  fill: fill('DDEBF7'),
  alignment: { wrapText: true, vertical: 'center' },
};
export const red = 'FFC7CE';

/** Whatever is not counted with stays text, also in the cells that are still empty: typed there, an identity number keeps its end. */
const styleOf = (type: CellType): CellStyle =>
  type === 'day' ? { numFmt: 'yyyy-mm-dd' } : type === 'number' || type === 'whole' ? { numFmt: 'General' } : { numFmt: '@' };

/** All of it at once, for an answer that is small. */
export const bytesOf = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => Buffer.concat(await Array.fromAsync(chunks));

const mostLines = 1_048_576;
const letters = (n: number): string => (n < 26 ? '' : letters(Math.floor(n / 26) - 1)) + String.fromCharCode(65 + (n % 26));
export const refOf = (line: number, column: number): string => letters(column) + line;

interface Frame {
  parts: Parts;
  before: string;
  head: string;
  after: string;
  /** Of each column; and of a text that is wrong. */
  styles: number[];
  wrong: number;
}

interface Extras {
  filter?: boolean;
  help?: readonly string[];
  lists?: readonly (readonly string[])[];
  mark?: string;
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const unnamable = /[[\]:*?/\\]/g;

/** A workbook without rows, taken apart where they go. A sample row lends them its styles. */
export async function frameOf(name: string, columns: readonly OutColumn[], { filter, help = [], lists = [], mark }: Extras = {}): Promise<Frame> {
  const cells = new Map<string, Partial<Cell>>();
  for (const [i, { title, type }] of columns.entries()) {
    cells.set(`0,${i}`, { value: title, style: headStyle, ...(help[i] ? { comment: { text: help[i] } } : {}) });
    cells.set(`1,${i}`, { value: '', style: styleOf(type) });
  }
  cells.set(`1,${columns.length}`, { value: '', style: { numFmt: '@', fill: fill(red) } });
  const chosen = lists.flatMap((list, i) => (list.length > 0 ? [{ list, i }] : []));
  const bytes = await writeXlsx({
    defaultFont: { name: '宋体', size: 11 },
    properties: { creator: '', ...(mark ? { custom: { [markName]: mark } } : {}) },
    sheets: [
      {
        name: name.replaceAll(unnamable, ' ').slice(0, 31) || '表',
        columns: columns.map(({ title, type }) => ({ width: Math.min(40, Math.max(widths[type], title.length * 2 + 4)) })),
        cells,
        freezePane: { rows: 1 },
        ...(filter ? { autoFilter: { range: `A1:${refOf(mostLines, columns.length - 1)}` } } : {}),
        dataValidations: chosen.map(({ list, i }, n) => ({
          type: 'list',
          formula1: `'选项'!$${letters(n)}$1:$${letters(n)}$${list.length}`,
          range: `${refOf(2, i)}:${refOf(mostLines, i)}`,
          allowBlank: true,
          showErrorMessage: true,
          errorTitle: '没有这一项',
          errorMessage: '请从列表里选',
        })),
      },
      ...(chosen.length > 0
        ? [
            {
              name: '选项',
              hidden: true,
              rows: Array.from({ length: Math.max(...chosen.map(c => c.list.length)) }, (_, r) => chosen.map(c => c.list[r] ?? null)),
            },
          ]
        : []),
    ],
  });
  const parts = await partsOf(bytes);
  const xml = await textOf(parts, sheetPart);
  const [, before, head, sample, after] = /^([\s\S]*<sheetData>)(<row r="1"[\s\S]*?<\/row>)(<row r="2"[\s\S]*?<\/row>)(<\/sheetData>[\s\S]*)$/.exec(xml)!;
  const styles = Array.from(sample!.matchAll(/ s="(\d+)"/g), m => Number(m[1]));
  const wrong = styles.pop()!;
  // How far the sheet goes, nobody knows yet; who believes what was said of the sample would read one row.
  const begin = before!.replace(/<dimension[^>]*>/, '').replaceAll(/<col min="(\d+)"/g, (col, n) => `${col} style="${styles[n - 1]}"`);
  return { parts, before: begin, head: head!, after: after!, styles, wrong };
}

/** The workbook with these rows, given as their XML. */
export const framed = ({ parts, before, after }: Frame, rows: AsyncIterable<string>): AsyncGenerator<Uint8Array> =>
  rezipped(
    parts,
    new Map([
      [
        sheetPart,
        (async function* () {
          yield before;
          let kept = '';
          for await (const row of rows) {
            kept += row;
            if (kept.length < 65_536) continue;
            yield kept;
            kept = '';
          }
          yield kept + after;
        })(),
      ],
    ]),
  );

/** Characters that XML cannot hold are written as spreadsheets do; what only looks so, too. */
const kept = (text: string): string =>
  escaped(text).replaceAll(/_(?=x[\da-fA-F]{4}_)|[^\P{Cc}\t\n]|[\ufffe\uffff]/gu, c => `_x${c.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);

export const textCell = (ref: string, text: string, style: number): string =>
  `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${kept(text)}</t></is></c>`;
const numberCell = (ref: string, value: number, style: number) => `<c r="${ref}" s="${style}"><v>${value}</v></c>`;

function cellOf(ref: string, value: Value, type: CellType, style: number): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return textCell(ref, value ? '是' : '否', style);
  if (typeof value === 'number' && (type === 'number' || type === 'whole' || type === 'words') && Math.abs(value) < 1e15) return numberCell(ref, value, style);
  // Before March 1900 spreadsheets count days that were none.
  if (type === 'day' && isDay(String(value)) && String(value) >= '1900-03-01') return numberCell(ref, Date.parse(String(value)) / 86_400_000 + 25_569, style);
  const text = String(value);
  // The reader takes off the apostrophe, or the formula, by which text is kept in a table of text.
  return textCell(ref, /^'|^="/.test(text) ? `'${text}` : text, style);
}

async function* rowsOf(frame: Frame, columns: readonly OutColumn[], rows: Rows): AsyncGenerator<string> {
  yield frame.head;
  let line = 1;
  for await (const values of rows) {
    if (++line > mostLines) throw new RangeError('a sheet ends at 1,048,576 lines');
    yield `<row r="${line}">${columns.map((c, i) => cellOf(refOf(line, i), values[i], c.type, frame.styles[i]!)).join('')}</row>`;
  }
}

/** A list to take along: its heading stays in sight and filters, numbers that are not counted with are text, dates are dates. */
export async function* workbookOf(name: string, columns: readonly OutColumn[], rows: Rows): AsyncGenerator<Uint8Array> {
  const frame = await frameOf(name, columns, { filter: true });
  yield* framed(frame, rowsOf(frame, columns, rows));
}

const said: Record<CellType, string> = {
  words: '文字',
  whole: '整数',
  number: '数字',
  day: '日期，例如 2024-12-25',
  'yes-no': '填“是”或“否”',
  choice: '从列表里选',
  code: '号码，按文本填',
  identity: '18 位身份证号，按文本填',
  'credit-code': '18 位统一社会信用代码',
};

/** A table to fill in: what is needed has a star, what to write stands in a comment, options are a list to choose from. */
export async function* templateOf(name: string, columns: readonly Column[], rows: Rows = []): AsyncGenerator<Uint8Array> {
  const starred = columns.map(c => ({ ...c, title: c.required ? `${c.title}*` : c.title }));
  const frame = await frameOf(name, starred, {
    help: columns.map(c => [c.required ? '必填' : '可以不填', said[c.type], ...(c.help ? [c.help] : [])].join('；')),
    lists: columns.map(c => (c.type === 'choice' ? Object.values(c.options ?? {}) : c.type === 'yes-no' ? ['是', '否'] : [])),
    mark: markFor(columns),
  });
  yield* framed(frame, rowsOf(frame, starred, rows));
}
