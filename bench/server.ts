/** A real server in a process of its own, on a data folder of its own, with durable writes. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-bench-'));
  // As root the database runs as another account, which has to get in.
  chmodSync(folder, 0o755);
  return folder;
}
export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true });

export interface Running {
  child: ChildProcess;
  port: number;
  /** Seconds from spawn to ready. */
  seconds: number;
  stop(): Promise<void>;
}

/** A port that nobody listens on now. */
export const freePort = () =>
  new Promise<number>(done => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => done(port));
    });
  });

export async function startServer(dataDir: string, env: Record<string, string> = {}, at?: number): Promise<Running> {
  const port = at ?? (await freePort());
  const started = performance.now();
  const child = spawn(process.execPath, ['src/server.ts'], {
    cwd: root,
    env: { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', RATE_LIMIT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((done, fail) => {
    child.once('exit', code => fail(new Error(`the server ended with ${code}`)));
    child.stdout!.on('data', (text: Buffer) => {
      if (text.toString().includes('已就绪')) done();
    });
  });
  child.removeAllListeners('exit');
  return {
    child,
    port,
    seconds: (performance.now() - started) / 1000,
    stop: () =>
      new Promise(done => {
        if (child.exitCode !== null || child.signalCode !== null) return done();
        child.once('exit', () => done());
        child.kill('SIGTERM');
      }),
  };
}

/** The process and all that came from it, as they are now. */
export function family(pid: number): number[] {
  const parents = new Map<number, number>();
  if (existsSync('/proc/self/stat'))
    for (const name of readdirSync('/proc').filter(n => /^\d+$/.test(n))) {
      try {
        // The command's name, in brackets, may hold spaces.
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]));
      } catch {
        // It has ended meanwhile.
      }
    }
  else
    for (const line of spawnSync('ps', ['-A', '-o', 'pid=,ppid=']).stdout.toString().trim().split('\n')) {
      const [child, parent] = line.trim().split(/\s+/).map(Number);
      parents.set(child!, parent!);
    }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
}

/** Resident memory of a process in MB. */
export const memory = (pid: number): number => {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
};

export interface Client {
  call<T = unknown>(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: T }>;
}

/** A signed-in client on one kept connection. */
export async function client(port: number, account?: string): Promise<Client> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let cookie = '';
  let csrf = '';
  const call: Client['call'] = (method, path, body, key) =>
    new Promise((done, fail) => {
      const payload = body === undefined ? undefined : JSON.stringify(body);
      const sent = request(
        {
          host: '127.0.0.1',
          port,
          agent,
          method,
          path: `/api${path}`,
          headers: {
            ...(payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {}),
            ...(cookie ? { cookie } : {}),
            ...(csrf && method !== 'GET' ? { 'x-csrf-token': csrf } : {}),
            ...(key ? { 'idempotency-key': key } : {}),
          },
        },
        response => {
          const parts: Buffer[] = [];
          response.on('data', (p: Buffer) => parts.push(p));
          response.on('end', () => {
            const set = response.headers['set-cookie']?.[0];
            if (set) cookie = set.split(';')[0]!;
            const text = Buffer.concat(parts).toString();
            done({ status: response.statusCode!, body: (text && response.headers['content-type']?.includes('json') ? JSON.parse(text) : text) as never });
          });
          response.on('error', fail);
        },
      );
      sent.on('error', fail);
      sent.end(payload);
    });
  if (account) {
    const r = await call<{ csrf: string }>('POST', '/demo/session', { account });
    if (r.status !== 200) throw new Error(`no account ${account}`);
    csrf = r.body.csrf;
  }
  return { call };
}
