/** A kind's actions and addresses: prepared, decided where the document is silent, computed, taken forward, objected to, answered. */
import { z } from 'zod';
import { hasRole } from '../access/index.ts';
import { action, type Ctx, guard, read, refusals, refuse } from '../actions/index.ts';
import { get, post, type Route } from '../http/index.ts';
import { fenOf, yuan } from '../money/index.ts';
import { notifyPerson, notifyUnit } from '../notices/index.ts';
import type { Answers, RunDecision, RunKind, RunQuestion, Snapshot } from './kinds.ts';
import { against, type RunStep, runSteps } from './rules.ts';
import { decideObjection, findRun, keepRun, objectionsOf, objectToRun, stepRun } from './runs.ts';

const refuseKind = refusals({
  'run-lacks': [409, '数据还不齐，不能测算'],
  'run-undecided': [409, '有文件没有写明的地方，要先作出决定'],
});

/** What was decided for the questions of a period; of several answers the last. */
export async function decisionsOf({ sql, county }: Ctx, kind: string, period: string): Promise<RunDecision[]> {
  const rows = await sql<RunDecision[]>`
    select distinct on (question) question, title, answer, answer_title, basis, decided_by_name, decided_on from run_decision
    where county = ${county} and kind = ${kind} and period = ${period} order by question, number desc`;
  return [...rows];
}

const amount = z.string().max(20);
const readiness = z.object({
  title: z.string(),
  row: z.string(),
  unit: z.string(),
  period: z.string(),
  periods: z.array(z.object({ value: z.string(), label: z.string() })),
  mine: z.array(z.enum(['make', 'decide', 'answer'])),
  parameters: z.array(
    z.object({
      ...{ key: z.string(), title: z.string(), standard: amount, least: amount, most: amount, note: z.string().nullable() },
      cite: z.object({ document: z.string(), place: z.string() }),
    }),
  ),
  sources: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      unit: z.string(),
      state: z.enum(['signed', 'changed', 'missing']),
      byName: z.string().nullable(),
      on: z.string().nullable(),
      digest: z.string(),
    }),
  ),
  lacks: z.array(z.object({ what: z.string(), names: z.array(z.string()) })),
  questions: z.array(
    z.object({
      key: z.string(),
      title: z.string(),
      note: z.string(),
      options: z.record(z.string(), z.string()),
      decision: z.object({ answer: z.string(), answerTitle: z.string(), basis: z.string(), decidedByName: z.string(), decidedOn: z.string() }).nullable(),
    }),
  ),
  /** One that was posted already: computing again needs a reason. */
  posted: z.boolean(),
});
export type RunReadiness = z.infer<typeof readiness>;

const unsigned = (s: Snapshot<unknown>['sources'][number]) =>
  s.state === 'signed' ? [] : [`${s.title}（${s.unit}）${s.state === 'missing' ? '还没有确认' : '确认以后又改过，要重新确认'}`];

export function runsOf<F>(kind: RunKind<F>) {
  const { permits } = kind;
  const checkPeriod = (ctx: Ctx, period: string) => {
    if (!kind.periods(ctx.today).some(p => p.value === period)) throw refuse('input', { faults: [{ path: 'period', message: '请从列表里选一期' }] });
  };
  const units = (permit: string) => (permit === permits.check ? kind.checkers : [kind.keeper]);
  const may = (ctx: Ctx, permit: string) => ctx.house.permissions.on(ctx.actor, permit, { units: units(permit) }) !== null;
  const within = (ctx: Ctx) => guard(ctx, { units: units(ctx.may) });

  const prepare = read({
    name: `${kind.id}.readiness`,
    may: 'run.read',
    summary: `${kind.title}：这一期的数据齐不齐、谁确认过、哪里要决定`,
    input: z.strictObject({ period: z.string().max(10).optional() }),
    output: readiness,
    async do(ctx, asked) {
      if (!hasRole(ctx.actor, 'supervisor', 'leader', 'auditor') && !ctx.actor.grants.some(g => kind.units.includes(g.unit ?? ''))) throw refuse('not-found');
      const periods = kind.periods(ctx.today);
      const period = asked.period ?? periods[0]!.value;
      checkPeriod(ctx, period);
      const { snapshot, decisions, posted } = await ctx.asHouse(async ctx => {
        const [there] = await ctx.sql`
          select 1 as there from run where county = ${ctx.county} and kind = ${kind.id} and period = ${period} and state in ('posted', 'final') limit 1`;
        return { snapshot: await kind.snapshot(ctx, period), decisions: await decisionsOf(ctx, kind.id, period), posted: there !== undefined };
      });
      return {
        ...{ title: kind.title, row: kind.row, unit: kind.unit, period, periods: [...periods], posted },
        mine: (['make', 'decide', 'answer'] as const).filter(p => may(ctx, permits[p])),
        parameters: kind.parameters.map(p => ({ ...p, note: p.note ?? null })),
        sources: snapshot.sources.map(s => ({ ...s })),
        lacks: snapshot.lacks.map(l => ({ what: l.what, names: [...l.names] })),
        questions: kind.questions(snapshot.facts).map(q => ({ ...q, options: { ...q.options }, decision: decisions.find(d => d.question === q.key) ?? null })),
      };
    },
  });

  const decide = action({
    name: `${kind.id}.decide`,
    may: permits.decide,
    creates: true,
    summary: `${kind.title}：文件没有写明的地方作出决定，写明依据`,
    input: z.strictObject({
      period: z.string().max(10),
      question: z.string().max(120),
      answer: z.string().max(40),
      basis: z.string().trim().min(5, '请写明依据，至少 5 个字').max(500),
    }),
    async do(ctx, { period, question, answer, basis }) {
      within(ctx);
      checkPeriod(ctx, period);
      await ctx.asHouse(async ctx => {
        const { sql, county, actor, today } = ctx;
        const asked: RunQuestion | undefined = kind.questions((await kind.snapshot(ctx, period)).facts).find(q => q.key === question);
        if (!asked) throw refuse('not-found');
        const title = asked.options[answer];
        if (title === undefined) throw refuse('input', { faults: [{ path: 'answer', message: '请从列出的几种里选' }] });
        await sql`select pg_advisory_xact_lock(hashtextextended(${`run ${county} ${kind.id} ${period}`}, 0))`;
        await sql`
          insert into run_decision (county, kind, period, question, number, title, answer, answer_title, basis, decided_by, decided_by_name, decided_on)
          select ${county}, ${kind.id}, ${period}, ${question}, 1 + count(*)::int, ${asked.title}, ${answer}, ${title}, ${basis}, ${actor.id}, ${actor.name}, ${today}
          from run_decision where county = ${county} and kind = ${kind.id} and period = ${period} and question = ${question}`;
      });
      ctx.record({ subject: `run:${kind.id}`, detail: { period, question, answer, basis } });
    },
  });

  const compute = action({
    name: `${kind.id}.make`,
    may: permits.make,
    creates: true,
    summary: `${kind.title}：按确认过的数据测算一期，结果不再改动`,
    input: z.strictObject({
      period: z.string().max(10),
      parameters: z.record(z.string().max(40), amount).default({}),
      reason: z.string().trim().max(300).optional(),
    }),
    output: z.object({ id: z.string() }),
    async do(ctx, { period, parameters, reason }) {
      within(ctx);
      checkPeriod(ctx, period);
      const { amounts, faults } = amountsOf(kind, parameters);
      if (faults.length > 0) throw refuse('input', { faults });
      const { snapshot, decisions } = await ctx.asHouse(async ctx => ({
        snapshot: await kind.snapshot(ctx, period),
        decisions: await decisionsOf(ctx, kind.id, period),
      }));
      const { facts, sources, lacks } = snapshot;
      const missing = [...lacks.map(l => `${l.what}：${named(l.names)}`), ...sources.flatMap(unsigned)];
      if (missing.length > 0) throw refuseKind('run-lacks', { detail: missing.join('；'), data: { missing } });
      const questions = kind.questions(facts);
      const answered = questions.flatMap(q => decisions.find(d => d.question === q.key && d.answer in q.options) ?? []);
      const open = questions.filter(q => !answered.some(d => d.question === q.key));
      if (open.length > 0) throw refuseKind('run-undecided', { detail: open.map(q => q.title).join('；'), data: { questions: open.map(q => q.key) } });
      const { rows, notes, sums, balance } = kind.compute(facts, amounts, Object.fromEntries(answered.map(d => [d.question, d.answer])));
      const label = kind.periods(ctx.today).find(p => p.value === period)!.label;
      const id = await keepRun(ctx, {
        ...{ kind: kind.id, period, title: `${label}${kind.title}`, columns: kind.columns, rows, units: kind.units },
        basis: {
          citations: kind.basis,
          formula: { amounts },
          parameters: kind.parameters.map(p => ({ title: p.title, value: amounts[p.key]!, cite: p.cite })),
          ...{ sources, decisions: answered, notes, sums, ...(balance ? { balance } : {}) },
        },
        ...(reason ? { reason } : {}),
      });
      return { id };
    },
  });

  const onRun = z.strictObject({ runId: z.uuid(), version: z.number().int().positive() });
  const step = (name: RunStep, permit: string, summary: string, more: { elevated?: true } = {}) =>
    action({
      ...{ name: `${kind.id}.${name}`, may: permit, summary: `${kind.title}：${summary}`, input: onRun, ...more },
      async do(ctx, { runId, version }) {
        within(ctx);
        await stepRun(ctx, kind.id, runId, version, name);
        if (name === 'post' || name === 'check')
          for (const { unit } of await ctx.asHouse(
            ctx => ctx.sql<{ unit: string }[]>`
              select distinct unit from run_row where county = ${ctx.county} and run = ${runId} and unit is not null order by unit`,
          ))
            await notifyUnit(ctx, unit, { template: `run-${name}`, data: { title: kind.title }, link: `${kind.page}/${runId}` });
      },
    });

  const steps = {
    check: step('check', permits.check, '复核（不能是测算的人），送各乡镇看'),
    approve: step('approve', permits.approve, '审定', { elevated: true }),
    post: step('post', permits.make, '公示，开始收异议'),
    finish: step('finish', permits.make, '公示期满、异议都已答复，生效'),
    discard: step('discard', permits.make, '作废还没有公示的一次'),
  };

  const object = action({
    name: `${kind.id}.object`,
    may: permits.object,
    creates: true,
    summary: `${kind.title}：乡镇对自己的一行提意见或异议`,
    input: z.strictObject({
      runId: z.uuid(),
      row: z.string().max(120),
      column: z.string().max(60).optional(),
      text: z.string().trim().min(10, '请至少写 10 个字，说明哪里不对、依据是什么').max(2000),
    }),
    output: z.object({ id: z.string() }),
    async do(ctx, { runId, row, column, text }) {
      const [own] = await ctx.sql<{ unit: string | null }[]>`
        select unit from run_row where county = ${ctx.county} and run = ${runId} and key = ${row}`;
      if (!own) throw refuse('not-found');
      guard(ctx, { units: own.unit ? [own.unit] : [], town: own.unit?.replace(/^town-/, '') ?? null });
      const id = await objectToRun(ctx, kind.id, { run: runId, row, text, ...(column ? { column } : {}) }, true);
      await notifyUnit(ctx, kind.keeper, { template: 'run-objection', data: { title: kind.title }, link: `${kind.page}/${runId}` });
      return { id };
    },
  });

  const answer = action({
    name: `${kind.id}.answer`,
    may: permits.answer,
    summary: `${kind.title}：答复意见和异议；成立的，重新测算一次`,
    input: z.strictObject({
      objectionId: z.uuid(),
      version: z.number().int().positive(),
      upheld: z.boolean(),
      answer: z.string().trim().min(5, '请至少写 5 个字，说明理由').max(2000),
    }),
    async do(ctx, { objectionId, version, upheld, answer }) {
      within(ctx);
      const decided = await decideObjection(ctx, kind.id, objectionId, version, upheld, answer);
      const told = { template: 'run-answer', data: { title: kind.title, upheld: upheld ? '成立，将重新测算' : '不成立', answer } };
      if (decided.party) await notifyPerson(ctx, decided.party, { ...told, ...(kind.portal ? { link: kind.portal } : {}) });
      else if (decided.unit) await notifyUnit(ctx, decided.unit, { ...told, link: `${kind.page}/${decided.run}` });
    },
  });

  const possible = read({
    name: `${kind.id}.steps`,
    may: 'run.read',
    summary: `${kind.title}：我现在能办哪一步，不能办的为什么`,
    input: z.strictObject({ runId: z.uuid() }),
    output: z.object({
      items: z.array(z.object({ step: z.enum(Object.keys(runSteps) as [RunStep]), reasons: z.array(z.string()) })),
      answers: z.boolean(),
    }),
    async do(ctx, { runId }) {
      const run = await ctx.asHouse(async ctx => {
        const found = await findRun(ctx, kind.id, runId);
        return found && { ...found, ...(await objectionsOf(ctx, runId)) };
      });
      if (!run) throw refuse('not-found');
      const held = (Object.keys(steps) as RunStep[]).filter(s => may(ctx, steps[s].may));
      return { items: held.map(s => ({ step: s, reasons: against(run, s, ctx.actor.id, ctx.today) })), answers: may(ctx, permits.answer) };
    },
  });

  const at = `/runs-of/${kind.id}`;
  const routes: Route[] = [
    get(`${at}/readiness`, prepare),
    post(`${at}/decisions`, decide),
    post(`${at}/runs`, compute),
    get(`${at}/runs/:runId/steps`, possible),
    post(`${at}/runs/:runId/check`, steps.check),
    post(`${at}/runs/:runId/approval`, steps.approve),
    post(`${at}/runs/:runId/posting`, steps.post),
    post(`${at}/runs/:runId/end`, steps.finish),
    post(`${at}/runs/:runId/discard`, steps.discard),
    post(`${at}/runs/:runId/objections`, object),
    post(`${at}/objections/:objectionId/answer`, answer),
  ];
  return { kind, routes, prepare, decide, compute, ...steps, object, answer };
}

const named = (names: readonly string[]) => `${names.slice(0, 20).join('、')}${names.length > 20 ? `等 ${names.length} 个` : ''}`;

/** Every amount within what the document leaves open; what is not said is the standard. */
export function amountsOf(
  kind: Pick<RunKind<never>, 'parameters'>,
  asked: Answers,
): { amounts: Record<string, string>; faults: { path: string; message: string }[] } {
  const faults = Object.keys(asked)
    .filter(key => !kind.parameters.some(p => p.key === key))
    .map(key => ({ path: `parameters.${key}`, message: '没有这个参数' }));
  const amounts: Record<string, string> = {};
  for (const p of kind.parameters) {
    const fen = fenOf(asked[p.key] ?? p.standard);
    if (fen === null || fen < fenOf(p.least)! || fen > fenOf(p.most)!)
      faults.push({ path: `parameters.${p.key}`, message: `${p.title}在 ${p.least} 元到 ${p.most} 元之间（${p.cite.place}）` });
    else amounts[p.key] = yuan(fen);
  }
  return { amounts, faults };
}
