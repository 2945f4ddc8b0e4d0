/** Bookings over HTTP on a real database: slots, no-shows, the number at the machine, the Zhongyang code. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { tickQueues } from './index.ts';
import { day, openQueues, tomorrow } from './test-queues.ts';

const { at, clerk, county, kiosk, kioskBy, queue, up } = await openQueues();

beforeEach(() => at('09:00'));
afterAll(() => county.close());

describe('bookings', () => {
  it('fill a slot and no more, also when all press at once', async () => {
    const { id } = await queue(1);
    const people = await Promise.all(['resident', 'buyer', 'seller', 'veteran'].map(p => county.as(p)));
    const replies = await Promise.all(people.map(p => p.create('/bookings', { queue: id, day: tomorrow, at: '09:30' })));
    expect(replies.map(r => r.status).sort()).toEqual([200, 200, 409, 409]);
    expect(replies.filter(r => r.status === 409).map(r => r.body.code)).toEqual(['slot-full', 'slot-full']);
    const slots = (await county.guest().get(`/queues/${id}/slots`)).body.days;
    expect(slots.find((d: { day: string }) => d.day === tomorrow).slots.find((s: { at: string }) => s.at === '09:30').free).toBe(0);
    expect(slots.find((d: { day: string }) => d.day === '2024-11-09').closed).toBe('休息');
    const mine = replies.findIndex(r => r.status === 200);
    const booking = replies[mine]!.body;
    expect((await people[mine]!.post(`/bookings/${booking.id}/cancellation`, { version: booking.version })).status).toBe(204);
    expect((await people[(mine + 1) % 4]!.post(`/bookings/${booking.id}/cancellation`, { version: booking.version })).status).toBe(404);
    const free = (await county.guest().get(`/queues/${id}/slots`)).body.days.find((d: { day: string }) => d.day === tomorrow);
    expect(free.slots.find((s: { at: string }) => s.at === '09:30').free).toBe(1);
    await county.owner`update booking set state = 'cancelled'`;
  });

  it('are two a day and person, one a queue, at times that are there', async () => {
    const [a, b, c] = [await queue(1), await queue(1), await queue(1)];
    const firm = await county.as('firm');
    const on = (queue: string, at: string, day = tomorrow) => firm.create('/bookings', { queue, day, at });
    expect((await on(a.id, '09:30')).status).toBe(200);
    expect((await on(a.id, '10:00')).body.code).toBe('booked-already');
    expect((await on(b.id, '10:00')).status).toBe(200);
    expect((await on(c.id, '10:30')).body.code).toBe('bookings-enough');
    expect((await on(c.id, '09:45', '2024-11-06')).body.code).toBe('slot-gone');
    expect((await on(c.id, '08:30', day)).body.code).toBe('slot-gone');
    expect((await on(c.id, '09:30', '2024-11-12')).body.code).toBe('slot-gone');
    await county.owner`update booking set state = 'cancelled'`;
  });

  it('become a number at the kiosk on their day, in front of who came without', async () => {
    const { id, seats } = await queue(1);
    const resident = await county.as('resident');
    at('09:30');
    const { number } = (await resident.create('/bookings', { queue: id, day, at: '10:00', subject: '新生儿出生' })).body;
    expect((await resident.get('/notices')).body.items.map((n: { body: string }) => n.body).join()).toContain(number);
    expect((await county.guest().create('/tickets', { shown: '20000000' })).body.errors[0].message).toContain('没有这个预约');
    at('10:05');
    for (let i = 0; i < 3; i++) await kiosk(id);
    const mine = await county.guest().create('/tickets', { shown: ` ${number.slice(0, 4)} ${number.slice(4)}` });
    expect(mine.body).toMatchObject({ source: 'booking', ahead: 0, subject: '新生儿出生' });
    expect((await county.guest().create('/tickets', { shown: number })).body.code).toBe('booking-used');
    const a = await clerk('window', seats[0]!);
    expect((await a.post(`/seats/${seats[0]}/calls`)).body.number).toBe(mine.body.number);
    await county.owner`update ticket set state = 'done' where state = 'called'`;
    await up(a, seats[0]!);
  });

  it('that nobody comes for are missed, and the third keeps from booking for thirty days', async () => {
    const { id } = await queue(1);
    const seller = await county.as('seller');
    for (const [i, on] of [day, tomorrow, '2024-11-06'].entries()) {
      at('08:00', on);
      const made = await seller.create('/bookings', { queue: id, day: on, at: '09:30' });
      expect(made.status).toBe(200);
      at('09:59', on);
      expect((await county.system(tickQueues, {})).missed).toBe(0);
      at('10:00', on);
      expect((await county.system(tickQueues, {})).missed, on).toBe(1);
      expect((await seller.get('/bookings')).body.bannedUntil).toBe(i === 2 ? '2024-12-06' : null);
      expect((await county.guest().create('/tickets', { shown: made.body.number })).body.code).toBe('booking-used');
    }
    const later = await seller.create('/bookings', { queue: id, day: '2024-11-07', at: '09:30' });
    expect([later.body.code, later.body.detail]).toEqual(['banned', expect.stringContaining('2024年12月6日')]);
    at('08:00', '2024-12-06');
    expect((await seller.create('/bookings', { queue: id, day: '2024-12-06', at: '09:30' })).status).toBe(200);
  });

  it('are not offered in a year whose holidays nobody knows', async () => {
    const { id } = await queue(1);
    at('09:00', '2027-12-30');
    const { days } = (await county.guest().get(`/queues/${id}/slots`)).body;
    expect(new Set(days.map((d: { closed: string }) => d.closed))).toEqual(new Set(['这一年的放假安排还没有公布']));
  });
});

describe('the Zhongyang code', () => {
  it('takes a number at an enrolled machine once, and brings a booking of today', async () => {
    const { id } = await queue(1);
    const resident = await county.as('resident');
    const show = async () => (await resident.create('/codes', { kind: 'person', licences: [], place: 'any' })).body.code as string;
    expect((await kioskBy({ queue: id, shown: await show(), device: 'x' })).body.code).toBe('terminal-unknown');
    const code = await show();
    const mine = await kioskBy({ queue: id, shown: code });
    expect([mine.status, mine.body.source]).toEqual([200, 'kiosk']);
    expect((await kioskBy({ queue: id, shown: code })).body.code).toBe('code-used');
    expect((await resident.get('/tickets')).body.items.map((t: { id: string }) => t.id)).toContain(mine.body.id);
    const other = await queue(1);
    expect((await kioskBy({ shown: await show() })).body.errors[0].message).toContain('没有找到今天的预约');
    await resident.create('/bookings', { queue: other.id, day, at: '10:30' });
    expect((await kioskBy({ shown: await show() })).body).toMatchObject({ queue: other.id, source: 'booking' });
  });
});
