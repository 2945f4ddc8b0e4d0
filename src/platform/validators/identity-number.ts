/** Resident identity numbers, GB 11643-1999. */
import { type Day, isDay } from '../calendar/index.ts';

export type IdentityFault = 'length' | 'characters' | 'area' | 'birth' | 'check';
export type IdentityReading = { valid: true; normalized: string; birth: Day; sex: 'male' | 'female'; area: string } | { valid: false; reason: IdentityFault };

/** First two digits of the area that GB/T 2260 knows, and 81, 82, 83: residence permits of Hong Kong, Macao, Taiwan. */
const provinces = new Set('11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '));
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of 17 digits. */
export const identityCheck = (digits: string): string => '10X98765432'[weights.reduce((sum, w, i) => sum + w * Number(digits[i]), 0) % 11]!;

/** Full-width digits and letters to plain ones, without spaces and hyphens, capital letters. */
export const plain = (text: string): string => text.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase();

/** Reads a number as a person types it. With `today` a birthday in the future is refused. */
export function readIdentityNumber(text: string, today?: Day): IdentityReading {
  const number = plain(text);
  if (number.length !== 18) return { valid: false, reason: 'length' };
  if (!/^\d{17}[\dX]$/.test(number)) return { valid: false, reason: 'characters' };
  if (!provinces.has(number.slice(0, 2)) || number.slice(2, 4) === '00') return { valid: false, reason: 'area' };
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isDay(birth) || birth < '1850-01-01' || (today !== undefined && birth > today)) return { valid: false, reason: 'birth' };
  if (identityCheck(number) !== number[17]) return { valid: false, reason: 'check' };
  return { valid: true, normalized: number, birth, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female', area: number.slice(0, 6) };
}

export const identityFaults: Record<IdentityFault, string> = {
  length: '公民身份号码应为 18 位',
  characters: '公民身份号码只能是数字，最后一位可以是 X',
  area: '公民身份号码前 6 位不是有效的地区',
  birth: '公民身份号码中的出生日期不存在或在今天之后',
  check: '公民身份号码校验不符，请核对有没有输错',
};

/** `1411…` → `1411**********002X`: the form in lists. */
export const maskIdentity = (number: string): string => `${number.slice(0, 4)}**********${number.slice(-4)}`;
