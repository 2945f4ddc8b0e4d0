/** The catalogue in one table: what `npm run catalogue:check` prints. */
import { plan } from './notice.ts';
import type { Catalogue } from './schema.ts';
import { situations } from './situations.ts';

export interface TableRow {
  no: number;
  name: string;
  situations: number;
  matters: string;
  /** Separate → together. */
  materials: string;
  fields: string;
  visits: string;
  days: string;
}

const range = (numbers: number[]) => {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  return low === high ? `${low}` : `${low}–${high}`;
};

export const catalogueTable = (c: Catalogue): TableRow[] =>
  c.things.map(t => {
    const plans = situations(c, t).map(answers => plan(c, t, { ...t.facts, ...answers }));
    const both = (key: 'materials' | 'fields' | 'visits' | 'days') => `${range(plans.map(p => p.separate[key]))} → ${range(plans.map(p => p.together[key]))}`;
    return {
      no: t.no,
      name: t.name,
      situations: plans.length,
      matters: range(plans.map(p => p.matters.length)),
      materials: both('materials'),
      fields: both('fields'),
      visits: both('visits'),
      days: both('days'),
    };
  });
