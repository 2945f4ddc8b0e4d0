/** The drill: back up, lose everything, restore, and find the same audit head; and what must still migrate. */
import { appendFileSync, chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { at } from '../../testing/connections.ts';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { verify } from '../audit/index.ts';
import { fileMasterKey, Vault } from '../crypto/index.ts';
import { connect, migrations } from '../db/index.ts';
import { backup, faultsOf, restore } from './index.ts';

let county: County;
let folder: string;
beforeAll(async () => {
  county = await newCounty();
  folder = mkdtempSync(join(tmpdir(), 'bancheng-backup-'));
  chmodSync(folder, 0o755);
  const resident = await county.as('resident');
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
  await resident.upload('/files?accept=image', '照片.png', png);
});
afterAll(async () => {
  await county.close();
  rmSync(folder, { recursive: true, force: true });
});

const filesFolder = () => join(inject('dataDir'), 'files');

async function empty(): Promise<{ sql: ReturnType<typeof connect>; name: string }> {
  const name = `test_restore_${Math.random().toString(36).slice(2, 8)}`;
  const admin = connect(inject('connections').owner as never, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  await admin.end();
  return { sql: connect(at(inject('connections').owner as never, name), { max: 1 }), name };
}

describe('a backup', () => {
  it('restores into an empty database with the same data and the same audit head', async () => {
    const to = join(folder, 'one');
    const manifest = await backup(county.owner as never, to, filesFolder(), '0.1.0', '2024-11-04T00:00:00Z');
    expect(await faultsOf(to)).toEqual([]);
    const { sql } = await empty();
    const restoredFiles = join(folder, 'restored-files');
    await restore(sql as never, to, restoredFiles);
    const verdict = await verify(sql, county.county);
    expect(verdict.fault).toBeUndefined();
    expect(verdict.head).toEqual({ seq: manifest.heads[0]!.seq, hash: manifest.heads[0]!.hash });
    for (const { name, rows: n } of manifest.tables.filter(t => t.name !== 'public.outbox')) {
      const [count] = await sql.unsafe(`select count(*)::int as n from ${name}`);
      expect([name, count!.n]).toEqual([name, n]);
    }
    for (const digest of manifest.files) expect(existsSync(join(restoredFiles, digest.slice(0, 2), digest.slice(2, 4), digest))).toBe(true);
    // With the master key, and only with it, the numbers open.
    const [person] = await sql<{ id: string; identitySealed: string }[]>`select id, identity_sealed from person where name = '白婷婷'`;
    const vault = new Vault(fileMasterKey(join(inject('dataDir'), 'secrets')));
    await vault.unlock(sql, county.county);
    expect(vault.open(county.county, `person.identity:${person!.id}`, person!.identitySealed)).toMatch(/^\d{17}[\dX]$/);
    const stranger = new Vault(fileMasterKey(join(folder, 'another-key')));
    await expect(stranger.unlock(sql, county.county)).rejects.toThrow('主密钥');
    await sql.end();
  });
  it('holds no number in clear', async () => {
    const [person] = await rows<{ id: string; identity: string }>(county, `select id, identity_sealed as identity from person where name = '白婷婷'`);
    const number = county.house.vault.open(county.county, `person.identity:${person!.id}`, person!.identity);
    for (const file of readdirSync(join(folder, 'one', 'tables')))
      expect(readFileSync(join(folder, 'one', 'tables', file), 'utf8').includes(number), file).toBe(false);
  });
  it('is not written over another, not restored over data, and not when it was changed', async () => {
    await expect(backup(county.owner as never, join(folder, 'one'), filesFolder(), '0.1.0', '')).rejects.toThrow('不是空的');
    await expect(restore(county.owner as never, join(folder, 'one'), join(folder, 'f'))).rejects.toThrow('不是空的');
    const to = join(folder, 'two');
    await backup(county.owner as never, to, filesFolder(), '0.1.0', '');
    appendFileSync(join(to, 'tables', 'public.person.jsonl'), '\n');
    rmSync(join(to, 'tables', 'public.unit.jsonl'));
    expect(await faultsOf(to)).toEqual(expect.arrayContaining([expect.stringContaining('public.person'), expect.stringContaining('缺少表 public.unit')]));
    const { sql } = await empty();
    await expect(restore(sql as never, to, join(folder, 'f'))).rejects.toThrow('备份不完整');
    await sql.end();
  });
});

describe('released schemas', () => {
  const fixtures = join(import.meta.dirname, 'fixtures');
  it.each(readdirSync(fixtures))('%s still migrates to today’s, and loses no row', async release => {
    const { sql } = await empty();
    const manifest = await restore(sql as never, join(fixtures, release), join(folder, `files-${release}`));
    const applied = await sql<{ name: string }[]>`select name from schema_migration order by name`;
    expect(applied.map(a => a.name)).toEqual(migrations().map(m => m.name));
    for (const table of ['public.person', 'public.case_file', 'public.task', 'public.licence', 'audit.entry']) {
      const [count] = await sql.unsafe(`select count(*)::int as n from ${table}`);
      expect([table, count!.n]).toEqual([table, manifest.tables.find(t => t.name === table)!.rows]);
      expect(count!.n).toBeGreaterThan(0);
    }
    await sql.end();
  });
  it('of a newer Bancheng are refused by name', async () => {
    const newer = join(folder, 'newer');
    cpSync(join(fixtures, readdirSync(fixtures)[0]!), newer, { recursive: true });
    const path = join(newer, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, '9999-tomorrow'] }));
    const { sql } = await empty();
    await expect(restore(sql as never, newer, join(folder, 'f'))).rejects.toThrow('9999-tomorrow');
    await sql.end();
  });
});
