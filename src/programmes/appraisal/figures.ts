/**
 * The scheme that a county starts with. The order asks for live and yearly appraisal (三（三）) and names no indicator, weight or
 * threshold: all of them are `assumed`, and a year's scheme is adopted by a leader before anything is computed with it.
 */
import { cite } from '#platform/citations';
import type { Scheme } from './rules.ts';

export const citation = cite('中政发〔2024〕16号', '三（三）');

/** Fewer decided matters than this in the year, and a unit is scored but has no place. Assumed. */
export const smallest = 5;

export const firstScheme: Scheme = {
  smallest,
  items: [
    { measure: 'in-time', weight: 25, scoring: { kind: 'share', full: 99, none: 85 } },
    { measure: 'acted', weight: 5, scoring: { kind: 'share', full: 100, none: 80 } },
    { measure: 'told-once', weight: 10, scoring: { kind: 'share', full: 100, none: 80 } },
    { measure: 'satisfied', weight: 15, scoring: { kind: 'share', full: 98, none: 85 } },
    { measure: 'upheld', weight: 10, scoring: { kind: 'each', points: 5 } },
    { measure: 'answered', weight: 10, scoring: { kind: 'share', full: 100, none: 70 } },
    { measure: 'not-done', weight: 5, scoring: { kind: 'share', full: 100, none: 70 } },
    { measure: 'tickets', weight: 5, scoring: { kind: 'share', full: 100, none: 70 } },
    { measure: 'knowledge', weight: 5, scoring: { kind: 'share', full: 95, none: 60 } },
    { measure: 'reused', weight: 10, scoring: { kind: 'share', full: 60, none: 10 } },
  ],
};
