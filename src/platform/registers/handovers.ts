/**
 * A list handed from the unit that keeps it to another: frozen as it stood, counted, compared with the one before, received
 * or returned; rows that the receiver does not accept go back with a reason, and come again in the next version.
 */
import { z } from 'zod';
import { action, type Ctx, Download, refuse } from '../actions/index.ts';
import { filesOf, shareFiles } from '../files/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { bytesOf, workbookOf, workbookType } from '../tables/index.ts';
import { standing } from './access.ts';
import { digestOf } from './digest.ts';
import { type HandedTo, kindOf, type RegisterColumn, type RegisterKind } from './kinds.ts';
import { openTable, outColumn } from './numbers.ts';
import { handoverSteps } from './pure.ts';
import { checkPeriod, kindShape, periodShape, reasonShape, refuseRegister } from './rows.ts';
import { lockRegister, unitNames } from './store.ts';
import type { Values } from './values.ts';

export const handoverShape = { kind: kindShape, handoverId: z.uuid() };

export interface Handover {
  id: string;
  kind: string;
  period: string;
  number: number;
  fromUnit: string;
  toUnit: string;
  state: 'handed' | 'received' | 'returned' | 'replaced';
  rows: number;
  rejected: number;
  handedAt: string;
  version: number;
}
const columns = 'id, kind, period, number, from_unit, to_unit, state, rows, rejected, handed_at, version';

/** The columns that travel to this unit. */
export const travelling = (kind: RegisterKind, to: HandedTo): readonly RegisterColumn[] =>
  to.columns ? kind.columns.filter(c => to.columns!.includes(c.key) || kind.key.includes(c.key) || c.key === kind.called) : kind.columns;

export const handedTo = (kind: RegisterKind, unit: string): HandedTo => {
  const to = kind.handedTo?.find(h => h.unit === unit);
  if (!to) throw refuse('input', { faults: [{ path: 'to', message: '这本台账不交给这个单位' }] });
  return to;
};

/** The last one that was not returned, by which the next one is compared. */
export async function lastHandover(ctx: Ctx, kindId: string, period: string, to: string): Promise<Handover | null> {
  const [last] = await ctx.asHouse(
    ({ sql, county }) => sql<Handover[]>`
      select ${sql.unsafe(columns)} from register_handover
      where county = ${county} and kind = ${kindId} and period = ${period} and to_unit = ${to} and state <> 'returned' order by number desc limit 1`,
  );
  return last ?? null;
}

/** Freezes the list and gives it to the other unit; refused where nothing would be in it. The programme's own actions call it, too. */
export async function handOver(ctx: Ctx, kind: RegisterKind, { period, to: unit, paper, note }: { period: string; to: string; paper?: string; note?: string }) {
  const to = handedTo(kind, unit);
  const id = crypto.randomUUID();
  await lockRegister(ctx, kind, period);
  const last = await lastHandover(ctx, kind.id, period, unit);
  const made = await ctx.asHouse(async ctx => {
    const { sql, county } = ctx;
    const kept = kind.columns.filter(c => !travelling(kind, to).includes(c)).map(c => c.key);
    // Of an increment only what no hand-over before it had; of a whole list what is the same, new, altered and gone.
    const earlier = to.what === 'whole' ? (last?.id ?? null) : null;
    await sql`
      insert into register_handover (county, id, kind, period, number, from_unit, to_unit, units, state, digest, rows, earlier, fresh, altered, gone, paper, note,
        handed_by, handed_by_name, handed_at)
      select ${county}, ${id}, ${kind.id}, ${period}, coalesce(max(number), 0) + 1, ${kind.keeper}, ${unit}, ${[kind.keeper, unit]}::text[], 'handed', '', 0,
        ${earlier}, 0, 0, 0, ${paper ?? null}, ${note ?? null}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now}
      from register_handover where county = ${county} and kind = ${kind.id} and period = ${period} and to_unit = ${unit}`;
    const within = to.only ? sql`and r.cells @> ${JSON.stringify(to.only)}::text::jsonb` : sql``;
    const unseen =
      to.what === 'whole'
        ? sql``
        : sql`and not exists (
            select 1 from register_handover_row w join register_handover h on h.county = w.county and h.id = w.handover
            where w.county = r.county and w.row_id = r.id and w.row_version = r.version and h.kind = ${kind.id} and h.to_unit = ${unit} and h.state <> 'returned')`;
    // A full join is hashed whatever the planner knows of rows that this transaction has just written.
    await sql`
      insert into register_handover_row (county, handover, position, row_id, row_version, key, cells, search, step, before)
      select ${county}, ${id}, coalesce(r.position, e.position), coalesce(r.id, e.row_id), coalesce(r.version, e.row_version), coalesce(r.key, e.key),
        coalesce(r.cells, e.cells), coalesce(r.search, e.search),
        case when r.key is null then 'gone' when e.key is null then 'fresh' when e.cells = r.cells then 'same' else 'altered' end,
        case when e.cells <> r.cells then e.cells end
      from (
        select position, id, version, key, search, cells - ${kept}::text[] as cells from register_row r
        where county = ${county} and kind = ${kind.id} and period = ${period} and withdrawn_on is null ${within} ${unseen}
      ) r
      full join (
        select position, row_id, row_version, key, search, cells from register_handover_row
        where county = ${county} and handover = ${earlier}::uuid and step <> 'gone'
      ) e on e.key = r.key`;
    const digest = await digestOf(ctx, id);
    const [counted] = await sql<{ number: number; rows: number; fresh: number; altered: number; gone: number }[]>`
      update register_handover h set digest = ${digest}, rows = c.rows, fresh = c.fresh, altered = c.altered, gone = c.gone from (
        select count(*) filter (where step <> 'gone')::int as rows, count(*) filter (where step = 'fresh')::int as fresh,
          count(*) filter (where step = 'altered')::int as altered, count(*) filter (where step = 'gone')::int as gone
        from register_handover_row where county = ${county} and handover = ${id}
      ) c where h.county = ${county} and h.id = ${id} returning h.number, h.rows, h.fresh, h.altered, h.gone`;
    // A whole list that nobody has received yet stands for nothing any more.
    if (to.what === 'whole')
      await sql`
        update register_handover set state = 'replaced', version = version + 1
        where county = ${county} and kind = ${kind.id} and period = ${period} and to_unit = ${unit} and state = 'handed' and id <> ${id}`;
    return { digest, ...counted! };
  });
  if (made.rows + made.gone === 0) throw refuseRegister('nothing-to-hand');
  if (to.what === 'whole' && last && made.fresh + made.altered + made.gone === 0) throw refuseRegister('nothing-to-hand', '和上一次交出的完全一样');
  if (paper) await shareFiles(ctx, [paper], [], [kind.keeper, unit]);
  const names = await unitNames(ctx);
  await notifyUnit(ctx, unit, {
    template: 'register-handed',
    data: { title: kind.title, from: names.get(kind.keeper) ?? kind.keeper, number: String(made.number), rows: String(made.rows), unit: kind.unit },
    ...(kind.pages ? { link: `${kind.pages}/handovers/${id}` } : {}),
  });
  ctx.record({ subject: `register-handover:${id}`, detail: { register: kind.id, period, to: unit, ...made } });
  return { id, ...made };
}

export const handOverList = action({
  name: 'register.hand-over',
  may: 'register.write',
  creates: true,
  summary: '把名单交给另一个单位：按现在的样子固定下来，编号、计数、和上一次比较',
  input: z.strictObject({
    kind: kindShape,
    period: periodShape,
    to: z.string().max(60),
    paper: z.uuid().optional(),
    note: z.string().trim().max(200).optional(),
  }),
  output: z.object({ id: z.string(), number: z.number(), rows: z.number(), fresh: z.number(), altered: z.number(), gone: z.number(), digest: z.string() }),
  async do(ctx, { kind: of, period, to, paper, note }) {
    const kind = kindOf(ctx, of);
    if (!standing(ctx, kind).keeps) throw refuse('forbidden');
    checkPeriod(ctx, kind, period);
    if (paper && (await filesOf(ctx, [paper])).length === 0) throw refuse('input', { faults: [{ path: 'paper', message: '没有这个文件，请重新上传' }] });
    return handOver(ctx, kind, { period, to, ...(paper ? { paper } : {}), ...(note ? { note } : {}) });
  },
});

/** The hand-over while nobody else answers it, for who received it. */
async function answering(
  ctx: Ctx,
  { kind: of, handoverId, version }: { kind: string; handoverId: string; version: number },
  states: readonly Handover['state'][],
) {
  const kind = kindOf(ctx, of);
  const units = unitsWritten(ctx);
  const found = await ctx.asHouse(
    async ({ sql, county }) =>
      (
        await sql<
          Handover[]
        >`select ${sql.unsafe(columns)} from register_handover where county = ${county} and kind = ${kind.id} and id = ${handoverId} for update`
      )[0],
  );
  if (!found || !(units.includes(found.toUnit) || units.includes(found.fromUnit))) throw refuse('not-found');
  if (!units.includes(found.toUnit)) throw refuse('forbidden');
  if (found.version !== version) throw refuse('changed');
  if (!states.includes(found.state)) throw refuseRegister('handover-answered');
  return { kind, found };
}

/** Units in which the actor holds a role that writes registers. */
export const unitsWritten = (ctx: Ctx): string[] => ctx.house.permissions.units(ctx.actor, 'register.write');

const answer = { ...handoverShape, version: z.number().int().positive() };
const told = (ctx: Ctx, kind: RegisterKind, found: Handover, template: string, data: Record<string, string>) =>
  notifyUnit(ctx, found.fromUnit, {
    template,
    data: { title: kind.title, number: String(found.number), ...data },
    ...(kind.pages ? { link: `${kind.pages}/handovers/${found.id}` } : {}),
  });

export const receiveHandover = action({
  name: 'register.receive',
  may: 'register.write',
  summary: '签收交来的名单',
  input: z.strictObject(answer),
  async do(ctx, input) {
    const { kind, found } = await answering(ctx, input, ['handed']);
    await ctx.asHouse(
      ({ sql, county }) => sql`
        update register_handover set state = 'received', answered_by_name = ${ctx.actor.name}, answered_at = ${ctx.now}, version = version + 1
        where county = ${county} and id = ${found.id}`,
    );
    ctx.record({ subject: `register-handover:${found.id}`, detail: { step: 'received', register: kind.id, rows: found.rows } });
  },
});

export const returnHandover = action({
  name: 'register.return',
  may: 'register.write',
  summary: '整份退回交来的名单，写明原因',
  input: z.strictObject({ ...answer, reason: reasonShape }),
  async do(ctx, { reason, ...input }) {
    const { kind, found } = await answering(ctx, input, ['handed']);
    await ctx.asHouse(
      ({ sql, county }) => sql`
        update register_handover set state = 'returned', answered_by_name = ${ctx.actor.name}, answered_at = ${ctx.now}, reason = ${reason}, version = version + 1
        where county = ${county} and id = ${found.id}`,
    );
    await told(ctx, kind, found, 'register-returned', { reason });
    ctx.record({ subject: `register-handover:${found.id}`, detail: { step: 'returned', register: kind.id, reason } });
  },
});

export const rejectRows = action({
  name: 'register.reject-rows',
  may: 'register.write',
  summary: '退回名单里的几行，写明原因；其余的照收',
  input: z.strictObject({ ...answer, rows: z.array(z.uuid()).min(1, '请选择要退回的行').max(500), reason: reasonShape }),
  output: z.object({ rejected: z.number() }),
  async do(ctx, { rows, reason, ...input }) {
    const { kind, found } = await answering(ctx, input, ['handed', 'received']);
    return {
      rejected: await rejectHanded(
        ctx,
        kind,
        found,
        rows.map(row => ({ row, reason })),
      ),
    };
  },
});

/** Sends rows back; a programme's checks call it, too. Rows that were sent back before keep their first reason. */
export async function rejectHanded(ctx: Ctx, kind: RegisterKind, found: Handover, rows: readonly { row: string; reason: string }[]): Promise<number> {
  const done = await ctx.asHouse(async ({ sql, county }) => {
    const done = await sql`
      update register_handover_row w set rejected = x.reason, rejected_by_name = ${ctx.actor.name}, rejected_at = ${ctx.now}
      from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x ("row" uuid, reason text)
      where w.county = ${county} and w.handover = ${found.id} and w.row_id = x."row" and w.step <> 'gone' and w.rejected is null returning 1 as done`;
    await sql`update register_handover set rejected = rejected + ${done.length}, version = version + 1 where county = ${county} and id = ${found.id}`;
    return done.length;
  });
  if (done === 0) throw refuseRegister('nothing-changed', '这些行已经退回过');
  await told(ctx, kind, found, 'register-rejected', { rows: String(done), reason: rows[0]!.reason });
  ctx.record({ subject: `register-handover:${found.id}`, detail: { step: 'rejected', register: kind.id, rows: done, reason: rows[0]!.reason } });
  return done;
}

export const handoverTable = action({
  name: 'register.handover-table',
  may: 'register.write',
  elevated: true,
  summary: '下载交出或收到的名单，号码完整，留下记录',
  input: z.strictObject({
    ...handoverShape,
    only: z.enum(['all', 'changes', 'rejected']).default('all'),
    reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(200),
  }),
  async do(ctx, { kind: of, handoverId, only, reason }) {
    const kind = kindOf(ctx, of);
    const { sql, county } = ctx;
    const [found] = await sql<
      Handover[]
    >`select ${sql.unsafe(columns)} from register_handover where county = ${county} and kind = ${kind.id} and id = ${handoverId}`;
    if (!found || ![found.fromUnit, found.toUnit].some(u => unitsWritten(ctx).includes(u))) throw refuse('not-found');
    const which = { all: sql`step <> 'gone'`, changes: sql`step <> 'same'`, rejected: sql`rejected is not null` }[only];
    const rows = await sql<{ cells: Values; step: keyof typeof handoverSteps; rejected: string | null }[]>`
      select cells, step, rejected from register_handover_row where county = ${county} and handover = ${handoverId} and ${which} order by position`;
    const sent = travelling(kind, handedTo(kind, found.toUnit));
    const table = await openTable(
      ctx,
      kind,
      sent,
      rows.map(r => r.cells),
    );
    ctx.record({ subject: `register-handover:${handoverId}`, detail: { register: kind.id, only, rows: rows.length, reason } });
    const heads = [...sent.map(outColumn), { title: '和上一次比', type: 'words' as const }, { title: '退回原因', type: 'words' as const }];
    const lines = table.map((line, i) => [...line, handoverSteps[rows[i]!.step], rows[i]!.rejected ?? '']);
    return new Download(workbookType, `${kind.title}${found.period}-第${found.number}次交接.xlsx`, await bytesOf(workbookOf(kind.title, heads, lines)));
  },
});
