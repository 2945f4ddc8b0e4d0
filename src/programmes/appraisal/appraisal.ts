/** The appraisal itself: live at any time, and of a month or a year as a run that is checked, approved, posted, objected to and final. */
import { z } from 'zod';
import { hasRole } from '#platform/access';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { decideObjection, excusedLines, keepRun, objectToRun, type RunRow, readRun, stepRun } from '#platform/runs';
import { citation, firstScheme } from './figures.ts';
import { daysOf, periodShape, titleOf } from './periods.ts';
import { adoptedScheme, schemeFor } from './schemes.ts';
import { columnsOf, measureOf, sheet } from './sheet.ts';

/** Of the house's runs, those of this programme. */
export const kind = 'appraisal';

const day = z.iso.date('日期写成 2024-12-25 的样子');

/** Units that a reader sees: their own, or all. */
const ownUnits = (ctx: Ctx): string[] | null =>
  hasRole(ctx.actor, 'supervisor', 'leader', 'auditor') ? null : ctx.actor.grants.flatMap(g => (g.role === 'unit-head' && g.unit ? [g.unit] : []));

const cell = z.object({ value: z.string(), why: z.array(z.string()) });
const liveView = z.object({
  from: z.string(),
  to: z.string(),
  scheme: z.object({ adopted: z.boolean(), year: z.number().nullable() }),
  columns: z.array(z.object({ id: z.string(), title: z.string(), note: z.string().optional() })),
  rows: z.array(z.object({ key: z.string(), title: z.string(), cells: z.record(z.string(), cell), total: z.string().nullable(), rank: z.number().nullable() })),
});
export type LiveView = z.infer<typeof liveView>;

export const live = read({
  name: 'appraisal.live',
  may: 'appraisal.read',
  summary: '动态评价：按今天的数据计分，每一格都能看怎么算的',
  input: z.strictObject({ from: day, to: day }),
  output: liveView,
  async do(ctx, { from, to }) {
    if (from > to) throw refuse('input', { faults: [{ path: 'from', message: '开始日期不能晚于结束日期' }] });
    const adopted = await ctx.asHouse(ctx => adoptedScheme(ctx, Number(to.slice(0, 4))));
    const scheme = adopted?.scheme ?? firstScheme;
    const rows = await ctx.asHouse(ctx => sheet(ctx, scheme, { from, to }));
    const own = ownUnits(ctx);
    const shown = ({ lines: _, unit: __, cells, ...row }: RunRow) => ({
      ...row,
      cells: Object.fromEntries(Object.entries(cells).map(([k, c]) => [k, { ...c, why: [...c.why] }])),
    });
    return {
      from,
      to,
      scheme: { adopted: adopted !== null, year: adopted?.year ?? null },
      columns: columnsOf(ctx, scheme),
      rows: rows.filter(r => own === null || own.includes(r.key)).map(shown),
    };
  },
});

export const liveLines = read({
  name: 'appraisal.lines',
  may: 'appraisal.read',
  summary: '动态评价的一格背后：每一件扣分的',
  input: z.strictObject({
    from: day,
    to: day,
    unit: z.string().max(60),
    measure: z.string().max(60),
    page: z.coerce.number().int().min(1).max(1000).default(1),
  }),
  output: z.object({
    items: z.array(z.object({ key: z.string(), title: z.string(), detail: z.string().nullable(), on: z.string().nullable(), link: z.string().nullable() })),
    total: z.number(),
  }),
  async do(ctx, { from, to, unit, measure, page }) {
    const own = ownUnits(ctx);
    if (own && !own.includes(unit)) throw refuse('not-found');
    if (!ctx.house.measures.some(m => m.id === measure)) throw refuse('not-found');
    const misses = await ctx.asHouse(ctx => measureOf(ctx, measure).misses(ctx, { from, to }, unit));
    const items = misses.slice((page - 1) * 50, page * 50);
    return { items: items.map(m => ({ key: m.key, title: m.title, detail: m.detail ?? null, on: m.on ?? null, link: m.link ?? null })), total: misses.length };
  },
});

/** Computes a period that is over from the data as they stand, without what upheld objections took out, and keeps the result for good. */
export const compute = action({
  name: 'appraisal-run.make',
  may: 'appraisal-run.make',
  creates: true,
  summary: '计算一年或一个月的考核得分',
  input: z.strictObject({ period: z.string().regex(periodShape, '写成 2024 或 2024-10'), reason: z.string().trim().max(300).optional() }),
  output: z.object({ id: z.string() }),
  async do(ctx, { period: key, reason }) {
    const period = daysOf(key);
    const wrong = (message: string) => refuse('input', { detail: message, faults: [{ path: 'period', message }] });
    if (ctx.today <= period.to) throw wrong(`${titleOf(key)}还没有过完；现在的得分看“动态评价”`);
    const { number, scheme } = await schemeFor(ctx, Number(key.slice(0, 4)));
    const rows = await ctx.asHouse(async ctx => sheet(ctx, scheme, period, await excusedLines(ctx, kind, key)));
    if (rows.length === 0) throw wrong(`${titleOf(key)}没有可以考核的办件`);
    const id = await keepRun(ctx, {
      kind,
      period: key,
      title: `${titleOf(key)}“高效办成一件事”部门考核`,
      columns: columnsOf(ctx, scheme),
      basis: { citations: [citation, ...scheme.items.map(i => measureOf(ctx, i.measure).citation)], formula: { scheme, draft: number, ...period } },
      rows,
      ...(reason ? { reason } : {}),
    });
    return { id };
  },
});

const onRun = z.strictObject({ runId: z.uuid(), version: z.number().int().positive() });

export const check = action({
  name: 'appraisal-run.check',
  may: 'appraisal-run.check',
  summary: '复核考核结果（不能是计算的人）',
  input: onRun,
  do: (ctx, { runId, version }) => stepRun(ctx, kind, runId, version, 'check'),
});

export const approve = action({
  name: 'appraisal-run.approve',
  may: 'appraisal-run.approve',
  elevated: true,
  summary: '审定考核结果',
  input: onRun,
  do: (ctx, { runId, version }) => stepRun(ctx, kind, runId, version, 'approve'),
});

export const post = action({
  name: 'appraisal-run.post',
  may: 'appraisal-run.make',
  summary: '把考核结果发给各部门，开始异议期',
  input: onRun,
  async do(ctx, { runId, version }) {
    await stepRun(ctx, kind, runId, version, 'post');
    const { run, rows } = await readRun.do(ctx, { runId });
    for (const row of rows)
      if (row.unit)
        await notifyUnit(ctx, row.unit, {
          template: 'appraisal-posted',
          data: { title: run.title, total: row.total ?? '—', until: run.objectionsUntil ?? '' },
          link: `/desk/appraisal/runs/${runId}`,
        });
  },
});

export const finish = action({
  name: 'appraisal-run.finish',
  may: 'appraisal-run.approve',
  summary: '异议期满、异议都已答复，宣布考核结果生效',
  input: onRun,
  do: (ctx, { runId, version }) => stepRun(ctx, kind, runId, version, 'finish'),
});

export const discard = action({
  name: 'appraisal-run.discard',
  may: 'appraisal-run.make',
  summary: '作废还没有公示的一次计算',
  input: onRun,
  do: (ctx, { runId, version }) => stepRun(ctx, kind, runId, version, 'discard'),
});

export const object = action({
  name: 'appraisal-objection.make',
  may: 'appraisal-objection.make',
  creates: true,
  summary: '对本部门考核结果的一项或一件提异议',
  input: z.strictObject({
    runId: z.uuid(),
    unit: z.string().max(60),
    column: z.string().max(60),
    line: z.string().max(120).optional(),
    text: z.string().trim().min(10, '请至少写 10 个字，说明哪里不对、依据是什么').max(2000),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { runId, unit, column, line, text }) {
    guard(ctx, { units: [unit] });
    return { id: await objectToRun(ctx, kind, { run: runId, row: unit, column, text, ...(line ? { line } : {}) }) };
  },
});

export const answerObjection = action({
  name: 'appraisal-objection.decide',
  may: 'appraisal-objection.decide',
  summary: '答复异议：成立的，重新计算时剔除',
  input: z.strictObject({
    objectionId: z.uuid(),
    version: z.number().int().positive(),
    upheld: z.boolean(),
    answer: z.string().trim().min(5, '请至少写 5 个字，说明理由').max(2000),
  }),
  async do(ctx, { objectionId, version, upheld, answer }) {
    const decided = await decideObjection(ctx, kind, objectionId, version, upheld, answer);
    if (decided.unit)
      await notifyUnit(ctx, decided.unit, {
        template: upheld ? 'appraisal-upheld' : 'appraisal-rejected',
        data: { answer },
        link: `/desk/appraisal/runs/${decided.run}`,
      });
  },
});
