/** Where money goes: a firm's account has no check digit, a card of an operator has one. */
import { describe, expect, it } from 'vitest';
import { accountNumber, maskAccount } from './account-number.ts';

const firm = (text: string) => accountNumber(text, 'firm');
const card = (text: string) => accountNumber(text, 'card');

describe('the account of a firm', () => {
  it.each([
    ['12345678', '12345678'],
    // A check digit of a card would not fit.
    ['6217001234567890111', '6217001234567890111'],
    ['0402 0201 0930 0012 345', '0402020109300012345'],
    ['0402-0201-0930-0012-345', '0402020109300012345'],
    ['０４０２０２０１０９３０', '040202010930'],
    ['1'.repeat(32), '1'.repeat(32)],
  ])('may be %s', (typed, number) => expect(firm(typed)).toEqual({ number }));

  it.each([
    ['1234567', /8 至 32 位.*7 位/],
    ['1'.repeat(33), /8 至 32 位.*33 位/],
    ['04020201O9300012', /只能是数字.*“O”/],
    ['中行12345678', /只能是数字.*“中行”/],
    ['1234.5678', /只能是数字.*“\.”/],
    ['   ', /请填写账号/],
  ])('is refused as %s, and it is said why', (typed, why) => expect(firm(typed)).toEqual({ fault: expect.stringMatching(why) }));
});

describe('the card of an operator', () => {
  it('has 16 to 19 digits and a check digit', () => {
    expect(card('6217 0012 3456 7890 114')).toEqual({ number: '6217001234567890114' });
    expect(card('6217001234567890111')).toEqual({ fault: expect.stringContaining('校验') });
    expect(card('12345678')).toEqual({ fault: expect.stringMatching(/16 至 19 位/) });
  });
});

it('is shown with its middle hidden, and a short one with its end only', () => {
  expect(maskAccount('6217001234567890114')).toBe('6217 **** **** 0114');
  expect(maskAccount('040202010930')).toBe('**** 0930');
  expect(maskAccount('12345678')).toBe('**** 5678');
});
