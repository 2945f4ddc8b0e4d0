/** An application before it is handed in: what is in it, what the county already has for it, what is still missing. */
import { z } from 'zod';
import { type Ctx, guard, refuse } from '#platform/actions';
import { askable, intakeAnswers } from '#platform/exchange';
import { filesOf } from '#platform/files';
import { type Firm, findFirm, findPerson, type KnownPerson } from '#platform/identity';
import { isValid, type Licence, licencesOf } from '#platform/licences';
import type { Plan, PlannedMaterial, Way } from './catalogue/notice.ts';
import type { Field, Thing } from './catalogue/schema.ts';
import { nextQuestion } from './catalogue/situations.ts';
import { currentVersion, factsOf, planOf, thingOf, type Version } from './catalogue/versions.ts';
import { type Fault, type FormData, type Known, readForm, refusing } from './forms.ts';
import { consentFaults, deliveryFaults, missingMaterial, wayOf } from './giving.ts';
import { type Answer, askRegisters, isConnected } from './registers.ts';

const value = z.union([z.string().max(5000), z.array(z.string().max(200)).max(50)]);
export const valuesInput = z.record(z.string().max(80), value);
export const rowsInput = z.record(z.string().max(80), z.array(valuesInput).max(200));

export const materialInput = z.strictObject({
  way: z.enum(['wallet', 'query', 'declare', 'upload', 'follow']),
  licence: z.uuid().optional(),
  files: z.array(z.uuid()).max(20).optional(),
});
export type GivenMaterial = z.infer<typeof materialInput>;

export const deliveryInput = z.strictObject({
  way: z.enum(['electronic', 'window', 'post']),
  address: z.string().max(200).optional(),
  receiver: z.string().max(50).optional(),
  phone: z.string().max(30).optional(),
});

/** Everything that is kept sealed of an application, and after submission of its case. */
export interface Content extends FormData {
  answers: Record<string, string>;
  materials: Record<string, GivenMaterial>;
  /** The applicant agrees that the units see the licences and register entries, each for its matters. */
  consent: boolean;
  delivery: z.infer<typeof deliveryInput>;
}

export const emptyContent = (answers: Record<string, string>): Content => ({
  answers,
  values: {},
  rows: {},
  materials: {},
  consent: false,
  delivery: { way: 'electronic' },
});

export interface Application {
  id: string;
  thing: number;
  definition: number;
  applicant: string;
  principalKind: 'person' | 'firm';
  principal: string;
  principalName: string;
  clerk: string | null;
  /** Licences that a Zhongyang code opened to the clerk; null: the applicant fills in alone, or their card is on the table. */
  opened: string[] | null;
  parties: string[];
  state: 'draft' | 'submitted' | 'discarded';
  caseId: string | null;
  content: Content;
  madeAt: string;
  changedAt: string;
  version: number;
}

const place = (id: string) => `application.sealed:${id}`;
const columns = `id, thing, definition, applicant, principal_kind, principal, principal_name, clerk, opened, parties, state, case_id,
  sealed, made_at, changed_at, version`;
type Row = Omit<Application, 'content'> & { sealed: string };

const opened = (ctx: Ctx, { sealed, ...row }: Row): Application => ({
  ...row,
  content: JSON.parse(ctx.vault.open(ctx.county, place(row.id), sealed)) as Content,
});

export async function findApplication(ctx: Ctx, id: string, lock = false): Promise<Application> {
  const [row] = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from application where county = ${ctx.county} and id = ${id} ${lock ? ctx.sql`for update` : ctx.sql``}`;
  if (!row || row.state === 'discarded') throw refuse('not-found');
  guard(ctx, row.clerk ? { owner: row.clerk } : { parties: row.parties });
  return opened(ctx, row);
}

export async function draftsOf(ctx: Ctx): Promise<Application[]> {
  const mine = ctx.actor.kind === 'staff' ? ctx.sql`clerk = ${ctx.actor.id}` : ctx.sql`clerk is null and parties && ${ctx.actor.parties}::uuid[]`;
  const rows = await ctx.sql<Row[]>`
    select ${ctx.sql.unsafe(columns)} from application
    where county = ${ctx.county} and state = 'draft' and ${mine} order by changed_at desc limit 50`;
  return rows.map(r => opened(ctx, r));
}

export async function insertApplication(ctx: Ctx, a: Omit<Application, 'state' | 'caseId' | 'madeAt' | 'changedAt' | 'version'>): Promise<void> {
  await ctx.sql`
    insert into application (county, id, thing, definition, applicant, principal_kind, principal, principal_name, clerk, opened, parties,
      sealed, made_at, changed_at)
    values (${ctx.county}, ${a.id}, ${a.thing}, ${a.definition}, ${a.applicant}, ${a.principalKind}, ${a.principal}, ${a.principalName},
      ${a.clerk}, ${a.opened}::uuid[], ${a.parties}::uuid[], ${ctx.vault.seal(ctx.county, place(a.id), JSON.stringify(a.content))}, ${ctx.now}, ${ctx.now})`;
}

export async function saveApplication(
  ctx: Ctx,
  a: Application,
  change: { content?: Content; definition?: number; state?: Application['state']; caseId?: string },
): Promise<void> {
  const content = change.content ?? a.content;
  const { count } = await ctx.sql`
    update application set sealed = ${ctx.vault.seal(ctx.county, place(a.id), JSON.stringify(content))},
      definition = ${change.definition ?? a.definition}, state = ${change.state ?? a.state}, case_id = ${change.caseId ?? a.caseId},
      changed_at = ${ctx.now}, version = version + 1
    where county = ${ctx.county} and id = ${a.id} and version = ${a.version}`;
  if (count !== 1) throw refuse('changed');
}

/** Another clerk goes on with a draft that was made at a window. Returns the files that go with it. */
export async function giveToClerk(ctx: Ctx, id: string, clerk: string): Promise<string[]> {
  const [row] = await ctx.sql<Row[]>`
    update application set clerk = ${clerk}, version = version + 1
    where county = ${ctx.county} and id = ${id} and state = 'draft' and clerk is not null returning ${ctx.sql.unsafe(columns)}`;
  if (!row) throw refuse('not-found');
  return Object.values(opened(ctx, row).content.materials).flatMap(m => m.files ?? []);
}

/** The people and firms around an application, as the registers have them. */
export interface Around {
  applicant: KnownPerson;
  person: KnownPerson | null;
  firm: Firm | null;
  known: Known;
  /** Town of the principal, for lists and counts. */
  town: string | null;
}

export const around = (ctx: Ctx, a: Pick<Application, 'applicant' | 'principalKind' | 'principal'>): Promise<Around> =>
  ctx.asHouse(async ctx => {
    const applicant = await findPerson(ctx, a.applicant);
    if (!applicant) throw refuse('not-found');
    if (a.principalKind === 'firm') {
      const firm = await findFirm(ctx, a.principal);
      if (!firm) throw refuse('not-found');
      return { applicant, person: null, firm, known: { firmStatus: firm.status }, town: firm.town };
    }
    const person = a.principal === a.applicant ? applicant : await findPerson(ctx, a.principal);
    if (!person) throw refuse('not-found');
    return { applicant, person, firm: null, known: { local: person.local }, town: person.town };
  });

export interface Prefill {
  value: string;
  /** Where it is from, for the applicant to see. */
  from: string;
  /** Who applies is who is signed in: name and number of the register cannot be typed over. */
  locked: boolean;
}

/** Sources that say who the applicant is. */
const identifying = new Set(['applicant.name', 'applicant.identity', 'firm.name', 'firm.code']);

/** What the county knows for the fields of the plan. */
export function prefill(plan: Plan, around: Around, licences: readonly Licence[], legalPerson: string | null): Record<string, Prefill> {
  const owner = around.person ?? around.applicant;
  const known: Record<string, [string | null | undefined, string]> = {
    'applicant.name': [owner.name, '人口登记'],
    'applicant.identity': [owner.identity, '人口登记'],
    'applicant.phone': [owner.phone, '人口登记'],
    'applicant.address': [owner.address, '人口登记'],
    'applicant.birth': [owner.birth, '人口登记'],
    'applicant.sex': [owner.sex, '人口登记'],
    'agent.name': [around.applicant.name, '人口登记'],
    'agent.identity': [around.applicant.identity, '人口登记'],
    'agent.phone': [around.applicant.phone, '人口登记'],
    'firm.name': [around.firm?.name, '市场主体登记'],
    'firm.code': [around.firm?.creditCode, '市场主体登记'],
    'firm.address': [around.firm?.address, '市场主体登记'],
    'firm.scope': [around.firm?.scope, '市场主体登记'],
    'firm.founded': [around.firm?.founded, '市场主体登记'],
    'firm.legal-person': [legalPerson, '市场主体登记'],
  };
  const found: Record<string, Prefill> = {};
  const fill = (field: Field) => {
    if (!field.from) return;
    const [source, type, attribute] = field.from.split('.') as [string, string, string | undefined];
    if (source === 'licence') {
      const licence = licences.find(l => l.type === type && attribute && l.attributes[attribute]);
      if (licence && attribute) found[field.id] = { value: licence.attributes[attribute]!, from: licence.typeName, locked: false };
      return;
    }
    const [value, from] = known[field.from] ?? [];
    if (value && from) found[field.id] = { value, from, locked: identifying.has(field.from) };
  };
  for (const { group, fields } of plan.groups) if (!group.repeat) for (const { field } of fields) fill(field);
  return found;
}

const unasked: Answer = { spared: false, ask: null, tried: null };

/** How one material of the application stands now. */
export interface MaterialNow {
  planned: PlannedMaterial;
  /** Valid licences in the wallet that prove it. */
  licences: Licence[];
  register: Answer;
  given: GivenMaterial | null;
  /** The way that is taken: what was chosen if it still works, else the least trouble. Null: still missing. */
  way: Way | null;
}

/** Whose licences may be used: the principal's, and those of whoever applies for them. */
export const holdersOf = (a: Pick<Application, 'principal' | 'applicant'>): string[] => [...new Set([a.principal, a.applicant])];

/** What the county already has for each material, and what the applicant chose. */
export async function materialsNow(ctx: Ctx, a: Application, plan: Plan, people: Around): Promise<MaterialNow[]> {
  const types = plan.materials.flatMap(m => m.material.licence ?? []);
  // Others are asked about the principal only, and only where none of our registers answers.
  const elsewhere = plan.materials.some(m => m.ways.includes('query') && m.material.upload !== 'none' && !isConnected(m.material));
  const [licences, offers, answers] = await Promise.all([
    types.length > 0 ? ctx.asHouse(ctx => licencesOf(ctx, holdersOf(a), types)) : [],
    elsewhere ? askable(ctx, a.principalKind) : new Map<string, never>(),
    elsewhere ? intakeAnswers(ctx, a.id) : new Map<string, never>(),
  ]);
  const registers = askRegisters(
    plan.materials.map(m => m.material),
    people.person ?? people.applicant,
    people.firm,
    { askable: offers, answers },
    ctx.now,
  );
  return plan.materials.map(planned => {
    const mine = planned.ways.includes('wallet')
      ? licences.filter(l => l.type === planned.material.licence && isValid(l, ctx.today) && (a.opened?.includes(l.id) ?? true))
      : [];
    const register = planned.ways.includes('query') ? (registers.get(planned.material.id) ?? unasked) : unasked;
    const given = a.content.materials[planned.material.id] ?? null;
    return { planned, licences: mine, register, given, way: wayOf(planned.ways, mine, register.spared, given) };
  });
}

/** An application with everything that a page or a submission needs. */
export interface Worked {
  application: Application;
  version: Version;
  plan: Plan | null;
  around: Around;
  materials: MaterialNow[];
  prefilled: Record<string, Prefill>;
  /** The form with what the county knows filled in where the applicant typed nothing. */
  data: FormData;
  faults: Fault[];
}

export async function work(ctx: Ctx, a: Application): Promise<Worked> {
  const [version, people] = await Promise.all([currentVersion(ctx), around(ctx, a)]);
  const thing = thingOf(version, a.thing);
  if (nextQuestion(version.catalogue, thing, a.content.answers))
    return {
      application: a,
      version,
      plan: null,
      around: people,
      materials: [],
      prefilled: {},
      data: a.content,
      faults: [{ path: 'answers', message: '还有问题没有回答' }],
    };
  const plan = planOf(version, thing, factsOf(version, thing, a.content.answers));
  const [materials, legalPerson] = await Promise.all([
    materialsNow(ctx, a, plan, people),
    people.firm ? ctx.asHouse(ctx => findPerson(ctx, people.firm!.legalPerson)).then(p => p?.name ?? null) : null,
  ]);
  const prefilled = prefill(
    plan,
    people,
    materials.flatMap(m => m.licences),
    legalPerson,
  );
  const of = (wanted: (p: Prefill) => boolean) =>
    Object.fromEntries(
      Object.entries(prefilled)
        .filter(([, p]) => wanted(p))
        .map(([id, p]) => [id, p.value]),
    );
  const values = { ...of(p => !p.locked), ...a.content.values, ...of(p => p.locked) };
  const { data, faults } = readForm(plan.groups, { values, rows: a.content.rows }, ctx.today);
  return {
    application: a,
    version,
    plan,
    around: people,
    materials,
    prefilled,
    data: { values, rows: a.content.rows },
    faults: [
      ...principalFaults(people, thing),
      ...faults,
      ...refusing(plan, data, people.known, ctx.today),
      ...materials.filter(m => m.way === null).map(m => missingMaterial(m.planned.material)),
      ...consentFaults(
        a.content.consent,
        materials.map(m => m.way),
      ),
      ...deliveryFaults(a.content.delivery),
    ],
  };
}

function principalFaults(people: Around, thing: Thing): Fault[] {
  const { firm, person } = people;
  if (firm && (firm.status === 'cancelled' || (firm.status === 'struck-off' && thing.firmState === 'active')))
    return [{ path: 'principal', message: `“${firm.name}”${firm.status === 'cancelled' ? '已注销' : '已被吊销'}，不能以它的名义申请` }];
  if (person && person.status !== 'alive')
    return [{ path: 'principal', message: `${person.name}${person.status === 'dead' ? '的户口已注销' : '已迁出本县'}，不能以其名义申请` }];
  return [];
}

/** Uploaded files must be there and the actor's own. */
export async function ownFiles(ctx: Ctx, given: GivenMaterial): Promise<void> {
  const ids = given.files ?? [];
  if (ids.length === 0) return;
  const found = await filesOf(ctx, ids);
  if (found.length !== new Set(ids).size) throw refuse('input', { faults: [{ path: 'files', message: '文件已不在，请重新上传' }] });
}
