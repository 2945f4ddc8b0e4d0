/** The catalogue in the words of officers: names of kinds, facts and choices, conditions as sentences. Pure; shared with the desk. */
import type { When } from './conditions.ts';
import type { Catalogue, EntryKind, Matter, Thing } from './schema.ts';
import { isAll, isAny, isNot } from './situations.ts';

export const kindNames: Record<EntryKind, string> = {
  things: '一件事',
  matters: '事项',
  materials: '材料',
  groups: '数据项',
  questions: '问题',
  licences: '证照',
  composites: '行业综合许可',
  departments: '部门',
};

export type Fact =
  | 'name'
  | 'kind'
  | 'result'
  | 'basis'
  | 'conditions'
  | 'materials'
  | 'fields'
  | 'promisedDays'
  | 'legalDays'
  | 'fee'
  | 'visits'
  | 'place'
  | 'atOnce';

export const factNames: Record<Fact, string> = {
  name: '名称',
  kind: '类别',
  result: '办理结果',
  basis: '办理依据',
  conditions: '受理条件',
  materials: '申请材料',
  fields: '填写内容',
  promisedDays: '承诺时限',
  legalDays: '法定时限',
  fee: '收费',
  visits: '到现场次数',
  place: '办理窗口',
  atOnce: '秒批',
};

export const areaNames: Record<Matter['place'], string> = {
  approval: '审批综窗',
  'public-service': '公共服务综窗',
  'medical-insurance': '医保专窗',
  'human-resources': '人社专窗',
  'housing-fund': '公积金专窗',
  'real-estate': '不动产专窗',
  'public-security': '公安专窗',
  taxation: '税务专窗',
  'cross-city': '跨市通办专窗',
  'all-city': '全市通办专窗',
  'one-thing': '高效办成一件事专窗',
};

export const markNames: Record<Thing['mark'], string> = { national: '● 国家', province: '▲ 省', city: '市' };
export const audienceNames: Record<Thing['audience'], string> = { enterprise: '企业', individual: '个人' };

type Entry = { name?: string | undefined; label?: string | undefined; ask?: string | undefined; id: string };
/** What people call an entry of any kind. */
export const entryName = (e: Entry): string => e.name ?? e.label ?? e.ask ?? e.id;

/** The name of an id, or the id where nothing has it. */
export const named = (list: readonly Entry[], id: string): string => {
  const found = list.find(e => e.id === id);
  return found ? entryName(found) : id;
};

export const fieldName = (c: Pick<Catalogue, 'groups'>, id: string): string => {
  for (const g of c.groups) for (const f of g.fields) if (f.id === id) return `${f.label}（${g.label}）`;
  return id;
};

/** Facts that things set and nobody is asked: they have no question to lend them words. */
export const settledFacts: Readonly<Record<string, { ask: string; values: Readonly<Record<string, string>> }>> = {
  'aid-for': { ask: '救助谁', values: { self: '本人', disabled: '残疾人' } },
  'apply-for': { ask: '为谁办', values: { self: '本人', employees: '单位职工', veteran: '退役军人' } },
  'card-for': { ask: '社会保障卡给谁', values: { self: '本人', child: '孩子', employee: '职工' } },
  'buyer-kind': { ask: '买方', values: { person: '个人', firm: '企业' } },
  'record-of': { ask: '查谁的记录', values: { self: '本人或本企业', debtor: '债务人' } },
  'real-estate-case': { ask: '不动产登记', values: { first: '首次登记', transfer: '转移登记' } },
  'project-kind': { ask: '工程', values: { building: '房屋建筑', pipeline: '管线' } },
  'seal-for': { ask: '刻章', values: { new: '新刻', rename: '改名换章' } },
  injured: { ask: '受伤的人', values: { self: '本人', deceased: '已去世' } },
  'jobless-after': { ask: '失业以前', values: { injury: '工伤', leaving: '离职' } },
};

/** What a fact is called and what it may be. */
export function factWords(c: Pick<Catalogue, 'questions'>, fact: string): { ask: string; options: { value: string; label: string }[] } {
  const question = c.questions.find(q => q.id === fact);
  if (question) return { ask: question.ask, options: question.options.map(({ value, label }) => ({ value, label })) };
  const settled = settledFacts[fact];
  return { ask: settled?.ask ?? fact, options: Object.entries(settled?.values ?? {}).map(([value, label]) => ({ value, label })) };
}

/** `{ born-where: here }` → “孩子在哪里出生？”是“在中阳县的医院”. */
export function whenInWords(c: Pick<Catalogue, 'questions'>, condition: When | undefined): string {
  if (condition === undefined) return '';
  const inner = (x: When) => (isAny(x) || isAll(x) || Object.keys(x).length > 1 ? `（${whenInWords(c, x)}）` : whenInWords(c, x));
  if (isAny(condition)) return condition.any.map(inner).join('，或者');
  if (isAll(condition)) return condition.all.map(inner).join('，并且');
  if (isNot(condition)) return `不是：${inner(condition.not)}`;
  return Object.entries(condition)
    .map(([fact, wanted]) => {
      const { ask, options } = factWords(c, fact);
      const values = (Array.isArray(wanted) ? wanted : [wanted]).map(v => options.find(o => o.value === v)?.label ?? v);
      return `“${ask}”是${values.map(v => `“${v}”`).join('或')}`;
    })
    .join('，并且');
}

const ifWhen = (c: Catalogue, condition: When | undefined) => (condition ? `（${whenInWords(c, condition)}时）` : '');
const workingDays = (n: number) => (n === 0 ? '当天办结' : `${n} 个工作日`);
const list = (items: readonly string[], none: string) => (items.length === 0 ? none : items.join('；'));

/** What the catalogue says of one fact of a matter, for whoever has to confirm it. */
export function factInWords(c: Catalogue, m: Matter, fact: Fact): string {
  switch (fact) {
    case 'name':
      return m.name;
    case 'kind':
      return m.kind;
    case 'result':
      return 'record' in m.result
        ? m.result.record
        : `${named(c.licences, m.result.licence)}${m.result.when ? `${ifWhen(c, m.result.when)}，其他情形：${m.result.otherwise ?? '没有写'}` : ''}`;
    case 'basis':
      return list(m.basis, '没有写');
    case 'conditions':
      return list(
        m.conditions.map(x => `${x.text}${ifWhen(c, x.when)}`),
        '没有条件',
      );
    case 'materials':
      return list(
        m.materials.map(u =>
          typeof u === 'string'
            ? named(c.materials, u)
            : `${named(c.materials, u.id)}${u.mayFollow ? '（可以后补）' : ''}${u.mayDeclare ? '（可以承诺）' : ''}${ifWhen(c, u.when)}`,
        ),
        '不要材料',
      );
    case 'fields':
      return list(
        m.fields.map(u => (typeof u === 'string' ? fieldName(c, u) : `${fieldName(c, u.id)}${ifWhen(c, u.when)}`)),
        '不用填写',
      );
    case 'promisedDays':
      return workingDays(m.promisedDays);
    case 'legalDays':
      return m.legalDays === undefined ? '没有规定' : workingDays(m.legalDays);
    case 'fee':
      return m.fee ? `${m.fee.text ?? `${m.fee.amount} 元`}${ifWhen(c, m.fee.when)}` : '不收费';
    case 'visits':
      return `单独办 ${m.visits.alone} 次，一起办 ${m.visits.joined} 次`;
    case 'place':
      return areaNames[m.place];
    case 'atOnce':
      return m.atOnce ? '检查全部通过就当场办结，不经人工' : '由人审查决定';
  }
}
