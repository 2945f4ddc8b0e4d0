/** Requests with the number or booking on which they stand: the programme's only SQL of them that reads. */
import { type Ctx, refuse } from '#platform/actions';
import { anywhere } from '#platform/search';
import type { RequestState, Result, Way } from './words.ts';

export interface HelpRequest {
  id: string;
  person: string;
  personName: string;
  subject: string;
  thing: number | null;
  application: string | null;
  trouble: string;
  phoneSealed: string;
  askedAt: string;
  booking: string | null;
  bookingVersion: number | null;
  /** The booked day and time. */
  day: string | null;
  time: string | null;
  way: Way;
  state: RequestState;
  /** The number as it stands now, after transfers; null until a booking's time comes. */
  at: Standing | null;
  result: Result | null;
  told: string | null;
  endedAt: string | null;
  endedByName: string | null;
  duty: string | null;
  dutyNumber: string | null;
  grade: number | null;
  comment: string | null;
  ratedAt: string | null;
  version: number;
}

export interface Standing {
  id: string;
  number: string;
  takenAt: string;
  calledAt: string | null;
  startedAt: string | null;
  endedAt: string | null;
  returned: boolean;
  seat: string | null;
  seatName: string | null;
  staffName: string | null;
}

export interface Filter {
  person?: string | undefined;
  id?: string | undefined;
  /** Any number of the chain. */
  ticket?: string | undefined;
  way?: Way | undefined;
  state?: 'open' | RequestState | undefined;
  /** `none`: ended, and nobody has written how. */
  result?: 'none' | Result | undefined;
  /** Talks of the actor's own. */
  staff?: 'mine' | undefined;
  /** Of a booking. */
  day?: string | undefined;
  grade?: 'low' | 'none' | undefined;
  from?: string | undefined;
  to?: string | undefined;
  q?: string | undefined;
  /** Whether who asks may find somebody by name. */
  names?: boolean;
  sort?: Sort;
  down?: 'yes' | 'no';
  page?: number;
  size?: number;
}

/** What a list can be ordered by; what is not there comes last. */
const orders = {
  asked: 'r.asked_at',
  wait: 't.called_at - t.taken_at',
  minutes: 't.ended_at - t.started_at',
  grade: 'r.grade',
} as const;
export type Sort = keyof typeof orders;
export const sorts = Object.keys(orders) as [Sort];

/** A booking that has come is its number from then on. */
const state = 'coalesce(t.state, b.state)';

function about(ctx: Ctx, f: Filter) {
  const { sql } = ctx;
  const like = anywhere(f.q);
  return sql`
    from help_request r
    left join booking b on b.county = r.county and b.id = r.booking
    left join ticket t on t.county = r.county and t.state <> 'transferred' and (t.origin = r.ticket or t.booking = r.booking)
    join queue q on q.county = r.county and q.id = coalesce(t.queue, b.queue)
    join person p on p.county = r.county and p.id = r.person
    left join duty d on d.county = r.county and d.id = r.duty
    where r.county = ${ctx.county} ${f.id ? sql`and r.id = ${f.id}` : sql``} ${f.person ? sql`and r.person = ${f.person}` : sql``}
      ${f.ticket ? sql`and t.id = ${f.ticket}` : sql``} ${f.way ? sql`and q.kind = ${f.way}` : sql``}
      ${f.state === 'open' ? sql`and ${sql.unsafe(state)} in ('booked', 'waiting', 'called', 'serving')` : f.state ? sql`and ${sql.unsafe(state)} = ${f.state}` : sql``}
      ${f.result === 'none' ? sql`and r.result is null and t.state = 'done'` : f.result ? sql`and r.result = ${f.result}` : sql``}
      ${f.staff ? sql`and t.staff = ${ctx.actor.id}` : sql``} ${f.day ? sql`and b.day = ${f.day}` : sql``}
      ${f.grade === 'low' ? sql`and r.grade <= 2` : f.grade === 'none' ? sql`and r.result is not null and r.grade is null` : sql``}
      ${f.from ? sql`and (r.asked_at at time zone 'Asia/Shanghai')::date >= ${f.from}` : sql``}
      ${f.to ? sql`and (r.asked_at at time zone 'Asia/Shanghai')::date <= ${f.to}` : sql``}
      ${f.q ? sql`and (r.subject ilike ${like} ${f.names ? sql`or p.name ilike ${like}` : sql``} or t.number = upper(${f.q}) or r.ended_by_name ilike ${like})` : sql``}`;
}

/** The newest first where nothing else is asked. In the house's scope: a request stands on rows that its reader may not see. */
export async function listRequests(ctx: Ctx, f: Filter): Promise<HelpRequest[]> {
  const { page = 1, size = 50, sort = 'asked', down = 'yes' } = f;
  const order = `${orders[sort]} ${down === 'no' ? 'asc' : 'desc'} nulls last`;
  type Row = Omit<HelpRequest, 'at'> & Omit<Standing, 'id' | 'endedAt'> & { ticketId: string | null; ticketEnded: string | null };
  const rows = await ctx.asHouse(
    ctx => ctx.sql<Row[]>`
      select r.id, r.person, p.name as person_name, r.subject, r.thing, r.application, r.trouble, r.phone_sealed, r.asked_at, r.booking, b.version as booking_version,
        b.day, b.at as time, q.kind as way, ${ctx.sql.unsafe(state)} as state, r.result, r.told, r.ended_at, r.ended_by_name, r.duty, d.number as duty_number,
        r.grade, r.comment, r.rated_at, r.version, t.id as ticket_id, t.number, t.taken_at, t.called_at, t.started_at, t.ended_at as ticket_ended, t.returned, t.seat,
        t.seat_name, t.staff_name
      ${about(ctx, f)} order by ${ctx.sql.unsafe(order)}, r.asked_at desc, r.id limit ${size} offset ${(page - 1) * size}`,
  );
  return rows.map(({ ticketId, ticketEnded, number, takenAt, calledAt, startedAt, returned, seat, seatName, staffName, ...r }) => ({
    ...r,
    at: ticketId ? { id: ticketId, number, takenAt, calledAt, startedAt, endedAt: ticketEnded, returned, seat, seatName, staffName } : null,
  }));
}

export const countRequests = async (ctx: Ctx, f: Filter): Promise<number> =>
  (await ctx.asHouse(ctx => ctx.sql<{ n: number }[]>`select count(*)::int as n ${about(ctx, f)}`))[0]!.n;

export async function findRequest(ctx: Ctx, id: string): Promise<HelpRequest> {
  const [request] = await listRequests(ctx, { id });
  if (!request) throw refuse('not-found');
  return request;
}
