/** Every grant that the reader may see, found by what the figures count by: paid in a year or month, waiting, of an item, a unit, a kind of firm, a town. */
import { z } from 'zod';
import { read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { anywhere } from '#platform/search';
import { firmKinds } from './facts.ts';
import { byName, directionOf, pageOf } from './lists.ts';
import type { GrantState } from './words.ts';

export const listGrants = read({
  name: 'policy-grant.list',
  may: 'policy-grant.read',
  summary: '兑现记录：按状态、到账年月、预算年度、政策、部门、方式、企业类型、乡镇找',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    state: z.enum(['live', 'waiting', 'paid', 'noticed', 'payable', 'paying', 'returned', 'ended']).optional(),
    /** Year or month in which it was paid. */
    paid: z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/)
      .optional(),
    /** Year of the budget. */
    year: z.coerce.number().int().min(2024).max(2100).optional(),
    item: z.uuid().optional(),
    unit: z.string().max(60).optional(),
    way: z.enum(['claim', 'without-claim']).optional(),
    kind: z.enum(Object.keys(firmKinds) as [keyof typeof firmKinds]).optional(),
    /** `none`: of no town. */
    town: z.string().max(60).optional(),
    ...pageOf('amount', 'paid', 'begun', 'firm', 'title'),
  }),
  async do(ctx, f) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const states = {
      live: sql`and state not in ('declined', 'dropped')`,
      waiting: sql`and state in ('noticed', 'payable', 'paying', 'returned')`,
      ended: sql`and state in ('declined', 'dropped')`,
    } as const;
    const state = f.state === undefined ? sql`` : f.state in states ? states[f.state as keyof typeof states] : sql`and state = ${f.state}`;
    const like = anywhere(f.q);
    const where = sql`county = ${ctx.county} ${state}
      ${f.q ? sql`and (number ilike ${like} or title ilike ${like} or firm_name ilike ${like})` : sql``}
      ${f.paid ? sql`and to_char(paid_on, 'YYYY-MM') like ${`${f.paid}%`}` : sql``} ${f.year ? sql`and year = ${f.year}` : sql``}
      ${f.item ? sql`and item = ${f.item}` : sql``} ${f.unit ? sql`and unit = ${f.unit}` : sql``} ${f.way ? sql`and way = ${f.way}` : sql``}
      ${f.kind ? sql`and firm_kind = ${f.kind}` : sql``} ${f.town ? sql`and town is not distinct from ${f.town === 'none' ? null : f.town}` : sql``}`;
    const column = {
      amount: sql`amount`,
      paid: sql`paid_on`,
      begun: sql`begun_on`,
      firm: byName(ctx, 'firm_name'),
      title: byName(ctx, 'title'),
    }[f.sort ?? 'begun'];
    const rows = await sql<
      {
        id: string;
        number: string;
        title: string;
        item: string;
        unit: string;
        way: 'claim' | 'without-claim';
        firmName: string;
        claim: string | null;
        run: string | null;
        amount: bigint;
        state: GrantState;
        stateReason: string | null;
        noticeUntil: string | null;
        account: string | null;
        begunOn: string;
        paidOn: string | null;
      }[]
    >`
      select id, number, title, item, unit, way, firm_name, claim, run, amount, state, state_reason, notice_until, account, begun_on, paid_on from policy_grant
      where ${where} order by ${column} ${directionOf(ctx, f.down)}, number limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [all] = await sql<{ n: number; firms: number; fen: bigint }[]>`
      select count(*)::int as n, count(distinct firm)::int as firms, coalesce(sum(amount), 0)::bigint as fen from policy_grant where ${where}`;
    const items = await sql<{ id: string; title: string; unit: string }[]>`
      select g.item as id, i.title, i.unit from (select distinct item from policy_grant where county = ${ctx.county}) g
      join policy_item i on i.county = ${ctx.county} and i.id = g.item order by i.title`;
    return {
      items: rows.map(({ amount, ...g }) => ({ ...g, amount: yuan(amount) })),
      total: all!.n,
      firms: all!.firms,
      sum: yuan(all!.fen),
      policies: [...items],
    };
  },
});
export type Payouts = Awaited<ReturnType<typeof listGrants.do>>;
