/** Five pulls of the plug with real, durable servers; `npm run bench kills` does two hundred. */
import { expect, it } from 'vitest';
import { pullPlug } from '../bench/kills.ts';

it('loses nothing that was acknowledged and doubles nothing when it is killed during submissions', { timeout: 300_000 }, async () => {
  const o = await pullPlug(5);
  expect({ lost: o.lost, doubled: o.doubled, faults: o.faults }).toEqual({ lost: [], doubled: [], faults: [] });
  expect(o.acknowledged).toBeGreaterThan(0);
  expect(o.withDatabase).toBeGreaterThan(0);
});
