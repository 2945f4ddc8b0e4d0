/** Lines of a checked table, put aside until somebody brings them in: what each would change, and what is wrong. Their only SQL. */
import type { Ctx } from '../actions/index.ts';
import { type RegisterKind, unitsOf } from './kinds.ts';
import type { Held } from './rules.ts';
import type { Sealed } from './sealing.ts';
import type { Problem, Values } from './values.ts';

/** An upload as the work on it needs it. */
export interface Staged {
  id: string;
  unit: string;
}

export interface StagedLine {
  line: number;
  rowId?: string;
  /** That of the row as it was compared; 0: it would be new. */
  version?: number;
  key?: string;
  town?: string | null;
  cells?: Values;
  search?: string;
  before?: Values;
  after?: Values;
  /** Its numbers that the county does not keep yet: in the open they stand nowhere but in the file. */
  seals?: readonly Sealed[];
  problems?: readonly Problem[];
}

export const forget = (ctx: Ctx, upload: string) => ctx.sql`delete from register_line where county = ${ctx.county} and upload = ${upload}`;

export const stage = (ctx: Ctx, { id, unit }: Staged, lines: readonly StagedLine[]): Promise<unknown> =>
  lines.length === 0
    ? Promise.resolve()
    : ctx.sql`
        insert into register_line (county, upload, unit, line, row_id, version, key, town, cells, search, before, after, seals, problems)
        select ${ctx.county}, ${id}, ${unit}, x.* from jsonb_to_recordset(${JSON.stringify(lines)}::text::jsonb) as
          x (line int, "rowId" uuid, version int, key text, town text, cells jsonb, search text, before jsonb, after jsonb, seals jsonb, problems jsonb)`.execute();

/** How many rows the actor sees there, and the first of those that are not among `keys`. */
export async function absentRows(ctx: Ctx, kind: RegisterKind, period: string, keys: ReadonlyMap<string, number>, most: number) {
  const there = ctx.sql`county = ${ctx.county} and kind = ${kind.id} and period = ${period} and withdrawn_on is null`;
  const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from register_row where ${there}`;
  const absent: Pick<Held, 'cells'>[] = [];
  for await (const some of ctx.sql<Held[]>`select key, cells from register_row where ${there} order by position`.cursor(2000)) {
    absent.push(...some.filter(r => !keys.has(r.key)));
    if (absent.length >= most) break;
  }
  return { rows: count!.n, absent: absent.slice(0, most) };
}

const some = 5000;
/** After so many the database learns what came in, so that it finds the rest by index. */
const first = 500;

/**
 * Everything that was put aside becomes rows and their history, as far as the rows still are as they were compared; `at` is
 * told how many lines are done. Returns how many came in: where that is not all of them, the caller takes everything back.
 */
export async function bringIn(ctx: Ctx, kind: RegisterKind, upload: string, period: string, id: string, at: (done: number) => void) {
  const { sql, county, now, actor } = ctx;
  const done = { added: 0, changed: 0 };
  const [last] = await sql<{ line: number; position: number }[]>`
    select coalesce((select max(line) from register_line where county = ${county} and upload = ${upload} and row_id is not null), 0) as line,
      coalesce((select max(position) from register_row where county = ${county} and kind = ${kind.id} and period = ${period}), 0) as position`;
  await ctx.asHouse(
    ({ sql, county }) => sql`
      insert into register_seal (county, blind, sort, sealed)
      select ${county}, x.* from register_line l, jsonb_to_recordset(l.seals) as x (blind text, sort text, sealed text)
      where l.county = ${county} and l.upload = ${upload} and l.seals is not null order by x.blind on conflict do nothing`,
  );
  for (let from = 0, to = first; from < last!.line; from = to, to += some) {
    const added = await sql`
      insert into register_row (county, id, kind, period, key, town, units, position, cells, search, changed_at, changed_by_name)
      select county, row_id, ${kind.id}, ${period}, key, town, ${unitsOf(kind)}::text[], ${last!.position} + line, cells, search, ${now}, ${actor.name}
      from register_line where county = ${county} and upload = ${upload} and line > ${from} and line <= ${to} and version = 0
      on conflict (county, kind, period, key) where withdrawn_on is null do nothing`;
    const changed = await sql`
      update register_row r set cells = l.cells, key = l.key, town = l.town, search = l.search, version = l.version + 1, changed_at = ${now},
        changed_by_name = ${actor.name}
      from register_line l where l.county = ${county} and l.upload = ${upload} and l.line > ${from} and l.line <= ${to} and l.version > 0
        and r.county = ${county} and r.id = l.row_id and r.version = l.version and r.withdrawn_on is null`;
    done.added += added.count;
    done.changed += changed.count;
    const [meant] = await sql<{ n: number }[]>`
      select count(*)::int as n from register_line where county = ${county} and upload = ${upload} and line > ${from} and line <= ${to} and row_id is not null`;
    if (added.count + changed.count < meant!.n) return done;
    await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into register_change (county, row_id, version, step, made_at, made_by, made_by_name, import, before, after)
        select county, row_id, version + 1, case version when 0 then 'added' else 'changed' end, ${now}, ${actor.id}, ${actor.name}, ${id},
          coalesce(before, '{}'), coalesce(after, cells)
        from register_line where county = ${county} and upload = ${upload} and line > ${from} and line <= ${to} and row_id is not null`,
    );
    if (from === 0 && last!.line > to) await sql`select app.register_statistics()`;
    at(to);
  }
  return done;
}

/** What is wrong in the table, in its order. */
export async function problemsOf(ctx: Ctx, upload: string): Promise<Problem[]> {
  const lines = await ctx.sql<{ problems: Problem[] }[]>`
    select problems from register_line where county = ${ctx.county} and upload = ${upload} and problems is not null order by line`;
  return lines.flatMap(l => l.problems);
}
