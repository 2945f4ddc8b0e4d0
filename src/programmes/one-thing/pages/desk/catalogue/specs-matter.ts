/** What a matter is made of, with the conditions that a machine can test. */
import type { Test } from '../../../catalogue/conditions.ts';
import type { Matter } from '../../../catalogue/schema.ts';
import { areaNames, factNames } from '../../../catalogue/words.ts';
import type { JsonMap, Section, Spec } from './spec.ts';
import { textOf } from './spec.ts';

const kinds: Record<Matter['kind'], string> = {
  行政许可: '行政许可',
  行政确认: '行政确认',
  行政给付: '行政给付',
  行政奖励: '行政奖励',
  行政备案: '行政备案',
  行政核查: '行政核查',
  公共服务: '公共服务',
  其他行政权力: '其他行政权力',
};

const stops: Record<Matter['stops'][number]['kind'], string> = {
  hearing: '听证',
  inspection: '现场核查',
  testing: '检验检测',
  review: '专家评审',
  notice: '公告公示',
  payment: '等待缴费',
  other: '其他',
};

const fieldOf = (key: string, label: string): Spec => ({ key, label, as: 'ref', of: 'fields' });
const amount = (key: string, label: string, suffix: string): Spec => ({ key, label, as: 'number', suffix });
const years = amount('years', '岁数或年数', '年');
const days = amount('days', '天数', '天');
const birth = fieldOf('birth', '出生日期或身份号码');

const tests: { value: Test['rule']; label: string; specs: Spec[]; fresh: JsonMap }[] = [
  { value: 'within-years', label: '出生（发生）没有超过几年', specs: [birth, years], fresh: { rule: 'within-years', years: 1 } },
  { value: 'younger-than', label: '小于几岁', specs: [birth, years], fresh: { rule: 'younger-than', years: 18 } },
  { value: 'age-at-least', label: '年满几岁', specs: [birth, years], fresh: { rule: 'age-at-least', years: 18 } },
  {
    value: 'age-by-sex',
    label: '男女各年满几岁',
    specs: [fieldOf('number', '身份号码'), amount('male', '男', '岁'), amount('female', '女', '岁')],
    fresh: { rule: 'age-by-sex', male: 22, female: 20 },
  },
  { value: 'within-days', label: '在几天以内', specs: [fieldOf('date', '日期'), days], fresh: { rule: 'within-days', days: 30 } },
  { value: 'days-since', label: '已满几天', specs: [fieldOf('date', '日期'), days], fresh: { rule: 'days-since', days: 30 } },
  { value: 'date-order', label: '两个日期有先后', specs: [fieldOf('earlier', '在前'), fieldOf('later', '在后')], fresh: { rule: 'date-order' } },
  {
    value: 'born-by',
    label: '那一天已经出生',
    specs: [fieldOf('number', '身份号码'), fieldOf('date', '日期')],
    fresh: { rule: 'born-by' },
  },
  { value: 'at-least', label: '不少于', specs: [fieldOf('field', '数据项'), amount('value', '数值', '')], fresh: { rule: 'at-least', value: 0 } },
  { value: 'at-most', label: '不超过', specs: [fieldOf('field', '数据项'), amount('value', '数值', '')], fresh: { rule: 'at-most', value: 0 } },
  {
    value: 'one-of',
    label: '是其中之一',
    specs: [fieldOf('field', '数据项'), { key: 'values', label: '可以是', as: 'words' }],
    fresh: { rule: 'one-of', values: [] },
  },
  {
    value: 'different',
    label: '两项不能相同',
    specs: [{ key: 'fields', label: '哪两项', as: 'refs', of: 'fields' }],
    fresh: { rule: 'different', fields: [] },
  },
  { value: 'firm-active', label: '企业正常存续', specs: [], fresh: { rule: 'firm-active' } },
  { value: 'local-resident', label: '户口在本县', specs: [], fresh: { rule: 'local-resident' } },
  {
    value: 'identity-agrees',
    label: '身份号码有效，并与生日、性别一致',
    specs: [fieldOf('number', '身份号码'), { ...fieldOf('birth', '出生日期'), optional: true }, { ...fieldOf('sex', '性别'), optional: true }],
    fresh: { rule: 'identity-agrees' },
  },
];

const result: Spec = {
  key: 'result',
  label: '办理结果',
  as: 'variant',
  which: v => ('licence' in v ? 'licence' : 'record'),
  cases: [
    {
      value: 'licence',
      label: '发证照',
      fresh: { licence: '' },
      specs: [
        { key: 'licence', label: '证照', as: 'ref', of: 'licences' },
        { key: 'when', label: '只在这些情形发', as: 'when', optional: true },
        { key: 'otherwise', label: '其他情形的结果', as: 'text', optional: true, hint: '例如：注销登记' },
        {
          key: 'bearer',
          label: '证照发给谁（不是申请人时）',
          as: 'list',
          one: '持证人',
          optional: true,
          fresh: { name: '' },
          specs: [
            fieldOf('name', '姓名取自'),
            { ...fieldOf('identity', '身份号码取自'), optional: true },
            { key: 'when', label: '什么情形', as: 'when', optional: true },
          ],
        },
      ],
    },
    { value: 'record', label: '只有记录', fresh: { record: '' }, specs: [{ key: 'record', label: '结果叫什么', as: 'text' }] },
  ],
};

export const matterSections: Section[] = [
  {
    title: '基本情况',
    specs: [
      { key: 'id', label: '编号', as: 'text', fixed: true },
      { key: 'name', label: '名称', as: 'text', lines: 2 },
      { key: 'department', label: '部门', as: 'ref', of: 'departments' },
      { key: 'kind', label: '类别', as: 'choice', options: kinds },
      { key: 'plain', label: '一句话说明', as: 'text', lines: 2, hint: '申请人看到的：办了有什么用' },
      { key: 'basis', label: '办理依据', as: 'lines', hint: '一行一条' },
      { key: 'officialCode', label: '实施编码', as: 'text', optional: true, hint: '部门提供后再填' },
      result,
    ],
  },
  {
    title: '时限、收费和跑动',
    specs: [
      { key: 'promisedDays', label: '承诺时限', as: 'number', min: 0, suffix: '个工作日', hint: '0：当天办结' },
      { key: 'legalDays', label: '法定时限', as: 'number', min: 1, suffix: '个工作日', optional: true, hint: '空着：没有规定' },
      { key: 'atOnce', label: '秒批：检查全部通过就当场办结', as: 'yes' },
      { key: 'place', label: '办理窗口', as: 'choice', options: areaNames },
      {
        key: 'visits',
        label: '到现场次数',
        as: 'part',
        fresh: { alone: 1, joined: 0 },
        specs: [
          { key: 'alone', label: '单独办', as: 'number', min: 0, suffix: '次' },
          { key: 'joined', label: '一起办', as: 'number', min: 0, suffix: '次' },
        ],
      },
      {
        key: 'fee',
        label: '收费',
        as: 'part',
        optional: true,
        fresh: { amount: '0.00' },
        specs: [
          { key: 'amount', label: '金额（元，两位小数）', as: 'text' },
          { key: 'text', label: '收费说明', as: 'text', optional: true },
          { key: 'when', label: '只在这些情形收', as: 'when', optional: true },
        ],
      },
      {
        key: 'stops',
        label: '不计时的环节',
        as: 'list',
        one: '环节',
        fresh: { kind: 'inspection', text: '', days: 5 },
        specs: [
          { key: 'kind', label: '种类', as: 'choice', options: stops },
          { key: 'text', label: '说明', as: 'text' },
          { key: 'days', label: '大约', as: 'number', min: 1, suffix: '天' },
        ],
      },
    ],
  },
  {
    title: '受理条件',
    specs: [
      {
        key: 'conditions',
        label: '条件',
        as: 'list',
        one: '条件',
        fresh: { text: '', otherwise: 'doubt' },
        specs: [
          { key: 'text', label: '条件（给申请人看）', as: 'text' },
          { key: 'otherwise', label: '不符合时', as: 'choice', options: { refuse: '不能提交', doubt: '由审查人判断' } },
          { key: 'when', label: '什么情形才要', as: 'when', optional: true },
          {
            key: 'test',
            label: '由系统检查',
            as: 'variant',
            optional: true,
            which: v => textOf(v.rule),
            cases: tests,
          },
        ],
      },
    ],
  },
  { title: '申请材料', specs: [{ key: 'materials', label: '材料', as: 'uses', of: 'materials', flags: { mayFollow: '可以后补', mayDeclare: '可以承诺' } }] },
  { title: '填写内容', specs: [{ key: 'fields', label: '数据项', as: 'uses', of: 'fields' }] },
  { title: '来源', specs: [{ key: 'source', label: '每项内容的来源', as: 'sources', facts: { ...factNames, default: '其余' } }] },
];

export const matterFresh: JsonMap = {
  name: '',
  kind: '公共服务',
  plain: '',
  result: { record: '' },
  basis: [],
  conditions: [],
  materials: [],
  fields: [],
  promisedDays: 1,
  stops: [],
  visits: { alone: 1, joined: 0 },
  place: 'public-service',
  atOnce: false,
  source: { default: 'assumed' },
};
