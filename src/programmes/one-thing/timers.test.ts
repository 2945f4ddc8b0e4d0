/** What time does to a case: found by looking, so that a server that was down catches up. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tick } from '#platform/cases';
import { runJobs } from '#platform/jobs';
import { jobsOf, openLog } from '../../house.ts';
import { type Browser, type County, fileNewborn, newCounty, rows } from '../../testing/index.ts';

let county: County;
let mother: Browser;
let caseId: string;

beforeAll(async () => {
  county = await newCounty();
  mother = await county.as('resident');
  caseId = await fileNewborn(mother);
});
afterAll(() => county.close());

const certificate = async () => (await mother.get(`/cases/${caseId}`)).body.tasks.find((t: any) => t.key === 'birth-certificate');
const events = () => rows<{ kind: string }>(county, `select kind from case_event where case_id = '${caseId}' and kind like 'accept%'`);

it('nobody acted: nothing happens on the fifth working day, on the sixth it is accepted as of the day it was received', async () => {
  // Handed in on Monday 4 November: the five working days end on Monday 11 November.
  county.travel('2024-11-11');
  expect(await tick(county.house, county.county)).toBe(0);
  expect((await certificate()).state).toBe('ready');
  county.travel('2024-11-12');
  const ready = await rows(county, "select 1 from task where state = 'ready'");
  expect(await tick(county.house, county.county)).toBe(ready.length);
  expect(await certificate()).toMatchObject({ state: 'accepted', acceptedOn: '2024-11-04' });
});

it('looking again, and many at once, changes and tells nothing more', async () => {
  const before = (await events()).length;
  const told = (await rows<{ n: number }>(county, 'select count(*)::int as n from notice'))[0]!.n;
  expect(await Promise.all([1, 2, 3].map(() => tick(county.house, county.county)))).toEqual([0, 0, 0]);
  expect((await events()).length).toBe(before);
  expect((await rows<{ n: number }>(county, 'select count(*)::int as n from notice'))[0]!.n).toBe(told);
});

it('one task that fails does not hold up the others', async () => {
  await county.owner`update task set state = 'ready', accepted_on = null, due_on = '2024-11-11' where case_id = ${caseId} and key = 'birth-certificate'`;
  // A second case whose file is gone can no longer be moved.
  const [broken] = await county.owner<{ id: string }[]>`
    insert into task select (jsonb_populate_record(t, jsonb_build_object('id', gen_random_uuid(), 'key', 'broken', 'position', 99, 'due_on', '2024-11-01', 'state', 'ready', 'after', '{"nowhere"}'::text[]))).*
    from task t where case_id = ${caseId} and key = 'birth-certificate' returning id`;
  await county.owner`alter table task add constraint planted check (key <> 'broken' or state = 'ready') not valid`;
  try {
    expect(await tick(county.house, county.county)).toBe(1);
    expect((await certificate()).state).toBe('accepted');
  } finally {
    await county.owner`alter table task drop constraint planted`;
    await county.owner`delete from task where id = ${broken!.id}`;
  }
});

it('a server that starts looks at once for what came due while none ran', async () => {
  await county.owner`update task set state = 'ready', accepted_on = null, due_on = '2024-11-11' where case_id = ${caseId} and key = 'birth-certificate'`;
  const jobs = await runJobs(county.runtime, county.house.db, county.county, jobsOf(county.house), openLog('silent') as never);
  try {
    await expect.poll(async () => (await certificate()).state).toBe('accepted');
  } finally {
    await jobs.stop();
  }
}, 40_000);
