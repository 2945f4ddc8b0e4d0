/** Civil dates: `YYYY-MM-DD`, compared as text. No clock and no time zone in here; usable in the browser. */

/** A civil date, e.g. `2024-12-25`. */
export type Day = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const millis = (day: Day) => Date.parse(`${day}T00:00:00Z`);

/** Without a clock's help: lists of a hundred thousand persons ask for each of their days. */
const daysIn = (y: number, m: number): number => (m === 2 ? (y % 4 === 0 && (y % 100 !== 0 || y % 400 === 0) ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31);

/** Whether the text is a day that exists: 2023-02-29 is none. */
export function isDay(text: string): boolean {
  const [, y, m, d] = shape.exec(text) ?? [];
  return y !== undefined && m! >= '01' && m! <= '12' && d! >= '01' && Number(d) <= daysIn(Number(y), Number(m));
}

export const addDays = (day: Day, days: number): Day => new Date(millis(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Days from `a` to `b`; negative when `b` is earlier. */
export const daysBetween = (a: Day, b: Day): number => Math.round((millis(b) - millis(a)) / 86_400_000);

/** The same day of the month `months` later; the last day where the month is shorter. */
export function addMonths(day: Day, months: number): Day {
  const [y, m, d] = day.split('-').map(Number) as [number, number, number];
  const first = new Date(Date.UTC(y, m - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth(), Math.min(d, last))).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export const weekday = (day: Day): number => new Date(millis(day)).getUTCDay();

export const yearOf = (day: Day): number => Number(day.slice(0, 4));

/** Full years of age on `on` (周岁): reached on the birthday; 29 February reaches it on 1 March in common years. */
export function ageOn(birth: Day, on: Day): number {
  const years = yearOf(on) - yearOf(birth);
  return on.slice(5) >= birth.slice(5) ? years : years - 1;
}

/** `2024-12-25` → `2024年12月25日`. */
export function inChinese(day: Day): string {
  const [y, m, d] = day.split('-').map(Number);
  return `${y}年${m}月${d}日`;
}

/** The civil date in China at an instant (ISO text). */
export const dayInChina = (instant: string): Day => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
