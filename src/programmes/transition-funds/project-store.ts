/** A project with its way and its records in the database; written and read as the house, once the actor's standing is clear. */
import { type Ctx, guard, refusals, refuse } from '#platform/actions';
import { type KeptRow, keptRows, putRows, type Values } from '#platform/registers';
import { bureaus } from './figures.ts';
import { needed } from './ledgers.ts';
import { projects } from './projects.ts';
import { cellsBy, inPlan, type ProjectRecord, type RecordKind, type Stage, type Step, stageBy } from './way.ts';

export const refuseProject = refusals({
  'funds-way': [409, '项目现在不能这样办'],
  'funds-name-taken': [409, '这一年已经有同名的项目'],
  'funds-request-open': [409, '这个项目已经有一条同样的建议在办，撤回以后再提'],
  'funds-paper-there': [409, '这个文件已经交过'],
});

export interface KeptProject {
  id: string;
  year: number;
  name: string;
  cells: Values;
  version: number;
  stage: Stage | null;
  lacks: string[];
}

/** Titles of the annex's columns that are empty. */
export const lacksOf = (cells: Values): string[] => needed.filter(n => (cells[n.key] ?? null) === null).map(n => n.title);

const projectOf = ({ id, cells, version }: KeptRow, year: number): KeptProject => ({
  ...{ id, year, name: String(cells.name), cells, version, stage: (cells.stage as Stage | null | undefined) ?? null },
  lacks: lacksOf(cells),
});

export async function findProject(ctx: Ctx, id: string): Promise<KeptProject> {
  const [row] = await ctx.asHouse(
    ({ sql, county }) => sql<{ period: string }[]>`
      select period from register_row where county = ${county} and kind = ${projects.id} and id = ${id} and withdrawn_on is null`,
  );
  const found = row && (await keptRows(ctx, projects.id, row.period)).find(r => r.id === id);
  if (!found) throw refuse('not-found');
  return projectOf(found, Number(row.period));
}

/** Whose a project is, beside the two bureaus. */
export const unitsOf = ({ cells }: Pick<KeptProject, 'cells'>): string[] =>
  [String(cells.unit ?? ''), String(cells.lead ?? ''), `town-${cells.town}`].filter(Boolean);

/** Answers as if there were none to who has nothing to do with it. */
export async function seenProject(ctx: Ctx, id: string): Promise<KeptProject> {
  const project = await findProject(ctx, id);
  const units = [...unitsOf(project), ...Object.values(bureaus)];
  if (!ctx.house.permissions.on(ctx.actor, 'funds-project.read', { units })) throw refuse('not-found');
  return project;
}

/** Waits for whoever else is at it, and tells who looked at an older state. */
export async function lockProject(ctx: Ctx, id: string, version: number): Promise<KeptProject> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`funds project ${ctx.county} ${id}`}, 0))`;
  const project = await seenProject(ctx, id);
  if (project.version !== version) throw refuse('changed', '项目刚刚有变化，请看过以后再办');
  return project;
}

export const guardUnits = (ctx: Ctx, units: string[]) => guard(ctx, { units });

/** The unit in whose name the actor acts here. */
export const unitOf = (ctx: Ctx, units: readonly string[]): string => ctx.actor.grants.find(g => g.unit && units.includes(g.unit))?.unit ?? units[0] ?? '';

export interface StepRow {
  n: number;
  step: Step;
  stage: Stage;
  note: string;
  postedFrom: string | null;
  postedUntil: string | null;
  postedAt: string;
  unit: string;
  madeBy: string;
  madeByName: string;
  madeOn: string;
}

export const stepsOf = async (ctx: Ctx, project: string): Promise<StepRow[]> => [
  ...(await ctx.asHouse(
    ({ sql, county }) => sql<StepRow[]>`
      select n, step, stage, note, posted_from, posted_until, posted_at, unit, made_by, made_by_name, made_on from funds_step
      where county = ${county} and project = ${project} order by n`,
  )),
];

export type NewStep = Pick<StepRow, 'step' | 'stage' | 'note' | 'unit'> & Partial<Pick<StepRow, 'postedFrom' | 'postedUntil' | 'postedAt'>>;

export const keepStep = ({ actor, today, ...ctx }: Ctx, project: string, s: NewStep) =>
  ctx.asHouse(
    ({ sql, county }) => sql`
      insert into funds_step (county, project, n, step, stage, note, posted_from, posted_until, posted_at, unit, made_by, made_by_name, made_on)
      values (${county}, ${project}, (select count(*)::int + 1 from funds_step where county = ${county} and project = ${project}), ${s.step}, ${s.stage}, ${s.note},
        ${s.postedFrom ?? null}, ${s.postedUntil ?? null}, ${s.postedAt ?? ''}, ${s.unit}, ${actor.id}, ${actor.name}, ${today})`,
  );

export interface RecordRow extends ProjectRecord {
  id: string;
  project: string;
  number: string;
  party: string;
  note: string;
  unit: string;
  madeByName: string;
  madeOn: string;
  withdrawn: string;
}

export const recordsOf = async (ctx: Ctx, of: { project: string } | { year: number; kind?: RecordKind | undefined }): Promise<RecordRow[]> => [
  ...(await ctx.asHouse(
    ({ sql, county }) => sql<RecordRow[]>`
      select id, project, kind, number, party, amount, happened_on as on, passed, note, unit, made_by_name, made_on, withdrawn from funds_record
      where county = ${county} and ${'project' in of ? sql`project = ${of.project}` : sql`year = ${of.year} ${of.kind ? sql`and kind = ${of.kind}` : sql``}`}
      order by array_position('{contract,acceptance,settlement,handover}'::text[], kind), happened_on, made_at, id`,
  )),
];

/** The row of the register follows what was recorded. */
export async function settle(ctx: Ctx, project: KeptProject, reason: string): Promise<Stage | null> {
  const ever = await recordsOf(ctx, { project: project.id });
  const live = ever.filter(r => r.withdrawn === '');
  const base = (await stepsOf(ctx, project.id)).at(-1)?.stage ?? project.stage;
  const stage = base && stageBy(base, live);
  await putRows(ctx, projects.id, String(project.year), [{ name: project.name, stage, ...cellsBy(live, ever) }], reason);
  return stage;
}

/** A project that was brought in with its stage has no step; what it says is where records begin. */
export async function beginWay(ctx: Ctx, project: KeptProject): Promise<void> {
  if (project.stage === null || !(inPlan as readonly Stage[]).includes(project.stage) || (await stepsOf(ctx, project.id)).length > 0) return;
  await keepStep(ctx, project.id, { step: 'adopt', stage: project.stage, note: '原来登记的进展', unit: bureaus.keeps });
}
