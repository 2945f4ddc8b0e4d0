/** When reports are due. Pure; a year whose holidays are not known has no answer, so such a due day is null. */
import { addDays, addMonths, type Calendar, type Day, inChinese, isDay, UnknownYear } from '../calendar/index.ts';

export interface Period {
  /** `2024-11-04`, `2024-10`, or as the kind names it; later ones sort behind earlier ones of their kind. */
  id: string;
  /** `2024年11月4日`, `2024年10月`. */
  title: string;
  /** From this day one can report. */
  opens: Day;
  due: Day | null;
}

interface Span {
  /** The first day or the first of the month that is reported. */
  from: Day;
  to?: Day;
  /** Until which time of the due day, `17:00`; absent: the day's end. */
  by?: string;
}

export type Schedule = Span &
  (
    | { every: 'day' | 'workday' }
    /** By a day of the month itself or of the next. On a day off it moves on to the next working day, unless `exact`. */
    | { every: 'month'; day: number; of: 'this' | 'next'; exact?: boolean }
    /** As a document names them, in their order. */
    | { every: 'named'; dates: readonly Period[] }
  );

const onWorkday = (calendar: Calendar, day: Day): Day | null => {
  try {
    let at = day;
    while (!calendar.isWorkday(at)) at = addDays(at, 1);
    return at;
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
};

function monthly(s: Extract<Schedule, { every: 'month' }>, calendar: Calendar, id: string): Period {
  const first = addMonths(`${id}-01`, s.of === 'next' ? 1 : 0);
  const last = addDays(addMonths(first, 1), -1);
  const named = [addDays(first, s.day - 1), last].sort()[0]!;
  return {
    id,
    title: `${Number(id.slice(0, 4))}年${Number(id.slice(5))}月`,
    opens: first,
    due: s.exact ? named : onWorkday(calendar, named),
  };
}

const daily = (day: Day): Period => ({ id: day, title: inChinese(day), opens: day, due: day });

/** One of the schedule's periods by its id; null: it has none such. */
export function periodOf(s: Schedule, calendar: Calendar, id: string): Period | null {
  const within = (day: Day, least: Day, most: Day | undefined) => day >= least && (most === undefined || day <= most);
  switch (s.every) {
    case 'named':
      return s.dates.find(d => d.id === id) ?? null;
    case 'month':
      return /^\d{4}-(0[1-9]|1[0-2])$/.test(id) && within(id, s.from.slice(0, 7), s.to?.slice(0, 7)) ? monthly(s, calendar, id) : null;
    default:
      return isDay(id) && within(id, s.from, s.to) && (s.every === 'day' || onWorkday(calendar, id) === id) ? daily(id) : null;
  }
}

/** What can be reported by today, the newest first: those before `before`, so many at most. */
export function periodsUntil(s: Schedule, calendar: Calendar, today: Day, most: number, before?: string): Period[] {
  if (s.every === 'named') {
    const opened = s.dates.filter(d => d.opens <= today).reverse();
    return opened.slice(before === undefined ? 0 : opened.findIndex(d => d.id === before) + 1).slice(0, most);
  }
  const step = (id: string) => (s.every === 'month' ? addMonths(`${id}-01`, -1).slice(0, 7) : addDays(id, -1));
  const first = s.every === 'month' ? s.from.slice(0, 7) : s.from;
  const newest = s.to !== undefined && s.to < today ? s.to : today;
  const found: Period[] = [];
  for (let id = before === undefined ? newest.slice(0, first.length) : step(before); id >= first && found.length < most; id = step(id)) {
    const period = periodOf(s, calendar, id);
    if (period && period.opens <= today) found.push(period);
  }
  return found;
}

export const periodBefore = (s: Schedule, calendar: Calendar, period: Period, today: Day): Period | null =>
  periodsUntil(s, calendar, today, 1, period.id)[0] ?? null;

/** The instant after which a report is late; null: not known. */
export const dueInstant = (due: Day | null, by: string | undefined): string | null =>
  due === null ? null : new Date(Date.parse(`${by ? due : addDays(due, 1)}T${by ?? '00:00'}:00+08:00`)).toISOString();
