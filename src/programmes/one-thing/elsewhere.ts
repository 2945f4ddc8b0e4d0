/**
 * Applications that people handed in on another platform, and what they hand in afterwards: by the rules of applying here, with
 * what the county has used alike and the same words where something is missing. What was attached is kept only once nothing else is wrong.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Ctx, parse, Refusal } from '#platform/actions';
import { type AppliedElsewhere, type AskedElsewhere, type Attachment, type CaseFile, findTask, refuseCase, tasksOf } from '#platform/cases';
import { askInstead, type IntakeAnswer } from '#platform/exchange';
import { insertFile } from '#platform/files';
import { partiesOf } from '#platform/identity';
import { answersInput, principalFor } from './actions.ts';
import { type Application, type Content, deliveryInput, emptyContent, insertApplication, rowsInput, valuesInput, type Worked, work } from './application.ts';
import type { PlannedMaterial } from './catalogue/notice.ts';
import { currentVersion, factsOf, thingOf } from './catalogue/versions.ts';
import type { Fault } from './forms.ts';
import { unitFor } from './giving.ts';
import { openCase } from './kind.ts';
import { file, incomplete } from './submit.ts';
import { giveAnswer, supplyMaterials } from './supplying.ts';

/** In the message itself, or sent ahead in parts (topic `file`). */
const attachment = z.union([
  z.strictObject({ name: z.string().trim().min(1, '请写文件名').max(120), content: z.base64('文件内容要用 Base64').min(1, '文件是空的') }),
  z.strictObject({ file: z.string().trim().min(1, '请写附件的编号').max(60) }),
]);

/** What is not named is taken from the wallet or the registers where it is there, as in the portal. */
const material = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('upload'), files: z.array(attachment).min(1, '请附上文件').max(20) }),
  z.strictObject({ way: z.literal('declare') }),
  /** To be handed in later (容缺后补). */
  z.strictObject({ way: z.literal('follow') }),
]);

const askedInput = z.strictObject({
  thing: z.string('请写明办哪件事').regex(/^\d{1,3}$/, '请写明办哪件事：事项要素里的编号'),
  answers: answersInput.default({}),
  values: valuesInput.default({}),
  rows: rowsInput.default({}),
  materials: z.record(z.string().max(80), material).default({}),
  /** The applicant agreed over there that the units see licences and register entries, each for its matters. */
  consent: z.boolean().default(false),
  delivery: deliveryInput.default({ way: 'electronic' }),
});

const supplyInput = z.strictObject({
  /** Key of the task whose correction is answered, as it came with its `progress`. */
  task: z.string().max(80).optional(),
  note: z.string().trim().max(1000).default(''),
  values: valuesInput.default({}),
  rows: rowsInput.default({}),
  materials: z.record(z.string().max(80), material).default({}),
});

interface Attached {
  id: string;
  material: string;
  name: string;
  content: Buffer;
}

/** The application as it stands with what was sent so far; the same one for the same thing of the same people under the same number. */
async function applicationOf(ctx: Ctx, who: AppliedElsewhere, no: string, content: Partial<Content> & Pick<Content, 'answers'>): Promise<Application> {
  const version = await currentVersion(ctx);
  const thing = thingOf(version, Number(no));
  factsOf(version, thing, content.answers);
  const principal = await principalFor(ctx, thing, who.applicant, who.firm ? { kind: 'firm', id: who.firm } : { kind: 'person', id: who.applicant });
  return {
    // What was asked ahead for somebody else, or for another thing, is not found by it.
    id: idOf([ctx.county, who.key, no, who.applicant, principal.id].join('/')),
    thing: thing.no,
    definition: version.version,
    applicant: who.applicant,
    principalKind: principal.kind,
    principal: principal.id,
    principalName: principal.name,
    clerk: null,
    opened: null,
    parties: partiesOf(principal.id, String(thing.no)),
    state: 'draft',
    caseId: null,
    content: { ...emptyContent(content.answers), ...content },
    madeAt: ctx.now,
    changedAt: ctx.now,
    version: 1,
  };
}

const idOf = (words: string): string =>
  createHash('sha256')
    .update(words)
    .digest('hex')
    .slice(0, 32)
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const aheadInput = z.strictObject({
  thing: askedInput.shape.thing,
  answers: answersInput.default({}),
  materials: z.array(z.string().max(80)).min(1, '请写明查哪些材料').max(40),
  /** The applicant has read over there what is asked of whom, and agrees. */
  agreed: z.literal(true, '要申请人在贵平台同意以后才能查询'),
});

/** Other registers instead of papers, as from the portal's form: asked once, and anew only where nobody was reached. */
export async function askFor(ctx: Ctx, who: AppliedElsewhere, asked: unknown): Promise<AskedElsewhere[]> {
  const { thing, answers, materials } = parse(aheadInput, asked);
  const application = await applicationOf(ctx, who, thing, { answers });
  const worked = await work(ctx, application);
  if (!worked.plan) throw incomplete(worked.faults);
  const there = new Map(worked.materials.map(m => [m.planned.material.id, m]));
  const faults = materials.flatMap((id): Fault[] => {
    const register = there.get(id)?.register;
    if (!register) return [{ path: `materials.${id}`, message: '这件事不需要这份材料' }];
    return register.spared || register.tried || register.ask ? [] : [{ path: `materials.${id}`, message: '这份材料现在不能由县里查询，请用别的办法提供' }];
  });
  if (faults.length > 0) throw incomplete(faults);
  const done: AskedElsewhere[] = [];
  for (const material of new Set(materials)) {
    const { planned, register } = there.get(material)!;
    if (register.spared) done.push({ material, state: register.found?.query ? 'proved' : 'spared' });
    else if (register.tried && !(register.tried.state === 'failed' && register.ask)) done.push({ material, state: becameOf(register.tried) });
    else {
      const { id: key, principalKind, principal } = application;
      await askInstead(ctx, { application: key, material, unit: unitFor(worked.plan, planned), principalKind, principal });
      done.push({ material, state: 'asking' });
    }
  }
  return done;
}

/** Said without what the answer says: that is for the person, not for the platform. */
const becameOf = ({ state }: IntakeAnswer): AskedElsewhere['state'] => (state === 'answered' ? 'not-proved' : state);

/** A paper that is missing may be one that could be asked for. */
function askableToo({ materials, faults }: Worked): Fault[] {
  const offers = new Map(
    materials.flatMap(({ planned, register }) => (register.spared || !register.ask ? [] : [[`materials.${planned.material.id}`, register.ask]])),
  );
  return faults.map(f => {
    const offer = offers.get(f.path);
    return offer ? { ...f, message: `${f.message}；申请人同意的，也可以先发 ask 报文，由县里向${offer.provider}查询` } : f;
  });
}

export async function fileFor(ctx: Ctx, who: AppliedElsewhere, asked: unknown): Promise<{ id: string; number: string }> {
  const { thing: no, answers, materials, ...filled } = parse(askedInput, asked);
  const { attached, given, faults: absent } = await readGiven(materials, who.attachment);
  const application = await applicationOf(ctx, who, no, { answers, ...filled, materials: given });
  const worked = await work(ctx, application);
  const planned = new Map(worked.plan!.materials.map(m => [m.material.id, m]));
  const faults = [...askableToo(worked), ...absent, ...unasked(given, planned), ...(await unfit(ctx, attached, planned))];
  if (faults.length > 0) throw incomplete(faults);
  await keepAll(ctx, attached, planned);
  await insertApplication(ctx, application);
  const { caseId, number } = await file(ctx, worked, 'exchange');
  return { id: caseId, number };
}

/** Answers the correction of a task, or without one hands in what was promised for later. */
export async function supplyFrom(ctx: Ctx, file: CaseFile, asked: unknown, attachment: Attachment): Promise<string | null> {
  const { task: key, materials, note, values, rows } = parse(supplyInput, asked);
  const { plan } = await openCase(ctx, file);
  const planned = new Map(plan.materials.map(m => [m.material.id, m]));
  const { attached, given, faults: absent } = await readGiven(materials, attachment);
  const faults = [...absent, ...unasked(given, planned), ...(await unfit(ctx, attached, planned))];
  if (key === undefined && Object.keys(values).length + Object.keys(rows).length > 0)
    faults.push({ path: 'task', message: '改填写的内容要写明补正的是哪个事项' });
  if (faults.length > 0) throw incomplete(faults);
  const row = key === undefined ? undefined : (await tasksOf(ctx, file.id)).find(t => t.key === key);
  if (key !== undefined && !row) throw refuseCase('cannot-move', { detail: `这个办件没有事项 ${key}` });
  await keepAll(ctx, attached, planned);
  if (row) await giveAnswer(ctx, file, await findTask(ctx, row.id), { note, values, rows, materials: given });
  else await supplyMaterials(ctx, file, given);
  return key ?? null;
}

async function readGiven(materials: Record<string, z.infer<typeof material>>, attachment: Attachment) {
  const attached: Attached[] = [];
  const given: Content['materials'] = {};
  const faults: Fault[] = [];
  for (const [key, m] of Object.entries(materials)) {
    const ids: string[] = [];
    for (const f of m.way === 'upload' ? m.files : []) {
      const found = 'file' in f ? await attachment(f.file) : { name: f.name, content: Buffer.from(f.content, 'base64') };
      if ('fault' in found) faults.push({ path: `materials.${key}`, message: found.fault });
      else {
        const id = crypto.randomUUID();
        attached.push({ ...found, id, material: key });
        ids.push(id);
      }
    }
    given[key] = { way: m.way, ...(ids.length > 0 ? { files: ids } : {}) };
  }
  return { attached, given, faults };
}

type Planned = ReadonlyMap<string, PlannedMaterial>;

const unasked = (given: Content['materials'], planned: Planned): Fault[] =>
  Object.keys(given)
    .filter(key => !planned.has(key))
    .map(key => ({ path: `materials.${key}`, message: '这件事不需要这份材料' }));

async function keepAll(ctx: Ctx, attached: readonly Attached[], planned: Planned): Promise<void> {
  for (const { id, name, content, material } of attached)
    await insertFile(ctx, { ...(await ctx.house.files.keep(content, acceptOf(planned.get(material)!))), name }, id);
}

/** What may be uploaded for it; a material for which nothing can be is missing already. */
const acceptOf = ({ material: { upload } }: PlannedMaterial) => (upload === 'none' ? 'image-or-pdf' : upload);

async function unfit(ctx: Ctx, attached: readonly Attached[], planned: Planned): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { material, name, content } of attached) {
    const wanted = planned.get(material);
    if (!wanted) continue;
    try {
      await ctx.house.files.check(content, acceptOf(wanted));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push({ path: `materials.${material}`, message: `${name}：${error.detail || error.message}` });
    }
  }
  return faults;
}
