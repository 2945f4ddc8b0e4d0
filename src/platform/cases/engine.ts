/**
 * Moving a case: one task moves, the order settles, followers open and are checked, and what can be decided at once is.
 * All in the caller's transaction, with the case locked, so that two reviewers have one winner.
 */
import { type Ctx, guard, refusals, refuse } from '../actions/index.ts';
import { actsFor, contactOf } from '../identity/index.ts';
import { notifyPerson } from '../notices/index.ts';
import { eventNames } from './events.ts';
import { caseState, settle } from './order.ts';
import {
  addEvents,
  type CaseFile,
  type Check,
  findTask,
  insertCase,
  insertTasks,
  lockCase,
  type NewEvent,
  saveCaseState,
  saveTask,
  type TaskRow,
  tasksOf,
} from './store.ts';
import { against, apply, type Decision, type Move, type Task } from './task.ts';

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

/** Something that can be applied for, as other platforms list it (事项要素). */
export interface Offer {
  id: string;
  name: string;
  audience: 'enterprise' | 'individual';
  /** Units by id and name: who answers for the whole, and who decides each matter. */
  lead: { id: string; name: string };
  matters: { id: string; name: string; unit: { id: string; name: string }; promisedDays: number; legalDays: number | null }[];
}

/** A file that was sent ahead, or why it is not there. */
export type Attachment = (file: string) => Promise<{ name: string; content: Buffer } | { fault: string }>;

/** Who applied on another platform: a registered person, for themselves or in the name of a firm. */
export interface AppliedElsewhere {
  applicant: string;
  firm: string | null;
  /** Names this application of theirs, the same each time they speak of it. */
  key: string;
  attachment: Attachment;
}

/** What became of a question in the place of a material; never what the answer says. */
export interface AskedElsewhere {
  material: string;
  /** `spared`: nobody has to be asked. */
  state: 'asking' | 'proved' | 'not-proved' | 'none' | 'refused' | 'failed' | 'spared';
}

/** A kind of case: what a programme adds to the engine. All hooks run in the house's scope of the same transaction. */
export interface CaseKind {
  id: string;
  opened(ctx: Ctx, file: CaseFile, task: TaskRow): Promise<Opening>;
  /** After a decision; `details` is what the reviewer filled in for the result. Refuses details that do not fit. */
  decided(ctx: Ctx, file: CaseFile, task: TaskRow, details: unknown): Promise<void>;
  /** Path of the case in the portal. */
  page(file: CaseFile): string;
  /** What of this kind can be applied for now; open to everybody. */
  offers?(ctx: Ctx): Promise<Offer[]>;
  /** Files one for somebody who applied on another platform, by the rules of applying here; refuses what is wrong with it. */
  fileFor?(ctx: Ctx, who: AppliedElsewhere, asked: unknown): Promise<{ id: string; number: string }>;
  /** Papers that an answer of somebody else's register can take the place of. */
  provable?(ctx: Ctx): Promise<{ id: string; name: string }[]>;
  /** Asks other registers in the place of materials, ahead of such a filing; what became of it, by material. */
  askFor?(ctx: Ctx, who: AppliedElsewhere, asked: unknown): Promise<AskedElsewhere[]>;
  /** Answers a correction of a task, or hands in what was promised for later, for whoever applied there; the key of the task. */
  supplyFrom?(ctx: Ctx, file: CaseFile, asked: unknown, attachment: Attachment): Promise<string | null>;
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

/** A task after a move that the rules allow, or refuses with every reason. */
function allowed(task: Task, made: Move, today: string): Task {
  const reasons = against(task, made);
  if (reasons.length > 0) throw refuseCase('cannot-move', { detail: reasons.join('；') });
  return apply(task, made, today);
}

const nameOf = (made: Move) => (made.do === 'decide' ? made.decision.outcome : made.do);

const recordMove = (ctx: Ctx, file: CaseFile, from: Task, to: Task) =>
  ctx.record({ subject: `task:${from.id}`, detail: { case: file.number, from: from.state, to: to.state } });

/** Makes a move of a kept task. */
export async function move(ctx: Ctx, file: CaseFile, task: TaskRow, made: Move, event: Omit<NewEvent, 'kind'> & { kind?: string } = {}): Promise<TaskRow> {
  const moved: TaskRow = { ...task, ...allowed(task, made, ctx.today) };
  recordMove(ctx, file, task, moved);
  await Promise.all([
    saveTask(ctx, moved),
    ctx.asHouse(ctx => addEvents(ctx, file.id, [{ taskId: task.id, unit: moved.unit, ...event, kind: event.kind ?? nameOf(made) }])),
  ]);
  return { ...moved, version: task.version + 1 };
}

/** A case before its first row is written: tasks whose order has settled, with what was decided at once. */
export interface Begun {
  file: CaseFile;
  tasks: TaskRow[];
  events: NewEvent[];
  decided: TaskRow[];
}

/**
 * Begins a case in memory: what can open does, is checked, and is decided where no person is needed, so that each task is
 * written once, as it then stands. In the house's scope, like all that follows.
 */
export async function beginCase(
  ctx: Ctx,
  file: CaseFile,
  planned: readonly Task[],
  filed: Record<string, unknown>,
  check: (task: Task) => Promise<Opening>,
): Promise<Begun> {
  const { tasks, moves } = settle(planned, ctx.today);
  const events: NewEvent[] = [{ kind: 'filed', detail: filed }, ...moves.map(m => ({ taskId: m.task.id, unit: m.task.unit, kind: m.move.do, byHouse: true }))];
  ctx.record({ subject: `case:${file.id}`, detail: { ...filed, number: file.number, tasks: tasks.length } });
  const decided: TaskRow[] = [];
  const rows: TaskRow[] = [];
  for (const [position, task] of tasks.entries()) {
    const opening = moves.some(m => m.task.id === task.id) ? await check(task) : undefined;
    let row: TaskRow = {
      ...task,
      caseId: file.id,
      position,
      assignee: null,
      fromUnit: null,
      dueOn: null,
      warnOn: null,
      legalDueOn: null,
      late: null,
      checks: opening?.checks ?? [],
      advice: opening?.advice ?? null,
      number: file.number,
      subject: file.subject,
      town: file.town,
      filedOn: file.filedOn,
      version: 1,
    };
    const steps: [Move, Record<string, unknown>][] = opening?.decision ? [[{ do: 'decide', decision: opening.decision }, { atOnce: true }]] : [];
    if (steps.length > 0 && file.delivery === 'electronic') steps.push([{ do: 'deliver' }, { way: 'electronic' }]);
    for (const [made, detail] of steps) {
      const moved: TaskRow = { ...row, ...allowed(row, made, ctx.today) };
      recordMove(ctx, file, row, moved);
      events.push({ taskId: row.id, unit: row.unit, kind: nameOf(made), byHouse: true, detail });
      row = moved;
    }
    rows.push(row);
    if (steps.length > 0) decided.push(row);
  }
  return { file, tasks: rows, events, decided };
}

/** Writes what was begun; `search` is what lists find the case by. */
export const insertBegun = (ctx: Ctx, { file, tasks, events }: Begun, search: string): Promise<unknown> =>
  Promise.all([insertCase(ctx, { ...file, search }), insertTasks(ctx, tasks), addEvents(ctx, file.id, events)]);

/** What follows once everything of a new case is written: results of what was decided at once, and what opens behind it. */
export async function followCase(ctx: Ctx, { file, tasks, decided }: Begun): Promise<void> {
  for (const task of decided) {
    await kindOf(ctx, file).decided(ctx, file, task, {});
    await tellDecided(ctx, file, task);
  }
  if (settle(tasks, ctx.today).moves.length > 0 || caseState(tasks) !== 'open') await advance(ctx, file);
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
  await tellDecided(ctx, file, moved);
  return moved;
}

const tellDecided = (ctx: Ctx, file: CaseFile, task: TaskRow) =>
  tellApplicant(ctx, file, task.outcome === 'approved' ? 'task-approved' : 'task-refused', { task: task.title });
