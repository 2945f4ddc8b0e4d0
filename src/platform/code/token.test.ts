/** The bytes of a code: what is believed, and each reason why not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sm2KeyPair, sm2Sign } from '../crypto/index.ts';
import { checkToken, looksLikeCode, makeToken, type Token, type TokenFault, tokenLength } from './token.ts';

const ours = { id: 'a1b2c3d4-0000-4000-8000-000000000000', ...sm2KeyPair() };
const from = 1_730_700_000;
const token: Token = {
  kind: 'person',
  county: '141129',
  key: 'a1b2c3d4',
  from,
  seconds: 60,
  id: '00112233445566778899aabb',
  session: 'deadbeef',
};
const signed = (t: Token = token, key = ours.privateKey) => makeToken(t, message => sm2Sign(message, key));
const trust = (seconds = from + 5) => ({ county: '141129', keys: [ours], now: seconds * 1000 });
const faultsOf = (text: string, t = trust()): TokenFault[] => {
  const checked = checkToken(text, t);
  return checked.holds ? [] : checked.faults;
};
const code = signed();

describe('a code', () => {
  it('gives back what was put in, and is short enough for the QR of an old scanner', () => {
    expect(checkToken(code, trust())).toEqual({ holds: true, token });
    expect(checkToken(signed({ ...token, kind: 'firm' }), trust())).toMatchObject({ holds: true, token: { kind: 'firm' } });
    // 154 letters and digits are the most of a QR of version 6 at level M.
    expect(code.length).toBe(tokenLength);
    expect(tokenLength).toBeLessThanOrEqual(154);
    expect(code).toMatch(/^ZY1[A-Z2-7]+$/);
  });

  it('is read as a scanner types it: small letters, full-width letters, a line end', () => {
    const wide = [...code].map(c => String.fromCodePoint(c.codePointAt(0)! + 0xfee0)).join('');
    for (const typed of [code.toLowerCase(), `${code}\n`, wide, ` ${code.slice(0, 40)} ${code.slice(40)}`]) expect(checkToken(typed, trust()).holds).toBe(true);
  });

  it.each<[string, string, TokenFault[]]>([
    ['cut off', code.slice(0, -1), ['form']],
    ['with one letter too many', `${code}A`, ['form']],
    ['a number of a person', '11010519491231002X', ['form']],
    ['nothing', '', ['form']],
    ['of a version to come', code.replace('ZY1', 'ZY2'), ['version']],
    ['of another county', signed({ ...token, county: '141130' }), ['foreign']],
    ['of an unknown key', signed({ ...token, key: '00000000' }), ['key']],
    ['signed by somebody else', signed(token, sm2KeyPair().privateKey), ['altered']],
  ])('%s is refused', (_, text, faults) => expect(faultsOf(text)).toEqual(faults));

  it.each<[string, number, TokenFault[]]>([
    ['11 seconds before it begins', from - 11, ['early']],
    ['10 seconds before it begins, as clocks differ', from - 10, []],
    ['in its last second', from + 59, []],
    ['when its 60 seconds are over', from + 60, ['expired']],
    ['a second later', from + 61, ['expired']],
  ])('%s', (_, now, faults) => expect(faultsOf(code, trust(now))).toEqual(faults));

  it('lives 60 seconds at most, whatever it says', () => expect(faultsOf(signed({ ...token, seconds: 200 }), trust(from + 61))).toEqual(['expired']));

  it('is refused with any one character changed', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    fc.assert(
      fc.property(fc.nat(code.length - 1), fc.nat(31), (at, letter) => {
        const changed = code.slice(0, at) + letters[letter] + code.slice(at + 1);
        expect(checkToken(changed, trust()).holds).toBe(changed === code);
      }),
      { numRuns: 200 },
    );
  });

  it('never throws, whatever is scanned', () => {
    fc.assert(fc.property(fc.string({ maxLength: 300 }), text => void expect(checkToken(text, trust()).holds).toBe(false)));
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 93, maxLength: 93 }), bytes => {
        const text = `ZY1${[...bytes]
          .map(b => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[b % 32])
          .join('')
          .padEnd(149, 'A')}`;
        expect(checkToken(text, trust()).holds).toBe(false);
      }),
    );
  });

  it('says what it was made of in no letter of it', () => {
    const other = signed({ ...token, id: 'ffffffffffffffffffffffff' });
    expect(other).not.toBe(code);
    expect(looksLikeCode(code)).toBe(true);
    expect(looksLikeCode('11010519491231002X')).toBe(false);
    expect(looksLikeCode('91350100M000100Y43')).toBe(false);
  });
});
