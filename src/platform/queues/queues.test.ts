/** Queues over HTTP on a real database: numbers, calling, bookings, no-shows, transfers, statistics. */

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { action } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { identityCheck } from '#platform/validators';
import { type Browser, type County, enrolMachine, newCounty, rows } from '../../testing/index.ts';
import { saveQueue, saveSeat, tickQueues } from './index.ts';
import { instantOf } from './rules.ts';

const day = '2024-11-04';
const tomorrow = '2024-11-05';
let county: County;
let clock = instantOf(day, '09:00');
/** The time of day at which the county is. */
const at = (time: string, on = day) => {
  clock = instantOf(on, time);
  county.house.clock = { today: () => on, now: () => clock };
};

const make = action({
  name: 'queue.make',
  may: 'queue.keep',
  summary: '',
  input: z.object({
    id: z.string(),
    prefix: z.string(),
    seats: z.array(z.number()),
    also: z.array(z.string()).default([]),
    most: z.number().default(200),
    remote: z.number().default(5),
  }),
  async do(ctx, { id, prefix, seats, also, most, remote }) {
    const morning = [{ from: '08:30', to: '12:00' }];
    await saveQueue(
      ctx,
      {
        ...{ id, prefix, site: 'test', kind: 'window', position: 1, name: `队${prefix}`, slotMinutes: 30, slotCapacity: 2, bookDays: 7 },
        ...{ hours: [[], morning, morning, morning, morning, morning, []], mostWaiting: most, mostRemote: remote, serviceMinutes: 10 },
      },
      null,
    );
    const ids: string[] = [];
    for (const number of seats) {
      const seat = crypto.randomUUID();
      ids.push(seat);
      await saveSeat(ctx, { id: seat, site: 'test', number, name: `${number}号窗口`, serves: [id, ...also] }, null);
    }
    return ids;
  },
});
let made = 0;
/** A queue of its own with seats; its id, prefix, and the seats' ids. */
async function queue(seats: number, more: { also?: string[]; most?: number; remote?: number } = {}) {
  made++;
  const [id, prefix] = [`q${made}`, `Q${String.fromCharCode(64 + made)}`];
  const numbers = Array.from({ length: seats }, (_, i) => made * 10 + i);
  return { id, prefix, seats: (await county.system(make, { id, prefix, seats: numbers, ...more })) as string[] };
}

let phone = 13_900_000_000;
let device = '';
/** At the hall's own machine. */
const kioskBy = (body: object, key?: string) => county.guest().create('/tickets', { device, ...body }, key);
const kiosk = (queue: string, more: object = {}) => kioskBy({ queue, shown: String(++phone), ...more });
const clerk = async (account: string, seat: string) => {
  const b = await county.as(account);
  const r = await b.post(`/seats/${seat}/sitting`);
  expect(r.status, JSON.stringify(r.body)).toBe(204);
  return b;
};
const up = (b: Browser, seat: string) => b.send('DELETE', `/seats/${seat}/sitting`);
const numbered = (front: string) => front + identityCheck(front);

beforeAll(async () => {
  county = await newCounty();
  // What the demo has begun is none of this file's.
  await county.owner`update seat set state = 'closed', staff = null, staff_name = null`;
  await county.owner`update booking set state = 'cancelled'`;
  device = await enrolMachine(county);
});
afterAll(() => county.close());
beforeEach(() => at('09:00'));

describe('numbers', () => {
  it('are given once and without a gap even when fifty press at once', async () => {
    const { id, prefix } = await queue(1);
    const replies = await Promise.all(Array.from({ length: 50 }, () => kiosk(id)));
    expect(replies.map(r => r.status)).toEqual(Array(50).fill(200));
    const wanted = Array.from({ length: 50 }, (_, i) => `${prefix}${String(i + 1).padStart(3, '0')}`);
    expect(replies.map(r => r.body.number).sort()).toEqual(wanted);
  });

  it('leave no gap where an attempt is refused', async () => {
    const { id, prefix } = await queue(1);
    const both = await Promise.all(['a', 'b'].map(key => kioskBy({ queue: id, shown: '13812345678' }, key)));
    expect(both.map(r => r.status).sort()).toEqual([200, 409]);
    expect(both.find(r => r.status === 409)!.body.code).toBe('ticket-open');
    expect((await kiosk(id)).body.number).toBe(`${prefix}002`);
    // A double click makes one.
    const again = await Promise.all([1, 2].map(() => kioskBy({ queue: id, shown: '13812345679' }, 'same')));
    expect(new Set(again.map(r => r.body.number)).size).toBe(1);
  });

  it('are given to a telephone only at the hall’s own machine; a booking is good anywhere', async () => {
    const { id } = await queue(1);
    const shown = '13812345670';
    expect(await kioskBy({ queue: id, shown, device: '' })).toMatchObject({ status: 403, body: { code: 'machine-needed' } });
    expect((await kioskBy({ queue: id, shown, device: 'copied' })).body.code).toBe('terminal-unknown');
    const { number } = (await (await county.as('resident')).create('/bookings', { queue: id, day, at: '10:00' })).body;
    expect((await kioskBy({ shown: number, device: '' })).status).toBe(200);
    expect((await kioskBy({ queue: id, shown })).status).toBe(200);
  });

  it('need a number of somebody, say what is wrong with it, and keep none of it', async () => {
    const { id } = await queue(1);
    for (const [shown, fault] of [
      ['', '请输入 8 位预约号、11 位手机号或 18 位公民身份号码，或扫中阳码'],
      ['12345', '请输入 8 位预约号、11 位手机号或 18 位公民身份号码，或扫中阳码'],
      ['110105194912310021', '校验不符'],
    ]) {
      const r = await kioskBy({ queue: id, shown });
      expect([r.status, r.body.errors[0].path]).toEqual([422, 'shown']);
      expect(r.body.errors[0].message).toContain(fault);
    }
    const identity = numbered('11010519600101123');
    await kioskBy({ queue: id, shown: identity });
    await kioskBy({ queue: id, shown: '13877776666' });
    const [dump] = await rows<{ all: string }>(county, `select json_agg(t)::text as all from ticket t`);
    expect(dump!.all).not.toContain(identity);
    expect(dump!.all).not.toContain('13877776666');
    const [audit] = await rows<{ all: string }>(county, `select string_agg(body::text, '') as all from audit.entry`);
    expect(audit!.all).not.toContain('13877776666');
  });

  it('are given in the opening hours, later only where a seat is still at work, and not past the limit', async () => {
    const { id, seats } = await queue(1, { most: 2 });
    at('12:00');
    expect((await kiosk(id)).body.code).toBe('queue-closed');
    const b = await clerk('window', seats[0]!);
    expect((await kiosk(id)).status).toBe(200);
    expect((await kiosk(id)).status).toBe(200);
    expect((await kiosk(id)).body.code).toBe('queue-full');
    await up(b, seats[0]!);
  });

  it('by phone only so many', async () => {
    const { id } = await queue(1, { remote: 1 });
    const resident = await county.as('resident');
    const first = await resident.create(`/queues/${id}/remote-tickets`, {});
    expect([first.status, first.body.source, first.body.ahead]).toEqual([200, 'phone', 0]);
    expect((await (await county.as('buyer')).create(`/queues/${id}/remote-tickets`, {})).body.code).toBe('not-remote');
    expect((await resident.get('/tickets')).body.items.map((t: { number: string }) => t.number)).toContain(first.body.number);
    expect((await (await county.as('buyer')).get('/tickets')).body.items).toEqual([]);
    // Leaving makes room.
    expect((await resident.post(`/tickets/${first.body.id}/leaving`)).body.state).toBe('left');
    expect((await (await county.as('buyer')).create(`/queues/${id}/remote-tickets`, {})).status).toBe(200);
  });

  it('of somebody of 65 stand in front, with the reason', async () => {
    const { id } = await queue(1);
    const before = await kiosk(id);
    at('09:10');
    const old = await kioskBy({ queue: id, shown: numbered('11010519591103123') });
    expect(old.body).toMatchObject({ priority: 'old', ahead: 0 });
    const young = await kioskBy({ queue: id, shown: numbered('11010519591105123') });
    expect(young.body.priority).toBe(null);
    const soldier = await kiosk(id, { claim: 'soldier' });
    expect(soldier.body).toMatchObject({ priority: 'soldier', ahead: 1 });
    const [row] = await rows<{ reason: string }>(county, `select priority_reason as reason from ticket where id = '${soldier.body.id}'`);
    expect(row!.reason).toContain('办理时看证件');
    expect((await county.guest().get(`/tickets/${before.body.id}`)).body.ahead).toBe(2);
  });
});

describe('calling', () => {
  it('gives two clerks who press at once two tickets, and a double click one', async () => {
    const { id, seats } = await queue(2);
    for (let i = 0; i < 6; i++) await kiosk(id);
    const [a, b] = [await clerk('window', seats[0]!), await clerk('window.2', seats[1]!)];
    const [x, y] = await Promise.all([a.post(`/seats/${seats[0]}/calls`), b.post(`/seats/${seats[1]}/calls`)]);
    expect([x.status, y.status]).toEqual([200, 200]);
    expect(x.body.number).not.toBe(y.body.number);
    await a.post(`/tickets/${x.body.id}/end`, { version: x.body.version, outcome: 'advice' });
    const twice = await Promise.all([1, 2].map(() => a.post(`/seats/${seats[0]}/calls`)));
    expect(twice.map(r => r.status).sort()).toEqual([200, 409]);
    expect(twice.find(r => r.status === 409)!.body.code).toBe('seat-busy');
    const own = twice.find(r => r.status === 200)!.body;
    await a.post(`/tickets/${own.id}/end`, { version: own.version, outcome: 'advice' });
    await b.post(`/tickets/${y.body.id}/end`, { version: y.body.version, outcome: 'advice' });
    await up(a, seats[0]!);
    await up(b, seats[1]!);
  });

  it('goes by seats: one person a seat, one seat a person, and only from one’s own', async () => {
    const { seats, id } = await queue(2);
    await kiosk(id);
    const a = await clerk('window', seats[0]!);
    const b = await county.as('window.2');
    expect((await b.post(`/seats/${seats[0]}/sitting`)).body.code).toBe('seat-taken');
    expect((await a.post(`/seats/${seats[1]}/sitting`)).body.code).toBe('seat-elsewhere');
    expect((await b.post(`/seats/${seats[0]}/calls`)).body.code).toBe('not-your-seat');
    expect((await a.post(`/seats/${seats[0]}/pause`, { reason: '设备故障' })).status).toBe(204);
    expect((await a.post(`/seats/${seats[0]}/calls`)).body.code).toBe('seat-state');
    expect((await a.post(`/seats/${seats[0]}/sitting`)).status).toBe(204);
    const called = (await a.post(`/seats/${seats[0]}/calls`)).body;
    expect((await up(a, seats[0]!)).body.code).toBe('seat-busy');
    expect((await b.post(`/tickets/${called.id}/calls`, { version: called.version })).status).toBe(403);
    const ended = await a.post(`/tickets/${called.id}/end`, { version: called.version, outcome: 'accepted', caseNumber: '141129-20241104-9999' });
    expect(ended.body.errors[0].path).toBe('caseNumber');
    await a.post(`/tickets/${called.id}/end`, { version: called.version, outcome: 'advice' });
    expect((await a.post(`/seats/${seats[0]}/calls`)).body.code).toBe('nobody-waits');
    await up(a, seats[0]!);
  });

  it('passes over after three calls, and puts back once within the hour', async () => {
    const { id, seats } = await queue(1);
    await kiosk(id);
    await kiosk(id);
    const a = await clerk('window', seats[0]!);
    let t = (await a.post(`/seats/${seats[0]}/calls`)).body;
    expect((await a.post(`/tickets/${t.id}/missing`, { version: t.version })).body.code).toBe('too-early');
    const stale = t.version;
    t = (await a.post(`/tickets/${t.id}/calls`, { version: t.version })).body;
    expect((await a.post(`/tickets/${t.id}/calls`, { version: stale })).body.code).toBe('changed');
    t = (await a.post(`/tickets/${t.id}/calls`, { version: t.version })).body;
    t = (await a.post(`/tickets/${t.id}/missing`, { version: t.version })).body;
    expect(t).toMatchObject({ state: 'missed', calls: 3 });
    // Comes back after a while: in front of those who came later.
    at('09:50');
    await kiosk(id);
    t = (await a.post(`/tickets/${t.id}/return`, { version: t.version })).body;
    expect(t.state).toBe('waiting');
    expect((await county.guest().get(`/tickets/${t.id}`)).body.ahead).toBe(1);
    await county.owner`update ticket set state = 'missed', ended_at = ${clock} where id = ${t.id}`;
    expect((await a.post(`/tickets/${t.id}/return`, { version: t.version })).body.code).toBe('returned-already');
    await county.owner`update ticket set returned = false, ended_at = ${instantOf(day, '08:49')} where id = ${t.id}`;
    expect((await a.post(`/tickets/${t.id}/return`, { version: t.version })).body.detail).toContain('60 分钟');
    await up(a, seats[0]!);
  });

  it('hands on to another queue with the number and the place', async () => {
    const [from, to] = [await queue(1), await queue(1)];
    const mine = (await kiosk(from.id)).body;
    at('09:05');
    const later = (await kiosk(to.id)).body;
    const a = await clerk('window', from.seats[0]!);
    const b = await clerk('window.2', to.seats[0]!);
    const called = (await a.post(`/seats/${from.seats[0]}/calls`)).body;
    at('09:10');
    const moved = await a.post(`/tickets/${called.id}/transfer`, { version: called.version, queue: to.id });
    expect(moved.body).toMatchObject({ number: mine.number, queue: to.id, state: 'waiting' });
    // The slip leads on to where it is now, before somebody who came five minutes later.
    expect((await county.guest().get(`/tickets/${mine.id}`)).body).toMatchObject({ queue: to.id, ahead: 0, number: mine.number });
    expect((await b.post(`/seats/${to.seats[0]}/calls`)).body.number).toBe(mine.number);
    expect((await county.guest().get(`/tickets/${later.id}`)).body.ahead).toBe(0);
    await county.owner`update ticket set state = 'done' where state = 'called'`;
    await up(a, from.seats[0]!);
    await up(b, to.seats[0]!);
  });

  it('shows the clerk who it is when the identity number is known, and the hall only numbers', async () => {
    at('11:00');
    const { id, seats } = await queue(1);
    const resident = await county.as('resident');
    await resident.create(`/queues/${id}/remote-tickets`, {});
    const a = await clerk('window', seats[0]!);
    const called = (await a.post(`/seats/${seats[0]}/calls`)).body;
    const look = (await a.get(`/seats/${seats[0]}`)).body;
    expect(look.current).toMatchObject({ number: called.number, person: { name: '白婷婷' } });
    expect(look.current.person.phone).toMatch(/^1\d\d\*{4}\d{4}$/);
    const screen = (await county.guest().get('/sites/test/screen')).body;
    expect(screen.called[0]).toMatchObject({ number: called.number, calls: 1, here: true });
    expect(JSON.stringify(screen)).not.toContain('白婷婷');
    // Told by SMS too, because the number was taken by phone.
    expect((await resident.get('/notices')).body.items[0]).toMatchObject({ title: '叫到您的号了' });
    await a.post(`/tickets/${called.id}/end`, { version: called.version, outcome: 'result' });
    await up(a, seats[0]!);
  });
});

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

describe('the figures', () => {
  it('predict from the queue’s own figure, then from the last served', async () => {
    const { id, seats } = await queue(1);
    const a = await clerk('window', seats[0]!);
    await kiosk(id);
    const second = (await kiosk(id)).body;
    expect(second).toMatchObject({ ahead: 1, minutes: 10 });
    const called = (await a.post(`/seats/${seats[0]}/calls`)).body;
    const begun = (await a.post(`/tickets/${called.id}/beginning`, { version: called.version })).body;
    at('09:04');
    await a.post(`/tickets/${called.id}/end`, { version: begun.version, outcome: 'accepted' });
    await kiosk(id);
    const third = (await kiosk(id)).body;
    expect(third).toMatchObject({ ahead: 2, minutes: 8 });
    await up(a, seats[0]!);
    // Nobody sits there: nobody can say.
    expect((await county.guest().get(`/tickets/${third.id}`)).body.minutes).toBe(null);
  });

  it('add up by day, queue, seat and hour, and never count a transfer twice', async () => {
    const figures = async (from: string, to: string) => (await (await county.as('service-owner')).get(`/sites/test/figures?from=${from}&to=${to}`)).body;
    const got = await figures(day, day);
    expect(got.detail).toBe(undefined);
    const { whole, queues, days, hours } = got;
    const [real] = await rows<{ n: number }>(
      county,
      `select count(*)::int as n from ticket t join queue q on q.id = t.queue where t.day = '${day}' and q.site = 'test' and moved_from is null`,
    );
    expect(whole.tickets).toBe(real!.n);
    for (const list of [queues, days, hours]) expect(list.reduce((n: number, l: { tickets: number }) => n + l.tickets, 0)).toBe(whole.tickets);
    expect((await figures(tomorrow, day)).code).toBe('input');
    expect((await (await county.as('resident')).get(`/sites/test/figures?from=${day}&to=${day}`)).status).toBe(403);
  });

  it('close a day that nobody closed', async () => {
    const { id, seats } = await queue(1);
    const waiting = (await kiosk(id)).body;
    await clerk('hotline.2', seats[0]!);
    await county.system(tickQueues, {});
    const seat = async () => (await (await county.as('hotline.2')).get('/sites/test/seats')).body.items.find((s: any) => s.id === seats[0]);
    expect(await seat()).toMatchObject({ state: 'open', mine: true });
    at('07:00', addDays(day, 1));
    await county.system(tickQueues, {});
    expect(await seat()).toMatchObject({ state: 'closed', staffName: null, mine: false });
    expect((await county.guest().get(`/tickets/${waiting.id}`)).body.state).toBe('left');
    // The next day begins with 1 again.
    at('09:00', addDays(day, 1));
    expect((await kiosk(id)).body.number).toMatch(/001$/);
  });
});
