/** One row by hand: added, changed, withdrawn, each with its reason. */
import { z } from 'zod';
import { action, type Ctx, type Fault, refusals, refuse } from '../actions/index.ts';
import { standing } from './access.ts';
import { columnOf, kindOf, type RegisterKind, sourceOf } from './kinds.ts';
import { awayWords, cellChanges, elsewhereWords, keyOf, movesAway, rowFaults, townOf } from './rules.ts';
import { type Seal, Seals } from './sealing.ts';
import { addRows, changeRows, lockRegister, lockRow, rowsByKeys, strangeNames, takenKeys, withdrawRows } from './store.ts';
import { shown, typedOf, type Values } from './values.ts';

export const kindShape = z.string().max(40);
/** A year; empty for registers whose rows belong to none. */
export const periodShape = z.string().regex(/^(\d{4})?$/, '年度写成 2023 的样子');
export const reasonShape = z.string().trim().min(2, '请写明原因').max(200);

/** Texts as somebody types them, by column. */
const typed = z.record(z.string().max(40), z.string().max(500));
const ofRow = { kind: kindShape, rowId: z.uuid(), version: z.number().int().positive() };

export const refuseRegister = refusals({
  'not-yours': [403, '这一列由别的单位填写'],
  'row-there': [409, '台账里已经有这一行'],
  'nothing-changed': [422, '没有要改的内容'],
  'no-table': [422, '这不是表格：请选 .xlsx、.xls 或 .csv'],
  'too-many-waiting': [429, '上传了还没有导入的表太多了'],
  'upload-gone': [409, '上传的文件已经清理，请重新选择表格'],
  'upload-cancelled': [409, '这份表已经取消，什么也没有写入'],
  'not-in-bulk': [422, '这一列不能批量修改'],
  'import-moved': [409, '检查以后台账又变了，请重新检查再导入'],
  'import-undone': [409, '这次导入已经撤销过'],
  'nothing-to-hand': [422, '没有要交的行'],
  'handover-answered': [409, '这份名单已经处理过'],
  'import-overtaken': [409, '导入以后有的行又改过，不能撤销'],
});

export function checkPeriod(ctx: Ctx, kind: RegisterKind, period: string): void {
  const last = String(Number(ctx.today.slice(0, 4)) + (kind.ahead ?? 0));
  const wrong = !kind.yearly ? period !== '' : period < '2000' || period > last;
  if (wrong) throw refuse('input', { faults: [{ path: 'period', message: kind.ahead ? `请选择年度，不能晚于 ${last} 年` : '请选择年度，不能是以后的' }] });
}

async function notThere(ctx: Ctx, kind: RegisterKind, period: string, key: string): Promise<void> {
  if ((await rowsByKeys(ctx, kind, period, [key])).size > 0) throw refuseRegister('row-there');
  if ((await takenKeys(ctx, kind, period, [key])).size > 0) throw refuseRegister('row-there', elsewhereWords);
}

/** What was typed, with every fault at its field. */
function reading(kind: RegisterKind, input: Readonly<Record<string, string>>, before: Values, seal: Seal): { values: Values; faults: Fault[] } {
  const strange = Object.keys(input).filter(k => !columnOf(kind, k));
  if (strange.length > 0) throw refuse('unknown-input', strange.join('、'));
  const { values, faults } = typedOf(kind, input, seal);
  const more = rowFaults(kind, { ...before, ...values }).map(f => ({ path: `values.${f.path}`, message: f.message }));
  return { values, faults: [...faults, ...more.filter(m => !faults.some(f => f.path === m.path))] };
}

/** Of what is typed now; an old name that is gone stands until somebody changes it. */
const unnamed = async (ctx: Ctx, kind: RegisterKind, period: string, values: Values): Promise<Fault[]> =>
  (await strangeNames(ctx, kind, period))(values).map(f => ({ path: `values.${f.path}`, message: f.message }));

export const addRow = action({
  name: 'register.add-row',
  may: 'register.write',
  creates: true,
  summary: '在台账里添加一行',
  input: z.strictObject({ kind: kindShape, period: periodShape, values: typed, reason: reasonShape }),
  output: z.object({ id: z.string() }),
  async do(ctx, { kind: of, period, values: input, reason }) {
    const kind = kindOf(ctx, of);
    if (!standing(ctx, kind).addsSome) throw refuse('forbidden');
    checkPeriod(ctx, kind, period);
    const seals = new Seals(ctx);
    const { values, faults } = reading(kind, input, {}, seals.seal);
    faults.push(...(await unnamed(ctx, kind, period, values)));
    if (faults.length > 0) throw refuse('input', { faults });
    const stands = standing(ctx, kind);
    const said = Object.fromEntries(Object.entries(values).filter(([, v]) => v !== null));
    if (!stands.adds(townOf(kind, said))) throw refuse('forbidden', { faults: [{ path: `values.${kind.town}`, message: '只能添加本乡镇的行' }] });
    const others = kind.columns.filter(
      c => c.key in said && !kind.key.includes(sourceOf(kind, c).key) && !stands.writes(sourceOf(kind, c), townOf(kind, said)),
    );
    if (others.length > 0) throw refuseRegister('not-yours', others.map(c => c.title).join('、'));
    await lockRegister(ctx, kind, period);
    await notThere(ctx, kind, period, keyOf(kind, said));
    await seals.keep();
    const [id] = await addRows(ctx, kind, period, [said], { step: 'added', reason });
    ctx.record({ subject: `register-row:${id}`, detail: { register: kind.id, period, after: shown(kind, said), reason } });
    return { id: id! };
  },
});

export const changeRow = action({
  name: 'register.change-row',
  may: 'register.write',
  summary: '修改台账的一行，写明原因',
  input: z.strictObject({ ...ofRow, values: typed, reason: reasonShape }),
  output: z.object({ version: z.number() }),
  async do(ctx, { kind: of, rowId, version, values: input, reason }) {
    const kind = kindOf(ctx, of);
    const row = await lockRow(ctx, kind, rowId, version);
    const seals = new Seals(ctx);
    const { values, faults } = reading(kind, input, row.cells, seals.seal);
    const cells = cellChanges(kind, row.cells, values);
    const stands = standing(ctx, kind);
    const others = cells.map(c => columnOf(kind, c.column)!).filter(c => !stands.writes(sourceOf(kind, c), row.town));
    if (others.length > 0) throw refuseRegister('not-yours', others.map(c => c.title).join('、'));
    faults.push(...(await unnamed(ctx, kind, row.period, Object.fromEntries(cells.map(c => [c.column, c.is])))));
    if (movesAway(kind, cells, { ...row.cells, ...values }, stands)) faults.push({ path: `values.${kind.town}`, message: awayWords });
    if (faults.length > 0) throw refuse('input', { faults });
    if (cells.length === 0) throw refuseRegister('nothing-changed');
    const key = keyOf(kind, { ...row.cells, ...values });
    if (key !== row.key) await notThere(ctx, kind, row.period, key);
    await seals.keep();
    await changeRows(ctx, kind, [{ row, cells }], { step: 'changed', reason });
    ctx.record({
      subject: `register-row:${rowId}`,
      detail: {
        register: kind.id,
        changes: cells.map(({ column, was, is }) => ({ column, was: shown(kind, { [column]: was })[column], is: shown(kind, { [column]: is })[column] })),
        reason,
      },
    });
    return { version: row.version + 1 };
  },
});

export const withdrawRow = action({
  name: 'register.withdraw-row',
  may: 'register.write',
  summary: '作废台账的一行：不再列出，记录还在',
  input: z.strictObject({ ...ofRow, reason: reasonShape }),
  async do(ctx, { kind: of, rowId, version, reason }) {
    const kind = kindOf(ctx, of);
    const row = await lockRow(ctx, kind, rowId, version);
    if (!standing(ctx, kind).withdraws(row.town)) throw refuse('forbidden');
    await withdrawRows(ctx, [row], { step: 'withdrawn', reason });
    ctx.record({ subject: `register-row:${rowId}`, detail: { register: kind.id, period: row.period, before: shown(kind, row.cells), reason } });
  },
});
