/** The department's queue of claims, and one claim with everything that its decision needs. */
import { z } from 'zod';
import { guard, read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { anywhere } from '#platform/search';
import { type ClaimRow, claimColumns, declaredOf, judgeClaim } from './claims.ts';
import { defOf, type FactId, valueInWords } from './facts.ts';
import { byName, directionOf, pageOf } from './lists.ts';
import type { Reason } from './rules.ts';
import { eventsOf, standsOn, versionAt } from './store.ts';
import type { ClaimState } from './words.ts';

export type Light = 'green' | 'yellow' | 'red' | 'stopped' | 'none';

/** Green, yellow from a third left, red when overdue; it stands while the firm corrects. */
export function lightOf(c: { state: ClaimState; dueOn: string | null; warnOn: string | null }, today: string): Light {
  if (c.state === 'correcting') return 'stopped';
  if (c.state !== 'submitted' && c.state !== 'accepted') return 'none';
  if (c.dueOn !== null && today > c.dueOn) return 'red';
  return c.warnOn !== null && today >= c.warnOn ? 'yellow' : 'green';
}

export const claimQueue = read({
  name: 'policy-claim.queue',
  may: 'policy-claim.read',
  summary: '惠企申领清单',
  input: z.strictObject({
    state: z.enum(['open', 'submitted', 'accepted', 'correcting', 'approved', 'refused', 'withdrawn']).optional(),
    light: z.enum(['yellow', 'red']).optional(),
    item: z.uuid().optional(),
    unit: z.string().max(60).optional(),
    q: z.string().trim().max(60).optional(),
    ...pageOf('due', 'submitted', 'asked', 'firm', 'title'),
  }),
  async do(ctx, f) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const { sql } = ctx;
    const like = anywhere(f.q);
    const about = sql`county = ${ctx.county} ${f.item ? sql`and item = ${f.item}` : sql``} ${f.unit ? sql`and unit = ${f.unit}` : sql``} ${f.q ? sql`and (number ilike ${like} or title ilike ${like} or firm_name ilike ${like})` : sql``}`;
    const state = f.state === 'open' ? sql`and state in ('submitted', 'accepted', 'correcting')` : f.state ? sql`and state = ${f.state}` : sql``;
    const late = { yellow: sql`and warn_on <= ${ctx.today} and due_on >= ${ctx.today}`, red: sql`and due_on < ${ctx.today}` };
    const light = f.light ? sql`and state in ('submitted', 'accepted') ${late[f.light]}` : sql``;
    const column = {
      due: sql`due_on`,
      submitted: sql`submitted_on`,
      asked: sql`asked`,
      firm: byName(ctx, 'firm_name'),
      title: byName(ctx, 'title'),
    };
    // Unasked, what is due first stands first, and what is done last.
    const order = f.sort ? sql`${column[f.sort]} ${directionOf(ctx, f.down)}` : sql`state in ('approved', 'refused', 'withdrawn'), due_on nulls last`;
    const rows = await sql<ClaimRow[]>`
      select ${sql.unsafe(claimColumns)} from policy_claim where ${about} ${state} ${light}
      order by ${order}, submitted_on desc, number desc limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from policy_claim where ${about} ${state} ${light}`;
    const policies = await sql<{ id: string; title: string; unit: string }[]>`
      select c.item as id, i.title, i.unit from (select distinct item from policy_claim where county = ${ctx.county}) c
      join policy_item i on i.county = ${ctx.county} and i.id = c.item order by i.title`;
    const counts = await sql<{ state: ClaimState; n: number }[]>`select state, count(*)::int as n from policy_claim where ${about} group by state`;
    return {
      items: rows.map(c => ({
        id: c.id,
        number: c.number,
        title: c.title,
        unit: c.unit,
        firmName: c.firmName,
        asked: c.asked === null ? null : yuan(c.asked),
        state: c.state,
        submittedOn: c.submittedOn,
        dueOn: c.dueOn,
        light: lightOf(c, ctx.today),
      })),
      total: count!.n,
      policies: [...policies],
      counts: Object.fromEntries(counts.map(c => [c.state, c.n])) as Partial<Record<ClaimState, number>>,
    };
  },
});

export const readClaim = read({
  name: 'policy-claim.read',
  may: 'policy-claim.read',
  summary: '一件惠企申领：逐条核对、算法、材料、经过',
  input: z.strictObject({ claimId: z.uuid() }),
  async do(ctx, { claimId }) {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const [claim] = await ctx.sql<ClaimRow[]>`select ${ctx.sql.unsafe(claimColumns)} from policy_claim where county = ${ctx.county} and id = ${claimId}`;
    if (!claim) throw refuse('not-found');
    guard(ctx, { units: [claim.unit, 'finance'] });
    const open = ['submitted', 'accepted', 'correcting'].includes(claim.state);
    const judged = open ? await judgeClaim(ctx, claim, true) : null;
    const item = judged?.item ?? (await versionAt(ctx, claim.item, claim.itemNo));
    const [grant] = await ctx.sql<{ number: string; amount: bigint; lines: string[]; reasons: Reason[]; state: string }[]>`
      select number, amount, lines, reasons, state from policy_grant where county = ${ctx.county} and claim = ${claimId} and state not in ('dropped', 'declined')`;
    const [budget] = await ctx.sql<{ left: bigint }[]>`
      select total - reserved - paid as left from policy_budget where county = ${ctx.county} and item = ${claim.item} and year = ${Number(ctx.today.slice(0, 4))}`;
    const { applicant: _, declaredSealed: __, decidedBy: ___, asked, account: ____, ...shown } = claim;
    const missing = judged ? [...new Set([...judged.reasons.flatMap(r => r.missing), ...(judged.missing ? [judged.missing] : [])])] : [];
    return {
      ...shown,
      asked: asked === null ? null : yuan(asked),
      light: lightOf(claim, ctx.today),
      document: `${item.document} ${item.place}`,
      stands: await standsOn(ctx, claim.item, claim.itemNo),
      outcome: judged?.outcome ?? null,
      reasons: judged?.reasons ?? grant?.reasons ?? claim.reasons,
      lines: judged?.lines ?? grant?.lines ?? claim.lines,
      amount: judged ? (judged.fen === null ? null : yuan(judged.fen)) : null,
      missing: missing.map(id => ({ id, title: defOf(id).title, keeper: defOf(id).keeper ?? null })),
      declared: Object.entries(declaredOf(ctx, claim)).map(([id, f]) => ({
        title: defOf(id as FactId).title,
        value: valueInWords(id as FactId, f!.value, {}),
      })),
      grant: grant ? { number: grant.number, state: grant.state, amount: yuan(grant.amount) } : null,
      left: budget ? yuan(budget.left) : null,
      events: await eventsOf(ctx, { claim: claimId }),
    };
  },
});
