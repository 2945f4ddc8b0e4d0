/** Registers to look at: what a register is, its rows, one row with its history. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { likeOf } from '../search/index.ts';
import { standing } from './access.ts';
import { calledOf, cellTypes, columnOf, kindOf, type RegisterKind, sourceOf, unitsOf, usualYear } from './kinds.ts';
import { kindShape, periodShape } from './rows.ts';
import { isSealed } from './sealing.ts';
import { rowOf, unitNames } from './store.ts';
import { shown, type Values } from './values.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const values = z.record(z.string(), value);

const columnView = z.object({
  key: z.string(),
  title: z.string(),
  type: z.enum(cellTypes),
  measure: z.string().nullable(),
  required: z.boolean(),
  options: z.record(z.string(), z.string()).nullable(),
  note: z.string().nullable(),
  /** Names of the units that write it. */
  writtenBy: z.array(z.string()),
  /** Whether the reader writes it, in rows that are theirs. */
  mine: z.boolean(),
  /** One of those that tell rows apart. */
  tells: z.boolean(),
  /** Rows are called by it. */
  calls: z.boolean(),
  /** The number is sealed: it is shown in part, and whole only for a reason. */
  sealed: z.boolean(),
  /** Said by the number of another column, written by nobody. */
  derived: z.boolean(),
  /** The register of whose rows it names one. */
  named: z.string().nullable(),
});

const registerView = z.object({
  kind: z.string(),
  title: z.string(),
  unit: z.string(),
  basis: z.object({ document: z.string(), place: z.string() }),
  columns: z.array(columnView),
  keeper: z.string(),
  keeps: z.boolean(),
  adds: z.boolean(),
  writes: z.boolean(),
  yearly: z.boolean(),
  ahead: z.number(),
  /** What a new row of the reader begins with: their town, and where there is one choice only, that. */
  begins: values,
  /** Whether its list is handed to other units. */
  hands: z.boolean(),
  /** The year to work on where none is named. */
  usual: z.string(),
  /** Years that have rows, the newest first; what each describes. */
  periods: z.array(z.object({ period: z.string(), said: z.string(), rows: z.number() })),
  today: z.string(),
});
export type RegisterView = z.infer<typeof registerView>;

/** A register is for the units that write it, the towns whose rows it has, and those who watch the county. */
function seen(ctx: Ctx, kind: RegisterKind): void {
  const units = unitsOf(kind);
  const { who } = ctx.house.permissions.row('register.read');
  const sees = ctx.actor.grants.some(({ role, unit }) => {
    const relation = who[role]?.relation;
    return relation === 'county' || (relation === 'department' && units.includes(unit ?? '')) || (relation === 'town' && kind.town !== undefined);
  });
  if (!sees && ctx.actor.kind !== 'system') throw refuse('not-found');
}

export const readRegister = read({
  name: 'register.one',
  may: 'register.read',
  summary: '一本台账：有哪些列、谁填、有哪些年度',
  input: z.strictObject({ kind: kindShape }),
  output: registerView,
  async do(ctx, { kind: of }) {
    const kind = kindOf(ctx, of);
    seen(ctx, kind);
    const names = await unitNames(ctx);
    const stands = standing(ctx, kind);
    const town = ctx.actor.grants.find(g => g.role === 'town-officer')?.unit?.replace(/^town-/, '') ?? null;
    const periods = await ctx.sql<{ period: string; rows: number }[]>`
      select period, count(*)::int as rows from register_row where county = ${ctx.county} and kind = ${kind.id} and withdrawn_on is null
      group by period order by period desc`;
    const columns = kind.columns.map(c => ({
      key: c.key,
      title: c.title,
      type: c.type,
      measure: c.measure ?? null,
      required: c.required ?? false,
      options: c.options ? { ...c.options } : null,
      note: c.note ?? null,
      writtenBy: sourceOf(kind, c).writtenBy.map(u => (u === 'town' ? '各乡镇' : (names.get(u) ?? u))),
      mine: !c.from && stands.writes(c, town),
      tells: kind.key.includes(c.key),
      calls: c.key === calledOf(kind),
      sealed: isSealed(c.type),
      derived: c.from !== undefined,
      named: c.named ?? null,
    }));
    return {
      kind: kind.id,
      title: kind.title,
      unit: kind.unit,
      basis: kind.basis,
      columns,
      keeper: kind.keeper === 'town' ? '各乡镇' : (names.get(kind.keeper) ?? kind.keeper),
      keeps: stands.keeps,
      adds: stands.addsSome,
      writes: columns.some(c => c.mine),
      yearly: kind.yearly !== undefined,
      ahead: kind.ahead ?? 0,
      begins: beginning(kind, town),
      hands: (kind.handedTo ?? []).length > 0,
      usual: usualYear(kind, ctx.today, periods[0]?.period),
      periods: periods.map(p => ({ ...p, said: kind.yearly?.(p.period) ?? '' })),
      today: ctx.today,
    };
  },
});

function beginning(kind: RegisterKind, town: string | null): Values {
  const only = kind.columns.flatMap(c =>
    c.required && c.options && Object.keys(c.options).length === 1 ? [[c.key, Object.keys(c.options)[0]!] as const] : [],
  );
  return shown(kind, Object.fromEntries([...only, ...(kind.town && town ? [[kind.town, town] as const] : [])]));
}

const rowView = z.object({
  id: z.string(),
  period: z.string(),
  values,
  version: z.number(),
  changedAt: z.string(),
  changedByName: z.string(),
  withdrawnOn: z.string().nullable(),
});
export type RegisterRow = z.infer<typeof rowView>;

/** Texts to look for, and filters by the key of a column: `town=ningxiang`. */
const asked = z
  .object({
    kind: kindShape,
    period: periodShape.default(''),
    q: z.string().trim().max(60).optional(),
    /** Rows in which this column is empty. */
    empty: z.string().max(40).optional(),
    withdrawn: z.enum(['yes']).optional(),
    sort: z.string().max(40).optional(),
    down: z.enum(['yes', 'no']).default('no'),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  })
  .catchall(z.string().max(60));

interface Narrowed {
  period: string;
  q?: string | undefined;
  empty?: string | undefined;
  withdrawn?: boolean;
  filters: Readonly<Record<string, unknown>>;
}

/** The rows of a year that filters leave, as a condition. */
export function matching({ sql, county }: Ctx, kind: RegisterKind, { period, q, empty, withdrawn, filters }: Narrowed) {
  const strange = [...Object.keys(filters), ...(empty ? [empty] : [])].filter(k => !columnOf(kind, k));
  if (strange.length > 0) throw refuse('unknown-input', strange.join('、'));
  const like = likeOf(q ?? '');
  return Object.entries(filters).reduce(
    (so, [key, wanted]) => sql`${so} and cells->>${key} = ${String(wanted)}`,
    sql`county = ${county} and kind = ${kind.id} and period = ${period} ${withdrawn ? sql`and withdrawn_on is not null` : sql`and withdrawn_on is null`}
      ${q ? sql`and search like ${like}` : sql``} ${empty ? sql`and cells->>${empty} is null` : sql``}`,
  );
}

/** Keys of columns are letters (`checkKind`), so that they can stand in SQL. */
function orderOf(ctx: Ctx, kind: RegisterKind, sort: string | undefined, down: boolean) {
  const { sql } = ctx;
  const c = sort === undefined ? undefined : columnOf(kind, sort);
  if (!c) {
    if (sort !== undefined && sort !== 'order') throw refuse('input', { faults: [{ path: 'sort', message: '没有这一列' }] });
    return down ? sql`position desc` : sql`position`;
  }
  const text = `cells->>'${c.key}'`;
  const by = c.options
    ? sql`array_position(${Object.keys(c.options)}::text[], ${sql.unsafe(text)})`
    : sql.unsafe(c.type === 'whole' || c.type === 'money' ? `(${text})::numeric` : c.type === 'words' ? `${text} collate "zh-x-icu"` : text);
  return down ? sql`${by} desc nulls last, position` : sql`${by} nulls last, position`;
}

export const listRows = read({
  name: 'register.rows',
  may: 'register.read',
  summary: '台账的行：查找、筛选、排序、合计',
  input: asked,
  output: z.object({ items: z.array(rowView), total: z.number(), sums: z.record(z.string(), z.string()) }),
  async do(ctx, { kind: of, period, q, empty, withdrawn, sort, down, page, size, ...filters }) {
    const kind = kindOf(ctx, of);
    seen(ctx, kind);
    const { sql } = ctx;
    const where = matching(ctx, kind, { period, q, empty, withdrawn: withdrawn === 'yes', filters });
    const counted = kind.columns.filter(c => c.type === 'whole' || c.type === 'money');
    const figures = sql.unsafe(counted.map(c => `, coalesce(sum((cells->>'${c.key}')::numeric), 0)::text as "${c.key}"`).join(''));
    const [whole] = await sql<(Record<string, string> & { n: number })[]>`select count(*)::int as n ${figures} from register_row where ${where}`;
    const rows = await sql<(Omit<RegisterRow, 'values'> & { cells: Values })[]>`
      select id, period, cells, version, changed_at, changed_by_name, withdrawn_on from register_row where ${where}
      order by ${orderOf(ctx, kind, sort, down === 'yes')} limit ${size} offset ${(page - 1) * size}`;
    const { n, ...sums } = whole!;
    return {
      items: rows.map(({ cells, ...r }) => ({ ...r, values: shown(kind, cells) })),
      total: n,
      sums: Object.fromEntries(Object.entries(shown(kind, sums)).map(([k, v]) => [k, String(v)])),
    };
  },
});

const changeView = z.object({
  version: z.number(),
  step: z.enum(['added', 'changed', 'withdrawn', 'undone']),
  madeAt: z.string(),
  madeByName: z.string(),
  reason: z.string().nullable(),
  import: z.string().nullable(),
  fileName: z.string().nullable(),
  before: values,
  after: values,
});
export type RegisterChange = z.infer<typeof changeView>;

export const readRow = read({
  name: 'register.row',
  may: 'register.read',
  summary: '台账的一行，和它的每一次修改',
  input: z.strictObject({ kind: kindShape, rowId: z.uuid() }),
  output: z.object({ row: rowView, doubts: z.array(z.string()), mine: z.array(z.string()), history: z.array(changeView) }),
  async do(ctx, { kind: of, rowId }) {
    const kind = kindOf(ctx, of);
    const held = await rowOf(ctx, kind, rowId);
    const history = await ctx.sql<RegisterChange[]>`
      select c.version, c.step, c.made_at, c.made_by_name, c.reason, c.import, i.file_name, c.before, c.after
      from register_change c left join register_import i on i.county = c.county and i.id = c.import
      where c.county = ${ctx.county} and c.row_id = ${rowId} order by c.version desc limit 500`;
    const stands = standing(ctx, kind);
    return {
      row: {
        id: held.id,
        period: held.period,
        values: shown(kind, held.cells),
        version: held.version,
        changedAt: history[0]!.madeAt,
        changedByName: history[0]!.madeByName,
        withdrawnOn: held.withdrawnOn,
      },
      doubts: kind.doubts?.(held.cells) ?? [],
      mine: held.withdrawnOn ? [] : kind.columns.filter(c => !c.from && stands.writes(c, held.town)).map(c => c.key),
      history: history.map(h => ({ ...h, before: shown(kind, h.before), after: shown(kind, h.after) })),
    };
  },
});
