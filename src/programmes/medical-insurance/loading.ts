/** The registers as the pure rules want them: persons, what lists say, payments. In the house's scope; the caller decides what of it is shown. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import { blindOf, type KeptRow, keptRows, openTokens, type Values } from '#platform/registers';
import { readIdentityNumber } from '#platform/validators';
import type { Payer, Payment } from './collecting.ts';
import { gathering } from './figures.ts';
import { type HandedPayment, handedLists, handedPayments, handedRows } from './handing.ts';
import { backPayments, insured, listsOf, period } from './lists.ts';
import type { List, Listed, Person } from './matching.ts';
import type { Situation, Sort } from './words.ts';

type Cells = Pick<KeptRow, 'cells'>;
const text = (row: Cells, key: string): string => String(row.cells[key] ?? '');
const optional = (row: Cells, key: string): string | null => (row.cells[key] === null || row.cells[key] === undefined ? null : String(row.cells[key]));

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
        late: (optional(row, 'paidOn') ?? '') > gathering.to,
      },
    };
  });
}

/** What the lists say, and how each of them came: one that has to be handed over counts as it was handed over last. */
export async function loadLists(ctx: Ctx): Promise<{ lists: List[]; listed: Listed[] }> {
  const came = await handedLists(ctx);
  const lists = listsOf.map(l => {
    const last = came.get(l.id);
    return { id: l.id, title: l.title, unit: l.keeper, due: l.due, handedOn: last?.firstOn ?? null, sealed: last?.sealed ?? false };
  });
  const listed = (await handedRows(ctx)).map(({ kind, cells, arrivedOn }) => listedOf(kind, cells, arrivedOn));
  for (const l of listsOf.filter(l => !l.due)) listed.push(...(await keptRows(ctx, l.id, period)).map(row => listedOf(l.id, row.cells, null)));
  return { lists, listed };
}

const listedOf = (list: string, cells: Values, arrivedOn: Day | null): Listed => ({
  ...{ list, key: blindOf(text({ cells }, 'identity')), token: text({ cells }, 'identity'), name: text({ cells }, 'name') },
  ...{ town: text({ cells }, 'town'), village: text({ cells }, 'village'), sort: text({ cells }, 'sort') as Sort },
  ...{ since: optional({ cells }, 'since'), until: optional({ cells }, 'until'), arrivedOn },
  ...(optional({ cells }, 'pays') === null ? {} : { pays: BigInt(text({ cells }, 'pays')) }),
});

export interface LoadedPayment extends HandedPayment {
  payment: Payment;
}

/** What tax handed over and did not give back. */
export async function loadPayments(ctx: Ctx): Promise<LoadedPayment[]> {
  return (await handedPayments(ctx))
    .filter(p => optional(p, 'refundedOn') === null)
    .map(p => ({
      ...p,
      payment: { id: p.rowId, key: blindOf(text(p, 'identity')), voucher: text(p, 'voucher'), amount: BigInt(text(p, 'amount')), on: text(p, 'paidOn') },
    }));
}

/** What the bureau has assessed for who pays after the gathering, by the key of the person. 七（一） */
export const loadAssessed = async (ctx: Ctx): Promise<ReadonlyMap<string, bigint>> =>
  new Map((await keptRows(ctx, backPayments.id, period)).map(r => [r.blinds.identity!, BigInt(text(r, 'amount'))]));

/** Who was aided since the gathering began; who was before has nothing new. 七（二） */
export const newlyAided = (since: string | null): { newlyAidedOn: Day } | object => (since !== null && since >= gathering.from ? { newlyAidedOn: since } : {});

/** What each person pays by their mark; who is not marked yet pays as everybody. */
export function payerOf({ person, row }: LoadedPerson, ordinary: bigint, assessed: ReadonlyMap<string, bigint>): Payer {
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
    ...newlyAided(optional(row, 'aidSince')),
    ...(assessed.has(person.key) ? { assessed: assessed.get(person.key)! } : {}),
    enrolledBy: optional(row, 'voucher'),
  };
}
