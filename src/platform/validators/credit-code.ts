/** Unified social credit codes, GB 32100-2015. */
import { plain } from './identity-number.ts';

export type CreditCodeFault = 'length' | 'characters' | 'check';

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** The check character of the first 17. */
export function creditCodeCheck(front: string): string {
  let sum = 0;
  let weight = 1;
  for (const character of front) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return alphabet[(31 - (sum % 31)) % 31]!;
}

export function readCreditCode(text: string): { valid: true; normalized: string } | { valid: false; reason: CreditCodeFault } {
  const code = plain(text);
  if (code.length !== 18) return { valid: false, reason: 'length' };
  if ([...code].some(c => !alphabet.includes(c)) || !/^\d{6}$/.test(code.slice(2, 8))) return { valid: false, reason: 'characters' };
  if (creditCodeCheck(code.slice(0, 17)) !== code[17]) return { valid: false, reason: 'check' };
  return { valid: true, normalized: code };
}

export const creditCodeFaults: Record<CreditCodeFault, string> = {
  length: '统一社会信用代码应为 18 位',
  characters: '统一社会信用代码由数字和大写字母组成，不用 I、O、Z、S、V，第 3 至 8 位是数字',
  check: '统一社会信用代码校验不符，请核对有没有输错',
};
