/** The register of firms as approvals change it: founded, changed, closed. All in the house's context. */
import { type Ctx, refusals } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Firm } from './people.ts';

const refuseFirm = refusals({
  'firm-known': [409, '这个统一社会信用代码已经登记给别的企业，请核对'],
});

export type FirmKind = 'company' | 'sole-trader' | 'cooperative' | 'institution';

export interface NewFirm {
  name: string;
  /** GB 32100, checked. */
  creditCode: string;
  kind: FirmKind;
  /** The person's id. */
  legalPerson: string;
  town?: string | null;
  address?: string | null;
  scope?: string | null;
}

/** Enters a firm founded today; its legal person may act for it from now on. */
export async function foundFirm(ctx: Ctx, f: NewFirm): Promise<Firm> {
  const id = crypto.randomUUID();
  const [made] = await ctx.sql<Firm[]>`
    insert into firm (county, id, name, credit_code, kind, legal_person, town, address, scope, founded)
    values (${ctx.county}, ${id}, ${f.name}, ${f.creditCode}, ${f.kind}, ${f.legalPerson}, ${f.town ?? null}, ${f.address ?? null}, ${f.scope ?? null}, ${ctx.today})
    on conflict (county, credit_code) do nothing
    returning id, name, credit_code, kind, legal_person, status, town, address, scope, founded, version`;
  if (!made) throw refuseFirm('firm-known');
  await giveLegalPerson(ctx, id, f.legalPerson);
  ctx.record({ action: 'firm.found', subject: `firm:${id}`, detail: { creditCode: f.creditCode, legalPerson: f.legalPerson } });
  return made;
}

const giveLegalPerson = (ctx: Ctx, firm: string, person: string) => ctx.sql`
  insert into mandate (county, principal_kind, principal, agent, basis, from_day)
  values (${ctx.county}, 'firm', ${firm}, ${person}, 'legal-person', ${ctx.today})`;

/**
 * Changes what is named. A new legal person acts for the firm from now on, and the old one no longer; the old one may
 * finish what is going on, within these things until that day, unless the new one takes that back.
 */
export async function changeFirm(
  ctx: Ctx,
  id: string,
  to: Partial<Pick<NewFirm, 'name' | 'legalPerson' | 'address' | 'scope'>>,
  finishing: { things: readonly number[]; toDay: Day },
): Promise<void> {
  const [old] = await ctx.sql<{ legalPerson: string }[]>`select legal_person from firm where county = ${ctx.county} and id = ${id} for update`;
  await ctx.sql`
    update firm set name = coalesce(${to.name ?? null}, name), legal_person = coalesce(${to.legalPerson ?? null}, legal_person),
      address = coalesce(${to.address ?? null}, address), scope = coalesce(${to.scope ?? null}, scope), version = version + 1
    where county = ${ctx.county} and id = ${id}`;
  if (to.legalPerson && to.legalPerson !== old?.legalPerson) {
    await ctx.sql`
      update mandate set state = 'revoked', version = version + 1
      where county = ${ctx.county} and principal = ${id} and basis = 'legal-person' and state = 'active'`;
    await giveLegalPerson(ctx, id, to.legalPerson);
    if (old)
      await ctx.sql`
        insert into mandate (county, principal_kind, principal, agent, basis, things, from_day, to_day, given_by)
        values (${ctx.county}, 'firm', ${id}, ${old.legalPerson}, 'given', ${[...finishing.things]}, ${ctx.today}, ${finishing.toDay}, ${to.legalPerson})`;
  }
  ctx.record({ action: 'firm.change', subject: `firm:${id}`, detail: { changed: Object.keys(to) } });
}

/** A closed firm stays in the register and can apply for nothing more. */
export async function closeFirm(ctx: Ctx, id: string): Promise<void> {
  await ctx.sql`update firm set status = 'cancelled', version = version + 1 where county = ${ctx.county} and id = ${id}`;
  ctx.record({ action: 'firm.close', subject: `firm:${id}` });
}
