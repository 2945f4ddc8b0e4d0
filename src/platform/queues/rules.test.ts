/** The order of a queue, the time one waits, hours and no-shows. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bannedUntil, callOrder, hoursFaults, inOrder, instantOf, openOn, predictedMinutes, slotsOf, standing, standingAgain, type Waiting } from './rules.ts';
import { figures, type Priority } from './words.ts';

const at = (time: string) => instantOf('2024-11-04', time);
const wait = (id: string, taken: string, more: { bookedAt?: string; priority?: Priority; queue?: string } = {}): Waiting => ({
  id,
  number: id,
  queue: more.queue ?? 'a',
  takenAt: at(taken),
  ...standing({ takenAt: at(taken), bookedAt: more.bookedAt ? at(more.bookedAt) : null, priority: more.priority ?? null }),
});
const order = (now: string, ...w: Waiting[]) => inOrder(w, at(now)).map(x => x.id);

describe('the order', () => {
  it('is the order of coming', () => expect(order('09:10', wait('b', '09:02'), wait('a', '09:01'))).toEqual(['a', 'b']));

  it('lets somebody of 65 pass those who have waited less than 20 minutes more, and nobody else', () => {
    const old = wait('old', '09:30', { priority: 'old' });
    expect(order('09:31', wait('at 9:11', '09:11'), old, wait('at 9:10', '09:10'), wait('at 9:09', '09:09'))).toEqual(['at 9:09', 'at 9:10', 'old', 'at 9:11']);
  });

  it('calls a booking at its time: behind everybody before, in front when it has come', () => {
    const booked = wait('booked', '09:00', { bookedAt: '10:00' });
    const other = wait('other', '09:40');
    expect(order('09:59', booked, other)).toEqual(['other', 'booked']);
    expect(order('10:00', booked, other)).toEqual(['booked', 'other']);
    // Who came before half an hour earlier goes first all the same.
    expect(order('10:00', wait('booked', '09:50', { bookedAt: '10:00' }), wait('long', '09:29'))).toEqual(['long', 'booked']);
  });

  it('counts a booking as on time for 15 minutes; later it stands where its owner came', () => {
    expect(wait('x', '10:15', { bookedAt: '10:00' }).position).toBe(at('09:45'));
    expect(wait('x', '10:16', { bookedAt: '10:00' })).toMatchObject({ position: at('10:16'), notBefore: null });
  });

  it('puts back somebody who was missed ten minutes in front', () => expect(standingAgain(at('10:00')).position).toBe(at('09:50')));

  const ticket = fc.record({ taken: fc.integer({ min: 0, max: 300 }), booked: fc.option(fc.integer({ min: 0, max: 300 })), priority: fc.boolean() });
  it('lets nobody starve: whoever came half an hour later passes nobody', () => {
    fc.assert(
      fc.property(fc.array(ticket, { maxLength: 40 }), fc.integer({ min: 300, max: 400 }), (tickets, nowMinute) => {
        const minute = (n: number) => new Date(Date.parse(at('08:00')) + n * 60_000).toISOString();
        const all = tickets.map(
          (t, i): Waiting => ({
            id: String(i).padStart(3, '0'),
            number: String(i).padStart(3, '0'),
            queue: 'a',
            takenAt: minute(t.taken),
            ...standing({ takenAt: minute(t.taken), bookedAt: t.booked === null ? null : minute(t.booked), priority: t.priority ? 'old' : null }),
          }),
        );
        const sorted = inOrder(all, minute(nowMinute));
        for (const [i, first] of sorted.entries())
          for (const behind of sorted.slice(i + 1)) {
            const early = behind.notBefore !== null && behind.notBefore > minute(nowMinute);
            if (!early) expect(Date.parse(first.takenAt) - Date.parse(behind.takenAt)).toBeLessThanOrEqual(figures.bookingMinutes * 60_000);
          }
      }),
    );
  });
});

describe('a seat with several queues', () => {
  it('takes its first queue before its second, but not before somebody who has waited half an hour', () => {
    const [own, other] = [wait('own', '09:20'), wait('other', '09:00', { queue: 'b' })];
    const call = (now: string) => callOrder(['a', 'b'], [own, other, wait('not mine', '08:00', { queue: 'c' })], at(now)).map(w => w.id);
    expect(call('09:29')).toEqual(['own', 'other']);
    expect(call('09:30')).toEqual(['other', 'own']);
  });
});

describe('the waiting time', () => {
  it.each([
    [{ ahead: 0, seats: 0, serving: 0, serviceMinutes: 8 }, null],
    [{ ahead: 0, seats: 1, serving: 0, serviceMinutes: 8 }, 0],
    [{ ahead: 0, seats: 1, serving: 1, serviceMinutes: 8 }, 8],
    [{ ahead: 3, seats: 2, serving: 2, serviceMinutes: 8 }, 16],
    [{ ahead: 0, seats: 3, serving: 2, serviceMinutes: 8 }, 0],
  ])('%j: %s', (q, minutes) => expect(predictedMinutes(q)).toBe(minutes));

  const figure = { ahead: fc.nat(200), seats: fc.integer({ min: 1, max: 30 }), serving: fc.nat(30), serviceMinutes: fc.integer({ min: 1, max: 60 }) };
  it('never shrinks with more people ahead and never grows with more seats', () => {
    fc.assert(
      fc.property(fc.record(figure), q => {
        const minutes = predictedMinutes(q)!;
        expect(predictedMinutes({ ...q, ahead: q.ahead + 1 })!).toBeGreaterThanOrEqual(minutes);
        expect(predictedMinutes({ ...q, seats: q.seats + 1 })!).toBeLessThanOrEqual(minutes);
        expect(predictedMinutes({ ...q, serviceMinutes: q.serviceMinutes + 1 })!).toBeGreaterThanOrEqual(minutes);
      }),
    );
  });
});

describe('hours', () => {
  const day = [{ from: '08:30', to: '12:00' }];
  const hours = [[], day, day, day, day, day, []];
  it.each([
    ['2024-11-04', true, day],
    // National Day on a Tuesday; the Sunday before it is worked.
    ['2024-10-01', false, []],
    ['2024-09-29', true, day],
    ['2024-11-03', false, []],
  ])('%s', (on, workday, open) => expect(openOn(hours, on, workday)).toEqual(open));
  it('are cut into whole slots', () => expect(slotsOf([{ from: '08:30', to: '10:15' }], 30)).toEqual(['08:30', '09:00', '09:30']));
  it('are refused when they end before they begin or overlap', () => {
    expect(hoursFaults([[{ from: '12:00', to: '08:30' }]])).toEqual(['周日的开始要早于结束']);
    expect(
      hoursFaults([
        [],
        [
          { from: '08:30', to: '12:00' },
          { from: '11:00', to: '13:00' },
        ],
      ]),
    ).toEqual(['周一的两段时间重叠']);
    expect(hoursFaults([[{ from: '8:30', to: '12:00' }]])).toHaveLength(1);
  });
});

describe('no-shows', () => {
  it.each([
    [['2024-10-10', '2024-10-20'], null],
    [['2024-10-10', '2024-10-20', '2024-11-01'], '2024-12-01'],
    // The first and the third lie 30 days apart, then 31.
    [['2024-10-02', '2024-10-20', '2024-11-01'], '2024-12-01'],
    [['2024-10-01', '2024-10-20', '2024-11-01'], null],
    // The last day of a ban, and the day after.
    [['2024-09-20', '2024-09-25', '2024-10-06'], '2024-11-05'],
    [['2024-09-20', '2024-09-25', '2024-10-05'], null],
  ] as const)('%j: %s', (missed, until) => expect(bannedUntil(missed, '2024-11-04')).toBe(until));
});
