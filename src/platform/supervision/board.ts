/** The live board: what is open, late, decided and how it was rated; every figure opens its list. */
import { z } from 'zod';
import { hasRole } from '../access/index.ts';
import { type Ctx, read } from '../actions/index.ts';
import { addDays } from '../calendar/index.ts';

const day = z.iso.date('日期写成 2024-12-25 的样子');

const filter = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  unit: z.string().max(60).optional(),
  subject: z.string().max(60).optional(),
  town: z.string().max(40).optional(),
});

/** Open tasks by light, and decided ones of the period. */
const figures = z.object({
  ready: z.number(),
  accepted: z.number(),
  stopped: z.number(),
  yellow: z.number(),
  red: z.number(),
  decided: z.number(),
  refused: z.number(),
  late: z.number(),
  corrected: z.number(),
  tacit: z.number(),
});
export type BoardFigures = z.infer<typeof figures>;

const boardView = z.object({
  from: z.string(),
  to: z.string(),
  today: z.string(),
  cases: z.object({ open: z.number(), filed: z.number(), finished: z.number() }),
  total: figures,
  byUnit: z.array(figures.extend({ unit: z.string() })),
  bySubject: z.array(figures.extend({ subject: z.string() })),
  byTown: z.array(figures.extend({ town: z.string().nullable() })),
  trend: z.array(z.object({ day: z.string(), filed: z.number(), finished: z.number() })),
  ratings: z.array(z.object({ grade: z.number(), count: z.number() })),
  duties: z.object({ open: z.number(), red: z.number() }),
  calendarWarning: z.string().nullable(),
});
export type Board = z.infer<typeof boardView>;

type Dimension = 'unit' | 'subject' | 'town';

const none = { ready: 0, accepted: 0, stopped: 0, yellow: 0, red: 0, decided: 0, refused: 0, late: 0, corrected: 0, tacit: 0 };

/** One pass over the open tasks, one over the period's decisions; both by index, so history does not slow them. */
async function count(ctx: Ctx, f: { from: string; to: string; units: string[] | null; subject?: string; town?: string }) {
  const { sql, today } = ctx;
  const where = sql`county = ${ctx.county} ${f.units ? sql`and unit = any(${f.units})` : sql``}
    ${f.subject ? sql`and subject = ${f.subject}` : sql``} ${f.town ? sql`and town = ${f.town}` : sql``}`;
  type Row = { unit: string; subject: string; town: string | null } & Partial<BoardFigures>;
  const open = await sql<Row[]>`
    select unit, subject, town, count(*) filter (where state = 'ready')::int as ready,
      count(*) filter (where state = 'accepted')::int as accepted,
      count(*) filter (where state in ('correcting', 'suspended'))::int as stopped,
      count(*) filter (where state in ('ready', 'accepted') and warn_on <= ${today} and (due_on >= ${today} or due_on is null))::int as yellow,
      count(*) filter (where state in ('ready', 'accepted') and due_on < ${today})::int as red
    from task where ${where} and state in ('ready', 'accepted', 'correcting', 'suspended') group by unit, subject, town`;
  const closed = await sql<Row[]>`
    select unit, subject, town, count(*) filter (where outcome is not null)::int as decided,
      count(*) filter (where outcome = 'refused')::int as refused, count(*) filter (where late)::int as late,
      count(*) filter (where corrections > 0)::int as corrected, count(*) filter (where tacit)::int as tacit
    from task where ${where} and closed_on between ${f.from} and ${f.to} group by unit, subject, town`;
  return [...open, ...closed];
}

function sum(rows: readonly Partial<BoardFigures>[]): BoardFigures {
  const total = { ...none };
  for (const row of rows) for (const key of Object.keys(none) as (keyof BoardFigures)[]) total[key] += row[key] ?? 0;
  return total;
}

function by<D extends Dimension>(rows: readonly (Partial<BoardFigures> & Record<Dimension, string | null>)[], dimension: D) {
  const groups = new Map<string | null, Partial<BoardFigures>[]>();
  for (const row of rows) groups.set(row[dimension], [...(groups.get(row[dimension]) ?? []), row]);
  return [...groups].map(([value, list]) => ({ [dimension]: value, ...sum(list) }));
}

export const board = read({
  name: 'board.read',
  may: 'board.read',
  summary: '运行看板：在办、超期、办结、评价，按部门、一件事、乡镇和时间',
  input: filter,
  output: boardView,
  async do(ctx, f) {
    const { sql, county, today } = ctx;
    const to = f.to ?? today;
    const from = f.from ?? addDays(to, -29);
    const wide = hasRole(ctx.actor, 'supervisor', 'leader', 'auditor');
    const own = ctx.actor.grants.flatMap(g => g.unit ?? []);
    const units = f.unit ? (wide || own.includes(f.unit) ? [f.unit] : []) : wide ? null : own;
    const rows = await count(ctx, { from, to, units, ...(f.subject ? { subject: f.subject } : {}), ...(f.town ? { town: f.town } : {}) });
    const whereCase = sql`county = ${county} ${units ? sql`and units && ${units}` : sql``}
      ${f.subject ? sql`and subject = ${f.subject}` : sql``} ${f.town ? sql`and town = ${f.town}` : sql``}`;
    const [openCases] = await sql<{ n: number }[]>`select count(*)::int as n from case_file where ${whereCase} and state = 'open'`;
    const filed = await sql<{ day: string; n: number }[]>`
      select filed_on as day, count(*)::int as n from case_file where ${whereCase} and filed_on between ${from} and ${to} group by filed_on`;
    const finished = await sql<{ day: string; n: number }[]>`
      select finished_on as day, count(*)::int as n from case_file where ${whereCase} and finished_on between ${from} and ${to} group by finished_on`;
    const ratings = await sql<{ grade: number; count: number }[]>`
      select grade, count(*)::int as count from rating where county = ${county} and given_on between ${from} and ${to}
        ${units ? sql`and units && ${units}` : sql``} ${f.subject ? sql`and subject = ${f.subject}` : sql``} group by grade order by grade desc`;
    const [duty] = await sql<{ open: number; red: number }[]>`
      select count(*)::int as open, count(*) filter (where state = 'open' and due_on < ${today})::int as red from duty
      where county = ${county} and state <> 'closed' ${units ? sql`and unit = any(${units})` : sql``}`;
    const at = (list: readonly { day: string; n: number }[], d: string) => list.find(x => x.day === d)?.n ?? 0;
    const days: string[] = [];
    for (let d = from; d <= to && days.length < 400; d = addDays(d, 1)) days.push(d);
    const nextYear = Number(today.slice(0, 4)) + 1;
    const urgent = (a: BoardFigures, b: BoardFigures) => b.red - a.red || b.yellow - a.yellow || b.accepted + b.ready - a.accepted - a.ready;
    return {
      from,
      to,
      today,
      cases: { open: openCases?.n ?? 0, filed: filed.reduce((s, x) => s + x.n, 0), finished: finished.reduce((s, x) => s + x.n, 0) },
      total: sum(rows),
      byUnit: (by(rows, 'unit') as Board['byUnit']).sort(urgent),
      bySubject: (by(rows, 'subject') as Board['bySubject']).sort(urgent),
      byTown: (by(rows, 'town') as Board['byTown']).sort(urgent),
      trend: days.map(d => ({ day: d, filed: at(filed, d), finished: at(finished, d) })),
      ratings: [...ratings],
      duties: duty ?? { open: 0, red: 0 },
      calendarWarning:
        today.slice(5) >= '10-01' && !ctx.calendar.knows(nextYear)
          ? `${nextYear} 年的放假安排还没有载入，跨年的到期日暂不显示。请管理员在“日历”中载入。`
          : null,
    };
  },
});
