/** From an account of the single sign-on to a person of the register: by the number that is vouched for, or by a code to the phone. */
import { z } from 'zod';
import { action, type Ctx } from '../actions/index.ts';
import { findPerson, type KnownPerson, personByIdentity } from './people.ts';
import { hashToken, openSession, resolveSession } from './sessions.ts';
import type { Opened } from './sign-in.ts';
import { refuseSingleSignOn } from './single-sign-on.ts';

const vouched = z.strictObject({ issuer: z.string().max(300), subject: z.string().min(1).max(300), name: z.string().min(1).max(100) });

export const signInByProvince = action({
  name: 'sign-in.province',
  may: 'session.open',
  gate: true,
  summary: '用省统一身份认证登录；第一次按核实过的公民身份号码和登记的人对上',
  input: vouched.extend({ identity: z.string().max(18).nullable() }),
  async do(ctx, v): Promise<Opened | { link: true }> {
    const [known] = await ctx.sql<{ person: string }[]>`
      select person from oidc_identity where county = ${ctx.county} and issuer = ${v.issuer} and subject = ${v.subject}`;
    const person = known ? await findPerson(ctx, known.person) : v.identity ? await registered(ctx, v.identity, v.name) : null;
    if (!known && !v.identity) return { link: true };
    if (person?.status !== 'alive') throw refuseSingleSignOn('sso-closed', '请带身份证到大厅综合窗口办理');
    // A subject that the province has given to somebody else opens nothing.
    if (v.identity && person.identity !== v.identity) throw refuseSingleSignOn('sso-unknown', '这个省平台账号以前对上的是另一个人，请到大厅综合窗口办理');
    await link(ctx, v, person.id, 'verified');
    ctx.record({ subject: `person:${person.id}` });
    return openSession(ctx.sql, ctx.county, { kind: 'person', id: person.id });
  },
});

async function registered(ctx: Ctx, identity: string, name: string): Promise<KnownPerson> {
  const person = await personByIdentity(ctx, identity);
  if (!person || person.name !== name) throw refuseSingleSignOn('sso-unknown', '如果您还没有在本县登记过，请先带身份证到大厅综合窗口登记');
  return person;
}

const link = (ctx: Ctx, v: z.infer<typeof vouched>, person: string, by: 'verified' | 'phone') => ctx.sql`
  insert into oidc_identity (county, issuer, subject, person, linked_by, linked_at, seen_at)
  values (${ctx.county}, ${v.issuer}, ${v.subject}, ${person}, ${by}, ${ctx.now}, ${ctx.now})
  on conflict (county, issuer, subject) do update set seen_at = excluded.seen_at`;

/** After a sign-in by phone in the same browser: from now on the province's account is enough. Another name links nothing. */
export const linkProvince = action({
  name: 'sign-in.link',
  may: 'session.open',
  gate: true,
  summary: '把省平台账号和刚用手机登录的人对上',
  input: vouched.extend({ token: z.string() }),
  output: z.object({ linked: z.boolean() }),
  async do(ctx, { token, ...v }) {
    const session = await resolveSession(ctx.sql, ctx.county, hashToken(token), ctx.today);
    if (session?.actor.kind !== 'person' || session.actor.name !== v.name) return { linked: false };
    await link(ctx, v, session.actor.id, 'phone');
    ctx.record({ subject: `person:${session.actor.id}` });
    return { linked: true };
  },
});
