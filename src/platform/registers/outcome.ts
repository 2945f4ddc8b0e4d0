/** What a check found, as the page shows it: the first of each sort, and their whole numbers. */
import { z } from 'zod';
import type { RegisterKind } from './kinds.ts';
import type { Compared, Held } from './rules.ts';
import { type Line, shown, titleOf, type Value } from './values.ts';

/** Of each sort, so many are shown; their number is always whole. */
export const mostShown = 500;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const outcomeShape = z.object({
  lines: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  missing: z.number(),
  wrong: z.number(),
  problems: z.array(z.object({ line: z.number(), column: z.string(), message: z.string() })),
  fresh: z.array(z.object({ line: z.number(), title: z.string(), values: z.record(z.string(), value), doubts: z.array(z.string()) })),
  differing: z.array(
    z.object({
      line: z.number(),
      title: z.string(),
      cells: z.array(z.object({ column: z.string(), was: value, is: value })),
      doubts: z.array(z.string()),
    }),
  ),
  absent: z.array(z.string()),
});
export type ImportOutcome = z.infer<typeof outcomeShape>;

export const noOutcome = (): ImportOutcome => ({
  ...{ lines: 0, added: 0, changed: 0, unchanged: 0, missing: 0, wrong: 0 },
  ...{ problems: [], fresh: [], differing: [], absent: [] },
});

/** Counts a line into what was found, and keeps it for showing while there is room. */
export function count(kind: RegisterKind, into: ImportOutcome, { line, values }: Line, row: Held | undefined, { cells, problems, doubts }: Compared): void {
  const one = (key: string, v: Value) => shown(kind, { [key]: v })[key]!;
  into.lines++;
  if (problems.length > 0) {
    into.wrong++;
    if (into.problems.length < mostShown) into.problems.push(...problems);
  } else if (cells.length === 0) into.unchanged++;
  else if (row) {
    if (into.changed++ < mostShown)
      into.differing.push({
        line,
        title: titleOf(kind, row.cells),
        cells: cells.map(c => ({ column: c.column, was: one(c.column, c.was), is: one(c.column, c.is) })),
        doubts,
      });
  } else if (into.added++ < mostShown) into.fresh.push({ line, title: titleOf(kind, values), values: shown(kind, values), doubts });
}
