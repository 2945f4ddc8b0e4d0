/**
 * The county's own signing keys, one a purpose: a code, a licence, a message to another platform. The private part is
 * sealed; the public part is for everybody who checks.
 */
import type { Sql } from '../db/index.ts';
import { sm2KeyPair } from './sm2.ts';
import type { Vault } from './vault.ts';

export type SigningPurpose = 'code' | 'licence' | 'exchange';

export interface SigningKey {
  /** Which key signed: named in what was signed, so that keys can be changed. */
  id: string;
  publicKey: string;
  privateKey: string;
}

interface Needs {
  /** In the house's scope. */
  sql: Sql;
  county: string;
  vault: Vault;
}

const place = (id: string) => `signing_key.sealed:${id}`;

/** The key that signs now. Made on first use, which needs a writing transaction. */
export async function signingKey({ sql, county, vault }: Needs, purpose: SigningPurpose): Promise<SigningKey> {
  const newest = () => sql<{ id: string; publicKey: string; sealed: string }[]>`
    select id, public_key, sealed from signing_key where county = ${county} and purpose = ${purpose} and retired_at is null order by made_at desc limit 1`;
  let [row] = await newest();
  if (!row) {
    const id = crypto.randomUUID();
    const made = sm2KeyPair();
    await sql`
      insert into signing_key (county, id, purpose, public_key, sealed) values (${county}, ${id}, ${purpose}, ${made.publicKey}, ${vault.seal(county, place(id), made.privateKey)})
      on conflict do nothing`;
    [row] = await newest();
  }
  return { id: row!.id, publicKey: row!.publicKey, privateKey: vault.open(county, place(row!.id), row!.sealed) };
}

/** Keys with which a signature of this purpose may be checked: those that sign, and those that did. */
export const publicKeys = ({ sql, county }: Pick<Needs, 'sql' | 'county'>, purpose: SigningPurpose) =>
  sql<{ id: string; publicKey: string }[]>`select id, public_key from signing_key where county = ${county} and purpose = ${purpose} order by made_at`;
