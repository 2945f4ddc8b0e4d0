/**
 * The clock of a task: working days since acceptance, standing still while it is stopped. Pure.
 * 行政许可法 第四十二条 (limits), 第四十五条 (what does not count), 第八十二条 (working days).
 */
import { addDays, type Calendar, type Day, UnknownYear } from '../calendar/index.ts';
import { acceptanceDays, type Stop, type Task } from './task.ts';

export type Light = 'green' | 'yellow' | 'red' | 'stopped' | 'none';

export interface Deadlines {
  /** Last day of the limit that runs now: of acceptance while it is ready, of the promise after that. */
  dueOn: Day | null;
  /** First day of yellow: a third of the limit is left. */
  warnOn: Day | null;
  legalDueOn: Day | null;
}

/** A day on which the clock stood: after the stop began, up to and including the day it ended. */
const stood = (stops: readonly Stop[], day: Day) => stops.some(s => s.from < day && (s.to === null || day <= s.to));

/** Working days that counted, after `from` up to and including `to`. */
export function countedDays(calendar: Calendar, from: Day, to: Day, stops: readonly Stop[]): number {
  let used = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (!stood(stops, day) && calendar.isWorkday(day)) used++;
  return used;
}

/** The day on which `days` counted working days are used up; null while it stands, or past the known calendar. */
function dayOf(calendar: Calendar, from: Day, days: number, stops: readonly Stop[]): Day | null {
  if (stops.some(s => s.to === null)) return null;
  try {
    let day = from;
    for (let left = days; left > 0; ) {
      day = addDays(day, 1);
      if (!stood(stops, day) && calendar.isWorkday(day)) left--;
    }
    return day;
  } catch (error) {
    // A year whose notice is not known: the deadline is open, never guessed. It is set when the notice is loaded.
    if (error instanceof UnknownYear) return null;
    throw error;
  }
}

const warnAfter = (limit: number) => Math.ceil((limit * 2) / 3);

/** The deadlines of a task as it stands. A closed or waiting task has none. */
export function deadlines(task: Task, calendar: Calendar): Deadlines {
  const none = { dueOn: null, warnOn: null, legalDueOn: null };
  if (task.state === 'ready' && task.readyOn)
    return {
      dueOn: dayOf(calendar, task.readyOn, acceptanceDays, []),
      warnOn: dayOf(calendar, task.readyOn, warnAfter(acceptanceDays), []),
      legalDueOn: null,
    };
  if ((task.state !== 'accepted' && task.state !== 'suspended') || !task.acceptedOn) return none;
  const promised = task.promisedDays + task.extendedDays;
  return {
    dueOn: dayOf(calendar, task.acceptedOn, promised, task.stops),
    warnOn: dayOf(calendar, task.acceptedOn, warnAfter(promised), task.stops),
    legalDueOn: task.legalDays === null ? null : dayOf(calendar, task.acceptedOn, task.legalDays + task.extendedDays, task.stops),
  };
}

/** Green, yellow from a third left, red when overdue. */
export function light(at: { state: Task['state']; dueOn: Day | null; warnOn: Day | null }, today: Day): Light {
  if (at.state === 'correcting' || at.state === 'suspended') return 'stopped';
  if (at.state !== 'ready' && at.state !== 'accepted') return 'none';
  if (at.dueOn !== null && today > at.dueOn) return 'red';
  if (at.warnOn !== null && today >= at.warnOn) return 'yellow';
  return 'green';
}

/** Whether a decided task came after its due day. Null where the calendar of those days is not known. */
export function wasLate(task: Task, calendar: Calendar): boolean | null {
  if (!task.acceptedOn || !task.closedOn || task.outcome === null) return null;
  const due = dayOf(calendar, task.acceptedOn, task.promisedDays + task.extendedDays, task.stops);
  if (due !== null) return task.closedOn > due;
  // The due day lies in a year that is not known, so any day that is known came before it.
  return calendar.knows(Number(task.closedOn.slice(0, 4))) ? false : null;
}
