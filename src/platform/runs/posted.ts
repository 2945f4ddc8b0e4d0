/** Posted runs for everybody: found without signing in, every figure with its arithmetic; who has signed in may object while the term runs. */
import { z } from 'zod';
import { permit } from '../access/index.ts';
import { action, type Ctx, guard, read, refuse } from '../actions/index.ts';
import { get, post, type Route } from '../http/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { likeOf } from '../search/index.ts';
import type { RunKind } from './kinds.ts';
import { columnView } from './reads.ts';
import { objectToRun, type RunCell, type RunColumn } from './runs.ts';

export const postedPermits = [
  permit('posted-run.read', '查看公示的分配结果', { guest: 'anyone' }),
  permit('posted-run.object', '对公示的分配结果提异议', { resident: 'self' }),
];

const head = z.object({
  ...{ id: z.string(), title: z.string(), period: z.string(), number: z.number(), postedOn: z.string(), objectionsUntil: z.string() },
  finalOn: z.string().nullable(),
  /** Objections are still taken. */
  open: z.boolean(),
});
type Head = Omit<z.infer<typeof head>, 'open'>;

/** In the house's scope: of the runs of this kind those that everybody may see. */
const postedRuns = async (ctx: Ctx, kind: string): Promise<Head[]> => [
  ...(await ctx.sql<Head[]>`
    select id, title, period, number, posted_on, objections_until, final_on from run
    where county = ${ctx.county} and kind = ${kind} and state in ('posted', 'final') order by period desc, number desc limit 50`),
];

const withTerm = (ctx: Ctx, r: Head) => ({ ...r, open: r.finalOn === null && ctx.today <= r.objectionsUntil });

const list = z.object({
  title: z.string(),
  row: z.string(),
  runs: z.array(head),
  run: z.string().nullable(),
  items: z.array(z.object({ key: z.string(), title: z.string(), place: z.string(), total: z.string().nullable() })),
  total: z.number(),
  sum: z.string(),
});
export type PostedRuns = z.infer<typeof list>;

const one = z.object({
  run: head,
  columns: z.array(columnView),
  basis: z.array(z.object({ document: z.string(), place: z.string() })),
  notes: z.array(z.string()),
  row: z.object({
    key: z.string(),
    title: z.string(),
    total: z.string().nullable(),
    cells: z.record(z.string(), z.object({ value: z.string(), why: z.array(z.string()) })),
  }),
  /** Everybody's, and one's own with words and answer. */
  objections: z.object({ all: z.number(), answered: z.number() }),
  mine: z.array(
    z.object({ ...{ id: z.string(), text: z.string(), openedOn: z.string() }, state: z.enum(['open', 'upheld', 'rejected']), answer: z.string().nullable() }),
  ),
});
export type PostedRow = z.infer<typeof one>;

/** `place`: the column that says where a row is. */
export function postedOf<F>(kind: RunKind<F>, place: string): { routes: Route[]; objectAsResident: ReturnType<typeof objecting<F>> } {
  const listPosted = read({
    name: `${kind.id}.posted`,
    may: 'posted-run.read',
    summary: `${kind.title}：公示的结果，按名称或拼音查`,
    input: z.strictObject({ run: z.uuid().optional(), q: z.string().trim().max(40).optional(), page: z.coerce.number().int().min(1).max(2000).default(1) }),
    output: list,
    do: (asker, { run: wanted, q, page }) =>
      asker.asHouse(async ctx => {
        const { sql, county } = ctx;
        const runs = await postedRuns(ctx, kind.id);
        const run = wanted ? runs.find(r => r.id === wanted) : runs[0];
        if (wanted && !run) throw refuse('not-found');
        const head = { title: kind.title, row: kind.row, runs: runs.map(r => withTerm(ctx, r)) };
        if (!run) return { ...head, run: null, items: [], total: 0, sum: '0' };
        const where = sql`county = ${county} and run = ${run.id} ${q ? sql`and search like ${likeOf(q)}` : sql``}`;
        const [whole] = await sql<
          { n: number; sum: string }[]
        >`select count(*)::int as n, coalesce(sum(total::numeric), 0)::text as sum from run_row where ${where}`;
        const items = await sql<{ key: string; title: string; place: string; total: string | null }[]>`
          select key, title, coalesce(cells->${place}->>'value', '') as place, total from run_row where ${where} order by position limit 50 offset ${(page - 1) * 50}`;
        return { ...head, run: run.id, items: [...items], total: whole!.n, sum: whole!.sum };
      }),
  });

  const readPosted = read({
    name: `${kind.id}.posted-row`,
    may: 'posted-run.read',
    summary: `${kind.title}：公示的一行，每一格怎么算的；登录的人看到自己提的异议和答复`,
    input: z.strictObject({ runId: z.uuid(), row: z.string().max(120) }),
    output: one,
    do: (asker, { runId, row: key }) =>
      asker.asHouse(async ctx => {
        const { sql, county } = ctx;
        const run = (await postedRuns(ctx, kind.id)).find(r => r.id === runId);
        const [row] = await sql<
          { key: string; title: string; total: string | null; cells: Record<string, RunCell>; columns: RunColumn[]; notes: string[] | null }[]
        >`
          select w.key, w.title, w.total, w.cells, r.columns, r.basis->'notes' as notes from run_row w join run r on r.county = w.county and r.id = w.run
          where w.county = ${county} and w.run = ${runId} and w.key = ${key}`;
        if (!run || !row) throw refuse('not-found');
        const [n] = await sql<{ all: number; answered: number }[]>`
          select count(*)::int as all, count(*) filter (where state <> 'open')::int as answered from run_objection
          where county = ${county} and run = ${runId} and row_key = ${key} and opened_on >= ${run.postedOn}`;
        const mine = await sql<PostedRow['mine']>`
          select id, text, opened_on, state, answer from run_objection
          where county = ${county} and run = ${runId} and row_key = ${key} and party::text = ${ctx.actor.id} order by opened_on desc, id`;
        const { columns, notes, cells, ...shown } = row;
        return {
          run: withTerm(ctx, run),
          columns,
          basis: [...kind.basis],
          notes: notes ?? [],
          row: { ...shown, cells: Object.fromEntries(Object.entries(cells).map(([id, c]) => [id, { value: c.value, why: [...c.why] }])) },
          objections: n!,
          mine: [...mine],
        };
      }),
  });

  const objectAsResident = objecting(kind);
  return {
    routes: [
      get(`/posted/${kind.id}`, listPosted),
      get(`/posted/${kind.id}/:runId/row`, readPosted),
      post(`/posted/${kind.id}/:runId/objections`, objectAsResident),
    ],
    objectAsResident,
  };
}

function objecting<F>(kind: RunKind<F>) {
  return action({
    name: `${kind.id}.object-as-resident`,
    may: 'posted-run.object',
    creates: true,
    summary: `${kind.title}：居民在公示期内提异议`,
    input: z.strictObject({
      runId: z.uuid(),
      row: z.string().max(120),
      text: z.string().trim().min(10, '请至少写 10 个字，说明哪里不对').max(1000, '最多 1000 字'),
    }),
    output: z.object({ id: z.string() }),
    async do(ctx, { runId, row, text }) {
      guard(ctx, { owner: ctx.actor.id });
      const [waiting] = await ctx.asHouse(
        ctx => ctx.sql`
          select 1 as there from run_objection where county = ${ctx.county} and run = ${runId} and row_key = ${row} and party::text = ${ctx.actor.id} and state = 'open'`,
      );
      if (waiting) throw refuse('wrong-state', '您已经提过异议，正在等答复');
      const id = await objectToRun(ctx, kind.id, { run: runId, row, text, party: ctx.actor.id });
      await notifyUnit(ctx, kind.keeper, { template: 'run-objection', data: { title: kind.title }, link: `${kind.page}/${runId}?view=objections` });
      return { id };
    },
  });
}
