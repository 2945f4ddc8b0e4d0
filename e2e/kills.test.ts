/** A few pulls of the plug with real, durable servers; `npm run bench kills` does hundreds. */
import { expect, it } from 'vitest';
import { pullPlug, pullPlugWhileSending } from '../bench/kills.ts';

it('loses nothing that was acknowledged and doubles nothing when it is killed during submissions', { timeout: 300_000 }, async () => {
  const o = await pullPlug(2);
  expect({ lost: o.lost, doubled: o.doubled, faults: o.faults }).toEqual({ lost: [], doubled: [], faults: [] });
  expect(o.acknowledged).toBeGreaterThan(0);
  expect(o.withDatabase).toBeGreaterThan(0);
});

it('loses no message to the city and tells it nothing twice or out of order when it is killed in the middle of its queue', { timeout: 300_000 }, async () => {
  const o = await pullPlugWhileSending(3, 100, 3);
  expect(o).toMatchObject({ arrived: 300, lost: 0, wrong: [] });
  // Killed between an answer and writing it down: the same message came again, and was known.
  expect(o.repeated).toBeGreaterThan(0);
});
