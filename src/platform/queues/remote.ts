/** Who waits elsewhere, at a telephone or before a camera: takes a number at home, is there when the booked time comes, comes back without a clerk. */
import type { Ctx } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { findPerson } from '../identity/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { pageOf, when } from './bookings.ts';
import { comeBack } from './calling.ts';
import { personHolder } from './holder.ts';
import { findQueue, givesNumbers, loadOf } from './queues.ts';
import { instantOf } from './rules.ts';
import { findTicket, give, type Ticket, takeBooked } from './tickets.ts';

/** A number for somebody who is known; in the house's scope. */
export async function takeFor(ctx: Ctx, person: string, queue: string, subject: string): Promise<Ticket> {
  const known = await findPerson(ctx, person);
  const holder = personHolder({ id: person, birth: known?.birth ?? null });
  return give(ctx, { queue: await findQueue(ctx, queue), source: 'phone', holder, subject });
}

/** Who missed the call says that now is a good time; in the house's scope. */
export const waitAgain = async (ctx: Ctx, ticketId: string): Promise<Ticket> => comeBack(ctx, await findTicket(ctx, ticketId, true));

/**
 * Bookings of telephones and cameras whose time has come: nobody has to type a number. What could not be kept by the end of
 * the day is the county's fault, so it is given back and does not count against the person.
 */
export async function arriveRemote(ctx: Ctx): Promise<{ arrived: number; failed: number }> {
  const due = await ctx.sql<{ id: string; number: string; person: string; queue: string; day: Day; at: string }[]>`
    select b.id, b.number, b.person, b.queue, b.day, b.at from booking b join queue q on q.county = b.county and q.id = b.queue
    where b.county = ${ctx.county} and b.state = 'booked' and b.day <= ${ctx.today} and q.kind <> 'window'
      and not exists (select 1 from ticket t where t.county = b.county and t.queue = b.queue and t.holder = b.person::text and t.state in ('waiting', 'called', 'serving'))
    order by b.day, b.at limit 200 for update of b skip locked`;
  let [arrived, failed] = [0, 0];
  for (const b of due) {
    const queue = await findQueue(ctx, b.queue);
    if (b.day < ctx.today) {
      await ctx.sql`
        update booking set state = 'cancelled', changed_at = ${ctx.now}, version = version + 1 where county = ${ctx.county} and id = ${b.id}`;
      ctx.record({ subject: `booking:${b.id}`, action: 'booking.fail' });
      await notifyPerson(ctx, b.person, { template: 'call-failed', data: { when: when(b), queue: queue.name }, link: pageOf(queue) });
      failed++;
    } else if (Date.parse(ctx.now) >= Date.parse(instantOf(b.day, b.at)) && givesNumbers(ctx, queue, (await loadOf(ctx, [queue])).get(queue.id)!)) {
      await takeBooked(ctx, b.number);
      arrived++;
    }
  }
  return { arrived, failed };
}
