/** Tickets: taken at the kiosk, by phone or at the window; looked at; given back. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { workingTerminal } from '../code/index.ts';
import { findPerson } from '../identity/index.ts';
import { arriveWith, bookingToday } from './bookings.ts';
import { type Holder, isOld, personHolder, readShown } from './holder.ts';
import { findQueue, givesNumbers, loadOf, minutesBehind, type Queue, refuseQueue } from './queues.ts';
import { inOrder, standing } from './rules.ts';
import { figures, type Outcome, type Priority, priorities, type Source, sources, type TicketState, ticketStates } from './words.ts';

export interface Ticket {
  id: string;
  /** The first of the chain that transfers made; itself where there was none. */
  origin: string;
  queue: string;
  day: Day;
  number: string;
  state: TicketState;
  source: Source;
  booking: string | null;
  person: string | null;
  holder: string;
  subject: string;
  priority: Priority | null;
  priorityReason: string | null;
  position: string;
  notBefore: string | null;
  takenAt: string;
  calls: number;
  calledAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  returned: boolean;
  seat: string | null;
  seatName: string | null;
  staffName: string | null;
  outcome: Outcome | null;
  caseNumber: string | null;
  note: string | null;
  movedFrom: string | null;
  movedTo: string | null;
  version: number;
}

export const ticketColumns = `id, origin, queue, day, number, state, source, booking, person, holder, subject, priority, priority_reason, position, not_before,
  taken_at, calls, called_at, started_at, ended_at, returned, seat, seat_name, staff_name, outcome, case_number, note, moved_from, moved_to, version`;

/** The next number of a queue today: the row is held until the commit, so there is no gap and none twice. */
async function nextNumber(ctx: Ctx, queue: Queue): Promise<{ seq: number; number: string }> {
  const [row] = await ctx.sql<{ last: number }[]>`
    insert into queue_day (county, queue, day, last) values (${ctx.county}, ${queue.id}, ${ctx.today}, 1)
    on conflict (county, queue, day) do update set last = queue_day.last + 1 returning last`;
  return { seq: row!.last, number: `${queue.prefix}${String(row!.last).padStart(3, '0')}` };
}

interface Taking {
  queue: Queue;
  source: Source;
  holder: Holder;
  claim?: Priority | undefined;
  subject?: string;
  booking?: { id: string; bookedAt: string };
}

function priorityOf(t: Taking, today: Day): { priority: Priority; reason: string } | null {
  if (isOld(t.holder, today)) return { priority: 'old', reason: `出生日期已满 ${figures.oldFrom} 周岁` };
  return t.claim ? { priority: t.claim, reason: `取号时自己选择“${priorities[t.claim]}”，办理时看证件` } : null;
}

/** Writes a ticket; in the house's scope. One open ticket a holder and queue. */
export async function give(ctx: Ctx, t: Taking): Promise<Ticket> {
  const open = await ctx.sql`
    select 1 from ticket where county = ${ctx.county} and queue = ${t.queue.id} and holder = ${t.holder.key} and state in ('waiting', 'called', 'serving')`;
  if (open.length > 0) throw refuseQueue('ticket-open', '号条丢了请问导办人员');
  const load = (await loadOf(ctx, [t.queue])).get(t.queue.id)!;
  if (!givesNumbers(ctx, t.queue, load)) throw refuseQueue('queue-closed', `“${t.queue.name}”现在不在办公时间`);
  // A booking is a promise: a queue that has filled up meanwhile does not break it.
  if (!t.booking && load.waiting >= t.queue.mostWaiting) throw refuseQueue('queue-full', '请过一会儿再来，或预约别的时间');
  if (t.source === 'phone' && load.remote >= t.queue.mostRemote)
    throw refuseQueue('not-remote', t.queue.mostRemote === 0 ? `“${t.queue.name}”要到现场取号` : '远程取号的人已经够多，请到现场取号或预约');
  const { seq, number } = await nextNumber(ctx, t.queue);
  const favour = priorityOf(t, ctx.today);
  const { position, notBefore } = standing({ takenAt: ctx.now, bookedAt: t.booking?.bookedAt ?? null, priority: favour?.priority ?? null });
  const id = crypto.randomUUID();
  const [row] = await ctx.sql<Ticket[]>`
    insert into ticket (county, id, origin, queue, day, seq, number, state, source, booking, person, holder, subject, priority, priority_reason, position, not_before, taken_at)
    values (${ctx.county}, ${id}, ${id}, ${t.queue.id}, ${ctx.today}, ${seq}, ${number}, 'waiting', ${t.source}, ${t.booking?.id ?? null},
      ${t.holder.person}, ${t.holder.key}, ${t.subject ?? ''}, ${favour?.priority ?? null}, ${favour?.reason ?? null}, ${position}, ${notBefore}, ${ctx.now})
    on conflict (county, queue, holder) where state in ('waiting', 'called', 'serving') do nothing
    returning ${ctx.sql.unsafe(ticketColumns)}`;
  // Another attempt of the same holder was faster by a moment; the transaction takes its number back.
  if (!row) throw refuseQueue('ticket-open');
  ctx.record({ subject: `ticket:${row.id}`, action: 'ticket.take', detail: { number, queue: t.queue.id, source: t.source, priority: favour?.priority } });
  return row;
}

export const ticketView = z.object({
  id: z.string(),
  number: z.string(),
  queue: z.string(),
  queueName: z.string(),
  site: z.string(),
  day: z.string(),
  state: z.enum(Object.keys(ticketStates) as [TicketState]),
  source: z.enum(Object.keys(sources) as [Source]),
  subject: z.string(),
  priority: z.enum(Object.keys(priorities) as [Priority]).nullable(),
  takenAt: z.string(),
  /** When a booking's time comes; until then others go first. */
  notBefore: z.string().nullable(),
  ahead: z.number().nullable(),
  /** Minutes until called; null while no seat is open, or when it no longer waits. */
  minutes: z.number().nullable(),
  seatName: z.string().nullable(),
  calledAt: z.string().nullable(),
  version: z.number(),
});
export type TicketView = z.infer<typeof ticketView>;

/** What its holder sees; where it was moved on, the ticket that it has become. In the house's scope. */
export async function viewOf(ctx: Ctx, ticket: Ticket): Promise<TicketView> {
  if (ticket.state === 'transferred' && ticket.movedTo) return viewOf(ctx, await findTicket(ctx, ticket.movedTo));
  const [queue] = await ctx.sql<Queue[]>`select * from queue where county = ${ctx.county} and id = ${ticket.queue}`;
  let ahead: number | null = null;
  let minutes: number | null = null;
  if (ticket.state === 'waiting') {
    ahead = inOrder(await waitingIn(ctx, [ticket.queue]), ctx.now).findIndex(w => w.id === ticket.id);
    minutes = minutesBehind((await loadOf(ctx, [queue!])).get(ticket.queue)!, ahead);
  }
  const { id, number, day, state, source, subject, priority, takenAt, notBefore, seatName, calledAt, version } = ticket;
  return {
    ...{ id, number, day, state, source, subject, priority, takenAt, notBefore, seatName, calledAt, version, ahead, minutes },
    queue: ticket.queue,
    queueName: queue!.name,
    site: queue!.site,
  };
}

export const waitingIn = (ctx: Ctx, queues: readonly string[]) =>
  ctx.sql<{ id: string; number: string; queue: string; takenAt: string; position: string; notBefore: string | null }[]>`
    select id, number, queue, taken_at, position, not_before from ticket
    where county = ${ctx.county} and day = ${ctx.today} and queue = any(${queues as string[]}::text[]) and state = 'waiting'`;

export async function findTicket(ctx: Ctx, id: string, locked = false): Promise<Ticket> {
  const [row] = await ctx.sql<Ticket[]>`
    select ${ctx.sql.unsafe(ticketColumns)} from ticket where county = ${ctx.county} and id = ${id} ${locked ? ctx.sql`for update` : ctx.sql``}`;
  if (!row) throw refuse('not-found');
  return row;
}

const subject = z.string().trim().max(60, '最多 60 个字').default('');
const claim = z.enum(Object.keys(priorities) as [Priority]).optional();

export const takeAtKiosk = action({
  name: 'kiosk.take',
  may: 'kiosk.take',
  creates: true,
  summary: '在取号机取号：输入手机号、公民身份号码或预约号，或扫中阳码；不选队就用今天的预约',
  input: z.strictObject({
    shown: z.string().max(400),
    queue: z.string().max(60).optional(),
    subject,
    claim,
    /** Token of an enrolled machine; without it only a booking becomes a number. */
    device: z.string().max(200).default(''),
  }),
  output: ticketView,
  async do(ctx, { shown, queue, subject, claim, device }) {
    return ctx.asHouse(async ctx => {
      const read = await readShown(ctx, shown, device);
      // A number for whoever names a telephone is given at the hall's own machine: from elsewhere one hand could fill a queue.
      if (read.is === 'holder') {
        if (!device) throw refuseQueue('machine-needed', '请到大厅的取号机取号；登录后也可以用手机取号、预约');
        await workingTerminal(ctx, { device });
      }
      if (read.is === 'booking') return viewOf(ctx, await takeBooked(ctx, read.number, claim));
      if (!queue) return viewOf(ctx, await takeBooked(ctx, await bookingToday(ctx, read.holder), claim));
      return viewOf(ctx, await give(ctx, { queue: await findQueue(ctx, queue), source: 'kiosk', holder: read.holder, subject, claim }));
    });
  },
});

/** Somebody who has booked is there. */
export async function takeBooked(ctx: Ctx, number: string, claim?: Priority): Promise<Ticket> {
  const booking = await arriveWith(ctx, number);
  const person = await findPerson(ctx, booking.person);
  return give(ctx, {
    queue: await findQueue(ctx, booking.queue),
    source: 'booking',
    holder: personHolder({ id: booking.person, birth: person?.birth ?? null }),
    subject: booking.subject,
    claim,
    booking: { id: booking.id, bookedAt: booking.bookedAt },
  });
}

export const takeByPhone = action({
  name: 'ticket.remote',
  may: 'ticket.remote',
  creates: true,
  summary: '远程取号：还没到场，先用手机取号',
  input: z.strictObject({ queueId: z.string().max(60), subject, claim }),
  output: ticketView,
  async do(ctx, { queueId, subject, claim }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    return ctx.asHouse(async ctx => {
      const me = await findPerson(ctx, ctx.actor.id);
      const holder = personHolder({ id: ctx.actor.id, birth: me?.birth ?? null });
      return viewOf(ctx, await give(ctx, { queue: await findQueue(ctx, queueId), source: 'phone', holder, subject, claim }));
    });
  },
});

/** By its id, which only its holder has: printed as a QR code on the slip. */
export const readTicket = read({
  name: 'kiosk.ticket',
  may: 'kiosk.read',
  summary: '看一个号：前面几人、预计多久、到几号窗口',
  input: z.strictObject({ ticketId: z.uuid() }),
  output: ticketView,
  do: (ctx, { ticketId }) => ctx.asHouse(async ctx => viewOf(ctx, await findTicket(ctx, ticketId))),
});

export const leaveQueue = action({
  name: 'kiosk.leave',
  may: 'kiosk.leave',
  summary: '不等了，退号',
  input: z.strictObject({ ticketId: z.uuid() }),
  output: ticketView,
  async do(ctx, { ticketId }) {
    return ctx.asHouse(async ctx => {
      const { count } = await ctx.sql`
        update ticket set state = 'left', ended_at = ${ctx.now}, version = version + 1
        where county = ${ctx.county} and id = ${ticketId} and state in ('waiting', 'called')`;
      const ticket = await findTicket(ctx, ticketId);
      if (count !== 1 && ticket.state !== 'left') throw refuseQueue('ticket-state', `现在是“${ticketStates[ticket.state]}”`);
      ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number } });
      return viewOf(ctx, ticket);
    });
  },
});

export const myTickets = read({
  name: 'ticket.mine',
  may: 'ticket.read',
  summary: '我今天的号',
  input: z.strictObject({}),
  output: z.object({ items: z.array(ticketView) }),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const rows = await ctx.sql<Ticket[]>`
      select ${ctx.sql.unsafe(ticketColumns)} from ticket
      where county = ${ctx.county} and person = ${ctx.actor.id} and day = ${ctx.today} and state <> 'transferred' order by taken_at desc limit 20`;
    return ctx.asHouse(async ctx => ({ items: await Promise.all(rows.map(t => viewOf(ctx, t))) }));
  },
});
