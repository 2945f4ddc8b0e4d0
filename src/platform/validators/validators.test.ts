import fc from 'fast-check';
import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { creditCodeCheck, identityCheck, isPersonName, isPlate, mod37Check, readBankAccount, readCreditCode, readIdentityNumber, readPhone } from './index.ts';

describe('identity numbers, GB 11643-1999', () => {
  it('reads the example of the standard', () => {
    expect(readIdentityNumber('11010519491231002X')).toEqual({
      valid: true,
      normalized: '11010519491231002X',
      birth: '1949-12-31',
      sex: 'female',
      area: '110105',
    });
  });
  it('takes what people type: small x, full-width digits, spaces and hyphens', () => {
    for (const typed of ['11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ', '110105 19491231 002X', '110105-19491231-002x'])
      expect(readIdentityNumber(typed)).toMatchObject({ valid: true, normalized: '11010519491231002X' });
  });
  it.each([
    ['1101051949123100', 'length'],
    ['110105194912310021X', 'length'],
    ['11010519491231A02X', 'characters'],
    ['X1010519491231002X', 'characters'],
    ['99010519491231002X', 'area'],
    ['110105194902300021', 'birth'],
    ['110105194902290024', 'birth'],
    ['110105194913310024', 'birth'],
    ['110105194912310021', 'check'],
  ])('refuses %s: %s', (number, reason) => {
    expect(readIdentityNumber(number)).toEqual({ valid: false, reason });
  });
  it('refuses a birthday after today, and takes one on today', () => {
    const born = (day: string) => {
      const front = `141129${day.replaceAll('-', '')}001`;
      return front + identityCheck(front);
    };
    expect(readIdentityNumber(born('2024-11-05'), '2024-11-04')).toEqual({ valid: false, reason: 'birth' });
    expect(readIdentityNumber(born('2024-11-04'), '2024-11-04')).toMatchObject({ valid: true, sex: 'male' });
  });
  it('finds every single wrong digit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, by) => {
        const good = '11010519491231002X';
        const digit = (Number(good[at]) + by) % 10;
        return !readIdentityNumber(good.slice(0, at) + digit + good.slice(at + 1)).valid;
      }),
    );
  });
});

describe('unified social credit codes, GB 32100-2015', () => {
  it('takes the example of the standard', () => {
    expect(readCreditCode('91350100M000100Y43')).toEqual({ valid: true, normalized: '91350100M000100Y43' });
  });
  it.each([
    ['9135010', 'length'],
    ['91350100M000100I43', 'characters'],
    ['9135A100M000100Y43', 'characters'],
    ['91350100M000100Y44', 'check'],
  ])('refuses %s: %s', (code, reason) => {
    expect(readCreditCode(code)).toEqual({ valid: false, reason });
  });
  it('has a check character for every code, also where the sum leaves nothing', () => {
    const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 9, maxLength: 9 }), org => {
        const front = `91141129${org.map(i => alphabet[i]).join('')}`;
        return readCreditCode(front + creditCodeCheck(front)).valid;
      }),
      { numRuns: 500 },
    );
  });
});

describe('an independent reader (stdnum)', () => {
  const { ric, uscc } = stdnum.CN!;
  it('agrees on every identity number, right or with one digit changed', () => {
    const day = fc.date({ min: new Date('1900-01-01'), max: new Date('2020-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 17 }), fc.integer({ min: 0, max: 9 }), (born, serial, at, digit) => {
        const front = `141129${born.toISOString().slice(0, 10).replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
        const good = front + identityCheck(front);
        const other = good.slice(0, at) + digit + good.slice(at + 1);
        expect(readIdentityNumber(good).valid).toBe(true);
        expect(ric!.validate(good).isValid).toBe(true);
        // It knows every county of the country, so it may refuse an area that we only look at by province.
        if (at > 5) expect(readIdentityNumber(other).valid).toBe(ric!.validate(other).isValid);
      }),
    );
  });
  it('agrees on every credit code', () => {
    const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...alphabet), { minLength: 9, maxLength: 9 }), fc.constantFrom(...alphabet), (org, last) => {
        const front = `91141129${org.join('')}`;
        expect(readCreditCode(front + last).valid).toBe(last === creditCodeCheck(front));
        // Where the sum leaves nothing, it knows no check character at all (31 − 0): the standard says 0.
        expect(uscc!.validate(front + creditCodeCheck(front)).isValid).toBe(creditCodeCheck(front) !== '0');
      }),
    );
  });
});

describe('other numbers', () => {
  it('makes the check character of GB/T 36904 by ISO 7064 MOD 37,36', () => {
    expect(mod37Check('A12425GABC1234002')).toBe('M');
  });
  it.each([
    ['13835812345', '13835812345'],
    ['+86 138 3581 2345', '13835812345'],
    ['１３８３５８１２３４５', '13835812345'],
    ['12345678901', null],
    ['1383581234', null],
  ])('phone %s', (typed, read) => {
    expect(readPhone(typed)).toBe(read);
  });
  it('bank cards: Luhn, 16 to 19 digits', () => {
    expect(readBankAccount('6222 0200 0000 0000 008')).toBeNull();
    expect(readBankAccount('4111111111111111')).toBe('4111111111111111');
    expect(readBankAccount('4111111111111112')).toBeNull();
    expect(readBankAccount('411111111111111')).toBeNull();
  });
  it('names with rare characters and dots are names', () => {
    for (const name of ['刘𬭚', '王䶮', '买买提·吐尔逊', '欧阳春晓', 'Anna Schmidt']) expect(isPersonName(name)).toBe(true);
    for (const name of ['王', '王1', '<b>', '']) expect(isPersonName(name)).toBe(false);
  });
  it('plates', () => {
    for (const plate of ['晋J12345', '晋JD12345', '晋a 12345']) expect(isPlate(plate)).toBe(true);
    for (const plate of ['J12345', '晋I12345', '晋J123']) expect(isPlate(plate)).toBe(false);
  });
});
