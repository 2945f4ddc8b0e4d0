/**
 * Applications that people handed in on another platform: filed by the rules of applying here, with what the county has used
 * alike and the same words where something is missing. What was attached is kept only once nothing else is wrong.
 */
import { z } from 'zod';
import { type Ctx, parse, Refusal } from '#platform/actions';
import type { AppliedElsewhere } from '#platform/cases';
import { insertFile } from '#platform/files';
import { partiesOf } from '#platform/identity';
import { answersInput, principalFor } from './actions.ts';
import { type Application, type Content, deliveryInput, emptyContent, insertApplication, rowsInput, valuesInput, work } from './application.ts';
import type { PlannedMaterial } from './catalogue/notice.ts';
import { currentVersion, factsOf, thingOf } from './catalogue/versions.ts';
import type { Fault } from './forms.ts';
import { file, incomplete } from './submit.ts';

const attachment = z.strictObject({ name: z.string().trim().min(1, '请写文件名').max(120), content: z.base64('文件内容要用 Base64').min(1, '文件是空的') });
type Attachment = z.infer<typeof attachment>;

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

interface Attached extends Attachment {
  id: string;
  material: string;
}

export async function fileFor(ctx: Ctx, who: AppliedElsewhere, asked: unknown): Promise<{ id: string; number: string }> {
  const { thing: no, answers, materials, ...filled } = parse(askedInput, asked);
  const version = await currentVersion(ctx);
  const thing = thingOf(version, Number(no));
  factsOf(version, thing, answers);
  const principal = await principalFor(ctx, thing, who.applicant, who.firm ? { kind: 'firm', id: who.firm } : { kind: 'person', id: who.applicant });
  const attached: Attached[] = [];
  const given: Content['materials'] = {};
  for (const [key, m] of Object.entries(materials)) {
    const files = m.way === 'upload' ? m.files.map(f => ({ ...f, id: crypto.randomUUID(), material: key })) : [];
    attached.push(...files);
    given[key] = { way: m.way, ...(files.length > 0 ? { files: files.map(f => f.id) } : {}) };
  }
  const application: Application = {
    id: crypto.randomUUID(),
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
    content: { ...emptyContent(answers), ...filled, materials: given },
    madeAt: ctx.now,
    changedAt: ctx.now,
    version: 1,
  };
  const worked = await work(ctx, application);
  const planned = new Map(worked.plan!.materials.map(m => [m.material.id, m]));
  const unasked = Object.keys(given).filter(key => !planned.has(key));
  const faults = [
    ...worked.faults,
    ...unasked.map(key => ({ path: `materials.${key}`, message: '这件事不需要这份材料' })),
    ...(await unfit(ctx, attached, planned)),
  ];
  if (faults.length > 0) throw incomplete(faults);
  for (const { id, name, content, material } of attached)
    await insertFile(ctx, { ...(await ctx.house.files.keep(Buffer.from(content, 'base64'), acceptOf(planned.get(material)!))), name }, id);
  await insertApplication(ctx, application);
  const { caseId, number } = await file(ctx, worked, 'exchange');
  return { id: caseId, number };
}

/** What may be uploaded for it; a material for which nothing can be is missing already. */
const acceptOf = ({ material: { upload } }: PlannedMaterial) => (upload === 'none' ? 'image-or-pdf' : upload);

async function unfit(ctx: Ctx, attached: readonly Attached[], planned: ReadonlyMap<string, PlannedMaterial>): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { material, name, content } of attached) {
    const wanted = planned.get(material);
    if (!wanted) continue;
    try {
      await ctx.house.files.check(Buffer.from(content, 'base64'), acceptOf(wanted));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push({ path: `materials.${material}`, message: `${name}：${error.detail || error.message}` });
    }
  }
  return faults;
}
