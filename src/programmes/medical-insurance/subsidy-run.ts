/** The bill as a run: computed by the insurance bureau, checked by finance, approved by a leader, final. */
import type { Ctx } from '#platform/actions';
import { dayInChina } from '#platform/calendar';
import { cite } from '#platform/citations';
import { maskOf } from '#platform/registers';
import { type RunKind, type RunSource, runsOf } from '#platform/runs';
import { type AidIdentity, document, insuranceYear } from './figures.ts';
import { insured, listsOf, period, towns } from './lists.ts';
import { billed, columns, type Facts, parameters, questionsOf } from './subsidy.ts';
import { bureaus } from './words.ts';

async function factsOf(ctx: Ctx): Promise<Facts> {
  const { sql, county } = ctx;
  const enrolled = sql`county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null and cells->>'paidOn' is not null`;
  const counts = await sql<{ town: string; village: string; enrolled: number }[]>`
    select town, cells->>'village' as village, count(*)::int as enrolled from register_row where ${enrolled} group by 1, 2`;
  const of = new Map(counts.map(c => [`${c.town} ${c.village}`, c.enrolled]));
  const rows = await sql<{ id: string; town: string; cells: Record<string, string | null> }[]>`
    select id, town, cells from register_row where ${enrolled} and cells->>'aid' is not null order by position`;
  return {
    villages: towns().flatMap(t => t.villages.map(v => ({ town: t.id, townName: t.name, village: v.name, enrolled: of.get(`${t.id} ${v.name}`) ?? 0 }))),
    aided: rows.map(({ id, town, cells: c }) => ({
      ...{ id, town, village: c.village!, name: c.name!, number: maskOf(c.identity!), aid: c.aid as AidIdentity, paidOn: c.paidOn! },
      ...{ share: c.share ? BigInt(c.share) : null, paid: BigInt(c.paid!) },
    })),
  };
}

/** The lists by which people were marked, each as it was handed over last. */
async function sourcesOf({ sql, county }: Ctx): Promise<RunSource[]> {
  const names = new Map((await sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county}`).map(u => [u.id, u.name]));
  const came = await sql<{ kind: string; digest: string; handedByName: string; handedAt: string }[]>`
    select distinct on (kind) kind, digest, handed_by_name, handed_at from register_handover
    where county = ${county} and period = ${period} and to_unit = ${bureaus.leads} and state <> 'returned' order by kind, number desc`;
  const of = new Map(came.map(c => [c.kind, c]));
  const kept = await sql<{ kind: string }[]>`
    select distinct kind from register_row where county = ${county} and period = ${period} and withdrawn_on is null and kind = any(${listsOf.map(l => l.id)}::text[])`;
  // A unit that has nobody to list has nothing to hand over.
  return listsOf
    .filter(l => l.due && (of.has(l.id) || kept.some(k => k.kind === l.id)))
    .map(l => {
      const last = of.get(l.id);
      return {
        ...{ key: l.id, title: l.title, unit: names.get(l.keeper) ?? l.keeper, state: last ? ('signed' as const) : ('missing' as const) },
        ...{ byName: last?.handedByName ?? null, on: last ? dayInChina(last.handedAt) : null, digest: last?.digest ?? '' },
      };
    });
}

export const subsidyRun: RunKind<Facts> = {
  id: 'insurance-run',
  title: '居民医保参保资助资金',
  row: '村（社区）',
  unit: '个',
  basis: ['五 1', '五 2', '五 3', '五 4', '五 5', '五 6', '五 7', '四（一）'].map(place => cite(document, place)),
  keeper: bureaus.leads,
  checkers: [bureaus.pays],
  units: [bureaus.leads, bureaus.pays],
  permits: {
    ...{ make: 'insurance-run.make', check: 'insurance-run.check', approve: 'insurance-run.approve' },
    ...{ object: 'insurance-run.object', answer: 'insurance-run.answer', decide: 'insurance-run.decide' },
  },
  columns,
  parameters,
  page: '/desk/insurance/bill',
  periods: () => [{ value: period, label: `${insuranceYear} 年度` }],
  async snapshot(ctx) {
    const facts = await factsOf(ctx);
    const unmarked = await ctx.sql<{ n: number }[]>`
      select count(*)::int as n from register_row
      where county = ${ctx.county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null and cells->>'markedOn' is null`;
    const lacks = [
      ...(facts.villages.every(v => v.enrolled === 0) ? [{ what: '还没有参保的人', names: [`${insuranceYear} 年度`] }] : []),
      ...(unmarked[0]!.n > 0 ? [{ what: '还有人没有标识身份', names: [`${unmarked[0]!.n} 人`] }] : []),
    ];
    return { facts, sources: await sourcesOf(ctx), lacks };
  },
  questions: questionsOf,
  compute: billed,
};

export const subsidyRuns = runsOf(subsidyRun);
