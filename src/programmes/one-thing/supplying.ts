/** After handing in: what was promised for later, and answers to corrections; by the applicant, a clerk or another platform. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '#platform/actions';
import {
  addEvents,
  advance,
  type CaseFile,
  closeCorrection,
  correctionsOf,
  findCase,
  findTask,
  grip,
  lockCase,
  move,
  refuseCase,
  saveTask,
  sealedPlace,
  type TaskRow,
} from '#platform/cases';
import { shareFiles } from '#platform/files';
import { findLicences, giveConsents, isValid } from '#platform/licences';
import { type Content, type GivenMaterial, holdersOf, materialInput, ownFiles, rowsInput, valuesInput } from './application.ts';
import { type FormData, readForm } from './forms.ts';
import { checkTask, materialsOfCase, openCase } from './kind.ts';
import { openedBy } from './opened.ts';

/** Puts given materials into a case: wallet with consent, or files shared with the units that want them. */
async function putMaterials(ctx: Ctx, file: CaseFile, given: Record<string, GivenMaterial>, scan: string | undefined): Promise<string[]> {
  const wallet = Object.entries(given).find(([, g]) => g.way === 'wallet');
  // The wallet is its owner's: at a window they open it with their code.
  if (wallet && ctx.actor.kind === 'staff' && !scan)
    throw refuse('input', { faults: [{ path: `materials.${wallet[0]}`, message: '请申请人出示中阳码，打开要用的证照；或收下原件扫描上传' }] });
  const opened = scan && ctx.actor.kind === 'staff' ? await openedBy(ctx, scan, holdersOf(file)) : null;
  const rows = await materialsOfCase(ctx, file.id);
  const tasks = await ctx.sql<{ key: string; unit: string }[]>`select key, unit from task where county = ${ctx.county} and case_id = ${file.id}`;
  const touched: string[] = [];
  for (const [id, g] of Object.entries(given)) {
    const row = rows.find(r => r.material === id);
    if (!row) throw refuse('input', { faults: [{ path: `materials.${id}`, message: '这件事不需要这份材料' }] });
    const units = [...new Set(tasks.filter(t => row.wantedBy.includes(t.key)).map(t => t.unit))];
    if (g.way === 'wallet') {
      const [licence] = g.licence ? await ctx.asHouse(ctx => findLicences(ctx, [g.licence!])) : [];
      if (!licence || !holdersOf(file).includes(licence.holder) || !isValid(licence, ctx.today) || opened?.includes(licence.id) === false)
        throw refuse('input', {
          faults: [{ path: `materials.${id}`, message: opened ? '这次扫码没有打开这张证照，或已失效' : '这张证照已失效或不在名下，请换一张' }],
        });
      await ctx.asHouse(ctx => giveConsents(ctx, file.id, file.applicant, [{ licenceId: licence.id, material: id, units }]));
    } else if (g.way === 'upload') {
      if ((g.files?.length ?? 0) === 0) throw refuse('input', { faults: [{ path: `materials.${id}`, message: `请上传${row.name}` }] });
      await ownFiles(ctx, g);
      await shareFiles(ctx, g.files!, file.parties, units);
    } else throw refuse('input', { faults: [{ path: `materials.${id}`, message: '请从证照中选择，或上传' }] });
    await ctx.sql`
      update case_material set way = ${g.way}, licence_id = ${g.licence ?? null}, file_ids = ${g.files ?? []}::uuid[], state = 'given',
        given_on = ${ctx.today}, version = version + 1
      where county = ${ctx.county} and case_id = ${file.id} and material = ${id}`;
    touched.push(...row.wantedBy);
  }
  return touched;
}

/** Runs the checks again for the open tasks that a change concerns. */
async function recheck(ctx: Ctx, file: CaseFile, keys: readonly string[]): Promise<void> {
  const fresh = await findCase(ctx, file.id);
  const opened = await openCase(ctx, fresh);
  const rows = await ctx.sql<{ id: string; key: string }[]>`
    select id, key from task where county = ${ctx.county} and case_id = ${file.id} and key = any(${[...new Set(keys)]})
      and state in ('ready', 'accepted', 'correcting', 'suspended')`;
  for (const row of rows) {
    const { checks, advice } = await checkTask(ctx, opened, row.key);
    const task = await findTask(ctx, row.id);
    await saveTask(ctx, { ...task, checks, advice });
  }
}

/** At the window: the clerk's scan of the code that opened the licences. */
const scanInput = z.uuid().optional();
const materialsInput = z.record(z.string().max(80), materialInput).default({});

/** Hands in what was promised for later (容缺后补). */
export const supply = action({
  name: 'case.supply',
  may: 'case.supply',
  summary: '后补材料',
  input: z.strictObject({ caseId: z.uuid(), materials: materialsInput, scan: scanInput }),
  async do(ctx, { caseId, materials, scan }) {
    await findCase(ctx, caseId);
    const file = await lockCase(ctx, caseId);
    guard(ctx, file);
    await supplyMaterials(ctx, file, materials, scan);
  },
});

export async function supplyMaterials(ctx: Ctx, file: CaseFile, materials: Record<string, GivenMaterial>, scan?: string): Promise<void> {
  const caseId = file.id;
  const owed = (await materialsOfCase(ctx, caseId)).filter(m => m.state === 'owed' && m.way === 'follow').map(m => m.material);
  if (Object.keys(materials).length === 0 || Object.keys(materials).some(id => !owed.includes(id)))
    throw refuseCase('cannot-move', { detail: '只能补交约定后补的材料' });
  await ctx.asHouse(async ctx => {
    const keys = await putMaterials(ctx, file, materials, scan);
    await recheck(ctx, file, keys);
    await addEvents(ctx, caseId, [{ kind: 'supplied', detail: { materials: Object.keys(materials) } }]);
  });
  ctx.record({ subject: `case:${caseId}`, detail: { supplied: Object.keys(materials) } });
}

/** Answers a request for corrections: changed values, new materials, a note. The clock goes on. */
export const answerCorrection = action({
  name: 'task.answer',
  may: 'task.answer',
  summary: '提交补正',
  input: z.strictObject({
    taskId: z.uuid(),
    version: z.number().int().positive(),
    note: z.string().trim().max(1000).default(''),
    values: valuesInput.default({}),
    rows: rowsInput.default({}),
    materials: materialsInput,
    scan: scanInput,
  }),
  async do(ctx, { taskId, version, ...answer }) {
    const { file, task } = await grip(ctx, taskId, version);
    const moved = await giveAnswer(ctx, file, task, answer);
    return { id: moved.id, state: moved.state };
  },
});

interface CorrectionAnswer {
  note: string;
  values: FormData['values'];
  rows: FormData['rows'];
  materials: Record<string, GivenMaterial>;
  scan?: string | undefined;
}

export async function giveAnswer(ctx: Ctx, file: CaseFile, task: TaskRow, { note, values, rows, materials, scan }: CorrectionAnswer): Promise<TaskRow> {
  const asked = (await correctionsOf(ctx, file.id)).find(c => c.taskId === task.id && !c.answeredOn);
  if (!asked) throw refuseCase('cannot-move', { detail: '这个事项没有等待补正的要求' });
  const opened = await openCase(ctx, file);
  const wanted = opened.plan.groups.map(g => ({ ...g, fields: g.fields.filter(f => f.wantedBy.includes(task.key)) })).filter(g => g.fields.length > 0);
  // Entries of a list come back whole, with what other matters asked in them.
  const own = wanted.map(g => (rows[g.group.id] ? opened.plan.groups.find(all => all.group.id === g.group.id)! : g));
  const merged = { values: { ...opened.content.values, ...values }, rows: { ...opened.content.rows, ...rows } };
  const { data, faults } = readForm(own, merged, ctx.today);
  const changed = Object.fromEntries(Object.entries(data.rows).filter(([group]) => rows[group]));
  const missing = asked.items
    .filter(i => i.kind === 'material' && i.id && !materials[i.id])
    .map(i => ({ path: `materials.${i.id}`, message: `请重新提供：${i.what}` }));
  if (faults.length + missing.length > 0) throw refuse('input', { detail: '补正的内容还不完整', faults: [...faults, ...missing] });
  const content: Content = { ...opened.content, values: { ...opened.content.values, ...data.values }, rows: { ...opened.content.rows, ...changed } };
  let moved: TaskRow = task;
  await ctx.asHouse(async ctx => {
    await ctx.sql`update case_file set sealed = ${ctx.vault.seal(ctx.county, sealedPlace(file.id), JSON.stringify(content))}, version = version + 1
        where county = ${ctx.county} and id = ${file.id}`;
    await putMaterials(ctx, file, materials, scan);
    await closeCorrection(ctx, task, note);
    moved = await move(ctx, file, task, { do: 'answer' }, { detail: note ? { note } : {} });
    await recheck(ctx, file, [task.key]);
    await advance(ctx, file);
  });
  return moved;
}
