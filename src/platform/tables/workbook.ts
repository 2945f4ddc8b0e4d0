/**
 * Workbooks as officers see them: the sheets and, row by row, the texts of the cells. `.xlsx` is read as it is inflated, so
 * that a hundred thousand rows need no more memory than their different texts; `.xls` as a whole.
 */
import { readXls } from 'hucre/xlsx';
import { type Form, formOf, momentText, numberText, plainNumber } from './numbers.ts';
import { type Attributes, attribute, elements, reader, unescaped, walk } from './xml.ts';
import { bytesOf, Damaged, damaged, type Parts, partsOf, textOf, textsOf } from './zip.ts';

export interface Row {
  /** As a spreadsheet counts. */
  line: number;
  texts: string[];
}

/** Cells that are one: lines as a spreadsheet counts, columns from 0, both ends in it. */
export interface Merge {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export interface Sheet {
  name: string;
  hidden: boolean;
  merges(): Promise<readonly Merge[]>;
  rows(): AsyncIterable<Row>;
  /** How much of it the rows that were read last have taken, from 0 to 1. */
  share(): number;
}

export interface Xlsx {
  parts: Parts;
  sheets: (Sheet & { part: string })[];
  /** The name of the part with the styles. */
  styles: string;
}

/** The mark that a template carries: which columns it was made for. */
export const markName = 'bancheng-columns';
export async function markOf({ parts }: Xlsx): Promise<string | undefined> {
  const found = new RegExp(`name="${markName}"[^>]*>\\s*<[^>]*>([^<]*)`).exec(await textOf(parts, 'docProps/custom.xml'));
  return found?.[1];
}

/** Where a part's relations point to, by what they are and by their ids. */
async function relations(parts: Parts, of: string) {
  const folder = of.slice(0, of.lastIndexOf('/') + 1);
  const xml = await textOf(parts, `${folder}_rels/${of.slice(folder.length)}.rels`);
  return elements(xml, 'Relationship').map(a => {
    const target = attribute(a, 'Target') ?? '';
    const path = new URL(target, `http://zip/${folder}`).pathname.slice(1);
    return { id: attribute(a, 'Id') ?? '', kind: (attribute(a, 'Type') ?? '').split('/').at(-1)!, path: decodeURIComponent(path) };
  });
}

/** `r:id`; `sheetId` says something else. */
const relationOf = (a: Attributes) => Object.entries(a).find(([name]) => name.endsWith(':id'))?.[1];

const notOne = () => new Damaged('这不是 Excel 工作簿（.xlsx、.xls）');

export async function openXlsx(bytes: Uint8Array): Promise<Xlsx> {
  const parts = await partsOf(bytes);
  const book = (await relations(parts, '')).find(r => r.kind === 'officeDocument')?.path ?? '';
  const xml = await textOf(parts, book);
  const related = await relations(parts, book);
  const path = (kind: string) => related.find(r => r.kind === kind)?.path ?? '';
  const since1904 = elements(xml, 'workbookPr').some(a => /^(1|true)$/.test(attribute(a, 'date1904') ?? ''));
  const styles = path('styles');
  const forms = formsOf(await textOf(parts, styles));
  let shared: Promise<string[]> | undefined;
  const sheets = elements(xml, 'sheet').flatMap(a => {
    const part = related.find(r => r.kind === 'worksheet' && r.id === relationOf(a))?.path;
    if (!part) return [];
    let [read, size] = [0, 1];
    let tail: ReturnType<typeof tailOf> | undefined;
    return [
      {
        name: attribute(a, 'name') ?? '',
        hidden: /hidden/i.test(attribute(a, 'state') ?? ''),
        part,
        async merges() {
          tail ??= tailOf(parts, part);
          size = (await tail).size;
          return elements((await tail).text, 'mergeCell').map(m => mergeOf(attribute(m, 'ref') ?? ''));
        },
        async *rows() {
          shared ??= sharedTexts(parts, path('sharedStrings'));
          yield* rowsOf(parts, part, { texts: await shared, forms, since1904 }, bytes => {
            read = bytes;
          });
        },
        share: () => read / size,
      },
    ];
  });
  if (sheets.length === 0) throw notOne();
  return { parts, sheets, styles };
}

function formsOf(styles: string): Form[] {
  const own = new Map(elements(styles, 'numFmt').map(a => [Number(attribute(a, 'numFmtId')), attribute(a, 'formatCode')]));
  const uses: number[] = [];
  let inside = false;
  walk(styles, {
    open(name, a) {
      if (name === 'cellXfs') inside = true;
      else if (inside && name === 'xf') uses.push(Number(attribute(a, 'numFmtId') ?? 0));
    },
    close(name) {
      if (name === 'cellXfs') inside = false;
    },
  });
  return uses.map(id => formOf(id, own.get(id)));
}

/** Texts that many cells share. Sounds that stand above characters are no part of them. */
async function sharedTexts(parts: Parts, name: string): Promise<string[]> {
  const texts: string[] = [];
  let [text, take, sound] = ['', false, false];
  const xml = reader({
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') sound = true;
      else if (name === 't') take = !sound;
    },
    text(words) {
      if (take) text += words;
    },
    close(name) {
      if (name === 't') take = false;
      else if (name === 'rPh') sound = false;
      else if (name === 'si') texts.push(unescaped(text));
    },
  });
  for await (const piece of textsOf(parts, name)) xml.take(piece);
  return texts;
}

/** A sheet ends at XFD. */
const mostColumns = 16_384;

/** A: 0. */
function columnNumber(ref: string): number {
  let n = 0;
  for (let i = 0, c = ref.charCodeAt(0); c >= 65 && c <= 90; c = ref.charCodeAt(++i)) n = n * 26 + c - 64;
  return n - 1;
}

const mergeOf = (ref: string): Merge => {
  const [from, to = from] = ref.split(':') as [string, string?];
  const row = (at: string) => Number(/\d+/.exec(at)?.[0]);
  return { top: row(from), bottom: row(to), left: columnNumber(from), right: columnNumber(to) };
};

interface Known {
  texts: readonly string[];
  forms: readonly Form[];
  since1904: boolean;
}

const rowsEnd = 'sheetData>';

/** What stands behind the rows of a sheet, and how many bytes the whole has. Unpacked for it once more, which takes a tenth of what reading takes. */
async function tailOf(parts: Parts, name: string): Promise<{ text: string; size: number }> {
  const ends = /<\/(?:[\w.-]+:)?sheetData>$/;
  const tail: Uint8Array[] = [];
  let [kept, size]: [Buffer, number] = [Buffer.alloc(0), 0];
  for await (const bytes of bytesOf(parts, name)) {
    size += bytes.length;
    if (tail.length > 0) {
      tail.push(bytes);
      continue;
    }
    // The end of the rows may lie across two pieces.
    const piece = Buffer.concat([kept, bytes]);
    for (let at = piece.indexOf(rowsEnd); at >= 0; at = piece.indexOf(rowsEnd, at + 1))
      if (ends.test(piece.toString('latin1', Math.max(0, at - 40), at + rowsEnd.length))) tail.push(piece.subarray(at + rowsEnd.length));
    kept = piece.subarray(-60);
  }
  const text = Buffer.concat(tail).toString();
  // What it ends with has begun before.
  const root = /<\/([^<>\s]+)\s*>\s*$/.exec(text)?.[1];
  return { text: root ? `<${root}>${text}` : '', size };
}

async function* rowsOf(parts: Parts, name: string, known: Known, at: (bytes: number) => void): AsyncGenerator<Row> {
  let rows: Row[] = [];
  let row: Row = { line: 0, texts: [] };
  let column = -1;
  let cell = { kind: '', form: 'plain' as Form, value: '', has: false, formula: false };
  let [take, sound] = [false, false];
  const open = (name: string, attributes: Attributes) => {
    if (name === 'c') {
      const ref = attribute(attributes, 'r');
      column = ref ? columnNumber(ref) : column + 1;
      if (column >= mostColumns) throw damaged();
      const form = known.forms[Number(attribute(attributes, 's') ?? 0)] ?? 'plain';
      cell = { kind: attribute(attributes, 't') ?? 'n', form, value: '', has: false, formula: false };
    } else if (name === 'v') cell.has = take = true;
    else if (name === 't') cell.has = take = !sound;
    else if (name === 'row') {
      row = { line: Number(attribute(attributes, 'r') ?? row.line + 1), texts: [] };
      column = -1;
    } else if (name === 'rPh') sound = true;
    else if (name === 'f') cell.formula = true;
  };
  const close = (name: string) => {
    if (name === 'v' || name === 't') take = false;
    else if (name === 'rPh') sound = false;
    else if (name === 'c') {
      // A formula that nobody has computed says nothing, and must not pass for an empty cell.
      const text = cell.formula && !cell.has ? '#CALC!' : cellText(cell, known);
      while (row.texts.length < column) row.texts.push('');
      row.texts[column] = text;
    } else if (name === 'row') rows.push(row);
  };
  const text = (words: string) => {
    if (take) cell.value += words;
  };
  const xml = reader({ open, close, text });
  for await (const piece of textsOf(parts, name, at)) {
    xml.take(piece);
    yield* rows;
    rows = [];
  }
  xml.end();
}

function cellText({ kind, form, value }: { kind: string; form: Form; value: string }, { texts, since1904 }: Known): string {
  if (value === '') return '';
  switch (kind) {
    case 's':
      return texts[Number(value)] ?? '';
    case 'n': {
      const number = Number(value);
      return Number.isNaN(number) ? value : numberText(number, form, since1904);
    }
    case 'b':
      return /^(1|true)$/.test(value) ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00(:00)?(\.0+)?Z?$/, '').replace('T', ' ');
    default:
      return unescaped(value);
  }
}

export async function xlsSheets(bytes: Uint8Array): Promise<Sheet[]> {
  const book = await readXls(bytes).catch(() => {
    throw new Damaged('打不开这个 Excel 工作簿：可能加了密码，或者不是 97–2003 格式。去掉密码，另存为 .xlsx 再选');
  });
  return book.sheets.map(({ name, rows, merges = [] }) => {
    let read = 0;
    return {
      name,
      hidden: false,
      merges: async () => merges.map(m => ({ top: m.startRow + 1, bottom: m.endRow + 1, left: m.startCol, right: m.endCol })),
      async *rows() {
        for (const [i, cells] of rows.entries()) {
          read = i + 1;
          if (cells) yield { line: read, texts: Array.from(cells, v => xlsText(v ?? null)) };
        }
      },
      share: () => read / rows.length,
    };
  });
}

const xlsText = (value: string | number | boolean | Date | null): string => {
  if (value === null) return '';
  if (value instanceof Date) return momentText(value, 'moment');
  return typeof value === 'number' ? plainNumber(value) : typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : value;
};
