/** The HTTP server: limits, headers, problems, an address for each route. Knows no programme. */
import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify';
import { z } from 'zod';
import { answer, Download, type House, perform, Refusal, refuse, toJson } from '../actions/index.ts';
import { maxFileBytes } from '../files/index.ts';
import { attach, fileRoutes, received } from './files.ts';
import { measure } from './metrics.ts';
import { leftOut, openapi } from './openapi.ts';
import type { ServerOptions } from './options.ts';
import { pages } from './pages.ts';
import { problemOf } from './problem.ts';
import { readRequests } from './requests.ts';
import { idsIn, post, type Route } from './route.ts';
import { sessionRoutes } from './sessions.ts';

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

export async function buildServer(house: House, options: ServerOptions): Promise<FastifyInstance> {
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

  const served: [string, string][] = [];
  app.addHook('onRoute', ({ method, url }) => {
    for (const m of [method].flat()) if (m !== 'HEAD') served.push([m, url]);
  });
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    request.log.info({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime), requestId: request.id }, 'request');
    done();
  });
  measure(app, house, options);
  app.setErrorHandler((error, request, reply) => {
    const { problem, bug } = problemOf(error, request.id);
    if (bug) request.log.error({ error: String((error as Error).stack ?? error), requestId: request.id, route: request.routeOptions.url }, 'failed');
    return reply.code(problem.status).type('application/problem+json').header('cache-control', 'no-store').send(toJson(problem));
  });
  // The API's bodies are JSON of ours: bigint becomes text.
  app.setSerializerCompiler(() => data => toJson(data));
  app.setReplySerializer(payload => (typeof payload === 'string' ? payload : toJson(payload)));

  const requests = readRequests(house, options.county);
  const { meta, tokenOf, identify, changing, inputOf, cache } = requests;

  async function handle({ definition, withToken, fileOf }: Route, request: FastifyRequest, reply: FastifyReply) {
    if (definition.kind === 'read') {
      cache(reply, definition.open);
      return answer(house, definition, identify(request, false), inputOf(request), meta(request));
    }
    changing(request);
    cache(reply, false);
    if (fileOf) return received(house, requests, definition, fileOf, request);
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
          throw nowhere && error instanceof Refusal && error.code === 'input' ? refuse('not-found') : error;
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

  const sessions = sessionRoutes(app, house, requests, options);
  fileRoutes(app, house, requests);

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
      ...Object.entries(sessions).map(([path, definition]) => ({ ...post(path, definition), withToken: true })),
    ],
    house.permissions,
    options.version,
  );
  app.get('/api/openapi.json', async (_, reply) => cache(reply, true).send(document));
  leftOut(served, document.paths ?? {});
  await pages(app, options.webRoot);
  return app;
}
