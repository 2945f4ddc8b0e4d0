/** A long run to look at: its head, a page of its rows with sums, one row explained, two runs held against each other. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { likeOf } from '../search/index.ts';
import { basisView, columnView, head, objectionsTo, objectionView, type RunHead, runHead } from './reads.ts';
import type { RunCell, RunColumn } from './runs.ts';

const page = { page: z.coerce.number().int().min(1).max(2000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) };
const narrowing = { q: z.string().trim().max(60).optional(), unit: z.string().max(60).optional() };

export interface WholeRun extends RunHead {
  columns: RunColumn[];
  basis: z.infer<typeof basisView>;
}

export async function wholeRun({ sql, county }: Ctx, id: string): Promise<WholeRun> {
  const [run] = await sql<WholeRun[]>`select ${sql.unsafe(head)}, columns, basis from run where county = ${county} and id = ${id}`;
  if (!run) throw refuse('not-found');
  return run;
}

const other = z.object({ id: z.string(), title: z.string(), number: z.number(), state: runHead.shape.state, period: z.string() });
const view = z.object({
  run: runHead,
  columns: z.array(columnView),
  basis: basisView,
  /** Units whose rows are in it, and how many. */
  units: z.array(z.object({ unit: z.string(), rows: z.number() })),
  objections: z.array(objectionView),
  /** Runs of the kind that it can be held against; the first is the nearest. */
  others: z.array(other),
});
export type RunTable = z.infer<typeof view>;

export const readHead = read({
  name: 'run.head',
  may: 'run.read',
  summary: '一次计算的经过、依据、参数、数据来源、说明和异议',
  input: z.strictObject({ runId: z.uuid() }),
  output: view,
  async do(ctx, { runId }) {
    const { sql, county } = ctx;
    const { columns, basis, ...run } = await wholeRun(ctx, runId);
    const units = await sql<{ unit: string; rows: number }[]>`
      select unit, count(*)::int as rows from run_row where county = ${county} and run = ${runId} and unit is not null group by unit order by min(position)`;
    const others = await sql<z.infer<typeof other>[]>`
      select id, title, number, state, period from run where county = ${county} and kind = ${run.kind} and id <> ${runId} and period <= ${run.period}
      order by (id = ${run.replaces}) desc nulls last, (period = ${run.period} and number < ${run.number}) desc, (state in ('posted', 'final')) desc,
        period desc, number desc limit 50`;
    return { run, columns, basis, units: [...units], objections: await objectionsTo(ctx, runId), others: [...others] };
  },
});

const rowShape = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string().nullable(),
  /** As shown; the steps of a cell are asked for when it is opened. */
  values: z.record(z.string(), z.string()),
  total: z.string().nullable(),
});
export type RunTableRow = z.infer<typeof rowShape>;

const columnOf = (columns: readonly RunColumn[], id: string) => columns.find(c => c.id === id);

/** Ids of columns are letters, digits and dashes (`checkColumns`), so that they can stand in SQL. */
const figure = (id: string, row = '') => `nullif(${row}cells->'${id}'->>'value', '')::numeric`;
const summed = (columns: readonly RunColumn[]) => columns.filter(c => c.type === 'money' || c.type === 'whole');

export const runRows = read({
  name: 'run.rows',
  may: 'run.read',
  summary: '一次计算的行：查找、按单位筛选、排序、合计',
  input: z.strictObject({ runId: z.uuid(), ...narrowing, sort: z.string().max(60).optional(), down: z.enum(['yes', 'no']).default('no'), ...page }),
  output: z.object({ items: z.array(rowShape), total: z.number(), sums: z.record(z.string(), z.string()) }),
  async do(ctx, { runId, q, unit, sort, down, page, size }) {
    const { sql, county } = ctx;
    const { columns } = await wholeRun(ctx, runId);
    const where = sql`county = ${county} and run = ${runId} ${q ? sql`and search like ${likeOf(q)}` : sql``} ${unit ? sql`and unit = ${unit}` : sql``}`;
    const by = sort === undefined || sort === 'order' ? null : columnOf(columns, sort);
    if (by === undefined && sort !== 'title') throw refuse('input', { faults: [{ path: 'sort', message: '没有这一列' }] });
    const expression = sort === 'title' ? `title collate "zh-x-icu"` : !by ? 'position' : by.type === 'words' ? `cells->'${by.id}'->>'value'` : figure(by.id);
    const counted = summed(columns);
    const [whole] = await sql<(Record<string, string> & { n: number })[]>`
      select count(*)::int as n ${sql.unsafe(counted.map(c => `, coalesce(sum(${figure(c.id)}), 0)::text as "${c.id}"`).join(''))} from run_row where ${where}`;
    const rows = await sql<(Omit<RunTableRow, 'values'> & { cells: Record<string, RunCell> })[]>`
      select key, title, unit, cells, total from run_row where ${where}
      order by ${sql.unsafe(expression)} ${down === 'yes' ? sql`desc` : sql``} nulls last, position limit ${size} offset ${(page - 1) * size}`;
    const { n, ...sums } = whole!;
    return {
      items: rows.map(({ cells, ...r }) => ({ ...r, values: Object.fromEntries(Object.entries(cells).map(([k, c]) => [k, c.value])) })),
      total: n,
      sums: sums as Record<string, string>,
    };
  },
});

export const runRow = read({
  name: 'run.row',
  may: 'run.read',
  summary: '一次计算的一行：每一格的每一步',
  input: z.strictObject({ runId: z.uuid(), row: z.string().max(120) }),
  output: z.object({
    key: z.string(),
    title: z.string(),
    unit: z.string().nullable(),
    total: z.string().nullable(),
    cells: z.record(z.string(), z.object({ value: z.string(), why: z.array(z.string()) })),
  }),
  async do({ sql, county }, { runId, row }) {
    const [found] = await sql<
      { key: string; title: string; unit: string | null; total: string | null; cells: Record<string, { value: string; why: string[] }> }[]
    >`
      select key, title, unit, total, cells from run_row where county = ${county} and run = ${runId} and key = ${row}`;
    if (!found) throw refuse('not-found');
    return found;
  },
});

const compared = z.object({
  items: z.array(
    z.object({
      ...{ key: z.string(), title: z.string(), was: z.string().nullable(), is: z.string().nullable(), difference: z.string() },
      cells: z.array(z.object({ column: z.string(), was: z.string().nullable(), is: z.string().nullable() })),
    }),
  ),
  total: z.number(),
  sums: z.object({ more: z.number(), less: z.number(), same: z.number(), gained: z.string(), lost: z.string(), was: z.string(), is: z.string() }),
});
export type RunCompared = z.infer<typeof compared>;

export const compareRuns = read({
  name: 'run.compare',
  may: 'run.read',
  summary: '两次计算相比：谁多了、谁少了、差多少',
  input: z.strictObject({
    ...{ runId: z.uuid(), with: z.uuid(), ...narrowing, ...page },
    sort: z.enum(['difference', 'title']).default('difference'),
    down: z.enum(['yes', 'no']).default('no'),
  }),
  output: compared,
  async do(ctx, { runId, with: older, q, unit, page, size, sort, down }) {
    const { sql, county } = ctx;
    const { columns } = await wholeRun(ctx, runId);
    await wholeRun(ctx, older);
    const side = (id: string) => sql`
      select key, title, position, cells, total::numeric as total from run_row where county = ${county} and run = ${id}
        ${q ? sql`and search like ${likeOf(q)}` : sql``} ${unit ? sql`and unit = ${unit}` : sql``}`;
    const both = sql`
      select coalesce(n.key, o.key) as key, coalesce(n.title, o.title) as title, coalesce(n.position, o.position) as position, o.total as older, n.total as newer,
        o.cells as old_cells, n.cells as new_cells, coalesce(n.total, 0) - coalesce(o.total, 0) as difference
      from (${side(runId)}) n full join (${side(older)}) o on o.key = n.key`;
    const [whole] = await sql<(RunCompared['sums'] & { n: number })[]>`
      select count(*)::int as n, count(*) filter (where difference > 0)::int as more, count(*) filter (where difference < 0)::int as less,
        count(*) filter (where difference = 0)::int as same, coalesce(sum(difference) filter (where difference > 0), 0)::text as gained,
        coalesce(-sum(difference) filter (where difference < 0), 0)::text as lost, coalesce(sum(older), 0)::text as was, coalesce(sum(newer), 0)::text as "is"
      from (${both}) b`;
    type Cells = Record<string, RunCell> | null;
    const rows = await sql<{ key: string; title: string; was: string | null; is: string | null; difference: string; oldCells: Cells; newCells: Cells }[]>`
      select key, title, older::text as was, newer::text as "is", difference::text, old_cells, new_cells from (${both}) b
      order by ${sort === 'title' ? sql`b.title collate "zh-x-icu"` : sql`b.difference`} ${down === 'yes' ? sql`desc` : sql``}, position limit ${size} offset ${(page - 1) * size}`;
    const { n, ...sums } = whole!;
    return {
      items: rows.map(({ oldCells, newCells, ...r }) => ({
        ...r,
        cells: columns.flatMap(c => {
          const [was, is] = [oldCells?.[c.id]?.value ?? null, newCells?.[c.id]?.value ?? null];
          return was === is ? [] : [{ column: c.title, was, is }];
        }),
      })),
      total: n,
      sums,
    };
  },
});
