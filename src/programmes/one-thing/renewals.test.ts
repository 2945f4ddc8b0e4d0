/** Reminders before a licence ends: once at sixty days, once at fifteen, with the thing that issues it anew. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';
import { filesCatalogue } from './install.ts';
import { remindOfEnds, renewalOf } from './renewals.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

it('knows the thing that renews, and says where there is none', () => {
  const c = filesCatalogue();
  expect(renewalOf(c, 'vehicle-transport-certificate')?.name).toBe('开办运输企业');
  expect(renewalOf(c, 'elderly-institution-filing')).toBeUndefined();
});

it('reminds once at each threshold', async () => {
  const seller = await county.as('seller');
  const told = async () => (await seller.get('/notices')).body.items.filter((n: { title: string }) => n.title === '证照快到期了：居住证');
  const remind = () => county.system(remindOfEnds, {});
  await remind();
  await remind();
  const [first, ...more] = await told();
  expect(more).toEqual([]);
  expect(first.body).toContain('还有 41 天');
  expect(first.link).toMatch(/^\/things\/\d+$/);
  county.travel('2024-11-30');
  await remind();
  await remind();
  expect((await told()).map((n: { body: string }) => /还有 (\d+) 天/.exec(n.body)![1])).toEqual(['15', '41']);
  county.travel('2024-11-04');
});
