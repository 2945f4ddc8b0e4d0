/** What others decided about a refusal (复议、诉讼): written down from their document. */
import { z } from 'zod';
import { action, read, refusals, refuse } from '#platform/actions';
import { anywhere } from '#platform/search';

const refuseReview = refusals({
  'not-refused': [409, '只有不予批准的事项才有复议、诉讼'],
  'review-known': [409, '这个事项的这一种结果已经登记过'],
});

const kind = z.enum(['reconsideration', 'litigation']);
const outcome = z.enum(['upheld', 'overturned']);

export const recordReview = action({
  name: 'refusal-review.record',
  may: 'refusal-review.record',
  creates: true,
  summary: '登记不予批准的复议决定或判决',
  input: z.strictObject({
    /** Number of the case, as on the receipt. */
    number: z.string().trim().min(1, '请填写办件编号').max(40),
    /** Title of the matter, where the case has several refused ones. */
    task: z.uuid().optional(),
    kind,
    organ: z.string().trim().min(2, '请填写复议机关或法院').max(60),
    document: z.string().trim().min(4, '请填写文书编号').max(60),
    outcome,
    decidedOn: z.iso.date('日期写成 2024-12-25 的样子'),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { number, task, kind, organ, document, outcome, decidedOn }) {
    const refused = await ctx.sql<{ id: string; unit: string; title: string; closedOn: string }[]>`
      select id, unit, title, closed_on from task where county = ${ctx.county} and number = ${number} and outcome = 'refused' order by position`;
    const found = task ? refused.find(r => r.id === task) : refused[0];
    const fault = (path: string, message: string) => refuse('input', { detail: message, faults: [{ path, message }] });
    if (!found) {
      const [known] = await ctx.sql`select 1 from case_file where county = ${ctx.county} and number = ${number}`;
      throw known ? refuseReview('not-refused') : fault('number', '没有这个编号的办件');
    }
    if (refused.length > 1 && !task)
      throw refuse('input', {
        faults: [{ path: 'task', message: '这个办件有几个不予批准的事项，请选一个' }],
        data: { tasks: refused.map(({ id, title }) => ({ id, title })) },
      });
    if (decidedOn > ctx.today) throw fault('decidedOn', '日期不能晚于今天');
    if (decidedOn < found.closedOn) throw fault('decidedOn', `不能早于作出决定的 ${found.closedOn}`);
    const id = crypto.randomUUID();
    const { count } = await ctx.sql`
      insert into refusal_review (county, id, task_id, unit, kind, organ, document, outcome, decided_on, recorded_by_name, recorded_on)
      values (${ctx.county}, ${id}, ${found.id}, ${found.unit}, ${kind}, ${organ}, ${document}, ${outcome}, ${decidedOn}, ${ctx.actor.name}, ${ctx.today})
      on conflict do nothing`;
    if (count === 0) throw refuseReview('review-known');
    ctx.record({ subject: `task:${found.id}`, detail: { kind, outcome, document } });
    return { id };
  },
});

const reviewView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  taskId: z.string(),
  unit: z.string(),
  kind,
  organ: z.string(),
  document: z.string(),
  outcome,
  decidedOn: z.string(),
  recordedByName: z.string(),
});
export type ReviewView = z.infer<typeof reviewView>;

export const listReviews = read({
  name: 'refusal-review.list',
  may: 'refusal-review.read',
  summary: '复议、诉讼结果',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    kind: kind.optional(),
    outcome: outcome.optional(),
    sort: z.enum(['case', 'unit', 'kind', 'outcome', 'document', 'on']).default('on'),
    down: z.enum(['yes', 'no']).default('yes'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(reviewView), total: z.number() }),
  async do(ctx, { q, kind, outcome, sort, down, page, size }) {
    const { sql } = ctx;
    const like = anywhere(q);
    const from = sql`from refusal_review r join task t on t.county = r.county and t.id = r.task_id
      where r.county = ${ctx.county} ${kind ? sql`and r.kind = ${kind}` : sql``} ${outcome ? sql`and r.outcome = ${outcome}` : sql``}
        ${q ? sql`and (t.number ilike ${like} or t.title ilike ${like} or r.organ ilike ${like} or r.document ilike ${like})` : sql``}`;
    const column = { case: 't.number', unit: 'r.unit', kind: 'r.kind', outcome: 'r.outcome', document: 'r.document', on: 'r.decided_on' }[sort];
    const [items, [count]] = await Promise.all([
      sql<ReviewView[]>`
        select r.id, t.number, t.title, t.id as task_id, r.unit, r.kind, r.organ, r.document, r.outcome, r.decided_on, r.recorded_by_name
        ${from} order by ${sql.unsafe(column)} ${down === 'yes' ? sql`desc` : sql`asc`}, t.number, r.id limit ${size} offset ${(page - 1) * size}`,
      sql<{ n: number }[]>`select count(*)::int as n ${from}`,
    ]);
    return { items: [...items], total: count!.n };
  },
});
