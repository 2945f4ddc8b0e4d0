/** Tickets that the city's platform has opened here: taken in once, told how they go, refused with every reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../e2e/city/city.ts';
import { openPartners } from '../../../e2e/city/with-city.ts';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { sendJob } from './index.ts';

let county: County;
let partners: Awaited<ReturnType<typeof openPartners>>;
let city: City;
let province: City;
let seat: Browser;
beforeAll(async () => {
  county = await newCounty();
  partners = await openPartners(county);
  ({ city, province } = partners);
  seat = await county.as('hotline');
});
afterAll(async () => {
  await county?.close();
  await partners?.close();
});

let subjects = 0;
/** Says it on a line of its own, signed, and gives what the receipt says. */
async function say(topic: string, body: object, from = city) {
  const m = from.message(topic, `${topic}:${++subjects}`, 1, body, { sentAt: county.house.clock.now() });
  const r = await county.guest().post('/exchange/messages', m);
  expect(r.status).toBe(200);
  return { state: r.body.state as string, reason: r.body.reason as string | null, result: r.body.result ? JSON.parse(r.body.result) : null, m };
}
const told = (partner: City, topic: string) => partner.taken.filter(m => m.topic === topic).map(m => JSON.parse(m.body));
/** Everything that waits goes. */
async function send() {
  for (let i = 0; i < 8; i++) {
    await county.owner`update exchange_partner set retry_at = null`;
    await sendJob(county.house).handle([], county.county);
  }
}

describe('a ticket of the city', () => {
  const ticket = {
    outside: 'LL12345-202411-0007',
    category: 'complaint',
    title: '小区门口路灯不亮',
    body: '宁乡镇凤城街三号小区门口的两盏路灯不亮已经一周。',
    place: '凤城街三号小区',
    callerName: '郝女士',
    phone: '13835812345',
  };

  it('waits for a seat like what was written, once however often it comes', async () => {
    const first = await say('ticket', ticket);
    expect(first).toMatchObject({ state: 'done', result: { outside: ticket.outside, number: expect.stringMatching(/^热〔2024〕\d+号$/) } });
    // Put on the line anew under another number of the line: the same ticket all the same.
    expect((await say('ticket', ticket)).result).toEqual(first.result);
    const { items } = (await seat.get(`/desk/hotline/tickets?q=${ticket.outside}`)).body;
    expect(items).toMatchObject([{ number: first.result.number, title: ticket.title, state: 'new', channel: 'city' }]);
  });

  it('its steps and its answer go back to the city, and to nobody else', async () => {
    const [{ id, version }] = (await seat.get(`/desk/hotline/tickets?q=${ticket.outside}`)).body.items;
    const sent = await seat.post(`/desk/hotline/tickets/${id}/sending`, { version, unit: 'housing-construction' });
    expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300);
    const reviewer = await county.as('reviewer.housing-construction');
    const duty = (await reviewer.get(`/desk/duties?id=${id}`)).body.items[0];
    const answered = await reviewer.post(`/desk/duties/${id}/answer`, { version: duty.version, answer: '已经更换灯头和线路，当晚恢复照明。' });
    expect(answered.status, JSON.stringify(answered.body)).toBeLessThan(300);
    await send();
    const steps = told(city, 'ticket');
    expect(steps.map(s => s.kind)).toEqual(['sent', 'answered']);
    expect(steps.at(-1)).toMatchObject({ outside: ticket.outside, text: '已经更换灯头和线路，当晚恢复照明。', unit: 'housing-construction' });
    expect(JSON.stringify(steps)).not.toContain('郝女士');
    expect(told(province, 'ticket')).toEqual([]);
    expect(city.outOfOrder).toEqual([]);
  });

  it('tickets that began here are no business of the city', async () => {
    await (await county.as('seller')).create('/hotline/tickets', {
      category: 'consult',
      title: '社保卡丢了怎么补',
      body: '社保卡丢了，想问在哪里补办，要带什么。',
    });
    await send();
    expect(told(city, 'ticket')).toHaveLength(2);
  });

  it.each<[string, object, string]>([
    ['without its number', { ...ticket, outside: ' ' }, '请填写对方的编号'],
    ['with another content under a number that was used', { ...ticket, title: '另一件完全不同的事' }, '内容不一样：LL12345-202411-0007 在本县的编号是 热'],
    ['without a telephone', { ...ticket, outside: 'X1', phone: '' }, '请填写回访电话'],
    ['with a telephone that is none', { ...ticket, outside: 'X2', phone: '12345' }, '11 位手机号码'],
    ['of no category', { ...ticket, outside: 'X3', category: 'gossip' }, '请选择类别'],
    ['with what nobody knows', { ...ticket, outside: 'X4', colour: 'red' }, 'colour'],
    ['of a kind that nobody takes', { ...ticket, outside: 'X5', kind: 'letter' }, '不接收这一类'],
  ])('%s is refused with the reason, and leaves nothing', async (_, body, reason) => {
    const before = await rows(county, 'select 1 from duty');
    expect(await say('ticket', body)).toMatchObject({ state: 'refused', reason: expect.stringContaining(reason), result: null });
    expect(await rows(county, 'select 1 from duty')).toHaveLength(before.length);
    const admin = await county.as('admin');
    const { items } = (await admin.get('/desk/exchange/messages?direction=in&state=refused&topic=ticket')).body;
    expect(items[0]).toMatchObject({ answer: expect.stringContaining(reason) });
  });
});
