/** Who is paid how much of a run (三 1–3), what a bank's answer makes of a payment, and when paying is over. Pure. */
import { fenOf } from '#platform/money';
import type { Place } from './facts.ts';

export const paymentStates = { waiting: '待拨付', sent: '已送银行', paid: '已到账', failed: '退回' } as const;
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

export interface PaymentFacts {
  payee: string;
  state: PaymentState;
  proven: boolean;
}

/** Why the list cannot be closed: money that has not come, payees that have not shown that they posted it (四（二）). */
export function againstClosing(payments: readonly PaymentFacts[]): string[] {
  const named = (list: readonly PaymentFacts[]) =>
    `${list.length} 个：${list
      .slice(0, 10)
      .map(p => p.payee)
      .join('、')}${list.length > 10 ? '等' : ''}`;
  const unpaid = payments.filter(p => p.state !== 'paid');
  const unproven = payments.filter(p => !p.proven);
  return [...(unpaid.length > 0 ? [`还没有到账的 ${named(unpaid)}`] : []), ...(unproven.length > 0 ? [`还没有交公示照片的 ${named(unproven)}`] : [])];
}

/** What a bank's answer can be said of. */
export const takesResult = (state: PaymentState): boolean => state === 'sent';
/** What goes to the bank: what waits, and what came back. */
export const goesOut = (state: PaymentState): boolean => state === 'waiting' || state === 'failed';
