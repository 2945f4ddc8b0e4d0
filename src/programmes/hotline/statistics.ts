/** The hotline's figures: in time, answered at once, handed over, satisfied; by unit, category, town and month; and the telephone's. */
import { z } from 'zod';
import { action, read, refuse } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { mailboxHours, smsMinutes } from './figures.ts';
import { wellConnected } from './rules.ts';

const day = z.iso.date('日期写成 2024-12-25 的样子');

const figures = z.object({
  total: z.number(),
  open: z.number(),
  joined: z.number(),
  answered: z.number(),
  inTime: z.number(),
  late: z.number(),
  atOnce: z.number(),
  handed: z.number(),
  returned: z.number(),
  reopened: z.number(),
  called: z.number(),
  satisfied: z.number(),
  rated: z.number(),
  bad: z.number(),
});
export type Figures = z.infer<typeof figures>;

const grouped = figures.extend({ key: z.string().nullable() });
export type Grouped = z.infer<typeof grouped>;

const callDay = z.object({ day: z.string(), calls: z.number(), connected: z.number(), within15: z.number(), enteredBy: z.string(), version: z.number() });
export type CallDay = z.infer<typeof callDay>;

const none: Figures = {
  total: 0,
  open: 0,
  joined: 0,
  answered: 0,
  inTime: 0,
  late: 0,
  atOnce: 0,
  handed: 0,
  returned: 0,
  reopened: 0,
  called: 0,
  satisfied: 0,
  rated: 0,
  bad: 0,
};
const add = (a: Figures, b: Figures): Figures => Object.fromEntries(Object.keys(none).map(k => [k, a[k as keyof Figures] + b[k as keyof Figures]])) as Figures;

type Dimension = 'unit' | 'category' | 'town' | 'month' | 'channel';
type Counted = Figures & Record<Dimension, string | null>;

function by(rows: readonly Counted[], dimension: Dimension): Grouped[] {
  const groups = new Map<string | null, Figures>();
  for (const row of rows) groups.set(row[dimension], add(groups.get(row[dimension]) ?? none, row));
  return [...groups].map(([key, sums]) => ({ key, ...sums })).sort((a, b) => b.total - a.total);
}

const statisticsView = z.object({
  from: z.string(),
  to: z.string(),
  total: figures,
  byUnit: z.array(grouped),
  byCategory: z.array(grouped),
  byTown: z.array(grouped),
  byMonth: z.array(grouped),
  byChannel: z.array(grouped),
  /** Written tickets, and those that somebody looked at within the mailbox's hours. */
  mailbox: z.object({ written: z.number(), inTime: z.number() }),
  /** Messages to callers without an account, and those that went out within the minutes. */
  sms: z.object({ sent: z.number(), inTime: z.number() }),
  calls: z.object({ days: z.number(), calls: z.number(), connected: z.number(), within15: z.number(), met: z.boolean().nullable() }),
  callDays: z.array(callDay),
});
export type Statistics = z.infer<typeof statisticsView>;

export const statistics = read({
  name: 'hotline.statistics',
  may: 'hotline.count',
  summary: '热线统计：一段时间提出的工单',
  input: z.strictObject({ from: day.optional(), to: day.optional() }),
  output: statisticsView,
  async do(ctx, f) {
    const { sql, county, today } = ctx;
    const to = f.to ?? today;
    const from = f.from ?? addDays(to, -29);
    if (from > to || addDays(from, 3 * 366) < to)
      throw refuse('input', { faults: [{ path: 'from', message: from > to ? '开始日期不能晚于结束日期' : '一次最多看三年' }] });
    const rows = await sql<Counted[]>`
      select d.unit, t.category, t.town, t.channel, to_char(d.opened_on, 'YYYY-MM') as month, count(*)::int as total,
        count(*) filter (where d.state in ('new', 'open'))::int as open,
        count(*) filter (where d.state = 'joined')::int as joined,
        count(*) filter (where d.answered_on is not null)::int as answered,
        count(*) filter (where d.answered_on is not null and (d.due_on is null or d.answered_on <= d.due_on))::int as in_time,
        count(*) filter (where d.answered_on > d.due_on or (d.answered_on is null and d.state in ('new', 'open') and d.due_on < ${today}))::int as late,
        count(*) filter (where d.at_once)::int as at_once, count(*) filter (where d.handed > 0)::int as handed,
        count(*) filter (where d.returned > 0)::int as returned, count(*) filter (where d.reopened > 0)::int as reopened,
        count(*) filter (where d.satisfied is not null)::int as called, count(*) filter (where d.satisfied)::int as satisfied,
        count(*) filter (where d.grade is not null or d.bad_rated > 0)::int as rated, coalesce(sum(d.bad_rated), 0)::int as bad
      from duty d join hotline_ticket t on t.county = d.county and t.duty_id = d.id
      where d.county = ${county} and d.kind = 'ticket' and d.opened_on between ${from} and ${to} and d.state <> 'withdrawn'
      group by d.unit, t.category, t.town, t.channel, month`;
    const [mailbox] = await sql<{ written: number; inTime: number }[]>`
      select count(*)::int as written, count(*) filter (where s.at <= d.opened_at + make_interval(hours => ${mailboxHours.value}))::int as in_time
      from duty d join hotline_ticket t on t.county = d.county and t.duty_id = d.id
      left join lateral (select min(e.at) as at from duty_event e
        where e.county = d.county and e.duty_id = d.id and e.kind in ('sent', 'answered', 'joined')) s on true
      where d.county = ${county} and t.channel = 'web' and d.state <> 'withdrawn' and d.opened_on between ${from} and ${to}`;
    const [sms] = await ctx.asHouse(
      ctx => ctx.sql<{ sent: number; inTime: number }[]>`
        select count(*) filter (where sent_at is not null)::int as sent,
          count(*) filter (where sent_at <= made_at + make_interval(mins => ${smsMinutes.value}))::int as in_time
        from hotline_sms where county = ${county} and (made_at at time zone 'Asia/Shanghai')::date between ${from} and ${to}`,
    );
    const callDays = await sql<CallDay[]>`
      select day, calls, connected, within_15 as within15, entered_by, version from call_day
      where county = ${county} and day between ${from} and ${to} order by day desc`;
    const calls = callDays.reduce((n, d) => ({ calls: n.calls + d.calls, connected: n.connected + d.connected, within15: n.within15 + d.within15 }), {
      calls: 0,
      connected: 0,
      within15: 0,
    });
    return {
      from,
      to,
      total: rows.reduce<Figures>((n, r) => add(n, r), none),
      byUnit: by(rows, 'unit'),
      byCategory: by(rows, 'category'),
      byTown: by(rows, 'town'),
      byMonth: by(rows, 'month').sort((a, b) => (a.key ?? '').localeCompare(b.key ?? '')),
      byChannel: by(rows, 'channel'),
      mailbox: mailbox!,
      sms: sms!,
      calls: { days: callDays.length, ...calls, met: wellConnected(calls.calls, calls.connected) },
      callDays: [...callDays],
    };
  },
});

const count = (what: string) => z.number(`请填写${what}`).int('请填整数').min(0, '不能小于 0').max(100_000);

/** One row a day, entered from the exchange's own report; a correction names the version it corrects. */
export const keepCalls = action({
  name: 'hotline.calls',
  may: 'hotline.calls',
  summary: '填报一天的呼入、接通、15 秒内接通',
  input: z.strictObject({
    day,
    calls: count('呼入数'),
    connected: count('接通数'),
    within15: count('15 秒内接通数'),
    /** Zero for a day that has none yet. */
    version: z.number().int().min(0),
  }),
  async do(ctx, { day, calls, connected, within15, version }) {
    const faults = [
      ...(day > ctx.today ? [{ path: 'day', message: '不能填以后的日子' }] : []),
      ...(connected > calls ? [{ path: 'connected', message: '接通数不能多于呼入数' }] : []),
      ...(within15 > connected ? [{ path: 'within15', message: '15 秒内接通数不能多于接通数' }] : []),
    ];
    if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
    const { count } = await ctx.sql`
      insert into call_day as c (county, day, calls, connected, within_15, entered_by) values (${ctx.county}, ${day}, ${calls}, ${connected}, ${within15}, ${ctx.actor.name})
      on conflict (county, day) do update set calls = excluded.calls, connected = excluded.connected, within_15 = excluded.within_15,
        entered_by = excluded.entered_by, version = c.version + 1 where c.version = ${version}`;
    if (count === 0) throw refuse('changed', '这一天已有人填报，请刷新后再看');
    ctx.record({ subject: `call-day:${day}`, detail: { calls, connected, within15 } });
  },
});
