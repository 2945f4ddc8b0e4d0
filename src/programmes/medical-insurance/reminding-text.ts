/** What somebody is told who has not paid: one message a telephone, whoever of the family has it. Pure. */
import { type Day, inChinese } from '#platform/calendar';
import { gathering, insuranceYear, paymentDays } from './figures.ts';

export interface Unpaid {
  name: string;
  /** Yuan; null: by the policy of veterans. */
  share: string | null;
}

const named = 3;

export function reminderText(people: readonly Unpaid[], today: Day): string {
  const said = people.slice(0, named).map(p => (p.share === null ? `${p.name}（按优抚政策）` : `${p.name} ${p.share} 元`));
  const who = `${said.join('、')}${people.length > named ? ` 等 ${people.length} 人` : ''}`;
  const how =
    today <= gathering.to
      ? `请在 ${inChinese(gathering.to)}前缴，每月 ${paymentDays.first} 日至 ${paymentDays.last} 日可以缴：微信、支付宝、银行、电子税务局，或者找村（社区）协办人员。晚缴、断缴有待遇等待期。`
      : '集中缴费期已经结束，要补缴的先到县医保局核定金额，缴费后有待遇等待期。';
  return `【中阳政务】${insuranceYear} 年度居民医保还没有缴费：${who}。${how}已缴的请忽略，有疑问打 12345。`;
}
