/** All rows of a list that the server gives page by page: every one of them or none. */

export interface Paged<R> {
  items: R[];
  total: number;
}

/** Rows that one request asks for. */
const size = 500;
/** As many as a spreadsheet and the page bear; who wants more narrows the list down. */
export const mostRows = 20_000;

export type Reached = { rows: number; total: number };

/** `too-long`: nothing was taken. `unsteady`: others changed the list all the while. */
export class NotWhole extends Error {
  readonly why: 'too-long' | 'unsteady';
  readonly total: number;
  constructor(why: 'too-long' | 'unsteady', total: number) {
    super(why);
    this.why = why;
    this.total = total;
  }
}

export async function everyRow<R>(page: (page: number, size: number) => Promise<Paged<R>>, reached?: (at: Reached) => void): Promise<R[]> {
  let whole = 0;
  // A row that came or went moves the others to other pages, and one would be missing or twice: begin again.
  again: for (let tries = 0; tries < 3; tries++) {
    const rows: R[] = [];
    for (let n = 1; ; n++) {
      const { items, total } = await page(n, size);
      if (n === 1) whole = total;
      if (whole > mostRows) throw new NotWhole('too-long', whole);
      if (total !== whole) continue again;
      rows.push(...items);
      if (rows.length === whole) return rows;
      if (items.length === 0 || rows.length > whole) continue again;
      reached?.({ rows: rows.length, total: whole });
    }
  }
  throw new NotWhole('unsteady', whole);
}
