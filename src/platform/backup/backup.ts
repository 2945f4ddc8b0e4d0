/**
 * Backup and restore: every table in one consistent snapshot (a JSON line a row), and every uploaded file, in a folder that a person can look
 * into. Sealed values stay sealed: the master key is not in it and is kept apart.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { verify } from '../audit/index.ts';
import { migrate, type Sql, StartRefused } from '../db/index.ts';

export interface BackupManifest {
  format: 1;
  version: string;
  madeAt: string;
  /** Names of the migrations that the data stands on. */
  migrations: string[];
  /** Heads of the audit chains: the same after a restore. */
  heads: { county: string; seq: string; hash: string }[];
  tables: { name: string; rows: number; sha256: string }[];
  files: string[];
}

type Owner = Sql & { begin: <T>(mode: string, work: (tx: Sql) => Promise<T>) => Promise<T>; unsafe: Sql['unsafe'] };

/** All tables of ours, those that others refer to first. The job queues are made anew, their work comes from the outbox. */
async function tablesInOrder(sql: Sql): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select quote_ident(n.nspname) || '.' || quote_ident(c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'audit') and c.relname <> 'schema_migration' order by 1`;
  const references = await sql<{ from: string; to: string }[]>`
    select quote_ident(fn.nspname) || '.' || quote_ident(f.relname) as "from", quote_ident(tn.nspname) || '.' || quote_ident(t.relname) as "to"
    from pg_constraint k join pg_class f on f.oid = k.conrelid join pg_namespace fn on fn.oid = f.relnamespace
      join pg_class t on t.oid = k.confrelid join pg_namespace tn on tn.oid = t.relnamespace
    where k.contype = 'f' and k.conrelid <> k.confrelid`;
  const ordered: string[] = [];
  let left = tables.map(t => t.name);
  while (left.length > 0) {
    const free = left.filter(t => references.every(r => r.from !== t || ordered.includes(r.to)));
    if (free.length === 0) throw new Error(`tables refer to each other in a circle: ${left.join(', ')}`);
    ordered.push(...free);
    left = left.filter(t => !free.includes(t));
  }
  return ordered;
}

/** Writes a backup into a new folder and returns its manifest. `files` is the folder of uploaded files. */
export async function backup(owner: Owner, folder: string, files: string, version: string, now: string): Promise<BackupManifest> {
  if (existsSync(folder) && (await readdir(folder)).length > 0) throw new StartRefused(`备份文件夹 ${folder} 不是空的，请换一个。`);
  await mkdir(join(folder, 'tables'), { recursive: true, mode: 0o700 });
  return owner.begin('isolation level repeatable read read only', async sql => {
    const tables: BackupManifest['tables'] = [];
    for (const name of await tablesInOrder(sql)) {
      const hash = createHash('sha256');
      const out = await open(join(folder, 'tables', `${name}.jsonl`), 'wx', 0o600);
      let count = 0;
      await sql.unsafe<{ line: string }[]>(`select to_jsonb(t)::text as line from ${name} t`).cursor(500, async batch => {
        const text = `${batch.map(r => r.line).join('\n')}\n`;
        hash.update(text);
        count += batch.length;
        await out.write(text);
      });
      await out.close();
      tables.push({ name, rows: count, sha256: hash.digest('hex') });
    }
    const heads = await sql<{ county: string; seq: bigint; hash: Buffer }[]>`select county, seq, hash from audit.head order by county`;
    const applied = await sql<{ name: string }[]>`select name from schema_migration order by name`;
    const digests = await sql<{ digest: string }[]>`select distinct digest from file order by digest`;
    for (const { digest } of digests) {
      const place = join(digest.slice(0, 2), digest.slice(2, 4), digest);
      await mkdir(join(folder, 'files', dirname(place)), { recursive: true, mode: 0o700 });
      await copyFile(join(files, place), join(folder, 'files', place));
    }
    const manifest: BackupManifest = {
      format: 1,
      version,
      madeAt: now,
      migrations: applied.map(m => m.name),
      heads: heads.map(h => ({ county: h.county, seq: String(h.seq), hash: h.hash.toString('hex') })),
      tables,
      files: digests.map(d => d.digest),
    };
    await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 1), { mode: 0o600 });
    return manifest;
  });
}

const digestOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
};

/** Everything that is wrong with a backup; empty when it is whole. */
export async function faultsOf(folder: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
  const faults: string[] = [];
  for (const t of manifest.tables) {
    const path = join(folder, 'tables', `${t.name}.jsonl`);
    if (!existsSync(path)) faults.push(`缺少表 ${t.name}`);
    else if ((await digestOf(path)) !== t.sha256) faults.push(`表 ${t.name} 的内容被改动`);
  }
  for (const digest of manifest.files) {
    const path = join(folder, 'files', digest.slice(0, 2), digest.slice(2, 4), digest);
    if (!existsSync(path)) faults.push(`缺少文件 ${digest}`);
    else if ((await digestOf(path)) !== digest) faults.push(`文件 ${digest} 的内容被改动`);
  }
  return faults;
}

/**
 * Restores into an empty database: the schema as it was, the data, then the migrations since. Refuses a damaged backup
 * and a database that holds anything; proves the audit whole afterwards.
 */
export async function restore(owner: Owner, folder: string, files: string): Promise<BackupManifest> {
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')) as BackupManifest;
  const faults = await faultsOf(folder);
  if (faults.length > 0) throw new StartRefused(`备份不完整，没有恢复：\n${faults.join('\n')}`);
  const [used] = await owner<{ there: boolean }[]>`select to_regclass('public.schema_migration') is not null as there`;
  if (used?.there) throw new StartRefused('目标数据库不是空的，没有恢复。请指定一个新的 DATA_DIR 或新的数据库。');
  await migrate(owner as never, manifest.migrations);
  await owner.begin('read write', async sql => {
    // What the triggers did is in the backup: sums of days, marks for other platforms. They must not do it again.
    const triggers = async (what: 'disable' | 'enable') => {
      for (const { name } of manifest.tables) await sql.unsafe(`alter table ${name} ${what} trigger user`);
    };
    await triggers('disable');
    for (const { name } of manifest.tables) {
      let batch: string[] = [];
      const put = async () => {
        if (batch.length > 0)
          await sql.unsafe(`insert into ${name} overriding system value select * from jsonb_populate_recordset(null::${name}, $1::text::jsonb)`, [
            `[${batch.join(',')}]`,
          ]);
        batch = [];
      };
      for await (const line of createInterface({ input: createReadStream(join(folder, 'tables', `${name}.jsonl`)) })) {
        if (line) batch.push(line);
        if (batch.length >= 500) await put();
      }
      await put();
    }
    await triggers('enable');
    const counters = await sql<{ table: string; column: string }[]>`
      select quote_ident(table_schema) || '.' || quote_ident(table_name) as "table", column_name as "column"
      from information_schema.columns where is_identity = 'YES' and table_schema in ('public', 'audit')`;
    for (const { table, column } of counters)
      await sql.unsafe(`select setval(pg_get_serial_sequence('${table}', '${column}'), coalesce((select max(${column}) from ${table}), 0) + 1, false)`);
    // Messages that had left the outbox for the queue but were not sent yet: the queue is new, so they go again.
    await sql`insert into outbox (county, job, payload) select county, 'send-sms', jsonb_build_object('notice', id) from notice n
      where sms = 'waiting' and not exists (select 1 from outbox o where o.county = n.county and o.payload->>'notice' = n.id::text)`;
  });
  await migrate(owner as never);
  for (const digest of manifest.files) {
    const place = join(digest.slice(0, 2), digest.slice(2, 4), digest);
    await mkdir(join(files, dirname(place)), { recursive: true, mode: 0o700 });
    await copyFile(join(folder, 'files', place), join(files, place));
  }
  for (const head of manifest.heads) {
    const verdict = await verify(owner, head.county);
    if (verdict.fault || verdict.head.hash !== head.hash)
      throw new StartRefused(`恢复后的审计链与备份时不一致（${head.county}）：${verdict.fault?.why ?? '链头不同'}`);
  }
  return manifest;
}
