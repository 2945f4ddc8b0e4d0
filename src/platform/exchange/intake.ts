/**
 * Data in the place of papers, at intake (中政发〔2024〕16号 二（二）4、5): while an application is filled in, its principal's
 * data are asked of whoever keeps them, for the unit that would have wanted the paper. The answer stands with the application
 * and then with its case; where there is none, the paper is handed in as ever.
 */
import { type Ctx, refuse } from '../actions/index.ts';
import { ask, type DataService, findService, lostAfterSeconds, openAnswer, refuseQuery, servicesOf } from './asking.ts';
import { intakeHours, mostQuestions, proven } from './proofs.ts';
import { intakePurpose, type QueryState } from './words.ts';

/** What can be asked in the place of a material, as the applicant is told. */
export interface Askable {
  service: string;
  name: string;
  provider: string;
  /** Names of what comes back. */
  fields: string[];
  purpose: string;
  basis: string;
  consentNeeded: boolean;
}

/** What became of the last question for a material. */
export interface IntakeAnswer {
  id: string;
  provider: string;
  service: string;
  state: QueryState;
  at: string;
  /** The answer takes the place of the paper. */
  proves: boolean;
  /** Why not, in words. */
  why: string | null;
  lines: { name: string; value: string }[];
  /** No more may be asked. */
  exhausted: boolean;
}

/** Services that can be asked now in the place of a material, by material: a line that is paused or down is not offered. */
export async function askable(ctx: Ctx, about: 'person' | 'firm'): Promise<Map<string, Askable>> {
  const found = new Map<string, Askable>();
  for (const s of await ctx.asHouse(reachable))
    if (s.about === about && s.purposes.includes(intakePurpose))
      for (const { material } of s.proves)
        found.set(material, {
          service: s.id,
          name: s.name,
          provider: s.provider,
          fields: Object.values(s.fields),
          purpose: intakePurpose,
          basis: s.basis,
          consentNeeded: s.consentNeeded,
        });
  return found;
}

async function reachable(ctx: Ctx): Promise<DataService[]> {
  const [services, open] = await Promise.all([
    servicesOf(ctx),
    ctx.sql<{ id: string }[]>`select id from exchange_partner where county = ${ctx.county} and active and paused_at is null and down_since is null`,
  ]);
  return services.filter(s => s.active && s.proves.length > 0 && open.some(p => p.id === s.partner));
}

interface Row {
  id: string;
  service: string;
  material: string;
  state: QueryState;
  askedAt: string;
  answeredAt: string | null;
  freshUntil: string | null;
  cachedFrom: string | null;
  sealed: string | null;
  reason: string | null;
}

const says: Partial<Record<QueryState, string>> = { none: '那边没有记录', refused: '那边没有答复', failed: '现在联系不上', asking: '还没有答复' };

/** The last answer for each material of an application; one that has grown old counts as none. */
export async function intakeAnswers(ctx: Ctx, application: string): Promise<Map<string, IntakeAnswer>> {
  return ctx.asHouse(async ctx => {
    // Consent that was taken back takes its answer along, as long as nothing was handed in with it.
    const rows = await ctx.sql<Row[]>`
      select q.id, q.service, q.material, q.asked_at, q.answered_at, q.fresh_until, q.cached_from, q.sealed, q.reason,
        case when q.state = 'asking' and q.asked_at < ${ctx.now}::timestamptz - make_interval(secs => ${lostAfterSeconds}) then 'failed' else q.state end as state
      from data_query q left join data_consent c on c.county = q.county and c.id = q.consent
      where q.county = ${ctx.county} and q.application = ${application} and (q.consent is null or c.state = 'given') order by q.asked_at, q.id`;
    const found = new Map<string, IntakeAnswer>();
    if (rows.length === 0) return found;
    const services = new Map((await servicesOf(ctx)).map(s => [s.id, s]));
    for (const row of rows) {
      const service = services.get(row.service)!;
      const proof = service.proves.find(p => p.material === row.material);
      const until = Math.max(Date.parse(row.answeredAt ?? row.askedAt) + intakeHours * 3_600_000, Date.parse(row.freshUntil ?? row.askedAt));
      if (until < Date.parse(ctx.now)) continue;
      const lines = row.state === 'answered' ? await openAnswer(ctx, service, row) : [];
      const worth = row.state === 'answered' && proof ? proven(proof, lines) : null;
      found.set(row.material, {
        id: row.id,
        provider: service.provider,
        service: service.name,
        state: row.state,
        at: row.answeredAt ?? row.askedAt,
        proves: worth?.proves ?? false,
        why: worth ? ('instead' in worth ? worth.instead : null) : (says[row.state] ?? null),
        lines: lines.map(({ name, value }) => ({ name, value })),
        exhausted: rows.filter(r => r.material === row.material && r.cachedFrom === null).length >= mostQuestions,
      });
    }
    return found;
  });
}

interface Asked {
  application: string;
  material: string;
  unit: string;
  principalKind: 'person' | 'firm';
  principal: string;
}

/** Asks in the place of a material; the caller has made sure that the actor fills in this application. */
export async function askInstead(ctx: Ctx, a: Asked): Promise<string> {
  const offer = (await askable(ctx, a.principalKind)).get(a.material);
  if (!offer) throw refuseQuery('service-off', '这份材料现在不能由县里查询，请用别的办法提供');
  const before = (await intakeAnswers(ctx, a.application)).get(a.material);
  if (before?.state === 'asking') throw refuse('changed', '正在查询，请稍等');
  if (before?.exhausted) throw refuseQuery('limit-reached', `这份材料已经查过 ${mostQuestions} 次，请用别的办法提供`);
  return ctx.asHouse(async ctx => {
    const service = await findService(ctx, offer.service);
    const consent = service.consentNeeded ? await consentOf(ctx, service, a) : null;
    const id = await ask(ctx, service, { ...a, purpose: intakePurpose, consent, askedByName: ctx.actor.id === a.principal ? '本人申请时' : ctx.actor.name });
    ctx.record({ subject: `data-query:${id}`, detail: { service: service.id, application: a.application, material: a.material } });
    return id;
  });
}

/** Given by pressing the button, for this application; can be taken back like any other. */
async function consentOf(ctx: Ctx, service: DataService, a: Asked): Promise<string> {
  const [given] = await ctx.sql<{ id: string }[]>`
    select id from data_consent where county = ${ctx.county} and application = ${a.application} and service = ${service.id} and unit = ${a.unit} and state = 'given'`;
  if (given) return given.id;
  const id = crypto.randomUUID();
  await ctx.sql`
    insert into data_consent (county, id, service, service_name, unit, principal_kind, principal, purpose, state, asked_by_name, asked_at, decided_at, application)
    values (${ctx.county}, ${id}, ${service.id}, ${service.name}, ${a.unit}, ${a.principalKind}, ${a.principal}, ${intakePurpose}, 'given',
      ${ctx.actor.name}, ${ctx.now}, ${ctx.now}, ${a.application})`;
  ctx.record({ subject: `data-consent:${id}`, action: 'data-consent.give', detail: { service: service.id, application: a.application, outcome: 'given' } });
  return id;
}

/** The application has become a case: its queries and consents are the case's. In the house's context. */
export async function intakeFiled(ctx: Ctx, application: string, file: { id: string; number: string }): Promise<void> {
  await ctx.sql`update data_query set case_number = ${file.number} where county = ${ctx.county} and application = ${application}`;
  await ctx.sql`update data_consent set case_id = ${file.id}, case_number = ${file.number} where county = ${ctx.county} and application = ${application}`;
}
