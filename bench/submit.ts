/**
 * Submitting a case over HTTP (validation, plan, registers, checks, case, tasks, materials, events, audit, notice, outbox)
 * with 16 clients, against the bare database doing the same inserts in the same transactions with 16 connections.
 */
import { connect, openConnections } from '#platform/db';
import { type Figure, median } from './report.ts';
import { type Client, client, freshFolder, removeFolder, startServer } from './server.ts';

const clients = 16;
const answers = { 'born-where': 'here', 'parents-married': 'no', 'maternity-cover': 'none', 'card-wanted': 'yes' };
const values = {
  'child-name': '李安安',
  'child-sex': 'female',
  'child-ethnic-group': '汉族',
  'child-birth-hospital': '中阳县人民医院',
  'child-household-with': 'mother',
  'child-household-address': '宁乡镇城南社区 18 号',
  'card-bank': 'rcb',
};

interface Draft {
  id: string;
  version: number;
}

/** Grown-up residents who can sign in: each hands in a few applications, as in life, not one person hundreds. */
export async function makeAccounts(dataDir: string): Promise<string[]> {
  const connections = await openConnections(dataDir);
  const owner = connect(connections.owner, { max: 1 });
  const made = await owner<{ account: string }[]>`
    insert into demo_account (county, account, kind, subject, note, position)
    select county, 'bench-' || id, 'person', id, '', 1000 from person where county = '141129' and status = 'alive' and birth < '1999-01-01'
    returning account`;
  await owner.end();
  await connections.stop();
  return made.map(m => m.account);
}

export interface Ready {
  c: Client;
  draft: Draft;
}

/** Drafts that are ready to be handed in, a queue for each client; making them is not measured. */
export async function drafts(port: number, today: string, n: number, accounts: readonly string[]): Promise<Ready[][]> {
  return Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const queue: Ready[] = [];
      for (let k = 0; k < n; k++) {
        const c = await client(port, accounts[(k * clients + i) % accounts.length]!);
        const made = await c.call<{ id: string }>('POST', '/applications', { thing: 17, answers }, `make-${Math.random()}`);
        const first = await c.call<{ version: number; values: Record<string, string>; materials: Record<string, { way: string | null }> }>(
          'GET',
          `/applications/${made.body.id}`,
        );
        const missing = Object.entries(first.body.materials)
          .filter(([, m]) => m.way === null)
          .map(([id]) => id);
        const saved = await c.call<{ version: number }>('PATCH', `/applications/${made.body.id}`, {
          version: first.body.version,
          values: { ...values, 'child-birth-date': today, 'mother-name': '白婷婷', 'mother-identity': first.body.values['applicant-identity'] },
          materials: Object.fromEntries(missing.map(id => [id, { way: 'follow' }])),
          consent: true,
        });
        if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
        queue.push({ c, draft: { id: made.body.id, version: saved.body.version } });
      }
      return queue;
    }),
  );
}

/** Hands everything in; gives the rate and one of the cases that came of it. */
export async function throughHttp(queues: readonly Ready[][]): Promise<{ rate: number; caseId: string }> {
  let caseId = '';
  const started = performance.now();
  await Promise.all(
    queues.map(async queue => {
      for (const { c, draft } of queue) {
        const r = await c.call<{ caseId: string }>('POST', `/applications/${draft.id}/submission`, { version: draft.version }, `submit-${draft.id}`);
        if (r.status !== 200) throw new Error(JSON.stringify(r.body));
        caseId = r.body.caseId;
      }
    }),
  );
  return { rate: queues.flat().length / ((performance.now() - started) / 1000), caseId };
}

type Row = Record<string, unknown>;

/** The rows that one submission leaves behind, to be written again as they are. */
async function rowsOfOne(sql: ReturnType<typeof connect>, id: string) {
  const [file] = await sql<Row[]>`select * from case_file where id = ${id}`;
  const of = (table: string, where: string) => sql.unsafe<Row[]>(`select * from ${table} where ${where}`);
  return {
    file: file!,
    task: await of('task', `case_id = '${id}'`),
    event: await of('case_event', `case_id = '${id}'`),
    material: await of('case_material', `case_id = '${id}'`),
    consent: await of('consent', `case_id = '${id}'`),
    notice: await of('notice', `link like '%${id}%'`),
    entry: await of('audit.entry', `subject = 'case:${id}'`),
    application: await of('application', `case_id = '${id}'`),
  };
}

/**
 * The same writes in the same transactions, straight to the database: one statement after another as the service sends
 * them (a table's rows in one insert, the draft as an update), and nothing else.
 */
async function bare(dataDir: string, n: number, caseId: string): Promise<{ rate: number }> {
  const connections = await openConnections(dataDir);
  const owner = connect(connections.owner, { max: clients });
  const first = connect(connections.owner, { max: 1 });
  const sample = await rowsOfOne(first, caseId);
  await first.end();
  const text = (value: unknown) => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v));
  const snake = (row: Row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k.replaceAll(/[A-Z]/g, c => `_${c.toLowerCase()}`), v]));
  const put = (sql: ReturnType<typeof connect>, table: string, rows: readonly Row[]) =>
    sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql.unsafe(table)}, ${text(rows.map(snake))}::text::jsonb)`;
  const one = async (draft: string) => {
    await owner.begin(async tx => {
      const sql = tx as unknown as ReturnType<typeof connect>;
      const id = crypto.randomUUID();
      await sql`insert into idempotency (county, actor, route, key, body) values ('141129', 'bench', 'bare', ${draft}, ${'0'.repeat(64)}) on conflict do nothing`;
      const [taken] = await sql<{ serial: bigint }[]>`insert into case_number (county, day) values ('141129', '2000-01-01') returning serial`;
      const tasks = sample.task.map((t): Row => ({ ...t, id: crypto.randomUUID(), caseId: id }));
      await put(sql, 'case_file', [{ ...sample.file, id, number: `bare-${taken!.serial}` }]);
      await put(sql, 'task', tasks);
      await put(
        sql,
        'case_material',
        sample.material.map(m => ({ ...m, caseId: id })),
      );
      await put(
        sql,
        'case_event',
        sample.event.map(e => ({ ...e, caseId: id })),
      );
      await put(
        sql,
        'consent',
        sample.consent.map(c => ({ ...c, id: crypto.randomUUID(), caseId: id })),
      );
      await sql`update application set sealed = ${sample.application[0]!.sealed as string}, state = 'submitted', case_id = ${id}, version = version + 1
        where county = '141129' and id = ${draft}`;
      await put(sql, 'notice', [{ ...sample.notice[0]!, id: crypto.randomUUID() }]);
      await sql`insert into outbox (county, job, payload) values ('141129', 'bench', '{}')`;
      for (const m of sample.notice.slice(1)) {
        await put(sql, 'notice', [{ ...m, id: crypto.randomUUID() }]);
        await sql`insert into outbox (county, job, payload) values ('141129', 'bench', '{}')`;
      }
      await sql`update idempotency set response = '{}' where county = '141129' and actor = 'bench' and route = 'bare' and key = ${draft}`;
      await sql`select set_config('app.county', '141129', true), audit.append('141129', ${text(sample.entry.map(e => ({ ...e, hash: '' })))}::text::jsonb)`;
    });
  };
  const drafts = async (count: number) => {
    const made = Array.from({ length: count }, () => crypto.randomUUID());
    await put(
      owner,
      'application',
      made.map(id => ({ ...sample.application[0]!, id, state: 'draft', caseId: null })),
    );
    return made;
  };
  const work = async (count: number) => {
    const ready = await drafts(clients * count);
    const started = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async (_, c) => {
        for (let i = 0; i < count; i++) await one(ready[c * count + i]!);
      }),
    );
    return (clients * count) / ((performance.now() - started) / 1000);
  };
  await work(12);
  const rate = await work(n);
  await owner`delete from outbox where job = 'bench'`;
  await owner.end();
  await connections.stop();
  return { rate };
}

export async function submit(): Promise<Figure[]> {
  const dataDir = freshFolder();
  const today = '2024-11-04';
  await (await startServer(dataDir, { TODAY: today })).stop();
  const accounts = await makeAccounts(dataDir);
  const http: number[] = [];
  const database: number[] = [];
  // In turn on one database, so that both meet the same machine and the same growth.
  for (let round = 0; round < 3; round++) {
    const server = await startServer(dataDir, { TODAY: today });
    // Every connection of both has planned its statements before it counts.
    await throughHttp(await drafts(server.port, today, 12, accounts));
    const handedIn = await throughHttp(await drafts(server.port, today, 25, accounts));
    http.push(handedIn.rate);
    await server.stop();
    // A case of this round: none that the bare database wrote again belongs to it yet.
    database.push((await bare(dataDir, 25, handedIn.caseId)).rate);
  }
  removeFolder(dataDir);
  return [
    {
      name: 'submitting: service / bare database',
      value: median(http.map((h, i) => h / database[i]!)),
      unit: '',
      bound: { at: 'least', value: 0.5 },
      detail: { 'cases/s over HTTP': median(http), 'bare transactions/s': median(database) },
    },
  ];
}
