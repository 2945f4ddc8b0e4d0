/** The demo: tickets, visits and not-done entries in every state, in the order of their days. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Cast, castPlayers } from '#platform/demo';
import { helping } from '#programmes/helping';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { hotline } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county?.close());

it('plays all states; numbers follow the days, and nothing is later than today', async () => {
  const accounts = await rows<{ account: string; subject: string }>(county, `select account, subject from demo_account where kind = 'person'`);
  const staff = await rows<{ login: string; id: string }>(county, 'select login, id from staff');
  const persons = await rows<{ id: string }>(county, 'select id from person order by id');
  // The template has laid the seats out already.
  await county.owner`delete from seat where site = 'helpers'`;
  await county.owner`delete from queue where site = 'helpers'`;
  // Of the cast only ids and a telephone are needed here, and that the county is large enough.
  const cast = {
    people: Object.fromEntries(accounts.map(a => [a.account, { id: a.subject }])),
    staff: Object.fromEntries(staff.map(s => [s.login, s])),
    residents: Array.from({ length: 400 }, (_, i) => ({ id: persons[i % persons.length]!.id, phone: '13800000000' })),
  } as unknown as Cast;
  const demo = { house: county.house, county: county.county, seed: 1, cast, play: castPlayers(county.house, county.county, cast) };
  await helping.demo!(demo);
  await hotline.demo!(demo);
  const states = await rows<{ kind: string; state: string }>(
    county,
    `select distinct kind, state from duty where kind in ('ticket', 'not-done', 'improvement')`,
  );
  const of = (kind: string) =>
    states
      .filter(s => s.kind === kind)
      .map(s => s.state)
      .sort();
  expect(of('ticket')).toEqual(['answered', 'closed', 'joined', 'new', 'open', 'withdrawn']);
  expect(of('not-done')).toEqual(['answered', 'closed', 'open']);
  expect(of('improvement')).toEqual(['answered', 'closed', 'open']);
  const tickets = await rows<{ n: number; openedOn: string }>(
    county,
    `select substring(number from '〕(\\d+)号')::int as n, opened_on::text as "openedOn" from duty where kind = 'ticket' order by n`,
  );
  expect(tickets.map(t => t.openedOn)).toEqual(tickets.map(t => t.openedOn).sort());
  expect(tickets.at(-1)!.openedOn <= '2024-11-04').toBe(true);
  const late = await rows<{ n: number }>(
    county,
    `select count(*)::int as n from hotline_sms where sent_at is null or sent_at > made_at + interval '3 minutes'`,
  );
  expect(late[0]!.n).toBe(0);

  // Helper seats: talks that have ended, some of them rated, and people who wait; each of them stands on its number.
  const seat = await county.as('hotline');
  const talks = async (filter: string) => (await seat.get(`/desk/help-requests?${filter}`)).body.total as number;
  expect(await talks('state=done')).toBeGreaterThan(30);
  expect(await talks('state=open')).toBe(3);
  expect(await talks('grade=none')).toBeGreaterThan(0);
  expect((await rows<{ n: number }>(county, 'select count(*)::int as n from help_request'))[0]!.n).toBe(await talks(''));
});
