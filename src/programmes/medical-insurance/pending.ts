/** What stands in the lists and has not reached the bureau as it stands: new, changed or gone since the last hand-over. 五 */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { keptRows, type Values } from '#platform/registers';
import { lists } from './figures.ts';
import { handedRows } from './handing.ts';
import { listsOf, period } from './lists.ts';
import { changeDue } from './matching.ts';

export interface Pending {
  waiting: number;
  /** Of those whose day of change is past its five working days. */
  late: number;
  /** The next day by which one of them is due. */
  dueOn: Day | null;
}

const said = (kind: string, cells: Values) =>
  [kind, ...['identity', 'sort', 'name', 'town', 'village', 'since', 'until', 'pays'].map(k => cells[k] ?? '')].join(' ');

/** Of the lists that have to be handed over, or those of them that these units keep. In the house's scope. */
export async function pendingLists(ctx: Ctx, units?: readonly string[]): Promise<ReadonlyMap<string, Pending>> {
  const own = listsOf.filter(l => l.due && (!units || units.includes(l.keeper)));
  const handed = Map.groupBy(
    await handedRows(
      ctx,
      own.map(l => l.id),
    ),
    r => r.kind,
  );
  const found = new Map<string, Pending>();
  for (const { id } of own) {
    const there = new Set((handed.get(id) ?? []).map(r => said(id, r.cells)));
    const rows = await keptRows(ctx, id, period);
    const fresh = rows.filter(r => !there.has(said(id, r.cells)));
    const now = new Set(rows.map(r => `${r.cells.identity} ${r.cells.sort}`));
    const gone = (handed.get(id) ?? []).filter(r => !now.has(`${r.cells.identity} ${r.cells.sort}`)).length;
    const due = fresh
      .flatMap(({ cells }) => {
        const changedOn = (cells.until ?? cells.since ?? null) as Day | null;
        return changedOn === null || changedOn > ctx.today ? [] : [changeDue(ctx.calendar, changedOn)];
      })
      // What was so before the lists were due comes with the first of them.
      .filter(day => day > lists.by)
      .sort();
    found.set(id, { waiting: fresh.length + gone, late: due.filter(day => day < ctx.today).length, dueOn: due[0] ?? null });
  }
  return found;
}
