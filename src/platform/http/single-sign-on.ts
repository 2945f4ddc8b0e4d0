/**
 * The way to the province's single sign-on and back. What has to be remembered meanwhile is a sealed cookie of ten minutes,
 * in this browser only, and is used once. Whatever goes wrong ends on the sign-in page, where the phone still works.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guest } from '../access/index.ts';
import { type House, type Meta, perform, Refusal } from '../actions/index.ts';
import { type Flow, linkProvince, type Opened, signInByProvince, type Vouched } from '../identity/index.ts';
import { cookieOptions } from './cookies.ts';

const minutes = 10;
const flowCookie = '__Host-bancheng-sso';
const linkCookie = '__Host-bancheng-link';

interface Wires {
  county: string;
  meta(request: FastifyRequest): Meta;
  /** Ends what this browser had and makes the cookie of the new session. */
  opened(request: FastifyRequest, reply: FastifyReply, session: Opened): Promise<void>;
  /** Limits of sign-in addresses. */
  strict: object;
}

type Linking = Pick<Vouched, 'issuer' | 'subject' | 'name'>;

/** Only addresses of this site that are pages, and never the sign-in page again. */
export function ownPath(next: unknown): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/';
  try {
    const url = new URL(next, 'https://own.invalid');
    const page = url.origin === 'https://own.invalid' && !/^\/(api|sign-in)(\/|$)/.test(url.pathname);
    return page ? url.pathname + url.search + url.hash : '/';
  } catch {
    return '/';
  }
}

export interface Linker {
  /** After a sign-in by phone: whoever came from the province without a number is linked now. */
  link(request: FastifyRequest, reply: FastifyReply, session: Opened): Promise<void>;
}

export function singleSignOnRoutes(app: FastifyInstance, house: House, w: Wires): Linker {
  const seal = (reply: FastifyReply, name: string, content: object) =>
    reply.setCookie(name, house.vault.seal(w.county, name, JSON.stringify({ ...content, until: Date.now() + minutes * 60_000 })), {
      ...cookieOptions,
      maxAge: minutes * 60,
    });
  const unseal = <T>(request: FastifyRequest, name: string): T | null => {
    const sealed = request.cookies[name];
    if (!sealed) return null;
    try {
      const content = JSON.parse(house.vault.open(w.county, name, sealed)) as T & { until: number };
      return content.until > Date.now() ? content : null;
    } catch {
      return null;
    }
  };
  const back = (reply: FastifyReply, sso: string, next: string) =>
    reply.redirect(`/sign-in?${new URLSearchParams({ sso, ...(next === '/' ? {} : { next }) })}`, 303);

  app.get('/api/session/oidc', async (_, reply) => reply.header('cache-control', 'no-store').send({ name: house.singleSignOn?.name ?? null }));

  app.get('/api/session/oidc/start', w.strict, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    const next = ownPath((request.query as { next?: unknown }).next);
    if (!house.singleSignOn) return back(reply, 'none', next);
    try {
      const { url, flow } = await house.singleSignOn.start(next);
      return seal(reply, flowCookie, flow).redirect(url, 303);
    } catch (error) {
      return back(reply, codeOf(error, request), next);
    }
  });

  app.get('/api/session/oidc/callback', w.strict, async (request, reply) => {
    reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer').clearCookie(flowCookie, cookieOptions);
    const flow = unseal<Flow>(request, flowCookie);
    if (!flow || !house.singleSignOn) return back(reply, 'expired', '/');
    try {
      const vouched = await house.singleSignOn.finish(request.url.split('?')[1] ?? '', flow);
      const result = await perform(house, signInByProvince, async () => guest(w.county), vouched, w.meta(request));
      if ('link' in result) {
        const { identity: _, ...linking } = vouched;
        seal(reply, linkCookie, linking satisfies Linking);
        return back(reply, 'link', flow.next);
      }
      await w.opened(request, reply, result);
      return reply.redirect(flow.next, 303);
    } catch (error) {
      return back(reply, codeOf(error, request), flow.next);
    }
  });

  return {
    async link(request, reply, { token }) {
      const linking = unseal<Linking>(request, linkCookie);
      if (!linking) return;
      const { issuer, subject, name } = linking;
      await perform(house, linkProvince, async () => guest(w.county), { issuer, subject, name, token }, w.meta(request));
      reply.clearCookie(linkCookie, cookieOptions);
    },
  };
}

/** The sign-in page says it in words; what is no refusal is a bug, and said to the log. */
function codeOf(error: unknown, request: FastifyRequest): string {
  if (error instanceof Refusal) {
    request.log.info(
      { refused: error.code, why: error.code === 'sso-failed' || error.code === 'sso-down' ? error.detail : '', requestId: request.id },
      'single sign-on',
    );
    return error.code.replace('sso-', '');
  }
  request.log.error({ error: String((error as Error).stack ?? error), requestId: request.id }, 'single sign-on');
  return 'failed';
}
