/** A stand-in of the province's single sign-on: a certified provider library with invented accounts, and a page to choose one. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

export interface Account {
  name: string;
  id_number?: string;
  identity_verified?: boolean;
}

export interface Province {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** By subject. */
  accounts: Record<string, Account>;
  /** Who signs in without being asked; null: the page asks. `cancel` says no. */
  signsIn: string | null;
  close(): Promise<void>;
}

const clientId = 'zhongyang';
const clientSecret = 'a-secret-of-the-test-and-long-enough';

export async function openProvince(redirectUri: string, port = 0): Promise<Province> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>(done => void server.listen(port, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const province: Province = {
    issuer,
    clientId,
    clientSecret,
    accounts: {},
    signsIn: null,
    close: () => new Promise(done => void server.close(() => done()).closeAllConnections()),
  };
  const provider = new Provider(issuer, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [redirectUri], response_types: ['code'], grant_types: ['authorization_code'] },
    ],
    claims: { openid: ['sub'], profile: ['name', 'id_number', 'identity_verified'] },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    cookies: { keys: ['invented'] },
    ttl: { AccessToken: 300, AuthorizationCode: 60, IdToken: 300, Grant: 300, Interaction: 300, Session: 300 },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => province.accounts[id] && { accountId: id, claims: async () => ({ sub: id, ...province.accounts[id] }) },
    // Nobody is asked twice: whoever signs in at the province for the county agrees to it.
    async loadExistingGrant(ctx: { oidc: { session: { accountId: string }; client: { clientId: string } } }) {
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const callback = provider.callback();

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    const chosen = new URL(request.url, issuer).searchParams.get('account') ?? province.signsIn;
    if (chosen === 'cancel') return provider.interactionFinished(request, response, { error: 'access_denied' });
    if (chosen) return provider.interactionFinished(request, response, { login: { accountId: chosen } });
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><html lang="zh-CN"><title>统一身份认证</title><h1>统一身份认证</h1><ul>${Object.entries(province.accounts)
        .map(([id, a]) => `<li><a href="?account=${encodeURIComponent(id)}">以${a.name}登录</a></li>`)
        .join('')}</ul><p><a href="?account=cancel">取消</a></p></html>`,
    );
  }
  return province;
}
