/** Contradictions of the lists in the database: found, sent back, answered, closed. The only SQL about them. */
import { z } from 'zod';
import { action, type Ctx, guard, read, refusals, refuse } from '#platform/actions';
import { notifyUnit } from '#platform/notices';
import { searchText } from '#platform/search';
import { insuranceYear } from './figures.ts';
import { period } from './lists.ts';
import type { Conflict } from './matching.ts';
import { bureaus, type ConflictSort, type ConflictState, conflictSorts, conflictStates } from './words.ts';

export const refuseInsurance = refusals({
  'insurance-step': [409, '现在不能这样做'],
  'insurance-nothing': [422, '没有要办的'],
});

const page = '/desk/insurance/conflicts';
const json = (ctx: Ctx, rows: readonly object[]) => ctx.sql`${JSON.stringify(rows)}::text::jsonb`;

/** Keys of those that the bureau closed because the list counts all the same. */
export async function acceptedKeys({ sql, county }: Ctx): Promise<Set<string>> {
  const rows = await sql<{ key: string }[]>`select key from insurance_conflict where county = ${county} and period = ${period} and accepted`;
  return new Set(rows.map(r => r.key));
}

/**
 * Keeps what a look found. What is found no more is closed by itself; what was closed and is found again is open again, but for
 * what was closed on purpose. In the house's scope.
 */
export async function keepConflicts(ctx: Ctx, found: readonly Conflict[], masks: ReadonlyMap<string, string>): Promise<{ fresh: number; gone: number }> {
  const { sql, county, today } = ctx;
  const there = await sql<{ key: string; state: ConflictState; closing: string | null; words: string }[]>`
    select key, state, closing, words from insurance_conflict where county = ${county} and period = ${period}`;
  const of = new Map(there.map(t => [t.key, t]));
  const keys = new Set(found.map(c => c.key));
  const rows = found.map(c => ({
    ...c,
    id: crypto.randomUUID(),
    identity: c.person === null ? null : (masks.get(c.person) ?? null),
    search: searchText([c.name, c.village, c.words]),
  }));
  const fresh = rows.filter(c => !of.has(c.key));
  await sql`
    insert into insurance_conflict (county, id, period, key, sort, unit, list, town, village, name, identity, words, search, found_on)
    select ${county}, x.id, ${period}, x.key, x.sort, x.unit, x.list, x.town, x.village, x.name, x.identity, x.words, x.search, ${today}
    from jsonb_to_recordset(${json(ctx, fresh)}) as x (id uuid, key text, sort text, unit text, list text, town text, village text, name text, identity text,
      words text, search text)`;
  // What it says may have grown older: the list came meanwhile, though late.
  const reworded = rows.filter(c => of.has(c.key) && of.get(c.key)!.state !== 'closed' && of.get(c.key)!.words !== c.words);
  await sql`
    update insurance_conflict c set words = x.words, search = x.search, version = version + 1
    from jsonb_to_recordset(${json(ctx, reworded)}) as x (key text, words text, search text) where c.county = ${county} and c.period = ${period} and c.key = x.key`;
  const again = rows.filter(c => of.get(c.key)?.state === 'closed' && of.get(c.key)!.closing === goneWords);
  await sql`
    update insurance_conflict c set state = 'open', found_on = ${today}, sent_on = null, sent_by_name = null, answer = null, answered_on = null,
      answered_by_name = null, closed_on = null, closed_by_name = null, closing = null, words = x.words, version = version + 1
    from jsonb_to_recordset(${json(ctx, again)}) as x (key text, words text) where c.county = ${county} and c.period = ${period} and c.key = x.key`;
  const gone = there.filter(t => t.state !== 'closed' && !keys.has(t.key)).map(t => t.key);
  await sql`
    update insurance_conflict set state = 'closed', closed_on = ${today}, closed_by_name = '系统', closing = ${goneWords}, version = version + 1
    where county = ${county} and period = ${period} and key = any(${gone}::text[])`;
  return { fresh: fresh.length + again.length, gone: gone.length };
}
const goneWords = '再比对时已经没有这个问题';

const state = z.enum(Object.keys(conflictStates) as [ConflictState]);
const sort = z.enum(Object.keys(conflictSorts) as [ConflictSort]);
const conflictView = z.object({
  ...{ id: z.string(), sort, unit: z.string(), unitName: z.string(), list: z.string().nullable(), town: z.string().nullable(), village: z.string() },
  ...{ name: z.string(), identity: z.string().nullable(), words: z.string(), foundOn: z.string(), state, sentOn: z.string().nullable() },
  ...{ answer: z.string().nullable(), answeredOn: z.string().nullable(), answeredByName: z.string().nullable(), closedOn: z.string().nullable() },
  ...{ closedByName: z.string().nullable(), closing: z.string().nullable(), accepted: z.boolean(), version: z.number() },
  /** Whether the reader answers it now, and whether they close it. */
  may: z.object({ answer: z.boolean(), close: z.boolean() }),
});
export type ConflictView = z.infer<typeof conflictView>;

const filters = {
  state: z.union([state, z.literal('all')]).optional(),
  sort: sort.optional(),
  unit: z.string().max(60).optional(),
  town: z.string().max(60).optional(),
  q: z.string().trim().max(60).optional(),
};

function matching({ sql, county }: Ctx, f: { [K in keyof typeof filters]?: string | undefined }) {
  const like = `%${(f.q ?? '').toLowerCase().replaceAll(/[%_\\]/g, '\\$&')}%`;
  return sql`county = ${county} and period = ${period}
    ${f.state === 'all' ? sql`` : f.state ? sql`and state = ${f.state}` : sql`and state <> 'closed'`}
    ${f.sort ? sql`and sort = ${f.sort}` : sql``} ${f.unit ? sql`and unit = ${f.unit}` : sql``} ${f.town ? sql`and town = ${f.town}` : sql``}
    ${f.q ? sql`and search like ${like}` : sql``}`;
}

export const listConflicts = read({
  name: 'insurance-conflict.list',
  may: 'insurance-conflict.read',
  summary: '参保名单比对出来的问题：按种类、部门、乡镇查找',
  input: z.strictObject({ ...filters, page: z.coerce.number().int().min(1).max(1000).default(1), size: z.coerce.number().int().min(1).max(500).default(50) }),
  output: z.object({
    items: z.array(conflictView),
    total: z.number(),
    /** Of what the filter leaves, whatever its state. */
    counts: z.record(z.string(), z.number()),
    units: z.array(z.object({ value: z.string(), label: z.string() })),
  }),
  async do(ctx, { page: at, size, ...f }) {
    const { sql, county } = ctx;
    const where = matching(ctx, f);
    const units = await ctx.asHouse(c => c.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${county}`);
    const names = new Map(units.map(u => [u.id, u.name]));
    const rows = await sql<Omit<ConflictView, 'unitName' | 'may'>[]>`
      select id, sort, unit, list, town, village, name, identity, words, found_on, state, sent_on, answer, answered_on, answered_by_name, closed_on,
        closed_by_name, closing, accepted, version
      from insurance_conflict where ${where}
      order by array_position('{answered,open,sent,closed}'::text[], state), found_on, sort, town nulls first, village, name, id
      limit ${size} offset ${(at - 1) * size}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from insurance_conflict where ${where}`;
    const counts = await sql<{ state: string; n: number }[]>`
      select state, count(*)::int as n from insurance_conflict where ${matching(ctx, { ...f, state: 'all' })} group by state`;
    const holders = await sql<{ unit: string }[]>`select distinct unit from insurance_conflict where county = ${county} and period = ${period} order by unit`;
    const on = (may: string, unit: string) =>
      ctx.house.permissions.on(ctx.actor, may, { units: [unit], ...(unit.startsWith('town-') ? { town: unit.slice(5) } : {}) }) !== null;
    return {
      items: rows.map(r => ({
        ...{ ...r, unitName: names.get(r.unit) ?? r.unit },
        may: {
          answer: r.state === 'sent' && on('insurance-conflict.answer', r.unit),
          close: r.state !== 'closed' && on('insurance-conflict.work', bureaus.leads),
        },
      })),
      total: count!.n,
      counts: Object.fromEntries(counts.map(c => [c.state, c.n])),
      units: holders.map(h => ({ value: h.unit, label: names.get(h.unit) ?? h.unit })),
    };
  },
});

interface Held {
  id: string;
  sort: ConflictSort;
  unit: string;
  state: ConflictState;
  name: string;
  version: number;
}

async function hold(ctx: Ctx, id: string, version: number): Promise<Held> {
  const [found] = await ctx.sql<Held[]>`
    select id, sort, unit, state, name, version from insurance_conflict where county = ${ctx.county} and id = ${id} for update`;
  if (!found) throw refuse('not-found');
  if (found.version !== version) throw refuse('changed', '这个问题刚刚被办过，请看过以后再办');
  return found;
}

/** Nothing is wrong with them: the units are told, and that is all. */
const told: readonly ConflictSort[] = ['lists'];
const toldWords = '已告知双方，就高不就低，只享受一种';

export const sendConflicts = action({
  name: 'insurance-conflict.send',
  may: 'insurance-conflict.work',
  summary: '把比对出来的问题发回名单单位：勾选的，或者符合条件的全部',
  input: z.strictObject({
    year: z.literal(insuranceYear),
    ids: z.array(z.uuid()).max(500).optional(),
    ...{ sort: filters.sort, unit: filters.unit, town: filters.town, q: filters.q },
  }),
  output: z.object({ sent: z.number() }),
  async do(ctx, { ids, year: _, ...f }) {
    guard(ctx, { units: [bureaus.leads] });
    const { sql } = ctx;
    const sent = await sql<{ unit: string }[]>`
      update insurance_conflict set state = case when sort = any(${told}::text[]) then 'closed' else 'sent' end, sent_on = ${ctx.today},
        sent_by_name = ${ctx.actor.name}, version = version + 1, closed_on = case when sort = any(${told}::text[]) then ${ctx.today}::date end,
        closed_by_name = case when sort = any(${told}::text[]) then ${ctx.actor.name} end, closing = case when sort = any(${told}::text[]) then ${toldWords} end
      where ${matching(ctx, { ...f, state: 'open' })} ${ids ? sql`and id = any(${ids}::uuid[])` : sql``} returning unit`;
    if (sent.length === 0) throw refuseInsurance('insurance-nothing', '没有待发回的问题');
    for (const [unit, of] of Map.groupBy(sent, s => s.unit))
      await notifyUnit(ctx, unit, { template: 'insurance-conflicts', data: { count: String(of.length) }, link: page });
    ctx.record({ subject: `insurance:${period}`, detail: { sent: sent.length } });
    return { sent: sent.length };
  },
});

const words = (what: string) => z.string().trim().min(2, `请写明${what}，至少 2 个字`).max(300, '最多 300 字');

export const answerConflict = action({
  name: 'insurance-conflict.answer',
  may: 'insurance-conflict.answer',
  summary: '答复发回的问题：核实的结果，名单怎样改',
  input: z.strictObject({ conflictId: z.uuid(), version: z.number().int().positive(), answer: words('核实的结果') }),
  async do(ctx, { conflictId, version, answer }) {
    const c = await hold(ctx, conflictId, version);
    guard(ctx, { units: [c.unit], ...(c.unit.startsWith('town-') ? { town: c.unit.slice(5) } : {}) });
    if (c.state !== 'sent') throw refuseInsurance('insurance-step', `现在是“${conflictStates[c.state]}”，不用答复`);
    await ctx.sql`
      update insurance_conflict set state = 'answered', answer = ${answer}, answered_on = ${ctx.today}, answered_by_name = ${ctx.actor.name}, version = version + 1
      where county = ${ctx.county} and id = ${conflictId}`;
    await notifyUnit(ctx, bureaus.leads, {
      template: 'insurance-answered',
      data: { what: conflictSorts[c.sort], name: c.name, by: ctx.actor.name },
      link: page,
    });
    ctx.record({ subject: `insurance:${period}`, detail: { conflict: conflictId, answer } });
  },
});

/** Those against which a row of a list can be counted all the same. */
const decidable: readonly ConflictSort[] = ['names', 'dead', 'employee', 'elsewhere', 'not-local', 'young'];

export const closeConflict = action({
  name: 'insurance-conflict.close',
  may: 'insurance-conflict.work',
  summary: '关闭一个问题：写明结果；名单仍然算数的要写依据',
  input: z.strictObject({ conflictId: z.uuid(), version: z.number().int().positive(), closing: words('结果和依据'), accept: z.boolean().default(false) }),
  async do(ctx, { conflictId, version, closing, accept }) {
    guard(ctx, { units: [bureaus.leads] });
    const c = await hold(ctx, conflictId, version);
    if (c.state === 'closed') throw refuseInsurance('insurance-step', '已经关闭');
    if (accept && !decidable.includes(c.sort)) throw refuse('input', { faults: [{ path: 'accept', message: `“${conflictSorts[c.sort]}”不能照名单算` }] });
    await ctx.sql`
      update insurance_conflict set state = 'closed', closing = ${closing}, accepted = ${accept}, closed_on = ${ctx.today}, closed_by_name = ${ctx.actor.name},
        version = version + 1
      where county = ${ctx.county} and id = ${conflictId}`;
    ctx.record({ subject: `insurance:${period}`, detail: { conflict: conflictId, closing, accept } });
  },
});
