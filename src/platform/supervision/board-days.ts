/** Days that are over, summed once, so that the board does not count the history again whenever it is looked at. */
import { z } from 'zod';
import { type Guard, permit, systemActor } from '../access/index.ts';
import { action, answer, type Ctx, type House, knownActor, perform, read } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Job } from '../jobs/index.ts';

/** What is counted of the days; `grades` from 1 to 5. */
export interface DayFigures {
  decided: number;
  refused: number;
  late: number;
  corrected: number;
  tacit: number;
  filed: number;
  finished: number;
  grades: number[];
}

export const dimensions = ['unit', 'subject', 'town'] as const;
export type Dimension = (typeof dimensions)[number];
export type Fixed = Partial<Record<Dimension, string>>;

const bit: Record<Dimension, number> = { unit: 1, subject: 2, town: 4 };
const noTown = '-';

/** Days summed in one transaction, which holds up whoever changes one of them. */
const atOnce = 20;

/** Days that are over and not summed, the newest first. */
const dueDays = read({
  name: 'board.due',
  may: 'board.sum',
  summary: '看板上还没有汇总的日子',
  input: z.strictObject({}),
  output: z.array(z.string()),
  async do({ sql, county, today }) {
    const rows = await sql<{ day: Day }[]>`
      select d::date as day from generate_series((select min(filed_on) from case_file where county = ${county}), ${today}::date - 1, interval '1 day') d
      where not exists (select 1 from board_summed s where s.county = ${county} and s.day = d::date) order by d desc`;
    return rows.map(r => r.day);
  },
});

const sumDays = action({
  name: 'board.sum',
  may: 'board.sum',
  summary: '汇总看板上已经过去的日子',
  input: z.strictObject({ days: z.array(z.iso.date()).min(1).max(atOnce) }),
  async do(ctx, input) {
    const { sql, county } = ctx;
    // Always in one order, so that two who sum wait for each other and never in a circle.
    const days = input.days.filter(d => d < ctx.today).sort();
    for (const d of days) await sql`select pg_advisory_xact_lock(hashtext('board_day'), hashtext(${county} || ${d}::date))`;
    await sql`delete from board_day where county = ${county} and day = any(${days}::date[])`;
    await sql`
      insert into board_day (county, level, day, unit, subject, town, decided, refused, late, corrected, tacit, filed, finished, grades)
      select ${county}, (u.unit <> '')::int * ${bit.unit}::int + (s.subject <> '')::int * ${bit.subject}::int + (t.town <> '')::int * ${bit.town}::int,
        fact.day, u.unit, s.subject, t.town,
        count(*) filter (where what = 'decided'), count(*) filter (where outcome = 'refused'), count(*) filter (where late),
        count(*) filter (where corrected), count(*) filter (where tacit), count(*) filter (where what = 'filed'), count(*) filter (where what = 'finished'),
        array[count(*) filter (where grade = 1), count(*) filter (where grade = 2), count(*) filter (where grade = 3),
          count(*) filter (where grade = 4), count(*) filter (where grade = 5)]
      from (
        select 'decided' as what, closed_on as day, array[unit] as units, subject, town, outcome, late, corrections > 0 as corrected, tacit, null::int as grade
        from task where county = ${county} and closed_on = any(${days}::date[]) and outcome is not null
        union all select 'filed', filed_on, units, subject, town, null, null, null, null, null
        from case_file where county = ${county} and filed_on = any(${days}::date[])
        union all select 'finished', finished_on, units, subject, town, null, null, null, null, null
        from case_file where county = ${county} and finished_on = any(${days}::date[])
        union all select 'rated', r.given_on, r.units, r.subject, c.town, null, null, null, null, r.grade
        from rating r join case_file c on c.county = r.county and c.id = r.case_id where r.county = ${county} and r.given_on = any(${days}::date[])
      ) fact,
        unnest('{""}'::text[] || fact.units) u (unit), unnest(array['', fact.subject]) s (subject), unnest(array['', coalesce(fact.town, ${noTown})]) t (town)
      group by fact.day, u.unit, s.subject, t.town`;
    await sql`insert into board_summed (county, day) select ${county}, unnest(${days}::date[]) on conflict do nothing`;
    ctx.record({ detail: { days } });
    return {};
  },
});

/** Sums every day that is over and not summed; a server that starts catches up. */
export async function sumBoard(house: House, county: string): Promise<void> {
  const who = knownActor(systemActor(county, '看板'));
  const meta = { county, requestId: `board:${house.clock.today()}` };
  const days = await answer(house, dueDays, who, {}, meta);
  while (days.length > 0) await perform(house, sumDays, who, { days: days.splice(0, atOnce) }, meta);
}

export const boardJob = (house: House): Job => ({
  name: 'sum-board',
  cron: '5 * * * *',
  handle: async (_, county) => sumBoard(house, county),
});

/** Which days of a period are summed; the others are counted where they lie. */
export async function splitDays(ctx: Ctx, days: readonly Day[]): Promise<{ summed: Day[]; others: Day[] }> {
  const rows = await ctx.sql<{ day: Day }[]>`
    select day from board_summed where county = ${ctx.county} and day between ${days[0]!} and ${days.at(-1)!}`;
  const known = new Set(rows.map(r => r.day));
  return { summed: days.filter(d => known.has(d)), others: days.filter(d => !known.has(d)) };
}

/** A row of sums: of one day where nothing beyond what is fixed is named, else of all days for one unit, subject or town. */
export interface SumRow extends DayFigures {
  day: Day | null;
  unit: string;
  subject: string;
  town: string;
}

/** The sums of these days: by day, and by each dimension. */
export async function sumsOf(ctx: Ctx, days: readonly Day[], fixed: Fixed): Promise<{ byDay: SumRow[]; by: Record<Dimension, SumRow[]> }> {
  const { sql } = ctx;
  const named = dimensions.filter(d => fixed[d] !== undefined);
  const base = named.reduce((n, d) => n | bit[d], 0);
  const levels = [...new Set([base, ...dimensions.map(d => base | bit[d])])];
  const rows =
    days.length === 0
      ? []
      : await sql<(SumRow & { level: number })[]>`
    select level, case when level = ${base} then day end as day, unit, subject, town, sum(decided)::int as decided, sum(refused)::int as refused,
      sum(late)::int as late, sum(corrected)::int as corrected, sum(tacit)::int as tacit, sum(filed)::int as filed, sum(finished)::int as finished,
      array[sum(grades[1]), sum(grades[2]), sum(grades[3]), sum(grades[4]), sum(grades[5])]::int[] as grades
    from board_day where county = ${ctx.county} and level = any(${levels}::int[]) and day = any(${days as Day[]}::date[])
      ${fixed.unit === undefined ? sql`` : sql`and unit = ${fixed.unit}`}
      ${fixed.subject === undefined ? sql`` : sql`and subject = ${fixed.subject}`}
      ${fixed.town === undefined ? sql`` : sql`and town = ${fixed.town}`}
    group by 1, 2, 3, 4, 5`;
  const at = (level: number) => rows.filter(r => r.level === level);
  return { byDay: at(base), by: { unit: at(base | bit.unit), subject: at(base | bit.subject), town: at(base | bit.town) } };
}

/** The value of a dimension as the tasks have it. */
export const valueIn = (row: SumRow, dimension: Dimension): string | null => (dimension === 'town' && row.town === noTown ? null : row[dimension]);

export const boardDayPermits = [permit('board.sum', '汇总看板', {})];

export const boardDayGuards: Guard[] = [
  { table: 'board_day', record: 'board', relations: { department: 'unit = any((select app.units())::text[])' } },
  { table: 'board_summed', record: 'board', relations: { department: 'true' } },
];
