/** Changing a draft: a row, a stated sum, what is decided of a finding. Each with a reason; what was before is kept. */
import { z } from 'zod';
import { action, type Ctx, type Fault, refuse } from '#platform/actions';
import { fenOfWan, scaled, wanOf } from '#platform/money';
import { type Source, sources } from './figures.ts';
import { type RowInput, rowInput, sumInput, why } from './forms.ts';
import { type Ledger, projectOf } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { type Entry, sumId, sumTitle } from './plan.ts';
import { changed, type KeptRow, keepDecision, keepRow, keepSum, noteChange, openDraft, rowsOf, statedOf, wholeOf } from './store.ts';

/** What was typed as a row, with every fault at its field. */
export async function entryOf(ctx: Ctx, id: string, row: RowInput, others: readonly KeptRow[], ledger: Ledger): Promise<{ entry: Entry; faults: Fault[] }> {
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => faults.push({ path: `row.${path}`, message });
  if (others.some(o => !o.withdrawn && o.id !== id && o.part === row.part && o.no === row.no)) fault('no', '这个序号已经有了');
  const one = row.transition !== '' || row.rectification !== '';
  if (one && (row.transition === '' || row.rectification === '')) fault(row.transition === '' ? 'transition' : 'rectification', '两种资金都要填，没有的填 0');
  const own = fenOfWan(row.change)! - (one && row.rectification !== '' ? fenOfWan(row.rectification)! : 0n);
  const from = (Object.keys(sources) as Source[]).filter(s => row[s] !== '');
  const given = from.reduce((sum, s) => sum + fenOfWan(row[s])!, 0n);
  if (from.length > 0 && given !== own) fault(from[0]!, `各来源相加是 ${wanOf(given)}，应等于${one ? '其中的衔接资金' : '核减或新增'} ${wanOf(own)}`);
  // 一, 四（二）: what was not carried out has nothing but the year's allotment to be reckoned by.
  if (row.part === 'cut' && row.planned === '' && row.settled === '' && /未实施|没有实施/.test(row.text + row.reason))
    fault('planned', '项目没有实施：先填当年安排的资金');
  if ((row.quantity === '') !== (row.rate === '')) fault(row.quantity === '' ? 'quantity' : 'rate', '数量和标准要一起填');
  for (const path of ['town', 'unit'] as const) {
    if (row[path] === '') continue;
    const [there] = await ctx.sql<{ kind: string }[]>`select kind from unit where county = ${ctx.county} and id = ${row[path]}`;
    if (!there || (path === 'town' && there.kind !== 'town')) fault(path, path === 'town' ? '没有这个乡镇' : '没有这个单位');
  }
  // Found by its name once, it stays the same project when the row is called otherwise.
  const project = row.project ? ledger.projects.find(p => p.id === row.project) : projectOf(ledger, { name: row.name });
  if (row.project && !project) fault('project', '当年项目库里没有这个项目');
  if (project && others.some(o => !o.withdrawn && o.id !== id && projectOf(ledger, o)?.id === project.id && o.part === row.part))
    fault(row.project ? 'project' : 'name', '这个项目在这一部分已经有一行了');
  const { part, no, name, kind, text, reason, basis } = row;
  const figures = Object.fromEntries(
    (['planned', 'settled', 'quantity', 'rate', 'due', 'paid'] as const).filter(key => row[key] !== '').map(key => [key, scaled(row[key], 6)!]),
  );
  const entry = {
    ...{ id, part, no, name, kind, text, reason, basis, ...figures, change: fenOfWan(row.change)! },
    ...(one ? { parts: [fenOfWan(row.transition)!, fenOfWan(row.rectification)!] } : {}),
    ...(from.length > 0 ? { sources: Object.fromEntries(from.map(s => [s, fenOfWan(row[s])!])) } : {}),
    ...{ town: row.town || null, unit: row.unit || null },
    ...(project ? { project: project.id } : {}),
  };
  return { entry, faults };
}

export async function soundEntry(...of: Parameters<typeof entryOf>): Promise<Entry> {
  const { entry, faults } = await entryOf(...of);
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  return entry;
}

const at = { planId: z.uuid(), why };

export const addRow = action({
  name: 'funds-plan.row-add',
  may: 'funds-plan.write',
  creates: true,
  summary: '在方案里加一行',
  input: z.strictObject({ ...at, row: rowInput }),
  output: z.object({ id: z.string() }),
  async do(ctx, { planId, row, why }) {
    const plan = await openDraft(ctx, planId);
    const id = `row-${crypto.randomUUID().slice(0, 8)}`;
    const entry = await soundEntry(ctx, id, row, await rowsOf(ctx, planId), await loadLedger(ctx, plan.year));
    await keepRow(ctx, planId, { ...entry, withdrawn: false, version: 1 });
    await noteChange(ctx, planId, { what: id, title: entry.name, ...changed(null, entry), reason: why });
    return { id };
  },
});

const onRow = { ...at, rowId: z.string().min(1).max(60), version: z.number().int().positive() };

async function lockRow(ctx: Ctx, planId: string, rowId: string, version: number): Promise<{ row: KeptRow; rows: KeptRow[]; year: number }> {
  const { year } = await openDraft(ctx, planId);
  const rows = await rowsOf(ctx, planId);
  const row = rows.find(r => r.id === rowId);
  if (!row) throw refuse('not-found');
  if (row.version === version) return { row, rows, year };
  const [last] = await ctx.sql<{ by: string; reason: string }[]>`
    select changed_by_name as by, reason from funds_change where county = ${ctx.county} and plan = ${planId} and what = ${rowId} order by n desc limit 1`;
  throw refuse('changed', last ? `${last.by}刚改过这一行（${last.reason}），请先看改成了什么` : '');
}

export const changeRow = action({
  name: 'funds-plan.row-change',
  may: 'funds-plan.write',
  summary: '修改方案的一行，写明原因',
  input: z.strictObject({ ...onRow, row: rowInput }),
  async do(ctx, { planId, rowId, version, row, why }) {
    const { row: was, rows, year } = await lockRow(ctx, planId, rowId, version);
    if (was.withdrawn) throw refuse('wrong-state', '这一行已经撤下，恢复以后才能改');
    const ledger = await loadLedger(ctx, year);
    const entry = await soundEntry(ctx, rowId, row, rows, ledger);
    const difference = changed(was, entry);
    if ((was.project ?? '') !== (entry.project ?? '')) {
      const called = (id: string | undefined) => (id ? (ledger.projects.find(p => p.id === id)?.name ?? '') : '');
      Object.assign(difference.after, { 项目库的项目: called(entry.project) });
      Object.assign(difference.before ?? {}, { 项目库的项目: called(was.project) });
    }
    if (Object.keys(difference.after).length === 0) throw refuse('input', { detail: '什么都没有改' });
    await keepRow(ctx, planId, { ...entry, withdrawn: false, version: version + 1 });
    await noteChange(ctx, planId, { what: rowId, title: entry.name, ...difference, reason: why });
  },
});

export const withdrawRow = action({
  name: 'funds-plan.row-withdraw',
  may: 'funds-plan.write',
  summary: '撤下或恢复方案的一行',
  input: z.strictObject({ ...onRow, withdrawn: z.boolean() }),
  async do(ctx, { planId, rowId, version, withdrawn, why }) {
    const { row, rows } = await lockRow(ctx, planId, rowId, version);
    if (row.withdrawn === withdrawn) throw refuse('wrong-state', withdrawn ? '这一行已经撤下' : '这一行没有撤下');
    if (rows.some(o => !withdrawn && !o.withdrawn && o.part === row.part && o.no === row.no))
      throw refuse('wrong-state', '这个序号又用在另一行上了，请先改那一行');
    await keepRow(ctx, planId, { ...row, withdrawn, version: version + 1 });
    const [now, then] = withdrawn ? ['撤下', '在方案里'] : ['在方案里', '撤下'];
    await noteChange(ctx, planId, { what: rowId, title: row.name, before: { 状态: then }, after: { 状态: now }, reason: why });
  },
});

export const stateSum = action({
  name: 'funds-plan.sum',
  may: 'funds-plan.write',
  summary: '修改方案里写的合计和个数，或取消一个合计',
  input: sumInput.extend({ planId: z.uuid(), version: z.number().int().positive() }),
  async do(ctx, { planId, version, reason, sum, count, ...scope }) {
    const plan = await openDraft(ctx, planId);
    if (plan.version !== version) throw refuse('changed', '方案刚刚被改过，请看过以后再改合计');
    if (scope.purse && count !== null) throw refuse('input', { faults: [{ path: 'count', message: '个数写在不分资金的合计上' }] });
    const was = (await statedOf(ctx, planId)).find(s => sumId(s) === sumId(scope));
    const next = sum === '' ? null : fenOfWan(sum)!;
    if (next === null && !was) throw refuse('input', { faults: [{ path: 'sum', message: '请填合计' }] });
    if (was && was.sum === next && was.count === count) throw refuse('input', { detail: '什么都没有改' });
    await keepSum(ctx, planId, { ...scope, sum: next, count: next === null ? null : count });
    const says = (n: bigint | null, c: number | null) => ({ 合计: n === null ? '' : wanOf(n), 个数: c === null ? '' : String(c) });
    await noteChange(ctx, planId, {
      ...{ what: sumId(scope), title: sumTitle(scope), before: was ? says(was.sum, was.count) : null },
      ...{ after: says(next, next === null ? null : count), reason },
    });
  },
});

/** A finding that stays: the document is silent or contradicts itself, so somebody says what holds, and why. */
export const decideFinding = action({
  name: 'funds-plan.decide',
  may: 'funds-plan.write',
  creates: true,
  summary: '写明一处对不上的地方怎样处理、依据是什么',
  input: z.strictObject({
    planId: z.uuid(),
    finding: z.string().min(1).max(80),
    kind: z.string().min(1).max(20),
    stated: z.string().max(30),
    computed: z.string().max(30),
    decision: z.string().trim().min(4, '请写明怎样处理，至少 4 个字').max(300, '最多 300 字'),
    basis: z.string().trim().min(4, '请写明依据，至少 4 个字').max(300, '最多 300 字'),
  }),
  async do(ctx, { planId, finding, kind, stated, computed, decision, basis }) {
    const { counted: rows, findings } = await wholeOf(ctx, await openDraft(ctx, planId));
    const found = findings.find(f => f.id === finding && f.kind === kind);
    // The two figures that the officer has seen: a finding that changed meanwhile is another one.
    if (!found || String(found.stated) !== stated || String(found.computed) !== computed) throw refuse('changed', '这一处已经变了，请重新看');
    const { actor, today } = ctx;
    await keepDecision(ctx, planId, { ...found, decision, basis, decidedBy: actor.id, decidedByName: actor.name, decidedOn: today });
    const name = rows.find(r => r.id === finding)?.name ?? '合计或平衡';
    await noteChange(ctx, planId, { what: finding, title: name, before: null, after: { 处理: decision, 依据: basis }, reason: '写明怎样处理' });
  },
});
