/**
 * Paying: the department prepares a batch, somebody else at the bureau of finance confirms it, the bank pays. A grant has one live
 * payment; what the bank returns is corrected by the firm and prepared again.
 */
import { z } from 'zod';
import { action, type Ctx, guard, read, refuse } from '#platform/actions';
import { shownYuan, yuan } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { anywhere } from '#platform/search';
import { tooLarge } from '#platform/tables';
import { accountPlace } from './accounts.ts';
import { tellFirm } from './claims.ts';
import { directionOf, pageOf } from './lists.ts';
import { mustBeUndisputed } from './objections.ts';
import { notOwn, ownAmong } from './own.ts';
import { type GrantRow, grantColumns } from './runs.ts';
import { addEvents, nextNumbers, refusePolicy, settle } from './store.ts';
import { readResultLines } from './tables.ts';
import type { BatchState, PaymentState } from './words.ts';

interface BatchRow {
  id: string;
  number: string;
  unit: string;
  total: bigint;
  payments: number;
  state: BatchState;
  preparedBy: string;
  preparedByName: string;
  preparedOn: string;
  confirmedByName: string | null;
  confirmedOn: string | null;
  reason: string | null;
  sentOn: string | null;
  doneOn: string | null;
  version: number;
}
const batchColumns = `id, number, unit, total, payments, state, prepared_by, prepared_by_name, prepared_on, confirmed_by_name, confirmed_on, reason, sent_on, done_on, version`;

/** What can be paid today: approved, or its notice is over and the firm has named its account. */
export const payableNow = (ctx: Ctx) => ctx.sql`(g.state = 'payable' or (g.state = 'noticed' and g.account is not null and g.notice_until < ${ctx.today}))`;

export const payable = read({
  name: 'policy-payment.payable',
  may: 'policy-payment.prepare',
  summary: '现在可以编入支付批次的兑现',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = await ctx.sql<(GrantRow & { disputed: boolean })[]>`
      select ${ctx.sql.unsafe(grantColumns)}, exists (select 1 from policy_objection o
        where o.county = g.county and o.state = 'open' and (o.grant_id = g.id or o.claim = g.claim)) as disputed
      from policy_grant g where county = ${ctx.county} and unit = any(${ctx.actor.grants.flatMap(g => g.unit ?? [])}) and ${payableNow(ctx)}
      order by title, firm_name, id limit 500`;
    const own = await ownAmong(ctx, rows);
    return {
      items: rows.map(g => ({
        id: g.id,
        number: g.number,
        title: g.title,
        unit: g.unit,
        firmName: g.firmName,
        way: g.way,
        amount: yuan(g.amount),
        version: g.version,
        disputed: g.disputed,
        own: own.has(g.firm),
      })),
    };
  },
});

export const prepareBatch = action({
  name: 'policy-payment.prepare',
  may: 'policy-payment.prepare',
  creates: true,
  elevated: true,
  summary: '编制支付批次，送财政确认',
  input: z.strictObject({ unit: z.string().max(60), grants: z.array(z.uuid()).min(1, '请至少选一笔').max(500) }),
  output: z.object({ id: z.string(), number: z.string(), total: z.string() }),
  async do(ctx, { unit, grants: ids }) {
    guard(ctx, { units: [unit] });
    const grants = await ctx.sql<GrantRow[]>`
      select ${ctx.sql.unsafe(grantColumns)} from policy_grant g
      where county = ${ctx.county} and id = any(${ids}::uuid[]) and unit = ${unit} and ${payableNow(ctx)} order by id for update`;
    const missing = new Set(ids).size - grants.length;
    if (missing > 0) throw refuse('changed', `有 ${missing} 笔已经编入别的批次，或者现在不能支付，请刷新后再选`);
    await notOwn(ctx, grants, 'officer', '先不选它；');
    await mustBeUndisputed(
      ctx,
      grants.map(g => g.id),
    );
    const id = crypto.randomUUID();
    const total = grants.reduce((sum, g) => sum + g.amount, 0n);
    const [number] = await nextNumbers(ctx, 'batch');
    const numbers = await nextNumbers(ctx, 'payment', grants.length);
    await ctx.sql`
      insert into policy_batch (county, id, number, unit, total, payments, prepared_by, prepared_by_name, prepared_on)
      values (${ctx.county}, ${id}, ${number!}, ${unit}, ${total}, ${grants.length}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today})`;
    await ctx.sql`
      insert into policy_payment (county, id, number, batch, grant_id, unit, firm, amount, account)
      select ${ctx.county}, gen_random_uuid(), r.number, ${id}, r.id, ${unit}, r.firm, r.amount::bigint, r.account
      from jsonb_to_recordset(${JSON.stringify(grants.map((g, i) => ({ number: numbers[i], id: g.id, firm: g.firm, amount: String(g.amount), account: g.account })))}::text::jsonb)
        as r (number text, id uuid, firm uuid, amount text, account uuid)`;
    await ctx.sql`update policy_grant set state = 'paying', version = version + 1 where county = ${ctx.county} and id = any(${grants.map(g => g.id)}::uuid[])`;
    await addEvents(
      ctx,
      grants.map(g => ({ grant: g.id, claim: g.claim, firm: g.firm, unit, kind: 'prepared' })),
    );
    ctx.record({ subject: `policy-batch:${id}`, detail: { number, total: yuan(total), grants: grants.map(g => g.number) } });
    await notifyUnit(ctx, 'finance', {
      template: 'policy-batch',
      data: { number: number!, total: shownYuan(yuan(total)) },
      link: `/desk/policies/payments/${id}`,
    });
    return { id, number: number!, total: yuan(total) };
  },
});

/** A batch in the hands of finance, and nobody else's. */
async function gripBatch(ctx: Ctx, id: string, version: number): Promise<BatchRow> {
  guard(ctx, { units: ['finance'] });
  const [row] = await ctx.sql<BatchRow[]>`select ${ctx.sql.unsafe(batchColumns)} from policy_batch where county = ${ctx.county} and id = ${id} for update`;
  if (!row) throw refuse('not-found');
  if (row.version !== version) throw refuse('changed', row.confirmedByName ? `${row.confirmedByName} 已经处理` : '');
  return row;
}

const onBatch = z.strictObject({ batchId: z.uuid(), version: z.number().int().positive() });

export const confirmBatch = action({
  name: 'policy-payment.confirm',
  may: 'policy-payment.confirm',
  elevated: true,
  summary: '财政局确认支付批次；编制的人不能自己确认',
  input: onBatch,
  async do(ctx, { batchId, version }) {
    const batch = await gripBatch(ctx, batchId, version);
    if (batch.state !== 'prepared') throw refuse('wrong-state', '这一批已经处理过');
    if (batch.preparedBy === ctx.actor.id) throw refuse('two-persons', '编制的人不能自己确认');
    const payments = await paymentsOf(ctx, batchId);
    await notOwn(ctx, payments, 'finance');
    await mustBeUndisputed(
      ctx,
      payments.map(p => p.grantId),
    );
    await ctx.sql`
      update policy_batch set state = 'confirmed', confirmed_by = ${ctx.actor.id}, confirmed_by_name = ${ctx.actor.name}, confirmed_on = ${ctx.today},
        version = version + 1 where county = ${ctx.county} and id = ${batchId}`;
    await ctx.sql`update policy_payment set state = 'confirmed' where county = ${ctx.county} and batch = ${batchId} and state = 'prepared'`;
    ctx.record({ subject: `policy-batch:${batchId}`, detail: { number: batch.number, total: yuan(batch.total) } });
  },
});

export const rejectBatch = action({
  name: 'policy-payment.reject',
  may: 'policy-payment.confirm',
  summary: '财政局退回还没有送银行的支付批次：其中的兑现可以重新编制',
  input: onBatch.extend({ reason: z.string().trim().min(5, '请写明为什么退回').max(300) }),
  async do(ctx, { batchId, version, reason }) {
    const batch = await gripBatch(ctx, batchId, version);
    if (batch.state !== 'prepared' && batch.state !== 'confirmed') throw refuse('wrong-state', '已经送银行或者退回，不能再退');
    await ctx.sql`
      update policy_batch set state = 'rejected', reason = ${reason}, confirmed_by_name = ${ctx.actor.name}, confirmed_on = ${ctx.today}, version = version + 1
      where county = ${ctx.county} and id = ${batchId}`;
    await ctx.asHouse(async ctx => {
      await ctx.sql`update policy_payment set state = 'cancelled', reason = ${reason} where county = ${ctx.county} and batch = ${batchId}`;
      const grants = await ctx.sql<{ id: string; claim: string | null; firm: string }[]>`
        update policy_grant set state = 'payable', version = version + 1 where county = ${ctx.county} and state = 'paying'
          and id in (select grant_id from policy_payment where county = ${ctx.county} and batch = ${batchId}) returning id, claim, firm`;
      await addEvents(
        ctx,
        grants.map(g => ({ grant: g.id, claim: g.claim, firm: g.firm, unit: batch.unit, kind: 'given-back', words: reason })),
      );
    });
    ctx.record({ subject: `policy-batch:${batchId}`, detail: { reason } });
    await notifyUnit(ctx, batch.unit, {
      template: 'policy-batch-rejected',
      data: { number: batch.number, reason },
      link: `/desk/policies/payments/${batchId}`,
    });
  },
});

interface PaymentRow {
  id: string;
  number: string;
  grantId: string;
  grantNumber: string;
  title: string;
  firm: string;
  firmName: string;
  amount: bigint;
  account: string;
  holder: string;
  bank: string;
  masked: string;
  numberSealed: string;
  state: PaymentState;
  reason: string | null;
  resultOn: string | null;
}

const paymentsOf = (ctx: Ctx, batch: string): Promise<PaymentRow[]> =>
  ctx
    .asHouse(
      ctx => ctx.sql<PaymentRow[]>`
      select p.id, p.number, p.grant_id, g.number as grant_number, g.title, p.firm, g.firm_name, p.amount, p.account, a.holder, a.bank, a.number_masked as masked,
        a.number_sealed, p.state, p.reason, p.result_on
      from policy_payment p
      join policy_grant g on g.county = p.county and g.id = p.grant_id
      join policy_account a on a.county = p.county and a.id = p.account
      where p.county = ${ctx.county} and p.batch = ${batch} order by p.number, p.id`,
    )
    .then(rows => [...rows]);

const fileHead = ['支付编号', '户名', '账号', '开户银行', '金额（元）', '用途'] as const;

/** The file for the bank, with whole account numbers: only of a confirmed batch, with a fresh sign-in, on the record. */
export const sendBatch = action({
  name: 'policy-payment.send',
  may: 'policy-payment.send',
  elevated: true,
  summary: '取得送银行的支付文件',
  input: onBatch,
  output: z.object({ name: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())) }),
  async do(ctx, { batchId, version }) {
    const batch = await gripBatch(ctx, batchId, version);
    if (batch.state !== 'confirmed' && batch.state !== 'sent') throw refuse('wrong-state', '财政确认以后才能送银行');
    const payments = await paymentsOf(ctx, batchId);
    await notOwn(ctx, payments, 'finance');
    if (batch.state === 'confirmed') {
      // Somebody may have objected since it was confirmed.
      await mustBeUndisputed(
        ctx,
        payments.map(p => p.grantId),
      );
      await ctx.sql`update policy_batch set state = 'sent', sent_on = ${ctx.today}, version = version + 1 where county = ${ctx.county} and id = ${batchId}`;
      await ctx.sql`update policy_payment set state = 'sent' where county = ${ctx.county} and batch = ${batchId} and state = 'confirmed'`;
    }
    ctx.record({ subject: `policy-batch:${batchId}`, detail: { number: batch.number, payments: payments.length } });
    return {
      name: `${batch.number}.csv`,
      head: [...fileHead],
      rows: payments.map(p => [p.number, p.holder, ctx.vault.open(ctx.county, accountPlace(p.account), p.numberSealed), p.bank, yuan(p.amount), p.title]),
    };
  },
});

/** What the bank says: all lines fit, or nothing is written. A payment's result is written once. */
export const recordResults = action({
  name: 'policy-payment.result',
  may: 'policy-payment.send',
  elevated: true,
  summary: '登记银行的支付结果：表格文件（.xlsx、.xls、CSV），或直接写的 CSV',
  input: onBatch
    .extend({
      csv: z.string().min(1, '文件是空的').max(900_000).optional(),
      /** Base64 of the file's bytes, in the place of the text. */
      file: z.base64('文件内容应为 base64').max(950_000, tooLarge).optional(),
    })
    .refine(i => (i.csv === undefined) !== (i.file === undefined), { path: ['csv'], message: '选一个文件，或填写结果' }),
  output: z.object({ paid: z.number(), returned: z.number(), left: z.number() }),
  async do(ctx, { batchId, version, csv, file }) {
    const batch = await gripBatch(ctx, batchId, version);
    if (batch.state !== 'sent') throw refuse('wrong-state', '送银行以后才有结果');
    const { good, bad } = await readResultLines(csv ?? Buffer.from(file!, 'base64'));
    const payments = await paymentsOf(ctx, batchId);
    await notOwn(ctx, payments, 'finance');
    const open = new Map(payments.filter(p => p.state === 'sent').map(p => [p.number, p]));
    const faults = [
      ...bad.map(b => ({ path: `csv.${b.line}`, message: `第 ${b.line} 行：${b.message}` })),
      ...good.filter(g => !open.has(g.number)).map(g => ({ path: 'csv', message: `${g.number} 不在这一批里，或者已经有结果` })),
    ];
    if (faults.length > 0 || good.length === 0)
      throw refusePolicy('lines-wrong', { detail: faults.map(f => f.message).join('；') || '文件里没有结果', faults });
    for (const g of good) await oneResult(ctx, batch, open.get(g.number)!, g.paid, g.reason);
    const left = open.size - good.length;
    if (left === 0)
      await ctx.sql`update policy_batch set state = 'done', done_on = ${ctx.today}, version = version + 1 where county = ${ctx.county} and id = ${batchId}`;
    else await ctx.sql`update policy_batch set version = version + 1 where county = ${ctx.county} and id = ${batchId}`;
    ctx.record({ subject: `policy-batch:${batchId}`, detail: { results: good.map(g => `${g.number}${g.paid ? '成功' : '退回'}`) } });
    return { paid: good.filter(g => g.paid).length, returned: good.filter(g => !g.paid).length, left };
  },
});

async function oneResult(ctx: Ctx, batch: BatchRow, p: PaymentRow, paid: boolean, reason: string): Promise<void> {
  await ctx.asHouse(async ctx => {
    await ctx.sql`
      update policy_payment set state = ${paid ? 'paid' : 'returned'}, reason = ${reason || null}, result_on = ${ctx.today} where county = ${ctx.county} and id = ${p.id}`;
    const [grant] = await ctx.sql<{ item: string; year: number; claim: string | null }[]>`
      update policy_grant set state = ${paid ? 'paid' : 'returned'}, state_reason = ${paid ? null : reason}, paid_on = ${paid ? ctx.today : null}, version = version + 1
      where county = ${ctx.county} and id = ${p.grantId} returning item, year, claim`;
    if (paid) await settle(ctx, grant!.item, grant!.year, p.amount);
    await addEvents(ctx, [{ grant: p.grantId, claim: grant!.claim, firm: p.firm, unit: batch.unit, kind: paid ? 'paid' : 'returned', words: reason }]);
    await tellFirm(ctx, { id: grant!.claim ?? p.grantId, firm: p.firm }, paid ? 'policy-paid' : 'policy-bank-returned', {
      title: p.title,
      amount: shownYuan(yuan(p.amount)),
      reason,
    });
  });
}

const shownBatch = ({ preparedBy, total, ...b }: BatchRow, actor: string) => ({ ...b, total: yuan(total), own: preparedBy === actor });

export const listBatches = read({
  name: 'policy-payment.list',
  may: 'policy-payment.read',
  summary: '支付批次',
  input: z.strictObject({
    q: z.string().trim().max(60).optional(),
    state: z.enum(['prepared', 'rejected', 'confirmed', 'sent', 'done']).optional(),
    unit: z.string().max(60).optional(),
    ...pageOf('prepared', 'total', 'payments', 'unit'),
  }),
  async do(ctx, { q, state, unit, sort, down, page, size }) {
    const { sql } = ctx;
    const like = anywhere(q);
    const about = sql`b.county = ${ctx.county} ${unit ? sql`and b.unit = ${unit}` : sql``} ${
      // A payment or a firm finds the batch in which it is.
      q
        ? sql`and (b.number ilike ${like} or exists (select 1 from policy_payment p join policy_grant g on g.county = p.county and g.id = p.grant_id
            where p.county = b.county and p.batch = b.id and (p.number ilike ${like} or g.firm_name ilike ${like} or g.title ilike ${like})))`
        : sql``
    }`;
    const column = { prepared: sql`b.prepared_on`, total: sql`b.total`, payments: sql`b.payments`, unit: sql`b.unit` };
    const order = sort ? sql`${column[sort]} ${directionOf(ctx, down)}` : sql`(b.state in ('done', 'rejected')), b.prepared_on desc`;
    const rows = await sql<BatchRow[]>`
      select ${sql.unsafe(batchColumns)} from policy_batch b where ${about} ${state ? sql`and b.state = ${state}` : sql``}
      order by ${order}, b.prepared_on desc, b.number desc limit ${size} offset ${(page - 1) * size}`;
    const counts = await sql<{ state: BatchState; n: number }[]>`select state, count(*)::int as n from policy_batch b where ${about} group by state`;
    const units = await sql<{ unit: string }[]>`select distinct unit from policy_batch where county = ${ctx.county} order by unit`;
    return {
      items: rows.map(b => shownBatch(b, ctx.actor.id)),
      total: counts.reduce((sum, c) => sum + (!state || c.state === state ? c.n : 0), 0),
      counts: Object.fromEntries(counts.map(c => [c.state, c.n])) as Partial<Record<BatchState, number>>,
      units: units.map(u => u.unit),
      finance: ctx.actor.grants.some(g => g.unit === 'finance'),
    };
  },
});

export const readBatch = read({
  name: 'policy-payment.read',
  may: 'policy-payment.read',
  summary: '一个支付批次的每一笔',
  input: z.strictObject({ batchId: z.uuid() }),
  async do(ctx, { batchId }) {
    const [row] = await ctx.sql<BatchRow[]>`select ${ctx.sql.unsafe(batchColumns)} from policy_batch where county = ${ctx.county} and id = ${batchId}`;
    if (!row) throw refuse('not-found');
    const payments = await paymentsOf(ctx, batchId);
    return {
      ...shownBatch(row, ctx.actor.id),
      finance: ctx.actor.grants.some(g => g.unit === 'finance'),
      related: [...(await ownAmong(ctx, payments)).values()],
      lines: payments.map(p => ({
        number: p.number,
        grantNumber: p.grantNumber,
        title: p.title,
        firmName: p.firmName,
        amount: yuan(p.amount),
        holder: p.holder,
        bank: p.bank,
        account: p.masked,
        state: p.state,
        reason: p.reason,
        resultOn: p.resultOn,
      })),
    };
  },
});
