/** Facts, conditions and situations: which answers a thing's questions can produce. */
import type { When } from './conditions.ts';
import type { Catalogue, Question, Thing } from './schema.ts';

/** What is known of a situation: question id → answer. A question that was not asked is absent. */
export type Facts = Record<string, string>;

/** Whether a condition holds; an unknown fact holds nothing. */
export function holds(condition: When | undefined, facts: Facts): boolean {
  if (condition === undefined) return true;
  if (isAny(condition)) return condition.any.some(c => holds(c, facts));
  if (isAll(condition)) return condition.all.every(c => holds(c, facts));
  if (isNot(condition)) return !holds(condition.not, facts);
  return Object.entries(condition).every(([fact, wanted]) => {
    const known = facts[fact];
    return known !== undefined && (Array.isArray(wanted) ? wanted.includes(known) : wanted === known);
  });
}

const isList = (value: unknown): value is When[] => Array.isArray(value) && typeof value[0] === 'object';

/** The forms of a condition; a question may itself be called `any`, so the value decides. */
export type FactsWhen = Record<string, string | string[]>;
export const isAny = (c: When): c is { any: When[] } => 'any' in c && isList(c.any);
export const isAll = (c: When): c is { all: When[] } => 'all' in c && isList(c.all);
export const isNot = (c: When): c is { not: When } => 'not' in c && typeof c.not === 'object' && !Array.isArray(c.not);

/** Every fact that a condition mentions, with the values that it compares with. */
export function factsIn(condition: When | undefined): { fact: string; values: string[] }[] {
  if (condition === undefined) return [];
  if (isAny(condition)) return condition.any.flatMap(factsIn);
  if (isAll(condition)) return condition.all.flatMap(factsIn);
  if (isNot(condition)) return factsIn(condition.not);
  return Object.entries(condition).map(([fact, v]) => ({
    fact,
    values: Array.isArray(v) ? v : [v],
  }));
}

export interface AskedQuestion {
  question: Question;
  when: When | undefined;
}

/** The thing's questions with their texts, in order. Unknown ids are left to the linter. */
export function questionsOf(catalogue: Catalogue, thing: Thing): AskedQuestion[] {
  const known = new Map(catalogue.questions.map(q => [q.id, q]));
  return thing.questions.flatMap(entry => {
    const { id, when } = typeof entry === 'string' ? { id: entry, when: undefined } : entry;
    const question = known.get(id);
    return question ? [{ question, when }] : [];
  });
}

/** The next question to ask after these answers, or null when the situation is settled. */
export function nextQuestion(catalogue: Catalogue, thing: Thing, answers: Facts): Question | null {
  const facts: Facts = { ...thing.facts };
  for (const { question, when } of questionsOf(catalogue, thing)) {
    if (!holds(when, facts)) continue;
    const answer = answers[question.id];
    if (answer === undefined) return question;
    facts[question.id] = answer;
  }
  return null;
}

export interface AnswerFault {
  question: string;
  message: string;
}

/**
 * The facts that these answers settle, or every fault in them: an unknown question, an answer that is none of the
 * options, a question that is still open. Answers to questions that the other answers leave out are dropped.
 */
export function settle(catalogue: Catalogue, thing: Thing, answers: Facts): { facts: Facts; faults: [] } | { facts: null; faults: AnswerFault[] } {
  const faults: AnswerFault[] = [];
  const facts: Facts = { ...thing.facts };
  const asked = questionsOf(catalogue, thing);
  for (const id of Object.keys(answers)) if (!asked.some(a => a.question.id === id)) faults.push({ question: id, message: '这件事没有这个问题' });
  for (const { question, when } of asked) {
    if (!holds(when, facts)) continue;
    const answer = answers[question.id];
    if (answer === undefined) faults.push({ question: question.id, message: `请回答：${question.ask}` });
    else if (!question.options.some(o => o.value === answer)) faults.push({ question: question.id, message: `“${question.ask}”没有这个选项` });
    else facts[question.id] = answer;
  }
  return faults.length > 0 ? { facts: null, faults } : { facts, faults: [] };
}

/** Every situation (set of answers) that the thing's questions can produce, without the thing's own constant facts. */
export function situations(catalogue: Catalogue, thing: Thing): Facts[] {
  const asked = questionsOf(catalogue, thing);
  const walk = (index: number, facts: Facts, answers: Facts): Facts[] => {
    const next = asked[index];
    if (!next) return [answers];
    const { question, when } = next;
    if (!holds(when, facts)) return walk(index + 1, facts, answers);
    return question.options.flatMap(o => walk(index + 1, { ...facts, [question.id]: o.value }, { ...answers, [question.id]: o.value }));
  };
  return walk(0, { ...thing.facts }, {});
}
