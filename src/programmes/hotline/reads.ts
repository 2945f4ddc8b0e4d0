/** Looking at tickets: the seat's list, one with its course, one's own; who calls and what asks the same. */
import { z } from 'zod';
import { type Ctx, fieldsOn, read, refuse } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { personsByPhone } from '#platform/identity';
import { anywhere, words } from '#platform/search';
import { type DutyRow, dutyColumnsOf, dutyKindOf, dutyView, findDuty, inwardSteps, oneDuty, viewDuty, wholeDuty } from '#platform/supervision';
import { maskPhone, readPhone } from '#platform/validators';
import { similarDays } from './figures.ts';
import { callerPlace } from './kind.ts';
import { duplicates, telling } from './rules.ts';
import { type Category, type Channel, channels, otherChannels } from './words.ts';

const ticketRow = dutyView.extend({
  /** How it came: of a ticket its channel, otherwise its kind. */
  channel: z.string(),
  category: z.string().nullable(),
  town: z.string().nullable(),
  joinedCount: z.number(),
});
export type TicketRow = z.infer<typeof ticketRow>;

/** What comes to the hotline: tickets, and what is answered by other doors without double work. */
const kinds = ['ticket', ...Object.keys(otherChannels)];

/** In which order a list stands: those that end first, or by the day on which they came. */
const orders = ['due', 'newest', 'oldest'] as const;
const tabs = ['new', 'open', 'yellow', 'red', 'answered', 'dispute', 'closed'] as const;

export const listTickets = read({
  name: 'hotline-ticket.list',
  may: 'hotline-ticket.read',
  summary: '热线工单清单：按状态、灯、部门、渠道、类别、乡镇筛选',
  input: z.strictObject({
    tab: z.enum(tabs).optional(),
    unit: z.string().max(60).optional(),
    channel: z.string().max(40).optional(),
    category: z.string().max(40).optional(),
    town: z.string().max(40).optional(),
    from: z.iso.date().optional(),
    to: z.iso.date().optional(),
    q: z.string().trim().max(60).optional(),
    sort: z.enum(orders).default('due'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(1000).default(50),
  }),
  output: z.object({ items: z.array(ticketRow), total: z.number(), counts: z.record(z.enum(tabs), z.number()) }),
  async do(ctx, f) {
    const { sql, today } = ctx;
    const like = anywhere(f.q);
    // A telephone number is searched by POST (callers): it must not stand in an address.
    const about = sql`d.county = ${ctx.county} and d.kind = any(${kinds}::text[])
      ${f.unit ? sql`and d.unit = ${f.unit}` : sql``} ${f.town ? sql`and t.town = ${f.town}` : sql``} ${f.category ? sql`and t.category = ${f.category}` : sql``}
      ${f.channel ? (f.channel in channels ? sql`and t.channel = ${f.channel}` : sql`and d.kind = ${f.channel}`) : sql``}
      ${f.from ? sql`and d.opened_on >= ${f.from}` : sql``} ${f.to ? sql`and d.opened_on <= ${f.to}` : sql``}
      ${f.q ? sql`and (d.number ilike ${like} or d.title ilike ${like} or d.body ilike ${like} or t.outside ilike ${like})` : sql``}`;
    const on: Record<(typeof tabs)[number], ReturnType<typeof sql>> = {
      new: sql`d.state = 'new'`,
      open: sql`d.state = 'open'`,
      yellow: sql`d.state in ('new', 'open') and d.warn_on <= ${today} and (d.due_on >= ${today} or d.due_on is null)`,
      red: sql`d.state in ('new', 'open') and d.due_on < ${today}`,
      answered: sql`d.state = 'answered' and d.kind in ('ticket', 'not-done')`,
      dispute: sql`d.state = 'open' and d.declined >= 2`,
      closed: sql`d.state in ('closed', 'joined', 'withdrawn')`,
    };
    const order: Record<(typeof orders)[number], ReturnType<typeof sql>> = {
      due: sql`(d.state in ('closed', 'joined', 'withdrawn')), (d.state <> 'new'), d.urgent desc, d.due_on nulls last, d.opened_at desc nulls last`,
      newest: sql`d.opened_on desc, d.opened_at desc nulls last`,
      oldest: sql`(d.state in ('closed', 'joined', 'withdrawn')), d.opened_on, d.opened_at nulls last`,
    };
    const joined = sql`from duty d left join hotline_ticket t on t.county = d.county and t.duty_id = d.id`;
    const where = sql`${about} ${f.tab ? sql`and (${on[f.tab]})` : sql``}`;
    const rows = await sql<(DutyRow & { channel: string; category: string | null; town: string | null; joinedCount: number })[]>`
      select ${sql.unsafe(dutyColumnsOf('d'))}, coalesce(t.channel, d.kind) as channel, t.category, t.town,
        (select count(*)::int from duty j where j.county = d.county and j.joined_to = d.id and j.state = 'joined') as joined_count
      ${joined} where ${where}
      order by ${order[f.sort]}, d.number desc
      limit ${f.size} offset ${(f.page - 1) * f.size}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n ${joined} where ${where}`;
    const [counts] = await sql<Record<(typeof tabs)[number], number>[]>`
      select count(*) filter (where ${on.new})::int as new, count(*) filter (where ${on.open})::int as open, count(*) filter (where ${on.yellow})::int as yellow,
        count(*) filter (where ${on.red})::int as red, count(*) filter (where ${on.answered})::int as answered,
        count(*) filter (where ${on.dispute})::int as dispute, count(*) filter (where ${on.closed})::int as closed ${joined} where ${about}`;
    const items = rows.map(({ channel, category, town, joinedCount, ...duty }) => ({
      ...viewDuty(duty, dutyKindOf(ctx, duty.kind), ctx),
      channel,
      category,
      town,
      joinedCount,
    }));
    return { items, total: count?.n ?? 0, counts: counts! };
  },
});

interface TicketFacts {
  channel: Channel;
  category: Category;
  town: string | null;
  place: string;
  confidential: boolean;
  anonymous: boolean;
  callerName: string | null;
  phoneSealed: string | null;
  outside: string | null;
  takenByName: string | null;
}

const message = z.object({ text: z.string(), to: z.enum(['account', 'phone']), madeAt: z.string(), sentAt: z.string().nullable() });

const ticketView = wholeDuty.extend({
  /** What who asked was told, and when; for those who may know who that is. */
  messages: z.array(message),
  ticket: z.object({
    channel: z.string(),
    category: z.string(),
    town: z.string().nullable(),
    place: z.string(),
    confidential: z.boolean(),
    anonymous: z.boolean(),
    /** Null where the reader is not to know. */
    callerName: z.string().nullable(),
    phone: z.string().nullable(),
    outside: z.string().nullable(),
    takenByName: z.string().nullable(),
  }),
});
export type TicketView = z.infer<typeof ticketView>;

export const readTicket = read({
  name: 'hotline-ticket.one',
  may: 'hotline-ticket.read',
  summary: '一个工单：内容、来电人、经过、并入的工单',
  input: z.strictObject({ dutyId: z.uuid() }),
  output: ticketView,
  async do(ctx, { dutyId }) {
    const [row] = await ctx.sql<TicketFacts[]>`
      select t.channel, t.category, t.town, t.place, t.confidential, t.anonymous, t.caller_name, t.phone_sealed, t.outside, s.name as taken_by_name
      from hotline_ticket t left join staff s on s.county = t.county and s.id = t.taken_by where t.county = ${ctx.county} and t.duty_id = ${dutyId}`;
    if (!row) throw refuse('not-found');
    const whole = await oneDuty.do(ctx, { dutyId });
    const duty = await findDuty(ctx, dutyId);
    const fields = fieldsOn(ctx, { units: [duty.unit, ...(duty.toUnit ? [duty.toUnit] : [])], parties: duty.parties });
    const knows = fields === 'all' || (fields === 'matter' && !row.confidential);
    const { phoneSealed, callerName, ...ticket } = row;
    const mine = ctx.actor.kind === 'person';
    const messages = knows && !mine ? await messagesOf(ctx, dutyId, duty.parties) : [];
    return {
      ...whole,
      messages,
      steps: mine ? whole.steps.filter(s => !inwardSteps.has(s.kind)) : whole.steps,
      // Whoever else asked the same is nobody's business.
      joined: mine ? [] : whole.joined,
      leader: mine ? null : whole.leader,
      ticket: {
        ...ticket,
        callerName: knows ? callerName : null,
        phone: knows && phoneSealed ? maskPhone(ctx.vault.open(ctx.county, callerPlace(dutyId), phoneSealed)) : null,
      },
    };
  },
});

/** Messages to the number that was left, and to the account. Through the house: a unit reads no inbox of a person. */
const messagesOf = (ctx: Ctx, dutyId: string, parties: readonly string[]) =>
  ctx.asHouse(
    async ctx =>
      [
        ...(await ctx.sql<z.infer<typeof message>[]>`
          select body as text, 'phone' as to, made_at, sent_at from hotline_sms where county = ${ctx.county} and duty_id = ${dutyId}
          union all
          select title || '：' || body, 'account', made_at, made_at from notice
          where county = ${ctx.county} and person = any(${[...parties]}::uuid[]) and link = ${`/hotline/tickets/${dutyId}`}
          order by made_at`),
      ] as z.infer<typeof message>[],
  );

const mineRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.string(),
  openedOn: z.string(),
  dueOn: z.string().nullable(),
  answered: z.boolean(),
  grade: z.number().nullable(),
});

export const myTickets = read({
  name: 'hotline-ticket.mine',
  may: 'hotline-ticket.write',
  summary: '我的工单和办不成事反映',
  input: z.strictObject({}),
  output: z.object({ items: z.array(mineRow) }),
  async do(ctx) {
    const items = await ctx.sql<z.infer<typeof mineRow>[]>`
      select id, number, kind, title, state, opened_on, due_on, answer is not null as answered, grade from duty
      where county = ${ctx.county} and kind in ('ticket', 'not-done') and parties && ${ctx.actor.parties}::uuid[]
      order by opened_on desc, number desc limit 100`;
    return { items: [...items] };
  },
});

const earlier = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  unit: z.string(),
  openedOn: z.string(),
});

export const findCaller = read({
  name: 'hotline-ticket.caller',
  may: 'hotline-ticket.take',
  summary: '按来电号码查登记过的人和以前的工单',
  input: z.strictObject({ phone: z.string().trim().max(30) }),
  output: z.object({ names: z.array(z.string()), town: z.string().nullable(), tickets: z.array(earlier), total: z.number() }),
  async do(ctx, { phone }) {
    const number = readPhone(phone);
    if (!number) throw refuse('input', { faults: [{ path: 'phone', message: '请填写 11 位手机号码' }] });
    const index = ctx.vault.blind(ctx.county, 'phone', number);
    const persons = await ctx.asHouse(ctx => personsByPhone(ctx, number));
    const from = ctx.sql`from hotline_ticket t join duty d on d.county = t.county and d.id = t.duty_id where t.county = ${ctx.county} and t.phone_index = ${index}`;
    const tickets = await ctx.sql<z.infer<typeof earlier>[]>`
      select d.id, d.number, d.title, d.state, d.unit, d.opened_on ${from} order by d.opened_on desc, d.number desc limit 10`;
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n ${from}`;
    return { names: persons.map(p => p.name), town: persons[0]?.town ?? null, tickets: [...tickets], total: count?.n ?? 0 };
  },
});

const similarRow = earlier.extend({ likeness: z.number(), samePhone: z.boolean() });
export type Similar = z.infer<typeof similarRow>;

export const similarTickets = read({
  name: 'hotline-ticket.similar',
  may: 'hotline-ticket.take',
  summary: '找可能反映同一件事的工单：同一号码，或者用词相近',
  input: z.strictObject({ text: z.string().trim().max(2100), phone: z.string().trim().max(30).optional(), dutyId: z.uuid().optional() }),
  output: z.object({ items: z.array(similarRow) }),
  async do(ctx, { text, phone, dutyId }) {
    const wanted = telling(words(text));
    const number = phone ? readPhone(phone) : null;
    let index = number ? ctx.vault.blind(ctx.county, 'phone', number) : '';
    if (dutyId) {
      const [own] = await ctx.sql<{ phoneIndex: string | null }[]>`select phone_index from hotline_ticket where county = ${ctx.county} and duty_id = ${dutyId}`;
      index = own?.phoneIndex ?? '';
    }
    const rows = await ctx.sql<(z.infer<typeof earlier> & { words: string[]; samePhone: boolean })[]>`
      select d.id, d.number, d.title, d.state, d.unit, d.opened_on, t.words, coalesce(t.phone_index = ${index}, false) as same_phone
      from hotline_ticket t join duty d on d.county = t.county and d.id = t.duty_id
      where t.county = ${ctx.county} and t.opened_on >= ${addDays(ctx.today, -similarDays.value)} and d.state in ('new', 'open', 'answered')
        and d.id <> ${dutyId ?? '00000000-0000-0000-0000-000000000000'} and (t.words && ${wanted}::text[] or t.phone_index = ${index})
      order by t.opened_on desc limit 2000`;
    return { items: duplicates(wanted, [...rows]).map(({ words: _, ...row }) => row) };
  },
});
