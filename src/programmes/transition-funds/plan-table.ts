/** Rows of a plan from a table: the annex's own layout, or the rows as they were exported. All of it is read, or nothing. */
import { z } from 'zod';
import { action } from '#platform/actions';
import { fenOfWan, wanOf } from '#platform/money';
import { type Column, readTable, tooLarge } from '#platform/tables';
import { kinds } from './figures.ts';
import { rowInput, why } from './forms.ts';
import { loadLedger } from './ledgers.ts';
import { type Part, parts } from './plan.ts';
import { entryOf } from './rows.ts';
import { changed, keepRow, noteChange, openDraft, rowsOf } from './store.ts';

const mostLines = 1000;

const words = (key: string, title: string, ...also: string[]): Column => ({ key, title, also, type: 'words' });
/** As text: what is typed in a row's form is read by the same rules. */
const columns: Column[] = [
  { key: 'part', title: '部分', type: 'choice', options: parts },
  words('name', '项目', '项目名称'),
  { key: 'kind', title: '类别', also: ['项目类型'], type: 'choice', options: kinds },
  words('planned', '计划', '计划（万元）', '计划安排（万元）'),
  words('settled', '结算', '结算（万元）'),
  words('quantity', '数量'),
  words('rate', '标准', '补贴标准'),
  words('due', '应补贴'),
  words('paid', '已付', '已付（万元）'),
  words('change', '核减或新增', '核减或新增（万元）', '资金规模', '资金规模（万元）'),
  words('transition', '其中衔接资金'),
  words('rectification', '其中整改资金'),
  ...(['中央', '省级', '市级', '县级'] as const).map((level, i) => words((['central', 'province', 'city', 'county'] as const)[i]!, `其中${level}`)),
  words('text', '原文'),
  words('reason', '原因', '项目主要内容'),
  words('basis', '依据'),
  words('town', '乡镇'),
  words('unit', '责任单位'),
];
/** Columns of the annex that stand in the store, and what an export says beside the rows. */
const passed = ['建设性质', '实施地点', '建设工期', '主管部门', '建设单位', '户次', '人次', '绩效目标', '对不上', '能不能核算', '状态'];
const all: Column[] = [...columns, ...passed.map((title, i): Column => ({ key: `passed${i}`, title, also: [`受益对象${title}`], type: 'words' }))];
const titles = new Map(columns.map(c => [c.key, c.title]));

export const readPlanTable = action({
  name: 'funds-plan.table',
  may: 'funds-plan.write',
  creates: true,
  summary: '从表读入方案的各行：附件的样式，或导出的样式；有一处不对就都不写入',
  input: z.strictObject({
    planId: z.uuid(),
    part: z.enum(Object.keys(parts) as [Part]),
    file: z.base64('请选表格').min(1, '请选表格').max(950_000, tooLarge),
    why,
  }),
  output: z.object({ rows: z.number(), problems: z.array(z.object({ line: z.number(), column: z.string(), message: z.string() })) }),
  async do(ctx, { planId, part: otherwise, file, why }) {
    const plan = await openDraft(ctx, planId);
    const lines = await readTable(Buffer.from(file, 'base64'), all, { most: mostLines });
    const problems = lines.flatMap(l => l.problems.map(({ line, column, message }) => ({ line, column, message })));
    const units = await ctx.sql<
      { id: string; name: string; short: string; kind: string }[]
    >`select id, name, short, kind from unit where county = ${ctx.county}`;
    const ledger = await loadLedger(ctx, plan.year);
    const rows = await rowsOf(ctx, planId);
    const made: (typeof rows)[number][] = [];
    let sum = 0n;
    for (const { line, cells } of lines) {
      const said = (key: string) => String((cells as Record<string, unknown>)[key] ?? '').trim();
      const problem = (path: string, message: string) => problems.push({ line, column: titles.get(path) ?? '', message });
      // The sum below the rows is no project.
      if (said('name') === '' && said('change') !== '' && fenOfWan(said('change')) === sum) continue;
      const part = (said('part') || otherwise) as Part;
      const unitId = (text: string, path: string) => {
        const found = units.find(u => text !== '' && (u.name === text || u.short === text));
        if (text !== '' && !found) problem(path, `没有“${text}”这个单位`);
        return found?.id ?? '';
      };
      const read = rowInput.safeParse({
        ...Object.fromEntries([...titles.keys()].filter(k => !['part', 'kind', 'town', 'unit'].includes(k)).map(k => [k, said(k)])),
        ...{ part, kind: said('kind') || undefined, town: unitId(said('town'), 'town'), unit: unitId(said('unit'), 'unit') },
        no: Math.max(0, ...[...rows, ...made].filter(r => r.part === part).map(r => r.no)) + 1,
      });
      if (!read.success) {
        for (const issue of read.error.issues) problem(String(issue.path[0]), issue.path[0] === 'kind' ? '请填类别' : issue.message);
        continue;
      }
      const { entry, faults } = await entryOf(ctx, `row-${crypto.randomUUID().slice(0, 8)}`, read.data, [...rows, ...made], ledger);
      for (const f of faults) problem(f.path.replace('row.', ''), f.message);
      sum += entry.change;
      made.push({ ...entry, withdrawn: false, version: 1 });
    }
    if (made.length === 0 && problems.length === 0) problems.push({ line: 0, column: '', message: '表里没有项目' });
    if (problems.length > 0) return { rows: 0, problems: problems.slice(0, 200) };
    for (const row of made) {
      await keepRow(ctx, planId, row);
      await noteChange(ctx, planId, { what: row.id, title: row.name, ...changed(null, row), reason: why });
    }
    ctx.record({ subject: `funds-plan:${planId}`, detail: { rows: made.length, sum: wanOf(sum), why } });
    return { rows: made.length, problems: [] };
  },
});
