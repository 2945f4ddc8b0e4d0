/**
 * Two counties over the same two years: one of 10,000 tasks, made by the demo's own loader, and one with 99 twins of each
 * of its finished cases, made of new people by set-based SQL: what was decided, and is decided a day, the large one has a
 * hundred times. What is open is bounded by what officials can do: it is twenty times the small one's, some thousand tasks,
 * because a hundred times would be thousands on the desks of one department in a county of 110,000 people.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, openConnections } from '#platform/db';
import { dice, personName } from '#platform/demo';
import { searchText } from '#platform/search';
import { sumBoard } from '#platform/supervision';
import { openClock, openHouse, openLog, prepareDatabase } from '../src/house.ts';
import { freshFolder, root } from './server.ts';

export const today = '2024-11-04';
export const twins = 99;
export const openTwins = 19;
type Sql = ReturnType<typeof connect>;

async function asOwner<T>(dataDir: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connections = await openConnections(dataDir);
  const sql = connect(connections.owner, { max: 1 });
  try {
    return await work(sql);
  } finally {
    await sql.end();
    await connections.stop();
  }
}

/** What is opened and looked for in both counties: cases that the small one has too. */
export interface Sights {
  /** Account of a person and a case of theirs. */
  cases: { account: string; id: string }[];
  tasks: string[];
  numbers: string[];
  names: string[];
}

/** The department whose reviewer is asked: one that has a part in many things. */
export const department = 'human-resources';

/** Ratings of a third of the finished cases, where the demo has none, letters about late tasks beside its own, and accounts for the people whose cases are opened. */
async function around(sql: Sql): Promise<Sights> {
  await sql`
    insert into rating (county, case_id, grade, given_by, given_at, given_on, subject, units)
    select county, id, case when n % 50 = 0 then 1 when n % 8 = 0 then 4 else 5 end, applicant, finished_on + time '08:00', finished_on, subject, units
    from (select *, row_number() over (order by number) as n from case_file where state = 'finished') f where n % 3 = 0
    on conflict do nothing`;
  await sql`
    insert into duty (county, id, number, kind, case_id, task_id, unit, first_unit, title, body, opened_by, opened_by_name, opened_on, due_on, warn_on, state, closed_on)
    select county, gen_random_uuid(), '督〔2024〕' || 1000 + n || '号', 'letter', case_id, id, unit, unit, title, '请查明超期原因并书面说明。', 'bench', '督导员',
      closed_on, closed_on + 7, closed_on + 5, case when closed_on < ${today}::date - 20 then 'closed' else 'open' end,
      case when closed_on < ${today}::date - 20 then closed_on + 6 end
    from (select *, row_number() over (order by closed_on, id) as n from task where late and closed_on is not null) t where n % 5 = 0`;
  await sql`
    insert into demo_account (county, account, kind, subject, note, position)
    select county, 'opened.' || n, 'person', applicant, '', 1000 + n
    from (select county, applicant, row_number() over (order by applicant) as n
      from (select distinct county, applicant from case_file order by 2 limit 40) a) p`;
  const cases = await sql<Sights['cases']>`
    select distinct on (a.account) a.account, c.id from demo_account a join case_file c on c.county = a.county and c.applicant = a.subject
    where a.account like 'opened.%' order by a.account, c.number`;
  const files = await sql<{ task: string; number: string; name: string }[]>`
    select t.id as task, c.number, c.principal_name as name from task t join case_file c on c.county = t.county and c.id = t.case_id
    where t.unit = ${department} order by t.id limit 60`;
  return { cases: [...cases], tasks: files.map(f => f.task), numbers: files.map(f => f.number), names: [...new Set(files.map(f => f.name))] };
}

const given = [...'一文明华兰英军强梅芳伟敏静丽勇艳杰娟涛超秀霞平刚桂云鹏飞宇浩然欣怡子轩涵晨阳博雅琪思佳慧婷雪琳志国建海峰'];

/**
 * Names of the twins' people, each with what finds it. One in ten is of the demo's short list, as the small county's are: a
 * name has some namesakes in a county, and not hundreds.
 */
function names() {
  const d = dice(7);
  return Array.from({ length: 60_000 }, (_, n) => {
    const common = personName(d, n % 2 ? 'male' : 'female');
    const name = n % 10 === 0 ? common : common.slice(0, 1) + d.pick(given) + d.pick(given);
    return { n, name, search: searchText([name]) };
  });
}

async function multiply(sql: Sql): Promise<void> {
  const things = (await sql<{ title: string }[]>`select distinct title from case_file`).map(({ title }) => ({ title, search: searchText([title]) }));
  // Every row that is referred to is made here too.
  await sql`set session_replication_role = replica`;
  await sql`set synchronous_commit = off`;
  await sql`set maintenance_work_mem = '512MB'`;
  // A UUID of version 4, which timers that go through the actions ask for.
  const twin = (column: string) => sql.unsafe(`overlay(overlay(md5(${column}::text || k) placing '4' from 13) placing '8' from 17)::uuid`);
  // As long as numbers are, so that the twins lie among each other.
  const number = sql`regexp_replace(number, '\\d+$', '') || lpad((substring(number from '\\d+$')::bigint + k * 100000)::text, 9, '0')`;
  await sql`
    create temp table twin as select id as of_case, k from case_file cross join generate_series(1, ${twins}) k where state <> 'open' or k <= ${openTwins}`;
  await sql`analyze twin`;
  await sql`create temp table person_name as select * from jsonb_to_recordset(${JSON.stringify(names())}::text::jsonb) as r (n int, name text, search text)`;
  await sql`create temp table thing_word as select * from jsonb_to_recordset(${JSON.stringify(things)}::text::jsonb) as r (title text, search text)`;
  await sql`create index on person_name (n)`;
  await sql`
    insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant, applicant_name,
      channel, town, parties, units, delivery, state, filed_at, filed_on, finished_on, sealed, search)
    select c.county, ${twin('c.id')}, x.number, c.kind, c.subject, c.title, c.definition, c.principal_kind, ${twin('c.principal')}, p.name,
      ${twin('c.applicant')}, p.name, c.channel, c.town, array[${twin('c.principal')}, ${twin('c.applicant')}], c.units, c.delivery, c.state, c.filed_at,
      c.filed_on, c.finished_on, c.sealed, lower(x.number) || ' ' || p.search || ' ' || w.search
    from case_file c join twin on of_case = c.id join thing_word w on w.title = c.title
    cross join lateral (select ${number} as number) x
    join person_name p on p.n = abs(hashtext(c.principal::text || k)) % 60000`;
  await sql`
    insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, ready_on, accepted_on, tacit, closed_on, promised_days,
      legal_days, stops, corrections, decision, because, due_on, warn_on, legal_due_on, late, checks, advice, number, subject, town, filed_on)
    select county, ${twin('id')}, ${twin('case_id')}, key, title, position, unit, after, state, outcome, ready_on, accepted_on, tacit, closed_on,
      promised_days, legal_days, stops, corrections, decision, because, due_on, warn_on, legal_due_on, late, checks, advice, ${number}, subject, town, filed_on
    from task join twin on of_case = case_id`;
  await sql`
    insert into case_event (county, case_id, seq, task_id, kind, at, day, actor_kind, actor, actor_name, unit, detail)
    select county, ${twin('case_id')}, seq, ${twin('task_id')}, kind, at, day, actor_kind, actor, actor_name, unit, detail from case_event join twin on of_case = case_id`;
  await sql`
    insert into case_material (county, case_id, material, name, position, wanted_by, way, state, given_on)
    select county, ${twin('case_id')}, material, name, position, wanted_by, way, state, given_on from case_material join twin on of_case = case_id`;
  await sql`
    insert into rating (county, case_id, grade, given_by, given_at, given_on, subject, units)
    select county, ${twin('case_id')}, grade, ${twin('given_by')}, given_at, given_on, subject, units from rating join twin on of_case = case_id`;
  await sql`
    insert into duty (county, id, number, kind, case_id, task_id, unit, first_unit, title, body, opened_by, opened_by_name, opened_on, due_on, warn_on, state, closed_on)
    select county, ${twin('id')}, number || '-' || k, kind, ${twin('case_id')}, ${twin('task_id')}, unit, first_unit, title, body, opened_by, opened_by_name,
      opened_on, due_on, warn_on, state, closed_on from duty join twin on of_case = case_id`;
  // The rows lie in the order in which they came in, as they would after two years.
  await sql`cluster case_file using case_by_day`;
  await sql`create index as_filed on task (county, filed_on, number, position)`;
  await sql`cluster task using as_filed`;
  await sql`drop index as_filed`;
}

export interface Counties {
  folder: string;
  small: string;
  large: string;
  tasks: { small: number; large: number };
  sights: Sights;
}

/** Makes both below a folder, or takes them from one that was kept; `say` hears of the steps. */
export async function makeCounties(say: (text: string) => void, kept?: string): Promise<Counties> {
  const folder = kept ?? freshFolder();
  const known = join(folder, 'counties.json');
  if (existsSync(known)) return JSON.parse(readFileSync(known, 'utf8')) as Counties;
  const small = join(folder, 'small');
  const large = join(folder, 'large');
  mkdirSync(small, { recursive: true, mode: 0o755 });
  say('10,000 tasks, by the demo’s own loader');
  const made = spawnSync(process.execPath, ['src/cli.ts', 'demo', '--residents', '2000', '--cases', '2650'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: small, TODAY: today },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error('the demo county was not made');
  const count = async (sql: Sql) => {
    await sql`vacuum analyze`;
    const [row] = await sql<{ n: number }[]>`select count(*)::int as n from task`;
    return row!.n;
  };
  const sights = await asOwner(small, around);
  // With its owners: as root the database runs as another account.
  spawnSync('cp', ['-a', small, large]);
  const tasks = { small: await asOwner(small, count), large: 0 };
  say(`${(tasks.small * (twins + 1)).toLocaleString('en')} tasks, by set-based SQL`);
  tasks.large = await asOwner(large, async sql => {
    await multiply(sql);
    return count(sql);
  });
  const counties = { folder, small, large, tasks, sights };
  writeFileSync(known, JSON.stringify(counties));
  return counties;
}

/** Brings a county up to this version, with the days that are over summed for the board, as a server of some hours has it. */
export async function settle(dataDir: string): Promise<void> {
  const connections = await openConnections(dataDir);
  try {
    await prepareDatabase(connections);
    const house = await openHouse({ connections, dataDir, log: openLog('silent'), clock: openClock(today) });
    await sumBoard(house, '141129');
    await house.close();
  } finally {
    await connections.stop();
  }
  await asOwner(dataDir, async sql => void (await sql`vacuum analyze`));
}
