/** A county for a test: its own database copied from the template, a house on it, and people who use it over HTTP. */
import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { inject } from 'vitest';
import { systemActor } from '#platform/access';
import { type Action, answer, type House, knownActor, perform, type Read } from '#platform/actions';
import { connect, type Options, type Sql } from '#platform/db';
import { demoSession } from '#platform/demo';
import { buildServer } from '#platform/http';
import { defaultCounty, openClock, openHouse, openLog, routes, signIns, version } from '../house.ts';
import { at, emptyName, templateDay, templateName } from './connections.ts';

export { enrolMachine } from './machine.ts';
export { fileNewborn } from './newborn.ts';
export { checkTable, importTable } from './tables.ts';
export { templateDay };

export interface Reply<T = any> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}

/** A browser: keeps the session's cookie and token, and sends JSON. */
export interface Browser {
  get<T = any>(path: string): Promise<Reply<T>>;
  send<T = any>(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
  post<T = any>(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply<T>>;
  /** A creating request with a fresh idempotency key. */
  create<T = any>(path: string, body?: unknown, key?: string): Promise<Reply<T>>;
  upload<T = any>(path: string, name: string, content: Buffer): Promise<Reply<T>>;
  cookie: string;
  csrf: string;
}

export interface County {
  house: House;
  app: FastifyInstance;
  county: string;
  /** As the owner of the schema: to look at what is really there, and to break things on purpose. */
  owner: ReturnType<typeof connect>;
  database: string;
  runtime: Options | string;
  ownerOptions: Options | string;
  /** Sets the day that the service believes it is. */
  travel(day: string): void;
  guest(): Browser;
  /** Signs in with a demo account. */
  as(account: string): Promise<Browser>;
  system<T>(action: Action<any, T>, input: unknown): Promise<T>;
  systemRead<T>(read: Read<any, T>, input: unknown): Promise<T>;
  close(): Promise<void>;
}

export interface CountyOptions {
  day?: string;
  /** Requests a minute; unlimited when absent. */
  limit?: number;
  demo?: boolean;
  /** Without people and what they did. */
  empty?: boolean;
  /** Folder of the built web app; without it only the API answers. */
  webRoot?: string;
}

export async function newCounty(o: CountyOptions = {}): Promise<County> {
  const { owner: ownerOptions, runtime } = inject('connections') as { owner: Options | string; runtime: Options | string };
  const dataDir = inject('dataDir');
  const database = `test_${randomBytes(6).toString('hex')}`;
  const admin = connect(ownerOptions, { max: 1 });
  await admin.unsafe(`create database ${database} template ${o.empty ? emptyName : templateName}`);
  await admin.end({ timeout: 1 });
  const mine = { owner: at(ownerOptions, database), runtime: at(runtime, database) };
  const log = openLog('silent');
  const house = await openHouse({ connections: { ...mine, stop: async () => {} }, dataDir, log, clock: openClock(o.day ?? templateDay), poolSize: 8 });
  const county = defaultCounty;
  const app = await buildServer(house, {
    county,
    routes,
    demo: o.demo ?? true,
    signIns,
    demoSignIns: { '/demo/session': demoSession as unknown as Action },
    version,
    log,
    ...(o.limit ? { limit: o.limit } : {}),
    ...(o.webRoot ? { webRoot: o.webRoot } : {}),
  });
  const owner = connect(mine.owner, { max: 2 });
  const who = knownActor(systemActor(county, '测试'));
  const meta = { county, requestId: 'test' };
  return {
    house,
    app,
    county,
    owner,
    database,
    runtime: mine.runtime,
    ownerOptions: mine.owner,
    travel(day) {
      house.clock = openClock(day);
    },
    guest: () => browser(app),
    async as(account) {
      const b = browser(app);
      const r = await b.post('/demo/session', { account });
      if (r.status !== 200) throw new Error(`no demo account ${account}: ${r.status} ${JSON.stringify(r.body)}`);
      b.csrf = r.body.csrf;
      return b;
    },
    system: (action, input) => perform(house, action, who, input, meta),
    systemRead: (read, input) => answer(house, read, who, input, meta),
    async close() {
      await app.close();
      await house.close();
      await owner.end({ timeout: 1 });
      const last = connect(ownerOptions, { max: 1 });
      await last.unsafe(`drop database if exists ${database} with (force)`);
      await last.end({ timeout: 1 });
    },
  };
}

function browser(app: FastifyInstance): Browser {
  const b: Browser = {
    cookie: '',
    csrf: '',
    get: path => call('GET', path),
    send: (method, path, body, headers) => call(method, path, body, headers),
    post: (path, body, headers) => call('POST', path, body ?? {}, headers),
    create: (path, body, key) => call('POST', path, body ?? {}, { 'idempotency-key': key ?? randomBytes(8).toString('hex') }),
    async upload(path, name, content) {
      const boundary = `----${randomBytes(8).toString('hex')}`;
      const payload = Buffer.concat([
        Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`),
        content,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]);
      return call('POST', path, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` });
    },
  };
  async function call<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply<T>> {
    const raw = Buffer.isBuffer(body);
    const response = await app.inject({
      method: method as 'GET',
      url: `/api${path}`,
      headers: {
        ...(b.cookie ? { cookie: b.cookie } : {}),
        ...(b.csrf && method !== 'GET' ? { 'x-csrf-token': b.csrf } : {}),
        ...(body !== undefined && !raw ? { 'content-type': 'application/json' } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { payload: raw ? body : JSON.stringify(body) }),
    });
    const set = response.headers['set-cookie'];
    const line = Array.isArray(set) ? set[0] : set;
    if (line) b.cookie = line.split(';')[0]!;
    const type = String(response.headers['content-type'] ?? '');
    return { status: response.statusCode, body: (type.includes('json') ? response.json() : response.rawPayload) as T, headers: response.headers };
  }
  return b;
}

/** Every row of a query as the owner, past row-level security. */
export const rows = <T extends object>(county: County, text: string): Promise<T[]> => county.owner.unsafe(text) as unknown as Promise<T[]>;

export type { Sql };
