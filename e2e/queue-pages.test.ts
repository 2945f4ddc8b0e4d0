/** A queue of several pages: on and back by buttons and keys, and to the beginning when the last page has been worked off. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let me: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  await file(journey, 'husband', 12, { 'file-move': 'yes', 'flexible-pension': 'yes', 'medical-cover': 'none', 'flexible-fund': 'no' });
  // More of the same, as many as make three pages with the three that are there.
  await journey.county.owner`
    insert into task select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'key', 'more-' || n, 'position', n, 'title', '第 ' || n || ' 件'))).*
    from task t cross join generate_series(101, 198) n
    where t.id = (select id from task where unit = 'human-resources' and state = 'ready' limit 1)`;
  me = await journey.visitor('reviewer.human-resources');
});
afterAll(() => journey?.close());

const rows = () => me.page.locator('[data-queue-row]').allTextContents();
const turned = (to: RegExp) => me.page.waitForURL(to);

it('turns on and back', async () => {
  const { page } = me;
  const pages = page.getByRole('navigation', { name: '翻页' });
  const [back, on] = [pages.getByRole('button', { name: '上一页' }), pages.getByRole('button', { name: '下一页' })];
  await me.open('/desk/tasks');
  await pages.getByText('共 101 件').waitFor();
  expect(await back.isDisabled()).toBe(true);
  await expect.poll(rows).toHaveLength(50);
  const first = await rows();
  await on.click();
  await turned(/after=/);
  await expect.poll(rows).not.toEqual(first);
  const second = await rows();
  await page.keyboard.press(']');
  await expect.poll(async () => (await rows()).length).toBe(1);
  expect(await on.isDisabled()).toBe(true);
  expect(new Set([...first, ...second, ...(await rows())]).size).toBe(101);
  await looksRight(page);
  await page.keyboard.press('[');
  await turned(/before=/);
  await expect.poll(rows).toEqual(second);
  await back.click();
  await expect.poll(rows).toEqual(first);
  await expect.poll(() => back.isDisabled()).toBe(true);
});

it('begins again when the page that one comes back to is done, and when the list is another', async () => {
  const { page } = me;
  const last = page.url();
  await me.open('/desk/tasks?after=2099-01-01_141129_0');
  await expect.poll(rows).toHaveLength(50);
  await expect.poll(() => page.url()).not.toMatch(/after|before/);
  await me.open(last.replace(/before=[^&]*/, 'after=2024-01-01_141129_0'));
  await expect.poll(rows).toHaveLength(50);
  await page.getByRole('button', { name: '待受理' }).click();
  await turned(/state=ready$/);
});
