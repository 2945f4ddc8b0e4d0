/** What pages of applications, cases and tasks show alike: shapes, and how they are filled, with sensitive values masked. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';
import { type CaseFile, type Correction, daysLeft, deadlines, light, type TaskRow } from '#platform/cases';
import { filesOf } from '#platform/files';
import { findLicences, type Licence, viewLicence } from '#platform/licences';
import { maskBankAccount, maskIdentity, maskPhone } from '#platform/validators';
import type { Field } from './catalogue/schema.ts';
import type { Value, Values } from './forms.ts';
import { foundPlace, materialsOfCase, type OpenedCase, shownValue } from './kind.ts';
import type { Found } from './registers.ts';

export const fileShown = z.object({ id: z.string(), name: z.string(), type: z.string(), size: z.number() });
export const licenceShown = z.object({
  id: z.string(),
  typeName: z.string(),
  number: z.string(),
  bearerName: z.string(),
  issuedOn: z.string(),
  validUntil: z.string().nullable(),
});
export const shownLicence = (l: Licence) => ({
  id: l.id,
  typeName: l.typeName,
  number: l.number,
  bearerName: l.bearerName,
  issuedOn: l.issuedOn,
  validUntil: l.validUntil,
});

const valueSchema = z.union([z.string(), z.array(z.string())]);
export const valuesSchema = z.record(z.string(), valueSchema);

export const taskShown = z.object({
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

export const shownTask = (ctx: Ctx, t: TaskRow): TaskShown => ({
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

export const eventShown = z.object({
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

export const correctionShown = z.object({
  id: z.string(),
  taskId: z.string(),
  items: z.array(z.object({ kind: z.enum(['field', 'material', 'other']), id: z.string().optional(), what: z.string() })),
  askedOn: z.string(),
  askedByName: z.string(),
  answeredOn: z.string().nullable(),
  note: z.string().nullable(),
});

export const shownCorrection = (c: Correction): z.infer<typeof correctionShown> => ({
  id: c.id,
  taskId: c.taskId,
  items: c.items,
  askedOn: c.askedOn,
  askedByName: c.askedByName,
  answeredOn: c.answeredOn,
  note: c.answer?.note ?? null,
});

/** A sensitive attribute of a licence as reviewers see it. */
export const maskAttribute = (value: string) => (value.length <= 6 ? '****' : `${value.slice(0, 3)}****${value.slice(-3)}`);

export const materialShown = z.object({
  id: z.string(),
  name: z.string(),
  wantedBy: z.array(z.string()),
  way: z.string(),
  state: z.enum(['given', 'owed']),
  givenOn: z.string().nullable(),
  licence: licenceShown.extend({ attributes: z.array(z.object({ label: z.string(), value: z.string() })), valid: z.boolean() }).nullable(),
  register: z.string().nullable(),
  /** What the register said, and when; an agent reads that it was asked, not what came. */
  found: z.object({ from: z.string(), at: z.string(), lines: z.array(z.object({ name: z.string(), value: z.string() })) }).nullable(),
  files: z.array(fileShown),
});

export const caseHead = z.object({
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
export const head = (f: CaseFile) => ({
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

export const formShown = z.array(
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
    // What somebody died of in three characters says too much or nothing: words are read whole or not at all.
    case 'text':
    case 'textarea':
      return '已填，没有显示';
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
export function shownForm(opened: OpenedCase, options: { matter?: string; clear: boolean }): FormShown {
  const text = (fieldId: string, value: Value | undefined) =>
    (Array.isArray(value) ? value : [value ?? '']).map(v => shownValue(opened.plan, fieldId, v)).join('、');
  return opened.plan.groups
    .map(({ group, fields }) => {
      const own = fields.filter(f => !options.matter || f.wantedBy.includes(options.matter));
      const line = (row: Values, path: string) =>
        own.map(({ field, wantedBy }) => {
          const value = text(field.id, row[field.id]);
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

export async function shownMaterials(ctx: Ctx, file: CaseFile, opened: OpenedCase, only?: string) {
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
      found: r.foundSealed ? foundIn(ctx, file, r.material, r.foundSealed) : null,
      files: files.filter(f => r.fileIds.includes(f.id)).map(({ id, name, type: t, size }) => ({ id, name, type: t, size })),
    };
  });
}

function foundIn(ctx: Ctx, file: CaseFile, material: string, sealed: string): Pick<Found, 'from' | 'at' | 'lines'> {
  const { from, at, lines } = JSON.parse(ctx.vault.open(ctx.county, foundPlace(file.id, material), sealed)) as Found;
  const may = ctx.actor.kind === 'staff' || file.principalKind === 'firm' || ctx.actor.id === file.principal;
  return { from, at, lines: may ? lines : [] };
}

export async function unitNames(ctx: Ctx): Promise<Record<string, string>> {
  const rows = await ctx.sql<{ id: string; name: string }[]>`select id, name from unit where county = ${ctx.county}`;
  return Object.fromEntries(rows.map(r => [r.id, r.name]));
}
