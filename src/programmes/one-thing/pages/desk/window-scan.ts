/** What was scanned or typed into the one field: a card, a firm's licence, a phone number; or what is wrong with it. */
import type { Day } from '#platform/calendar';
import { looksLikeCode } from '#platform/code/pure';
import { creditCodeFaults, identityFaults, plain, readCreditCode, readIdentityNumber, readPhone } from '#platform/validators';

export type Scanned =
  | { is: 'person'; identity: string }
  | { is: 'firm'; code: string }
  | { is: 'phone'; phone: string }
  /** Letters and digits that are no number of a person: a name, the number of a case. */
  | { is: 'words'; words: string }
  | { is: 'wrong'; message: string };

/** Digits with at most one letter at the end were meant as an identity number. */
const likeIdentity = /^\d{14,}[A-Z]?$/;
/** A code of a firm begins with the registering authority: 1, 5 and 9 are the common ones; somewhere it has a letter. */
const likeCode = /^[159][0-9A-Z]{13,}$/;

/** As it stands on the receipt; without its hyphens it would pass for the number of a person. */
const caseNumber = /^\d{6}-\d{8}-\d{4,}$/;

export function readScan(text: string, today?: Day): Scanned {
  const words = text.normalize('NFKC').trim();
  if (caseNumber.test(words)) return { is: 'words', words };
  const number = plain(text);
  if (number === '') return { is: 'wrong', message: '请刷身份证、扫中阳码或营业执照，或输入号码' };
  const phone = readPhone(text);
  if (phone) return { is: 'phone', phone };
  const identity = readIdentityNumber(number, today);
  if (identity.valid) return { is: 'person', identity: identity.normalized };
  const code = readCreditCode(number);
  if (code.valid) return { is: 'firm', code: code.normalized };
  if (/^\d{15}$/.test(number)) return { is: 'wrong', message: '15 位的旧号码已经停用，请用 18 位的公民身份号码' };
  if (likeIdentity.test(number))
    return { is: 'wrong', message: `${identityFaults[identity.reason]}${identity.reason === 'length' ? `，现在是 ${number.length} 位` : ''}` };
  if (likeCode.test(number))
    return { is: 'wrong', message: `${creditCodeFaults[code.reason]}${code.reason === 'length' ? `，现在是 ${number.length} 位` : ''}` };
  return { is: 'words', words };
}

/** A Zhongyang code, as it was scanned: the server reads it, once. */
export type Coded = { is: 'code'; code: string };
export type Carded = Extract<Scanned, { is: 'person' | 'firm' | 'wrong' }> | Coded;

export const readCode = (text: string): Coded | null => (looksLikeCode(text) ? { is: 'code', code: text.trim() } : null);

/** At the window only the number on the card or on the licence finds somebody, or the code on their telephone. */
export function readCard(text: string, today?: Day): Carded {
  const coded = readCode(text);
  if (coded) return coded;
  const scanned = readScan(text, today);
  if (scanned.is === 'phone') return { is: 'wrong', message: '这是手机号。代为申请要核对身份证，请刷身份证或输入公民身份号码' };
  if (scanned.is !== 'words') return scanned;
  if (caseNumber.test(scanned.words)) return { is: 'wrong', message: '这是办件编号。领结果请到“发放结果”里查；办新的事请刷身份证' };
  const number = plain(text);
  return {
    is: 'wrong',
    message: /^[0-9A-Z]+$/.test(number) ? `号码应为 18 位，现在是 ${number.length} 位` : '请输入号码，不是姓名：公民身份号码或统一社会信用代码，都是 18 位',
  };
}
