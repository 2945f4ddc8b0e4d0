/** When a message is tried again and when it is a person's turn. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digest, sign, sorted, verifies } from '../../../e2e/city/protocol.ts';
import { sm2KeyPair } from '../crypto/index.ts';
import { canonical, digestOf, holds, signed } from './envelope.ts';
import { isStuck, mostAttempts, outcomeOf, pauseAfter, reached } from './rules.ts';

describe('the pause after failures', () => {
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 4],
    [12, 2048],
    [13, 3600],
    [1000, 3600],
  ])('%i in a row: %i seconds', (failures, seconds) => expect(pauseAfter(failures)).toBe(seconds));
});

describe('an answer without a receipt', () => {
  it.each([
    [400, 'refused'],
    [409, 'refused'],
    [422, 'refused'],
    // Who we are, how much we send, what time it is: the line's fault and not the message's.
    [401, 'failed'],
    [403, 'failed'],
    [404, 'failed'],
    [408, 'failed'],
    [429, 'failed'],
    [500, 'failed'],
    [503, 'failed'],
  ])('%i means %s', (status, kind) => expect(outcomeOf(status, '').kind).toBe(kind));
  it('that refuses one message shows that the line is up; silence and errors do not', () => {
    expect(
      reached([
        { kind: 'silent', answer: '' },
        { kind: 'refused', answer: '' },
      ]),
    ).toBe(true);
    expect(
      reached([
        { kind: 'silent', answer: '' },
        { kind: 'failed', answer: '' },
      ]),
    ).toBe(false);
  });
});

describe('a message is stuck', () => {
  const first = '2024-11-04T01:00:00.000Z';
  it('when it failed often and others got through since it was tried first', () => {
    expect(isStuck({ attempts: mostAttempts, firstTriedAt: first }, '2024-11-04T02:00:00.000Z')).toBe(true);
  });
  it('never while nothing gets through, however often it was tried', () => {
    expect(isStuck({ attempts: 500, firstTriedAt: first }, null)).toBe(false);
    expect(isStuck({ attempts: 500, firstTriedAt: first }, '2024-11-04T00:59:00.000Z')).toBe(false);
  });
  it('not before', () => expect(isStuck({ attempts: mostAttempts - 1, firstTriedAt: first }, '2024-11-04T02:00:00.000Z')).toBe(false));
});

describe('the canonical text', () => {
  it('sorts keys at every depth and leaves no spaces', () =>
    expect(canonical({ b: [{ d: 1, c: '中' }], a: null, x: undefined, e: true })).toBe('{"a":null,"b":[{"c":"中","d":1}],"e":true}'));
  it('has no number that others would write differently', () => {
    expect(() => canonical({ a: 1.5 })).toThrow();
    expect(() => canonical({ a: 1e21 })).toThrow();
  });
  it('is the same bytes here and in the description that the other side was written from', () => {
    const value: fc.Arbitrary<unknown> = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.string({ unit: 'binary' }),
        fc.maxSafeInteger(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value')),
      ),
    })).value;
    fc.assert(fc.property(value, v => canonical(v) === sorted(v as never) && digestOf(canonical(v)) === digest(sorted(v as never))));
  });
  it('signed here is verified there and the other way round; a changed part is not', () => {
    const keys = sm2KeyPair();
    const ours = signed({ v: 1, body: '{"名":"白"}' }, { id: 'k', privateKey: keys.privateKey });
    expect(verifies(ours, keys.publicKey)).toBe(true);
    expect(verifies({ ...ours, body: '{}' } as never, keys.publicKey)).toBe(false);
    const theirs = sign({ v: 1, body: 'x' }, keys.privateKey);
    expect(holds(theirs, keys.publicKey)).toBe(true);
    expect(holds({ ...theirs, v: 2 } as never, keys.publicKey)).toBe(false);
  });
});
