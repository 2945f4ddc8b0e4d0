/** What every answer keeps: headers, problems in Chinese, where a change may come from, and an API that describes itself. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../house.ts';
import { type County, newCounty } from '../../testing/index.ts';
import { leftOut } from './openapi.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

describe('headers', () => {
  it('allow scripts and styles from here only, no framing, no guessing of types', async () => {
    const { headers } = await county.app.inject({ url: '/api/things' });
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https:|\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'SAMEORIGIN', 'referrer-policy': 'same-origin' });
    expect(headers['strict-transport-security']).toContain('max-age=31536000');
  });
  it('keep personal answers out of every cache', async () => {
    const resident = await county.as('resident');
    for (const path of ['/session', '/cases', '/licences', '/notices', '/applications', '/principals'])
      expect((await resident.get(path)).headers['cache-control'], path).toBe('no-store');
  });
});

it('gives the first page to whoever asks, compressed or not', async () => {
  const webRoot = mkdtempSync(join(tmpdir(), 'web-'));
  for (const page of ['index.html', 'desk.html']) writeFileSync(join(webRoot, page), `<p>${page}</p>`);
  const built = await newCounty({ webRoot });
  const get = (url: string, headers = {}) => built.app.inject({ url, headers }).then(r => [r.statusCode, r.body]);
  for (const url of ['/', '/?for=enterprise', '/hall']) {
    expect(await get(url), url).toEqual([200, '<p>index.html</p>']);
    expect(await get(url, { 'accept-encoding': 'gzip' }), url).toEqual([200, '<p>index.html</p>']);
  }
  expect(await get('/desk')).toEqual([200, '<p>desk.html</p>']);
  expect((await get('/missing.js'))[0]).toBe(404);
  await built.close();
  rmSync(webRoot, { recursive: true });
});

describe('problems', () => {
  it('are RFC 9457 documents in Chinese with a code and a request id', async () => {
    const r = await county.guest().get('/things/99');
    expect(r.headers['content-type']).toContain('application/problem+json');
    expect(r.body).toEqual({ type: 'urn:bancheng:problem:no-thing', title: '没有这件事', status: 404, code: 'no-thing', requestId: expect.any(String) });
  });
  it('name unknown input and refuse it with 400', async () => {
    const r = await county.guest().post('/things/17/notice', { answers: {}, extra: 1 });
    expect(r.status).toBe(400);
    expect(r.body).toMatchObject({ code: 'unknown-input', detail: 'extra' });
    expect((await county.guest().post('/rules/identity', { number: '1', more: 2 })).status).toBe(400);
  });
  it('put every fault at its place', async () => {
    const r = await county.guest().post('/things/17/notice', { answers: { 'born-where': 'moon' } });
    expect(r.status).toBe(422);
    expect(r.body.errors.map((e: any) => e.path)).toContain('answers.born-where');
    for (const e of r.body.errors) expect(e.message).toMatch(/\p{Script=Han}/u);
  });
  it('say of an address that cannot be one that nothing is there, and not that something is filled in wrongly', async () => {
    expect((await (await county.as('resident')).get('/cases/xyz')).body).toMatchObject({ status: 404, code: 'not-found' });
  });
  it('say nothing of what is inside when there is a bug', async () => {
    county.house.kinds = new Proxy(county.house.kinds, {});
    const broken = county.house.db.read;
    county.house.db.read = (async () => {
      throw new Error('relation "secret_table" does not exist at /srv/secret');
    }) as never;
    const r = await county.guest().get('/things');
    county.house.db.read = broken;
    expect(r.status).toBe(500);
    expect(JSON.stringify(r.body)).not.toMatch(/secret|relation|srv|Error/);
    expect(r.body.detail).toContain(r.body.requestId);
  });
  it('answer 503 when the database can take no more, and keep reading', async () => {
    const write = county.house.db.write;
    county.house.db.write = (async () => {
      throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
    }) as never;
    const refused = await county.guest().post('/session/code', { phone: '13800000000' });
    const reading = await county.guest().get('/things');
    county.house.db.write = write;
    expect([refused.status, refused.body.code, reading.status]).toEqual([503, 'unavailable', 200]);
    expect((await county.guest().get('/health/ready')).status).toBe(200);
  });
  it('cannot be provoked with broken JSON, wrong types or huge bodies', async () => {
    const send = (payload: string, type = 'application/json') =>
      county.app.inject({ method: 'POST', url: '/api/things/17/notice', headers: { 'content-type': type }, payload });
    for (const [payload, type, status] of [
      ['{"answers":', 'application/json', 400],
      ['[]', 'application/json', 422],
      ['"x"', 'application/json', 422],
      ['null', 'application/json', 422],
      ['x=1', 'application/x-www-form-urlencoded', 415],
      [JSON.stringify({ answers: { a: 'x'.repeat(1_100_000) } }), 'application/json', 413],
    ] as const) {
      const r = await send(payload, type);
      expect([payload.slice(0, 20), r.statusCode]).toEqual([payload.slice(0, 20), status]);
      expect(r.json().title).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe('changes', () => {
  it('need the session’s own token', async () => {
    const resident = await county.as('resident');
    const path = '/notices/read';
    expect((await resident.post(path, {})).status).toBe(200);
    const good = resident.csrf;
    resident.csrf = 'guessed';
    expect(await resident.post(path, {})).toMatchObject({ status: 403, body: { code: 'token-wrong' } });
    resident.csrf = '';
    expect((await resident.post(path, {})).status).toBe(403);
    resident.csrf = good;
    expect((await resident.post(path, {})).status).toBe(200);
  });
  it('are refused when they come from another site', async () => {
    const resident = await county.as('resident');
    const elsewhere: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'null' },
    ];
    for (const headers of elsewhere) expect(await resident.post('/notices/read', {}, headers)).toMatchObject({ status: 403, body: { code: 'cross-site' } });
    expect(
      (await resident.post('/notices/read', {}, { origin: 'http://localhost:8080', host: 'localhost:8080', 'sec-fetch-site': 'same-origin' })).status,
    ).toBe(200);
  });
});

describe('limits', () => {
  it('slow down who asks too often, strictest at the sign-in', async () => {
    const limited = await newCounty({ limit: 50 });
    const answers: number[] = [];
    for (let i = 0; i < 25; i++) answers.push((await limited.guest().post('/session/staff', { login: 'admin', password: 'x' })).status);
    expect(answers.filter(s => s === 429).length).toBeGreaterThan(0);
    for (let i = 0; i < 60; i++) answers.push((await limited.guest().get('/things')).status);
    expect(answers.at(-1)).toBe(429);
    await limited.close();
  });
});

describe('the API', () => {
  it('describes every address in OpenAPI 3.1', async () => {
    const { body } = await county.guest().get('/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    for (const route of routes.filter(r => !r.demo)) {
      const operation = body.paths[`/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`]?.[route.method.toLowerCase()];
      expect(operation?.summary, `${route.method} ${route.path}`).toMatch(/\p{Script=Han}/u);
      for (const [, name] of route.path.matchAll(/:(\w+)/g)) expect(operation.parameters.map((p: any) => p.name)).toContain(name);
    }
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(p => Object.values(p).map(o => o.operationId));
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('describes what the server does itself, and does not start with an address that it leaves out', async () => {
    const { paths } = (await county.guest().get('/openapi.json')).body;
    for (const path of [
      '/session',
      '/session/phone',
      '/session/elevation',
      '/session/oidc/start',
      '/files',
      '/files/{fileId}',
      '/health/ready',
      '/demo/session',
    ])
      expect(paths[`/api${path}`], path).toBeTruthy();
    // The session's own token is the server's to fill in.
    expect(Object.keys(paths['/api/session/elevation'].post.requestBody.content['application/json'].schema.properties)).toEqual(['code']);
    expect(() =>
      leftOut(
        [
          ['GET', '/api/things/:no'],
          ['POST', '/api/forgotten'],
          ['GET', '/desk'],
        ],
        paths,
      ),
    ).toThrow('POST /api/forgotten');
  });
  it('has no demo addresses outside the demo', async () => {
    const real = await newCounty({ demo: false });
    for (const path of ['/demo/accounts', '/demo/code', '/demo/messages']) expect((await real.guest().get(path)).status, path).toBe(404);
    expect((await real.guest().post('/demo/session', { account: 'admin' })).status).toBe(404);
    expect(JSON.stringify((await real.guest().get('/openapi.json')).body)).not.toContain('/demo/');
    await real.close();
  });
  it('tells its metrics to this machine only', async () => {
    expect((await county.app.inject({ url: '/api/metrics', remoteAddress: '127.0.0.1' })).body).toContain('bancheng_request_seconds');
    expect((await county.app.inject({ url: '/api/metrics', remoteAddress: '10.0.0.9' })).statusCode).toBe(404);
  });
});
