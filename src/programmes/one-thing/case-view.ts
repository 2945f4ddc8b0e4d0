/** What the pages of a case show: to whom it belongs, and to those who work on it. */
import { z } from 'zod';
import { type Ctx, fieldsOn, read } from '#platform/actions';
import { correctionsOf, eventsOf, findCase, type TaskRow, tasksOf } from '#platform/cases';
import { isValid, licencesOf, licencesOfCase } from '#platform/licences';
import { holdersOf } from './application.ts';
import { materialsOfCase, type OpenedCase, openCase } from './kind.ts';
import {
  caseHead,
  correctionShown,
  eventShown,
  formShown,
  head,
  licenceShown,
  materialShown,
  shownCorrection,
  shownForm,
  shownLicence,
  shownMaterials,
  shownTask,
  taskShown,
  unitNames,
  valuesSchema,
} from './shown.ts';
import { groupView, viewGroups } from './views.ts';

/** The form with its values, and how materials can be given. */
export const answerableView = z.object({
  groups: z.array(groupView),
  values: valuesSchema,
  rows: z.record(z.string(), z.array(valuesSchema)),
  materials: z.record(z.string(), z.object({ upload: z.string(), hint: z.string().optional(), licences: z.array(licenceShown) })),
});
export type Answerable = z.infer<typeof answerableView>;

export const caseView = z.object({
  case: caseHead,
  units: z.record(z.string(), z.string()),
  /** Where paper goes by post; for the applicant and for those who send it. */
  postTo: z.object({ receiver: z.string(), address: z.string(), phone: z.string() }).nullable(),
  tasks: z.array(taskShown),
  events: z.array(eventShown),
  corrections: z.array(correctionShown),
  form: formShown.nullable(),
  materials: z.array(materialShown).nullable(),
  licences: z.array(licenceShown),
  /** For the applicant while something waits for an answer. */
  answerable: answerableView.nullable(),
  rating: z.object({ grade: z.number(), comment: z.string(), givenOn: z.string() }).nullable(),
  duties: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      kindTitle: z.string(),
      /** Working days to answer. */
      days: z.number(),
      title: z.string(),
      body: z.string(),
      state: z.string(),
      answer: z.string().nullable(),
      answeredOn: z.string().nullable(),
    }),
  ),
});
export type CaseView = z.infer<typeof caseView>;

/** Corrections and events inside the unit (会签, 分派) are not the applicant's. */
const inward = new Set(['take', 'ask-cosign', 'cosign', 'allow-second']);

/** What an answer to a correction, or a material handed in later, is made of. Null: nothing waits. */
export async function answerable(ctx: Ctx, { file, plan, content }: OpenedCase, tasks: readonly TaskRow[]): Promise<Answerable | null> {
  const owed = (await materialsOfCase(ctx, file.id)).some(m => m.state === 'owed' && m.way === 'follow');
  if (!owed && !tasks.some(t => t.state === 'correcting')) return null;
  const types = plan.materials.flatMap(m => m.material.licence ?? []);
  const licences = types.length > 0 ? (await ctx.asHouse(ctx => licencesOf(ctx, holdersOf(file), types))).filter(l => isValid(l, ctx.today)) : [];
  return {
    groups: viewGroups(plan),
    values: content.values,
    rows: content.rows,
    materials: Object.fromEntries(
      plan.materials.map(({ material: m }) => [
        m.id,
        { upload: m.upload, ...(m.hint ? { hint: m.hint } : {}), licences: licences.filter(l => l.type === m.licence).map(shownLicence) },
      ]),
    ),
  };
}

export const readCase = read({
  name: 'case.read',
  may: 'case.read',
  summary: '一个办件：进度、补正、结果；申请人看全部，其他人按权限看',
  input: z.strictObject({ caseId: z.uuid() }),
  output: caseView,
  async do(ctx, { caseId }): Promise<CaseView> {
    const file = await findCase(ctx, caseId);
    const fields = fieldsOn(ctx, file);
    const opened = await openCase(ctx, file);
    const all = fields === 'all';
    const { delivery } = opened.content;
    const sends = all || ctx.house.permissions.on(ctx.actor, 'task.deliver', { parties: file.parties, units: file.units }) !== null;
    const [tasks, events, corrections, licences, rating, duties] = [
      await tasksOf(ctx, caseId),
      await eventsOf(ctx, caseId),
      await correctionsOf(ctx, caseId),
      all ? await licencesOfCase(ctx, caseId) : [],
      await ctx.sql<
        { grade: number; comment: string; givenOn: string }[]
      >`select grade, comment, given_on from rating where county = ${ctx.county} and case_id = ${caseId}`,
      await ctx.sql<
        Omit<CaseView['duties'][number], 'kindTitle' | 'days'>[]
      >`select id, number, kind, title, body, state, answer, answered_on from duty where county = ${ctx.county} and case_id = ${caseId} order by opened_on`,
    ];
    return {
      case: head(file),
      units: await unitNames(ctx),
      postTo: sends && delivery.way === 'post' ? { receiver: delivery.receiver ?? '', address: delivery.address ?? '', phone: delivery.phone ?? '' } : null,
      tasks: tasks.map(t => shownTask(ctx, t)),
      events: events.filter(e => !(ctx.actor.kind === 'person' && inward.has(e.kind))),
      corrections: corrections.map(shownCorrection),
      form: all ? shownForm(opened, { clear: true }) : null,
      materials: all ? await shownMaterials(ctx, file, opened) : null,
      licences: licences.map(shownLicence),
      answerable: all && ctx.actor.kind === 'person' ? await answerable(ctx, opened, tasks) : null,
      rating: rating[0] ?? null,
      duties: duties.map(d => ({ ...d, kindTitle: ctx.house.duties[d.kind]!.title, days: ctx.house.duties[d.kind]!.days })),
    };
  },
});
