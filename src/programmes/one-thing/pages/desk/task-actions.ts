/** What can be done with a task now, and by whom: the same rules as the server's, so that no button leads nowhere. Pure. */
import { type MoveName, movesFrom, type TaskState } from '#platform/cases/pure';
import type { Session } from '#ui/session';
import type { TaskView } from '../../task-view.ts';

export type ActionId =
  | 'accept'
  | 'approve'
  | 'refuse'
  | 'correct'
  | 'suspend'
  | 'resume'
  | 'cosign'
  | 'ask-cosign'
  | 'assign'
  | 'transfer'
  | 'extend'
  | 'deliver'
  | 'allow-second'
  | 'remind'
  | 'letter';

export interface TaskAction {
  id: ActionId;
  title: string;
  key: string;
  look?: 'primary' | 'danger';
}

export function actionsOn(view: TaskView, session: Session): TaskAction[] {
  const { task } = view;
  // Nobody works on what they have applied for themselves.
  if (view.ownCase) return [];
  const state = task.state as TaskState;
  const holds = (role: string) => session.roles.some(r => r.role === role && (r.unit === null || r.unit === task.unit));
  const reviews = holds('reviewer');
  const heads = holds('unit-head');
  const works = reviews || heads;
  const supervises = holds('supervisor');
  const can = (move: MoveName) => movesFrom[move].includes(state);
  const open = ['ready', 'accepted', 'correcting', 'suspended'].includes(state);
  const found: (TaskAction | false)[] = [
    works &&
      can('cosign') &&
      task.cosigns.some(c => c.staff === session.id && c.agrees === null) && {
        id: 'cosign',
        title: '会签',
        key: 'q',
        look: 'primary',
      },
    works && can('accept') && { id: 'accept', title: '受理', key: 'a', look: 'primary' },
    reviews && can('decide') && { id: 'approve', title: '通过', key: 'y', look: 'primary' },
    reviews && can('decide') && { id: 'refuse', title: '不予通过', key: 'n', look: 'danger' },
    works && can('ask') && { id: 'correct', title: '要求补正', key: 'c' },
    works && can('suspend') && { id: 'suspend', title: '中止计时', key: 's' },
    works && can('resume') && { id: 'resume', title: '恢复计时', key: 's', look: 'primary' },
    works && can('ask-cosign') && view.colleagues.some(c => c.id !== session.id) && { id: 'ask-cosign', title: '请会签', key: 'o' },
    works && can('transfer') && { id: 'transfer', title: '转办', key: 't' },
    works && open && { id: 'assign', title: '分派', key: 'g' },
    heads && can('extend') && task.extendedDays === 0 && { id: 'extend', title: '延长期限', key: 'e' },
    (works || holds('window-clerk')) && can('deliver') && { id: 'deliver', title: '送达', key: 'd', look: 'primary' },
    supervises && can('allow-second') && task.corrections > 0 && task.secondCorrection === null && { id: 'allow-second', title: '同意再次补正', key: 'c' },
    (supervises || holds('leader')) && open && { id: 'remind', title: '催办', key: 'r', look: 'primary' },
    (supervises || holds('leader')) && { id: 'letter', title: '发督办函', key: 'l' },
  ];
  const actions = found.filter(a => a !== false);
  // Two ways on look alike only when there is nothing better to do first.
  return actions.map(a => (a.id === 'approve' && actions.some(b => b.id === 'accept') ? { ...a, look: undefined } : a));
}

/** Matters that can no longer happen when this one is refused. */
export function fallsWith(view: TaskView): string[] {
  const lost = new Set([view.task.key]);
  for (let grew = true; grew; ) {
    grew = false;
    for (const s of view.siblings)
      if (s.state === 'waiting' && !lost.has(s.key) && s.after.some(a => lost.has(a))) {
        lost.add(s.key);
        grew = true;
      }
  }
  return view.siblings.filter(s => s.key !== view.task.key && lost.has(s.key)).map(s => s.title);
}
