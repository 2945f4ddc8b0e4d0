/** A unit's queue: the list, its filters, and how many wait where. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { type Calendar, type Day, UnknownYear, workdaysBetween } from '../calendar/index.ts';
import { light } from './clock.ts';
import { taskStates } from './task.ts';
import { hits } from './words.ts';

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
  /** Working days until it is due, below 0 when it is overdue; null where nothing runs. */
  daysLeft: z.number().nullable(),
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

/**
 * Where a task stands in a list: the day that sorts it, the number of its case, its step there. A page begins at a place and
 * not at a count, so that none is skipped or shown twice when tasks come and go meanwhile, and late pages cost what early ones do.
 */
const place = z.templateLiteral([z.iso.date(), '_', z.string().regex(/[\w-]{1,60}/), '_', z.string().regex(/\d{1,4}/)]);

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
  /** `decided`: one or the other, not withdrawn or dropped. */
  outcome: z.enum(['approved', 'refused', 'decided']).optional(),
  late: z.stringbool().optional(),
  who: z.enum(['mine', 'nobody', 'cosign']).optional(),
  q: z.string().trim().max(60).optional(),
  from: day.optional(),
  to: day.optional(),
  sort: z.enum(['due', 'filed', 'newest']).default('due'),
  /** Places in the list, as an answer gave them: the page after the one, or before the other. */
  after: place.optional(),
  before: place.optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

/**
 * The units whose tasks an actor sees, named beside row-level security so that an index finds them; null: the county's.
 * One unit is compared alone, because only then the rows come in the order of the index.
 */
function ofUnits(ctx: Ctx) {
  const { sql, actor } = ctx;
  if (ctx.house.permissions.rights(actor, 'task.read').some(r => r.relation === 'county')) return sql``;
  const units = [...new Set(actor.grants.flatMap(g => g.unit ?? []))];
  return units.length === 1 ? sql`and t.unit = ${units[0]!}` : sql`and t.unit = any(${units}::text[])`;
}

/** The due day in the words of the indexes: what has none stands behind what has one. (`coalesce` would keep row-level security from using them.) */
const due = ({ sql }: Ctx) => sql`case when t.due_on is null then '9999-12-31' else t.due_on end`;

/** The conditions of a queue, shared by the list and its count. */
function conditions(ctx: Ctx, f: QueueFilter) {
  const { sql, today } = ctx;
  const part = (when: unknown, fragment: ReturnType<typeof sql>) => (when ? fragment : sql``);
  return sql`
    t.county = ${ctx.county}
    ${f.tab === 'open' ? sql`and t.state in ('ready', 'accepted', 'correcting', 'suspended')` : sql`and t.closed_on is not null`}
    ${ofUnits(ctx)}
    ${part(f.unit, sql`and t.unit = ${f.unit ?? ''}`)}
    ${part(f.state, sql`and t.state = ${f.state ?? ''}`)}
    ${part(f.subject, sql`and t.subject = ${f.subject ?? ''}`)}
    ${part(f.key, sql`and t.key = ${f.key ?? ''}`)}
    ${part(f.town, sql`and t.town = ${f.town ?? ''}`)}
    ${part(f.advice, sql`and t.advice = ${f.advice ?? ''}`)}
    ${part(f.outcome, f.outcome === 'decided' ? sql`and t.outcome is not null` : sql`and t.outcome = ${f.outcome ?? ''}`)}
    ${part(f.late !== undefined, sql`and t.late = ${f.late ?? false}`)}
    ${part(f.light === 'red', sql`and t.state in ('ready', 'accepted') and ${due(ctx)} < ${today}`)}
    ${part(f.light === 'yellow', sql`and t.state in ('ready', 'accepted') and t.warn_on <= ${today} and ${due(ctx)} >= ${today}`)}
    ${part(f.light === 'green', sql`and t.state in ('ready', 'accepted') and (t.warn_on > ${today} or t.warn_on is null) and ${due(ctx)} >= ${today}`)}
    ${part(f.light === 'stopped', sql`and t.state in ('correcting', 'suspended')`)}
    ${part(f.who === 'mine', sql`and t.assignee = any(${mine(ctx)}::uuid[])`)}
    ${part(f.who === 'nobody', sql`and t.assignee is null`)}
    ${part(f.who === 'cosign', sql`and t.cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb`)}
    ${part(f.from, f.tab === 'open' ? sql`and t.filed_on >= ${f.from ?? ''}` : sql`and t.closed_on >= ${f.from ?? ''}`)}
    ${part(f.to, f.tab === 'open' ? sql`and t.filed_on <= ${f.to ?? ''}` : sql`and t.closed_on <= ${f.to ?? ''}`)}
    ${part(f.q, sql`and t.case_id in (select id from hit)`)}`;
}

/** Working days from today to the due day; overdue days count below 0. */
export function daysLeft(calendar: Calendar, dueOn: Day | null, today: Day): number | null {
  if (dueOn === null) return null;
  try {
    return dueOn >= today ? workdaysBetween(calendar, today, dueOn) : -workdaysBetween(calendar, dueOn, today);
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
}

const mine = (ctx: Ctx) => (ctx.actor.kind === 'staff' ? [ctx.actor.id, ...(ctx.actor.standsInFor ?? []).map(s => s.id)] : []);

/** Decided tasks of years are not counted to the last. */
const most = 1000;

/** Tasks of the actor's units, or of the whole county for those who supervise. Most urgent first, and of one day by number. */
export const queue = read({
  name: 'task.read',
  may: 'task.read',
  summary: '事项清单：筛选、搜索、排序、分页',
  input: queueFilter,
  output: z.object({
    items: z.array(queueRow),
    total: z.number(),
    /** There are more than `total`. */
    more: z.boolean(),
    pageSize: z.number(),
    /** What `before` and `after` are for the pages on both sides. */
    previous: z.string().nullable(),
    next: z.string().nullable(),
  }),
  async do(ctx, filter) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const where = conditions(ctx, filter);
    const byDue = filter.tab === 'open' ? due(ctx) : sql`t.closed_on`;
    const day = filter.sort === 'due' ? byDue : sql`t.filed_on`;
    const newestFirst = filter.sort === 'newest' || (filter.sort === 'due' && filter.tab === 'closed');
    // The page before a place is read backwards from it.
    const back = filter.before !== undefined;
    const falling = newestFirst !== back;
    const way = falling ? sql`desc` : sql`asc`;
    const order = sql`${day} ${way}, t.number ${way}, t.position ${way}`;
    const [onDay, number, position] = (filter.before ?? filter.after)?.split('_') ?? [];
    const beyond = onDay ? sql`and (${day}, t.number, t.position) ${falling ? sql`<` : sql`>`} (${onDay}::date, ${number!}::text, ${position!}::int)` : sql``;
    // One more row tells whether it goes on. Limits stand in the text: without knowing them, no plan is kept for all that ask.
    const [rowsOfPage, counted] = [sql.unsafe(String(pageSize + 1)), sql.unsafe(String(most + 1))];
    // The page is found by the index alone; only then its rows are put together.
    const rows = await sql<(Omit<QueueRow, 'light' | 'daysLeft'> & { warnOn: string | null; place: string; found: number })[]>`
      with ${hits(ctx, filter.q)}, page as materialized (
        select t.id from task t where ${where} ${beyond} order by ${order} limit ${rowsOfPage}),
      counted as materialized (select count(*)::int as found from (select 1 from task t where ${where} limit ${counted}) t)
      select counted.found, concat_ws('_', ${day}, t.number, t.position) as place, t.id, t.case_id, t.number, c.title as case_title, t.title, t.unit,
        c.principal_name, t.town, t.state, t.filed_on, t.ready_on, t.due_on, t.warn_on, t.legal_due_on, t.closed_on, t.outcome, t.late, t.tacit,
        t.advice, t.assignee, s.name as assignee_name, t.corrections, t.version,
        t.cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb as cosign_wanted
      from counted left join (page
        join task t on t.county = ${ctx.county} and t.id = page.id
        join case_file c on c.county = t.county and c.id = t.case_id
        left join staff s on s.county = t.county and s.id = t.assignee) on true
      order by ${order}`;
    const found = rows[0]!.found;
    const page = rows.filter(r => r.id !== null).slice(0, pageSize);
    if (back) page.reverse();
    const goesOn = rows.length > pageSize;
    return {
      items: page.map(({ warnOn, found: _, place: __, ...r }) => {
        const at = light({ state: r.state as never, dueOn: r.dueOn, warnOn }, ctx.today);
        return { ...r, light: at, daysLeft: at === 'none' || at === 'stopped' ? null : daysLeft(ctx.calendar, r.dueOn, ctx.today) };
      }),
      total: Math.min(most, found),
      more: found > most,
      pageSize,
      previous: (back ? goesOn : filter.after !== undefined) ? (page[0]?.place ?? null) : null,
      next: back || goesOn ? (page.at(-1)?.place ?? null) : null,
    };
  },
});

/** Columns that count open rows of `task` by state and light. */
export const byStateAndLight = ({ sql, today }: Ctx) => sql`
  count(*) filter (where state = 'ready')::int as ready, count(*) filter (where state = 'accepted')::int as accepted,
  count(*) filter (where state in ('correcting', 'suspended'))::int as stopped,
  count(*) filter (where state in ('ready', 'accepted') and warn_on <= ${today} and (due_on >= ${today} or due_on is null))::int as yellow,
  count(*) filter (where state in ('ready', 'accepted') and due_on < ${today})::int as red`;

const countsRow = z.object({
  ready: z.number(),
  accepted: z.number(),
  stopped: z.number(),
  yellow: z.number(),
  red: z.number(),
  mine: z.number(),
  cosign: z.number(),
});

/** How many wait where, for the tabs of the queue: in the actor's units; for those who supervise, in the county or one unit. */
export const queueCounts = read({
  name: 'task.counts',
  may: 'task.read',
  summary: '待办数量：按状态、灯色；各事项各有几件',
  input: z.strictObject({ unit: z.string().max(60).optional() }),
  output: countsRow.extend({ matters: z.array(z.object({ key: z.string(), title: z.string(), count: z.number() })) }),
  async do(ctx, { unit }) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const units = ctx.actor.grants.flatMap(g => g.unit ?? []);
    const open = sql`county = ${ctx.county} and state in ('ready', 'accepted', 'correcting', 'suspended')
      ${units.length > 0 ? sql`and unit = any(${units}::text[])` : sql``} ${unit ? sql`and unit = ${unit}` : sql``}`;
    const matters = await sql<(Omit<z.infer<typeof countsRow>, 'cosign'> & { key: string; title: string; count: number })[]>`
      with matter as (
        select key, (array_agg(id))[1] as one, count(*)::int as count, ${byStateAndLight(ctx)},
          count(*) filter (where assignee = any(${mine(ctx)}::uuid[]))::int as mine
        from task where ${open} group by key)
      select m.*, t.title from matter m join task t on t.county = ${ctx.county} and t.id = m.one order by m.count desc, m.key`;
    const [waiting] = await sql<{ cosign: number }[]>`
      select count(*)::int as cosign from task
      where ${open} and cosigns <> '[]' and cosigns @> ${JSON.stringify([{ staff: ctx.actor.id, agrees: null }])}::text::jsonb`;
    const sum = (of: (m: (typeof matters)[number]) => number) => matters.reduce((n, m) => n + of(m), 0);
    return {
      ready: sum(m => m.ready),
      accepted: sum(m => m.accepted),
      stopped: sum(m => m.stopped),
      yellow: sum(m => m.yellow),
      red: sum(m => m.red),
      mine: sum(m => m.mine),
      cosign: waiting!.cosign,
      matters: matters.map(({ key, title, count }) => ({ key, title, count })),
    };
  },
});
