/** The portal is light: a phone on a slow line gets its first page. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './browser.ts';
import { firstLoad } from './first-load.ts';
import { type Journey, openJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey?.close());

it('loads the portal’s first page with at most 120 KB of JavaScript, gzipped', async () => {
  const browser = await launch();
  const load = await firstLoad(browser, `${journey.url}/`);
  await browser.close();
  expect(load.scripts).toBeGreaterThan(0);
  expect(load.scripts).toBeLessThanOrEqual(120);
});
