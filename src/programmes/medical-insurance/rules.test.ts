import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, calendarOf } from '#platform/calendar';
import { yuan } from '#platform/money';
import { callRule } from '#platform/rules';
import { insuranceShare, insuranceWindow } from './called.ts';
import { type AidIdentity, aids, personalShare, townTasks, townTasksTotal } from './figures.ts';
import { shareOf, windowOf } from './rules.ts';

type Stated = Exclude<AidIdentity, 'elderly'>;
const on = '2024-11-04';
const adult = '1980-05-01';
const asked = (identities: Stated[], more: Partial<Parameters<typeof shareOf>[0]> = {}) =>
  shareOf({ on, birth: adult, localHousehold: true, identities, ...more });

describe('what a person pays', () => {
  it.each([
    [[], null, '400.00', []],
    [['destitute'], 'destitute', '0.00', [['medical-aid', '400.00']]],
    [['orphan'], 'orphan', '0.00', [['medical-aid', '400.00']]],
    [['unsupported-child'], 'unsupported-child', '0.00', [['medical-aid', '400.00']]],
    [['low-income'], 'low-income', '80.00', [['medical-aid', '320.00']]],
    [['monitored-unstable'], 'monitored-unstable', '120.00', [['medical-aid', '280.00']]],
    [['monitored-marginal'], 'monitored-marginal', '120.00', [['medical-aid', '280.00']]],
    [['monitored-sudden'], 'monitored-sudden', '120.00', [['medical-aid', '280.00']]],
    [['returned-to-poverty'], 'returned-to-poverty', '40.00', [['medical-aid', '360.00']]],
    [['laid-off'], 'laid-off', '0.00', [['county-treasury', '400.00']]],
    // The most generous only, and never two.
    [['low-income', 'returned-to-poverty'], 'returned-to-poverty', '40.00', [['medical-aid', '360.00']]],
    [['monitored-sudden', 'low-income', 'destitute'], 'destitute', '0.00', [['medical-aid', '400.00']]],
    [['laid-off', 'destitute'], 'destitute', '0.00', [['medical-aid', '400.00']]],
    [['veteran', 'low-income'], 'low-income', '80.00', [['medical-aid', '320.00']]],
  ] as [Stated[], AidIdentity | null, string, [string, string][]][])('of %j is %s: %s', (identities, identity, person, shares) => {
    const share = asked(identities);
    expect([share.identity, yuan(share.person!)]).toEqual([identity, person]);
    expect(share.shares.map(s => [s.payer, yuan(s.amount!)])).toEqual(shares);
  });

  it('is by its own policy for a veteran with nothing else', () => {
    expect(asked(['veteran'])).toMatchObject({ identity: 'veteran', person: null, shares: [{ payer: 'veterans-affairs', amount: null }] });
  });

  it.each([
    ['1954-12-25', true, 'elderly'],
    ['1954-12-26', true, null],
    ['1954-12-25', false, null],
    ['1930-01-01', true, 'elderly'],
  ])('born %s, local %s: %s', (birth, localHousehold, identity) => expect(asked([], { birth, localHousehold }).identity).toBe(identity));

  it('of a person of 72 on low income is nothing, paid by the county, and never 320 and 400', () => {
    const share = asked(['low-income'], { birth: '1952-03-01' });
    expect(share).toMatchObject({ identity: 'elderly', person: 0n, shares: [{ payer: 'county-treasury', amount: 40000n }] });
    expect(share.considered.map(c => c.identity)).toEqual(['low-income', 'elderly']);
  });

  it('of a child born in 2025 is nothing this year; one born in 2024 pays', () => {
    expect(asked([], { on: '2025-03-01', birth: '2025-02-27' })).toMatchObject({ person: 0n, shares: [] });
    expect(yuan(asked([], { birth: '2024-10-01' }).person!)).toBe('400.00');
  });

  const some = fc.uniqueArray(fc.constantFrom(...(Object.keys(aids).filter(id => id !== 'elderly') as Stated[])));
  it('and what is paid for it make the whole, whatever identities there are and in whatever order', () => {
    fc.assert(
      fc.property(some, fc.boolean(), fc.integer({ min: 0, max: 40_000 }), (identities, localHousehold, days) => {
        const birth = addDays('1920-01-01', days);
        const share = shareOf({ on, birth: birth > on ? on : birth, localHousehold, identities });
        if (share.person !== null) expect(share.person + share.shares.reduce((sum, s) => sum + s.amount!, 0n)).toBe(personalShare.value);
        const other = shareOf({ on, birth: birth > on ? on : birth, localHousehold, identities: [...identities].reverse() });
        expect(other).toEqual(share);
      }),
    );
  });
  it('never rises with one identity more', () => {
    fc.assert(
      fc.property(some, fc.constantFrom(...(Object.keys(aids).filter(id => id !== 'elderly' && id !== 'veteran') as Stated[])), (identities, more) => {
        const less = asked(identities).person ?? personalShare.value;
        expect(asked([...new Set([...identities, more])]).person! <= less).toBe(true);
      }),
    );
  });
});

describe('when one can pay', () => {
  it.each([
    ['2024-08-31', {}, false, 'not-begun', null, 0],
    ['2024-09-01', {}, true, 'gathering', '2025-01-01', 0],
    ['2024-11-25', {}, true, 'gathering', '2025-01-01', 0],
    ['2024-11-26', {}, false, 'month-end', null, 0],
    ['2024-12-25', {}, true, 'gathering', '2025-01-01', 0],
    ['2024-12-26', {}, false, 'month-end', null, 0],
    ['2025-01-01', {}, true, 'late', '2025-04-01', 3],
    ['2025-11-25', {}, true, 'late', '2026-02-25', 3],
    ['2026-01-01', {}, false, 'over', null, 0],
    ['2024-11-04', { lastInsuredYear: 2024 }, true, 'gathering', '2025-01-01', 0],
    ['2024-11-04', { lastInsuredYear: 2023 }, true, 'gathering', '2025-04-01', 3],
    ['2025-03-10', { newlyAidedOn: '2025-03-08' }, true, 'newly-aided', '2025-03-10', 0],
    ['2025-03-10', { newlyAidedOn: '2025-03-11' }, true, 'late', '2025-06-10', 3],
    ['2024-11-04', { lastInsuredYear: 2022, newlyAidedOn: '2024-10-20' }, true, 'gathering', '2025-01-01', 0],
    ['2025-02-27', { birth: '2025-02-27' }, true, 'newborn', '2025-02-27', 0],
    ['2025-12-31', { birth: '2025-01-01' }, true, 'newborn', '2025-01-01', 0],
    ['2025-02-01', { birth: '2024-12-30' }, true, 'late', '2025-02-01', 0],
    // As a bureau may decide: a month more for each year that was missed.
    ['2024-11-04', { lastInsuredYear: 2021, perMissedYear: 1 }, true, 'gathering', '2025-07-01', 6],
    ['2024-11-04', { lastInsuredYear: 2024, perMissedYear: 1 }, true, 'gathering', '2025-01-01', 0],
    ['2025-01-10', { perMissedYear: 1 }, true, 'late', '2025-04-10', 3],
  ])('on %s with %j: %s, %s', (day, more, open, reason, insuredFrom, months) =>
    expect(windowOf({ on: day, ...more })).toMatchObject({ open, reason, insuredFrom, waitingMonths: months }),
  );
});

it('the tasks of the towns are those of the annex, and sum to its total', () => {
  expect(townTasks.map(t => t.people)).toEqual([28475, 7498, 30201, 20814, 10229, 9588]);
  expect(townTasks.reduce((sum, t) => sum + t.people, 0)).toBe(townTasksTotal.value);
  expect(townTasks.map(t => Math.ceil(t.people * 0.99))).toEqual([28191, 7424, 29899, 20606, 10127, 9493]);
});

describe('called from outside', () => {
  const ctx = { calendar: calendarOf([]), today: on };
  it('answer in yuan, with citations and why', () => {
    expect(callRule(insuranceShare, { year: 2025, on, birth: adult, localHousehold: true, identities: ['low-income', 'veteran'] }, ctx)).toMatchObject({
      identity: 'low-income',
      person: '80.00',
      shares: [{ payer: 'medical-aid', amount: '320.00' }],
      considered: [
        { identity: 'low-income', person: '80.00' },
        { identity: 'veteran', person: null },
      ],
      citations: expect.arrayContaining([{ document: '中政办发〔2024〕25号', place: '五 2' }]),
      why: expect.arrayContaining([expect.stringContaining('就高不就低')]),
    });
    expect(callRule(insuranceWindow, { on: '2024-11-26' }, ctx)).toMatchObject({ open: false, reason: 'month-end', insuredFrom: null, waitingMonths: 0 });
  });
  it('refuse another year, a birth after the day, an identity that the document does not know, and what is derived', () => {
    const input = { year: 2025, on, birth: adult, localHousehold: true, identities: [] };
    for (const wrong of [{ year: 2024 }, { birth: '2024-11-05' }, { birth: '2024-02-30' }, { identities: ['rich'] }, { identities: ['elderly'] }, { extra: 1 }])
      expect(() => callRule(insuranceShare, { ...input, ...wrong }, ctx), JSON.stringify(wrong)).toThrow();
    expect(() => callRule(insuranceWindow, { on, birth: '2024-12-01' }, ctx)).toThrow();
  });
});
