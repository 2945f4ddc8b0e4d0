/** What may follow what in a duty, and its clocks in working hours and days. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendar/index.ts';
import { addWorkHours, afterCall, against, type DutyMove, remindersDue, type Standing } from './rules.ts';
import { type DutyState, dutyStates } from './words.ts';

// National Day week of 2024: the 1st to the 7th off, Sunday 29 September and Saturday 12 October worked.
const calendar = calendarOf([
  { year: 2024, holidays: ['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07'], workdays: ['2024-09-29', '2024-10-12'] },
]);
const duty = (more: Partial<Standing> = {}): Standing => ({
  state: 'open',
  unit: 'health',
  toUnit: null,
  toBy: null,
  declined: 0,
  extendedOn: null,
  takenAt: null,
  followTries: 0,
  grade: null,
  answer: null,
  ...more,
});

describe('working hours', () => {
  const china = (text: string) => new Date(`${text}:00+08:00`).toISOString();
  it.each([
    // Two hours for an urgent one: inside a shift, over noon, over the night, over the holiday.
    ['2024-09-24T09:00', 2, '2024-09-24T11:00'],
    ['2024-09-24T11:00', 2, '2024-09-24T15:30'],
    ['2024-09-24T17:30', 2, '2024-09-25T09:30'],
    ['2024-09-24T22:10', 2, '2024-09-25T10:00'],
    ['2024-09-30T17:00', 2, '2024-10-08T09:00'],
    // One working day of seven and a half hours.
    ['2024-09-24T08:00', 7.5, '2024-09-24T18:00'],
    ['2024-09-24T10:00', 7.5, '2024-09-25T10:00'],
    // The Sunday that is worked.
    ['2024-09-28T12:00', 1, '2024-09-29T09:00'],
  ])('%s and %s hours is %s', (from, hours, until) => expect(addWorkHours(calendar, china(from), hours)).toBe(china(until)));

  it('never ends before it begins, nor outside a shift', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 * 24 * 60 }), fc.integer({ min: 1, max: 30 }), (minute, hours) => {
        const from = Date.parse('2024-09-01T00:00:00+08:00') + minute * 60_000;
        const until = Date.parse(addWorkHours(calendar, new Date(from).toISOString(), hours));
        const local = new Date(until + 8 * 3_600_000);
        const m = local.getUTCHours() * 60 + local.getUTCMinutes();
        expect(until).toBeGreaterThan(from);
        expect((m > 480 && m <= 720) || (m > 870 && m <= 1080)).toBe(true);
      }),
    ));
});

describe('the moves', () => {
  const moves: Record<string, DutyState[]> = {
    answer: ['new', 'open'],
    take: ['open'],
    propose: ['open'],
    extend: ['open'],
    close: ['answered'],
    return: ['answered'],
    follow: ['answered'],
    join: ['new', 'open'],
    lead: ['new', 'open', 'answered'],
    separate: ['joined'],
    withdraw: ['new', 'open', 'joined'],
    send: ['new'],
  };
  it.each(Object.entries(moves))('%s only from its states', (move, states) => {
    for (const state of Object.keys(dutyStates) as DutyState[])
      expect(against(duty({ state }), move as DutyMove).length === 0, `${move} from ${state}`).toBe(states.includes(state));
  });

  it('a hand-over waits for one unit’s consent at a time, and a third unit is not asked', () => {
    expect(against(duty({ toUnit: 'education' }), 'propose')).toHaveLength(1);
    expect(against(duty({ declined: 1 }), 'propose')).toEqual([]);
    expect(against(duty({ declined: 2 }), 'propose')).toHaveLength(1);
    expect(against(duty(), 'accept')).toHaveLength(1);
    expect(against(duty({ toUnit: 'education' }), 'accept')).toEqual([]);
    expect(against(duty({ declined: 1 }), 'assign')).toHaveLength(1);
    expect(against(duty({ declined: 2 }), 'assign')).toEqual([]);
  });

  it('more time once, one grade an answer, none without an answer; all reasons are named', () => {
    expect(against(duty({ extendedOn: '2024-11-04' }), 'extend')).toHaveLength(1);
    expect(against(duty({ state: 'answered', answer: '已办' }), 'rate')).toEqual([]);
    expect(against(duty({ state: 'closed', answer: '已办', grade: 5 }), 'rate')).toHaveLength(1);
    expect(against(duty({ state: 'joined' }), 'rate')).toHaveLength(1);
    expect(against(duty({ state: 'closed', toUnit: 'education', declined: 2 }), 'propose')).toHaveLength(3);
  });

  it('a call back: satisfied closes, not satisfied opens again, the third without an answer closes', () => {
    expect(afterCall(duty(), { reached: true, satisfied: true })).toBe('closed');
    expect(afterCall(duty({ followTries: 2 }), { reached: true, satisfied: false })).toBe('reopened');
    expect([0, 1, 2].map(followTries => afterCall(duty({ followTries }), { reached: false }))).toEqual(['waits', 'waits', 'closed']);
  });
});

describe('reminders', () => {
  const timed = { state: 'open' as const, dueOn: '2024-10-09', warnOn: '2024-09-30' };
  it.each([
    ['2024-09-29', 0],
    ['2024-09-30', 1],
    ['2024-10-09', 1],
    // Red, the head after one working day more, the supervisor after three; Saturday the 12th is worked.
    ['2024-10-10', 2],
    ['2024-10-11', 3],
    ['2024-10-12', 3],
    ['2024-10-13', 4],
  ])('on %s have gone as far as %s', (today, level) => expect(remindersDue(timed, today, calendar)).toBe(level));
  it('stop with the answer', () => expect(remindersDue({ ...timed, state: 'answered' }, '2024-12-01', calendar)).toBe(0));
});
