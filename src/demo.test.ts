/** A demo county can be made on any day of a year: what its people do is counted from that day, and some of what they report has days of its own. */
import { expect, it } from 'vitest';
import { nationalNotices } from '#platform/holidays';
import { makeDemo } from './demo.ts';
import { newCounty, rows } from './testing/index.ts';

/** The last year whose days off the house knows. */
const known = Math.max(...nationalNotices.map(n => n.year));

it.each([
  ['2024-02-29', 'before anything of the year was signed or gathered in'],
  [`${known}-12-31`, 'when deadlines reach into a year whose days off nobody knows'],
])('on %s, %s', async day => {
  const county = await newCounty({ day, empty: true });
  const failed: unknown[] = [];
  county.house.log = { ...county.house.log, error: (...said) => void failed.push(said) };
  await makeDemo(county.house, county.county, { seed: 1, residents: 110, firms: 10, cases: 6, days: 12, say: () => {} });
  expect(failed).toEqual([]);
  // Nothing is of a day to come.
  const [last] = await rows<{ day: string; cases: number }>(
    county,
    `select max(on_day)::text as day, (select count(*)::int from case_file) as cases from (select max(day) as on_day from case_event union all select max(opened_on) from duty) d`,
  );
  expect(last!.day <= day).toBe(true);
  expect(last!.cases).toBeGreaterThan(0);
  // Whoever it was made for gets in.
  expect((await (await county.as('resident')).get('/cases')).status).toBe(200);
  await county.close();
});
