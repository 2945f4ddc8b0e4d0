/** What went to and fro with tax, with counts, sums and digest: the receipt by which both sides find that they have the same. 五, 七（一）, 八 */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { yuan } from '#platform/money';
import { backPayments, insured, payments, period } from './lists.ts';
import { seesOf } from './seeing.ts';
import { categories, channels } from './words.ts';

/** What of a row is summed, and by what the sums are told apart. */
const sums = {
  [insured.id]: { amount: 'share', by: 'category', words: categories as Record<string, string>, title: '个人应缴' },
  [payments.id]: { amount: 'amount', by: 'channel', words: channels as Record<string, string>, title: '缴费' },
  [backPayments.id]: { amount: 'amount', by: null, words: {} as Record<string, string>, title: '核定补缴' },
} as const;
const kinds = { [insured.id]: insured, [payments.id]: payments, [backPayments.id]: backPayments };

const exchangeView = z.object({
  ...{ id: z.string(), kind: z.string(), title: z.string(), unit: z.string(), number: z.number(), fromName: z.string(), toName: z.string() },
  ...{ state: z.enum(['handed', 'received', 'returned', 'replaced']), rows: z.number(), rejected: z.number(), digest: z.string(), page: z.string() },
  ...{ handedAt: z.string(), handedByName: z.string(), answeredAt: z.string().nullable(), answeredByName: z.string().nullable() },
});
export type ExchangeView = z.infer<typeof exchangeView>;

/** The bureau, tax and who watches: nobody else has to do with their hand-overs. */
function mayRead(ctx: Ctx): void {
  const sees = seesOf(ctx);
  if (sees.towns !== null || sees.identities !== null) throw refuse('forbidden', '和税务的往来由县医保局和县税务局看');
}

const found = ({ sql, county }: Ctx) => sql`
  select h.id, h.kind, h.number, coalesce(f.name, h.from_unit) as from_name, coalesce(t.name, h.to_unit) as to_name, h.state, h.rows, h.rejected, h.digest,
    h.handed_at, h.handed_by_name, h.answered_at, h.answered_by_name
  from register_handover h left join unit f on f.county = h.county and f.id = h.from_unit left join unit t on t.county = h.county and t.id = h.to_unit
  where h.county = ${county} and h.period = ${period} and h.kind = any(${Object.keys(sums)}::text[])`;

type Row = Omit<ExchangeView, 'title' | 'unit' | 'page'>;
const shown = (h: Row): ExchangeView => {
  const { title, unit, pages } = kinds[h.kind]!;
  return { ...h, title, unit, page: `${pages}/handovers/${h.id}` };
};

export const exchanges = read({
  name: 'insurance.exchanges',
  may: 'insurance-progress.read',
  summary: '和税务的往来：标识过的人、核定的补缴推送过去，每天的缴费推送回来',
  input: z.strictObject({
    kind: z.enum(Object.keys(sums) as [string, ...string[]]).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(exchangeView), total: z.number() }),
  async do(ctx, { kind, page, size }) {
    mayRead(ctx);
    return ctx.asHouse(async ctx => {
      const { sql } = ctx;
      const of = sql`from (${found(ctx)} ${kind ? sql`and h.kind = ${kind}` : sql``}) h`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n ${of}`;
      const rows = await sql<Row[]>`select h.* ${of} order by h.handed_at desc, h.id limit ${size} offset ${(page - 1) * size}`;
      return { items: rows.map(shown), total: count!.n };
    });
  },
});

const line = z.object({ title: z.string(), rows: z.number(), amount: z.string() });
const receiptView = z.object({
  handover: exchangeView,
  /** What the amounts are. */
  summed: z.string(),
  amount: z.string(),
  by: z.array(line),
  /** Rows that went back, by what was wrong. */
  returned: z.array(line),
});
export type ReceiptView = z.infer<typeof receiptView>;

export const receipt = read({
  name: 'insurance.receipt',
  may: 'insurance-progress.read',
  summary: '一次往来的回执：人数、金额合计、退回的、名单摘要，双方对账用',
  input: z.strictObject({ handoverId: z.uuid() }),
  output: receiptView,
  async do(ctx, { handoverId }) {
    mayRead(ctx);
    return ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      const [row] = await sql<Row[]>`${found(ctx)} and h.id = ${handoverId}`;
      if (!row) throw refuse('not-found');
      const of = sums[row.kind]!;
      const parts = await sql<{ key: string | null; back: string | null; n: number; fen: string }[]>`
        select ${of.by ? sql`cells->>${of.by}` : sql`null`} as key, split_part(rejected, '：', 1) as back, count(*)::int as n,
          coalesce(sum((cells->>${of.amount})::bigint), 0)::text as fen
        from register_handover_row where county = ${county} and handover = ${handoverId} and step <> 'gone' group by 1, 2`;
      const lines = (by: (p: (typeof parts)[number]) => string, some: typeof parts | readonly (typeof parts)[number][]) =>
        [...Map.groupBy(some, by)].map(([title, of]) => ({
          ...{ title, rows: of.reduce((n, p) => n + p.n, 0), amount: yuan(of.reduce((sum, p) => sum + BigInt(p.fen), 0n)) },
        }));
      return {
        handover: shown(row),
        summed: of.title,
        amount: yuan(parts.reduce((sum, p) => sum + BigInt(p.fen), 0n)),
        by: of.by ? lines(p => (p.key === null ? '没有写' : (of.words[p.key] ?? p.key)), parts).sort((a, b) => b.rows - a.rows) : [],
        returned: lines(
          p => p.back!,
          parts.filter(p => p.back !== null),
        ),
      };
    });
  },
});
