/** At the seat: call the next one, again, pass over, begin, finish, hand on. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '../actions/index.ts';
import { findPerson } from '../identity/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { maskPhone } from '../validators/index.ts';
import { findQueue, refuseQueue } from './queues.ts';
import { callOrder, standingAgain } from './rules.ts';
import { ownSeat, type Seat } from './seats.ts';
import { type Ticket, ticketColumns, waitingIn } from './tickets.ts';
import { figures, type Outcome, outcomes, type Priority, priorities, type Source, sources, type TicketState, ticketStates } from './words.ts';

const deskTicket = z.object({
  id: z.string(),
  number: z.string(),
  queue: z.string(),
  state: z.enum(Object.keys(ticketStates) as [TicketState]),
  source: z.enum(Object.keys(sources) as [Source]),
  subject: z.string(),
  priority: z.enum(Object.keys(priorities) as [Priority]).nullable(),
  priorityReason: z.string().nullable(),
  takenAt: z.string(),
  notBefore: z.string().nullable(),
  calls: z.number(),
  calledAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  returned: z.boolean(),
  seatName: z.string().nullable(),
  staffName: z.string().nullable(),
  outcome: z.enum(Object.keys(outcomes) as [Outcome]).nullable(),
  caseNumber: z.string().nullable(),
  note: z.string().nullable(),
  version: z.number(),
});
export type DeskTicket = z.infer<typeof deskTicket>;

const shown = ({
  origin: _0,
  day: _,
  booking: __,
  person: ___,
  holder: ____,
  position: _____,
  seat: ______,
  movedFrom: _7,
  movedTo: _8,
  ...t
}: Ticket): DeskTicket => t;

export async function lockTicket(ctx: Ctx, id: string, version: number): Promise<{ ticket: Ticket; seat: Seat }> {
  const [where] = await ctx.sql<{ seat: string | null }[]>`select seat from ticket where county = ${ctx.county} and id = ${id}`;
  if (!where) throw refuse('not-found');
  if (!where.seat) throw refuseQueue('ticket-state', '还没有叫这个号');
  // Always the seat before the ticket, so that two who press at once wait and never in a circle.
  const seat = await ownSeat(ctx, where.seat);
  const [ticket] = await ctx.sql<Ticket[]>`
    select ${ctx.sql.unsafe(ticketColumns)} from ticket where county = ${ctx.county} and id = ${id} for update`;
  if (!ticket) throw refuse('not-found');
  if (ticket.version !== version) throw refuse('changed', `${ticket.number} 现在是“${ticketStates[ticket.state]}”`);
  return { ticket, seat };
}

const must = (ticket: Ticket, ...states: TicketState[]) => {
  if (!states.includes(ticket.state)) throw refuseQueue('ticket-state', `${ticket.number} 现在是“${ticketStates[ticket.state]}”`);
};

/** Whoever waits elsewhere is told: to come to the window, or that the telephone rings. */
const tell = async (ctx: Ctx, ticket: Ticket, seat: Seat) => {
  if (!ticket.person) return;
  const { kind } = await findQueue(ctx, ticket.queue);
  if (kind === 'window' && ticket.source !== 'phone') return;
  await notifyPerson(ctx, ticket.person, {
    template: kind === 'window' ? 'ticket-called' : `ticket-called-${kind}`,
    data: { number: ticket.number, seat: seat.name },
    link: kind === 'window' ? `/hall/ticket?id=${ticket.id}` : '/helpers',
  });
};

/** Calls a ticket to the seat if nobody else has it in hand. */
async function call(ctx: Ctx, seat: Seat, id: string): Promise<Ticket | null> {
  const [free] = await ctx.sql`
    select 1 as free from ticket where county = ${ctx.county} and id = ${id} and state = 'waiting' for update skip locked`;
  if (!free) return null;
  const [ticket] = await ctx.sql<Ticket[]>`
    update ticket set state = 'called', calls = 1, called_at = ${ctx.now}, seat = ${seat.id}, seat_name = ${seat.name}, staff = ${ctx.actor.id},
      staff_name = ${ctx.actor.name}, version = version + 1
    where county = ${ctx.county} and id = ${id} returning ${ctx.sql.unsafe(ticketColumns)}`;
  ctx.record({ subject: `ticket:${id}`, detail: { number: ticket!.number, seat: seat.name } });
  await tell(ctx, ticket!, seat);
  return ticket!;
}

export const callNext = action({
  name: 'ticket.next',
  may: 'ticket.call',
  summary: '叫下一个号',
  input: z.strictObject({ seatId: z.uuid() }),
  output: deskTicket,
  async do(ctx, { seatId }) {
    const seat = await ownSeat(ctx, seatId);
    if (seat.state !== 'open') throw refuseQueue('seat-state', '窗口暂停着，请先恢复');
    const [busy] = await ctx.sql<{ number: string }[]>`
      select number from ticket where county = ${ctx.county} and seat = ${seatId} and state in ('called', 'serving')`;
    if (busy) throw refuseQueue('seat-busy', `请先办完 ${busy.number}`);
    for (const { id } of callOrder(seat.serves, await waitingIn(ctx, seat.serves), ctx.now)) {
      const ticket = await call(ctx, seat, id);
      if (ticket) return shown(ticket);
    }
    throw refuseQueue('nobody-waits');
  },
});

const onTicket = z.strictObject({ ticketId: z.uuid(), version: z.number().int().positive() });

export const callAgain = action({
  name: 'ticket.again',
  may: 'ticket.call',
  summary: '再叫一次',
  input: onTicket,
  output: deskTicket,
  async do(ctx, { ticketId, version }) {
    const { ticket, seat } = await lockTicket(ctx, ticketId, version);
    must(ticket, 'called');
    const [again] = await ctx.sql<Ticket[]>`
      update ticket set calls = calls + 1, called_at = ${ctx.now}, version = version + 1
      where county = ${ctx.county} and id = ${ticketId} returning ${ctx.sql.unsafe(ticketColumns)}`;
    ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number, calls: again!.calls, seat: seat.name } });
    // A telephone rings and a window calls out; before a camera only a message is heard.
    if ((await findQueue(ctx, ticket.queue)).kind === 'video') await tell(ctx, again!, seat);
    return shown(again!);
  },
});

export const beginTicket = action({
  name: 'ticket.begin',
  may: 'ticket.call',
  summary: '人到了，开始办理',
  input: onTicket,
  output: deskTicket,
  async do(ctx, { ticketId, version }) {
    const { ticket } = await lockTicket(ctx, ticketId, version);
    must(ticket, 'called');
    const [begun] = await ctx.sql<Ticket[]>`
      update ticket set state = 'serving', started_at = ${ctx.now}, version = version + 1
      where county = ${ctx.county} and id = ${ticketId} returning ${ctx.sql.unsafe(ticketColumns)}`;
    ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number } });
    return shown(begun!);
  },
});

export const passOver = action({
  name: 'ticket.miss',
  may: 'ticket.call',
  summary: '叫了几次没有人来，过号',
  input: onTicket,
  output: deskTicket,
  async do(ctx, { ticketId, version }) {
    const { ticket } = await lockTicket(ctx, ticketId, version);
    must(ticket, 'called');
    if (ticket.calls < figures.callsBeforeMissed) throw refuseQueue('too-early', `叫满 ${figures.callsBeforeMissed} 次才能过号，现在叫了 ${ticket.calls} 次`);
    const [missed] = await ctx.sql<Ticket[]>`
      update ticket set state = 'missed', ended_at = ${ctx.now}, version = version + 1
      where county = ${ctx.county} and id = ${ticketId} returning ${ctx.sql.unsafe(ticketColumns)}`;
    ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number, calls: ticket.calls } });
    return shown(missed!);
  },
});

export const putBack = action({
  name: 'ticket.return',
  may: 'ticket.call',
  summary: '过号的人来了，一小时内恢复一次',
  input: onTicket,
  output: deskTicket,
  async do(ctx, { ticketId, version }) {
    const [ticket] = await ctx.sql<Ticket[]>`
      select ${ctx.sql.unsafe(ticketColumns)} from ticket where county = ${ctx.county} and id = ${ticketId} for update`;
    if (!ticket) throw refuse('not-found');
    if (ticket.version !== version) throw refuse('changed', `${ticket.number} 现在是“${ticketStates[ticket.state]}”`);
    return shown(await comeBack(ctx, ticket));
  },
});

/** Somebody who was missed stands in the queue again: once, and within the hour. */
export async function comeBack(ctx: Ctx, ticket: Ticket): Promise<Ticket> {
  must(ticket, 'missed');
  if (ticket.returned) throw refuseQueue('returned-already', '请另取一个号');
  if (Date.parse(ctx.now) - Date.parse(ticket.endedAt!) > figures.returnWithin * 60_000)
    throw refuseQueue('ticket-state', `过号已经超过 ${figures.returnWithin} 分钟，请另取一个号`);
  const [other] = await ctx.sql`
    select 1 from ticket where county = ${ctx.county} and queue = ${ticket.queue} and holder = ${ticket.holder} and state in ('waiting', 'called', 'serving')`;
  if (other) throw refuseQueue('ticket-open');
  const { position } = standingAgain(ctx.now);
  const [back] = await ctx.sql<Ticket[]>`
    update ticket set state = 'waiting', returned = true, position = ${position}, not_before = null, calls = 0, called_at = null, ended_at = null,
      seat = null, seat_name = null, staff = null, staff_name = null, version = version + 1
    where county = ${ctx.county} and id = ${ticket.id} returning ${ctx.sql.unsafe(ticketColumns)}`;
  ctx.record({ subject: `ticket:${ticket.id}`, detail: { number: ticket.number } });
  return back!;
}

export const finishTicket = action({
  name: 'ticket.finish',
  may: 'ticket.call',
  summary: '办完，写明办了什么',
  input: onTicket.extend({
    outcome: z.enum(Object.keys(outcomes) as [Outcome], '请选择办了什么'),
    caseNumber: z.string().trim().max(40).optional(),
    note: z.string().trim().max(200, '最多 200 个字').default(''),
  }),
  output: deskTicket,
  async do(ctx, { ticketId, version, outcome, caseNumber, note }) {
    if (caseNumber) {
      const [there] = await ctx.asHouse(ctx => ctx.sql`select 1 from case_file where county = ${ctx.county} and number = ${caseNumber}`);
      if (!there) throw refuse('input', { detail: '没有这个办件编号', faults: [{ path: 'caseNumber', message: '没有这个办件编号，请核对' }] });
    }
    return shown(await endTicket(ctx, { ticketId, version }, { outcome, caseNumber, note }));
  },
});

/** Ends what the actor has at the seat. */
export async function endTicket(
  ctx: Ctx,
  { ticketId, version }: z.infer<typeof onTicket>,
  { outcome, caseNumber, note }: { outcome: Outcome; caseNumber?: string | undefined; note: string },
): Promise<Ticket> {
  const { ticket } = await lockTicket(ctx, ticketId, version);
  must(ticket, 'called', 'serving');
  const [done] = await ctx.sql<Ticket[]>`
    update ticket set state = 'done', started_at = coalesce(started_at, called_at), ended_at = ${ctx.now}, outcome = ${outcome},
      case_number = ${caseNumber || null}, note = ${note || null}, version = version + 1
    where county = ${ctx.county} and id = ${ticketId} returning ${ctx.sql.unsafe(ticketColumns)}`;
  ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number, outcome, ...(caseNumber ? { caseNumber } : {}) } });
  return done!;
}

export const transferTicket = action({
  name: 'ticket.transfer',
  may: 'ticket.call',
  summary: '转到别的队，号码和位置不变',
  input: onTicket.extend({ queue: z.string().max(60), note: z.string().trim().max(200).default('') }),
  output: deskTicket,
  async do(ctx, { ticketId, version, queue: to, note }) {
    const { ticket } = await lockTicket(ctx, ticketId, version);
    must(ticket, 'called', 'serving');
    const queue = await findQueue(ctx, to);
    if (queue.id === ticket.queue) throw refuse('input', { detail: '请选另一个队', faults: [{ path: 'queue', message: '请选另一个队' }] });
    const next = crypto.randomUUID();
    await ctx.sql`
      update ticket set state = 'transferred', ended_at = ${ctx.now}, moved_to = ${next}, note = ${note || null}, version = version + 1
      where county = ${ctx.county} and id = ${ticketId}`;
    const [moved] = await ctx.sql<Ticket[]>`
      insert into ticket (county, id, origin, queue, day, number, state, source, booking, person, holder, subject, priority, priority_reason, position, taken_at, moved_from, note)
      values (${ctx.county}, ${next}, ${ticket.origin}, ${queue.id}, ${ticket.day}, ${ticket.number}, 'waiting', ${ticket.source}, ${ticket.booking}, ${ticket.person},
        ${ticket.holder}, ${ticket.subject}, ${ticket.priority}, ${ticket.priorityReason}, ${ticket.position}, ${ctx.now}, ${ticketId}, ${note || null})
      on conflict (county, queue, holder) where state in ('waiting', 'called', 'serving') do nothing
      returning ${ctx.sql.unsafe(ticketColumns)}`;
    if (!moved) throw refuseQueue('ticket-open', `这个人在“${queue.name}”已经有一个号`);
    ctx.record({ subject: `ticket:${ticketId}`, detail: { number: ticket.number, from: ticket.queue, to: queue.id } });
    return shown(moved);
  },
});

const person = z.object({ id: z.string(), name: z.string(), phone: z.string().nullable() });

/** Everything a clerk needs at the seat, in one look. */
export const readSeat = read({
  name: 'ticket.seat',
  may: 'ticket.read-all',
  summary: '窗口叫号：正在办的、下面几位、刚过号的、今天办了多少',
  input: z.strictObject({ seatId: z.uuid() }),
  output: z.object({
    now: z.string(),
    seat: z.object({ id: z.string(), name: z.string(), number: z.number(), state: z.enum(['open', 'paused', 'closed']), pauseReason: z.string().nullable() }),
    mine: z.boolean(),
    current: deskTicket.extend({ person: person.nullable() }).nullable(),
    next: z.array(deskTicket),
    waiting: z.number(),
    missed: z.array(deskTicket),
    today: z.array(deskTicket),
  }),
  async do(ctx, { seatId }) {
    const [seat] = await ctx.sql<Seat[]>`
      select id, site, number, name, serves, state, staff, pause_reason from seat where county = ${ctx.county} and id = ${seatId} and not ended`;
    if (!seat) throw refuse('not-found');
    const rows = await ctx.sql<Ticket[]>`
      select ${ctx.sql.unsafe(ticketColumns)} from ticket
      where county = ${ctx.county} and day = ${ctx.today} and (seat = ${seatId} or (queue = any(${seat.serves}::text[]) and state in ('waiting', 'missed')))
      order by called_at desc nulls last limit 600`;
    const current = rows.find(t => t.seat === seatId && (t.state === 'called' || t.state === 'serving'));
    const waiting = callOrder(seat.serves, rows.filter(t => t.state === 'waiting') as Ticket[], ctx.now);
    const known = current?.person ? await findPerson(ctx, current.person) : null;
    return {
      now: ctx.now,
      seat: { id: seat.id, name: seat.name, number: seat.number, state: seat.state, pauseReason: seat.pauseReason },
      mine: seat.staff === ctx.actor.id,
      current: current
        ? { ...shown(current), person: known ? { id: known.id, name: known.name, phone: known.phone ? maskPhone(known.phone) : null } : null }
        : null,
      next: waiting.slice(0, 8).map(shown),
      waiting: waiting.length,
      missed: rows
        .filter(t => t.state === 'missed' && !t.returned)
        .slice(0, 10)
        .map(shown),
      today: rows.filter(t => t.seat === seatId && ['done', 'transferred', 'missed'].includes(t.state)).map(shown),
    };
  },
});
