/** What the pages of an application show before it is handed in. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';
import { filesOf } from '#platform/files';
import type { MaterialNow, Worked } from './application.ts';
import { nextQuestion } from './catalogue/situations.ts';
import { thingOf } from './catalogue/versions.ts';
import { unitFor } from './giving.ts';
import { fileShown, licenceShown, shownLicence, valuesSchema } from './shown.ts';
import { noticeView, viewNotice } from './views.ts';

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
  /** At the window, by a code: only what its owner opened is used. */
  byCode: z.boolean(),
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
      /** What another's register says in its place; the lines are for the principal only. */
      found: z.object({ from: z.string(), at: z.string(), lines: z.array(z.object({ name: z.string(), value: z.string() })) }).nullable(),
      /** What can be asked of whom instead of handing it in. */
      ask: z
        .object({ name: z.string(), provider: z.string(), fields: z.array(z.string()), basis: z.string(), consentNeeded: z.boolean(), unit: z.string() })
        .nullable(),
      /** What was asked without success. */
      tried: z.object({ provider: z.string(), service: z.string(), at: z.string(), why: z.string().nullable(), asking: z.boolean() }).nullable(),
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

function asked({ register }: MaterialNow, mine: boolean, unit: string): Pick<ApplicationView['materials'][string], 'found' | 'ask' | 'tried'> {
  if (register.spared) {
    const found = register.found?.query ? register.found : null;
    return { found: found && { from: found.from, at: found.at, lines: mine ? found.lines : [] }, ask: null, tried: null };
  }
  const { ask, tried } = register;
  return {
    found: null,
    ask: ask && { name: ask.name, provider: ask.provider, fields: ask.fields, basis: ask.basis, consentNeeded: ask.consentNeeded, unit },
    // What another's answer says is the principal's to read.
    tried: tried && {
      provider: tried.provider,
      service: tried.service,
      at: tried.at,
      why: tried.state === 'answered' && !mine ? '查到的内容不能代替这份材料' : tried.why,
      asking: tried.state === 'asking',
    },
  };
}

export async function viewApplication(ctx: Ctx, w: Worked): Promise<ApplicationView> {
  const { application: a, version, plan } = w;
  const thing = thingOf(version, a.thing);
  const files = await filesOf(
    ctx,
    Object.values(a.content.materials).flatMap(m => m.files ?? []),
  );
  const departments = new Map(version.catalogue.departments.map(d => [d.id, d.short]));
  const mine = a.principalKind === 'firm' || ctx.actor.id === a.principal;
  return {
    id: a.id,
    version: a.version,
    state: a.state,
    caseId: a.caseId,
    thing: { no: thing.no, name: thing.name },
    outdated: a.definition !== version.version,
    principal: { kind: a.principalKind, id: a.principal, name: a.principalName, status: w.around.firm?.status ?? w.around.person?.status ?? 'alive' },
    applicantName: w.around.applicant.name,
    byCode: a.opened !== null,
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
          register: m.register.spared ? m.register.says : null,
          ...asked(m, mine, departments.get(unitFor(plan!, m.planned)) ?? ''),
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
