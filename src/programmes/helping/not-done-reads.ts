/** Looking at what could not get done: the ledger with its counts and repeated causes, one entry with its course. */
import { z } from 'zod';
import { read } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { anywhere } from '#platform/search';
import { type DutyRow, dutyColumnsOf, dutyKindOf, dutyView, inwardSteps, oneDuty, viewDuty, wholeDuty } from '#platform/supervision';
import { maskPhone } from '#platform/validators';
import { currentVersion } from '#programmes/one-thing';
import { repeated } from './figures.ts';
import { keptEntry, visitorPlace } from './not-done.ts';
import { causes } from './rules.ts';

const entryRow = dutyView.extend({
  channel: z.string(),
  reason: z.string(),
  thing: z.number().nullable(),
  thingName: z.string().nullable(),
  visitorName: z.string(),
});
export type EntryRow = z.infer<typeof entryRow>;
const counted = z.array(z.object({ key: z.string(), total: z.number(), open: z.number(), late: z.number(), satisfied: z.number(), bad: z.number() }));

export const listNotDone = read({
  name: 'not-done.list',
  may: 'not-done.read',
  summary: '办不成事台账，按原因、部门、月份计数，反复出现的原因',
  input: z.strictObject({
    state: z.enum(['open', 'answered', 'closed']).optional(),
    reason: z.string().max(40).optional(),
    unit: z.string().max(60).optional(),
    thing: z.coerce.number().int().optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(['due', 'newest', 'reopened']).default('due'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({
    items: z.array(entryRow),
    total: z.number(),
    byReason: counted,
    byUnit: counted,
    byMonth: counted,
    causes: z.array(
      z.object({ reason: z.string(), thing: z.number().nullable(), thingName: z.string().nullable(), unit: z.string(), times: z.number(), last: z.string() }),
    ),
  }),
  async do(ctx, f) {
    const { byNo } = await currentVersion(ctx);
    const nameOf = (thing: number | null) => (thing === null ? null : (byNo.get(thing)?.name ?? null));
    const like = anywhere(f.q);
    // Entries that row-level security shows: all for those who help, one's own for a unit or a resident. Their duties belong to them.
    const { sql, county } = ctx;
    const seen = await sql<{ id: string }[]>`select duty_id as id from not_done where county = ${county}
      ${f.reason ? sql`and reason = ${f.reason}` : sql``} ${f.thing !== undefined ? sql`and thing = ${f.thing}` : sql``}
      ${f.from ? sql`and opened_on >= ${f.from}` : sql``} ${f.to ? sql`and opened_on <= ${f.to}` : sql``} limit 20000`;
    return ctx.asHouse(async ({ sql }) => {
      const about = sql`from duty d join not_done n on n.county = d.county and n.duty_id = d.id
        where d.county = ${county} and d.id = any(${seen.map(s => s.id)}::uuid[]) ${f.unit ? sql`and d.unit = ${f.unit}` : sql``}
        ${f.q ? sql`and (d.number ilike ${like} or d.title ilike ${like} or d.body ilike ${like} or n.visitor_name ilike ${like})` : sql``}`;
      const where = sql`${about} ${f.state ? (f.state === 'closed' ? sql`and d.state in ('closed', 'withdrawn', 'joined')` : sql`and d.state = ${f.state}`) : sql``}`;
      const order = {
        due: sql`(d.state in ('closed', 'withdrawn', 'joined')), d.due_on nulls last`,
        newest: sql`d.opened_on desc, d.opened_at desc nulls last`,
        reopened: sql`d.reopened desc, (d.state in ('closed', 'withdrawn', 'joined')), d.due_on nulls last`,
      };
      const rows = await sql<(DutyRow & { channel: string; reason: string; thing: number | null; visitorName: string })[]>`
        select ${sql.unsafe(dutyColumnsOf('d'))}, n.channel, n.reason, n.thing, n.visitor_name ${where}
        order by ${order[f.sort]}, d.number desc limit ${f.size} offset ${(f.page - 1) * f.size}`;
      const all = await sql<
        { unit: string; reason: string; thing: number | null; openedOn: string; state: string; late: boolean; satisfied: boolean | null; badRated: number }[]
      >`
        select d.unit, n.reason, n.thing, d.opened_on, d.state, d.satisfied, d.bad_rated,
          coalesce(d.answered_on, ${ctx.today}) > d.due_on and (d.state = 'open' or d.answered_on is not null) as late ${about}
        order by d.number`;
      const [count] = await sql<{ n: number }[]>`select count(*)::int as n ${where}`;
      const by = (key: (row: (typeof all)[number]) => string) => {
        const groups = new Map<string, (typeof all)[number][]>();
        for (const row of all) groups.set(key(row), [...(groups.get(key(row)) ?? []), row]);
        const n = (list: typeof groups extends Map<string, infer L> ? L : never, test: (r: (typeof all)[number]) => boolean) => list.filter(test).length;
        return [...groups].map(([key, list]) => ({
          key,
          total: list.length,
          open: n(list, r => r.state === 'open'),
          late: n(list, r => r.late),
          satisfied: n(list, r => r.satisfied === true),
          bad: n(list, r => r.badRated > 0),
        }));
      };
      const most = (a: { total: number }, b: { total: number }) => b.total - a.total;
      const recent = all.filter(r => r.openedOn >= addDays(ctx.today, -repeated.days));
      return {
        items: rows.map(({ channel, reason, thing, visitorName, ...duty }) => ({
          ...viewDuty(duty, dutyKindOf(ctx, duty.kind), ctx),
          channel,
          reason,
          thing,
          thingName: nameOf(thing),
          visitorName,
        })),
        total: count?.n ?? 0,
        byReason: by(r => r.reason).sort(most),
        byUnit: by(r => r.unit).sort(most),
        byMonth: by(r => r.openedOn.slice(0, 7)).sort((a, b) => b.key.localeCompare(a.key)),
        causes: causes(recent).map(c => ({ ...c, thingName: nameOf(c.thing) })),
      };
    });
  },
});

const entryView = wholeDuty.extend({
  entry: z.object({
    channel: z.string(),
    reason: z.string(),
    thing: z.number().nullable(),
    thingName: z.string().nullable(),
    visitorName: z.string(),
    phone: z.string().nullable(),
    firstBy: z.string().nullable(),
  }),
});
export type EntryView = z.infer<typeof entryView>;

export const readNotDone = read({
  name: 'not-done.one',
  may: 'not-done.read',
  summary: '一件办不成的事和它的经过',
  input: z.strictObject({ dutyId: z.uuid() }),
  output: entryView,
  async do(ctx, { dutyId }) {
    const { phoneSealed, ...entry } = await keptEntry(ctx, dutyId);
    const { byNo } = await currentVersion(ctx);
    const whole = await ctx.asHouse(ctx => oneDuty.do(ctx, { dutyId }));
    const mine = ctx.actor.kind === 'person';
    const follows = ctx.house.permissions.rights(ctx.actor, 'not-done.follow').length > 0;
    return {
      ...whole,
      steps: mine ? whole.steps.filter(s => !inwardSteps.has(s.kind)) : whole.steps,
      may: [...whole.may.filter(m => m !== 'follow'), ...(follows && whole.duty.state === 'answered' ? ['follow'] : [])],
      entry: {
        ...entry,
        thingName: entry.thing === null ? null : (byNo.get(entry.thing)?.name ?? null),
        phone: phoneSealed ? maskPhone(ctx.vault.open(ctx.county, visitorPlace(dutyId), phoneSealed)) : null,
      },
    };
  },
});
