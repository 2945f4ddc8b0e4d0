/** What every county has from the first start: its units and the first version of the catalogue. */

import { systemActor } from '#platform/access';
import { type House, knownActor, perform } from '#platform/actions';
import { ensureUnits } from '#platform/administration';
import { filesCatalogue, installCatalogue, loadDivisions, otherUnits, unitsOf } from '#programmes/one-thing';

/** Idempotent, and quick when it was done before. */
export async function ensureCounty(house: House, county: string): Promise<void> {
  const who = knownActor(systemActor(county, '初始化'));
  const meta = { county, requestId: 'install' };
  const installed = await house.db.read({ county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] }, async sql => {
    const [row] = await sql<{ there: boolean; units: string[] }[]>`
      select exists (select 1 from catalogue_version where county = ${county}) as there,
        array(select id from unit where county = ${county}) as units`;
    return row!;
  });
  if (installed.there) {
    // A county from before a unit joined the house.
    const missing = otherUnits.filter(u => !installed.units.includes(u.id));
    if (missing.length > 0) await perform(house, ensureUnits, who, { units: missing }, meta);
    return;
  }
  const catalogue = filesCatalogue();
  await perform(house, ensureUnits, who, { units: unitsOf(catalogue, loadDivisions()) }, meta);
  await perform(house, installCatalogue, who, { catalogue }, meta);
}
