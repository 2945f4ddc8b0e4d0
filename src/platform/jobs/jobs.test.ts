/** The outbox and the queue behind it: everything arrives once, several together, and what fails comes again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openLog } from '../../house.ts';
import { type County, newCounty } from '../../testing/index.ts';
import { scopeOf, systemActor } from '../access/index.ts';
import { runJobs, sendLater } from './jobs.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county?.close());

it('hands over what a transaction sent, several at once, and again when the handler failed', async () => {
  const got: number[][] = [];
  let fails = true;
  const job = {
    name: 'send-sms',
    batch: 3,
    async handle(payloads: { n: number }[]) {
      got.push(payloads.map(p => p.n).sort());
      if (!fails || !payloads.some(p => p.n === 4)) return;
      fails = false;
      throw new Error('planted');
    },
  };
  // What the demo county has to send is not looked at here.
  await county.owner`delete from outbox`;
  const send = (n: number) => county.house.db.write(scopeOf(systemActor(county.county)), sql => sendLater(sql, county.county, 'send-sms', { n }));
  await expect(
    county.house.db.write(scopeOf(systemActor(county.county)), async sql => {
      await sendLater(sql, county.county, 'send-sms', { n: 99 });
      throw new Error('the transaction is lost');
    }),
  ).rejects.toThrow();
  for (const n of [1, 2, 3, 4, 5]) await send(n);
  const jobs = await runJobs(county.runtime, county.house.db, county.county, [job as never], openLog('silent') as never);
  try {
    expect(await jobs.relay()).toBe(5);
    expect(await jobs.relay()).toBe(0);
    await expect.poll(() => got.length, { timeout: 25_000 }).toBe(3);
    expect(got.toSorted()).toEqual([
      [1, 2, 3],
      [4, 5],
      [4, 5],
    ]);
  } finally {
    await jobs.stop();
  }
});
