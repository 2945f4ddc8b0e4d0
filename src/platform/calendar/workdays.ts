/**
 * Working days on the national calendar: Monday to Friday, less the holidays and plus the adjusted weekends of the
 * State Council's yearly notice. A year whose notice is not known has no answer: {@link UnknownYear}.
 */
import { addDays, type Day, weekday, yearOf } from './day.ts';

/** What one yearly notice says. */
export interface YearNotice {
  year: number;
  /** Days off on Monday to Friday. */
  holidays: readonly Day[];
  /** Saturdays and Sundays that are worked. */
  workdays: readonly Day[];
}

/** The holiday notice of this year has not been loaded. */
export class UnknownYear extends Error {
  readonly year: number;
  constructor(year: number) {
    super(`${year} 年的放假安排还没有载入，无法计算工作日。请管理员在“工作日历”中载入国务院办公厅的通知。`);
    this.year = year;
  }
}

export interface Calendar {
  knows(year: number): boolean;
  /** Throws {@link UnknownYear}. */
  isWorkday(day: Day): boolean;
}

export function calendarOf(notices: Iterable<YearNotice>): Calendar {
  const years = new Map<number, { off: Set<Day>; on: Set<Day> }>();
  for (const n of notices) years.set(n.year, { off: new Set(n.holidays), on: new Set(n.workdays) });
  return {
    knows: year => years.has(year),
    isWorkday(day) {
      const notice = years.get(yearOf(day));
      if (!notice) throw new UnknownYear(yearOf(day));
      if (notice.on.has(day)) return true;
      if (notice.off.has(day)) return false;
      const w = weekday(day);
      return w >= 1 && w <= 5;
    },
  };
}

/** The `days`-th working day after `from`; the day after `from` is day 1. `days` 0 gives `from`. */
export function addWorkdays(calendar: Calendar, from: Day, days: number): Day {
  let day = from;
  for (let left = days; left > 0; ) {
    day = addDays(day, 1);
    if (calendar.isWorkday(day)) left--;
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workdaysBetween(calendar: Calendar, from: Day, to: Day): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) count++;
  return count;
}
