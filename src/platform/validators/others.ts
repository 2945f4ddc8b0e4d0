/** Smaller numbers that people type. */
import { plain } from './identity-number.ts';

/** Mainland mobile numbers; a leading +86 is dropped. Null when it is none. */
export function readPhone(text: string): string | null {
  const digits = plain(text).replace(/^\+?86(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

export const maskPhone = (phone: string): string => `${phone.slice(0, 3)}****${phone.slice(-4)}`;

/** Bank cards: 16 to 19 digits; cards of the national scheme carry a Luhn check digit. Null when it is none. */
export function readBankAccount(text: string): string | null {
  const digits = plain(text);
  if (!/^\d{16,19}$/.test(digits)) return null;
  const sum = [...digits].reverse().reduce((total, c, i) => {
    const doubled = i % 2 === 1 ? Number(c) * 2 : Number(c);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0 ? digits : null;
}

export const maskBankAccount = (account: string): string => `${account.slice(0, 4)} **** **** ${account.slice(-4)}`;

/** Number plates of cars (7) and of new-energy cars (8). */
export const isPlate = (text: string): boolean =>
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳]$/.test(plain(text));

export const isEmail = (text: string): boolean => /^[^\s@]{1,64}@[^\s@]+\.[^\s@]{2,}$/.test(text.trim());

/** Names of people: any letters and the dots of Uyghur and Tibetan names; rare characters too. */
export const isPersonName = (text: string): boolean => /^[\p{L}\p{M}·•.\s]{2,50}$/u.test(text.trim());

const base36 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** ISO 7064 MOD 37,36, the check character of e-licence numbers (GB/T 36904). */
export function mod37Check(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + base36.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return base36[(37 - product) % 36]!;
}
