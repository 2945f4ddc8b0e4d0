/** What the county knows of firms, from everywhere it is kept, each fact with its source. Works in the house's scope: call inside `asHouse`. */
import type { Ctx } from '#platform/actions';
import { addMonths, type Day } from '#platform/calendar';
import type { Firm } from '#platform/identity';
import { isValid, licencesOf } from '#platform/licences';
import { defOf, type FactId, type Facts, type FactValue } from './facts.ts';
import type { Held } from './rules.ts';

export interface KnownFirm extends Firm {
  facts: Facts;
  held: Held[];
}

export const factPlace = (id: string) => `firm_fact.value:${id}`;

interface FactRow {
  id: string;
  firm: string;
  fact: FactId;
  value: FactValue | null;
  valueSealed: string | null;
  source: 'import' | 'query';
  asOf: Day;
  validUntil: Day | null;
}

function ofRegister(f: Firm): Facts {
  return {
    kind: { value: f.kind, source: 'register' },
    status: { value: f.status, source: 'register' },
    ...(f.town ? { town: { value: f.town, source: 'register' } } : {}),
    ...(f.founded ? { founded: { value: f.founded, source: 'register' } } : {}),
    ...(f.scope ? { scope: { value: f.scope, source: 'register' } } : {}),
  };
}

/** Firms with everything that is known of them; those named, or all that are not cancelled. */
export async function knowFirms(ctx: Ctx, ids?: readonly string[]): Promise<KnownFirm[]> {
  const { sql, county, today } = ctx;
  const firms = await sql<Firm[]>`
    select id, name, credit_code, kind, legal_person, status, town, address, scope, founded, version from firm
    where county = ${county} ${ids ? sql`and id = any(${ids as string[]}::uuid[])` : sql`and status <> 'cancelled'`} order by name, id`;
  const wanted = firms.map(f => f.id);
  const [licences, cases, kept, held] = await Promise.all([
    licencesOf(ctx, wanted),
    sql<{ principal: string; subject: string }[]>`
      select principal, subject from case_file where county = ${county} and principal_kind = 'firm' and principal = any(${wanted}::uuid[])
        and state = 'finished' and finished_on > ${addMonths(today, -12)}`,
    sql<FactRow[]>`
      select id, firm, fact, value, value_sealed, source, as_of, valid_until from firm_fact
      where county = ${county} and not superseded and firm = any(${wanted}::uuid[])`,
    heldBy(ctx, wanted),
  ]);
  const known = new Map(firms.map(f => [f.id, { ...f, facts: ofRegister(f), held: held.get(f.id) ?? [] }]));
  for (const firm of known.values()) {
    firm.facts.licences = { value: [], source: 'wallet' };
    firm.facts.finished = { value: [], source: 'cases' };
  }
  const add = (firm: string, fact: 'licences' | 'finished', value: string) => {
    const there = known.get(firm)!.facts[fact]!;
    if (!(there.value as string[]).includes(value)) there.value = [...(there.value as string[]), value];
  };
  for (const l of licences) if (isValid(l, today)) add(l.holder, 'licences', l.type);
  for (const c of cases) add(c.principal, 'finished', c.subject);
  for (const row of kept) {
    const value = row.valueSealed ? (JSON.parse(ctx.vault.open(county, factPlace(row.id), row.valueSealed)) as FactValue) : row.value!;
    known.get(row.firm)!.facts[row.fact] = { value, source: row.source, asOf: row.asOf, validUntil: row.validUntil };
  }
  return [...known.values()];
}

/** Claims under way and grants that count, by firm. */
async function heldBy(ctx: Ctx, firms: readonly string[]): Promise<Map<string, Held[]>> {
  const rows = await ctx.sql<(Held & { firm: string })[]>`
    select h.firm, h.ref, h.item, h.title, h.period, h.year, coalesce(v.body -> 'excludes', '[]') as excludes from (
      select firm, coalesce(claim, id) as ref, item, item_no, title, period, year::text as year from policy_grant
      where county = ${ctx.county} and firm = any(${firms as string[]}::uuid[]) and state not in ('declined', 'dropped')
      union all
      select firm, id, item, item_no, title, period, extract(year from submitted_on)::int::text from policy_claim
      where county = ${ctx.county} and firm = any(${firms as string[]}::uuid[]) and state in ('submitted', 'accepted', 'correcting')
    ) h left join policy_version v on v.county = ${ctx.county} and v.item = h.item and v.no = h.item_no`;
  return Map.groupBy(rows, r => r.firm) as Map<string, Held[]>;
}

export interface NewFact {
  firm: string;
  fact: FactId;
  value: FactValue;
  source: 'import' | 'query';
  asOf: Day;
  validUntil: Day | null;
}

/** Writes facts down; what was known before is kept as superseded. Works in the house's scope. */
export async function keepFacts(ctx: Ctx, list: readonly NewFact[]): Promise<void> {
  if (list.length === 0) return;
  const rows = list.map(f => {
    const id = crypto.randomUUID();
    const { sealed, keeper } = defOf(f.fact);
    const text = JSON.stringify(f.value);
    return { ...f, id, unit: keeper, value: sealed ? null : f.value, sealed: sealed ? ctx.vault.seal(ctx.county, factPlace(id), text) : null };
  });
  const given = JSON.stringify(rows);
  await ctx.sql`
    update firm_fact set superseded = true from jsonb_to_recordset(${given}::text::jsonb) as r (firm uuid, fact text)
    where firm_fact.county = ${ctx.county} and firm_fact.firm = r.firm and firm_fact.fact = r.fact and not superseded`;
  await ctx.sql`
    insert into firm_fact (county, id, firm, fact, unit, value, value_sealed, source, as_of, valid_until, kept_by, kept_by_name, kept_at)
    select ${ctx.county}, r.id, r.firm, r.fact, r.unit, case when r.sealed is null then r.value end, r.sealed, r.source, r."asOf", r."validUntil",
      ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now}
    from jsonb_to_recordset(${given}::text::jsonb) as r (id uuid, firm uuid, fact text, unit text, value jsonb, sealed text, source text, "asOf" date, "validUntil" date)`;
}
