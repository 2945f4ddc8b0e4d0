/** When something of the catalogue applies, and the conditions that a matter sets. */
import { z } from 'zod';

/** How entries, facts and fields are named. */
export const id = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, '只能用小写字母、数字和连字符');
export const text = z.string().trim().min(1, '不能为空');

/**
 * When something applies. Keys are facts (the ids of questions, or facts that the thing sets); a list means "one of".
 * All keys of one object must hold.
 */
export type When = { [fact: string]: string | string[] } | { any: When[] } | { all: When[] } | { not: When };
export const when: z.ZodType<When> = z.lazy(() =>
  z.union([
    z.strictObject({ any: z.array(when).min(1) }),
    z.strictObject({ all: z.array(when).min(1) }),
    z.strictObject({ not: when }),
    z.record(id, z.union([z.string(), z.array(z.string()).min(1)])),
  ]),
);

/** A condition that a machine can test; see checks.ts. */
export const testSchema = z.discriminatedUnion('rule', [
  // `birth` names a field with a date, or with an identity number that holds one.
  z.strictObject({ rule: z.literal('within-years'), birth: id, years: z.number().int() }),
  z.strictObject({ rule: z.literal('younger-than'), birth: id, years: z.number().int() }),
  z.strictObject({ rule: z.literal('age-at-least'), birth: id, years: z.number().int() }),
  z.strictObject({ rule: z.literal('age-by-sex'), number: id, male: z.number().int(), female: z.number().int() }),
  z.strictObject({ rule: z.literal('within-days'), date: id, days: z.number().int() }),
  z.strictObject({ rule: z.literal('days-since'), date: id, days: z.number().int() }),
  z.strictObject({ rule: z.literal('date-order'), earlier: id, later: id }),
  // A day before the birth that stands in an identity number.
  z.strictObject({ rule: z.literal('born-by'), number: id, date: id }),
  z.strictObject({ rule: z.literal('at-least'), field: id, value: z.number() }),
  z.strictObject({ rule: z.literal('at-most'), field: id, value: z.number() }),
  z.strictObject({ rule: z.literal('one-of'), field: id, values: z.array(z.string()).min(1) }),
  z.strictObject({ rule: z.literal('different'), fields: z.array(id).length(2) }),
  z.strictObject({ rule: z.literal('firm-active') }),
  z.strictObject({ rule: z.literal('local-resident') }),
  z.strictObject({ rule: z.literal('identity-agrees'), number: id, birth: id.optional(), sex: id.optional() }),
]);

export const conditionSchema = z.strictObject({
  text,
  test: testSchema.optional(),
  /** `refuse`: the application cannot be handed in; `doubt`: the reviewer decides. */
  otherwise: z.enum(['refuse', 'doubt']).default('doubt'),
  when: when.optional(),
});

export type Test = z.infer<typeof testSchema>;
export type Condition = z.infer<typeof conditionSchema>;

/** A test of slips of the pen: nothing that a person has to fulfil, and so nothing that a notice tells beforehand. */
export const isSlip = (test: Test | undefined): boolean => test?.rule === 'different' || test?.rule === 'born-by';

/** The fields that a machine test reads. */
export function fieldsOfTest(test: Test): string[] {
  switch (test.rule) {
    case 'within-years':
    case 'younger-than':
    case 'age-at-least':
      return [test.birth];
    case 'age-by-sex':
      return [test.number];
    case 'within-days':
    case 'days-since':
      return [test.date];
    case 'date-order':
      return [test.earlier, test.later];
    case 'born-by':
      return [test.number, test.date];
    case 'at-least':
    case 'at-most':
    case 'one-of':
      return [test.field];
    case 'different':
      return test.fields;
    case 'identity-agrees':
      return [test.number, ...(test.birth ? [test.birth] : []), ...(test.sex ? [test.sex] : [])];
    case 'firm-active':
    case 'local-resident':
      return [];
  }
}
