/** 二（三）8 in figures: kiosks by town, hours on the door, what is near. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#platform/calendar';
import { nationalNotices } from '#platform/holidays';
import { countyBox, type PlaceKind } from './figures.ts';
import { distance, fromGcj02, inWords, kept, toGcj02 } from './ground.ts';
import { allDay, type Hours, hoursLines, openState, plateOf, readHours, roundTheClock } from './hours.ts';
import { type Candidate, coverage, type Kiosk, rank, reviewLight, standsOn, townsNeeded } from './rules.ts';

const calendar = calendarOf(nationalNotices);
const office = {
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(k => [k, '08:30-12:00 14:30-18:00'])),
  sat: '09:00-12:00',
  sun: '',
  holiday: '',
} as Hours;
const at = (text: string) => {
  const [h, m] = text.split(':').map(Number) as [number, number];
  return h * 60 + m;
};

describe('opening hours', () => {
  it.each([
    ['8:30—12:00，14：30至18:00', '08:30-12:00 14:30-18:00'],
    ['14:30-18:00 08:30-12:00', '08:30-12:00 14:30-18:00'],
    ['18:00-02:00', '18:00-02:00'],
    ['全天', '00:00-24:00'],
    ['休息', ''],
    ['', ''],
  ])('reads %s as %s', (typed, text) => expect(readHours(typed)).toMatchObject({ text }));

  it.each(['8点到12点', '25:00-26:00', '08:60-12:00', '09:00-09:00', '08:00-12:00 11:00-13:00', '24:00-08:00'])('refuses %s with a reason', typed =>
    expect(readHours(typed)).toHaveProperty('message'),
  );

  it('what is kept is read again as the same', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 1440 }), (from, to) => {
        fc.pre(from !== to && from !== to % 1440);
        const clock = (n: number) => `${Math.floor(n / 60)}:${String(n % 60).padStart(2, '0')}`;
        const read = readHours(`${clock(from)}-${clock(to)}`);
        return 'text' in read && (readHours(read.text) as { text: string }).text === read.text;
      }),
    ));

  it.each([
    // An ordinary Monday.
    ['2024-11-04', '08:29', false, '现在不开，今天 08:30 开'],
    ['2024-11-04', '08:30', true, '现在开着，到 12:00'],
    ['2024-11-04', '12:00', false, '现在不开，今天 14:30 开'],
    ['2024-11-04', '17:59', true, '现在开着，到 18:00'],
    ['2024-11-04', '18:00', false, '现在不开，明天 08:30 开'],
    // Saturday has hours of its own; from its noon on the next is Monday.
    ['2024-11-09', '10:00', true, '现在开着，到 12:00'],
    ['2024-11-09', '12:00', false, '现在不开，11月11日 08:30 开'],
    // National Day: 1 to 7 October, with the weekend inside it; Tuesday the 8th is next.
    ['2024-10-01', '10:00', false, '现在不开，10月8日 08:30 开'],
    ['2024-10-05', '10:00', false, '现在不开，10月8日 08:30 开'],
    // The worked Saturday of 12 October follows Monday's line, not Saturday's.
    ['2024-10-12', '15:00', true, '现在开着，到 18:00'],
  ])('%s %s: open %s, %s', (day, time, open, text) => expect(openState(office, calendar, day, at(time))).toEqual({ open, text, sure: true }));

  it('a place that closes after midnight is still open then, by the line of the day before', () => {
    const night = { ...office, mon: '20:00-02:00', tue: '' };
    expect(openState(night, calendar, '2024-11-04', at('23:59'))).toMatchObject({ open: true, text: '现在开着，到次日 02:00' });
    expect(openState(night, calendar, '2024-11-05', at('01:59'))).toMatchObject({ open: true, text: '现在开着，到 02:00' });
    expect(openState(night, calendar, '2024-11-05', at('02:00'))).toMatchObject({ open: false });
  });

  it('never claims to know a year without a holiday notice', () => {
    expect(plateOf(calendar, '2027-03-01')).toEqual({ key: 'mon', sure: false });
    expect(openState(office, calendar, '2027-03-01', at('09:00'))).toMatchObject({ open: true, sure: false });
    expect(openState(office, calendar, '2026-12-31', at('19:00')).sure).toBe(false);
    expect(openState(allDay, calendar, '2027-03-01', 0)).toEqual({ open: true, text: '24 小时开放', sure: true });
  });

  it('seven by twenty-four means every line, holidays too', () => {
    expect(roundTheClock(allDay)).toBe(true);
    expect(roundTheClock({ ...allDay, holiday: '' })).toBe(false);
    expect(roundTheClock({ ...allDay, sun: '00:00-23:59' })).toBe(false);
    expect(hoursLines(allDay)).toEqual([{ days: '每天', hours: '24 小时' }]);
    expect(hoursLines(office).map(l => l.days)).toEqual(['周一至周五', '周六', '周日', '法定节假日']);
  });
});

const towns = ['a', 'b', 'c', 'd', 'e', 'f'];
const kiosk = (town: string, more: Partial<Kiosk> = {}): Kiosk => ({
  kind: 'kiosk',
  town,
  hours: allDay,
  outages: [],
  validFrom: '2024-01-01',
  closedOn: null,
  ...more,
});

describe('towns with a kiosk', () => {
  it.each([
    [4, 66.7, false, false],
    [5, 83.3, true, false],
    [6, 100, true, true],
  ])('%i of six towns are %d %%: 70 %% %s, all %s', (n, share, seventy, all) => {
    const c = coverage(
      towns.slice(0, n).map(t => kiosk(t)),
      towns,
      '2024-12-31',
    );
    expect([c.share, c.share >= 70, c.share >= 100]).toEqual([share, seventy, all]);
    expect(c.without).toEqual(towns.slice(n));
  });

  it('70 % of six towns are five', () => expect([townsNeeded(70, 6), townsNeeded(100, 6)]).toEqual([5, 6]));

  it.each([
    ['not there yet', { validFrom: '2025-01-01' }],
    ['closed on that day', { closedOn: '2024-12-31' }],
    ['out of order', { outages: [{ since: '2024-12-31', until: null }] }],
    ['behind a door that is locked at night', { hours: { ...allDay, sun: '08:00-20:00' } }],
    ['no kiosk', { kind: 'partner' as PlaceKind }],
  ])('does not count what is %s', (_, more) => expect(coverage([kiosk('a', more)], towns, '2024-12-31').covered).toEqual([]));

  it.each([
    ['closed a day later', { closedOn: '2025-01-01' }],
    ['mended on that day', { outages: [{ since: '2024-12-01', until: '2024-12-31' }] }],
  ])('counts what is %s', (_, more) => expect(coverage([kiosk('a', more)], towns, '2024-12-31').covered).toEqual(['a']));

  it('a second kiosk carries a town whose first is broken, and more kiosks never lower the share', () => {
    const broken = { outages: [{ since: '2024-06-01', until: null }] };
    expect(coverage([kiosk('a', broken), kiosk('a')], towns, '2024-12-31').covered).toEqual(['a']);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...towns)), fc.constantFrom(...towns), (some, one) => {
        const [less, more] = [some, [...some, one]].map(list =>
          coverage(
            list.map(t => kiosk(t)),
            towns,
            '2024-12-31',
          ),
        );
        return more!.share >= less!.share && more!.covered.length + more!.without.length === 6;
      }),
    );
  });
});

it.each([
  ['2024-11-04', 'green'],
  ['2024-12-05', 'green'],
  ['2025-01-04', 'yellow'],
  ['2025-02-02', 'yellow'],
  ['2025-02-03', 'red'],
])('what was confirmed on 4 November is, on %s, %s', (today, light) => expect(reviewLight('2024-11-04', today)).toBe(light));

it('stands from its first day to the day before it is closed', () => {
  const p = { validFrom: '2024-03-01', closedOn: '2024-11-04' };
  expect(['2024-02-29', '2024-03-01', '2024-11-03', '2024-11-04'].map(day => standsOn(p, day))).toEqual([false, true, true, false]);
});

const inCounty = fc.record({
  lon: fc.double({ min: countyBox.west, max: countyBox.east, noNaN: true }),
  lat: fc.double({ min: countyBox.south, max: countyBox.north, noNaN: true }),
});

describe('on the ground', () => {
  it('a degree of latitude is 111 km, and a distance is the same both ways', () => {
    expect(distance({ lon: 111, lat: 37 }, { lon: 111, lat: 38 })).toBeCloseTo(111_195, -1);
    fc.assert(fc.property(inCounty, inCounty, (a, b) => Math.abs(distance(a, b) - distance(b, a)) < 1e-6));
  });

  it('brings GCJ-02 back to within a centimetre everywhere in the county; the shift itself is hundreds of metres', () =>
    fc.assert(
      fc.property(inCounty, p => {
        const there = toGcj02(p);
        return distance(fromGcj02(there), p) < 0.01 && distance(there, p) > 100 && distance(there, p) < 900;
      }),
    ));

  it('keeps a decimetre, and says no more than a straight line can', () => {
    expect(kept({ lon: 111.18340001, lat: 37.34400049 }, 'cgcs2000')).toEqual({ lon: 111.1834, lat: 37.344 });
    expect([12, 820, 3_440, 12_600].map(inWords)).toEqual(['约 50 米', '约 800 米', '约 3.4 公里', '约 13 公里']);
  });
});

describe('what is near', () => {
  const place = (no: number, more: Partial<Candidate>): Candidate => ({
    no,
    kind: 'village-station',
    name: `${no}`,
    lon: 111.18 + no / 100,
    lat: 37.34,
    access: [],
    services: [{ subject: 'thing:17', way: 'collect' }],
    open: true,
    broken: false,
    approximate: false,
    ...more,
  });
  const from = { lon: 111.18, lat: 37.34 };
  const order = (places: Candidate[], wish = {}) => rank(places, { from, ...wish }).map(r => r.place.no);

  it('nearest first among the open, then the closed, and what is out of order at the end', () =>
    expect(order([place(4, {}), place(1, { open: false }), place(3, {}), place(2, { broken: true })])).toEqual([3, 4, 1, 2]));

  it('leaves out where the matter is not done, what is closed and what has steps, when asked', () => {
    const some = [
      place(1, { services: [] }),
      place(2, { open: false, access: ['ramp'] }),
      place(3, { access: ['wheelchair'] }),
      place(4, { access: ['braille'] }),
    ];
    expect(order(some, { subject: 'thing:17' })).toEqual([3, 4, 2]);
    expect(order(some, { openNow: true })).toEqual([1, 3, 4]);
    expect(order(some, { stepFree: true })).toEqual([3, 2]);
  });

  it('says why: how far, and what is done there of what is looked for', () => {
    const [first] = rank([place(1, { approximate: true })], { from, subject: 'thing:17' });
    expect(first!.why).toEqual(['直线约 900 米（位置是大致的）', '这件事可以代收']);
    expect(rank([place(1, {})], {})[0]).toMatchObject({ metres: null, why: [] });
  });
});
