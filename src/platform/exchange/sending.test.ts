/** Our messages, over real HTTP, to the stand-in of the city's platform with every fault that a line has. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type City, openCity } from '../../../e2e/city/city.ts';
import { introduce, waiting } from '../../../e2e/city/with-city.ts';
import { type County, fileNewborn, newCounty, rows } from '../../testing/index.ts';
import { sendDue, sendJob } from './index.ts';

let county: County;
let city: City;
beforeAll(async () => {
  county = await newCounty();
  city = await openCity();
  await introduce(county, city);
});
afterAll(async () => {
  await county?.close();
  await city?.close();
});
beforeEach(() => city.faults.clear());

const send = (ms = 10_000) => sendDue(county.house, county.county, ms);
const partner = async () => (await rows<any>(county, `select * from exchange_partner where id = 'city'`))[0];
/** What the queue still has to wait for is due now. */
const impatient = async () => {
  await county.owner`update exchange_partner set retry_at = null`;
  await county.owner`update exchange_subject set next_at = null, lease_until = null`;
};
/** Many subjects with some messages each, as if much had happened. */
const mark = (subjects: number, each: number, tag: string) =>
  county.owner`select app.tell_partners(${county.county}, (select jsonb_agg(jsonb_build_object('topic', 'case', 'subject', ${tag} || '-' || lpad(s::text, 5, '0'),
    'at', '2024-11-04T01:00:00Z', 'facts', jsonb_build_object('case', (select id from case_file limit 1)))) from generate_series(1, ${subjects}::int) s, generate_series(1, ${each}::int)))`;
const inOrder = (tag: string) => {
  const by = Map.groupBy(
    city.taken.filter(m => m.subject.startsWith(tag)),
    m => m.subject,
  );
  return [...by.values()].every(list => list.every((m, i) => m.seq === i + 1));
};

let number: string;

describe('a case', () => {
  it('is told as it goes: the filing, each step, in the order in which they happened', async () => {
    const caseId = await fileNewborn(await county.as('resident'));
    number = (await rows<{ number: string }>(county, `select number from case_file where id = '${caseId}'`))[0]!.number;
    await send();
    const told = city.taken.filter(m => m.subject === number);
    expect(told.map(m => m.seq)).toEqual(told.map((_, i) => i + 1));
    expect(told[0]).toMatchObject({ topic: 'case', from: '141129', to: 'city' });
    expect(told.slice(1).every(m => m.topic === 'progress')).toBe(true);
    const steps = await rows<{ kind: string }>(county, `select kind from case_event where case_id = '${caseId}' order by seq`);
    expect(told.slice(1).map(m => JSON.parse(m.body).kind)).toEqual(steps.slice(1).map(s => s.kind));
    const before = city.taken.length;
    const reviewer = await county.as('reviewer.health');
    const [task] = (await reviewer.get('/desk/tasks')).body.items;
    expect((await reviewer.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version })).status).toBe(200);
    await send();
    expect(city.taken.slice(before).map(m => JSON.parse(m.body))).toMatchObject([{ kind: 'accept', number, title: task.title }]);
  });
  it('is told without numbers of people and without full names', () => {
    const all = city.taken.map(m => m.body).join('\n');
    expect(all).toContain('白*婷');
    expect(all).not.toContain('白婷婷');
    expect(all).not.toContain('白安安');
    expect(all).not.toMatch(/\d{17}[\dX]/);
    expect(all).not.toMatch(/1[3-9]\d{9}/);
  });
  it('is told to nobody when the transaction is lost', async () => {
    const before = await waiting(county);
    await expect(
      county.owner.begin(async sql => {
        await sql`insert into case_event (county, case_id, seq, kind, at, day, actor_kind, actor, actor_name)
          select county, id, 900, 'extend', now(), '2024-11-04', 'system', 'system', '系统' from case_file limit 1`;
        throw new Error('lost');
      }),
    ).rejects.toThrow('lost');
    expect(await waiting(county)).toBe(before);
  });
});

describe('a line that is down for days', () => {
  it('loses nothing, tells nobody twice, and drains in order when the other side is back', async () => {
    await city.down();
    await mark(80, 4, 'down');
    await send(2000);
    expect(await partner()).toMatchObject({ failures: expect.any(Number), downReason: expect.stringContaining('连不上') });
    for (const day of ['2024-11-05', '2024-11-06', '2024-11-07']) {
      county.travel(day);
      await send(300);
      // Not one more request than the pauses allow, and nothing is given up.
      expect(await waiting(county)).toBe(320);
    }
    const p = await partner();
    expect(p.failures).toBeGreaterThanOrEqual(3);
    const stuck = await rows(county, `select 1 from exchange_out where state = 'stuck'`);
    expect(stuck).toHaveLength(0);
    await city.up();
    county.travel('2024-11-08');
    const memory = process.memoryUsage().heapUsed;
    let taken = 0;
    for (let left = true; left; ) {
      const round = await send(5000);
      taken += round.taken;
      left = round.left;
    }
    expect(taken).toBe(320);
    expect(await waiting(county)).toBe(0);
    expect(inOrder('down')).toBe(true);
    expect(city.outOfOrder).toEqual([]);
    expect(new Set(city.taken.map(m => m.id)).size).toBe(city.taken.length);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(80 * 1024 * 1024);
    expect((await partner()).downSince).toBeNull();
  });
  it('is told to the administrators once after an hour, and again when it is over', async () => {
    const notices = () => rows<{ title: string }>(county, `select title from notice where template like 'exchange-%' order by made_at`);
    await city.down();
    await mark(1, 1, 'told');
    const job = sendJob(county.house);
    await job.handle([], county.county);
    expect(await notices()).toHaveLength(0);
    await county.owner`update exchange_partner set down_since = down_since - interval '61 minutes'`;
    await job.handle([], county.county);
    await job.handle([], county.county);
    expect((await notices()).map(n => n.title)).toEqual(['上级平台连不上']);
    await city.up();
    await impatient();
    await job.handle([], county.county);
    expect((await notices()).map(n => n.title)).toEqual(['上级平台连不上', '上级平台恢复了']);
  });
});

describe('every other fault of a line', () => {
  it.each([
    ['errors', 3],
    ['answer-lost', 3],
    ['half-answer', 3],
    ['wrong-signature', 3],
  ] as const)('%s: the message comes again until it is believed, and is taken once', async (fault, each) => {
    city.faults.add(fault);
    await mark(4, each, fault);
    await send(300);
    await impatient();
    await send(300);
    expect(await waiting(county)).toBe(4 * each);
    expect((await partner()).downSince).not.toBeNull();
    city.faults.clear();
    await impatient();
    await send();
    expect(await waiting(county)).toBe(0);
    expect(inOrder(fault)).toBe(true);
    expect(city.taken.filter(m => m.subject.startsWith(fault))).toHaveLength(4 * each);
    expect(city.outOfOrder).toEqual([]);
  });
  it('slow: others of the same round are not held up, and none is sent twice', async () => {
    city.faults.add('slow');
    city.slowMs = 400;
    await mark(20, 1, 'slow');
    city.mostAtOnce = 0;
    await send();
    expect(city.mostAtOnce).toBeGreaterThan(1);
    expect(city.taken.filter(m => m.subject.startsWith('slow'))).toHaveLength(20);
    expect(city.seen.filter(m => m.subject.startsWith('slow'))).toHaveLength(20);
  });
  it('two senders at once: each message goes from one of them', async () => {
    await mark(60, 2, 'twice');
    const before = city.seen.length;
    await Promise.all([send(), send(), send()]);
    expect(await waiting(county)).toBe(0);
    expect(city.seen.length - before).toBe(120);
    expect(inOrder('twice')).toBe(true);
  });
  it('a sender that is killed between the answer and writing it down: sent again after its lease, taken once', async () => {
    await mark(1, 2, 'killed');
    const { claim } = await import('./outgoing.ts');
    const [claimed] = await county.system(claim, {});
    const { post } = await import('./sender.ts');
    expect((await post(claimed!.partner, claimed!.envelope)).outcome.kind).toBe('taken');
    // Nobody wrote it down. While the lease lasts nobody sends it; after it somebody does.
    await send(300);
    expect(await waiting(county)).toBe(2);
    await county.owner`update exchange_subject set lease_until = lease_until - interval '2 minutes' where lease_until is not null`;
    await send();
    expect(await waiting(county)).toBe(0);
    const mine = city.taken.filter(m => m.subject.startsWith('killed'));
    expect(mine.map(m => m.seq)).toEqual([1, 2]);
    expect(city.seen.filter(m => m.subject.startsWith('killed')).map(m => m.seq)).toEqual([1, 1, 2]);
  });
});

describe('a message that is refused for good', () => {
  it('is stuck with the answer; its subject waits and others go on; an operator retries it', async () => {
    city.faults.add('refuses');
    city.refuses = m => m.subject === 'no-00001';
    await mark(2, 3, 'no');
    await send();
    const admin = await county.as('admin');
    const { items } = (await admin.get('/desk/exchange/messages?q=no-00001')).body;
    expect(items.map((m: any) => [m.seq, m.state, m.behind])).toEqual([
      [1, 'stuck', false],
      [2, 'waiting', true],
      [3, 'waiting', true],
    ]);
    expect(items[0].answer).toContain('这一份不收');
    expect(city.taken.filter(m => m.subject === 'no-00002')).toHaveLength(3);
    city.faults.clear();
    expect((await admin.post(`/desk/exchange/messages/${items[0].id}/retry`, { version: items[0].version, reason: '急' })).status).toBe(422);
    const retried = { version: items[0].version, reason: '对方已修正登记' };
    expect((await admin.post(`/desk/exchange/messages/${items[0].id}/retry`, retried)).status).toBe(204);
    expect((await admin.post(`/desk/exchange/messages/${items[0].id}/retry`, retried)).body.code).toBe('changed');
    await send();
    expect(city.taken.filter(m => m.subject === 'no-00001').map(m => m.seq)).toEqual([1, 2, 3]);
  });
  it('is skipped with a reason: an empty message takes its number, and the rest follows', async () => {
    city.faults.add('refuses');
    city.refuses = m => m.subject.startsWith('skip') && m.seq === 1 && m.topic !== 'void';
    await mark(1, 2, 'skip');
    await send();
    const admin = await county.as('admin');
    const [stuck] = (await admin.get('/desk/exchange/messages?q=skip&state=stuck')).body.items;
    expect((await admin.post(`/desk/exchange/messages/${stuck.id}/skip`, { version: stuck.version, reason: '重复登记，双方确认不再发送' })).status).toBe(204);
    await send();
    expect(city.taken.filter(m => m.subject.startsWith('skip')).map(m => [m.seq, m.topic, m.body === '{}'])).toEqual([
      [1, 'void', true],
      [2, 'case', false],
    ]);
    const [skipped] = (await admin.get('/desk/exchange/messages?q=skip&state=skipped')).body.items;
    expect(skipped).toMatchObject({ topic: 'case', state: 'skipped', about: expect.any(String) });
    const { body: one } = await admin.get(`/desk/exchange/messages/${skipped.id}`);
    expect(one.envelope).toMatchObject({ from: '141129', to: 'city', topic: 'void', seq: 1, body: {} });
    expect(one.tries).toMatchObject([
      { what: 'refused', words: expect.stringContaining('这一份不收'), who: null },
      { what: 'skip', words: '重复登记，双方确认不再发送', who: expect.any(String) },
    ]);
    const audit = await rows<{ body: string }>(county, `select body from audit.entry where action = 'exchange.skip'`);
    expect(audit[0]!.body).toContain('双方确认不再发送');
  });
  it('declined by a signed receipt cannot be retried: its number is used up, and skipping lets the rest go', async () => {
    city.faults.add('declines');
    city.refuses = m => m.subject.startsWith('decl') && m.seq === 1;
    await mark(1, 2, 'decl');
    await send();
    const admin = await county.as('admin');
    const [stuck] = (await admin.get('/desk/exchange/messages?q=decl&state=stuck')).body.items;
    expect((await admin.post(`/desk/exchange/messages/${stuck.id}/retry`, { version: stuck.version, reason: '再试一次' })).body.code).toBe('message-state');
    expect((await admin.post(`/desk/exchange/messages/${stuck.id}/skip`, { version: stuck.version, reason: '对方已销案' })).status).toBe(204);
    await send();
    expect(city.taken.filter(m => m.subject.startsWith('decl')).map(m => m.seq)).toEqual([2]);
    expect(city.outOfOrder).toEqual([]);
  });
});

describe('who works the exchange', () => {
  it('is the administrator: supervisor and leader look, others do not', async () => {
    for (const account of ['supervisor', 'leader']) {
      const b = await county.as(account);
      expect((await b.get('/desk/exchange')).status).toBe(200);
      expect((await b.post('/desk/exchange/partners/city/pause', { version: 1, reason: '试试' })).status).toBe(403);
    }
    expect((await (await county.as('window')).get('/desk/exchange')).status).toBe(403);
  });
  it('signs in afresh to change a partner', async () => {
    const admin = await county.as('admin');
    const view = (await admin.get('/desk/exchange')).body.partners.find((p: any) => p.id === 'province');
    const body = { version: view.version, name: view.name, url: 'http://elsewhere.example', keys: view.keys, topics: [], active: true };
    expect((await admin.send('PUT', '/desk/exchange/partners/province', body)).body.code).toBe('elevation-needed');
    const { code } = (await admin.get('/demo/code')).body;
    admin.csrf = (await admin.post('/session/elevation', { code })).body.csrf;
    expect((await admin.send('PUT', '/desk/exchange/partners/province', body)).body.errors).toEqual([{ path: 'url', message: '除本机以外，地址必须用 https' }]);
    expect(
      (await admin.send('PUT', '/desk/exchange/partners/province', { ...body, url: 'https://a.example/', keys: [{ id: 'a', publicKey: '04ab' }] })).status,
    ).toBe(422);
  });
  it('pauses: what happens is queued and nothing is sent until it is resumed', async () => {
    const admin = await county.as('admin');
    const at = async () => (await admin.get('/desk/exchange')).body.partners.find((p: any) => p.id === 'city');
    await admin.post('/desk/exchange/partners/city/pause', { version: (await at()).version, reason: '市平台今晚升级' });
    await mark(2, 1, 'pause');
    await send();
    expect(await at()).toMatchObject({ waiting: 2, pausedReason: '市平台今晚升级', pausedBy: expect.any(String) });
    await admin.post('/desk/exchange/partners/city/resumption', { version: (await at()).version });
    await send();
    expect(await at()).toMatchObject({ waiting: 0, pausedReason: null });
  });
  it('is seen by monitoring', async () => {
    await mark(3, 1, 'gauge');
    const text = (await county.app.inject({ url: '/api/metrics' })).body;
    expect(text.match(/bancheng_exchange_waiting\{.*/)?.[0]).toBe('bancheng_exchange_waiting{partner="city"} 3');
    expect(text.match(/bancheng_exchange_stuck\{.*/)?.[0]).toBe('bancheng_exchange_stuck{partner="city"} 0');
    await send();
  });
});

it('tells the items once, and again only what changed', async () => {
  const admin = await county.as('admin');
  const { code } = (await admin.get('/demo/code')).body;
  admin.csrf = (await admin.post('/session/elevation', { code })).body.csrf;
  const view = (await admin.get('/desk/exchange')).body.partners.find((p: any) => p.id === 'city');
  await admin.send('PUT', '/desk/exchange/partners/city', {
    version: view.version,
    name: view.name,
    url: view.url,
    keys: view.keys,
    topics: ['item'],
    active: true,
  });
  await county.owner`update exchange_item set digest = 'of another time' where subject = 'item:one-thing/17'`;
  const before = city.taken.length;
  const job = sendJob(county.house);
  await job.handle([], county.county);
  await job.handle([], county.county);
  const items = city.taken.slice(before).map(m => JSON.parse(m.body));
  expect(items).toHaveLength(1);
  expect(items[0]).toMatchObject({ id: '17', audience: 'individual', lead: { name: expect.any(String) }, matters: expect.arrayContaining([]) });
});
