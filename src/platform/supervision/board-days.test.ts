/** The board's figures are the same whether a day is summed or counted where it lies, whatever changes afterwards. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty } from '../../testing/index.ts';
import { dice } from '../demo/index.ts';
import { sumBoard } from './board-days.ts';

const units = ['health', 'public-security', 'human-resources'];
const towns = ['ningxiang', 'jinluo', null];
const d = dice(21);
let county: County;
let supervisor: Browser;
let head: Browser;

const dayOf = (n: number) => `2024-10-${String(n).padStart(2, '0')}`;

/** A finished case as the engine would have left it, with a task in each of its units, filed and closed on any of ten days. */
async function put(): Promise<void> {
  const { owner } = county;
  const [id, person] = [crypto.randomUUID(), crypto.randomUUID()];
  const mine = units.filter(() => d.chance(0.6));
  const [subject, town, filed] = [String(d.pick([7, 14, 17])), d.pick(towns), d.between(1, 10)];
  const finished = Math.min(filed + d.between(0, 4), 10);
  await owner`
    insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant, applicant_name,
      channel, town, parties, units, delivery, state, filed_at, filed_on, finished_on, sealed, search)
    values ('141129', ${id}, ${`t-${id}`}, 'one-thing', ${subject}, '新生儿出生', 1, 'person', ${person}, '某', ${person}, '某', 'portal', ${town},
      ${[person]}::uuid[], ${mine}, 'electronic', 'finished', ${`${dayOf(filed)}T02:00:00Z`}, ${dayOf(filed)}, ${dayOf(finished)}, '', '')`;
  for (const unit of mine)
    await owner`
      insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, closed_on, promised_days, late, corrections, tacit, number, subject, town, filed_on)
      values ('141129', ${crypto.randomUUID()}, ${id}, ${unit}, '事项', 1, ${unit}, '{}', 'delivered', ${d.pick(['approved', 'approved', 'refused', null])},
        ${dayOf(d.between(filed, finished))}, 5, ${d.chance(0.3)}, ${d.between(0, 2)}, ${d.chance(0.2)}, ${`t-${id}`}, ${subject}, ${town}, ${dayOf(filed)})`;
  if (d.chance(0.5))
    await owner`insert into rating (county, case_id, grade, given_by, given_at, given_on, subject, units)
      values ('141129', ${id}, ${d.between(1, 5)}, ${person}, now(), ${dayOf(finished)}, ${subject}, ${mine})`;
}

const period = `from=${dayOf(1)}&to=2024-11-04`;
const looks = [
  `from=${dayOf(6)}&to=${dayOf(8)}`,
  ...['', '&unit=health', '&subject=17', '&town=jinluo', '&unit=health&subject=17', '&unit=health&town=jinluo&subject=7'].map(l => period + l),
];

/** Every look at the board, with the order of equals made one. */
async function seen() {
  const figures = async (who: Browser, path: string) => {
    const { status, body } = await who.get(path);
    expect(status, JSON.stringify(body)).toBe(200);
    for (const list of ['byUnit', 'bySubject', 'byTown']) body[list].sort((a: object, b: object) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    return body;
  };
  return [...(await Promise.all(looks.map(l => figures(supervisor, `/desk/board?${l}`)))), await figures(head, `/desk/board?${period}`)];
}
const forget = () => county.owner`delete from board_summed`;
const summedDays = async () =>
  (await county.owner<{ n: number }[]>`select count(*)::int as n from board_summed where day between ${dayOf(1)} and ${dayOf(10)}`)[0]!.n;

beforeAll(async () => {
  county = await newCounty();
  supervisor = await county.as('supervisor');
  head = await county.as('head.health');
  for (let n = 0; n < 60; n++) await put();
});
afterAll(() => county?.close());

describe('the board', () => {
  it('shows the same from the sums as from the tasks themselves', async () => {
    await forget();
    const counted = await seen();
    expect(counted[1].total.decided).toBeGreaterThan(40);
    expect(counted[1].ratings.length).toBeGreaterThan(2);
    expect(counted[1].byTown.some((t: { town: string | null }) => t.town === null)).toBe(true);
    await sumBoard(county.house, county.county);
    expect(await summedDays()).toBe(10);
    expect(await seen()).toEqual(counted);
    // They do come from the sums.
    await county.owner`update board_day set decided = decided + 1`;
    expect((await seen())[1].total.decided).toBeGreaterThan(counted[1].total.decided);
    await forget();
    await sumBoard(county.house, county.county);
    expect(await seen()).toEqual(counted);
  });

  it.each<[string, () => Promise<unknown>]>([
    ['a task of that day becomes late', () => county.owner`update task set late = not late where closed_on = ${dayOf(5)}`],
    ['a task is closed on another day', () => county.owner`update task set closed_on = ${dayOf(6)} where closed_on = ${dayOf(4)}`],
    ['a case of a past day comes in', put],
    ['a case finishes on another day', () => county.owner`update case_file set finished_on = ${dayOf(9)} where finished_on = ${dayOf(8)} and subject = '17'`],
    ['a rating is given', () => county.owner`update rating set grade = 1 where given_on = ${dayOf(7)}`],
  ])('forgets the sums of a day when %s', async (_, change) => {
    await sumBoard(county.house, county.county);
    const before = await seen();
    await change();
    expect(await summedDays()).toBeLessThan(10);
    const after = await seen();
    expect(after).not.toEqual(before);
    await forget();
    expect(await seen()).toEqual(after);
    await sumBoard(county.house, county.county);
    expect(await seen()).toEqual(after);
  });

  it('keeps the sums when a result is only handed over', async () => {
    await sumBoard(county.house, county.county);
    await county.owner`update task set state = 'delivered', version = version + 1 where closed_on = ${dayOf(5)}`;
    expect(await summedDays()).toBe(10);
  });

  it('waits with a day for a change of it that is not finished', async () => {
    await sumBoard(county.house, county.county);
    await forget();
    const before = await seen();
    let summing: Promise<void> | undefined;
    await county.owner.begin(async sql => {
      await sql`update task set late = not late where closed_on = ${dayOf(5)}`;
      summing = sumBoard(county.house, county.county);
      await new Promise(done => setTimeout(done, 300));
    });
    await summing;
    const after = await seen();
    expect(after).not.toEqual(before);
    await forget();
    expect(await seen()).toEqual(after);
  });

  it('refuses a period that ends before it begins, or is longer than three years', async () => {
    expect((await supervisor.get('/desk/board?from=2024-10-02&to=2024-10-01')).body).toMatchObject({ status: 422, errors: [{ path: 'from' }] });
    expect((await supervisor.get('/desk/board?from=2020-10-02&to=2024-10-01')).status).toBe(422);
  });
});
