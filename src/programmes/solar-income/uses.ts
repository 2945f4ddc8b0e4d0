/** What became of a year's money in every village, put together from payments and books; in the house's scope. */
import type { Ctx } from '#platform/actions';
import { heldRows } from '#platform/registers';
import { paidTwice, posts, wages } from './earners.ts';
import { type Paid, useOf, type VillageUseNow } from './use.ts';
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
