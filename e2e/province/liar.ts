/** A provider that lies: it hands out whatever ID token a test wants, to see that nobody is let in by it. */
import { createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Liar {
  issuer: string;
  /** What the next ID token says and how it is signed. */
  says(claims: Record<string, unknown>, how?: 'rightly' | 'none' | 'foreign'): void;
  close(): Promise<void>;
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

export async function openLiar(): Promise<Liar> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });
  let token = '';
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    const path = request.url!.split('?')[0];
    if (path === '/.well-known/openid-configuration')
      response.end(
        JSON.stringify({
          issuer,
          authorization_endpoint: `${issuer}/auth`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
        }),
      );
    else if (path === '/jwks') response.end(JSON.stringify({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', alg: 'RS256', use: 'sig' }] }));
    else if (path === '/token') response.end(JSON.stringify({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: token }));
    else response.writeHead(404).end('{}');
  });
  await new Promise<void>(done => void server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const jwt = (header: object, claims: object, key: KeyObject | null) => {
    const text = `${part(header)}.${part(claims)}`;
    return `${text}.${key ? createSign('RSA-SHA256').update(text).sign(key).toString('base64url') : ''}`;
  };
  return {
    issuer,
    says(claims, how = 'rightly') {
      const now = Math.floor(Date.now() / 1000);
      const all = { iss: issuer, aud: 'zhongyang', iat: now, exp: now + 300, ...claims };
      token =
        how === 'none' ? jwt({ alg: 'none' }, all, null) : jwt({ alg: 'RS256', kid: 'own' }, all, how === 'foreign' ? foreign.privateKey : own.privateKey);
    },
    close: () => new Promise(done => void server.close(() => done()).closeAllConnections()),
  };
}
