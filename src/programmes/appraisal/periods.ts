/** A year or a month, as it is written: `2024`, `2024-10`. Pure. */
import { addDays, addMonths, type Day } from '#platform/calendar';

export const periodShape = /^20\d\d(-(0[1-9]|1[0-2]))?$/;

export function daysOf(period: string): { from: Day; to: Day } {
  const from = period.length === 4 ? `${period}-01-01` : `${period}-01`;
  return { from, to: addDays(addMonths(from, period.length === 4 ? 12 : 1), -1) };
}

export const titleOf = (period: string): string => (period.length === 4 ? `${period} 年` : `${period.slice(0, 4)} 年 ${Number(period.slice(5))} 月`);
