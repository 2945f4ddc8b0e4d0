/** A county with queues made for one test: seats, a machine, a clock that the test sets. */
import { expect } from 'vitest';
import { z } from 'zod';
import { action } from '#platform/actions';
import { type Browser, type County, enrolMachine, newCounty } from '../../testing/index.ts';
import { saveQueue, saveSeat } from './index.ts';
import { instantOf } from './rules.ts';

export const day = '2024-11-04';
export const tomorrow = '2024-11-05';

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
/** Everything in it lasts as long as the county. */
export async function openQueues() {
  const county: County = await newCounty();
  // What the demo has begun is none of the test's.
  await county.owner`update seat set state = 'closed', staff = null, staff_name = null`;
  await county.owner`update booking set state = 'cancelled'`;
  const device = await enrolMachine(county);
  let made = 0;
  let phone = 13_900_000_000;
  let clock = '';
  /** At the hall's own machine. */
  const kioskBy = (body: object, key?: string) => county.guest().create('/tickets', { device, ...body }, key);
  return {
    county,
    kioskBy,
    /** Whoever comes next. */
    kiosk: (queue: string, more: object = {}) => kioskBy({ queue, shown: String(++phone), ...more }),
    /** The time of day at which the county is. */
    at(time: string, on = day) {
      clock = instantOf(on, time);
      county.house.clock = { today: () => on, now: () => clock };
    },
    now: () => clock,
    /** A queue of its own with seats; its id, prefix, and the seats' ids. */
    async queue(seats: number, more: { also?: string[]; most?: number; remote?: number } = {}) {
      made++;
      const [id, prefix] = [`q${made}`, `Q${String.fromCharCode(64 + made)}`];
      const numbers = Array.from({ length: seats }, (_, i) => made * 10 + i);
      return { id, prefix, seats: (await county.system(make, { id, prefix, seats: numbers, ...more })) as string[] };
    },
    async clerk(account: string, seat: string) {
      const b = await county.as(account);
      const r = await b.post(`/seats/${seat}/sitting`);
      expect(r.status, JSON.stringify(r.body)).toBe(204);
      return b;
    },
    up: (b: Browser, seat: string) => b.send('DELETE', `/seats/${seat}/sitting`),
  };
}
