/** Holiday notices: those that the house knows, and those that an administrator loaded for a year to come. */
import { z } from 'zod';
import { type Guard, permit } from '../access/index.ts';
import { action, type Calendars, read, refusals } from '../actions/index.ts';
import { addDays, type Calendar, calendarOf, type Day, isDay, weekday, type YearNotice, yearOf } from '../calendar/index.ts';
import { nationalNotices } from './national.ts';

const refuse = refusals({ 'notice-wrong': [422, '放假安排有误'] });

const seconds = 5;

/** Calendars of counties: what an administrator loaded stands above what the house brought along. Read again now and then. */
export function openCalendars(): Calendars {
  const known = new Map<string, { at: number; calendar: Calendar }>();
  return {
    async of(county, sql) {
      const recent = known.get(county);
      if (recent && Date.now() - recent.at < seconds * 1000) return recent.calendar;
      const loaded = await sql<YearNotice[]>`
        select year, holidays::text[] as holidays, workdays::text[] as workdays from holiday_notice where county = ${county}`;
      const calendar = calendarOf([...nationalNotices, ...loaded]);
      known.set(county, { at: Date.now(), calendar });
      return calendar;
    },
    forget: county => void known.delete(county),
  };
}

const days = z.array(z.string().refine(isDay, '日期写成 2027-01-01 的样子')).max(60);

/** What is wrong with a notice: days of another year, holidays on weekends, worked days that are no weekend. */
export function noticeFaults(year: number, holidays: readonly Day[], workdays: readonly Day[]): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  const weekend = (d: Day) => weekday(d) % 6 === 0;
  const check = (path: string, list: readonly Day[], wrong: (d: Day) => string | null) => {
    for (const [i, d] of list.entries()) {
      const message = yearOf(d) !== year ? `${d} 不在 ${year} 年` : list.indexOf(d) !== i ? `${d} 写了两次` : wrong(d);
      if (message) faults.push({ path: `${path}.${i}`, message });
    }
  };
  check('holidays', holidays, d => (weekend(d) ? `${d} 本来就是周末，只填周一至周五的放假日` : null));
  check('workdays', workdays, d => (weekend(d) ? null : `${d} 不是周末，不需要调休上班`));
  if (holidays.length < 5) faults.push({ path: 'holidays', message: '一年的法定节假日应该不止这几天，请核对' });
  return faults;
}

export const loadNotice = action({
  name: 'holiday.load',
  may: 'holiday.load',
  summary: '载入一年的放假安排（国务院办公厅通知）',
  input: z.strictObject({
    year: z.coerce.number().int().min(2020).max(2100),
    /** Days off on Monday to Friday. */
    holidays: days,
    /** Saturdays and Sundays that are worked. */
    workdays: days,
    source: z.string().trim().min(4, '请填写通知的文号').max(100),
  }),
  async do(ctx, { year, holidays, workdays, source }) {
    const faults = noticeFaults(year, holidays, workdays);
    if (faults.length > 0) throw refuse('notice-wrong', { faults });
    await ctx.sql`
      insert into holiday_notice (county, year, holidays, workdays, source, loaded_by)
      values (${ctx.county}, ${year}, ${holidays}::date[], ${workdays}::date[], ${source}, ${ctx.actor.name})
      on conflict (county, year) do update set holidays = excluded.holidays, workdays = excluded.workdays, source = excluded.source,
        loaded_by = excluded.loaded_by, loaded_at = now(), version = holiday_notice.version + 1`;
    ctx.record({ subject: `holiday:${year}`, detail: { holidays, workdays, source } });
    ctx.afterCommit(() => ctx.house.calendars.forget(ctx.county));
  },
});

/** The year day by day where it differs from the week, for the calendar page. */
export const yearView = read({
  name: 'holiday.read',
  may: 'holiday.read',
  summary: '某年的工作日历',
  input: z.strictObject({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({
    year: z.number(),
    known: z.boolean(),
    source: z.string().nullable(),
    holidays: z.array(z.string()),
    workdays: z.array(z.string()),
    workdayCount: z.number().nullable(),
  }),
  async do(ctx, { year }) {
    const [loaded] = await ctx.sql<{ source: string }[]>`select source from holiday_notice where county = ${ctx.county} and year = ${year}`;
    if (!ctx.calendar.knows(year)) return { year, known: false, source: null, holidays: [], workdays: [], workdayCount: null };
    const holidays: Day[] = [];
    const workdays: Day[] = [];
    let workdayCount = 0;
    for (let d = `${year}-01-01`; yearOf(d) === year; d = addDays(d, 1)) {
      const works = ctx.calendar.isWorkday(d);
      const weekend = weekday(d) % 6 === 0;
      if (works) workdayCount++;
      if (works && weekend) workdays.push(d);
      if (!works && !weekend) holidays.push(d);
    }
    return { year, known: true, source: loaded?.source ?? '国务院办公厅放假通知（随系统提供）', holidays, workdays, workdayCount };
  },
});

export const holidayPermits = [
  permit('holiday.read', '查看工作日历', { guest: 'anyone' }),
  permit('holiday.load', '载入放假安排', { administrator: 'county' }),
];
export const holidayGuards: Guard[] = [{ table: 'holiday_notice', record: 'holiday', reads: ['gate'] }];
