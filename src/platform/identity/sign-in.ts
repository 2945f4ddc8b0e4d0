/**
 * Signing in. Residents: a code to the phone that the county knows, single sign-on of the province later. Staff: password
 * and a second factor. Wrong tries slow down and never lock a person out for good.
 */
import { createHash, randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { roles } from '../access/index.ts';
import { action, type Ctx, read, refusals } from '../actions/index.ts';
import { maskPhone, readIdentityNumber, readPhone } from '../validators/index.ts';
import { type KnownPerson, personByIdentity, personsByPhone, setPhone } from './people.ts';
import { closeSession, hashToken, openSession } from './sessions.ts';

const refuse = refusals({
  'code-too-soon': [429, '验证码刚刚发过，请稍候再试'],
  'code-too-many': [429, '这个号码今天的验证码次数用完了，请明天再试，或到大厅窗口办理'],
  'code-not-sent': [503, '验证码短信没有发出去，请过一会儿再试'],
  'code-wrong': [422, '验证码不对'],
  'code-expired': [422, '验证码已过期，请重新获取'],
  'phone-unknown': [422, '这个手机号还没有登记，请补充姓名和公民身份号码'],
  'phone-shared': [422, '有几个人登记了这个手机号，请填写要登录的人的姓名'],
  'person-unknown': [422, '姓名和公民身份号码与登记的信息对不上'],
  'sign-in-wrong': [401, '账号、密码或动态口令不对'],
  'sign-in-wait': [429, '错误次数较多，请稍候再试'],
  'password-weak': [422, '密码至少 12 位，并且同时有字母和数字'],
});

const codeMinutes = 5;
const mostTries = 5;
const codesADay = 10;

/** What the HTTP room turns into the session cookie; the token never appears in a body. */
export interface Opened {
  token: string;
  csrf: string;
}

const phoneInput = z.string().transform((text, ctx) => {
  const phone = readPhone(text);
  if (phone) return phone;
  ctx.addIssue({ code: 'custom', message: '请填写 11 位手机号码' });
  return z.NEVER;
});

const hashCode = (id: string, code: string) => createHash('sha256').update(`${id}:${code}`).digest('base64url');

export const requestCode = action({
  name: 'sign-in.code',
  may: 'session.open',
  gate: true,
  summary: '向手机发送登录验证码；号码有没有登记，回答都一样',
  input: z.strictObject({ phone: phoneInput }),
  output: z.object({ phone: z.string(), minutes: z.number() }),
  async do(ctx, { phone }) {
    const index = ctx.vault.blind(ctx.county, 'phone', phone);
    const [recent] = await ctx.sql<{ soon: boolean; today: number }[]>`
      select coalesce(max(made_at) > now() - interval '60 seconds', false) as soon, count(*)::int as today
      from sign_in_code where county = ${ctx.county} and phone_index = ${index} and made_at > now() - interval '1 day'`;
    if (recent?.soon) throw refuse('code-too-soon');
    if ((recent?.today ?? 0) >= codesADay) throw refuse('code-too-many');
    const id = crypto.randomUUID();
    const code = String(randomInt(1_000_000)).padStart(6, '0');
    await ctx.sql`
      insert into sign_in_code (county, id, phone_index, code_hash, made_at)
      values (${ctx.county}, ${id}, ${index}, ${hashCode(id, code)}, now())`;
    ctx.afterCommit(async () => {
      const text = `【中阳政务】登录验证码 ${code}，${codeMinutes} 分钟内有效。工作人员不会向您要验证码。`;
      const [why] = await ctx.house.sms.send(ctx.county, [{ phone, text }]);
      if (!why) return;
      ctx.house.log.error({ error: why }, 'sms');
      throw refuse('code-not-sent');
    });
    return { phone: maskPhone(phone), minutes: codeMinutes };
  },
});

export const signInByPhone = action({
  name: 'sign-in.phone',
  may: 'session.open',
  gate: true,
  summary: '用验证码登录；号码没有登记时补充姓名和公民身份号码',
  input: z.strictObject({
    phone: phoneInput,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '验证码是 6 位数字'),
    name: z.string().trim().min(2, '请填写姓名').max(50).optional(),
    identity: z.string().trim().optional(),
  }),
  async do(ctx, { phone, code, name, identity }): Promise<Opened | { retry: true }> {
    const index = ctx.vault.blind(ctx.county, 'phone', phone);
    const [sent] = await ctx.sql<{ id: string; codeHash: string; tries: number; fresh: boolean }[]>`
      select id, code_hash, tries, made_at > now() - make_interval(mins => ${codeMinutes}) as fresh from sign_in_code
      where county = ${ctx.county} and phone_index = ${index} and not used order by made_at desc limit 1 for update`;
    if (!sent?.fresh || sent.tries >= mostTries) throw refuse('code-expired');
    if (sent.codeHash !== hashCode(sent.id, code)) {
      // Counted in its own statement that commits: a refusal would roll the count back.
      await ctx.sql`update sign_in_code set tries = tries + 1 where county = ${ctx.county} and id = ${sent.id}`;
      return { retry: true };
    }
    const person = await chosen(ctx, phone, name, identity);
    await ctx.sql`update sign_in_code set used = true where county = ${ctx.county} and id = ${sent.id}`;
    ctx.record({ subject: `person:${person.id}` });
    return openSession(ctx.sql, ctx.county, { kind: 'person', id: person.id });
  },
});

async function chosen(ctx: Ctx, phone: string, name: string | undefined, identity: string | undefined): Promise<KnownPerson> {
  const registered = await personsByPhone(ctx, phone);
  if (registered.length === 1 && registered[0]) return registered[0];
  if (registered.length > 1) {
    const match = registered.filter(p => p.name === name);
    if (match.length === 1 && match[0]) return match[0];
    throw refuse('phone-shared', { faults: [{ path: 'name', message: '请填写登录人的姓名' }] });
  }
  if (!name || !identity)
    throw refuse('phone-unknown', {
      faults: [
        { path: 'name', message: '请填写姓名' },
        { path: 'identity', message: '请填写公民身份号码' },
      ],
    });
  const reading = readIdentityNumber(identity, ctx.today);
  const person = reading.valid ? await personByIdentity(ctx, reading.normalized) : null;
  // A person whose phone is registered signs in with that phone: nobody takes over an account with a known number.
  if (!person || person.name !== name || person.phone !== null || person.status !== 'alive')
    throw refuse('person-unknown', '如果您换了手机号，请带身份证到大厅综合窗口更新；外地人员请先到窗口登记。');
  await setPhone(ctx, person.id, phone);
  return person;
}

interface StaffRow {
  id: string;
  name: string;
  passwordHash: string | null;
  totpSealed: string | null;
  active: boolean;
  failures: number;
  failedAt: string | null;
}

const totpPlace = (id: string) => `staff.totp:${id}`;
const totpOf = (secret: string, login: string) => new TOTP({ issuer: '办成', label: login, secret: Secret.fromBase32(secret), digits: 6, period: 30 });
const codeFits = (secret: string, login: string, code: string) => totpOf(secret, login).validate({ token: code, window: 1 }) !== null;

/** Pause after wrong tries: none up to 4, then 1, 2, 4 … at most 15 minutes. */
export const pauseAfter = (failures: number): number => (failures < 5 ? 0 : Math.min(15, 2 ** (failures - 5)));

/** A hash that costs the same time as a real one, for accounts that do not exist. */
const nobody = hash('nobody');

export const signInStaff = action({
  name: 'sign-in.staff',
  may: 'session.open',
  gate: true,
  summary: '工作人员登录：密码和动态口令；首次登录时设置动态口令',
  input: z.strictObject({
    login: z.string().trim().min(1, '请填写账号').max(60),
    password: z.string().min(1, '请填写密码').max(200),
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '动态口令是 6 位数字')
      .optional(),
  }),
  async do(
    ctx,
    { login, password, code },
  ): Promise<Opened | { wrong: true; wait?: number } | { need: 'code' } | { need: 'setup'; secret: string; uri: string }> {
    const [staff] = await ctx.sql<StaffRow[]>`
      select id, name, password_hash, totp_sealed, active, failures, failed_at from staff
      where county = ${ctx.county} and login = ${login} for update`;
    if (!staff?.active || !staff.passwordHash) {
      await verify(await nobody, password).catch(() => false);
      return { wrong: true };
    }
    const waited = staff.failedAt ? (Date.now() - Date.parse(staff.failedAt)) / 60_000 : Number.POSITIVE_INFINITY;
    const pause = pauseAfter(staff.failures);
    if (waited < pause) return { wrong: true, wait: Math.ceil(pause - waited) };
    const fails = async () => {
      await ctx.sql`update staff set failures = failures + 1, failed_at = now() where county = ${ctx.county} and id = ${staff.id}`;
      ctx.record({ subject: `staff:${staff.id}`, action: 'sign-in.failed' });
      return { wrong: true } as const;
    };
    if (!(await verify(staff.passwordHash, password))) return fails();
    const stored = staff.totpSealed ? ctx.vault.open(ctx.county, totpPlace(staff.id), staff.totpSealed) : null;
    const pending = stored?.startsWith('pending:') ? stored.slice(8) : null;
    if (stored === null || (pending && !code)) {
      const secret = pending ?? new Secret({ size: 20 }).base32;
      await ctx.sql`update staff set totp_sealed = ${ctx.vault.seal(ctx.county, totpPlace(staff.id), `pending:${secret}`)}
        where county = ${ctx.county} and id = ${staff.id}`;
      return { need: 'setup', secret, uri: totpOf(secret, login).toString() };
    }
    if (!code) return { need: 'code' };
    if (!codeFits(pending ?? stored, login, code)) return fails();
    await ctx.sql`update staff set failures = 0, failed_at = null,
        totp_sealed = ${pending ? ctx.vault.seal(ctx.county, totpPlace(staff.id), pending) : staff.totpSealed}
      where county = ${ctx.county} and id = ${staff.id}`;
    ctx.record({ subject: `staff:${staff.id}` });
    return openSession(ctx.sql, ctx.county, { kind: 'staff', id: staff.id }, undefined, true);
  },
});

/** Refusals of the sign-ins above, thrown after their counts were committed. */
export function unlessOpened<T extends object>(result: T): T {
  if ('retry' in result) throw refuse('code-wrong');
  if ('wrong' in result) throw 'wait' in result && result.wait ? refuse('sign-in-wait', `请 ${result.wait} 分钟后再试`) : refuse('sign-in-wrong');
  return result;
}

/** Signs in again for money, export and unmasking; the old token ends. */
export const elevate = action({
  name: 'session.elevate',
  may: 'session.elevate',
  summary: '再次验证身份，5 分钟内可以导出、查看完整号码',
  input: z.strictObject({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '动态口令是 6 位数字'),
    token: z.string(),
  }),
  async do(ctx, { code, token }): Promise<Opened | { wrong: true }> {
    const [staff] = await ctx.sql<{ login: string; totpSealed: string | null }[]>`
      select login, totp_sealed from staff where county = ${ctx.county} and id = ${ctx.actor.id}`;
    const secret = staff?.totpSealed ? ctx.vault.open(ctx.county, totpPlace(ctx.actor.id), staff.totpSealed) : null;
    ctx.record({ subject: `staff:${ctx.actor.id}` });
    if (!staff || !secret || !codeFits(secret, staff.login, code)) return { wrong: true };
    await closeSession(ctx.sql, ctx.county, hashToken(token));
    return openSession(ctx.sql, ctx.county, { kind: 'staff', id: ctx.actor.id }, undefined, true);
  },
});

export const signOut = action({
  name: 'session.close',
  may: 'session.close',
  gate: true,
  summary: '退出登录',
  input: z.strictObject({ token: z.string() }),
  async do(ctx, { token }) {
    await closeSession(ctx.sql, ctx.county, hashToken(token));
    ctx.record({ subject: `${ctx.actor.kind}:${ctx.actor.id}` });
  },
});

export const changePassword = action({
  name: 'account.password',
  may: 'account.change',
  summary: '修改自己的密码；其他登录全部退出',
  input: z.strictObject({ old: z.string().max(200), fresh: z.string().max(200), token: z.string() }),
  async do(ctx, { old, fresh, token }) {
    if (fresh.length < 12 || !/\d/.test(fresh) || !/[A-Za-z]/.test(fresh))
      throw refuse('password-weak', { faults: [{ path: 'fresh', message: '至少 12 位，字母和数字都要有' }] });
    const [staff] = await ctx.sql<{ passwordHash: string | null }[]>`
      select password_hash from staff where county = ${ctx.county} and id = ${ctx.actor.id} for update`;
    if (!staff?.passwordHash || !(await verify(staff.passwordHash, old))) throw refuse('sign-in-wrong', '原密码不对');
    await ctx.sql`update staff set password_hash = ${await hash(fresh)}, version = version + 1
      where county = ${ctx.county} and id = ${ctx.actor.id}`;
    await ctx.sql`delete from session where county = ${ctx.county} and subject = ${ctx.actor.id} and token_hash <> ${hashToken(token)}`;
    ctx.record({ subject: `staff:${ctx.actor.id}` });
  },
});

/** Who I am, for pages: names, roles, units, for whom I may act. */
export const whoAmI = read({
  name: 'session.read',
  may: 'session.read',
  summary: '我是谁、有哪些角色',
  input: z.strictObject({}),
  output: z.object({
    kind: z.enum(['guest', 'person', 'staff', 'system']),
    id: z.string(),
    name: z.string(),
    roles: z.array(z.object({ role: z.string(), title: z.string(), unit: z.string().nullable(), unitName: z.string().nullable() })),
    standsInFor: z.array(z.object({ id: z.string(), name: z.string() })),
    elevated: z.boolean(),
    today: z.string(),
  }),
  async do(ctx) {
    const units = new Map((await ctx.sql<{ id: string; short: string }[]>`select id, short from unit where county = ${ctx.county}`).map(u => [u.id, u.short]));
    return {
      kind: ctx.actor.kind,
      id: ctx.actor.id,
      name: ctx.actor.name,
      roles: ctx.actor.grants.map(g => ({ role: g.role, title: roles[g.role], unit: g.unit ?? null, unitName: g.unit ? (units.get(g.unit) ?? null) : null })),
      standsInFor: ctx.actor.standsInFor ?? [],
      elevated: ctx.actor.elevated,
      today: ctx.today,
    };
  },
});
