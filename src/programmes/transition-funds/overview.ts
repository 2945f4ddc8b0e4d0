/** The year's money by project, town, kind, unit and source: for leaders all of it, for a town or bureau its own. Amounts in 万元 as decimal text. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { wanOf } from '#platform/money';
import { percent } from '#platform/rounds';
import { bureaus, industry, kinds, type ProjectKind, type Source, slow, sources, total, twice } from './figures.ts';
import { goalView, quartersOf, sharesOf, shareView } from './goals.ts';
import { type Ledger, nameKey, type Pace, type Project, paceOf, twins } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { type Part, parts } from './plan.ts';
import { sourceNames, townNames, unitNames } from './projects.ts';
import { inStore, stages } from './way.ts';

const text = z.string();
const yearInput = z.coerce.number().int().min(2016).max(2100);

const line = z.object({
  ...{ id: text, name: text, category: text, town: text, unit: text, unitName: text, stage: text },
  ...{ planned: text, allotted: text, paid: text, unpaid: text, rate: z.number().nullable() },
  ...{ slow: z.boolean(), idle: z.boolean(), lacks: z.array(text), sources: z.array(z.object({ source: text, amount: text })) },
  /** What plans of the year do with it; who does not see plans sees what was approved. */
  adjustments: z.array(z.object({ plan: text, title: text, part: z.enum(Object.keys(parts) as [Part]), change: text, approved: z.boolean() })),
});
export type FundsLine = z.infer<typeof line>;

const group = z.object({ key: text, name: text, projects: z.number(), planned: text, allotted: text, paid: text, rate: text.nullable() });
export type FundsGroup = z.infer<typeof group>;

type Counted = { project: Project; pace: Pace };

const sum = (of: readonly Counted[], key: 'amount' | 'allotted' | 'paid') => of.reduce((n, { project }) => n + project[key], 0n);

const groupOf = (key: string, name: string, of: readonly Counted[]): FundsGroup => ({
  ...{ key, name, projects: of.length, planned: wanOf(sum(of, 'amount')), allotted: wanOf(sum(of, 'allotted')), paid: wanOf(sum(of, 'paid')) },
  rate: percent(sum(of, 'paid'), sum(of, 'allotted')),
});

function groupsBy(all: readonly Counted[], column: 'town' | 'category' | 'unit', names: Readonly<Record<string, string>>): FundsGroup[] {
  const by = Map.groupBy(all, ({ project }) => String(project.cells[column] ?? ''));
  return [...Object.keys(names), ''].flatMap(key => (by.has(key) ? [groupOf(key, names[key] ?? '没有写', by.get(key)!)] : []));
}

/** Who sees a project: who watches the county, the two bureaus, and whose it is. */
export function visible(ctx: Ctx, ledger: Ledger): readonly Project[] {
  const on = (units: string[]) => ctx.house.permissions.on(ctx.actor, 'funds-project.read', { units }) !== null;
  const projects = ledger.projects.filter(p => inStore(p.cells.stage));
  if (on(Object.values(bureaus))) return projects;
  return projects.filter(({ cells }) => on([String(cells.unit ?? ''), String(cells.lead ?? ''), `town-${cells.town}`]));
}

interface Adjustment {
  plan: string;
  title: string;
  name: string;
  project: string | null;
  part: Part;
  change: bigint;
  approved: boolean;
}

/** Rows of the year's plans by their project's name. */
async function adjustmentsOf(ctx: Ctx, year: number, drafts: boolean): Promise<Map<string, Adjustment[]>> {
  const rows = await ctx.asHouse(
    ({ sql, county }) => sql<Adjustment[]>`
      select p.id as plan, p.title, r.name, r.project, r.part, r.change, p.state = 'approved' as approved from funds_row r
      join funds_plan p on p.county = r.county and p.id = r.plan
      where r.county = ${county} and p.year = ${year} and not r.withdrawn
        and p.state = any(${drafts ? ['draft', 'submitted', 'checked', 'approved'] : ['approved']}::text[]) order by p.made_on, p.no, r.no`,
  );
  return Map.groupBy(rows, r => r.project ?? nameKey(r.name));
}

export const fundsOverview = read({
  name: 'funds-project.overview',
  may: 'funds-project.read',
  summary: '衔接资金：计划、下达、支付，按项目、乡镇、类别、单位、来源',
  input: z.strictObject({ year: yearInput.optional() }),
  output: z.object({
    ...{ year: z.number(), years: z.array(z.number()), today: text, all: z.boolean() },
    items: z.array(line),
    total: group,
    byTown: z.array(group),
    byKind: z.array(group),
    byUnit: z.array(group),
    /** What the document gives of the year, beside what was allotted of it. */
    bySource: z.array(z.object({ source: text, name: text, stated: text.nullable(), allotted: text })),
    quarters: z.array(goalView),
    shares: z.array(shareView),
    ...{ industryFrom: text, maySetGoal: z.boolean() },
    /** Names in allotments or payments that the store does not have. */
    strange: z.array(text),
    /** Money that does not fit: more paid than allotted, more allotted than the source has, payments that may be one made twice. */
    warnings: z.array(text),
    /** Projects that nobody has said where they stand. */
    adrift: z.number(),
    /** Plans that were approved: made public or not. */
    plans: z.array(z.object({ id: text, title: text, postedOn: text.nullable(), until: text.nullable() })),
    idle: z.object({ from: z.number(), below: z.number(), behind: z.number() }),
    citation: z.object({ document: text, place: text }),
  }),
  async do(ctx, { year: asked }) {
    const year = asked ?? Number(ctx.today.slice(0, 4));
    const ledger = await loadLedger(ctx, year);
    const projects = visible(ctx, ledger);
    const all = ctx.house.permissions.on(ctx.actor, 'funds-project.read', { units: Object.values(bureaus) }) !== null;
    const counted = projects.map(project => ({ project, pace: paceOf(project, year, ctx.today, slow) }));
    const [towns, units] = [townNames(), unitNames()];
    const adjustments = await adjustmentsOf(ctx, year, all);
    const plans = all
      ? await ctx.asHouse(
          ({ sql, county }) => sql<{ id: string; title: string; postedOn: string | null; until: string | null }[]>`
            select p.id, p.title, o.posted_on, o.until from funds_plan p left join funds_posting o on o.county = p.county and o.plan = p.id
            where p.county = ${county} and p.state = 'approved' and p.year = ${year} order by p.made_on`,
        )
      : [];
    const years = await ctx.asHouse(
      ({ sql, county }) => sql<{ year: string }[]>`
        select distinct period as year from register_row where county = ${county} and kind = 'funds-projects' and withdrawn_on is null order by period desc`,
    );
    return {
      ...{ year, years: [...new Set([year, ...years.map(y => Number(y.year))])].sort().reverse(), today: ctx.today, all },
      items: counted.map(({ project: p, pace }) => ({
        ...{ id: p.id, name: p.name, category: kinds[p.cells.category as ProjectKind] ?? '', town: towns[String(p.cells.town)] ?? '' },
        ...{ unit: String(p.cells.unit ?? ''), unitName: units[String(p.cells.unit ?? '')] ?? '', stage: stages[p.cells.stage as keyof typeof stages] ?? '' },
        ...{ planned: wanOf(p.amount), allotted: wanOf(p.allotted), paid: wanOf(p.paid), unpaid: wanOf(p.allotted - p.paid), ...pace, lacks: [...p.lacks] },
        adjustments: [...(adjustments.get(p.id) ?? []), ...(adjustments.get(nameKey(p.name)) ?? [])].map(({ plan, title, part, change, approved }) => ({
          plan,
          title,
          part,
          change: wanOf(change),
          approved,
        })),
        sources: [...p.bySource].map(([source, amount]) => ({ source: sourceNames[source], amount: wanOf(amount) })),
      })),
      total: groupOf('', '合计', counted),
      ...{ byTown: groupsBy(counted, 'town', towns), byKind: groupsBy(counted, 'category', kinds), byUnit: groupsBy(counted, 'unit', units) },
      bySource: all
        ? (Object.keys(sources) as Source[]).map(source => ({
            ...{ source, name: sourceNames[source], stated: year === statedYear ? wanOf(sources[source].amount) : null },
            allotted: wanOf(projects.reduce((n, p) => n + (p.bySource.get(source) ?? 0n), 0n)),
          }))
        : [],
      ...{ quarters: await quartersOf(ctx, year, projects), shares: all ? sharesOf(projects) : [], industryFrom: industry.source },
      maySetGoal: ctx.house.permissions.on(ctx.actor, 'funds-goal.set', { units: Object.values(bureaus) }) !== null,
      adrift: projects.filter(p => (p.cells.stage ?? null) === null).length,
      warnings: all ? warningsOf(ledger, year) : [],
      ...{ strange: all ? [...ledger.strange] : [], plans: [...plans] },
      ...{ idle: { from: slow.idleFrom, below: slow.idleBelow, behind: slow.behind }, citation: total.cite },
    };
  },
});
export type FundsOverview = z.infer<NonNullable<typeof fundsOverview.output>>;

/** The document is of this year. 一 */
const statedYear = 2024;

function warningsOf({ projects, payments }: Ledger, year: number): string[] {
  const from = (source: Source) => projects.reduce((n, p) => n + (p.bySource.get(source) ?? 0n), 0n);
  return [
    ...projects.filter(p => p.paid > p.allotted).map(p => `“${p.name}”支付了 ${wanOf(p.paid)}，比下达的 ${wanOf(p.allotted)} 多`),
    ...(Object.keys(sources) as Source[])
      .filter(s => year === statedYear && from(s) > sources[s].amount)
      .map(s => `${sourceNames[s]}下达了 ${wanOf(from(s))}，比文件写的 ${wanOf(sources[s].amount)} 多`),
    ...twins(payments, twice.days).map(
      ([a, b]) =>
        `凭证 ${a.voucher} 和 ${b.voucher} 的项目、收款单位、来源、金额（${wanOf(BigInt(String(b.amount)))}）都一样，相隔不到半个月：请核对是不是付了两次`,
    ),
  ];
}
