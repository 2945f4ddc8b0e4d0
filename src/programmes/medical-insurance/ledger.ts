/** Temporary: stands for what registers will export. */
import type { Ctx } from '#platform/actions';
import { addRows, cellChanges, changeRows, keyOf, kindOf, lockRegister, rowsOf, type Values } from '#platform/registers';

export interface KeptRow {
  id: string;
  key: string;
  town: string | null;
  cells: Values;
  version: number;
  blinds: Readonly<Record<string, string>>;
}
export async function keptRows(ctx: Ctx, kindId: string, period: string): Promise<KeptRow[]> {
  const rows = await ctx.asHouse(c => rowsOf(c, kindOf(c, kindId), period));
  return rows.map(r => ({ ...r, blinds: { identity: String(r.cells.identity ?? '') } }));
}
export async function keptByNumber(ctx: Ctx, kindId: string, period: string, _column: string, number: string): Promise<KeptRow[]> {
  return (await keptRows(ctx, kindId, period)).filter(r => r.cells.identity === number);
}
export const openCells = (_ctx: Ctx, rows: readonly KeptRow[], column: string): string[] => rows.map(r => String(r.cells[column] ?? ''));
export async function putRows(ctx: Ctx, kindId: string, period: string, rows: readonly Values[], reason: string): Promise<{ added: number; changed: number }> {
  const kind = kindOf(ctx, kindId);
  return ctx.asHouse(async ctx => {
    await lockRegister(ctx, kind, period);
    const there = new Map((await rowsOf(ctx, kind, period)).map(r => [r.key, r]));
    const added = rows.filter(values => !there.has(keyOf(kind, values)));
    const changed = rows.flatMap(values => {
      const row = there.get(keyOf(kind, values));
      const cells = row ? cellChanges(kind, row.cells, values) : [];
      return row && cells.length > 0 ? [{ row, cells }] : [];
    });
    await addRows(ctx, kind, period, added, { step: 'added', reason });
    await changeRows(ctx, kind, changed, { step: 'changed', reason });
    return { added: added.length, changed: changed.length };
  });
}
