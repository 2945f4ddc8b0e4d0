/** The year's division as a run: computed by the bureau, checked, seen by towns, approved, posted, final. */
import { cite } from '#platform/citations';
import { postedOf, type RunKind, runsOf } from '#platform/runs';
import { columns, divided, parameters, questionsOf } from './divided.ts';
import { type Facts, factsOf } from './facts.ts';
import { document } from './figures.ts';
import { held, sourcesOf, sourceUnits } from './signing.ts';
import { missingOf } from './sources.ts';

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
    const facts = factsOf(year, all);
    const sources = await sourcesOf(ctx, year, all);
    const below = facts.village.net + facts.central.net < 0n ? [{ what: '支出比收入多，没有可分配的', names: [`${year} 年`] }] : [];
    return { facts, sources, lacks: [...sources.flatMap(s => missingOf(s.key, all)), ...below] };
  },
  questions: questionsOf,
  compute: divided,
};

export const solarRuns = runsOf(solarRun);

export const solarPosted = postedOf(solarRun, 'town');
