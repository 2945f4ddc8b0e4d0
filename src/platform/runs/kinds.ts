/** Kinds of runs: what a programme says of its figures. Routes, steps, pages and exports are the same for all. */
import type { Ctx } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Citation } from '../citations/index.ts';
import type { RunBalance } from './rules.ts';
import type { RunColumn, RunRow } from './runs.ts';

export interface RunParameter {
  key: string;
  title: string;
  /** Yuan as text. */
  standard: string;
  least: string;
  most: string;
  cite: Citation;
  note?: string;
}

/** Where the document is silent: the run stops until somebody has decided, with author, day and basis. */
export interface RunQuestion {
  key: string;
  title: string;
  options: Readonly<Record<string, string>>;
  /** What the document says, and what it does not. */
  note: string;
}

export interface RunDecision {
  question: string;
  title: string;
  answer: string;
  answerTitle: string;
  basis: string;
  decidedByName: string;
  decidedOn: Day;
}

/** Who answers for a part of the snapshot, and whether they have said that it is whole. */
export interface RunSource {
  key: string;
  title: string;
  unit: string;
  state: 'signed' | 'changed' | 'missing';
  /** Who signed, when; of what an SM3 digest. */
  byName: string | null;
  on: Day | null;
  digest: string;
}

export interface Snapshot<F> {
  facts: F;
  sources: readonly RunSource[];
  /** Why it cannot be computed from, each with the names concerned. */
  lacks: readonly { what: string; names: readonly string[] }[];
}

export type Answers = Readonly<Record<string, string>>;

export interface Computed {
  rows: RunRow[];
  /** What holds for the whole: pools, what shrank, what is left. */
  notes: string[];
  /** By column, as shown. */
  sums: Record<string, string>;
  /** Of a kind that divides money: what there was, what was given, what is left for the next. */
  balance?: RunBalance;
}

export interface RunKind<F = never> {
  id: string;
  title: string;
  /** How a row is called, and what rows are counted in. */
  row: string;
  unit: string;
  basis: readonly Citation[];
  /** Whose run it is: they compute, post and answer. */
  keeper: string;
  /** Units of which somebody checks it. */
  checkers: readonly string[];
  /** Units that see it at every state; `town`: towns see their own rows from the check on. */
  units: readonly string[];
  /** Rows of the permission table. */
  permits: { make: string; check: string; approve: string; object: string; answer: string; decide: string };
  columns: readonly RunColumn[];
  parameters: readonly RunParameter[];
  /** Page of the desk; a run's stands below it. */
  page: string;
  /** Page of the portal where posted runs are read. */
  portal?: string;
  /** Periods that can be computed, the newest first. */
  periods(today: Day): readonly { value: string; label: string }[];
  /** Runs in the house's scope, so that nobody's rows are left out. */
  snapshot(ctx: Ctx, period: string): Promise<Snapshot<F>>;
  questions(facts: F): readonly RunQuestion[];
  compute(facts: F, amounts: Answers, answers: Answers): Computed;
}
