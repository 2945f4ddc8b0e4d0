/** What the queues did over some days: numbers given, served, missed, how long people waited and were served. */
import { z } from 'zod';
import { read, refuse } from '../actions/index.ts';
import { daysBetween } from '../calendar/index.ts';

const line = z.object({
  /** Day, queue, seat, or hour of taking; empty for the whole. */
  key: z.string(),
  name: z.string(),
  tickets: z.number(),
  served: z.number(),
  missed: z.number(),
  left: z.number(),
  /** Minutes from taking to the call; null where nobody was called. */
  waitMedian: z.number().nullable(),
  wait90: z.number().nullable(),
  /** Minutes from beginning to end. */
  serviceMedian: z.number().nullable(),
});
export type FigureLine = z.infer<typeof line>;

const by = z.array(line);
/** Days a look may span. */
const mostDays = 400;

export const queueFigures = read({
  name: 'queue.figures',
  may: 'queue-figures.read',
  summary: '排队统计：按日、队、窗口、时段',
  input: z.strictObject({ site: z.string().max(60), from: z.iso.date(), to: z.iso.date() }),
  output: z.object({ whole: line, days: by, queues: by, seats: by, hours: by, booked: z.number(), came: z.number(), notCome: z.number() }),
  async do(ctx, { site, from, to }) {
    if (to < from) throw refuse('input', { detail: '结束不能早于开始', faults: [{ path: 'to', message: '结束不能早于开始' }] });
    if (daysBetween(from, to) > mostDays)
      throw refuse('input', { detail: `一次最多看 ${mostDays} 天`, faults: [{ path: 'to', message: `一次最多看 ${mostDays} 天` }] });
    return ctx.asHouse(async ctx => {
      const rows = await ctx.sql<(FigureLine & { what: 'whole' | 'day' | 'queue' | 'seat' | 'hour' })[]>`
        with t as (
          select t.day::text as day, t.queue, q.name as queue_name, q.position as place, coalesce(t.seat::text, '') as seat, coalesce(s.name, '') as seat_name, s.number,
            to_char(t.taken_at at time zone 'Asia/Shanghai', 'HH24') as hour, t.state, t.moved_from,
            extract(epoch from t.called_at - t.taken_at)::float / 60 as waited,
            case when t.state = 'done' then extract(epoch from t.ended_at - t.started_at)::float / 60 end as served
          from ticket t join queue q on q.county = t.county and q.id = t.queue left join seat s on s.county = t.county and s.id = t.seat
          where t.county = ${ctx.county} and t.day between ${from} and ${to} and q.site = ${site})
        select case when grouping(day) = 0 then 'day' when grouping(queue) = 0 then 'queue' when grouping(seat) = 0 then 'seat' when grouping(hour) = 0 then 'hour' else 'whole' end as what,
          coalesce(day, queue, seat, hour, '') as key, case when grouping(queue) = 0 then max(queue_name) when grouping(seat) = 0 then max(seat_name) else coalesce(day, hour, '') end as name,
          count(*) filter (where moved_from is null)::int as tickets, count(*) filter (where state = 'done')::int as served,
          count(*) filter (where state = 'missed')::int as missed, count(*) filter (where state = 'left')::int as left,
          round(percentile_cont(0.5) within group (order by waited)::numeric, 1)::float as wait_median,
          round(percentile_cont(0.9) within group (order by waited)::numeric, 1)::float as wait90,
          round(percentile_cont(0.5) within group (order by served)::numeric, 1)::float as service_median
        from t group by grouping sets ((), (day), (queue), (seat), (hour)) order by min(place), min(number), 2`;
      const [booked] = await ctx.sql<{ booked: number; came: number; notCome: number }[]>`
        select count(*) filter (where b.state <> 'cancelled')::int as booked, count(*) filter (where b.state = 'arrived')::int as came,
          count(*) filter (where b.state = 'missed')::int as not_come
        from booking b join queue q on q.county = b.county and q.id = b.queue
        where b.county = ${ctx.county} and b.day between ${from} and ${to} and q.site = ${site}`;
      const of = (what: string) => rows.filter(r => r.what === what).map(({ what: _, ...r }) => r);
      const byKey = (a: FigureLine, b: FigureLine) => (a.key < b.key ? -1 : 1);
      return {
        whole: of('whole')[0] ?? { key: '', name: '', tickets: 0, served: 0, missed: 0, left: 0, waitMedian: null, wait90: null, serviceMedian: null },
        days: of('day').sort(byKey),
        queues: of('queue'),
        // Whoever was never called has no seat.
        seats: of('seat').filter(s => s.key !== ''),
        hours: of('hour').sort(byKey),
        ...booked!,
      };
    });
  },
});
