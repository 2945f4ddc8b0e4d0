/** Lists over cases of several people and units: who finds what, by which word, in which order. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';
import { dice } from '../demo/index.ts';

let county: County;

interface Row {
  number: string;
  unit: string;
  principalName: string;
}

/** A case of three tasks as the engine would have written it: one open, one decided, one of another unit. */
async function put(n: number, name: string, search: string, applicant: string): Promise<void> {
  const { owner } = county;
  const id = crypto.randomUUID();
  await owner`
    insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant, applicant_name,
      channel, parties, units, delivery, state, filed_at, filed_on, sealed, search)
    values ('141129', ${id}, ${`141129-20241101-${n}`}, 'one-thing', '17', '新生儿出生', 1, 'person', ${applicant}, ${name}, ${applicant}, ${name}, 'portal',
      ${[applicant]}::uuid[], '{health,public-security}', 'electronic', 'open', '2024-11-01T02:00:00Z', '2024-11-01', '', ${`141129-20241101-${n} ${name} ${search}`})`;
  for (const [key, unit, state, closed, due] of [
    ['a', 'health', 'accepted', null, `2024-11-${String(10 + n).padStart(2, '0')}`],
    ['b', 'health', 'delivered', '2024-11-02', null],
    ['c', 'public-security', 'accepted', null, '2024-11-20'],
  ] as const)
    await owner`
      insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, closed_on, promised_days, due_on, number, subject, filed_on)
      values ('141129', ${crypto.randomUUID()}, ${id}, ${key}, '事项', 1, ${unit}, '{}', ${state}, ${closed ? 'approved' : null}, ${closed}, 5, ${due},
        ${`141129-20241101-${n}`}, '17', '2024-11-01')`;
}

beforeAll(async () => {
  county = await newCounty();
  const [me] = await county.owner<{ subject: string }[]>`select subject from demo_account where account = 'resident'`;
  await put(3, '李强', 'liqiang lq', me!.subject);
  await put(1, '白李花', 'bailihua blh', crypto.randomUUID());
  await put(2, '欧阳文静', 'ouyangwenjing oywj', crypto.randomUUID());
});
afterAll(() => county?.close());

const list = async (account: string, path: string) => (await (await county.as(account)).get<{ items: Row[]; total: number; more: boolean }>(path)).body;
const people = (l: { items: Row[] }) => l.items.map(r => r.principalName);

it('shows a reviewer the own unit’s open tasks, the most urgent first', async () => {
  const got = await list('reviewer.health', '/desk/tasks');
  expect(people(got)).toEqual(['白李花', '欧阳文静', '李强']);
  expect(new Set(got.items.map(r => r.unit))).toEqual(new Set(['health']));
  expect(got).toMatchObject({ total: 3, more: false });
});

it('shows who supervises every unit’s', async () => {
  expect((await list('supervisor', '/desk/tasks')).total).toBe(6);
  expect((await list('supervisor', '/desk/tasks?unit=public-security')).total).toBe(3);
});

it('shows decided tasks by their day', async () => {
  expect((await list('reviewer.health', '/desk/tasks?tab=closed')).total).toBe(3);
  expect((await list('reviewer.health', '/desk/tasks?tab=closed&from=2024-11-03')).total).toBe(0);
});

it.each([
  ['a whole name', '欧阳文静', ['欧阳文静']],
  ['the middle of a name', '阳文静', ['欧阳文静']],
  ['a short name', '李强', ['李强']],
  ['a surname', '李', ['李强']],
  ['initials', 'lq', ['李强']],
  ['pinyin', 'ouyang', ['欧阳文静']],
  ['a number', '141129-20241101-1', ['白李花']],
  ['a sign that means something in patterns', '%', []],
])('finds by %s', async (_, word, names) => {
  expect(people(await list('reviewer.health', `/desk/tasks?q=${encodeURIComponent(word)}`))).toEqual(names);
  expect(people(await list('window', `/desk/cases?q=${encodeURIComponent(word)}`))).toEqual(names);
});

it('lets a word find nothing of another unit', async () => {
  expect((await list('reviewer.civil-affairs', `/desk/tasks?q=${encodeURIComponent('李强')}`)).total).toBe(0);
});

it('gives a person the own cases only', async () => {
  expect(people(await list('resident', '/cases'))).toEqual(['李强']);
});

describe('a list of several pages', () => {
  const unit = 'civil-affairs';
  interface Page {
    items: (Row & { id: string; title: string; dueOn: string | null; closedOn: string | null; filedOn: string })[];
    total: number;
    previous: string | null;
    next: string | null;
  }
  const get = (account: string, path: string) => list(account, path) as unknown as Promise<Page>;
  const keys = (p: Page) => p.items.map(r => `${r.number} ${r.title}`);

  beforeAll(async () => {
    const { owner } = county;
    const d = dice(3);
    const person = crypto.randomUUID();
    // Few days and many tasks, in an order that is neither that of the numbers nor of anything else.
    for (const n of [...Array(70).keys()].sort(() => d.between(-1, 1))) {
      const id = crypto.randomUUID();
      const filed = `2024-10-${d.pick(['08', '09'])}`;
      const number = `141129-${filed.replaceAll('-', '')}-${String(n).padStart(4, '0')}`;
      await owner`
        insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant, applicant_name,
          channel, parties, units, delivery, state, filed_at, filed_on, sealed, search)
        values ('141129', ${id}, ${number}, 'one-thing', '17', '新生儿出生', 1, 'person', ${person}, '某', ${person}, '某', 'portal',
          '{}', ${[unit]}, 'electronic', 'open', ${`${filed}T02:00:00Z`}, ${filed}, '', '')`;
      for (const [position, closed] of [false, false, true, true].entries())
        await owner`
          insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, closed_on, promised_days, due_on, number, subject, filed_on)
          values ('141129', ${crypto.randomUUID()}, ${id}, ${String(position)}, ${String(position)}, ${position}, ${unit}, '{}', ${closed ? 'delivered' : 'accepted'},
            ${closed ? 'approved' : null}, ${closed ? d.pick(['2024-10-10', '2024-10-11']) : null}, 5, ${closed ? null : d.pick(['2024-11-05', '2024-11-06', null])},
            ${number}, '17', ${filed})`;
    }
  });

  const day = { due: (r: Page['items'][0]) => r.dueOn ?? '9999', closed: (r: Page['items'][0]) => r.closedOn!, filed: (r: Page['items'][0]) => r.filedOn };
  it.each([
    ['', day.due, 1],
    ['&sort=filed', day.filed, 1],
    ['&sort=newest', day.filed, -1],
    ['&tab=closed', day.closed, -1],
    ['&tab=closed&sort=filed', day.filed, 1],
    ['&tab=closed&sort=newest', day.filed, -1],
  ] as const)('stands in the order of day, number and step, to the end and back: %s', async (text, dayOf, way) => {
    for (const account of ['reviewer.civil-affairs', 'supervisor']) {
      const path = `/desk/tasks?unit=${unit}${text}`;
      const pages = [await get(account, path)];
      expect(pages[0]).toMatchObject({ total: 140, previous: null });
      while (pages.at(-1)!.next) pages.push(await get(account, `${path}&after=${pages.at(-1)!.next}`));
      const all = pages.flatMap(p => p.items);
      const place = (r: Page['items'][0]) => `${dayOf(r)} ${r.number} ${r.title}`;
      expect(all.map(place)).toEqual([...new Set(all.map(place))].sort((a, b) => (a < b ? -way : way)));
      expect(pages.map(p => p.items.length)).toEqual([50, 50, 40]);
      const [second, first] = [await get(account, `${path}&before=${pages[2]!.previous}`), await get(account, `${path}&before=${pages[1]!.previous}`)];
      expect(second).toEqual(pages[1]);
      expect(first).toEqual(pages[0]);
    }
  });

  it('skips none when tasks of an earlier page are decided meanwhile', async () => {
    const path = '/desk/tasks?';
    const first = await get('reviewer.civil-affairs', path);
    const second = await get('reviewer.civil-affairs', `${path}after=${first.next}`);
    await county.owner`update task set state = 'approved' where id = any(${first.items.slice(0, 3).map(r => r.id)}::uuid[])`;
    expect(keys(await get('reviewer.civil-affairs', `${path}after=${first.next}`))).toEqual(keys(second));
  });

  it('refuses a place that is none', async () => {
    const reviewer = await county.as('reviewer.civil-affairs');
    for (const place of ['2', '2024-02-30_141129-20241104-0001_0', '2024-02-20_x_99999'])
      expect((await reviewer.get(`/desk/tasks?after=${place}`)).status).toBe(422);
  });
});
