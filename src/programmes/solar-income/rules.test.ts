import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#platform/calendar';
import { yuan } from '#platform/money';
import { callRule } from '#platform/rules';
import { solarAllocation } from './called.ts';
import { pools } from './figures.ts';
import { allocate, bandOf, defaultAmounts, faultsOfUse, tiltOf, type Village } from './rules.ts';

const village = (id: string, more: Partial<Village> = {}): Village => ({
  id,
  outOfPoverty: 0,
  general: 0,
  monitored: 0,
  collectiveIncome: 500_000_00n,
  ...more,
});
const sum = (list: readonly bigint[]) => list.reduce((a, b) => a + b, 0n);

describe('the pools', () => {
  it('are 60, 20, 15 and 5 percent, and sum to the income where that cannot be divided', () => {
    expect(Object.values(pools).reduce((n, p) => n + p.percent, 0)).toBe(100);
    expect(allocate(1_000_000_00n, [village('a')]).pools).toEqual({ poverty: 600_000_00n, general: 200_000_00n, monitored: 150_000_00n, tilt: 50_000_00n });
    expect(sum(Object.values(allocate(7n, [village('a')]).pools))).toBe(7n);
  });
  it('give 600.00 over 3 : 3 : 1 as 257.14, 257.14 and 85.72', () => {
    const villages = [village('a', { outOfPoverty: 3 }), village('b', { outOfPoverty: 3 }), village('c', { outOfPoverty: 1 })];
    expect(allocate(1_000_00n, villages).rows.map(r => yuan(r.byPoverty))).toEqual(['257.14', '257.14', '85.72']);
  });
  it('that nobody shares are left, and it is said', () => {
    const { left, why } = allocate(1_000_00n, [village('a', { outOfPoverty: 5, general: 5 })]);
    expect(left).toBe(150_00n + 50_00n);
    expect(why.join()).toContain('没有监测户人口');
  });
});

describe('the tilt', () => {
  it.each([
    [0n, 50_000_00n],
    [199_999_99n, 50_000_00n],
    [200_000_01n, 30_000_00n],
    [299_999_99n, 30_000_00n],
    [300_000_00n, 0n],
    [null, 0n],
  ])('of a village with %s fen of its own is %s', (collectiveIncome, tilt) => expect(tiltOf({ collectiveIncome })).toBe(tilt));
  it('of exactly 200,000 is a question that somebody has to decide', () => {
    expect(bandOf({ collectiveIncome: 200_000_00n })).toBeNull();
    expect(() => tiltOf({ collectiveIncome: 200_000_00n })).toThrow(RangeError);
    expect([tiltOf({ collectiveIncome: 200_000_00n, band: 'low' }), tiltOf({ collectiveIncome: 200_000_00n, band: 'middle' })]).toEqual([
      50_000_00n,
      30_000_00n,
    ]);
  });

  const poor = [
    village('a', { collectiveIncome: 0n }),
    village('b', { collectiveIncome: 250_000_00n }),
    village('c', { model: true }),
    village('d', { model: true }),
  ];
  it('is given whole where the 5% reach, and what is left rewards those who lead', () => {
    // 5% of 8,000,000 are 400,000: 80,000 of tilt, two rewards of 100,000, 120,000 left; and three pools that nobody shares.
    const { rows, left } = allocate(8_000_000_00n, poor);
    expect(rows.map(r => [yuan(r.tilt), yuan(r.reward)])).toEqual([
      ['50000.00', '0.00'],
      ['30000.00', '0.00'],
      ['0.00', '100000.00'],
      ['0.00', '100000.00'],
    ]);
    expect(left).toBe(120_000_00n + 7_600_000_00n);
  });
  it('shrinks in proportion where they do not reach, and the run says by how much', () => {
    // 5% of 1,000,000 are 50,000 for 80,000.
    const { rows, why } = allocate(1_000_000_00n, poor);
    expect(rows.map(r => yuan(r.tilt))).toEqual(['31250.00', '18750.00', '0.00', '0.00']);
    expect(why.join()).toContain('差 30000.00 元');
    expect(rows.every(r => r.reward === 0n)).toBe(true);
  });
  it('rewards shrink alike', () => {
    // 5% of 3,000,000 are 150,000: 70,000 are left for two.
    expect(allocate(3_000_000_00n, poor).rows.map(r => yuan(r.reward))).toEqual(['0.00', '0.00', '35000.00', '35000.00']);
  });
});

describe('any county', () => {
  const villages = fc.uniqueArray(
    fc.record({
      id: fc.string({ minLength: 1, maxLength: 5 }),
      outOfPoverty: fc.integer({ min: 0, max: 2000 }),
      general: fc.integer({ min: 0, max: 5000 }),
      monitored: fc.integer({ min: 0, max: 200 }),
      collectiveIncome: fc.option(fc.bigInt({ min: 0n, max: 600_000_00n }), { nil: null }),
      model: fc.boolean(),
      band: fc.constant('middle' as const),
    }),
    { selector: v => v.id, minLength: 1, maxLength: 40 },
  );
  const income = fc.bigInt({ min: 0n, max: 50_000_000_00n });
  it('gets every fen of every pool, and not one more', () => {
    fc.assert(
      fc.property(income, villages, (total, list) => {
        const { pools: pot, rows, left } = allocate(total, list);
        expect(sum(Object.values(pot))).toBe(total);
        expect(sum(rows.map(r => r.total)) + left).toBe(total);
        expect(left).toBeGreaterThanOrEqual(0n);
        for (const [pool, heads, column] of [
          ['poverty', 'outOfPoverty', 'byPoverty'],
          ['general', 'general', 'byGeneral'],
          ['monitored', 'monitored', 'byMonitored'],
        ] as const)
          expect(sum(rows.map(r => r[column]))).toBe(list.some(v => v[heads] > 0) ? pot[pool] : 0n);
        expect(sum(rows.map(r => r.tilt + r.reward))).toBeLessThanOrEqual(pot.tilt);
      }),
    );
  });
  it('gets the same whatever the order of its villages, and who has more people gets no less', () => {
    fc.assert(
      fc.property(income, villages, (total, list) => {
        const { rows } = allocate(total, list);
        const again = new Map(allocate(total, [...list].reverse()).rows.map(r => [r.id, r]));
        for (const row of rows) expect(again.get(row.id)).toEqual(row);
        for (const [i, a] of list.entries())
          for (const [j, b] of list.entries()) if (a.outOfPoverty > b.outOfPoverty) expect(rows[i]!.byPoverty >= rows[j]!.byPoverty).toBe(true);
      }),
    );
  });
  it('never gives more tilt than the document’s amount', () => {
    fc.assert(fc.property(income, villages, (total, list) => allocate(total, list).rows.every((r, i) => r.tilt <= tiltOf(list[i]!, defaultAmounts))));
  });
});

describe('use in the village', () => {
  const good = { got: 500_000_00n, toHouseholds: 250_000_00n, distributed: 425_000_00n, residents: 500, posts: 100, wagesLate: 3 };
  it('is good at every limit', () => expect(faultsOfUse(good)).toEqual([]));
  it.each([
    ['undistributed', { distributed: 424_999_99n }],
    ['undistributed', { got: 499_999_99n, distributed: 449_999_98n, toHouseholds: 250_000_00n }],
    ['to-households', { toHouseholds: 249_999_99n }],
    ['posts', { posts: 101 }],
    ['wages', { wagesLate: 4 }],
  ] as [string, Partial<typeof good>][])('tells %s one step above the limit', (fault, more) =>
    expect(faultsOfUse({ ...good, ...more }).map(f => f.fault)).toEqual([fault]),
  );
  it('of 520,000 with 80,000 not given out is red, of 480,000 with 48,000 passes', () => {
    const use = (got: bigint, left: bigint) => faultsOfUse({ ...good, got, distributed: got - left, toHouseholds: got }).map(f => f.fault);
    expect(use(520_000_00n, 80_000_00n)).toEqual(['undistributed']);
    expect(use(480_000_00n, 48_000_00n)).toEqual([]);
  });
  it('10 percent left of what is below 500,000 are good', () =>
    expect(faultsOfUse({ ...good, got: 100_000_00n, distributed: 90_000_00n, toHouseholds: 50_000_00n })).toEqual([]));
});

describe('called from outside', () => {
  const ctx = { calendar: calendarOf([]), today: '2024-11-04' };
  const input = {
    income: '1000.00',
    villages: [
      { id: 'a', outOfPoverty: 3, general: 1, monitored: 1, collectiveIncome: '0.00' },
      { id: 'b', outOfPoverty: 3, general: 0, monitored: 0, collectiveIncome: '500000.00', model: true },
      { id: 'c', outOfPoverty: 1, general: 0, monitored: 0, collectiveIncome: null },
    ],
  };
  it('answers in yuan', () => {
    expect(callRule(solarAllocation, input, ctx)).toMatchObject({
      pools: { poverty: '600.00', general: '200.00', monitored: '150.00', tilt: '50.00' },
      rows: [
        { id: 'a', byPoverty: '257.14', byGeneral: '200.00', byMonitored: '150.00', tilt: '50.00', reward: '0.00', total: '657.14' },
        { id: 'b', byPoverty: '257.14', total: '257.14' },
        { id: 'c', byPoverty: '85.72', total: '85.72' },
      ],
      left: '0.00',
      citations: [{ document: '中政办发〔2024〕28号', place: '三' }, expect.anything()],
    });
    expect(callRule(solarAllocation, { ...input, income: '1000000.00', tilt: { low: '40000.00', middle: '30000.00' }, reward: '5000.00' }, ctx)).toMatchObject({
      rows: [{ tilt: '40000.00' }, { reward: '5000.00' }, {}],
      left: '5000.00',
    });
  });
  it('reads exactly 200,000 as above, and says so', () => {
    const [first, ...others] = input.villages;
    const at = (collectiveIncome: string) =>
      callRule(solarAllocation, { ...input, income: '10000000.00', villages: [{ ...first, collectiveIncome }, ...others] }, ctx) as {
        rows: { tilt: string }[];
        why: string[];
      };
    expect(['199999.99', '200000.00', '299999.99', '300000.00'].map(income => at(income).rows[0]!.tilt)).toEqual(['50000.00', '30000.00', '30000.00', '0.00']);
    expect(at('200000.00').why.at(-1)).toContain('正好 20 万元');
  });
  it('refuses what is below zero, three decimals, a village twice, half a person', () => {
    const [first] = input.villages;
    for (const wrong of [
      { income: '-1' },
      { income: '1.005' },
      { income: 1000 },
      { villages: [] },
      { villages: [first, first] },
      { villages: [{ ...first, general: 0.5 }] },
      { other: 1 },
    ])
      expect(() => callRule(solarAllocation, { ...input, ...wrong }, ctx), JSON.stringify(wrong)).toThrow();
  });
});
