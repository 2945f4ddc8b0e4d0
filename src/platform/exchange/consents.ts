/** The consent of the person whose data it is: asked by a unit for one case and one purpose, given and taken back by the person. */
import { z } from 'zod';
import { action, guard, read, refuse } from '../actions/index.ts';
import { contactOf } from '../identity/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { refuseQuery } from './asking.ts';
import { refuseExchange } from './partners.ts';
import { onCase, workOn } from './queries.ts';
import { type ConsentState, consentStates } from './words.ts';

export const askConsent = action({
  name: 'data-consent.ask',
  may: 'data-consent.ask',
  creates: true,
  summary: '请本人同意查询一项数据',
  input: onCase,
  output: z.object({ id: z.string() }),
  async do(ctx, input) {
    const { file, unit, service } = await workOn(ctx, input);
    if (!service.consentNeeded) throw refuseQuery('not-about', '这项服务按依据就可以查，不用本人同意');
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into data_consent (county, id, service, service_name, unit, case_id, case_number, principal_kind, principal, purpose, state, asked_by_name, asked_at)
      values (${ctx.county}, ${id}, ${service.id}, ${service.name}, ${unit}, ${file.id}, ${file.number}, ${file.principalKind}, ${file.principal}, ${input.purpose},
        'asked', ${ctx.actor.name}, ${ctx.now}) on conflict do nothing`;
    if (count === 0) throw refuseExchange('message-state', '已经请过了，或本人已经同意');
    ctx.record({ subject: `data-consent:${id}`, detail: { service: service.id, case: file.number, purpose: input.purpose } });
    await notifyPerson(ctx, await contactOf(ctx, file), {
      template: 'data-consent-asked',
      data: { service: service.name, provider: service.provider, purpose: input.purpose, number: file.number },
      link: '/data-uses',
    });
    return { id };
  },
});

export const decideConsent = action({
  name: 'data-consent.give',
  may: 'data-consent.give',
  summary: '同意、不同意，或撤回同意',
  input: z.strictObject({ consentId: z.uuid(), version: z.number().int().positive(), state: z.enum(['given', 'refused', 'ended']) }),
  async do(ctx, { consentId, version, state }) {
    const [row] = await ctx.sql<{ state: ConsentState; version: number; principal: string }[]>`
      select state, version, principal from data_consent where county = ${ctx.county} and id = ${consentId} for update`;
    if (!row) throw refuse('not-found');
    guard(ctx, { parties: [row.principal] });
    if (row.version !== version) throw refuse('changed');
    const possible = state === 'ended' ? row.state === 'given' : row.state === 'asked';
    if (!possible) throw refuseExchange('message-state', `现在是“${consentStates[row.state]}”`);
    await ctx.sql`update data_consent set state = ${state}, decided_at = ${ctx.now}, version = version + 1 where county = ${ctx.county} and id = ${consentId}`;
    ctx.record({ subject: `data-consent:${consentId}`, detail: { outcome: state } });
  },
});

const consentView = z.object({
  id: z.string(),
  service: z.string(),
  serviceName: z.string(),
  unit: z.string(),
  unitName: z.string().nullable(),
  caseNumber: z.string().nullable(),
  purpose: z.string(),
  state: z.enum(Object.keys(consentStates) as [ConsentState]),
  askedByName: z.string(),
  askedAt: z.string(),
  decidedAt: z.string().nullable(),
  version: z.number(),
});
export type ConsentView = z.infer<typeof consentView>;

/** The person's own, or those that the unit asked for; what waits first. */
export const consents = read({
  name: 'data-consent.list',
  may: 'data-consent.read',
  summary: '数据查询的同意：等答复的在前',
  input: z.strictObject({}),
  output: z.object({ items: z.array(consentView) }),
  async do(ctx) {
    const items = await ctx.sql<ConsentView[]>`
      select d.id, d.service, d.service_name, d.unit, u.name as unit_name, d.case_number, d.purpose, d.state, d.asked_by_name, d.asked_at, d.decided_at, d.version
      from data_consent d left join unit u on u.county = d.county and u.id = d.unit
      where d.county = ${ctx.county} order by (d.state = 'asked') desc, d.asked_at desc limit 200`;
    return { items: [...items] };
  },
});
