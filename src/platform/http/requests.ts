/** What every answer needs of a request: whose session it is, that it comes from a page of ours, and what it brings. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { gateScope, guest } from '../access/index.ts';
import { type House, type Identify, type Meta, refusals } from '../actions/index.ts';
import { hashToken, resolveSession, touchSession } from '../identity/index.ts';
import { cookieName } from './cookies.ts';

const refuse = refusals({
  'cross-site': [403, '请求不是从本站页面发出的'],
  'token-wrong': [403, '页面已过期，请刷新后再试，填写的内容还在'],
});

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

export type Requests = ReturnType<typeof readRequests>;

export function readRequests(house: House, county: string) {
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

  return { meta, tokenOf, identify, changing, inputOf, cache };
}
