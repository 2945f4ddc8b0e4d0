/** Who may do what. The department's officers are its reviewers and programme officers; its head publishes; finance confirms what is paid. */
import { type Guard, permit } from '#platform/access';

const officers = { reviewer: 'department', 'programme-officer': 'department' } as const;
const department = { ...officers, 'unit-head': 'department' } as const;
const overseers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;
/** Confirming and sending money is the bureau of finance's: the actions ask for that very unit. */
const finance = { 'programme-officer': 'department', 'unit-head': 'department' } as const;

export const policiesPermits = [
  permit('policy.read', '查看惠企政策', { guest: 'anyone' }),
  permit('policy-match.read', '查看企业与政策的匹配', { resident: 'own' }),
  permit('policy-draft.read', '查看惠企政策草稿', department),
  permit('policy-draft.edit', '编写惠企政策', officers),
  permit('policy-draft.try', '试算：按草稿匹配全县企业', department),
  permit('policy-draft.publish', '发布、退回、关闭惠企政策', { 'unit-head': 'department' }),
  permit('policy-budget.read', '查看惠企资金预算', { ...department, ...overseers }),
  permit('policy-budget.change', '下达、调整惠企资金预算', { 'unit-head': 'department' }),
  permit('firm-fact.read', '查看部门掌握的企业信息', { resident: 'own', ...department }),
  permit('firm-fact.keep', '登记、导入企业信息', department),
  permit('policy-account.read', '查看收款账户', { resident: 'own' }),
  permit('policy-account.keep', '登记收款账户', { resident: 'own' }),
  permit('policy-claim.read', '查看惠企申领', { resident: 'own', ...department, ...overseers }),
  permit('policy-claim.submit', '申领惠企政策', { resident: 'own' }),
  permit('policy-claim.answer', '补正、撤回惠企申领', { resident: 'own' }),
  permit('policy-claim.accept', '受理惠企申领', officers),
  permit('policy-claim.ask', '要求补正惠企申领', officers),
  permit('policy-claim.decide', '审核惠企申领', officers),
  permit('policy-objection.read', '查看惠企异议', { resident: 'self', ...department, ...overseers }),
  permit('policy-objection.make', '对惠企审核和公示提出异议', { resident: 'self' }),
  permit('policy-objection.answer', '答复惠企异议', { 'unit-head': 'department' }),
  permit('policy-notice.read', '查看免申即享公示', { guest: 'anyone' }),
  permit('policy-run.read', '查看免申即享名单', { ...department, ...overseers }),
  permit('policy-run.make', '生成免申即享名单', officers),
  permit('policy-run.publish', '公示、作废免申即享名单', { 'unit-head': 'department' }),
  permit('policy-grant.read', '查看兑现记录', { resident: 'own', ...department, ...overseers }),
  permit('policy-grant.confirm', '确认收款账户或放弃兑现', { resident: 'own' }),
  permit('policy-payment.read', '查看支付批次', { ...department, ...overseers }),
  permit('policy-payment.prepare', '编制支付批次', officers),
  permit('policy-payment.confirm', '财政确认、退回支付批次', finance),
  permit('policy-payment.send', '送银行和登记银行结果', finance),
  permit('policy-figure.read', '查看惠企政策统计', { ...department, ...overseers, 'service-owner': 'county' }),
];

const ofUnit = 'unit = any((select app.units())::text[])';
/** Finance sees what every department asks it to pay. */
const ofUnitOrFinance = `(${ofUnit} or 'finance' = any((select app.units())::text[]))`;
const ofFirm = 'firm::text = any((select app.parties())::text[])';

export const policiesGuards: Guard[] = [
  { table: 'policy_draft', record: 'policy-draft', relations: { department: ofUnit } },
  { table: 'policy_item', record: 'policy', relations: { department: ofUnit }, writtenBy: ['policy-draft.publish'] },
  { table: 'policy_version', record: 'policy', relations: { department: ofUnit }, writtenBy: ['policy-draft.publish'] },
  { table: 'policy_budget', record: 'policy-budget', relations: { department: ofUnitOrFinance } },
  { table: 'policy_budget_change', record: 'policy-budget', relations: { department: ofUnitOrFinance } },
  { table: 'policy_number' },
  { table: 'firm_fact', record: 'firm-fact', relations: { own: ofFirm, department: ofUnit } },
  { table: 'policy_account', record: 'policy-account', relations: { own: ofFirm } },
  { table: 'policy_claim', record: 'policy-claim', relations: { own: ofFirm, department: ofUnitOrFinance } },
  { table: 'policy_run', record: 'policy-run', relations: { department: ofUnitOrFinance } },
  {
    table: 'policy_grant',
    record: 'policy-grant',
    relations: { own: ofFirm, department: ofUnitOrFinance },
    writtenBy: ['policy-claim.decide', 'policy-run.make', 'policy-payment.prepare'],
  },
  { table: 'policy_event', record: 'policy-claim', relations: { own: ofFirm, department: ofUnitOrFinance } },
  { table: 'policy_objection', record: 'policy-objection', relations: { self: `made_by::text = (select app.actor())`, department: ofUnit } },
  { table: 'policy_batch', record: 'policy-payment', relations: { department: ofUnitOrFinance } },
  { table: 'policy_payment', record: 'policy-payment', relations: { department: ofUnitOrFinance } },
];
