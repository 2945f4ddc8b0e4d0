/** What a room or a programme brings to the house. Whatever does not fit together stops the start. */
import type { Guard, Permit } from '../access/index.ts';
import type { House } from '../actions/index.ts';
import type { CaseKind } from '../cases/index.ts';
import type { DemoCounty } from '../demo/index.ts';
import type { Route } from '../http/index.ts';
import type { Indicator, UnitMeasure } from '../indicators/index.ts';
import type { Job } from '../jobs/index.ts';
import type { Templates } from '../notices/index.ts';
import type { RegisterKind } from '../registers/index.ts';
import type { RoundKind } from '../rounds/index.ts';
import type { Rule } from '../rules/index.ts';
import type { DutyKind } from '../supervision/index.ts';
import type { Waits } from '../waiting/index.ts';

export interface Manifest {
  id: string;
  /** Number of the document that the programme carries out; absent for rooms of the platform. */
  document?: string;
  permits: readonly Permit[];
  guards: readonly Guard[];
  routes: readonly Route[];
  kinds?: readonly CaseKind[];
  /** Kinds of duties: anything with an owner and a due day. */
  duties?: readonly DutyKind[];
  /** Kinds of registers: kept rows with history. */
  registers?: readonly RegisterKind[];
  /** Kinds of rounds: reports due again and again. */
  rounds?: readonly RoundKind[];
  /** Sorts of work that wait for somebody, for the first page of the desk. */
  waits?: readonly Waits[];
  templates?: Templates;
  /** What its records are called, by the first part of their subject in the audit: `place` in `place:105`. */
  records?: Readonly<Record<string, string>>;
  /** What the audit calls steps inside an action, and actions whose permit says too little. */
  steps?: Readonly<Record<string, string>>;
  rules?: readonly Rule[];
  jobs?: (house: House) => Job<never>[];
  indicators?: readonly Indicator[];
  /** Shares of units, which the appraisal scores. */
  measures?: readonly UnitMeasure[];
  /** Its part of the demo county, made after people and cases are there, in the order of the house. */
  demo?: (county: DemoCounty) => Promise<void>;
  /** Its part needs the people alone, nothing that others make: it is made while cases are played. */
  demoBeside?: true;
}

/** What one room of the platform brings. */
export type Part = Omit<Manifest, 'id' | 'document'>;
