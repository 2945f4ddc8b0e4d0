/**
 * Submitting a case over HTTP (validation, plan, registers, checks, case, tasks, materials, events, audit, notice, outbox)
 * with 16 clients, against the bare database doing the same inserts in the same transactions with 16 connections.
 */
import { connect, openConnections } from '#platform/db';
import { type Figure, median } from './report.ts';
import { client, freshFolder, removeFolder, startServer } from './server.ts';

const clients = 16;
const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'yes' };
const values = {
  'child-name': '李安安',
  'child-sex': 'female',
  'child-ethnic-group': '汉族',
  'child-birth-hospital': '中阳县人民医院',
  'father-name': '李浩宇',
  'father-identity': '11010519491231002X',
  'child-household-with': 'mother',
  'child-household-address': '宁乡镇城南社区 18 号',
  'card-bank': 'rcb',
};

interface Draft {
  id: string;
  version: number;
}

/** Drafts that are ready to be handed in; making them is not measured. */
async function drafts(port: number, today: string, n: number): Promise<{ c: Awaited<ReturnType<typeof client>>; list: Draft[] }[]> {
  return Promise.all(
    Array.from({ length: clients }, async (_, i) => {
      const c = await client(port, 'resident');
      const list: Draft[] = [];
      for (let k = 0; k < n; k++) {
        const made = await c.call<{ id: string }>('POST', '/applications', { thing: 17, answers }, `make-${i}-${k}-${Math.random()}`);
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
        list.push({ id: made.body.id, version: saved.body.version });
      }
      return { c, list };
    }),
  );
}

async function throughHttp(port: number, today: string, n: number): Promise<number> {
  const ready = await drafts(port, today, n);
  const started = performance.now();
  await Promise.all(
    ready.map(async ({ c, list }) => {
      for (const d of list) {
        const r = await c.call('POST', `/applications/${d.id}/submission`, { version: d.version }, `submit-${d.id}`);
        if (r.status !== 200) throw new Error(JSON.stringify(r.body));
      }
    }),
  );
  return (clients * n) / ((performance.now() - started) / 1000);
}

type Row = Record<string, unknown>;

/** The rows that one submission leaves behind, to be written again as they are. */
async function rowsOfOne(sql: ReturnType<typeof connect>) {
  const [file] = await sql<Row[]>`select * from case_file order by filed_at desc limit 1`;
  const id = file!.id as string;
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

/** The same inserts in the same transactions: one statement a table, number and audit head taken as the service takes them. */
async function bare(dataDir: string, n: number): Promise<{ rate: number }> {
  const connections = await openConnections(dataDir);
  const owner = connect(connections.owner, { max: clients });
  const sample = await rowsOfOne(connect(connections.owner, { max: 1 }));
  const text = (value: unknown) => JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? v.toString() : v));
  const snake = (row: Row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k.replaceAll(/[A-Z]/g, c => `_${c.toLowerCase()}`), v]));
  const put = (sql: ReturnType<typeof connect>, table: string, rows: readonly Row[]) =>
    sql`insert into ${sql(table)} select * from jsonb_populate_recordset(null::${sql.unsafe(table)}, ${text(rows.map(snake))}::text::jsonb)`;
  const body = text(sample.application[0]!.sealed);
  const one = async (i: number) => {
    await owner.begin(async tx => {
      const sql = tx as unknown as ReturnType<typeof connect>;
      const id = crypto.randomUUID();
      const route = `bare-${id}`;
      await sql`insert into idempotency (county, actor, route, key, body) values ('141129', 'bench', ${route}, ${String(i)}, ${body.slice(0, 64)}) on conflict do nothing`;
      const [last] = await sql<
        { last: number }[]
      >`insert into case_number (county, day, last) values ('141129', '2000-01-01', 1) on conflict (county, day) do update set last = case_number.last + 1 returning last`;
      await put(sql, 'case_file', [{ ...sample.file, id, number: `bare-${last!.last}` }]);
      await put(
        sql,
        'task',
        sample.task.map(t => ({ ...t, id: crypto.randomUUID(), caseId: id })),
      );
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
      for (const c of sample.consent) await put(sql, 'consent', [{ ...c, id: crypto.randomUUID(), caseId: id }]);
      for (const m of sample.notice) await put(sql, 'notice', [{ ...m, id: crypto.randomUUID() }]);
      for (const _ of sample.notice) await sql`insert into outbox (county, job, payload) values ('141129', 'bench', '{}')`;
      await put(sql, 'application', [{ ...sample.application[0]!, id: crypto.randomUUID() }]);
      await sql`update idempotency set response = '{}' where county = '141129' and actor = 'bench' and route = ${route} and key = ${String(i)}`;
      await sql`select set_config('app.county', '141129', true), audit.append('141129', ${text([{ ...sample.entry[0]!, hash: '' }])}::text::jsonb)`;
    });
  };
  const work = async (count: number) => {
    const started = performance.now();
    await Promise.all(
      Array.from({ length: clients }, async (_, c) => {
        for (let i = 0; i < count; i++) await one(c * count + i);
      }),
    );
    return (clients * count) / ((performance.now() - started) / 1000);
  };
  await work(5);
  const rate = await work(n);
  await owner`delete from outbox where job = 'bench'`;
  await owner.end();
  await connections.stop();
  return { rate };
}

export async function submit(): Promise<Figure[]> {
  const dataDir = freshFolder();
  const today = '2024-11-04';
  const http: number[] = [];
  const database: number[] = [];
  // In turn on one database, so that both meet the same machine and the same growth.
  for (let round = 0; round < 3; round++) {
    const server = await startServer(dataDir, { TODAY: today });
    if (round === 0) await throughHttp(server.port, today, 3);
    http.push(await throughHttp(server.port, today, 25));
    await server.stop();
    database.push((await bare(dataDir, 25)).rate);
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
