/** SM3 over the rows of a hand-over in order, read in pieces. */
import { createHash } from 'node:crypto';
import type { Ctx } from '../actions/index.ts';

const piece = 10_000;

export async function digestOf({ sql, county }: Ctx, handover: string): Promise<string> {
  const hash = createHash('sm3');
  for (let last = -1; ; ) {
    const rows = await sql<{ position: number; line: string }[]>`
      select position, key || ' ' || cells::text as line from register_handover_row
      where county = ${county} and handover = ${handover} and step <> 'gone' and position > ${last} order by position limit ${piece}`;
    for (const r of rows) hash.update(`${r.line}\n`);
    if (rows.length < piece) return hash.digest('hex');
    last = rows.at(-1)!.position;
  }
}
