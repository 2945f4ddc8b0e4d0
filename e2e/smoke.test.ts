/** Portal and desk open, show Chinese, and have no fault. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey?.close());

it('opens the portal and the desk', async () => {
  const resident = await journey.visitor('resident', 'phone');
  await resident.open('/');
  await resident.page.getByRole('heading', { level: 1 }).waitFor();
  await looksRight(resident.page);
  const reviewer = await journey.visitor('reviewer.public-security');
  await reviewer.open('/desk/tasks');
  await reviewer.page.getByRole('heading', { level: 1 }).waitFor();
  await looksRight(reviewer.page);
  expect([...resident.faults, ...reviewer.faults]).toEqual([]);
});
