/** The registers as the pure rules want them: persons, what lists say, payments. In the house's scope; the caller decides what of it is shown. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { type KeptRow, keptRows, openTokens } from '#platform/registers';
import { readIdentityNumber } from '#platform/validators';
import type { Payer, Payment } from './collecting.ts';
import { handed } from './handing.ts';
import { insured, listsOf, payments, period } from './lists.ts';
import type { List, Listed, Person } from './matching.ts';
import type { Result, Situation, Sort } from './words.ts';

const text = (row: KeptRow, key: string): string => String(row.cells[key] ?? '');
const optional = (row: KeptRow, key: string): string | null => (row.cells[key] === null || row.cells[key] === undefined ? null : String(row.cells[key]));

export interface LoadedPerson {
  person: Person;
  row: KeptRow;
}

export async function loadPersons(ctx: Ctx): Promise<LoadedPerson[]> {
  const rows = await keptRows(ctx, insured.id, period);
  const numbers = await openTokens(
    ctx,
    rows.map(r => text(r, 'identity')),
  );
  return rows.map(row => {
    const paid = optional(row, 'paid');
    return {
      row,
      person: {
        ...{
          id: row.id,
          key: row.blinds.identity!,
          number: numbers.get(text(row, 'identity')) ?? '',
          name: text(row, 'name'),
          town: text(row, 'town'),
          village: text(row, 'village'),
        },
        local: typeof row.cells.local === 'boolean' ? row.cells.local : null,
        ...{ situation: optional(row, 'situation') as Situation | null, proof: optional(row, 'proof'), paid: paid === null ? null : BigInt(paid) },
      },
    };
  });
}

/** What the lists say, and how each of them came: one that has to be handed over counts as it was handed over last. */
export async function loadLists(ctx: Ctx): Promise<{ lists: List[]; listed: Listed[] }> {
  const lists: List[] = [];
  const listed: Listed[] = [];
  for (const l of listsOf) {
    const last = l.due ? await handed(ctx, l.id) : null;
    lists.push({ id: l.id, title: l.title, unit: l.keeper, due: l.due, handedOn: last?.firstOn ?? null, sealed: last?.sealed ?? false });
    const rows = l.due ? (last?.rows ?? []) : (await keptRows(ctx, l.id, period)).map(row => ({ row, arrivedOn: null as Day | null }));
    for (const { row, arrivedOn } of rows)
      listed.push({
        ...{
          list: l.id,
          key: row.blinds.identity!,
          token: text(row, 'identity'),
          name: text(row, 'name'),
          town: text(row, 'town'),
          village: text(row, 'village'),
        },
        ...{ sort: text(row, 'sort') as Sort, since: optional(row, 'since'), until: optional(row, 'until'), arrivedOn },
      });
  }
  return { lists, listed };
}

export interface LoadedPayment {
  payment: Payment;
  result: Result | null;
  row: KeptRow;
}

export async function loadPayments(ctx: Ctx): Promise<LoadedPayment[]> {
  const rows = await keptRows(ctx, payments.id, period);
  return rows.map(row => ({
    payment: { id: row.id, key: row.blinds.identity!, voucher: text(row, 'voucher'), amount: BigInt(text(row, 'amount')), on: text(row, 'paidOn') },
    result: optional(row, 'result') as Result | null,
    row,
  }));
}

/** What each person pays by their mark; who is not marked yet pays as everybody. */
export function payerOf({ person, row }: LoadedPerson, ordinary: bigint): Payer {
  const number = readIdentityNumber(person.number);
  const share = optional(row, 'share');
  const marked = row.cells.markedOn !== null && row.cells.markedOn !== undefined;
  const lastInsured = Number(optional(row, 'lastInsured') ?? 0);
  return {
    id: person.id,
    birth: number.valid ? number.birth : null,
    share: share !== null ? BigInt(share) : marked && row.cells.aid === 'veteran' ? null : ordinary,
    exempt: optional(row, 'exempt') as Situation | null,
    ...(lastInsured > 0 ? { lastInsuredYear: lastInsured } : {}),
    enrolledBy: optional(row, 'voucher'),
  };
}
