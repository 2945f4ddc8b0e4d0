/** The order's two figures: 中政发〔2024〕16号 二（三）7. */
import type { Indicator } from '#platform/indicators';
import { wan, yuan } from '#platform/money';
import { clause, itemsTarget, paidTarget } from './figures.ts';
import { onlineIn, paidIn } from './figures-of-year.ts';

const year2024 = { from: '2024-01-01', by: '2024-12-31' };

export const policiesOnline: Indicator = {
  id: 'policies-online',
  title: '上架可兑现的惠企政策事项',
  unit: '项',
  counts: '已发布、申领期在这一年里、这一年有预算的惠企政策；草稿、已关闭的和没有钱的不算',
  citation: clause,
  targets: [{ ...year2024, value: itemsTarget }],
  measure: async (ctx, { from, to }) => ({ value: (await onlineIn(ctx, from, to)).length }),
  behind: async (ctx, { from, to }) => (await onlineIn(ctx, from, to)).map(i => ({ title: i.title, on: i.firstPublishedOn, link: `/policies/${i.id}` })),
};

export const policiesPaid: Indicator = {
  id: 'policies-paid',
  title: '累计兑现惠企资金',
  unit: '万元',
  counts: '这一年里银行确认已经付到企业账户的钱；已批准、支付中和被退回的不算',
  citation: clause,
  targets: [{ ...year2024, value: paidTarget }],
  async measure(ctx, { from, to }) {
    const { fen, grants } = await paidIn(ctx, from, to);
    return { value: wan(fen), note: `${grants} 笔` };
  },
  async behind(ctx, { from, to }) {
    const rows = await ctx.sql<{ title: string; number: string; paidOn: string; amount: bigint }[]>`
      select title, number, paid_on, amount from policy_grant
      where county = ${ctx.county} and state = 'paid' and paid_on between ${from} and ${to} order by amount desc, number limit 1000`;
    return rows.map(r => ({ title: r.title, detail: r.number, on: r.paidOn, amount: `${yuan(r.amount)} 元` }));
  },
};
