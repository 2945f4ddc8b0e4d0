/** In which order work waits, and under which light. Pure. */
import { addWorkdays, type Calendar, type Day, UnknownYear } from '../calendar/index.ts';

export type WaitingLight = 'red' | 'yellow' | 'green' | 'none';

/** Working days before the due day from which the light is yellow, as with tasks that have no warning day of their own. */
export const warnDays = 2;

/** Red: the day is over. Yellow: it is today or within two working days. None: nobody set a day. */
export function lightOf(due: Day | null, today: Day, calendar: Calendar): WaitingLight {
  if (due === null) return 'none';
  if (due < today) return 'red';
  try {
    return due <= addWorkdays(calendar, today, warnDays) ? 'yellow' : 'green';
  } catch (error) {
    // Holidays of next year are not known before the State Council's notice.
    if (error instanceof UnknownYear) return 'green';
    throw error;
  }
}

const urgency: readonly WaitingLight[] = ['red', 'yellow', 'none', 'green'];

/** The most urgent first; what has no day stands before what has time. */
export const inOrder = <T extends { light: WaitingLight; due: Day | null; title: string }>(items: readonly T[]): T[] =>
  [...items].sort(
    (a, b) => urgency.indexOf(a.light) - urgency.indexOf(b.light) || (a.due ?? '').localeCompare(b.due ?? '') || a.title.localeCompare(b.title, 'zh'),
  );
