/** The project store and the year's money as registers: projects with the annex's columns, allotments by source, payments. 一, 四（二）, 附件 */
import { cite } from '#platform/citations';
import type { RegisterColumn, RegisterKind, Values } from '#platform/registers';
import { loadDivisions } from '#programmes/one-thing';
import { bureaus, document, kinds, purses, sectors, sources } from './figures.ts';
import { stages } from './way.ts';

const { keeps, checks } = bureaus;

let read: Readonly<Record<string, string>> | undefined;
/** Town → its name; projects of the county as a whole have none. */
export function townNames(): Readonly<Record<string, string>> {
  read ??= { ...Object.fromEntries(loadDivisions().towns.map(t => [t.id, t.name])), county: '县级（跨乡镇）' };
  return read;
}
/** Who is responsible: a town or a bureau. */
export const unitNames = (): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(townNames())
      .filter(([id]) => id !== 'county')
      .map(([id, name]) => [`town-${id}`, name]),
  ),
  ...sectors,
});

export const natures = { new: '新建', continued: '续建', extended: '改扩建', subsidy: '补助' } as const;
/** Agriculture's; a town writes in what it proposes, by `project-steps.ts`. */
const own: Pick<RegisterColumn, 'writtenBy'> = { writtenBy: [keeps] };
const wan = { type: 'money', measure: '万元' } as const;

/** What stands in the annex's table: a project without one of them may not enter the plan. */
export const annexKeys = ['category', 'nature', 'place', 'term', 'lead', 'unit', 'builder', 'content', 'amount', 'households', 'persons', 'goal'] as const;

/** What is written of a project when it is proposed. */
export const proposed = ['name', 'town', ...annexKeys, 'benefit'] as const;

export const projects: RegisterKind = {
  id: 'funds-projects',
  title: '衔接资金项目库',
  unit: '个项目',
  basis: cite(document, '附件'),
  keeper: keeps,
  // Finance ties its money to them; every bureau looks up its own. They are public besides.
  readBy: [checks, ...Object.keys(sectors)],
  key: ['name'],
  town: 'town',
  yearly: year => `${year} 年度`,
  ahead: 1,
  columns: [
    { key: 'name', title: '项目名称', type: 'words', required: true, ...own },
    { key: 'category', title: '项目类型', type: 'choice', options: kinds, required: true, ...own },
    {
      key: 'town',
      title: '乡镇',
      type: 'choice',
      required: true,
      get options() {
        return townNames();
      },
      ...own,
    },
    { key: 'nature', title: '建设性质', type: 'choice', options: natures, ...own },
    { key: 'place', title: '实施地点', type: 'words', ...own, note: '写到村' },
    { key: 'term', title: '建设工期', type: 'words', ...own, note: '如 2024.8-2024.12' },
    { key: 'lead', title: '主管部门', type: 'choice', options: sectors, ...own },
    {
      key: 'unit',
      title: '责任单位',
      type: 'choice',
      get options() {
        return unitNames();
      },
      ...own,
      note: '每月报进度的单位',
    },
    { key: 'builder', title: '建设单位', type: 'words', ...own },
    { key: 'content', title: '项目主要内容', type: 'words', ...own },
    { key: 'amount', title: '资金规模', ...wan, writtenBy: [keeps], note: '申报的、计划安排的资金' },
    { key: 'households', title: '受益户次', type: 'whole', measure: '户', ...own },
    { key: 'persons', title: '受益人次', type: 'whole', measure: '人', ...own },
    { key: 'goal', title: '绩效目标', type: 'words', ...own },
    { key: 'benefit', title: '利益联结', type: 'words', ...own, note: '怎样带动农户增收' },
    { key: 'stage', title: '进展', type: 'choice', options: stages, writtenBy: [], note: '在项目页里一步一步办' },
    { key: 'contracted', title: '合同价', ...wan, ...own, note: '登记了合同的由系统合计' },
    { key: 'accepted', title: '验收日期', type: 'day', ...own, note: '登记了验收的由系统填' },
    { key: 'settled', title: '结算价', ...wan, ...own, note: '登记了结算的由系统合计' },
  ],
  faults: v => [
    ...(v.stage === 'accepted' || v.stage === 'settled' || v.stage === 'done'
      ? [...missing(v, 'accepted', '验收以后要有验收日期'), ...(v.stage === 'accepted' ? [] : missing(v, 'settled', '结算以后要有结算价'))]
      : []),
    ...(v.unit && String(v.unit).startsWith('town-') && v.town !== 'county' && v.unit !== `town-${v.town}`
      ? [{ path: 'unit', message: '责任单位是别的乡镇' }]
      : []),
  ],
  doubts: v => [
    ...(over(v.settled, v.contracted) ? ['结算价比合同价高'] : []),
    ...(over(v.contracted, v.amount) ? ['合同价比资金规模高'] : []),
    ...(annexKeys.some(k => (v[k] ?? null) === null) ? ['附件表里的栏目还没有填全，不能列入计划'] : []),
  ],
};

function missing(v: Values, path: string, message: string) {
  return (v[path] ?? null) === null ? [{ path, message }] : [];
}
function over(a: Values[string] | undefined, b: Values[string] | undefined): boolean {
  return (a ?? null) !== null && (b ?? null) !== null && BigInt(String(a)) > BigInt(String(b));
}

export const sourceNames = Object.fromEntries(Object.entries(sources).map(([k, s]) => [k, s.name])) as Record<keyof typeof sources, string>;

/** Only finance changes where money is from and what was paid. */
const finance = { writtenBy: [checks] };
/** 四（三）: the two bureaus look at each other's figures. */
const looked: RegisterColumn = { key: 'looked', title: '农业农村局核对', type: 'choice', options: { fits: '相符', differs: '不符' }, ...own };

export const allotments: RegisterKind = {
  id: 'funds-allotments',
  title: '衔接资金下达',
  unit: '笔',
  basis: cite(document, '一'),
  keeper: checks,
  key: ['document', 'project', 'source'],
  yearly: year => `${year} 年度`,
  columns: [
    { key: 'project', title: '项目名称', type: 'words', named: 'funds-projects', required: true, ...finance, note: '项目库里的项目' },
    { key: 'source', title: '来源', type: 'choice', required: true, options: sourceNames, ...finance },
    { key: 'purse', title: '资金', type: 'choice', required: true, options: purses, ...finance },
    { key: 'document', title: '下达文号', type: 'words', required: true, ...finance },
    { key: 'amount', title: '下达金额', ...wan, required: true, ...finance },
    { key: 'on', title: '下达日期', type: 'day', ...finance },
    looked,
  ],
};

export const payments: RegisterKind = {
  id: 'funds-payments',
  title: '衔接资金支付',
  unit: '笔',
  basis: cite(document, '四（二）'),
  keeper: checks,
  key: ['voucher'],
  yearly: year => `${year} 年度`,
  columns: [
    { key: 'voucher', title: '支付凭证号', type: 'code', required: true, ...finance },
    { key: 'project', title: '项目名称', type: 'words', named: 'funds-projects', required: true, ...finance, note: '项目库里的项目' },
    { key: 'source', title: '来源', type: 'choice', required: true, options: sourceNames, ...finance },
    { key: 'amount', title: '支付金额', ...wan, required: true, ...finance },
    { key: 'on', title: '支付日期', type: 'day', required: true, ...finance },
    { key: 'payee', title: '收款单位', type: 'words', ...finance },
    looked,
  ],
  faults: v => (v.amount === '0' ? [{ path: 'amount', message: '支付金额要大于 0' }] : []),
};
