/** Money of items by year: what is there, promised, paid, left. Only finance changes it, by a document. */
import { z } from 'zod';
import { action, guard, read, refuse } from '#platform/actions';
import { fenOf, shownYuan, yuan } from '#platform/money';
import { money } from './schema.ts';
import { lockItem, refusePolicy } from './store.ts';

export const changeBudget = action({
  name: 'policy-budget.change',
  may: 'policy-budget.change',
  elevated: true,
  summary: '财政局负责人凭文件下达或调整一项政策一年的资金',
  input: z.strictObject({
    itemId: z.uuid(),
    year: z.coerce.number().int().min(2024).max(2100),
    /** 0 for one that is not there yet. */
    version: z.number().int().min(0),
    total: money,
    document: z.string().trim().min(4, '请填写依据的文件名称或文号').max(80),
  }),
  async do(ctx, { itemId, year, version, total, document }) {
    guard(ctx, { units: ['finance'] });
    const fen = fenOf(total)!;
    await lockItem(ctx, itemId);
    // The budget is a row of the department's item; the change is the bureau of finance's.
    await ctx.asHouse(async ctx => {
      const [item] = await ctx.sql<{ unit: string }[]>`select unit from policy_item where county = ${ctx.county} and id = ${itemId}`;
      if (!item) throw refuse('not-found');
      const [was] = await ctx.sql<{ total: bigint; reserved: bigint; paid: bigint; version: number }[]>`
        select total, reserved, paid, version from policy_budget where county = ${ctx.county} and item = ${itemId} and year = ${year} for update`;
      // Money is promised all the time: only another change of the total is a conflict.
      const [changes] = await ctx.sql<{ n: number }[]>`
        select count(*)::int as n from policy_budget_change where county = ${ctx.county} and item = ${itemId} and year = ${year}`;
      if (changes!.n !== version) throw refuse('changed', '预算刚刚被别人调整过，请刷新后再看');
      const bound = was ? was.reserved + was.paid : 0n;
      if (fen < bound)
        throw refusePolicy('budget-below', {
          detail: `已经承诺和支付 ${shownYuan(yuan(bound))}`,
          faults: [{ path: 'total', message: `不能低于 ${yuan(bound)} 元` }],
        });
      await ctx.sql`
        insert into policy_budget (county, item, year, unit, total) values (${ctx.county}, ${itemId}, ${year}, ${item.unit}, ${fen})
        on conflict (county, item, year) do update set total = ${fen}, version = policy_budget.version + 1`;
      await ctx.sql`
        insert into policy_budget_change (county, item, year, no, unit, before, after, document, changed_by, changed_by_name, changed_on)
        values (${ctx.county}, ${itemId}, ${year}, ${version + 1}, ${item.unit}, ${was?.total ?? 0n}, ${fen}, ${document}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today})`;
      ctx.record({ subject: `policy:${itemId}`, detail: { year, before: yuan(was?.total ?? 0n), after: total, document } });
    });
  },
});

export const listBudgets = read({
  name: 'policy-budget.list',
  may: 'policy-budget.read',
  summary: '惠企资金：每项政策一年的总额、已承诺、已支付、剩余',
  input: z.strictObject({ year: z.coerce.number().int().min(2024).max(2100).optional() }),
  output: z.object({
    year: z.number(),
    mayChange: z.boolean(),
    items: z.array(
      z.object({
        item: z.string(),
        title: z.string(),
        unit: z.string(),
        total: z.string(),
        reserved: z.string(),
        paid: z.string(),
        left: z.string(),
        changes: z.array(z.object({ no: z.number(), before: z.string(), after: z.string(), document: z.string(), byName: z.string(), on: z.string() })),
      }),
    ),
  }),
  async do(ctx, { year = Number(ctx.today.slice(0, 4)) }) {
    const mayChange = ctx.actor.grants.some(g => g.role === 'unit-head' && g.unit === 'finance');
    const units = ctx.actor.grants.flatMap(g => g.unit ?? []);
    const all = mayChange || units.includes('finance') || ctx.actor.grants.some(g => ['supervisor', 'leader', 'auditor'].includes(g.role));
    const rows = await ctx.sql<{ item: string; title: string; unit: string; total: bigint | null; reserved: bigint | null; paid: bigint | null }[]>`
      select i.id as item, i.title, i.unit, b.total, b.reserved, b.paid from policy_item i
      left join policy_budget b on b.county = i.county and b.item = i.id and b.year = ${year}
      where i.county = ${ctx.county} ${all ? ctx.sql`` : ctx.sql`and i.unit = any(${units})`} order by i.unit, i.title`;
    const changes = await ctx.sql<{ item: string; no: number; before: bigint; after: bigint; document: string; byName: string; on: string }[]>`
      select item, no, before, after, document, changed_by_name as by_name, changed_on as "on" from policy_budget_change
      where county = ${ctx.county} and year = ${year} order by no desc`;
    const of = Map.groupBy(changes, c => c.item);
    return {
      year,
      mayChange,
      items: rows.map(({ total, reserved, paid, ...r }) => ({
        ...r,
        total: yuan(total ?? 0n),
        reserved: yuan(reserved ?? 0n),
        paid: yuan(paid ?? 0n),
        left: yuan((total ?? 0n) - (reserved ?? 0n) - (paid ?? 0n)),
        changes: (of.get(r.item) ?? []).map(({ item: _, before, after, ...c }) => ({ ...c, before: yuan(before), after: yuan(after) })),
      })),
    };
  },
});
