/** Granting without claim (免申即享): all firms are matched, the list is frozen and explained, published, and paid once each firm has named its account. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { inChinese } from '#platform/calendar';
import { findFirm } from '#platform/identity';
import { shownYuan, yuan } from '#platform/money';
import { accountInput, accountOf, keepAccount } from './accounts.ts';
import { leftOf, lockFirm, tellFirm } from './claims.ts';
import { noticeDays } from './figures.ts';
import { knowFirms } from './known-firms.ts';
import { notOwn, ownAmong } from './own.ts';
import { match, openOn, periodOf, type Reason, reckon } from './rules.ts';
import { addEvents, lockItem, namesOf, nextNumbers, publishedItem, refusePolicy, release, reserve, standsOn, workdayAfter } from './store.ts';
import type { GrantState } from './words.ts';

export interface GrantRow {
  id: string;
  number: string;
  item: string;
  itemNo: number;
  title: string;
  kind: string;
  way: 'claim' | 'without-claim';
  unit: string;
  firm: string;
  firmName: string;
  firmKind: string;
  town: string | null;
  period: string;
  year: number;
  claim: string | null;
  run: string | null;
  amount: bigint;
  lines: string[];
  reasons: Reason[];
  begunOn: string;
  state: GrantState;
  stateReason: string | null;
  noticeUntil: string | null;
  account: string | null;
  paidOn: string | null;
  version: number;
}
export const grantColumns = `id, number, item, item_no, title, kind, way, unit, firm, firm_name, firm_kind, town, period, year, claim, run, amount, lines, reasons,
  begun_on, state, state_reason, notice_until, account, paid_on, version`;

interface RunRow {
  id: string;
  number: string;
  item: string;
  itemNo: number;
  title: string;
  unit: string;
  year: number;
  state: 'proposed' | 'noticed' | 'cancelled';
  madeBy: string;
  madeByName: string;
  madeOn: string;
  lookedAt: number;
  noticedOn: string | null;
  noticeUntil: string | null;
  noticedByName: string | null;
  reason: string | null;
  version: number;
}
const runColumns = `id, number, item, item_no, title, unit, year, state, made_by, made_by_name, made_on, looked_at, noticed_on, notice_until, noticed_by_name, reason, version`;

/** New grants, many rows a statement. */
export const insertGrants = (ctx: Ctx, grants: readonly (Omit<GrantRow, 'amount' | 'stateReason' | 'version'> & { amount: string })[]): Promise<unknown> =>
  ctx.sql`
    insert into policy_grant (county, id, number, item, item_no, title, kind, way, unit, firm, firm_name, firm_kind, town, period, year, claim, run, amount, lines,
      reasons, begun_on, state, notice_until, account, paid_on)
    select ${ctx.county}, r.id, r.number, r.item, r."itemNo", r.title, r.kind, r.way, r.unit, r.firm, r."firmName", r."firmKind", r.town, r.period, r.year, r.claim,
      r.run, r.amount::bigint, r.lines, r.reasons, r."begunOn", r.state, r."noticeUntil", r.account, r."paidOn"
    from jsonb_to_recordset(${JSON.stringify(grants)}::text::jsonb) as r (id uuid, number text, item uuid, "itemNo" int, title text, kind text, way text, unit text,
      firm uuid, "firmName" text, "firmKind" text, town text, period text, year int, claim uuid, run uuid, amount text, lines jsonb, reasons jsonb, "begunOn" date,
      state text, "noticeUntil" date, account uuid, "paidOn" date)`;

export const makeRun = action({
  name: 'policy-run.make',
  may: 'policy-run.make',
  creates: true,
  summary: '对全县企业匹配一项免申即享政策，生成拟兑现名单',
  input: z.strictObject({ itemId: z.uuid() }),
  output: z.object({ id: z.string(), firms: z.number() }),
  async do(ctx, { itemId }) {
    const row = await publishedItem(ctx, itemId);
    guard(ctx, { units: [row.unit] });
    if (row.way !== 'without-claim' || row.closedOn || !openOn(row.body, ctx.today)) throw refusePolicy('not-open', '只有在期限内的免申即享政策能生成名单');
    await lockItem(ctx, itemId);
    const [names, firms] = await ctx.asHouse(async ctx => [await namesOf(ctx), await knowFirms(ctx)] as const);
    const year = Number(ctx.today.slice(0, 4));
    const matched = firms.flatMap(f => {
      const { outcome, reasons } = match(row.body, f.facts, ctx.today, { names, held: f.held, item: itemId, masked: true });
      const { fen, lines } = reckon(row.body.amount, f.facts, ctx.today);
      return outcome === 'met' && fen !== null && fen > 0n ? [{ firm: f, reasons, fen, lines }] : [];
    });
    if (matched.length === 0) throw refusePolicy('not-eligible', `看了 ${firms.length} 家企业，没有新的符合条件的企业`);
    await notOwn(
      ctx,
      matched.map(m => ({ firm: m.firm.id })),
    );
    const id = crypto.randomUUID();
    const [number] = await nextNumbers(ctx, 'run');
    await ctx.sql`
      insert into policy_run (county, id, number, item, item_no, title, unit, year, made_by, made_by_name, made_on, looked_at)
      values (${ctx.county}, ${id}, ${number!}, ${itemId}, ${row.no}, ${row.title}, ${row.unit}, ${year}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today}, ${firms.length})`;
    const numbers = await nextNumbers(ctx, 'grant', matched.length);
    await insertGrants(
      ctx,
      matched.map((m, i) => ({
        id: crypto.randomUUID(),
        number: numbers[i]!,
        item: itemId,
        itemNo: row.no,
        title: row.title,
        kind: row.kind,
        way: 'without-claim',
        unit: row.unit,
        firm: m.firm.id,
        firmName: m.firm.name,
        firmKind: m.firm.kind,
        town: m.firm.town,
        period: periodOf(row.body, ctx.today),
        year,
        claim: null,
        run: id,
        amount: String(m.fen),
        lines: m.lines,
        reasons: m.reasons,
        begunOn: ctx.today,
        state: 'proposed',
        noticeUntil: null,
        account: null,
        paidOn: null,
      })),
    );
    ctx.record({ subject: `policy-run:${id}`, detail: { number, item: itemId, no: row.no, firms: matched.length } });
    return { id, firms: matched.length };
  },
});

async function lockRun(ctx: Ctx, id: string, version: number): Promise<RunRow> {
  const [row] = await ctx.sql<RunRow[]>`select ${ctx.sql.unsafe(runColumns)} from policy_run where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit] });
  if (row.version !== version) throw refuse('changed', '名单刚刚被改过');
  return row;
}

const onRun = z.strictObject({ runId: z.uuid(), version: z.number().int().positive() });

/** The officer who made it cannot publish it. Money for the whole list is set aside now. */
export const publishRun = action({
  name: 'policy-run.publish',
  may: 'policy-run.publish',
  summary: '公示免申即享名单，并通知每家企业确认账户',
  input: onRun,
  output: z.object({ until: z.string() }),
  async do(ctx, { runId, version }) {
    const run = await lockRun(ctx, runId, version);
    if (run.state !== 'proposed') throw refuse('wrong-state', '已经公示或作废');
    if (run.madeBy === ctx.actor.id) throw refuse('two-persons', '名单由另一个人审核公示');
    const until = workdayAfter(ctx, noticeDays);
    if (until === null) throw refuse('wrong-state', '公示期落在还没有放假安排的年份，请管理员先载入');
    const grants = await ctx.asHouse(
      ctx => ctx.sql<GrantRow[]>`
        update policy_grant set state = 'noticed', notice_until = ${until}, version = version + 1
        where county = ${ctx.county} and run = ${runId} and state = 'proposed' returning ${ctx.sql.unsafe(grantColumns)}`,
    );
    if (grants.length === 0) throw refuse('wrong-state', '名单里没有企业了');
    await notOwn(ctx, grants, 'head');
    await reserve(
      ctx,
      run.item,
      run.year,
      grants.reduce((sum, g) => sum + g.amount, 0n),
    );
    await ctx.sql`
      update policy_run set state = 'noticed', noticed_on = ${ctx.today}, notice_until = ${until}, noticed_by_name = ${ctx.actor.name}, version = version + 1
      where county = ${ctx.county} and id = ${runId}`;
    await addEvents(
      ctx,
      grants.map(g => ({ grant: g.id, firm: g.firm, unit: g.unit, kind: 'noticed', words: `公示到${inChinese(until)}` })),
    );
    for (const g of grants)
      await tellFirm(ctx, { id: g.id, firm: g.firm }, 'policy-noticed', {
        title: g.title,
        firm: g.firmName,
        amount: shownYuan(yuan(g.amount)),
        until: inChinese(until),
      });
    ctx.record({ subject: `policy-run:${runId}`, detail: { until, grants: grants.length } });
    return { until };
  },
});

export const cancelRun = action({
  name: 'policy-run.cancel',
  may: 'policy-run.publish',
  summary: '作废还没有公示的名单',
  input: onRun.extend({ reason: z.string().trim().min(2, '请写明为什么作废').max(300) }),
  async do(ctx, { runId, version, reason }) {
    const run = await lockRun(ctx, runId, version);
    if (run.state !== 'proposed') throw refuse('wrong-state', '已经公示的不能作废');
    await ctx.sql`update policy_run set state = 'cancelled', reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${runId}`;
    await ctx.asHouse(
      ctx => ctx.sql`
        update policy_grant set state = 'dropped', state_reason = ${reason}, version = version + 1
        where county = ${ctx.county} and run = ${runId} and state = 'proposed'`,
    );
    ctx.record({ subject: `policy-run:${runId}`, detail: { reason } });
  },
});

/** Takes a firm out before the list is published, with the reason. */
export const dropGrant = action({
  name: 'policy-run.drop',
  may: 'policy-run.make',
  summary: '公示前把一家企业移出名单',
  input: z.strictObject({ grantId: z.uuid(), version: z.number().int().positive(), reason: z.string().trim().min(5, '请写明为什么移出').max(300) }),
  async do(ctx, { grantId, version, reason }) {
    const grant = await lockGrant(ctx, grantId, version);
    if (grant.state !== 'proposed') throw refuse('wrong-state', '公示以后只能通过异议取消');
    await notOwn(ctx, [grant]);
    await ctx.sql`update policy_grant set state = 'dropped', state_reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${grantId}`;
    ctx.record({ subject: `policy-grant:${grantId}`, detail: { reason } });
  },
});

async function lockGrant(ctx: Ctx, id: string, version: number): Promise<GrantRow> {
  const [row] = await ctx.sql<GrantRow[]>`select ${ctx.sql.unsafe(grantColumns)} from policy_grant where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  guard(ctx, { units: [row.unit], parties: [row.firm] });
  if (row.version !== version) throw refuse('changed');
  return row;
}

/** The firm says where the money goes: for a grant in notice, before it is put into a batch, and again after the bank has sent it back. */
export const confirmGrant = action({
  name: 'policy-grant.confirm',
  may: 'policy-grant.confirm',
  summary: '确认收款账户；被银行退回的改正账户后重新支付',
  input: z.strictObject({ grantId: z.uuid(), version: z.number().int().positive(), account: accountInput.optional() }),
  async do(ctx, { grantId, version, account }) {
    const grant = await lockGrant(ctx, grantId, version);
    if (grant.state === 'paying') throw refuse('wrong-state', '已经在支付，不能换账户；银行付不成的会退回来，到时再改');
    if (!['noticed', 'payable', 'returned'].includes(grant.state)) throw refuse('wrong-state', '现在不用确认账户');
    if (grant.state === 'returned' && !account) throw refuse('input', { faults: [{ path: 'account', message: '银行退回了原来的账户，请填写新的' }] });
    const firm = await findFirm(ctx, grant.firm);
    const id = account ? await keepAccount(ctx, firm!, account) : (await accountOf(ctx, grant.firm))?.id;
    if (!id) throw refuse('input', { faults: [{ path: 'account', message: '请填写收款账户' }] });
    if (grant.state === 'returned' && id === grant.account)
      throw refuse('input', { faults: [{ path: 'account.number', message: '和被退回的账户一样，请核对' }] });
    await ctx.sql`
      update policy_grant set account = ${id}, state = ${grant.state === 'returned' ? 'payable' : grant.state}, version = version + 1
      where county = ${ctx.county} and id = ${grantId}`;
    await addEvents(ctx, [{ grant: grantId, claim: grant.claim, firm: grant.firm, unit: grant.unit, kind: 'account' }]);
    ctx.record({ subject: `policy-grant:${grantId}` });
  },
});

export const declineGrant = action({
  name: 'policy-grant.decline',
  may: 'policy-grant.confirm',
  summary: '放弃一笔兑现，资金退回预算',
  input: z.strictObject({ grantId: z.uuid(), version: z.number().int().positive(), reason: z.string().trim().min(2, '请写明为什么放弃').max(300) }),
  async do(ctx, { grantId, version, reason }) {
    const grant = await lockGrant(ctx, grantId, version);
    if (!['noticed', 'payable', 'returned'].includes(grant.state)) throw refuse('wrong-state', '已经在支付，不能放弃');
    await lockFirm(ctx, grant.firm);
    await ctx.sql`update policy_grant set state = 'declined', state_reason = ${reason}, version = version + 1 where county = ${ctx.county} and id = ${grantId}`;
    await release(ctx, grant.item, grant.year, grant.amount);
    await addEvents(ctx, [{ grant: grantId, claim: grant.claim, firm: grant.firm, unit: grant.unit, kind: 'declined', words: reason }]);
    ctx.record({ subject: `policy-grant:${grantId}`, detail: { reason } });
  },
});

export const listRuns = read({
  name: 'policy-run.list',
  may: 'policy-run.read',
  summary: '免申即享名单',
  input: z.strictObject({}),
  async do(ctx) {
    const runs = await ctx.sql<(RunRow & { grants: number; total: bigint; confirmed: number; paid: number })[]>`
      select ${ctx.sql.unsafe(runColumns)},
        (select count(*)::int from policy_grant g where g.county = r.county and g.run = r.id and g.state not in ('declined', 'dropped')) as grants,
        (select coalesce(sum(amount), 0)::bigint from policy_grant g where g.county = r.county and g.run = r.id and g.state not in ('declined', 'dropped')) as total,
        (select count(*)::int from policy_grant g where g.county = r.county and g.run = r.id and g.account is not null) as confirmed,
        (select count(*)::int from policy_grant g where g.county = r.county and g.run = r.id and g.state = 'paid') as paid
      from policy_run r where county = ${ctx.county} order by made_on desc, number desc limit 200`;
    const items = await ctx.sql<{ id: string; title: string; unit: string }[]>`
      select id, title, unit from policy_item where county = ${ctx.county} and way = 'without-claim' and closed_on is null
        and claims_from <= ${ctx.today} and claims_to >= ${ctx.today} and unit = any(${ctx.actor.grants.flatMap(g => g.unit ?? [])}) order by title`;
    return { runs: runs.map(({ madeBy: _, total, ...r }) => ({ ...r, total: yuan(total) })), items: [...items] };
  },
});

export const readRun = read({
  name: 'policy-run.read',
  may: 'policy-run.read',
  summary: '一份免申即享名单：每家企业为什么、多少钱、到哪一步',
  input: z.strictObject({ runId: z.uuid() }),
  async do(ctx, { runId }) {
    const [run] = await ctx.sql<RunRow[]>`select ${ctx.sql.unsafe(runColumns)} from policy_run where county = ${ctx.county} and id = ${runId}`;
    if (!run) throw refuse('not-found');
    const grants = await ctx.sql<GrantRow[]>`
      select ${ctx.sql.unsafe(grantColumns)} from policy_grant where county = ${ctx.county} and run = ${runId} order by firm_name, id`;
    const { madeBy, ...shown } = run;
    const related = await ownAmong(
      ctx,
      grants.filter(g => g.state === 'proposed'),
    );
    const left = await leftOf(ctx, run.item, run.year);
    return {
      ...shown,
      own: madeBy === ctx.actor.id,
      /** Firms of the list for whose sake whoever reads it decides nothing here. */
      related: [...related.values()],
      left: left === null ? null : yuan(left),
      stands: await standsOn(ctx, run.item, run.itemNo),
      total: yuan(grants.filter(g => !['declined', 'dropped'].includes(g.state)).reduce((sum, g) => sum + g.amount, 0n)),
      grants: grants.map(g => ({
        id: g.id,
        number: g.number,
        firmName: g.firmName,
        amount: yuan(g.amount),
        lines: g.lines,
        reasons: g.reasons,
        state: g.state,
        stateReason: g.stateReason,
        noticeUntil: g.noticeUntil,
        account: g.account,
        version: g.version,
      })),
    };
  },
});
