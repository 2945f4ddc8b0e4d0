import { connect, type Options } from './connect.ts';

/**
 * Statistics of every table that holds rows; run by the owner after much came in at once. The database collects its own a
 * minute later. Until then all indexes that begin with the county look alike to it, and it may read every row of the county
 * for one: foreign keys did, and kept that plan.
 */
export async function firstStatistics(owner: Options | string): Promise<void> {
  const sql = connect(owner, { max: 1 });
  try {
    const tables = await sql<{ name: string }[]>`
      select c.oid::regclass::text as name from pg_class c
      where c.relkind = 'r' and pg_relation_size(c.oid) > 0 and c.relnamespace in ('public'::regnamespace, 'audit'::regnamespace)`;
    for (const { name } of tables) await sql.unsafe(`analyze ${name}`);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
