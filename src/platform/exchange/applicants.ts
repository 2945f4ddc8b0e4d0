/** Who applied on a partner's platform: a person by identity number and name, a firm by its credit code. */
import { z } from 'zod';
import { type Ctx, type Fault, parse, refuse } from '../actions/index.ts';
import type { AppliedElsewhere } from '../cases/index.ts';
import { type Firm, firmByCode, type KnownPerson, personByIdentity } from '../identity/index.ts';
import { creditCodeFaults, identityFaults, readCreditCode, readIdentityNumber } from '../validators/index.ts';

const whoSchema = z.strictObject({
  applicant: z.strictObject({ name: z.string().trim().max(50), identity: z.string().trim().max(24) }).optional(),
  firm: z.strictObject({ code: z.string().trim().max(24) }).optional(),
});

/** A firm without a person applies by its legal person. Says everything that is wrong. */
export async function whoApplied(ctx: Ctx, named: unknown): Promise<Pick<AppliedElsewhere, 'applicant' | 'firm'>> {
  const { applicant, firm: code } = parse(whoSchema, named);
  const faults: Fault[] = [];
  const person = applicant ? await registered(ctx, applicant, faults) : null;
  const firm = code ? await registeredFirm(ctx, code.code, faults) : null;
  if (!applicant && !code) faults.push({ path: 'applicant', message: '请写明申请人（applicant）或企业（firm）' });
  const id = person?.id ?? firm?.legalPerson;
  if (faults.length > 0 || !id) throw refuse('input', { faults });
  return { applicant: id, firm: firm?.id ?? null };
}

async function registered(ctx: Ctx, { name, identity }: { name: string; identity: string }, faults: Fault[]): Promise<KnownPerson | null> {
  const reading = readIdentityNumber(identity, ctx.today);
  const person = reading.valid ? await personByIdentity(ctx, reading.normalized) : null;
  if (!reading.valid) faults.push({ path: 'applicant.identity', message: identityFaults[reading.reason] });
  // A name that does not fit tells nothing, not even that the number is known.
  else if (person?.name !== name || person.status !== 'alive')
    faults.push({ path: 'applicant', message: '姓名和公民身份号码与本县的登记对不上；还没有登记过的，请先带身份证到大厅综合窗口登记' });
  return person;
}

async function registeredFirm(ctx: Ctx, code: string, faults: Fault[]): Promise<Firm | null> {
  const reading = readCreditCode(code);
  const firm = reading.valid ? await firmByCode(ctx, reading.normalized) : null;
  if (!reading.valid) faults.push({ path: 'firm.code', message: creditCodeFaults[reading.reason] });
  else if (!firm) faults.push({ path: 'firm.code', message: '本县没有登记这家企业' });
  return firm;
}
