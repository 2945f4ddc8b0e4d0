import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nationalNotices } from '../holidays/index.ts';
import { addDays, addMonths, addWorkdays, ageOn, calendarOf, dayInChina, daysBetween, isDay, UnknownYear, workdaysBetween } from './index.ts';

const calendar = calendarOf(nationalNotices);
const anyDay = fc.integer({ min: 0, max: 1095 }).map(n => addDays('2024-01-01', n));

describe('civil dates', () => {
  it('knows which days exist', () => {
    for (const d of ['2024-02-29', '2023-12-31', '2000-02-29']) expect(isDay(d)).toBe(true);
    for (const d of ['2023-02-29', '2024-13-01', '2024-1-1', '1900-02-29', 'heute', '2024-00-10']) expect(isDay(d)).toBe(false);
  });
  it('adds months and stays in the month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2024-03-15', -3)).toBe('2023-12-15');
  });
  it('counts full years of age, reached on the birthday', () => {
    expect(ageOn('1954-12-25', '2024-12-25')).toBe(70);
    expect(ageOn('1954-12-26', '2024-12-25')).toBe(69);
    expect(ageOn('2004-02-29', '2023-02-28')).toBe(18);
    expect(ageOn('2004-02-29', '2023-03-01')).toBe(19);
  });
  it('the day in China begins eight hours before that of UTC', () => {
    expect(dayInChina('2024-11-04T15:59:59.999Z')).toBe('2024-11-04');
    expect(dayInChina('2024-11-04T16:00:00.000Z')).toBe('2024-11-05');
  });
});

describe('working days on the national calendar', () => {
  it('skips the holidays of October 2024 and works on the adjusted Sunday 29 September', () => {
    expect(addWorkdays(calendar, '2024-09-27', 5)).toBe('2024-10-10');
    expect(workdaysBetween(calendar, '2024-09-27', '2024-10-10')).toBe(5);
    expect(calendar.isWorkday('2024-09-29')).toBe(true);
    expect(calendar.isWorkday('2024-10-12')).toBe(true);
    expect(calendar.isWorkday('2024-10-07')).toBe(false);
  });
  it('day 1 is the day after; no days is the day itself', () => {
    expect(addWorkdays(calendar, '2024-11-04', 1)).toBe('2024-11-05');
    expect(addWorkdays(calendar, '2024-11-08', 1)).toBe('2024-11-11');
    expect(addWorkdays(calendar, '2024-11-09', 0)).toBe('2024-11-09');
  });
  it('never guesses a year whose notice is not known', () => {
    expect(() => calendar.isWorkday('2027-01-01')).toThrow(UnknownYear);
    expect(() => addWorkdays(calendar, '2026-12-30', 5)).toThrow(/2027/);
  });
  it('adding and counting agree, for every start and length', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, n) => {
        fc.pre(from < '2026-08-01');
        const due = addWorkdays(calendar, from, n);
        return workdaysBetween(calendar, from, due) === n && calendar.isWorkday(due);
      }),
    );
  });
  it('counting is additive and never decreases', () => {
    fc.assert(
      fc.property(anyDay, anyDay, anyDay, (a, b, c) => {
        const [x, y, z] = [a, b, c].sort() as [string, string, string];
        return (
          workdaysBetween(calendar, x, z) === workdaysBetween(calendar, x, y) + workdaysBetween(calendar, y, z) &&
          workdaysBetween(calendar, x, y) <= daysBetween(x, y)
        );
      }),
    );
  });
});
