/** Conditions over answers obey the laws of logic, however deeply they are nested. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { When } from './conditions.ts';
import { factsIn, holds } from './situations.ts';

const fact = fc.constantFrom('any', 'not', 'married', 'born-where');
const value = fc.constantFrom('yes', 'no', 'here');
const facts = fc.dictionary(fact, value);
const { when } = fc.letrec<{ when: When }>(tie => ({
  when: fc.oneof(
    { maxDepth: 4 },
    fc.dictionary(fact, fc.oneof(value, fc.array(value, { minLength: 1 })), { minKeys: 1 }) as fc.Arbitrary<When>,
    fc.record({ all: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('when'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('when') }),
  ),
}));

it('not turns round, twice not is nothing', () => {
  fc.assert(
    fc.property(when, facts, (c, f) => {
      expect(holds({ not: c }, f)).toBe(!holds(c, f));
      expect(holds({ not: { not: c } }, f)).toBe(holds(c, f));
    }),
  );
});

it('all and any are each other’s opposite (De Morgan), and one alone is itself', () => {
  fc.assert(
    fc.property(when, when, facts, (a, b, f) => {
      expect(holds({ not: { all: [a, b] } }, f)).toBe(holds({ any: [{ not: a }, { not: b }] }, f));
      expect(holds({ not: { any: [a, b] } }, f)).toBe(holds({ all: [{ not: a }, { not: b }] }, f));
      expect(holds({ all: [a] }, f)).toBe(holds(a, f));
      expect(holds({ any: [b, a] }, f)).toBe(holds({ any: [a, b] }, f));
    }),
  );
});

it('depends on the facts that it names and on no other', () => {
  fc.assert(
    fc.property(when, facts, (c, f) => {
      const named = new Set(factsIn(c).map(x => x.fact));
      expect(holds(c, { ...f, 'shoe-size': '42' })).toBe(holds(c, f));
      expect(holds(c, Object.fromEntries(Object.entries(f).filter(([k]) => named.has(k))))).toBe(holds(c, f));
    }),
  );
});

it('a question called any or not is a question', () => {
  expect(holds({ any: 'yes', not: ['no', 'here'] }, { any: 'yes', not: 'here' })).toBe(true);
  expect(holds({ not: 'no' }, {})).toBe(false);
});
