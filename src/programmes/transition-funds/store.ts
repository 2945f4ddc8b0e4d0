/** Plans in the database: rows as entries, what headings state, decisions; and the one door through which a draft is changed. */
import { type Ctx, guard, refusals, refuse } from '#platform/actions';
import { bureaus, type ProjectKind, type Season, type Source, sources } from './figures.ts';
import { type Ledger, storeFindings } from './ledger.ts';
import { loadLedger, needed } from './ledgers.ts';
import { type Decided, decides, type Entry, findingsOfPlan, inWords, type Part, type PlanFinding, type PlanState, planStates, type Stated } from './plan.ts';

export const refusePlan = refusals({
  'funds-frozen': [409, '方案现在不能改'],
  'funds-step': [409, '现在不能这样做'],
  'funds-version': [409, '这个方案不能再出新版'],
  'funds-unreadable': [422, '没有读出调整方案'],
});

export interface PlanHead {
  id: string;
  year: number;
  season: Season;
  title: string;
  number: string;
  no: number;
  replaces: string | null;
  because: string;
  state: PlanState;
  print: string;
  unread: string[];
  note: string;
  madeBy: string;
  madeByName: string;
  madeOn: string;
  submittedByName: string | null;
  submittedOn: string | null;
  checkedBy: string | null;
  checkedByName: string | null;
  checkedOn: string | null;
  approvedByName: string | null;
  approvedOn: string | null;
  version: number;
}
const headColumns = `id, year, season, title, number, no, replaces, because, state, print, unread, note, made_by, made_by_name, made_on, submitted_by_name,
  submitted_on, checked_by, checked_by_name, checked_on, approved_by_name, approved_on, version`;

export async function findPlan({ sql, county }: Ctx, id: string): Promise<PlanHead> {
  const [plan] = await sql<PlanHead[]>`select ${sql.unsafe(headColumns)} from funds_plan where county = ${county} and id = ${id}`;
  if (!plan) throw refuse('not-found');
  return plan;
}

/** Waits for whoever else is changing it; every change and every step goes through here. */
export async function lockPlan(ctx: Ctx, id: string): Promise<PlanHead> {
  await ctx.sql`select 1 from funds_plan where county = ${ctx.county} and id = ${id} for update`;
  return findPlan(ctx, id);
}

export const guardBureau = (ctx: Ctx, bureau: keyof typeof bureaus) => guard(ctx, { units: [bureaus[bureau]] });

/** A draft that this officer may change. */
export async function openDraft(ctx: Ctx, id: string): Promise<PlanHead> {
  guardBureau(ctx, 'keeps');
  const plan = await lockPlan(ctx, id);
  if (plan.state === 'draft') return plan;
  throw refusePlan('funds-frozen', plan.state === 'approved' ? '审定以后不再改动，请出一个新版' : `现在是“${planStates[plan.state]}”，退回到编制中以后才能改`);
}

export interface KeptRow extends Entry {
  withdrawn: boolean;
  version: number;
}

interface Columns {
  id: string;
  part: Part;
  no: number;
  name: string;
  kind: ProjectKind;
  planned: bigint | null;
  settled: bigint | null;
  quantity: bigint | null;
  rate: bigint | null;
  due: bigint | null;
  paid: bigint | null;
  change: bigint;
  transition: bigint | null;
  rectification: bigint | null;
  text: string;
  reason: string;
  basis: string;
  town: string | null;
  unit: string | null;
  sources: Partial<Record<Source, string>> | null;
  withdrawn: boolean;
  version: number;
  project: string | null;
}
const amounts = ['planned', 'settled', 'quantity', 'rate', 'due', 'paid'] as const;

function entryOf({ transition, rectification, planned, settled, quantity, rate, due, paid, sources: from, project, ...row }: Columns): KeptRow {
  const stated = Object.fromEntries(Object.entries({ planned, settled, quantity, rate, due, paid }).filter(([, n]) => n !== null));
  return {
    ...row,
    ...stated,
    ...(project ? { project } : {}),
    ...(transition === null || rectification === null ? {} : { parts: [transition, rectification] }),
    ...(from ? { sources: Object.fromEntries(Object.entries(from).map(([s, n]) => [s, BigInt(n)])) } : {}),
  };
}

/** All rows, in the order of the print; those that were withdrawn are among them. */
export async function rowsOf({ sql, county }: Ctx, plan: string): Promise<KeptRow[]> {
  const rows = await sql<Columns[]>`
    select id, part, no, name, kind, planned, settled, quantity, rate, due, paid, change, transition, rectification, text, reason, basis, town, unit,
      sources, withdrawn, version, project
    from funds_row where county = ${county} and plan = ${plan} order by array_position('{cut,addition,new}'::text[], part), no, id`;
  return rows.map(entryOf);
}

export async function keepRow({ sql, county }: Ctx, plan: string, { parts, withdrawn, version, ...row }: KeptRow): Promise<void> {
  const { id, part, no, name, kind, change, text, reason, basis, town, unit, sources: from } = row;
  const [planned, settled, quantity, rate, due, paid] = amounts.map(a => row[a] ?? null);
  const columns = {
    ...{ county, plan, id, part, no, name, kind, planned, settled, quantity, rate, due, paid, change },
    ...{ transition: parts?.[0] ?? null, rectification: parts?.[1] ?? null, text, reason, basis, town, unit, withdrawn, version },
    project: row.project ?? null,
    sources: from ? sql.json(Object.fromEntries(Object.entries(from).map(([s, n]) => [s, String(n)]))) : null,
  };
  await sql`
    insert into funds_row ${sql(columns as never)} on conflict (county, plan, id) do update set
      part = excluded.part, no = excluded.no, name = excluded.name, kind = excluded.kind, planned = excluded.planned, settled = excluded.settled,
      quantity = excluded.quantity, rate = excluded.rate, due = excluded.due, paid = excluded.paid, change = excluded.change,
      transition = excluded.transition, rectification = excluded.rectification, text = excluded.text, reason = excluded.reason, basis = excluded.basis,
      town = excluded.town, unit = excluded.unit, project = excluded.project, sources = excluded.sources, withdrawn = excluded.withdrawn, version = excluded.version`;
}

export async function statedOf({ sql, county }: Ctx, plan: string): Promise<Stated[]> {
  const rows = await sql<Stated[]>`
    select part, kind, purse, sum, count from funds_sum where county = ${county} and plan = ${plan} and sum is not null
    order by array_position('{cut,addition,new}'::text[], part), array_position('{"",industry,infrastructure,construction,other}'::text[], kind), purse`;
  return [...rows];
}

export const keepSum = ({ sql, county }: Ctx, plan: string, s: Omit<Stated, 'sum'> & { sum: bigint | null }) => sql`
  insert into funds_sum (county, plan, part, kind, purse, sum, count)
  values (${county}, ${plan}, ${s.part}, ${s.kind}, ${s.purse}, ${s.sum as never}, ${s.count})
  on conflict (county, plan, part, kind, purse) do update set sum = excluded.sum, count = excluded.count`;

export interface Decision extends Decided {
  decision: string;
  basis: string;
  decidedBy: string;
  decidedByName: string;
  decidedOn: string;
}

/** The newest first: it is the one that holds. */
export async function decisionsOf({ sql, county }: Ctx, plan: string): Promise<Decision[]> {
  const rows = await sql<Decision[]>`
    select row_id as id, kind, stated, computed, decision, basis, decided_by, decided_by_name, decided_on from funds_decision
    where county = ${county} and plan = ${plan} order by n desc`;
  return [...rows];
}

export const keepDecision = ({ sql, county }: Ctx, plan: string, d: Decision) => sql`
  insert into funds_decision (county, plan, n, row_id, kind, stated, computed, decision, basis, decided_by, decided_by_name, decided_on)
  values (${county}, ${plan}, (select count(*)::int + 1 from funds_decision where county = ${county} and plan = ${plan}), ${d.id}, ${d.kind},
    ${d.stated as never}, ${d.computed as never}, ${d.decision}, ${d.basis}, ${d.decidedBy}, ${d.decidedByName}, ${d.decidedOn})`;

export interface Whole {
  rows: KeptRow[];
  /** Without what was withdrawn: what counts. */
  counted: KeptRow[];
  stated: Stated[];
  decisions: Decision[];
  findings: (PlanFinding & { decided: Decision | undefined })[];
  /** The year's store and money. */
  ledger: Ledger;
}

const open: readonly PlanState[] = ['draft', 'submitted', 'checked'];

/** What was approved is compared with the store no more: payments go on, and the plan stands as it was decided. */
export async function wholeOf(ctx: Ctx, { id, year, state }: Pick<PlanHead, 'id' | 'year' | 'state'>): Promise<Whole> {
  const rows = await rowsOf(ctx, id);
  const counted = rows.filter(r => !r.withdrawn);
  const stated = await statedOf(ctx, id);
  const decisions = await decisionsOf(ctx, id);
  const ledger = await loadLedger(ctx, year);
  const ofStore = open.includes(state) ? storeFindings(counted, ledger, Object.keys(sources) as Source[], needed.length) : [];
  const findings = [...findingsOfPlan(counted, stated), ...ofStore].map(f => ({ ...f, decided: decisions.find(d => decides(d, f)) }));
  return { rows, counted, stated, decisions, findings, ledger };
}

interface Change {
  what: string;
  title: string;
  before: Record<string, string> | null;
  after: Record<string, string> | null;
  reason: string;
}

/** Keeps what was before, raises the plan's version, and tells the audit. */
export async function noteChange(ctx: Ctx, plan: string, { what, title, before, after, reason }: Change): Promise<void> {
  const { sql, county, actor } = ctx;
  const json = (v: unknown) => (v === null ? null : JSON.stringify(v));
  await sql`
    insert into funds_change (county, plan, n, what, title, before, after, reason, changed_by, changed_by_name, changed_at)
    values (${county}, ${plan}, (select count(*)::int + 1 from funds_change where county = ${county} and plan = ${plan}), ${what}, ${title},
      ${json(before)}::text::jsonb, ${json(after)}::text::jsonb, ${reason}, ${actor.id}, ${actor.name}, ${ctx.now})`;
  await sql`update funds_plan set version = version + 1 where county = ${county} and id = ${plan}`;
  ctx.record({ subject: `funds-plan:${plan}`, detail: { what, title, reason } });
}

/** Only what differs, field by field. */
export function changed(was: Entry | null, is: Entry): { before: Record<string, string> | null; after: Record<string, string> } {
  const after = inWords(is);
  if (!was) return { before: null, after: Object.fromEntries(Object.entries(after).filter(([, v]) => v !== '')) };
  const before = inWords(was);
  const keys = (Object.keys(after) as (keyof typeof after)[]).filter(k => before[k] !== after[k]);
  return { before: Object.fromEntries(keys.map(k => [k, before[k]])), after: Object.fromEntries(keys.map(k => [k, after[k]])) };
}

/** All who wrote in it: they cannot check or approve it. */
export async function authorsOf({ sql, county }: Ctx, plan: PlanHead): Promise<string[]> {
  const rows = await sql<{ by: string }[]>`
    select distinct changed_by as by from funds_change where county = ${county} and plan = ${plan.id}
    union select decided_by from funds_decision where county = ${county} and plan = ${plan.id}`;
  return [...new Set([plan.madeBy, ...rows.map(r => r.by)])];
}
