/** What each kind of entry is made of, for its editor. A thing and a matter have files of their own. */
import type { EntryKind, Field, Material } from '../../../catalogue/schema.ts';
import type { JsonMap, Section, Spec } from './spec.ts';
import { matterFresh, matterSections } from './specs-matter.ts';
import { thingFresh, thingSections } from './specs-thing.ts';

const id: Spec = { key: 'id', label: '编号', as: 'text', fixed: true };
const source: Spec = { key: 'source', label: '来源', as: 'source' };

const uploads: Record<Material['upload'], string> = { image: '图片', pdf: 'PDF', 'image-or-pdf': '图片或 PDF', none: '不能上传' };

export const fieldTypes: Record<Field['type'], string> = {
  text: '文字',
  textarea: '多行文字',
  name: '姓名',
  'identity-number': '公民身份号码',
  'credit-code': '统一社会信用代码',
  phone: '手机号',
  email: '电子邮箱',
  date: '日期',
  month: '年月',
  integer: '整数',
  decimal: '小数',
  money: '金额',
  area: '面积',
  select: '单选',
  choices: '多选',
  'yes-no': '是或否',
  address: '地址',
  'bank-account': '银行账号',
  plate: '车牌号',
};

const option = (extra: Spec[] = []): Spec[] => [{ key: 'value', label: '编号', as: 'text' }, { key: 'label', label: '文字', as: 'text' }, ...extra];

const field: Spec[] = [
  { key: 'id', label: '编号', as: 'text' },
  { key: 'label', label: '名称', as: 'text' },
  { key: 'type', label: '类型', as: 'choice', options: fieldTypes },
  { key: 'required', label: '必填', as: 'yes' },
  { key: 'sensitive', label: '敏感信息（加密保存、列表里遮住）', as: 'yes' },
  { key: 'hint', label: '填写提示', as: 'text', optional: true },
  { key: 'unit', label: '单位', as: 'text', optional: true },
  { key: 'options', label: '选项', as: 'list', optional: true, one: '选项', specs: option(), fresh: { value: '', label: '' } },
  { key: 'min', label: '最小', as: 'number', optional: true },
  { key: 'max', label: '最大', as: 'number', optional: true },
  { key: 'maxLength', label: '最多字数', as: 'number', min: 1, optional: true },
  { key: 'time', label: '日期范围', as: 'choice', options: { past: '今天以前', future: '今天以后' }, optional: true },
  { key: 'from', label: '预填来源', as: 'text', optional: true, hint: '例如 applicant.name、firm.code、licence.证照.项' },
  source,
];

const sections: Record<Exclude<EntryKind, 'things' | 'matters'>, Section[]> = {
  materials: [
    {
      title: '材料',
      specs: [
        id,
        { key: 'name', label: '名称', as: 'text' },
        { key: 'hint', label: '给申请人的提示', as: 'text', optional: true },
        { key: 'upload', label: '可以上传', as: 'choice', options: uploads },
        { key: 'licence', label: '可由这种证照证明', as: 'ref', of: 'licences', optional: true },
        { key: 'query', label: '可向这里查询代替', as: 'text', optional: true, hint: '例如：公安部门户籍信息' },
        { key: 'original', label: '要看原件', as: 'yes' },
        { key: 'copies', label: '份数', as: 'number', min: 0, max: 20 },
        { key: 'form', label: '是要签字的表格（平台可以生成）', as: 'yes' },
        { key: 'sensitive', label: '敏感信息', as: 'yes' },
        source,
      ],
    },
  ],
  groups: [
    {
      title: '分组',
      specs: [
        id,
        { key: 'label', label: '名称', as: 'text' },
        { key: 'hint', label: '提示', as: 'text', optional: true },
        { key: 'order', label: '在表里的次序', as: 'number', hint: '小的在前' },
        {
          key: 'repeat',
          label: '可以填多个（例如几位继承人）',
          as: 'part',
          optional: true,
          fresh: { min: 1, max: 10, one: '一位' },
          specs: [
            { key: 'min', label: '最少', as: 'number', min: 0 },
            { key: 'max', label: '最多', as: 'number', min: 1 },
            { key: 'one', label: '一个叫什么', as: 'text' },
          ],
        },
      ],
    },
    {
      title: '数据项',
      specs: [
        {
          key: 'fields',
          label: '数据项',
          as: 'list',
          one: '数据项',
          specs: field,
          fresh: { id: '', label: '', type: 'text', required: true, sensitive: false, source: 'assumed' },
        },
      ],
    },
  ],
  questions: [
    {
      title: '问题',
      specs: [
        id,
        { key: 'ask', label: '怎么问', as: 'text' },
        { key: 'why', label: '为什么问', as: 'text', lines: 2 },
        { key: 'help', label: '帮助', as: 'text', lines: 2, optional: true },
        source,
      ],
    },
    {
      title: '选项',
      specs: [
        {
          key: 'options',
          label: '选项',
          as: 'list',
          one: '选项',
          specs: option([{ key: 'hint', label: '提示', as: 'text', optional: true }]),
          fresh: { value: '', label: '' },
        },
      ],
    },
  ],
  licences: [
    {
      title: '证照',
      specs: [
        id,
        { key: 'name', label: '名称', as: 'text' },
        { key: 'holder', label: '持有者', as: 'choice', options: { person: '个人', firm: '企业' } },
        { key: 'issuer', label: '颁发部门', as: 'ref', of: 'departments' },
        { key: 'validMonths', label: '有效期', as: 'number', min: 1, suffix: '个月', optional: true, hint: '空着：长期有效' },
        { key: 'many', label: '一个人可以有好几份', as: 'yes' },
        source,
      ],
    },
    {
      title: '证照上的内容',
      specs: [
        {
          key: 'attributes',
          label: '内容',
          as: 'list',
          one: '内容',
          fresh: { id: '', label: '', sensitive: false, required: true },
          specs: [
            { key: 'id', label: '编号', as: 'text' },
            { key: 'label', label: '名称', as: 'text' },
            { key: 'from', label: '取自表单的', as: 'ref', of: 'fields', optional: true, hint: '空着：由审查人填写' },
            { key: 'sensitive', label: '敏感信息', as: 'yes' },
            { key: 'required', label: '必有', as: 'yes' },
          ],
        },
      ],
    },
    {
      title: '样式',
      specs: [
        {
          key: 'face',
          label: '样式（空着：照常）',
          as: 'part',
          optional: true,
          fresh: { shape: 'landscape' },
          specs: [
            { key: 'title', label: '抬头', as: 'text', optional: true, hint: '空着：证照名称' },
            { key: 'shape', label: '版式', as: 'choice', options: { landscape: '横版证书', portrait: '竖版文书', card: '卡片' } },
            { key: 'bearer', label: '持证人一栏叫什么', as: 'text', optional: true },
            { key: 'lines', label: '印哪几项、什么次序（内容的编号）', as: 'words', optional: true },
            { key: 'seal', label: '印章上的名称', as: 'text', optional: true, hint: '空着：颁发部门' },
            { key: 'note', label: '附注', as: 'text', optional: true },
          ],
        },
      ],
    },
  ],
  composites: [
    {
      title: '行业综合许可',
      specs: [
        id,
        { key: 'name', label: '行业', as: 'text' },
        { key: 'plain', label: '谁用得上', as: 'text' },
        { key: 'year', label: '算哪一年的任务', as: 'number', min: 2024, max: 2027 },
        { key: 'onlineSince', label: '上线日期', as: 'text', hint: '写成 2024-11-01' },
        { key: 'issuer', label: '颁发部门', as: 'ref', of: 'departments' },
        source,
      ],
    },
    {
      title: '包含的证照',
      specs: [
        {
          key: 'parts',
          label: '证照',
          as: 'list',
          one: '证照',
          fresh: { licence: '', optional: false },
          specs: [
            { key: 'licence', label: '证照', as: 'ref', of: 'licences' },
            { key: 'optional', label: '有就放进来，没有也行', as: 'yes' },
            {
              key: 'where',
              label: '只算写着这些内容的',
              as: 'part',
              optional: true,
              fresh: { attribute: '', values: [] },
              specs: [
                { key: 'attribute', label: '哪一项（内容的编号）', as: 'text' },
                { key: 'values', label: '写的是', as: 'words' },
              ],
            },
          ],
        },
      ],
    },
  ],
  departments: [
    {
      title: '部门',
      specs: [
        id,
        { key: 'name', label: '名称', as: 'text' },
        { key: 'short', label: '简称', as: 'text' },
        { key: 'aliases', label: '文件里的其他叫法', as: 'words' },
        {
          key: 'kind',
          label: '性质',
          as: 'choice',
          options: { department: '部门', institution: '事业单位', central: '垂直管理', company: '企业', bank: '银行', town: '乡镇', group: '群团' },
        },
        { key: 'order', label: '次序', as: 'number' },
        { key: 'phone', label: '咨询电话', as: 'text', optional: true },
        source,
      ],
    },
  ],
};

export const sectionsOf = (kind: EntryKind): Section[] => (kind === 'things' ? thingSections : kind === 'matters' ? matterSections : sections[kind]);

const freshEntries: Record<EntryKind, JsonMap> = {
  things: thingFresh,
  matters: matterFresh,
  materials: { name: '', upload: 'image-or-pdf', original: false, copies: 1, form: false, sensitive: false, source: 'assumed' },
  groups: { label: '', order: 500, fields: [] },
  questions: {
    ask: '',
    why: '',
    options: [
      { value: 'yes', label: '是' },
      { value: 'no', label: '不是' },
    ],
    source: 'assumed',
  },
  licences: { name: '', holder: 'person', many: false, attributes: [], source: 'assumed' },
  composites: { name: '', plain: '', year: 2025, onlineSince: '', issuer: '', parts: [], source: 'assumed' },
  departments: { name: '', short: '', aliases: [], kind: 'department', order: 900, source: 'assumed' },
};

/** A new entry as it is before anybody has written in it. */
export const freshEntry = (kind: EntryKind, newId: string): JsonMap => ({ ...freshEntries[kind], id: newId });
