/**
 * Duties: anything with an owner and a due day. Supervision letters (督办函), bad ratings and complaints are answered by
 * the unit that owns them; the supervisor closes the answer or sends it back.
 */
import { z } from 'zod';
import { type Guard, permit } from '../access/index.ts';
import { action, type Ctx, guard, read, refusals, refuse } from '../actions/index.ts';
import { addWorkdays, type Day, UnknownYear } from '../calendar/index.ts';
import { addEvents, type CaseFile, findCase, findTask, lockCase, ofVisibleCase } from '../cases/index.ts';
import { notifyPerson, notifyUnit } from '../notices/index.ts';
import { answerDays, type DutyKind, dutyKinds, dutyStates, grades } from './words.ts';

const refuseDuty = refusals({
  'duty-state': [409, '这件事现在不能这样处理'],
  'rated-already': [409, '已经评价过了，每件只能评价一次'],
  'not-finished': [409, '办结以后才能评价'],
});

const after = (ctx: Ctx, days: number): Day | null => {
  try {
    return addWorkdays(ctx.calendar, ctx.today, days);
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
};

export interface NewDuty {
  kind: DutyKind;
  unit: string;
  title: string;
  body: string;
  caseId?: string;
  taskId?: string;
  parties?: readonly string[];
  days?: number;
}

const prefixes: Record<DutyKind, string> = { letter: '督', 'bad-rating': '评', complaint: '诉' };

export async function openDuty(ctx: Ctx, d: NewDuty): Promise<string> {
  const id = crypto.randomUUID();
  const days = d.days ?? answerDays[d.kind];
  return ctx.asHouse(async ctx => {
    // Who opens one of the same kind at the same time waits: the numbers of a year have no gap and none is given twice.
    await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`duty ${ctx.county} ${d.kind}`}, 0))`;
    const [last] = await ctx.sql<{ n: number }[]>`
      select count(*)::int + 1 as n from duty where county = ${ctx.county} and kind = ${d.kind} and opened_on >= ${`${ctx.today.slice(0, 4)}-01-01`}`;
    const number = `${prefixes[d.kind]}〔${ctx.today.slice(0, 4)}〕${last!.n}号`;
    await ctx.sql`
      insert into duty (county, id, number, kind, case_id, task_id, unit, title, body, opened_by, opened_by_name, opened_on, due_on, warn_on, parties)
      values (${ctx.county}, ${id}, ${number}, ${d.kind}, ${d.caseId ?? null}, ${d.taskId ?? null}, ${d.unit}, ${d.title}, ${d.body},
        ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today}, ${after(ctx, days)}, ${after(ctx, Math.ceil((days * 2) / 3))}, ${(d.parties ?? []) as string[]}::uuid[])`;
    ctx.record({ subject: `duty:${id}`, action: 'duty.open', detail: { number, kind: d.kind, unit: d.unit } });
    await notifyUnit(ctx, d.unit, {
      template: 'duty-opened',
      data: { kind: dutyKinds[d.kind], number, title: d.title, days: String(days) },
      link: `/desk/duties/${id}`,
    });
    return id;
  });
}

interface DutyRow {
  id: string;
  number: string;
  kind: DutyKind;
  caseId: string | null;
  taskId: string | null;
  unit: string;
  title: string;
  body: string;
  openedByName: string;
  openedOn: Day;
  dueOn: Day | null;
  warnOn: Day | null;
  state: keyof typeof dutyStates;
  answer: string | null;
  answeredByName: string | null;
  answeredOn: Day | null;
  returned: number;
  closedOn: Day | null;
  parties: string[];
  version: number;
}
const columns = `id, number, kind, case_id, task_id, unit, title, body, opened_by_name, opened_on, due_on, warn_on, state, answer,
  answered_by_name, answered_on, returned, closed_on, parties, version`;

async function lockDuty(ctx: Ctx, id: string, version: number): Promise<DutyRow> {
  const [row] = await ctx.sql<DutyRow[]>`
    select ${ctx.sql.unsafe(columns)} from duty where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit], parties: row.parties });
  if (row.version !== version) throw refuse('changed', row.answeredByName ? `${row.answeredByName} 已经答复` : '');
  return row;
}

const onDuty = z.strictObject({ dutyId: z.uuid(), version: z.number().int().positive() });

export const answerDuty = action({
  name: 'duty.answer',
  may: 'duty.answer',
  summary: '答复督办、差评或投诉',
  input: onDuty.extend({ answer: z.string().trim().min(10, '答复至少 10 个字，写清楚查实的情况和整改措施').max(2000) }),
  async do(ctx, { dutyId, version, answer }) {
    const duty = await lockDuty(ctx, dutyId, version);
    if (duty.state !== 'open') throw refuseDuty('duty-state', `现在是“${dutyStates[duty.state]}”`);
    await ctx.sql`update duty set state = 'answered', answer = ${answer}, answered_by_name = ${ctx.actor.name}, answered_on = ${ctx.today},
      version = version + 1 where county = ${ctx.county} and id = ${dutyId}`;
    ctx.record({ subject: `duty:${dutyId}`, detail: { answer } });
  },
});

/** Closes an answered duty; who complained is told the answer. */
export const closeDuty = action({
  name: 'duty.close',
  may: 'duty.close',
  summary: '确认答复、办结',
  input: onDuty,
  async do(ctx, { dutyId, version }) {
    const duty = await lockDuty(ctx, dutyId, version);
    if (duty.state !== 'answered') throw refuseDuty('duty-state', '答复以后才能办结');
    await ctx.sql`update duty set state = 'closed', closed_on = ${ctx.today}, version = version + 1 where county = ${ctx.county} and id = ${dutyId}`;
    ctx.record({ subject: `duty:${dutyId}` });
    const [party] = duty.parties;
    if (party)
      await notifyPerson(ctx, party, {
        template: 'duty-closed',
        data: { kind: dutyKinds[duty.kind], title: duty.title },
        ...(duty.caseId ? { link: `/cases/${duty.caseId}` } : {}),
      });
  },
});

export const returnDuty = action({
  name: 'duty.return',
  may: 'duty.close',
  summary: '退回答复，要求重新处理',
  input: onDuty.extend({ reason: z.string().trim().min(1, '请写明退回的原因').max(500) }),
  async do(ctx, { dutyId, version, reason }) {
    const duty = await lockDuty(ctx, dutyId, version);
    if (duty.state !== 'answered') throw refuseDuty('duty-state', '只有已答复的才能退回');
    await ctx.sql`update duty set state = 'open', returned = returned + 1, body = ${`${duty.body}\n\n【${ctx.today} 退回】${reason}`},
      version = version + 1 where county = ${ctx.county} and id = ${dutyId}`;
    ctx.record({ subject: `duty:${dutyId}`, detail: { reason } });
    await notifyUnit(ctx, duty.unit, { template: 'duty-returned', data: { number: duty.number, reason }, link: `/desk/duties/${dutyId}` });
  },
});

/** A supervision letter about a task (督办). */
export const sendLetter = action({
  name: 'duty.letter',
  may: 'duty.letter',
  creates: true,
  summary: '就一个事项向部门发督办函',
  input: z.strictObject({
    taskId: z.uuid(),
    body: z.string().trim().min(10, '督办函至少 10 个字，写明问题和要求').max(2000),
    days: z.number().int().min(1).max(30).default(5),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { taskId, body, days }) {
    const task = await findTask(ctx, taskId);
    const file = await findCase(ctx, task.caseId);
    guard(ctx, { units: [task.unit] });
    const id = await openDuty(ctx, {
      kind: 'letter',
      unit: task.unit,
      title: `${file.title}：${task.title}（${file.number}）`,
      body,
      caseId: file.id,
      taskId,
      days,
    });
    return { id };
  },
});

/** A reminder (催办): no answer is owed, but it stands in the timeline. */
export const urge = action({
  name: 'task.urge',
  may: 'task.urge',
  summary: '催办一个事项',
  input: z.strictObject({ taskId: z.uuid(), note: z.string().trim().max(300).default('') }),
  async do(ctx, { taskId, note }) {
    const task = await findTask(ctx, taskId);
    const file = await lockCase(ctx, task.caseId);
    guard(ctx, { units: [task.unit] });
    if (!['ready', 'accepted', 'suspended', 'correcting'].includes(task.state)) throw refuseDuty('duty-state', '这个事项已经有结果，不用再催');
    await ctx.asHouse(ctx => addEvents(ctx, file.id, [{ taskId, kind: 'urged', unit: task.unit, detail: note ? { note } : {} }]));
    await notifyUnit(ctx, task.unit, {
      template: 'task-urged',
      data: { task: task.title, number: file.number, note, by: ctx.actor.name },
      link: `/desk/tasks/${taskId}`,
    });
    ctx.record({ subject: `task:${taskId}`, detail: { note } });
  },
});

const dutyView = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.enum(Object.keys(dutyKinds) as [DutyKind]),
  caseId: z.string().nullable(),
  taskId: z.string().nullable(),
  unit: z.string(),
  title: z.string(),
  body: z.string(),
  openedByName: z.string(),
  openedOn: z.string(),
  dueOn: z.string().nullable(),
  state: z.enum(['open', 'answered', 'closed']),
  light: z.enum(['green', 'yellow', 'red', 'none']),
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredOn: z.string().nullable(),
  returned: z.number(),
  closedOn: z.string().nullable(),
  version: z.number(),
});
export type DutyView = z.infer<typeof dutyView>;

function dutyLight(d: DutyRow, today: Day): DutyView['light'] {
  if (d.state !== 'open') return 'none';
  if (d.dueOn !== null && today > d.dueOn) return 'red';
  return d.warnOn !== null && today >= d.warnOn ? 'yellow' : 'green';
}

const view = (d: DutyRow, today: Day): DutyView => {
  const { parties: _, warnOn: __, ...rest } = d;
  return { ...rest, light: dutyLight(d, today) };
};

export const duties = read({
  name: 'duty.read',
  may: 'duty.read',
  summary: '督办、差评整改和投诉清单',
  input: z.strictObject({
    kind: z.enum(Object.keys(dutyKinds) as [DutyKind]).optional(),
    state: z.enum(['open', 'answered', 'closed']).optional(),
    unit: z.string().max(60).optional(),
    caseId: z.uuid().optional(),
    id: z.uuid().optional(),
    light: z.enum(['yellow', 'red']).optional(),
    /** Words of the number or of the title, which holds the case number. */
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({
    items: z.array(dutyView),
    total: z.number(),
    /** How many there are by state and light, whatever state and light is looked at. */
    counts: z.object({ open: z.number(), yellow: z.number(), red: z.number(), answered: z.number(), closed: z.number() }),
  }),
  async do(ctx, f) {
    const { sql, today } = ctx;
    const like = `%${(f.q ?? '').replaceAll(/[%_\\]/g, '\\$&')}%`;
    const about = sql`county = ${ctx.county} ${f.kind ? sql`and kind = ${f.kind}` : sql``} ${f.unit ? sql`and unit = ${f.unit}` : sql``}
      ${f.caseId ? sql`and case_id = ${f.caseId}` : sql``} ${f.id ? sql`and id = ${f.id}` : sql``}
      ${f.q ? sql`and (number like ${like} or title like ${like})` : sql``}`;
    const red = sql`state = 'open' and due_on < ${today}`;
    const yellow = sql`state = 'open' and warn_on <= ${today} and (due_on >= ${today} or due_on is null)`;
    const where = sql`${about} ${f.state ? sql`and state = ${f.state}` : sql``} ${f.light ? sql`and ${f.light === 'red' ? red : yellow}` : sql``}`;
    const rows = await sql<DutyRow[]>`
      select ${sql.unsafe(columns)} from duty where ${where}
      order by (state = 'closed'), due_on nulls last, opened_on desc limit 50 offset ${(f.page - 1) * 50}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from duty where ${where}`;
    const [counts] = await sql<{ open: number; yellow: number; red: number; answered: number; closed: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where ${yellow})::int as yellow,
        count(*) filter (where ${red})::int as red, count(*) filter (where state = 'answered')::int as answered,
        count(*) filter (where state = 'closed')::int as closed from duty where ${about}`;
    return { items: rows.map(d => view(d, today)), total: count?.n ?? 0, counts: counts! };
  },
});

/** One rating a case (好差评, GB/T 39734); a bad one opens a duty that must be answered. */
export const rate = action({
  name: 'rating.give',
  may: 'rating.give',
  summary: '评价办结的一件事；不满意的会转给牵头部门答复',
  input: z.strictObject({
    caseId: z.uuid(),
    grade: z.number().int().min(1).max(5),
    comment: z.string().trim().max(1000).default(''),
    /** The unit that the rating is about; the first of the case when none is named. */
    unit: z.string().max(60).optional(),
  }),
  async do(ctx, { caseId, grade, comment, unit }) {
    await findCase(ctx, caseId);
    const file = await lockCase(ctx, caseId);
    guard(ctx, file);
    await giveRating(ctx, file, { grade, comment, ...(unit ? { unit } : {}) }, ctx.actor.id);
  },
});

/** The rating itself, from here or from another platform: once, after the end; a bad one opens a duty of the unit. */
export async function giveRating(ctx: Ctx, file: CaseFile, r: { grade: number; comment: string; unit?: string }, by: string): Promise<void> {
  if (file.state !== 'finished') throw refuseDuty('not-finished');
  const { count } = await ctx.sql`
    insert into rating (county, case_id, grade, comment, given_by, given_at, given_on, subject, units)
    values (${ctx.county}, ${file.id}, ${r.grade}, ${r.comment}, ${by}, ${ctx.now}, ${ctx.today}, ${file.subject}, ${file.units})
    on conflict do nothing`;
  if (count === 0) throw refuseDuty('rated-already');
  ctx.record({ subject: `case:${file.id}`, detail: { grade: r.grade } });
  await ctx.asHouse(ctx => addEvents(ctx, file.id, [{ kind: 'rated', detail: { grade: r.grade } }]));
  if (r.grade <= 2) {
    const owner = r.unit && file.units.includes(r.unit) ? r.unit : file.units[0]!;
    await openDuty(ctx, {
      kind: 'bad-rating',
      unit: owner,
      title: `${file.title}（${file.number}）评价为“${grades[r.grade as 1 | 2]}”`,
      body: r.comment || '没有写具体意见，请联系申请人了解情况。',
      caseId: file.id,
      parties: [by],
    });
  }
}

export const complain = action({
  name: 'complaint.make',
  may: 'complaint.make',
  creates: true,
  summary: '就自己的办件投诉',
  input: z.strictObject({
    caseId: z.uuid(),
    taskId: z.uuid().optional(),
    text: z.string().trim().min(5, '请至少写 5 个字，说明发生了什么').max(2000),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { caseId, taskId, text }) {
    const file = await findCase(ctx, caseId);
    guard(ctx, file);
    const task = taskId ? await findTask(ctx, taskId) : undefined;
    if (task && task.caseId !== caseId) throw refuse('not-found');
    const unit = task?.unit ?? file.units[0]!;
    const id = await openDuty(ctx, {
      kind: 'complaint',
      unit,
      title: task ? `${file.title}：${task.title}（${file.number}）` : `${file.title}（${file.number}）`,
      body: text,
      caseId,
      ...(taskId ? { taskId } : {}),
      parties: [ctx.actor.id],
    });
    return { id };
  },
});

const overseers = { supervisor: 'county', leader: 'county', auditor: 'county' } as const;

export const supervisionPermits = [
  permit('duty.read', '查看督办、差评整改和投诉', { resident: 'own', reviewer: 'department', 'unit-head': 'department', ...overseers }),
  permit('duty.answer', '答复督办、差评和投诉', { reviewer: 'department', 'unit-head': 'department' }),
  permit('duty.close', '确认或退回答复', { supervisor: 'county' }),
  permit('duty.letter', '发督办函', { supervisor: 'county', leader: 'county' }),
  permit('task.urge', '催办', { supervisor: 'county', leader: 'county' }),
  permit('rating.read', '查看评价', { resident: 'own', reviewer: 'department', 'unit-head': 'department', ...overseers }),
  permit('rating.give', '评价办件', { resident: 'own' }),
  permit('complaint.make', '投诉', { resident: 'own' }),
  permit('board.read', '查看运行看板', { ...overseers, 'unit-head': 'department' }),
];

export const supervisionGuards: Guard[] = [
  {
    table: 'duty',
    record: 'duty',
    relations: { own: 'parties::text[] && (select app.parties())', department: 'unit = any((select app.units())::text[])' },
  },
  {
    table: 'rating',
    record: 'rating',
    relations: {
      own: ofVisibleCase,
      department: 'units && (select app.units())',
    },
  },
];
