/** Queues over HTTP on a real database: numbers, calling, transfers, statistics. */
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '#platform/calendar';
import { identityCheck } from '#platform/validators';
import { rows } from '../../testing/index.ts';
import { tickQueues } from './index.ts';
import { instantOf } from './rules.ts';
import { day, openQueues, tomorrow } from './test-queues.ts';

const { at, clerk, county, kiosk, kioskBy, now, queue, up } = await openQueues();
const numbered = (front: string) => front + identityCheck(front);

beforeEach(() => at('09:00'));
afterAll(() => county.close());

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
    await county.owner`update ticket set state = 'missed', ended_at = ${now()} where id = ${t.id}`;
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
