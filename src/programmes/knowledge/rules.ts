/** The life of an entry, and what must not stand in one. Pure. */
import { addDays, type Day, daysBetween } from '#platform/calendar';
import { readIdentityNumber } from '#platform/validators';
import { longestReview, reminderDays } from './figures.ts';
import type { EntryState } from './forms.ts';

export interface Dates {
  validUntil: Day | null;
  reviewBy: Day;
}

/** The day that comes first: the end of the answer, or the day of a second look. */
export const dueOf = (d: Dates): Day => (d.validUntil !== null && d.validUntil < d.reviewBy ? d.validUntil : d.reviewBy);

/** An entry that is still valid on this day is an answer; the day itself counts. */
export const answers = (d: Pick<Dates, 'validUntil'>, today: Day): boolean => d.validUntil === null || today <= d.validUntil;

/** Green; yellow from 30 days before the due day; red when it has passed. */
export function lightOf(d: Dates, today: Day): 'green' | 'yellow' | 'red' {
  const due = dueOf(d);
  if (today > due) return 'red';
  return daysBetween(today, due) <= reminderDays ? 'yellow' : 'green';
}

export interface Fault {
  path: string;
  message: string;
}

/** Days in an entry: neither may have passed, and nobody is to look at it again in more than two years. */
export function dateFaults(d: Dates, today: Day): Fault[] {
  const faults: Fault[] = [];
  if (d.validUntil !== null && d.validUntil < today) faults.push({ path: 'validUntil', message: '有效期已经过了' });
  if (d.reviewBy <= today) faults.push({ path: 'reviewBy', message: '复核日要在今天以后' });
  if (d.reviewBy > addDays(today, longestReview)) faults.push({ path: 'reviewBy', message: '最晚两年内复核一次' });
  return faults;
}

/** In which states of the newest edition something can be done; the reason where it cannot. */
const moves = {
  edit: { from: ['draft'], why: '只有草稿可以改；已发布的请“修订”成新的一版' },
  submit: { from: ['draft'], why: '只有草稿可以送审' },
  publish: { from: ['review'], why: '只有待审核的可以通过' },
  return: { from: ['review'], why: '只有待审核的可以退回' },
  drop: { from: ['draft', 'review'], why: '没有还没发布的一版' },
  revise: { from: ['published', 'expired', 'withdrawn'], why: '还有没发布的一版，先把它办完' },
} as const satisfies Record<string, { from: readonly EntryState[]; why: string }>;
export type Move = keyof typeof moves;

export const refusedMove = (move: Move, state: EntryState): string | null => ((moves[move].from as readonly string[]).includes(state) ? null : moves[move].why);

/** Four eyes: who wrote in an edition does not review it. */
export const reviewsOwn = (writers: readonly string[], reviewer: string): boolean => writers.includes(reviewer);

const hidden = '某';
const separators = /[\s\-－—_·.]/g;

/** Patterns of what may be somebody's: numbers long enough to be one, addresses of mail. Amounts and years are shorter. */
const numberLike = /\d(?:[\s\-－—·.]?[\dXx]){6,}/g;
const mail = /[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+/g;
const plate = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][·\s]?[A-HJ-NP-Z0-9]{5,6}/g;
const saidName = /(我叫|我是|姓名[：:是]?|本人)([\p{Script=Han}]{2,4})(?=[，,。！!、\s]|$)/gu;

export interface Personal {
  kind: 'identity' | 'mobile' | 'account' | 'number' | 'mail' | 'plate' | 'name';
  /** What it is, without the thing itself. */
  what: string;
}

/** What may be somebody's in a text. `12345` and days are nobody's; a unit's own telephone is of the kind `number`. */
export function personalData(text: string, names: readonly string[] = []): Personal[] {
  const plain = text.normalize('NFKC');
  const found = new Map<string, Personal>();
  const add = (kind: Personal['kind'], what: string) => void found.set(what, { kind, what });
  for (const [number] of plain.matchAll(numberLike)) {
    const digits = number.replaceAll(separators, '').toUpperCase();
    if (isDay(number)) continue;
    const tail = `（尾号 ${digits.slice(-4)}）`;
    if (readIdentityNumber(digits).valid || digits.length === 18) add('identity', `身份证号${tail}`);
    else if (/^(86)?1[3-9]\d{9}$/.test(digits)) add('mobile', `手机号${tail}`);
    else if (digits.length >= 15) add('account', `账号${tail}`);
    else add('number', `号码${tail}`);
  }
  if (plain.match(mail)) add('mail', '邮箱');
  if (plain.match(plate)) add('plate', '车牌号');
  for (const name of names) if (name.length > 1 && plain.includes(name)) add('name', `姓名“${name}”`);
  return [...found.values()];
}

/** Telephones and mail of units may stand in an answer; what is a person's may not. */
export const neverPublished: readonly Personal['kind'][] = ['identity', 'mobile', 'account', 'plate', 'name'];

const isDay = (text: string) => /^(19|20)\d{2}[-.](0?[1-9]|1[0-2])[-.](0?[1-9]|[12]\d|3[01])$/.test(text);

/** A question as it is kept and shown to a model: what may be somebody's is hidden. */
export function masked(text: string): string {
  return text
    .replaceAll(/[０-９Ａ-Ｚａ-ｚ＠]/g, c => c.normalize('NFKC'))
    .replaceAll(mail, '某邮箱')
    .replaceAll(plate, '某车牌')
    .replaceAll(numberLike, n => (isDay(n) ? n : '某号码'))
    .replaceAll(saidName, (_, before: string) => `${before}${hidden}${hidden}`);
}

/** What is left of a question when who asks is taken out of it: 我叫…，电话…. */
export const withoutWho = (text: string): string =>
  masked(text)
    .replaceAll(/(我的?|本人)?(电话|手机号?|身份证号?码?|微信|联系方式)?(是|号|[:：])?某(号码|邮箱|车牌)/g, '')
    .replaceAll(/(我叫|我是|姓名[：:是]?|本人)某某/g, '');
