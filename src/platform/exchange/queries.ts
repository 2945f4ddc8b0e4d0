/**
 * Asking others for data (数据共享): for a case or an application and its principal only, so that nobody types a stranger's number; for a purpose
 * of the service; on its legal basis or with the person's consent; within the unit's limit a day. Every query is written
 * down before it is asked, those answered from what is kept as well, and the person can read who asked and why.
 */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '../actions/index.ts';
import { type CaseFile, caseByNumber, isOwnCase, tasksOf } from '../cases/index.ts';
import { beginning } from '../search/index.ts';
import { ask, type DataService, findService, lostAfterSeconds, openAnswer, refuseQuery, type Subject } from './asking.ts';

export const onCase = z.strictObject({
  serviceId: z.string().min(1, '请选择数据服务').max(60),
  number: z.string().trim().min(1, '请填写办件编号').max(60),
  purpose: z.string().min(1, '请选择查询目的').max(60),
});

/** The case, the actor's own unit that works on it, and the service, all of which have to fit together. */
export async function workOn(ctx: Ctx, i: z.infer<typeof onCase>): Promise<{ file: CaseFile; unit: string; service: DataService }> {
  const service = await findService(ctx, i.serviceId);
  if (!service.active) throw refuseQuery('service-off');
  if (!service.purposes.includes(i.purpose))
    throw refuseQuery('purpose-wrong', { faults: [{ path: 'purpose', message: `可以用于：${service.purposes.join('、')}` }] });
  const file = await caseByNumber(ctx, i.number);
  const mine = new Set(ctx.actor.grants.flatMap(g => g.unit ?? []));
  const task = (await tasksOf(ctx, file.id)).find(t => mine.has(t.unit));
  if (!task) throw refuse('not-found');
  guard(ctx, { units: [task.unit] });
  if (await isOwnCase(ctx, file)) throw refuse('forbidden', '不能为自己的办件查询数据');
  if (service.about !== file.principalKind)
    throw refuseQuery('not-about', {
      faults: [{ path: 'serviceId', message: service.about === 'person' ? '只能查个人，这个办件以企业名义申请' : '只能查企业，这个办件以个人名义申请' }],
    });
  return { file, unit: task.unit, service };
}

export const askData = action({
  name: 'data-query.ask',
  may: 'data-query.ask',
  creates: true,
  summary: '为一个办件查询申请主体的数据；写明目的，按依据或本人同意',
  input: onCase,
  output: z.object({ id: z.string() }),
  async do(ctx, input) {
    const { file, unit, service } = await workOn(ctx, input);
    const consent = service.consentNeeded ? await consentFor(ctx, service.id, file.id, unit) : null;
    if (service.consentNeeded && !consent) throw refuseQuery('consent-missing', '请先请本人同意；本人在手机上同意后就可以查');
    const id = await ask(ctx, service, { ...subjectOf(file), unit, purpose: input.purpose, consent, askedByName: ctx.actor.name });
    ctx.record({ subject: `data-query:${id}`, detail: { service: service.id, case: file.number, purpose: input.purpose } });
    return { id };
  },
});

const subjectOf = (file: CaseFile): Subject => ({ principalKind: file.principalKind, principal: file.principal, number: file.number });

async function consentFor(ctx: Ctx, service: string, caseId: string, unit: string): Promise<string | null> {
  const [row] = await ctx.sql<{ id: string }[]>`
    select id from data_consent where county = ${ctx.county} and case_id = ${caseId} and service = ${service} and unit = ${unit} and state = 'given'`;
  return row?.id ?? null;
}

const queryView = z.object({
  id: z.string(),
  direction: z.enum(['out', 'in']),
  service: z.string(),
  serviceName: z.string(),
  unit: z.string(),
  askedByName: z.string(),
  caseNumber: z.string().nullable(),
  purpose: z.string(),
  basis: z.string(),
  askedAt: z.string(),
  state: z.enum(['asking', 'answered', 'none', 'refused', 'failed']),
  cached: z.boolean(),
  reason: z.string().nullable(),
  answeredAt: z.string().nullable(),
});
export type QueryView = z.infer<typeof queryView>;

/** Whose queries one sees is said by row-level security: the person their own, a unit its own, the auditor all. */
export const queries = read({
  name: 'data-query.list',
  may: 'data-query.read',
  summary: '数据共享查询记录：谁、为什么、查了谁的什么',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    service: z.string().max(60).optional(),
    direction: z.enum(['out', 'in']).optional(),
    /** Days on which it was asked, both among them. */
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(queryView), total: z.number() }),
  async do(ctx, f) {
    const { sql, county } = ctx;
    const where = sql`county = ${county} ${f.q ? sql`and case_number like ${beginning(f.q)}` : sql``}
      ${f.service ? sql`and service = ${f.service}` : sql``} ${f.direction ? sql`and direction = ${f.direction}` : sql``}
      ${f.from ? sql`and asked_at >= ${f.from}::timestamp at time zone 'Asia/Shanghai'` : sql``}
      ${f.to ? sql`and asked_at < (${f.to}::timestamp + interval '1 day') at time zone 'Asia/Shanghai'` : sql``}`;
    const rows = await sql<QueryView[]>`
      select id, direction, service, service_name, unit, asked_by_name, case_number, purpose, basis, asked_at, cached_from is not null as cached, reason, answered_at,
        case when state = 'asking' and asked_at < ${ctx.now}::timestamptz - make_interval(secs => ${lostAfterSeconds}) then 'failed' else state end as state
      from data_query where ${where} order by asked_at desc, id limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from data_query where ${where}`;
    return { items: [...rows], total: count?.n ?? 0 };
  },
});

/** The answer, for the unit that asked; looking at it again is written down like the first time. */
export const readAnswer = action({
  name: 'data-query.open',
  may: 'data-query.ask',
  summary: '查看数据共享查询的答复',
  input: z.strictObject({ queryId: z.uuid() }),
  output: z.object({ query: queryView, answer: z.array(z.object({ name: z.string(), value: z.string() })) }),
  async do(ctx, { queryId }) {
    const [row] = await ctx.sql<(QueryView & { cachedFrom: string | null; sealed: string | null })[]>`
      select id, direction, service, service_name, unit, asked_by_name, case_number, purpose, basis, asked_at, state, cached_from is not null as cached, reason,
        answered_at, cached_from, sealed from data_query where county = ${ctx.county} and id = ${queryId} and direction = 'out'`;
    if (!row) throw refuse('not-found');
    guard(ctx, { units: [row.unit] });
    const { cachedFrom, sealed, ...query } = row;
    const service = await findService(ctx, row.service);
    ctx.record({ subject: `data-query:${queryId}`, detail: { case: row.caseNumber } });
    return { query, answer: (await openAnswer(ctx, service, { id: row.id, cachedFrom, sealed })).map(({ name, value }) => ({ name, value })) };
  },
});
