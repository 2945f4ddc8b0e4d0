/** What applicants, clerks and helpers do: start, fill in, discard. Handing in is in submit.ts, what comes afterwards in supplying.ts. */
import { z } from 'zod';
import { action, type Ctx, read, refusals, refuse } from '#platform/actions';
import { shareFiles } from '#platform/files';
import { type Principal, partiesOf, principalsOf } from '#platform/identity';
import {
  type Application,
  type Content,
  deliveryInput,
  draftsOf,
  emptyContent,
  findApplication,
  type GivenMaterial,
  insertApplication,
  materialInput,
  ownFiles,
  rowsInput,
  saveApplication,
  valuesInput,
  work,
} from './application.ts';
import { type ApplicationView, applicationView, viewApplication } from './application-view.ts';
import type { Thing } from './catalogue/schema.ts';
import { currentVersion, factsOf, thingOf } from './catalogue/versions.ts';
import { openedBy } from './opened.ts';

export const refuseApplication = refusals({
  'not-yours': [403, '您还不能以这个名义申请，请先取得委托'],
  'wrong-principal': [422, '这件事要以企业的名义申请'],
  'not-draft': [409, '这份申请已经提交，不能再改'],
  'wrong-principal-person': [422, '这件事要以个人的名义申请'],
});

export const answersInput = z.record(z.string().max(60), z.string().max(60));

/** Who applies in whose name: a resident for itself or a principal, or a clerk for the person at the window. */
const makeInput = z.strictObject({
  thing: z.number().int(),
  answers: answersInput.default({}),
  principal: z.strictObject({ kind: z.enum(['person', 'firm']), id: z.uuid() }).optional(),
  /** At the window: the person who is there, found by `window.person`. */
  applicant: z.uuid().optional(),
  /** At the window: the clerk's scan of the applicant's code. Without it the applicant's card is on the table. */
  scan: z.uuid().optional(),
});

export const makeApplication = action({
  name: 'application.make',
  may: 'application.make',
  creates: true,
  summary: '开始一份申请（草稿）',
  input: makeInput,
  output: z.object({ id: z.string() }),
  async do(ctx, input) {
    const version = await currentVersion(ctx);
    const thing = thingOf(version, input.thing);
    factsOf(version, thing, input.answers);
    const staff = ctx.actor.kind === 'staff';
    const applicant = staff ? input.applicant : ctx.actor.id;
    if (!applicant) throw refuse('input', { faults: [{ path: 'applicant', message: '请先查找来办事的人' }] });
    const principal = await principalFor(ctx, thing, applicant, input.principal);
    const id = crypto.randomUUID();
    await insertApplication(ctx, {
      id,
      thing: thing.no,
      definition: version.version,
      applicant,
      principalKind: principal.kind,
      principal: principal.id,
      principalName: principal.name,
      clerk: staff ? ctx.actor.id : null,
      opened: staff && input.scan ? await openedBy(ctx, input.scan, [applicant]) : null,
      parties: partiesOf(principal.id, String(thing.no)),
      content: emptyContent(input.answers),
    });
    ctx.record({ subject: `application:${id}`, detail: { thing: thing.no, principal: principal.id } });
    return { id };
  },
});

/** In whose name this person applies; absent, the first that the thing allows. */
export async function principalFor(ctx: Ctx, thing: Thing, applicant: string, wanted?: Pick<Principal, 'kind' | 'id'>): Promise<Principal> {
  const mine = await ctx.asHouse(ctx => principalsOf(ctx, applicant));
  const principal = wanted
    ? mine.find(p => p.kind === wanted.kind && p.id === wanted.id)
    : mine.find(p => (thing.principal === 'firm' ? p.kind === 'firm' : p.basis === 'self'));
  if (!principal)
    throw thing.principal === 'firm' && !wanted ? refuseApplication('wrong-principal', '您名下没有企业，也没有企业委托您办事') : refuseApplication('not-yours');
  if (thing.principal === 'firm' && principal.kind !== 'firm') throw refuseApplication('wrong-principal');
  if (thing.principal === 'person' && principal.kind !== 'person') throw refuseApplication('wrong-principal-person');
  if (principal.things && !principal.things.includes(thing.no)) throw refuseApplication('not-yours', `委托书没有包括“${thing.name}”`);
  return principal;
}

export const readApplication = read({
  name: 'application.read',
  may: 'application.read',
  summary: '一份申请：问题、表单、材料、已有的信息、还缺什么',
  input: z.strictObject({ applicationId: z.uuid() }),
  output: applicationView,
  async do(ctx, { applicationId }): Promise<ApplicationView> {
    return viewApplication(ctx, await work(ctx, await findApplication(ctx, applicationId)));
  },
});

export const listApplications = read({
  name: 'application.list',
  may: 'application.read',
  summary: '没有提交的草稿',
  input: z.strictObject({}),
  output: z.object({ items: z.array(z.object({ id: z.string(), thing: z.number(), name: z.string(), principalName: z.string(), changedAt: z.string() })) }),
  async do(ctx) {
    const version = await currentVersion(ctx);
    const drafts = await draftsOf(ctx);
    return {
      items: drafts.map(d => ({
        id: d.id,
        thing: d.thing,
        name: version.byNo.get(d.thing)?.name ?? '',
        principalName: d.principalName,
        changedAt: d.changedAt,
      })),
    };
  },
});

async function draft(ctx: Ctx, id: string, version: number): Promise<Application> {
  const application = await findApplication(ctx, id, true);
  if (application.state !== 'draft') throw refuseApplication('not-draft');
  if (application.version !== version)
    throw refuse('changed', { detail: '这份申请在另一个窗口或设备上改过。刷新后可以看到那边填写的内容。', data: { version: application.version } });
  return application;
}

/** Saves as typed: whatever is sent is kept, right or wrong; handing in is where it has to be right. */
export const editApplication = action({
  name: 'application.edit',
  may: 'application.edit',
  summary: '保存填写的内容；没有填对也会保存',
  input: z.strictObject({
    applicationId: z.uuid(),
    version: z.number().int().positive(),
    answers: answersInput.optional(),
    values: valuesInput.optional(),
    rows: rowsInput.optional(),
    materials: z.record(z.string().max(80), materialInput.nullable()).optional(),
    consent: z.boolean().optional(),
    delivery: deliveryInput.optional(),
  }),
  output: z.object({ version: z.number(), changedAt: z.string() }),
  async do(ctx, { applicationId, version, answers, values, rows, materials, consent, delivery }) {
    const application = await draft(ctx, applicationId, version);
    const { content } = application;
    for (const given of Object.values(materials ?? {})) if (given) await ownFiles(ctx, given);
    const chosen: Record<string, GivenMaterial> = { ...content.materials };
    for (const [id, given] of Object.entries(materials ?? {})) {
      if (given) chosen[id] = given;
      else delete chosen[id];
    }
    const next: Content = {
      answers: answers ?? content.answers,
      values: { ...content.values, ...values },
      rows: { ...content.rows, ...rows },
      materials: chosen,
      consent: consent ?? content.consent,
      delivery: delivery ?? content.delivery,
    };
    const current = await currentVersion(ctx);
    if (answers) factsOf(current, thingOf(current, application.thing), answers);
    await Promise.all([
      saveApplication(ctx, application, { content: next, definition: current.version }),
      // Another device or another agent of the principal may go on with it; a clerk's draft is the clerk's.
      application.clerk
        ? undefined
        : shareFiles(
            ctx,
            Object.values(materials ?? {}).flatMap(m => m?.files ?? []),
            application.parties,
            [],
          ),
    ]);
    ctx.record({ subject: `application:${applicationId}`, detail: { changed: Object.keys({ ...values, ...rows, ...materials }) } });
    return { version: application.version + 1, changedAt: ctx.now };
  },
});

export const discardApplication = action({
  name: 'application.discard',
  may: 'application.discard',
  summary: '放弃一份草稿',
  input: z.strictObject({ applicationId: z.uuid(), version: z.number().int().positive() }),
  async do(ctx, { applicationId, version }) {
    const application = await draft(ctx, applicationId, version);
    await saveApplication(ctx, application, { state: 'discarded' });
    ctx.record({ subject: `application:${applicationId}` });
  },
});

/** For whom the signed-in person may act. */
export const myPrincipals = read({
  name: 'mandate.principals',
  may: 'mandate.read',
  summary: '我可以以谁的名义办事',
  input: z.strictObject({}),
  async do(ctx) {
    if (ctx.actor.kind !== 'person') throw refuse('forbidden');
    const { id } = ctx.actor;
    // A firm that is not open to the agent beyond some things is named all the same.
    return { items: await ctx.asHouse(ctx => principalsOf(ctx, id)) };
  },
});
