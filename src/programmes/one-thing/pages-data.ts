/** What the pages of applications and cases show: shapes and how they are filled, with sensitive values masked. */
import { z } from 'zod';
import { type Ctx, fieldsOn, read, refuse } from '#platform/actions';
import { type CaseFile, correctionsOf, daysLeft, deadlines, eventsOf, findCase, findTask, isOwnCase, light, type TaskRow, tasksOf } from '#platform/cases';
import { filesOf } from '#platform/files';
import { findLicences, isValid, type Licence, licencesOf, licencesOfCase, viewLicence } from '#platform/licences';
import { maskBankAccount, maskIdentity, maskPhone } from '#platform/validators';
import { holdersOf, type Worked } from './application.ts';
import { licenceOf } from './catalogue/notice.ts';
import type { Field } from './catalogue/schema.ts';
import { nextQuestion } from './catalogue/situations.ts';
import { thingOf } from './catalogue/versions.ts';
import type { Value, Values } from './forms.ts';
import { attributesOf, bearersOf, materialsOfCase, matterOf, type OpenedCase, openCase, shownValue } from './kind.ts';
import { groupView, noticeView, resultName, viewGroups, viewNotice } from './views.ts';

const fileShown = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() });
const licenceShown = z.object({
  id: z.string(),
  typeName: z.string(),
  number: z.string(),
  bearerName: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
});
const shownLicence = (l: Licence) => ({
  id: l.id,
  typeName: l.typeName,
  number: l.number,
  bearerName: l.bearerName,
  issuedOn: l.issuedOn,
  validUntil: l.validUntil,
});

const valueSchema = z.union([z.string(), z.array(z.string())]);
const valuesSchema = z.record(z.string(), valueSchema);

export const applicationView = z.object({
  id: z.string(),
  version: z.number(),
  state: z.enum(['draft', 'submitted', 'discarded']),
  caseId: z.string().nullable(),
  thing: z.object({ no: z.number(), name: z.string() }),
  /** The catalogue has changed since the last save. */
  outdated: z.boolean(),
  principal: z.object({ kind: z.enum(['person', 'firm']), id: z.string(), name: z.string(), status: z.string() }),
  applicantName: z.string(),
  answers: z.record(z.string(), z.string()),
  /** The next open question, when the answers no longer settle the situation. */
  question: z.string().nullable(),
  notice: noticeView.nullable(),
  values: valuesSchema,
  rows: z.record(z.string(), z.array(valuesSchema)),
  /** Where values are from; a locked one cannot be changed here. */
  prefilled: z.record(z.string(), z.object({ value: z.string(), from: z.string(), locked: z.boolean() })),
  materials: z.record(
    z.string(),
    z.object({
      way: z.enum(['result', 'wallet', 'query', 'declare', 'upload', 'follow']).nullable(),
      /** What the applicant chose, even where it is not done yet. */
      chosen: z.enum(['wallet', 'query', 'declare', 'upload', 'follow']).nullable(),
      licences: z.array(licenceShown),
      licence: z.string().nullable(),
      register: z.string().nullable(),
      files: z.array(fileShown),
      units: z.array(z.string()),
    }),
  ),
  consent: z.boolean(),
  delivery: z.object({
    way: z.enum(['electronic', 'window', 'post']),
    address: z.string().optional(),
    receiver: z.string().optional(),
    phone: z.string().optional(),
  }),
  faults: z.array(z.object({ path: z.string(), message: z.string() })),
  /** The conditions of the situation with their tests, so that the page can say at once what the server would say. */
  rules: z.array(
    z.object({ matter: z.string(), condition: z.object({ text: z.string(), otherwise: z.enum(['refuse', 'doubt']), test: z.unknown().optional() }) }),
  ),
  known: z.object({ firmStatus: z.enum(['active', 'abnormal', 'struck-off', 'cancelled']).optional(), local: z.boolean().optional() }),
  changedAt: z.string(),
});
export type ApplicationView = z.infer<typeof applicationView>;

export async function viewApplication(ctx: Ctx, w: Worked): Promise<ApplicationView> {
  const { application: a, version, plan } = w;
  const thing = thingOf(version, a.thing);
  const files = await filesOf(
    ctx,
    Object.values(a.content.materials).flatMap(m => m.files ?? []),
  );
  const departments = new Map(version.catalogue.departments.map(d => [d.id, d.short]));
  return {
    id: a.id,
    version: a.version,
    state: a.state,
    caseId: a.caseId,
    thing: { no: thing.no, name: thing.name },
    outdated: a.definition !== version.version,
    principal: { kind: a.principalKind, id: a.principal, name: a.principalName, status: w.around.firm?.status ?? w.around.person?.status ?? 'alive' },
    applicantName: w.around.applicant.name,
    answers: a.content.answers,
    question: nextQuestion(version.catalogue, thing, a.content.answers)?.id ?? null,
    notice: plan ? viewNotice(version, thing, a.content.answers, plan) : null,
    values: w.data.values,
    rows: w.data.rows,
    prefilled: w.prefilled,
    materials: Object.fromEntries(
      w.materials.map(m => [
        m.planned.material.id,
        {
          way: m.way,
          chosen: m.given?.way ?? null,
          licences: m.licences.map(shownLicence),
          licence: m.way === 'wallet' ? (m.licences.find(l => l.id === m.given?.licence) ?? m.licences[0])!.id : null,
          register: m.register.proven ? m.register.says : null,
          files: files.filter(f => m.given?.files?.includes(f.id)).map(({ id, name, type, size }) => ({ id, name, type, size })),
          units: [
            ...new Set(
              plan!.matters.filter(p => m.planned.wantedBy.includes(p.matter.id)).map(p => departments.get(p.matter.department) ?? p.matter.department),
            ),
          ],
        },
      ]),
    ),
    consent: a.content.consent,
    delivery: a.content.delivery,
    faults: w.faults,
    rules:
      plan?.conditions.map(({ matter, condition: { text, otherwise, test } }) => ({ matter, condition: { text, otherwise, ...(test ? { test } : {}) } })) ?? [],
    known: w.around.known,
    changedAt: a.changedAt,
  };
}

const taskShown = z.object({
  id: z.string(),
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  state: z.string(),
  outcome: z.enum(['approved', 'refused']).nullable(),
  after: z.array(z.string()),
  light: z.enum(['green', 'yellow', 'red', 'stopped', 'none']),
  readyOn: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  tacit: z.boolean(),
  closedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  /** Working days until it is due, below 0 when it is overdue. */
  daysLeft: z.number().nullable(),
  legalDueOn: z.string().nullable(),
  promisedDays: z.number(),
  legalDays: z.number().nullable(),
  extendedDays: z.number(),
  stops: z.array(z.object({ kind: z.string(), from: z.string(), to: z.string().nullable(), reason: z.string(), expectedDays: z.number().optional() })),
  decision: z.object({ reason: z.string(), basis: z.string(), remedy: z.string(), byName: z.string() }).nullable(),
  because: z.string().nullable(),
  version: z.number(),
});
export type TaskShown = z.infer<typeof taskShown>;

const shownTask = (ctx: Ctx, t: TaskRow): TaskShown => ({
  id: t.id,
  key: t.key,
  title: t.title,
  unit: t.unit,
  state: t.state,
  outcome: t.outcome,
  after: [...t.after],
  light: light({ state: t.state, ...deadlines(t, ctx.calendar) }, ctx.today),
  readyOn: t.readyOn,
  acceptedOn: t.acceptedOn,
  tacit: t.tacit,
  closedOn: t.closedOn,
  dueOn: t.dueOn,
  daysLeft: daysLeft(ctx.calendar, t.dueOn, ctx.today),
  legalDueOn: t.legalDueOn,
  promisedDays: t.promisedDays,
  legalDays: t.legalDays,
  extendedDays: t.extendedDays,
  stops: t.stops.map(s => ({ ...s })),
  decision: t.decision ? { reason: t.decision.reason, basis: t.decision.basis, remedy: t.decision.remedy, byName: t.decision.byName } : null,
  because: t.because,
  version: t.version,
});

const eventShown = z.object({
  seq: z.number(),
  taskId: z.string().nullable(),
  kind: z.string(),
  at: z.string(),
  day: z.string(),
  actorKind: z.string(),
  actorName: z.string(),
  unit: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
});

const correctionShown = z.object({
  id: z.string(),
  taskId: z.string(),
  items: z.array(z.object({ kind: z.enum(['field', 'material', 'other']), id: z.string().optional(), what: z.string() })),
  askedOn: z.string(),
  askedByName: z.string(),
  answeredOn: z.string().nullable(),
  note: z.string().nullable(),
});

/** A sensitive attribute of a licence as reviewers see it. */
const maskAttribute = (value: string) => (value.length <= 6 ? '****' : `${value.slice(0, 3)}****${value.slice(-3)}`);

const materialShown = z.object({
  id: z.string(),
  name: z.string(),
  wantedBy: z.array(z.string()),
  way: z.string(),
  state: z.enum(['given', 'owed']),
  givenOn: z.string().nullable(),
  licence: licenceShown.extend({ attributes: z.array(z.object({ label: z.string(), value: z.string() })), valid: z.boolean() }).nullable(),
  register: z.string().nullable(),
  files: z.array(fileShown),
});

const caseHead = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  subject: z.string(),
  state: z.enum(['open', 'finished', 'withdrawn']),
  principalKind: z.enum(['person', 'firm']),
  principalName: z.string(),
  applicantName: z.string(),
  channel: z.string(),
  delivery: z.string(),
  town: z.string().nullable(),
  filedAt: z.string(),
  filedOn: z.string(),
  finishedOn: z.string().nullable(),
});
const head = (f: CaseFile) => ({
  id: f.id,
  number: f.number,
  title: f.title,
  subject: f.subject,
  state: f.state,
  principalKind: f.principalKind,
  principalName: f.principalName,
  applicantName: f.applicantName,
  channel: f.channel,
  delivery: f.delivery,
  town: f.town,
  filedAt: f.filedAt,
  filedOn: f.filedOn,
  finishedOn: f.finishedOn,
});

const formShown = z.array(
  z.object({
    id: z.string(),
    label: z.string(),
    rows: z.array(
      z.array(z.object({ id: z.string(), path: z.string(), label: z.string(), value: z.string(), sensitive: z.boolean(), wantedBy: z.array(z.string()) })),
    ),
  }),
);
export type FormShown = z.infer<typeof formShown>;

/** A sensitive value as lists and reviewers see it. */
export function maskValue(field: Field, value: string): string {
  if (!field.sensitive || value === '') return value;
  switch (field.type) {
    case 'identity-number':
      return maskIdentity(value);
    case 'phone':
      return maskPhone(value);
    case 'bank-account':
      return maskBankAccount(value);
    default:
      return value.length <= 2 ? '**' : `${value[0]}${'*'.repeat(Math.min(value.length - 2, 6))}${value.at(-1)}`;
  }
}

/** A number without what it counts is no answer: 96.5 平方米. */
function measured({ type, unit }: Field, value: string): string {
  const what = type === 'money' ? '元' : unit;
  return value && what ? `${value} ${what}` : value;
}

/** The form in words; `matter` limits it to what one matter asks, `clear` shows sensitive values (the applicant's own). */
function shownForm(opened: OpenedCase, options: { matter?: string; clear: boolean }): FormShown {
  const text = (fieldId: string, value: Value | undefined) =>
    (Array.isArray(value) ? value : [value ?? '']).map(v => shownValue(opened.plan, fieldId, v)).join('、');
  return opened.plan.groups
    .map(({ group, fields }) => {
      const own = fields.filter(f => !options.matter || f.wantedBy.includes(options.matter));
      const line = (row: Values, path: string) =>
        own.map(({ field, wantedBy }) => {
          const plain = text(field.id, row[field.id]);
          const unit = field.type === 'money' ? '元' : field.unit;
          const value = plain && unit ? `${plain} ${unit}` : plain;
          return {
            id: field.id,
            path: `${path}.${field.id}`,
            label: field.label,
            value: measured(field, options.clear ? value : maskValue(field, value)),
            sensitive: field.sensitive,
            wantedBy,
          };
        });
      const rows = group.repeat
        ? (opened.content.rows[group.id] ?? []).map((r, i) => line(r, `rows.${group.id}.${i}`))
        : [line(opened.content.values, 'values')];
      return { id: group.id, label: group.label, rows: own.length > 0 ? rows : [] };
    })
    .filter(g => g.rows.length > 0);
}

async function shownMaterials(ctx: Ctx, file: CaseFile, opened: OpenedCase, only?: string) {
  const rows = (await materialsOfCase(ctx, file.id)).filter(r => !only || r.wantedBy.includes(only));
  // The consent of the application covers these licences and files for the units that want them.
  const [licences, files] = await ctx.asHouse(async ctx => [
    await findLicences(
      ctx,
      rows.flatMap(r => r.licenceId ?? []),
    ),
    await filesOf(
      ctx,
      rows.flatMap(r => r.fileIds),
    ),
  ]);
  return rows.map(r => {
    const licence = licences.find(l => l.id === r.licenceId);
    const type = licence ? opened.version.catalogue.licences.find(t => t.id === licence.type) : undefined;
    return {
      id: r.material,
      name: r.name,
      wantedBy: r.wantedBy,
      way: r.way,
      state: r.state,
      givenOn: r.givenOn,
      licence: licence
        ? {
            ...shownLicence(licence),
            valid: viewLicence(licence, ctx.today).state === 'valid',
            attributes: Object.entries(licence.attributes).map(([id, value]) => {
              const attribute = type?.attributes.find(a => a.id === id);
              return { label: attribute?.label ?? id, value: attribute?.sensitive ? maskAttribute(value) : value };
            }),
          }
        : null,
      register: r.way === 'query' ? (opened.version.catalogue.materials.find(m => m.id === r.material)?.query ?? null) : null,
      files: files.filter(f => r.fileIds.includes(f.id)).map(({ id, name, type: t, size }) => ({ id, name, type: t, size })),
    };
  });
}

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
  /** For the applicant while something waits for an answer: the form with its values, and how materials can be given. */
  answerable: z
    .object({
      groups: z.array(groupView),
      values: valuesSchema,
      rows: z.record(z.string(), z.array(valuesSchema)),
      materials: z.record(z.string(), z.object({ upload: z.string(), hint: z.string().optional(), licences: z.array(licenceShown) })),
    })
    .nullable(),
  rating: z.object({ grade: z.number(), comment: z.string(), givenOn: z.string() }).nullable(),
  duties: z.array(
    z.object({
      id: z.string(),
      number: z.string(),
      kind: z.string(),
      title: z.string(),
      body: z.string(),
      state: z.string(),
      answer: z.string().nullable(),
      answeredOn: z.string().nullable(),
    }),
  ),
});
export type CaseView = z.infer<typeof caseView>;

async function unitNames(ctx: Ctx): Promise<Record<string, string>> {
  const rows = await ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county}`;
  return Object.fromEntries(rows.map(r => [r.id, r.name]));
}

/** Corrections and events inside the unit (会签, 分派) are not the applicant's. */
const inward = new Set(['take', 'ask-cosign', 'cosign', 'allow-second']);

/** What an answer to a correction, or a material handed in later, is made of. */
async function answerable(ctx: Ctx, { file, plan, content }: OpenedCase, tasks: readonly TaskRow[]): Promise<CaseView['answerable']> {
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
        CaseView['duties']
      >`select id, number, kind, title, body, state, answer, answered_on from duty where county = ${ctx.county} and case_id = ${caseId} order by opened_on`,
    ];
    return {
      case: head(file),
      units: await unitNames(ctx),
      postTo: sends && delivery.way === 'post' ? { receiver: delivery.receiver ?? '', address: delivery.address ?? '', phone: delivery.phone ?? '' } : null,
      tasks: tasks.map(t => shownTask(ctx, t)),
      events: events.filter(e => !(ctx.actor.kind === 'person' && inward.has(e.kind))),
      corrections: corrections.map(c => ({
        id: c.id,
        taskId: c.taskId,
        items: c.items,
        askedOn: c.askedOn,
        askedByName: c.askedByName,
        answeredOn: c.answeredOn,
        note: c.answer?.note ?? null,
      })),
      form: all ? shownForm(opened, { clear: true }) : null,
      materials: all ? await shownMaterials(ctx, file, opened) : null,
      licences: licences.map(shownLicence),
      answerable: all && ctx.actor.kind === 'person' ? await answerable(ctx, opened, tasks) : null,
      rating: rating[0] ?? null,
      duties: [...duties],
    };
  },
});

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
      corrections: (await correctionsOf(ctx, file.id))
        .filter(c => c.taskId === taskId)
        .map(c => ({
          id: c.id,
          taskId: c.taskId,
          items: c.items,
          askedOn: c.askedOn,
          askedByName: c.askedByName,
          answeredOn: c.answeredOn,
          note: c.answer?.note ?? null,
        })),
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
