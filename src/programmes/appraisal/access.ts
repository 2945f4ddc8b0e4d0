/** Who may do what in the appraisal. */
import { type Guard, permit } from '#platform/access';

export const appraisalPermits = [
  permit('appraisal.read', '查看考核得分', { supervisor: 'county', leader: 'county', auditor: 'county', 'unit-head': 'department' }),
  permit('appraisal-scheme.read', '查看考核办法', { supervisor: 'county', leader: 'county', auditor: 'county', 'unit-head': 'county' }),
  permit('appraisal-scheme.propose', '拟定考核办法', { supervisor: 'county' }),
  permit('appraisal-scheme.adopt', '批准考核办法', { leader: 'county' }),
  permit('refusal-review.read', '查看复议、诉讼结果', { supervisor: 'county', leader: 'county', auditor: 'county', 'unit-head': 'department' }),
  permit('refusal-review.record', '登记复议、诉讼结果', { supervisor: 'county' }),
  permit('appraisal-run.make', '计算、公示、作废考核', { supervisor: 'county' }),
  permit('appraisal-run.check', '复核考核', { supervisor: 'county' }),
  permit('appraisal-run.approve', '审定考核、宣布生效', { leader: 'county' }),
  permit('appraisal-objection.make', '对本部门的得分提异议', { 'unit-head': 'department' }),
  permit('appraisal-objection.decide', '答复异议', { supervisor: 'county' }),
];

export const appraisalGuards: Guard[] = [
  { table: 'appraisal_scheme', record: 'appraisal-scheme' },
  { table: 'refusal_review', record: 'refusal-review', relations: { department: 'unit = any((select app.units())::text[])' } },
];
