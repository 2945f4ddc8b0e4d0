/**
 * The province's single sign-on (OpenID Connect): authorization code with PKCE, state and nonce. Who somebody is, is issuer
 * and subject; names, phones and mail addresses identify nobody.
 */
import * as oidc from 'openid-client';
import { Refusal, refusals } from '../actions/index.ts';
import { StartRefused } from '../db/index.ts';
import { readIdentityNumber } from '../validators/index.ts';

export const refuseSingleSignOn = refusals({
  'sso-down': [503, '省统一身份认证现在连不上'],
  'sso-failed': [401, '统一身份认证没有完成，请重新登录'],
  'sso-cancelled': [401, '您取消了统一身份认证'],
  'sso-unverified': [403, '您的省平台账号还没有实名认证'],
  'sso-unknown': [403, '省平台上的实名信息和本县登记的对不上'],
  'sso-closed': [403, '这个账号已停用'],
});

export interface SingleSignOnSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Where the province sends people back to: our own address of `/api/session/oidc/callback`, registered there. */
  redirectUri: string;
  /** How the button calls it. */
  name: string;
  scope: string;
  /** Names of the claims, which differ from province to province. */
  claims: { name: string; identity: string; verified: string };
}

/** From the environment; undefined: not offered. Half a configuration stops the start. */
export function singleSignOnSettings(env: Record<string, string | undefined>): SingleSignOnSettings | undefined {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI } = env;
  if (!OIDC_ISSUER) return undefined;
  if (!OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_REDIRECT_URI)
    throw new StartRefused(
      '设置了 OIDC_ISSUER，还要设置 OIDC_CLIENT_ID、OIDC_CLIENT_SECRET 和 OIDC_REDIRECT_URI（https://本平台/api/session/oidc/callback）。',
    );
  if (!URL.canParse(OIDC_ISSUER) || !URL.canParse(OIDC_REDIRECT_URI)) throw new StartRefused('OIDC_ISSUER 和 OIDC_REDIRECT_URI 要写成完整的网址。');
  if (new URL(OIDC_ISSUER).protocol !== 'https:' && !isLoopback(OIDC_ISSUER)) throw new StartRefused('除本机以外，OIDC_ISSUER 必须是 https。');
  return {
    issuer: OIDC_ISSUER,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    redirectUri: OIDC_REDIRECT_URI,
    name: env.OIDC_NAME ?? '山西省统一身份认证',
    scope: env.OIDC_SCOPE ?? 'openid profile',
    claims: {
      name: env.OIDC_CLAIM_NAME ?? 'name',
      identity: env.OIDC_CLAIM_IDENTITY ?? 'id_number',
      verified: env.OIDC_CLAIM_VERIFIED ?? 'identity_verified',
    },
  };
}

const isLoopback = (url: string) => ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname);

/** What has to be remembered between leaving and coming back, in this browser only. */
export interface Flow {
  state: string;
  nonce: string;
  verifier: string;
  /** Own path to go on with. */
  next: string;
}

/** Whom the province vouches for. Without an identity number a code to the phone has to link the two. */
export interface Vouched {
  issuer: string;
  subject: string;
  name: string;
  identity: string | null;
}

export interface SingleSignOn {
  name: string;
  /** Throws `sso-down`. */
  start(next: string): Promise<{ url: string; flow: Flow }>;
  /** Throws the refusals above; `query` is what the province sent back. */
  finish(query: string, flow: Flow): Promise<Vouched>;
}

declare module '../actions/action.ts' {
  interface House {
    /** Absent: not offered. */
    singleSignOn?: SingleSignOn | undefined;
  }
}

const patienceSeconds = 10;

export function openSingleSignOn(settings: SingleSignOnSettings): SingleSignOn {
  let found: Promise<oidc.Configuration> | undefined;
  /** The province's addresses and keys, read when they are needed first; while that fails, tried again each time. */
  const configuration = () => {
    found ??= discover(settings);
    const mine = found;
    mine.catch(() => {
      if (found === mine) found = undefined;
    });
    return mine;
  };
  return {
    name: settings.name,
    async start(next) {
      const config = await configuration().catch(error => {
        throw refuseSingleSignOn('sso-down', nameOf(error));
      });
      const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier(), next };
      const url = oidc.buildAuthorizationUrl(config, {
        redirect_uri: settings.redirectUri,
        scope: settings.scope,
        response_type: 'code',
        code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: 'S256',
        state: flow.state,
        nonce: flow.nonce,
      });
      return { url: url.href, flow };
    },
    async finish(query, flow) {
      try {
        const config = await configuration();
        const back = new URL(settings.redirectUri);
        back.search = query;
        const tokens = await oidc.authorizationCodeGrant(config, back, {
          pkceCodeVerifier: flow.verifier,
          expectedState: flow.state,
          expectedNonce: flow.nonce,
          idTokenExpected: true,
        });
        const proven = tokens.claims()!;
        // Many providers put claims about the person only there.
        const more = config.serverMetadata().userinfo_endpoint ? await oidc.fetchUserInfo(config, tokens.access_token, proven.sub) : {};
        return vouchedIn({ ...more, ...proven }, settings);
      } catch (error) {
        throw refused(error);
      }
    },
  };
}

async function discover(s: SingleSignOnSettings): Promise<oidc.Configuration> {
  return oidc.discovery(new URL(s.issuer), s.clientId, {}, oidc.ClientSecretBasic(s.clientSecret), {
    timeout: patienceSeconds,
    execute: [
      // Also what came over TLS straight from the province has to be signed by it.
      oidc.enableNonRepudiationChecks,
      ...(new URL(s.issuer).protocol === 'http:' && isLoopback(s.issuer) ? [oidc.allowInsecureRequests] : []),
    ],
  });
}

const nameOf = (error: unknown) => (error as { code?: string }).code ?? (error as Error).name;

/** What went wrong, in words for the person; the code of the library for the log. */
function refused(error: unknown) {
  if (error instanceof Refusal) return error;
  if (error instanceof oidc.AuthorizationResponseError && error.error === 'access_denied') return refuseSingleSignOn('sso-cancelled');
  const code = nameOf(error);
  const gone = error instanceof TypeError || code === 'OAUTH_TIMEOUT' || code === 'TimeoutError';
  return refuseSingleSignOn(gone ? 'sso-down' : 'sso-failed', code);
}

/** What the claims say of the person; refuses whom the province has not verified. */
export function vouchedIn(claims: Record<string, unknown>, { issuer, claims: names }: Pick<SingleSignOnSettings, 'issuer' | 'claims'>): Vouched {
  const verified = claims[names.verified];
  if (verified !== true && verified !== 'true' && verified !== 1 && verified !== '1') throw refuseSingleSignOn('sso-unverified');
  const name = typeof claims[names.name] === 'string' ? (claims[names.name] as string).trim() : '';
  if (!name) throw refuseSingleSignOn('sso-unverified', '省平台没有给出姓名');
  const number = claims[names.identity];
  const reading = typeof number === 'string' && number.trim() ? readIdentityNumber(number) : null;
  if (reading && !reading.valid) throw refuseSingleSignOn('sso-unknown', '省平台给出的公民身份号码不对');
  return {
    issuer: typeof claims.iss === 'string' ? claims.iss : issuer,
    subject: String(claims.sub),
    name,
    identity: reading?.valid ? reading.normalized : null,
  };
}
