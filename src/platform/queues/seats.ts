/** Seats: a window, a telephone, a camera. Somebody sits down, pauses, gets up; which queues it serves is kept elsewhere. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '../actions/index.ts';
import { refuseQueue } from './queues.ts';
import { type SeatState, seatStates } from './words.ts';

export interface Seat {
  id: string;
  site: string;
  number: number;
  name: string;
  serves: string[];
  state: SeatState;
  staff: string | null;
  staffName: string | null;
  since: string | null;
  pauseReason: string | null;
  ended: boolean;
  version: number;
}

const columns = 'id, site, number, name, serves, state, staff, staff_name, since, pause_reason, ended, version';

export const listSeatsOf = async (ctx: Ctx, site: string): Promise<Seat[]> => [
  ...(await ctx.sql<Seat[]>`
    select ${ctx.sql.unsafe(columns)} from seat where county = ${ctx.county} and site = ${site} and not ended order by number`),
];

/** Locks the seat: whoever presses twice, or at two computers, does one thing after the other. */
export async function lockSeat(ctx: Ctx, id: string): Promise<Seat> {
  const [row] = await ctx.sql<Seat[]>`
    select ${ctx.sql.unsafe(columns)} from seat where county = ${ctx.county} and id = ${id} and not ended for update`;
  if (!row) throw refuse('not-found');
  return row;
}

/** The seat on which the actor sits. */
export async function ownSeat(ctx: Ctx, id: string): Promise<Seat> {
  const seat = await lockSeat(ctx, id);
  if (seat.staff !== ctx.actor.id) throw refuseQueue('not-your-seat', seat.staffName ? `现在是${seat.staffName}在“${seat.name}”` : '');
  return seat;
}

export const seatFields = {
  number: z.number().int().min(1).max(999),
  name: z.string().trim().min(2, '名称至少 2 个字').max(30),
  serves: z.array(z.string().max(60)).min(1, '至少选一个队').max(20),
};

/** Makes a seat, or changes the one that stands at this version. Row-level security decides who may. */
export async function saveSeat(
  ctx: Ctx,
  s: { id: string; site: string; number: number; name: string; serves: readonly string[] },
  version: number | null,
): Promise<void> {
  const [same] = await ctx.sql`
    select 1 from seat where county = ${ctx.county} and site = ${s.site} and number = ${s.number} and id <> ${s.id} and not ended`;
  if (same) throw refuse('input', { detail: `${s.number} 号已经有了`, faults: [{ path: 'number', message: `${s.number} 号已经有了` }] });
  const { count } =
    version === null
      ? await ctx.sql`
          insert into seat (county, id, site, number, name, serves)
          values (${ctx.county}, ${s.id}, ${s.site}, ${s.number}, ${s.name}, ${[...s.serves]})`
      : await ctx.sql`
          update seat set number = ${s.number}, name = ${s.name}, serves = ${[...s.serves]}, version = version + 1
          where county = ${ctx.county} and id = ${s.id} and version = ${version} and not ended`;
  if (count !== 1) throw refuse('changed');
  ctx.record({ subject: `seat:${s.id}`, action: version === null ? 'seat.make' : 'seat.change', detail: { ...s, version } });
}

/** Takes a seat away; nobody may sit there. */
export async function endSeat(ctx: Ctx, id: string, version: number): Promise<void> {
  const seat = await lockSeat(ctx, id);
  if (seat.version !== version) throw refuse('changed');
  if (seat.staff) throw refuseQueue('seat-taken', `${seat.staffName}还在窗口上`);
  await ctx.sql`update seat set ended = true, version = version + 1 where county = ${ctx.county} and id = ${id}`;
  ctx.record({ subject: `seat:${id}`, action: 'seat.end' });
}

const onSeat = z.strictObject({ seatId: z.uuid() });

async function stateOf(ctx: Ctx, seat: Seat, to: { state: SeatState; staff: string | null; staffName: string | null; reason?: string }) {
  await ctx.sql`
    update seat set state = ${to.state}, staff = ${to.staff}, staff_name = ${to.staffName}, since = ${ctx.now}, pause_reason = ${to.reason ?? null},
      version = version + 1 where county = ${ctx.county} and id = ${seat.id}`;
  ctx.record({ subject: `seat:${seat.id}`, detail: { seat: seat.name, from: seat.state, to: to.state, ...(to.reason ? { reason: to.reason } : {}) } });
}

export const sitDown = action({
  name: 'seat.sit',
  may: 'seat.sit',
  summary: '坐到一个窗口，开始办理；暂停后也用它继续',
  input: onSeat,
  async do(ctx, { seatId }) {
    const seat = await lockSeat(ctx, seatId);
    const me = { staff: ctx.actor.id, staffName: ctx.actor.name };
    if (seat.staff !== null && seat.staff !== ctx.actor.id) throw refuseQueue('seat-taken', `${seat.staffName}正在“${seat.name}”`);
    if (seat.state === 'open') return;
    const [other] = await ctx.sql<{ name: string }[]>`
      select name from seat where county = ${ctx.county} and staff = ${ctx.actor.id} and id <> ${seatId}`;
    if (other) throw refuseQueue('seat-elsewhere', `请先离开“${other.name}”`);
    await stateOf(ctx, seat, { state: 'open', ...me });
  },
});

const nothingOpen = async (ctx: Ctx, seat: Seat) => {
  const [open] = await ctx.sql<{ number: string }[]>`
    select number from ticket where county = ${ctx.county} and seat = ${seat.id} and state in ('called', 'serving')`;
  if (open) throw refuseQueue('seat-busy', `请先办完 ${open.number}`);
};

export const pauseSeat = action({
  name: 'seat.pause',
  may: 'seat.sit',
  summary: '暂停叫号，写明原因',
  input: onSeat.extend({ reason: z.string().trim().min(1, '请写明原因，例如“设备故障”').max(60) }),
  async do(ctx, { seatId, reason }) {
    const seat = await ownSeat(ctx, seatId);
    if (seat.state !== 'open') throw refuseQueue('seat-state', `现在是“${seatStates[seat.state]}”`);
    await nothingOpen(ctx, seat);
    await stateOf(ctx, seat, { state: 'paused', staff: seat.staff, staffName: seat.staffName, reason });
  },
});

export const leaveSeat = action({
  name: 'seat.leave',
  may: 'seat.sit',
  summary: '离开窗口，不再叫号',
  input: onSeat,
  async do(ctx, { seatId }) {
    const seat = await ownSeat(ctx, seatId);
    await nothingOpen(ctx, seat);
    await stateOf(ctx, seat, { state: 'closed', staff: null, staffName: null });
  },
});

const seatView = z.object({
  id: z.string(),
  number: z.number(),
  name: z.string(),
  serves: z.array(z.string()),
  state: z.enum(Object.keys(seatStates) as [SeatState]),
  staffName: z.string().nullable(),
  since: z.string().nullable(),
  pauseReason: z.string().nullable(),
  mine: z.boolean(),
  version: z.number(),
});
export type SeatView = z.infer<typeof seatView>;

export const readSeats = read({
  name: 'seat.read',
  may: 'seat.read',
  summary: '一个场所的窗口，谁坐在那里',
  input: z.strictObject({ site: z.string().max(60) }),
  output: z.object({ items: z.array(seatView) }),
  async do(ctx, { site }) {
    const seats = await listSeatsOf(ctx, site);
    return { items: seats.map(({ staff, site: _, ended: __, ...s }) => ({ ...s, mine: staff === ctx.actor.id })) };
  },
});
