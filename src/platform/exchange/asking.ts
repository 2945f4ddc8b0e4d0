/**
 * One question to another's register: written down before it is sent, answered from what is kept while that is fresh, within
 * the unit's limit a day, sealed. Who may ask, about whom and for what is settled by the callers (`queries.ts`, `intake.ts`).
 */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, type Ctx, knownActor, perform, refusals, refuse } from '../actions/index.ts';
import { findFirm, findPerson } from '../identity/index.ts';
import { canonical, digestOf, signed } from './envelope.ts';
import { findPartner, ourKey } from './partners.ts';
import type { Proof } from './proofs.ts';
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
  /** Materials of applications that an answer takes the place of. */
  proves: Proof[];
  basis: string;
  consentNeeded: boolean;
  dailyLimit: number;
  cacheHours: number;
  active: boolean;
  version: number;
}
const serviceColumns = 'id, name, partner, provider, about, fields, purposes, proves, basis, consent_needed, daily_limit, cache_hours, active, version';

export async function servicesOf(ctx: Ctx): Promise<DataService[]> {
  return [...(await ctx.sql<DataService[]>`select ${ctx.sql.unsafe(serviceColumns)} from data_service where county = ${ctx.county} order by id`)];
}

export async function findService(ctx: Ctx, id: string): Promise<DataService> {
  const [row] = await ctx.sql<DataService[]>`
    select ${ctx.sql.unsafe(serviceColumns)} from data_service where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

const place = (id: string) => `data_query.sealed:${id}`;

export interface Subject {
  principalKind: 'person' | 'firm';
  principal: string;
  /** Of the case; an application has none yet. */
  number?: string;
}

export interface Question extends Subject {
  unit: string;
  purpose: string;
  /** Id of the consent, where it is asked with one. */
  consent: string | null;
  askedByName: string;
  /** Before there is a case: for which application, in the place of which material. */
  application?: string;
  material?: string;
}

/** Asks, or answers from what is kept; the id of the query. The answer is there when the request ends. */
export async function ask(ctx: Ctx, service: DataService, q: Question): Promise<string> {
  const id = crypto.randomUUID();
  return ctx.asHouse(async ctx => {
    // Two at a time of one unit wait for each other, so that the limit holds and the second finds the first one's answer.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`data-query ${ctx.county} ${service.id} ${q.unit}`}, 0))`;
    const kept = service.cacheHours > 0 ? await keptAnswer(ctx, service, q) : null;
    if (!kept && (await askedToday(ctx, service.id, q.unit)) >= service.dailyLimit)
      throw refuseQuery(
        'limit-reached',
        q.application ? '今天查的人太多了，请用别的办法提供，或明天再查' : `每天最多 ${service.dailyLimit} 次，明天再查；急用请与系统管理员联系`,
      );
    await ctx.sql`
      insert into data_query (county, id, direction, service, service_name, partner, unit, asked_by, asked_by_name, principal_kind, principal, case_number,
        purpose, basis, consent, asked_at, asked_on, state, cached_from, answered_at, fresh_until, application, material)
      values (${ctx.county}, ${id}, 'out', ${service.id}, ${service.name}, ${service.partner}, ${q.unit}, ${ctx.actor.id}, ${q.askedByName}, ${q.principalKind},
        ${q.principal}, ${q.number ?? null}, ${q.purpose}, ${q.consent ? '本人同意' : service.basis}, ${q.consent}, ${ctx.now}, ${ctx.today},
        ${kept?.state ?? 'asking'}, ${kept?.id ?? null}, ${kept ? ctx.now : null}, ${kept?.freshUntil ?? null}, ${q.application ?? null}, ${q.material ?? null})`;
    // Asked outside of the transaction: the record of the question stands whatever becomes of the answer.
    if (!kept) ctx.afterCommit(() => fetchAnswer(ctx, id, service, q));
    return id;
  });
}

/** An answer that is still fresh, to whichever unit it was given: it was asked about the same one. In the house's context. */
async function keptAnswer(ctx: Ctx, service: DataService, { principal }: Subject): Promise<{ id: string; state: QueryState; freshUntil: string } | null> {
  const [row] = await ctx.sql<{ id: string; state: QueryState; freshUntil: string }[]>`
      select id, state, fresh_until from data_query where county = ${ctx.county} and principal = ${principal} and service = ${service.id} and direction = 'out'
        and state in ('answered', 'none') and cached_from is null and fresh_until > ${ctx.now} order by asked_at desc limit 1`;
  return row ?? null;
}

/** In the house's context. */
async function askedToday(ctx: Ctx, service: string, unit: string): Promise<number> {
  const [row] = await ctx.sql<{ n: number }[]>`
      select count(*)::int as n from data_query
      where county = ${ctx.county} and service = ${service} and unit = ${unit} and asked_on = ${ctx.today} and direction = 'out' and cached_from is null`;
  return row?.n ?? 0;
}

/** Over the line and back; what came is written down by the house. */
async function fetchAnswer(ctx: Ctx, id: string, service: DataService, { principalKind, principal, number, unit, purpose, consent }: Question): Promise<void> {
  const { house, county } = ctx;
  const who = knownActor(systemActor(county, '数据共享'));
  const meta = { county, requestId: ctx.requestId };
  const question = await perform(
    house,
    writeQuestion,
    who,
    { id, serviceId: service.id, principalKind, principal, number: number ?? null, unit, purpose, consent },
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
    number: z.string().nullable(),
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
      ...(q.number ? { case: q.number } : {}),
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

/** A question whose server ended before the answer came is not open for ever. */
export const lostAfterSeconds = 60;

/** What came back, sealed or from another query; only what the service promises is shown, whatever else came. */
export async function openAnswer(
  ctx: Ctx,
  service: Pick<DataService, 'fields'>,
  q: { id: string; cachedFrom: string | null; sealed: string | null },
): Promise<{ key: string; name: string; value: string }[]> {
  const [first] = q.cachedFrom
    ? await ctx.asHouse(ctx => ctx.sql<{ sealed: string | null }[]>`select sealed from data_query where county = ${ctx.county} and id = ${q.cachedFrom}`)
    : [{ sealed: q.sealed }];
  const result = first?.sealed ? (JSON.parse(ctx.vault.open(ctx.county, place(q.cachedFrom ?? q.id), first.sealed)) as Record<string, unknown>) : {};
  return Object.entries(service.fields).flatMap(([key, name]) =>
    result[key] === undefined || result[key] === null ? [] : [{ key, name, value: shown(result[key]) }],
  );
}

const shown = (value: unknown): string =>
  typeof value === 'boolean' ? (value ? '是' : '否') : typeof value === 'object' ? JSON.stringify(value) : String(value);
