/** The company pays what a final run says: a list by payee, accounts, the bank's file, its answers, the end. */
import { z } from 'zod';
import { action, type Ctx, Download, guard, refusals, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { bytesOf, readTable, tooLarge, workbookOf, workbookType } from '#platform/tables';
import { againstClosing, goesOut, type PaymentState, takesResult } from './paying.ts';
import { company } from './stations.ts';

export const refusePayment = refusals({
  'payment-there': [409, '这一次分配的拨付清单已经有了'],
  'payment-closed': [409, '这份拨付清单已经办结'],
  'payment-account': [409, '有的收款单位还没有账号'],
  'payment-open': [409, '还不能办结'],
  'payment-before': [409, '以前的拨付还没有弄清'],
});

const onList = { runId: z.uuid(), version: z.number().int().positive() };

export interface PaymentRow {
  no: number;
  town: string;
  payee: string;
  amount: bigint;
  state: PaymentState;
  version: number;
}

export const forCompany = (ctx: Ctx) => guard(ctx, { units: [company] });

export async function gripList(ctx: Ctx, runId: string, version: number): Promise<{ title: string; period: string }> {
  const [list] = await ctx.sql<{ title: string; period: string; state: string; version: number }[]>`
    select title, period, state, version from solar_payment_list where county = ${ctx.county} and run = ${runId} for update`;
  if (!list) throw refuse('not-found');
  if (list.state !== 'open') throw refusePayment('payment-closed', list.state === 'replaced' ? '分配重新算过，按新的清单拨付' : undefined);
  if (list.version !== version) throw refuse('changed');
  return list;
}

async function gripOwn(ctx: Ctx, runId: string, version: number) {
  forCompany(ctx);
  return gripList(ctx, runId, version);
}

export const touch = (ctx: Ctx, runId: string) => ctx.sql`update solar_payment_list set version = version + 1 where county = ${ctx.county} and run = ${runId}`;

export const accountSeal = (id: string) => `solar_account.number:${id}`;

export const setAccount = action({
  name: 'solar-payment.account',
  may: 'solar-payment.make',
  summary: '登记收款单位的专户：户名、开户银行、账号',
  input: z.strictObject({
    runId: z.uuid(),
    no: z.number().int().positive(),
    holder: z.string().trim().min(2, '请填写户名').max(100),
    bank: z.string().trim().min(4, '请填写开户银行，写到支行或网点').max(100),
    number: z.string().max(60),
  }),
  async do(ctx, { runId, no, holder, bank, number: typed }) {
    forCompany(ctx);
    const number = typed.normalize('NFKC').replaceAll(/[\s-]/g, '');
    if (!/^\d{8,32}$/.test(number)) throw refuse('input', { faults: [{ path: 'number', message: '账号应为 8 至 32 位数字' }] });
    const { sql, county } = ctx;
    const [payment] = await sql<
      { town: string; payee: string }[]
    >`select town, payee from solar_payment where county = ${county} and run = ${runId} and no = ${no}`;
    if (!payment) throw refuse('not-found');
    const id = crypto.randomUUID();
    await sql`update solar_account set superseded = true where county = ${county} and town = ${payment.town} and payee = ${payment.payee} and not superseded`;
    await sql`
      insert into solar_account (county, id, town, payee, holder, bank, number_sealed, number_masked, set_by, set_by_name, set_on)
      values (${county}, ${id}, ${payment.town}, ${payment.payee}, ${holder}, ${bank}, ${ctx.vault.seal(county, accountSeal(id), number)},
        ${`**** ${number.slice(-4)}`}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.today})`;
    ctx.record({ subject: `solar-payment:${runId}`, detail: { no, payee: payment.payee, bank, account: id } });
  },
});

/** What waits goes to the bank with the accounts as they stand; the file has the numbers whole. */
export const bankFile = action({
  name: 'solar-payment.send',
  may: 'solar-payment.make',
  elevated: true,
  summary: '导出送银行的拨付文件：待拨付和退回的',
  input: z.strictObject(onList),
  async do(ctx, { runId, version }) {
    const list = await gripOwn(ctx, runId, version);
    const { sql, county } = ctx;
    const [run] = await ctx.asHouse(({ sql }) => sql<{ state: string }[]>`select state from run where county = ${county} and id = ${runId}`);
    if (run?.state !== 'final') throw refuse('wrong-state', '这一次分配已经重新算过，不再按它拨付；新的生效以后建新清单');
    const payments = await sql<(PaymentRow & { account: string | null; holder: string | null; bank: string | null; numberSealed: string | null })[]>`
      select p.no, p.town, p.payee, p.amount, p.state, p.version, a.id as account, a.holder, a.bank, a.number_sealed from solar_payment p
      left join solar_account a on a.county = p.county and a.town = p.town and a.payee = p.payee and not a.superseded
      where p.county = ${county} and p.run = ${runId} order by p.no for update of p`;
    const out = payments.filter(p => goesOut(p.state));
    if (out.length === 0) throw refuse('wrong-state', '没有待拨付或退回的');
    const without = out.filter(p => !p.account);
    if (without.length > 0)
      throw refusePayment(
        'payment-account',
        `${without.length} 个：${without
          .slice(0, 20)
          .map(p => p.payee)
          .join('、')}`,
      );
    await sql`
      update solar_payment p set state = 'sent', account = x.account, sent_on = ${ctx.today}, reason = null, attempts = attempts + 1, version = p.version + 1
      from jsonb_to_recordset(${JSON.stringify(out.map(p => ({ no: p.no, account: p.account })))}::text::jsonb) as x (no int, account uuid)
      where p.county = ${county} and p.run = ${runId} and p.no = x.no`;
    await touch(ctx, runId);
    const total = out.reduce((sum, p) => sum + p.amount, 0n);
    ctx.record({ subject: `solar-payment:${runId}`, detail: { sent: out.map(p => p.no), total: yuan(total) } });
    const columns = [
      { title: '序号', type: 'whole' },
      { title: '收款单位', type: 'words' },
      { title: '户名', type: 'words' },
      { title: '开户银行', type: 'words' },
      { title: '账号', type: 'code' },
      { title: '金额（元）', type: 'number' },
      { title: '用途', type: 'words' },
    ] as const;
    const open = (p: (typeof out)[number]) => ctx.vault.open(county, accountSeal(p.account!), p.numberSealed!);
    const rows = out.map(p => [p.no, p.payee, p.holder, p.bank, open(p), Number(yuan(p.amount)), list.title]);
    return new Download(workbookType, `${list.title}-拨付-${ctx.today}.xlsx`, await bytesOf(workbookOf('拨付', columns, rows)));
  },
});

interface Result {
  no: number;
  paid: boolean;
  on: string | null;
  reason: string | null;
}

/** Every answer of the bank, or none: each has to belong to a payment that is at the bank. */
async function take(ctx: Ctx, runId: string, results: readonly Result[]): Promise<void> {
  const { sql, county } = ctx;
  const payments = await sql<PaymentRow[]>`
    select no, town, payee, amount, state, version from solar_payment where county = ${county} and run = ${runId} for update`;
  const faults = results.flatMap((r, i) => {
    const payment = payments.find(p => p.no === r.no);
    const why = !payment
      ? '清单里没有这一笔'
      : !takesResult(payment.state)
        ? `${payment.payee}现在不是“已送银行”`
        : r.paid && (!r.on || r.on > ctx.today)
          ? `${payment.payee}的到账日期没有填，或者是以后的`
          : !r.paid && !r.reason
            ? `${payment.payee}退回的原因没有填`
            : null;
    return why ? [{ path: `results.${i}`, message: `第 ${r.no} 号：${why}` }] : [];
  });
  if (faults.length > 0)
    throw refuse('input', {
      detail: faults
        .slice(0, 10)
        .map(f => f.message)
        .join('；'),
      faults,
    });
  await sql`
    update solar_payment p set state = case when x.paid then 'paid' else 'failed' end, paid_on = x."on", reason = x.reason, version = p.version + 1
    from jsonb_to_recordset(${JSON.stringify(results)}::text::jsonb) as x (no int, paid boolean, "on" date, reason text)
    where p.county = ${county} and p.run = ${runId} and p.no = x.no`;
  await touch(ctx, runId);
  ctx.record({ subject: `solar-payment:${runId}`, detail: { results } });
  const came = payments.filter(p => results.some(r => r.no === p.no && r.paid));
  for (const [town, list] of Map.groupBy(came, p => p.town))
    await notifyUnit(ctx, `town-${town}`, {
      template: 'solar-paid',
      data: { payees: list.map(p => p.payee).join('、'), total: yuan(list.reduce((sum, p) => sum + p.amount, 0n)) },
      link: `/desk/solar/payments/${runId}`,
    });
}

const day = z.iso.date('日期写成 2024-12-25 的样子');

export const recordResult = action({
  name: 'solar-payment.result',
  may: 'solar-payment.make',
  summary: '登记一笔的银行结果：到账，或者退回和原因',
  input: z.strictObject({
    ...{ ...onList, no: z.number().int().positive(), paid: z.boolean() },
    on: day.optional(),
    reason: z.string().trim().max(200).optional(),
  }),
  async do(ctx, { runId, version, no, paid, on, reason }) {
    await gripOwn(ctx, runId, version);
    await take(ctx, runId, [{ no, paid, on: paid ? (on ?? null) : null, reason: paid ? null : reason || null }]);
  },
});

const resultColumns = [
  { key: 'no', title: '序号', type: 'whole', required: true },
  { key: 'result', title: '结果', type: 'choice', required: true, options: { paid: '成功', failed: '退回' } },
  { key: 'on', title: '到账日期', type: 'day' },
  { key: 'reason', title: '原因', also: ['退回原因'], type: 'words' },
] as const;

export const importResults = action({
  name: 'solar-payment.results',
  may: 'solar-payment.make',
  creates: true,
  summary: '导入银行返回的结果表：序号、结果、到账日期、原因；有一行不对就都不写入',
  input: z.strictObject({ ...onList, file: z.base64('文件内容应为 base64').max(950_000, tooLarge) }),
  output: z.object({ paid: z.number(), failed: z.number() }),
  async do(ctx, { runId, version, file }) {
    await gripOwn(ctx, runId, version);
    const lines = await readTable(Buffer.from(file, 'base64'), resultColumns, { most: 20_000 });
    const wrong = lines.flatMap(l => l.problems.map(p => ({ path: 'file', message: `第 ${l.line} 行 ${p.column}：${p.message}` })));
    if (wrong.length > 0)
      throw refuse('input', {
        detail: wrong
          .slice(0, 10)
          .map(w => w.message)
          .join('；'),
        faults: wrong.slice(0, 100),
      });
    const results = lines.map(({ cells }): Result => {
      const paid = cells.result === 'paid';
      return { no: cells.no!, paid, on: paid ? cells.on : null, reason: paid ? null : cells.reason };
    });
    if (new Set(results.map(r => r.no)).size !== results.length)
      throw refuse('input', { detail: '表里有重复的序号', faults: [{ path: 'file', message: '表里有重复的序号' }] });
    if (results.length === 0) throw refuse('input', { faults: [{ path: 'file', message: '表里没有数据行' }] });
    await take(ctx, runId, results);
    return { paid: results.filter(r => r.paid).length, failed: results.filter(r => !r.paid).length };
  },
});

export const closePayments = action({
  name: 'solar-payment.close',
  may: 'solar-payment.make',
  summary: '全部到账、都交了公示照片以后办结拨付',
  input: z.strictObject(onList),
  async do(ctx, { runId, version }) {
    await gripOwn(ctx, runId, version);
    const { sql, county } = ctx;
    const payments = await ctx.asHouse(
      ({ sql }) => sql<{ payee: string; state: PaymentState; proven: boolean; undecided: boolean }[]>`
        select payee, state, p.places = '[]' or exists (select 1 from solar_proof f where f.county = p.county and f.run = p.run and f.no = p.no) as proven,
          p.excess > 0 and not exists (select 1 from solar_excess e where e.county = p.county and e.run = p.run and e.no = p.no) as undecided
        from solar_payment p where county = ${county} and run = ${runId} order by no`,
    );
    const reasons = againstClosing(payments);
    if (reasons.length > 0) throw refusePayment('payment-open', { detail: reasons.join('；'), data: { reasons } });
    await sql`
      update solar_payment_list set state = 'closed', closed_by_name = ${ctx.actor.name}, closed_on = ${ctx.today}, version = version + 1
      where county = ${county} and run = ${runId}`;
    ctx.record({ subject: `solar-payment:${runId}`, detail: { closed: payments.length } });
  },
});
