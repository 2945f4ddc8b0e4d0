/** The steps of a run, for a programme's actions: each is called after the programme's own permit has let the actor in. */
import { type Ctx, refusals, refuse } from '../actions/index.ts';
import { addWorkdays, type Day } from '../calendar/index.ts';
import type { Citation } from '../citations/index.ts';
import { searchText } from '../search/index.ts';
import { digestOf } from './digest.ts';
import type { RunDecision, RunSource } from './kinds.ts';
import { after, against, balanced, type RunBalance, type RunState, type RunStep } from './rules.ts';

export const refuseRun = refusals({
  'run-step': [409, '现在不能这样做'],
  'run-period': [409, '这一期已经有一次正在走流程'],
  'objection-late': [409, '公示期以外不能提异议'],
  'objection-state': [409, '这条异议已经答复过'],
});

export interface RunColumn {
  id: string;
  title: string;
  /** How it is computed, in one sentence. */
  note?: string;
  /** Figures stand right and are summed; absent: points, which are not. */
  type?: 'money' | 'whole' | 'words';
}

export interface RunCell {
  /** As shown: `98.50`, `1200.00`. */
  value: string;
  /** Every step, in Chinese. */
  why: readonly string[];
}

export interface RunLine {
  column: string;
  key: string;
  title: string;
  detail?: string;
  on?: Day | null;
  link?: string;
  /** Why it does not count. */
  excused?: string;
}

export interface RunRow {
  key: string;
  title: string;
  unit?: string;
  cells: Record<string, RunCell>;
  total: string | null;
  rank: number | null;
  lines: readonly RunLine[];
}

export interface RunBasis {
  citations: readonly Citation[];
  formula: unknown;
  parameters?: readonly { title: string; value: string; cite: Citation }[];
  sources?: readonly RunSource[];
  decisions?: readonly RunDecision[];
  notes?: readonly string[];
  sums?: Readonly<Record<string, string>>;
  balance?: RunBalance;
}

export interface NewRun {
  kind: string;
  period: string;
  title: string;
  columns: readonly RunColumn[];
  /** The formula and where it is from: everything that a reader needs to compute the same again. */
  basis: RunBasis;
  rows: readonly RunRow[];
  /** Units that see it before it is posted, beside those who see all runs. */
  units?: readonly string[];
  /** Said where it replaces a run that was posted. */
  reason?: string;
}

export interface Run {
  id: string;
  kind: string;
  period: string;
  number: number;
  title: string;
  state: RunState;
  computedBy: string;
  checkedBy: string | null;
  objectionsUntil: Day | null;
  version: number;
}
const columns = 'id, kind, period, number, title, state, computed_by, checked_by, objections_until, version';

const underWay = ['computed', 'checked', 'approved'];

/** As much as a statement carries well: a hundred thousand rows go in as fast, each, as a hundred. */
function* parts<T>(list: readonly T[], size = 2000): Generator<T[]> {
  for (let i = 0; i < list.length; i += size) yield list.slice(i, i + size);
}

/** Keeps what was computed. A run that is posted or final is replaced; one that is still on its way has to be discarded first. */
export async function keepRun(ctx: Ctx, r: NewRun): Promise<string> {
  const { balance } = r.basis;
  if (balance && !balanced(balance)) throw new Error(`run ${r.kind} ${r.period} does not balance`);
  const id = crypto.randomUUID();
  await ctx.asHouse(async ctx => {
    const { sql, county } = ctx;
    // Who computes the same period at the same time waits.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`run ${county} ${r.kind} ${r.period}`}, 0))`;
    const earlier = await sql<Run[]>`
      select ${sql.unsafe(columns)} from run where county = ${county} and kind = ${r.kind} and period = ${r.period} order by number`;
    const open = earlier.find(e => underWay.includes(e.state));
    if (open) throw refuseRun('run-period', `${open.title}（第 ${open.number} 次）还没有走完，请先作废它`);
    const old = earlier.find(e => e.state === 'posted' || e.state === 'final');
    if (old && !r.reason) throw refuse('input', { faults: [{ path: 'reason', message: '已经公示过，重新计算要写明原因' }] });
    await sql`
      insert into run (county, id, kind, period, number, title, columns, basis, digest, computed_by, computed_by_name, computed_at, replaces, reason, units)
      values (${county}, ${id}, ${r.kind}, ${r.period}, ${earlier.length + 1}, ${r.title}, ${JSON.stringify(r.columns)}::text::jsonb,
        ${JSON.stringify(r.basis)}::text::jsonb, ${digestOf(r)}, ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now}, ${old?.id ?? null}, ${r.reason ?? null},
        ${[...(r.units ?? [])]}::text[])`;
    for (const rows of parts(r.rows.map((row, position) => ({ row, position }))))
      await sql`
        insert into run_row (county, run, key, title, position, unit, cells, total, rank, search)
        select ${county}, ${id}, x.key, x.title, x.position, x.unit, x.cells, x.total, x.rank, x.search
        from jsonb_to_recordset(${JSON.stringify(
          rows.map(({ row: { lines: _, ...row }, position }) => ({ ...row, position, search: searchText([row.title]) })),
        )}::text::jsonb) as x (key text, title text, position int, unit text, cells jsonb, total text, rank int, search text)`;
    for (const lines of parts(r.rows.flatMap(row => row.lines.map((line, n) => ({ ...line, row: row.key, unit: row.unit ?? null, n })))))
      await sql`
        insert into run_line (county, run, row_key, col, n, key, unit, title, detail, on_day, link, excused)
        select ${county}, ${id}, x."row", x."column", x.n, x.key, x.unit, x.title, x.detail, x."on", x.link, x.excused
        from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as x ("row" text, "column" text, n int, key text, unit text, title text,
          detail text, "on" date, link text, excused text)`;
  });
  ctx.record({ subject: `run:${id}`, detail: { kind: r.kind, period: r.period, rows: r.rows.length } });
  return id;
}

export async function findRun({ sql, county }: Ctx, kind: string, id: string): Promise<Run | null> {
  const [run] = await sql<Run[]>`select ${sql.unsafe(columns)} from run where county = ${county} and id = ${id} and kind = ${kind}`;
  return run ?? null;
}

export async function lockRun(ctx: Ctx, kind: string, id: string, version: number): Promise<Run> {
  const [run] = await ctx.sql<Run[]>`
    select ${ctx.sql.unsafe(columns)} from run where county = ${ctx.county} and id = ${id} and kind = ${kind} for update`;
  if (!run) throw refuse('not-found');
  if (run.version !== version) throw refuse('changed');
  return run;
}

/** Working days in which a posted run may be objected to; the order names none. */
export const objectionDays = 5;

/** How many objections wait for an answer, and how many say that the run is wrong. */
export async function objectionsOf({ sql, county }: Ctx, run: string): Promise<{ openObjections: number; upheldObjections: number }> {
  const [n] = await sql<{ openObjections: number; upheldObjections: number }[]>`
    select count(*) filter (where state = 'open')::int as open_objections,
      count(*) filter (where state = 'upheld' and line_key is null)::int as upheld_objections
    from run_objection where county = ${county} and run = ${run}`;
  return n!;
}

/** Takes one step; refuses with every reason. */
export async function stepRun(ctx: Ctx, kind: string, id: string, version: number, step: RunStep): Promise<void> {
  await ctx.asHouse(async ctx => {
    const { sql, county, actor, today } = ctx;
    const run = await lockRun(ctx, kind, id, version);
    const reasons = against({ ...run, ...(await objectionsOf(ctx, id)) }, step, actor.id, today);
    if (reasons.length > 0) throw refuseRun('run-step', { detail: reasons.join('；') });
    const done = {
      check: sql`, checked_by = ${actor.id}, checked_by_name = ${actor.name}, checked_on = ${today}`,
      approve: sql`, approved_by = ${actor.id}, approved_by_name = ${actor.name}, approved_on = ${today}`,
      post: sql`, posted_on = ${today}, objections_until = ${step === 'post' ? addWorkdays(ctx.calendar, today, objectionDays) : null}`,
      finish: sql`, final_on = ${today}`,
      discard: sql``,
    }[step];
    await sql`update run set state = ${after[step]}, version = version + 1 ${done} where county = ${county} and id = ${id}`;
    // The run before it stops counting when the new one is shown.
    if (step === 'post')
      await sql`
        update run set state = 'replaced', version = version + 1
        where county = ${county} and id = (select replaces from run where county = ${county} and id = ${id}) and state in ('posted', 'final')`;
  });
  ctx.record({ subject: `run:${id}`, detail: { step } });
}

export interface NewObjection {
  run: string;
  row: string;
  column?: string;
  /** The single line that should not count. */
  line?: string;
  text: string;
  /** The resident who objects; absent: a unit does. */
  party?: string;
}

/** Objects to a row of a posted run; the programme has checked that it is the unit's own. `early`: units are asked before it is approved, too. */
export async function objectToRun(ctx: Ctx, kind: string, o: NewObjection, early = false): Promise<string> {
  const id = crypto.randomUUID();
  await ctx.asHouse(async ctx => {
    const { sql, county, today } = ctx;
    const [run] = await sql<(Run & { unit: string | null })[]>`
      select r.state, r.objections_until, w.unit from run r join run_row w on w.county = r.county and w.run = r.id
      where r.county = ${county} and r.id = ${o.run} and r.kind = ${kind} and w.key = ${o.row}`;
    if (!run) throw refuse('not-found');
    const posted = run.state === 'posted' && run.objectionsUntil !== null && today <= run.objectionsUntil;
    if (!posted && !(early && run.state === 'checked')) throw refuseRun('objection-late');
    if (o.line) {
      const [line] = await sql`
        select 1 from run_line where county = ${county} and run = ${o.run} and row_key = ${o.row} and col = ${o.column ?? ''} and key = ${o.line}`;
      if (!line) throw refuse('input', { faults: [{ path: 'line', message: '这一项里没有这条' }] });
    }
    await sql`
      insert into run_objection (county, id, run, row_key, col, line_key, unit, text, opened_by, opened_by_name, opened_on, party)
      values (${county}, ${id}, ${o.run}, ${o.row}, ${o.column ?? null}, ${o.line ?? null}, ${run.unit}, ${o.text}, ${ctx.actor.id}, ${ctx.actor.name}, ${today},
        ${o.party ?? null})`;
  });
  ctx.record({ subject: `run:${o.run}`, detail: { objection: id, row: o.row } });
  return id;
}

export interface Objection {
  id: string;
  run: string;
  row: string;
  column: string | null;
  line: string | null;
  unit: string | null;
  party: string | null;
}

/** Decides an objection. One that is upheld does not change the run: a new one is computed without what was wrong. */
export async function decideObjection(ctx: Ctx, kind: string, id: string, version: number, upheld: boolean, answer: string): Promise<Objection> {
  const decided = await ctx.asHouse(async ctx => {
    const { sql, county } = ctx;
    const [found] = await sql<(Objection & { state: string; version: number })[]>`
      select o.id, o.run, o.row_key as row, o.col as column, o.line_key as line, o.unit, o.party, o.state, o.version
      from run_objection o join run r on r.county = o.county and r.id = o.run
      where o.county = ${county} and o.id = ${id} and r.kind = ${kind} for update of o`;
    if (!found) throw refuse('not-found');
    if (found.state !== 'open') throw refuseRun('objection-state');
    if (found.version !== version) throw refuse('changed');
    await sql`
      update run_objection set state = ${upheld ? 'upheld' : 'rejected'}, answer = ${answer}, decided_by_name = ${ctx.actor.name},
        decided_on = ${ctx.today}, version = version + 1 where county = ${county} and id = ${id}`;
    return found;
  });
  ctx.record({ subject: `run:${decided.run}`, detail: { objection: id, upheld } });
  return decided;
}

/** Lines that do not count any more in runs of this period, by column and key, with the answer that said so. */
export async function excusedLines(ctx: Ctx, kind: string, period: string): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.sql<{ column: string; line: string; answer: string }[]>`
    select o.col as column, o.line_key as line, o.answer from run_objection o join run r on r.county = o.county and r.id = o.run
    where o.county = ${ctx.county} and r.kind = ${kind} and r.period = ${period} and o.state = 'upheld' and o.line_key is not null`;
  return new Map(rows.map(r => [`${r.column} ${r.line}`, r.answer]));
}
