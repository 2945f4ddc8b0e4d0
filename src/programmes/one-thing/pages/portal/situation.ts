/** The answers that an address carries, and which question comes next: the same walk as the server's, on what the page knows. */

import type { When } from '../../catalogue/conditions.ts';
import { type Facts, factsIn, holds } from '../../catalogue/situations.ts';
import type { QuestionView, ThingView } from '../../views.ts';

/** Parameters of the pages themselves; no question is called so. */
const own = new Set(['at', 'start', 'again']);

export interface Path {
  /** Valid answers to the questions on the path; everything else in the address is dropped. */
  answers: Facts;
  /** The questions on the path, in order: those answered and the first open one. */
  asked: QuestionView[];
  /** The first open question; none when the situation is settled. */
  open: QuestionView | undefined;
  /** How many questions there are at most, those included that a later answer may still leave out. */
  most: number;
}

/** Walks the thing's questions with the answers given so far. */
export function pathOf(view: Pick<ThingView, 'facts' | 'questions'>, given: Facts): Path {
  const facts: Facts = { ...view.facts };
  const path: Path = { answers: {}, asked: [], open: undefined, most: 0 };
  for (const question of view.questions) {
    const when = question.when as When | undefined;
    if (path.open) {
      // Not settled yet: a question counts unless what is known already leaves it out.
      const known = factsIn(when).every(f => f.fact in facts);
      if (!known || holds(when, facts)) path.most += 1;
      continue;
    }
    if (!holds(when, facts)) continue;
    path.most += 1;
    path.asked.push(question);
    const answer = given[question.id];
    if (answer !== undefined && question.options.some(o => o.value === answer)) {
      facts[question.id] = answer;
      path.answers[question.id] = answer;
    } else path.open = question;
  }
  return path;
}

export const answersIn = (params: URLSearchParams): Facts => Object.fromEntries([...params].filter(([key]) => !own.has(key)));

/** `?at=card-wanted&born-where=here…` */
export function search(answers: Facts, more: Record<string, string> = {}): string {
  const text = new URLSearchParams({ ...more, ...answers }).toString();
  return text ? `?${text}` : '';
}
