/** 调减、调增建议: a unit asks for a change of its project; agriculture takes it into the year's plan with one step, or says why not. 四（一） */
import { z } from 'zod';
import { action, type Ctx, type Fault, read, refuse } from '#platform/actions';
import { fenOfWan, wanOf } from '#platform/money';
import { notifyUnit } from '#platform/notices';
import { bureaus, type ProjectKind } from './figures.ts';
import { requestInput, rowInput } from './forms.ts';
import type { Project } from './ledger.ts';
import { loadLedger } from './ledgers.ts';
import { type PlanState, parts, planStates } from './plan.ts';
import { openVersion } from './plans.ts';
import { guardUnits, refuseProject, seenProject, unitOf, unitsOf } from './project-store.ts';
import { unitNames } from './projects.ts';
import { soundEntry } from './rows.ts';
import { changed, guardBureau, keepRow, lockPlan, noteChange, refusePlan, rowsOf } from './store.ts';
import { inPlan } from './way.ts';
import { type RequestState, requestStates } from './words.ts';

interface Request {
  id: string;
  project: string;
  year: number;
  part: 'cut' | 'addition';
  change: bigint;
  reason: string;
  basis: string;
  unit: string;
  askedByName: string;
  askedOn: string;
  state: RequestState;
  plan: string | null;
  answer: string;
  answeredByName: string;
  answeredOn: string | null;
}

const requestsOf = async (ctx: Ctx, of: { year: number } | { id: string }): Promise<Request[]> => [
  ...(await ctx.asHouse(
    ({ sql, county }) => sql<Request[]>`
      select id, project, year, part, change, reason, basis, unit, asked_by_name, asked_on, state, plan, answer, answered_by_name, answered_on from funds_request
      where county = ${county} and ${'id' in of ? sql`id = ${of.id}` : sql`year = ${of.year}`} order by asked_on desc, id`,
  )),
];

async function openRequest(ctx: Ctx, id: string): Promise<Request> {
  await ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`funds request ${ctx.county} ${id}`}, 0))`;
  const [found] = await requestsOf(ctx, { id });
  if (!found) throw refuse('not-found');
  // Whoever does not see the project finds nothing.
  await seenProject(ctx, found.project);
  if (found.state !== 'open') throw refuse('wrong-state', `这条建议${requestStates[found.state]}`);
  return found;
}

const answered = (ctx: Ctx, id: string, state: RequestState, answer: string, row: { plan: string; id: string } | null = null) =>
  ctx.asHouse(
    ({ sql, county, today, actor }) => sql`
      update funds_request set state = ${state}, answer = ${answer}, answered_by_name = ${actor.name}, answered_on = ${today},
        plan = ${row?.plan ?? null}, row_id = ${row?.id ?? null} where county = ${county} and id = ${id}`,
  );

const link = (year: number) => `/desk/funds/requests?year=${year}`;
const moneyOf = async (ctx: Ctx, year: number, project: string): Promise<Project> => (await loadLedger(ctx, year)).projects.find(p => p.id === project)!;

export const askChange = action({
  name: 'funds-request.ask',
  may: 'funds-request.ask',
  creates: true,
  summary: '责任单位提出项目资金的调减、调增建议',
  input: z.strictObject({ projectId: z.uuid(), request: requestInput }),
  output: z.object({ id: z.string() }),
  async do(ctx, { projectId, request: r }) {
    const project = await seenProject(ctx, projectId);
    const units = unitsOf(project);
    guardUnits(ctx, units);
    if (!(inPlan as readonly unknown[]).includes(project.stage)) throw refuseProject('funds-way', '列入计划的项目才能提调整建议');
    const { allotted, paid } = await moneyOf(ctx, project.year, projectId);
    const change = fenOfWan(r.change)!;
    const faults: Fault[] =
      r.part === 'cut' && change > allotted - paid
        ? [{ path: 'request.change', message: `下达 ${wanOf(allotted)}，已支付 ${wanOf(paid)}，最多调减 ${wanOf(allotted - paid)} 万元` }]
        : [];
    if (faults.length > 0) throw refuse('input', { faults });
    const id = crypto.randomUUID();
    const { actor, today } = ctx;
    const unit = unitOf(ctx, units);
    const made = await ctx.asHouse(
      ({ sql, county }) => sql`
        insert into funds_request (county, id, project, year, part, change, reason, basis, unit, asked_by, asked_by_name, asked_on)
        values (${county}, ${id}, ${projectId}, ${project.year}, ${r.part}, ${change as never}, ${r.reason}, ${r.basis}, ${unit}, ${actor.id}, ${actor.name}, ${today})
        on conflict do nothing returning 1 as made`,
    );
    if (made.length === 0) throw refuseProject('funds-request-open');
    ctx.record({ subject: `register-row:${projectId}`, detail: { request: id, part: r.part, change: r.change, reason: r.reason } });
    await notifyUnit(ctx, bureaus.keeps, {
      template: 'funds-request',
      data: { name: project.name, what: `${parts[r.part]} ${r.change} 万元`, unit: unitNames()[unit] ?? unit },
      link: link(project.year),
    });
    return { id };
  },
});

const on = { requestId: z.uuid() };

export const withdrawRequest = action({
  name: 'funds-request.withdraw',
  may: 'funds-request.ask',
  summary: '撤回还没有办的调整建议',
  input: z.strictObject(on),
  async do(ctx, { requestId }) {
    const request = await openRequest(ctx, requestId);
    guardUnits(ctx, [request.unit]);
    await answered(ctx, requestId, 'withdrawn', '');
    ctx.record({ subject: `register-row:${request.project}`, detail: { request: requestId, state: 'withdrawn' } });
  },
});

const tellUnit = (ctx: Ctx, r: Request, name: string, answer: string) =>
  notifyUnit(ctx, r.unit, { template: 'funds-request-answered', data: { name, by: ctx.actor.name, answer }, link: link(r.year) });

export const refuseRequest = action({
  name: 'funds-request.refuse',
  may: 'funds-plan.write',
  summary: '不采纳调整建议，写明原因',
  input: z.strictObject({ ...on, reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(300, '最多 300 字') }),
  async do(ctx, { requestId, reason }) {
    guardBureau(ctx, 'keeps');
    const request = await openRequest(ctx, requestId);
    await answered(ctx, requestId, 'refused', reason);
    ctx.record({ subject: `register-row:${request.project}`, detail: { request: requestId, state: 'refused', reason } });
    await tellUnit(ctx, request, (await seenProject(ctx, request.project)).name, `没有采纳：${reason}`);
  },
});

export const takeRequest = action({
  name: 'funds-request.take',
  may: 'funds-plan.write',
  creates: true,
  summary: '把调整建议列入编制中的方案；方案已经审定的，同时出一个新版',
  input: z.strictObject({ ...on, planId: z.uuid() }),
  output: z.object({ planId: z.string() }),
  async do(ctx, { requestId, planId: chosen }) {
    guardBureau(ctx, 'keeps');
    const r = await openRequest(ctx, requestId);
    const project = await moneyOf(ctx, r.year, r.project);
    const asked = `${unitNames()[r.unit] ?? r.unit} ${r.askedOn} 提出：${r.reason}`.slice(0, 300);
    const plan = await lockPlan(ctx, chosen);
    if (plan.year !== r.year) throw refusePlan('funds-step', '这是别的年度的方案');
    const planId = plan.state === 'approved' ? await openVersion(ctx, plan, asked) : plan.id;
    if (plan.state !== 'approved' && plan.state !== 'draft')
      throw refusePlan('funds-frozen', `方案现在是“${planStates[plan.state]}”，退回到编制中以后才能列入`);
    const rows = await rowsOf(ctx, planId);
    const settled = (project.cells.settled ?? null) as string | null;
    const row = rowInput.parse({
      ...{ part: r.part, no: Math.max(0, ...rows.filter(o => o.part === r.part).map(o => o.no)) + 1, name: project.name },
      ...{ kind: project.cells.category as ProjectKind, change: wanOf(r.change), project: project.id, reason: r.reason, basis: r.basis },
      ...(r.part === 'cut' ? { planned: wanOf(project.allotted) } : settled === null ? {} : { paid: wanOf(project.paid) }),
      ...(settled === null ? {} : { settled: wanOf(BigInt(settled)) }),
      ...{ town: project.cells.town === 'county' ? '' : `town-${project.cells.town}`, unit: String(project.cells.unit ?? '') },
    });
    const id = `row-${crypto.randomUUID().slice(0, 8)}`;
    const entry = await soundEntry(ctx, id, row, rows, await loadLedger(ctx, r.year));
    await keepRow(ctx, planId, { ...entry, withdrawn: false, version: 1 });
    await noteChange(ctx, planId, { what: id, title: entry.name, ...changed(null, entry), reason: asked });
    await answered(ctx, requestId, 'taken', '', { plan: planId, id });
    await tellUnit(ctx, r, project.name, '已列入方案，审定以后生效');
    return { planId };
  },
});

const text = z.string();
const line = z.object({
  ...{ id: text, project: text, name: text, part: z.enum(['cut', 'addition']), change: text, unpaid: text, reason: text, basis: text },
  ...{ unit: text, askedByName: text, askedOn: text, state: z.enum(Object.keys(requestStates) as [RequestState]) },
  ...{ plan: text.nullable(), planTitle: text, planState: text, answer: text, answeredByName: text, answeredOn: text.nullable() },
  /** Asked by a unit of who looks, and still to be withdrawn. */
  mine: z.boolean(),
});
export type RequestLine = z.infer<typeof line>;

export const listRequests = read({
  name: 'funds-request.list',
  may: 'funds-project.read',
  summary: '调减、调增建议：谁提的、办到哪里',
  input: z.strictObject({ year: z.coerce.number().int().min(2016).max(2100).optional() }),
  output: z.object({
    ...{ year: z.number(), today: text, items: z.array(line) },
    /** Projects for which who looks may ask. */
    projects: z.array(z.object({ id: text, name: text, allotted: text, unpaid: text })),
    /** Plans into which agriculture takes them. */
    plans: z.array(z.object({ id: text, title: text, state: text })),
    decides: z.boolean(),
  }),
  async do(ctx, { year: asked }) {
    const year = asked ?? Number(ctx.today.slice(0, 4));
    const may = (permit: string, units: string[]) => ctx.house.permissions.on(ctx.actor, permit, { units }) !== null;
    const all = (await loadLedger(ctx, year)).projects;
    const seen = all.filter(p => may('funds-project.read', [...unitsOf(p), ...Object.values(bureaus)]));
    const of = new Map(seen.map(p => [p.id, p]));
    const decides = may('funds-plan.write', [bureaus.keeps]);
    const names = unitNames();
    const plans = await ctx.asHouse(
      ({ sql, county }) => sql<{ id: string; title: string; no: number; state: PlanState }[]>`
        select id, title, no, state from funds_plan where county = ${county} and year = ${year} order by made_on desc, no desc`,
    );
    const unpaid = (p: Project) => wanOf(p.allotted - p.paid);
    return {
      ...{ year, today: ctx.today, decides },
      items: (await requestsOf(ctx, { year })).flatMap(({ year: _, change, unit, plan, ...r }) => {
        const project = of.get(r.project);
        if (!project) return [];
        const into = plans.find(p => p.id === plan);
        return [
          {
            ...{ ...r, name: project.name, change: wanOf(change), unpaid: unpaid(project), unit: names[unit] ?? unit, plan },
            ...{ planTitle: into ? `${into.title}${into.no > 1 ? `（第 ${into.no} 版）` : ''}` : '', planState: into ? planStates[into.state] : '' },
            mine: r.state === 'open' && may('funds-request.ask', [unit]),
          },
        ];
      }),
      projects: seen
        .filter(p => (inPlan as readonly unknown[]).includes(p.cells.stage) && may('funds-request.ask', unitsOf(p)))
        .map(p => ({ id: p.id, name: p.name, allotted: wanOf(p.allotted), unpaid: unpaid(p) })),
      plans: decides
        ? plans
            .filter(p => p.state === 'draft' || p.state === 'approved')
            .map(p => ({ id: p.id, title: `${p.title}${p.no > 1 ? `（第 ${p.no} 版）` : ''}`, state: planStates[p.state] }))
        : [],
    };
  },
});
export type FundsRequests = z.infer<NonNullable<typeof listRequests.output>>;
