/**
 * Sealing of sensitive fields: SM4-GCM with a data key per county, bound to the place where the value is kept; look-up
 * by a keyed blind index (HMAC-SM3), because a plain hash of a guessable number protects nothing.
 * The data keys lie in the database, wrapped by a master key that does not.
 */
import { type CipherGCMTypes, createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from '../db/index.ts';

/** Holds the master key: a file for the demo, an HSM or KMS in production. */
export interface MasterKey {
  wrap(key: Buffer): Promise<Buffer>;
  unwrap(wrapped: Buffer): Promise<Buffer>;
}

// Node's types list the AES modes only; the calls are the same for SM4.
const algorithm = 'sm4-gcm' as CipherGCMTypes;
const mark = 's4g1';

let nonces = Buffer.alloc(0);

/** Each is given once. Fetched a thousand at a time: for a list of a county they cost more than the sealing otherwise. */
function nonce(): Buffer {
  if (nonces.length === 0) nonces = randomBytes(12 * 1024);
  const one = nonces.subarray(0, 12);
  nonces = nonces.subarray(12);
  return one;
}

function encrypt(key: Buffer, place: string, clear: Buffer): Buffer {
  const iv = nonce();
  const cipher = createCipheriv(algorithm, key, iv);
  cipher.setAAD(Buffer.from(place));
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

function decrypt(key: Buffer, place: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, 12));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(12, 28));
  return Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]);
}

/** The master key in a file of the data folder, made on first use. Whoever copies a backup needs it too. */
export function fileMasterKey(folder: string): MasterKey {
  const file = join(folder, 'master.key');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(file, randomBytes(16).toString('hex'), { mode: 0o600 });
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  return {
    wrap: async clear => encrypt(key, 'county-key', clear),
    unwrap: async wrapped => decrypt(key, 'county-key', wrapped),
  };
}

interface CountyKeys {
  data: Buffer;
  index: Buffer;
}

/** A sealed value that does not open: another place, another key, or changed. */
export class SealBroken extends Error {}

export class Vault {
  readonly #keys = new Map<string, CountyKeys>();
  readonly #master: MasterKey;

  constructor(master: MasterKey) {
    this.#master = master;
  }

  /** Loads the county's keys, making them on first use. Call before sealing for a county. */
  async unlock(sql: Sql, county: string): Promise<void> {
    if (this.#keys.has(county)) return;
    const fresh = { data: randomBytes(16), index: randomBytes(32) };
    for (const name of ['data', 'index'] as const)
      await sql`insert into county_key (county, name, algorithm, wrapped)
        values (${county}, ${name}, ${mark}, ${await this.#master.wrap(fresh[name])}) on conflict do nothing`;
    const rows = await sql<{ name: 'data' | 'index'; wrapped: Buffer }[]>`
      select name, wrapped from county_key where county = ${county}`;
    const opened = new Map<string, Buffer>();
    for (const row of rows) {
      try {
        opened.set(row.name, await this.#master.unwrap(row.wrapped));
      } catch {
        throw new SealBroken('主密钥与数据库里的数据密钥不匹配：请放回这个数据库原来的 secrets/master.key。');
      }
    }
    this.#keys.set(county, { data: opened.get('data')!, index: opened.get('index')! });
  }

  #of(county: string): CountyKeys {
    const keys = this.#keys.get(county);
    if (!keys) throw new Error(`keys of county ${county} are not unlocked`);
    return keys;
  }

  /** `place` is table, column and row (`person.identity:…`): a value moved elsewhere does not open. */
  seal(county: string, place: string, clear: string): string {
    return `${mark}.${encrypt(this.#of(county).data, `${county}/${place}`, Buffer.from(clear)).toString('base64url')}`;
  }

  /** Throws {@link SealBroken}. */
  open(county: string, place: string, sealed: string): string {
    const [found, body] = sealed.split('.');
    if (found !== mark || !body) throw new SealBroken(`unknown algorithm ${found}`);
    try {
      return decrypt(this.#of(county).data, `${county}/${place}`, Buffer.from(body, 'base64url')).toString();
    } catch {
      throw new SealBroken(`the value at ${place} does not open`);
    }
  }

  /** Index of a normalised value: equal values of one kind have equal indexes, nothing else can be told. */
  blind(county: string, kind: 'identity' | 'phone' | 'credit-code' | 'account', value: string): string {
    return createHmac('sm3', this.#of(county).index).update(`${kind}:${value}`).digest('base64url').slice(0, 27);
  }
}

/** SM3 as hex. */
export const sm3 = (content: string | Buffer): string => createHash('sm3').update(content).digest('hex');
