/**
 * Pulling the plug: people hand in applications while the server, and every third time the database with it, is killed
 * at random moments and started again. Whoever gets no answer asks again with the same key. In the end everything that
 * was acknowledged is there, once.
 */
import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '#platform/audit';
import { connect, openConnections } from '#platform/db';
import { arrived, letGo, onDatabase, openLine } from './line.ts';
import { type Figure, median } from './report.ts';
import { type Client, client, family, freePort, freshFolder, type Running, removeFolder, root, startServer } from './server.ts';

const today = '2024-11-04';
const county = '141129';
const clients = 6;
const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'yes' };
const values = {
  'child-name': '李安安',
  'child-sex': 'female',
  'child-ethnic-group': '汉族',
  'child-birth-date': today,
  'child-birth-hospital': '中阳县人民医院',
  'father-name': '李浩宇',
  'father-identity': '11010519491231002X',
  'mother-name': '白婷婷',
  'child-household-with': 'mother',
  'child-household-address': '宁乡镇城南社区 18 号',
  'card-bank': 'rcb',
};

/** What somebody was told: this application became this case. */
interface Acknowledged {
  application: string;
  caseId: string;
  number: string;
}

export interface Outcome {
  rounds: number;
  /** Rounds in which the database was killed too. */
  withDatabase: number;
  acknowledged: number;
  /** Requests that got no answer and were asked again. */
  unanswered: number;
  lost: string[];
  doubled: string[];
  /** Everything else that does not fit: missing tasks, a broken audit chain. */
  faults: string[];
  /** Seconds of each start. */
  starts: number[];
}

interface Reply<T> {
  status: number;
  body: T;
}

interface Plug {
  /** Nobody begins another application. */
  out: boolean;
  answered: number;
  unanswered: number;
}

/** One person who applies again and again until told to stop, and never gives up on a request that got no answer. */
function applicant(who: Client, told: Acknowledged[], plug: Plug) {
  const insist = async <T>(method: string, path: string, body?: unknown, key?: string): Promise<Reply<T>> => {
    for (;;) {
      try {
        const r = await who.call<T>(method, path, body, key);
        // The server may answer that its database is gone.
        if (r.status < 500) {
          plug.answered++;
          return r;
        }
      } catch {
        // No answer: done or not, nobody knows.
      }
      plug.unanswered++;
      await sleep(100);
    }
  };
  const expect = <T>(r: Reply<T>, status: number): T => {
    if (r.status !== status) throw new Error(`${r.status} ${JSON.stringify(r.body)}`);
    return r.body;
  };
  const applyOnce = async () => {
    const { id } = expect(await insist<{ id: string }>('POST', '/applications', { thing: 17, answers }, crypto.randomUUID()), 200);
    for (;;) {
      const draft = expect(
        await insist<{ version: number; values: Record<string, string>; materials: Record<string, { way: string | null }> }>('GET', `/applications/${id}`),
        200,
      );
      const saved = await insist<{ version: number }>('PATCH', `/applications/${id}`, {
        version: draft.version,
        values: { ...values, 'mother-identity': draft.values['applicant-identity'] },
        materials: Object.fromEntries(
          Object.entries(draft.materials)
            .filter(([, m]) => m.way === null)
            .map(([material]) => [material, { way: 'follow' }]),
        ),
        consent: true,
      });
      // Saved before the plug was pulled, and not told: look again.
      if (saved.status === 409) continue;
      const { version } = expect(saved, 200);
      const made = expect(await insist<{ caseId: string; number: string }>('POST', `/applications/${id}/submission`, { version }, `submit-${id}`), 200);
      told.push({ application: id, ...made });
      return;
    }
  };
  return async () => {
    while (!plug.out) await applyOnce();
  };
}

export async function kill(server: Running, withDatabase: boolean): Promise<void> {
  if (server.child.exitCode !== null || server.child.signalCode !== null) return;
  const ended = new Promise(done => server.child.once('exit', done));
  for (const pid of withDatabase ? family(server.child.pid!) : [server.child.pid!]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended by itself between looking and killing.
    }
  }
  await ended;
}

/** Looks at every row that the applications left behind. */
async function examine(dataDir: string, told: readonly Acknowledged[]): Promise<Pick<Outcome, 'lost' | 'doubled' | 'faults'>> {
  const connections = await openConnections(dataDir);
  const sql = connect(connections.owner, { max: 1 });
  try {
    const found = await sql<
      { application: string; caseId: string; number: string | null; tasks: number; filed: number; materials: number; audited: number; notices: number }[]
    >`
      select a.id as application, a.case_id, c.number,
        (select count(*)::int from task t where t.county = c.county and t.case_id = c.id) as tasks,
        (select count(*)::int from case_event e where e.county = c.county and e.case_id = c.id and e.kind = 'filed') as filed,
        (select count(*)::int from case_material m where m.county = c.county and m.case_id = c.id) as materials,
        (select count(*)::int from audit.entry e where e.county = c.county and e.subject = 'case:' || c.id and e.action = 'application.submit') as audited,
        (select count(*)::int from notice n where n.county = c.county and n.link = '/cases/' || c.id) as notices
      from application a left join case_file c on c.county = a.county and c.id = a.case_id where a.state = 'submitted'`;
    const byApplication = new Map(found.map(f => [f.application, f]));
    const lost = told.filter(t => byApplication.get(t.application)?.number !== t.number || byApplication.get(t.application)?.caseId !== t.caseId);
    const stray = await sql<{ id: string }[]>`
      select id from case_file c where not exists (select 1 from application a where a.county = c.county and a.case_id = c.id)`;
    const twice = await sql<{ number: string }[]>`select number from case_file group by number having count(*) > 1`;
    const [first] = found;
    const odd = found.filter(
      f => f.tasks !== first?.tasks || f.materials !== first.materials || f.notices !== first.notices || f.filed !== 1 || f.audited !== 1,
    );
    const verdict = await verify(sql, county);
    return {
      lost: lost.map(l => l.number),
      // More cases than applications, an application twice under two cases, or a number twice.
      doubled: [...stray.map(s => s.id), ...twice.map(t => t.number), ...(new Set(told.map(t => t.caseId)).size < told.length ? ['told twice'] : [])],
      faults: [
        ...odd.map(f => `${f.number}: ${JSON.stringify(f)}`),
        ...(first?.tasks ? [] : ['no case has tasks']),
        // Everybody insisted until told, so nobody's case is unknown to them.
        ...found.filter(f => !told.some(t => t.application === f.application)).map(f => `${f.number}: nobody was told`),
        ...(verdict.fault ? [`audit ${verdict.fault.seq}: ${verdict.fault.why}`] : []),
      ],
    };
  } finally {
    await sql.end();
    await connections.stop();
  }
}

let whole: string | undefined;

/** A county of a few people in a folder of its own, copied from one that is made once. */
function freshCounty(): string {
  if (!whole) {
    const folder = freshFolder();
    process.once('exit', () => removeFolder(folder));
    makeCounty(folder);
    whole = folder;
  }
  const copy = freshFolder();
  // With owners and modes: as root the database runs as another account.
  if (spawnSync('cp', ['-a', `${whole}/.`, copy]).status !== 0) throw new Error('the demo county was not copied');
  return copy;
}

function makeCounty(dataDir: string): void {
  const made = spawnSync(process.execPath, ['src/cli.ts', 'demo', '--residents', '20', '--cases', '0'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: dataDir, TODAY: today },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (made.status !== 0) throw new Error('the demo county was not made');
}

/** Pulls the plug so many times. */
export async function pullPlug(rounds: number, say: (text: string) => void = () => {}): Promise<Outcome> {
  const dataDir = freshCounty();
  const port = await freePort();
  const start = () => startServer(dataDir, { TODAY: today }, port);
  const plug: Plug = { out: false, answered: 0, unanswered: 0 };
  const told: Acknowledged[] = [];
  const starts: number[] = [];
  let withDatabase = 0;
  let server = await start();
  const people = await Promise.all(Array.from({ length: clients }, () => client(port, 'resident')));
  const working = Promise.all(people.map(who => applicant(who, told, plug)()));
  // A person who meets something unexpected stops the rounds at once.
  let failed: unknown;
  working.catch(error => {
    failed = error;
  });
  try {
    for (let round = 1; round <= rounds && !failed; round++) {
      // Only once people are at it again; then at any moment.
      for (const before = plug.answered; plug.answered < before + clients && !failed; ) await sleep(5);
      await sleep(Math.random() * 800);
      const both = round % 2 === 0;
      withDatabase += Number(both);
      await kill(server, both);
      server = await start();
      starts.push(server.seconds);
      if (round % 10 === 0) say(`${round} of ${rounds}, ${told.length} acknowledged, start ${median(starts).toFixed(1)} s`);
    }
    plug.out = true;
    await working;
    await server.stop();
    return { rounds, withDatabase, acknowledged: told.length, unanswered: plug.unanswered, starts, ...(await examine(dataDir, told)) };
  } finally {
    await kill(server, true);
    removeFolder(dataDir);
  }
}

export interface SendingOutcome {
  /** Messages that the city holds in the end, each counted once. */
  arrived: number;
  /** Sent again because nobody had written down that they were taken. */
  repeated: number;
  lost: number;
  /** Held twice, or out of their order. */
  wrong: string[];
}

/** Pulls the plug of the sender in the middle of its queue, every third time with the database. */
export async function pullPlugWhileSending(rounds: number, subjects: number, each: number): Promise<SendingOutcome> {
  const dataDir = freshCounty();
  const port = await freePort();
  const start = () => startServer(dataDir, { TODAY: today }, port);
  const city = await openLine(dataDir, subjects, each);
  const messages = subjects * each;
  let server = await start();
  try {
    await letGo(server, city);
    for (let round = 1; round <= rounds; round++) {
      // Some go; then at any moment, or just when one was taken, which nobody has written down yet.
      const some = city.taken.length + Math.floor(messages / (2 * rounds));
      await arrived(city, some);
      if (round % 2 === 0) await sleep(Math.random() * 300);
      else await arrived(city, city.taken.length + 1);
      await kill(server, round % 3 === 0);
      server = await start();
    }
    // The minute for which a killed sender holds its messages is over.
    await server.stop();
    await onDatabase(dataDir, sql => sql`update exchange_subject set lease_until = null`);
    server = await start();
    await arrived(city, messages);
    await server.stop();
    const [left] = await onDatabase(dataDir, sql => sql<{ n: number }[]>`select count(*)::int as n from exchange_out where state <> 'sent'`);
    const bySubject = Map.groupBy(city.taken, m => m.subject);
    const ids = new Set(city.taken.map(m => m.id));
    return {
      arrived: ids.size,
      repeated: city.seen.length - city.taken.length,
      lost: messages - ids.size + left!.n,
      wrong: [
        ...city.outOfOrder,
        ...(ids.size < city.taken.length ? ['one is held twice'] : []),
        ...[...bySubject].filter(([, sent]) => sent.some((m, i) => m.seq !== i + 1)).map(([subject]) => `${subject} is out of order`),
      ],
    };
  } finally {
    await kill(server, true);
    await city.close();
    removeFolder(dataDir);
  }
}

export async function kills(): Promise<Figure[]> {
  const o = await pullPlug(Number(process.env.BENCH_KILLS ?? 200), text => process.stderr.write(`  ${text}\n`));
  for (const fault of [...o.lost, ...o.doubled, ...o.faults]) process.stderr.write(`  ✗ ${fault}\n`);
  const s = await pullPlugWhileSending(30, 1000, 4);
  for (const fault of s.wrong) process.stderr.write(`  ✗ ${fault}\n`);
  const detail = { kills: o.rounds, 'with the database': o.withDatabase, acknowledged: o.acknowledged, 'asked again': o.unanswered };
  return [
    { name: 'kill -9: acknowledged and lost', value: o.lost.length, unit: '', bound: { at: 'most', value: 0 }, detail },
    { name: 'kill -9: doubled', value: o.doubled.length, unit: '', bound: { at: 'most', value: 0 } },
    { name: 'kill -9: incomplete, or the audit broken', value: o.faults.length, unit: '', bound: { at: 'most', value: 0 } },
    { name: 'kill -9 while sending: lost', value: s.lost, unit: '', bound: { at: 'most', value: 0 }, detail: { arrived: s.arrived, 'sent again': s.repeated } },
    { name: 'kill -9 while sending: held twice, or out of order', value: s.wrong.length, unit: '', bound: { at: 'most', value: 0 } },
    { name: 'start after a kill', value: median(o.starts), unit: 's', bound: { at: 'most', value: 5 } },
  ];
}
