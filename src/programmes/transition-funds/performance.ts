/** 附件 绩效目标: each project's goal beside what came of it, as a table to print; a town or bureau takes its own. */
import { z } from 'zod';
import { Download, read } from '#platform/actions';
import { wanOf } from '#platform/money';
import { percent } from '#platform/rounds';
import { bytesOf, formBook, type Value, workbookType } from '#platform/tables';
import { loadLedger } from './ledgers.ts';
import { visible } from './overview.ts';
import { townNames, unitNames } from './projects.ts';
import { type Stage, stages } from './way.ts';

const titles = [
  ...['序号', '项目名称', '乡镇', '责任单位', '资金规模（万元）', '绩效目标', '受益户次', '受益人次', '利益联结'],
  ...['下达（万元）', '支付（万元）', '支付率（%）', '结算（万元）', '进展'],
];
const types = ['whole', 'words', 'words', 'words', 'number', 'words', 'whole', 'whole', 'words', 'number', 'number', 'number', 'number', 'words'] as const;

export const performanceTable = read({
  name: 'funds-project.performance',
  may: 'funds-project.read',
  summary: '衔接资金项目绩效目标表：目标、受益、支付、进展',
  input: z.strictObject({ year: z.number().int().min(2016).max(2100) }),
  async do(ctx, { year }) {
    const [towns, units] = [townNames(), unitNames()];
    const projects = visible(ctx, await loadLedger(ctx, year));
    const wan = (n: bigint) => Number(wanOf(n));
    const rows = projects.map(({ cells: c, ...p }, i): Value[] => {
      const rate = percent(p.paid, p.allotted);
      const said = (key: string) => (c[key] ?? null) as Value;
      return [
        ...[
          i + 1,
          p.name,
          towns[String(c.town)] ?? null,
          units[String(c.unit)] ?? null,
          wan(p.amount),
          said('goal'),
          said('households'),
          said('persons'),
          said('benefit'),
        ],
        ...[
          wan(p.allotted),
          wan(p.paid),
          rate === null ? null : Number(rate),
          c.settled ? wan(BigInt(String(c.settled))) : null,
          stages[c.stage as Stage] ?? null,
        ],
      ];
    });
    const title = `${year} 年度衔接资金项目绩效目标表`;
    const book = formBook({
      ...{ name: '绩效目标表', title, notes: [`截至 ${ctx.today}`], foot: [], rows },
      head: [titles.map((t, column) => ({ title: t, column, wide: 1, high: 1 }))],
      types: [...types],
      sum: null,
    });
    return new Download(workbookType, `${title}.xlsx`, await bytesOf(book));
  },
});
