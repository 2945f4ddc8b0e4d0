/** The built web app. */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import statics from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { toJson } from '../actions/index.ts';
import { notFound } from './problem.ts';

/** Hashed files for ever, the two pages fresh, every other address is the router's. */
export async function pages(app: FastifyInstance, webRoot: string | undefined) {
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
