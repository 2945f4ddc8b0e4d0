/** Money of 中政发〔2024〕19号, in fen: 万元 with six decimals is exact in fen. */
import { cite } from '#platform/citations';

export const document = '中政发〔2024〕19号';

/** 一: where the year's money is from. */
export const sources = {
  central: { name: '中央专项衔接资金', amount: 7445_000000n },
  province: { name: '省级专项衔接资金', amount: 2610_840000n },
  city: { name: '市级专项衔接资金', amount: 1914_910000n },
  county: { name: '县级预算安排专项资金', amount: 6600_000000n },
} as const;
export const total = { amount: 18570_750000n, cite: cite(document, '一') } as const;

/** Money of which a plan takes and gives: the year's, and what an earlier appraisal found wrong, kept apart. 二, 三 */
export const purses = { transition: '衔接资金', rectification: '绩效评价问题整改资金' } as const;
export type Purse = keyof typeof purses;

export const kinds = { industry: '产业类', infrastructure: '基础设施', construction: '乡村建设行动', other: '其他类' } as const;
export type ProjectKind = keyof typeof kinds;

/** When a plan adjusts the year: the document names both. 三 */
export const seasons = { 'mid-year': '年中调整', 'year-end': '年终调整' } as const;
export type Season = keyof typeof seasons;

/** Who keeps the plans and who checks them (四（三）: 财政、农业农村等相关部门); which of the two does which step is our reading. */
export const bureaus = { keeps: 'agriculture', checks: 'finance' } as const;

export type Source = keyof typeof sources;

/** Bureaus under which projects fall, beside the towns (四（一）: 乡镇 and 县直各行业主管部门); which of them is the project's own field. */
export const sectors = {
  agriculture: '县农业农村局',
  'rural-revitalisation': '县乡村振兴局',
  forestry: '县林业局',
  water: '供水服务中心',
  transport: '县交通局',
  'housing-construction': '县住建局',
  'human-resources': '县人社局',
  'culture-tourism': '县文旅局',
  education: '县教育体育局',
} as const;

/** 四（二）: a plan is made public; how long it stays for objections the document does not say. Assumed, as a plan's term can be changed. */
export const postingDays = { least: 10, cite: cite(document, '四（二）') } as const;

/** 四（三）: towns and bureaus report by the month, to those who watch. The day is not named: assumed. */
export const monthly = { by: 5, cite: cite(document, '四（三）') } as const;

/** What the leaders' page calls slow, and from which month unpaid money is at risk of standing idle at the year's end. Assumed: the document only asks for payment in time (四（二）). */
export const slow = { behind: 20, idleFrom: 9, idleBelow: 75 } as const;

/** Two payments of one project, payee and amount so near to each other are shown as one that may have been made twice. Assumed. */
export const twice = { days: 15 } as const;

/** Of the central money at least so much goes to industry. Not of this document: what the ministries have asked for since 2023; a parameter, in percent. */
export const industry = { least: 60, source: '国家对中央衔接资金的要求，不是这份文件写的' } as const;
