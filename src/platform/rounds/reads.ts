/** Reports to look at: what one has to do, one kind over its periods and units, one report with its history. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { cellTypes, shown, type Values } from '../registers/index.ts';
import { standing } from './access.ts';
import { figuresView, shownFigures, valuesView } from './figures.ts';
import { kindShape, periodShape, unitShape } from './filling.ts';
import { formOf, kindOf, owersOf, type RoundKind, ratesOf } from './kinds.ts';
import { type CellChange, changesOf, departures, faultsOf, figuresOf, isFixed, lightOf, merged, type ReportRow, reportStates, reportSteps } from './rules.ts';
import { dueInstant, type Period, periodsUntil } from './schedule.ts';
import { beforeOf, begunOn, currentOf, heldOf, knownOf, owedOf, placeAt, type Report, reportsOf, versionsOf } from './store.ts';

const text = z.string();
const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]];
const state = z.enum(keysOf(reportStates));
const light = z.enum(['green', 'yellow', 'red', 'none']);
const value = z.union([text, z.number(), z.boolean(), z.null()]);

const titled = { key: text, title: text, under: z.array(text) };
export const formView = z.object({
  columns: z.array(
    z.object({
      ...titled,
      ...{ type: z.enum(cellTypes), measure: text.nullable(), required: z.boolean(), options: z.record(text, text).nullable(), note: text.nullable() },
      /** Whether the system fills it, and how far the reporter may change that. */
      known: z.enum(['fixed', 'reason']).nullable(),
      sum: z.boolean(),
    }),
  ),
  rates: z.array(z.object({ ...titled, part: text, whole: text, after: text })),
  /** What stands below the form, for who fills it in. */
  notes: z.array(text),
  /** Null: one row a unit. */
  rows: z.object({ unit: text, key: z.array(text), added: z.boolean() }).nullable(),
});
export type FormView = z.infer<typeof formView>;

const kindHead = { kind: text, title: text, basis: z.object({ document: text, place: text }), collector: text, assumedDue: z.boolean(), by: text.nullable() };

export const formViewOf = (kind: RoundKind): FormView => ({
  columns: kind.columns.map(c => ({
    ...{ key: c.key, title: c.title, under: [...(c.under ?? [])], type: c.type, measure: c.measure ?? null, required: c.required ?? false },
    ...{ options: c.options ? { ...c.options } : null, note: c.note ?? null, known: c.known ?? null, sum: c.sum ?? false },
  })),
  rates: ratesOf(kind).map(({ key, title, under, part, whole, after }) => ({ key, title, under: [...(under ?? [])], part, whole, after })),
  notes: [...(kind.notes ?? [])],
  rows: kind.rows === 'one' ? null : { ...kind.rows, key: [...kind.rows.key] },
});

export async function namesOf(ctx: Ctx): Promise<(unit: string) => string> {
  const rows = await ctx.asHouse(({ sql, county }) => sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county}`);
  const names = new Map(rows.map(r => [r.id, r.name]));
  return id => names.get(id) ?? id;
}

export const headOf = (kind: RoundKind, nameOf: (unit: string) => string) => ({
  ...{ kind: kind.id, title: kind.title, basis: kind.basis, collector: nameOf(kind.collects) },
  ...{ assumedDue: kind.dueFrom === 'assumed', by: kind.schedule.by ?? null },
});

const cell = z.object({
  ...{ unit: text, period: text, state, light, late: z.boolean(), correcting: z.boolean() },
  ...{ sentAt: text.nullable(), chasedOn: text.nullable(), times: z.number(), duty: text.nullable() },
});
export type RoundCell = z.infer<typeof cell>;

const periodView = z.object({ id: text, title: text, due: text.nullable() });

/** Where units stand in periods; of what was due before this county began here only what was reported. */
export async function cellsOf(ctx: Ctx, kind: RoundKind, periods: readonly Period[], sees: (unit: string) => boolean): Promise<RoundCell[]> {
  const ids = periods.map(p => p.id);
  const [reports, owed, begun] = [await reportsOf(ctx, kind, ids), await owedOf(ctx, kind, ids), await begunOn(ctx, kind)];
  const cells: RoundCell[] = [];
  for (const [i, period] of periods.entries()) {
    const at = dueInstant(period.due, kind.schedule.by);
    const owing = begun === null ? i === 0 : period.due === null || period.due >= begun;
    for (const unit of (await owersOf(ctx, kind, period)).filter(sees)) {
      const versions = reports(period.id, unit);
      const current = currentOf(versions);
      if (!current && !owing) continue;
      const correcting = current !== null && current.no > 1 && current.state !== 'accepted';
      const state = correcting ? heldOf(versions)!.state : (current?.state ?? 'owed');
      const told = owed(period.id, unit);
      cells.push({
        ...{ unit, period: period.id, state, correcting, late: versions.some(v => v.late), sentAt: current?.sentAt ?? null },
        light: correcting ? 'none' : lightOf(state, period.due, at, ctx.now, ctx.today),
        ...{ chasedOn: told?.chasedOn ?? null, times: told?.times ?? 0, duty: told?.duty ?? null },
      });
    }
  }
  return cells;
}

/** The unit has still to send it. */
export const isOwing = (c: RoundCell) => c.state === 'owed' || c.state === 'draft' || c.state === 'returned';
/** Periods that a page shows side by side. */
export const shownAtOnce = 12;

export const listRounds = read({
  name: 'round.list',
  may: 'round.read',
  summary: '我要报的、我要收的报表',
  input: z.strictObject({}),
  output: z.object({
    items: z.array(
      z.object({
        ...kindHead,
        /** The reader reports it. */
        reports: z.boolean(),
        /** The reader sees every unit's. */
        all: z.boolean(),
        collects: z.boolean(),
        period: periodView.nullable(),
        units: z.number(),
        sent: z.number(),
        /** Sent and not yet looked at, of all periods shown. */
        unread: z.number(),
        overdue: z.number(),
        /** The reader's own that wait, the oldest first. */
        mine: z.array(z.object({ ...cell.shape, unitName: text, title: text, due: text.nullable() })),
      }),
    ),
  }),
  async do(ctx) {
    const nameOf = await namesOf(ctx);
    const items = [];
    for (const kind of Object.values(ctx.house.rounds)) {
      const stands = standing(ctx, kind);
      const periods = periodsUntil(kind.schedule, ctx.calendar, ctx.today, shownAtOnce);
      const cells = await cellsOf(ctx, kind, periods, stands.sees);
      if (cells.length === 0 && !stands.all) continue;
      const newest = periods[0];
      const now = cells.filter(c => c.period === newest?.id);
      items.push({
        ...headOf(kind, nameOf),
        ...{ reports: cells.some(c => stands.writes(c.unit)), all: stands.all, collects: stands.collects },
        period: newest ? { id: newest.id, title: newest.title, due: newest.due } : null,
        ...{ units: now.length, sent: now.filter(c => !isOwing(c)).length, overdue: cells.filter(c => c.light === 'red').length },
        unread: cells.filter(c => c.state === 'sent').length,
        mine: cells
          .filter(c => isOwing(c) && stands.writes(c.unit))
          .map(c => ({ c, p: periods.find(p => p.id === c.period)! }))
          .reverse()
          .map(({ c, p }) => ({ ...c, unitName: nameOf(c.unit), title: p.title, due: p.due })),
      });
    }
    return { items };
  },
});
export type RoundsView = z.infer<NonNullable<typeof listRounds.output>>;

export const readRound = read({
  name: 'round.kind',
  may: 'round.read',
  summary: '一张报表：各期各单位报没报',
  input: z.strictObject({ kind: kindShape, before: periodShape.optional() }),
  output: z.object({
    ...kindHead,
    ...{ form: formView, collects: z.boolean(), all: z.boolean(), today: text },
    periods: z.array(periodView),
    units: z.array(z.object({ id: text, name: text })),
    cells: z.array(cell),
    /** Whether there are older periods. */
    older: z.boolean(),
  }),
  async do(ctx, { kind: of, before }) {
    const kind = kindOf(ctx, of);
    const stands = standing(ctx, kind);
    const found = periodsUntil(kind.schedule, ctx.calendar, ctx.today, shownAtOnce + 1, before);
    const periods = found.slice(0, shownAtOnce);
    const cells = await cellsOf(ctx, kind, periods, stands.sees);
    const newest = periods[0];
    const units = newest ? (await owersOf(ctx, kind, newest)).filter(stands.sees) : [];
    if (!stands.all && units.length === 0 && cells.length === 0) throw refuse('not-found');
    const nameOf = await namesOf(ctx);
    return {
      ...headOf(kind, nameOf),
      ...{ form: formViewOf(kind), collects: stands.collects, all: stands.all, today: ctx.today, older: found.length > shownAtOnce },
      periods: periods.map(({ id, title, due }) => ({ id, title, due })),
      units: [...new Set([...units, ...cells.map(c => c.unit)])].map(id => ({ id, name: nameOf(id) })),
      cells,
    };
  },
});
export type RoundView = z.infer<NonNullable<typeof readRound.output>>;

const change = z.object({ row: text, name: text, column: text, was: value, is: value });
const shownChange = (kind: RoundKind, c: CellChange): CellChange => {
  const cell = (v: CellChange['was']) => (c.column in shown(formOf(kind), { [c.column]: v }) ? shown(formOf(kind), { [c.column]: v })[c.column]! : v);
  return { ...c, was: c.was === null ? null : cell(c.was), is: c.is === null ? null : cell(c.is) };
};

const rowView = z.object({
  ...{ id: text, values: valuesView, known: valuesView, note: text },
  /** Columns that nobody but the system fills here. */
  fixed: z.array(text),
  /** Columns in which the reporter says something else than the system. */
  departs: z.array(text),
  doubts: z.array(text),
  before: valuesView.nullable(),
  figures: figuresView,
});
export type ReportRowView = z.infer<typeof rowView>;

const reportView = z.object({
  ...kindHead,
  form: formView,
  period: periodView,
  unit: z.object({ id: text, name: text }),
  ...{ state, light, late: z.boolean(), no: z.number(), because: text, note: text, version: z.number() },
  ...{ sentAt: text.nullable(), sentByName: text.nullable(), acceptedAt: text.nullable(), acceptedByName: text.nullable() },
  rows: z.array(rowView),
  files: z.array(z.object({ id: text, name: text, size: z.number(), stamped: z.boolean() })),
  total: figuresView,
  faults: z.array(z.object({ path: text, message: text })),
  /** `open`: the papers that go with it. */
  may: z.object({
    write: z.boolean(),
    send: z.boolean(),
    recall: z.boolean(),
    correct: z.boolean(),
    drop: z.boolean(),
    accept: z.boolean(),
    open: z.boolean(),
  }),
  history: z.array(
    z.object({
      ...{ no: z.number(), seq: z.number(), step: z.enum(keysOf(reportSteps)), madeAt: text, madeByName: text, reason: text },
      changes: z.array(change),
    }),
  ),
  /** Against the version that this one corrects. */
  differences: z.array(change),
  chased: z.object({ on: text, by: text, times: z.number(), duty: text.nullable() }).nullable(),
});
export type ReportView = z.infer<typeof reportView>;

/** What stands in a report now: what is still written follows the system, what was sent is as it was. */
export async function rowsNow(ctx: Ctx, place: Parameters<typeof knownOf>[1], current: Report | null): Promise<ReportRow[]> {
  const open = !current || current.state === 'draft' || current.state === 'returned';
  return open ? merged(place.kind, current?.rows ?? [], await knownOf(ctx, place)) : current.rows;
}

export const readReport = read({
  name: 'round.report',
  may: 'round.read',
  summary: '一份报表：内容、系统已知的数、问题、修改记录',
  input: z.strictObject({ kind: kindShape, period: periodShape, unit: unitShape }),
  output: reportView,
  async do(ctx, input) {
    const stands = standing(ctx, kindOf(ctx, input.kind));
    if (!stands.sees(input.unit)) throw refuse('not-found');
    const place = await placeAt(ctx, input.kind, input.period, input.unit);
    const { kind, period, unit } = place;
    const versions = await versionsOf(ctx, place);
    const current = currentOf(versions);
    const state = current?.state ?? 'owed';
    const rows = await rowsNow(ctx, place, current);
    const before = await beforeOf(ctx, place);
    const form = formOf(kind);
    const older = current && current.no > 1 ? versions.find(v => v !== current && (v.state === 'accepted' || v.state === 'replaced')) : undefined;
    const steps = await ctx.sql<ReportView['history']>`
      select r.no, s.seq, s.step, s.made_at, s.made_by_name, s.reason, s.changes from round_step s
      join round_report r on r.county = s.county and r.id = s.report
      where s.county = ${ctx.county} and s.report = any(${versions.map(v => v.id)}::uuid[]) order by s.made_at desc, r.no desc, s.seq desc limit 200`;
    const owed = (await owedOf(ctx, kind, [period.id]))(period.id, unit);
    const nameOf = await namesOf(ctx);
    const writes = stands.writes(unit);
    const open = state === 'owed' || state === 'draft' || state === 'returned';
    const seen = (v: Values) => shown(form, v);
    return {
      ...headOf(kind, nameOf),
      ...{ form: formViewOf(kind), period: { id: period.id, title: period.title, due: period.due }, unit: { id: unit, name: nameOf(unit) } },
      ...{ state, light: lightOf(state, period.due, dueInstant(period.due, kind.schedule.by), ctx.now, ctx.today), late: versions.some(v => v.late) },
      ...{ no: current?.no ?? 1, because: current?.because ?? '', note: current?.note ?? '', version: current?.version ?? 0 },
      ...{ sentAt: current?.sentAt ?? null, sentByName: current?.sentByName ?? null },
      ...{ acceptedAt: current?.acceptedAt ?? null, acceptedByName: current?.acceptedByName ?? null },
      rows: rows.map(row => ({
        ...{ id: row.id, values: seen(row.cells), known: seen(row.known), note: row.note },
        fixed: kind.columns.filter(c => isFixed(c, row)).map(c => c.key),
        departs: departures(kind, row).map(c => c.key),
        doubts: kind.doubts?.(row.cells, before.get(row.id) ?? null) ?? [],
        before: before.has(row.id) ? seen(before.get(row.id)!) : null,
        figures: shownFigures(kind, figuresOf(kind, [row])),
      })),
      files: current?.files ?? [],
      total: shownFigures(kind, figuresOf(kind, rows)),
      faults: open ? faultsOf(kind, rows, before) : [],
      may: {
        ...{ write: writes && open, send: writes && (state === 'draft' || state === 'returned'), recall: writes && state === 'sent' },
        ...{ correct: writes && state === 'accepted', drop: writes && open && (current?.no ?? 1) > 1, accept: stands.collects && state === 'sent' },
        open: writes || stands.collects,
      },
      history: steps.map(s => ({ ...s, changes: s.changes.map(c => shownChange(kind, c)) })),
      differences: older ? changesOf(kind, older.rows, rows).map(c => shownChange(kind, c)) : [],
      chased: owed ? { on: owed.chasedOn, by: owed.chasedByName, times: owed.times, duty: owed.duty } : null,
    };
  },
});
