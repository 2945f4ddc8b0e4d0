/** Tickets and bookings of the demo county as they would stand there after some days: written at once, because time cannot be played. */
import { z } from 'zod';
import { action } from '../actions/index.ts';

const ticket = z.object({
  /** Given where something stands beside it. */
  id: z.uuid().optional(),
  queue: z.string(),
  day: z.iso.date(),
  seq: z.number(),
  number: z.string(),
  state: z.enum(['waiting', 'called', 'serving', 'done', 'missed', 'left']),
  source: z.enum(['booking', 'kiosk', 'phone', 'window']),
  person: z.string().nullable(),
  holder: z.string(),
  subject: z.string(),
  priority: z.enum(['old', 'disabled', 'soldier']).nullable(),
  position: z.string(),
  takenAt: z.string(),
  calls: z.number(),
  calledAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  seat: z.string().nullable(),
  staff: z.string().nullable(),
  outcome: z.string().nullable(),
});
export type PastTicket = z.infer<typeof ticket>;
const booking = z.object({
  number: z.string(),
  queue: z.string(),
  day: z.iso.date(),
  at: z.string(),
  person: z.string(),
  subject: z.string(),
  state: z.enum(['booked', 'arrived', 'missed']),
});
export type PastBooking = z.infer<typeof booking>;

export const addPast = action({
  name: 'demo.tickets',
  may: 'demo.make',
  summary: '演示：前些天和今天上午的排队',
  input: z.object({ tickets: z.array(ticket), bookings: z.array(booking) }),
  async do(ctx, { tickets, bookings }) {
    const json = (rows: object[]) => JSON.stringify(rows);
    await ctx.sql`
      insert into ticket (county, id, origin, queue, day, seq, number, state, source, person, holder, subject, priority, priority_reason, position, taken_at, calls,
        called_at, started_at, ended_at, seat, seat_name, staff, staff_name, outcome)
      select ${ctx.county}, t.id, t.id, t.queue, t.day, t.seq, t.number, t.state, t.source, t.person, t.holder, t.subject, t.priority,
        case when t.priority is not null then '取号时登记' end, t.position, t."takenAt", t.calls, t."calledAt", t."startedAt", t."endedAt", t.seat, s.name, t.staff, p.name, t.outcome
      from jsonb_to_recordset(${json(tickets.map(t => ({ id: crypto.randomUUID(), ...t })))}::text::jsonb) as t (id uuid, queue text, day date, seq int, number text, state text, source text, person uuid, holder text,
        subject text, priority text, position timestamptz, "takenAt" timestamptz, calls int, "calledAt" timestamptz, "startedAt" timestamptz,
        "endedAt" timestamptz, seat uuid, staff uuid, outcome text)
      left join seat s on s.county = ${ctx.county} and s.id = t.seat left join staff p on p.county = ${ctx.county} and p.id = t.staff`;
    await ctx.sql`
      insert into queue_day (county, queue, day, last)
      select county, queue, day, max(seq) from ticket where county = ${ctx.county} and seq is not null group by county, queue, day
      on conflict (county, queue, day) do update set last = greatest(queue_day.last, excluded.last)`;
    await ctx.sql`
      insert into booking (county, id, number, queue, day, at, person, subject, state, made_at, changed_at)
      select ${ctx.county}, gen_random_uuid(), b.number, b.queue, b.day, b.at, b.person, b.subject, b.state, ${ctx.now}, ${ctx.now}
      from jsonb_to_recordset(${json(bookings)}::text::jsonb) as b (number text, queue text, day date, at text, person uuid, subject text, state text)`;
    ctx.record({ detail: { tickets: tickets.length, bookings: bookings.length } });
  },
});
