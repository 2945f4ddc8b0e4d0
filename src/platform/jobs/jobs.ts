/**
 * Work for later. A transaction writes what has to follow into its outbox; the relay hands it to pg-boss on the same
 * database, which does it at least once, retries with growing pauses, and shares the work among several servers.
 * Handlers are idempotent.
 */
import { PgBoss } from 'pg-boss';
import { scopeOf, systemActor } from '../access/index.ts';
import type { Log } from '../actions/index.ts';
import type { Database, Options, Sql } from '../db/index.ts';

/** A kind of work; payloads carry ids, never personal data. */
export interface Job<P extends object = object> {
  name: string;
  retryLimit?: number;
  /** Cron expression for work that comes by itself, in China's time. */
  cron?: string;
  /** How many are handed over at once, and kept in the queue as one; one when absent. A handler that throws gets all of them again. */
  batch?: number;
  handle(payloads: P[], county: string): Promise<void>;
}

export interface RunningJobs {
  /** Hands over what the outbox holds now; called after commits and every few seconds. */
  relay(): Promise<number>;
  /** Lets running handlers finish. */
  stop(): Promise<void>;
}

/** Sends inside the caller's transaction: it is done if and only if that commits. */
export const sendLater = (sql: Sql, county: string, job: string, payload: object): Promise<unknown> =>
  sql`insert into outbox (county, job, payload) values (${county}, ${job}, ${JSON.stringify(payload)}::text::jsonb)`;

const settings = { schema: 'jobs', migrate: false, createSchema: false, persistWarnings: false, monitorVacuum: false, reindex: false } as const;

const forPg = (options: Options | string) =>
  typeof options === 'string'
    ? { connectionString: options }
    : {
        host: options.host as string,
        user: options.username as string,
        password: options.password as string,
        database: options.database as string,
      };

/** Makes or updates the queues' schema; run by the owner. */
export async function installJobs(owner: Options | string, runtimeRole: string, names: readonly string[], sql: Sql): Promise<void> {
  const boss = new PgBoss({ ...forPg(owner), ...settings, migrate: true, createSchema: true, supervise: false, schedule: false, max: 1 });
  boss.on('error', () => {});
  await boss.start();
  for (const name of names) await boss.createQueue(name);
  await boss.stop({ graceful: false });
  await sql.unsafe(`grant usage on schema jobs to ${runtimeRole};
    grant select, insert, update, delete on all tables in schema jobs to ${runtimeRole};
    grant execute on all functions in schema jobs to ${runtimeRole}`);
}

/** A job as the queue keeps it. */
interface Packed {
  payloads: object[];
}

const relayEvery = 2000;

export async function runJobs(runtime: Options | string, db: Database, county: string, jobs: readonly Job<never>[], log: Log): Promise<RunningJobs> {
  const boss = new PgBoss({ ...forPg(runtime), ...settings, max: 4, application_name: 'bancheng-jobs' });
  boss.on('error', error => log.error({ error: String(error) }, 'jobs'));
  await boss.start();
  for (const job of jobs) {
    await boss.updateQueue(job.name, { retryLimit: job.retryLimit ?? 8, retryDelay: 5, retryBackoff: true });
    // What comes by itself brings no payload.
    await boss.work<Partial<Packed>>(job.name, { pollingIntervalSeconds: 1 }, given =>
      job.handle(given.flatMap(g => g.data?.payloads ?? [g.data ?? {}]) as never, county),
    );
    if (!job.cron) continue;
    await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' });
    // What came due while no server ran is looked for at once.
    await boss.send(job.name, {});
  }
  const relay = () =>
    db.write(scopeOf(systemActor(county)), async sql => {
      const due = await sql<{ id: bigint; job: string; payload: object }[]>`
        select id, job, payload from outbox where county = ${county} order by id limit 200 for update skip locked`;
      if (due.length === 0) return 0;
      const tx = { executeSql: async (text: string, values?: unknown[]) => ({ rows: [...(await sql.unsafe(text, (values ?? []) as never[]))] }) };
      for (const name of new Set(due.map(d => d.job))) {
        const payloads = due.filter(d => d.job === name).map(d => d.payload);
        const packed: Packed[] = [];
        while (payloads.length > 0) packed.push({ payloads: payloads.splice(0, jobs.find(j => j.name === name)?.batch ?? 1) });
        await boss.insert(
          name,
          packed.map(data => ({ data })),
          { db: tx },
        );
      }
      await sql`delete from outbox where county = ${county} and id in ${sql(due.map(d => d.id) as never)}`;
      return due.length;
    });
  let running = Promise.resolve(0);
  const again = () => {
    running = running.then(relay).catch(error => {
      log.error({ error: String(error) }, 'outbox relay');
      return 0;
    });
    return running;
  };
  const timer = setInterval(again, relayEvery);
  return {
    relay: again,
    async stop() {
      clearInterval(timer);
      await running;
      await boss.stop({ graceful: true, timeout: 8000 });
    },
  };
}
