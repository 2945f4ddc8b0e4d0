import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, divide, fenOf, fenOfWan, scaled, wanOf, yuan } from './money.ts';

it.each([
  ['320', 32000n],
  ['320.5', 32050n],
  ['1,234.56', 123456n],
  ['-0.01', null],
  ['320.005', null],
  ['3.2e2', null],
  ['', null],
  ['abc', null],
])('reads %s as %s fen', (text, fen) => expect(fenOf(text)).toBe(fen));

it.each([
  ['18570.75', 18570750000n, '18570.75'],
  ['93.849383', 93849383n, '93.849383'],
  ['35', 35000000n, '35'],
  ['0.0008', 800n, '0.0008'],
  ['0', 0n, '0'],
])('reads %s 万元 as %s fen and writes it back as %s', (text, fen, back) => {
  expect(fenOfWan(text)).toBe(fen);
  expect(wanOf(fen)).toBe(back);
});

it('gives back what it wrote, in every unit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: 1, max: 6 }), (n, decimals) => {
      expect(scaled(decimal(n, decimals), decimals)).toBe(n);
      expect(fenOf(yuan(n))).toBe(n < 0n ? null : n);
    }),
  );
});

describe('dividing', () => {
  const claims = fc
    .uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), weight: fc.bigInt({ min: 0n, max: 5000n }) }), {
      selector: c => c.id,
      minLength: 1,
      maxLength: 30,
    })
    .filter(list => list.some(c => c.weight > 0n));
  const pool = fc.bigInt({ min: 0n, max: 10n ** 11n });

  it('600.00 yuan over 3 : 3 : 1', () => {
    const shares = divide(60000n, [
      { id: 'a', weight: 3n },
      { id: 'b', weight: 3n },
      { id: 'c', weight: 1n },
    ]);
    expect([...shares!.values()].map(yuan)).toEqual(['257.14', '257.14', '85.72']);
  });
  it('gives out the pool to the fen, whole shares or one fen more, and nothing to who has no weight', () => {
    fc.assert(
      fc.property(pool, claims, (total, list) => {
        const shares = divide(total, list)!;
        const weights = list.reduce((sum, c) => sum + c.weight, 0n);
        expect([...shares.values()].reduce((a, b) => a + b, 0n)).toBe(total);
        for (const c of list) {
          const floor = (total * c.weight) / weights;
          expect(shares.get(c.id)! - floor).toBeGreaterThanOrEqual(0n);
          expect(shares.get(c.id)! - floor).toBeLessThanOrEqual(1n);
          if (c.weight === 0n) expect(shares.get(c.id)).toBe(0n);
        }
      }),
    );
  });
  it('gives no less to who has more, and the same in whatever order claims come', () => {
    fc.assert(
      fc.property(pool, claims, fc.infiniteStream(fc.nat()), (total, list, dice) => {
        const shares = divide(total, list)!;
        for (const a of list) for (const b of list) if (a.weight > b.weight) expect(shares.get(a.id)! >= shares.get(b.id)!).toBe(true);
        const mixed = [...list].map(c => ({ c, at: dice.next().value })).sort((x, y) => x.at - y.at);
        const again = divide(
          total,
          mixed.map(m => m.c),
        )!;
        for (const c of list) expect(again.get(c.id)).toBe(shares.get(c.id));
      }),
    );
  });
  it('says that nobody can share it, and refuses what is below zero', () => {
    expect(divide(100n, [{ id: 'a', weight: 0n }])).toBeNull();
    expect(divide(100n, [])).toBeNull();
    expect(() => divide(-1n, [{ id: 'a', weight: 1n }])).toThrow(RangeError);
    expect(() => divide(1n, [{ id: 'a', weight: -1n }])).toThrow(RangeError);
  });
});
