/** SQL that several actions of the programme share: items, budgets, numbers, events. */
import { type Ctx, refusals, refuse } from '#platform/actions';
import { addWorkdays, type Day, UnknownYear, workdaysBetween } from '#platform/calendar';
import { shownYuan, yuan } from '#platform/money';
import { currentVersion } from '#programmes/one-thing';
import type { Names } from './facts.ts';
import type { Item, Kind, Way } from './item.ts';

export const refusePolicy = refusals({
  'budget-none': [409, '这一年的资金还没有下达'],
  'budget-short': [409, '这一年的资金余额不够'],
  'budget-below': [409, '预算不能低于已经承诺和支付的钱'],
  'not-eligible': [422, '不符合这项政策的条件'],
  'facts-missing': [409, '还有信息没有核实，不能通过'],
  'claimed-already': [409, '这一项已经申领或享受过'],
  'not-open': [409, '现在不在申领时间里'],
  'needs-objection-answer': [409, '有异议还没有答复'],
  'own-business': [403, '不能办理与自己有关的企业'],
  'lines-wrong': [422, '文件里有不对的行，没有登记'],
});

export interface ItemRow {
  id: string;
  unit: string;
  no: number;
  title: string;
  kind: Kind;
  way: Way;
  claimsFrom: Day;
  claimsTo: Day;
  firstPublishedOn: Day;
  closedOn: Day | null;
  closedReason: string | null;
  words: string;
  version: number;
  /** Of the version that counts now. */
  publishedOn: Day;
  body: Item;
}

const itemColumns = `i.id, i.unit, i.no, i.title, i.kind, i.way, i.claims_from, i.claims_to, i.first_published_on, i.closed_on, i.closed_reason, i.words, i.version`;

/** Every published item with the version that counts now. */
export async function publishedItems(ctx: Ctx): Promise<ItemRow[]> {
  const rows = await ctx.sql<ItemRow[]>`
    select ${ctx.sql.unsafe(itemColumns)}, v.published_on, v.body from policy_item i
    join policy_version v on v.county = i.county and v.item = i.id and v.no = i.no
    where i.county = ${ctx.county} order by i.first_published_on, i.title`;
  return [...rows];
}

export async function publishedItem(ctx: Ctx, id: string): Promise<ItemRow> {
  const [row] = await ctx.sql<ItemRow[]>`
    select ${ctx.sql.unsafe(itemColumns)}, v.published_on, v.body from policy_item i
    join policy_version v on v.county = i.county and v.item = i.id and v.no = i.no
    where i.county = ${ctx.county} and i.id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** A version that a claim or a grant stands on, whatever came later. */
export async function versionAt(ctx: Ctx, item: string, no: number): Promise<Item> {
  const [row] = await ctx.sql<{ body: Item }[]>`select body from policy_version where county = ${ctx.county} and item = ${item} and no = ${no}`;
  if (!row) throw refuse('not-found');
  return row.body;
}

/** Which version something stands on, since when that one counted, and whether there is a later one. */
export async function standsOn(ctx: Ctx, item: string, no: number): Promise<{ no: number; since: Day; latest: number }> {
  const [row] = await ctx.sql<{ since: Day; latest: number }[]>`
    select v.published_on as since, i.no as latest from policy_version v join policy_item i on i.county = v.county and i.id = v.item
    where v.county = ${ctx.county} and v.item = ${item} and v.no = ${no}`;
  if (!row) throw refuse('not-found');
  return { no, ...row };
}

const prefixes = { claim: '惠申', run: '惠享', grant: '惠兑', batch: '惠批', payment: '惠付' } as const;

/** `count` numbers in a row: `惠申〔2024〕1号`. They have no gap, because a transaction that fails gives them back. */
export async function nextNumbers(ctx: Ctx, kind: keyof typeof prefixes, count = 1, year = Number(ctx.today.slice(0, 4))): Promise<string[]> {
  if (count === 0) return [];
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<{ last: number }[]>`
      insert into policy_number as n (county, kind, year, last) values (${ctx.county}, ${kind}, ${year}, ${count})
      on conflict (county, kind, year) do update set last = n.last + ${count} returning last`,
  );
  return Array.from({ length: count }, (_, i) => `${prefixes[kind]}〔${year}〕${row!.last - count + 1 + i}号`);
}

/**
 * Sets money of an item's year aside, in the transaction of the decision. The row is locked until it ends, so that of many
 * decisions at once only those go through for which there is money.
 */
export async function reserve(ctx: Ctx, item: string, year: number, fen: bigint): Promise<void> {
  const [row] = await ctx.asHouse(
    ctx => ctx.sql<{ total: bigint; reserved: bigint; paid: bigint }[]>`
      select total, reserved, paid from policy_budget where county = ${ctx.county} and item = ${item} and year = ${year} for update`,
  );
  if (!row) throw refusePolicy('budget-none', `请财政局先下达 ${year} 年这一项的资金`);
  const left = row.total - row.reserved - row.paid;
  if (left < fen) throw refusePolicy('budget-short', `这次要 ${shownYuan(yuan(fen))}，${year} 年还剩 ${shownYuan(yuan(left))}`);
  await ctx.asHouse(
    ctx =>
      ctx.sql`update policy_budget set reserved = reserved + ${fen}, version = version + 1 where county = ${ctx.county} and item = ${item} and year = ${year}`,
  );
}

/** What must happen to an item once — a list of it, the first money of a year — happens one after the other. */
export const lockItem = (ctx: Ctx, item: string) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`policies item ${ctx.county} ${item}`}, 0))`;

/** Gives back what was set aside and will not be paid. */
export const release = (ctx: Ctx, item: string, year: number, fen: bigint): Promise<unknown> =>
  ctx.asHouse(
    ctx =>
      ctx.sql`update policy_budget set reserved = reserved - ${fen}, version = version + 1 where county = ${ctx.county} and item = ${item} and year = ${year}`,
  );

/** What was set aside has reached the firm. */
export const settle = (ctx: Ctx, item: string, year: number, fen: bigint): Promise<unknown> =>
  ctx.asHouse(
    ctx => ctx.sql`
      update policy_budget set reserved = reserved - ${fen}, paid = paid + ${fen}, version = version + 1
      where county = ${ctx.county} and item = ${item} and year = ${year}`,
  );

export interface NewEvent {
  claim?: string | null;
  grant?: string | null;
  firm: string;
  unit: string;
  kind: string;
  words?: string;
}

export const addEvents = (ctx: Ctx, events: readonly NewEvent[]): Promise<unknown> =>
  events.length === 0
    ? Promise.resolve()
    : ctx.asHouse(
        ctx => ctx.sql`
          insert into policy_event (county, id, claim, grant_id, firm, unit, happened_at, happened_on, kind, by_name, words)
          select ${ctx.county}, gen_random_uuid(), r.claim, r."grant", r.firm, r.unit, ${ctx.now}, ${ctx.today}, r.kind, ${ctx.actor.name}, coalesce(r.words, '')
          from jsonb_to_recordset(${JSON.stringify(events)}::text::jsonb) as r (claim uuid, "grant" uuid, firm uuid, unit text, kind text, words text)`,
      );

export interface EventView {
  happenedAt: string;
  kind: string;
  byName: string;
  words: string;
}

export const eventsOf = (ctx: Ctx, of: { claim?: string | null; grant?: string | null }): Promise<EventView[]> =>
  ctx.sql<EventView[]>`
    select happened_at, kind, by_name, words from policy_event
    where county = ${ctx.county} and (claim = ${of.claim ?? null} or grant_id = ${of.grant ?? null}) order by happened_at, id`.then(rows => [...rows]);

/** The `days`-th working day from today; null past the known calendar: never guessed. */
export function workdayAfter(ctx: Ctx, days: number, from = ctx.today): Day | null {
  try {
    return addWorkdays(ctx.calendar, from, days);
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
}

/** Working days from a day until today; null past the known calendar. */
export function workdaysSince(ctx: Ctx, from: Day): number | null {
  try {
    return workdaysBetween(ctx.calendar, from, ctx.today);
  } catch (error) {
    if (error instanceof UnknownYear) return null;
    throw error;
  }
}

/** Options that the county keeps itself, by name: towns, licence types, things. */
export async function namesOf(ctx: Ctx): Promise<Names> {
  const [units, { catalogue }] = await Promise.all([
    ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county} and kind = 'town' order by position`,
    currentVersion(ctx),
  ]);
  return Object.fromEntries([
    ...units.map(u => [`town:${u.id.replace('town-', '')}`, u.name]),
    ...catalogue.licences.filter(l => l.holder === 'firm').map(l => [`licences:${l.id}`, l.name]),
    ...catalogue.things.filter(t => t.audience !== 'individual').map(t => [`finished:${t.no}`, t.name]),
  ]);
}
