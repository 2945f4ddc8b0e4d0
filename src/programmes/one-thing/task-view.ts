/** What the desk shows of one task, with the case around it. */
import { z } from 'zod';
import { fieldsOn, read, refuse } from '#platform/actions';
import { correctionsOf, eventsOf, findCase, findTask, isOwnCase, tasksOf } from '#platform/cases';
import { licenceOf } from './catalogue/notice.ts';
import { attributesOf, bearersOf, matterOf, openCase } from './kind.ts';
import {
  caseHead,
  correctionShown,
  eventShown,
  formShown,
  head,
  maskAttribute,
  materialShown,
  shownCorrection,
  shownForm,
  shownMaterials,
  shownTask,
  taskShown,
  unitNames,
} from './shown.ts';
import { resultName } from './views.ts';

export const taskView = z.object({
  case: caseHead,
  units: z.record(z.string(), z.string()),
  task: taskShown.extend({
    assignee: z.string().nullable(),
    fromUnit: z.string().nullable(),
    corrections: z.number(),
    secondCorrection: z.string().nullable(),
    cosigns: z.array(z.object({ staff: z.string(), name: z.string(), askedOn: z.string(), agrees: z.boolean().nullable(), opinion: z.string() })),
    checks: z.array(z.object({ check: z.string(), says: z.enum(['pass', 'doubt', 'fail']), why: z.string() })),
    advice: z.enum(['pass', 'doubt', 'fail']).nullable(),
  }),
  matter: z.object({
    plain: z.string(),
    kind: z.string(),
    basis: z.array(z.string()),
    conditions: z.array(z.object({ text: z.string(), tested: z.boolean() })),
    stops: z.array(z.object({ kind: z.string(), text: z.string(), days: z.number() })),
    result: z.string(),
  }),
  answers: z.array(z.object({ ask: z.string(), answer: z.string() })),
  form: formShown,
  materials: z.array(materialShown),
  siblings: z.array(
    taskShown.pick({ id: true, key: true, title: true, unit: true, state: true, outcome: true, after: true, closedOn: true, dueOn: true, light: true }),
  ),
  events: z.array(eventShown),
  corrections: z.array(correctionShown),
  /** What the licence will show, for each person or thing that it is made out to; `value` null: the reviewer types it. */
  result: z.array(
    z.object({
      bearer: z.string(),
      attributes: z.array(z.object({ id: z.string(), label: z.string(), value: z.string().nullable(), required: z.boolean(), sensitive: z.boolean() })),
    }),
  ),
  colleagues: z.array(z.object({ id: z.string(), name: z.string() })),
  ownCase: z.boolean(),
});
export type TaskView = z.infer<typeof taskView>;

/** One screen for the reviewer: the application as this matter needs it, checks, materials, history, what the result will show. */
export const readTask = read({
  name: 'task.page',
  may: 'task.read',
  summary: '一个事项的办理页：申请内容、自动检查、材料、历史',
  input: z.strictObject({ taskId: z.uuid() }),
  output: taskView,
  async do(ctx, { taskId }): Promise<TaskView> {
    if (ctx.actor.kind !== 'staff') throw refuse('forbidden');
    const task = await findTask(ctx, taskId);
    const file = await findCase(ctx, task.caseId);
    const fields = fieldsOn(ctx, { parties: file.parties, units: [task.unit], town: task.town });
    const opened = await openCase(ctx, file);
    const matter = matterOf(opened.version, task.key);
    const mine = fields === 'all';
    // The course of the whole case is every taking unit's business; what is in the others' matters is not.
    const siblings = await ctx.asHouse(ctx => tasksOf(ctx, file.id));
    const colleagues = await ctx.sql<{ id: string; name: string }[]>`
      select distinct s.id, s.name from staff s join staff_role r on r.county = s.county and r.staff = s.id
      where s.county = ${ctx.county} and s.active and r.unit = ${task.unit} and r.role in ('reviewer', 'unit-head') order by s.name`;
    const licence = licenceOf(matter, opened.facts);
    return {
      case: head(file),
      units: await unitNames(ctx),
      task: {
        ...shownTask(ctx, task),
        assignee: task.assignee,
        fromUnit: task.fromUnit,
        corrections: task.corrections,
        secondCorrection: task.secondCorrection,
        cosigns: task.cosigns.map(c => ({ ...c })),
        checks: task.checks,
        advice: task.advice,
      },
      matter: {
        plain: matter.plain,
        kind: matter.kind,
        basis: matter.basis,
        conditions: opened.plan.conditions.filter(c => c.matter === task.key).map(c => ({ text: c.condition.text, tested: c.condition.test !== undefined })),
        stops: matter.stops,
        result: resultName(opened.version.catalogue, matter, opened.facts),
      },
      answers: opened.version.catalogue.questions
        .filter(q => q.id in opened.content.answers)
        .map(q => ({ ask: q.ask, answer: q.options.find(o => o.value === opened.content.answers[q.id])?.label ?? '' })),
      form: mine ? shownForm(opened, { matter: task.key, clear: false }) : [],
      materials: mine ? await shownMaterials(ctx, file, opened, task.key) : [],
      siblings: siblings.map(t => {
        const { id, key, title, unit, state, outcome, after, closedOn, dueOn, light: at } = shownTask(ctx, t);
        return { id, key, title, unit, state, outcome, after, closedOn, dueOn, light: at };
      }),
      events: await eventsOf(ctx, file.id),
      corrections: (await correctionsOf(ctx, file.id)).filter(c => c.taskId === taskId).map(shownCorrection),
      result:
        mine && licence
          ? bearersOf(opened, matter).map(b => ({
              bearer: b.name,
              attributes: attributesOf(opened, matter, b).map(a => ({ ...a, value: a.sensitive && a.value ? maskAttribute(a.value) : a.value })),
            }))
          : [],
      colleagues: [...colleagues],
      ownCase: await isOwnCase(ctx, file),
    };
  },
});
