/** A form in its own layout: title, heading of merged groups, lines with borders, sum, notes. Small: written at once. */
import { type Cell, type CellStyle, writeXlsx } from 'hucre/xlsx';
import type { CellType } from './columns.ts';
import type { Value } from './write.ts';

interface HeadCell {
  title: string;
  column: number;
  wide: number;
  high: number;
}

export interface Form {
  name: string;
  title: string;
  /** Lines between title and heading. */
  notes: readonly string[];
  head: readonly (readonly HeadCell[])[];
  types: readonly CellType[];
  rows: readonly (readonly Value[])[];
  sum: readonly Value[] | null;
  /** Lines below. */
  foot: readonly string[];
}

const thin = { style: 'thin', color: { rgb: '000000' } } as const;
const border: NonNullable<CellStyle['border']> = { top: thin, bottom: thin, left: thin, right: thin };
const font = { name: '宋体', size: 11 };
const counted = (type: CellType) => type === 'whole' || type === 'number';

export async function* formBook({ name, title, notes, head, types, rows, sum, foot }: Form): AsyncGenerator<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>();
  const merges: { startRow: number; startCol: number; endRow: number; endCol: number }[] = [];
  const last = types.length - 1;
  let line = 0;
  const across = (text: string, style: CellStyle) => {
    cells.set(`${line},0`, { value: text, style });
    if (last > 0) merges.push({ startRow: line, startCol: 0, endRow: line, endCol: last });
    line++;
  };
  across(title, { font: { ...font, size: 16, bold: true }, alignment: { horizontal: 'center', vertical: 'center' } });
  for (const note of notes) across(note, { font, alignment: { wrapText: true } });
  const top = line;
  const headStyle: CellStyle = { font: { ...font, bold: true }, border, alignment: { horizontal: 'center', vertical: 'center', wrapText: true } };
  for (const [r, row] of head.entries())
    for (const { title, column, wide, high } of row) {
      // Every cell under a merged one has its border, or the frame has gaps.
      for (let y = 0; y < high; y++)
        for (let x = 0; x < wide; x++) cells.set(`${top + r + y},${column + x}`, { value: y === 0 && x === 0 ? title : '', style: headStyle });
      if (wide > 1 || high > 1) merges.push({ startRow: top + r, startCol: column, endRow: top + r + high - 1, endCol: column + wide - 1 });
    }
  line = top + head.length;
  const headEnd = line;
  const lineOf = (values: readonly Value[], bold: boolean) => {
    for (const [i, type] of types.entries()) {
      const value = values[i] ?? null;
      // What looks like a number stays what it is: codes and days are text here.
      const kept = typeof value === 'boolean' ? (value ? '是' : '否') : value !== null && counted(type) ? Number(value) : value;
      const style: CellStyle = {
        ...{ font: { ...font, bold }, border, numFmt: counted(type) ? 'General' : '@' },
        alignment: { wrapText: true, vertical: 'center', horizontal: counted(type) ? 'right' : 'left' },
      };
      cells.set(`${line},${i}`, { value: kept, style });
    }
    line++;
  };
  for (const row of rows) lineOf(row, false);
  if (sum) lineOf(typeof sum[0] === 'number' || (sum[0] ?? null) !== null ? sum : ['合计', ...sum.slice(1)], true);
  for (const note of foot) across(note, { font, alignment: { wrapText: true } });
  const widths = types.map((type, i) => {
    const longest = Math.max(
      ...rows.map(r => String(r[i] ?? '').length),
      ...head
        .flat()
        .filter(h => h.column === i && h.wide === 1)
        .map(h => h.title.length),
      4,
    );
    return Math.min(36, longest * (counted(type) ? 1.3 : 2) + 3);
  });
  yield await writeXlsx({
    defaultFont: font,
    properties: { creator: '' },
    sheets: [
      {
        name: name.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31) || '表',
        columns: widths.map(width => ({ width })),
        ...{ cells, merges, freezePane: { rows: headEnd } },
        pageSetup: {
          ...{ paperSize: 'a4', orientation: last > 5 ? 'landscape' : 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
          printTitlesRow: `$${top + 1}:$${headEnd}`,
        },
      },
    ],
  });
}
