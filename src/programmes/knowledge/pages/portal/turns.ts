/** The conversation so far, in this tab of the browser and nowhere else; gone when the tab is closed. */
import type { AnswerView } from '../../views.ts';

export interface Turn {
  id: number;
  question: string;
  answer: AnswerView;
}

const place = 'ask-turns';

export function keptTurns(): Turn[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? '[]');
    return Array.isArray(kept) ? (kept as Turn[]) : [];
  } catch {
    return [];
  }
}

export function keepTurns(turns: readonly Turn[]): void {
  try {
    sessionStorage.setItem(place, JSON.stringify(turns));
  } catch {
    // A browser that keeps nothing still answers.
  }
}
