/** What an approval changes in the register of firms: a firm is founded, changed or closed with its licence, in one transaction. */
import type { Ctx } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { addPerson, changeFirm, closeFirm, type Firm, findFirm, foundFirm, personByIdentity } from '#platform/identity';
import { endLicences, licencesOfCase } from '#platform/licences';
import { readIdentityNumber, readPhone } from '#platform/validators';
import type { Matter } from './catalogue/schema.ts';
import { valuesOf } from './forms.ts';
import type { OpenedCase } from './kind.ts';

/** How long a former legal person may go on with the case in which the change was approved. Assumed. */
const finishingDays = 60;

/** Permits end with the firm that held them. */
const endOfPermits = '《中华人民共和国行政许可法》第七十条第（三）项';

/** Applies the matter's `register`; the firm that is there after it, where it founded one. In the house's context. */
export async function keepRegister(ctx: Ctx, opened: OpenedCase, matter: Matter, creditCode: string): Promise<Firm | null> {
  const { register } = matter;
  if (!register) return null;
  const value = (field: string | undefined) => (field ? valuesOf(opened.content, field)[0]?.value || undefined : undefined);
  const legalPerson = async () => {
    const number = value(register.legalPerson?.identity);
    const reading = number ? readIdentityNumber(number, ctx.today) : undefined;
    if (!reading?.valid) return undefined;
    const known = await personByIdentity(ctx, reading.normalized);
    if (known) return known.id;
    const phone = readPhone(value(register.legalPerson?.phone) ?? '');
    // A founder from elsewhere is known from now on, as somebody whom a window registers.
    return addPerson(ctx, {
      name: value(register.legalPerson?.name) ?? '',
      identity: reading.normalized,
      ...(phone ? { phone } : {}),
      birth: reading.birth,
      sex: reading.sex,
      local: false,
    });
  };
  const name = value(register.name);
  const written = { address: value(register.address) ?? null, scope: value(register.scope) ?? null };
  switch (register.act) {
    case 'found':
      return foundFirm(ctx, {
        ...written,
        name: name ?? opened.file.principalName,
        creditCode,
        kind: register.kind ?? 'company',
        legalPerson: (await legalPerson()) ?? opened.file.applicant,
        town: opened.file.town,
      });
    case 'change': {
      const person = await legalPerson();
      await changeFirm(
        ctx,
        opened.file.principal,
        { ...written, ...(name ? { name } : {}), ...(person ? { legalPerson: person } : {}) },
        { things: [opened.thing.no], toDay: addDays(ctx.today, finishingDays) },
      );
      return null;
    }
    case 'close':
      await closeFirm(ctx, opened.file.principal);
      await endLicences(ctx, {
        holder: opened.file.principal,
        reason: '企业注销登记，主体终止',
        basis: endOfPermits,
        caseId: opened.file.id,
        unit: matter.department,
      });
      return null;
  }
}

/** The firm that an earlier matter of this case founded: later licences of firms are its own. In the house's context. */
export async function foundedIn(ctx: Ctx, opened: OpenedCase): Promise<Firm | null> {
  const founds = opened.plan.matters.some(m => m.matter.register?.act === 'found');
  if (!founds) return null;
  const issued = await licencesOfCase(ctx, opened.file.id);
  const firm = issued.find(l => l.holderKind === 'firm' && l.holder !== opened.file.principal);
  return firm ? findFirm(ctx, firm.holder) : null;
}
