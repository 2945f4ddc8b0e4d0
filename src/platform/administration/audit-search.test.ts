/** The audit's search: what people did stands apart from what the system wrote by itself. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county?.close());

it('shows what people did without what the system did, and everything when asked', async () => {
  const auditor = await county.as('auditor');
  const of = async (query: string) => (await auditor.get(`/audit?${query}`)).body.items as { actor: string; seq: string }[];
  const [all] = await rows<{ system: number; people: number }>(
    county,
    `select count(*) filter (where actor = 'system')::int as system, count(*) filter (where actor <> 'system')::int as people from audit.entry`,
  );
  expect(all!.system).toBeGreaterThan(0);
  const people = await of('people=true');
  // A page holds a hundred.
  expect(people).toHaveLength(Math.min(all!.people, 100));
  expect(people.some(i => i.actor === 'system')).toBe(false);
  expect((await of('')).some(i => i.actor === 'system')).toBe(true);
});
