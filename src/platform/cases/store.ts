/** The SQL of cases. */
import { type Ctx, refuse } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { deadlines, wasLate } from './clock.ts';
import type { CaseState } from './order.ts';
import type { Task } from './task.ts';

export interface CaseFile {
  id: string;
  number: string;
  kind: string;
  subject: string;
  title: string;
  definition: number;
  principalKind: 'person' | 'firm';
  principal: string;
  principalName: string;
  applicant: string;
  applicantName: string;
  channel: 'portal' | 'window' | 'exchange';
  clerk: string | null;
  town: string | null;
  parties: string[];
  units: string[];
  delivery: 'electronic' | 'window' | 'post';
  state: CaseState;
  filedAt: string;
  filedOn: Day;
  finishedOn: Day | null;
  sealed: string;
  version: number;
}

export interface Check {
  /** Which check, e.g. `completeness`. */
  check: string;
  says: 'pass' | 'doubt' | 'fail';
  why: string;
}

/** A task as kept: the pure task, and what lists and pages need beside it. */
export interface TaskRow extends Task {
  caseId: string;
  position: number;
  assignee: string | null;
  fromUnit: string | null;
  dueOn: Day | null;
  warnOn: Day | null;
  legalDueOn: Day | null;
  late: boolean | null;
  checks: Check[];
  advice: 'pass' | 'doubt' | 'fail' | null;
  /** Of the case, as are subject, town and the day of filing: lists are read without it. */
  number: string;
  subject: string;
  town: string | null;
  filedOn: Day;
  version: number;
}

const caseColumns = `id, number, kind, subject, title, definition, principal_kind, principal, principal_name, applicant,
  applicant_name, channel, clerk, town, parties, units, delivery, state, filed_at, filed_on, finished_on, sealed, version`;
const taskColumns = `id, case_id, key, title, position, unit, assignee, from_unit, after, state, outcome, ready_on, accepted_on,
  tacit, closed_on, promised_days, legal_days, extended_days, stops, corrections, second_correction, cosigns, decision,
  because, due_on, warn_on, legal_due_on, late, checks, advice, number, subject, town, filed_on, version`;

export const sealedPlace = (caseId: string) => `case.sealed:${caseId}`;

export async function findCase(ctx: Ctx, id: string): Promise<CaseFile> {
  const [row] = await ctx.sql<CaseFile[]>`
    select ${ctx.sql.unsafe(caseColumns)} from case_file where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** By the number that people and other platforms know. */
export async function caseByNumber(ctx: Ctx, number: string): Promise<CaseFile> {
  const [row] = await ctx.sql<CaseFile[]>`
    select ${ctx.sql.unsafe(caseColumns)} from case_file where county = ${ctx.county} and number = ${number}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** The case, locked: whoever changes any of its tasks holds it, so that the order settles in one place at a time. */
export async function lockCase(ctx: Ctx, id: string): Promise<CaseFile> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<CaseFile[]>`
      select ${ctx.sql.unsafe(caseColumns)} from case_file where county = ${ctx.county} and id = ${id} for update`,
  );
  if (!row) throw refuse('not-found');
  return row;
}

export async function tasksOf(ctx: Ctx, caseId: string): Promise<TaskRow[]> {
  const rows = await ctx.sql<TaskRow[]>`
    select ${ctx.sql.unsafe(taskColumns)} from task where county = ${ctx.county} and case_id = ${caseId} order by position`;
  return [...rows];
}

export async function findTask(ctx: Ctx, id: string): Promise<TaskRow> {
  const [row] = await ctx.sql<TaskRow[]>`
    select ${ctx.sql.unsafe(taskColumns)} from task where county = ${ctx.county} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** A number that nobody waits for, e.g. 141129-20241104-0017: the day, and a serial that goes on from day to day (gaps mean nothing). */
export async function nextNumber(ctx: Ctx): Promise<string> {
  const [row] = await ctx.sql<{ serial: bigint }[]>`insert into case_number (county, day) values (${ctx.county}, ${ctx.today}) returning serial`;
  return `${ctx.county}-${ctx.today.replaceAll('-', '')}-${String(row!.serial).padStart(4, '0')}`;
}

export type NewCase = Omit<CaseFile, 'state' | 'finishedOn' | 'version'> & { search: string };
export async function insertCase(ctx: Ctx, c: NewCase): Promise<void> {
  await ctx.sql`
    insert into case_file (county, id, number, kind, subject, title, definition, principal_kind, principal, principal_name,
      applicant, applicant_name, channel, clerk, town, parties, units, delivery, filed_at, filed_on, sealed, search)
    values (${ctx.county}, ${c.id}, ${c.number}, ${c.kind}, ${c.subject}, ${c.title}, ${c.definition}, ${c.principalKind},
      ${c.principal}, ${c.principalName}, ${c.applicant}, ${c.applicantName}, ${c.channel}, ${c.clerk}, ${c.town},
      ${c.parties}::uuid[], ${c.units}, ${c.delivery}, ${c.filedAt}, ${c.filedOn}, ${c.sealed}, ${c.search})`;
}

const json = (value: unknown) => JSON.stringify(value);

/** All tasks of a new case in one statement. */
export async function insertTasks(ctx: Ctx, tasks: readonly TaskRow[]): Promise<void> {
  const rows = tasks.map(t => ({ ...t, ...deadlines(t, ctx.calendar), late: wasLate(t, ctx.calendar) }));
  await ctx.sql`
    insert into task (county, id, case_id, key, title, position, unit, after, state, outcome, ready_on, accepted_on, closed_on,
      promised_days, legal_days, due_on, warn_on, legal_due_on, late, decision, checks, advice, number, subject, town, filed_on)
    select ${ctx.county}, r.id, r."caseId", r.key, r.title, r.position, r.unit, r.after, r.state, r.outcome, r."readyOn",
      r."acceptedOn", r."closedOn", r."promisedDays", r."legalDays", r."dueOn", r."warnOn", r."legalDueOn", r.late, r.decision,
      r.checks, r.advice, r.number, r.subject, r.town, r."filedOn"
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as r (id uuid, "caseId" uuid, key text, title text, position int, unit text,
      after text[], state text, outcome text, "readyOn" date, "acceptedOn" date, "closedOn" date, "promisedDays" int,
      "legalDays" int, "dueOn" date, "warnOn" date, "legalDueOn" date, late boolean, decision jsonb, checks jsonb, advice text,
      number text, subject text, town text, "filedOn" date)`;
}

/** Writes back a moved task with its deadlines. */
export async function saveTask(ctx: Ctx, t: TaskRow): Promise<void> {
  const d = deadlines(t, ctx.calendar);
  const { count } = await ctx.sql`
    update task set unit = ${t.unit}, assignee = ${t.assignee}, from_unit = ${t.fromUnit}, state = ${t.state}, outcome = ${t.outcome},
      ready_on = ${t.readyOn}, accepted_on = ${t.acceptedOn}, tacit = ${t.tacit}, closed_on = ${t.closedOn},
      extended_days = ${t.extendedDays}, stops = ${json(t.stops)}::text::jsonb, corrections = ${t.corrections},
      second_correction = ${t.secondCorrection}, cosigns = ${json(t.cosigns)}::text::jsonb,
      decision = ${t.decision === null ? null : json(t.decision)}::text::jsonb, because = ${t.because}, due_on = ${d.dueOn}, warn_on = ${d.warnOn},
      legal_due_on = ${d.legalDueOn}, late = ${wasLate(t, ctx.calendar)}, checks = ${json(t.checks)}::text::jsonb,
      advice = ${t.advice}, version = version + 1
    where county = ${ctx.county} and id = ${t.id} and version = ${t.version}`;
  if (count !== 1) throw refuse('changed');
}

export interface CaseEvent {
  seq: number;
  taskId: string | null;
  kind: string;
  at: string;
  day: Day;
  actorKind: string;
  actorName: string;
  unit: string | null;
  detail: Record<string, unknown>;
}

export type NewEvent = { taskId?: string; kind: string; unit?: string; detail?: Record<string, unknown>; byHouse?: boolean };

/** Adds to the timeline, in order. The case is locked, so numbers follow each other. */
export async function addEvents(ctx: Ctx, caseId: string, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((e, i) => ({
    n: i + 1,
    taskId: e.taskId ?? null,
    kind: e.kind,
    unit: e.unit ?? null,
    detail: e.detail ?? {},
    actorKind: e.byHouse ? 'system' : ctx.actor.kind,
    actor: e.byHouse ? 'system' : ctx.actor.id,
    actorName: e.byHouse ? '系统' : ctx.actor.name,
  }));
  await ctx.sql`
    insert into case_event (county, case_id, seq, task_id, kind, at, day, actor_kind, actor, actor_name, unit, detail)
    select ${ctx.county}, ${caseId}, r.n + coalesce((select max(seq) from case_event where county = ${ctx.county} and case_id = ${caseId}), 0),
      r."taskId", r.kind, ${ctx.now}, ${ctx.today}, r."actorKind", r.actor, r."actorName", r.unit, r.detail
    from jsonb_to_recordset(${json(rows)}::text::jsonb) as r (n int, "taskId" uuid, kind text, unit text, detail jsonb,
      "actorKind" text, actor text, "actorName" text)`;
}

export async function eventsOf(ctx: Ctx, caseId: string): Promise<CaseEvent[]> {
  const rows = await ctx.sql<CaseEvent[]>`
    select seq, task_id, kind, at, day, actor_kind, actor_name, unit, detail from case_event
    where county = ${ctx.county} and case_id = ${caseId} order by seq`;
  return [...rows];
}

export async function saveCaseState(ctx: Ctx, c: CaseFile, state: CaseState): Promise<void> {
  await ctx.sql`
    update case_file set state = ${state}, finished_on = ${state === 'open' ? null : ctx.today}, version = version + 1
    where county = ${ctx.county} and id = ${c.id}`;
}

export interface CorrectionItem {
  kind: 'field' | 'material' | 'other';
  /** Id of the field or the material. */
  id?: string;
  what: string;
}

export interface Correction {
  id: string;
  taskId: string;
  items: CorrectionItem[];
  askedByName: string;
  askedOn: Day;
  answeredOn: Day | null;
  answer: { note: string } | null;
}

export async function correctionsOf(ctx: Ctx, caseId: string): Promise<Correction[]> {
  const rows = await ctx.sql<Correction[]>`
    select id, task_id, items, asked_by_name, asked_on, answered_on, answer from correction
    where county = ${ctx.county} and case_id = ${caseId} order by asked_on, id`;
  return [...rows];
}

export const insertCorrection = (ctx: Ctx, task: TaskRow, items: readonly CorrectionItem[]) => ctx.sql`
  insert into correction (county, id, task_id, case_id, items, asked_by, asked_by_name, asked_on)
  values (${ctx.county}, ${crypto.randomUUID()}, ${task.id}, ${task.caseId}, ${json(items)}::text::jsonb, ${ctx.actor.id},
    ${ctx.actor.name}, ${ctx.today})`;

export const closeCorrection = (ctx: Ctx, task: TaskRow, note: string) => ctx.sql`
  update correction set answered_on = ${ctx.today}, answer = ${json({ note })}::text::jsonb
  where county = ${ctx.county} and task_id = ${task.id} and answered_on is null`;
