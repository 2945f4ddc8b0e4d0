/** Who may do what with cases and tasks. States come from the moves themselves. */
import { type Guard, permit } from '../access/index.ts';
import { movesFrom } from './task.ts';

const worker = { reviewer: 'department', 'unit-head': 'department' } as const;

export const casePermits = [
  permit('case.read', '查看办件', {
    resident: 'own',
    'window-clerk': 'county:summary',
    helper: 'county:summary',
    reviewer: 'department:matter',
    'unit-head': 'department:matter',
    supervisor: 'county:summary',
    leader: 'county:summary',
    auditor: 'county:summary',
  }),
  permit('case.withdraw', '撤回办件', { resident: 'own', 'window-clerk': 'county' }),
  permit('task.read', '查看事项', {
    resident: 'own',
    'window-clerk': 'county:summary',
    helper: 'county:summary',
    reviewer: 'department',
    'unit-head': 'department',
    supervisor: 'county:summary',
    leader: 'county:summary',
    auditor: 'county:summary',
  }),
  permit('task.take', '认领、分派事项', worker),
  permit('task.accept', '受理', worker, movesFrom.accept),
  permit('task.ask', '要求补正（一次性告知）', worker, movesFrom.ask),
  permit('task.answer', '提交补正', { resident: 'own', 'window-clerk': 'county' }, movesFrom.answer),
  permit('task.allow-second', '同意再次要求补正', { supervisor: 'county' }, movesFrom['allow-second']),
  permit('task.suspend', '中止计时', worker, movesFrom.suspend),
  permit('task.resume', '恢复计时', worker, movesFrom.resume),
  permit('task.extend', '延长期限', { 'unit-head': 'department' }, movesFrom.extend),
  permit('task.cosign-ask', '请同事会签', worker, movesFrom['ask-cosign']),
  permit('task.cosign', '会签', worker, movesFrom.cosign),
  permit('task.transfer', '转办、退回', worker, movesFrom.transfer),
  permit('task.decide', '作出决定', { reviewer: 'department' }, movesFrom.decide),
  permit('task.deliver', '送达结果', { ...worker, 'window-clerk': 'county' }, movesFrom.deliver),
  permit('task.tick', '时限到期的自动处理', {}),
];

const mayWorkOn = 'unit = any((select app.units())::text[])';
/** Whoever sees the case sees what belongs to it: row-level security of case_file decides inside the function. */
export const ofVisibleCase = 'app.sees_case(case_id)';

export const caseGuards: Guard[] = [
  {
    table: 'case_file',
    record: 'case',
    relations: { own: 'parties::text[] && (select app.parties())', department: 'units && (select app.units())' },
    writtenBy: ['task.answer'],
  },
  {
    table: 'task',
    record: 'task',
    relations: { own: ofVisibleCase, department: mayWorkOn },
    writtenBy: ['case.withdraw'],
  },
  ...['case_event', 'correction'].map(table => ({
    table,
    record: 'task',
    relations: { own: ofVisibleCase, department: ofVisibleCase },
    writtenBy: ['case.withdraw'],
  })),
  { table: 'case_number' },
];
