/**
 * Moving a case: one task moves, the order settles, followers open and are checked, and what can be decided at once is.
 * All in the caller's transaction, with the case locked, so that two reviewers have one winner.
 */
import { type Ctx, guard, refusals, refuse } from '../actions/index.ts';
import { actsFor, contactOf } from '../identity/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { eventNames } from './events.ts';
import { caseState, settle } from './order.ts';
import { addEvents, type CaseFile, type Check, findTask, lockCase, type NewEvent, saveCaseState, saveTask, type TaskRow, tasksOf } from './store.ts';
import { against, apply, type Decision, type Move } from './task.ts';

export const refuseCase = refusals({
  'own-case': [403, '不能办理自己申请的事项，请转给同事'],
  'cannot-move': [409, '现在不能这样办理'],
});

/** What the automatic checks of an opened task say; with `decision` it is decided without a person (秒批). */
export interface Opening {
  checks: Check[];
  advice: Check['says'] | null;
  decision?: Decision;
}

/** A kind of case: what a programme adds to the engine. All hooks run in the house's scope of the same transaction. */
export interface CaseKind {
  id: string;
  opened(ctx: Ctx, file: CaseFile, task: TaskRow): Promise<Opening>;
  /** After a decision; `details` is what the reviewer filled in for the result. Refuses details that do not fit. */
  decided(ctx: Ctx, file: CaseFile, task: TaskRow, details: unknown): Promise<void>;
  /** Path of the case in the portal. */
  page(file: CaseFile): string;
}

declare module '../actions/action.ts' {
  interface House {
    kinds: Record<string, CaseKind>;
  }
}

export const kindOf = (ctx: Ctx, file: CaseFile): CaseKind => {
  const kind = ctx.house.kinds[file.kind];
  if (!kind) throw new Error(`no kind of case ${file.kind}`);
  return kind;
};

/** The task with its case, locked and guarded for the running action; `version` is the one the page was made from. */
export async function grip(ctx: Ctx, taskId: string, version?: number): Promise<{ file: CaseFile; task: TaskRow }> {
  const seen = await findTask(ctx, taskId);
  const file = await lockCase(ctx, seen.caseId);
  const task = await findTask(ctx, taskId);
  guard(ctx, { parties: file.parties, units: [task.unit], town: file.town });
  if (await isOwnCase(ctx, file)) throw refuseCase('own-case');
  if (version !== undefined && version !== task.version) throw await changedBy(ctx, task);
  return { file, task };
}

/** Whether an official looks at a case of their own, or of somebody for whom they act: nobody decides on that. */
export const isOwnCase = async (ctx: Ctx, file: CaseFile): Promise<boolean> =>
  ctx.actor.kind === 'staff' && ctx.actor.person !== undefined && (ctx.actor.person === file.applicant || (await actsFor(ctx, ctx.actor.person, file)));

/** A message to whoever handed the case in, or to whom it belongs once the agent is no longer one. */
export const tellApplicant = async (ctx: Ctx, file: CaseFile, template: string, data: Record<string, string> = {}, link?: string): Promise<void> =>
  notifyPerson(ctx, await contactOf(ctx, file), {
    template,
    data: { title: file.title, number: file.number, ...data },
    link: link ?? kindOf(ctx, file).page(file),
  });

/** 409 that says who changed what, and when. */
async function changedBy(ctx: Ctx, task: TaskRow) {
  const [last] = await ctx.sql<{ actorName: string; kind: string; at: string }[]>`
    select actor_name, kind, at from case_event
    where county = ${ctx.county} and case_id = ${task.caseId} and task_id = ${task.id} and actor_kind <> 'system' order by seq desc limit 1`;
  return refuse('changed', {
    detail: last ? `${last.actorName} 刚刚对这个事项做了“${eventNames[last.kind] ?? last.kind}”，您的操作没有生效，请刷新后再看` : '',
    data: last ? { by: last.actorName, what: last.kind, at: last.at } : {},
  });
}

/** Makes a move that the rules allow, or refuses with every reason. */
export async function move(ctx: Ctx, file: CaseFile, task: TaskRow, made: Move, event: Omit<NewEvent, 'kind'> & { kind?: string } = {}): Promise<TaskRow> {
  const reasons = against(task, made);
  if (reasons.length > 0) throw refuseCase('cannot-move', { detail: reasons.join('；') });
  const moved: TaskRow = { ...task, ...apply(task, made, ctx.today) };
  const kind = event.kind ?? (made.do === 'decide' ? made.decision.outcome : made.do);
  ctx.record({ subject: `task:${task.id}`, detail: { case: file.number, from: task.state, to: moved.state } });
  await Promise.all([saveTask(ctx, moved), ctx.asHouse(ctx => addEvents(ctx, file.id, [{ taskId: task.id, unit: moved.unit, ...event, kind }]))]);
  return { ...moved, version: task.version + 1 };
}

/**
 * Lets the order settle after a move: opens and drops followers, runs their checks, decides at once what can be, and
 * closes the case at its end.
 */
export const advance = (ctx: Ctx, file: CaseFile): Promise<void> =>
  ctx.asHouse(async ctx => {
    const kind = kindOf(ctx, file);
    for (let again = true; again; ) {
      again = false;
      const before = await tasksOf(ctx, file.id);
      const { tasks, moves } = settle(before, ctx.today);
      for (const { task, move: made } of moves) {
        const row = before.find(t => t.id === task.id)!;
        let moved: TaskRow = { ...row, ...task };
        const opening = made.do === 'open' ? await kind.opened(ctx, file, moved) : undefined;
        if (opening) moved = { ...moved, checks: opening.checks, advice: opening.advice };
        await saveTask(ctx, moved);
        moved = { ...moved, version: moved.version + 1 };
        await addEvents(ctx, file.id, [
          { taskId: task.id, unit: task.unit, kind: made.do, byHouse: true, ...(made.do === 'drop' ? { detail: { because: made.because } } : {}) },
        ]);
        if (opening?.decision) {
          await decideNow(ctx, file, moved, opening.decision, {}, true);
          again = true;
        }
      }
      if (!again) await closeIfDone(ctx, file, tasks);
    }
  });

async function closeIfDone(ctx: Ctx, file: CaseFile, tasks: readonly { state: string }[]) {
  const state = caseState(tasks as never);
  if (state === 'open' || file.state !== 'open') return;
  await saveCaseState(ctx, file, state);
  if (state === 'finished') {
    await addEvents(ctx, file.id, [{ kind: 'finished', byHouse: true }]);
    await tellApplicant(ctx, file, 'case-finished');
  }
}

/** Decides a task, lets the kind issue its result, delivers what needs no hand-over, and tells the applicant. */
export async function decideNow(ctx: Ctx, file: CaseFile, task: TaskRow, decision: Decision, details: unknown, byHouse = false): Promise<TaskRow> {
  let moved = await move(
    ctx,
    file,
    task,
    { do: 'decide', decision },
    {
      byHouse,
      detail: decision.outcome === 'refused' ? { reason: decision.reason, basis: decision.basis, remedy: decision.remedy } : byHouse ? { atOnce: true } : {},
    },
  );
  await ctx.asHouse(ctx => kindOf(ctx, file).decided(ctx, file, moved, details));
  if (file.delivery === 'electronic')
    moved = await ctx.asHouse(ctx => move(ctx, file, moved, { do: 'deliver' }, { byHouse: true, detail: { way: 'electronic' } }));
  await tellApplicant(ctx, file, decision.outcome === 'approved' ? 'task-approved' : 'task-refused', { task: task.title });
  return moved;
}
