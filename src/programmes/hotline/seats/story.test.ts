/** Helper seats: asking now or at a time, calling, no answer, another seat, the end with what comes of it, rating, counting. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { identityPlace } from '#platform/identity';
import { instantOf, tickQueues } from '#platform/queues';
import { type Browser, type County, enrolMachine, newCounty, rows } from '../../../testing/index.ts';
import { forgetSignals } from './video.ts';

const day = '2024-11-04';
let county: County;
let resident: Browser;
let elder: Browser;
let buyer: Browser;
let seat: Browser;
let video: Browser;
let health: Browser;
let supervisor: Browser;
let seats: { id: string; number: number; version: number }[];
const at = (time: string, on = day) => {
  const now = instantOf(on, time);
  county.house.clock = { today: () => on, now: () => now };
};
const ask = (who: Browser, more: object = {}) => who.create('/help-requests', { way: 'phone', thing: 17, trouble: '不会填出生医学证明', ...more });
const one = async (who: Browser, id: string) => (await who.get(`/help-requests/${id}`)).body;
const seatNo = (n: number) => seats.find(s => s.number === n)!.id;
const now = async (who: Browser, n: number) => (await who.get(`/seats/${seatNo(n)}`)).body;
const next = async (who: Browser, n: number) => {
  const r = await who.post(`/seats/${seatNo(n)}/calls`);
  expect(r.status, JSON.stringify(r.body)).toBe(200);
  return r.body as { id: string; version: number; number: string };
};
const step = (who: Browser, ticket: { id: string; version: number }, what: string, more: object = {}) =>
  who.post(`/tickets/${ticket.id}/${what}`, { version: ticket.version, ...more });
const end = (who: Browser, id: string, version: number, more: object = {}) =>
  who.post(`/desk/help-requests/${id}/end`, { version, result: 'explained', told: '带身份证到窗口办，当场能取。', ...more });

beforeAll(async () => {
  county = await newCounty();
  [resident, elder, buyer, seat, video, health, supervisor] = (await Promise.all(
    ['resident', 'elder', 'buyer', 'hotline', 'hotline.2', 'reviewer.health', 'supervisor'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser, Browser];
  at('09:00');
  seats = (await seat.get('/sites/helpers/seats')).body.items;
  for (const [who, n] of [
    [seat, 1],
    [video, 3],
  ] as const)
    expect((await who.post(`/seats/${seatNo(n)}/sitting`)).status).toBe(204);
});
beforeEach(() => at('09:00'));
afterAll(() => county?.close());

describe('asking', () => {
  it('shows the place and the minutes, once a person; nobody else sees it', async () => {
    const r = await ask(resident);
    expect(r.status, JSON.stringify(r.body)).toBe(200);
    const mine = await one(resident, r.body.id);
    expect(mine).toMatchObject({ state: 'waiting', way: 'phone', subject: '新生儿出生', ticket: { ahead: 0, minutes: 0, queueName: '电话帮办' } });
    expect(mine.phone).toMatch(/^1\d\d\*{4}\d{4}$/);
    expect((await ask(resident)).body).toMatchObject({ code: 'help-open' });
    expect((await ask(resident, { way: 'video' })).body.code).toBe('help-open');
    expect((await elder.get(`/help-requests/${r.body.id}`)).status).toBe(404);
    expect((await elder.post(`/help-requests/${r.body.id}/withdrawal`)).status).toBe(403);
    const second = (await ask(buyer)).body.id;
    expect((await one(buyer, second)).ticket.ahead).toBe(1);
    // Who is old goes first here as in the hall.
    const third = (await ask(elder)).body.id;
    expect((await one(elder, third)).ticket).toMatchObject({ ahead: 0, priority: 'old' });
    // Two seats take calls, ten minutes each.
    expect((await one(buyer, second)).ticket).toMatchObject({ ahead: 2, minutes: 5 });
    for (const [who, id] of [
      [buyer, second],
      [elder, third],
    ] as const) {
      expect((await who.post(`/help-requests/${id}/withdrawal`)).status).toBe(204);
      expect((await one(who, id)).state).toBe('left');
    }
    expect((await resident.post(`/help-requests/${r.body.id}/withdrawal`)).status).toBe(204);
  });

  it('names what is wrong, each at its field', async () => {
    const faults = async (more: object) => (await ask(resident, more)).body.errors.map((e: any) => e.path);
    expect(await faults({ thing: undefined })).toEqual(['subject']);
    expect(await faults({ thing: 99 })).toEqual(['thing']);
    expect(await faults({ phone: '123' })).toEqual(['phone']);
    expect(await faults({ way: 'letter' })).toEqual(['way']);
    // All at once.
    expect(await faults({ way: undefined, thing: undefined, phone: '123' })).toEqual(['way', 'phone', 'subject']);
    expect(await faults({ application: '01900000-0000-7000-8000-000000000000' })).toEqual(['application']);
    expect((await ask(resident, { at: { day, time: '03:00' } })).body.code).toBe('slot-gone');
  });

  it('is made once by a double click', async () => {
    const both = await Promise.all([1, 2].map(() => buyer.create('/help-requests', { way: 'phone', subject: '社保卡丢了' }, 'twice')));
    expect(new Set(both.map(r => r.body.id)).size).toBe(1);
    await buyer.post(`/help-requests/${both[0]!.body.id}/withdrawal`);
  });
});

describe('a talk', () => {
  it('is called, its number shown with a record, ended, and goes on as a ticket of the unit; then it is rated', async () => {
    const { id } = (await ask(resident, { phone: '13835800077' })).body;
    expect((await seat.post(`/desk/help-requests/${id}/number`)).body.code).toBe('help-state');
    const ticket = await next(seat, 1);
    const seen = (await seat.get(`/desk/help-requests/of-ticket/${ticket.id}`)).body;
    expect(seen.request).toMatchObject({ id, trouble: '不会填出生医学证明', phone: '138****0077' });
    expect((await video.post(`/desk/help-requests/${id}/number`)).status).toBe(403);
    expect((await seat.post(`/desk/help-requests/${id}/number`)).body).toEqual({ phone: '13835800077' });
    const log = await rows(county, `select 1 from audit.entry where action = 'help-request.number' and subject = 'help-request:${id}'`);
    expect(log).toHaveLength(1);
    expect((await resident.get('/notices')).body.items[0]).toMatchObject({ title: '帮办员正在打给您', link: '/helpers' });
    at('09:02');
    const begun = (await step(seat, ticket, 'beginning')).body;
    expect((await one(resident, id)).state).toBe('serving');
    at('09:12');
    const handed = { unit: 'health', wanted: '医院没有上传出生医学证明，请查实' };
    expect((await end(seat, id, begun.version, { result: 'handed' })).body.errors[0].path).toBe('handed.unit');
    expect((await end(seat, id, begun.version, { told: '好' })).body.errors[0].path).toBe('told');
    expect((await end(seat, id, begun.version, { result: 'handed', handed, question: '问王先生13835800077' })).body.errors[0].path).toBe('question');
    const done = await end(seat, id, begun.version, { result: 'handed', handed, question: '出生医学证明没有上传找谁' });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const mine = await one(resident, id);
    expect(mine).toMatchObject({ state: 'done', result: 'handed', duty: done.body.duty });
    expect((await resident.get(`/hotline/tickets/${mine.duty}`)).body.duty).toMatchObject({ unit: 'health', state: 'open' });
    expect((await health.get(`/desk/duties/${mine.duty}`)).status).toBe(200);
    expect(await rows(county, `select count from knowledge_gap where question = '出生医学证明没有上传找谁'`)).toEqual([{ count: 1 }]);

    const rate = (grade: number, comment = '') => resident.post(`/help-requests/${id}/rating`, { grade, comment });
    expect((await rate(2)).body.errors[0].path).toBe('comment');
    expect((await rate(5)).status).toBe(204);
    expect((await rate(1, '改主意了呀')).body.code).toBe('help-rated');
    expect((await end(seat, id, begun.version + 1)).body.code).toBe('help-state');
  });

  it('that nobody answers is missed after three tries; the person waits again once, and another seat goes on with it', async () => {
    const { id } = (await ask(elder)).body;
    let ticket = await next(seat, 1);
    expect((await step(seat, ticket, 'missing')).body.code).toBe('too-early');
    for (let i = 0; i < 2; i++) ticket = (await step(seat, ticket, 'calls')).body;
    expect((await step(seat, ticket, 'missing')).status).toBe(200);
    expect(await one(elder, id)).toMatchObject({ state: 'missed', mayReturn: true });
    at('09:20');
    expect((await elder.post(`/help-requests/${id}/return`)).status).toBe(204);
    expect((await one(elder, id)).state).toBe('waiting');
    expect((await elder.post(`/help-requests/${id}/return`)).body.code).toBe('help-state');

    ticket = await next(seat, 1);
    expect((await step(seat, ticket, 'transfer', { queue: 'helpers-video', note: '要看材料' })).status).toBe(200);
    expect(await one(elder, id)).toMatchObject({ state: 'waiting', way: 'video' });
    const there = await next(video, 3);
    expect(there.number).toBe(ticket.number);
    const seen = (await video.get(`/desk/help-requests/of-ticket/${there.id}`)).body;
    expect(seen.request).toMatchObject({ id, state: 'called' });
    expect((await end(video, id, (await now(video, 3)).current.version)).status).toBe(200);
    expect(await one(elder, id)).toMatchObject({ state: 'done', result: 'explained' });
    expect((await elder.post(`/help-requests/${id}/rating`, { grade: 2, comment: '打了三次才打通' })).status).toBe(204);
    expect((await supervisor.get('/notices')).body.items[0]).toMatchObject({ title: '帮办得了差评', link: '/desk/help-requests?grade=low' });
  });
});

describe('a video talk', () => {
  it('lets the two find each other while it is called, and nobody else; nothing of it stays', async () => {
    const { id } = (await ask(resident, { way: 'video' })).body;
    const mine = `/help-requests/${id}/signals`;
    const theirs = `/desk/help-requests/${id}/signals`;
    expect((await resident.post(mine, { kind: 'ready' })).body.code).toBe('help-state');
    let ticket = await next(video, 3);
    // Whoever does not come is told once more; nobody hears a camera ring.
    const told = async () => (await resident.get('/notices')).body.items.filter((n: any) => n.title === '轮到您了').length;
    expect(await told()).toBe(1);
    ticket = (await step(video, ticket, 'calls')).body;
    expect(await told()).toBe(2);
    expect((await resident.post(mine, { kind: 'ready' })).status).toBe(204);
    expect((await video.post(theirs, { kind: 'offer', description: 'v=0 offer' })).status).toBe(204);
    expect((await resident.post(mine, { kind: 'answer', description: 'v=0 answer' })).status).toBe(204);
    const heard = (await video.get(theirs)).body;
    expect(heard).toMatchObject({
      last: 3,
      items: [
        { seq: 1, kind: 'ready' },
        { seq: 3, kind: 'answer', description: 'v=0 answer' },
      ],
      iceServers: [],
    });
    expect((await resident.get(`${mine}?after=1`)).body).toMatchObject({ last: 3, items: [{ seq: 2, kind: 'offer', description: 'v=0 offer' }] });
    expect((await resident.get(`${mine}?after=3`)).body).toMatchObject({ last: 3, items: [] });
    expect((await elder.get(mine)).status).toBe(404);
    expect((await elder.post(mine, { kind: 'ready' })).status).toBe(404);
    expect((await seat.get(theirs)).status).toBe(403);
    expect((await seat.post(theirs, { kind: 'offer' })).status).toBe(403);
    expect((await end(video, id, ticket.version)).status).toBe(200);
    expect((await resident.get(mine)).body.code).toBe('help-state');
    expect(await rows(county, 'select 1 from help_signal')).toEqual([]);
  });

  it('keeps the last that was said, and nothing once nobody came', async () => {
    const { id } = (await ask(resident, { way: 'video' })).body;
    let ticket = await next(video, 3);
    await resident.post(`/help-requests/${id}/signals`, { kind: 'ready' });
    await rows(
      county,
      `insert into help_signal (county, request, seq, side, kind, description, said_at)
       select '${county.county}', '${id}', n, 'person', 'ready', '', now() from generate_series(2, 150) n`,
    );
    await resident.post(`/help-requests/${id}/signals`, { kind: 'ready' });
    expect(await rows(county, 'select count(*)::int as n, max(seq) as last from help_signal')).toEqual([{ n: 100, last: 151 }]);
    await county.system(forgetSignals, {});
    expect(await rows(county, 'select 1 from help_signal')).toHaveLength(100);
    for (let i = 0; i < 2; i++) ticket = (await step(video, ticket, 'calls')).body;
    expect((await step(video, ticket, 'missing')).status).toBe(200);
    await county.system(forgetSignals, {});
    expect(await rows(county, 'select 1 from help_signal')).toEqual([]);
  });

  it('of a call by telephone does not begin', async () => {
    const { id } = (await ask(resident)).body;
    const ticket = await next(seat, 1);
    expect((await resident.post(`/help-requests/${id}/signals`, { kind: 'ready' })).body.code).toBe('help-state');
    expect((await end(seat, id, ticket.version)).status).toBe(200);
  });
});

describe('a booked time', () => {
  it('becomes a number by itself and is not called before', async () => {
    at('09:10');
    const { id } = (await ask(buyer, { way: 'video', at: { day, time: '10:00' } })).body;
    expect(await one(buyer, id)).toMatchObject({ state: 'booked', day, time: '10:00', ticket: null });
    at('09:55');
    await county.system(tickQueues, {});
    expect((await one(buyer, id)).state).toBe('booked');
    at('10:00');
    await county.system(tickQueues, {});
    expect(await one(buyer, id)).toMatchObject({ state: 'waiting', ticket: { source: 'booking' } });
    const ticket = await next(video, 3);
    expect((await end(video, id, ticket.version, { result: 'filed' })).status).toBe(200);
    at('10:40');
    await county.system(tickQueues, {});
    expect((await one(buyer, id)).state).toBe('done');
  });

  it('is none of the hall’s: the machine there does not take it for one at a window', async () => {
    at('09:10');
    const { id } = (await ask(resident, { way: 'video', at: { day, time: '11:00' } })).body;
    const [who] = await rows<{ id: string; sealed: string }>(
      county,
      `select p.id, p.identity_sealed as sealed from person p join help_request r on r.county = p.county and r.person = p.id where r.id = '${id}'`,
    );
    const shown = county.house.vault.open(county.county, identityPlace(who!.id), who!.sealed);
    const taken = await county.guest().create('/tickets', { device: await enrolMachine(county), shown });
    expect(taken.body.code).toBe('booking-unknown');
    expect(await one(resident, id)).toMatchObject({ state: 'booked' });
    expect((await resident.post(`/help-requests/${id}/withdrawal`)).status).toBe(204);
    expect((await one(resident, id)).state).toBe('cancelled');
  });

  it('that nobody kept is given back and does not count against the person', async () => {
    const { id } = (await ask(buyer, { at: { day: '2024-11-05', time: '09:00' } })).body;
    at('09:00', '2024-11-06');
    await county.system(tickQueues, {});
    expect((await one(buyer, id)).state).toBe('cancelled');
    expect((await buyer.get('/notices')).body.items[0]).toMatchObject({ title: '预约没有能进行' });
    expect(await rows(county, `select 1 from booking where state = 'missed' and queue like 'helpers%'`)).toEqual([]);
  });
});

describe('a talk that the end of the day ended', () => {
  it('stays with its helper until the result is written', async () => {
    await seat.post(`/seats/${seatNo(1)}/sitting`);
    const { id } = (await ask(resident)).body;
    await step(seat, await next(seat, 1), 'beginning');
    at('08:00', '2024-11-05');
    await county.system(tickQueues, {});
    expect(await one(resident, id)).toMatchObject({ state: 'done', result: null });
    const unwritten = async (who: Browser) => (await who.get('/desk/help-requests?result=none&staff=mine')).body.items.map((r: any) => r.id);
    expect(await unwritten(seat)).toEqual([id]);
    expect(await unwritten(video)).toEqual([]);
    expect((await end(video, id, 1)).status).toBe(403);
    expect((await end(seat, id, 1)).status).toBe(200);
    expect(await unwritten(seat)).toEqual([]);
  });
});

describe('what is counted', () => {
  it('lists and counts without names for who only counts', async () => {
    const whole = (await seat.get('/desk/help-requests?state=done')).body;
    expect(whole.total).toBe(6);
    expect(whole.items.every((r: any) => r.personName && r.phone)).toBe(true);
    // Who sees no names finds nobody by name either.
    const named = `/desk/help-requests?q=${encodeURIComponent(whole.items[0].personName)}`;
    expect((await seat.get(named)).body.total).toBeGreaterThan(0);
    expect((await supervisor.get(named)).body.total).toBe(0);
    const counted = (await supervisor.get('/desk/help-requests?result=handed')).body;
    expect(counted.items).toHaveLength(1);
    expect(counted.items[0]).toMatchObject({ personName: null, phone: null, told: null, minutes: 10, grade: 5 });
    expect((await supervisor.get(`/desk/help-requests/figures?from=${day}&to=${day}`)).body).toMatchObject({ ended: 5, rated: 2, good: 1, low: 1 });
    const figures = (await supervisor.get(`/sites/helpers/figures?from=${day}&to=${day}`)).body;
    expect(figures.whole).toMatchObject({ served: 6 });
    expect(figures.queues.map((q: any) => q.name)).toEqual(['电话帮办', '视频帮办']);
  });

  it('lets the service owner change hours and seats, and nobody else', async () => {
    const owner = await county.as('service-owner');
    const plan = (await owner.get('/desk/helper-seats')).body;
    const { id, version, ...queue } = plan.queues[0];
    expect((await owner.send('PUT', `/desk/helper-seats/queues/${id}`, { ...queue, version, slotCapacity: 5 })).status).toBe(204);
    expect((await owner.get('/desk/helper-seats')).body.queues[0].slotCapacity).toBe(5);
    expect((await owner.create('/desk/helper-seats', { number: 1, name: '重号席', serves: ['helpers-phone'] })).body.errors[0].path).toBe('number');
    expect((await owner.create('/desk/helper-seats', { number: 4, name: '四号席', serves: ['hall-approval'] })).body.errors[0].path).toBe('serves');
    const made = (await owner.create('/desk/helper-seats', { number: 4, name: '四号席', serves: ['helpers-phone'] })).body.id;
    expect((await owner.send('DELETE', `/desk/helper-seats/${made}`, { version: 1 })).status).toBe(204);
    expect((await seat.get('/desk/helper-seats')).status).toBe(403);
  });
});
