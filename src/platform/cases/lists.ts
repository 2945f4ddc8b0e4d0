/** The results to hand over, cases as staff look them up, and a person's own cases. */
import { z } from 'zod';
import { read, refuse } from '../actions/index.ts';
import { caseStates } from './order.ts';
import { hits } from './words.ts';

const pageSize = 50;

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
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({ items: z.array(deliveryRow), total: z.number() }),
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
      with ${hits(ctx, q)}, seen as materialized (select c.id, c.filed_on, c.number from case_file c where ${where}),
        page as (select id from seen order by filed_on desc, number desc limit 20 offset ${(page - 1) * 20}),
        counted as (select count(*)::int as found from seen)
      select counted.found, c.id, c.number, c.title, c.subject, c.principal_name, c.applicant_name, c.channel, c.state, c.filed_on, c.filed_at, c.finished_on,
        (select count(*)::int from task t where t.county = c.county and t.case_id = c.id) as tasks,
        (select count(*)::int from task t where t.county = c.county and t.case_id = c.id
          and t.state in ('approved', 'refused', 'delivered', 'withdrawn', 'not-needed')) as done
      from counted left join (page join case_file c on c.county = ${ctx.county} and c.id = page.id) on true order by c.filed_on desc, c.number desc`;
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
