/** Hand-overs to look at: those of a register, one with its receipt, its rows. */
import { z } from 'zod';
import { type Ctx, read, refuse } from '../actions/index.ts';
import { likeOf } from '../search/index.ts';
import { standing } from './access.ts';
import { handedTo, handoverShape, travelling, unitsWritten } from './handovers.ts';
import { calledOf, kindOf, type RegisterKind, usualYear } from './kinds.ts';
import { handoverStates, handoverSteps } from './pure.ts';
import { kindShape, periodShape } from './rows.ts';
import { unitNames } from './store.ts';
import { shown, titleOf, type Values } from './values.ts';

const cells = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));

const head = z.object({
  id: z.string(),
  period: z.string(),
  number: z.number(),
  fromUnit: z.string(),
  toUnit: z.string(),
  fromName: z.string(),
  toName: z.string(),
  state: z.enum(Object.keys(handoverStates) as [keyof typeof handoverStates]),
  digest: z.string(),
  rows: z.number(),
  fresh: z.number(),
  altered: z.number(),
  gone: z.number(),
  rejected: z.number(),
  paper: z.string().nullable(),
  note: z.string().nullable(),
  handedByName: z.string(),
  handedAt: z.string(),
  answeredByName: z.string().nullable(),
  answeredAt: z.string().nullable(),
  reason: z.string().nullable(),
  version: z.number(),
  /** The reader's unit received it, or gave it. */
  mine: z.enum(['to', 'from', 'none']),
});
export type HandoverView = z.infer<typeof head>;
type Row = Omit<HandoverView, 'fromName' | 'toName' | 'mine'>;
const columns = `id, period, number, from_unit, to_unit, state, digest, rows, fresh, altered, gone, rejected, paper, note, handed_by_name, handed_at,
  answered_by_name, answered_at, reason, version`;

async function viewOf(ctx: Ctx, rows: readonly Row[]): Promise<HandoverView[]> {
  const names = await unitNames(ctx);
  const mine = unitsWritten(ctx);
  return rows.map(r => ({
    ...r,
    fromName: names.get(r.fromUnit) ?? r.fromUnit,
    toName: names.get(r.toUnit) ?? r.toUnit,
    mine: mine.includes(r.toUnit) ? 'to' : mine.includes(r.fromUnit) ? 'from' : 'none',
  }));
}

export const listHandovers = read({
  name: 'register.handovers',
  may: 'register.read',
  summary: '名单的历次交接，和本单位能交给谁',
  input: z.strictObject({
    kind: kindShape,
    period: periodShape.optional(),
    state: z.enum(Object.keys(handoverStates) as [keyof typeof handoverStates]).optional(),
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    title: z.string(),
    unit: z.string(),
    yearly: z.boolean(),
    usual: z.string(),
    items: z.array(head),
    total: z.number(),
    to: z.array(z.object({ unit: z.string(), name: z.string(), what: z.enum(['whole', 'new']) })),
  }),
  async do(ctx, { kind: of, period, state, page, size }) {
    const kind = kindOf(ctx, of);
    const { sql, county } = ctx;
    const where = sql`county = ${county} and kind = ${kind.id} ${period === undefined ? sql`` : sql`and period = ${period}`} ${state ? sql`and state = ${state}` : sql``}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from register_handover where ${where}`;
    const items = await sql<Row[]>`
      select ${sql.unsafe(columns)} from register_handover where ${where} order by handed_at desc, number desc limit ${size} offset ${(page - 1) * size}`;
    const names = await unitNames(ctx);
    const to = standing(ctx, kind).keeps ? (kind.handedTo ?? []).map(h => ({ unit: h.unit, name: names.get(h.unit) ?? h.unit, what: h.what })) : [];
    return {
      title: kind.title,
      unit: kind.unit,
      yearly: kind.yearly !== undefined,
      usual: usualYear(kind, ctx.today, items[0]?.period),
      items: await viewOf(ctx, items),
      total: count!.n,
      to,
    };
  },
});

async function headOf(ctx: Ctx, kind: RegisterKind, id: string): Promise<Row> {
  const [row] = await ctx.sql<
    Row[]
  >`select ${ctx.sql.unsafe(columns)} from register_handover where county = ${ctx.county} and kind = ${kind.id} and id = ${id}`;
  if (!row) throw refuse('not-found');
  return row;
}

const columnView = z.object({
  key: z.string(),
  title: z.string(),
  type: z.string(),
  measure: z.string().nullable(),
  options: z.record(z.string(), z.string()).nullable(),
});

export const readHandover = read({
  name: 'register.handover',
  may: 'register.read',
  summary: '一次交接：谁交给谁、多少、和上一次比、签收或退回',
  input: z.strictObject(handoverShape),
  output: z.object({ handover: head, title: z.string(), unit: z.string(), called: z.string(), columns: z.array(columnView) }),
  async do(ctx, { kind: of, handoverId }) {
    const kind = kindOf(ctx, of);
    const [handover] = await viewOf(ctx, [await headOf(ctx, kind, handoverId)]);
    const sent = travelling(kind, handedTo(kind, handover!.toUnit));
    const columns = sent.map(c => ({ key: c.key, title: c.title, type: c.type, measure: c.measure ?? null, options: c.options ? { ...c.options } : null }));
    return { handover: handover!, title: kind.title, unit: kind.unit, called: calledOf(kind), columns };
  },
});

const rowView = z.object({
  rowId: z.string(),
  title: z.string(),
  step: z.enum(Object.keys(handoverSteps) as [keyof typeof handoverSteps]),
  values: cells,
  before: cells.nullable(),
  rejected: z.string().nullable(),
  rejectedByName: z.string().nullable(),
});
export type HandedRowView = z.infer<typeof rowView>;

export const listHandedRows = read({
  name: 'register.handed-rows',
  may: 'register.read',
  summary: '一次交接的行：全部、新增、有变化、不再有、被退回',
  input: z.strictObject({
    ...handoverShape,
    only: z.enum(['fresh', 'altered', 'gone', 'rejected']).optional(),
    q: z.string().trim().max(60).optional(),
    page: z.coerce.number().int().min(1).max(3000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(rowView), total: z.number() }),
  async do(ctx, { kind: of, handoverId, only, q, page, size }) {
    const kind = kindOf(ctx, of);
    await headOf(ctx, kind, handoverId);
    const { sql, county } = ctx;
    const like = likeOf(q ?? '');
    const which = only === 'rejected' ? sql`and rejected is not null` : only ? sql`and step = ${only}` : sql`and step <> 'gone'`;
    const where = sql`county = ${county} and handover = ${handoverId} ${which} ${q ? sql`and search like ${like}` : sql``}`;
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from register_handover_row where ${where}`;
    const rows = await sql<(Omit<HandedRowView, 'title' | 'values'> & { cells: Values })[]>`
      select row_id, step, cells, before, rejected, rejected_by_name from register_handover_row where ${where}
      order by position limit ${size} offset ${(page - 1) * size}`;
    return {
      items: rows.map(({ cells, before, ...r }) => ({
        ...r,
        title: titleOf(kind, cells),
        values: shown(kind, cells),
        before: before ? shown(kind, before) : null,
      })),
      total: count!.n,
    };
  },
});
