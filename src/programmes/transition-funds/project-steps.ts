/** Proposing a project, taking it on step by step, and recording contracts, acceptances, settlements and hand-overs. 四（一）, 四（二） */
import { z } from 'zod';
import { action, type Ctx, type Fault, refuse } from '#platform/actions';
import { addDays } from '#platform/calendar';
import { fenOfWan } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { keptRows, putRows, Seals, shown, typedOf, type Values } from '#platform/registers';
import { bureaus, postingDays } from './figures.ts';
import { recordInput } from './forms.ts';
import { nameKey } from './ledger.ts';
import { objectionsTo } from './objections.ts';
import {
  beginWay,
  findProject,
  guardUnits,
  type KeptProject,
  keepStep,
  lockProject,
  recordsOf,
  refuseProject,
  settle,
  stepsOf,
  unitOf,
  unitsOf,
} from './project-store.ts';
import { projects, proposed } from './projects.ts';
import {
  after,
  against,
  inPlan,
  nextUnit,
  papered,
  paperFaults,
  recordKinds,
  recordsAt,
  type Stage,
  type Step,
  stages,
  steps,
  unitsFor,
  wordy,
} from './way.ts';

const typed = z.record(z.string().max(40), z.string().max(1000));

/** What was typed of a project, with every fault at its field. */
function reading(ctx: Ctx, input: Readonly<Record<string, string>>, before: Values): Values {
  const strange = Object.keys(input).filter(k => !(proposed as readonly string[]).includes(k));
  if (strange.length > 0) throw refuse('unknown-input', strange.join('、'));
  const { values, faults } = typedOf(projects, input, new Seals(ctx).seal);
  const whole = { ...before, ...values };
  const more = [
    ...projects.columns.filter(c => c.required && (whole[c.key] ?? null) === null).map((c): Fault => ({ path: c.key, message: `${c.title}不能为空` })),
    ...(typeof whole.name === 'string' && whole.name.length < 4 ? [{ path: 'name', message: '写全名称，至少 4 个字' }] : []),
    ...(projects.faults?.(whole) ?? []),
  ].map(f => ({ ...f, path: `values.${f.path}` }));
  const all = [...faults, ...more.filter(m => !faults.some(f => f.path === m.path))];
  if (all.length > 0) throw refuse('input', { faults: all });
  return whole;
}

/** A town proposes what lies in it, a bureau what is its own; agriculture anything. */
function guardProposer(ctx: Ctx, cells: Values): string {
  const units = [...new Set([...unitsFor('propose', 'draft', cells), ...(cells.town === 'county' ? [] : unitsFor('drop', 'draft', cells)), bureaus.keeps])];
  guardUnits(ctx, units);
  return unitOf(ctx, units);
}

/** Money is tied to projects by name: a second one of a name is told apart by a number, as people write it. */
function numbered(name: string, there: ReadonlyMap<string, unknown>): string {
  let n = 2;
  while (there.has(nameKey(`${name}（${n}）`))) n++;
  return `${name}（${n}）`;
}

export const proposeProject = action({
  name: 'funds-project.begin',
  may: 'funds-project.write',
  creates: true,
  summary: '申报一个衔接资金项目：先存下，填全再送',
  input: z.strictObject({
    year: z.number('请选年度').int().min(2016).max(2100),
    values: typed,
    /** Another project of a name that is there: it gets a number behind it. */
    another: z.boolean().default(false),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { year, values, another }) {
    const last = Number(ctx.today.slice(0, 4)) + 1;
    if (year > last || year < last - 2) throw refuse('input', { faults: [{ path: 'year', message: `只能申报 ${last - 2} 到 ${last} 年的项目` }] });
    const cells = reading(ctx, values, {});
    const unit = guardProposer(ctx, cells);
    const period = String(year);
    const there = new Map((await keptRows(ctx, projects.id, period)).map(r => [nameKey(String(r.cells.name)), r.cells]));
    const taken = there.get(nameKey(String(cells.name)));
    if (taken && !another) {
      const where = [projects.columns.find(c => c.key === 'town')!.options![String(taken.town)], taken.place].filter(Boolean).join('');
      const message = `这一年已经有同名的项目（${where}）：请在名称里写明村名或期数；确实是另一个的，编号区分`;
      throw refuseProject('funds-name-taken', { faults: [{ path: 'values.name', message }] });
    }
    if (taken) cells.name = numbered(String(cells.name), there);
    const same = (r: { cells: Values }) => r.cells.name === cells.name;
    await putRows(ctx, projects.id, period, [{ ...cells, stage: 'draft' }], '申报');
    const made = (await keptRows(ctx, projects.id, period)).find(same)!;
    ctx.record({ subject: `register-row:${made.id}`, detail: { register: projects.id, year, after: shown(projects, cells), unit } });
    return { id: made.id };
  },
});

const at = { projectId: z.uuid(), version: z.number().int().positive() };

export const changeProposal = action({
  name: 'funds-project.change',
  may: 'funds-project.write',
  summary: '修改申报中的项目',
  input: z.strictObject({ ...at, values: typed }),
  async do(ctx, { projectId, version, values }) {
    const project = await lockProject(ctx, projectId, version);
    if (project.stage !== 'draft') throw refuseProject('funds-way', `现在是“${project.stage ? stages[project.stage] : '没有登记进展'}”，退回以后才能改`);
    const cells = reading(ctx, values, project.cells);
    if (cells.name !== project.cells.name) throw refuse('input', { faults: [{ path: 'values.name', message: '名称保存以后不能改，请撤回再申报' }] });
    guardProposer(ctx, project.cells);
    guardProposer(ctx, cells);
    const { changed } = await putRows(ctx, projects.id, String(project.year), [cells], '修改申报');
    if (changed === 0) throw refuse('input', { detail: '什么都没有改' });
    ctx.record({ subject: `register-row:${projectId}`, detail: { register: projects.id, after: shown(projects, cells) } });
  },
});

const words = z.string().trim().max(300, '最多 300 字').default('');
const day = z.union([z.iso.date('请选日期'), z.literal('')]).default('');

export const stepProject = action({
  name: 'funds-project.step',
  may: 'funds-project.step',
  summary: '项目往下走一步：申报、审核、审定公示、入库、列入计划、开工，或退回、不再实施',
  input: z.strictObject({
    ...at,
    step: z.enum(Object.keys(steps).filter(s => s !== 'adopt') as [Exclude<Step, 'adopt'>]),
    note: words,
    /** Posted on paper before this step: by the village, by the town. */
    posting: z.strictObject({ from: day, until: day, at: z.string().trim().max(100, '最多 100 字').default('') }).optional(),
    /** Of the county's own posting. */
    days: z.number().int('天数是整数').min(postingDays.least, `公示至少 ${postingDays.least} 天`).max(90, '最多 90 天').optional(),
    contact: z.string().trim().max(200, '最多 200 字').default(''),
  }),
  output: z.object({ stage: z.string() }),
  async do(ctx, { projectId, version, step, note, posting, days, contact }) {
    const project = await lockProject(ctx, projectId, version);
    const { cells, stage } = project;
    const units = unitsFor(step, stage, cells);
    guardUnits(ctx, units);
    const done = await stepsOf(ctx, projectId);
    const posted = done.findLast(s => s.step === 'admit');
    const said = await objectionsTo(ctx, { project: projectId }, posted?.madeOn ?? '');
    const reasons = against(
      step,
      {
        ...{ stage, cells, lacks: project.lacks, last: done.at(-1)?.madeBy ?? null, until: posted?.postedUntil ?? null },
        ...{ openObjections: said.filter(o => o.state === 'open').length, upheldObjections: said.filter(o => o.state === 'upheld').length },
      },
      ctx.actor.id,
      ctx.today,
    );
    if (reasons.length > 0) throw refuseProject('funds-way', { detail: reasons.join('；'), data: { reasons } });
    const paper = papered(step, cells) ? { from: posting?.from ?? '', until: posting?.until ?? '', at: posting?.at ?? '' } : null;
    const faults: Fault[] = [
      ...(wordy.includes(step) && note.length < 4 ? [{ path: 'note', message: step === 'plan' ? '请写明列入哪个计划、文号' : '请写明原因，至少 4 个字' }] : []),
      ...(paper ? paperFaults(paper, ctx.today).map(f => ({ path: `posting.${f.path}`, message: f.message })) : []),
      ...(step === 'admit' && contact.length < 6 ? [{ path: 'contact', message: '请写明反映问题的电话或地址' }] : []),
    ];
    if (faults.length > 0) throw refuse('input', { faults });
    const next = after(step, cells)!;
    const shownPosting = paper
      ? { postedFrom: paper.from, postedUntil: paper.until, postedAt: paper.at }
      : step === 'admit'
        ? { postedFrom: ctx.today, postedUntil: addDays(ctx.today, days ?? postingDays.least), postedAt: contact }
        : {};
    await keepStep(ctx, projectId, { step, stage: next, note, unit: unitOf(ctx, units), ...shownPosting });
    await putRows(ctx, projects.id, String(project.year), [{ name: project.name, stage: next }], steps[step]);
    ctx.record({ subject: `register-row:${projectId}`, detail: { register: projects.id, step, stage: next, note } });
    const waits = nextUnit(next, cells);
    const told = step === 'return' || step === 'refuse' ? unitsFor('propose', 'draft', cells)[0] : waits;
    if (told && told !== unitOf(ctx, units)) await tell(ctx, told, project, next, note);
    return { stage: next };
  },
});

const tell = (ctx: Ctx, unit: string, project: KeptProject, stage: Stage, note: string) =>
  notifyUnit(ctx, unit, {
    template: 'funds-project-waits',
    data: { name: project.name, stage: stages[stage], by: ctx.actor.name, note },
    link: `/desk/funds/way/${project.id}`,
  });

/** Projects of a county that begins here have gone their way on paper: agriculture says where they stand. */
export const adoptProjects = action({
  name: 'funds-project.adopt',
  may: 'funds-project.step',
  summary: '登记已有项目的进展：系统使用以前已经办过的，写明依据',
  input: z.strictObject({ projects: z.array(z.uuid()).min(1, '没有要登记的项目').max(1000), stage: z.enum(['store', ...inPlan]), note: words }),
  output: z.object({ projects: z.number() }),
  async do(ctx, { projects: ids, stage, note }) {
    guardUnits(ctx, [bureaus.keeps]);
    if (note.length < 4) throw refuse('input', { faults: [{ path: 'note', message: '请写明依据，至少 4 个字' }] });
    for (const id of [...new Set(ids)].sort()) {
      const project = await findProject(ctx, id);
      await lockProject(ctx, id, project.version);
      if (project.stage !== null) throw refuseProject('funds-way', `“${project.name}”已经登记为“${stages[project.stage]}”`);
      const lacks = stage === 'store' ? [] : project.lacks;
      if (lacks.length > 0) throw refuseProject('funds-way', `“${project.name}”没有填：${lacks.join('、')}，不能列入计划`);
      const next = { name: project.name, stage };
      const faults = projects.faults?.({ ...project.cells, ...next }) ?? [];
      if (faults.length > 0) throw refuseProject('funds-way', `“${project.name}”：${faults.map(f => f.message).join('；')}`);
      await keepStep(ctx, id, { step: 'adopt', stage, note, unit: bureaus.keeps });
      await putRows(ctx, projects.id, String(project.year), [next], note);
      ctx.record({ subject: `register-row:${id}`, detail: { register: projects.id, step: 'adopt', stage, note } });
    }
    return { projects: ids.length };
  },
});

/** Who records: whose the project is, and agriculture. */
const recorders = (project: KeptProject) => [...unitsOf(project), bureaus.keeps];

export const addRecord = action({
  name: 'funds-record.add',
  may: 'funds-record.write',
  creates: true,
  summary: '登记项目的合同、验收、结算、资产移交',
  input: z.strictObject({ ...at, record: recordInput }),
  output: z.object({ id: z.string(), stage: z.string() }),
  async do(ctx, { projectId, version, record: r }) {
    const project = await lockProject(ctx, projectId, version);
    const units = recorders(project);
    guardUnits(ctx, units);
    if (!recordsAt(project.stage).includes(r.kind))
      throw refuseProject('funds-way', `现在是“${project.stage ? stages[project.stage] : '没有登记进展'}”，不能登记${recordKinds[r.kind]}`);
    const faults: Fault[] = [
      ...(r.on > ctx.today ? [{ path: 'record.on', message: '日期不能晚于今天' }] : []),
      ...(r.kind === 'contract' && (await recordsOf(ctx, { project: projectId })).some(o => o.kind === r.kind && o.withdrawn === '' && o.number === r.number)
        ? [{ path: 'record.number', message: '这个编号已经登记过' }]
        : []),
    ];
    if (faults.length > 0) throw refuse('input', { faults });
    await beginWay(ctx, project);
    const id = crypto.randomUUID();
    const { actor, today } = ctx;
    await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into funds_record (county, id, project, year, kind, number, party, amount, happened_on, passed, note, unit, made_by_name, made_on, made_at)
        values (${county}, ${id}, ${projectId}, ${project.year}, ${r.kind}, ${r.number}, ${r.party}, ${(r.amount === '' ? null : fenOfWan(r.amount)) as never}, ${r.on},
          ${r.kind === 'acceptance' ? r.passed : null}, ${r.note}, ${unitOf(ctx, units)}, ${actor.name}, ${today}, ${ctx.now})`,
    );
    const stage = await settle(ctx, project, `登记${recordKinds[r.kind]}`);
    ctx.record({ subject: `register-row:${projectId}`, detail: { register: projects.id, record: r.kind, number: r.number, amount: r.amount, on: r.on } });
    return { id, stage: stage ?? '' };
  },
});

export const withdrawRecord = action({
  name: 'funds-record.withdraw',
  may: 'funds-record.write',
  summary: '撤下登记错的合同、验收、结算、移交，写明原因',
  input: z.strictObject({ ...at, recordId: z.uuid(), reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(300, '最多 300 字') }),
  async do(ctx, { projectId, version, recordId, reason }) {
    const project = await lockProject(ctx, projectId, version);
    guardUnits(ctx, recorders(project));
    const record = (await recordsOf(ctx, { project: projectId })).find(r => r.id === recordId);
    if (!record) throw refuse('not-found');
    if (record.withdrawn !== '') throw refuse('wrong-state', '这一条已经撤下');
    await ctx.asHouse(
      ({ sql, county }) => sql`update funds_record set withdrawn = ${`${ctx.actor.name}：${reason}`} where county = ${county} and id = ${recordId}`,
    );
    await settle(ctx, project, `撤下${recordKinds[record.kind]}：${reason}`);
    ctx.record({ subject: `register-row:${projectId}`, detail: { register: projects.id, withdrawn: record.kind, reason } });
  },
});
