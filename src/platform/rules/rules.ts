/** Rules that anybody may call: by HTTP without signing in, or from the command line. Nothing is stored. */
import { z } from 'zod';
import { parse, type Read, read } from '../actions/index.ts';
import type { Calendar, Day } from '../calendar/index.ts';
import type { Citation } from '../citations/index.ts';

export interface RuleContext {
  calendar: Calendar;
  today: Day;
}

export interface Rule<I extends z.ZodType = z.ZodType, O extends object = object> {
  name: string;
  summary: string;
  input: I;
  citations: readonly Citation[];
  /** The answer, and the steps that led to it, in Chinese. */
  run(input: z.infer<I>, ctx: RuleContext): { answer: O; why: string[] };
}

export const rule = <I extends z.ZodType, O extends object>(definition: Rule<I, O>): Rule => definition as unknown as Rule;

/** A rule's full answer: its own fields, its citations and why. Throws a refusal on input that does not fit. */
export function callRule(definition: Rule, input: unknown, ctx: RuleContext): object {
  const { answer, why } = definition.run(parse(definition.input, input), ctx);
  return { ...answer, citations: definition.citations, why };
}

/** A rule as a read, for the routes. */
export const ruleRead = (definition: Rule): Read =>
  read({
    name: `rule.${definition.name}`,
    may: 'rules.call',
    summary: definition.summary,
    input: definition.input,
    output: z.looseObject({ citations: z.array(z.object({ document: z.string(), place: z.string() })), why: z.array(z.string()) }),
    async do(ctx, input) {
      return callRule(definition, input, { calendar: ctx.calendar, today: ctx.today }) as never;
    },
  }) as unknown as Read;
