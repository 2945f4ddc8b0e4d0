/** The only SQL that writes registers: rows many at a time, and with each what it was. */
import { type Ctx, type Fault, refuse } from '../actions/index.ts';
import { searchText } from '../search/index.ts';
import { calledOf, kindOf, type RegisterKind, unitsOf } from './kinds.ts';
import { type CellChange, type Held, keyOf, townOf } from './rules.ts';
import { inWords, type Values } from './values.ts';

export interface RowHeld extends Held {
  period: string;
  version: number;
  withdrawnOn: string | null;
}
const columns = 'id, period, key, town, cells, version, withdrawn_on';

/** Who writes the same register of the same year waits: what was looked at is then still so. */
export const lockRegister = (ctx: Ctx, kind: RegisterKind, period: string) =>
  ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`register ${ctx.county} ${kind.id} ${period}`}, 0))`;

/** What the actor sees of a year. */
export const rowsOf = (ctx: Ctx, kind: RegisterKind, period: string): Promise<RowHeld[]> =>
  ctx.sql<RowHeld[]>`
    select ${ctx.sql.unsafe(columns)} from register_row
    where county = ${ctx.county} and kind = ${kind.id} and period = ${period} and withdrawn_on is null order by position`.then(r => [...r]);

/** Of the rows that the actor sees those with one of these keys. */
export const rowsByKeys = async (ctx: Ctx, kind: RegisterKind, period: string, keys: readonly string[]): Promise<Map<string, RowHeld>> => {
  const rows = await ctx.sql<RowHeld[]>`
    select ${ctx.sql.unsafe(columns)} from register_row
    where county = ${ctx.county} and kind = ${kind.id} and period = ${period} and key = any(${keys as string[]}::text[]) and withdrawn_on is null`;
  return new Map(rows.map(r => [r.key, r]));
};

/** Keys that have a row, though the actor may not see it: of another town. */
export const takenKeys = async (ctx: Ctx, kind: RegisterKind, period: string, keys: readonly string[]): Promise<Set<string>> =>
  keys.length === 0 ? new Set() : new Set((await ctx.asHouse(ctx => rowsByKeys(ctx, kind, period, keys))).keys());

/** In the order in which they came. */
export const rowsByIds = async (ctx: Ctx, kind: RegisterKind, ids: readonly string[]): Promise<RowHeld[]> =>
  ctx.sql<RowHeld[]>`
    select ${ctx.sql.unsafe(columns)} from register_row
    where county = ${ctx.county} and kind = ${kind.id} and id = any(${ids as string[]}::uuid[]) order by position, id`;

/** Says of a row what it names that the register it means does not have. */
export async function strangeNames(ctx: Ctx, kind: RegisterKind, period: string): Promise<(values: Values) => Fault[]> {
  const columns = kind.columns.filter(c => c.named);
  const there = new Map<string, { title: string; names: ReadonlySet<string> }>();
  for (const c of columns) {
    const of = kindOf(ctx, c.named!);
    const rows = await ctx.asHouse(
      ({ sql, county }) => sql<{ name: string }[]>`
        select cells->>${calledOf(of)} as name from register_row
        where county = ${county} and kind = ${of.id} and period = ${of.yearly ? period : ''} and withdrawn_on is null`,
    );
    there.set(c.key, { title: of.title, names: new Set(rows.map(r => r.name)) });
  }
  return values =>
    columns.flatMap(({ key }) => {
      const [name, { title, names }] = [values[key] ?? null, there.get(key)!];
      return name === null || names.has(String(name)) ? [] : [{ path: key, message: `${title}里没有“${name}”` }];
    });
}

export async function rowOf(ctx: Ctx, kind: RegisterKind, id: string): Promise<RowHeld> {
  const [row] = await ctx.sql<RowHeld[]>`
    select ${ctx.sql.unsafe(columns)} from register_row where county = ${ctx.county} and id = ${id} and kind = ${kind.id}`;
  if (!row) throw refuse('not-found');
  return row;
}

/** The row as it stands while nobody else changes it. */
export async function lockRow(ctx: Ctx, kind: RegisterKind, id: string, version: number): Promise<RowHeld> {
  await lockRegister(ctx, kind, (await rowOf(ctx, kind, id)).period);
  const row = await rowOf(ctx, kind, id);
  if (row.withdrawnOn) throw refuse('wrong-state', '这一行已经作废');
  if (row.version !== version) {
    const [last] = await ctx.sql<{ madeByName: string }[]>`
      select made_by_name from register_change where county = ${ctx.county} and row_id = ${id} order by version desc limit 1`;
    throw refuse('changed', { detail: `${last?.madeByName ?? '别人'}刚改过这一行` });
  }
  return row;
}

/** What rows are found by. The same towns, villages and names come again and again: each is spelt once a table. */
export function searching(kind: RegisterKind): (cells: Values) => string {
  const columns = kind.columns.filter(c => ['words', 'code', 'choice'].includes(c.type));
  const spelt = new Map<string, string>();
  const spell = (text: string): string => {
    const there = spelt.get(text) ?? searchText([text]);
    // Of what is different in every row only so much is held.
    if (spelt.size >= 20_000) spelt.clear();
    spelt.set(text, there);
    return there;
  };
  return cells => columns.flatMap(c => ((cells[c.key] ?? null) === null ? [] : [spell(inWords(c, cells[c.key]!))])).join(' ');
}

const json = (ctx: Ctx, rows: readonly object[]) => ctx.sql`${JSON.stringify(rows)}::text::jsonb`;

export interface Why {
  step: 'added' | 'changed' | 'withdrawn' | 'undone';
  reason?: string;
  import?: string;
}

interface Change {
  id: string;
  version: number;
  before: Values;
  after: Values;
}

/** Kept by the house: nobody writes the history of what they did. */
const remember = (ctx: Ctx, changes: readonly Change[], { step, reason, import: of }: Why) =>
  ctx.asHouse(
    ({ sql, county, actor, now, ...c }) => sql`
      insert into register_change (county, row_id, version, step, made_at, made_by, made_by_name, reason, import, before, after)
      select ${county}, x.id, x.version, ${step}, ${now}, ${actor.id}, ${actor.name}, ${reason ?? null}, ${of ?? null}, x.before, x.after
      from jsonb_to_recordset(${json({ ...c, sql, county, actor, now }, changes)}) as x (id uuid, version int, before jsonb, after jsonb)`,
  );

export async function addRows(ctx: Ctx, kind: RegisterKind, period: string, added: readonly Values[], why: Why): Promise<string[]> {
  const { sql, county } = ctx;
  const searchOf = searching(kind);
  const rows = added.map(cells => ({ id: crypto.randomUUID(), key: keyOf(kind, cells), town: townOf(kind, cells), cells, search: searchOf(cells) }));
  if (rows.length === 0) return [];
  await sql`
    insert into register_row (county, id, kind, period, key, town, units, position, cells, search, changed_at, changed_by_name)
    select ${county}, x.id, ${kind.id}, ${period}, x.key, x.town, ${unitsOf(kind)}::text[],
      coalesce((select max(position) from register_row where county = ${county} and kind = ${kind.id} and period = ${period}), 0) + x.n,
      x.cells, x.search, ${ctx.now}, ${ctx.actor.name}
    from jsonb_to_recordset(${json(
      ctx,
      rows.map((r, n) => ({ ...r, n: n + 1 })),
    )}) as x (id uuid, n int, key text, town text, cells jsonb, search text)`;
  await remember(
    ctx,
    rows.map(r => ({ id: r.id, version: 1, before: {}, after: r.cells })),
    why,
  );
  return rows.map(r => r.id);
}

const sides = (cells: readonly CellChange[]) => ({
  before: Object.fromEntries(cells.map(c => [c.column, c.was])),
  after: Object.fromEntries(cells.map(c => [c.column, c.is])),
});

/** Every row at the version that it was read at; the register is locked. */
export async function changeRows(ctx: Ctx, kind: RegisterKind, changed: readonly { row: RowHeld; cells: readonly CellChange[] }[], why: Why): Promise<void> {
  if (changed.length === 0) return;
  const searchOf = searching(kind);
  const rows = changed.map(({ row, cells }) => {
    const { before, after } = sides(cells);
    const whole = { ...row.cells, ...after };
    return {
      id: row.id,
      version: row.version + 1,
      before,
      after,
      key: keyOf(kind, whole),
      town: townOf(kind, whole),
      search: searchOf(whole),
    };
  });
  const done = await ctx.sql`
    update register_row r set cells = r.cells || x.after, key = x.key, town = x.town, search = x.search, version = x.version, changed_at = ${ctx.now},
      changed_by_name = ${ctx.actor.name}
    from jsonb_to_recordset(${json(
      ctx,
      rows.map(({ before, ...row }) => row),
    )}) as x (id uuid, version int, after jsonb, key text, town text, search text)
    where r.county = ${ctx.county} and r.id = x.id and r.version = x.version - 1 returning 1 as done`;
  if (done.length !== rows.length) throw refuse('changed');
  await remember(
    ctx,
    rows.map(({ id, version, before, after }) => ({ id, version, before, after })),
    why,
  );
}

/** Taken out of the list; the row and its history stay. */
export async function withdrawRows(ctx: Ctx, rows: readonly { id: string; version: number }[], why: Why): Promise<void> {
  if (rows.length === 0) return;
  const done = await ctx.sql`
    update register_row r set withdrawn_on = ${ctx.today}, version = r.version + 1, changed_at = ${ctx.now}, changed_by_name = ${ctx.actor.name}
    from jsonb_to_recordset(${json(ctx, rows)}) as x (id uuid, version int)
    where r.county = ${ctx.county} and r.id = x.id and r.version = x.version returning 1 as done`;
  if (done.length !== rows.length) throw refuse('changed');
  await remember(
    ctx,
    rows.map(r => ({ id: r.id, version: r.version + 1, before: {}, after: {} })),
    why,
  );
}

/** Names of units, for words; everybody who works here may see them. */
export async function unitNames(ctx: Ctx): Promise<ReadonlyMap<string, string>> {
  const rows = await ctx.asHouse(ctx => ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county}`);
  return new Map(rows.map(r => [r.id, r.name]));
}
