/** Each data owner signs its own part of a year's snapshot (三 5); a change afterwards asks for it again. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refusals, refuse } from '#platform/actions';
import { sm3 } from '#platform/crypto';
import { heldRows, type RowHeld } from '#platform/registers';
import type { RunSource } from '#platform/runs';
import { moved } from './moved.ts';
import { type Held, missingOf, type SourceKey, sources } from './sources.ts';
import { company, earnings, stations } from './stations.ts';
import { villages } from './villages.ts';

const refuseSource = refusals({
  'source-moved': [409, '您看过以后数据又变了，请看过再确认'],
  'source-lacks': [409, '还有没填的，不能确认'],
});

/** Everything that a run is computed from, as it stands in the registers, in the house's scope. */
export async function held(ctx: Ctx, year: string): Promise<Held> {
  const cells = (rows: readonly RowHeld[]) => rows.map(r => r.cells);
  return {
    villages: cells(await heldRows(ctx, villages, year)),
    // What was not yet connected in that year brought nothing.
    stations: cells(await heldRows(ctx, stations, '')).filter(s => String(s.since ?? '') <= `${year}-12-31`),
    earnings: cells(await heldRows(ctx, earnings, year)),
    moved: cells(await heldRows(ctx, moved, year)),
  };
}

const digestOf = (key: SourceKey, all: Held) => sm3(JSON.stringify(sources[key].part(all)));

export async function sourcesOf({ sql, county }: Ctx, year: string, all: Held): Promise<(RunSource & { key: SourceKey; rows: number })[]> {
  const signed = await sql<{ source: string; digest: string; signedByName: string; signedOn: string }[]>`
    select distinct on (source) source, digest, signed_by_name, signed_on from solar_signature where county = ${county} and year = ${year}
    order by source, number desc`;
  return (Object.keys(sources) as SourceKey[]).map(key => {
    const digest = digestOf(key, all);
    const last = signed.find(s => s.source === key);
    const { title, unitName } = sources[key];
    return {
      ...{ key, title, unit: unitName, digest, rows: sources[key].part(all).length },
      state: !last ? 'missing' : last.digest === digest ? 'signed' : 'changed',
      byName: last?.signedByName ?? null,
      on: last?.signedOn ?? null,
    };
  });
}

const year = z.string().regex(/^\d{4}$/, '年度写成 2023 的样子');
const sourceKey = z.enum(Object.keys(sources) as [SourceKey]);

const view = z.object({
  year: z.string(),
  years: z.array(z.string()),
  items: z.array(
    z.object({
      ...{ key: sourceKey, title: z.string(), unit: z.string(), page: z.string(), rows: z.number(), digest: z.string() },
      state: z.enum(['signed', 'changed', 'missing']),
      byName: z.string().nullable(),
      on: z.string().nullable(),
      missing: z.array(z.object({ what: z.string(), names: z.array(z.string()) })),
      mine: z.boolean(),
    }),
  ),
});
export type SourcesView = z.infer<typeof view>;

export const listSources = read({
  name: 'solar-source.list',
  may: 'solar-source.read',
  summary: '光伏收益分配：每个单位的数据确认了没有、还缺什么',
  input: z.strictObject({ year: year.optional() }),
  output: view,
  async do(ctx, asked) {
    const last = Number(ctx.today.slice(0, 4)) - 1;
    const chosen = asked.year ?? String(last);
    const units = ctx.actor.grants.map(g => g.unit);
    return ctx.asHouse(async ctx => {
      const all = await held(ctx, chosen);
      const found = await sourcesOf(ctx, chosen, all);
      return {
        year: chosen,
        years: [last, last - 1, last - 2].map(String),
        items: found.map(({ unit, ...s }) => ({
          ...s,
          unit,
          page: s.key === 'company' ? '/desk/solar/earnings' : '/desk/solar/villages',
          missing: missingOf(s.key, all),
          mine: units.includes(sources[s.key].unit),
        })),
      };
    });
  },
});

export const signSource = action({
  name: 'solar-source.sign',
  may: 'solar-source.sign',
  summary: '确认本单位填的数据完整、准确，作为测算依据',
  input: z.strictObject({ year, source: sourceKey, digest: z.string().max(100) }),
  async do(ctx, { year, source, digest }) {
    const { unit } = sources[source];
    guard(ctx, { units: [unit] });
    const { all, number } = await ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      await sql`select pg_advisory_xact_lock(hashtextextended(${`solar-source ${county} ${year} ${source}`}, 0))`;
      const [last] = await sql<{ n: number; digest: string | null }[]>`
        select coalesce(max(number), 0)::int as n, (array_agg(digest order by number desc))[1] as digest from solar_signature
        where county = ${county} and year = ${year} and source = ${source}`;
      if (last!.digest === digest) throw refuse('wrong-state', '已经确认过，数据没有再变');
      return { all: await held(ctx, year), number: last!.n + 1 };
    });
    const part = sources[source].part(all);
    if (digestOf(source, all) !== digest) throw refuseSource('source-moved');
    const lacks = missingOf(source, all);
    if (part.length === 0 || lacks.length > 0)
      throw refuseSource('source-lacks', { detail: lacks.map(l => `${l.what}：${l.names.slice(0, 10).join('、')}`).join('；') || '一行数据也没有' });
    await ctx.sql`
      insert into solar_signature (county, year, source, number, unit, digest, rows, signed_by, signed_by_name, signed_on)
      values (${ctx.county}, ${year}, ${source}, ${number}, ${unit}, ${digest}, ${part.length}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today})`;
    ctx.record({ subject: `solar-source:${year}/${source}`, detail: { digest, rows: part.length } });
  },
});

export const sourceUnits: readonly string[] = [...new Set([...Object.values(sources).map(s => s.unit), company])];
