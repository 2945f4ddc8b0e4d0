/** What the enrolment's lists say and how it is said; for server and pages alike. */
import { type AidIdentity, aids, type Payer } from './figures.ts';

/** 九（二）: why somebody does not have to enrol here, as the towns find it at the door. */
export const situations = {
  dead: '死亡',
  prison: '服刑',
  army: '服役',
  elsewhere: '外地参保',
  employee: '职工医保',
  moved: '户籍迁出',
} as const;
export type Situation = keyof typeof situations;

/** Why somebody who should has not paid yet. */
export const reasons = {
  'will-pay': '近期会缴',
  money: '暂时没钱缴',
  unwilling: '不愿意参保',
  commercial: '只买商业保险',
  away: '外出，联系不上',
  'no-channel': '不会用手机缴费',
  'wrong-list': '身份或姓名有误，缴不了',
  other: '其他原因',
} as const;
export type Reason = keyof typeof reasons;

/** 六（一） */
export const channels = {
  wechat: '微信',
  alipay: '支付宝',
  counter: '银行柜台',
  'bank-app': '银行手机 APP',
  'tax-site': '自然人电子税务局',
  family: '职工个人账户家庭共济',
  helper: '协办人员代收',
  account: '虚拟户（征收窗口）',
  fund: '资金代缴',
} as const;
export type Channel = keyof typeof channels;

/** 九（一）: whose share is held against which target; the rest is in no denominator. */
export const categories = {
  ordinary: '普通居民',
  aided: '资助参保人员',
  'out-of-poverty': '稳定脱贫人口',
  newborn: '当年新生儿',
  exempt: '不用在这里参保',
} as const;
export type Category = keyof typeof categories;
/** Those with a target. */
export const targeted = ['ordinary', 'aided', 'out-of-poverty'] as const satisfies readonly Category[];

export const payers: Record<Payer, string> = { 'medical-aid': '医疗救助资金', 'county-treasury': '县财政', 'veterans-affairs': '退役军人事务部门' };

/** What a list says of a person: an identity that is aided, or what else matters. */
export const sorts = {
  ...(Object.fromEntries(Object.entries(aids).map(([id, a]) => [id, a.name])) as Record<AidIdentity, string>),
  'out-of-poverty': '稳定脱贫人口',
  dead: '死亡注销',
  moved: '户籍迁出',
  employee: '职工医保在保',
  elsewhere: '外地参保',
} as const;
export type Sort = keyof typeof sorts;

/** Those whose enrolment somebody has to see to, all of them. 八, 九（一） */
export const listIdentities = [...(Object.keys(aids) as [AidIdentity, ...AidIdentity[]]), 'out-of-poverty'] as const satisfies readonly Sort[];

export const isAid = (sort: Sort): sort is AidIdentity => sort in aids;

/** What of a list does not go with the others. */
export const conflictSorts = {
  number: '身份证号不对',
  names: '同一证号两个姓名',
  lists: '同时在两份名单上',
  dead: '名单上的人已死亡',
  employee: '已参加职工医保',
  elsewhere: '已在外地参保',
  'not-local': '满 70 岁但不是本县户籍',
  young: '不满 70 岁',
  'not-listed': '满 70 岁没有列入名单',
  unknown: '不在参保对象里',
  late: '名单逾期没有推送',
  unsealed: '名单没有盖章的纸质版',
  'change-late': '动态调整没有在 5 个工作日内推送',
  overpaid: '标识以前多缴了',
} as const;
export type ConflictSort = keyof typeof conflictSorts;

export const conflictStates = { open: '待发回', sent: '已发回，待答复', answered: '已答复，待关闭', closed: '已关闭' } as const;
export type ConflictState = keyof typeof conflictStates;

/** What came of a payment. */
export const results = {
  enrolled: '参保成功',
  unknown: '不在参保对象里',
  exempt: '不用在这里参保',
  amount: '金额不对',
  unassessed: '还没有核定补缴金额',
  twice: '重复缴费',
  day: '不在缴费时间',
} as const;
export type Result = keyof typeof results;

/** How a pupil stands. */
export const pupilStates = { unpaid: '还没缴', enrolled: '已参保', exempt: '不用在这里参保', unknown: '不在参保对象里' } as const;
export type PupilState = keyof typeof pupilStates;

/** Of the county's order: who keeps the whole, who collects, who pays, who mobilises the pupils. */
export const bureaus = { leads: 'medical-insurance', collects: 'taxation', pays: 'finance', schools: 'education' } as const;
