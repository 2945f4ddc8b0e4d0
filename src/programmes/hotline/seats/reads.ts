/** Requests as their person, the seat, and who looks after the seats see them. */
import { z } from 'zod';
import { fieldsOn, read, refuse } from '#platform/actions';
import { findTicket, type TicketView, ticketView, viewTicket } from '#platform/queues';
import { figures } from '#platform/queues/pure';
import { maskPhone } from '#platform/validators';
import { helpPlace } from './requests.ts';
import { countRequests, findRequest, type HelpRequest, listRequests, sorts } from './store.ts';
import { type RequestState, type Result, requestStates, results, type Way, ways } from './words.ts';

const wayOf = z.enum(Object.keys(ways) as [Way]);
const stateOf = z.enum(Object.keys(requestStates) as [RequestState]);
const resultOf = z.enum(Object.keys(results) as [Result]);

const ownRow = z.object({
  id: z.string(),
  way: wayOf,
  state: stateOf,
  subject: z.string(),
  thing: z.number().nullable(),
  trouble: z.string(),
  askedAt: z.string(),
  day: z.string().nullable(),
  time: z.string().nullable(),
  result: resultOf.nullable(),
  told: z.string().nullable(),
  endedAt: z.string().nullable(),
  staffName: z.string().nullable(),
  duty: z.string().nullable(),
  dutyNumber: z.string().nullable(),
  grade: z.number().nullable(),
  comment: z.string().nullable(),
});
export type OwnRequest = z.infer<typeof ownRow>;

const ownOf = (r: HelpRequest): OwnRequest => {
  const { id, way, state, subject, thing, trouble, askedAt, day, time, result, told, endedAt, duty, dutyNumber, grade, comment } = r;
  return {
    ...{ id, way, state, subject, thing, trouble, askedAt, day, time, result, told, endedAt, duty, dutyNumber, grade, comment },
    staffName: r.endedByName ?? r.at?.staffName ?? null,
  };
};

export const myHelp = read({
  name: 'help-request.mine',
  may: 'help-request.make',
  summary: '我的帮办，近的在前',
  input: z.strictObject({}),
  output: z.object({ items: z.array(ownRow) }),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    return { items: (await listRequests(ctx, { person: ctx.actor.id })).map(ownOf) };
  },
});

const ownWhole = ownRow.extend({
  /** Place in the queue and the minutes that are expected; null before a booking's time. */
  ticket: ticketView.nullable(),
  phone: z.string(),
  /** Missed, and may still come back. */
  mayReturn: z.boolean(),
});
export type OwnHelp = z.infer<typeof ownWhole>;

export const readHelp = read({
  name: 'help-request.one',
  may: 'help-request.make',
  summary: '我的一个帮办：前面几人、预计多久、结果',
  input: z.strictObject({ requestId: z.uuid() }),
  output: ownWhole,
  async do(ctx, { requestId }) {
    const request = await findRequest(ctx, requestId);
    // Another's answers as one that is not there.
    if (request.person !== ctx.actor.id) throw refuse('not-found');
    const { at } = request;
    const ticket: TicketView | null = at ? await ctx.asHouse(async ctx => viewTicket(ctx, await findTicket(ctx, at.id))) : null;
    return {
      ...ownOf(request),
      ticket,
      phone: maskPhone(ctx.vault.open(ctx.county, helpPlace(requestId), request.phoneSealed)),
      mayReturn:
        request.state === 'missed' &&
        at !== null &&
        !at.returned &&
        at.endedAt !== null &&
        Date.parse(ctx.now) - Date.parse(at.endedAt) <= figures.returnWithin * 60_000,
    };
  },
});

const deskRow = ownRow.extend({
  /** Null where the reader counts and does not serve. */
  personName: z.string().nullable(),
  phone: z.string().nullable(),
  number: z.string().nullable(),
  seatName: z.string().nullable(),
  takenAt: z.string().nullable(),
  calledAt: z.string().nullable(),
  startedAt: z.string().nullable(),
  minutes: z.number().nullable(),
});
export type DeskHelp = z.infer<typeof deskRow>;

const filter = {
  way: wayOf.optional(),
  state: z.union([z.literal('open'), stateOf]).optional(),
  result: z.union([z.literal('none'), resultOf]).optional(),
  staff: z.literal('mine').optional(),
  /** The booked day. */
  day: z.iso.date().optional(),
  grade: z.enum(['low', 'none']).optional(),
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  q: z.string().trim().max(60).optional(),
};

export const listHelp = read({
  name: 'help-request.list',
  may: 'help-request.read',
  summary: '帮办记录：按方式、状态、结果、评价、日期筛选',
  input: z.strictObject({
    ...filter,
    sort: z.enum(sorts).default('asked'),
    down: z.enum(['yes', 'no']).default('yes'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ items: z.array(deskRow), total: z.number() }),
  async do(ctx, asked) {
    const whole = fieldsOn(ctx, {}) === 'all';
    const f = { ...asked, names: whole };
    const items = (await listRequests(ctx, f)).map(r => ({
      ...ownOf(r),
      ...(whole ? {} : { trouble: '', told: null }),
      personName: whole ? r.personName : null,
      phone: whole ? maskPhone(ctx.vault.open(ctx.county, helpPlace(r.id), r.phoneSealed)) : null,
      number: r.at?.number ?? null,
      seatName: r.at?.seatName ?? null,
      takenAt: r.at?.takenAt ?? null,
      calledAt: r.at?.calledAt ?? null,
      startedAt: r.at?.startedAt ?? null,
      minutes: r.at?.startedAt && r.at.endedAt ? Math.round((Date.parse(r.at.endedAt) - Date.parse(r.at.startedAt)) / 60_000) : null,
    }));
    return { items, total: await countRequests(ctx, f) };
  },
});

const atSeat = ownRow.extend({ personName: z.string(), phone: z.string(), draft: z.boolean() });
export type HelpAtSeat = z.infer<typeof atSeat>;

export const readHelpAtSeat = read({
  name: 'help-request.at-seat',
  may: 'help-request.handle',
  summary: '帮办席：叫到的人是什么事',
  input: z.strictObject({ ticketId: z.uuid() }),
  output: z.object({ request: atSeat.nullable(), earlier: z.array(ownRow) }),
  async do(ctx, { ticketId }) {
    const [request] = await listRequests(ctx, { ticket: ticketId });
    if (!request) return { request: null, earlier: [] };
    const earlier = (await listRequests(ctx, { person: request.person, size: 6 })).filter(r => r.id !== request.id).slice(0, 5);
    return {
      request: {
        ...ownOf(request),
        personName: request.personName,
        phone: maskPhone(ctx.vault.open(ctx.county, helpPlace(request.id), request.phoneSealed)),
        draft: request.application !== null,
      },
      earlier: earlier.map(ownOf),
    };
  },
});

export const helpFigures = read({
  name: 'help-request.figures',
  may: 'help-request.read',
  summary: '帮办统计：结果、评价，按天',
  input: z.strictObject({ from: z.iso.date(), to: z.iso.date() }),
  output: z.object({
    ended: z.number(),
    rated: z.number(),
    good: z.number(),
    low: z.number(),
    results: z.array(z.object({ result: resultOf, count: z.number() })),
  }),
  async do(ctx, { from, to }) {
    const rows = await ctx.asHouse(
      ctx => ctx.sql<{ result: Result; count: number; rated: number; good: number; low: number }[]>`
        select result, count(*)::int as count, count(grade)::int as rated, count(*) filter (where grade >= 4)::int as good, count(*) filter (where grade <= 2)::int as low
        from help_request where county = ${ctx.county} and result is not null and (ended_at at time zone 'Asia/Shanghai')::date between ${from} and ${to}
        group by result order by 2 desc`,
    );
    const sum = (of: 'count' | 'rated' | 'good' | 'low') => rows.reduce((n, r) => n + r[of], 0);
    return { ended: sum('count'), rated: sum('rated'), good: sum('good'), low: sum('low'), results: rows.map(({ result, count }) => ({ result, count })) };
  },
});
