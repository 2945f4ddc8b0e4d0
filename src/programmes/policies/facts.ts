/** What the county can know of a firm, as far as conditions ask for it: where it is from, and who can supply what is missing. Pure. */
import type { Day } from '#platform/calendar';

export type FactKind = 'choice' | 'words' | 'day' | 'set' | 'number' | 'yes-no';
export const sources = {
  register: '市场主体登记',
  wallet: '电子证照',
  cases: '办件记录',
  import: '部门数据',
  query: '数据共享',
  declared: '企业承诺',
} as const;
export type Source = keyof typeof sources;

export interface FactDef {
  title: string;
  kind: FactKind;
  unit?: string;
  /** Of a choice; those of sets (licences, things) and of towns come from the county's own lists. */
  options?: Record<string, string>;
  /** Unit that keeps it; absent: the house itself knows it. */
  keeper?: string;
  /** Nobody may know it, but the firm may declare it and answers for it. */
  declarable?: boolean;
  /** Sealed, and shown to nobody but the firm. */
  sealed?: boolean;
}

export const firmKinds = { company: '公司', 'sole-trader': '个体工商户', cooperative: '农民专业合作社', institution: '其他组织' } as const;

const count = (title: string, keeper: string, more: Partial<FactDef> = {}): FactDef => ({ title, kind: 'number', unit: '人', keeper, ...more });

export const facts = {
  kind: { title: '主体类型', kind: 'choice', options: firmKinds },
  status: { title: '登记状态', kind: 'choice', options: { active: '存续', abnormal: '经营异常', 'struck-off': '吊销', cancelled: '注销' } },
  town: { title: '所在乡镇', kind: 'choice' },
  founded: { title: '成立日期', kind: 'day' },
  scope: { title: '经营范围', kind: 'words' },
  licences: { title: '有效证照', kind: 'set' },
  finished: { title: '近 12 个月办结的一件事', kind: 'set' },
  insured: count('参保职工人数', 'human-resources'),
  hired: count('本年新招用并参保人数', 'human-resources'),
  graduates: count('本年招用毕业两年内高校毕业生人数', 'human-resources'),
  unpoor: count('吸纳脱贫劳动力人数', 'human-resources'),
  'layoff-rate': { title: '上年裁员率', kind: 'number', unit: '%', keeper: 'human-resources' },
  premiums: { title: '上年缴纳失业保险费', kind: 'number', unit: '元', keeper: 'human-resources' },
  disabled: count('在岗残疾职工人数', 'disabled-federation'),
  veterans: count('本年招用退役军人人数', 'veterans-affairs'),
  'tax-class': { title: '纳税信用级别', kind: 'choice', options: { A: 'A 级', B: 'B 级', M: 'M 级', C: 'C 级', D: 'D 级' }, keeper: 'taxation', sealed: true },
  revenue: { title: '上年营业收入', kind: 'number', unit: '万元', keeper: 'taxation', sealed: true },
  credit: {
    title: '信用状况',
    kind: 'choice',
    options: { good: '无严重失信记录', repaired: '已完成信用修复', dishonest: '列入严重失信名单' },
    keeper: 'market-supervision',
  },
  'above-scale': { title: '首次升规纳统日期', kind: 'day', keeper: 'industry' },
  'high-tech': { title: '高新技术企业', kind: 'yes-no', keeper: 'industry' },
  specialised: { title: '省级“专精特新”企业', kind: 'yes-no', keeper: 'industry' },
  converted: { title: '个体工商户转为企业的日期', kind: 'day', keeper: 'market-supervision' },
  patents: { title: '本年授权发明专利', kind: 'number', unit: '件', keeper: 'market-supervision' },
  equipment: { title: '技术改造设备投资额', kind: 'number', unit: '元', declarable: true },
  interest: { title: '本年已付创业担保贷款利息', kind: 'number', unit: '元', declarable: true },
  vouchers: { title: '本年消费券核销额', kind: 'number', unit: '元', keeper: 'industry' },
  'online-sales': { title: '本年农产品网络零售额', kind: 'number', unit: '元', declarable: true },
  'cold-store': { title: '新建产地冷库库容', kind: 'number', unit: '立方米', declarable: true },
  'green-marks': { title: '绿色、有机农产品认证', kind: 'number', unit: '个', keeper: 'agriculture' },
  planted: { title: '流转土地种植面积', kind: 'number', unit: '亩', declarable: true },
  'care-beds': { title: '养老床位', kind: 'number', unit: '张', keeper: 'civil-affairs' },
  rooms: { title: '民宿客房', kind: 'number', unit: '间', declarable: true },
  freight: { title: '本年新增货运车辆', kind: 'number', unit: '辆', keeper: 'transport' },
  rent: { title: '本年支付的经营场所租金', kind: 'number', unit: '元', declarable: true },
  'other-aid': { title: '同一支出没有享受过其他财政补助', kind: 'yes-no', declarable: true },
} as const satisfies Record<string, FactDef>;

export type FactId = keyof typeof facts;
export const factIds = Object.keys(facts) as FactId[];
export const defOf = (id: FactId): FactDef => facts[id];
export const isFact = (id: string): id is FactId => id in facts;

export type FactValue = string | number | boolean | readonly string[];

export interface Fact {
  value: FactValue;
  source: Source;
  /** The day that it was true. */
  asOf?: Day | null;
  /** Past it, it is unknown again. */
  validUntil?: Day | null;
}
export type Facts = Partial<Record<FactId, Fact>>;

/** Names of options that the county keeps itself: `town:ningxiang`, `licences:food-business-licence`, `finished:1`. */
export type Names = Readonly<Record<string, string>>;

export const optionName = (id: FactId, value: string, names: Names): string => defOf(id).options?.[value] ?? names[`${id}:${value}`] ?? value;

/** A value in words: `12 人`, `公司`, `食品经营许可证、营业执照`. */
export function valueInWords(id: FactId, value: FactValue, names: Names): string {
  const def = defOf(id);
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return `${value} ${def.unit ?? ''}`.trim();
  if (typeof value !== 'string') return value.length > 0 ? value.map(v => optionName(id, v, names)).join('、') : '没有';
  return def.kind === 'choice' ? optionName(id, value, names) : value;
}

/** Reads what a person typed or a file says for a fact; a text is why it does not fit. */
export function readFact(id: FactId, text: string, isDay: (text: string) => boolean): { value: FactValue } | { fault: string } {
  const def = defOf(id);
  const typed = text.normalize('NFKC').trim();
  if (typed === '') return { fault: '不能为空' };
  switch (def.kind) {
    case 'number':
      return /^\d{1,12}(\.\d{1,2})?$/.test(typed.replaceAll(',', ''))
        ? { value: Number(typed.replaceAll(',', '')) }
        : { fault: `${def.title}要填数字，最多两位小数` };
    case 'yes-no':
      return typed === '是' || typed === '否' ? { value: typed === '是' } : { fault: `${def.title}填“是”或“否”` };
    case 'day':
      return isDay(typed) ? { value: typed } : { fault: `${def.title}写成 2024-12-25 的样子` };
    case 'choice': {
      const found = Object.entries(def.options ?? {}).find(([key, name]) => key === typed || name === typed);
      return found ? { value: found[0] } : { fault: `${def.title}只能是：${Object.values(def.options ?? {}).join('、')}` };
    }
    default:
      return { fault: `${def.title}由系统自己取得，不能录入` };
  }
}
