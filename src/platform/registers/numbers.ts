/** Sealed numbers in the open, each time with a reason that the audit keeps: one cell, or a table to work on elsewhere; and a row found by its whole number. */
import { z } from 'zod';
import { action, type Ctx, Download, refuse } from '../actions/index.ts';
import { bytesOf, type Value as Out, type OutColumn, workbookOf, workbookType } from '../tables/index.ts';
import { standing } from './access.ts';
import { columnOf, kindOf, type RegisterColumn, type RegisterKind } from './kinds.ts';
import { kindShape, periodShape } from './rows.ts';
import { blindOf, isSealed, openTokens, tokensOf } from './sealing.ts';
import { rowOf, rowsOf } from './store.ts';
import { heading, outType, plainCell, titleOf, type Values } from './values.ts';

const reason = z.string().trim().min(4, '请写明原因，至少 4 个字').max(200);

export const revealCell = action({
  name: 'register.reveal',
  may: 'register.write',
  elevated: true,
  summary: '查看台账里一个完整的号码，写明原因，留下记录',
  input: z.strictObject({ kind: kindShape, rowId: z.uuid(), column: z.string().max(40), reason }),
  output: z.object({ number: z.string().nullable() }),
  async do(ctx, { kind: of, rowId, column, reason }) {
    const kind = kindOf(ctx, of);
    const row = await rowOf(ctx, kind, rowId);
    const token = row.cells[column];
    if (!isSealed(columnOf(kind, column)?.type ?? '') || typeof token !== 'string') throw refuse('not-found');
    ctx.record({ subject: `register-row:${rowId}`, detail: { register: kind.id, column, reason } });
    return { number: (await openTokens(ctx, [token])).get(token) ?? null };
  },
});

/** By body and not by address: addresses are kept in logs. */
export const findNumber = action({
  name: 'register.find',
  may: 'register.read',
  summary: '按完整的身份证号、手机号或账号在台账里找',
  input: z.strictObject({ kind: kindShape, period: periodShape, number: z.string().trim().min(6, '请输入完整的号码').max(40) }),
  output: z.object({ items: z.array(z.object({ id: z.string(), title: z.string() })) }),
  async do(ctx, { kind: of, period, number }) {
    const kind = kindOf(ctx, of);
    const tokens = tokensOf(ctx, number);
    if (tokens.length === 0) throw refuse('input', { faults: [{ path: 'number', message: '这不是完整有效的身份证号、手机号或银行账号' }] });
    const { sql, county } = ctx;
    const wanted = kind.columns.flatMap(c => tokens.filter(t => t.sort === c.type).map(t => ({ column: c.key, token: t.token })));
    const rows = await sql<{ id: string; cells: Values }[]>`
      select id, cells from register_row where county = ${county} and kind = ${kind.id} and period = ${period} and withdrawn_on is null
        and (${wanted.reduce((so, w) => sql`${so} or cells->>${w.column} = ${w.token}`, sql`false`)}) order by position limit 50`;
    ctx.record({ detail: { register: kind.id, period, asked: tokens.map(t => blindOf(t.token)), found: rows.length } });
    return { items: rows.map(r => ({ id: r.id, title: titleOf(kind, r.cells) })) };
  },
});

export const outColumn = (c: RegisterColumn): OutColumn => ({ title: heading(c), type: outType(c) });

/** Rows as a workbook has them, with every number in the open. The caller has recorded why. */
export async function openTable(ctx: Ctx, kind: RegisterKind, columns: readonly RegisterColumn[], rows: readonly Values[]): Promise<Out[][]> {
  const sealed = columns.filter(c => isSealed(c.type));
  const tokens = new Set(rows.flatMap(cells => sealed.flatMap(c => (typeof cells[c.key] === 'string' ? [String(cells[c.key])] : []))));
  const numbers = await openTokens(ctx, [...tokens]);
  return rows.map(cells => columns.map(c => (isSealed(c.type) ? (numbers.get(String(cells[c.key])) ?? '') : plainCell(kind, c, cells[c.key] ?? null))));
}

export const tableInTheOpen = action({
  name: 'register.take-along',
  may: 'register.write',
  elevated: true,
  summary: '下载台账的表，号码完整，写明原因，留下记录',
  input: z.strictObject({
    kind: kindShape,
    period: periodShape,
    /** Those that tell rows apart and those that one writes; or all. */
    columns: z.enum(['mine', 'all']),
    reason,
  }),
  async do(ctx, { kind: of, period, columns: which, reason }) {
    const kind = kindOf(ctx, of);
    const stands = standing(ctx, kind);
    if (stands.units.length === 0) throw refuse('forbidden');
    const town = stands.units.find(u => u.startsWith('town-'))?.slice('town-'.length) ?? null;
    const columns = kind.columns.filter(c => which === 'all' || kind.key.includes(c.key) || c.key === kind.called || (!c.from && stands.writes(c, town)));
    const rows = await rowsOf(ctx, kind, period);
    const table = await openTable(
      ctx,
      kind,
      columns,
      rows.map(r => r.cells),
    );
    ctx.record({ detail: { register: kind.id, period, rows: rows.length, columns: columns.map(c => c.key), reason } });
    return new Download(workbookType, `${kind.title}${period}.xlsx`, await bytesOf(workbookOf(kind.title, columns.map(outColumn), table)));
  },
});
