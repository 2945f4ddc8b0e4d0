/** What a thing is made of. */
import { audienceNames, markNames } from '../../../catalogue/words.ts';
import type { JsonMap, Section } from './spec.ts';

export const thingSections: Section[] = [
  {
    title: '基本情况',
    specs: [
      { key: 'no', label: '序号', as: 'number', min: 1 },
      { key: 'id', label: '编号', as: 'text', fixed: true },
      { key: 'name', label: '名称', as: 'text' },
      { key: 'mark', label: '标记', as: 'choice', options: markNames },
      { key: 'audience', label: '面向', as: 'choice', options: audienceNames },
      { key: 'year', label: '年份', as: 'number', min: 2024, max: 2100 },
      { key: 'lead', label: '牵头部门', as: 'ref', of: 'departments' },
      { key: 'stage', label: '阶段', as: 'ref', of: 'stages' },
      { key: 'principal', label: '以谁的名义申请', as: 'choice', options: { person: '个人', firm: '企业', either: '个人或企业' } },
      { key: 'firmState', label: '企业状态', as: 'choice', options: { active: '正常经营的', any: '吊销的也可以' } },
      { key: 'situation', label: '发生了什么（一句大白话）', as: 'text' },
      { key: 'intro', label: '介绍', as: 'text', lines: 2 },
      { key: 'keywords', label: '群众的叫法', as: 'words', hint: '搜索用：老百姓会怎么说' },
      { key: 'facts', label: '这件事里固定的情形', as: 'facts' },
    ],
  },
  { title: '问题', specs: [{ key: 'questions', label: '按顺序问', as: 'uses', of: 'questions' }] },
  { title: '事项和顺序', specs: [{ key: 'matters', label: '事项', as: 'order' }] },
  {
    title: '来源',
    specs: [
      {
        key: 'source',
        label: '每项内容的来源',
        as: 'sources',
        facts: { matters: '事项', order: '顺序', situations: '情形', questions: '问题', default: '其余' },
      },
    ],
  },
];

export const thingFresh: JsonMap = {
  no: 41,
  name: '',
  mark: 'city',
  audience: 'individual',
  year: 2025,
  situation: '',
  intro: '',
  keywords: [],
  principal: 'person',
  firmState: 'active',
  facts: {},
  questions: [],
  matters: [],
  source: { default: 'assumed' },
};
