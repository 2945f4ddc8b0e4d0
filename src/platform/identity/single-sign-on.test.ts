/** The province's single sign-on, against a real provider library, and against one that lies. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Liar, openLiar } from '../../../e2e/province/liar.ts';
import { openProvince, type Province } from '../../../e2e/province/province.ts';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { StartRefused } from '../db/index.ts';
import { openSingleSignOn, singleSignOnSettings } from './index.ts';

const redirectUri = 'http://127.0.0.1:4/api/session/oidc/callback';
let county: County;
let province: Province;
let liar: Liar;
let bai: { id: string; identity: string; phone: string };
beforeAll(async () => {
  county = await newCounty();
  province = await openProvince(redirectUri);
  liar = await openLiar();
  const [row] = await rows<{ id: string; i: string; p: string }>(
    county,
    `select id, identity_sealed as i, phone_sealed as p from person where name = '白婷婷'`,
  );
  const open = (place: string, sealed: string) => county.house.vault.open(county.county, `person.${place}:${row!.id}`, sealed);
  bai = { id: row!.id, identity: open('identity', row!.i), phone: open('phone', row!.p) };
});
afterAll(async () => {
  await county?.close();
  await province?.close();
  await liar?.close();
});
const offer = (issuer: string) => {
  county.house.singleSignOn = openSingleSignOn(
    singleSignOnSettings({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: province.clientId,
      OIDC_CLIENT_SECRET: province.clientSecret,
      OIDC_REDIRECT_URI: redirectUri,
    })!,
  );
};
beforeEach(() => {
  offer(province.issuer);
  province.accounts = { 's-1': { name: '白婷婷', id_number: bai.identity, identity_verified: true } };
  province.signsIn = 's-1';
});
afterEach(async () => {
  await county.owner`delete from oidc_identity`;
});

/** A browser that keeps cookies by site and follows the way there and back by hand. */
function visitor() {
  const jar = new Map<string, string>();
  const keep = (site: string, lines: readonly string[]) => {
    for (const line of lines) {
      const [pair, ...rest] = line.split(';');
      const at = pair!.indexOf('=');
      const gone = rest.some(r => /expires=Thu, 01 Jan 1970|max-age=0/i.test(r));
      if (gone) jar.delete(`${site} ${pair!.slice(0, at)}`);
      else jar.set(`${site} ${pair!.slice(0, at)}`, pair!.slice(at + 1));
    }
  };
  const cookies = (site: string) =>
    [...jar]
      .filter(([k]) => k.startsWith(`${site} `))
      .map(([k, v]) => `${k.split(' ')[1]}=${v}`)
      .join('; ');
  const v = {
    jar,
    async ours(url: string, o: { method?: 'GET' | 'POST'; body?: object } = {}) {
      const r = await county.app.inject({
        method: o.method ?? 'GET',
        url,
        headers: { cookie: cookies('ours'), ...(o.body ? { 'content-type': 'application/json' } : {}) },
        ...(o.body ? { payload: JSON.stringify(o.body) } : {}),
      });
      keep('ours', [r.headers['set-cookie'] ?? []].flat() as string[]);
      return {
        status: r.statusCode,
        location: String(r.headers.location ?? ''),
        body: r.headers['content-type']?.toString().includes('json') ? r.json() : null,
      };
    },
    start: async (next = '/cases') => (await v.ours(`/api/session/oidc/start?next=${encodeURIComponent(next)}`)).location,
    /** Through the province's pages until it sends back to us. */
    async there(from: string): Promise<string> {
      let url = from;
      for (let i = 0; i < 10 && !url.startsWith(redirectUri); i++) {
        const r = await fetch(url, { redirect: 'manual', headers: { cookie: cookies('theirs') } });
        keep('theirs', r.headers.getSetCookie());
        const next = r.headers.get('location');
        if (!next) throw new Error(`${url} ended with ${r.status}: ${(await r.text()).slice(0, 300)}`);
        url = new URL(next, url).href;
      }
      return url;
    },
    back: (url: string) => v.ours(url.slice('http://127.0.0.1:4'.length)),
    session: async () => (await v.ours('/api/session')).body as { kind: string; name: string },
    async whole(next?: string) {
      return v.back(await v.there(await v.start(next)));
    },
  };
  return v;
}

describe('somebody whom the province vouches for', () => {
  it('is signed in as the person of the register with the same number, and goes on where they were', async () => {
    const v = visitor();
    const there = await v.start('/cases?state=open');
    const asked = new URL(there).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid profile',
      redirect_uri: redirectUri,
    });
    for (const secret of ['state', 'nonce', 'code_challenge']) expect(asked.get(secret)!.length).toBeGreaterThan(30);
    const r = await v.back(await v.there(there));
    expect([r.status, r.location]).toEqual([303, '/cases?state=open']);
    expect(await v.session()).toMatchObject({ kind: 'person', name: '白婷婷' });
    const people = await rows<{ n: number }>(county, `select count(*)::int as n from person where name = '白婷婷'`);
    expect(people[0]!.n).toBe(1);
    expect(await rows(county, `select issuer, subject, person, linked_by from oidc_identity`)).toEqual([
      { issuer: province.issuer, subject: 's-1', person: bai.id, linkedBy: 'verified' },
    ]);
  });
  it('is the same person the next time, without a second row', async () => {
    await visitor().whole();
    const v = visitor();
    await v.whole();
    expect(await v.session()).toMatchObject({ name: '白婷婷' });
    expect(await rows(county, `select 1 from oidc_identity`)).toHaveLength(1);
  });
  it('leaves neither number nor name in log, audit or address', async () => {
    const r = await visitor().whole();
    expect(r.location).toBe('/cases');
    const audit = await rows<{ t: string }>(county, `select string_agg(body, '') as t from audit.entry where action like 'sign-in.province%'`);
    expect(audit[0]!.t).not.toContain(bai.identity);
  });
});

describe('is not signed in', () => {
  const ends = async (code: string, make: (v: ReturnType<typeof visitor>) => Promise<{ location: string }>) => {
    const v = visitor();
    const r = await make(v);
    expect(new URL(r.location, 'http://x').pathname).toBe('/sign-in');
    expect(new URL(r.location, 'http://x').searchParams.get('sso')).toBe(code);
    expect((await v.session()).kind).toBe('guest');
  };
  it('who cancels over there', async () => {
    province.signsIn = 'cancel';
    await ends('cancelled', v => v.whole());
  });
  it('whom the province has not verified', async () => {
    province.accounts['s-1']!.identity_verified = false;
    await ends('unverified', v => v.whole());
    delete province.accounts['s-1']!.identity_verified;
    await ends('unverified', v => v.whole());
  });
  it('whose number or name the register does not have', async () => {
    province.accounts['s-1']!.id_number = '11010519491231002X';
    await ends('unknown', v => v.whole());
    province.accounts['s-1'] = { name: '白亭亭', id_number: bai.identity, identity_verified: true };
    await ends('unknown', v => v.whole());
    expect(await rows(county, `select 1 from oidc_identity`)).toHaveLength(0);
  });
  it('whose account is closed, though it was linked before', async () => {
    await visitor().whole();
    await county.owner`update person set status = 'moved' where id = ${bai.id}`;
    await ends('closed', v => v.whole());
    await county.owner`update person set status = 'alive' where id = ${bai.id}`;
  });
  it('whose subject the province has given to somebody else meanwhile', async () => {
    await visitor().whole();
    const [other] = await rows<{ id: string; i: string; name: string }>(
      county,
      `select id, identity_sealed as i, name from person where identity_sealed is not null and name <> '白婷婷' limit 1`,
    );
    province.accounts['s-1'] = {
      name: other!.name,
      id_number: county.house.vault.open(county.county, `person.identity:${other!.id}`, other!.i),
      identity_verified: true,
    };
    await ends('unknown', v => v.whole());
  });
  it('with a state of another attempt', async () => {
    await ends('failed', async v => {
      const back = new URL(await v.there(await v.start()));
      back.searchParams.set('state', 'another');
      return v.back(back.href);
    });
  });
  it('in a browser that never left', async () => {
    const url = await (async v => v.there(await v.start()))(visitor());
    await ends('expired', v => v.back(url));
  });
  it('by a code that was used already, not even with the cookie of that time', async () => {
    const v = visitor();
    const url = await v.there(await v.start());
    const kept = new Map(v.jar);
    await v.back(url);
    expect((await v.session()).kind).toBe('person');
    await ends('failed', async w => {
      for (const [k, value] of kept) w.jar.set(k, value);
      return w.back(url);
    });
    await ends('expired', w => w.back(url));
  });
  it('by a cookie that somebody made or that is old', async () => {
    await ends('expired', async v => {
      const url = await v.there(await v.start());
      v.jar.set('ours __Host-bancheng-sso', 's4g1.AAAA');
      return v.back(url);
    });
  });
});

describe('a provider that lies', () => {
  const lies = async (claims: (nonce: string) => Record<string, unknown>, how?: 'rightly' | 'none' | 'foreign', query = '') => {
    offer(liar.issuer);
    const v = visitor();
    const { searchParams } = new URL(await v.start());
    liar.says(
      { sub: 's-9', name: '白婷婷', id_number: bai.identity, identity_verified: true, nonce: searchParams.get('nonce'), ...claims(searchParams.get('nonce')!) },
      how,
    );
    const r = await v.back(`${redirectUri}?code=c&state=${searchParams.get('state')}${query}`);
    return { sso: new URL(r.location, 'http://x').searchParams.get('sso'), kind: (await v.session()).kind };
  };
  it('gets in when it tells the truth, so that the lies below are what fails', async () => {
    expect(await lies(() => ({}))).toEqual({ sso: null, kind: 'person' });
  });
  it.each<[string, (nonce: string) => Record<string, unknown>, ('none' | 'foreign')?, string?]>([
    ['a nonce of another attempt', () => ({ nonce: 'another' })],
    ['no nonce', () => ({ nonce: undefined })],
    ['no signature (alg none)', () => ({}), 'none'],
    ['a key that the issuer does not have', () => ({}), 'foreign'],
    ['another issuer', () => ({ iss: 'https://elsewhere.example' })],
    ['another client', () => ({ aud: 'somebody-else' })],
    ['a token that is over', () => ({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['an answer of another issuer', () => ({}), undefined, '&iss=https%3A%2F%2Felsewhere.example'],
  ])('is not believed: %s', async (_, claims, how, query) => expect(await lies(claims, how, query)).toEqual({ sso: 'failed', kind: 'guest' }));
});

describe('an account without a number', () => {
  beforeEach(() => {
    province.accounts['s-1'] = { name: '白婷婷', identity_verified: true };
  });
  const byPhone = async (v: ReturnType<typeof visitor>) => {
    await county.owner`delete from sign_in_code`;
    await v.ours('/api/session/code', { method: 'POST', body: { phone: bai.phone } });
    const code = (await county.guest().get('/demo/messages')).body.items[0].body.match(/\d{6}/)![0];
    return v.ours('/api/session/phone', { method: 'POST', body: { phone: bai.phone, code } });
  };
  it('is linked by a code to the phone, once, and then is enough', async () => {
    const v = visitor();
    const r = await v.whole('/wallet');
    expect(r.location).toBe('/sign-in?sso=link&next=%2Fwallet');
    expect((await v.session()).kind).toBe('guest');
    expect((await byPhone(v)).status).toBe(200);
    expect(await rows(county, `select subject, person, linked_by from oidc_identity`)).toEqual([{ subject: 's-1', person: bai.id, linkedBy: 'phone' }]);
    const later = visitor();
    expect((await later.whole()).location).toBe('/cases');
    expect(await later.session()).toMatchObject({ name: '白婷婷' });
  });
  it('of another name is not linked to whoever signs in next on the same computer', async () => {
    province.accounts['s-1']!.name = '王某';
    const v = visitor();
    await v.whole();
    expect((await byPhone(v)).status).toBe(200);
    expect(await rows(county, `select 1 from oidc_identity`)).toHaveLength(0);
  });
});

describe('the way back', () => {
  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', '/api/session', '/sign-in?next=/x', 'javascript:alert(1)', ''])(
    'never leads to %j',
    async next => {
      expect((await visitor().whole(next)).location).toBe('/');
    },
  );
});

describe('a province that is down', () => {
  it('is said on the sign-in page, where the phone still works; it is tried again the next time', async () => {
    const gone = await openProvince(redirectUri);
    offer(gone.issuer);
    await gone.close();
    const v = visitor();
    expect((await v.ours('/api/session/oidc/start?next=/cases')).location).toBe('/sign-in?sso=down&next=%2Fcases');
    expect((await v.ours('/api/session/code', { method: 'POST', body: { phone: '13100000009' } })).status).toBe(200);
    const again = await openProvince(redirectUri, Number(new URL(gone.issuer).port));
    again.accounts = province.accounts;
    again.signsIn = 's-1';
    expect((await visitor().whole()).location).toBe('/cases');
    await again.close();
  });
});

describe('settings', () => {
  it('without an issuer offer nothing', async () => {
    county.house.singleSignOn = undefined;
    expect((await county.guest().get('/session/oidc')).body).toEqual({ name: null });
    expect((await visitor().ours('/api/session/oidc/start')).location).toBe('/sign-in?sso=none');
    expect(singleSignOnSettings({})).toBeUndefined();
    offer(province.issuer);
    expect((await county.guest().get('/session/oidc')).body).toEqual({ name: '山西省统一身份认证' });
  });
  it('that are half there, or not https, stop the start', () => {
    const whole = { OIDC_ISSUER: 'https://sso.example', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', OIDC_REDIRECT_URI: redirectUri };
    expect(singleSignOnSettings({ ...whole, OIDC_CLAIM_IDENTITY: 'cert_no' })).toMatchObject({ claims: { identity: 'cert_no', name: 'name' } });
    expect(() => singleSignOnSettings({ ...whole, OIDC_CLIENT_SECRET: undefined })).toThrow(StartRefused);
    expect(() => singleSignOnSettings({ ...whole, OIDC_ISSUER: 'http://sso.example' })).toThrow(StartRefused);
  });
});
