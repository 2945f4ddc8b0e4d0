/** The score sheet: every unit, every item, every step, and the single things that cost points. */
import type { Ctx } from '#platform/actions';
import type { Miss, Period, UnitMeasure, UnitShare } from '#platform/indicators';
import { type RunColumn, type RunLine, type RunRow, ranks } from '#platform/runs';
import { inPoints, type Scheme, score, total } from './rules.ts';

/** Lines kept for a cell; the count in the steps is always whole. */
const most = 500;

export const columnsOf = (ctx: Ctx, scheme: Scheme): RunColumn[] =>
  scheme.items.map(item => {
    const { title, counts } = measureOf(ctx, item.measure);
    return { id: item.measure, title: `${title}（${item.weight} 分）`, note: counts };
  });

export function measureOf(ctx: Ctx, id: string): UnitMeasure {
  const measure = ctx.house.measures.find(m => m.id === id);
  if (!measure) throw new Error(`no measure ${id}`);
  return measure;
}

interface Counted {
  shares: Map<string, UnitShare>;
  misses: Map<string, Miss[]>;
}

async function count(ctx: Ctx, id: string, period: Period, lines: boolean): Promise<Counted> {
  const measure = measureOf(ctx, id);
  const shares = await measure.shares(ctx, period);
  const misses = Map.groupBy(lines ? await measure.misses(ctx, period) : [], m => m.unit);
  return { shares: new Map(shares.map(s => [s.unit, s])), misses };
}

/**
 * The rows of all units in the order of their places, in the house's scope. `excused` are the lines that upheld
 * objections took out, by measure and key, with the answer; without them the rows come without their lines.
 */
export async function sheet(ctx: Ctx, scheme: Scheme, period: Period, excused?: ReadonlyMap<string, string>): Promise<RunRow[]> {
  const counted = await Promise.all(scheme.items.map(item => count(ctx, item.measure, period, excused !== undefined)));
  const decided = await measureOf(ctx, 'in-time').shares(ctx, period);
  const units = await ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county} order by position, id`;
  const rows = units.filter(u => counted.some(c => c.shares.has(u.id))).map(u => ({ unit: u, ...rowOf(scheme, counted, u.id, excused ?? new Map()) }));
  const enough = new Set(decided.filter(d => d.denominator >= scheme.smallest).map(d => d.unit));
  const places = ranks(rows.map(r => (enough.has(r.unit.id) ? r.total.points : null)));
  return rows
    .map(
      ({ unit, cells, lines, total }, n): RunRow => ({
        key: unit.id,
        title: unit.name,
        unit: unit.id,
        cells: {
          ...cells,
          total: { value: total.points === null ? '—' : inPoints(total.points), why: placed(total.why, places[n]!, scheme, enough.has(unit.id)) },
        },
        total: total.points === null ? null : inPoints(total.points),
        rank: places[n]!,
        lines,
      }),
    )
    .sort((a, b) => (a.rank ?? Number.MAX_SAFE_INTEGER) - (b.rank ?? Number.MAX_SAFE_INTEGER));
}

const placed = (why: string[], rank: number | null, scheme: Scheme, enough: boolean): string[] => [
  ...why,
  rank !== null ? `第 ${rank} 名` : enough ? '没有得分，不排名' : `办结不到 ${scheme.smallest} 件，只计分不排名`,
];

function rowOf(scheme: Scheme, counted: readonly Counted[], unit: string, excused: ReadonlyMap<string, string>) {
  const lines: RunLine[] = [];
  const scored = scheme.items.map((item, n) => {
    const misses = counted[n]!.misses.get(unit) ?? [];
    const share = counted[n]!.shares.get(unit);
    const out = misses.filter(m => excused.has(`${item.measure} ${m.key}`));
    for (const m of [...out, ...misses.filter(m => !out.includes(m))].slice(0, most)) {
      const answer = excused.get(`${item.measure} ${m.key}`);
      const { key, title, detail, on, link } = m;
      lines.push({
        column: item.measure,
        key,
        title,
        ...(detail ? { detail } : {}),
        on: on ?? null,
        ...(link ? { link } : {}),
        ...(answer ? { excused: answer } : {}),
      });
    }
    return score(item, share && { ...share, excused: out.length });
  });
  const cells = Object.fromEntries(
    scheme.items.map((item, n) => [item.measure, { value: scored[n]!.points === null ? '—' : inPoints(scored[n]!.points!), why: scored[n]!.why }]),
  );
  return { cells, lines, total: total(scheme.items, scored) };
}
