/** Messages of the city and the province: who is believed, what is done once, what has to wait, what is refused. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../e2e/city/city.ts';
import { finishedCase } from '../../../e2e/city/finished.ts';
import { digest, type Message, sign, verifies } from '../../../e2e/city/protocol.ts';
import { openPartners } from '../../../e2e/city/with-city.ts';
import { type County, newCounty, rows, templateDay } from '../../testing/index.ts';
import { sm2KeyPair } from '../crypto/index.ts';

let county: County;
let partners: Awaited<ReturnType<typeof openPartners>>;
let city: City;
let province: City;
let number: string;
beforeAll(async () => {
  county = await newCounty();
  partners = await openPartners(county);
  ({ city, province } = partners);
  number = await finishedCase(county, 'seller');
});
afterAll(async () => {
  await county?.close();
  await partners?.close();
});

const now = () => county.house.clock.now();
const put = (m: object) => county.guest().post('/exchange/messages', m);
const say = (from: City, topic: string, subject: string, seq: number, body: object, over: Partial<Message> = {}) =>
  from.message(topic, subject, seq, body, { sentAt: now(), ...over });
const ask = async (body: object) => {
  const r = await put(say(city, 'query', `query:${crypto.randomUUID()}`, 1, body));
  return r.status === 200 ? { ...r.body, result: r.body.result && JSON.parse(r.body.result) } : r.body;
};
const why = { unit: '吕梁市行政审批局', asker: '王审核', basis: '吕政发〔2024〕9号' };

describe('who is believed', () => {
  it('a message that a known partner signed gets a receipt that we signed', async () => {
    const m = say(city, 'void', 'hello', 1, {});
    const r = await put(m);
    expect([r.status, r.body]).toEqual([200, expect.objectContaining({ id: m.id, from: '141129', to: 'city', state: 'done', result: null })]);
    const { keys } = (await county.guest().get('/exchange/key')).body;
    expect(verifies(r.body, keys.find((k: any) => k.id === r.body.key).publicKey)).toBe(true);
  });
  it.each<[string, number, () => object]>([
    ['partner-unknown', 403, () => say(city, 'void', 'x', 1, {}, { from: 'elsewhere' })],
    ['signature-wrong', 403, () => sign({ ...without(say(city, 'void', 'x', 1, {})) }, sm2KeyPair().privateKey)],
    ['signature-wrong', 403, () => say(city, 'void', 'x', 1, {}, { key: 'province-1' })],
    // The province's key does not speak for the city.
    ['signature-wrong', 403, () => say(province, 'void', 'x', 1, {}, { from: 'city' })],
    ['signature-wrong', 403, () => ({ ...say(city, 'rating', 'x', 1, { grade: 1 }), body: '{"grade":5}' })],
    ['digest-wrong', 422, () => say(city, 'void', 'x', 1, {}, { digest: digest('another') })],
    ['not-for-us', 403, () => say(city, 'void', 'x', 1, {}, { to: '141130' })],
    ['sent-at-wrong', 408, () => say(city, 'void', 'x', 1, {}, { sentAt: new Date(Date.parse(now()) - 301_000).toISOString() })],
    ['sent-at-wrong', 408, () => say(city, 'void', 'x', 1, {}, { sentAt: new Date(Date.parse(now()) + 301_000).toISOString() })],
    ['input', 422, () => ({ ...say(city, 'void', 'x', 1, {}), v: 2 })],
    ['unknown-input', 400, () => ({ ...say(city, 'void', 'x', 1, {}), extra: 1 })],
  ])('%s (%i)', async (code, status, make) => {
    const r = await put(make());
    expect([r.status, r.body.code]).toEqual([status, code]);
    expect(await rows(county, `select 1 from exchange_in where subject = 'x'`)).toEqual([]);
  });
  it('clocks may stand apart as far as the administrator says', async () => {
    await county.owner`update exchange_partner set skew_seconds = 900 where id = 'city'`;
    expect((await put(say(city, 'void', 'late', 1, {}, { sentAt: new Date(Date.parse(now()) - 600_000).toISOString() }))).status).toBe(200);
    await county.owner`update exchange_partner set skew_seconds = 300 where id = 'city'`;
  });
  it('a partner with which there is no exchange is told so', async () => {
    await county.owner`update exchange_partner set active = false where id = 'province'`;
    expect((await put(say(province, 'void', 'y', 1, {}))).body.code).toBe('partner-unknown');
    await county.owner`update exchange_partner set active = true where id = 'province'`;
  });
});

const without = ({ signature: _, ...rest }: Message) => rest;

describe('once and in order', () => {
  it('the same message again, also many at once, is done once and answered alike', async () => {
    const m = say(province, 'rating', number, 1, { number, grade: 5, comment: '很快' });
    const all = await Promise.all([put(m), put(m), put(m), put(m)]);
    expect(all.map(r => [r.status, r.body.state])).toEqual(Array(4).fill([200, 'done']));
    // Later too, put on the line anew.
    const again = await put(say(province, 'rating', number, 1, { number, grade: 5, comment: '很快' }, { id: m.id }));
    expect([again.status, again.body.state, again.body.result]).toEqual([200, 'done', all[0]!.body.result]);
    expect(await rows(county, `select 1 from rating`)).toHaveLength(1);
    expect(new Set(all.map(r => r.body.result)).size).toBe(1);
  });
  it('its id does not stand for another content, nor its number for another message', async () => {
    const first = say(city, 'void', 'reuse', 1, {});
    await put(first);
    expect((await put(say(city, 'void', 'reuse', 1, { other: true }, { id: first.id }))).body.code).toBe('id-reused');
    expect((await put(say(city, 'void', 'reuse', 1, {}))).body.code).toBe('sequence-used');
  });
  it('one that came too early waits for those before it, and the missing one sets all free', async () => {
    const [one, two, three] = [1, 2, 3].map(n => say(city, 'void', 'gap', n, { n }));
    expect((await put(three!)).body.state).toBe('kept');
    expect((await put(two!)).body.state).toBe('kept');
    expect((await put(two!)).body.state).toBe('kept');
    expect((await put(one!)).body.state).toBe('done');
    expect((await put(three!)).body.state).toBe('done');
    expect((await rows<{ state: string }>(county, `select state from exchange_in where subject = 'gap'`)).map(r => r.state)).toEqual(['done', 'done', 'done']);
  });
  it('no more than a hundred wait', { timeout: 60_000 }, async () => {
    await county.owner`insert into exchange_in_subject (county, partner, subject) values ('141129', 'city', 'flood')`;
    await county.owner`insert into exchange_in (county, partner, id, topic, subject, seq, digest, state, received_at)
      select '141129', 'city', gen_random_uuid(), 'void', 'flood', n, '', 'kept', now() from generate_series(2, 101) n`;
    const r = await put(say(city, 'void', 'flood', 150, {}));
    expect([r.status, r.body.code]).toEqual([429, 'too-far-ahead']);
  });
  it('a text that waits lies sealed, and goes when it is done', async () => {
    await put(say(city, 'query', 'sealed', 2, { service: 'residence', params: { name: '白婷婷', identity: '141129199001010023' } }));
    const [kept] = await rows<{ sealed: string }>(county, `select sealed from exchange_in where subject = 'sealed'`);
    expect(kept!.sealed).not.toContain('1411291990');
    await put(say(city, 'void', 'sealed', 1, {}));
    const done = await rows<{ sealed: string | null; state: string }>(county, `select sealed, state from exchange_in where subject = 'sealed'`);
    expect(done.every(r => r.sealed === null)).toBe(true);
  });
});

describe('a rating of the province', () => {
  it('counts like one of ours: one a case, and only after the end', async () => {
    const again = await put(say(province, 'rating', number, 2, { number, grade: 1 }));
    expect(again.body).toMatchObject({ state: 'refused', reason: expect.stringContaining('已经评价过') });
    const open = (await rows<{ number: string }>(county, `select number from case_file where state = 'open' limit 1`))[0];
    if (open) expect((await put(say(province, 'rating', open.number, 1, { number: open.number, grade: 3 }))).body.state).toBe('refused');
    expect((await put(say(province, 'rating', 'none', 1, { number: '141129-20240101-9999', grade: 3 }))).body).toMatchObject({ state: 'refused' });
    expect((await put(say(province, 'rating', 'none', 2, { number, grade: 9 }))).body).toMatchObject({ state: 'refused' });
  });
  it('that is bad opens a duty of the lead unit, by the applicant', async () => {
    const bad = await finishedCase(county, 'buyer');
    expect((await put(say(province, 'rating', bad, 1, { number: bad, grade: 1, comment: '跑了四趟' }))).body.state).toBe('done');
    const [duty] = await rows<{ title: string; body: string; openedByName: string }>(
      county,
      `select title, body, opened_by_name from duty where kind = 'bad-rating'`,
    );
    expect(duty).toMatchObject({ body: '跑了四趟', openedByName: expect.stringContaining('山西省') });
    expect(duty!.title).toContain(bad);
  });
});

describe('questions of others', () => {
  it('about a case: its course, without the person', async () => {
    const r = await ask({ service: 'progress', params: { number }, ...why, purpose: '办件跟踪' });
    expect(r).toMatchObject({ state: 'done', result: { number, state: 'finished', tasks: expect.any(Array) } });
    expect(JSON.stringify(r)).not.toMatch(/\d{17}[\dX]/);
  });
  it('need purpose, unit, asker and basis, and a service that there is', async () => {
    expect((await ask({ service: 'progress', params: { number } })).reason).toContain('依据');
    expect((await ask({ service: 'progress', params: { number }, ...why, purpose: '随便看看' })).reason).toContain('可以用于：办件跟踪');
    expect((await ask({ service: 'tax-returns', ...why, purpose: '办件跟踪' })).reason).toContain('没有这项数据服务');
    expect((await ask({ service: 'constructor', ...why })).reason).toContain('没有这项数据服务');
  });
  it('about a licence: valid today or not', async () => {
    const [licence] = await rows<{ number: string; id: string }>(county, `select number, id from licence where state = 'valid' limit 1`);
    const question = { service: 'licence-validity', params: { number: licence!.number }, ...why, purpose: '执法检查' };
    expect((await ask(question)).result).toMatchObject({ found: true, state: 'valid' });
    await county.owner`update licence set state = 'revoked' where id = ${licence!.id}`;
    expect((await ask(question)).result).toMatchObject({ state: 'revoked' });
    expect((await ask({ ...question, params: { number: 'NOTHING' } })).result).toEqual({ found: false });
  });
  it('about residence: yes only where name and number fit, and the person can read who asked', async () => {
    const [bai] = await rows<{ id: string; sealed: string }>(county, `select id, identity_sealed as sealed from person where name = '白婷婷'`);
    const identity = county.house.vault.open(county.county, `person.identity:${bai!.id}`, bai!.sealed);
    const question = { service: 'residence', ...why, purpose: '入学资格核验' };
    expect((await ask({ ...question, params: { name: '白婷婷', identity } })).result).toMatchObject({ registered: true });
    expect((await ask({ ...question, params: { name: '白婷', identity } })).result).toEqual({ registered: false, town: null });
    const mine = (await (await county.as('resident')).get('/data-queries?service=residence')).body.items;
    expect(mine).toMatchObject([{ direction: 'in', serviceName: '本县户籍', unit: '吕梁市行政审批局', askedByName: '王审核', purpose: '入学资格核验' }]);
    expect((await (await county.as('elder')).get('/data-queries')).body.items).toEqual([]);
    expect((await (await county.as('auditor')).get('/data-queries')).body.total).toBeGreaterThan(3);
    // The number that came stands nowhere in clear.
    const dump = await rows<{ t: string }>(
      county,
      `select string_agg(q::text, '') || (select string_agg(i::text, '') from exchange_in i) as t from data_query q`,
    );
    expect(dump[0]!.t).not.toContain(identity);
  });
  it('are counted: at the limit of the day they are refused, the next day goes on', async () => {
    await county.owner`insert into data_query (county, id, direction, service, service_name, partner, unit, asked_by, asked_by_name, purpose, basis, asked_at, asked_on, state)
      select '141129', gen_random_uuid(), 'in', 'residence', '', 'city', '', '', '', '', '', now(), ${templateDay}, 'answered' from generate_series(1, 2000)`;
    const question = { service: 'residence', ...why, purpose: '入学资格核验', params: { name: '白婷婷', identity: '11010519491231002X' } };
    expect((await ask(question)).reason).toContain('用完了');
    county.travel('2024-11-05');
    expect((await ask(question)).state).toBe('done');
    county.travel(templateDay);
  });
  it('for the list of items need nothing: it is open', async () => {
    expect((await ask({ service: 'items' })).result.items).toHaveLength(40);
  });
});

it('refuses what it does not serve, in words, and goes on with the next', async () => {
  expect((await put(say(city, 'licence', 'new', 1, { number: 'X' }))).body).toMatchObject({ state: 'refused', reason: expect.stringContaining('不接收') });
  expect((await put(say(city, 'void', 'new', 2, {}))).body.state).toBe('done');
});
