/** What the browser needs of rounds as well: words, and the form's own heading of merged groups, for screen, print and workbook alike. */

export { type ReportState, type ReportStep, reportStates, reportSteps } from './rules.ts';

export interface HeadCell {
  title: string;
  /** From this column, so many columns wide and rows high. */
  column: number;
  wide: number;
  high: number;
}

interface Titled {
  key: string;
  title: string;
  measure?: string | null;
  under?: readonly string[];
}

/** The columns of the form in their order, each rate behind the column that it names. */
export const inForm = <C extends Titled, R extends Titled & { after: string }>(columns: readonly C[], rates: readonly R[]): (C | R)[] =>
  columns.flatMap(c => [c, ...rates.filter(r => r.after === c.key)]);

/** Row by row of the heading, outermost first. Neighbours under the same words stand under one cell. */
export function headRows(columns: readonly Titled[]): HeadCell[][] {
  const deep = Math.max(0, ...columns.map(c => c.under?.length ?? 0));
  const title = (c: Titled) => (c.measure ? `${c.title}（${c.measure}）` : c.title);
  return Array.from({ length: deep + 1 }, (_, row) => {
    const cells: HeadCell[] = [];
    for (const [i, c] of columns.entries()) {
      const depth = c.under?.length ?? 0;
      if (row > depth) continue;
      if (row === depth) {
        cells.push({ title: title(c), column: i, wide: 1, high: deep + 1 - depth });
        continue;
      }
      const path = c.under!.slice(0, row + 1).join('\t');
      const last = cells.at(-1);
      if (last && last.column + last.wide === i && columns[i - 1]!.under?.slice(0, row + 1).join('\t') === path) last.wide++;
      else cells.push({ title: c.under![row]!, column: i, wide: 1, high: 1 });
    }
    return cells;
  });
}
