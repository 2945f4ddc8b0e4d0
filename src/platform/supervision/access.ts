/** Who may do what with duties and ratings, and how a row tells whose it is. */
import { type Guard, permit } from '../access/index.ts';
import { ofVisibleCase } from '../cases/index.ts';

const overseers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;
const owners = { reviewer: 'department', 'unit-head': 'department', 'town-officer': 'department' } as const;
const coordinators = { supervisor: 'county', 'hotline-seat': 'county' } as const;

export const supervisionPermits = [
  permit('duty.read', '查看督办、差评整改、投诉和工单', {
    resident: 'own',
    ...owners,
    'window-clerk': 'self',
    helper: 'self',
    'hotline-seat': 'county',
    ...overseers,
  }),
  permit('duty.take', '签收诉求', owners),
  permit('duty.answer', '答复督办、差评、投诉和工单', owners),
  permit('duty.hand-over', '商请转办，同意或不同意接办', owners),
  permit('duty.assign', '协调指定责任部门', coordinators),
  permit('duty.extend', '延长答复期限，一次', { 'unit-head': 'department', 'town-officer': 'department' }),
  permit('duty.join', '并单、取消并单', coordinators),
  permit('duty.close', '确认或退回答复', { supervisor: 'county' }),
  permit('duty.follow', '回访', coordinators),
  permit('duty.ask', '补充、撤回、评价自己的诉求', { resident: 'own' }),
  permit('duty.letter', '发督办函', { supervisor: 'county', leader: 'county' }),
  permit('duty.tick', '诉求到时间的提醒和升级', {}),
  permit('task.urge', '催办', { supervisor: 'county', leader: 'county' }),
  permit('rating.read', '查看评价', { resident: 'own', reviewer: 'department', 'unit-head': 'department', ...overseers }),
  permit('rating.give', '评价办件', { resident: 'own' }),
  permit('complaint.make', '投诉', { resident: 'own' }),
  permit('board.read', '查看运行看板', { ...overseers, 'unit-head': 'department' }),
];

/** Whoever sees the duty sees what belongs to it. */
export const ofVisibleDuty = 'app.sees_duty(duty_id)';

export const supervisionGuards: Guard[] = [
  {
    table: 'duty',
    record: 'duty',
    relations: {
      own: 'parties::text[] && (select app.parties())',
      // What nobody has sent yet is no unit's; what is offered is both units'.
      department: `state <> 'new' and (unit = any((select app.units())::text[]) or to_unit = any((select app.units())::text[]))`,
      self: 'opened_by = (select app.actor())',
    },
  },
  { table: 'duty_event', record: 'duty', relations: { own: ofVisibleDuty, department: ofVisibleDuty, self: ofVisibleDuty } },
  {
    table: 'rating',
    record: 'rating',
    relations: {
      own: ofVisibleCase,
      department: 'units && (select app.units())',
    },
  },
];
