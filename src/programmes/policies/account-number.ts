/** Numbers of accounts as people type them. Pure. */
import { readBankAccount } from '#platform/validators';

/**
 * A firm's account (对公账户) is numbered by its bank: there is no common length and no check digit. A card of a person, which a
 * sole trader may name, has 16 to 19 digits and a check digit.
 */
export type AccountKind = 'firm' | 'card';

/** Digits, or why they are none: spaces, hyphens and full-width digits are read as what they mean. */
export function accountNumber(text: string, kind: AccountKind): { number: string } | { fault: string } {
  const digits = text.normalize('NFKC').replaceAll(/[\s-]/g, '');
  if (digits === '') return { fault: '请填写账号' };
  const strange = /\D+/.exec(digits)?.[0];
  if (strange) return { fault: `账号只能是数字，不能有“${strange}”` };
  if (kind === 'firm')
    return digits.length >= 8 && digits.length <= 32 ? { number: digits } : { fault: `对公账号应为 8 至 32 位数字，现在是 ${digits.length} 位` };
  if (digits.length < 16 || digits.length > 19) return { fault: `经营者本人的银行卡号应为 16 至 19 位数字，现在是 ${digits.length} 位` };
  return readBankAccount(digits) ? { number: digits } : { fault: '卡号的校验位不对，请对照银行卡核对' };
}

/** Of a short number only the end is shown: its beginning and its end would be the whole. */
export const maskAccount = (number: string): string => `${number.length < 16 ? '' : `${number.slice(0, 4)} **** `}**** ${number.slice(-4)}`;
