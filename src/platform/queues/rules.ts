/** The order of a queue, how long one waits, when it is open, who may book. Pure: instants are ISO text, days civil. */
import { addDays, type Day, weekday } from '../calendar/index.ts';
import { figures, type Hours, type Priority, type Span } from './words.ts';

const minute = 60_000;
const plus = (instant: string, minutes: number) => new Date(Date.parse(instant) + minutes * minute).toISOString();
const earlier = (a: string, b: string) => (Date.parse(a) <= Date.parse(b) ? a : b);
const later = (a: string, b: string) => (Date.parse(a) >= Date.parse(b) ? a : b);

/** `09:30` of a day in China as an instant. */
export const instantOf = (day: Day, at: string): string => new Date(`${day}T${at}:00+08:00`).toISOString();

export interface Standing {
  /** Whoever has the earlier one goes first. */
  position: string;
  /** Before this only when nobody else waits. */
  notBefore: string | null;
}

/**
 * Where a new ticket stands. Everybody stands at the moment of coming; priority and a booking on time move one further in
 * front by a bounded number of minutes, so whoever has waited longer than that is passed by nobody.
 */
export function standing(t: { takenAt: string; bookedAt?: string | null; priority?: Priority | null }): Standing {
  const own = t.priority ? plus(t.takenAt, -figures.priorityMinutes) : t.takenAt;
  if (!t.bookedAt || Date.parse(t.takenAt) > Date.parse(plus(t.bookedAt, figures.onTimeMinutes))) return { position: own, notBefore: null };
  return { position: earlier(own, plus(later(t.takenAt, t.bookedAt), -figures.bookingMinutes)), notBefore: t.bookedAt };
}

/** Where somebody stands who was missed and came back. */
export const standingAgain = (now: string): Standing => ({ position: plus(now, -figures.returnMinutes), notBefore: null });

export interface Waiting extends Standing {
  id: string;
  queue: string;
  /** Both break ties: the order of taking. */
  takenAt: string;
  number: string;
}

const before = (a: Waiting, b: Waiting, now: string): number => {
  const early = (w: Waiting) => w.notBefore !== null && Date.parse(w.notBefore) > Date.parse(now);
  if (early(a) !== early(b)) return early(a) ? 1 : -1;
  const at = (w: Waiting) => Date.parse(early(w) ? w.notBefore! : w.position);
  return at(a) - at(b) || Date.parse(a.takenAt) - Date.parse(b.takenAt) || (a.number < b.number ? -1 : 1);
};

/** One queue in its order. */
export const inOrder = <W extends Waiting>(waiting: readonly W[], now: string): W[] => [...waiting].sort((a, b) => before(a, b, now));

/**
 * In which order a seat calls from its queues: its first queue before its second, except that whoever stands there longer
 * than the starving time goes before all who do not. A booking before its time is last of all.
 */
export function callOrder<W extends Waiting>(serves: readonly string[], waiting: readonly W[], now: string): W[] {
  const rank = (w: W) => {
    if (w.notBefore !== null && Date.parse(w.notBefore) > Date.parse(now)) return serves.length + 1;
    if (Date.parse(w.position) <= Date.parse(plus(now, -figures.starvingMinutes))) return -1;
    return serves.indexOf(w.queue);
  };
  return waiting.filter(w => serves.includes(w.queue)).sort((a, b) => rank(a) - rank(b) || before(a, b, now));
}

/**
 * Minutes until one who stands behind `ahead` others is called: services that have to end before, at the pace of all seats
 * together. Null while no seat is open.
 */
export function predictedMinutes(q: { ahead: number; seats: number; serving: number; serviceMinutes: number }): number | null {
  if (q.seats <= 0) return null;
  return Math.ceil((Math.max(0, q.ahead + q.serving + 1 - q.seats) * q.serviceMinutes) / q.seats);
}

/** The middle one; of an even number the mean of the two. */
export function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** When it is open on a day: never on a holiday; a weekend that is worked has Monday's hours. */
export function openOn(hours: Hours, day: Day, workday: boolean): readonly Span[] {
  const w = weekday(day);
  const weekend = w === 0 || w === 6;
  if (!weekend && !workday) return [];
  return (weekend && workday ? hours[1] : hours[w]) ?? [];
}

export const isOpenAt = (spans: readonly Span[], at: string): boolean => spans.some(s => s.from <= at && at < s.to);

/** What is wrong with hours, by weekday; nothing when they are right. */
export function hoursFaults(hours: Hours): string[] {
  const time = /^([01]\d|2[0-3]):[0-5]\d$/;
  return hours.flatMap((spans, w) =>
    spans.flatMap((s, i) => {
      const name = `周${'日一二三四五六'[w]}`;
      if (!time.test(s.from) || !time.test(s.to)) return [`${name}的时间写成 08:30 这样`];
      if (s.from >= s.to) return [`${name}的开始要早于结束`];
      return i > 0 && spans[i - 1]!.to > s.from ? [`${name}的两段时间重叠`] : [];
    }),
  );
}

const minutesOf = (at: string) => Number(at.slice(0, 2)) * 60 + Number(at.slice(3));
const written = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Begins of the slots that fit into the hours whole. */
export const slotsOf = (spans: readonly Span[], slotMinutes: number): string[] =>
  spans.flatMap(s => {
    const starts: string[] = [];
    for (let at = minutesOf(s.from); at + slotMinutes <= minutesOf(s.to); at += slotMinutes) starts.push(written(at));
    return starts;
  });

/** The first day on which somebody with these missed bookings may book again; null: may book. */
export function bannedUntil(missed: readonly Day[], today: Day): Day | null {
  const days = [...missed].sort();
  for (let i = days.length - 1; i >= figures.noShows - 1; i--) {
    const last = days[i]!;
    if (addDays(last, -figures.noShowDays) > days[i - figures.noShows + 1]!) continue;
    const until = addDays(last, figures.banDays);
    return until > today ? until : null;
  }
  return null;
}
