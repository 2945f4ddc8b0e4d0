/** What is wrong with a typed licence number, named so that it can be mended. */
import { mod37Check } from '#platform/validators';

export const length = 23;

/** As it is stored: no blanks, no dashes, half-width, capital letters. */
export const plainNumber = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[\s\-—–_.·]/g, '')
    .toUpperCase();

export function faultIn(number: string): string | null {
  if (number === '') return '请输入证照编号';
  const strange = [...number].find(c => !/[0-9A-Z]/.test(c));
  if (strange) return `编号里不会有“${strange}”，只有数字和字母`;
  if (number.length < length) return `少了 ${length - number.length} 位：编号是 ${length} 位，您输入了 ${number.length} 位`;
  if (number.length > length) return `多了 ${number.length - length} 位：编号是 ${length} 位，您输入了 ${number.length} 位`;
  if (/[IO]/.test(number.slice(0, 22))) return `编号里没有字母 ${/I/.test(number.slice(0, 22)) ? 'I，可能是数字 1' : 'O，可能是数字 0'}`;
  if (/\D/.test(number.slice(0, 14))) return '前 14 位都是数字，请核对';
  if (mod37Check(number.slice(0, -1)) !== number.at(-1)) return '有一位输错了，或者两位输颠倒了，请一段一段核对';
  return null;
}
