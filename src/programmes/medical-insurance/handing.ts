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

/** The rows of each list’s last version, but for those that were sent back; each with the day on which it came as it is. */
export async function handedRows({ sql, county }: Ctx): Promise<HandedCells[]> {
  const rows = await sql<{ kind: string; cells: Values; at: string }[]>`
    with version as (
      select id, kind, number, handed_at, number = max(number) over (partition by kind) as last from register_handover
      where county = ${county} and period = ${period} and to_unit = ${bureaus.leads} and kind <> ${payments.id} and state <> 'returned'
    )
    select l.kind, w.cells, coalesce(min(e.handed_at), l.handed_at) as at
    from version l join register_handover_row w on w.county = ${county} and w.handover = l.id and w.step <> 'gone' and w.rejected is null
    left join register_handover_row o on o.county = w.county and o.key = w.key and o.step <> 'gone' and o.cells = w.cells and o.handover in (select id from version)
    left join version e on e.id = o.handover and e.kind = l.kind
    where l.last group by l.kind, l.handed_at, w.key, w.cells`;
  return rows.map(({ at, ...r }) => ({ ...r, arrivedOn: dayInChina(at) }));
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
