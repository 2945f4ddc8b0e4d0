/** Scoring: at, above and below each line; no rounding before the end; order of items and units changes nothing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstScheme } from './figures.ts';
import { inPercent, inPoints, type SchemeItem, schemeFaults, score, total } from './rules.ts';

const inTime: SchemeItem = { measure: 'in-time', weight: 25, scoring: { kind: 'share', full: 99, none: 85 } };
const overturned: SchemeItem = { measure: 'upheld', weight: 10, scoring: { kind: 'each', points: 4 } };
const of = (numerator: number, denominator: number, excused = 0) => ({ numerator, denominator, excused });

describe('a share between two lines', () => {
  it.each([
    [100, 100, 2500n],
    [99, 100, 2500n],
    // 25 × (98.9 − 85) ÷ 14 = 24.821428…
    [989, 1000, 2482n],
    [92, 100, 1250n],
    [851, 1000, 18n],
    [85, 100, 0n],
    [84, 100, 0n],
    [0, 3, 0n],
    // 25 × (0.9285714… − 0.85) ÷ 0.14 = 14.0306…: the share itself is not rounded first.
    [13, 14, 1403n],
  ])('%i of %i', (n, d, points) => {
    expect(score(inTime, of(n, d)).points).toBe(points);
  });
  it('says every step', () => {
    expect(score(inTime, of(92, 100)).why).toEqual([
      '100 件中 92 件符合要求',
      '92.00%，在 85% 和 99% 之间按比例：25 ×（92.00% − 85%）÷（99% − 85%）= 12.50 分',
    ]);
  });
  it('does not count what an upheld objection took out', () => {
    expect(score(inTime, of(9, 10, 1)).points).toBe(2500n);
    expect(score(inTime, of(0, 1, 1)).points).toBeNull();
  });
});

describe('a deduction for each', () => {
  it.each([
    [5, 5, 1000n],
    [4, 5, 600n],
    [3, 5, 200n],
    [2, 5, 0n],
    [0, 5, 0n],
  ])('%i of %i', (n, d, points) => {
    expect(score(overturned, of(n, d)).points).toBe(points);
  });
});

describe('the total', () => {
  const items = [inTime, overturned, { ...inTime, measure: 'satisfied', weight: 65 }];
  it('is the sum where everything could be counted', () => {
    expect(total(items, [score(inTime, of(1, 1)), score(overturned, of(1, 1)), { points: 3000n, why: [] }]).points).toBe(6500n);
  });
  it('carries what could be counted to a hundred', () => {
    // 25 + 10 of 35.
    expect(total(items, [score(inTime, of(1, 1)), score(overturned, of(1, 1)), score(items[2]!, undefined)]).points).toBe(10_000n);
    expect(
      total(items, [
        { points: 1250n, why: [] },
        { points: 1000n, why: [] },
        { points: null, why: [] },
      ]).points,
    ).toBe(6429n);
  });
  it('is nothing where nothing could', () => {
    expect(total(items, [score(inTime, undefined), score(overturned, of(0, 0)), score(items[2]!, undefined)]).points).toBeNull();
  });
});

it('never gives more than the weight or less than nothing, and more of the good never costs points', () => {
  const item = fc.oneof(
    fc.record({
      measure: fc.constant('x'),
      weight: fc.integer({ min: 1, max: 100 }),
      scoring: fc.record({ kind: fc.constant('each' as const), points: fc.integer({ min: 1, max: 50 }) }),
    }),
    fc
      .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }))
      .map(([none, more, weight]): SchemeItem => ({ measure: 'x', weight, scoring: { kind: 'share', none, full: Math.min(100, none + more) } })),
  );
  fc.assert(
    fc.property(item, fc.nat(500), fc.integer({ min: 1, max: 500 }), (item, n, d) => {
      const numerator = Math.min(n, d);
      const points = score(item, of(numerator, d)).points!;
      expect(points >= 0n && points <= BigInt(item.weight) * 100n).toBe(true);
      if (numerator < d) expect(score(item, of(numerator + 1, d)).points! >= points).toBe(true);
      expect(score(item, of(d, d)).points).toBe(BigInt(item.weight) * 100n);
    }),
  );
});

describe('a scheme', () => {
  const known = firstScheme.items.map(i => i.measure);
  it('of the first year adds up to a hundred', () => {
    expect(schemeFaults(firstScheme, known)).toEqual([]);
  });
  it('is refused with every reason', () => {
    const bad = {
      smallest: 5,
      items: [
        { measure: 'in-time', weight: 50, scoring: { kind: 'share', full: 85, none: 85 } as const },
        { measure: 'in-time', weight: 30, scoring: { kind: 'each', points: 31 } as const },
        { measure: 'weather', weight: 19, scoring: { kind: 'each', points: 19 } as const },
      ],
    };
    expect(schemeFaults(bad, known).map(f => f.path)).toEqual([
      'items',
      'items.0.scoring.none',
      'items.1.measure',
      'items.1.scoring.points',
      'items.2.measure',
    ]);
  });
});

it('writes figures as people read them', () => {
  expect([inPoints(5n), inPoints(100n), inPoints(9850n)]).toEqual(['0.05', '1.00', '98.50']);
  expect([inPercent(1, 3), inPercent(2, 3), inPercent(1, 1)]).toEqual(['33.33%', '66.67%', '100.00%']);
});
