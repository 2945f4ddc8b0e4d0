/** What ends with its holder: a firm that is closed has no permits (行政许可法 第七十条第（三）项). */
import type { Ctx } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { note, stand } from './changes.ts';
import { type Licence, tellHolder } from './licences.ts';
import { paperStopped } from './standing.ts';

interface Ended {
  holder: string;
  reason: string;
  basis: string;
  /** The case that closed the firm: what it issues proves the closing and stays. */
  caseId: string;
  /** The unit that closed it, which needs no telling. */
  unit: string;
}

type Row = Pick<Licence, 'id' | 'number' | 'typeName' | 'holderKind' | 'holder' | 'bearerName' | 'issuer' | 'paper'>;

/** Cancels every licence and composite that the firm still holds, and tells its legal person and the units that issued them. In the house's context. */
export async function endLicences(ctx: Ctx, { holder, reason, basis, caseId, unit }: Ended): Promise<void> {
  const licences = await ctx.sql<Row[]>`
    select id, number, type_name, holder_kind, holder, bearer_name, issuer, paper from licence
    where county = ${ctx.county} and holder = ${holder} and holder_kind = 'firm' and state in ('valid', 'suspended')
      and case_id is distinct from ${caseId} order by id for update`;
  const [first] = licences;
  if (!first) return;
  for (const l of licences) {
    // A revocation that waits has nothing to revoke any more.
    await ctx.sql`
      update licence_change set state = 'declined', decided_by = ${ctx.actor.id}, decided_by_name = ${ctx.actor.name}, decided_at = ${ctx.now},
        decided_reason = ${reason} where county = ${ctx.county} and licence_id = ${l.id} and state = 'waiting'`;
    await stand(ctx, l, 'cancelled', reason, paperStopped(l.paper));
    await note(ctx, l, { kind: 'cancel', reason, basis });
  }
  const list = (of: readonly Row[]) => of.map(l => l.typeName).join('、');
  const data = { bearer: first.bearerName, basis };
  await tellHolder(ctx, first, { template: 'licences-ended', data: { ...data, count: String(licences.length), list: list(licences) }, link: '/wallet' });
  for (const issuer of new Set(licences.map(l => l.issuer)))
    if (issuer !== unit)
      await notifyUnit(ctx, issuer, {
        template: 'licences-ended-unit',
        data: { ...data, list: list(licences.filter(l => l.issuer === issuer)) },
        link: '/desk/licences?state=cancelled',
      });
}
