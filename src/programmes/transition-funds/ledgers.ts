/** The year's ledger from the three registers, whoever asks: the caller's permit has let them in, and decides what is shown. */
import type { Ctx } from '#platform/actions';
import { keptRows } from '#platform/registers';
import { type Ledger, ledgerOf } from './ledger.ts';
import { allotments, annexKeys, payments, projects } from './projects.ts';

export const needed = annexKeys.map(key => ({ key, title: projects.columns.find(c => c.key === key)!.title }));

export async function loadLedger(ctx: Ctx, year: number): Promise<Ledger> {
  const period = String(year);
  const [store, given, paid] = [await keptRows(ctx, projects.id, period), await keptRows(ctx, allotments.id, period), await keptRows(ctx, payments.id, period)];
  return ledgerOf(
    store,
    given.map(r => r.cells),
    paid.map(r => r.cells),
    needed,
  );
}
