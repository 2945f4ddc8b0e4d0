/** Queues and seats of the helpers: a telephone and a camera, with hours to begin with; the service owner changes them. */
import { z } from 'zod';
import { action, type Ctx, refusals, refuse } from '#platform/actions';
import { endSeat, findQueue, listQueuesOf, listSeatsOf, type QueueInput, queueFields, saveQueue, saveSeat, seatFields } from '#platform/queues';
import { helperSite, queueOf, type Way, ways } from './words.ts';

const refuseLayout = refusals({ 'seats-laid-out': [409, '帮办席已经设置过了'] });

/** Assumed: the office hours of the county; the order asks for the seats (16号 二（三）9) and names neither hours nor numbers. */
const workday = [
  { from: '08:30', to: '12:00' },
  { from: '14:30', to: '18:00' },
];
const first = (way: Way, position: number, prefix: string, serviceMinutes: number): QueueInput & { id: string; site: string; kind: Way; position: number } => ({
  ...{ id: queueOf[way], site: helperSite, kind: way, position, prefix, name: `${ways[way]}帮办`, serviceMinutes },
  ...{ hours: [[], workday, workday, workday, workday, workday, []], slotMinutes: 30, slotCapacity: 2, bookDays: 7, mostWaiting: 30, mostRemote: 30 },
});
export const firstQueues = [first('phone', 1, 'T', 10), first('video', 2, 'V', 15)];
const firstSeats = [
  { number: 1, name: '电话帮办 1 席', serves: [queueOf.phone] },
  { number: 2, name: '电话帮办 2 席', serves: [queueOf.phone, queueOf.video] },
  { number: 3, name: '视频帮办席', serves: [queueOf.video, queueOf.phone] },
];

export const layOutSeats = action({
  name: 'helper-seat.lay-out',
  may: 'helper-seat.keep',
  summary: '设置电话、视频帮办席：队和席位，之后可以逐项修改',
  input: z.strictObject({}),
  output: z.object({ seats: z.array(z.object({ id: z.string(), number: z.number() })) }),
  async do(ctx) {
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`helper seats ${ctx.county}`}, 0))`;
    if ((await listQueuesOf(ctx, helperSite)).length > 0) throw refuseLayout('seats-laid-out');
    for (const q of firstQueues) await saveQueue(ctx, q, null);
    const seats = firstSeats.map(s => ({ ...s, id: crypto.randomUUID(), site: helperSite }));
    for (const s of seats) await saveSeat(ctx, s, null);
    ctx.record({ subject: 'helper-seats', detail: { queues: firstQueues.length, seats: seats.length } });
    return { seats: seats.map(({ id, number }) => ({ id, number })) };
  },
});

const version = z.number().int().positive();

export const keepHelperQueue = action({
  name: 'helper-seat.queue',
  may: 'helper-seat.keep',
  summary: '修改帮办队的时间、预约量和上限',
  input: z.strictObject({ queueId: z.string().max(60), version, ...queueFields }),
  async do(ctx, { queueId, version, ...fields }) {
    const queue = await findQueue(ctx, queueId);
    if (queue.site !== helperSite) throw refuse('not-found');
    await saveQueue(ctx, { ...queue, ...fields }, version);
  },
});

export const addHelperSeat = action({
  name: 'helper-seat.add',
  may: 'helper-seat.keep',
  creates: true,
  summary: '增加一个帮办席',
  input: z.strictObject(seatFields),
  output: z.object({ id: z.string() }),
  async do(ctx, seat) {
    await known(ctx, seat.serves);
    const id = crypto.randomUUID();
    await saveSeat(ctx, { ...seat, id, site: helperSite }, null);
    return { id };
  },
});

export const changeHelperSeat = action({
  name: 'helper-seat.change',
  may: 'helper-seat.keep',
  summary: '修改一个帮办席：编号、名称、接哪些队',
  input: z.strictObject({ seatId: z.uuid(), version, ...seatFields }),
  async do(ctx, { seatId, version, ...seat }) {
    await ours(ctx, seatId);
    await known(ctx, seat.serves);
    await saveSeat(ctx, { ...seat, id: seatId, site: helperSite }, version);
  },
});

export const endHelperSeat = action({
  name: 'helper-seat.end',
  may: 'helper-seat.keep',
  summary: '撤掉一个帮办席，记录留着',
  input: z.strictObject({ seatId: z.uuid(), version }),
  async do(ctx, { seatId, version }) {
    await ours(ctx, seatId);
    await endSeat(ctx, seatId, version);
  },
});

/** A window of the hall is not changed from here. */
async function ours(ctx: Ctx, id: string) {
  if (!(await listSeatsOf(ctx, helperSite)).some(s => s.id === id)) throw refuse('not-found');
}

async function known(ctx: Ctx, serves: readonly string[]) {
  const queues = await listQueuesOf(ctx, helperSite);
  if (!serves.every(id => queues.some(q => q.id === id)))
    throw refuse('input', { detail: '请选帮办的队', faults: [{ path: 'serves', message: '请选帮办的队' }] });
}
