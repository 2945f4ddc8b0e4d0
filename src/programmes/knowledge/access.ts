/** Who may do what with the knowledge base. Residents read through the house: what is published, and nothing else. */
import { type Guard, permit } from '#platform/access';

const unitStaff = { reviewer: 'department', 'programme-officer': 'department', 'unit-head': 'department' } as const;
const desk = { 'hotline-seat': 'county', 'service-owner': 'county' } as const;
const overseers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;

export const knowledgePermits = [
  permit('ask.use', '提问、看答复的出处、评价答复', { guest: 'anyone' }),
  permit('knowledge.read', '查看知识库条目', { ...desk, ...unitStaff, ...overseers }),
  permit('knowledge.write', '编写、修订、撤下知识库条目', { ...desk, ...unitStaff }),
  permit('knowledge.review', '审核、发布知识库条目', { 'unit-head': 'department', 'service-owner': 'county' }),
  permit('knowledge.keep', '到期的条目停止答复、提醒责任部门', {}),
  permit('knowledge-gap.read', '查看没有答上的问题', { ...desk, supervisor: 'county' }),
  permit('knowledge-gap.handle', '处理没有答上的问题', desk),
  permit('knowledge-synonym.read', '查看同义词', { ...desk, supervisor: 'county' }),
  permit('knowledge-synonym.keep', '维护同义词', desk),
  permit('knowledge-feedback.read', '查看没有帮助的评价', { ...desk, ...unitStaff, supervisor: 'county' }),
  permit('knowledge-feedback.handle', '处理没有帮助的评价', { ...desk, ...unitStaff }),
  permit('knowledge-figures.read', '查看问答情况', { ...desk, supervisor: 'county', leader: 'county', auditor: 'county', 'unit-head': 'county' }),
];

export const knowledgeGuards: Guard[] = [
  { table: 'knowledge_entry', record: 'knowledge', relations: { department: 'unit = any((select app.units())::text[])' } },
  {
    table: 'knowledge_edition',
    record: 'knowledge',
    relations: {
      department: `exists (select 1 from knowledge_entry e where e.county = knowledge_edition.county and e.id = knowledge_edition.entry
        and e.unit = any((select app.units())::text[]))`,
    },
  },
  // Written by whoever publishes, through the house.
  { table: 'knowledge_stand' },
  { table: 'knowledge_synonym', record: 'knowledge-synonym' },
  { table: 'knowledge_gap', record: 'knowledge-gap' },
  { table: 'knowledge_tally', record: 'knowledge-figures' },
  { table: 'knowledge_feedback', record: 'knowledge-feedback', relations: { department: 'unit = any((select app.units())::text[])' } },
];
