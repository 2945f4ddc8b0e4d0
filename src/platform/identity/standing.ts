/**
 * Who may act on a record that belongs to a person or a firm. Its parties are the principal and, beside it, the principal
 * in this one subject: an agent whose mandate is limited to some subjects holds the second and not the first, and so sees
 * these records and nothing else of the principal. What ends with the mandate ends at the next request.
 */
import { createHash } from 'node:crypto';
import type { Ctx } from '../actions/index.ts';
import { findFirm, inForce } from './people.ts';

/** The principal in one subject, as a party: not an id of anybody, and the same wherever it is worked out. */
export const inSubject = (principal: string, subject: string): string =>
  createHash('sha256')
    .update(`${principal}/${subject}`)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** The parties of a principal's record in a subject. */
export const partiesOf = (principal: string, subject: string): string[] => [principal, inSubject(principal, subject)];

export interface Filed {
  applicant: string;
  principalKind: 'person' | 'firm';
  principal: string;
  subject: string;
}

/** Whether this person may act for the principal in this subject today, in their own name or by a mandate. */
export async function actsFor(ctx: Ctx, person: string, { principal, subject }: Pick<Filed, 'principal' | 'subject'>): Promise<boolean> {
  if (person === principal) return true;
  const [mandate] = await ctx.asHouse(
    ctx => ctx.sql`
      select 1 from mandate where county = ${ctx.county} and agent = ${person} and principal = ${principal} and ${inForce(ctx)} and (things is null or ${subject} = any(things::text[]))`,
  );
  return mandate !== undefined;
}

/** Who is told about a record: its applicant; once their mandate has ended, the principal, for a firm its legal person. */
export async function contactOf(ctx: Ctx, filed: Filed): Promise<string> {
  if (await actsFor(ctx, filed.applicant, filed)) return filed.applicant;
  if (filed.principalKind === 'person') return filed.principal;
  const firm = await ctx.asHouse(ctx => findFirm(ctx, filed.principal));
  return firm?.legalPerson ?? filed.applicant;
}
