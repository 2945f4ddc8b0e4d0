/** What the desk is shown: how far the towns are, who is missing, how the lists stand. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '#platform/actions';
import { addDays, type Day, isDay } from '#platform/calendar';
import { yuan } from '#platform/money';
import { maskOf } from '#platform/registers';
import { likeOf } from '#platform/search';
import { aids, gathering, lists as listDays, targets, townTasksTotal } from './figures.ts';
import { bill, daily, days, ofCategory, type Part, parts, sumOf } from './figures-now.ts';
import { handedLists } from './handing.ts';
import { insured, listsOf, period, towns } from './lists.ts';
import { changeDue } from './matching.ts';
import { type Counts, ratesOf, reaches, targetHeads, taskOf } from './progress.ts';
import { bureaus, categories, payers, reasons, type Sort, situations, sorts } from './words.ts';

/** What somebody sees: figures of everybody in the order, persons only of one's own town or lists. 八 */
interface Sees {
  /** Towns whose persons and villages are seen; null: all. */
  towns: string[] | null;
  /** Names of identities whose persons are seen; null: all; empty: none. */
  identities: string[] | null;
}
const members = ['medical-insurance', 'taxation', 'finance', 'civil-affairs', 'agriculture', 'veterans-affairs', 'education', 'health', 'public-security'];

export function seesOf(ctx: Ctx): Sees {
  const { who } = ctx.house.permissions.row('insurance-progress.read');
  const all: Sees = { towns: null, identities: null };
  if (ctx.actor.kind === 'system') return all;
  const grants = ctx.actor.grants.filter(g => who[g.role]);
  if (grants.some(g => who[g.role]!.relation === 'county' || g.unit === bureaus.leads || g.unit === bureaus.collects)) return all;
  const units = grants.flatMap(g => g.unit ?? []);
  const own = units.filter(u => u.startsWith('town-')).map(u => u.slice(5));
  if (own.length > 0) return { towns: own, identities: null };
  if (!units.some(u => members.includes(u))) throw refuse('not-found');
  const said = listsOf.filter(l => l.due && units.includes(l.keeper)).flatMap(l => l.sorts);
  return { towns: null, identities: said.map((s: Sort) => sorts[s]) };
}

const counts = z.object({
  due: z.number(),
  enrolled: z.number(),
  exempt: z.number(),
  rate: z.number().nullable(),
  adjusted: z.number().nullable(),
  missing: z.number(),
});
const withRates = (c: Counts) => ({ due: c.due, enrolled: c.enrolled, exempt: c.exempt, ...ratesOf(c) });
const byCategory = z.record(z.string(), counts);
const targeted = ['ordinary', 'aided', 'out-of-poverty'] as const;
const categoriesOf = (of: readonly Part[]) => Object.fromEntries(targeted.map(c => [c, withRates(ofCategory(of, c))]));

const progressView = z.object({
  today: z.string(),
  gathering: z.object({ from: z.string(), to: z.string() }),
  total: counts.extend({ task: z.number(), target: z.number(), taskRate: z.number().nullable() }),
  towns: z.array(
    counts.extend({
      town: z.string(),
      name: z.string(),
      task: z.number(),
      target: z.number(),
      taskRate: z.number().nullable(),
      visited: z.number(),
      now: z.number(),
      of: byCategory,
    }),
  ),
  categories: z.array(counts.extend({ category: z.string(), title: z.string(), target: z.number(), reached: z.boolean() })),
  villages: z.array(counts.extend({ town: z.string(), village: z.string(), of: byCategory })),
  days: z.array(z.object({ on: z.string(), enrolled: z.number() })),
  reasons: z.array(z.object({ reason: z.string(), title: z.string(), people: z.number() })),
  exempts: z.array(z.object({ situation: z.string(), title: z.string(), people: z.number(), proven: z.number() })),
  bill: z.array(z.object({ payer: z.string(), title: z.string(), people: z.number(), enrolled: z.number(), now: z.string(), all: z.string() })),
  /** Whether the reader sees persons at all. */
  persons: z.boolean(),
  citations: z.array(z.object({ document: z.string(), place: z.string() })),
});
export type ProgressView = z.infer<typeof progressView>;

export const progress = read({
  name: 'insurance.progress',
  may: 'insurance-progress.read',
  summary: '居民医保参保进度：任务、应参保、已参保、参保率，按乡镇、村、类别',
  input: z.strictObject({ on: z.string().refine(isDay, '日期写成 2024-11-04 的样子').optional(), town: z.string().max(60).optional() }),
  output: progressView,
  async do(ctx, { on, town }) {
    const sees = seesOf(ctx);
    const until = on !== undefined && on < ctx.today ? on : ctx.today;
    return ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      const all = await parts(ctx, until);
      const here = town ? all.filter(p => p.town === town) : all;
      const today = new Map((await daily(ctx, until)).map(d => [d.town, d]));
      const year = sql`county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null ${town ? sql`and town = ${town}` : sql``}`;
      const said = await sql<{ reason: string; people: number }[]>`
        select cells->>'reason' as reason, count(*)::int as people from register_row
        where ${year} and cells->>'reason' is not null and cells->>'paidOn' is null group by 1`;
      const exempts = await sql<{ situation: string; people: number; proven: number }[]>`
        select coalesce(cells->>'exempt', cells->>'situation') as situation, count(*)::int as people, count(cells->>'exempt')::int as proven from register_row
        where ${year} and (cells->>'exempt' is not null or cells->>'situation' is not null) group by 1`;
      const bills = (await bill(ctx)).filter(b => !town || b.town === town);
      const due = town ? (taskOf(town) ?? 0) : townTasksTotal.value;
      const whole = sumOf(here);
      const tasked = (task: number, enrolled: number) => ({ task, target: targetHeads(task), taskRate: ratesOf({ due: task, enrolled, exempt: 0 }).rate });
      const mine = sees.towns;
      return {
        ...{ today: ctx.today, gathering: { from: gathering.from, to: gathering.to } },
        total: { ...withRates(whole), ...tasked(due, whole.enrolled) },
        towns: towns().map(t => {
          const of = all.filter(p => p.town === t.id);
          const sum = sumOf(of);
          const now = today.get(t.id);
          return {
            ...{ town: t.id, name: t.name, ...withRates(sum), ...tasked(taskOf(t.id) ?? 0, sum.enrolled) },
            ...{ visited: now?.visited ?? 0, now: now?.today ?? 0, of: categoriesOf(of) },
          };
        }),
        categories: targeted.map(category => {
          const sum = ofCategory(here, category);
          const { percent } = targets[category];
          return {
            ...{ category, title: categories[category], target: percent },
            ...withRates(sum),
            reached: sum.due > 0 && reaches(sum.enrolled, sum.due, percent),
          };
        }),
        villages: [...Map.groupBy(here, p => `${p.town} ${p.village}`).values()]
          .filter(of => mine === null || mine.includes(of[0]!.town))
          .map(of => ({ town: of[0]!.town, village: of[0]!.village, ...withRates(sumOf(of)), of: categoriesOf(of) })),
        days: await days(ctx, until, town),
        reasons: said.map(s => ({ ...s, title: reasons[s.reason as keyof typeof reasons] ?? s.reason })),
        exempts: exempts.map(e => ({ ...e, title: situations[e.situation as keyof typeof situations] ?? e.situation })),
        bill: [...Map.groupBy(bills, b => b.payer).entries()].map(([payer, of]) => ({
          ...{ payer, title: payers[payer as keyof typeof payers] },
          ...{ people: of.reduce((n, b) => n + b.people, 0), enrolled: of.reduce((n, b) => n + b.enrolled, 0) },
          ...{ now: yuan(of.reduce((n, b) => n + BigInt(b.now), 0n)), all: yuan(of.reduce((n, b) => n + BigInt(b.all), 0n)) },
        })),
        persons: sees.identities === null || sees.identities.length > 0,
        citations: [townTasksTotal.cite, targets.ordinary.cite, gathering.cite],
      };
    });
  },
});

const missingView = z.object({
  id: z.string(),
  version: z.number(),
  ...{
    town: z.string(),
    townName: z.string(),
    village: z.string(),
    household: z.string().nullable(),
    name: z.string(),
    identity: z.string(),
    phone: z.string().nullable(),
  },
  ...{ category: z.string(), aid: z.string().nullable(), share: z.string().nullable(), situation: z.string().nullable(), proof: z.string().nullable() },
  ...{ reason: z.string().nullable(), visitedOn: z.string().nullable() },
});
export type MissingRow = z.infer<typeof missingView>;

export const missing = read({
  name: 'insurance.missing',
  may: 'insurance-progress.read',
  summary: '还没有参保缴费的人：按村、类别、原因查找，给上门的人用',
  input: z.strictObject({
    town: z.string().max(60).optional(),
    village: z.string().max(60).optional(),
    category: z.enum(targeted).optional(),
    reason: z.union([z.enum(Object.keys(reasons) as [keyof typeof reasons]), z.literal('none')]).optional(),
    /** Said not to have to, without a proof. */
    said: z.enum(['yes']).optional(),
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    items: z.array(missingView),
    total: z.number(),
    villages: z.array(z.object({ town: z.string(), village: z.string(), people: z.number() })),
  }),
  async do(ctx, { town, village, category, reason, said, q, page, size }) {
    const sees = seesOf(ctx);
    if (sees.identities?.length === 0) throw refuse('forbidden', '本部门看参保进度，不看个人名单');
    return ctx.asHouse(async ctx => {
      const { sql, county } = ctx;
      const scope = sql`county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null and cells->>'paidOn' is null
        and coalesce(cells->>'category', 'ordinary') not in ('newborn', 'exempt')
        ${sees.towns ? sql`and town = any(${sees.towns}::text[])` : sql``}
        ${sees.identities ? sql`and string_to_array(cells->>'identities', '、') && ${sees.identities}::text[]` : sql``}
        ${town ? sql`and town = ${town}` : sql``} ${category ? sql`and coalesce(cells->>'category', 'ordinary') = ${category}` : sql``}
        ${reason === 'none' ? sql`and cells->>'reason' is null` : reason ? sql`and cells->>'reason' = ${reason}` : sql``}
        ${said ? sql`and cells->>'situation' is not null` : sql``} ${q ? sql`and search like ${likeOf(q)}` : sql``}`;
      const where = sql`${scope} ${village ? sql`and cells->>'village' = ${village}` : sql``}`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n from register_row where ${where}`;
      const villages = await sql<{ town: string; village: string; people: number }[]>`
        select town, cells->>'village' as village, count(*)::int as people from register_row where ${scope} group by 1, 2 order by 3 desc, 1, 2`;
      const rows = await sql<{ id: string; version: number; town: string; cells: Record<string, string | null> }[]>`
        select id, version, town, cells from register_row where ${where}
        order by town, cells->>'village', (coalesce(cells->>'category', 'ordinary') = 'ordinary'), cells->>'household', position
        limit ${size} offset ${(page - 1) * size}`;
      const names = new Map(towns().map(t => [t.id, t.name]));
      return {
        total: count!.n,
        villages: [...villages],
        items: rows.map(({ id, version, town, cells }) => ({
          ...{ id, version, town, townName: names.get(town) ?? town, village: cells.village ?? '', household: cells.household ?? null, name: cells.name ?? '' },
          ...{ identity: maskOf(cells.identity!), phone: cells.phone ? maskOf(cells.phone) : null },
          category: cells.category ?? 'ordinary',
          aid: cells.aid ? aids[cells.aid as keyof typeof aids].name : null,
          share: cells.share ? yuan(BigInt(cells.share)) : cells.aid ? null : '400.00',
          ...{ situation: cells.situation ?? null, proof: cells.proof ?? null, reason: cells.reason ?? null, visitedOn: cells.visitedOn ?? null },
        })),
      };
    });
  },
});

const listView = z.object({
  ...{ id: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), due: z.boolean(), rows: z.number(), handedRows: z.number().nullable() },
  ...{ handedOn: z.string().nullable(), firstOn: z.string().nullable(), number: z.number().nullable(), state: z.string().nullable(), sealed: z.boolean() },
  light: z.enum(['green', 'yellow', 'red', 'none']),
});
const stepView = z.object({
  n: z.number(),
  step: z.enum(['check', 'mark', 'collect']),
  madeAt: z.string(),
  madeByName: z.string(),
  counts: z.record(z.string(), z.number()),
});
export type ListView = z.infer<typeof listView>;

/** Yellow in the week before the lists are due. */
const lightOf = (due: boolean, firstOn: Day | null, today: Day): ListView['light'] => {
  if (!due) return 'none';
  if (firstOn !== null) return firstOn <= listDays.by ? 'green' : 'red';
  return today > listDays.by ? 'red' : today >= addDays(listDays.by, -7) ? 'yellow' : 'none';
};

export const overview = read({
  name: 'insurance.overview',
  may: 'insurance-conflict.read',
  summary: '各部门、各乡镇名单推送到哪一步，比对、标识、缴费核对什么时候做过',
  input: z.strictObject({}),
  output: z.object({
    by: z.string(),
    today: z.string(),
    changeDueToday: z.string(),
    persons: z.object({
      rows: z.number(),
      marked: z.number(),
      handedOn: z.string().nullable(),
      handedRows: z.number().nullable(),
      state: z.string().nullable(),
    }),
    lists: z.array(listView),
    steps: z.array(stepView),
    mine: z.object({ work: z.boolean(), collect: z.boolean() }),
  }),
  async do(ctx) {
    seesOf(ctx);
    const on = (unit: string) => ctx.house.permissions.on(ctx.actor, 'insurance-conflict.work', { units: [unit] }) !== null;
    const mine = { work: on(bureaus.leads), collect: on(bureaus.leads) || on(bureaus.collects) };
    return ctx.asHouse(async ctx => {
      const { sql, county, today } = ctx;
      const names = new Map((await sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county}`).map(u => [u.id, u.name]));
      const came = await handedLists(ctx);
      const kept = new Map(
        (
          await sql<{ kind: string; n: number }[]>`
            select kind, count(*)::int as n from register_row where county = ${county} and period = ${period} and withdrawn_on is null
              and kind = any(${listsOf.map(l => l.id)}::text[]) group by kind`
        ).map(k => [k.kind, k.n]),
      );
      const lists = listsOf.map((l): ListView => {
        const last = came.get(l.id);
        return {
          ...{ id: l.id, title: l.title, unit: l.keeper, unitName: names.get(l.keeper) ?? l.keeper, due: l.due, rows: kept.get(l.id) ?? 0 },
          ...{ handedRows: last?.rows ?? null, handedOn: last?.lastOn ?? null, firstOn: last?.firstOn ?? null, number: last?.number ?? null },
          ...{ state: last?.state ?? null, sealed: last?.sealed ?? false, light: lightOf(l.due, last?.firstOn ?? null, today) },
        };
      });
      const steps = await sql<z.infer<typeof stepView>[]>`
        select n, step, made_at, made_by_name, counts from insurance_step where county = ${county} and period = ${period} order by n desc limit 50`;
      const [rows] = await sql<{ rows: number; marked: number }[]>`
        select count(*)::int as rows, count(cells->>'markedOn')::int as marked from register_row
        where county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null`;
      const toTax = (await handedLists(ctx, bureaus.collects)).get(insured.id);
      return {
        ...{ by: listDays.by, today, changeDueToday: changeDue(ctx.calendar, today), lists, steps: [...steps], mine },
        persons: { ...rows!, handedOn: toTax?.lastOn ?? null, handedRows: toTax?.rows ?? null, state: toTax?.state ?? null },
      };
    });
  },
});
