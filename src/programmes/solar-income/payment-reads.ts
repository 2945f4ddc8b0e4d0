/** Payments to look at: the lists, one with its payees, by town, state and name. */
import { z } from 'zod';
import { read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { likeOf } from '#platform/search';
import { type PaymentState, paymentStates } from './paying.ts';
import { solarRun } from './runs.ts';

const money = { total: z.string(), paid: z.string(), due: z.string(), credit: z.string(), excess: z.string() };
const counts = { payments: z.number(), paidCount: z.number(), failed: z.number(), proven: z.number(), toProve: z.number(), undecided: z.number() };
const amounts = { ...money, ...counts };
const listView = z.object({
  ...{
    run: z.string(),
    title: z.string(),
    period: z.string(),
    state: z.enum(['open', 'closed', 'replaced']),
    madeByName: z.string(),
    madeOn: z.string(),
    version: z.number(),
  },
  ...{ closedByName: z.string().nullable(), closedOn: z.string().nullable() },
  ...amounts,
});
export type PaymentList = z.infer<typeof listView>;

type Figures = Record<keyof typeof money, bigint> & Record<keyof typeof counts, number>;
type ListRow = Omit<PaymentList, keyof typeof amounts> & Figures;

const shown = (r: ListRow): PaymentList => ({
  ...r,
  ...(Object.fromEntries(Object.keys(money).map(k => [k, yuan(BigInt(r[k as keyof typeof money]))])) as Record<keyof typeof money, string>),
});
const summed = `l.run, l.title, l.period, l.state, l.made_by_name, l.made_on, l.closed_by_name, l.closed_on, l.version,
  coalesce(sum(p.amount), 0)::bigint as total, coalesce(sum(p.amount) filter (where p.state = 'paid'), 0)::bigint as paid,
  coalesce(sum(p.amount + p.credit - p.excess), 0)::bigint as due, coalesce(sum(p.credit), 0)::bigint as credit, coalesce(sum(p.excess), 0)::bigint as excess,
  count(*) filter (where p.state <> 'none')::int as payments, count(*) filter (where p.state = 'paid')::int as paid_count,
  count(*) filter (where p.state = 'failed')::int as failed, count(*) filter (where p.places <> '[]')::int as to_prove,
  count(*) filter (where exists (select 1 from solar_proof f where f.county = p.county and f.run = p.run and f.no = p.no))::int as proven,
  count(*) filter (where p.excess > 0 and not exists (select 1 from solar_excess e where e.county = p.county and e.run = p.run and e.no = p.no))::int as undecided`;

export const listPayments = read({
  name: 'solar-payment.list',
  may: 'solar-payment.read',
  summary: '光伏收益拨付清单：到账多少、公示照片交了多少，哪些生效的还没有建清单',
  input: z.strictObject({}),
  output: z.object({ items: z.array(listView), ready: z.array(z.object({ id: z.string(), title: z.string() })), makes: z.boolean() }),
  async do(ctx) {
    const { sql, county } = ctx;
    const rows = await sql<ListRow[]>`
      select ${sql.unsafe(summed)} from solar_payment_list l join solar_payment p on p.county = l.county and p.run = l.run
      where l.county = ${county} group by l.county, l.run order by l.period desc, l.made_on desc`;
    const makes = ctx.house.permissions.on(ctx.actor, 'solar-payment.make', { units: ['development-company'] }) !== null;
    const ready = makes
      ? await ctx.asHouse(
          ({ sql }) => sql<{ id: string; title: string }[]>`
            select id, title from run r where county = ${county} and kind = ${solarRun.id} and state = 'final'
              and not exists (select 1 from solar_payment_list l where l.county = r.county and l.run = r.id) order by period desc`,
        )
      : [];
    return { items: rows.map(shown), ready: [...ready], makes };
  },
});

export const onePaymentList = read({
  name: 'solar-payment.one',
  may: 'solar-payment.read',
  summary: '一份拨付清单的合计和状态',
  input: z.strictObject({ runId: z.uuid() }),
  output: listView.extend({ settles: z.boolean() }),
  async do(ctx, { runId }) {
    const { sql, county } = ctx;
    const [row] = await sql<ListRow[]>`
      select ${sql.unsafe(summed)} from solar_payment_list l join solar_payment p on p.county = l.county and p.run = l.run
      where l.county = ${county} and l.run = ${runId} group by l.county, l.run`;
    if (!row) throw refuse('not-found');
    return { ...shown(row), settles: ctx.house.permissions.on(ctx.actor, 'solar-payment.settle', { units: ['rural-revitalisation'] }) !== null };
  },
});

const state = z.enum(Object.keys(paymentStates) as [PaymentState]);
const paymentView = z.object({
  ...{ no: z.number(), town: z.string(), payee: z.string(), kind: z.enum(['town', 'village']), amount: z.string(), state, attempts: z.number() },
  places: z.array(z.object({ key: z.string(), title: z.string(), amount: z.string() })),
  account: z.object({ holder: z.string(), bank: z.string(), masked: z.string() }).nullable(),
  ...{ sentOn: z.string().nullable(), paidOn: z.string().nullable(), reason: z.string().nullable() },
  proof: z.object({ caption: z.string(), postedOn: z.string(), putByName: z.string() }).nullable(),
  /** What it is due by the run, what it had already, what it has above its due and what was decided of that. */
  ...{ due: z.string(), credit: z.string(), excess: z.string() },
  settled: z
    .object({ way: z.enum(['set-off', 'returned']), returnedOn: z.string().nullable(), basis: z.string(), byName: z.string(), on: z.string() })
    .nullable(),
});
export type PaymentView = z.infer<typeof paymentView>;

const orders = { no: 'p.no', payee: 'p.payee collate "zh-x-icu"', amount: 'p.amount', state: 'p.state' } as const;

export const paymentItems = read({
  name: 'solar-payment.items',
  may: 'solar-payment.read',
  summary: '拨付清单的每一笔',
  input: z.strictObject({
    ...{ runId: z.uuid(), q: z.string().trim().max(40).optional(), town: z.string().max(40).optional(), state: state.optional() },
    proof: z.enum(['yes', 'no']).optional(),
    excess: z.enum(['yes']).optional(),
    sort: z.enum(Object.keys(orders) as [keyof typeof orders]).default('no'),
    down: z.enum(['yes', 'no']).default('no'),
    ...{ page: z.coerce.number().int().min(1).max(2000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) },
  }),
  output: z.object({ items: z.array(paymentView), total: z.number(), sum: z.string() }),
  async do({ sql, county }, { runId, q, town, state, proof, excess, sort, down, page, size }) {
    const has = sql`exists (select 1 from solar_proof f where f.county = p.county and f.run = p.run and f.no = p.no)`;
    const where = sql`p.county = ${county} and p.run = ${runId} ${q ? sql`and p.search like ${likeOf(q)}` : sql``}
      ${town ? sql`and p.town = ${town}` : sql``} ${state ? sql`and p.state = ${state}` : sql``}
      ${excess ? sql`and p.excess > 0` : sql``}
      ${proof === 'yes' ? sql`and ${has}` : proof === 'no' ? sql`and not ${has}` : sql``}`;
    const [whole] = await sql<
      { n: number; sum: bigint }[]
    >`select count(*)::int as n, coalesce(sum(p.amount), 0)::bigint as sum from solar_payment p where ${where}`;
    const rows = await sql<
      (Omit<PaymentView, 'amount' | 'due' | 'credit' | 'excess' | 'account' | 'proof' | 'settled'> & {
        amount: bigint;
        credit: bigint;
        excess: bigint;
        way: 'set-off' | 'returned' | null;
        returnedOn: string | null;
        basis: string;
        decidedByName: string;
        decidedOn: string;
        holder: string | null;
        bank: string;
        masked: string;
        caption: string | null;
        postedOn: string;
        putByName: string;
      })[]
    >`
      select p.no, p.town, p.payee, p.payee_kind as kind, p.places, p.amount, p.credit, p.excess, p.state, p.attempts, p.sent_on, p.paid_on, p.reason,
        a.holder, a.bank, a.number_masked as masked, f.caption, f.posted_on, f.put_by_name, e.way, e.returned_on, e.basis, e.decided_by_name, e.decided_on
      from solar_payment p
      left join solar_account a on a.county = p.county and a.town = p.town and a.payee = p.payee and not a.superseded
      left join solar_excess e on e.county = p.county and e.run = p.run and e.no = p.no
      left join lateral (select caption, posted_on, put_by_name from solar_proof f where f.county = p.county and f.run = p.run and f.no = p.no
        order by put_on desc, id limit 1) f on true
      where ${where} order by ${sql.unsafe(orders[sort])} ${down === 'yes' ? sql`desc` : sql``}, p.no limit ${size} offset ${(page - 1) * size}`;
    return {
      items: rows.map(
        ({ amount, credit, excess, holder, bank, masked, caption, postedOn, putByName, way, returnedOn, basis, decidedByName, decidedOn, ...r }) => ({
          ...r,
          ...{ amount: yuan(BigInt(amount)), credit: yuan(BigInt(credit)), excess: yuan(BigInt(excess)) },
          due: yuan(BigInt(amount) + BigInt(credit) - BigInt(excess)),
          settled: way === null ? null : { way, returnedOn, basis, byName: decidedByName, on: decidedOn },
          account: holder === null ? null : { holder, bank, masked },
          proof: caption === null ? null : { caption, postedOn, putByName },
        }),
      ),
      total: whole!.n,
      sum: yuan(BigInt(whole!.sum)),
    };
  },
});
