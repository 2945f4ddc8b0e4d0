/** Sums and shares as pages have them: a percent never without what it is reckoned from. */
import { z } from 'zod';
import { shown } from '../registers/index.ts';
import { formOf, type RoundKind, ratesOf } from './kinds.ts';
import { type Figures, percent } from './rules.ts';

const text = z.string();
export const valuesView = z.record(text, z.union([text, z.number(), z.boolean(), z.null()]));
const rate = z.object({ key: text, part: text, whole: text, percent: text.nullable() });
export const figuresView = z.object({ rows: z.number(), sums: valuesView, rates: z.array(rate) });
export type FiguresView = z.infer<typeof figuresView>;

export function shownFigures(kind: RoundKind, { rows, sums }: Figures): FiguresView {
  const texts = shown(
    formOf(kind),
    Object.fromEntries(Object.entries(sums).map(([k, n]) => [k, kind.columns.some(c => c.key === k && c.type === 'money') ? String(n) : Number(n)])),
  );
  return {
    ...{ rows, sums: texts },
    rates: ratesOf(kind).map(r => ({
      key: r.key,
      part: String(texts[r.part]),
      whole: String(texts[r.whole]),
      percent: percent(sums[r.part]!, sums[r.whole]!),
    })),
  };
}
