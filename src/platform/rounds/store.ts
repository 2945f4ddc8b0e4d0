/** The only SQL that writes reports, and what they are found by. */
import { type Ctx, refusals, refuse } from '../actions/index.ts';
import type { Values } from '../registers/index.ts';
import { type KnownRow, kindOf, owersOf, type RoundKind } from './kinds.ts';
import { against, type CellChange, type ReportRow, type ReportState, type ReportStep } from './rules.ts';
import { type Period, periodBefore, periodOf, periodsUntil } from './schedule.ts';

export const refuseRound = refusals({
  'report-step': [409, '这份报表现在不能这样做'],
  'not-owed': [404, '这个单位不报这张报表'],
  'filled-anew': [409, '系统里的数刚变了，请看过新的数再报'],
  'nobody-to-chase': [409, '没有要催的单位'],
});

/** A paper that goes with a report. */
export interface ReportFile {
  id: string;
  name: string;
  size: number;
  /** The print with the unit's seal on it. */
  stamped: boolean;
}

export interface Report {
  id: string;
  unit: string;
  period: string;
  no: number;
  because: string;
  state: ReportState;
  rows: ReportRow[];
  files: ReportFile[];
  note: string;
  sentAt: string | null;
  sentByName: string | null;
  late: boolean;
  acceptedAt: string | null;
  acceptedByName: string | null;
  version: number;
}
const columns = 'id, unit, period, no, because, state, rows, files, note, sent_at, sent_by_name, late, accepted_at, accepted_by_name, version';

export interface Place {
  kind: RoundKind;
  period: Period;
  unit: string;
}

/** The kind and the period that an address names. */
export function periodAt(ctx: Ctx, of: string, id: string): { kind: RoundKind; period: Period } {
  const kind = kindOf(ctx, of);
  const period = periodOf(kind.schedule, ctx.calendar, id);
  if (!period || period.opens > ctx.today) throw refuse('not-found');
  return { kind, period };
}

/** A place where a report is owed. */
export async function placeAt(ctx: Ctx, of: string, id: string, unit: string): Promise<Place> {
  const { kind, period } = periodAt(ctx, of, id);
  // Who reported once is shown it, also when it no longer owes.
  if ((await owersOf(ctx, kind, period)).includes(unit) || (await versionsOf(ctx, { kind, period, unit })).length > 0) return { kind, period, unit };
  throw refuse('not-found');
}

/** Every version of a report, the newest first. */
export async function versionsOf({ sql, county }: Ctx, { kind, period, unit }: Place): Promise<Report[]> {
  const found = await sql<Report[]>`
    select ${sql.unsafe(columns)} from round_report
    where county = ${county} and kind = ${kind.id} and period = ${period.id} and unit = ${unit} order by no desc`;
  return [...found];
}

/** Reports of several periods that the actor sees, by period and unit, the newest version first. */
export async function reportsOf({ sql, county }: Ctx, kind: RoundKind, periods: readonly string[]): Promise<(period: string, unit: string) => Report[]> {
  const found = await sql<Report[]>`
    select ${sql.unsafe(columns)} from round_report
    where county = ${county} and kind = ${kind.id} and period = any(${[...periods]}::text[]) order by no desc`;
  const by = Map.groupBy(found, r => `${r.period} ${r.unit}`);
  return (period, unit) => by.get(`${period} ${unit}`) ?? [];
}

/** The version that is worked on or holds: not one that was given up. */
export const currentOf = (versions: readonly Report[]): Report | null => versions.find(v => v.state !== 'dropped') ?? null;
/** The version whose figures are counted: the last one that was sent. */
export const heldOf = (versions: readonly Report[]): Report | null => versions.find(v => v.state === 'sent' || v.state === 'accepted') ?? null;

export const knownOf = (ctx: Ctx, { kind, period, unit }: Place): Promise<KnownRow[]> =>
  kind.fill ? ctx.asHouse(house => kind.fill!(house, period, unit)) : Promise.resolve([]);

/** What the same unit reported for the period before, by row. */
export async function beforeOf(ctx: Ctx, { kind, period, unit }: Place): Promise<ReadonlyMap<string, Values>> {
  const last = periodBefore(kind.schedule, ctx.calendar, period, ctx.today);
  const held = last ? heldOf(await versionsOf(ctx, { kind, period: last, unit })) : null;
  return new Map(held?.rows.map(r => [r.id, r.cells]));
}

/** Waits for whoever else is at this report; then what is there. */
export async function lockPlace(ctx: Ctx, place: Place): Promise<Report[]> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`round ${ctx.county} ${place.kind.id} ${place.period.id} ${place.unit}`}, 0))`;
  return versionsOf(ctx, place);
}

/** The version that a page was made from; 0: there was none. */
export async function checkVersion(ctx: Ctx, current: Report | null, version: number): Promise<void> {
  if ((current?.version ?? 0) === version) return;
  const [last] = current
    ? await ctx.sql<{ by: string; step: string }[]>`
        select made_by_name as by, step from round_step where county = ${ctx.county} and report = ${current.id} order by seq desc limit 1`
    : [];
  throw refuse('changed', last ? `${last.by}刚动过这份报表，请刷新后再看` : '');
}

export function allow(report: Report | null, step: ReportStep): asserts report is Report {
  if (!report) throw refuseRound('report-step', '还没有填报');
  const reasons = against(report, step);
  if (reasons.length > 0) throw refuseRound('report-step', reasons.join('；'));
}

const json = (ctx: Ctx, value: unknown) => ctx.sql`${JSON.stringify(value)}::text::jsonb`;

interface Done {
  step: ReportStep;
  reason?: string;
  changes?: readonly CellChange[];
}

/** Kept by the house: nobody writes the history of what they did. */
async function noteStep(ctx: Ctx, report: string, { step, reason = '', changes = [] }: Done): Promise<void> {
  await ctx.asHouse(
    house => house.sql`
      insert into round_step (county, report, seq, step, made_at, made_by, made_by_name, reason, changes)
      select ${ctx.county}, ${report}, coalesce(max(seq), 0) + 1, ${step}, ${ctx.now}, ${ctx.actor.id}, ${ctx.actor.name}, ${reason}, ${json(house, changes)}
      from round_step where county = ${ctx.county} and report = ${report}`,
  );
  ctx.record({ subject: `round:${report}`, action: `round.${step}`, detail: { ...(reason ? { reason } : {}), changes: changes.length } });
}

interface Begun {
  no: number;
  because: string;
  rows: readonly ReportRow[];
  files: readonly ReportFile[];
}

export async function beginReport(ctx: Ctx, { kind, period, unit }: Place, given: Begun, done: Done) {
  const id = crypto.randomUUID();
  await ctx.sql`
    insert into round_report (county, id, kind, period, unit, collector, no, because, due_on, rows, files)
    values (${ctx.county}, ${id}, ${kind.id}, ${period.id}, ${unit}, ${kind.collects}, ${given.no}, ${given.because}, ${period.due}, ${json(ctx, given.rows)},
      ${json(ctx, given.files)})`;
  await noteStep(ctx, id, done);
  return id;
}

type Change = Partial<Pick<Report, 'state' | 'note' | 'sentAt' | 'sentByName' | 'late' | 'acceptedAt' | 'acceptedByName'>> & {
  rows?: readonly ReportRow[];
  files?: readonly ReportFile[];
};

export async function saveReport(ctx: Ctx, report: Report, { rows, files, ...change }: Change, done: Done): Promise<number> {
  const version = report.version + 1;
  await ctx.sql`
    update round_report set ${ctx.sql({ ...change, version } as never)} ${rows ? ctx.sql`, rows = ${json(ctx, rows)}` : ctx.sql``}
      ${files ? ctx.sql`, files = ${json(ctx, files)}` : ctx.sql``}
    where county = ${ctx.county} and id = ${report.id}`;
  await noteStep(ctx, report.id, done);
  return version;
}

/** What was owed longer than allowed, with the duty that came of it. */
export interface Owed {
  period: string;
  unit: string;
  chasedOn: string;
  chasedByName: string;
  times: number;
  duty: string | null;
}

export async function owedOf({ sql, county }: Ctx, kind: RoundKind, periods: readonly string[]): Promise<(period: string, unit: string) => Owed | null> {
  const found = await sql<Owed[]>`
    select period, unit, chased_on, chased_by_name, times, duty from round_owed
    where county = ${county} and kind = ${kind.id} and period = any(${[...periods]}::text[])`;
  const by = new Map(found.map(o => [`${o.period} ${o.unit}`, o]));
  return (period, unit) => by.get(`${period} ${unit}`) ?? null;
}

/** The first period that this county reports here: what was due before its first report or reminder went another way. */
export async function begunOn(ctx: Ctx, kind: RoundKind): Promise<string | null> {
  const [first] = await ctx.asHouse(
    ({ sql, county }) => sql<{ day: string | null }[]>`
      select min(due_on)::text as day from (
        select due_on from round_report where county = ${county} and kind = ${kind.id}
        union all select due_on from round_owed where county = ${county} and kind = ${kind.id}) as known`,
  );
  return first!.day;
}

/** What units reported for a period, whoever asks: the caller's permit has let them in. Those that sent nothing are not among them. */
export function reportedRows(ctx: Ctx, kindId: string, period: string): Promise<Map<string, readonly ReportRow[]>> {
  const kind = kindOf(ctx, kindId);
  return ctx.asHouse(async house => {
    const found = await house.sql<Report[]>`
      select ${house.sql.unsafe(columns)} from round_report
      where county = ${house.county} and kind = ${kind.id} and period = ${period} and state in ('sent', 'accepted') order by no`;
    return new Map(found.map(r => [r.unit, r.rows]));
  });
}

export interface ReportDue {
  unit: string;
  period: string;
  title: string;
  due: string;
  sent: boolean;
  late: boolean;
}

/** In the house's scope: what fell due between two days, unit by unit, and whether it came in time; nothing of before the kind was begun here. */
export async function reportsDue(ctx: Ctx, of: string, from: string, to: string): Promise<ReportDue[]> {
  const kind = kindOf(ctx, of);
  const begun = await begunOn(ctx, kind);
  const now = periodsUntil(kind.schedule, ctx.calendar, ctx.today, mostPeriods);
  const periods = now.filter(p => p.due !== null && begun !== null && p.due >= begun && p.due >= from && p.due <= to && p.due < ctx.today);
  const reports = await reportsOf(
    ctx,
    kind,
    periods.map(p => p.id),
  );
  const all: ReportDue[] = [];
  for (const p of periods)
    for (const unit of await owersOf(ctx, kind, p)) {
      const versions = reports(p.id, unit);
      all.push({ unit, period: p.id, title: p.title, due: p.due!, sent: versions.some(v => v.sentAt !== null), late: versions.some(v => v.late) });
    }
  return all;
}
/** Thirty months, or as many days. */
const mostPeriods = 400;
