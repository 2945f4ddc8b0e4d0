/** Amounts, dates and targets of 中政办发〔2024〕25号, for the insurance year 2025. Money in fen. */
import { cite } from '#platform/citations';

export const document = '中政办发〔2024〕25号';

export const insuranceYear = 2025;
/** 三 */
export const gathering = { from: '2024-09-01', to: '2024-12-25', cite: cite(document, '三') } as const;
/** Days of a month on which one can pay, while it is gathered. 三 */
export const paymentDays = { first: 1, last: 25, cite: cite(document, '三') } as const;
/** What a person pays who gets no aid. 四（一） */
export const personalShare = { value: 400_00n, cite: cite(document, '四（一）') } as const;
/** What the state adds, at least. 四（一） */
export const stateShare = { atLeast: 670_00n, cite: cite(document, '四（一）') } as const;
/** 五 7: full years on the last day of the gathering (the document names no day: assumed). */
export const elderlyFrom = { age: 70, on: gathering.to, cite: cite(document, '五 7') } as const;
/** 七（二）: "not below 3 months"; a province may set more. */
export const waitingMonths = { value: 3, cite: cite(document, '七（二）') } as const;

export type Payer = 'medical-aid' | 'county-treasury' | 'veterans-affairs';

interface Aid {
  name: string;
  /** What the person pays; null: another policy says. */
  person: bigint | null;
  payer: Payer;
  cite: ReturnType<typeof cite>;
}

/** 五, in the order of the document: where two are equally generous, the earlier one pays. */
export const aids = {
  destitute: { name: '特困人员（五保）', person: 0n, payer: 'medical-aid', cite: cite(document, '五 1') },
  orphan: { name: '特困人员（孤儿）', person: 0n, payer: 'medical-aid', cite: cite(document, '五 1') },
  'unsupported-child': { name: '特困人员（事实无人抚养儿童）', person: 0n, payer: 'medical-aid', cite: cite(document, '五 1') },
  'low-income': { name: '城乡低保对象', person: 80_00n, payer: 'medical-aid', cite: cite(document, '五 2') },
  'monitored-unstable': { name: '防返贫监测对象（脱贫不稳定人口）', person: 120_00n, payer: 'medical-aid', cite: cite(document, '五 3') },
  'monitored-marginal': { name: '防返贫监测对象（边缘易致贫人口）', person: 120_00n, payer: 'medical-aid', cite: cite(document, '五 3') },
  'monitored-sudden': { name: '防返贫监测对象（突发严重困难户）', person: 120_00n, payer: 'medical-aid', cite: cite(document, '五 3') },
  'returned-to-poverty': { name: '返贫致贫人口', person: 40_00n, payer: 'medical-aid', cite: cite(document, '五 4') },
  veteran: { name: '重点优抚对象', person: null, payer: 'veterans-affairs', cite: cite(document, '五 5') },
  'laid-off': { name: '国有（集体）企业下岗人员', person: 0n, payer: 'county-treasury', cite: cite(document, '五 6') },
  elderly: { name: '本县户籍 70 岁以上高龄老人', person: 0n, payer: 'county-treasury', cite: cite(document, '五 7') },
} as const satisfies Record<string, Aid>;
export type AidIdentity = keyof typeof aids;

/** Annex 2: who has to be insured, by town. */
export const townTasks = [
  { town: 'ningxiang', people: 28475 },
  { town: 'zhike', people: 7498 },
  { town: 'jinluo', people: 30201 },
  { town: 'nuanquan', people: 20814 },
  { town: 'wujiazhuang', people: 10229 },
  { town: 'xiazaolin', people: 9588 },
] as const;
export const townTasksTotal = { value: 106_805, cite: cite(document, '附件 2') } as const;

/** 九（一）: enrolled of those who have to be, in percent. */
export const targets = {
  ordinary: { percent: 99, cite: cite(document, '九（一）') },
  aided: { percent: 100, cite: cite(document, '九（一）') },
  'out-of-poverty': { percent: 100, cite: cite(document, '九（一）') },
} as const;

/** 五: lists of the aided reach the insurance bureau by this day; a change within so many working days of it. */
export const lists = { by: '2024-10-15', changeWithin: 5, cite: cite(document, '五') } as const;

interface Setting {
  title: string;
  unit: string;
  least: number;
  most: number;
  /** Where nobody has decided. */
  standard: number;
  note: string;
  /** The clause that leaves it open; null: none speaks of it. */
  place: string | null;
}
/** What the document leaves to whoever carries it out: the bureau decides, with its basis. */
export const settings = {
  perMissedYear: {
    ...{ title: '每断保一年，等待期另加', unit: '个月', least: 0, most: 12, standard: 0, place: '七（二）' },
    note: '文件只写“不低于 3 个月”。上级文件规定断保每年另加的，在这里写明依据。',
  },
  remindEvery: {
    ...{ title: '同一个人隔多久才能再发缴费提醒', unit: '天', least: 1, most: 60, standard: 7, place: null },
    note: '文件没有写，按 7 天（假定）。',
  },
} as const satisfies Record<string, Setting>;
export type SettingKey = keyof typeof settings;
