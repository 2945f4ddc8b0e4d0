/** The live board: what is open, late, decided and how it was rated; every figure opens its list. */
import type { PendingQuery, Row } from 'postgres';
import { z } from 'zod';
import { hasRole } from '../access/index.ts';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { addDays, type Day } from '../calendar/index.ts';
import { byStateAndLight } from '../cases/index.ts';
import { type Dimension, type Fixed, splitDays, sumsOf, valueIn } from './board-days.ts';

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

/** Days that one look at the board spans at most. */
const longest = 3 * 366;

const none = { ready: 0, accepted: 0, stopped: 0, yellow: 0, red: 0, decided: 0, refused: 0, late: 0, corrected: 0, tacit: 0 };

type Fragment = PendingQuery<Row[]>;
type Counted = Record<Dimension, string | null> & Partial<BoardFigures>;

/** Open tasks, by index. */
const openTasks = (ctx: Ctx, where: Fragment) => ctx.sql<Counted[]>`
  select unit, subject, town, ${byStateAndLight(ctx)}
  from task where county = ${ctx.county} and state in ('ready', 'accepted', 'correcting', 'suspended') ${where} group by unit, subject, town`;

/** What was closed on days that are not summed: today's, as a rule. */
const closedTasks = ({ sql, county }: Ctx, days: Day[], where: Fragment) => sql<Counted[]>`
  select unit, subject, town, count(*) filter (where outcome is not null)::int as decided,
    count(*) filter (where outcome = 'refused')::int as refused, count(*) filter (where late and outcome is not null)::int as late,
    count(*) filter (where corrections > 0 and outcome is not null)::int as corrected, count(*) filter (where tacit and outcome is not null)::int as tacit
  from task where county = ${county} and closed_on = any(${days}::date[]) ${where} group by unit, subject, town`;

function sum(rows: readonly Partial<BoardFigures>[]): BoardFigures {
  const total = { ...none };
  for (const row of rows) for (const key of Object.keys(none) as (keyof BoardFigures)[]) total[key] += row[key] ?? 0;
  return total;
}

function by<D extends Dimension>(rows: readonly Counted[], dimension: D) {
  const groups = new Map<string | null, Counted[]>();
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
    if (from > to || addDays(from, longest) < to)
      throw refuse('input', { faults: [{ path: 'from', message: from > to ? '开始日期不能晚于结束日期' : '一次最多看三年' }] });
    const days: Day[] = [];
    for (let d = from; d <= to; d = addDays(d, 1)) days.push(d);
    // A case of two units counts once: for several units together no sums are kept.
    const { summed, others } = units && units.length !== 1 ? { summed: [], others: days } : await splitDays(ctx, days);
    const fixed: Fixed = { ...(units ? { unit: units[0] } : {}), ...(f.subject ? { subject: f.subject } : {}), ...(f.town ? { town: f.town } : {}) };
    const where = sql`${f.subject ? sql`and subject = ${f.subject}` : sql``} ${f.town ? sql`and town = ${f.town}` : sql``}`;
    const ofTasks = sql`${units ? sql`and unit = any(${units})` : sql``} ${where}`;
    const ofCases = sql`${units ? sql`and units && ${units}` : sql``} ${where}`;
    const [sums, open, closed, [openCases], filed, finished, rated] = await Promise.all([
      sumsOf(ctx, summed, fixed),
      openTasks(ctx, ofTasks),
      closedTasks(ctx, others, ofTasks),
      sql<{ n: number }[]>`select count(*)::int as n from case_file where county = ${county} and state = 'open' ${ofCases}`,
      sql<{ day: Day; n: number }[]>`
        select filed_on as day, count(*)::int as n from case_file where county = ${county} and filed_on = any(${others}::date[]) ${ofCases} group by filed_on`,
      sql<{ day: Day; n: number }[]>`
        select finished_on as day, count(*)::int as n from case_file where county = ${county} and finished_on = any(${others}::date[]) ${ofCases} group by finished_on`,
      sql<{ grade: number; n: number }[]>`
        select grade, count(*)::int as n from rating where county = ${county} and given_on = any(${others}::date[])
          ${units ? sql`and units && ${units}` : sql``} ${f.subject ? sql`and subject = ${f.subject}` : sql``}
          ${f.town ? sql`and exists (select 1 from case_file c where c.county = rating.county and c.id = rating.case_id and c.town = ${f.town})` : sql``}
        group by grade`,
    ]);
    const live = [...open, ...closed];
    const group = <D extends Dimension>(dimension: D) =>
      by(
        [...live, ...sums.by[dimension].map((s): Counted => ({ ...s, unit: null, subject: null, town: null, [dimension]: valueIn(s, dimension) }))],
        dimension,
      );
    const ofDay = (rows: readonly { day: Day; n: number }[], what: 'filed' | 'finished') => {
      const known = new Map([...sums.byDay.map(s => [s.day!, s[what]] as const), ...rows.map(r => [r.day, r.n] as const)]);
      return (d: Day) => known.get(d) ?? 0;
    };
    const [filedOn, finishedOn] = [ofDay(filed, 'filed'), ofDay(finished, 'finished')];
    const trend = days.map(d => ({ day: d, filed: filedOn(d), finished: finishedOn(d) }));
    const ratings = [5, 4, 3, 2, 1]
      .map(grade => ({
        grade,
        count: (rated.find(r => r.grade === grade)?.n ?? 0) + sums.byDay.reduce((n, s) => n + s.grades[grade - 1]!, 0),
      }))
      .filter(r => r.count > 0);
    const [duty] = await sql<{ open: number; red: number }[]>`
      select count(*)::int as open, count(*) filter (where due_on < ${today})::int as red from duty
      where county = ${county} and state = 'open' ${units ? sql`and unit = any(${units})` : sql``}`;
    const nextYear = Number(today.slice(0, 4)) + 1;
    const urgent = (a: BoardFigures, b: BoardFigures) => b.red - a.red || b.yellow - a.yellow || b.accepted + b.ready - a.accepted - a.ready;
    return {
      from,
      to,
      today,
      cases: { open: openCases?.n ?? 0, filed: trend.reduce((n, d) => n + d.filed, 0), finished: trend.reduce((n, d) => n + d.finished, 0) },
      total: sum([...live, ...sums.byDay]),
      byUnit: (group('unit') as Board['byUnit']).sort(urgent),
      bySubject: (group('subject') as Board['bySubject']).sort(urgent),
      byTown: (group('town') as Board['byTown']).sort(urgent),
      trend,
      ratings,
      duties: duty ?? { open: 0, red: 0 },
      calendarWarning:
        today.slice(5) >= '10-01' && !ctx.calendar.knows(nextYear)
          ? `${nextYear} 年的放假安排还没有载入，跨年的到期日暂不显示。请管理员在“工作日历”中载入。`
          : null,
    };
  },
});
