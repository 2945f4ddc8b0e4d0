/** The index of what can be asked: one a catalogue version and stand of the knowledge base, in memory of every node. */
import type { Ctx } from '#platform/actions';
import { currentVersion, digestOf, factValue, type Version } from '#programmes/one-thing';
import type { Known } from './facts.ts';
import { type Lexicon, lexicon } from './lexicon.ts';
import { answers } from './rules.ts';
import { type Published, publishedEntries } from './store.ts';
import type { Synonym } from './words.ts';

export interface Engine {
  version: Version;
  lexicon: Lexicon;
  entries: ReadonlyMap<string, Published>;
  known: Known;
}

interface Indexed {
  key: string;
  lexicon: Lexicon;
  entries: ReadonlyMap<string, Published>;
}

const memory = new WeakMap<object, Map<string, Indexed>>();

/** Built anew when the catalogue, an entry, a synonym or the day has changed; what is asked for that is three small reads. */
export async function engineOf(ctx: Ctx): Promise<Engine> {
  const version = await currentVersion(ctx);
  const [now] = await ctx.asHouse(
    ctx => ctx.sql<{ stand: bigint | null; confirmed: { m: string; f: string; d: string }[]; phones: Record<string, string> }[]>`
      select (select stand from knowledge_stand where county = ${ctx.county}) as stand,
        (select coalesce(jsonb_agg(jsonb_build_object('m', matter, 'f', fact, 'd', value_digest)), '[]') from catalogue_confirmation where county = ${ctx.county}) as confirmed,
        (select coalesce(jsonb_object_agg(id, phone), '{}') from unit where county = ${ctx.county} and phone is not null) as phones`,
  );
  const key = `${version.version}/${now!.stand ?? 0}/${ctx.today}`;
  const mine = memory.get(ctx.house) ?? new Map<string, Indexed>();
  memory.set(ctx.house, mine);
  let indexed = mine.get(ctx.county);
  if (indexed?.key !== key) {
    const entries = (await publishedEntries(ctx)).filter(e => answers(e, ctx.today));
    const synonyms = await ctx.asHouse(
      ctx => ctx.sql<Synonym[]>`select word, same from knowledge_synonym where county = ${ctx.county} and active order by word`,
    );
    indexed = { key, lexicon: lexicon(version.catalogue, entries, synonyms), entries: new Map(entries.map(e => [e.id, e])) };
    mine.set(ctx.county, indexed);
  }
  const matters = new Map(version.catalogue.matters.map(m => [m.id, m]));
  const confirmed = now!.confirmed.filter(({ m, f, d }) => {
    const matter = matters.get(m);
    return matter !== undefined && digestOf(factValue(matter, f as never)) === d;
  });
  return {
    version,
    lexicon: indexed.lexicon,
    entries: indexed.entries,
    known: { confirmed: new Set(confirmed.map(({ m, f }) => `${m}/${f}`)), phones: new Map(Object.entries(now!.phones)), today: ctx.today },
  };
}
