/** What became of a year's money in every village, put together from payments and books; in the house's scope. */
import type { Ctx } from '#platform/actions';
import { fenOf } from '#platform/money';
import { heldRows } from '#platform/registers';
import { paidTwice, posts, wages } from './earners.ts';
import { factsOf } from './facts.ts';
import { solarRun } from './runs.ts';
import { held } from './signing.ts';
import { type Paid, reachOf, useOf, type VillageUseNow } from './use.ts';
import { ledger, plans } from './village-books.ts';
import { villages } from './villages.ts';

/** Every payee that got money of a year, with what became of it. */
export async function usesOf(ctx: Ctx, year: string): Promise<VillageUseNow[]> {
  const { sql, county, today } = ctx;
  // What has come, also by a run that was replaced since, up to what is due: what is above that is not the village's.
  const paid = await sql<{ town: string; payee: string; places: { title: string }[]; got: bigint }[]>`
    select town, payee, places, got from (
      select p.no, p.town, p.payee, p.places,
        least(p.amount + p.credit - p.excess, p.credit + case when p.state = 'paid' then p.amount else 0 end) as got
      from solar_payment p join solar_payment_list l on l.county = p.county and l.run = p.run
      where p.county = ${county} and l.period = ${year} and l.state <> 'replaced') paid
    where got > 0 order by no`;
  const cells = async (kind: typeof plans, period: string) => (await heldRows(ctx, kind, period)).map(r => r.cells);
  const paidByName = await cells(wages, year);
  const books = {
    ...{ plans: await cells(plans, year), ledger: await cells(ledger, year), posts: await cells(posts, year), wages: paidByName, twice: paidTwice(paidByName) },
    villages: await cells(villages, String(Number(year) - 1)),
  };
  return paid.map(({ places, got, ...p }) => {
    const of: Paid = { ...p, got: BigInt(got), names: places.map(x => x.title) };
    return useOf(of, books, year, today);
  });
}

/** 三: of what village stations earned the year before, what has come to villages; null: no income is known. */
export async function reachNow(ctx: Ctx, year: string, uses: readonly VillageUseNow[]): Promise<bigint | null> {
  const earned = String(Number(year) - 1);
  const { village, central } = factsOf(earned, await held(ctx, earned));
  const [run] = await ctx.sql<{ base: string | null }[]>`
    select basis->'balance'->>'base' as base from run where county = ${ctx.county} and kind = ${solarRun.id} and period = ${year} and state = 'final'`;
  const paid = uses.reduce((sum, u) => sum + u.got, 0n);
  return reachOf(paid, village, run?.base ? fenOf(run.base)! : village.net + central.net);
}
