/** Migrations: plain SQL, forward only, checksummed, in the order of their numbers across all rooms. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditRole, runtimeRole, type Sql } from './connect.ts';
import { StartRefused } from './embedded.ts';

export interface Migration {
  /** `0100-identity`: number and name; numbers are unique in the whole house. */
  name: string;
  text: string;
  checksum: string;
}

const source = join(import.meta.dirname, '..', '..');

/** All migrations of the platform's rooms and of the programmes, from `<room>/migrations/NNNN-name.sql`. */
export function migrations(): Migration[] {
  const folders = ['platform', 'programmes'].flatMap(part => readdirSync(join(source, part)).map(room => join(source, part, room, 'migrations')));
  const found = folders.filter(existsSync).flatMap(folder =>
    readdirSync(folder)
      .filter(f => f.endsWith('.sql'))
      .map(file => {
        const text = readFileSync(join(folder, file), 'utf8');
        return { name: file.replace('.sql', ''), text, checksum: createHash('sha256').update(text).digest('hex') };
      }),
  );
  found.sort((a, b) => a.name.localeCompare(b.name));
  for (const [i, m] of found.entries())
    if (m.name.slice(0, 4) === found[i - 1]?.name.slice(0, 4)) throw new Error(`two migrations numbered ${m.name.slice(0, 4)}`);
  return found;
}

const unknown = (name: string) => `数据库里有本版本不认识的结构变更 ${name}：它属于更新的版本，请升级程序。`;

/**
 * Brings the schema up to date in one transaction and returns the names that ran. Refuses a database whose applied
 * migrations differ from ours: somebody changed history, or a newer Bancheng has been here. With `only`, the schema
 * becomes the one that had exactly these: a room's later migration has a lower number than an older one of another room.
 */
export async function migrate(owner: Sql & { begin: (f: (tx: Sql) => Promise<void>) => Promise<unknown> }, only?: readonly string[]): Promise<string[]> {
  const ours = migrations().filter(m => !only || only.includes(m.name));
  const strange = only?.find(name => !ours.some(m => m.name === name));
  if (strange) throw new StartRefused(unknown(strange));
  const ran: string[] = [];
  await owner.begin(async tx => {
    await tx`select pg_advisory_xact_lock(4711130)`;
    await tx`create table if not exists public.schema_migration (
      name text primary key, checksum text not null, applied_at timestamptz not null default now())`;
    const applied = await tx<{ name: string; checksum: string }[]>`select name, checksum from schema_migration order by name`;
    for (const a of applied) {
      const known = ours.find(m => m.name === a.name);
      if (!known) throw new StartRefused(unknown(a.name));
      if (known && known.checksum !== a.checksum) throw new StartRefused(`结构变更 ${a.name} 的内容和数据库里记录的不一致，已拒绝启动。`);
    }
    const done = new Set(applied.map(a => a.name));
    for (const m of ours) {
      if (done.has(m.name)) continue;
      await tx.unsafe(m.text.replaceAll(':runtime', runtimeRole).replaceAll(':audit', auditRole));
      await tx`insert into schema_migration (name, checksum) values (${m.name}, ${m.checksum})`;
      ran.push(m.name);
    }
  });
  return ran;
}
