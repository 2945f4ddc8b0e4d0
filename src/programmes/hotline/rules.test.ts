/** What is shown as perhaps the same, and the telephone's standard. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { words } from '#platform/search';
import { duplicates, likeness, percent, telling, wellConnected } from './rules.ts';

const of = (text: string) => telling(words(text));
const candidate = (id: string, text: string, samePhone = false, openedOn = '2024-11-01') => ({ id, words: of(text), samePhone, openedOn });

describe('the same once more', () => {
  const call = of('北大街路灯不亮，晚上看不见路');
  it('is found by words that say something, in whatever order', () => {
    const found = duplicates(call, [
      candidate('lamp', '晚上北大街的路灯都不亮了，看不见路'),
      candidate('water', '南关小区停水两天，没有人管'),
      candidate('other', '西环路垃圾没有人收', true),
    ]);
    expect(found.map(f => f.id)).toEqual(['lamp', 'other']);
    expect(found[0]!.likeness).toBeGreaterThanOrEqual(0.5);
  });
  it('is not guessed from one word, but the same number is always shown', () => {
    expect(duplicates(of('路灯'), [candidate('lamp', '路灯不亮')])).toEqual([]);
    expect(duplicates(of('路灯'), [candidate('lamp', '路灯不亮', true)])).toHaveLength(1);
  });
  it('is the same both ways, between none and all', () =>
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 2, maxLength: 3 })), fc.array(fc.string({ minLength: 2, maxLength: 3 })), (a, b) => {
        const n = likeness(a, b);
        expect(n).toBe(likeness(b, a));
        expect(n >= 0 && n <= 1).toBe(true);
        if (a.length > 0) expect(likeness(a, a)).toBe(1);
      }),
    ));
});

it('the connected rate of GB/T 33358 is 95 per cent, met at it and not below', () => {
  expect([94, 95, 96].map(n => wellConnected(100, n))).toEqual([false, true, true]);
  expect(wellConnected(0, 0)).toBeNull();
  expect([percent(1, 3), percent(0, 0)]).toEqual([33.3, null]);
});
