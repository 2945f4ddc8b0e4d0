/** The live schema keeps the discipline that is hard to add later. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { firstStatistics, runtimeRole } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const ours = `n.nspname in ('public', 'audit') and c.relname <> 'schema_migration'`;

it('has the county as first column of every primary key, index and foreign key', async () => {
  const faults = await rows<{ what: string }>(
    county,
    `select c.relname || ': no primary key' as what from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and ${ours} and not exists (select 1 from pg_index i where i.indrelid = c.oid and i.indisprimary)
     union all
     select i.indexrelid::regclass || ': begins with ' || coalesce(a.attname, 'an expression') from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where ${ours} and a.attname is distinct from 'county'
     union all
     select k.conname || ': refers without the county' from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.conkey[1] where k.contype = 'f' and ${ours} and a.attname <> 'county'`,
  );
  expect(faults).toEqual([]);
});

it('forces row-level security on every table, for the owner too', async () => {
  const open = await rows<{ name: string }>(
    county,
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and ${ours} and not (c.relrowsecurity and c.relforcerowsecurity)`,
  );
  expect(open).toEqual([]);
});

it('serves with a role that owns nothing, passes no security and cannot touch the audit', async () => {
  const [role] = await rows<{ super: boolean; bypass: boolean; owns: number }>(
    county,
    `select rolsuper as super, rolbypassrls as bypass, (select count(*)::int from pg_class where relowner = r.oid) as owns from pg_roles r where rolname = '${runtimeRole}'`,
  );
  expect(role).toEqual({ super: false, bypass: false, owns: 0 });
  const system = { county: county.county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] };
  for (const statement of [
    `update audit.entry set body = '{}'`,
    `delete from audit.entry`,
    `insert into audit.entry (county, seq, at, actor, action, body, hash) values ('141129', 999999, now(), 'x', 'x', '{}', '')`,
    `update audit.head set seq = 1`,
    `truncate audit.entry`,
    `drop table case_file`,
    `alter table case_file disable row level security`,
    `delete from case_file`,
    `delete from licence`,
    `delete from person`,
  ])
    await expect(
      county.house.db.write(system, sql => sql.unsafe(statement)),
      statement,
    ).rejects.toThrow(/permission denied|must be owner/);
});

it('shows a scope without roles nothing but what everybody may read', async () => {
  const nobody = { county: county.county, actor: 'x', roles: [], parties: [], units: [], towns: [] };
  for (const table of [
    'person',
    'firm',
    'mandate',
    'staff',
    'staff_role',
    'session',
    'case_file',
    'task',
    'case_event',
    'licence',
    'consent',
    'file',
    'notice',
    'application',
    'duty',
    'audit.entry',
    'county_key',
    'idempotency',
    'outbox',
  ]) {
    const [count] = await county.house.db.read(nobody, sql => sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`));
    expect(count!.n, table).toBe(0);
  }
});

it('shows another county nothing, whatever the roles', async () => {
  const stranger = { county: '141130', actor: 'x', roles: ['supervisor', 'administrator', 'auditor', 'system', 'gate'], parties: [], units: [], towns: [] };
  for (const table of ['person', 'firm', 'staff', 'unit', 'licence', 'catalogue_version', 'audit.entry', 'demo_account']) {
    const [count] = await county.house.db.read(stranger, sql => sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`));
    expect(count!.n, table).toBe(0);
  }
});

it('has statistics after much came in at once, so that a row is found by its key', async () => {
  const { owner } = county;
  await owner`update pg_class set reltuples = -1 where oid = 'person'::regclass`;
  await firstStatistics(county.ownerOptions);
  const without = await rows(county, `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and reltuples = -1`);
  expect(without).toEqual([]);
  const plan = await owner.begin(async sql => {
    await sql.unsafe(`set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off`);
    await sql.unsafe(`prepare by_key (text, uuid) as select 1 from person where county = $1 and id = $2 for key share`);
    return sql.unsafe(`explain execute by_key ('141129', gen_random_uuid())`);
  });
  expect(JSON.stringify(plan)).toContain('person_pkey');
});
