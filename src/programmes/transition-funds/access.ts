/** Who may do what. Agriculture keeps plans; finance checks; the actions ask for that very bureau. 四（一）, 四（三） */
import { type Guard, permit } from '#platform/access';

const department = { 'programme-officer': 'department', 'unit-head': 'department' } as const;

export const fundsPermits = [
  permit('funds-plan.read', '查看衔接资金调整方案', { ...department, supervisor: 'county', leader: 'county', auditor: 'county' }),
  permit('funds-plan.write', '编制、修改衔接资金调整方案', { 'programme-officer': 'department' }),
  permit('funds-plan.check', '财政复核衔接资金调整方案', department, ['submitted']),
  permit('funds-plan.approve', '审定衔接资金调整方案', { leader: 'county', 'unit-head': 'department' }, ['checked']),
  permit('funds-plan.return', '退回衔接资金调整方案', { ...department, leader: 'county' }, ['submitted', 'checked']),
  permit('funds-project.read', '查看衔接资金项目的计划、下达、支付', {
    ...department,
    reviewer: 'department',
    'town-officer': 'department',
    supervisor: 'county',
    leader: 'county',
    auditor: 'county',
  }),
  permit('funds-project.write', '申报、修改衔接资金项目', { 'town-officer': 'department', 'programme-officer': 'department' }),
  permit('funds-project.step', '审核、公示、入库、列入计划、退回衔接资金项目', { ...department, reviewer: 'department', 'town-officer': 'department' }),
  permit('funds-record.write', '登记项目的合同、验收、结算、资产移交', { ...department, reviewer: 'department', 'town-officer': 'department' }),
  permit('funds-request.ask', '提出、撤回项目资金的调减、调增建议', {
    'programme-officer': 'department',
    reviewer: 'department',
    'town-officer': 'department',
  }),
  permit('funds-paper.put', '交、撤项目的附件', { 'programme-officer': 'department', reviewer: 'department', 'town-officer': 'department' }),
  permit('funds-objection.write', '对公示的衔接资金项目提异议', { resident: 'self' }),
  permit('funds-objection.answer', '答复对衔接资金公示的异议', { 'programme-officer': 'department' }),
  permit('funds-goal.set', '定季度支付目标', { 'programme-officer': 'department' }),
  permit('funds-notice.read', '查看衔接资金季度通报', {
    ...department,
    reviewer: 'department',
    'town-officer': 'department',
    supervisor: 'county',
    leader: 'county',
    auditor: 'county',
  }),
  permit('funds-notice.issue', '发出衔接资金季度通报', { 'programme-officer': 'department' }),
  permit('funds-public.read', '看衔接资金公示', { guest: 'anyone' }),
];

/** The two bureaus; a plan has no other unit. */
const ofBureau = `(select app.units() && '{agriculture,finance}'::text[])`;
const guarded = (record: string, ...tables: string[]): Guard[] => tables.map(table => ({ table, record, relations: { department: ofBureau } }));
export const fundsGuards: Guard[] = [
  ...guarded('funds-plan', 'funds_plan', 'funds_row', 'funds_sum', 'funds_decision', 'funds_change', 'funds_posting'),
  // Read and written as the house: whose project it is stands in the register's row.
  ...['funds_step', 'funds_record', 'funds_paper', 'funds_request', 'funds_objection', 'funds_goal'].map(table => ({ table })),
];
