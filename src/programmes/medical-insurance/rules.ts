/** Who pays what for a person, and whether one can pay today; clause by clause. Pure: days come in, all reasons go out. */
import { addMonths, ageOn, type Day, inChinese, yearOf } from '#platform/calendar';
import { yuan } from '#platform/money';
import { type AidIdentity, aids, elderlyFrom, gathering, insuranceYear, type Payer, paymentDays, personalShare, waitingMonths } from './figures.ts';

export interface Insured {
  /** The day on which one asks or pays. */
  on: Day;
  birth: Day;
  localHousehold: boolean;
  identities: readonly Exclude<AidIdentity, 'elderly'>[];
  /** Fen that veterans' affairs says a veteran pays by its policy; absent: not said. 五 5 */
  veteranPays?: bigint;
}

export interface Share {
  /** The aid that is given; null: none. */
  identity: AidIdentity | null;
  /** Fen that the person pays; null: a policy of its own says (重点优抚对象). */
  person: bigint | null;
  shares: { payer: Payer; amount: bigint | null }[];
  considered: { identity: AidIdentity; person: bigint | null }[];
  why: string[];
}

/** 五: the most generous aid and one only. */
export function shareOf({ birth, localHousehold, identities, veteranPays }: Insured): Share {
  const full = personalShare.value;
  if (yearOf(birth) >= insuranceYear)
    return {
      identity: null,
      person: 0n,
      shares: [],
      considered: [],
      why: [`${insuranceYear} 年出生的新生儿，登记后自出生之日起享受 ${insuranceYear} 年度待遇，从次年起缴费（四（二））`],
    };
  const age = ageOn(birth, elderlyFrom.on);
  const elderly = localHousehold && age >= elderlyFrom.age;
  const known = new Set<AidIdentity>(identities);
  if (elderly) known.add('elderly');
  const considered = (Object.keys(aids) as AidIdentity[])
    .filter(id => known.has(id))
    .map(identity => ({
      identity,
      person: identity === 'veteran' ? (veteranPays ?? null) : aids[identity].person,
    }));
  const why = [
    `个人缴费标准每人每年 ${yuan(full)} 元（四（一））`,
    ...considered.map(
      c =>
        `${aids[c.identity].name}：${c.person === null ? '由退役军人事务部门按优抚对象医疗补助政策执行' : `个人缴 ${yuan(c.person)} 元`}（${
          aids[c.identity].cite.place
        }${c.identity === 'veteran' && c.person !== null ? '，退役军人事务部门按优抚对象医疗补助政策核定' : ''}）`,
    ),
    ...(age >= elderlyFrom.age && !localHousehold ? [`到 ${inChinese(elderlyFrom.on)} 满 ${age} 岁，但不是本县户籍，不享受高龄老人资助（五 7）`] : []),
  ];
  // In the document's order: the first of equals stays.
  const best = considered
    .filter(c => c.person !== null)
    .reduce<(typeof considered)[number] | null>((a, b) => (a === null || b.person! < a.person! ? b : a), null);
  if (best) {
    if (considered.length > 1) why.push(`就高不就低，只享受一种：${aids[best.identity].name}（五）`);
    return { identity: best.identity, person: best.person, shares: [{ payer: aids[best.identity].payer, amount: full - best.person! }], considered, why };
  }
  if (known.has('veteran')) return { identity: 'veteran', person: null, shares: [{ payer: aids.veteran.payer, amount: null }], considered, why };
  return { identity: null, person: full, shares: [], considered, why: [...why, '没有参保资助，个人全额缴费'] };
}

export interface Asking {
  on: Day;
  birth?: Day;
  /** The last year for which one was insured before; absent: not known. */
  lastInsuredYear?: number;
  newlyAidedOn?: Day;
  /** Months more for each year that was missed, as the bureau decided. */
  perMissedYear?: number;
}

export type WindowReason = 'gathering' | 'newborn' | 'newly-aided' | 'late' | 'not-begun' | 'month-end' | 'over';

export interface Window {
  open: boolean;
  reason: WindowReason;
  /** First day of cover, when one pays on `on`; null while one cannot. */
  insuredFrom: Day | null;
  waitingMonths: number;
  why: string[];
}

/** 三, 四（二）, 七（二）. */
export function windowOf({ on, birth, lastInsuredYear, newlyAidedOn, perMissedYear = 0 }: Asking): Window {
  const closed = (reason: WindowReason, ...why: string[]): Window => ({ open: false, reason, insuredFrom: null, waitingMonths: 0, why });
  const yearBegins: Day = `${insuranceYear}-01-01`;
  const later = (day: Day) => (day > yearBegins ? day : yearBegins);
  if (birth && yearOf(birth) === insuranceYear) {
    if (on > `${insuranceYear}-12-31`) return closed('over', `${insuranceYear} 年度已经结束`);
    return { open: true, reason: 'newborn', insuredFrom: birth, waitingMonths: 0, why: [`${insuranceYear} 年出生，登记后自出生之日起享受待遇（四（二））`] };
  }
  if (on < gathering.from) return closed('not-begun', `集中参保缴费期从 ${inChinese(gathering.from)} 开始（三）`);
  if (on > `${insuranceYear}-12-31`) return closed('over', `${insuranceYear} 年度已经结束`);
  const day = Number(on.slice(8));
  if (day > paymentDays.last) return closed('month-end', `每月 ${paymentDays.first} 日至 ${paymentDays.last} 日可以缴费，今天 ${day} 日（三）`);
  if (newlyAidedOn && newlyAidedOn <= on && on > gathering.to)
    return { open: true, reason: 'newly-aided', insuredFrom: later(on), waitingMonths: 0, why: [`${inChinese(newlyAidedOn)}新纳入资助，不设等待期`] };
  const inTime = on <= gathering.to;
  const reason = inTime ? 'gathering' : 'late';
  const newborn = birth !== undefined && yearOf(birth) === insuranceYear - 1;
  const gap = lastInsuredYear !== undefined && lastInsuredYear < insuranceYear - 1 && !newborn;
  const exempt = newborn || (newlyAidedOn !== undefined && newlyAidedOn <= on);
  const missed = gap ? insuranceYear - 1 - lastInsuredYear : 0;
  const more = missed * perMissedYear;
  const months = !exempt && (gap || !inTime) ? waitingMonths.value + more : 0;
  return {
    open: true,
    reason,
    insuredFrom: months > 0 ? addMonths(later(on), months) : later(on),
    waitingMonths: months,
    why: [
      inTime ? `在集中参保缴费期内（${inChinese(gathering.from)}至${inChinese(gathering.to)}，三）` : `集中参保缴费期 ${inChinese(gathering.to)}已经结束（三）`,
      ...(gap ? [`上一次参保是 ${lastInsuredYear} 年，中断缴费`] : []),
      ...(newborn ? [`${insuranceYear - 1} 年出生，按 ${insuranceYear} 年度缴费，不设等待期（四（二））`] : []),
      ...(months > 0 && more > 0 ? [`等待期 ${waitingMonths.value} 个月，断保 ${missed} 年另加 ${more} 个月（县医保局按上级规定定的）`] : []),
      months > 0 ? `设 ${months} 个月待遇等待期（七（二））` : '不设等待期',
    ],
  };
}
