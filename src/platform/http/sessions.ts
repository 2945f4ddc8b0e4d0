/** Sign-ins and sessions: what a sign-in returns as a token leaves as a cookie, and never in a body. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { guest } from '../access/index.ts';
import { type Action, answer, type House, type Identify, perform } from '../actions/index.ts';
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
  unlessOpened,
  whoAmI,
} from '../identity/index.ts';
import { cookieName, cookieOptions } from './cookies.ts';
import type { ServerOptions } from './options.ts';
import type { Requests } from './requests.ts';
import { singleSignOnRoutes } from './single-sign-on.ts';

/** Returns what can be asked there, for the OpenAPI document. */
export function sessionRoutes(
  app: FastifyInstance,
  house: House,
  { meta, tokenOf, identify, changing, cache }: Requests,
  options: Pick<ServerOptions, 'county' | 'limit' | 'demo' | 'signIns' | 'demoSignIns'>,
): Record<string, Action> {
  const { county } = options;
  const strict = options.limit ? { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } } : {};
  const opened = async (request: FastifyRequest, reply: FastifyReply, { token }: Opened) => {
    const earlier = tokenOf(request);
    // A new sign-in ends the session that this browser had: tokens are rotated, not collected.
    if (earlier) await perform(house, signOut, async () => guest(county), { token: earlier }, meta(request));
    reply.setCookie(cookieName, token, cookieOptions);
  };
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
  return { ...signIns, '/session/elevation': elevate as unknown as Action };
}
