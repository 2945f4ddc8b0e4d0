/**
 * Scoring by published formulas. Pure. Points are whole hundredths (bigint), shares are exact fractions: nothing is
 * rounded before the last step, and that step rounds half up.
 */

export type Scoring =
  /** Full points from `full` percent, none at `none` percent or below, in a straight line between. */
  | { kind: 'share'; full: number; none: number }
  /** So many points less for each miss, until none are left. */
  | { kind: 'each'; points: number };

export interface SchemeItem {
  measure: string;
  weight: number;
  scoring: Scoring;
}

export interface Scheme {
  /** Decided matters from which a unit has a place. */
  smallest: number;
  items: readonly SchemeItem[];
}

/** Every reason why a scheme cannot be used. Weights, thresholds and deductions are whole numbers. */
export function schemeFaults(scheme: Scheme, known: readonly string[]): { path: string; message: string }[] {
  const faults: { path: string; message: string }[] = [];
  const sum = scheme.items.reduce((n, i) => n + i.weight, 0);
  if (sum !== 100) faults.push({ path: 'items', message: `各项分值合计应为 100 分，现在是 ${sum} 分` });
  for (const [n, item] of scheme.items.entries()) {
    if (!known.includes(item.measure)) faults.push({ path: `items.${n}.measure`, message: '没有这个指标' });
    if (scheme.items.findIndex(i => i.measure === item.measure) < n) faults.push({ path: `items.${n}.measure`, message: '这个指标用了两次' });
    if (item.scoring.kind === 'share' && item.scoring.none >= item.scoring.full)
      faults.push({ path: `items.${n}.scoring.none`, message: '零分线要低于满分线' });
    if (item.scoring.kind === 'each' && item.scoring.points > item.weight)
      faults.push({ path: `items.${n}.scoring.points`, message: '每次扣的分不能超过这一项的分值' });
  }
  return faults;
}

/** What was counted for one unit and measure; `excused` misses were taken out by upheld objections. */
export interface Counted {
  numerator: number;
  denominator: number;
  excused: number;
}

export interface Scored {
  /** Hundredths of a point; null where there was nothing to count. */
  points: bigint | null;
  why: string[];
}

/** Half up, for a denominator above zero and a numerator not below it. */
const divide = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b);

/** `9850n` → `98.50`. */
export const inPoints = (hundredths: bigint): string => `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`;

/** `9 / 10` → `90.00%`. */
export const inPercent = (numerator: number, denominator: number): string => `${inPoints(divide(BigInt(numerator) * 10_000n, BigInt(denominator)))}%`;

/** Points of one unit for one item, with the steps that led to them. */
export function score(item: SchemeItem, counted: Counted | undefined): Scored {
  const denominator = (counted?.denominator ?? 0) - (counted?.excused ?? 0);
  if (!counted || denominator <= 0) return { points: null, why: ['这一期没有可以统计的，不计这一项，分值由其他项按比例分担'] };
  const { numerator } = counted;
  const misses = denominator - numerator;
  const why = [`${denominator} 件中 ${numerator} 件符合要求`];
  if (counted.excused > 0) why.push(`已剔除异议成立的 ${counted.excused} 件`);
  const whole = BigInt(item.weight) * 100n;
  if (item.scoring.kind === 'each') {
    const { points } = item.scoring;
    const lost = BigInt(misses) * BigInt(points) * 100n;
    const left = lost > whole ? 0n : whole - lost;
    why.push(`${misses} 件不符合，每件扣 ${points} 分，扣完为止：${item.weight} − ${misses} × ${points} = ${inPoints(left)} 分`);
    return { points: left, why };
  }
  const { full, none } = item.scoring;
  const [n, d, top, low] = [BigInt(numerator), BigInt(denominator), BigInt(full), BigInt(none)];
  const share = inPercent(numerator, denominator);
  if (n * 100n >= top * d) {
    why.push(`${share}，达到 ${full}%，得满分 ${item.weight} 分`);
    return { points: whole, why };
  }
  if (n * 100n <= low * d) {
    why.push(`${share}，不高于 ${none}%，得 0 分`);
    return { points: 0n, why };
  }
  const points = divide(whole * (n * 100n - low * d), (top - low) * d);
  why.push(`${share}，在 ${none}% 和 ${full}% 之间按比例：${item.weight} ×（${share} − ${none}%）÷（${full}% − ${none}%）= ${inPoints(points)} 分`);
  return { points, why };
}

/** The total over what could be counted, carried to a hundred. Null where nothing could. */
export function total(items: readonly SchemeItem[], scored: readonly Scored[]): { points: bigint | null; why: string[] } {
  const counted = items.map((item, n) => ({ item, points: scored[n]!.points })).filter(c => c.points !== null);
  const weight = counted.reduce((n, c) => n + c.item.weight, 0);
  if (weight === 0) return { points: null, why: ['没有一项可以统计'] };
  const sum = counted.reduce((n, c) => n + c.points!, 0n);
  if (weight === 100) return { points: sum, why: [`各项得分合计 ${inPoints(sum)} 分`] };
  const points = divide(sum * 100n, BigInt(weight));
  return { points, why: [`可统计的各项共 ${weight} 分，得 ${inPoints(sum)} 分，折算成百分制：${inPoints(sum)} × 100 ÷ ${weight} = ${inPoints(points)} 分`] };
}
