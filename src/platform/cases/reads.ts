/** Lists of tasks and cases: a unit's queue, the results to hand over, a person's own cases. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { type Calendar, type Day, UnknownYear, workdaysBetween } from '../calendar/index.ts';
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
  outcome: z.enum(['approved', 'refused']).optional(),
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
  const states = f.tab === 'open' ? [...openStates] : undefined;
  return sql`
    t.county = ${ctx.county}
    ${states ? sql`and t.state in ('ready', 'accepted', 'correcting', 'suspended')` : sql`and t.closed_on is not null`}
    ${ofUnits(ctx)}
    ${part(f.unit, sql`and t.unit = ${f.unit ?? ''}`)}
    ${part(f.state, sql`and t.state = ${f.state ?? ''}`)}
    ${part(f.subject, sql`and t.subject = ${f.subject ?? ''}`)}
    ${part(f.key, sql`and t.key = ${f.key ?? ''}`)}
    ${part(f.town, sql`and t.town = ${f.town ?? ''}`)}
    ${part(f.advice, sql`and t.advice = ${f.advice ?? ''}`)}
    ${part(f.outcome, sql`and t.outcome = ${f.outcome ?? ''}`)}
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

const likeText = (q: string) => `%${q.toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`;

/** A number as it is printed, or its beginning. */
const numberText = /^\d{6}-[\dA-Z-]*$/i;

/**
 * The cases that a word finds, looked up once a statement: a number by its beginning, else anywhere in number, names and
 * pinyin. Of one or two letters no trigram can be looked up, so they are the beginning of a name: `李强`, `lq`.
 */
function hits(ctx: Ctx, q: string | undefined) {
  const anywhere = likeText(q ?? '');
  const short = [...(q ?? '')].length < 3;
  const ids = !q
    ? ctx.sql`null::uuid as id where false`
    : numberText.test(q)
      ? ctx.sql`app.cases_numbered(${q.toUpperCase()}) as id`
      : ctx.sql`app.cases_like(${short ? anywhere.slice(1) : anywhere}, ${short ? `% ${anywhere.slice(1)}` : anywhere}) as id`;
  return ctx.sql`hit as materialized (select ${ids})`;
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
    // The page is found by the index alone; only then its rows are put together. One more row tells whether it goes on.
    const rows = await sql<(Omit<QueueRow, 'light' | 'daysLeft'> & { warnOn: string | null; place: string; found: number })[]>`
      with ${hits(ctx, filter.q)}, page as materialized (
        select t.id from task t where ${where} ${beyond} order by ${order} limit ${pageSize + 1}),
      counted as materialized (select count(*)::int as found from (select 1 from task t where ${where} limit ${most + 1}) t)
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
        select key, (array_agg(id))[1] as one, count(*)::int as count, count(*) filter (where state = 'ready')::int as ready,
          count(*) filter (where state = 'accepted')::int as accepted,
          count(*) filter (where state in ('correcting', 'suspended'))::int as stopped,
          count(*) filter (where state in ('ready', 'accepted') and warn_on <= ${ctx.today} and (due_on >= ${ctx.today} or due_on is null))::int as yellow,
          count(*) filter (where state in ('ready', 'accepted') and due_on < ${ctx.today})::int as red,
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

const deliveryRow = z.object({
  taskId: z.string(),
  caseId: z.string(),
  number: z.string(),
  caseTitle: z.string(),
  title: z.string(),
  unit: z.string(),
  principalKind: z.enum(['person', 'firm']),
  principalName: z.string(),
  applicantName: z.string(),
  delivery: z.enum(['window', 'post']),
  outcome: z.enum(['approved', 'refused']),
  closedOn: z.string(),
  version: z.number(),
  /** Licences that the result consists of, as printed on the slip. */
  licences: z.array(z.object({ number: z.string(), typeName: z.string(), bearer: z.string() })),
  handedOver: z.object({ at: z.string(), by: z.string(), way: z.string(), note: z.string(), agent: z.string().nullable() }).nullable(),
});
export type DeliveryRow = z.infer<typeof deliveryRow>;

/** Results that wait at the window or for the post, and what was handed over today. */
export const deliveries = read({
  name: 'task.deliveries',
  may: 'task.deliver',
  summary: '待发放的结果：窗口领取、邮寄；今天已经发放的',
  input: z.strictObject({
    tab: z.enum(['waiting', 'today']).default('waiting'),
    way: z.enum(['window', 'post']).optional(),
    q: z.string().trim().max(60).optional(),
    /** Whoever stands at the window, found by the identity card; numbers do not belong into addresses. */
    person: z.uuid().optional(),
    page: z.coerce.number().int().min(1).max(500).default(1),
  }),
  output: z.object({ items: z.array(deliveryRow), total: z.number(), page: z.number(), pageSize: z.number() }),
  async do(ctx, { tab, way, q, person, page }) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const wanted = sql`c.county = ${ctx.county} and c.delivery <> 'electronic' ${way ? sql`and c.delivery = ${way}` : sql``}
      ${q ? sql`and c.id in (select id from hit)` : sql``} ${person ? sql`and ${person} in (c.principal, c.applicant)` : sql``}`;
    const from =
      tab === 'waiting'
        ? sql`from task t join case_file c on c.county = t.county and c.id = t.case_id
            left join case_event e on false
            where t.state in ('approved', 'refused') and ${wanted}`
        : sql`from case_file c join case_event e on e.county = c.county and e.case_id = c.id and e.kind = 'deliver' and e.day = ${ctx.today}
            join task t on t.county = c.county and t.id = e.task_id
            where (c.state = 'open' or c.finished_on = ${ctx.today}) and ${wanted}`;
    const rows = await sql<
      (Omit<DeliveryRow, 'handedOver'> & { at: string | null; by: string | null; way: string | null; note: string | null; agent: string | null })[]
    >`
      with ${hits(ctx, q)}
      select t.id as task_id, c.id as case_id, c.number, c.title as case_title, t.title, t.unit, c.principal_kind, c.principal_name, c.applicant_name, c.delivery,
        t.outcome, t.closed_on, t.version, e.at, e.actor_name as by, e.detail->>'way' as way, e.detail->>'note' as note,
        e.detail->>'agent' as agent,
        coalesce((select jsonb_agg(l.detail order by l.seq) from case_event l
          where l.county = t.county and l.task_id = t.id and l.kind = 'licence'), '[]') as licences
      ${from} order by ${tab === 'waiting' ? sql`c.number desc, t.position` : sql`e.at desc, t.position`} limit ${pageSize} offset ${(page - 1) * pageSize}`;
    const [count] = await sql<{ n: number }[]>`with ${hits(ctx, q)} select count(*)::int as n ${from}`;
    return {
      items: rows.map(({ at, by, way: handed, note, agent, ...r }) => ({
        ...r,
        handedOver: at ? { at, by: by ?? '', way: handed ?? '', note: note ?? '', agent } : null,
      })),
      total: count?.n ?? 0,
      page,
      pageSize,
    };
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

const deskCaseRow = caseRow.omit({ rated: true, needsYou: true }).extend({ applicantName: z.string(), channel: z.string(), filedAt: z.string() });
export type DeskCaseRow = z.infer<typeof deskCaseRow>;

/** Cases as staff look them up: by number or name, or those that one has filed oneself today. */
export const deskCases = read({
  name: 'case.look-up',
  may: 'case.read',
  summary: '办件查询：按编号、姓名、拼音；或我今天在窗口受理的',
  input: z.strictObject({ q: z.string().trim().max(60).optional(), mine: z.stringbool().optional(), page: z.coerce.number().int().min(1).max(500).default(1) }),
  output: z.object({ items: z.array(deskCaseRow), total: z.number(), pageSize: z.number() }),
  async do(ctx, { q, mine: own, page }) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const where = sql`c.county = ${ctx.county} ${q ? sql`and c.id in (select id from hit)` : sql``}
      ${own ? sql`and c.filed_on = ${ctx.today} and c.clerk = ${ctx.actor.id}` : sql``}`;
    const rows = await sql<(DeskCaseRow & { found: number })[]>`
      with ${hits(ctx, q)}, page as materialized (
        select c.* from case_file c where ${where} order by c.filed_on desc, c.number desc limit 20 offset ${(page - 1) * 20}),
      counted as materialized (select count(*)::int as found from case_file c where ${where})
      select counted.found, c.id, c.number, c.title, c.subject, c.principal_name, c.applicant_name, c.channel, c.state, c.filed_on, c.filed_at, c.finished_on,
        (select count(*)::int from task t where t.county = c.county and t.case_id = c.id) as tasks,
        (select count(*)::int from task t where t.county = c.county and t.case_id = c.id
          and t.state in ('approved', 'refused', 'delivered', 'withdrawn', 'not-needed')) as done
      from counted left join page c on true order by c.filed_on desc, c.number desc`;
    return { items: rows.flatMap(({ found: _, ...c }) => (c.id === null ? [] : [c])), total: rows[0]!.found, pageSize: 20 };
  },
});

/** The cases of the person who asks and of those for whom they act. */
export const myCases = read({
  name: 'case.mine',
  may: 'case.read',
  summary: '我的办件：等我补正的在前，新的在前',
  input: z.strictObject({ state: z.enum(['open', 'finished', 'withdrawn']).optional(), page: z.coerce.number().int().min(1).max(500).default(1) }),
  output: z.object({ items: z.array(caseRow), total: z.number() }),
  async do(ctx, { state, page }) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const where = ctx.sql`c.county = ${ctx.county} and c.id in (select app.cases_of(${ctx.actor.parties}::uuid[])) ${state ? ctx.sql`and c.state = ${state}` : ctx.sql``}`;
    const items = await ctx.sql<z.infer<typeof caseRow>[]>`
      select c.id, c.number, c.title, c.subject, c.principal_name, c.state, c.filed_on, c.finished_on,
        count(t.id)::int as tasks,
        count(t.id) filter (where t.state in ('approved', 'refused', 'delivered', 'withdrawn', 'not-needed'))::int as done,
        count(t.id) filter (where t.state = 'correcting')::int as needs_you,
        exists (select 1 from rating r where r.county = c.county and r.case_id = c.id) as rated
      from case_file c join task t on t.county = c.county and t.case_id = c.id
      where ${where} group by c.county, c.id
      order by (count(t.id) filter (where t.state = 'correcting') > 0) desc, c.filed_at desc limit 20 offset ${(page - 1) * 20}`;
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from case_file c where ${where}`;
    return { items: [...items], total: count?.n ?? 0 };
  },
});
