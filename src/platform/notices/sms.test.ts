/** The carrier's gateway: what it is sent, and what happens to messages that it does not take. */
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { smsJob } from './notices.ts';
import { httpSms } from './sms.ts';

let county: County;
let carrier: Server;
const taken: { phone: string; text: string }[] = [];
let fails: (text: string) => boolean = () => false;

beforeAll(async () => {
  county = await newCounty();
  carrier = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts);
    const message = JSON.parse(body.toString());
    const signed = request.headers['x-signature'] === createHmac('sm3', 'key').update(body).digest('hex');
    response.statusCode = signed && !fails(message.text) ? 200 : 502;
    if (response.statusCode === 200) taken.push(message);
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise(done => carrier.once('listening', done));
  county.house.sms = httpSms(`http://127.0.0.1:${(carrier.address() as AddressInfo).port}/`, 'key');
});
afterAll(async () => {
  carrier.close();
  await county.close();
});

it('sends each message once: those that the carrier refuses are tried again, the others are not', async () => {
  await county.owner`delete from notice where county = ${county.county}`;
  const [person] = await rows<{ id: string }>(county, `select subject as id from demo_account where account = 'resident'`);
  const made = await county.owner<{ id: string }[]>`
    insert into notice (county, person, template, title, body, made_at, sms)
    select ${county.county}, ${person!.id}, 'case-filed', t, '请查看', now(), 'waiting' from unnest(array['第一条', '第二条', '第三条']) t returning id`;
  const job = smsJob(county.house);
  const work = () =>
    job.handle(
      made.map(m => ({ notice: m.id })),
      county.county,
    );
  fails = text => text.includes('第二条');
  await expect(work()).rejects.toThrow('1 messages');
  expect(taken.map(t => t.text).sort()).toEqual(['【中阳政务】第一条：请查看', '【中阳政务】第三条：请查看']);
  fails = () => false;
  await work();
  await work();
  expect(taken.map(t => t.text).at(-1)).toBe('【中阳政务】第二条：请查看');
  expect(taken).toHaveLength(3);
  expect(taken.every(t => /^1\d{10}$/.test(t.phone))).toBe(true);
});

it('tells who waits for a code that it could not be sent', async () => {
  fails = () => true;
  const { status, body } = await county.guest().post('/session/code', { phone: '13800001234' });
  expect([status, body.code], JSON.stringify(body)).toEqual([503, 'code-not-sent']);
});
