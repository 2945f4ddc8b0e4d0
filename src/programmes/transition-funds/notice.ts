/** 四（三） 季通报: units by payment rate, from the monthly reports of the quarter's last month; as it goes out it is kept. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { action, type Ctx, read } from '#platform/actions';
import { wanOf } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { percent, reportedRows } from '#platform/rounds';
import { loadLedger } from './ledgers.ts';
import { fundsMonthly, reported } from './monthly.ts';
import { unitNames } from './projects.ts';
import { guardBureau, refusePlan } from './store.ts';

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

const issued = z.object({ no: z.number(), figures, because: text, issuedByName: text, issuedOn: text });

const issuedOf = (ctx: Ctx, quarter: string) =>
  ctx.asHouse(
    ({ sql, county }) => sql<z.infer<typeof issued>[]>`
      select no, figures, because, issued_by_name, issued_on from funds_notice where county = ${county} and quarter = ${quarter} order by no desc`,
  );

export const quarterNotice = read({
  name: 'funds-notice.read',
  may: 'funds-notice.read',
  summary: '季度通报：按支付率排名，没有报的点名',
  input: z.strictObject({ quarter: quarterShape }),
  /** `moved`: today's figures are others than those that went out last. */
  output: z.object({ now: figures, issued: z.array(issued), moved: z.boolean(), mayIssue: z.boolean() }),
  async do(ctx, { quarter }) {
    const mayIssue = ctx.house.permissions.on(ctx.actor, 'funds-notice.issue', { units: ['agriculture'] }) !== null;
    const now = await figuresOf(ctx, quarter);
    const issued = [...(await issuedOf(ctx, quarter))];
    // The database keeps an object's keys in an order of its own.
    return { now, issued, moved: issued.length > 0 && !isDeepStrictEqual(issued[0]!.figures, now), mayIssue };
  },
});
export type QuarterNotice = z.infer<NonNullable<typeof quarterNotice.output>>;

export const issueNotice = action({
  name: 'funds-notice.issue',
  may: 'funds-notice.issue',
  creates: true,
  summary: '发出季度通报：数字留底，各单位收到',
  input: z.strictObject({ quarter: quarterShape, because: z.string().trim().max(300, '最多 300 字').default('') }),
  output: z.object({ no: z.number() }),
  async do(ctx, { quarter, because }) {
    guardBureau(ctx, 'keeps');
    const { sql, county, actor, today } = ctx;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`funds notice ${county} ${quarter}`}, 0))`;
    const [last] = await issuedOf(ctx, quarter);
    const now = await figuresOf(ctx, quarter);
    if (now.ranks.length === 0) throw refusePlan('funds-step', '这个季度还没有单位报来月报');
    if (last && because.length < 2) throw refusePlan('funds-step', '已经发过，再发要写明原因');
    const no = (last?.no ?? 0) + 1;
    await sql`
      insert into funds_notice (county, quarter, no, figures, because, issued_by, issued_by_name, issued_on)
      values (${county}, ${quarter}, ${no}, ${JSON.stringify(now)}::text::jsonb, ${because}, ${actor.id}, ${actor.name}, ${today})`;
    for (const { unit } of [...now.ranks, ...now.lacking])
      await notifyUnit(ctx, unit, { template: 'funds-notice', data: { title: now.title }, link: `/desk/funds/notices?quarter=${quarter}` });
    ctx.record({ subject: `funds-notice:${quarter}`, detail: { no, because } });
    return { no };
  },
});
