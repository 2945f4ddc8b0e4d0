/**
 * How far licences and registers take the place of papers at intake (中政发〔2024〕16号 二（二）5): the reuse rate and the
 * submissions saved, by thing, department and month, with the cases behind every figure.
 */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { isDay } from '#platform/calendar';
import type { Catalogue } from './catalogue/schema.ts';
import { currentVersion } from './catalogue/versions.ts';

/** Ways in which nobody hands anything in: a licence of the wallet, the result of an earlier matter of the case, a register. */
export const reusedWays = ['wallet', 'result', 'query'] as const;
export type GivenWay = (typeof reusedWays)[number] | 'upload' | 'declare' | 'follow';
const isReused = (way: GivenWay) => (reusedWays as readonly string[]).includes(way);

interface Count {
  thing: string;
  wantedBy: string[];
  way: GivenWay;
  month: string;
  n: number;
}

export interface ReuseLine {
  given: number;
  reused: number;
  /** Submissions that would have been made matter by matter, less those that were made. */
  saved: number;
}

const nothing = (): ReuseLine => ({ given: 0, reused: 0, saved: 0 });

/** Adds n materials, each wanted by so many matters, given in one way. Pure. */
export function count(line: ReuseLine, n: number, wanted: number, way: GivenWay): ReuseLine {
  line.given += n;
  if (isReused(way)) line.reused += n;
  line.saved += n * (isReused(way) ? wanted : wanted - 1);
  return line;
}

/** Per cent with one decimal; null of nothing. */
export const rate = (l: ReuseLine): number | null => (l.given === 0 ? null : Math.round((l.reused * 1000) / l.given) / 10);

/** Sums by thing, department and month. A material that matters of two departments want counts in both, once. Pure. */
export function tally(counts: readonly Count[], catalogue: Pick<Catalogue, 'matters'>) {
  const department = new Map(catalogue.matters.map(m => [m.id, m.department]));
  const total = nothing();
  const [things, departments, months, ways] = [
    new Map<string, ReuseLine>(),
    new Map<string, ReuseLine>(),
    new Map<string, ReuseLine>(),
    new Map<GivenWay, number>(),
  ];
  const add = (map: Map<string, ReuseLine>, key: string, n: number, wanted: number, way: GivenWay) =>
    map.set(key, count(map.get(key) ?? nothing(), n, wanted, way));
  for (const c of counts) {
    count(total, c.n, c.wantedBy.length, c.way);
    add(things, c.thing, c.n, c.wantedBy.length, c.way);
    add(months, c.month, c.n, c.wantedBy.length, c.way);
    ways.set(c.way, (ways.get(c.way) ?? 0) + c.n);
    const units = c.wantedBy.flatMap(m => department.get(m) ?? []);
    // In a department only its own matters would have asked.
    for (const unit of new Set(units)) add(departments, unit, c.n, units.filter(u => u === unit).length, c.way);
  }
  return { total, things, departments, months, ways };
}

const day = z.string().refine(isDay, '日期写成 2024-11-01');
const span = z.strictObject({ from: day, to: day });
const line = z.object({ given: z.number(), reused: z.number(), saved: z.number(), rate: z.number().nullable() });
const named = line.extend({ id: z.string(), name: z.string() });
const shown = (l: ReuseLine) => ({ ...l, rate: rate(l) });

export const reuse = read({
  name: 'reuse.figures',
  may: 'reuse.read',
  summary: '证照复用率和少交的材料：按一件事、部门、月份',
  input: span,
  output: z.object({
    total: line,
    ways: z.array(z.object({ way: z.string(), n: z.number() })),
    things: z.array(named),
    departments: z.array(named),
    months: z.array(named),
  }),
  async do(ctx, { from, to }) {
    const { catalogue } = await currentVersion(ctx);
    const counts = await ctx.asHouse(
      ctx => ctx.sql<Count[]>`
        select f.subject as thing, m.wanted_by, m.way, to_char(m.given_on, 'YYYY-MM') as month, count(*)::int as n
        from case_material m join case_file f on f.county = m.county and f.id = m.case_id
        where m.county = ${ctx.county} and m.state = 'given' and m.given_on between ${from} and ${to} and f.kind = 'one-thing'
        group by 1, 2, 3, 4`,
    );
    const t = tally(counts, catalogue);
    const lines = (map: Map<string, ReuseLine>, name: (id: string) => string) => [...map].map(([id, l]) => ({ id, name: name(id), ...shown(l) }));
    return {
      total: shown(t.total),
      ways: [...t.ways].map(([way, n]) => ({ way, n })),
      things: lines(t.things, id => catalogue.things.find(x => String(x.no) === id)?.name ?? id),
      departments: lines(t.departments, id => catalogue.departments.find(d => d.id === id)?.short ?? id),
      months: lines(t.months, id => id).sort((a, b) => a.id.localeCompare(b.id)),
    };
  },
});

/** As many lines as a page can show; the newest. */
const mostLines = 500;

const matters = (ctx: Ctx, catalogue: Catalogue, department: string | undefined) =>
  department ? ctx.sql`and m.wanted_by && ${catalogue.matters.filter(m => m.department === department).map(m => m.id)}::text[]` : ctx.sql``;

export const reuseCases = read({
  name: 'reuse.cases',
  may: 'reuse.read',
  summary: '一个复用数字背后的材料和办件',
  input: span.extend({ thing: z.coerce.number().int().optional(), department: z.string().max(60).optional(), reused: z.enum(['yes', 'no']).optional() }),
  output: z.object({
    items: z.array(
      z.object({ caseId: z.string(), number: z.string(), title: z.string(), material: z.string(), way: z.string(), givenOn: z.string(), wanted: z.number() }),
    ),
    total: z.number(),
  }),
  async do(ctx, { from, to, thing, department, reused }) {
    const { catalogue } = await currentVersion(ctx);
    return ctx.asHouse(async ctx => {
      const rows = await ctx.sql<
        { caseId: string; number: string; title: string; material: string; way: string; givenOn: string; wanted: number; total: number }[]
      >`
        select f.id as case_id, f.number, f.title, m.name as material, m.way, m.given_on, cardinality(m.wanted_by) as wanted, count(*) over ()::int as total
        from case_material m join case_file f on f.county = m.county and f.id = m.case_id
        where m.county = ${ctx.county} and m.state = 'given' and m.given_on between ${from} and ${to} and f.kind = 'one-thing'
          ${thing ? ctx.sql`and f.subject = ${String(thing)}` : ctx.sql``} ${matters(ctx, catalogue, department)}
          ${reused ? ctx.sql`and (m.way = any(${reusedWays as unknown as string[]})) = ${reused === 'yes'}` : ctx.sql``}
        order by m.given_on desc, f.number, m.position limit ${mostLines}`;
      return { items: rows.map(({ total: _, ...r }) => r), total: rows[0]?.total ?? 0 };
    });
  },
});
