/** What the browser needs of tables as well: their bytes into text, and tables out. */

// Bytes of a table into text: UTF-8 with or without its mark, GB18030 (and so GBK), UTF-16 with its mark.

const begins = (bytes: Uint8Array, ...with_: number[]) => with_.every((b, i) => bytes[i] === b);

export const isXlsx = (bytes: Uint8Array): boolean => begins(bytes, 0x50, 0x4b, 3, 4);
export const isXls = (bytes: Uint8Array): boolean => begins(bytes, 0xd0, 0xcf, 0x11, 0xe0);
/** What a field for a table lets one choose. */
export const tableFiles = '.xlsx,.xls,.csv,text/csv';
/** What a request can carry, a third longer as base64. */
export const mostBytes = 700_000;
export const tooLarge = '文件太大：最大 700 KB，请分成几份';

function tried(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What does not fit any encoding is said, never guessed: half of a name would be lost without anybody seeing it. */
export function decoded(bytes: Uint8Array): { text: string } | { message: string } {
  if (bytes.length === 0) return { message: '文件是空的' };
  const marked = begins(bytes, 0xff, 0xfe) ? 'utf-16le' : begins(bytes, 0xfe, 0xff) ? 'utf-16be' : begins(bytes, 0xef, 0xbb, 0xbf) ? 'utf-8' : null;
  const text = marked ? tried(bytes, marked) : (tried(bytes, 'utf-8') ?? tried(bytes, 'gb18030'));
  // UTF-16 without its mark reads as letters with zeros between them.
  return text === null || text.includes('\0') ? { message: '看不懂这个文件的编码：请另存为 .xlsx 或“CSV UTF-8”再选' } : { text };
}

// Tables out: UTF-8 with a mark that spreadsheets know, and no cell that a spreadsheet would run.

type Cell = string | number | null | undefined;

/**
 * A cell that begins like a formula gets an apostrophe, so that it stays text; a Chinese spreadsheet takes the wide signs
 * for the narrow ones. One that begins with an apostrophe gets another: the reader takes one off.
 */
export function cell(value: Cell): string {
  const text = String(value ?? '');
  const inert = typeof value === 'string' && /^[=+\-@＝＋－＠'\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}

export const csvText = (head: readonly string[], rows: readonly (readonly Cell[])[]): string =>
  `\uFEFF${[head, ...rows].map(r => r.map(cell).join(',')).join('\r\n')}\r\n`;

export type { Cells, CellType, Column, Values } from './columns.ts';
