/**
 * Comma-separated text in and out (RFC 4180): quotes, line breaks inside cells, the mark of UTF-8. Pure. Cells out that a
 * spreadsheet would run stay text; the apostrophe that does it is taken off again on the way in.
 */

/** Rows of cells; a quote that never ends is a message with its line. */
export function readCsv(text: string): { rows: string[][] } | { message: string } {
  const source = text.replace(/^\uFEFF/, '');
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  let quoteLine = 0;
  let line = 1;
  const endCell = () => {
    row.push(/^'[=+\-@＝＋－＠\t]/.test(cell) ? cell.slice(1) : cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (row.some(c => c.trim() !== '')) rows.push(row);
    row = [];
  };
  for (let i = 0; i < source.length; i++) {
    const c = source[i]!;
    if (c === '\n') line++;
    if (quoted) {
      if (c !== '"') cell += c;
      else if (source[i + 1] === '"') cell += source[i++];
      else quoted = false;
    } else if (c === '"' && cell === '') {
      quoted = true;
      quoteLine = line;
    } else if (c === ',') endCell();
    else if (c === '\n') endRow();
    else if (c !== '\r') cell += c;
  }
  if (quoted) return { message: `第 ${quoteLine} 行的引号没有结束，请检查这一格` };
  if (cell !== '' || row.length > 0) endRow();
  return { rows };
}

const written = (value: string): string => {
  const inert = /^[=+\-@＝＋－＠\t\r\n]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
};

export const writeCsv = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map(r => r.map(written).join(',')).join('\r\n')}\r\n`;
