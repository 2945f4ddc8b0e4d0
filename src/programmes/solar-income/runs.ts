/** The year's division as a run: computed by the bureau, checked, seen by towns, approved, posted, final. */
import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import { fenOf } from '#platform/money';
import { postedOf, type RunKind, runsOf } from '#platform/runs';
import { baseOf, columns, divided, parameters, questionsOf } from './divided.ts';
import { type Facts, factsOf } from './facts.ts';
import { document } from './figures.ts';
import { held, sourcesOf, sourceUnits } from './signing.ts';
import { type Lack, missingOf } from './sources.ts';

/** What the last final run before a period left to it; while that run is still on its way, nobody can say. */
async function carriedInto({ sql, county }: Ctx, period: string): Promise<{ left: Facts['carried']; open: Lack[] }> {
  const [last] = await sql<{ title: string; state: string; leftOver: string | null }[]>`
    select title, state, coalesce(basis->'balance'->>'left', replace(substring(basis->>'notes' from '结转的 ([0-9,.]+) 元'), ',', '')) as left_over
    from run where county = ${county} and kind = 'solar-run' and period < ${period} and state in ('checked', 'approved', 'posted', 'final')
    order by period desc, (state = 'final'), number desc limit 1`;
  if (!last) return { left: null, open: [] };
  return last.state === 'final'
    ? { left: { amount: fenOf(last.leftOver ?? '0') ?? 0n, from: last.title }, open: [] }
    : { left: null, open: [{ what: '还没有生效，结转多少还没有定', names: [last.title] }] };
}

export const solarRun: RunKind<Facts> = {
  id: 'solar-run',
  title: '光伏帮扶收益分配',
  row: '村（安置点）',
  unit: '个',
  basis: ['三', '三 1', '三 2', '三 3', '三 4', '三 5'].map(place => cite(document, place)),
  keeper: 'rural-revitalisation',
  checkers: ['rural-revitalisation', 'finance'],
  units: [...sourceUnits, 'finance', 'town'],
  permits: {
    ...{ make: 'solar-run.make', check: 'solar-run.check', approve: 'solar-run.approve' },
    ...{ object: 'solar-run.object', answer: 'solar-run.answer', decide: 'solar-run.decide' },
  },
  columns,
  parameters,
  page: '/desk/solar/runs',
  portal: '/solar',
  // A year is divided by what stood at the end of the one before.
  periods: today => Array.from({ length: 3 }, (_, n) => Number(today.slice(0, 4)) - n).map(y => ({ value: String(y), label: `${y} 年` })),
  async snapshot(ctx, period) {
    const year = String(Number(period) - 1);
    const all = await held(ctx, year);
    const carried = await carriedInto(ctx, period);
    const facts = factsOf(year, all, carried.left);
    const sources = await sourcesOf(ctx, year, all);
    const below = baseOf(facts) < 0n ? [{ what: '支出比收入多，没有可分配的', names: [`${year} 年`] }] : [];
    return { facts, sources, lacks: [...sources.flatMap(s => missingOf(s.key, all)), ...carried.open, ...below] };
  },
  questions: questionsOf,
  compute: divided,
};

export const solarRuns = runsOf(solarRun);

export const solarPosted = postedOf(solarRun, 'town');
