/** Signing in: phone codes, passwords with a second factor, sessions that end. */
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { demoPassword, demoSecret } from '../demo/index.ts';
import { pauseAfter } from './index.ts';

let county: County;
let admin: Browser;
beforeAll(async () => {
  county = await newCounty();
  admin = await county.as('admin');
});
afterAll(() => county.close());

const code = () => new TOTP({ secret: Secret.fromBase32(demoSecret), digits: 6, period: 30 }).generate();
const sent = async () => (await county.guest().get('/demo/messages')).body.items[0].body.match(/\d{6}/)![0] as string;
const phoneOf = async (name: string) => {
  const [row] = await rows<{ id: string; phone: string }>(county, `select id, phone_sealed as phone from person where name = '${name}'`);
  return county.house.vault.open(county.county, `person.phone:${row!.id}`, row!.phone);
};
const cookie = (r: { headers: Record<string, unknown> }) => String([r.headers['set-cookie']].flat()[0]);

describe('residents, by a code to their phone', () => {
  it('sign in, get a safe cookie, and the token is in no body', async () => {
    const phone = await phoneOf('白婷婷');
    const guest = county.guest();
    expect((await guest.post('/session/code', { phone })).body).toEqual({ phone: `${phone.slice(0, 3)}****${phone.slice(-4)}`, minutes: 5 });
    const wrong = await guest.post('/session/phone', { phone, code: '000000' });
    expect(wrong).toMatchObject({ status: 422, body: { code: 'code-wrong' } });
    const r = await guest.post('/session/phone', { phone, code: await sent() });
    expect(r.status).toBe(200);
    expect(cookie(r)).toMatch(/^__Host-bancheng=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    expect(Object.keys(r.body)).toEqual(['csrf']);
    expect((await guest.get('/session')).body).toMatchObject({ kind: 'person', name: '白婷婷' });
    // A code works once.
    const again = await county.guest().post('/session/phone', { phone, code: await sent() });
    expect(again.body.code).toBe('code-expired');
  });
  it('are told the same whether a number is known or not, and asked who they are when it is not', async () => {
    const guest = county.guest();
    expect((await guest.post('/session/code', { phone: '13100000001' })).status).toBe(200);
    const right = await sent();
    expect((await guest.post('/session/phone', { phone: '13100000001', code: right })).body).toMatchObject({
      code: 'phone-unknown',
      errors: [{ path: 'name' }, { path: 'identity' }],
    });
    // Somebody whose phone is registered cannot be taken over with a number that is known.
    const [bai] = await rows<{ id: string; sealed: string }>(county, `select id, identity_sealed as sealed from person where name = '白婷婷'`);
    const identity = county.house.vault.open(county.county, `person.identity:${bai!.id}`, bai!.sealed);
    expect((await guest.post('/session/phone', { phone: '13100000001', code: right, name: '白婷婷', identity })).body.code).toBe('person-unknown');
  });
  it('wait a minute between codes, and guess five times at most', async () => {
    const phone = await phoneOf('赵文博');
    const guest = county.guest();
    await guest.post('/session/code', { phone });
    expect((await guest.post('/session/code', { phone })).body.code).toBe('code-too-soon');
    const right = await sent();
    const wrong = right === '111111' ? '222222' : '111111';
    for (let i = 0; i < 5; i++) expect((await guest.post('/session/phone', { phone, code: wrong })).body.code).toBe('code-wrong');
    expect((await guest.post('/session/phone', { phone, code: right })).body.code).toBe('code-expired');
  });
  it('are told what is wrong with a phone number', async () => {
    expect((await county.guest().post('/session/code', { phone: '12345' })).body.errors).toEqual([{ path: 'phone', message: '请填写 11 位手机号码' }]);
  });
});

describe('staff, by password and dynamic code', () => {
  it('need both', async () => {
    const guest = county.guest();
    expect((await guest.post('/session/staff', { login: 'reviewer.health', password: 'wrong' })).body.code).toBe('sign-in-wrong');
    expect((await guest.post('/session/staff', { login: 'reviewer.health', password: demoPassword })).body).toEqual({ need: 'code' });
    expect((await guest.post('/session/staff', { login: 'reviewer.health', password: demoPassword, code: '000000' })).body.code).toBe('sign-in-wrong');
    expect((await guest.post('/session/staff', { login: 'reviewer.health', password: demoPassword, code: code() })).status).toBe(200);
    expect((await guest.get('/session')).body).toMatchObject({ kind: 'staff', roles: [{ role: 'reviewer', unit: 'health' }], elevated: true });
  });
  it('answer alike for accounts that do not exist', async () => {
    const r = await county.guest().post('/session/staff', { login: 'nobody.here', password: 'x' });
    expect([r.status, r.body.code]).toEqual([401, 'sign-in-wrong']);
  });
  it('wait longer after each wrong try, and never for good', async () => {
    expect([0, 4, 5, 6, 7, 8, 9, 10, 50].map(pauseAfter)).toEqual([0, 0, 1, 2, 4, 8, 15, 15, 15]);
    for (let i = 0; i < 5; i++) await county.guest().post('/session/staff', { login: 'reviewer.gas', password: 'wrong' });
    expect((await county.guest().post('/session/staff', { login: 'reviewer.gas', password: demoPassword, code: code() })).body.code).toBe('sign-in-wait');
    await county.owner`update staff set failed_at = now() - interval '2 minutes' where login = 'reviewer.gas'`;
    expect((await county.guest().post('/session/staff', { login: 'reviewer.gas', password: demoPassword, code: code() })).status).toBe(200);
  });
  it('set their second factor at the first sign-in', async () => {
    const made = await admin.create('/staff', { login: 'new.person', name: '新来的', unit: 'health' });
    expect(made.status).toBe(200);
    const guest = county.guest();
    const first = await guest.post('/session/staff', { login: 'new.person', password: made.body.password });
    expect(first.body).toMatchObject({ need: 'setup', uri: expect.stringContaining('otpauth://totp/') });
    const own = new TOTP({ secret: Secret.fromBase32(first.body.secret), digits: 6, period: 30 }).generate();
    expect((await guest.post('/session/staff', { login: 'new.person', password: made.body.password, code: own })).status).toBe(200);
    expect((await county.guest().post('/session/staff', { login: 'new.person', password: made.body.password })).body).toEqual({ need: 'code' });
  });
  it('change their password; weak ones and a wrong old one are refused, other sessions end', async () => {
    const sign = async (password: string) => {
      const b = county.guest();
      const r = await b.post('/session/staff', { login: 'reviewer.water', password, code: code() });
      b.csrf = r.body.csrf;
      return b;
    };
    const [one, two] = [await sign(demoPassword), await sign(demoPassword)];
    expect((await one.send('PUT', '/account/password', { old: demoPassword, fresh: 'short1' })).body.code).toBe('password-weak');
    expect((await one.send('PUT', '/account/password', { old: 'wrong', fresh: 'a-much-longer-one-7' })).body.code).toBe('sign-in-wrong');
    expect((await one.send('PUT', '/account/password', { old: demoPassword, fresh: 'a-much-longer-one-7' })).status).toBe(204);
    expect((await one.get('/session')).body.kind).toBe('staff');
    expect((await two.get('/session')).body.kind).toBe('guest');
  });
});

describe('sessions', () => {
  it('are rotated at sign-in and end at sign-out', async () => {
    const b = await county.as('resident');
    const first = b.cookie;
    const r = await b.post('/demo/session', { account: 'buyer' });
    b.csrf = r.body.csrf;
    expect(b.cookie).not.toBe(first);
    const old = county.guest();
    old.cookie = first;
    expect((await old.get('/session')).body.kind).toBe('guest');
    const token = b.cookie;
    expect((await b.send('DELETE', '/session')).status).toBe(204);
    const after = county.guest();
    after.cookie = token;
    expect((await after.get('/session')).body.kind).toBe('guest');
  });
  it('are stored hashed', async () => {
    const b = await county.as('resident');
    const token = b.cookie.split('=')[1]!;
    const [found] = await rows<{ n: number }>(county, `select count(*)::int as n from session where token_hash = '${token}'`);
    expect(found!.n).toBe(0);
  });
  it('of staff end after 15 minutes idle or 12 hours, of residents after 2 hours idle', async () => {
    const [staff, resident] = [await county.as('reviewer.health'), await county.as('resident')];
    const kind = async (b: Browser) => (await b.get('/session')).body.kind;
    await county.owner`update session set seen_at = now() - interval '16 minutes'`;
    expect([await kind(staff), await kind(resident)]).toEqual(['guest', 'person']);
    await county.owner`update session set seen_at = now() - interval '121 minutes'`;
    expect(await kind(resident)).toBe('guest');
    await county.owner`update session set seen_at = now(), made_at = now() - interval '721 minutes'`;
    expect(await kind(staff)).toBe('guest');
  });
  it('lose a revoked role at the next request, and a disabled account at once', async () => {
    const fresh = await county.as('admin');
    const reviewer = await county.as('reviewer.heating');
    expect((await reviewer.get('/desk/tasks')).status).toBe(200);
    const { id, version } = (await fresh.get('/staff?q=reviewer.heating')).body.items[0];
    expect((await fresh.post(`/staff/${id}/roles/revocation`, { role: 'reviewer', unit: 'heating' })).status).toBe(204);
    expect((await reviewer.get('/desk/tasks')).status).toBe(403);
    expect((await fresh.send('PUT', `/staff/${id}/activity`, { version, active: false })).status).toBe(204);
    expect((await reviewer.get('/session')).body.kind).toBe('guest');
  });
  it('elevate with the dynamic code for a few minutes, on a new token', async () => {
    const boss = await county.as('admin');
    const { id, version } = (await boss.get('/staff?q=town.zhike')).body.items[0];
    expect(await boss.post(`/staff/${id}/reset`, { version })).toMatchObject({ status: 403, body: { code: 'elevation-needed' } });
    expect((await boss.post('/session/elevation', { code: '000000' })).status).toBe(401);
    const before = boss.cookie;
    const r = await boss.post('/session/elevation', { code: code() });
    expect(r.status).toBe(200);
    boss.csrf = r.body.csrf;
    expect(boss.cookie).not.toBe(before);
    expect((await boss.post(`/staff/${id}/reset`, { version })).body.password).toMatch(/.{12,}/);
  });
});

describe('leave', () => {
  it('lends a colleague the roles of the one who is away, and says for whom', async () => {
    const head = await county.as('head.approval');
    const staff = (await head.get('/staff?unit=approval')).body.items;
    const [from, to] = [staff.find((s: any) => s.login === 'reviewer.approval'), staff.find((s: any) => s.login === 'window')];
    const given = await head.create('/delegations', { fromStaff: from.id, toStaff: to.id, fromDay: '2024-11-04', toDay: '2024-11-06', reason: '年休假' });
    expect(given.status).toBe(200);
    const clerk = await county.as('window');
    expect((await clerk.get('/session')).body.standsInFor).toEqual([{ id: from.id, name: from.name }]);
    expect((await clerk.get('/desk/counts')).status).toBe(200);
    expect(
      (await head.create('/delegations', { fromStaff: from.id, toStaff: to.id, fromDay: '2024-11-05', toDay: '2024-11-05', reason: '重叠' })).body.code,
    ).toBe('leave-overlap');
    county.travel('2024-11-07');
    expect((await clerk.get('/session')).body.standsInFor).toEqual([]);
    county.travel('2024-11-04');
  });
});
