/** The reuse rate by hand, and through the desk's door with the cases behind it. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, fileNewborn, newCounty } from '../../testing/index.ts';
import { count, type GivenWay, rate, tally } from './reuse.ts';

const catalogue = {
  matters: [
    { id: 'a', department: 'x' },
    { id: 'b', department: 'x' },
    { id: 'c', department: 'y' },
  ],
} as never;
const row = (way: GivenWay, wantedBy: string[], n = 1, thing = '17', month = '2024-11') => ({ thing, wantedBy, way, month, n });

it('counts one material for three matters: uploaded it saves two submissions, from the wallet three', () => {
  expect(tally([row('upload', ['a', 'b', 'c'])], catalogue).total).toEqual({ given: 1, reused: 0, saved: 2 });
  expect(tally([row('wallet', ['a', 'b', 'c'])], catalogue).total).toEqual({ given: 1, reused: 1, saved: 3 });
  const { departments } = tally([row('wallet', ['a', 'b', 'c']), row('upload', ['a', 'b'])], catalogue);
  expect(departments.get('x')).toEqual({ given: 2, reused: 1, saved: 3 });
  expect(departments.get('y')).toEqual({ given: 1, reused: 1, saved: 1 });
});

it.each([
  [0, 0, null],
  [3, 1, 33.3],
  [3, 2, 66.7],
  [7, 7, 100],
])('of %i given %i reused are %s per cent', (given, reused, percent) => expect(rate({ given, reused, saved: 0 })).toBe(percent));

it('never reuses more than was given, and sums to the same by thing and by month', () => {
  const ways: GivenWay[] = ['wallet', 'result', 'query', 'upload', 'declare', 'follow'];
  const rows = fc.array(
    fc.record({
      way: fc.constantFrom(...ways),
      wantedBy: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
      n: fc.integer({ min: 1, max: 9 }),
      thing: fc.constantFrom('1', '2'),
      month: fc.constantFrom('2024-10', '2024-11'),
    }),
  );
  fc.assert(
    fc.property(rows, list => {
      const t = tally(list, catalogue);
      expect(t.total.reused).toBeLessThanOrEqual(t.total.given);
      for (const map of [t.things, t.months]) {
        const sum = { given: 0, reused: 0, saved: 0 };
        for (const l of map.values()) for (const key of ['given', 'reused', 'saved'] as const) sum[key] += l[key];
        expect(sum).toEqual(t.total);
      }
    }),
  );
  expect(count({ given: 0, reused: 0, saved: 0 }, 2, 1, 'declare')).toEqual({ given: 2, reused: 0, saved: 0 });
});

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

it('shows the supervisor what a case reused, and the lines behind the figure', async () => {
  await fileNewborn(await county.as('resident'));
  const supervisor = await county.as('supervisor');
  const { body } = await supervisor.get('/desk/licence-figures?from=2024-01-01&to=2024-12-31');
  expect(body.things).toMatchObject([{ id: '17', name: '新生儿出生' }]);
  expect(body.total.given).toBe(body.ways.reduce((n: number, w: { n: number }) => n + w.n, 0));
  expect(body.total.rate).toBe(Math.round((body.total.reused * 1000) / body.total.given) / 10);
  const behind = (await supervisor.get('/desk/licence-figures/cases?from=2024-01-01&to=2024-12-31&thing=17&reused=yes')).body;
  expect(behind.total).toBe(body.total.reused);
  const department = body.departments[0];
  expect((await supervisor.get(`/desk/licence-figures/cases?from=2024-01-01&to=2024-12-31&department=${department.id}`)).body.total).toBe(department.given);
  expect((await supervisor.get('/desk/licence-figures?from=2024-13-01&to=x')).body.errors.map((e: { path: string }) => e.path)).toEqual(['from', 'to']);
  expect((await (await county.as('window')).get('/desk/licence-figures?from=2024-01-01&to=2024-12-31')).status).toBe(403);
});
