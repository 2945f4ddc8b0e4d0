/** What travelled between the units: how a list reached the bureau, and what tax brought back. */
import type { Ctx } from '#platform/actions';
import { type Day, dayInChina } from '#platform/calendar';
import type { Handover, Values } from '#platform/registers';
import { payments, period } from './lists.ts';
import { bureaus } from './words.ts';

export interface Handed {
  /** The days on which the first and the last version came. */
  firstOn: Day;
  lastOn: Day;
  number: number;
  state: Handover['state'];
  /** With the sealed paper. */
  sealed: boolean;
  rows: number;
}

/** The lists that were handed over, by kind; what was sent back whole never came. */
export async function handedLists({ sql, county }: Ctx, to: string = bureaus.leads): Promise<ReadonlyMap<string, Handed>> {
  const rows = await sql<{ kind: string; firstAt: string; lastAt: string; number: number; state: Handover['state']; sealed: boolean; rows: number }[]>`
    select distinct on (kind) kind, min(handed_at) over (partition by kind) as first_at, handed_at as last_at, number, state, paper is not null as sealed, rows
    from register_handover where county = ${county} and period = ${period} and to_unit = ${to} and state <> 'returned' order by kind, number desc`;
  return new Map(rows.map(({ kind, firstAt, lastAt, ...h }) => [kind, { ...h, firstOn: dayInChina(firstAt), lastOn: dayInChina(lastAt) }]));
}

export interface HandedCells {
  kind: string;
  cells: Values;
  arrivedOn: Day;
}

/** The rows of each list’s last version, but for those that were sent back; each with the day on which it came as it is. `of`: these lists only. */
export async function handedRows({ sql, county }: Ctx, of?: readonly string[]): Promise<HandedCells[]> {
  const versions = await sql<{ id: string; kind: string; number: number; handedAt: string }[]>`
    select id, kind, number, handed_at from register_handover
    where county = ${county} and period = ${period} and to_unit = ${bureaus.leads} and kind <> ${payments.id} and state <> 'returned'
      ${of ? sql`and kind = any(${[...of]}::text[])` : sql``} order by kind, number`;
  const version = new Map(versions.map(v => [v.id, v]));
  const last = [...new Map(versions.map(v => [v.kind, v.id])).values()];
  // Each version says what is new or altered against the one before: the last that does is when the row came as it is. Read apart, because a join of versions has no index.
  const came = new Map<string, Day>();
  for (const { handover, key } of await sql<{ handover: string; key: string }[]>`
    select w.handover, w.key from register_handover_row w
    where w.county = ${county} and w.handover = any(${versions.map(v => v.id)}::uuid[]) and w.step in ('fresh', 'altered')`) {
    const { kind, handedAt } = version.get(handover)!;
    const day = dayInChina(handedAt);
    const known = came.get(`${kind} ${key}`);
    if (known === undefined || known < day) came.set(`${kind} ${key}`, day);
  }
  const rows = await sql<{ handover: string; key: string; cells: Values }[]>`
    select handover, key, cells from register_handover_row
    where county = ${county} and handover = any(${last}::uuid[]) and step <> 'gone' and rejected is null`;
  return rows.map(({ handover, key, cells }) => {
    const { kind, handedAt } = version.get(handover)!;
    return { kind, cells, arrivedOn: came.get(`${kind} ${key}`) ?? dayInChina(handedAt) };
  });
}

export interface HandedPayment {
  handover: string;
  rowId: string;
  cells: Values;
  rejected: string | null;
}

/** Payments as tax handed them over; of one that came again, the last. */
export async function handedPayments({ sql, county }: Ctx): Promise<HandedPayment[]> {
  const rows = await sql<HandedPayment[]>`
    select distinct on (w.key) w.handover, w.row_id, w.cells, w.rejected from register_handover_row w
    join register_handover h on h.county = w.county and h.id = w.handover
    where h.county = ${county} and h.kind = ${payments.id} and h.period = ${period} and h.to_unit = ${bureaus.leads} and h.state <> 'returned' and w.step <> 'gone'
    order by w.key, h.number desc`;
  return [...rows];
}

export async function handoverOf({ sql, county }: Ctx, id: string): Promise<Handover> {
  const [found] = await sql<Handover[]>`
    select id, kind, period, number, from_unit, to_unit, state, rows, rejected, handed_at, version from register_handover where county = ${county} and id = ${id}`;
  return found!;
}
