/** Portal and desk open, show Chinese, and have no fault. */
import { afterAll, beforeAll, it } from 'vitest';
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
