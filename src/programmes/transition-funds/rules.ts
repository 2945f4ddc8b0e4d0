/** Whether the rows and sums of an adjustment plan add up (二, 三). Pure; amounts in fen. It finds and never corrects. */

export interface Row {
  id: string;
  /** What was planned for the year. */
  planned?: bigint;
  /** What it came to: settled, contracted, or due after acceptance. */
  settled?: bigint;
  /** In ten thousand pieces, with six decimals, like amounts: times yuan a piece it is 万元. */
  quantity?: bigint;
  /** Yuan a piece, with six decimals. */
  rate?: bigint;
  paid?: bigint;
  /** What is cut or added, as printed; a cut may be written with a minus. */
  change: bigint;
  /** What is due by quantity and rate, as printed. */
  due?: bigint;
  /** From which purses the change is, as printed. */
  parts?: readonly bigint[];
}

export interface Sum {
  id: string;
  of: readonly string[];
  sum: bigint;
}

export type FindingKind = 'cut' | 'addition' | 'due' | 'settlement' | 'parts' | 'sum';

export interface Finding {
  id: string;
  kind: FindingKind;
  /** Fen. */
  stated: bigint;
  computed: bigint;
}

const scale = 1_000_000n;
const abs = (n: bigint) => (n < 0n ? -n : n);

/** Quantity times rate; null where that is no whole fen. */
const timesRate = (quantity: bigint, rate: bigint): bigint => {
  const product = quantity * rate;
  // Half a fen is rounded away from zero, as one pays it.
  return (product * 2n + scale) / (scale * 2n);
};

/** 核减 = planned − settled; 新增 = quantity × rate − paid, or settled − paid. Nothing is said of a row that states too little. */
export function findingsOf(row: Row): Finding[] {
  const found: Finding[] = [];
  const sign = row.change < 0n ? -1n : 1n;
  const due = row.quantity !== undefined && row.rate !== undefined ? timesRate(row.quantity, row.rate) : undefined;
  const compare = (kind: FindingKind, stated: bigint, computed: bigint) => {
    if (stated !== computed) found.push({ id: row.id, kind, stated, computed });
  };
  if (row.due !== undefined && due !== undefined) compare('due', row.due, due);
  if (row.paid !== undefined) {
    const came = due ?? row.settled;
    if (came !== undefined) compare('addition', row.change, sign * (came - row.paid));
  } else {
    if (row.settled !== undefined && due !== undefined) compare('settlement', row.settled, due);
    const came = row.settled ?? due;
    if (row.planned !== undefined && came !== undefined) compare('cut', row.change, sign * (row.planned - came));
  }
  if (row.parts)
    compare(
      'parts',
      abs(row.change),
      row.parts.reduce((a, b) => a + b, 0n),
    );
  return found;
}

export function check(rows: readonly Row[], stated: readonly Sum[]): Finding[] {
  const changes = new Map(rows.map(r => [r.id, r.change]));
  const sums = stated.flatMap(({ id, of, sum }): Finding[] => {
    const computed = of.reduce((total, row) => total + (changes.get(row) ?? 0n), 0n);
    return computed === sum ? [] : [{ id, kind: 'sum', stated: sum, computed }];
  });
  return [...rows.flatMap(findingsOf), ...sums];
}

/** A rate at which the printed change would be right, to help whoever looks for the slip: `would match standard Z`. */
export function rateThatFits({ quantity, paid, change }: Row): bigint | null {
  if (!quantity || paid === undefined) return null;
  const whole = (abs(change) + paid) * scale;
  return whole % quantity === 0n ? whole / quantity : null;
}
