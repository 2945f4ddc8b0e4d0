/** What the desk is shown: how far the towns are, and how the lists stand. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { addDays, type Day, isDay } from '#platform/calendar';
import { yuan } from '#platform/money';
import { gathering, lists as listDays, targets, townTasksTotal } from './figures.ts';
import { bill, daily, days, identityCounts, ofCategory, type Part, parts, sumOf } from './figures-now.ts';
import { handedLists } from './handing.ts';
import { insured, listsOf, period, towns } from './lists.ts';
import { changeDue } from './matching.ts';
import { type Pending, pendingLists } from './pending.ts';
import { type Counts, ratesOf, reaches, targetHeads, taskOf } from './progress.ts';
import { seesOf } from './seeing.ts';
import { bureaus, categories, payers, reasons, situations, sorts, targeted } from './words.ts';
import { workingNow } from './working.ts';

const unitNames = async ({ sql, county }: Ctx): Promise<ReadonlyMap<string, string>> =>
  new Map((await sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county}`).map(u => [u.id, u.name]));

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
  /** Of each identity that a list gives, whoever else names the person too; 100% of the aided and the stably out of poverty. 八, 九（一） */
  identities: z.array(
    counts.extend({ identity: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), reached: z.boolean(), persons: z.boolean() }),
  ),
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
        where ${year} and cells->>'reason' is not null and cells->>'paidOn' is null group by 1 order by 1`;
      const exempts = await sql<{ situation: string; people: number; proven: number }[]>`
        select coalesce(cells->>'exempt', cells->>'situation') as situation, count(*)::int as people, count(cells->>'exempt')::int as proven from register_row
        where ${year} and (cells->>'exempt' is not null or cells->>'situation' is not null) group by 1 order by 1`;
      const bills = (await bill(ctx)).filter(b => !town || b.town === town);
      const names = await unitNames(ctx);
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
        identities: (await identityCounts(ctx, until, town)).map(({ identity, ...sum }) => {
          const list = listsOf.find(l => l.sorts.includes(identity))!;
          return {
            ...{ identity, title: sorts[identity], ...withRates(sum), reached: sum.due > 0 && reaches(sum.enrolled, sum.due, targets.aided.percent) },
            ...{ unit: list.keeper, unitName: list.keeper.startsWith('town-') ? '各乡镇' : (names.get(list.keeper) ?? list.keeper) },
            persons: sees.identities === null || sees.identities.includes(sorts[identity]),
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

const listView = z.object({
  ...{ id: z.string(), title: z.string(), unit: z.string(), unitName: z.string(), due: z.boolean(), rows: z.number(), handedRows: z.number().nullable() },
  ...{ handedOn: z.string().nullable(), firstOn: z.string().nullable(), number: z.number().nullable(), state: z.string().nullable(), sealed: z.boolean() },
  /** What has not been handed over as it stands, and what of it is past its five working days. */
  ...{ waiting: z.number(), late: z.number(), dueOn: z.string().nullable() },
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

/** Yellow in the week before the lists are due, and while a change waits; red when either is late. */
const lightOf = (due: boolean, firstOn: Day | null, { waiting, late }: Pending, today: Day): ListView['light'] => {
  if (!due) return 'none';
  if (firstOn !== null) return firstOn > listDays.by || late > 0 ? 'red' : waiting > 0 ? 'yellow' : 'green';
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
    working: z
      .object({ step: stepView.shape.step, byName: z.string(), phase: z.enum(['reading', 'comparing', 'writing']), done: z.number(), total: z.number() })
      .nullable(),
    mine: z.object({ work: z.boolean(), collect: z.boolean() }),
  }),
  async do(ctx) {
    seesOf(ctx);
    const on = (unit: string) => ctx.house.permissions.on(ctx.actor, 'insurance-conflict.work', { units: [unit] }) !== null;
    const mine = { work: on(bureaus.leads), collect: on(bureaus.leads) || on(bureaus.collects) };
    return ctx.asHouse(async ctx => {
      const { sql, county, today } = ctx;
      const names = await unitNames(ctx);
      const came = await handedLists(ctx);
      const kept = new Map(
        (
          await sql<{ kind: string; n: number }[]>`
            select kind, count(*)::int as n from register_row where county = ${county} and period = ${period} and withdrawn_on is null
              and kind = any(${listsOf.map(l => l.id)}::text[]) group by kind`
        ).map(k => [k.kind, k.n]),
      );
      const pending = await pendingLists(ctx);
      const lists = listsOf.map((l): ListView => {
        const last = came.get(l.id);
        const waits = pending.get(l.id) ?? { waiting: 0, late: 0, dueOn: null };
        return {
          ...{ id: l.id, title: l.title, unit: l.keeper, unitName: names.get(l.keeper) ?? l.keeper, due: l.due, rows: kept.get(l.id) ?? 0 },
          ...{ handedRows: last?.rows ?? null, handedOn: last?.lastOn ?? null, firstOn: last?.firstOn ?? null, number: last?.number ?? null },
          ...{ state: last?.state ?? null, sealed: last?.sealed ?? false, ...waits, light: lightOf(l.due, last?.firstOn ?? null, waits, today) },
        };
      });
      const steps = await sql<z.infer<typeof stepView>[]>`
        select n, step, made_at, made_by_name, counts from insurance_step where county = ${county} and period = ${period} order by n desc limit 50`;
      const [rows] = await sql<{ rows: number; marked: number }[]>`
        select count(*)::int as rows, count(cells->>'markedOn')::int as marked from register_row
        where county = ${county} and kind = ${insured.id} and period = ${period} and withdrawn_on is null`;
      const toTax = (await handedLists(ctx, bureaus.collects)).get(insured.id);
      return {
        ...{ by: listDays.by, today, changeDueToday: changeDue(ctx.calendar, today), lists, steps: [...steps], mine, working: await workingNow(ctx) },
        persons: { ...rows!, handedOn: toTax?.lastOn ?? null, handedRows: toTax?.rows ?? null, state: toTax?.state ?? null },
      };
    });
  },
});
