/** Queues: how they are kept, when they are open, how many wait and how long. */
import { z } from 'zod';
import { type Ctx, read, refusals, refuse } from '../actions/index.ts';
import { type Day, dayInChina, UnknownYear } from '../calendar/index.ts';
import { hoursFaults, isOpenAt, median, openOn, predictedMinutes } from './rules.ts';
import { figures, type Hours, type QueueKind, queueKinds, type Span, timeOf } from './words.ts';

export const refuseQueue = refusals({
  'queue-closed': [409, '现在不取号'],
  'queue-full': [409, '等候的人太多，现在不能再取号'],
  'not-remote': [409, '现在不能远程取号'],
  'ticket-open': [409, '已经取过这个队的号，还没有办完'],
  'ticket-state': [409, '这个号现在不能这样处理'],
  'too-early': [409, '还不能按过号处理'],
  'returned-already': [409, '过号后只能恢复一次'],
  'seat-taken': [409, '这个窗口已经有人'],
  'seat-elsewhere': [409, '您已经在另一个窗口'],
  'seat-busy': [409, '窗口上还有没办完的号'],
  'seat-state': [409, '窗口现在不能这样做'],
  'nobody-waits': [409, '现在没有人等候'],
  'not-your-seat': [403, '请先坐到这个窗口'],
  'slot-full': [409, '这个时段约满了，请换一个时间'],
  'slot-gone': [422, '这个时段不能预约，请换一个时间'],
  'booked-already': [409, '这一天已经约过这个队'],
  'bookings-enough': [409, '这一天预约的次数已经够了'],
  banned: [409, '近期多次预约没有来，暂时不能预约'],
  'booking-unknown': [422, '没有这个预约，请核对预约号'],
  'booking-day': [422, '不是今天的预约'],
  'booking-used': [409, '这个预约不能再取号'],
  'machine-needed': [403, '这台机器没有登记，只能用预约号取号'],
  'holder-needed': [422, '请输入手机号、公民身份号码或预约号'],
});

export interface Queue {
  id: string;
  site: string;
  name: string;
  prefix: string;
  kind: QueueKind;
  position: number;
  hours: Hours;
  slotMinutes: number;
  slotCapacity: number;
  bookDays: number;
  mostWaiting: number;
  mostRemote: number;
  serviceMinutes: number;
  state: 'open' | 'ended';
  version: number;
}

const columns =
  'id, site, name, prefix, kind, position, hours, slot_minutes, slot_capacity, book_days, most_waiting, most_remote, service_minutes, state, version';

export const listQueuesOf = async (ctx: Ctx, site?: string): Promise<Queue[]> => [
  ...(await ctx.sql<Queue[]>`
    select ${ctx.sql.unsafe(columns)} from queue where county = ${ctx.county} and state = 'open' ${site ? ctx.sql`and site = ${site}` : ctx.sql``}
    order by position, id`),
];

export async function findQueue(ctx: Ctx, id: string): Promise<Queue> {
  const [row] = await ctx.sql<Queue[]>`
    select ${ctx.sql.unsafe(columns)} from queue where county = ${ctx.county} and id = ${id} and state = 'open'`;
  if (!row) throw refuse('not-found');
  return row;
}

/** The hours of a day; null where the year's holidays are not known, so nobody can say. */
export function openingOf(ctx: Ctx, queue: Pick<Queue, 'hours'>, day: Day): readonly Span[] | null {
  try {
    return openOn(queue.hours, day, ctx.calendar.isWorkday(day));
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
}

const span = z.strictObject({ from: z.string(), to: z.string() });
export const queueFields = {
  name: z.string().trim().min(2, '名称至少 2 个字').max(30),
  prefix: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{1,2}$/, '号码前的字母是 1 或 2 个大写字母'),
  hours: z.array(z.array(span).max(4)).length(7, '七天都要有'),
  slotMinutes: z.number().int().min(10, '一个时段至少 10 分钟').max(240),
  slotCapacity: z.number().int().min(0).max(100),
  bookDays: z.number().int().min(0).max(60, '最多提前 60 天'),
  mostWaiting: z.number().int().min(1).max(500),
  mostRemote: z.number().int().min(0).max(200),
  serviceMinutes: z.number().int().min(1).max(120),
};
const queueInput = z.strictObject(queueFields);
export type QueueInput = z.infer<typeof queueInput>;

/** Makes a queue, or changes the one that stands at this version. The caller's permit decides who may; so does row-level security. */
export async function saveQueue(ctx: Ctx, q: QueueInput & Pick<Queue, 'id' | 'site' | 'kind' | 'position'>, version: number | null): Promise<void> {
  const faults = hoursFaults(q.hours).map(message => ({ path: 'hours', message }));
  const [same] = await ctx.sql`
    select 1 from queue where county = ${ctx.county} and prefix = ${q.prefix} and id <> ${q.id} and state = 'open'`;
  if (same) faults.push({ path: 'prefix', message: `字母 ${q.prefix} 已经用在别的队` });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  const hours = JSON.stringify(q.hours);
  const { count } =
    version === null
      ? await ctx.sql`
          insert into queue (county, id, site, name, prefix, kind, position, hours, slot_minutes, slot_capacity, book_days, most_waiting, most_remote, service_minutes)
          values (${ctx.county}, ${q.id}, ${q.site}, ${q.name}, ${q.prefix}, ${q.kind}, ${q.position}, ${hours}::text::jsonb, ${q.slotMinutes},
            ${q.slotCapacity}, ${q.bookDays}, ${q.mostWaiting}, ${q.mostRemote}, ${q.serviceMinutes}) on conflict do nothing`
      : await ctx.sql`
          update queue set name = ${q.name}, prefix = ${q.prefix}, hours = ${hours}::text::jsonb, slot_minutes = ${q.slotMinutes},
            slot_capacity = ${q.slotCapacity}, book_days = ${q.bookDays}, most_waiting = ${q.mostWaiting}, most_remote = ${q.mostRemote},
            service_minutes = ${q.serviceMinutes}, version = version + 1
          where county = ${ctx.county} and id = ${q.id} and version = ${version}`;
  if (count !== 1) throw refuse('changed');
  ctx.record({ subject: `queue:${q.id}`, action: version === null ? 'queue.make' : 'queue.change', detail: { ...q, version } });
}

/** What is known of a queue at this moment; in the house's scope, because it counts what the asker may not see. */
export interface Load {
  queue: string;
  waiting: number;
  remote: number;
  serving: number;
  /** Seats that are open and serve it. */
  seats: number;
  /** Minutes of one service: the median of the last served, or the queue's own figure where nobody was. */
  serviceMinutes: number;
}

export async function loadOf(ctx: Ctx, queues: readonly Queue[]): Promise<Map<string, Load>> {
  const ids = queues.map(q => q.id);
  return ctx.asHouse(async ctx => {
    const [counts, seats, served] = await Promise.all([
      ctx.sql<{ queue: string; waiting: number; remote: number; serving: number }[]>`
        select queue, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where state = 'waiting' and source = 'phone')::int as remote,
          count(*) filter (where state in ('called', 'serving'))::int as serving
        from ticket where county = ${ctx.county} and day = ${ctx.today} and queue = any(${ids}::text[]) and state in ('waiting', 'called', 'serving') group by queue`,
      ctx.sql<{ serves: string[] }[]>`select serves from seat where county = ${ctx.county} and state = 'open'`,
      ctx.sql<{ queue: string; minutes: number }[]>`
        select q.id as queue, extract(epoch from t.ended_at - t.started_at)::float / 60 as minutes from unnest(${ids}::text[]) q (id)
        cross join lateral (select ended_at, started_at from ticket where county = ${ctx.county} and queue = q.id and state = 'done' and ended_at > started_at
          order by ended_at desc limit ${figures.medianOf}) t`,
    ]);
    return new Map(
      queues.map(q => {
        const c = counts.find(x => x.queue === q.id);
        const middle = median(served.filter(s => s.queue === q.id).map(s => s.minutes));
        return [
          q.id,
          {
            queue: q.id,
            waiting: c?.waiting ?? 0,
            remote: c?.remote ?? 0,
            serving: c?.serving ?? 0,
            seats: seats.filter(s => s.serves.includes(q.id)).length,
            serviceMinutes: middle === null ? q.serviceMinutes : Math.max(1, Math.round(middle)),
          },
        ];
      }),
    );
  });
}

export const minutesBehind = (load: Load, ahead: number): number | null => predictedMinutes({ ...load, ahead });

/** Numbers are given in the opening hours, and afterwards as long as a seat that serves the queue is still at work. */
export function givesNumbers(ctx: Ctx, queue: Queue, load: Load): boolean {
  return load.seats > 0 || isOpenAt(openingOf(ctx, queue, dayInChina(ctx.now)) ?? [], timeOf(ctx.now));
}

const queueView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  kind: z.enum(Object.keys(queueKinds) as [QueueKind]),
  /** Today's hours; null: not known. */
  today: z.array(span).nullable(),
  /** Gives numbers now. */
  gives: z.boolean(),
  byPhone: z.boolean(),
  canBeBooked: z.boolean(),
  waiting: z.number(),
  seats: z.number(),
  /** Minutes for one who comes now; null while no seat is open. */
  minutes: z.number().nullable(),
});
export type QueueView = z.infer<typeof queueView>;

export async function queueViews(ctx: Ctx, queues: readonly Queue[]): Promise<QueueView[]> {
  const loads = await loadOf(ctx, queues);
  return queues.map(q => {
    const load = loads.get(q.id)!;
    const opening = openingOf(ctx, q, ctx.today);
    const gives = givesNumbers(ctx, q, load) && load.waiting < q.mostWaiting;
    return {
      id: q.id,
      name: q.name,
      prefix: q.prefix,
      kind: q.kind,
      today: opening ? [...opening] : null,
      gives,
      byPhone: gives && load.remote < q.mostRemote,
      canBeBooked: q.slotCapacity > 0 && q.bookDays > 0,
      waiting: load.waiting,
      seats: load.seats,
      minutes: minutesBehind(load, load.waiting),
    };
  });
}

export const readQueues = read({
  name: 'queue.read',
  may: 'queue.read',
  summary: '一个场所的队：今天的时间、现在等候的人数和预计时间',
  input: z.strictObject({ site: z.string().max(60) }),
  output: z.object({ items: z.array(queueView) }),
  async do(ctx, { site }) {
    return { items: await queueViews(ctx, await listQueuesOf(ctx, site)) };
  },
});
