/**
 * Proves a catalogue, for every thing and every situation that its questions can produce; says what is wrong, where,
 * and how to mend it. Runs on the files (`npm run catalogue:check`), beside the editor, and at publishing.
 */
import type { Finding, Report } from './finding.ts';
import { duplicates, oneComposite, oneMatter, references, sources, unused } from './lint-entries.ts';
import { everySituation, staticThing } from './lint-thing.ts';
import type { Catalogue } from './schema.ts';

/**
 * All findings, errors first. `staffed`: the departments that have somebody to work; absent: not checked (files alone
 * do not know the staff).
 */
export function lint(catalogue: Catalogue, staffed?: ReadonlySet<string>): Finding[] {
  const found = new Map<string, Finding>();
  const report: Report = f => {
    const key = [f.rule, f.kind, f.id, f.message].join('|');
    if (!found.has(key)) found.set(key, { level: 'error', ...f });
  };
  duplicates(catalogue, report);
  references(catalogue, report);
  sources(catalogue, report);
  for (const matter of catalogue.matters) oneMatter(catalogue, matter, report);
  for (const thing of catalogue.things) {
    staticThing(catalogue, thing, staffed, report);
    everySituation(catalogue, thing, report);
  }
  for (const composite of catalogue.composites) oneComposite(catalogue, composite, report);
  unused(catalogue, report);
  return [...found.values()].sort((a, b) => (a.level === b.level ? 0 : a.level === 'error' ? -1 : 1));
}

/** What a finding in a publication would stop: every error. */
export const blocking = (findings: Finding[]) => findings.filter(f => f.level === 'error');
