/** Money: bigint fen inside, decimal yuan in JSON (`320.00`). Pure. */

/** `320`, `320.5`, `320.00` → fen; null for anything else. */
export function fenOf(text: string): bigint | null {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text.trim().replaceAll(',', ''));
  return found ? BigInt(found[1]!) * 100n + BigInt((found[2] ?? '').padEnd(2, '0')) : null;
}

/** fen → `320.00`. */
export const yuan = (fen: bigint): string => `${fen < 0n ? '-' : ''}${abs(fen) / 100n}.${String(abs(fen) % 100n).padStart(2, '0')}`;

const abs = (n: bigint) => (n < 0n ? -n : n);

/** `1234567.80` → `1,234,567.80 元`, for the eye. */
export const shownYuan = (text: string): string => `${text.replace(/\B(?=(\d{3})+(?=\.))/g, ',')} 元`;

/** fen → 万元 with two decimals, for figures against targets. */
export const wan = (fen: bigint): number => Number(fen / 10_000n) / 100;

/** A number of at most two decimals as whole hundredths: exact, so that money is never counted in fractions. */
export const hundredths = (n: number): bigint => BigInt(Math.round(n * 100));
