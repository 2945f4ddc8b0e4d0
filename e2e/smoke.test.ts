/** Portal and desk open, show Chinese, and have no fault; the portal is light: a phone on a slow line gets its first page. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch } from './browser.ts';
import { firstLoad } from './first-load.ts';
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
});

it('loads the portal’s first page with at most 120 KB of JavaScript, gzipped', async () => {
  const browser = await launch();
  const load = await firstLoad(browser, `${journey.url}/`);
  await browser.close();
  expect(load.scripts).toBeGreaterThan(0);
  expect(load.scripts).toBeLessThanOrEqual(120);
});

it('says what a resident pays for the insurance, who pays the rest and why', { timeout: 120_000 }, async () => {
  const { page, open } = await journey.visitor('resident', 'phone');
  await open('/insurance');
  await page.getByRole('button', { name: '算一算' }).click();
  await page.getByText('请填写出生日期').first().waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '用我的信息' }).click();
  await page.getByRole('checkbox', { name: '城乡低保对象' }).check();
  await page.getByRole('button', { name: '算一算' }).click();
  await page.getByRole('heading', { name: '个人缴 80.00 元' }).waitFor();
  await page.getByText('医疗救助资金替缴').waitFor();
  await page.getByText('320.00 元', { exact: true }).waitFor();
  await looksRight(page);
  await page.getByLabel(/上一次参保/).fill('2022');
  await page.getByRole('button', { name: '算一算' }).click();
  await page.getByText('有 3 个月等待期').waitFor();
});
