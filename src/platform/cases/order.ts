/** The order of a case: what opens when something is decided, and when the case is finished. Pure. */

import type { Day } from '../calendar/index.ts';
import { apply, finalStates, type Move, type Task } from './task.ts';

const failed = (t: Task) => t.outcome === 'refused' || t.state === 'withdrawn' || t.state === 'not-needed';

/** What a waiting task does now: opens when all before it are approved, drops when one of them can no longer be. */
function next(task: Task, byKey: ReadonlyMap<string, Task>): Move | null {
  if (task.state !== 'waiting') return null;
  const before = task.after.map(k => byKey.get(k)).filter(t => t !== undefined);
  const broken = before.find(failed);
  if (broken) return { do: 'drop', because: broken.key };
  return before.every(t => t.outcome === 'approved') ? { do: 'open' } : null;
}

/** Every move that the order now asks for, until nothing more follows. Returns the tasks after them, and the moves. */
export function settle(tasks: readonly Task[], on: Day): { tasks: Task[]; moves: { task: Task; move: Move }[] } {
  const byKey = new Map(tasks.map(t => [t.key, t]));
  const moves: { task: Task; move: Move }[] = [];
  for (let changed = true; changed; ) {
    changed = false;
    for (const task of byKey.values()) {
      const move = next(task, byKey);
      if (!move) continue;
      const moved = apply(task, move, on);
      byKey.set(task.key, moved);
      moves.push({ task: moved, move });
      changed = true;
    }
  }
  return { tasks: tasks.map(t => byKey.get(t.key)!), moves };
}

export type CaseState = 'open' | 'finished' | 'withdrawn';
export const caseStates: Record<CaseState, string> = { open: '办理中', finished: '已办结', withdrawn: '已撤回' };

/** Finished when every task has come to its end; withdrawn when none was decided. */
export function caseState(tasks: readonly Task[]): CaseState {
  if (!tasks.every(t => (finalStates as readonly string[]).includes(t.state))) return 'open';
  return tasks.some(t => t.outcome !== null) ? 'finished' : 'withdrawn';
}
