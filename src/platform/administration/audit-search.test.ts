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

it('names every kind of record, and what people did to it', async () => {
  const auditor = await county.as('auditor');
  const unnamed = new Set<string>();
  let before = '';
  for (;;) {
    const { items } = (await auditor.get(`/audit?${before}`)).body as {
      items: { seq: string; actor: string; action: string; title: string | null; subject: string | null; record: string | null }[];
    };
    for (const i of items) {
      if (i.subject && !i.record) unnamed.add(i.subject);
      if (!i.title && i.actor !== 'system' && !i.action.startsWith('demo.')) unnamed.add(i.action);
    }
    if (items.length < 100) break;
    before = `before=${items.at(-1)!.seq}`;
  }
  expect([...unnamed]).toEqual([]);
});
