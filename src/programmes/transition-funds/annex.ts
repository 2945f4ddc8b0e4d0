/** 附件: the table of what a plan gives, in the layout of the print, from the store and the plan's rows. */
import { z } from 'zod';
import { Download, read } from '#platform/actions';
import { wanOf } from '#platform/money';
import { bytesOf, formBook, type Value, workbookType } from '#platform/tables';
import { kinds } from './figures.ts';
import { projectOf } from './ledger.ts';
import { type Part, parts } from './plan.ts';
import { natures, townNames, unitNames } from './projects.ts';
import { findPlan, wholeOf } from './store.ts';

const group = '受益对象';
const columns = [
  '序号',
  '项目名称',
  '项目类型',
  '建设性质',
  '实施地点',
  '建设工期',
  '主管部门',
  '责任单位',
  '建设单位',
  '项目主要内容',
  '资金规模（万元）',
  '户次',
  '人次',
  '绩效目标',
];
const [from, to] = [11, 12];

export const annexTable = read({
  name: 'funds-plan.annex',
  may: 'funds-plan.read',
  summary: '方案的明细表，按附件的样式',
  input: z.strictObject({ planId: z.uuid(), part: z.enum(Object.keys(parts) as [Part]).default('new') }),
  async do(ctx, { planId, part }) {
    const plan = await findPlan(ctx, planId);
    const { counted, ledger } = await wholeOf(ctx, plan);
    const units = unitNames();
    const rows = counted.filter(r => r.part === part);
    const cellsOf = (row: (typeof rows)[number]) => projectOf(ledger, row)?.cells ?? {};
    const lines = rows.map((r, i): Value[] => {
      const c = cellsOf(r);
      const said = (key: string): Value => (c[key] ?? null) as Value;
      return [
        ...[
          i + 1,
          r.name,
          kinds[r.kind],
          natures[c.nature as keyof typeof natures] ?? null,
          said('place') ?? townNames()[String(c.town)] ?? null,
          said('term'),
        ],
        ...[
          units[String(c.lead)] ?? null,
          units[String(r.unit ?? c.unit)] ?? null,
          said('builder'),
          said('content') ?? (r.reason || null),
          Number(wanOf(r.change)),
        ],
        ...[said('households'), said('persons'), said('goal')],
      ];
    });
    const add = (key: string) => rows.reduce((n, r) => n + Number(cellsOf(r)[key] ?? 0), 0);
    const sum = rows.reduce((n, r) => n + r.change, 0n);
    const high = (i: number) => (i === from || i === to ? 1 : 2);
    const title = `${plan.title}明细表${part === 'new' ? '' : `（${parts[part]}）`}`;
    const bytes = await bytesOf(
      formBook({
        ...{ name: '明细表', title, notes: plan.number ? [plan.number] : [], rows: lines, foot: [] },
        head: [
          [
            ...columns.flatMap((t, i) => (i === from || i === to ? [] : [{ title: t, column: i, wide: 1, high: high(i) }])),
            { title: group, column: from, wide: 2, high: 1 },
          ],
          [from, to].map(i => ({ title: columns[i]!, column: i, wide: 1, high: 1 })),
        ],
        types: columns.map((_, i) => (i === 0 || i === from || i === to ? 'whole' : i === 10 ? 'number' : 'words')),
        sum: rows.length > 0 ? ['合计', ...Array(9).fill(null), Number(wanOf(sum)), add('households'), add('persons'), null] : null,
      }),
    );
    return new Download(workbookType, `${title}.xlsx`, bytes);
  },
});
