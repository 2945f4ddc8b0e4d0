/** Kinds of reports that are due again and again: data of the manifests. What differs between reports is written here and nowhere else. */
import { type Ctx, refuse } from '../actions/index.ts';
import type { Citation } from '../citations/index.ts';
import { checkKind, type RegisterColumn, type RegisterKind, type SealedType, type Values } from '../registers/index.ts';
import type { Period, Schedule } from './schedule.ts';

/** A cell of the form. Types, measures and options are those of a register. */
export interface RoundColumn extends Omit<RegisterColumn, 'writtenBy' | 'also' | 'from' | 'type'> {
  /** Persons' numbers do not travel in reports. */
  type: Exclude<RegisterColumn['type'], SealedType>;
  /** Headings above it in the form's own layout, the outermost first. */
  under?: readonly string[];
  /** What the system knows of it stays as it is, or is changed with the reporter's words. */
  known?: 'fixed' | 'reason';
  /** Added up over rows and units. */
  sum?: boolean;
}

/** A share, reckoned from two summed columns; its numerator and denominator are columns of the form, so both are seen. */
export interface RoundRate {
  key: string;
  title: string;
  under?: readonly string[];
  part: string;
  whole: string;
  /** The column behind which it stands. */
  after: string;
}

export interface KnownRow {
  id: string;
  values: Values;
}

export interface RoundKind {
  id: string;
  title: string;
  basis: Citation;
  /** `assumed` where the document names no day. */
  dueFrom: Citation | 'assumed';
  schedule: Schedule;
  columns: readonly RoundColumn[];
  rates?: readonly RoundRate[];
  /** Below the form, as the document has them. */
  notes?: readonly string[];
  /** One row a unit, or many: what they are counted in, what tells them apart, and whether the reporter adds some to those that are known. */
  rows: 'one' | { unit: string; key: readonly string[]; added: boolean };
  /** Units that report. */
  owes: 'towns' | readonly string[] | ((ctx: Ctx, period: Period) => Promise<string[]>);
  /** The unit that collects, returns, accepts and chases. */
  collects: string;
  /** What the system knows already, in the house's scope: rows with their cells. Of `one` row the id is `row`. */
  fill?(ctx: Ctx, period: Period, unit: string): Promise<KnownRow[]>;
  /** What of a row does not fit together, also with the same row of the period before; it is not sent so. `path` is a column's key. */
  faults?(values: Values, before: Values | null): { path: string; message: string }[];
  /** What is sent with the reporter's words only. */
  doubts?(values: Values, before: Values | null): string[];
}

declare module '../actions/action.ts' {
  interface House {
    rounds: Record<string, RoundKind>;
  }
}

export const kindOf = (ctx: Ctx, id: string): RoundKind => {
  const kind = Object.hasOwn(ctx.house.rounds, id) ? ctx.house.rounds[id] : undefined;
  if (!kind) throw refuse('not-found');
  return kind;
};

const forms = new WeakMap<RoundKind, RegisterKind>();
/** The form as cells are read and shown. */
export function formOf(kind: RoundKind): RegisterKind {
  const there = forms.get(kind);
  if (there) return there;
  const { id, title, basis, collects: keeper } = kind;
  const key = kind.rows === 'one' ? [] : kind.rows.key;
  const form = { id, title, unit: '', basis, keeper, key, columns: kind.columns.map(c => ({ ...c, writtenBy: [] })) };
  forms.set(kind, form);
  return form;
}

/** A kind that does not fit together stops the start. */
export function checkRound(kind: RoundKind): RoundKind {
  const form = formOf(kind);
  checkKind(
    kind.rows === 'one' ? { ...form, key: [kind.columns[0]!.key], columns: form.columns.map((c, i) => (i === 0 ? { ...c, required: true } : c)) } : form,
  );
  const counted = (key: string) => kind.columns.some(c => c.key === key && c.sum && (c.type === 'whole' || c.type === 'money'));
  const wrong =
    kind.rates?.find(r => !counted(r.part) || !counted(r.whole) || !kind.columns.some(c => c.key === r.after))?.key ??
    kind.columns.find(c => c.sum && !counted(c.key))?.key;
  if (wrong) throw new Error(`round ${kind.id}: ${wrong} does not fit`);
  return kind;
}

export const ratesOf = (kind: RoundKind): readonly RoundRate[] => kind.rates ?? [];

/** Every unit that reports in a period; towns in their official order. */
export async function owersOf(ctx: Ctx, kind: RoundKind, period: Period): Promise<string[]> {
  if (typeof kind.owes === 'function') return kind.owes(ctx, period);
  if (kind.owes !== 'towns') return [...kind.owes];
  const towns = await ctx.asHouse(
    ({ sql, county }) => sql<{ id: string }[]>`select id from unit where county = ${county} and kind = 'town' and active order by position`,
  );
  return towns.map(t => t.id);
}
