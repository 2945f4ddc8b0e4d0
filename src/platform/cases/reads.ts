/** Lists of tasks and cases: a unit's queue, the results to hand over, a person's own cases. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { light } from './clock.ts';
import { caseStates } from './order.ts';
import { openStates, taskStates } from './task.ts';

const pageSize = 50;

const queueRow = z.object({
  id: z.string(),
  caseId: z.string(),
  number: z.string(),
  caseTitle: z.string(),
  title: z.string(),
  unit: z.string(),
  principalName: z.string(),
  town: z.string().nullable(),
  state: z.string(),
  light: z.enum(['green', 'yellow', 'red', 'stopped', 'none']),
  filedOn: z.string(),
  readyOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  legalDueOn: z.string().nullable(),
  closedOn: z.string().nullable(),
  outcome: z.string().nullable(),
  late: z.boolean().nullable(),
  tacit: z.boolean(),
  advice: z.enum(['pass', 'doubt', 'fail']).nullable(),
  assignee: z.string().nullable(),
  assigneeName: z.string().nullable(),
  corrections: z.number(),
  cosignWanted: z.boolean(),
  version: z.number(),
});
export type QueueRow = z.infer<typeof queueRow>;

const day = z.iso.date('日期写成 2024-12-25 的样子');

export const queueFilter = z.strictObject({
  /** `open`: to do; `closed`: decided in the period. */
  tab: z.enum(['open', 'closed']).default('open'),
  unit: z.string().max(60).optional(),
  state: z.enum(Object.keys(taskStates) as [keyof typeof taskStates]).optional(),
  light: z.enum(['green', 'yellow', 'red', 'stopped']).optional(),
  subject: z.string().max(60).optional(),
  key: z.string().max(80).optional(),
  town: z.string().max(40).optional(),
  advice: z.enum(['pass', 'doubt', 'fail']).optional(),
  outcome: z.enum(['approved', 'refused']).optional(),
  late: z.stringbool().optional(),
  who: z.enum(['mine', 'nobody', 'cosign']).optional(),
  q: z.string().trim().max(60).optional(),
  from: day.optional(),
  to: day.optional(),
  sort: z.enum(['due', 'filed', 'newest']).default('due'),
  page: z.coerce.number().int().min(1).max(2000).default(1),
});
export type QueueFilter = z.infer<typeof queueFilter>;

/** The conditions of a queue, shared by the list, its export and the board's figures. */
export function conditions(ctx: Ctx, f: QueueFilter) {
  const { sql, today } = ctx;
  const part = (when: unknown, fragment: ReturnType<typeof sql>) => (when ? fragment : sql``);
  const states = f.tab === 'open' ? [...openStates] : undefined;
  return sql`
    t.county = ${ctx.county}
    ${states ? sql`and t.state in ('ready', 'accepted', 'correcting', 'suspended')` : sql`and t.closed_on is not null`}
    ${part(f.unit, sql`and t.unit = ${f.unit ?? ''}`)}
    ${part(f.state, sql`and t.state = ${f.state ?? ''}`)}
    ${part(f.subject, sql`and t.subject = ${f.subject ?? ''}`)}
    ${part(f.key, sql`and t.key = ${f.key ?? ''}`)}
    ${part(f.town, sql`and t.town = ${f.town ?? ''}`)}
    ${part(f.advice, sql`and t.advice = ${f.advice ?? ''}`)}
    ${part(f.outcome, sql`and t.outcome = ${f.outcome ?? ''}`)}
    ${part(f.late !== undefined, sql`and t.late = ${f.late ?? false}`)}
    ${part(f.light === 'red', sql`and t.state in ('ready', 'accepted') and t.due_on < ${today}`)}
    ${part(f.light === 'yellow', sql`and t.state in ('ready', 'accepted') and t.warn_on <= ${today} and (t.due_on >= ${today} or t.due_on is null)`)}
    ${part(f.light === 'green', sql`and t.state in ('ready', 'accepted') and (t.warn_on > ${today} or t.warn_on is null) and (t.due_on >= ${today} or t.due_on is null)`)}
    ${part(f.light === 'stopped', sql`and t.state in ('correcting', 'suspended')`)}
    ${part(f.who === 'mine', sql`and t.assignee = any(${mine(ctx)}::uuid[])`)}
    ${part(f.who === 'nobody', sql`and t.assignee is null`)}
    ${part(f.who === 'cosign', sql`and t.cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb`)}
    ${part(f.from, f.tab === 'open' ? sql`and t.filed_on >= ${f.from ?? ''}` : sql`and t.closed_on >= ${f.from ?? ''}`)}
    ${part(f.to, f.tab === 'open' ? sql`and t.filed_on <= ${f.to ?? ''}` : sql`and t.closed_on <= ${f.to ?? ''}`)}
    ${part(f.q, sql`and c.search like ${`%${(f.q ?? '').toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`}`)}`;
}

const mine = (ctx: Ctx) => (ctx.actor.kind === 'staff' ? [ctx.actor.id, ...(ctx.actor.standsInFor ?? []).map(s => s.id)] : []);

/** Tasks of the actor's units, or of the whole county for those who supervise. Most urgent first. */
export const queue = read({
  name: 'task.read',
  may: 'task.read',
  summary: '事项清单：筛选、搜索、排序、分页',
  input: queueFilter,
  output: z.object({ items: z.array(queueRow), total: z.number(), page: z.number(), pageSize: z.number() }),
  async do(ctx, filter) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const where = conditions(ctx, filter);
    const order = {
      due: filter.tab === 'open' ? sql`t.due_on nulls last, t.filed_on, t.id` : sql`t.closed_on desc, t.id`,
      filed: sql`t.filed_on, t.id`,
      newest: sql`t.filed_on desc, t.id`,
    }[filter.sort];
    const rows = await sql<(Omit<QueueRow, 'light'> & { warnOn: string | null })[]>`
      select t.id, t.case_id, c.number, c.title as case_title, t.title, t.unit, c.principal_name, t.town, t.state, t.filed_on,
        t.ready_on, t.due_on, t.warn_on, t.legal_due_on, t.closed_on, t.outcome, t.late, t.tacit, t.advice, t.assignee,
        s.name as assignee_name, t.corrections, t.version,
        t.cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb as cosign_wanted
      from task t join case_file c on c.county = t.county and c.id = t.case_id
      left join staff s on s.county = t.county and s.id = t.assignee
      where ${where} order by ${order} limit ${pageSize} offset ${(filter.page - 1) * pageSize}`;
    const [count] = await sql<{ n: number }[]>`
      select count(*)::int as n from task t ${filter.q ? sql`join case_file c on c.county = t.county and c.id = t.case_id` : sql``}
      where ${where}`;
    return {
      items: rows.map(({ warnOn, ...r }) => ({ ...r, light: light({ state: r.state as never, dueOn: r.dueOn, warnOn }, ctx.today) })),
      total: count?.n ?? 0,
      page: filter.page,
      pageSize,
    };
  },
});

/** How many wait where, for the tabs of the queue. */
export const queueCounts = read({
  name: 'task.counts',
  may: 'task.read',
  summary: '本部门待办数量：按状态、灯色',
  input: z.strictObject({}),
  output: z.object({ ready: z.number(), accepted: z.number(), stopped: z.number(), yellow: z.number(), red: z.number(), mine: z.number(), cosign: z.number() }),
  async do(ctx) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const [row] = await ctx.sql<{ ready: number; accepted: number; stopped: number; yellow: number; red: number; mine: number; cosign: number }[]>`
      select count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'accepted')::int as accepted,
        count(*) filter (where state in ('correcting', 'suspended'))::int as stopped,
        count(*) filter (where state in ('ready', 'accepted') and warn_on <= ${ctx.today} and (due_on >= ${ctx.today} or due_on is null))::int as yellow,
        count(*) filter (where state in ('ready', 'accepted') and due_on < ${ctx.today})::int as red,
        count(*) filter (where assignee = any(${mine(ctx)}::uuid[]))::int as mine,
        count(*) filter (where cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb)::int as cosign
      from task where county = ${ctx.county} and state in ('ready', 'accepted', 'correcting', 'suspended')
        and unit = any(${ctx.actor.grants.flatMap(g => g.unit ?? [])}::text[])`;
    return row!;
  },
});

const caseRow = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  subject: z.string(),
  principalName: z.string(),
  state: z.enum(Object.keys(caseStates) as [keyof typeof caseStates]),
  filedOn: z.string(),
  finishedOn: z.string().nullable(),
  tasks: z.number(),
  done: z.number(),
  needsYou: z.number(),
  rated: z.boolean(),
});

/** The cases of the person who asks and of those for whom they act. */
export const myCases = read({
  name: 'case.mine',
  may: 'case.read',
  summary: '我的办件，新的在前',
  input: z.strictObject({ state: z.enum(['open', 'finished', 'withdrawn']).optional(), page: z.coerce.number().int().min(1).max(500).default(1) }),
  output: z.object({ items: z.array(caseRow), total: z.number() }),
  async do(ctx, { state, page }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const where = ctx.sql`c.county = ${ctx.county} and c.parties && ${ctx.actor.parties}::uuid[] ${state ? ctx.sql`and c.state = ${state}` : ctx.sql``}`;
    const items = await ctx.sql<z.infer<typeof caseRow>[]>`
      select c.id, c.number, c.title, c.subject, c.principal_name, c.state, c.filed_on, c.finished_on,
        count(t.id)::int as tasks,
        count(t.id) filter (where t.state in ('approved', 'refused', 'delivered', 'withdrawn', 'not-needed'))::int as done,
        count(t.id) filter (where t.state = 'correcting')::int as needs_you,
        exists (select 1 from rating r where r.county = c.county and r.case_id = c.id) as rated
      from case_file c join task t on t.county = c.county and t.case_id = c.id
      where ${where} group by c.county, c.id order by c.filed_at desc limit 20 offset ${(page - 1) * 20}`;
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from case_file c where ${where}`;
    return { items: [...items], total: count?.n ?? 0 };
  },
});
