/** A run as files: the workbook with every figure or with every step, and the printed table of the county with names and digest. */
import { z } from 'zod';
import { type Ctx, Download, read, refuse } from '../actions/index.ts';
import { openPage, type Page } from '../documents/index.ts';
import { shownYuan } from '../money/index.ts';
import { bytesOf, type OutColumn, workbookOf, workbookType } from '../tables/index.ts';
import { runStates } from './rules.ts';
import type { RunCell, RunColumn } from './runs.ts';
import { type WholeRun, wholeRun } from './tables.ts';

interface Row {
  title: string;
  cells: Record<string, RunCell>;
}

/** In their order, so many at a time: a long run never stands in memory whole. */
async function* rowsOf({ sql, county }: Ctx, run: string): AsyncGenerator<Row> {
  const step = 2000;
  for (let after = -1; ; ) {
    const rows = await sql<(Row & { position: number })[]>`
      select title, position, cells from run_row where county = ${county} and run = ${run} and position > ${after} order by position limit ${step}`;
    yield* rows;
    if (rows.length < step) return;
    after = rows.at(-1)!.position;
  }
}

const numbered = (run: WholeRun) => `${run.title}${run.number > 1 ? `（第 ${run.number} 次）` : ''}`;
const shownOf = (c: RunColumn, row: Row) => {
  const text = row.cells[c.id]?.value ?? '';
  return text !== '' && (c.type === 'money' || c.type === 'whole') ? Number(text) : text;
};

/** What stands below the table, in the order in which people ask for it. */
function wordsBelow(run: WholeRun): string[] {
  const { basis } = run;
  return [
    ...(basis.notes ?? []),
    ...(basis.parameters ?? []).map(p => `${p.title}：${shownYuan(p.value)}（${p.cite.document} ${p.cite.place}）`),
    ...(basis.decisions ?? []).map(d => `${d.title}：${d.answerTitle}；${d.decidedByName} ${d.decidedOn} 决定，依据：${d.basis}`),
    ...(basis.sources ?? []).map(s => `${s.title}：${s.unit} ${s.byName ?? ''} ${s.on ?? ''} 确认`),
    `依据：${basis.citations.map(c => `${c.document} ${c.place}`).join('、')}`,
  ];
}

const signed = (run: WholeRun) => [`测算：${run.computedByName}`, `复核：${run.checkedByName ?? '（待复核）'}`, `审定：${run.approvedByName ?? '（待审定）'}`];

async function* figures(ctx: Ctx, run: WholeRun) {
  let n = 0;
  for await (const row of rowsOf(ctx, run.id)) yield [++n, row.title, ...run.columns.map(c => shownOf(c, row))];
  const { sums } = run.basis;
  if (sums) yield ['', '合计', ...run.columns.map(c => (c.id in sums ? Number(sums[c.id]) : ''))];
  for (const text of [...wordsBelow(run), ...signed(run), `状态：${runStates[run.state]}；SM3 摘要：${run.digest}`]) yield ['', text];
}

async function* steps(ctx: Ctx, run: WholeRun) {
  for await (const row of rowsOf(ctx, run.id)) for (const c of run.columns) yield [row.title, c.title, shownOf(c, row), row.cells[c.id]?.why.join('；') ?? ''];
}

export const runWorkbook = read({
  name: 'run.workbook',
  may: 'run.read',
  summary: '一次计算导出为 Excel：每一格的数，或者每一格的算法',
  input: z.strictObject({ runId: z.uuid(), steps: z.enum(['yes']).optional() }),
  async do(ctx, { runId, steps: explained }) {
    const run = await wholeRun(ctx, runId);
    const typed = (c: RunColumn): OutColumn => ({ title: c.title, type: c.type === 'money' ? 'number' : c.type === 'whole' ? 'whole' : 'words' });
    const columns: OutColumn[] = explained
      ? ['名称', '项目', '数', '怎么算的'].map(title => ({ title, type: title === '数' ? 'number' : 'words' }))
      : [{ title: '序号', type: 'whole' }, { title: '名称', type: 'words' }, ...run.columns.map(typed)];
    const name = `${numbered(run)}${explained ? '-算法' : ''}`;
    return new Download(workbookType, `${name}.xlsx`, await bytesOf(workbookOf(name, columns, explained ? steps(ctx, run) : figures(ctx, run))));
  },
});

const edge = 34;
const mostPrinted = 3000;

export const runPaper = read({
  name: 'run.paper',
  may: 'run.read',
  summary: '一次计算的分配表（PDF，A4 横排），有测算、复核、审定的人和摘要',
  input: z.strictObject({ runId: z.uuid() }),
  async do(ctx, { runId }) {
    const run = await wholeRun(ctx, runId);
    const rows: Row[] = [];
    for await (const row of rowsOf(ctx, run.id)) {
      rows.push(row);
      if (rows.length > mostPrinted) throw refuse('input', `超过 ${mostPrinted} 行，请导出表格`);
    }
    const page = openPage({ title: numbered(run), author: run.computedByName, layout: 'landscape', at: ctx.now, numbered: true });
    drawTable(page, run, rows);
    return new Download('application/pdf', `${numbered(run)}.pdf`, await page.finish());
  },
});

/** `1,234.50`, as a printed table has it. */
const printed = (c: RunColumn, value: string | undefined) =>
  !value ? '—' : c.type === 'money' || c.type === 'whole' ? value.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : value;

/** The heading and the head of the table again on every page; sums, notes and names after the last row. */
function drawTable(page: Page, run: WholeRun, rows: readonly Row[]): void {
  const { doc } = page;
  const [wide, high] = [doc.page.width - 2 * edge, doc.page.height];
  const weights = [2.2, 7, ...run.columns.map(c => (c.type === 'money' ? 6.4 : c.type === 'whole' ? 4.2 : 5))];
  const one = wide / weights.reduce((a, b) => a + b, 0);
  const widths = weights.map(w => w * one);
  const size = 7.6;
  let y = 0;
  const write = (text: string, x: number, top: number, width: number, align: 'left' | 'center' | 'right', lines = false) =>
    doc.text(page.printable(text), x, top, { width, align, lineBreak: lines, ...(lines ? {} : { ellipsis: true, height: size + 3 }) });
  const cells = (values: readonly string[], height: number, how: (i: number) => 'left' | 'center' | 'right', lines = false) => {
    const top = (value: string, i: number) => {
      const own = lines ? doc.heightOfString(page.printable(value), { width: widths[i]! - 4 }) : size + 2;
      return y + Math.max(1, (height - own) / 2);
    };
    let x = edge;
    for (const [i, value] of values.entries()) {
      doc.rect(x, y, widths[i]!, height).lineWidth(0.4).stroke('#57606a');
      write(value, x + 2, top(value, i), widths[i]! - 4, how(i), lines);
      x += widths[i]!;
    }
    y += height;
  };
  const begin = (first: boolean) => {
    if (!first) doc.addPage({ size: 'A4', layout: 'landscape', margin: 0 });
    page.font('bold', 15);
    write(numbered(run), edge, 26, wide, 'center', true);
    page.font('plain', 8.5, '#57606a');
    write(
      `依据 ${run.basis.citations[0]?.document ?? ''}　　期间：${run.period}　　单位：元、人　　状态：${runStates[run.state]}`,
      edge,
      50,
      wide,
      'center',
      true,
    );
    y = 68;
    page.font('bold', size);
    cells(['序号', '名称', ...run.columns.map(c => c.title)], 30, () => 'center', true);
    page.font('plain', size);
  };
  const align = (i: number) => (i === 0 ? 'center' : i === 1 || run.columns[i - 2]!.type === 'words' ? 'left' : 'right');
  begin(true);
  for (const [n, row] of rows.entries()) {
    if (y > high - 52) begin(false);
    cells([String(n + 1), row.title, ...run.columns.map(c => printed(c, row.cells[c.id]?.value))], 14.5, align);
  }
  const { sums } = run.basis;
  page.font('bold', size);
  if (sums) cells(['', '合计', ...run.columns.map(c => (c.id in sums ? printed(c, sums[c.id]) : ''))], 16, align);
  y += 8;
  page.font('plain', 8.2);
  for (const text of wordsBelow(run)) {
    const needed = doc.heightOfString(page.printable(text), { width: wide });
    if (y + needed > high - 60) {
      begin(false);
      y += 8;
      page.font('plain', 8.2);
    }
    write(text, edge, y, wide, 'left', true);
    y += needed + 2;
  }
  if (y > high - 70) {
    begin(false);
    y += 8;
  }
  page.font('bold', 9.5);
  write([...signed(run), ...(run.postedOn ? [`公示：${run.postedOn} 至 ${run.objectionsUntil}`] : [])].join('　　　'), edge, y + 10, wide, 'left', true);
  page.font('plain', 7, '#57606a');
  write(`SM3 摘要 ${run.digest}；打印的表可以和系统里留存的逐格核对。`, edge, y + 28, wide, 'left', true);
}
