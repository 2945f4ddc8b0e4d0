/** What a programme's own actions do with a register: read a year of it whole, and write what they computed, with history. The programme's permit has let the actor in. */
import type { Ctx } from '../actions/index.ts';
import { columnOf, kindOf } from './kinds.ts';
import { cellChanges, keyOf } from './rules.ts';
import { blindOf, isSealed, type SealedType, Seals } from './sealing.ts';
import { addRows, changeRows, lockRegister, type RowHeld, rowsByKeys, rowsOf } from './store.ts';
import type { Values } from './values.ts';

export interface KeptRow extends RowHeld {
  /** Of its sealed cells: equal numbers are equal in every register and in the house's own people. */
  blinds: Readonly<Record<string, string>>;
}

/** Every row of a year, whoever asks: the caller decides what of it is shown. */
export async function keptRows(ctx: Ctx, kindId: string, period: string): Promise<KeptRow[]> {
  const kind = kindOf(ctx, kindId);
  const sealed = kind.columns.filter(c => isSealed(c.type)).map(c => c.key);
  const rows = await ctx.asHouse(ctx => rowsOf(ctx, kind, period));
  return rows.map(r => ({ ...r, blinds: Object.fromEntries(sealed.flatMap(k => (typeof r.cells[k] === 'string' ? [[k, blindOf(String(r.cells[k]))]] : []))) }));
}

/** Rows with this number, which the caller has in the open; by the index where it alone tells rows apart. */
export async function keptByNumber(ctx: Ctx, kindId: string, period: string, column: string, number: string): Promise<KeptRow[]> {
  const kind = kindOf(ctx, kindId);
  const token = new Seals(ctx).seal(columnOf(kind, column)!.type as SealedType, number);
  const rows = await ctx.asHouse(
    ({ sql, county }) => sql<RowHeld[]>`
      select id, period, key, town, cells, version, withdrawn_on from register_row
      where county = ${county} and kind = ${kind.id} and period = ${period} and withdrawn_on is null
        and ${kind.key.length === 1 && kind.key[0] === column ? sql`key = ${token}` : sql`cells->>${column} = ${token}`}`,
  );
  return rows.map(r => ({ ...r, blinds: { [column]: blindOf(token) } }));
}

/** So many rows are compared and written at once: what a statement carries stays a few megabytes. */
const some = 5000;
/** After so many the database learns what is there: otherwise it may read the whole county for each row. */
const first = 500;

/**
 * Adds rows and changes those that are there, found by their key; cells as they are kept (money in fen as text, numbers as
 * tokens of {@link Seals}). `at` is told how many are done. Returns how many of each.
 */
export async function putRows(
  ctx: Ctx,
  kindId: string,
  period: string,
  rows: readonly Values[],
  reason: string,
  at: (done: number) => void = () => {},
): Promise<{ added: number; changed: number }> {
  const kind = kindOf(ctx, kindId);
  return ctx.asHouse(async ctx => {
    await lockRegister(ctx, kind, period);
    const done = { added: 0, changed: 0 };
    for (let from = 0, to = first; from < rows.length; from = to, to += some) {
      const part = rows.slice(from, to).map(values => ({ values, key: keyOf(kind, values) }));
      const there = await rowsByKeys(
        ctx,
        kind,
        period,
        part.map(p => p.key),
      );
      const added = part.filter(p => !there.has(p.key)).map(p => p.values);
      const changed = part.flatMap(({ values, key }) => {
        const row = there.get(key);
        const cells = row ? cellChanges(kind, row.cells, values) : [];
        return row && cells.length > 0 ? [{ row, cells }] : [];
      });
      await addRows(ctx, kind, period, added, { step: 'added', reason });
      await changeRows(ctx, kind, changed, { step: 'changed', reason });
      done.added += added.length;
      done.changed += changed.length;
      if (from === 0 && rows.length > to) await ctx.sql`select app.register_statistics()`;
      at(from + part.length);
    }
    return done;
  });
}
