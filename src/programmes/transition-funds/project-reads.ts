/** Projects on their way, one project with everything that belongs to it, and what of them everybody sees. Amounts in 万元 as decimal text. */
import { z } from 'zod';
import { type Ctx, read } from '#platform/actions';
import { wanOf } from '#platform/money';
import { keptRows, type Values } from '#platform/registers';
import { searchText } from '#platform/search';
import { bureaus, kinds, type ProjectKind } from './figures.ts';
import { loadLedger } from './ledgers.ts';
import { objectionsTo, objectionView } from './objections.ts';
import { papersOf, paperView, paymentsOf } from './papers.ts';
import { lacksOf, recordsOf, seenProject, stepsOf, unitsOf } from './project-store.ts';
import { natures, projects, proposed, sourceNames, townNames, unitNames } from './projects.ts';
import { forAll, nextUnit, papered, type RecordKind, recordKinds, recordsAt, type Stage, type Step, stages, steps, stepsAt, unitsFor, wordy } from './way.ts';

const text = z.string();
const year = z.coerce.number().int().min(2016).max(2100);
const stageKeys = Object.keys(stages) as [Stage, ...Stage[]];

const stageOf = (cells: Values) => (cells.stage as Stage | null | undefined) ?? null;
const names = () => {
  const [towns, units] = [townNames(), unitNames()];
  return (cells: Values) => ({
    town: towns[String(cells.town)] ?? '',
    unit: units[String(cells.unit ?? '')] ?? '',
    lead: units[String(cells.lead ?? '')] ?? '',
  });
};

const line = z.object({
  ...{ id: text, year: z.number(), name: text, category: text, town: text, lead: text, unit: text, amount: text.nullable() },
  ...{ stage: z.enum(stageKeys).nullable(), waits: text, mine: z.boolean(), since: text.nullable(), until: text.nullable(), lacks: z.array(text) },
});
export type WayLine = z.infer<typeof line>;

/** Who may take which of the steps that stand open. */
const stepsFor = (ctx: Ctx, stage: Stage | null, cells: Values): Step[] =>
  stepsAt(stage).filter(s => ctx.house.permissions.on(ctx.actor, 'funds-project.step', { units: unitsFor(s, stage, cells) }) !== null);

const fieldView = z.object({ key: text, title: text, type: text, measure: text, required: z.boolean(), note: text, options: z.array(text).nullable() });

/** The fields of a proposal, for its form. */
const fields = (): z.infer<typeof fieldView>[] =>
  proposed.map(key => {
    const c = projects.columns.find(c => c.key === key)!;
    return {
      key,
      title: c.title,
      type: c.type,
      measure: c.measure ?? '',
      required: c.required ?? false,
      note: c.note ?? '',
      options: c.options ? Object.values(c.options) : null,
    };
  });

export const projectsUnderWay = read({
  name: 'funds-project.way',
  may: 'funds-project.read',
  summary: '衔接资金项目：走到哪一步、等谁办',
  input: z.strictObject({ year: year.optional() }),
  output: z.object({
    ...{ year: z.number().nullable(), today: text, items: z.array(line), fields: z.array(fieldView), years: z.array(z.number()), towns: z.array(text) },
    may: z.object({ propose: z.boolean(), adopt: z.boolean() }),
  }),
  async do(ctx, { year: asked }) {
    const now = Number(ctx.today.slice(0, 4));
    const on = (may: string, units: string[]) => ctx.house.permissions.on(ctx.actor, may, { units }) !== null;
    const named = names();
    // What is proposed now is mostly of next year.
    const kept = (
      await Promise.all((asked ? [asked] : [now + 1, now]).map(async year => (await keptRows(ctx, projects.id, String(year))).map(r => ({ ...r, year }))))
    )
      .flat()
      .filter(r => on('funds-project.read', [...unitsOf(r), ...Object.values(bureaus)]));
    const last = await ctx.asHouse(
      ({ sql, county }) => sql<{ project: string; on: string; until: string | null }[]>`
        select distinct on (project) project, made_on as on, posted_until as until from funds_step
        where county = ${county} and project = any(${kept.map(r => r.id)}::uuid[]) order by project, n desc`,
    );
    const units = unitNames();
    const own = ctx.actor.grants.flatMap(g => g.unit ?? []);
    return {
      ...{ year: asked ?? null, today: ctx.today, years: [now + 1, now, now - 1, now - 2], fields: fields() },
      items: kept.map(({ id, cells, year }) => {
        const stage = stageOf(cells);
        const next = nextUnit(stage, cells);
        const step = last.find(l => l.project === id);
        return {
          ...{ id, year, name: String(cells.name), category: kinds[cells.category as ProjectKind] ?? '', ...named(cells) },
          ...{ amount: cells.amount === null || cells.amount === undefined ? null : wanOf(BigInt(String(cells.amount))), stage },
          ...{ waits: next ? (units[next] ?? next) : '', mine: next !== null && own.includes(next), since: step?.on ?? null },
          ...{ until: stage === 'posted' ? (step?.until ?? null) : null, lacks: lacksOf(cells) },
        };
      }),
      towns: own.filter(u => u.startsWith('town-')).flatMap(u => townNames()[u.slice('town-'.length)] ?? []),
      may: { propose: on('funds-project.write', [...Object.keys(units), bureaus.keeps]), adopt: on('funds-project.step', [bureaus.keeps]) },
    };
  },
});
export type FundsWay = z.infer<NonNullable<typeof projectsUnderWay.output>>;

const recordView = z.object({
  ...{
    id: text,
    kind: z.enum(Object.keys(recordKinds) as [RecordKind]),
    number: text,
    party: text,
    amount: text.nullable(),
    on: text,
    passed: z.boolean().nullable(),
  },
  ...{ note: text, unit: text, madeByName: text, madeOn: text, withdrawn: text },
});
export type RecordView = z.infer<typeof recordView>;

const one = z.object({
  ...{ id: text, year: z.number(), today: text, name: text, stage: z.enum(stageKeys).nullable(), version: z.number(), waits: text, lacks: z.array(text) },
  facts: z.array(z.object({ key: text, title: text, text, typed: text })),
  fields: z.array(fieldView),
  steps: z.array(
    z.object({
      ...{ n: z.number(), step: z.enum(Object.keys(steps) as [Step]), stage: z.enum(stageKeys), note: text, unit: text, madeByName: text, madeOn: text },
      ...{ postedFrom: text.nullable(), postedUntil: text.nullable(), postedAt: text },
    }),
  ),
  records: z.array(recordView),
  sums: z.object({ contracted: text.nullable(), settled: text.nullable(), allotted: text, paid: text, unpaid: text }),
  allotments: z.array(z.object({ source: text, amount: text })),
  payments: z.array(z.object({ id: text, voucher: text, source: text, amount: text, on: text, payee: text })),
  doubts: z.array(text),
  objections: z.array(objectionView),
  papers: z.array(paperView),
  may: z.object({
    /** What one may put papers to: records, payments, steps by their number. */
    papers: z.object({ record: z.boolean(), payment: z.boolean(), steps: z.array(z.number()) }),
    ...{ change: z.boolean(), record: z.boolean(), answer: z.boolean(), ledger: z.boolean() },
    steps: z.array(z.object({ step: z.enum(Object.keys(steps) as [Step]), words: z.boolean(), paper: z.boolean() })),
    records: z.array(z.enum(Object.keys(recordKinds) as [RecordKind])),
  }),
});
export type ProjectView = z.infer<typeof one>;

const wanText = (v: Values[string] | undefined) => (v === null || v === undefined ? null : wanOf(BigInt(String(v))));

/** What of its money does not fit together. */
function doubtsOf(cells: Values, amount: bigint, allotted: bigint, paid: bigint, recorded: { contracted: bigint | null; settled: bigint | null }): string[] {
  const n = (key: string) => ((cells[key] ?? null) === null ? null : BigInt(String(cells[key])));
  const [contracted, settled] = [n('contracted'), n('settled')];
  const over = (a: bigint | null, b: bigint | null) => a !== null && b !== null && a > b;
  return [
    ...(over(contracted, amount) ? [`合同价 ${wanOf(contracted!)} 比资金规模 ${wanOf(amount)} 高`] : []),
    ...(over(settled, contracted) ? [`结算价 ${wanOf(settled!)} 比合同价 ${wanOf(contracted!)} 高`] : []),
    ...(over(paid, settled) ? [`已支付 ${wanOf(paid)}，比结算价 ${wanOf(settled!)} 多`] : []),
    ...(paid > allotted ? [`已支付 ${wanOf(paid)}，比下达的 ${wanOf(allotted)} 多`] : []),
    ...(recorded.contracted !== null && recorded.contracted !== contracted ? [`台账写的合同价和登记的合同合计 ${wanOf(recorded.contracted)} 不一样`] : []),
    ...(recorded.settled !== null && recorded.settled !== settled ? [`台账写的结算价和登记的结算合计 ${wanOf(recorded.settled)} 不一样`] : []),
  ];
}

export const oneProject = read({
  name: 'funds-project.read',
  may: 'funds-project.read',
  summary: '一个衔接资金项目：经过、公示、合同、验收、结算、支付凭证、移交、异议',
  input: z.strictObject({ projectId: z.uuid() }),
  output: one,
  async do(ctx, { projectId }) {
    const project = await seenProject(ctx, projectId);
    const { cells, stage, year, name, version, lacks } = project;
    const ledger = await loadLedger(ctx, year);
    const money = ledger.projects.find(p => p.id === projectId)!;
    const records = await recordsOf(ctx, { project: projectId });
    const paid = await paymentsOf(ctx, project);
    const done = await stepsOf(ctx, projectId);
    const units = unitNames();
    const on = (may: string, of: string[]) => ctx.house.permissions.on(ctx.actor, may, { units: of }) !== null;
    const sumOf = (kind: RecordKind) => {
      const live = records.filter(r => r.kind === kind && r.withdrawn === '');
      return live.length === 0 ? null : live.reduce((n, r) => n + (r.amount ?? 0n), 0n);
    };
    const next = nextUnit(stage, cells);
    const said = (key: string) => {
      const c = projects.columns.find(c => c.key === key)!;
      const value = cells[key] ?? null;
      if (value === null) return '';
      return c.type === 'money' ? wanText(value)! : c.options ? (c.options[String(value)] ?? String(value)) : String(value);
    };
    const opens = stepsFor(ctx, stage, cells);
    const records_ = [...unitsOf(project), bureaus.keeps];
    return {
      ...{ id: projectId, year, today: ctx.today, name, stage, version, waits: next ? (units[next] ?? next) : '', lacks, fields: fields() },
      facts: proposed
        .filter(k => k !== 'name')
        .map(key => {
          const c = projects.columns.find(c => c.key === key)!;
          return { key, title: c.measure ? `${c.title}（${c.measure}）` : c.title, text: said(key), typed: said(key) };
        }),
      steps: done.map(({ madeBy: _, ...s }) => ({ ...s, unit: units[s.unit] ?? s.unit })),
      records: records.map(({ project: _, amount, ...r }) => ({ ...r, amount: amount === null ? null : wanOf(amount), unit: units[r.unit] ?? r.unit })),
      sums: {
        ...{ contracted: wanText(cells.contracted), settled: wanText(cells.settled) },
        ...{ allotted: wanOf(money.allotted), paid: wanOf(money.paid), unpaid: wanOf(money.allotted - money.paid) },
      },
      allotments: [...money.bySource].map(([source, amount]) => ({ source: sourceNames[source], amount: wanOf(amount) })),
      payments: paid
        .map(({ id, cells: c }) => ({
          ...{ id, voucher: String(c.voucher), source: sourceNames[c.source as keyof typeof sourceNames] ?? '', amount: wanOf(BigInt(String(c.amount))) },
          ...{ on: String(c.on), payee: String(c.payee ?? '') },
        }))
        .sort((a, b) => a.on.localeCompare(b.on)),
      doubts: doubtsOf(cells, money.amount, money.allotted, money.paid, { contracted: sumOf('contract'), settled: sumOf('settlement') }),
      objections:
        on('funds-objection.answer', [bureaus.keeps]) || on('funds-project.step', unitsOf(project)) ? await objectionsTo(ctx, { project: projectId }) : [],
      papers: await papersOf(ctx, projectId),
      may: {
        papers: {
          ...{ record: on('funds-paper.put', records_), payment: on('funds-paper.put', [bureaus.checks]) },
          steps: done.filter(s => s.postedFrom && s.step !== 'admit' && on('funds-paper.put', [s.unit])).map(s => s.n),
        },
        change: stage === 'draft' && on('funds-project.write', [...unitsFor('propose', stage, cells), bureaus.keeps]),
        ...{ record: on('funds-record.write', records_), answer: on('funds-objection.answer', [bureaus.keeps]) },
        ledger: on('funds-project.read', Object.values(bureaus)),
        steps: opens.map(step => ({ step, words: wordy.includes(step), paper: papered(step, cells) })),
        records: on('funds-record.write', records_) ? recordsAt(stage) : [],
      },
    };
  },
});

export const yearsRecords = read({
  name: 'funds-record.list',
  may: 'funds-project.read',
  summary: '一年里登记的合同、验收、结算、资产移交',
  input: z.strictObject({ year, kind: z.enum(Object.keys(recordKinds) as [RecordKind]).default('contract') }),
  output: z.object({ items: z.array(recordView.extend({ project: text, name: text, town: text })) }),
  async do(ctx, { year, kind }) {
    const towns = townNames();
    const units = unitNames();
    const kept = new Map((await keptRows(ctx, projects.id, String(year))).map(r => [r.id, r]));
    const seen = (await recordsOf(ctx, { year, kind })).flatMap(({ amount, ...r }) => {
      const of = kept.get(r.project);
      if (!of || !ctx.house.permissions.on(ctx.actor, 'funds-project.read', { units: [...unitsOf(of), ...Object.values(bureaus)] })) return [];
      const more = { name: String(of.cells.name), town: towns[String(of.cells.town)] ?? '', unit: units[r.unit] ?? r.unit };
      return [{ ...r, ...more, amount: amount === null ? null : wanOf(amount) }];
    });
    return { items: seen };
  },
});
export type YearsRecords = z.infer<NonNullable<typeof yearsRecords.output>>;

const publicProject = z.object({
  ...{ id: text, name: text, stage: z.enum(forAll), category: text, nature: text, town: text, place: text, term: text, lead: text, unit: text, builder: text },
  ...{
    content: text,
    goal: text,
    benefit: text,
    amount: text.nullable(),
    allotted: text,
    paid: text,
    households: z.number().nullable(),
    persons: z.number().nullable(),
  },
  ...{ postedOn: text.nullable(), until: text.nullable(), contact: text },
});
export type PublicProject = z.infer<typeof publicProject>;
const pageSize = 20;

export const publicProjects = read({
  name: 'funds-public.projects',
  may: 'funds-public.read',
  open: true,
  summary: '衔接资金项目公开：入库公示、年度项目、实施和支付情况',
  input: z.strictObject({
    ...{
      year: year.optional(),
      q: z.string().trim().max(60).optional(),
      town: z.string().max(40).optional(),
      stage: z.enum(['posted', 'store', 'plan']).optional(),
    },
    page: z.coerce.number().int().min(1).max(100).default(1),
  }),
  output: z.object({
    ...{ today: text, year: z.number(), years: z.array(z.number()), towns: z.array(z.object({ id: text, name: text })), items: z.array(publicProject) },
    ...{ total: z.number(), size: z.number(), posted: z.number() },
  }),
  do: (guest, { year: asked, q, town, stage: at, page }) =>
    guest.asHouse(async ctx => {
      const now = Number(ctx.today.slice(0, 4));
      const year = asked ?? now;
      const ledger = await loadLedger(ctx, year);
      const shown = ledger.projects.filter(p => (forAll as readonly (Stage | null)[]).includes(stageOf(p.cells)));
      const postings = await ctx.sql<{ project: string; on: string; until: string; contact: string }[]>`
        select distinct on (project) project, posted_from as on, posted_until as until, posted_at as contact from funds_step
        where county = ${ctx.county} and step = 'admit' and project = any(${shown.map(p => p.id)}::uuid[]) order by project, n desc`;
      const named = names();
      const wanted = (q ?? '').normalize('NFKC').toLowerCase();
      const said = (v: Values[string] | undefined) => (v === null || v === undefined ? '' : String(v));
      const all = shown.map(({ cells, ...p }) => {
        const posting = postings.find(o => o.project === p.id);
        return {
          ...{ id: p.id, name: p.name, stage: stageOf(cells) as PublicProject['stage'], category: kinds[cells.category as ProjectKind] ?? '', ...named(cells) },
          ...{ nature: natures[cells.nature as keyof typeof natures] ?? '', place: said(cells.place), term: said(cells.term), builder: said(cells.builder) },
          ...{ content: said(cells.content), goal: said(cells.goal), benefit: said(cells.benefit), amount: wanText(cells.amount) },
          ...{ allotted: wanOf(p.allotted), paid: wanOf(p.paid) },
          ...{ households: (cells.households as number | null | undefined) ?? null, persons: (cells.persons as number | null | undefined) ?? null },
          ...{ postedOn: posting?.on ?? null, until: posting?.until ?? null, contact: posting?.contact ?? '', townId: String(cells.town) },
        };
      });
      const found = all.filter(
        p =>
          (!town || p.townId === town) &&
          (!at || (at === 'plan' ? p.stage !== 'posted' && p.stage !== 'store' : p.stage === at)) &&
          (!wanted || searchText([p.name, p.town, p.place, p.lead, p.unit]).includes(wanted)),
      );
      const order = (p: PublicProject) => (p.stage === 'posted' ? 0 : 1);
      return {
        ...{ today: ctx.today, year, years: [now + 1, now, now - 1], towns: Object.entries(townNames()).map(([id, name]) => ({ id, name })) },
        items: found
          .sort((a, b) => order(a) - order(b))
          .slice((page - 1) * pageSize, page * pageSize)
          .map(({ townId: _, ...p }) => p),
        ...{ total: found.length, size: pageSize, posted: all.filter(p => p.stage === 'posted').length },
      };
    }),
});
export type PublicProjects = z.infer<NonNullable<typeof publicProjects.output>>;
