/** The lists of the enrolment as registers: who is to be insured, what each department and town says of whom, what was paid. 五, 八, 九（二） */
import { cite } from '#platform/citations';
import type { RegisterColumn, RegisterKind, Values } from '#platform/registers';
import { loadDivisions, villageSaid } from '#programmes/one-thing';
import { dayFault } from './collecting.ts';
import { aids, document, gathering, insuranceYear, personalShare } from './figures.ts';
import { bureaus, categories, channels, payers, reasons, type Sort, situations, sorts } from './words.ts';

/** The year for which one enrols, as the registers call it. */
export const period = String(insuranceYear);

export interface Town {
  id: string;
  name: string;
  villages: readonly { code: string; name: string }[];
}
let read: readonly Town[] | undefined;
/** Towns with their villages as people call them. */
export const towns = (): readonly Town[] =>
  (read ??= loadDivisions().towns.map(({ id, name, villages }) => ({ id, name, villages: villages.map(v => ({ code: v.code, name: villageSaid(v.name) })) })));

const { leads, collects } = bureaus;

function placeFaults(v: Values): { path: string; message: string }[] {
  const town = towns().find(t => t.id === v.town);
  return town && v.village && !town.villages.some(x => x.name === v.village)
    ? [{ path: 'village', message: `${town.name}没有叫“${v.village}”的村（社区）` }]
    : [];
}

const place = (writtenBy: readonly string[], only?: string): RegisterColumn[] => [
  {
    key: 'town',
    title: '乡镇',
    type: 'choice',
    required: true,
    get options() {
      return Object.fromEntries(
        towns()
          .filter(t => only === undefined || t.id === only)
          .map(t => [t.id, t.name]),
      );
    },
    writtenBy,
  },
  { key: 'village', title: '村（社区）', also: ['村', '行政村', '社区', '村或社区'], type: 'words', required: true, writtenBy },
];
const name = (writtenBy: readonly string[]): RegisterColumn => ({ key: 'name', title: '姓名', type: 'words', required: true, writtenBy });
const identity = (writtenBy: readonly string[]): RegisterColumn => ({
  ...{ key: 'identity', title: '身份证号', also: ['公民身份号码', '身份证号码', '证件号码'], type: 'identity', required: true, writtenBy },
});
const pick = (of: readonly Sort[]) => Object.fromEntries(of.map(s => [s, sorts[s]]));
const aidNames = Object.fromEntries(Object.entries(aids).map(([id, a]) => [id, a.name]));
/** Written by the house alone: what is computed from the lists and from what was paid. */
const computed = { writtenBy: [] } as const;

/** 参保对象: everybody of a year. The bureau keeps them; the towns add whom they find, put names and numbers right, and write what they find at the door. */
export const insured: RegisterKind = {
  id: 'insured',
  title: '医保参保对象',
  unit: '人',
  basis: cite(document, '九（二）'),
  keeper: leads,
  // Who is found at the door and stands nowhere. 九（二）
  addedBy: ['town'],
  key: ['identity'],
  called: 'name',
  town: 'town',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  handedTo: [{ unit: collects, what: 'whole', columns: ['town', 'village', 'category', 'aid', 'share', 'payer', 'exempt'] }],
  pages: '/desk/insurance/persons',
  columns: [
    ...place(['town', leads]),
    { key: 'household', title: '户编号', also: ['户号'], type: 'code', writtenBy: ['town', leads] },
    name(['town', leads]),
    identity(['town', leads]),
    { key: 'phone', title: '联系电话', also: ['电话', '手机号'], type: 'phone', writtenBy: ['town', leads] },
    { key: 'local', title: '本县户籍', type: 'yes-no', writtenBy: ['town', leads], note: '满 70 岁的高龄老人资助看这一列' },
    {
      key: 'situation',
      title: '摸排情况',
      type: 'choice',
      options: situations,
      writtenBy: ['town'],
      note: '为什么不用在这里参保：死亡、服刑、服役、外地参保、职工医保、迁出',
    },
    { key: 'proof', title: '凭证', type: 'words', writtenBy: ['town', leads], note: '死亡证明、判决书文号、外地参保凭证等；写了才从应参保里减去' },
    { key: 'reason', title: '还没缴的原因', type: 'choice', options: reasons, writtenBy: ['town'] },
    { key: 'visitedOn', title: '上门（联系）日期', type: 'day', writtenBy: ['town'] },
    { key: 'lastInsured', title: '上一次参保年度', type: 'code', writtenBy: [leads], note: '断过缴费的有待遇等待期（七（二））' },
    { key: 'category', title: '类别', type: 'choice', options: categories, ...computed, note: '由比对结果标识' },
    { key: 'exempt', title: '核实不用参保', type: 'choice', options: situations, ...computed, note: '有凭证，或者公安、医保名单上有' },
    { key: 'identities', title: '名单上的身份', type: 'words', ...computed },
    { key: 'aidSince', title: '资助起始', type: 'day', ...computed, note: '名单上的认定（调整）日期；新纳入的没有等待期（七（二））' },
    { key: 'aid', title: '享受的资助', type: 'choice', options: aidNames, ...computed, note: '就高不就低，只享受一种（五）' },
    { key: 'share', title: '个人应缴', type: 'money', measure: '元', ...computed },
    { key: 'payer', title: '谁替缴', type: 'choice', options: payers, ...computed },
    { key: 'because', title: '为什么', type: 'words', ...computed },
    { key: 'markedOn', title: '标识日期', type: 'day', ...computed },
    { key: 'paid', title: '已缴', type: 'money', measure: '元', ...computed },
    { key: 'paidOn', title: '缴费日期', type: 'day', ...computed },
    { key: 'channel', title: '缴费渠道', type: 'choice', options: channels, ...computed },
    { key: 'voucher', title: '缴费凭证号', type: 'code', ...computed },
    { key: 'insuredFrom', title: '待遇起始', type: 'day', ...computed },
  ],
  faults: v => [
    ...placeFaults(v),
    ...(v.lastInsured && !/^(199\d|20[0-4]\d)$/.test(String(v.lastInsured)) ? [{ path: 'lastInsured', message: '写四位数字的年度' }] : []),
  ],
  doubts: v => [...(v.situation && !v.proof ? [`写了${situations[v.situation as keyof typeof situations]}，还没有凭证，仍算应参保`] : [])],
};

interface ListOf {
  id: string;
  title: string;
  keeper: string;
  place: string;
  sorts: readonly Sort[];
  /** Goes to the bureau by a day; the others are looked at as they stand. */
  due: boolean;
  more?: readonly RegisterColumn[];
}

/** Who says what of whom. 五, 八. What the document does not say: see the README. */
export const listsOf: readonly ListOf[] = [
  {
    id: 'insurance-civil-affairs',
    title: '特困和低保名单',
    keeper: 'civil-affairs',
    place: '五 1、2',
    sorts: ['destitute', 'orphan', 'unsupported-child', 'low-income'],
    due: true,
  },
  {
    ...{ id: 'insurance-agriculture', title: '监测、返贫和稳定脱贫名单', keeper: 'agriculture', place: '五 3、4；九（一）', due: true },
    sorts: ['monitored-unstable', 'monitored-marginal', 'monitored-sudden', 'returned-to-poverty', 'out-of-poverty'],
  },
  {
    ...{ id: 'insurance-veterans', title: '重点优抚对象名单', keeper: 'veterans-affairs', place: '五 5', sorts: ['veteran'], due: true },
    more: [
      {
        ...{ key: 'pays', title: '个人应缴', also: ['个人缴费', '个人缴'], type: 'money', measure: '元', writtenBy: ['veterans-affairs'] },
        note: '按优抚对象医疗补助政策，个人自己缴多少（0 到 400 元），其余由退役军人事务部门替缴；没有定的空着',
      },
    ],
  },
  { id: 'insurance-laid-off', title: '国有（集体）企业下岗人员名单', keeper: leads, place: '五 6；八', sorts: ['laid-off'], due: false },
  ...towns().map(t => ({
    ...{ id: `insurance-elderly-${t.id}`, title: `${t.name} 70 岁以上高龄老人名单`, keeper: `town-${t.id}`, place: '五 7；八' },
    ...{ sorts: ['elderly'] as const, due: true },
  })),
  { id: 'insurance-police', title: '死亡注销和户籍迁出名单', keeper: 'public-security', place: '九（二）', sorts: ['dead', 'moved'], due: false },
  { id: 'insurance-elsewhere', title: '职工医保和外地参保名单', keeper: leads, place: '二；九（二）', sorts: ['employee', 'elsewhere'], due: false },
];

const listKind = ({ id, title, keeper, place: clause, sorts: said, due, more = [] }: ListOf): RegisterKind => ({
  id,
  title,
  unit: '条',
  basis: cite(document, clause),
  keeper,
  key: ['identity', 'sort'],
  called: 'name',
  town: 'town',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  // What is looked at as it stands is seen by who looks at it.
  ...(due ? { handedTo: [{ unit: leads, what: 'whole' as const }] } : { readBy: [leads] }),
  pages: `/desk/insurance/lists/${id}`,
  columns: [
    // A town lists its own.
    ...place([keeper], keeper.startsWith('town-') ? keeper.slice(5) : undefined),
    name([keeper]),
    identity([keeper]),
    { key: 'sort', title: '身份', also: ['类别', '身份类别'], type: 'choice', required: true, options: pick(said), writtenBy: [keeper] },
    {
      ...(due
        ? { title: '认定（调整）日期', also: ['认定日期', '调整日期', '日期'], note: '动态调整的写调整那天，5 个工作日内推送' }
        : { title: '起始日期', also: ['认定（调整）日期', '日期', '死亡日期', '迁出日期', '参保日期'], note: '从哪天起是这样：死亡、迁出、下岗、在别处参保' }),
      ...{ key: 'since', type: 'day', writtenBy: [keeper] },
    },
    { key: 'until', title: '取消日期', type: 'day', writtenBy: [keeper], note: due ? '不再是这种身份的写取消那天' : '不再是这样的写取消那天' },
    ...more,
  ],
  faults: v => [
    ...placeFaults(v),
    ...(typeof v.pays === 'string' && BigInt(v.pays) > personalShare.value ? [{ path: 'pays', message: '个人最多缴 400 元' }] : []),
    ...(v.since && v.until && v.until < v.since ? [{ path: 'until', message: '取消日期早于认定日期' }] : []),
  ],
  doubts: v => (due && !v.since ? ['没有写认定（调整）日期：看不出是不是在 5 个工作日内推送的'] : []),
});

/** 八: tax keeps what was paid, each day. */
export const payments: RegisterKind = {
  id: 'insurance-payments',
  title: '医保缴费',
  unit: '笔',
  basis: cite(document, '三；八'),
  keeper: collects,
  key: ['voucher'],
  called: 'name',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  handedTo: [{ unit: leads, what: 'new' }],
  pages: '/desk/insurance/payments',
  columns: [
    { key: 'voucher', title: '缴费凭证号', also: ['凭证号', '税票号码'], type: 'code', required: true, writtenBy: [collects] },
    name([collects]),
    identity([collects]),
    { key: 'amount', title: '缴费金额', also: ['金额'], type: 'money', measure: '元', required: true, writtenBy: [collects] },
    { key: 'paidOn', title: '缴费日期', also: ['日期'], type: 'day', required: true, writtenBy: [collects] },
    { key: 'channel', title: '缴费渠道', also: ['渠道'], type: 'choice', options: channels, required: true, writtenBy: [collects] },
    { key: 'refundedOn', title: '退费日期', type: 'day', writtenBy: [collects], note: '退回的缴费退给本人的日期；退了的不再核对' },
  ],
  faults(v) {
    const day = typeof v.paidOn === 'string' ? dayFault(v.paidOn) : null;
    // Later the bureau has assessed what is paid. 七（一）
    const over = typeof v.amount === 'string' && BigInt(v.amount) > personalShare.value && !(typeof v.paidOn === 'string' && v.paidOn > gathering.to);
    return [
      ...(day ? [{ path: 'paidOn', message: day }] : []),
      ...(over ? [{ path: 'amount', message: '集中缴费期内一个人最多缴 400 元' }] : []),
      ...(v.refundedOn && v.paidOn && v.refundedOn < v.paidOn ? [{ path: 'refundedOn', message: '退费日期早于缴费日期' }] : []),
    ];
  },
};

/** 七（一）: whoever pays after the gathering pays what the bureau has assessed and handed to tax. */
export const backPayments: RegisterKind = {
  id: 'insurance-back-payments',
  title: '补缴核定',
  unit: '人',
  basis: cite(document, '七（一）'),
  keeper: leads,
  key: ['identity'],
  called: 'name',
  town: 'town',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  handedTo: [{ unit: collects, what: 'whole' }],
  pages: '/desk/insurance/lists/insurance-back-payments',
  columns: [
    ...place([leads]),
    name([leads]),
    identity([leads]),
    { key: 'amount', title: '核定补缴金额', also: ['金额', '补缴金额'], type: 'money', measure: '元', required: true, writtenBy: [leads] },
    { key: 'decidedOn', title: '核定日期', also: ['日期'], type: 'day', required: true, writtenBy: [leads] },
    {
      key: 'basis',
      title: '符合哪条补缴政策',
      also: ['依据'],
      type: 'words',
      required: true,
      writtenBy: [leads],
      note: '写明政策和理由；推送税务以后，缴费人在原渠道补缴',
    },
  ],
  faults: placeFaults,
  doubts: v => (v.decidedOn && v.decidedOn <= gathering.to ? [`集中缴费期到 ${gathering.to}，期内直接缴费，不用核定`] : []),
};

/** 八 县教育体育局: who goes to which school. It stays with the bureau of education; the insurance bureau sees it. */
export const pupils: RegisterKind = {
  id: 'insurance-pupils',
  title: '在校学生名单',
  unit: '人',
  basis: cite(document, '八'),
  keeper: bureaus.schools,
  readBy: [leads],
  key: ['identity'],
  called: 'name',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  pages: '/desk/insurance/lists/insurance-pupils',
  columns: [
    { key: 'school', title: '学校', also: ['学校名称'], type: 'words', required: true, writtenBy: [bureaus.schools] },
    { key: 'grade', title: '年级（班）', also: ['年级', '班级'], type: 'words', writtenBy: [bureaus.schools] },
    name([bureaus.schools]),
    identity([bureaus.schools]),
  ],
};

/** 六（一）, 八: who of a village takes payments for others; the towns name them, tax trains them, and residents see theirs. */
export const villageHelpers: RegisterKind = {
  id: 'insurance-helpers',
  title: '村（社区）医保协办人员',
  unit: '人',
  basis: cite(document, '六（一）；八'),
  keeper: 'town',
  readBy: [leads],
  key: ['town', 'village', 'name'],
  town: 'town',
  yearly: year => `${year} 年度`,
  ahead: 1,
  usual: period,
  pages: '/desk/insurance/lists/insurance-helpers',
  columns: [
    ...place(['town']),
    name(['town']),
    { key: 'phone', title: '联系电话', also: ['电话', '手机号'], type: 'phone', writtenBy: ['town'], note: '村民登录后在“医保缴多少”里看得到，写办事用的号码' },
    { key: 'trainedOn', title: '培训日期', type: 'day', writtenBy: [collects], note: '县税务局培训以后填' },
  ],
  faults: placeFaults,
};

export const insuranceRegisters: readonly RegisterKind[] = [insured, ...listsOf.map(listKind), payments, backPayments, pupils, villageHelpers];
