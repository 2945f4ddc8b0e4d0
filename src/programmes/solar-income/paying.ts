/** Who is paid how much of a run (三 1–3), what a bank's answer makes of a payment, and when paying is over. Pure. */
import { fenOf } from '#platform/money';
import type { Place } from './facts.ts';

export const paymentStates = { waiting: '待拨付', sent: '已送银行', paid: '已到账', failed: '退回', none: '不用再拨' } as const;
export type PaymentState = keyof typeof paymentStates;

export interface PaidRow {
  key: string;
  title: string;
  unit: string | null;
  total: string | null;
  cells: Readonly<Record<string, { value: string }>>;
}

export interface Payee {
  town: string;
  payee: string;
  kind: Place['payeeKind'];
  places: { key: string; title: string; amount: string }[];
  amount: bigint;
}

/** One line a payee in the order of the run: a village with the sites that are paid to it, a town with its own. Who gets nothing is not paid. */
export function payeesOf(rows: readonly PaidRow[], townNames: ReadonlyMap<string, string>): Payee[] {
  const found = new Map<string, Payee>();
  for (const row of rows) {
    const amount = fenOf(row.total ?? '0')!;
    if (amount === 0n) continue;
    const town = (row.unit ?? '').replace(/^town-/, '');
    const payee = row.cells.payee!.value;
    const there = found.get(`${town} ${payee}`) ?? { town, payee, kind: payee === townNames.get(town) ? 'town' : 'village', places: [], amount: 0n };
    there.places.push({ key: row.key, title: row.title, amount: row.total! });
    there.amount += amount;
    found.set(`${town} ${payee}`, there);
  }
  return [...found.values()];
}

/** What a payee has of this year's money before its list is made. */
export interface Had {
  town: string;
  payee: string;
  kind: Place['payeeKind'];
  credit: bigint;
}

export interface Line extends Payee {
  credit: bigint;
  /** Above its due. */
  excess: bigint;
}

/** Lines with what came before set off: nobody is paid twice, nobody's debt is forgotten. Due is amount + credit − excess, in every line and in the sum. */
export function settled(payees: readonly Payee[], had: readonly Had[]): Line[] {
  const keyOf = (p: { town: string; payee: string }) => `${p.town} ${p.payee}`;
  // From this year's list and from those of other years together.
  const credits = new Map<string, Had>();
  for (const h of had) if (h.credit > 0n) credits.set(keyOf(h), { ...h, credit: h.credit + (credits.get(keyOf(h))?.credit ?? 0n) });
  const lines = payees.map((p): Line => {
    const credit = credits.get(keyOf(p))?.credit ?? 0n;
    credits.delete(keyOf(p));
    return { ...p, credit, amount: p.amount > credit ? p.amount - credit : 0n, excess: credit > p.amount ? credit - p.amount : 0n };
  });
  // Who gets nothing any more and has something.
  const others = [...credits.values()].map(
    (h): Line => ({ town: h.town, payee: h.payee, kind: h.kind, places: [], amount: 0n, credit: h.credit, excess: h.credit }),
  );
  return [...lines, ...others];
}

/** A line of a list that was made before, as far as the next one asks. */
export interface Before {
  town: string;
  payee: string;
  kind: Place['payeeKind'];
  state: PaymentState;
  amount: bigint;
  credit: bigint;
  excess: bigint;
  way: 'set-off' | 'returned' | null;
  /** A list took it off already: of another year, when this one is divided anew. */
  taken: boolean;
  /** Of a run of this year that is replaced: all that came counts; otherwise what was too much. */
  sameYear: boolean;
}

export const hadOf = (before: readonly Before[]): Had[] =>
  before.map(({ town, payee, kind, state, amount, credit, excess, way, taken, sameYear }) => {
    const kept = way === 'returned' || taken ? 0n : excess;
    const came = credit + (state === 'paid' ? amount : 0n) - (excess - kept);
    return { town, payee, kind, credit: sameYear ? came : kept };
  });

export interface PaymentFacts {
  payee: string;
  state: PaymentState;
  proven: boolean;
  /** Too much came, and nobody has decided what becomes of it. */
  undecided?: boolean;
}

/** Why the list cannot be closed: money that has not come, payees that have not shown that they posted it (四（二）). */
export function againstClosing(payments: readonly PaymentFacts[]): string[] {
  const named = (list: readonly PaymentFacts[]) =>
    `${list.length} 个：${list
      .slice(0, 10)
      .map(p => p.payee)
      .join('、')}${list.length > 10 ? '等' : ''}`;
  const unpaid = payments.filter(p => p.state !== 'paid' && p.state !== 'none');
  const undecided = payments.filter(p => p.undecided);
  const unproven = payments.filter(p => !p.proven);
  return [
    ...(undecided.length > 0 ? [`多付的还没有决定怎么处理 ${named(undecided)}`] : []),
    ...(unpaid.length > 0 ? [`还没有到账的 ${named(unpaid)}`] : []),
    ...(unproven.length > 0 ? [`还没有交公示照片的 ${named(unproven)}`] : []),
  ];
}

/** What a bank's answer can be said of. */
export const takesResult = (state: PaymentState): boolean => state === 'sent';
/** What goes to the bank: what waits, and what came back. */
export const goesOut = (state: PaymentState): boolean => state === 'waiting' || state === 'failed';
