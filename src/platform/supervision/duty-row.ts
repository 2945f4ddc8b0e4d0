/** A duty as it is kept, its steps, and taking hold of it: the room's SQL. */
import { type Ctx, guard, refusals, refuse } from '../actions/index.ts';
import { addWorkdays, type Day, UnknownYear } from '../calendar/index.ts';
import { addWorkHours, against, type DutyMove } from './rules.ts';
import { type DutyState, dutyEvents } from './words.ts';

export const refuseDuty = refusals({
  'duty-state': [409, '这件事现在不能这样处理'],
  'own-duty': [403, '不能处理自己提出的诉求，请转给同事'],
  'rated-already': [409, '已经评价过了，每件只能评价一次'],
  'not-finished': [409, '办结以后才能评价'],
});

export interface DutyRow {
  id: string;
  number: string;
  kind: string;
  caseId: string | null;
  taskId: string | null;
  unit: string;
  title: string;
  body: string;
  openedBy: string;
  openedByName: string;
  openedOn: Day;
  openedAt: string | null;
  days: number | null;
  urgent: boolean;
  firstUnit: string;
  dueOn: Day | null;
  warnOn: Day | null;
  takeBy: string | null;
  takenAt: string | null;
  takenByName: string | null;
  toUnit: string | null;
  toReason: string | null;
  toBy: Day | null;
  declined: number;
  handed: number;
  extendedOn: Day | null;
  joinedTo: string | null;
  state: DutyState;
  answer: string | null;
  answeredByName: string | null;
  answeredOn: Day | null;
  answeredAt: string | null;
  atOnce: boolean;
  returned: number;
  followTries: number;
  satisfied: boolean | null;
  reopened: number;
  grade: number | null;
  gradeComment: string | null;
  gradedOn: Day | null;
  badRated: number;
  reminded: number;
  closedOn: Day | null;
  parties: string[];
  version: number;
}
export const dutyColumns = `id, number, kind, case_id, task_id, unit, title, body, opened_by, opened_by_name, opened_on, opened_at, days, urgent, first_unit,
  due_on, warn_on, take_by, taken_at, taken_by_name, to_unit, to_reason, to_by, declined, handed, extended_on, joined_to, state, answer, answered_by_name,
  answered_on, answered_at, at_once, returned, follow_tries, satisfied, reopened, grade, grade_comment, graded_on, bad_rated, reminded, closed_on, parties, version`;

/** The same where another table stands beside it under this name. */
export const dutyColumnsOf = (alias: string): string =>
  dutyColumns
    .split(',')
    .map(c => `${alias}.${c.trim()}`)
    .join(', ');

export async function findDuty(ctx: Ctx, id: string): Promise<DutyRow> {
  const [row] = await ctx.sql<DutyRow[]>`select ${ctx.sql.unsafe(dutyColumns)} from duty where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** The duty, locked; `version` is the one that the page was made from. */
export async function lockDuty(ctx: Ctx, id: string, version?: number): Promise<DutyRow> {
  // Seen before it is locked: what somebody did meanwhile may take it out of sight, and that is what has to be said then.
  await findDuty(ctx, id);
  return ctx.asHouse(async ctx => {
    const [row] = await ctx.sql<DutyRow[]>`select ${ctx.sql.unsafe(dutyColumns)} from duty where county = ${ctx.county} and id = ${id} for update`;
    if (version !== undefined && row!.version !== version) throw refuse('changed', { detail: await lastStep(ctx, id) });
    return row!;
  });
}

async function lastStep(ctx: Ctx, id: string): Promise<string> {
  const [last] = await ctx.sql<{ kind: string; actorName: string }[]>`
    select kind, actor_name from duty_event where county = ${ctx.county} and duty_id = ${id} order by seq desc limit 1`;
  return last ? `${last.actorName} 刚刚做了“${dutyEvents[last.kind] ?? last.kind}”，请刷新后再看` : '';
}

/** Locked, this actor's to act on, not the actor's own complaint, and in a state that allows it. */
export async function gripDuty(ctx: Ctx, id: string, version: number, move: DutyMove, who: 'unit' | 'to' | 'asker' = 'unit'): Promise<DutyRow> {
  const duty = await lockDuty(ctx, id, version);
  guard(ctx, { units: who === 'to' ? (duty.toUnit ? [duty.toUnit] : []) : [duty.unit], parties: duty.parties, owner: duty.openedBy });
  if (who !== 'asker' && ctx.actor.person !== undefined && duty.parties.includes(ctx.actor.person)) throw refuseDuty('own-duty');
  allow(duty, move);
  return duty;
}

export function allow(duty: DutyRow, move: DutyMove): void {
  const reasons = against(duty, move);
  if (reasons.length > 0) throw refuseDuty('duty-state', reasons.join('；'));
}

type Change = Partial<Omit<DutyRow, 'id' | 'number' | 'kind' | 'version'>>;

/** Writes what changed, and the step that changed it. Who asked is named as the duty names them, so that a confidential name stays so. */
export async function saveDuty(
  ctx: Ctx,
  duty: DutyRow,
  change: Change,
  step: { kind: string; text?: string; unit?: string; detail?: Record<string, unknown> },
): Promise<DutyRow> {
  const after = { ...duty, ...change, version: duty.version + 1 };
  await ctx.sql`update duty set ${ctx.sql({ ...change, version: after.version } as never)} where county = ${ctx.county} and id = ${duty.id}`;
  await addStep(ctx, after, step);
  ctx.record({ subject: `duty:${duty.id}`, detail: { number: duty.number, from: duty.state, to: after.state, ...step.detail } });
  return after;
}

export const addStep = (ctx: Ctx, duty: Pick<DutyRow, 'id' | 'openedByName'>, step: { kind: string; text?: string; unit?: string }): Promise<unknown> =>
  ctx.asHouse(
    ctx => ctx.sql`
      insert into duty_event (county, duty_id, seq, at, on_day, kind, actor_name, unit, text)
      select ${ctx.county}, ${duty.id}, coalesce(max(seq), 0) + 1, ${ctx.now}, ${ctx.today}, ${step.kind},
        ${ctx.actor.kind === 'person' ? duty.openedByName : ctx.actor.name}, ${step.unit ?? null}, ${step.text ?? ''}
      from duty_event where county = ${ctx.county} and duty_id = ${duty.id}`,
  );

const known = <T>(count: () => T): T | null => {
  try {
    return count();
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
};

/** The day so many working days after today or another day; null while that year's holidays are not known. */
export const workdayAfter = (ctx: Ctx, days: number, from = ctx.today): Day | null => known(() => addWorkdays(ctx.calendar, from, days));
export const workHourAfter = (ctx: Ctx, hours: number): string | null => known(() => addWorkHours(ctx.calendar, ctx.now, hours));

/** Due day, and the day from which a third is left. */
export const clock = (ctx: Ctx, days: number, from = ctx.today) => ({
  dueOn: workdayAfter(ctx, days, from),
  warnOn: workdayAfter(ctx, Math.ceil((days * 2) / 3), from),
});
