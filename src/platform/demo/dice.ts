/** Randomness that comes out the same for the same seed. */
export interface Dice {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** Dice of its own for one part, so that adding one part does not change another. */
  fork(name: string): Dice;
  uuid(): string;
}

/** mulberry32: small, even, and the same everywhere. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const hex = (n: number) => Array.from({ length: n }, () => '0123456789abcdef'[between(0, 15)]).join('');
  return {
    next,
    between,
    pick: list => list[between(0, list.length - 1)]!,
    chance: p => next() < p,
    fork(name) {
      let hash = seed;
      for (const c of name) hash = Math.imul(hash ^ c.codePointAt(0)!, 0x01000193) >>> 0;
      return dice(hash);
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}
