/** The columns of a table that officers keep, as data, and what a cell of each type may say. Pure. */
import { type Day, isDay } from '../calendar/index.ts';
import { creditCodeFaults, identityFaults, readCreditCode, readIdentityNumber } from '../validators/index.ts';

/** What a cell becomes. */
export interface Values {
  words: string;
  whole: number;
  number: number;
  day: Day;
  'yes-no': boolean;
  /** The key of one of the options. */
  choice: string;
  /** Any number that is not counted with: of an account, a document, a telephone. */
  code: string;
  identity: string;
  'credit-code': string;
}
export type CellType = keyof Values;

export interface Column {
  key: string;
  /** The heading. */
  title: string;
  /** Other headings that mean the same. */
  also?: readonly string[];
  type: CellType;
  /** The column has to be there, and no cell of it may be empty. */
  required?: boolean;
  /** Of a choice: key → how the table says it. */
  options?: Readonly<Record<string, string>>;
  /** One line for whoever fills it in; the type and the options say themselves. */
  help?: string;
  /** What more has to fit; a text is why it does not. */
  rule?(value: Values[CellType]): string | null;
}

/** A line's cells by the keys of its columns; null: empty, or not to be read. */
export type Cells<C extends readonly Column[]> = { [K in C[number] as K['key']]: Values[K['type']] | null };

type Reading = { value: Values[CellType] } | { fault: string };

const edges = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** Neither a blank nor a sign that nobody sees: most cells begin and end so. */
const solid = (code: number) => (code > 0x20 && code < 0x7f) || (code >= 0x4e00 && code <= 0x9fff);
const trimmed = (text: string): string =>
  text === '' || (solid(text.charCodeAt(0)) && solid(text.charCodeAt(text.length - 1))) ? text : text.replaceAll(edges, '');

/** A cell as it was meant: without blanks around it, without the apostrophe or the `="…"` by which spreadsheets keep text. */
export function tidy(cell: string): string {
  const text = trimmed(cell);
  const kept = /^="([^"]*)"$/.exec(text);
  return kept ? kept[1]!.replaceAll(edges, '') : text.startsWith("'") ? text.slice(1) : text;
}

/** Full-width signs become narrow ones, blanks inside go. */
const narrow = (text: string): string => (/^[!-~]*$/.test(text) ? text : text.normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, ''));

const broken = /^#(NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|SPILL!|CALC!|GETTING_DATA)$/;
const scientific = /^[+-]?\d(\.\d+)?E[+-]?\d+$/i;
const lost = (text: string): string => `Excel 把这个号码变成了科学计数（${text}），后面的数字已经丢了：请把这一列设成“文本”格式，重新填写`;

const numberShape = /^[+-]?(\d{1,15}|\d{1,3}(,\d{3})+)(\.\d{1,6})?$/;
const readNumber = (text: string): Reading => {
  const said = narrow(text);
  return numberShape.test(said) ? { value: Number(said.replaceAll(',', '')) } : { fault: `“${text}”不是数字` };
};

function readDay(text: string): Reading {
  if (isDay(text)) return { value: text };
  const said = text
    .normalize('NFKC')
    .replace(/\s+0{1,2}:00(:00)?$/, '')
    .replaceAll(/\s/g, '');
  const m = /^(\d{4})([-/.年])(\d{1,2})([-/.月])(\d{1,2})日?$/.exec(said) ?? /^(\d{4})()(\d{2})()(\d{2})$/.exec(said);
  if (m) {
    const day = `${m[1]}-${m[3]!.padStart(2, '0')}-${m[5]!.padStart(2, '0')}`;
    return isDay(day) ? { value: day } : { fault: `没有 ${day} 这一天` };
  }
  return /^\d{5}(\.\d+)?$/.test(said)
    ? { fault: `“${text}”是 Excel 内部的日期序号：请把这一列设成“日期”格式` }
    : { fault: `“${text}”看不出是哪一天，写成 2024-12-25 的样子` };
}

function readChoice(text: string, { options = {} }: Column): Reading {
  const said = narrow(text);
  const found = Object.entries(options).find(([key, name]) => key === text || narrow(name) === said);
  return found ? { value: found[0] } : { fault: `没有“${text}”，只能是：${Object.values(options).join('、')}` };
}

function readIdentity(text: string): Reading {
  const read = readIdentityNumber(text);
  if (read.valid) return { value: read.normalized };
  const cut = /^\d{15}000$/.test(narrow(text)) ? '；后三位是 000，像是 Excel 按数字保存时丢掉的' : '';
  return { fault: `${identityFaults[read.reason]}${cut}` };
}

const readers: Record<CellType, (text: string, column: Column) => Reading> = {
  words: text => ({ value: text }),
  number: readNumber,
  whole(text) {
    const read = readNumber(text);
    return 'value' in read && !Number.isInteger(read.value) ? { fault: `“${text}”不是整数` } : read;
  },
  day: readDay,
  // A cell that holds a truth is shown so.
  'yes-no': text => (/^(是|否|TRUE|FALSE)$/.test(text) ? { value: text === '是' || text === 'TRUE' } : { fault: '填“是”或“否”' }),
  choice: readChoice,
  code: text => ({ value: narrow(text) }),
  identity: readIdentity,
  'credit-code'(text) {
    const read = readCreditCode(text);
    return read.valid ? { value: read.normalized } : { fault: creditCodeFaults[read.reason] };
  },
};

const codes: readonly CellType[] = ['code', 'identity', 'credit-code'];

/** What somebody typed into a form, as its column means it: read like a cell, but nothing in it is a spreadsheet's doing. */
export const readTyped = (text: string, column: Column) => readCell(text.replaceAll(edges, ''), column);

/** A tidied cell as its column means it; null: empty, which this column allows. */
export function readCell(text: string, column: Column): { value: Values[CellType] | null } | { fault: string } {
  if (text === '') return column.required ? { fault: `${column.title}不能为空` } : { value: null };
  if (broken.test(text)) return { fault: text === '#CALC!' ? '这一格的公式还没有算出结果：在表格软件里打开，保存以后再选' : `这一格的公式出错了（${text}）` };
  if (codes.includes(column.type) && scientific.test(narrow(text))) return { fault: lost(narrow(text)) };
  const read = readers[column.type](text, column);
  if ('fault' in read) return read;
  const fault = column.rule?.(read.value);
  return fault ? { fault } : read;
}
