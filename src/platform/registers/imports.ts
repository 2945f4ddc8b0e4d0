/** Tables into a register: looked at first, with every error and every difference; brought in whole or without the wrong lines; undone. */
import { z } from 'zod';
import { action, type Ctx, read, refuse } from '../actions/index.ts';
import { sm3 } from '../crypto/index.ts';
import { standing } from './access.ts';
import { kindOf, type RegisterKind, unitsOf } from './kinds.ts';
import { checkPeriod, kindShape, periodShape, reasonShape, refuseRegister } from './rows.ts';
import { type Difference, difference } from './rules.ts';
import { Seals } from './sealing.ts';
import { addRows, changeRows, lockRegister, type RowHeld, rowsOf, unitNames, withdrawRows } from './store.ts';
import { linesOf, shown, titleOf, type Value, type Values } from './values.ts';

const mostLines = 20_000;
/** Of each sort, so many are shown; their number is always whole. */
const mostShown = 500;

const table = {
  kind: kindShape,
  period: periodShape,
  /** Base64 of the file's bytes. */
  file: z.base64('文件内容应为 base64').max(950_000, '表格太大：最大 700 KB，请分成几份'),
};

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const outcome = z.object({
  lines: z.number(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  missing: z.number(),
  wrong: z.number(),
  problems: z.array(z.object({ line: z.number(), column: z.string(), message: z.string() })),
  fresh: z.array(z.object({ line: z.number(), title: z.string(), values: z.record(z.string(), value), doubts: z.array(z.string()) })),
  differing: z.array(
    z.object({
      line: z.number(),
      title: z.string(),
      cells: z.array(z.object({ column: z.string(), was: value, is: value })),
      doubts: z.array(z.string()),
    }),
  ),
  absent: z.array(z.string()),
  /** Stands for all this: an import that names it brings in exactly what was shown. */
  seen: z.string(),
});
export type ImportOutcome = z.infer<typeof outcome>;

async function lookAt(ctx: Ctx, { kind: of, period, file }: { kind: string; period: string; file: string }) {
  const kind = kindOf(ctx, of);
  checkPeriod(ctx, kind, period);
  const stands = standing(ctx, kind);
  const [unit] = stands.units;
  if (!unit) throw refuse('forbidden');
  await lockRegister(ctx, kind, period);
  const seals = new Seals(ctx);
  const lines = await linesOf(kind, Buffer.from(file, 'base64'), mostLines, seals.seal);
  if (lines.length === 0) throw refuse('input', { faults: [{ path: 'file', message: '表里没有数据行' }] });
  const found = difference(kind, await rowsOf(ctx, kind, period), lines, stands, await unitNames(ctx));
  return { kind, lines, found, unit, seals };
}

function outcomeOf(kind: RegisterKind, lines: number, f: Difference<RowHeld>): ImportOutcome {
  const one = (key: string, v: Value) => shown(kind, { [key]: v })[key]!;
  return {
    lines,
    added: f.added.length,
    changed: f.changed.length,
    unchanged: f.unchanged,
    missing: f.missing.length,
    wrong: f.wrong,
    problems: f.problems.slice(0, mostShown),
    fresh: f.added.slice(0, mostShown).map(a => ({ ...a, title: titleOf(kind, a.values), values: shown(kind, a.values) })),
    differing: f.changed.slice(0, mostShown).map(({ line, row, cells, doubts }) => ({
      line,
      title: titleOf(kind, row.cells),
      cells: cells.map(c => ({ column: c.column, was: one(c.column, c.was), is: one(c.column, c.is) })),
      doubts,
    })),
    absent: f.missing.slice(0, mostShown).map(r => titleOf(kind, r.cells)),
    seen: sm3(JSON.stringify([f.added.map(a => a.values), f.changed.map(c => [c.row.id, c.cells]), f.problems])),
  };
}

export const checkTable = action({
  name: 'register.check-table',
  may: 'register.write',
  summary: '检查要导入的表：每一处错误，和台账的差别；什么也不写入',
  input: z.strictObject(table),
  output: outcome,
  async do(ctx, input) {
    const { kind, lines, found } = await lookAt(ctx, input);
    const looked = outcomeOf(kind, lines.length, found);
    ctx.record({ detail: { register: kind.id, period: input.period, lines: looked.lines, added: looked.added, changed: looked.changed, wrong: looked.wrong } });
    return looked;
  },
});

export const importTable = action({
  name: 'register.import',
  may: 'register.write',
  creates: true,
  summary: '把检查过的表导入台账：整份，或者不要有错误的行',
  input: z.strictObject({
    ...table,
    fileName: z.string().trim().min(1).max(120),
    seen: z.string().max(100),
    /** Lines with errors are left out, by choice. */
    withoutWrong: z.boolean(),
  }),
  output: z.object({ id: z.string(), added: z.number(), changed: z.number() }),
  async do(ctx, { fileName, seen, withoutWrong, ...input }) {
    const { kind, lines, found, unit, seals } = await lookAt(ctx, input);
    const { period } = input;
    const { added, changed, unchanged, missing, wrong, seen: now } = outcomeOf(kind, lines.length, found);
    if (seen !== now) throw refuseRegister('import-moved');
    if (wrong > 0 && !withoutWrong) throw refuse('input', { detail: `有 ${wrong} 行有错误，一行也没有写入` });
    if (added + changed === 0) throw refuseRegister('nothing-changed', '表里的内容台账里都有了');
    const id = crypto.randomUUID();
    await ctx.sql`
      insert into register_import (county, id, kind, period, file_name, unit, units, made_by, made_by_name, made_at, added, changed, unchanged, missing, left_out)
      values (${ctx.county}, ${id}, ${kind.id}, ${period}, ${fileName}, ${unit}, ${unitsOf(kind)}::text[], ${ctx.actor.id}, ${ctx.actor.name}, ${ctx.now},
        ${added}, ${changed}, ${unchanged}, ${missing}, ${wrong})`;
    await seals.keep();
    await addRows(
      ctx,
      kind,
      period,
      found.added.map(a => a.values),
      { step: 'added', import: id },
    );
    await changeRows(ctx, kind, found.changed, { step: 'changed', import: id });
    ctx.record({ subject: `register-import:${id}`, detail: { register: kind.id, period, fileName, added, changed, leftOut: wrong } });
    return { id, added, changed };
  },
});

interface Made {
  rowId: string;
  made: number;
  step: 'added' | 'changed';
  before: Values;
  row: RowHeld;
}

export const undoImport = action({
  name: 'register.undo-import',
  may: 'register.write',
  summary: '撤销一次导入，只要它改过的行还没有人再改',
  input: z.strictObject({ kind: kindShape, importId: z.uuid(), reason: reasonShape }),
  async do(ctx, { kind: of, importId, reason }) {
    const kind = kindOf(ctx, of);
    const { sql, county } = ctx;
    const [made] = await sql<{ period: string; unit: string; undoneAt: string | null }[]>`
      select period, unit, undone_at from register_import where county = ${county} and id = ${importId} and kind = ${kind.id}`;
    if (!made) throw refuse('not-found');
    await lockRegister(ctx, kind, made.period);
    if (!standing(ctx, kind).units.includes(made.unit)) throw refuse('forbidden');
    const claimed = await sql`
      update register_import set undone_at = ${ctx.now}, undone_by_name = ${ctx.actor.name}, undone_reason = ${reason}
      where county = ${county} and id = ${importId} and undone_at is null returning 1 as mine`;
    if (claimed.length === 0) throw refuseRegister('import-undone');
    const changes = (
      await sql<(Omit<Made, 'row'> & RowHeld)[]>`
        select c.row_id, c.version as made, c.step, c.before, r.id, r.period, r.key, r.town, r.cells, r.version, r.withdrawn_on
        from register_change c join register_row r on r.county = c.county and r.id = c.row_id
        where c.county = ${county} and c.import = ${importId} and c.step in ('added', 'changed')`
    ).map(({ rowId, made, step, before, ...row }): Made => ({ rowId, made, step, before, row }));
    const later = changes.filter(c => c.row.version !== c.made);
    if (later.length > 0) {
      const names = later.map(c => titleOf(kind, c.row.cells));
      throw refuseRegister('import-overtaken', {
        detail: `${later.length} 行：${names.slice(0, 10).join('、')}${names.length > 10 ? '……' : ''}。请逐行改回`,
        data: { rows: later.map(c => c.rowId).slice(0, 100) },
      });
    }
    const why = { step: 'undone', reason, import: importId } as const;
    await withdrawRows(
      ctx,
      changes.filter(c => c.step === 'added').map(c => c.row),
      why,
    );
    const back = changes
      .filter(c => c.step === 'changed')
      .map(({ row, before }) => ({ row, cells: Object.entries(before).map(([column, is]) => ({ column, was: row.cells[column] ?? null, is })) }));
    await changeRows(ctx, kind, back, why);
    ctx.record({ subject: `register-import:${importId}`, detail: { register: kind.id, rows: changes.length, reason } });
  },
});

const importView = z.object({
  id: z.string(),
  period: z.string(),
  fileName: z.string(),
  unitName: z.string(),
  madeByName: z.string(),
  madeAt: z.string(),
  added: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  missing: z.number(),
  leftOut: z.number(),
  undoneAt: z.string().nullable(),
  undoneByName: z.string().nullable(),
  undoneReason: z.string().nullable(),
  /** Whether the reader's unit made it, and so may undo it. */
  mine: z.boolean(),
});
export type ImportView = z.infer<typeof importView>;

export const listImports = read({
  name: 'register.imports',
  may: 'register.read',
  summary: '台账的历次导入',
  input: z.strictObject({
    kind: kindShape,
    page: z.coerce.number().int().min(1).max(1000).default(1),
    size: z.coerce.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ items: z.array(importView), total: z.number() }),
  async do(ctx, { kind: of, page, size }) {
    const kind = kindOf(ctx, of);
    const names = await unitNames(ctx);
    const stands = standing(ctx, kind);
    const [count] = await ctx.sql<{ n: number }[]>`select count(*)::int as n from register_import where county = ${ctx.county} and kind = ${kind.id}`;
    const items = await ctx.sql<(Omit<ImportView, 'unitName' | 'mine'> & { unit: string })[]>`
      select id, period, file_name, unit, made_by_name, made_at, added, changed, unchanged, missing, left_out, undone_at, undone_by_name, undone_reason
      from register_import where county = ${ctx.county} and kind = ${kind.id} order by made_at desc, id limit ${size} offset ${(page - 1) * size}`;
    return { items: items.map(({ unit, ...i }) => ({ ...i, unitName: names.get(unit) ?? unit, mine: stands.units.includes(unit) })), total: count!.n };
  },
});
