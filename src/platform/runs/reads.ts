/** Runs to look at: the list of a kind, one with its rows and objections, the lines behind a cell. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { differences, type RunState, runStates } from './rules.ts';
import type { RunCell, RunColumn } from './runs.ts';

const state = z.enum(Object.keys(runStates) as [RunState]);
export const runHead = z.object({
  id: z.string(),
  kind: z.string(),
  period: z.string(),
  number: z.number(),
  title: z.string(),
  state,
  computedByName: z.string(),
  computedAt: z.string(),
  checkedByName: z.string().nullable(),
  checkedOn: z.string().nullable(),
  approvedByName: z.string().nullable(),
  approvedOn: z.string().nullable(),
  postedOn: z.string().nullable(),
  objectionsUntil: z.string().nullable(),
  finalOn: z.string().nullable(),
  replaces: z.string().nullable(),
  reason: z.string().nullable(),
  digest: z.string(),
  version: z.number(),
});
export type RunHead = z.infer<typeof runHead>;
export const head = `id, kind, period, number, title, state, computed_by_name, computed_at, checked_by_name, checked_on, approved_by_name, approved_on,
  posted_on, objections_until, final_on, replaces, reason, digest, version`;

export const listRuns = read({
  name: 'run.list',
  may: 'run.read',
  summary: '历次计算：状态、谁算的、谁审的',
  input: z.strictObject({ kind: z.string().max(40) }),
  output: z.object({ items: z.array(runHead) }),
  async do(ctx, { kind }) {
    const items = await ctx.sql<RunHead[]>`
      select ${ctx.sql.unsafe(head)} from run where county = ${ctx.county} and kind = ${kind} order by period desc, number desc limit 200`;
    return { items: [...items] };
  },
});

const cell = z.object({ value: z.string(), why: z.array(z.string()) });
const rowView = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  cells: z.record(z.string(), cell),
  total: z.string().nullable(),
  rank: z.number().nullable(),
});
export const objectionView = z.object({
  id: z.string(),
  row: z.string(),
  rowTitle: z.string(),
  column: z.string().nullable(),
  line: z.string().nullable(),
  lineTitle: z.string().nullable(),
  unit: z.string().nullable(),
  text: z.string(),
  openedByName: z.string(),
  openedOn: z.string(),
  state: z.enum(['open', 'upheld', 'rejected']),
  answer: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedOn: z.string().nullable(),
  version: z.number(),
  /** A resident objects, not a unit. */
  resident: z.boolean(),
});
export type ObjectionView = z.infer<typeof objectionView>;

const citation = z.object({ document: z.string(), place: z.string() });
export const columnView = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string().optional(),
  type: z.enum(['money', 'whole', 'words']).optional(),
});
export const basisView = z.object({
  citations: z.array(citation),
  formula: z.unknown(),
  parameters: z.array(z.object({ title: z.string(), value: z.string(), cite: citation })).optional(),
  sources: z
    .array(z.object({ ...{ title: z.string(), unit: z.string(), digest: z.string() }, byName: z.string().nullable(), on: z.string().nullable() }))
    .optional(),
  decisions: z
    .array(
      z.object({
        ...{ question: z.string(), title: z.string(), answer: z.string(), answerTitle: z.string() },
        ...{ basis: z.string(), decidedByName: z.string(), decidedOn: z.string() },
      }),
    )
    .optional(),
  notes: z.array(z.string()).optional(),
  sums: z.record(z.string(), z.string()).optional(),
  balance: z.object({ base: z.string(), given: z.string(), left: z.string() }).optional(),
});

const runView = z.object({
  run: runHead,
  columns: z.array(columnView),
  basis: basisView,
  rows: z.array(rowView),
  objections: z.array(objectionView),
  /** Against the run that it replaces. */
  changes: z.array(z.object({ row: z.string(), title: z.string(), column: z.string(), was: z.string().nullable(), is: z.string() })),
});
export type RunView = z.infer<typeof runView>;

/** The open ones first. */
export const objectionsTo = async ({ sql, county }: Ctx, runId: string): Promise<ObjectionView[]> => [
  ...(await sql<ObjectionView[]>`
    select o.id, o.row_key as row, w.title as row_title, o.col as column, o.line_key as line, l.title as line_title, o.unit, o.text, o.opened_by_name,
      o.opened_on, o.state, o.answer, o.decided_by_name, o.decided_on, o.version, o.party is not null as resident
    from run_objection o join run_row w on w.county = o.county and w.run = o.run and w.key = o.row_key
    left join run_line l on l.county = o.county and l.run = o.run and l.row_key = o.row_key and l.col = o.col and l.key = o.line_key
    where o.county = ${county} and o.run = ${runId} order by (o.state <> 'open'), o.opened_on`),
];

export const readRun = read({
  name: 'run.one',
  may: 'run.read',
  summary: '一次计算：每一行、每一格怎么算出来的、异议、与上一次的差别',
  input: z.strictObject({ runId: z.uuid() }),
  output: runView,
  async do(ctx, { runId }) {
    const { sql, county } = ctx;
    const [run] = await sql<(RunHead & { columns: RunColumn[]; basis: RunView['basis'] })[]>`
      select ${sql.unsafe(head)}, columns, basis from run where county = ${county} and id = ${runId}`;
    if (!run) throw refuse('not-found');
    const rowsOf = (id: string) => sql<
      { key: string; title: string; unit: string | null; cells: Record<string, RunCell>; total: string | null; rank: number | null }[]
    >`
      select key, title, unit, cells, total, rank from run_row where county = ${county} and run = ${id} order by rank nulls last, position`;
    const rows = await rowsOf(runId);
    const objections = await objectionsTo(ctx, runId);
    const { columns, basis, ...shown } = run;
    const older = run.replaces ? await rowsOf(run.replaces) : [];
    return {
      run: shown,
      columns,
      basis,
      rows: rows.map(r => ({ ...r, cells: Object.fromEntries(Object.entries(r.cells).map(([k, c]) => [k, { value: c.value, why: [...c.why] }])) })),
      objections,
      changes: older.length > 0 ? differences(older, rows) : [],
    };
  },
});

const pageSize = 50;

export const runLines = read({
  name: 'run.lines',
  may: 'run.read',
  summary: '一格背后的每一条：哪个办件、哪天、为什么扣分',
  input: z.strictObject({
    runId: z.uuid(),
    row: z.string().max(80),
    column: z.string().max(60),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({
    items: z.array(
      z.object({
        key: z.string(),
        title: z.string(),
        detail: z.string().nullable(),
        on: z.string().nullable(),
        link: z.string().nullable(),
        excused: z.string().nullable(),
      }),
    ),
    total: z.number(),
  }),
  async do(ctx, { runId, row, column, page }) {
    const where = ctx.sql`county = ${ctx.county} and run = ${runId} and row_key = ${row} and col = ${column}`;
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from run_line where ${where}`;
    const items = await ctx.sql<{ key: string; title: string; detail: string | null; on: string | null; link: string | null; excused: string | null }[]>`
      select key, title, detail, on_day as on, link, excused from run_line where ${where} order by n limit ${pageSize} offset ${(page - 1) * pageSize}`;
    return { items: [...items], total: count!.n };
  },
});
