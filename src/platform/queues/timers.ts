/** What time does to bookings and tickets. Found by looking, so a server that was down catches up. */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, type House, knownActor, perform } from '../actions/index.ts';
import { inChinese } from '../calendar/index.ts';
import type { Job } from '../jobs/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { arriveRemote } from './remote.ts';
import { instantOf } from './rules.ts';
import { figures } from './words.ts';

export const tickQueues = action({
  name: 'queue.tick',
  may: 'queue.tick',
  summary: '把没有来的预约记为爽约，让约了电话、视频的人到时排上，结束前一天没有叫到的号、没有离开的席位',
  input: z.strictObject({}),
  async do(ctx) {
    const due = await ctx.sql<{ id: string; person: string; day: string; at: string; name: string }[]>`
      select b.id, b.person, b.day, b.at, q.name from booking b join queue q on q.county = b.county and q.id = b.queue
      where b.county = ${ctx.county} and b.state = 'booked' and b.day <= ${ctx.today} and q.kind = 'window' order by b.day, b.at limit 500 for update of b skip locked`;
    let missed = 0;
    for (const b of due) {
      if (Date.parse(ctx.now) < Date.parse(instantOf(b.day, b.at)) + figures.missedMinutes * 60_000) continue;
      await ctx.sql`
        update booking set state = 'missed', changed_at = ${ctx.now}, version = version + 1 where county = ${ctx.county} and id = ${b.id}`;
      ctx.record({ subject: `booking:${b.id}`, action: 'booking.miss' });
      await notifyPerson(ctx, b.person, { template: 'booking-missed', data: { when: `${inChinese(b.day)} ${b.at}`, queue: b.name }, link: '/hall/booking' });
      missed++;
    }
    const { count: left } = await ctx.sql`
      update ticket set state = 'left', ended_at = ${ctx.now}, note = '当天没有叫到', version = version + 1
      where county = ${ctx.county} and day < ${ctx.today} and state in ('waiting', 'called')`;
    const { count: ended } = await ctx.sql`
      update ticket set state = 'done', outcome = 'other', note = '当天没有结束', started_at = coalesce(started_at, called_at), ended_at = ${ctx.now}, version = version + 1
      where county = ${ctx.county} and day < ${ctx.today} and state = 'serving'`;
    // Who went home without leaving the seat holds it no longer: it would count as at work all night, and nobody else could sit there.
    const { count: closed } = await ctx.sql`
      update seat set state = 'closed', staff = null, staff_name = null, since = ${ctx.now}, pause_reason = null, version = version + 1
      where county = ${ctx.county} and state <> 'closed' and (since at time zone 'Asia/Shanghai')::date < ${ctx.today}`;
    const remote = await arriveRemote(ctx);
    if (missed + left + ended + closed > 0) ctx.record({ detail: { missed, left, ended, closed } });
    return { missed, left, ended, closed, ...remote };
  },
});

export const queueJob = (house: House): Job => ({
  name: 'queue-tick',
  cron: '*/5 * * * *',
  handle: async (_, county) =>
    void (await perform(house, tickQueues, knownActor(systemActor(county, '排队')), {}, { county, requestId: `queues:${house.clock.now()}` })),
});
