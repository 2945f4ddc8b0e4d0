/** Which tickets ask the same, and what the figures of a day mean. Pure. */
import { connected } from './figures.ts';

/** Words that say something: a single character is in every other sentence. */
export const telling = (words: readonly string[]): string[] => [...new Set(words)].filter(w => w.length >= 2);

/** How much two texts have in common: shared words against those of the shorter one, 0 to 1. */
export function likeness(a: readonly string[], b: readonly string[]): number {
  const [one, other] = [telling(a), new Set(telling(b))];
  const least = Math.min(one.length, other.size);
  return least === 0 ? 0 : one.filter(w => other.has(w)).length / least;
}

/** From here on a text is shown as perhaps the same; fewer than three words say too little. */
export const alike = 0.5;
export const leastWords = 3;

export interface Candidate {
  id: string;
  words: readonly string[];
  samePhone: boolean;
  openedOn: string;
}

/** Those that may ask the same: alike in words first, then the same caller's, newest first. */
export function duplicates<C extends Candidate>(words: readonly string[], candidates: readonly C[], most = 6): (C & { likeness: number })[] {
  const enough = telling(words).length >= leastWords;
  return candidates
    .map(c => ({ ...c, likeness: enough ? likeness(words, c.words) : 0 }))
    .filter(c => c.samePhone || c.likeness >= alike)
    .sort((a, b) => b.likeness - a.likeness || Number(b.samePhone) - Number(a.samePhone) || b.openedOn.localeCompare(a.openedOn))
    .slice(0, most);
}

/** Per cent with one decimal; null where there was nothing. */
export const percent = (part: number, whole: number): number | null => (whole === 0 ? null : Math.round((part / whole) * 1000) / 10);

/** Whether the connected rate of GB/T 33358 was met. */
export const wellConnected = (calls: number, through: number): boolean | null => (calls === 0 ? null : through * 100 >= calls * connected.percent);
