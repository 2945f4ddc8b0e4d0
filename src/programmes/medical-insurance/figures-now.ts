/** How far the enrolment is, summed from the registers: by town, village and category, by day. In the house's scope; sums say nothing of a person. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { insured, period } from './lists.ts';
import { type Counts, none, plus } from './progress.ts';
import { type Category, listIdentities, type Sort, sorts } from './words.ts';

export interface Part extends Counts {
  town: string;
  village: string;
  category: Category;
}

const ofYear = ({ sql, county }: Ctx) => sql`county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null`;
/** Who is not marked yet is due as everybody; a newborn of the year is in no denominator. */
const category = `coalesce(cells->>'category', 'ordinary')`;

/** Everything that the pages show, in one look: `until` leaves out what was paid later. */
export async function parts(ctx: Ctx, until: Day): Promise<Part[]> {
  const { sql } = ctx;
  const rows = await sql<Part[]>`
    select town, cells->>'village' as village, ${sql.unsafe(category)} as category, count(*)::int as due,
      count(*) filter (where cells->>'paidOn' <= ${until})::int as enrolled, count(*) filter (where ${sql.unsafe(category)} = 'exempt')::int as exempt
    from register_row where ${ofYear(ctx)} and ${sql.unsafe(category)} <> 'newborn' group by 1, 2, 3`;
  return [...rows];
}

export const sumOf = (of: readonly Part[]): Counts => of.reduce<Counts>(plus, none);

/** A category's own share: who does not have to enrol is of none. */
export const ofCategory = (of: readonly Part[], category: Category): Counts => sumOf(of.filter(p => p.category === category));

/** Who stands under each identity that is aided or stably out of poverty, in the document's order; the newborn and the exempt are in none. */
export async function identityCounts(ctx: Ctx, until: Day, town?: string): Promise<(Counts & { identity: Sort })[]> {
  const { sql } = ctx;
  const rows = await sql<(Counts & { title: string })[]>`
    select i.title, count(*)::int as due, count(*) filter (where cells->>'paidOn' <= ${until})::int as enrolled, 0 as exempt
    from register_row, unnest(string_to_array(cells->>'identities', '、')) as i (title)
    where ${ofYear(ctx)} and ${sql.unsafe(category)} not in ('newborn', 'exempt') ${town ? sql`and town = ${town}` : sql``} group by 1`;
  const of = new Map(rows.map(({ title, ...c }) => [title, c]));
  return listIdentities.flatMap(identity => {
    const found = of.get(sorts[identity]);
    return found ? [{ identity, ...found }] : [];
  });
}

export interface DayOf {
  on: Day;
  enrolled: number;
}

/** How many a day paid, from the first to `until`. */
export async function days(ctx: Ctx, until: Day, town?: string): Promise<DayOf[]> {
  const { sql } = ctx;
  const rows = await sql<DayOf[]>`
    select cells->>'paidOn' as on, count(*)::int as enrolled from register_row
    where ${ofYear(ctx)} and cells->>'paidOn' <= ${until} ${town ? sql`and town = ${town}` : sql``} group by 1 order by 1`;
  return [...rows];
}

export interface Daily {
  town: string;
  due: number;
  exempt: number;
  /** On the day, and up to it. */
  today: number;
  enrolled: number;
  visited: number;
  /** Fen that were paid up to the day. */
  amount: string;
}

/** The daily report of a town: what the circular of the day says of it. */
export async function daily(ctx: Ctx, on: Day): Promise<Daily[]> {
  const { sql } = ctx;
  const rows = await sql<Daily[]>`
    select town, count(*)::int as due, count(*) filter (where ${sql.unsafe(category)} = 'exempt')::int as exempt,
      count(*) filter (where cells->>'paidOn' = ${on})::int as today, count(*) filter (where cells->>'paidOn' <= ${on})::int as enrolled,
      count(*) filter (where cells->>'visitedOn' = ${on})::int as visited,
      coalesce(sum((cells->>'paid')::bigint) filter (where cells->>'paidOn' <= ${on}), 0)::text as amount
    from register_row where ${ofYear(ctx)} and ${sql.unsafe(category)} <> 'newborn' group by town`;
  return [...rows];
}

export interface Bill {
  town: string;
  village: string;
  aid: string;
  payer: string;
  people: number;
  enrolled: number;
  /** Fen: for who is enrolled, and when everybody enrols. */
  now: string;
  all: string;
}

/** What is to be paid for the aided, by village and identity; of who is marked. */
export async function bill(ctx: Ctx): Promise<Bill[]> {
  const { sql } = ctx;
  const rows = await sql<Bill[]>`
    select town, cells->>'village' as village, cells->>'aid' as aid, cells->>'payer' as payer, count(*)::int as people,
      count(cells->>'paidOn')::int as enrolled,
      coalesce(sum(40000 - coalesce((cells->>'share')::bigint, (cells->>'paid')::bigint)) filter (where cells->>'paidOn' is not null), 0)::text as now,
      coalesce(sum(40000 - coalesce((cells->>'share')::bigint, (cells->>'paid')::bigint, 0)), 0)::text as all
    from register_row where ${ofYear(ctx)} and cells->>'aid' is not null group by 1, 2, 3, 4 order by 1, 2, 3`;
  return [...rows];
}
