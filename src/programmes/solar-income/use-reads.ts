/** Use in the villages to look at: the few figures that matter, by town and by village, each with the list behind it. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { yuan } from '#platform/money';
import { heldRows } from '#platform/registers';
import { searchText } from '#platform/search';
import { monthNumber, paidTwice, posts, unpaid, wages } from './earners.ts';
import { openDuties } from './supervising.ts';
import type { VillageUseNow } from './use.ts';
import { summed, useFigures } from './use-figures.ts';
import { reachNow, usesOf } from './uses.ts';
import { type Breach, breachNames } from './words.ts';

const year = z.string().regex(/^\d{4}$/, '年度写成 2024 的样子');
const light = z.enum(['red', 'yellow', 'green']);
const breach = z.enum(Object.keys(breachNames) as [Breach]);
const line = z.object({
  ...{ town: z.string(), payee: z.string(), got: z.string(), distributed: z.string(), toHouseholds: z.string(), left: z.string() },
  ...{ posts: z.number(), residents: z.number().nullable(), wagesLate: z.number(), light },
  breaches: z.array(z.object({ fault: breach, words: z.string(), light })),
  /** The supervision that is open. */
  duty: z.string().nullable(),
});
export type UseLine = z.infer<typeof line>;

const view = z.object({
  year: z.string(),
  years: z.array(z.string()),
  all: useFigures,
  /** Of what village stations earned the year before, what has come to villages, in percent; null: no income is known. */
  reach: z.string().nullable(),
  byTown: z.array(useFigures.extend({ town: z.string() })),
  breaches: z.array(z.object({ fault: breach, villages: z.number() })),
  items: z.array(line),
  total: z.number(),
  /** May open a supervision. */
  urges: z.boolean(),
});
export type UseView = z.infer<typeof view>;

const shares = {
  left: (u: VillageUseNow) => (u.got === 0n ? 0 : Number(((u.got - u.distributed) * 10_000n) / u.got)),
  toHouseholds: (u: VillageUseNow) => (u.got === 0n ? 0 : Number((u.toHouseholds * 10_000n) / u.got)),
  wagesLate: (u: VillageUseNow) => u.wagesLate,
  got: (u: VillageUseNow) => Number(u.got),
} as const;

/** The towns that somebody of a town sees; null: the whole county. */
const townsOf = ({ actor }: Ctx): readonly string[] | null =>
  actor.grants.some(g => g.role !== 'town-officer')
    ? null
    : actor.grants.flatMap(g => (g.role === 'town-officer' && g.unit ? [g.unit.replace(/^town-/, '')] : []));

export const listUse = read({
  name: 'solar-use.list',
  may: 'solar-use.read',
  summary: '光伏收益在村里的使用：到户、待拨付、岗位、工资，哪些村超限',
  input: z.strictObject({
    ...{ year: year.optional(), town: z.string().max(40).optional(), q: z.string().trim().max(40).optional(), light: light.optional() },
    fault: breach.optional(),
    sort: z.enum(['order', ...(Object.keys(shares) as [keyof typeof shares])]).default('order'),
    down: z.enum(['yes', 'no']).default('no'),
    ...{ page: z.coerce.number().int().min(1).max(2000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) },
  }),
  output: view,
  async do(ctx, { year: asked, town, q, light, fault, sort, down, page, size }) {
    const own = townsOf(ctx);
    const county = own === null;
    const { years, all, reach, duties } = await ctx.asHouse(async ctx => {
      const found = await ctx.sql<{ period: string }[]>`select distinct period from solar_payment_list where county = ${ctx.county} order by period desc`;
      const years = found.map(f => f.period);
      const year = asked ?? years[0] ?? ctx.today.slice(0, 4);
      const all = await usesOf(ctx, year);
      return {
        years,
        all,
        duties: await openDuties(ctx, year),
        reach: await reachNow(ctx, year, all),
      };
    });
    const seen = own === null ? all : all.filter(u => own.includes(u.town));
    const like = q?.normalize('NFKC').toLowerCase();
    const items = seen.filter(
      u =>
        (!town || u.town === town) &&
        (!light || u.light === light) &&
        (!fault || u.breaches.some(b => b.fault === fault)) &&
        (!like || searchText([u.payee]).includes(like)),
    );
    const ordered = sort === 'order' ? items : [...items].sort((a, b) => (shares[sort](a) - shares[sort](b)) * (down === 'yes' ? -1 : 1));
    return {
      year: asked ?? years[0] ?? ctx.today.slice(0, 4),
      years,
      all: summed(seen),
      reach: reach === null || !county ? null : (Number(reach) / 100).toFixed(2),
      byTown: [...Map.groupBy(seen, u => u.town)].map(([id, list]) => ({ town: id, ...summed(list) })),
      breaches: (Object.keys(breachNames) as Breach[]).map(f => ({ fault: f, villages: seen.filter(u => u.breaches.some(b => b.fault === f)).length })),
      items: ordered.slice((page - 1) * size, page * size).map(u => ({
        ...u,
        ...{ got: yuan(u.got), distributed: yuan(u.distributed), toHouseholds: yuan(u.toHouseholds), left: yuan(u.got - u.distributed) },
        duty: duties.get(`${u.town} ${u.payee}`) ?? null,
      })),
      total: items.length,
      urges: ctx.house.permissions.on(ctx.actor, 'solar-use.urge', { units: ['rural-revitalisation'] }) !== null,
    };
  },
});

const earner = z.object({
  ...{ kind: z.enum(['twice', 'unpaid']), person: z.string(), masked: z.string(), month: z.string() },
  places: z.array(z.object({ town: z.string(), name: z.string(), amount: z.string() })),
});
export type EarnerLine = z.infer<typeof earner>;

export const listEarners = read({
  name: 'solar-use.earners',
  may: 'solar-use.read',
  summary: '公益岗位：同一个月在两个村领工资的人，在岗没有发工资的人',
  input: z.strictObject({ year }),
  output: z.object({ items: z.array(earner) }),
  async do(ctx, { year }) {
    const own = townsOf(ctx);
    const found = await ctx.asHouse(async ctx => {
      const cells = async (kind: typeof posts) => (await heldRows(ctx, kind, year)).map(r => r.cells);
      const paid = await cells(wages);
      return [...paidTwice(paid), ...unpaid(await cells(posts), paid, year, monthNumber(ctx.today))];
    });
    const seen = found.filter(f => own === null || f.places.some(p => own.includes(p.town)));
    return { items: seen.map(f => ({ ...f, places: f.places.map(p => ({ ...p, amount: yuan(p.amount) })) })) };
  },
});
