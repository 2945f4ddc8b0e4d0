/** A real server's line to the stand-in of the city, with a queue of messages before it; held until it is let go. */
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, openConnections, type Sql } from '#platform/db';
import { type City, openCity } from '../e2e/city/city.ts';
import { demoKeyId, demoKeys } from '../e2e/city/keys.ts';
import { client, type Running } from './server.ts';

const county = '141129';

/** Work on the database while no server runs. */
export async function onDatabase<T>(dataDir: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connections = await openConnections(dataDir);
  const sql = connect(connections.owner, { max: 1 });
  try {
    return await work(sql as never);
  } finally {
    await sql.end();
    await connections.stop();
  }
}

/** Points the demo's city at a stand-in, and queues so many messages of so many subjects, as if much had happened at once. */
export async function openLine(dataDir: string, subjects: number, each: number): Promise<City> {
  const city = await openCity({ keys: demoKeys, keyId: demoKeyId });
  await onDatabase(dataDir, async sql => {
    await sql`delete from exchange_out`;
    await sql`delete from exchange_subject`;
    await sql`update exchange_partner set url = ${city.url}, topics = '{item}' where id = 'city'`;
    await sql`select app.tell_partners(${county}, (select jsonb_agg(jsonb_build_object('topic', 'item', 'subject', 'bench-' || lpad(s::text, 6, '0'), 'at', now(),
      'facts', jsonb_build_object('id', s::text, 'name', '一件事', 'step', m, 'audience', 'individual'))) from generate_series(1, ${subjects}::int) s, generate_series(1, ${each}::int) m))`;
  });
  return city;
}

/** Introduces the server's key to the stand-in and lets the queue go, as an administrator would. */
export async function letGo(server: Running, city: City): Promise<void> {
  const admin = await client(server.port, 'admin');
  const { body } = await admin.call<{ keys: { id: string; publicKey: string }[] }>('GET', '/exchange/key');
  city.trusts(body.keys);
  const { partners } = (await admin.call<{ partners: { id: string; version: number }[] }>('GET', '/desk/exchange')).body;
  const resumed = await admin.call('POST', '/desk/exchange/partners/city/resumption', { version: partners.find(p => p.id === 'city')!.version });
  if (resumed.status !== 204) throw new Error(JSON.stringify(resumed.body));
}

/** Until the stand-in holds so many; fails when nothing came for longer than a killed sender holds its messages. */
export async function arrived(city: City, messages: number): Promise<void> {
  for (let seen = city.seen.length, since = Date.now(); city.taken.length < messages; await sleep(5)) {
    if (city.seen.length > seen) [seen, since] = [city.seen.length, Date.now()];
    if (Date.now() - since > 180_000) throw new Error(`nothing came any more: ${city.taken.length} of ${messages}`);
  }
}
