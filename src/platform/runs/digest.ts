/** One SM3 over formula, columns and every row, row by row: the same computation gives the same digest, however long it is. */
import { createHash } from 'node:crypto';
import type { NewRun } from './runs.ts';

export function digestOf({ basis, columns, rows }: Pick<NewRun, 'basis' | 'columns' | 'rows'>): string {
  const hash = createHash('sm3').update(JSON.stringify([basis, columns]));
  for (const row of rows) hash.update(`\n${JSON.stringify(row)}`);
  return hash.digest('hex');
}
