/** What tax brings back, held against what each person pays. 三, 六, 七（二）. Pure. */
import { type Day, inChinese, yearOf } from '#platform/calendar';
import { yuan } from '#platform/money';
import { gathering, insuranceYear, paymentDays, personalShare } from './figures.ts';
import { windowOf } from './rules.ts';
import { type Result, type Situation, situations } from './words.ts';

export interface Payment {
  id: string;
  key: string;
  voucher: string;
  /** Fen. */
  amount: bigint;
  on: Day;
}

export interface Payer {
  id: string;
  birth: Day | null;
  /** What the person pays; null: by the policy of veterans. */
  share: bigint | null;
  exempt: Situation | null;
  lastInsuredYear?: number;
  newlyAidedOn?: Day;
  /** Fen that the bureau has assessed for who pays after the gathering. 七（一） */
  assessed?: bigint;
  /** The voucher by which they are enrolled already. */
  enrolledBy: string | null;
}

export interface Settled {
  payment: Payment;
  result: Result;
  why: string;
  person: string | null;
  insuredFrom: Day | null;
}

/** Why nobody can have paid on this day; null: they can. 三 */
export function dayFault(on: Day): string | null {
  if (on < gathering.from) return `缴费从 ${inChinese(gathering.from)} 开始（三）`;
  if (yearOf(on) > insuranceYear) return `${insuranceYear} 年度已经结束`;
  const day = Number(on.slice(8));
  return day < paymentDays.first || day > paymentDays.last ? `每月 ${paymentDays.first} 日至 ${paymentDays.last} 日缴费，${inChinese(on)}不能缴（三）` : null;
}

/** Whether somebody who pays after the gathering needs the bureau's assessment: not a child born the year before, nor who was aided since. 四（二）, 七 */
export const needsAssessment = ({ birth, newlyAidedOn }: Pick<Payer, 'birth' | 'newlyAidedOn'>, on: Day): boolean =>
  on > gathering.to && !(birth !== null && yearOf(birth) === insuranceYear - 1) && !(newlyAidedOn !== undefined && newlyAidedOn <= on);

/** The earliest good payment of a person enrols them; what comes after is twice. */
export function settle(payments: readonly Payment[], payers: ReadonlyMap<string, Payer>, perMissedYear = 0): Settled[] {
  const by = new Map<string, string>();
  for (const [key, p] of payers) if (p.enrolledBy !== null) by.set(key, p.enrolledBy);
  const inOrder = [...payments].sort((a, b) => (a.on === b.on ? (a.voucher < b.voucher ? -1 : 1) : a.on < b.on ? -1 : 1));
  return inOrder.map(payment => {
    const payer = payers.get(payment.key);
    const back = (result: Result, why: string): Settled => ({ payment, result, why, person: payer?.id ?? null, insuredFrom: null });
    if (!payer) return back('unknown', '参保对象里没有这个证号，请核对后退回缴费人或先补登');
    const wrongDay = dayFault(payment.on);
    if (wrongDay) return back('day', wrongDay);
    const earlier = by.get(payment.key);
    if (earlier !== undefined && earlier !== payment.voucher) return back('twice', `已凭 ${earlier} 参保`);
    if (payer.exempt !== null) return back('exempt', `${situations[payer.exempt]}，不用在这里参保`);
    const assessed = needsAssessment(payer, payment.on);
    if (assessed && payer.assessed === undefined) return back('unassessed', `${inChinese(gathering.to)}以后缴费，先由县医保局核定补缴金额再推送（七（一））`);
    const share = assessed ? payer.assessed! : payer.share;
    const most = share ?? personalShare.value;
    if (share !== null ? payment.amount !== share : payment.amount > most) return back('amount', `应缴 ${yuan(most)} 元，缴了 ${yuan(payment.amount)} 元`);
    by.set(payment.key, payment.voucher);
    const { insuredFrom } = windowOf({
      on: payment.on,
      ...(payer.birth ? { birth: payer.birth } : {}),
      ...(payer.lastInsuredYear ? { lastInsuredYear: payer.lastInsuredYear } : {}),
      ...(payer.newlyAidedOn ? { newlyAidedOn: payer.newlyAidedOn } : {}),
      perMissedYear,
    });
    return { payment, result: 'enrolled', why: `${inChinese(payment.on)}缴 ${yuan(payment.amount)} 元`, person: payer.id, insuredFrom };
  });
}
