/** Published versions of the catalogue: read whole, kept in memory, never changed. */
import { createHash } from 'node:crypto';
import { type Ctx, refusals } from '#platform/actions';
import { type Plan, plan } from './notice.ts';
import { type Catalogue, catalogueSchema, type Thing } from './schema.ts';
import { type Facts, settle } from './situations.ts';

export const refuseThing = refusals({
  'no-thing': [404, '没有这件事'],
  'no-catalogue': [503, '事项目录还没有发布'],
  answers: [422, '还有问题没有回答，或答案不对'],
});

export interface Version {
  version: number;
  catalogue: Catalogue;
  byNo: ReadonlyMap<number, Thing>;
}

/** Versions and plans are immutable, so what was computed once holds for as long as the process lives. */
const known = new WeakMap<object, Map<string, Version>>();
const plans = new WeakMap<Catalogue, Map<string, Plan>>();

function memory(ctx: Ctx): Map<string, Version> {
  const mine = known.get(ctx.house) ?? new Map<string, Version>();
  known.set(ctx.house, mine);
  return mine;
}

export const indexed = (version: number, catalogue: Catalogue): Version => ({
  version,
  catalogue,
  byNo: new Map(catalogue.things.map(t => [t.no, t])),
});

export async function versionAt(ctx: Ctx, version: number): Promise<Version> {
  const key = `${ctx.county}/${version}`;
  const mine = memory(ctx);
  const there = mine.get(key);
  if (there) return there;
  const [row] = await ctx.sql<{ body: Catalogue }[]>`
    select body from catalogue_version where county = ${ctx.county} and version = ${version}`;
  if (!row) throw refuseThing('no-catalogue');
  // A version from before there were composites has none.
  const loaded = indexed(version, { ...row.body, composites: row.body.composites ?? [] });
  mine.set(key, loaded);
  return loaded;
}

export async function currentVersion(ctx: Ctx): Promise<Version> {
  const [row] = await ctx.sql<{ version: number | null }[]>`select max(version) as version from catalogue_version where county = ${ctx.county}`;
  if (!row?.version) throw refuseThing('no-catalogue');
  return versionAt(ctx, row.version);
}

export function thingOf(version: Version, no: number): Thing {
  const thing = version.byNo.get(no);
  if (!thing) throw refuseThing('no-thing');
  return thing;
}

/** The facts that the answers settle; refuses with every open or wrong answer. */
export function factsOf(version: Version, thing: Thing, answers: Facts): Facts {
  const { facts, faults } = settle(version.catalogue, thing, answers);
  if (!facts) throw refuseThing('answers', { faults: faults.map(f => ({ path: `answers.${f.question}`, message: f.message })) });
  return facts;
}

/** The plan of a situation; the same situation of a version is computed once. */
export function planOf(version: Version, thing: Thing, facts: Facts): Plan {
  const mine = plans.get(version.catalogue) ?? new Map<string, Plan>();
  plans.set(version.catalogue, mine);
  const key = `${thing.no}|${JSON.stringify(Object.entries(facts).sort())}`;
  const there = mine.get(key) ?? plan(version.catalogue, thing, facts);
  mine.set(key, there);
  return there;
}

export const digestOf = (value: unknown): string => createHash('sha256').update(JSON.stringify(value)).digest('hex');

/** Stores a catalogue as the next version; refused shapes never get here. */
export async function insertVersion(ctx: Ctx, catalogue: Catalogue, note: string): Promise<number> {
  const [last] = await ctx.sql<{ version: number }[]>`
    select coalesce(max(version), 0)::int as version from catalogue_version where county = ${ctx.county}`;
  const version = (last?.version ?? 0) + 1;
  const body = catalogueSchema.parse(catalogue);
  await ctx.sql`
    insert into catalogue_version (county, version, body, digest, note, published_by, published_at)
    values (${ctx.county}, ${version}, ${JSON.stringify(body)}::text::jsonb, ${digestOf(body)}, ${note}, ${ctx.actor.name}, ${ctx.now})`;
  return version;
}
