/** What waits in the year's division: a unit's signature under its figures, the run's steps, the money. */

import { runsWait } from '#platform/runs';
import { ifAny, type WaitingItem, type Waits } from '#platform/waiting';
import { solarRun } from './runs.ts';
import { held, sourcesOf } from './signing.ts';
import { sources } from './sources.ts';
import { company } from './stations.ts';

const signatures: Waits = {
  may: 'solar-source.sign',
  async find(asker, units) {
    const own = Object.values(sources).some(s => units.includes(s.unit));
    if (!own) return [];
    return asker.asHouse(async ctx => {
      const period = ctx.today.slice(0, 4);
      const [run] = await ctx.sql`
        select 1 as there from run where county = ${ctx.county} and kind = ${solarRun.id} and period = ${period} and state <> 'discarded' limit 1`;
      if (run) return [];
      const year = String(Number(period) - 1);
      return (await sourcesOf(ctx, year, await held(ctx, year)))
        .filter(s => s.state !== 'signed' && units.includes(sources[s.key].unit))
        .map(
          (s): WaitingItem => ({
            title: '确认光伏收益的数据',
            detail: `${year} 年底：${s.title}${s.state === 'changed' ? '（确认以后又改过）' : ''}`,
            link: `/desk/solar/sources?year=${year}`,
          }),
        );
    });
  },
};

const payments: Waits = {
  may: 'solar-payment.make',
  async find({ sql, county }, units) {
    if (!units.includes(company)) return [];
    const lists = await sql<{ run: string; title: string; count: number }[]>`
      select l.run, l.title, count(p.no)::int as count from solar_payment_list l
      join solar_payment p on p.county = l.county and p.run = l.run and p.state in ('waiting', 'failed')
      where l.county = ${county} and l.state = 'open' group by l.county, l.run`;
    return lists.flatMap(l => ifAny({ title: '拨付光伏收益', detail: l.title, count: l.count, link: `/desk/solar/payments/${l.run}` }));
  },
};

export const solarWaits: readonly Waits[] = [signatures, ...runsWait(solarRun), payments];
