/** One column of many rows set to one value: looked at first, then done at once, and undone like an import, which it is. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '../actions/index.ts';
import { sm3 } from '../crypto/index.ts';
import { standing } from './access.ts';
import { columnOf, kindOf, type RegisterColumn, type RegisterKind, unitsOf } from './kinds.ts';
import { mostShown } from './outcome.ts';
import { matching } from './reads.ts';
import { checkPeriod, kindShape, periodShape, reasonShape, refuseRegister } from './rows.ts';
import { type CellChange, cellChanges, ownerWords, rowFaults } from './rules.ts';
import { isSealed } from './sealing.ts';
import { changeRows, lockRegister, type RowHeld, rowsByIds, strangeNames, unitNames } from './store.ts';
import { inWords, titleOf, typedOf, type Value } from './values.ts';

const some = 1000;

const wish = {
  kind: kindShape,
  period: periodShape,
  column: z.string().max(40),
  /** As somebody types it into the cell; empty: the cell is emptied. */
  value: z.string().max(500),
  /** These rows; or all that a filter of the list finds. */
  rows: z.union([
    z.strictObject({ ids: z.array(z.uuid()).min(1, '请先选择要改的行').max(500) }),
    z.strictObject({
      q: z.string().trim().max(60).optional(),
      empty: z.string().max(40).optional(),
      filters: z.record(z.string().max(40), z.string().max(60)),
    }),
  ]),
};
type Wish = z.infer<z.ZodObject<typeof wish>>;

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const bulkShape = z.object({
  rows: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  wrong: z.number(),
  /** The first of those that cannot be changed, and why. */
  problems: z.array(z.object({ title: z.string(), message: z.string() })),
  /** The first of those that change, with what stands there now. */
  differing: z.array(z.object({ id: z.string(), title: z.string(), was: value })),
  /** Stands for all this. */
  seen: z.string(),
});
export type BulkOutcome = z.infer<typeof bulkShape>;

/** The column and what it is set to; a column that tells rows apart, or holds numbers of persons, is changed row by row. */
async function wanted(ctx: Ctx, kind: RegisterKind, { column, value, period }: Wish): Promise<{ c: RegisterColumn; to: Value }> {
  const c = columnOf(kind, column);
  if (!c || c.from || isSealed(c.type) || kind.key.includes(c.key) || c.key === kind.town) throw refuseRegister('not-in-bulk');
  const { values, faults } = typedOf(kind, { [column]: value }, () => '');
  faults.push(...(await strangeNames(ctx, kind, period))(values));
  if (faults.length > 0) throw refuse('input', { faults: faults.map(f => ({ path: 'value', message: f.message })) });
  return { c, to: values[column] ?? null };
}

/** Every row that is meant, with what changes in it or why nothing may; `each` gets those that change, some at a time. */
async function goThrough(
  ctx: Ctx,
  kind: RegisterKind,
  asked: Wish,
  each: (rows: { row: RowHeld; cells: CellChange[] }[]) => Promise<void>,
): Promise<BulkOutcome> {
  const { c, to } = await wanted(ctx, kind, asked);
  const stands = standing(ctx, kind);
  const names = await unitNames(ctx);
  const { rows } = asked;
  const where = 'ids' in rows ? ctx.sql`and id = any(${rows.ids}::uuid[])` : ctx.sql``;
  const found = await ctx.sql<{ id: string; version: number }[]>`
    select id, version from register_row where ${matching(ctx, kind, 'ids' in rows ? { period: asked.period, filters: {} } : { ...rows, period: asked.period })} ${where}
    order by position, id`;
  const outcome: BulkOutcome = { rows: found.length, changed: 0, unchanged: 0, wrong: 0, problems: [], differing: [], seen: '' };
  const why = (row: RowHeld): string[] => {
    const others = stands.writes(c, row.town) ? [] : [`“${c.title}”由${ownerWords(c, names)}填写`];
    return others.length > 0 ? others : rowFaults(kind, { ...row.cells, [c.key]: to }).map(f => f.message);
  };
  for (let from = 0; from < found.length; from += some) {
    const changing: { row: RowHeld; cells: CellChange[] }[] = [];
    for (const row of await rowsByIds(
      ctx,
      kind,
      found.slice(from, from + some).map(r => r.id),
    )) {
      const cells = cellChanges(kind, row.cells, { [c.key]: to });
      const reasons = cells.length > 0 ? why(row) : [];
      if (reasons.length > 0) {
        if (outcome.wrong++ < mostShown) outcome.problems.push({ title: titleOf(kind, row.cells), message: reasons.join('；') });
      } else if (cells.length === 0) outcome.unchanged++;
      else {
        if (outcome.changed++ < mostShown)
          outcome.differing.push({ id: row.id, title: titleOf(kind, row.cells), was: cells[0]!.was === null ? null : inWords(c, cells[0]!.was) });
        changing.push({ row, cells });
      }
    }
    await each(changing);
  }
  return { ...outcome, seen: sm3(JSON.stringify([c.key, to, found.map(r => [r.id, r.version])])) };
}

function may(ctx: Ctx, asked: Wish): RegisterKind {
  const kind = kindOf(ctx, asked.kind);
  checkPeriod(ctx, kind, asked.period);
  if (standing(ctx, kind).units.length === 0) throw refuse('forbidden');
  return kind;
}

export const checkBulk = read({
  name: 'register.check-bulk',
  may: 'register.write',
  summary: '批量修改以前：会改哪些行、哪些不能改；什么也不写入',
  input: z.strictObject(wish),
  output: bulkShape,
  do: (ctx, asked) => goThrough(ctx, may(ctx, asked), asked, async () => {}),
});

export const editBulk = action({
  name: 'register.edit-bulk',
  may: 'register.write',
  creates: true,
  summary: '批量修改：把一列的多行改成一个值，写明原因，可以像导入一样撤销',
  input: z.strictObject({
    ...wish,
    reason: reasonShape,
    /** What {@link checkBulk} showed. */
    seen: z.string().max(100),
    /** Rows that cannot be changed are left out, by choice. */
    withoutWrong: z.boolean(),
  }),
  output: z.object({ id: z.string(), changed: z.number() }),
  async do(ctx, { reason, seen, withoutWrong, ...asked }) {
    const kind = may(ctx, asked);
    const { c, to } = await wanted(ctx, kind, asked);
    await lockRegister(ctx, kind, asked.period);
    const id = crypto.randomUUID();
    const [unit] = standing(ctx, kind).units;
    const fileName = `批量修改：${c.title}${to === null ? '清空' : `改为 ${inWords(c, to)}`}`.slice(0, 120);
    await ctx.sql`
      insert into register_import (county, id, kind, period, file_name, reason, unit, units, made_by, made_by_name, made_at, added, changed, unchanged, missing, left_out)
      values (${ctx.county}, ${id}, ${kind.id}, ${asked.period}, ${fileName}, ${reason}, ${unit!}, ${unitsOf(kind)}::text[], ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now},
        0, 0, 0, 0, 0)`;
    const done = await goThrough(ctx, kind, asked, rows => changeRows(ctx, kind, rows, { step: 'changed', import: id, reason }));
    const { changed, unchanged, wrong } = done;
    // What is refused takes everything back: it is one transaction.
    if (seen !== done.seen) throw refuseRegister('import-moved');
    if (wrong > 0 && !withoutWrong) throw refuse('input', { detail: `有 ${wrong} 行不能改，一行也没有改` });
    if (changed === 0) throw refuseRegister('nothing-changed');
    await ctx.sql`
      update register_import set changed = ${changed}, unchanged = ${unchanged}, left_out = ${wrong} where county = ${ctx.county} and id = ${id}`;
    ctx.record({
      subject: `register-import:${id}`,
      detail: { register: kind.id, period: asked.period, column: c.key, value: to, changed, leftOut: wrong, reason },
    });
    return { id, changed };
  },
});
