/** The HTTP server: sessions, origin and token checks, limits, headers, problems, static pages. Knows no programme. */
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import statics from '@fastify/static';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { z } from 'zod';
import { gateScope, guest, systemActor } from '../access/index.ts';
import {
  type Action,
  answer,
  Download,
  type House,
  type Identify,
  type Meta,
  parse,
  perform,
  Refusal,
  refusals,
  refuse as refuseCommon,
  toJson,
} from '../actions/index.ts';
import { type Accept, addFile, findFile, maxFileBytes } from '../files/index.ts';
import {
  elevate,
  hashToken,
  type Opened,
  openSingleSignOn,
  resolveSession,
  signInByPhone,
  signInStaff,
  signOut,
  singleSignOnSettings,
  touchSession,
  unlessOpened,
  whoAmI,
} from '../identity/index.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import { leftOut, openapi } from './openapi.ts';
import { notFound, problemOf } from './problem.ts';
import { idsIn, post, type Route } from './route.ts';
import { singleSignOnRoutes } from './single-sign-on.ts';

const refuse = refusals({
  'cross-site': [403, '请求不是从本站页面发出的'],
  'token-wrong': [403, '页面已过期，请刷新后再试，填写的内容还在'],
  'no-file': [422, '没有收到文件'],
});

export interface ServerOptions {
  county: string;
  routes: readonly Route[];
  /** Folder of the built web app; absent: API only. */
  webRoot?: string;
  demo: boolean;
  /** Further sign-ins: address → action that opens a session; some in demo mode only. */
  signIns?: Record<string, Action>;
  demoSignIns?: Record<string, Action>;
  version: string;
  log: Logger;
  /** Requests a minute and address; 0: unlimited. */
  limit?: number;
  trustProxy?: boolean;
  metricsToken?: string;
  /** Other origins whose pictures pages may show: map tiles. */
  imageOrigins?: readonly string[];
}

const contentSecurity = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
};

/** A browser says where a request comes from; what comes from another site changes nothing here. */
function sameSite(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === request.host;
  } catch {
    return false;
  }
}

/** A file leaves as an attachment that runs nothing. */
const attach = (reply: FastifyReply, type: string, name: string) =>
  reply
    .type(type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('content-security-policy', "default-src 'none'; sandbox");

export async function buildServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
  const { county } = options;
  const app = Fastify({
    loggerInstance: options.log as FastifyBaseLogger,
    // One line a request, written below; Fastify's own two are left out.
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 1024 * 1024,
    trustProxy: options.trustProxy ?? false,
    genReqId: () => randomUUID(),
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: true },
  });
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      ...contentSecurity,
      directives: { ...contentSecurity.directives, imgSrc: [...contentSecurity.directives.imgSrc, ...(options.imageOrigins ?? [])] },
    },
    hsts: { maxAge: 31_536_000 },
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(multipart, { limits: { fileSize: maxFileBytes, files: 1, fields: 5, parts: 8 } });
  if (options.limit) await app.register(rateLimit, { max: options.limit, timeWindow: '1 minute' });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'bancheng_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const served: [string, string][] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const m of [method].flat()) if (m !== 'HEAD') served.push([m, url]);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    durations.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id }, 'request');
    done();
  });
  app.setErrorHandler((error, request, reply) => {
    const { problem, bug } = problemOf(error, request.id);
    if (bug) request.log.error({ error: String((error as Error).stack ?? error), requestId: request.id, route: request.routeOptions.url }, 'failed');
    return reply.code(problem.status).type('application/problem+json').header('cache-control', 'no-store').send(toJson(problem));
  });
  // The API's bodies are JSON of ours: bigint becomes text.
  app.setSerializerCompiler(() => data => toJson(data));
  app.setReplySerializer(payload => (typeof payload === 'string' ? payload : toJson(payload)));

  const meta = (request: FastifyRequest): Meta => {
    const key = request.headers['idempotency-key'];
    return { county, requestId: request.id, address: request.ip, ...(typeof key === 'string' ? { key } : {}) };
  };
  const tokenOf = (request: FastifyRequest) => request.cookies[cookieName];

  /** Resolves the session inside the transaction; a change also needs the session's own token. */
  const identify =
    (request: FastifyRequest, changes: boolean): Identify =>
    async sql => {
      const token = tokenOf(request);
      if (!token) return guest(county);
      const session = await resolveSession(sql, county, hashToken(token), house.clock.today());
      if (!session) return guest(county);
      if (changes && request.headers['x-csrf-token'] !== session.csrf) throw refuse('token-wrong');
      if (session.stale) queueMicrotask(() => void house.db.write(gateScope(county), s => touchSession(s, county, session.tokenHash)).catch(() => {}));
      return session.actor;
    };

  const changing = (request: FastifyRequest) => {
    if (!sameSite(request)) throw refuse('cross-site');
  };

  const inputOf = (request: FastifyRequest): unknown => {
    const parts = [request.method === 'GET' ? request.query : request.body, request.params];
    if (parts.some(p => p !== undefined && p !== null && (typeof p !== 'object' || Array.isArray(p)))) return request.body;
    return Object.assign({}, ...parts) as unknown;
  };

  const cache = (reply: FastifyReply, open: boolean | undefined) => reply.header('cache-control', open ? 'public, max-age=30' : 'no-store');

  /** A file goes to disk as it comes, and away again where the action refuses it. Nobody fills the disk without leave. */
  async function received(definition: Action, most: number, request: FastifyRequest) {
    await answer(house, { ...whoAmI, may: definition.may }, identify(request, true), {}, meta(request));
    const part = request.isMultipart() ? await request.file({ limits: { fileSize: most + 1 } }) : undefined;
    if (!part) throw refuse('no-file');
    const { id, key, size } = await house.passing.take(part.file, most);
    const input = { ...(request.query as object), ...(request.params as object), file: { id, key, size, name: part.filename } };
    return perform(house, definition, identify(request, true), input, meta(request)).catch(async error => {
      await house.passing.drop(id);
      throw error;
    });
  }

  async function handle({ definition, withToken, fileOf }: Route, request: FastifyRequest, reply: FastifyReply) {
    if (definition.kind === 'read') {
      cache(reply, definition.open);
      return answer(house, definition, identify(request, false), inputOf(request), meta(request));
    }
    changing(request);
    cache(reply, false);
    if (fileOf) return received(definition, fileOf, request);
    const input = withToken ? { ...(inputOf(request) as object), token: tokenOf(request) ?? '' } : inputOf(request);
    return perform(house, definition, identify(request, true), input, meta(request));
  }

  for (const route of options.routes) {
    if (route.demo && !options.demo) continue;
    if (!house.permissions.has(route.definition.may))
      throw new Error(`the permission table does not name ${route.definition.may}, needed by ${route.method} ${route.path}`);
    const ids = idsIn(route);
    app.route({
      method: route.method,
      url: `/api${route.path}`,
      ...(options.limit && route.perMinute ? { config: { rateLimit: { max: route.perMinute, timeWindow: '1 minute' } } } : {}),
      handler: async (request, reply) => {
        const result: unknown = await handle(route, request, reply).catch(error => {
          const nowhere = ids.some(id => !z.uuid().safeParse((request.params as Record<string, string>)[id]).success);
          throw nowhere && error instanceof Refusal && error.code === 'input' ? refuseCommon('not-found') : error;
        });
        if (result === undefined) return reply.code(204).send();
        if (result instanceof Download) {
          if (result.keep !== null) reply.header('cache-control', `public, max-age=${result.keep}, immutable`);
          return attach(reply, result.type, result.name).send(result.bytes);
        }
        return reply.type('application/json; charset=utf-8').send(result);
      },
    });
  }

  // Sessions: what a sign-in returns as a token leaves as a cookie, and never in a body.
  const opened = async (request: FastifyRequest, reply: FastifyReply, { token }: Opened) => {
    const earlier = tokenOf(request);
    // A new sign-in ends the session that this browser had: tokens are rotated, not collected.
    if (earlier) await perform(house, signOut, async () => guest(county), { token: earlier }, meta(request));
    reply.setCookie(cookieName, token, cookieOptions);
  };
  const strict = options.limit ? { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } } : {};
  const settings = singleSignOnSettings(process.env);
  if (settings) house.singleSignOn ??= openSingleSignOn(settings);
  const singleSignOn = singleSignOnRoutes(app, house, { county, meta, opened, strict });
  const signIn = async (definition: Action, request: FastifyRequest, reply: FastifyReply, input: unknown) => {
    changing(request);
    cache(reply, false);
    const result = unlessOpened((await perform(house, definition, async () => guest(county), input, meta(request))) as object);
    if (!('token' in result)) return result;
    const { token: _, ...rest } = result as Opened;
    await opened(request, reply, result as Opened);
    await singleSignOn.link(request, reply, result as Opened);
    return rest;
  };
  const signIns: Record<string, Action> = {
    ...options.signIns,
    '/session/phone': signInByPhone as unknown as Action,
    '/session/staff': signInStaff as unknown as Action,
    ...(options.demo ? options.demoSignIns : {}),
  };
  for (const [path, definition] of Object.entries(signIns))
    app.post(`/api${path}`, strict, (request, reply) => signIn(definition, request, reply, request.body));
  app.post('/api/session/elevation', strict, async (request, reply) => {
    changing(request);
    const result = unlessOpened(
      await perform(house, elevate, identify(request, true), { ...(request.body as object), token: tokenOf(request) ?? '' }, meta(request)),
    );
    const { token, ...rest } = result as Opened;
    reply.setCookie(cookieName, token, cookieOptions);
    return rest;
  });
  app.delete('/api/session', async (request, reply) => {
    changing(request);
    const token = tokenOf(request);
    if (token) await perform(house, signOut, identify(request, true), { token }, meta(request));
    return reply.clearCookie(cookieName, cookieOptions).code(204).send();
  });
  app.get('/api/session', async (request, reply) => {
    cache(reply, false);
    let csrf: string | null = null;
    const seen: Identify = async sql => {
      const token = tokenOf(request);
      const session = token ? await resolveSession(sql, county, hashToken(token), house.clock.today()) : null;
      csrf = session?.csrf ?? null;
      return session?.actor ?? guest(county);
    };
    const who = await answer(house, whoAmI, seen, {}, meta(request));
    return { ...who, csrf, demo: options.demo };
  });

  // Files: the bytes are checked and kept before the row that names them.
  const acceptInput = z.enum(['image', 'pdf', 'image-or-pdf']).default('image-or-pdf');
  app.post('/api/files', async (request, reply) => {
    changing(request);
    cache(reply, false);
    const accept: Accept = parse(acceptInput, (request.query as { accept?: string }).accept);
    // Nobody fills the disk without an account.
    await answer(house, { ...whoAmI, may: 'file.add' }, identify(request, true), {}, meta(request));
    const part = await request.file();
    if (!part) throw refuse('no-file');
    const kept = await house.files.keep(await part.toBuffer(), accept);
    return perform(house, addFile, identify(request, true), { ...kept, name: part.filename }, meta(request));
  });
  app.get('/api/files/:fileId', async (request, reply) => {
    cache(reply, false);
    const file = await answer(house, findFile, identify(request, false), request.params, meta(request));
    return attach(reply, file.type, file.name).send(house.files.read(file.digest));
  });

  app.get('/api/health/live', async () => ({ status: 'live' }));
  app.get('/api/health/ready', async (_, reply) => {
    try {
      await house.db.ping();
      return { status: 'ready' };
    } catch {
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
  const document = openapi(
    [
      ...options.routes.filter(r => !r.demo || options.demo),
      ...Object.entries({ ...signIns, '/session/elevation': elevate as unknown as Action }).map(([path, definition]) => ({
        ...post(path, definition),
        withToken: true,
      })),
    ],
    house.permissions,
    options.version,
  );
  app.get('/api/openapi.json', async (_, reply) => cache(reply, true).send(document));
  const known = new Map<string, Gauge>();
  /** Figures of rooms and programmes, read when they are asked for. */
  async function readGauges() {
    const who: Identify = async () => systemActor(county, '监控');
    for (const { definition, gauges } of options.routes) {
      if (!gauges || definition.kind !== 'read') continue;
      for (const g of gauges((await answer(house, definition, who, {}, { county, requestId: 'metrics' })) as never)) {
        const labelNames = [...new Set(g.values.flatMap(v => Object.keys(v.labels)))];
        const gauge = known.get(g.name) ?? new Gauge({ name: g.name, help: g.help, labelNames, registers: [registry] });
        known.set(g.name, gauge);
        gauge.reset();
        for (const { labels, value } of g.values) gauge.set(labels, value);
      }
    }
  }
  app.get('/api/metrics', async (request, reply) => {
    const loopback = request.ip === '127.0.0.1' || request.ip === '::1';
    const allowed = options.metricsToken ? request.headers.authorization === `Bearer ${options.metricsToken}` : loopback;
    if (!allowed)
      return reply
        .code(404)
        .type('application/problem+json')
        .send(toJson(notFound(request.id)));
    await readGauges().catch(error => request.log.error({ error: String(error) }, 'gauges'));
    return reply.type(registry.contentType).send(await registry.metrics());
  });

  leftOut(served, document.paths ?? {});
  await pages(app, options.webRoot);
  return app;
}

/** The built web app: hashed files for ever, the two pages fresh, every other address is the router's. */
async function pages(app: FastifyInstance, webRoot: string | undefined) {
  const built = webRoot !== undefined && existsSync(join(webRoot, 'index.html'));
  if (built)
    await app.register(statics, {
      root: webRoot,
      preCompressed: true,
      index: false,
      cacheControl: false,
      setHeaders: (reply, path) => void reply.header('cache-control', /\/assets\//.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
    });
  // Whoever does not say that compressed answers are welcome (a load balancer's check) would be refused the folder itself.
  app.get('/', (_, reply) => reply.callNotFound());
  const deskPage = built ? readFileSync(join(webRoot, 'desk.html'), 'utf8') : '';
  app.setNotFoundHandler((request, reply) => {
    const page = request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{1,5}(\?|$)/.test(request.url);
    if (!page || !built)
      return reply
        .code(404)
        .type('application/problem+json')
        .send(toJson(notFound(request.id)));
    const desk = /^\/desk(\/|\?|$)/.test(request.url);
    const own = String(reply.getHeader('content-security-policy'));
    // Where a camera reads codes, the reader is WebAssembly from this origin; compiling it needs leave. Nothing else of eval is let in.
    const policy =
      desk || /^\/((kiosk|kiosk-mode|terminal)(\/|\?|$)|\?kiosk=)/.test(request.url)
        ? own.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
        : own;
    if (!desk) return reply.header('cache-control', 'no-cache').header('content-security-policy', policy).sendFile('index.html');
    // The desk's component library makes styles while it runs: only those with this response's nonce are let in.
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy.replace("style-src 'self'", `style-src 'self' 'nonce-${nonce}'`))
      .type('text/html; charset=utf-8')
      .send(deskPage.replace('__CSP_NONCE__', nonce));
  });
}
