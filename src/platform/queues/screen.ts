/** The board in the hall: what is called where, and how many wait. Nothing of a person. */
import { z } from 'zod';
import { read } from '../actions/index.ts';
import { listQueuesOf, queueViews } from './queues.ts';
import { listSeatsOf } from './seats.ts';

/** So many of the last calls. */
const shownCalls = 8;

export const readScreen = read({
  name: 'queue.screen',
  may: 'queue.read',
  summary: '大厅屏幕：刚叫的号和窗口、各队等候',
  input: z.strictObject({ site: z.string().max(60) }),
  output: z.object({
    now: z.string(),
    called: z.array(z.object({ number: z.string(), seat: z.string(), seatNumber: z.number(), calledAt: z.string(), calls: z.number(), here: z.boolean() })),
    queues: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        prefix: z.string(),
        waiting: z.number(),
        minutes: z.number().nullable(),
        seats: z.number(),
        gives: z.boolean(),
      }),
    ),
    seats: z.array(z.object({ number: z.number(), name: z.string(), state: z.enum(['open', 'paused', 'closed']), ticket: z.string().nullable() })),
  }),
  async do(ctx, { site }) {
    return ctx.asHouse(async ctx => {
      const [queues, seats] = [await queueViews(ctx, await listQueuesOf(ctx, site)), await listSeatsOf(ctx, site)];
      const calls = await ctx.sql<{ number: string; seat: string; seatNumber: number; seatId: string; calledAt: string; calls: number; here: boolean }[]>`
        select t.number, s.name as seat, s.number as seat_number, s.id as seat_id, t.called_at, t.calls, t.state in ('called', 'serving') as here
        from ticket t join seat s on s.county = t.county and s.id = t.seat
        where t.county = ${ctx.county} and t.day = ${ctx.today} and s.site = ${site} and t.called_at is not null order by t.called_at desc limit 60`;
      return {
        now: ctx.now,
        called: calls.slice(0, shownCalls).map(({ seatId: _, ...c }) => c),
        queues: queues.map(({ id, name, prefix, waiting, minutes, seats, gives }) => ({ id, name, prefix, waiting, minutes, seats, gives })),
        seats: seats.map(s => ({ number: s.number, name: s.name, state: s.state, ticket: calls.find(c => c.seatId === s.id && c.here)?.number ?? null })),
      };
    });
  },
});
