/** Consents to the use of licences in cases. */
import type { Ctx } from '../actions/index.ts';

export interface Consent {
  licenceId: string;
  material: string;
  units: readonly string[];
}

/** Writes down that the holder lets these units see these licences for this case. */
export async function giveConsents(ctx: Ctx, caseId: string, by: string, given: readonly Consent[]): Promise<void> {
  if (given.length === 0) return;
  await ctx.sql`
    insert into consent (county, id, licence_id, case_id, material, units, given_by, given_at)
    select ${ctx.county}, gen_random_uuid(), r."licenceId", ${caseId}, r.material, r.units, ${by}, ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(given)}::text::jsonb) as r ("licenceId" uuid, material text, units text[])`;
}
