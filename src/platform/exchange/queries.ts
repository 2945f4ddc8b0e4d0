/**
 * Asking others for data (数据共享): for a case and its principal only, so that nobody types a stranger's number; for a purpose
 * of the service; on its legal basis or with the person's consent; within the unit's limit a day. Every query is written
 * down before it is asked, those answered from what is kept as well, and the person can read who asked and why.
 */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, type Ctx, guard, knownActor, perform, read, refusals, refuse } from '../actions/index.ts';
import { type CaseFile, caseByNumber, isOwnCase, tasksOf } from '../cases/index.ts';
import { findFirm, findPerson } from '../identity/index.ts';
import { canonical, digestOf, signed } from './envelope.ts';
import { findPartner, ourKey } from './partners.ts';
import { post } from './sender.ts';
import type { PartnerId, QueryState } from './words.ts';

export const refuseQuery = refusals({
  'purpose-wrong': [422, '查询目的不在这项服务允许的范围内'],
  'consent-missing': [409, '这项数据要先得到本人同意'],
  'limit-reached': [429, '本单位今天的查询次数用完了'],
  'service-off': [409, '这项数据服务已停用，或对接没有启用'],
  'not-about': [422, '这项数据服务查不了这个办件的申请主体'],
});

export interface DataService {
  id: string;
  name: string;
  partner: PartnerId;
  provider: string;
  about: 'person' | 'firm';
  fields: Record<string, string>;
  purposes: string[];
  basis: string;
  consentNeeded: boolean;
  dailyLimit: number;
  cacheHours: number;
  active: boolean;
  version: number;
}
const serviceColumns = 'id, name, partner, provider, about, fields, purposes, basis, consent_needed, daily_limit, cache_hours, active, version';

export async function servicesOf(ctx: Ctx): Promise<DataService[]> {
  return [...(await ctx.sql<DataService[]>`select ${ctx.sql.unsafe(serviceColumns)} from data_service where county = ${ctx.county} order by id`)];
}

export async function findService(ctx: Ctx, id: string): Promise<DataService> {
  const [row] = await ctx.sql<DataService[]>`
    select ${ctx.sql.unsafe(serviceColumns)} from data_service where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

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

const place = (id: string) => `data_query.sealed:${id}`;

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
    const id = crypto.randomUUID();
    // Two at a time of one unit wait for each other, so that the limit holds and the second finds the first one's answer.
    await ctx.asHouse(ctx => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`data-query ${ctx.county} ${service.id} ${unit}`}, 0))`);
    const kept = service.cacheHours > 0 ? await keptAnswer(ctx, service, file) : null;
    if (!kept && (await askedToday(ctx, service.id, unit)) >= service.dailyLimit)
      throw refuseQuery('limit-reached', `每天最多 ${service.dailyLimit} 次，明天再查；急用请与系统管理员联系`);
    await ctx.sql`
      insert into data_query (county, id, direction, service, service_name, partner, unit, asked_by, asked_by_name, principal_kind, principal, case_number,
        purpose, basis, consent, asked_at, asked_on, state, cached_from, answered_at, fresh_until)
      values (${ctx.county}, ${id}, 'out', ${service.id}, ${service.name}, ${service.partner}, ${unit}, ${ctx.actor.id}, ${ctx.actor.name}, ${file.principalKind},
        ${file.principal}, ${file.number}, ${input.purpose}, ${consent ? '本人同意' : service.basis}, ${consent}, ${ctx.now}, ${ctx.today},
        ${kept?.state ?? 'asking'}, ${kept?.id ?? null}, ${kept ? ctx.now : null}, ${kept?.freshUntil ?? null})`;
    ctx.record({ subject: `data-query:${id}`, detail: { service: service.id, case: file.number, purpose: input.purpose, cached: kept !== null } });
    // Asked outside of the transaction: the record of the question stands whatever becomes of the answer.
    if (!kept) ctx.afterCommit(() => fetchAnswer(ctx, id, service, file, unit, input.purpose, consent));
    return { id };
  },
});

/** An answer that is still fresh, to whichever unit it was given: it was asked about the same one. */
async function keptAnswer(ctx: Ctx, service: DataService, file: CaseFile): Promise<{ id: string; state: QueryState; freshUntil: string } | null> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<{ id: string; state: QueryState; freshUntil: string }[]>`
      select id, state, fresh_until from data_query where county = ${ctx.county} and principal = ${file.principal} and service = ${service.id} and direction = 'out'
        and state in ('answered', 'none') and cached_from is null and fresh_until > ${ctx.now} order by asked_at desc limit 1`,
  );
  return row ?? null;
}

async function askedToday(ctx: Ctx, service: string, unit: string): Promise<number> {
  const [row] = await ctx.sql<{ n: number }[]>`
    select count(*)::int as n from data_query
    where county = ${ctx.county} and service = ${service} and unit = ${unit} and asked_on = ${ctx.today} and direction = 'out' and cached_from is null`;
  return row?.n ?? 0;
}

async function consentFor(ctx: Ctx, service: string, caseId: string, unit: string): Promise<string | null> {
  const [row] = await ctx.sql<{ id: string }[]>`
    select id from data_consent where county = ${ctx.county} and case_id = ${caseId} and service = ${service} and unit = ${unit} and state = 'given'`;
  return row?.id ?? null;
}

/** Over the line and back; what came is written down by the house. */
async function fetchAnswer(ctx: Ctx, id: string, service: DataService, file: CaseFile, unit: string, purpose: string, consent: string | null): Promise<void> {
  const { house, county } = ctx;
  const who = knownActor(systemActor(county, '数据共享'));
  const meta = { county, requestId: ctx.requestId };
  const question = await perform(
    house,
    writeQuestion,
    who,
    { id, serviceId: service.id, principalKind: file.principalKind, principal: file.principal, number: file.number, unit, purpose, consent },
    meta,
  );
  const { outcome, receipt } = question
    ? await post(question.line, question.envelope)
    : { outcome: { kind: 'silent' as const, answer: '对接没有启用或已暂停' } };
  const result = receipt?.result ?? null;
  const state: QueryState =
    outcome.kind === 'taken'
      ? result === null || foundIn(result) === false
        ? 'none'
        : 'answered'
      : outcome.kind === 'declined' || outcome.kind === 'refused'
        ? 'refused'
        : 'failed';
  await perform(
    house,
    recordAnswer,
    who,
    { id, state, result: state === 'answered' ? result : null, reason: 'answer' in outcome ? outcome.answer : null },
    meta,
  );
}

/** Others say `found: false` where they have nothing. */
const foundIn = (result: string): boolean => (JSON.parse(result) as { found?: boolean }).found !== false;

/** The question as a message of its own subject, beside the queue: the number of the person goes into it and is kept nowhere. */
const writeQuestion = action({
  name: 'data-query.write',
  may: 'data-query.answer',
  summary: '写出数据查询的报文',
  input: z.strictObject({
    id: z.uuid(),
    serviceId: z.string(),
    principalKind: z.enum(['person', 'firm']),
    principal: z.uuid(),
    number: z.string(),
    unit: z.string(),
    purpose: z.string(),
    consent: z.uuid().nullable(),
  }),
  async do(ctx, q) {
    const service = await findService(ctx, q.serviceId);
    const partner = await findPartner(ctx, service.partner);
    if (!partner?.active || partner.pausedAt !== null) return null;
    const [unit] = await ctx.sql<{ name: string }[]>`select name from unit where county = ${ctx.county} and id = ${q.unit}`;
    const [person, firm] = q.principalKind === 'person' ? [await findPerson(ctx, q.principal), null] : [null, await findFirm(ctx, q.principal)];
    const about = person ? { name: person.name, identity: person.identity ?? '' } : { name: firm?.name ?? '', creditCode: firm?.creditCode ?? '' };
    const body = canonical({
      service: service.id,
      params: about,
      unit: unit?.name ?? q.unit,
      case: q.number,
      purpose: q.purpose,
      basis: q.consent ? `本人同意 ${q.consent}` : service.basis,
    });
    ctx.record({ subject: `data-query:${q.id}` });
    const envelope = signed(
      {
        v: 1 as const,
        id: q.id,
        from: ctx.county,
        to: partner.id,
        topic: 'query',
        subject: `query:${q.id}`,
        seq: 1,
        sentAt: ctx.now,
        body,
        digest: digestOf(body),
      },
      await ourKey(ctx),
    );
    return { line: { url: partner.url, keys: partner.keys }, envelope };
  },
});

const recordAnswer = action({
  name: 'data-query.answer',
  may: 'data-query.answer',
  summary: '登记数据查询的答复',
  input: z.strictObject({
    id: z.uuid(),
    state: z.enum(['answered', 'none', 'refused', 'failed']),
    result: z.string().nullable(),
    reason: z.string().nullable(),
  }),
  async do(ctx, { id, state, result, reason }) {
    const [row] = await ctx.sql<{ service: string }[]>`select service from data_query where county = ${ctx.county} and id = ${id}`;
    const { cacheHours } = await findService(ctx, row!.service);
    const fresh = state === 'answered' || state === 'none' ? new Date(Date.parse(ctx.now) + cacheHours * 3_600_000).toISOString() : null;
    await ctx.sql`
      update data_query set state = ${state}, sealed = ${result === null ? null : ctx.vault.seal(ctx.county, place(id), result)}, reason = ${reason},
        answered_at = ${ctx.now}, fresh_until = ${fresh} where county = ${ctx.county} and id = ${id} and state = 'asking'`;
    ctx.record({ subject: `data-query:${id}`, detail: { outcome: state } });
  },
});

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

/** A question whose server ended before the answer came is not open for ever. */
const lostAfterSeconds = 60;

const pageSize = 20;

/** Whose queries one sees is said by row-level security: the person their own, a unit its own, the auditor all. */
export const queries = read({
  name: 'data-query.list',
  may: 'data-query.read',
  summary: '数据共享查询记录：谁、为什么、查了谁的什么',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    service: z.string().max(60).optional(),
    direction: z.enum(['out', 'in']).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ items: z.array(queryView), total: z.number(), pageSize: z.number() }),
  async do(ctx, f) {
    const { sql, county } = ctx;
    const where = sql`county = ${county} ${f.q ? sql`and case_number like ${`${f.q.replaceAll(/[%_\\]/g, '\\$&')}%`}` : sql``}
      ${f.service ? sql`and service = ${f.service}` : sql``} ${f.direction ? sql`and direction = ${f.direction}` : sql``}`;
    const rows = await sql<QueryView[]>`
      select id, direction, service, service_name, unit, asked_by_name, case_number, purpose, basis, asked_at, cached_from is not null as cached, reason, answered_at,
        case when state = 'asking' and asked_at < ${ctx.now}::timestamptz - make_interval(secs => ${lostAfterSeconds}) then 'failed' else state end as state
      from data_query where ${where} order by asked_at desc, id limit ${pageSize} offset ${(f.page - 1) * pageSize}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from data_query where ${where}`;
    return { items: [...rows], total: count?.n ?? 0, pageSize };
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
    const source = cachedFrom ?? row.id;
    const [first] = cachedFrom
      ? await ctx.asHouse(ctx => ctx.sql<{ sealed: string | null }[]>`select sealed from data_query where county = ${ctx.county} and id = ${cachedFrom}`)
      : [{ sealed }];
    const service = await findService(ctx, row.service);
    const result = first?.sealed ? (JSON.parse(ctx.vault.open(ctx.county, place(source), first.sealed)) as Record<string, unknown>) : {};
    ctx.record({ subject: `data-query:${queryId}`, detail: { case: row.caseNumber } });
    // Only what the service promises is shown, whatever else came.
    return {
      query,
      answer: Object.entries(service.fields).flatMap(([key, name]) =>
        result[key] === undefined || result[key] === null ? [] : [{ name, value: shown(result[key]) }],
      ),
    };
  },
});

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? '是' : '否') : typeof value === 'object' ? JSON.stringify(value) : String(value);
