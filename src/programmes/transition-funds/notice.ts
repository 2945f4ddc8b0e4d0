/** 四（三） 季通报: units by payment rate, from the monthly reports of the quarter's last month; as it goes out it is kept. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';
import { type BulletinView, bulletinOf } from '#platform/bulletins';
import { wanOf } from '#platform/money';
import { percent, reportedRows } from '#platform/rounds';
import { bureaus } from './figures.ts';
import { loadLedger } from './ledgers.ts';
import { fundsMonthly, reported } from './monthly.ts';
import { unitNames } from './projects.ts';

const text = z.string();
const quarterShape = z.string().regex(/^\d{4}-[1-4]$/, '季度写成 2024-3 的样子');

const figures = z.object({
  ...{ quarter: text, title: text, month: text },
  ranks: z.array(z.object({ rank: z.number(), unit: text, name: text, projects: z.number(), allotted: text, paid: text, rate: text.nullable() })),
  lacking: z.array(z.object({ unit: text, name: text })),
  total: z.object({ allotted: text, paid: text, rate: text.nullable() }),
  /** The notice in words, made of the same figures. */
  words: z.array(text),
});
type Figures = z.infer<typeof figures>;

interface Reported {
  unit: string;
  name: string;
  projects: number;
  allotted: bigint;
  paid: bigint;
}

/** Compared by crossing, so that no rounding decides who comes first; what has nothing to pay comes last. */
const order = (a: Reported, b: Reported): number => {
  if (a.allotted === 0n || b.allotted === 0n) return a.allotted === b.allotted ? 0 : a.allotted === 0n ? 1 : -1;
  const [x, y] = [a.paid * b.allotted, b.paid * a.allotted];
  return x === y ? 0 : x > y ? -1 : 1;
};

async function figuresOf(ctx: Ctx, quarter: string): Promise<Figures> {
  const [year, q] = quarter.split('-').map(Number) as [number, number];
  const month = `${year}-${String(q * 3).padStart(2, '0')}`;
  const names = unitNames();
  const reports = await reportedRows(ctx, fundsMonthly.id, month);
  const owing = new Set((await loadLedger(ctx, year)).projects.filter(p => reported(p)).map(p => String(p.cells.unit)));
  const of = [...reports].map(([unit, rows]): Reported => {
    const add = (key: string) => rows.reduce((n, r) => n + BigInt(String(r.cells[key] ?? 0)), 0n);
    return { unit, name: names[unit] ?? unit, projects: rows.length, allotted: add('allotted'), paid: add('paid') };
  });
  const sorted = [...of].sort((a, b) => order(a, b) || a.name.localeCompare(b.name, 'zh-CN'));
  const ranks = sorted.map(u => ({
    ...{ rank: sorted.findIndex(s => order(s, u) === 0) + 1, unit: u.unit, name: u.name, projects: u.projects },
    ...{ allotted: wanOf(u.allotted), paid: wanOf(u.paid), rate: percent(u.paid, u.allotted) },
  }));
  const [allotted, paid] = [of.reduce((n, u) => n + u.allotted, 0n), of.reduce((n, u) => n + u.paid, 0n)];
  const lacking = Object.keys(names).flatMap(unit => (owing.has(unit) && !reports.has(unit) ? [{ unit, name: names[unit]! }] : []));
  const rate = percent(paid, allotted);
  const projects = of.reduce((n, u) => n + u.projects, 0);
  return {
    ...{ quarter, title: `${year} 年第${'一二三四'[q - 1]}季度衔接资金支付情况通报`, month, ranks, lacking },
    total: { allotted: wanOf(allotted), paid: wanOf(paid), rate },
    words: [
      `截至 ${year} 年 ${q * 3} 月，${of.length} 个单位报来 ${projects} 个项目，下达 ${wanOf(allotted)} 万元，支付 ${wanOf(paid)} 万元${rate ? `，支付率 ${rate}%` : ''}。`,
      ...(ranks.length > 0 ? [`支付率从高到低：${ranks.map(r => `${r.name} ${r.rate ? `${r.rate}%` : '没有下达'}`).join('、')}。`] : []),
      ...(lacking.length > 0 ? [`没有报送月报的：${lacking.map(l => l.name).join('、')}。`] : []),
    ],
  };
}

export const fundsNotice = bulletinOf<Figures>({
  id: 'funds-notice',
  may: { read: 'funds-notice.read', issue: 'funds-notice.issue' },
  summary: { read: '季度通报：按支付率排名，没有报的点名', issue: '发出季度通报：数字留底，各单位收到' },
  unit: bureaus.keeps,
  period: { key: 'quarter', shape: quarterShape },
  figures,
  figuresOf,
  against: now => (now.ranks.length === 0 ? '这个季度还没有单位报来月报' : null),
  told: now => [...now.ranks, ...now.lacking].map(u => u.unit),
  template: 'funds-notice',
  link: quarter => `/desk/funds/notices?quarter=${quarter}`,
});
export type QuarterNotice = BulletinView<Figures>;
