/** One thing as a kind of case: what the engine asks of it when a task opens and when it is decided. */
import { z } from 'zod';
import { type Ctx, type Fault, parse, refuse } from '#platform/actions';
import { addEvents, type CaseFile, type CaseKind, type Opening, refuseCase, sealedPlace, type TaskRow, tellApplicant } from '#platform/cases';
import { findLicences, issueLicence, type Licence } from '#platform/licences';
import { creditCodeFaults, readCreditCode, readIdentityNumber } from '#platform/validators';
import { around, type Content } from './application.ts';
import { bearerOf, licenceOf, type Plan } from './catalogue/notice.ts';
import type { Matter, Thing } from './catalogue/schema.ts';
import type { Facts } from './catalogue/situations.ts';
import { currentVersion, factsOf, planOf, thingOf, type Version, versionAt } from './catalogue/versions.ts';
import { check, type MaterialState } from './checks.ts';
import { issueCompleted } from './composites.ts';
import { faceOf } from './faces.ts';
import { type FormData, type Known, valuesOf } from './forms.ts';
import { foundedIn, keepRegister } from './founding.ts';
import { isConnected } from './registers.ts';

/** A case opened up: its version, plan and form. */
export interface OpenedCase {
  file: CaseFile;
  version: Version;
  thing: Thing;
  facts: Facts;
  plan: Plan;
  content: Content;
}

export async function openCase(ctx: Ctx, file: CaseFile): Promise<OpenedCase> {
  const version = await versionAt(ctx, file.definition);
  const thing = thingOf(version, Number(file.subject));
  const content = JSON.parse(ctx.vault.open(ctx.county, sealedPlace(file.id), file.sealed)) as Content;
  const facts = factsOf(version, thing, content.answers);
  return { file, version, thing, facts, content, plan: planOf(version, thing, facts) };
}

export const matterOf = (version: Version, key: string): Matter => {
  const matter = version.catalogue.matters.find(m => m.id === key);
  if (!matter) throw new Error(`no matter ${key} in version ${version.version}`);
  return matter;
};

export interface MaterialRow {
  material: string;
  name: string;
  position: number;
  wantedBy: string[];
  way: MaterialState['way'];
  licenceId: string | null;
  fileIds: string[];
  state: 'given' | 'owed';
  givenOn: string | null;
  /** What a register said in its place, sealed. */
  foundSealed: string | null;
  queryId: string | null;
  version: number;
}

export const foundPlace = (caseId: string, material: string) => `case_material.found:${caseId}/${material}`;

export async function materialsOfCase(ctx: Ctx, caseId: string): Promise<MaterialRow[]> {
  const rows = await ctx.sql<MaterialRow[]>`
    select material, name, position, wanted_by, way, licence_id, file_ids, state, given_on, found_sealed, query_id, version from case_material
    where county = ${ctx.county} and case_id = ${caseId} order by position`;
  return [...rows];
}

export async function insertMaterials(ctx: Ctx, caseId: string, rows: readonly Omit<MaterialRow, 'version'>[]): Promise<void> {
  if (rows.length === 0) return;
  await ctx.sql`
    insert into case_material (county, case_id, material, name, position, wanted_by, way, licence_id, file_ids, state, given_on, found_sealed, query_id)
    select ${ctx.county}, ${caseId}, r.material, r.name, r.position, r."wantedBy", r.way, r."licenceId", r."fileIds", r.state, r."givenOn", r."foundSealed", r."queryId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (material text, name text, position int, "wantedBy" text[],
      way text, "licenceId" uuid, "fileIds" uuid[], state text, "givenOn" date, "foundSealed" text, "queryId" uuid)`;
}

/** Names to which a licence of this application may be made out. */
function namesIn(data: FormData, people: { applicant: { name: string }; person: { name: string } | null; firm: { name: string } | null }): Set<string> {
  const names = new Set([people.applicant.name, people.person?.name ?? '', people.firm?.name ?? '']);
  const add = (value: unknown) => typeof value === 'string' && names.add(value);
  for (const value of Object.values(data.values)) add(value);
  for (const rows of Object.values(data.rows)) for (const row of rows) for (const value of Object.values(row)) add(value);
  names.delete('');
  return names;
}

/** Open cases of the same principal that ask for the same matters: number of the case by key of the matter. */
export async function duplicatesOf(ctx: Ctx, principal: string, keys: readonly string[], ownCase: string): Promise<ReadonlyMap<string, string>> {
  // The principal's cases first, as an array: however many there are and whatever the planner believes, each is one look-up.
  const rows = await ctx.sql<{ key: string; number: string }[]>`
    select distinct on (t.key) t.key, (select c.number from case_file c where c.county = t.county and c.id = t.case_id) as number from task t
    where t.county = ${ctx.county} and t.key = any(${keys as string[]}) and t.state in ('ready', 'accepted', 'correcting', 'suspended', 'waiting')
      and t.case_id = any(array(
        select id from case_file where county = ${ctx.county} and state = 'open' and principal = ${principal} and id <> ${ownCase}))
    order by t.key`;
  return new Map(rows.map(r => [r.key, r.number]));
}

/** What a submission already holds in its hands, so that the first checks read nothing twice. */
export interface InHand {
  people: Awaited<ReturnType<typeof around>>;
  materials: readonly MaterialRow[];
  licences: readonly Licence[];
  duplicates: ReadonlyMap<string, string>;
}

/** Runs the checks of one task over the case as it stands. */
export async function checkTask(ctx: Ctx, opened: OpenedCase, key: string, given?: InHand): Promise<Opening> {
  const { file, plan, content, version } = opened;
  const matter = matterOf(version, key);
  const people = given?.people ?? (await around(ctx, file));
  const rows = given?.materials ?? (await materialsOfCase(ctx, file.id));
  const licences =
    given?.licences ??
    (await findLicences(
      ctx,
      rows.flatMap(r => r.licenceId ?? []),
    ));
  const materials: MaterialState[] = rows.map(r => {
    const licence = licences.find(l => l.id === r.licenceId);
    const material = plan.materials.find(m => m.material.id === r.material)?.material;
    return {
      material: r.material,
      name: r.name,
      wantedBy: r.wantedBy,
      way: r.way,
      state: r.state,
      askedByHand: material ? !isConnected(material) && r.queryId === null : false,
      ...(licence ? { licence } : {}),
    };
  });
  const duplicate = (given?.duplicates ?? (await duplicatesOf(ctx, file.principal, [key], file.id))).get(key);
  const known: Known = people.known;
  const { checks, advice } = check({
    matter,
    plan,
    data: content,
    materials,
    known,
    registeredName: file.principalName,
    names: namesIn(content, people),
    ...(duplicate ? { duplicateOf: duplicate } : {}),
    today: ctx.today,
  });
  if (!matter.atOnce || advice !== 'pass') return { checks, advice };
  return { checks, advice, decision: { outcome: 'approved', by: 'system', byName: '自动办理', reason: '秒批：自动检查全部通过', basis: '', remedy: '' } };
}

const detailsInput = z
  .strictObject({
    licences: z
      .array(z.strictObject({ attributes: z.record(z.string().max(60), z.string().trim().max(200)) }))
      .max(200)
      .default([]),
  })
  .default({ licences: [] });

export interface Bearer {
  name: string;
  identity?: string;
  /** Row of the repeating group that it comes from. */
  row?: number;
}

/** To whom the result of a matter is made out: the principal, somebody of the form, or one a row of a repeating group. */
export function bearersOf(opened: OpenedCase, matter: Matter): Bearer[] {
  const { facts, content, file, plan } = opened;
  const bearer = bearerOf(matter, facts);
  if (!bearer) {
    const field = file.principalKind === 'person' ? content.values['applicant-identity'] : undefined;
    return [{ name: file.principalName, ...(typeof field === 'string' ? { identity: field } : {}) }];
  }
  const group = plan.groups.find(g => g.group.repeat && g.fields.some(f => f.field.id === bearer.name));
  const rows = group ? (content.rows[group.group.id] ?? []) : [content.values];
  return rows.map((row, i) => {
    const identity = bearer.identity ? row[bearer.identity] : undefined;
    return { name: String(row[bearer.name] ?? file.principalName), ...(typeof identity === 'string' ? { identity } : {}), ...(group ? { row: i } : {}) };
  });
}

/** The attributes of a licence: those of the form filled in, those that the reviewer has to type left open. */
export function attributesOf(
  opened: OpenedCase,
  matter: Matter,
  bearer: Bearer,
): { id: string; label: string; value: string | null; required: boolean; sensitive: boolean }[] {
  const licence = licenceOf(matter, opened.facts);
  const type = opened.version.catalogue.licences.find(l => l.id === licence);
  // A firm keeps its code for life.
  const code = valuesOf(opened.content, 'firm-code')[0]?.value ?? null;
  return (type?.attributes ?? []).map(a => {
    const found = a.from ? valuesOf(opened.content, a.from) : [];
    const mine = bearer.row === undefined ? found[0] : (found.find(f => f.path.includes(`.${bearer.row}.`)) ?? found[0]);
    return {
      id: a.id,
      label: a.label,
      value: a.from ? shownValue(opened.plan, a.from, mine?.value ?? '') : a.id === 'credit-code' ? code : null,
      required: a.required,
      sensitive: a.sensitive,
    };
  });
}

/** Options show their label. */
export function shownValue(plan: Plan, fieldId: string, value: string): string {
  const field = plan.groups.flatMap(g => g.fields).find(f => f.field.id === fieldId)?.field;
  if (field?.type === 'yes-no') return value === 'yes' ? '是' : value === 'no' ? '否' : value;
  return field?.options?.find(o => o.value === value)?.label ?? value;
}

/** Issues the licences of an approved task, one a bearer. Refuses when what the reviewer has to type is missing. */
async function issue(ctx: Ctx, opened: OpenedCase, task: TaskRow, matter: Matter, details: unknown): Promise<Licence[]> {
  const type = opened.version.catalogue.licences.find(l => l.id === licenceOf(matter, opened.facts));
  if (!type) return [];
  const typed = parse(detailsInput, details ?? undefined).licences;
  const issued: Licence[] = [];
  const faults: Fault[] = [];
  const bearers = bearersOf(opened, matter);
  const ready = bearers.map((bearer, i) => {
    const attributes: Record<string, string> = {};
    for (const a of attributesOf(opened, matter, bearer)) {
      const value = a.value ?? typed[i]?.attributes[a.id] ?? '';
      if (a.required && a.value === null && !value)
        faults.push({ path: `details.licences.${i}.attributes.${a.id}`, message: `请填写${type.name}的${a.label}` });
      if (value && a.id === 'identity-number') {
        const reading = readIdentityNumber(value, ctx.today);
        if (!reading.valid) faults.push({ path: `details.licences.${i}.attributes.${a.id}`, message: '公民身份号码有误，请核对' });
      }
      if (value && a.id === 'credit-code') {
        const reading = readCreditCode(value);
        if (!reading.valid) faults.push({ path: `details.licences.${i}.attributes.${a.id}`, message: creditCodeFaults[reading.reason] });
      }
      if (value) attributes[a.id] = value;
    }
    return { bearer, attributes };
  });
  if (faults.length > 0) throw refuse('input', { detail: faults[0]!.message, faults });
  const founded = await ctx.asHouse(
    async ctx => (await keepRegister(ctx, opened, matter, ready[0]?.attributes['credit-code'] ?? '')) ?? foundedIn(ctx, opened),
  );
  const holder =
    founded && type.holder === 'firm'
      ? { holderKind: 'firm' as const, holder: founded.id }
      : { holderKind: opened.file.principalKind, holder: opened.file.principal };
  for (const { bearer, attributes } of ready)
    issued.push(
      await issueLicence(ctx, {
        type: type.id,
        typeName: type.name,
        ...holder,
        bearerName: bearer.name,
        ...(bearer.identity ? { bearerIdentity: bearer.identity } : {}),
        issuer: task.unit,
        ...(type.validMonths ? { validMonths: type.validMonths } : {}),
        many: type.many || bearers.length > 1,
        ...(matter.register?.act === 'change' ? { formerName: opened.file.principalName } : {}),
        attributes,
        face: faceOf(opened.version.catalogue, type),
        caseId: opened.file.id,
        taskId: task.id,
      }),
    );
  return issued;
}

export const oneThingKind: CaseKind = {
  id: 'one-thing',
  page: file => `/cases/${file.id}`,

  async offers(ctx) {
    const version = await currentVersion(ctx);
    const { departments, things } = version.catalogue;
    const unit = (id: string) => ({ id, name: departments.find(d => d.id === id)?.name ?? id });
    return things.map(thing => ({
      id: String(thing.no),
      name: thing.name,
      audience: thing.audience,
      lead: unit(thing.lead),
      matters: thing.matters.map(({ id }) => {
        const matter = matterOf(version, id);
        return { id, name: matter.name, unit: unit(matter.department), promisedDays: matter.promisedDays, legalDays: matter.legalDays ?? null };
      }),
    }));
  },

  async provable(ctx) {
    const { catalogue } = await currentVersion(ctx);
    return catalogue.materials.filter(m => m.query && m.upload !== 'none' && !isConnected(m)).map(({ id, name }) => ({ id, name }));
  },

  async opened(ctx, file, task) {
    return checkTask(ctx, await openCase(ctx, file), task.key);
  },

  async decided(ctx, file, task, details) {
    if (task.outcome !== 'approved') return;
    // What is decided at once has passed the check that everything is there.
    const owed = task.decision?.by === 'system' ? [] : (await materialsOfCase(ctx, file.id)).filter(m => m.state === 'owed' && m.wantedBy.includes(task.key));
    if (owed.length > 0) throw refuseCase('cannot-move', { detail: `容缺后补的材料还没有交：${owed.map(m => m.name).join('、')}` });
    const matter = matterOf(await versionAt(ctx, file.definition), task.key);
    if ('record' in matter.result) return;
    const opened = await openCase(ctx, file);
    const own = await issue(ctx, opened, task, matter, details);
    const licences = [...own, ...(await issueCompleted(ctx, opened.version.catalogue, own, file.id))];
    if (licences.length > 0)
      await addEvents(
        ctx,
        file.id,
        licences.map(l => ({ taskId: task.id, unit: task.unit, kind: 'licence', detail: { number: l.number, typeName: l.typeName, bearer: l.bearerName } })),
      );
    // At once the result stands for the materials of the tasks that follow.
    const [first] = own;
    const satisfied = opened.plan.materials.filter(m => m.from === task.key).map(m => m.material.id);
    if (first && satisfied.length > 0)
      await ctx.sql`
        update case_material set licence_id = ${first.id}, state = 'given', given_on = ${ctx.today}, version = version + 1
        where county = ${ctx.county} and case_id = ${file.id} and material = any(${satisfied})`;
    if (licences.length > 0)
      // Whoever may not open the whole wallet finds the licence at the case.
      await tellApplicant(
        ctx,
        file,
        'licence-issued',
        { typeName: own.map(l => l.typeName).join('、') },
        file.applicant === file.principal ? '/wallet' : undefined,
      );
  },
};
