/** A list of payments of a final run: what each payee is due, less what it has already; and what becomes of what somebody got too much. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { searchText } from '#platform/search';
import { type Before, hadOf, type PaidRow, type PaymentState, payeesOf, settled } from './paying.ts';
import { forCompany, gripList, refusePayment, touch } from './payments.ts';
import { solarRun } from './runs.ts';
import { towns } from './villages.ts';

interface BeforeRow extends Before {
  run: string;
  no: number;
  title: string;
  period: string;
}

/** Lines of this year's newest list, and of other years what was too much and no list has taken off. */
async function before({ sql, county }: Ctx, period: string): Promise<BeforeRow[]> {
  const rows = await sql<BeforeRow[]>`
    select l.run, l.title, l.period, p.no, p.town, p.payee, p.payee_kind as kind, p.state, p.amount, p.credit, p.excess, e.way,
      e.taken_by is not null as taken, l.period = ${period} as same_year
    from solar_payment p join solar_payment_list l on l.county = p.county and l.run = p.run
    left join solar_excess e on e.county = p.county and e.run = p.run and e.no = p.no
    where p.county = ${county} and l.state <> 'replaced'
      and (l.period = ${period} or l.period < ${period} and p.excess > 0 and e.taken_by is null and e.way is distinct from 'returned')
    order by l.period, p.no`;
  return rows.map(r => ({ ...r, amount: BigInt(r.amount), credit: BigInt(r.credit), excess: BigInt(r.excess) }));
}

const named = (list: readonly { payee: string }[]) =>
  `${list
    .slice(0, 10)
    .map(p => p.payee)
    .join('、')}${list.length > 10 ? `等 ${list.length} 个` : ''}`;

export const openPayments = action({
  name: 'solar-payment.make',
  may: 'solar-payment.make',
  creates: true,
  summary: '按生效的分配建立拨付清单：一个收款单位一笔，以前付过的抵减',
  input: z.strictObject({ runId: z.uuid() }),
  output: z.object({ payments: z.number(), total: z.string() }),
  async do(ctx, { runId }) {
    forCompany(ctx);
    const { county } = ctx;
    const { run, rows, old } = await ctx.asHouse(async ctx => {
      const { sql } = ctx;
      await sql`select pg_advisory_xact_lock(hashtextextended(${`solar-payment ${county}`}, 0))`;
      const [run] = await sql<{ title: string; period: string; state: string }[]>`
        select title || case when number > 1 then '（第 ' || number || ' 次）' else '' end as title, period, state from run
        where county = ${county} and id = ${runId} and kind = ${solarRun.id}`;
      const rows = await sql<PaidRow[]>`select key, title, unit, total, cells from run_row where county = ${county} and run = ${runId} order by position`;
      return { run, rows, old: run ? await before(ctx, run.period) : [] };
    });
    if (!run) throw refuse('not-found');
    if (run.state !== 'final') throw refuse('wrong-state', '分配结果公示期满、生效以后才能拨付');
    const [last] = old.filter(o => o.sameYear);
    if (last?.run === runId) throw refusePayment('payment-there');
    // What the bank has not answered may have come or not.
    const atBank = old.filter(o => o.sameYear && o.state === 'sent');
    if (atBank.length > 0) throw refusePayment('payment-before', `${last!.title}还有 ${atBank.length} 笔在银行，先登记结果：${named(atBank)}`);
    const undecided = old.filter(o => o.excess > 0n && o.way === null);
    if (undecided.length > 0) throw refusePayment('payment-before', `${undecided[0]!.title}多付的还没有决定怎么处理：${named(undecided)}`);
    const lines = settled(payeesOf(rows, new Map(towns().map(t => [t.id, t.name]))), hadOf(old));
    const total = lines.reduce((sum, p) => sum + p.amount, 0n);
    if (last) await ctx.sql`update solar_payment_list set state = 'replaced', version = version + 1 where county = ${county} and run = ${last.run}`;
    const made = await ctx.sql`
      insert into solar_payment_list (county, run, title, period, total, made_by_name, made_on)
      values (${county}, ${runId}, ${run.title}, ${run.period}, ${total}, ${ctx.actor.name}, ${ctx.today}) on conflict do nothing returning 1 as made`;
    if (made.length === 0) throw refusePayment('payment-there');
    const kept = lines.map((p, i) => ({
      ...p,
      no: i + 1,
      ...{ amount: String(p.amount), credit: String(p.credit), excess: String(p.excess) },
      state: (p.amount === 0n ? 'none' : 'waiting') satisfies PaymentState,
      search: searchText([p.payee, ...p.places.map(r => r.title)]),
    }));
    await ctx.sql`
      insert into solar_payment (county, run, no, town, payee, payee_kind, places, amount, credit, excess, state, search)
      select ${county}, ${runId}, x.no, x.town, x.payee, x.kind, x.places, x.amount::bigint, x.credit::bigint, x.excess::bigint, x.state, x.search
      from jsonb_to_recordset(${JSON.stringify(kept)}::text::jsonb)
        as x (no int, town text, payee text, kind text, places jsonb, amount text, credit text, excess text, state text, search text)`;
    for (const o of old.filter(o => !o.sameYear && o.way === 'set-off'))
      await ctx.asHouse(({ sql }) => sql`update solar_excess set taken_by = ${runId} where county = ${county} and run = ${o.run} and no = ${o.no}`);
    ctx.record({ subject: `solar-payment:${runId}`, detail: { payments: kept.length, total: yuan(total), ...(last ? { replaces: last.run } : {}) } });
    return { payments: kept.length, total: yuan(total) };
  },
});

export const settleExcess = action({
  name: 'solar-payment.settle',
  may: 'solar-payment.settle',
  summary: '决定多付的怎么处理：下次拨付时抵减，或者已经退回；写明依据',
  input: z.strictObject({
    ...{ runId: z.uuid(), version: z.number().int().positive(), way: z.enum(['set-off', 'returned']) },
    nos: z.array(z.number().int().positive()).min(1, '请选要决定的').max(500),
    returnedOn: z.iso.date('日期写成 2024-12-25 的样子').optional(),
    basis: z.string().trim().min(5, '请写明依据，至少 5 个字').max(300),
  }),
  async do(ctx, { runId, version, nos, way, returnedOn, basis }) {
    guard(ctx, { units: ['rural-revitalisation'] });
    if (way === 'returned' && (!returnedOn || returnedOn > ctx.today))
      throw refuse('input', { faults: [{ path: 'returnedOn', message: '请填退回到账的日期，不能是以后的' }] });
    await ctx.asHouse(async ctx => {
      const { sql, county, actor } = ctx;
      await gripList(ctx, runId, version);
      const open = await sql<{ no: number }[]>`
        insert into solar_excess (county, run, no, town, way, returned_on, basis, decided_by, decided_by_name, decided_on)
        select county, run, no, town, ${way}, ${way === 'returned' ? returnedOn! : null}, ${basis}, ${actor.id}, ${actor.name}, ${ctx.today}
        from solar_payment where county = ${county} and run = ${runId} and no = any(${nos}::int[]) and excess > 0
        on conflict do nothing returning no`;
      if (open.length < new Set(nos).size) throw refuse('wrong-state', '有的没有多付，或者已经决定过');
      await touch(ctx, runId);
    });
    ctx.record({ subject: `solar-payment:${runId}`, detail: { nos, way, basis } });
  },
});
