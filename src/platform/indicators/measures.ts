/**
 * Measures of units: a share whose parts can be counted and shown. Rooms and programmes name theirs in the manifest; the
 * appraisal of departments scores them, and looks at the lines that were missed.
 */
import type { Ctx } from '../actions/index.ts';
import type { Citation } from '../citations/index.ts';
import type { Behind, Period } from './indicators.ts';

export interface UnitShare {
  unit: string;
  /** How many of them were as they should be. */
  numerator: number;
  denominator: number;
}

/** A line of the denominator that is not in the numerator. */
export interface Miss extends Behind {
  unit: string;
  /** What it is about, the same at every look: `task:<id>`. A decided objection names it. */
  key: string;
}

export interface UnitMeasure {
  id: string;
  title: string;
  /** What is counted, and when something is as it should be; in Chinese. */
  counts: string;
  citation: Citation;
  /** Units without anything to count are left out. In the house's scope. */
  shares(ctx: Ctx, period: Period): Promise<UnitShare[]>;
  /** Every miss of the period, of one unit or of all. */
  misses(ctx: Ctx, period: Period, unit?: string): Promise<Miss[]>;
}

declare module '../actions/action.ts' {
  interface House {
    measures: readonly UnitMeasure[];
  }
}
