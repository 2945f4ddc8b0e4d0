/** Connections: the owner migrates, the runtime role serves and owns nothing. */
import { join } from 'node:path';
import postgres from 'postgres';
import { StartRefused, startEmbedded } from './embedded.ts';
import { secret } from './secret.ts';

/** postgres.js with our types: dates stay `YYYY-MM-DD`, instants are ISO strings, int8 is bigint, columns are camelCase. */
export type Sql = postgres.Sql<{ bigint: bigint }> | postgres.TransactionSql<{ bigint: bigint }>;
export type Options = postgres.Options<Record<string, never>>;

const isoInstant = (text: string) => `${text.replace(' ', 'T').replace(/\+00(:00)?$/, '')}Z`;

export function connect(options: Options | string, extra: Options = {}): postgres.Sql<{ bigint: bigint }> {
  const settings = {
    onnotice: () => {},
    idle_timeout: 0,
    max_lifetime: null,
    transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
    types: {
      bigint: postgres.BigInt,
      day: { to: 1082, from: [1082], serialize: (x: string) => x, parse: (x: string) => x },
      instant: { to: 1184, from: [1114, 1184], serialize: (x: string) => x, parse: isoInstant },
    },
    ...extra,
    connection: { TimeZone: 'UTC', application_name: 'bancheng', ...extra.connection },
  };
  return (typeof options === 'string' ? postgres(options, settings as never) : postgres({ ...settings, ...options } as never)) as unknown as postgres.Sql<{
    bigint: bigint;
  }>;
}

export interface Connections {
  owner: Options | string;
  runtime: Options | string;
  stop(): Promise<void>;
}

export const runtimeRole = 'bancheng_runtime';
export const auditRole = 'bancheng_audit';

/**
 * Where the database is: `DATABASE_URL` (its user owns the schema and may create roles), else the embedded cluster of
 * the data folder. The runtime role's password is kept in the data folder; `DATABASE_RUNTIME_URL` names one that an
 * administrator made instead, for several servers on one database.
 */
export async function openConnections(dataDir: string, url?: string, runtimeUrl?: string): Promise<Connections> {
  const embedded = url ? undefined : await startEmbedded(dataDir);
  const owner: Options | string = embedded ? embedded.owner : url!;
  const stop = embedded ? () => embedded.stop() : async () => {};
  if (runtimeUrl) return { owner, runtime: runtimeUrl, stop };
  const password = secret(join(dataDir, 'secrets'), 'runtime-password');
  const sql = connect(owner, { max: 1 });
  try {
    await ensureRoles(sql, password);
  } catch (error) {
    await sql.end({ timeout: 1 });
    await stop();
    throw url && !(error instanceof StartRefused)
      ? new StartRefused(`连接不上 DATABASE_URL 指定的数据库，或它的用户不能建立角色：${(error as Error).message}`)
      : error;
  }
  await sql.end({ timeout: 1 });
  const runtime: Options | string = embedded ? { ...embedded.owner, username: runtimeRole, password } : withUser(url!, runtimeRole, password);
  return { owner, runtime, stop };
}

function withUser(url: string, username: string, password: string): string {
  const changed = new URL(url);
  changed.username = username;
  changed.password = password;
  return changed.toString();
}

/** Makes the roles; the audit role cannot sign in and owns the functions that append to the audit. */
export async function ensureRoles(sql: Sql, password: string) {
  const [version] = await sql<{ n: number }[]>`select current_setting('server_version_num')::int as n`;
  if (!version || version.n < 150_000) throw new StartRefused('需要 PostgreSQL 15 或更新的版本。');
  const known = new Set((await sql<{ rolname: string }[]>`select rolname from pg_roles`).map(r => r.rolname));
  if (!known.has(auditRole)) await sql.unsafe(`create role ${auditRole} nologin noinherit`);
  if (!known.has(runtimeRole)) await sql.unsafe(`create role ${runtimeRole} login noinherit nobypassrls`);
  await sql.unsafe(`alter role ${runtimeRole} password '${password.replaceAll("'", "''")}'`);
  const [me] = await sql<{ name: string; super: boolean }[]>`
    select current_user as name, rolsuper as super from pg_roles where rolname = current_user`;
  if (me && !me.super) await sql.unsafe(`grant ${auditRole} to "${me.name}"`);
}
