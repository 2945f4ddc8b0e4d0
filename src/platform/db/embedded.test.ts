/** The embedded database as one server after another finds it: taken, killed, closed to the account that runs it. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { connect, StartRefused, startEmbedded } from './index.ts';

const folders: string[] = [];
const folder = (mode: number) => {
  const made = mkdtempSync(join(tmpdir(), 'bancheng-embedded-'));
  chmodSync(made, mode);
  folders.push(made);
  return made;
};
afterEach(() => {
  for (const f of folders.splice(0)) rmSync(f, { recursive: true, force: true });
});

it('refuses a second server on the same folder within two seconds, and leaves the first alone', async () => {
  const dir = folder(0o755);
  const first = await startEmbedded(dir);
  const started = performance.now();
  await expect(startEmbedded(dir)).rejects.toThrow(StartRefused);
  expect(performance.now() - started).toBeLessThan(2000);
  const sql = connect(first.owner, { max: 1 });
  expect(await sql`select 1 as one`).toHaveLength(1);
  await sql.end();
  await first.stop();
});

it('starts again after kill -9, with everything that was committed', async () => {
  const dir = folder(0o755);
  const script = `
    import { startEmbedded, connect } from '${join(import.meta.dirname, 'index.ts')}';
    const e = await startEmbedded('${dir}');
    const sql = connect(e.owner, { max: 1 });
    await sql\`create table kept (n int)\`;
    await sql\`insert into kept values (7)\`;
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], { stdio: 'inherit' });
  const [, signal] = await new Promise<[number | null, string | null]>(done => child.on('exit', (c, s) => done([c, s])));
  expect(signal).toBe('SIGKILL');
  const again = await startEmbedded(dir);
  const sql = connect(again.owner, { max: 1 });
  expect(await sql`select n from kept`).toEqual([{ n: 7 }]);
  await sql.end();
  await again.stop();
});

it('works in a folder that only its owner may enter', async () => {
  const dir = folder(0o700);
  const e = await startEmbedded(dir);
  const sql = connect(e.owner, { max: 1 });
  expect(await sql`select current_setting('listen_addresses') as open`).toEqual([{ open: '' }]);
  await sql.end();
  await e.stop();
  // As root another account runs it, elsewhere; what it wrote there goes with the folder.
  if (process.getuid?.() === 0) rmSync(e.owner.host!.toString().replace(/\/run$/, ''), { recursive: true, force: true });
});

it('keeps its passwords readable by the owner alone', async () => {
  const dir = folder(0o755);
  const e = await startEmbedded(dir);
  const file = join(dir, 'secrets', 'postgres-password');
  expect(readFileSync(file, 'utf8').length).toBeGreaterThan(20);
  expect((await import('node:fs')).statSync(file).mode & 0o077).toBe(0);
  await e.stop();
});
