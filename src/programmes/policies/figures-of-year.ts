/** Figures of a year against the order's targets: items online, money paid, by whom, to whom, how fast. */
import { z } from 'zod';
import { type Ctx, Download, read } from '#platform/actions';
import { wan, yuan } from '#platform/money';
import { csvText } from '#platform/tables';
import { firmKinds } from './facts.ts';
import { clause, itemsTarget, paidTarget } from './figures.ts';
import { kinds, ways } from './item.ts';

const input = z.strictObject({ year: z.coerce.number().int().min(2024).max(2100).optional() });

interface Group {
  key: string;
  grants: number;
  firms: number;
  fen: bigint;
}

/** Items of which a firm could claim or be granted something in the year: published by its end, not closed before it, the period reaching into it, and money there. */
export const onlineIn = (ctx: Ctx, from: string, to: string) =>
  ctx.sql<{ id: string; title: string; unit: string; firstPublishedOn: string }[]>`
    select i.id, i.title, i.unit, i.first_published_on from policy_item i
    join policy_budget b on b.county = i.county and b.item = i.id and b.year = ${Number(to.slice(0, 4))} and b.total > 0
    where i.county = ${ctx.county} and i.first_published_on <= ${to} and (i.closed_on is null or i.closed_on >= ${from})
      and i.claims_from <= ${to} and i.claims_to >= ${from} order by i.first_published_on, i.title`;

export const paidIn = async (ctx: Ctx, from: string, to: string): Promise<{ fen: bigint; grants: number; firms: number; unasked: bigint }> => {
  const [row] = await ctx.sql<{ fen: bigint; grants: number; firms: number; unasked: bigint }[]>`
    select coalesce(sum(amount), 0)::bigint as fen, count(*)::int as grants, count(distinct firm)::int as firms,
      coalesce(sum(amount) filter (where way = 'without-claim'), 0)::bigint as unasked
    from policy_grant where county = ${ctx.county} and state = 'paid' and paid_on between ${from} and ${to}`;
  return row!;
};

export const yearFigures = read({
  name: 'policy-figure.read',
  may: 'policy-figure.read',
  summary: '惠企政策一年的统计：上架、兑现、免申即享比例、用时，按部门、事项、月、企业类型、乡镇',
  input,
  async do(ctx, { year = Number(ctx.today.slice(0, 4)) }) {
    const [from, to] = [`${year}-01-01`, `${year}-12-31`];
    // Sums over the county say nothing of one firm.
    return ctx.asHouse(async ctx => {
      const [online, paid] = [await onlineIn(ctx, from, to), await paidIn(ctx, from, to)];
      const by = (column: string) =>
        ctx.sql<Group[]>`
          select ${ctx.sql.unsafe(column)} as key, count(*)::int as grants, count(distinct firm)::int as firms, sum(amount)::bigint as fen
          from policy_grant where county = ${ctx.county} and state = 'paid' and paid_on between ${from} and ${to} group by 1 order by 1`;
      const shown = (groups: readonly Group[]) => groups.map(({ fen, ...g }) => ({ ...g, paid: yuan(fen), wan: wan(fen) }));
      const [speed] = await ctx.sql<{ days: number | null; most: number | null }[]>`
        select round(avg(paid_on - begun_on))::int as days, max(paid_on - begun_on)::int as most
        from policy_grant where county = ${ctx.county} and state = 'paid' and way = 'claim' and paid_on between ${from} and ${to}`;
      const waiting = await ctx.sql<{ fen: bigint; n: number }[]>`
        select coalesce(sum(amount), 0)::bigint as fen, count(*)::int as n from policy_grant
        where county = ${ctx.county} and year = ${year} and state in ('noticed', 'payable', 'paying', 'returned')`;
      return {
        year,
        today: ctx.today,
        citation: clause,
        targets: year === 2024 ? { items: itemsTarget, paid: paidTarget } : null,
        items: online.length,
        paid: yuan(paid.fen),
        paidWan: wan(paid.fen),
        grants: paid.grants,
        firms: paid.firms,
        unaskedShare: paid.fen === 0n ? null : Number((paid.unasked * 1000n) / paid.fen) / 10,
        days: speed?.days ?? null,
        mostDays: speed?.most ?? null,
        waiting: { grants: waiting[0]!.n, wan: wan(waiting[0]!.fen) },
        byUnit: shown(await by('unit')),
        byItem: shown(await by('item::text')),
        titles: Object.fromEntries(
          (await ctx.sql<{ id: string; title: string }[]>`select id, title from policy_item where county = ${ctx.county}`).map(i => [i.id, i.title]),
        ),
        byMonth: shown(await by(`to_char(paid_on, 'YYYY-MM')`)),
        byKind: shown(await by('firm_kind')),
        byTown: shown(await by(`coalesce(town, '')`)),
        online: online.map(o => ({ id: o.id, title: o.title, unit: o.unit, on: o.firstPublishedOn })),
      };
    });
  },
});
export type YearFigures = Awaited<ReturnType<typeof yearFigures.do>>;

export const yearList = read({
  name: 'policy-figure.list',
  may: 'policy-figure.read',
  summary: '一年里兑现的每一笔（CSV）',
  input,
  async do(ctx, { year = Number(ctx.today.slice(0, 4)) }) {
    const rows = await ctx.asHouse(
      ctx => ctx.sql<
        {
          number: string;
          title: string;
          kind: keyof typeof kinds;
          way: keyof typeof ways;
          unit: string;
          firmName: string;
          firmKind: keyof typeof firmKinds;
          town: string | null;
          amount: bigint;
          begunOn: string;
          paidOn: string;
        }[]
      >`
        select g.number, g.title, g.kind, g.way, u.name as unit, g.firm_name, g.firm_kind, t.name as town, g.amount, g.begun_on, g.paid_on from policy_grant g
        join unit u on u.county = g.county and u.id = g.unit
        left join unit t on t.county = g.county and t.id = 'town-' || g.town
        where g.county = ${ctx.county} and g.state = 'paid' and g.paid_on between ${`${year}-01-01`} and ${`${year}-12-31`} order by g.paid_on, g.number`,
    );
    const head = ['兑现编号', '政策', '种类', '方式', '部门', '企业', '主体类型', '乡镇', '金额（元）', '开始日期', '到账日期'];
    const lines = rows.map(r => [
      r.number,
      r.title,
      kinds[r.kind],
      ways[r.way],
      r.unit,
      r.firmName,
      firmKinds[r.firmKind],
      r.town ?? '',
      yuan(r.amount),
      r.begunOn,
      r.paidOn,
    ]);
    return new Download('text/csv; charset=utf-8', `惠企政策兑现-${year}.csv`, Buffer.from(csvText(head, lines)));
  },
});
