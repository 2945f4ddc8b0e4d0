/** What the desk is shown of plans. Amounts in 万元 as decimal text. */
import { z } from 'zod';
import { kinds, type ProjectKind, type Purse, purses, type Season, type Source, seasons, sources } from './figures.ts';
import { objectionView } from './objections.ts';
import { type FieldKey, fields, findingWords, type Part, type PlanFinding, type PlanState, parts, planStates } from './plan.ts';

const keysOf = <K extends string>(of: Record<K, unknown>) => Object.keys(of) as [K, ...K[]];
const part = z.enum(keysOf<Part>(parts));
const kind = z.enum(keysOf<ProjectKind>(kinds));
const state = z.enum(keysOf<PlanState>(planStates));
const season = z.enum(keysOf<Season>(seasons));
const purse = z.enum(['', ...keysOf<Purse>(purses)]);
const text = z.string();
const says = z.record(z.string(), z.string()).nullable();

export const planLine = z.object({
  ...{ id: text, year: z.number(), season, title: text, number: text, no: z.number(), state, madeByName: text, madeOn: text, approvedOn: text.nullable() },
  ...{ rows: z.number(), cut: text, given: text, findings: z.number(), undecided: z.number() },
});
export type PlanLine = z.infer<typeof planLine>;

const findingView = z.object({
  id: text,
  kind: z.enum(keysOf<PlanFinding['kind']>(findingWords)),
  /** Exact, as a decision names it: fen, or a count. */
  stated: text,
  computed: text,
  /** For the eye. */
  says: text,
  comes: text,
  fits: text.nullable(),
  /** Which fields are empty. */
  more: text.nullable(),
  /** What it is about. */
  title: text,
  decided: z.object({ decision: text, basis: text, by: text, on: text }).nullable(),
});
export type FindingView = z.infer<typeof findingView>;

const rowView = z.object({
  ...{ id: text, part, no: z.number(), kind },
  /** Every field as text. */
  words: z.object(Object.fromEntries(keysOf<FieldKey>(fields).map(f => [f, text])) as Record<FieldKey, typeof text>),
  town: text,
  unit: text,
  /** The project of the year's store that it means; empty: none. */
  project: text,
  /** Nothing to reckon with: not carried out, or a reason in words. */
  open: z.boolean(),
  withdrawn: z.boolean(),
  version: z.number(),
});
export type RowView = z.infer<typeof rowView>;

const successor = z.object({ id: text, no: z.number() }).nullable();

export const planView = z.object({
  plan: z.object({
    ...{
      id: text,
      year: z.number(),
      season,
      title: text,
      number: text,
      no: z.number(),
      replaces: text.nullable(),
      because: text,
      state,
      unread: z.array(text),
    },
    ...{ note: text, madeByName: text, madeOn: text, submittedByName: text.nullable(), submittedOn: text.nullable(), checkedByName: text.nullable() },
    ...{ checkedOn: text.nullable(), approvedByName: text.nullable(), approvedOn: text.nullable(), version: z.number() },
  }),
  print: text,
  rows: z.array(rowView),
  sums: z.array(
    z.object({
      ...{ id: text, title: text, part, kind: z.enum(['', ...keysOf<ProjectKind>(kinds)]), purse, sum: text, computed: text },
      ...{ count: z.number().nullable(), rows: z.number() },
    }),
  ),
  balances: z.array(z.object({ purse, cut: text, addition: text, fresh: text, left: text })),
  /** The year's own money by where it is from; without source: rows that do not say. */
  bySource: z.array(z.object({ source: z.enum(['', ...keysOf<Source>(sources)]), cut: text, given: text, left: text })),
  findings: z.array(findingView),
  changes: z.array(z.object({ n: z.number(), what: text, title: text, before: says, after: says, reason: text, changedByName: text, changedAt: text })),
  /** Against the version that this one replaces. */
  differences: z.array(z.object({ id: text, title: text, field: text, was: text.nullable(), is: text.nullable() })),
  /** The plan in the words of its print, made of the rows. */
  narrative: z.array(text),
  posting: z
    .object({ postedOn: text, until: text, contact: text, postedByName: text, endedOn: text.nullable(), endedBecause: text, endedByName: text })
    .nullable(),
  objections: z.array(objectionView),
  /** The year's store, to choose a row's project from. */
  store: z.array(z.object({ id: text, name: text, town: text })),
  older: successor,
  newer: successor,
  /** What this person can do here and now. */
  may: z.object({ write: z.boolean(), answer: z.boolean(), check: z.boolean(), approve: z.boolean(), return: z.boolean() }),
  citations: z.array(z.object({ document: text, place: text })),
});
export type PlanView = z.infer<typeof planView>;
