/** Bookings: a time in a queue, kept free for a person. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '../actions/index.ts';
import { addDays, type Day, daysBetween, inChinese } from '../calendar/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { findQueue, openingOf, type Queue, refuseQueue } from './queues.ts';
import { bannedUntil, instantOf, slotsOf } from './rules.ts';
import { type BookingState, bookingStates, figures } from './words.ts';

export interface Booking {
  id: string;
  number: string;
  queue: string;
  day: Day;
  at: string;
  person: string;
  subject: string;
  state: BookingState;
  version: number;
}
const columns = 'id, number, queue, day, at, person, subject, state, version';

const bannedOf = async (ctx: Ctx, person: string): Promise<Day | null> => {
  const rows = await ctx.sql<{ day: Day }[]>`
    select day from booking where county = ${ctx.county} and person = ${person} and state = 'missed'
      and day >= ${addDays(ctx.today, -figures.noShowDays - figures.banDays)} order by day`;
  return bannedUntil(
    rows.map(r => r.day),
    ctx.today,
  );
};

interface DaySlots {
  day: Day;
  /** Why nothing can be booked on it; null: see the slots. */
  closed: string | null;
  slots: { at: string; free: number }[];
}

/** Free places of a queue by day; in the house's scope, because it counts the bookings of everybody. */
export async function freeSlots(ctx: Ctx, queue: Queue): Promise<DaySlots[]> {
  const until = addDays(ctx.today, queue.bookDays);
  const taken = await ctx.sql<{ day: Day; at: string; n: number }[]>`
    select day, at, count(*)::int as n from booking
    where county = ${ctx.county} and queue = ${queue.id} and day between ${ctx.today} and ${until} and state in ('booked', 'arrived') group by day, at`;
  return Array.from({ length: daysBetween(ctx.today, until) + 1 }, (_, i): DaySlots => {
    const day = addDays(ctx.today, i);
    const opening = openingOf(ctx, queue, day);
    if (opening === null) return { day, closed: '这一年的放假安排还没有公布', slots: [] };
    if (opening.length === 0) return { day, closed: '休息', slots: [] };
    const slots = slotsOf(opening, queue.slotMinutes).map(at => ({
      at,
      free:
        Date.parse(instantOf(day, at)) <= Date.parse(ctx.now) ? 0 : Math.max(0, queue.slotCapacity - (taken.find(t => t.day === day && t.at === at)?.n ?? 0)),
    }));
    return { day, closed: slots.some(s => s.free > 0) ? null : '约满了', slots };
  });
}

export const readSlots = read({
  name: 'queue.slots',
  may: 'queue.read',
  summary: '一个队哪些日子、哪些时段还能预约',
  input: z.strictObject({ queueId: z.string().max(60) }),
  output: z.object({
    queue: z.string(),
    name: z.string(),
    slotMinutes: z.number(),
    days: z.array(z.object({ day: z.string(), closed: z.string().nullable(), slots: z.array(z.object({ at: z.string(), free: z.number() })) })),
  }),
  async do(ctx, { queueId }) {
    const queue = await findQueue(ctx, queueId);
    return { queue: queue.id, name: queue.name, slotMinutes: queue.slotMinutes, days: await ctx.asHouse(ctx => freeSlots(ctx, queue)) };
  },
});

export const bookingView = z.object({
  id: z.string(),
  number: z.string(),
  queue: z.string(),
  queueName: z.string(),
  day: z.string(),
  at: z.string(),
  subject: z.string(),
  state: z.enum(Object.keys(bookingStates) as [BookingState]),
  version: z.number(),
});
export type BookingView = z.infer<typeof bookingView>;

/** Where a person sees the booking. */
export const pageOf = (queue: Pick<Queue, 'kind'>): string => (queue.kind === 'window' ? '/hall/booking' : '/helpers');
export const when = (b: Pick<Booking, 'day' | 'at'>) => `${inChinese(b.day)} ${b.at}`;

export const slotWanted = {
  queue: z.string().max(60),
  day: z.iso.date('请选择日期'),
  at: z.string().regex(/^\d\d:\d\d$/, '请选择时间'),
  subject: z.string().trim().max(60, '最多 60 个字').default(''),
};
type Wanted = z.infer<z.ZodObject<typeof slotWanted>>;

export const book = action({
  name: 'booking.make',
  may: 'booking.make',
  creates: true,
  summary: '预约一个队的时段',
  input: z.strictObject(slotWanted),
  output: bookingView,
  async do(ctx, wanted) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const person = ctx.actor.id;
    return ctx.asHouse(ctx => keepSlot(ctx, person, wanted));
  },
});

/** Keeps a place for a person, under the same rules whoever asks for it; in the house's scope. */
export async function keepSlot(ctx: Ctx, person: string, wanted: Wanted): Promise<BookingView> {
  const queue = await findQueue(ctx, wanted.queue);
  // Who books the same day of this queue waits: the last free place is given once.
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`booking ${ctx.county} ${queue.id} ${wanted.day}`}, 0))`;
  const banned = await bannedOf(ctx, person);
  if (banned) throw refuseQueue('banned', `${figures.noShowDays} 天内有 ${figures.noShows} 次预约没有来，${inChinese(banned)}起可以再预约；现在可以到现场取号`);
  const day = (await freeSlots(ctx, queue)).find(d => d.day === wanted.day);
  const slot = day?.slots.find(s => s.at === wanted.at);
  if (!slot || Date.parse(instantOf(wanted.day, wanted.at)) <= Date.parse(ctx.now)) throw refuseQueue('slot-gone', day?.closed ?? '');
  if (slot.free <= 0) throw refuseQueue('slot-full');
  const own = await ctx.sql<{ queue: string }[]>`
    select queue from booking where county = ${ctx.county} and person = ${person} and day = ${wanted.day} and state in ('booked', 'arrived')`;
  if (own.some(b => b.queue === queue.id)) throw refuseQueue('booked-already', '可以先取消原来的预约');
  if (own.length >= figures.bookingsADay) throw refuseQueue('bookings-enough', `一人一天最多预约 ${figures.bookingsADay} 次`);
  const made = { ...wanted, id: crypto.randomUUID(), number: await freeNumber(ctx), queueName: queue.name, state: 'booked' as const, version: 1 };
  await ctx.sql`
    insert into booking (county, id, number, queue, day, at, person, subject, state, made_at, changed_at)
    values (${ctx.county}, ${made.id}, ${made.number}, ${queue.id}, ${wanted.day}, ${wanted.at}, ${person}, ${wanted.subject}, 'booked', ${ctx.now}, ${ctx.now})`;
  ctx.record({ subject: `booking:${made.id}`, detail: { queue: queue.id, day: wanted.day, at: wanted.at } });
  await notifyPerson(ctx, person, {
    template: queue.kind === 'window' ? 'booking-made' : 'call-booked',
    data: { when: when(wanted), queue: queue.name, number: made.number },
    link: pageOf(queue),
  });
  return made;
}

/** Eight digits that nobody has: not guessed by counting. */
async function freeNumber(ctx: Ctx): Promise<string> {
  for (;;) {
    const number = String(randomInt(20_000_000, 100_000_000));
    const there = await ctx.sql`select 1 from booking where county = ${ctx.county} and number = ${number}`;
    if (there.length === 0) return number;
  }
}

export const whichBooking = { bookingId: z.uuid(), version: z.number().int().positive() };

export const cancelBooking = action({
  name: 'booking.cancel',
  may: 'booking.cancel',
  summary: '取消预约',
  input: z.strictObject(whichBooking),
  async do(ctx, { bookingId, version }) {
    const booking = await lockBooking(ctx, bookingId);
    guard(ctx, { parties: [booking.person] });
    await giveUp(ctx, booking, version);
  },
});

export async function lockBooking(ctx: Ctx, id: string): Promise<Booking> {
  const [booking] = await ctx.sql<Booking[]>`
    select ${ctx.sql.unsafe(columns)} from booking where county = ${ctx.county} and id = ${id} for update`;
  if (!booking) throw refuse('not-found');
  return booking;
}

/** Gives the place of a locked booking back. */
export async function giveUp(ctx: Ctx, booking: Booking, version: number): Promise<void> {
  if (booking.state === 'cancelled') return;
  if (booking.version !== version || booking.state !== 'booked') throw refuse('changed', `现在是“${bookingStates[booking.state]}”`);
  await ctx.sql`
    update booking set state = 'cancelled', changed_at = ${ctx.now}, version = version + 1 where county = ${ctx.county} and id = ${booking.id}`;
  ctx.record({ subject: `booking:${booking.id}` });
  const queue = await findQueue(ctx, booking.queue);
  await notifyPerson(ctx, booking.person, { template: 'booking-cancelled', data: { when: when(booking), queue: queue.name }, link: pageOf(queue) });
}

export const personBookings = z.object({
  items: z.array(bookingView),
  /** Until when this person cannot book. */
  bannedUntil: z.string().nullable(),
});
export type PersonBookings = z.infer<typeof personBookings>;

export const myBookings = read({
  name: 'booking.mine',
  may: 'booking.read',
  summary: '我的预约，近的在前',
  input: z.strictObject({}),
  output: personBookings,
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    return bookingsOf(ctx, ctx.actor.id);
  },
});

/** A person's bookings, those to come first. */
export async function bookingsOf(ctx: Ctx, person: string): Promise<PersonBookings> {
  const items = await ctx.sql<BookingView[]>`
    select b.id, b.number, b.queue, q.name as queue_name, b.day, b.at, b.subject, b.state, b.version
    from booking b join queue q on q.county = b.county and q.id = b.queue
    where b.county = ${ctx.county} and b.person = ${person} order by (b.state = 'booked') desc, b.day desc, b.at desc limit 30`;
  return { items: [...items], bannedUntil: await bannedOf(ctx, person) };
}

const dayRow = bookingView.extend({ personName: z.string() });
export type BookingRow = z.infer<typeof dayRow>;

export const bookingsOfDay = read({
  name: 'booking.day',
  may: 'booking-list.read',
  summary: '一天的预约',
  input: z.strictObject({ site: z.string().max(60), day: z.iso.date() }),
  output: z.object({ items: z.array(dayRow) }),
  async do(ctx, { site, day }) {
    const items = await ctx.asHouse(
      ctx => ctx.sql<BookingRow[]>`
        select b.id, b.number, b.queue, q.name as queue_name, b.day, b.at, b.subject, b.state, b.version, p.name as person_name
        from booking b join queue q on q.county = b.county and q.id = b.queue join person p on p.county = b.county and p.id = b.person
        where b.county = ${ctx.county} and b.day = ${day} and q.site = ${site} order by b.at, q.position limit 1000`,
    );
    return { items: [...items] };
  },
});

/** The number of the next booking at a window that somebody has today and has not come for; in the house's scope. */
export async function bookingToday(ctx: Ctx, holder: { person: string | null }): Promise<string> {
  const [booking] = holder.person
    ? await ctx.sql<{ number: string }[]>`
        select b.number from booking b join queue q on q.county = b.county and q.id = b.queue
        where b.county = ${ctx.county} and b.person = ${holder.person} and b.day = ${ctx.today} and b.state = 'booked' and q.kind = 'window' order by b.at limit 1`
    : [];
  const message = '没有找到今天的预约，请核对，或按窗口取号';
  if (!booking) throw refuseQueue('booking-unknown', { detail: message, faults: [{ path: 'shown', message }] });
  return booking.number;
}

/** Marks the booking of somebody who is there as arrived; in the house's scope. */
export async function arriveWith(ctx: Ctx, number: string): Promise<Booking & { bookedAt: string }> {
  const [booking] = await ctx.sql<Booking[]>`
    select ${ctx.sql.unsafe(columns)} from booking where county = ${ctx.county} and number = ${number} for update`;
  const fault = (message: string) => ({ detail: message, faults: [{ path: 'shown', message }] });
  if (!booking) throw refuseQueue('booking-unknown', fault('没有这个预约，请核对预约号'));
  if (booking.day !== ctx.today) throw refuseQueue('booking-day', fault(`这个预约是${when(booking)}，请到那一天再取号`));
  if (booking.state !== 'booked')
    throw refuseQueue('booking-used', `这个预约${bookingStates[booking.state]}${booking.state === 'missed' ? '，请另取一个号' : ''}`);
  await ctx.sql`update booking set state = 'arrived', changed_at = ${ctx.now}, version = version + 1 where county = ${ctx.county} and id = ${booking.id}`;
  ctx.record({ subject: `booking:${booking.id}`, action: 'booking.arrive' });
  return { ...booking, bookedAt: instantOf(booking.day, booking.at) };
}
