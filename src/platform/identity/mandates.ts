/** Mandates: who may act for whom. A firm's legal person names its staff, a person names a relative; both can take it back. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refusals, refuse } from '../actions/index.ts';
import { isDay } from '../calendar/index.ts';
import { identityFaults, maskIdentity, readIdentityNumber } from '../validators/index.ts';
import { findFirm, findPerson, personByIdentity } from './people.ts';

const refuseMandate = refusals({
  'agent-unknown': [422, '没有找到这个人，请核对姓名和公民身份号码'],
  'not-principal': [403, '只有本人或企业的法定代表人可以委托'],
  'agent-self': [422, '不用委托自己'],
  'mandate-fixed': [409, '法定代表人和监护人的身份由登记决定，不能在这里撤销'],
});

export const giveMandate = action({
  name: 'mandate.give',
  may: 'mandate.give',
  creates: true,
  summary: '委托他人代办：写明姓名、公民身份号码、期限、可以办哪些事',
  input: z.strictObject({
    principal: z.strictObject({ kind: z.enum(['person', 'firm']), id: z.uuid() }),
    name: z.string().trim().min(2, '请填写受托人姓名').max(50),
    identity: z.string().trim().min(1, '请填写受托人的公民身份号码'),
    toDay: z.string().refine(isDay, '请填写存在的日期').optional(),
    things: z.array(z.number().int()).max(100).optional(),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { principal, name, identity, toDay, things }) {
    guard(ctx, { parties: [principal.id] });
    await onlyTheOwner(ctx, principal);
    const reading = readIdentityNumber(identity, ctx.today);
    const faults = [
      ...(reading.valid ? [] : [{ path: 'identity', message: identityFaults[reading.reason] }]),
      ...(toDay && toDay < ctx.today ? [{ path: 'toDay', message: '到期日不能早于今天' }] : []),
    ];
    if (!reading.valid || faults.length > 0) throw refuse('input', { faults });
    const agent = await ctx.asHouse(ctx => personByIdentity(ctx, reading.normalized));
    if (!agent || agent.name !== name || agent.status !== 'alive') throw refuseMandate('agent-unknown');
    if (agent.id === principal.id) throw refuseMandate('agent-self');
    const id = crypto.randomUUID();
    await ctx.sql`
      insert into mandate (county, id, principal_kind, principal, agent, basis, things, from_day, to_day, given_by)
      values (${ctx.county}, ${id}, ${principal.kind}, ${principal.id}, ${agent.id}, 'given', ${things ?? null}, ${ctx.today}, ${toDay ?? null},
        ${ctx.actor.kind === 'person' ? ctx.actor.id : null})`;
    ctx.record({ subject: `mandate:${id}`, detail: { principal: principal.id, agent: agent.id, toDay, things } });
    return { id };
  },
});

/** An agent does not pass the mandate on. At the window the clerk checks that the principal is there. */
async function onlyTheOwner(ctx: Ctx, principal: { kind: 'person' | 'firm'; id: string }): Promise<void> {
  if (ctx.actor.kind !== 'person') return;
  if (principal.kind === 'person' ? principal.id === ctx.actor.id : (await findFirm(ctx, principal.id))?.legalPerson === ctx.actor.id) return;
  throw refuseMandate('not-principal');
}

interface MandateRow {
  id: string;
  principalKind: 'person' | 'firm';
  principal: string;
  agent: string;
  basis: 'legal-person' | 'guardian' | 'given';
  things: number[] | null;
  fromDay: string;
  toDay: string | null;
  state: 'active' | 'revoked';
  version: number;
}

export const listMandates = read({
  name: 'mandate.read',
  may: 'mandate.read',
  summary: '我给出的和收到的委托',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        id: z.string(),
        principalName: z.string(),
        agentName: z.string(),
        agentIdentity: z.string(),
        mine: z.boolean(),
        basis: z.enum(['legal-person', 'guardian', 'given']),
        things: z.array(z.number()).nullable(),
        fromDay: z.string(),
        toDay: z.string().nullable(),
        state: z.enum(['active', 'revoked', 'expired']),
        version: z.number(),
      }),
    ),
  }),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    // One agent of a firm does not see who the others are: only its legal person (a child's guardian) does.
    const rows = await ctx.sql<MandateRow[]>`
      select id, principal_kind, principal, agent, basis, things, from_day, to_day, state, version from mandate
      where county = ${ctx.county} and (principal = ${ctx.actor.id} or agent = ${ctx.actor.id} or exists (
        select 1 from mandate own where own.county = mandate.county and own.principal = mandate.principal and own.agent = ${ctx.actor.id}
          and own.basis <> 'given' and own.state = 'active'))
      order by made_at desc limit 200`;
    return ctx.asHouse(async ctx => ({
      items: await Promise.all(
        rows.map(async m => {
          const agent = await findPerson(ctx, m.agent);
          const principal = m.principalKind === 'firm' ? await findFirm(ctx, m.principal) : await findPerson(ctx, m.principal);
          return {
            id: m.id,
            principalName: principal?.name ?? '',
            agentName: agent?.name ?? '',
            agentIdentity: agent?.identity ? maskIdentity(agent.identity) : '',
            mine: m.agent !== ctx.actor.id,
            basis: m.basis,
            things: m.things,
            fromDay: m.fromDay,
            toDay: m.toDay,
            state: m.state === 'active' && m.toDay !== null && m.toDay < ctx.today ? ('expired' as const) : m.state,
            version: m.version,
          };
        }),
      ),
    }));
  },
});

export const revokeMandate = action({
  name: 'mandate.revoke',
  may: 'mandate.revoke',
  summary: '撤销委托；受托人也可以自己放弃',
  input: z.strictObject({ mandateId: z.uuid() }),
  async do(ctx, { mandateId }) {
    const [row] = await ctx.sql<MandateRow[]>`
      select id, principal_kind, principal, agent, basis, state from mandate where county = ${ctx.county} and id = ${mandateId} for update`;
    if (!row) throw refuse('not-found');
    guard(ctx, { parties: [row.principal, row.agent] });
    if (row.basis !== 'given') throw refuseMandate('mandate-fixed');
    if (ctx.actor.kind === 'person' && row.agent !== ctx.actor.id) await onlyTheOwner(ctx, { kind: row.principalKind, id: row.principal });
    await ctx.sql`update mandate set state = 'revoked', version = version + 1 where county = ${ctx.county} and id = ${mandateId}`;
    ctx.record({ subject: `mandate:${mandateId}` });
  },
});
