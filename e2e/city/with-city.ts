/** A county of a test and its stand-in, introduced to each other. */
import type { OutTopic } from '../../src/platform/exchange/pure.ts';
import { type County, rows } from '../../src/testing/index.ts';
import { type City, openCity } from './city.ts';

interface Wishes {
  partner?: 'city' | 'province';
  topics?: OutTopic[];
  /** The demo county's items that wait already. */
  keepItems?: boolean;
}

/** The city and the province, both introduced. */
export async function openPartners(county: County): Promise<{ city: City; province: City; close(): Promise<void> }> {
  const city = await openCity();
  const province = await openCity({ id: 'province', keyId: 'province-1' });
  await introduce(county, city);
  await introduce(county, province, { partner: 'province' });
  return {
    city,
    province,
    async close() {
      await city.close();
      await province.close();
    },
  };
}

/** Points the partner at the stand-in, as an administrator would, and gives the stand-in the county's keys. */
export async function introduce(county: County, city: City, o: Wishes = {}): Promise<void> {
  const partnerId = o.partner ?? 'city';
  const admin = await county.as('admin');
  const { code } = (await admin.get('/demo/code')).body;
  const { csrf } = (await admin.post('/session/elevation', { code })).body;
  admin.csrf = csrf;
  const view = (await admin.get('/desk/exchange')).body.partners.find((p: { id: string }) => p.id === partnerId);
  if (!o.keepItems) {
    await county.owner`delete from exchange_out`;
    await county.owner`delete from exchange_subject`;
  }
  const kept = await admin.send('PUT', `/desk/exchange/partners/${partnerId}`, {
    version: view.version,
    name: view.name,
    url: city.url,
    keys: [{ id: city.keyId, publicKey: city.publicKey }],
    topics: o.topics ?? ['case', 'progress', 'licence', 'rating', 'ticket'],
    active: true,
  });
  if (kept.status !== 200) throw new Error(JSON.stringify(kept.body));
  const resumed = await admin.post(`/desk/exchange/partners/${partnerId}/resumption`, { version: kept.body.version });
  if (resumed.status !== 204) throw new Error(JSON.stringify(resumed.body));
  city.trusts((await county.guest().get('/exchange/key')).body.keys);
}

export const waiting = async (county: County) =>
  (await rows<{ n: number }>(county, `select count(*)::int as n from exchange_out where state in ('waiting', 'stuck')`))[0]!.n;
