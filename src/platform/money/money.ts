/** Money: bigint fen inside, decimal text outside. No floats anywhere: an amount is never counted in fractions. */

const abs = (n: bigint) => (n < 0n ? -n : n);

/** Text with at most so many decimals as a whole number of the last of them; null for anything else. */
export function scaled(text: string, decimals: number): bigint | null {
  const found = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(text.trim().replaceAll(',', ''));
  if (!found || (found[3] ?? '').length > decimals) return null;
  const n = BigInt(found[2]! + (found[3] ?? '').padEnd(decimals, '0'));
  return found[1] ? -n : n;
}

/** The other way: `32000n`, 2 → `320.00`. */
export function decimal(n: bigint, decimals: number): string {
  const digits = String(abs(n)).padStart(decimals + 1, '0');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `320`, `320.5`, `320.00` → fen; null for anything else, also below zero: nobody asks for or is given that. */
export function fenOf(text: string): bigint | null {
  const fen = scaled(text, 2);
  return fen !== null && fen < 0n ? null : fen;
}

/** fen → `320.00`. */
export const yuan = (fen: bigint): string => decimal(fen, 2);

/** 万元 with up to six decimals → fen, exactly: one fen is 0.000001 万元. A cut can stand below zero. */
export const fenOfWan = (text: string): bigint | null => scaled(text, 6);

/** fen → 万元 with six decimals less the zeros that say nothing: `688.79288`, `35`. */
export const wanOf = (fen: bigint): string => decimal(fen, 6).replace(/\.?0+$/, '');

/** `1234567.80` → `1,234,567.80 元`, for the eye. */
export const shownYuan = (text: string): string => `${text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')} 元`;

/** fen → 万元 with two decimals as a number, for figures against targets: not to be counted on with. */
export const wan = (fen: bigint): number => Number(fen / 10_000n) / 100;

/** A number of at most two decimals as whole hundredths: exact, so that money is never counted in fractions. */
export const hundredths = (n: number): bigint => BigInt(Math.round(n * 100));

export interface Claim {
  id: string;
  /** Persons, or another whole number; 0 gets nothing. */
  weight: bigint;
}

/**
 * Divides a pool by weights to the fen (largest remainder): every share is rounded down, and the fen that are left go to the
 * largest remainders. Equal remainders are settled by id, so that the order in which claims come changes nothing.
 * Null: nobody has a weight.
 */
export function divide(pool: bigint, claims: readonly Claim[]): Map<string, bigint> | null {
  if (pool < 0n || claims.some(c => c.weight < 0n)) throw new RangeError('a pool or a weight below zero');
  const total = claims.reduce((sum, c) => sum + c.weight, 0n);
  if (total === 0n) return null;
  const shares = new Map(claims.map(c => [c.id, (pool * c.weight) / total]));
  let left = pool - [...shares.values()].reduce((a, b) => a + b, 0n);
  const byRemainder = claims
    .map(c => ({ id: c.id, rest: (pool * c.weight) % total }))
    .sort((a, b) => (a.rest === b.rest ? (a.id < b.id ? -1 : 1) : a.rest > b.rest ? -1 : 1));
  for (const { id } of byRemainder) {
    if (left === 0n) break;
    shares.set(id, shares.get(id)! + 1n);
    left -= 1n;
  }
  return shares;
}
