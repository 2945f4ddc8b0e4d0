/** What units do with their tasks. Every action: find and lock, guard, move, settle, tell. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '../actions/index.ts';
import { scanOf } from '../code/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { identityFaults, maskIdentity, readIdentityNumber } from '../validators/index.ts';
import { advance, decideNow, grip, move, refuseCase, tellApplicant } from './engine.ts';
import { addEvents, type CaseFile, findCase, insertCorrection, lockCase, saveTask, type TaskRow, tasksOf } from './store.ts';
import { against, type Decision, stopKinds } from './task.ts';

/** Every change names the version of the task that the page showed. */
const onTask = z.strictObject({ taskId: z.uuid(), version: z.number().int().positive() });
const words = (what: string, most = 500) => z.string().trim().min(1, `请填写${what}`).max(most, `${what}最多 ${most} 字`);

const moved = z.object({ id: z.string(), state: z.string(), version: z.number() });
const shown = (t: TaskRow) => ({ id: t.id, state: t.state, version: t.version });

const tell = (ctx: Ctx, file: CaseFile, task: TaskRow, template: string, data: Record<string, string> = {}) =>
  tellApplicant(ctx, file, template, { task: task.title, ...data });

/** Accepts a task; its clock starts. 行政许可法 第三十二条. */
export const accept = action({
  name: 'task.accept',
  may: 'task.accept',
  summary: '受理一个事项，开始计时',
  input: onTask,
  output: moved,
  async do(ctx, { taskId, version }) {
    const { file, task } = await grip(ctx, taskId, version);
    const done = await move(ctx, file, task, { do: 'accept' });
    await tell(ctx, file, done, 'task-accepted');
    return shown(done);
  },
});

const item = z.strictObject({
  kind: z.enum(['field', 'material', 'other']),
  id: z.string().max(80).optional(),
  what: words('需要补正的内容', 300),
});

/** Names everything that is missing, once (一次性告知). */
export const askCorrections = action({
  name: 'task.ask',
  may: 'task.ask',
  summary: '一次性告知需要补正的全部内容；计时停止',
  input: onTask.extend({ items: z.array(item).min(1, '请至少写一项').max(40) }),
  output: moved,
  async do(ctx, { taskId, version, items }) {
    const { file, task } = await grip(ctx, taskId, version);
    const done = await move(ctx, file, task, { do: 'ask' }, { detail: { items } });
    await insertCorrection(ctx, task, items);
    await tell(ctx, file, done, 'task-correcting', { count: String(items.length) });
    return shown(done);
  },
});

export const allowSecond = action({
  name: 'task.allow-second',
  may: 'task.allow-second',
  summary: '督导员同意对同一事项再次要求补正',
  input: onTask.extend({ reason: words('理由') }),
  output: moved,
  async do(ctx, { taskId, version, reason }) {
    const { file, task } = await grip(ctx, taskId, version);
    return shown(await move(ctx, file, task, { do: 'allow-second', reason }, { detail: { reason } }));
  },
});

const { correcting: _, ...suspensions } = stopKinds;

export const suspend = action({
  name: 'task.suspend',
  may: 'task.suspend',
  summary: '中止计时：听证、现场核查、检验检测、专家评审等',
  input: onTask.extend({
    kind: z.enum(Object.keys(suspensions) as [keyof typeof suspensions]),
    reason: words('理由'),
    expectedDays: z.number().int().min(1, '预计至少 1 天').max(365, '预计最多 365 天'),
  }),
  output: moved,
  async do(ctx, { taskId, version, kind, reason, expectedDays }) {
    const { file, task } = await grip(ctx, taskId, version);
    const done = await move(ctx, file, task, { do: 'suspend', kind, reason, expectedDays }, { detail: { kind, reason, expectedDays } });
    await tell(ctx, file, done, 'task-suspended', { why: stopKinds[kind], days: String(expectedDays) });
    return shown(done);
  },
});

export const resume = action({
  name: 'task.resume',
  may: 'task.resume',
  summary: '恢复计时',
  input: onTask.extend({ note: z.string().trim().max(500).default('') }),
  output: moved,
  async do(ctx, { taskId, version, note }) {
    const { file, task } = await grip(ctx, taskId, version);
    const done = await move(ctx, file, task, { do: 'resume' }, { detail: note ? { note } : {} });
    await tell(ctx, file, done, 'task-resumed');
    return shown(done);
  },
});

/** Ten working days more, once, by the head of the unit. 行政许可法 第四十二条. */
export const extend = action({
  name: 'task.extend',
  may: 'task.extend',
  summary: '部门负责人批准延长办理期限，一次，10 个工作日',
  input: onTask.extend({ reason: words('理由') }),
  output: moved,
  async do(ctx, { taskId, version, reason }) {
    const { file, task } = await grip(ctx, taskId, version);
    const done = await move(ctx, file, task, { do: 'extend', reason }, { detail: { reason } });
    await tell(ctx, file, done, 'task-extended', { reason });
    return shown(done);
  },
});

async function colleague(ctx: Ctx, unit: string, staffId: string) {
  const [row] = await ctx.sql<{ id: string; name: string }[]>`
    select s.id, s.name from staff s
    where s.county = ${ctx.county} and s.id = ${staffId} and s.active and exists (
      select 1 from staff_role r where r.county = s.county and r.staff = s.id and r.unit = ${unit} and r.role in ('reviewer', 'unit-head'))`;
  if (!row) throw refuse('input', { faults: [{ path: 'staff', message: '请选择本部门在岗的审查人员' }] });
  return row;
}

/** Takes a task to oneself or gives it to a colleague of the unit. */
export const take = action({
  name: 'task.take',
  may: 'task.take',
  summary: '认领事项，或分派给同部门的同事',
  input: onTask.extend({ staff: z.uuid().nullable() }),
  output: moved,
  async do(ctx, { taskId, version, staff }) {
    const { file, task } = await grip(ctx, taskId, version);
    const who = staff ? await colleague(ctx, task.unit, staff) : null;
    await saveTask(ctx, { ...task, assignee: who?.id ?? null });
    await ctx.asHouse(ctx => addEvents(ctx, file.id, [{ taskId, kind: 'take', unit: task.unit, detail: { to: who?.name ?? '' } }]));
    ctx.record({ subject: `task:${taskId}`, detail: { assignee: who?.id ?? null } });
    return { id: task.id, state: task.state, version: task.version + 1 };
  },
});

export const askCosign = action({
  name: 'task.cosign-ask',
  may: 'task.cosign-ask',
  summary: '请本部门同事会签；答复前不能作出决定',
  input: onTask.extend({ staff: z.uuid() }),
  output: moved,
  async do(ctx, { taskId, version, staff }) {
    const { file, task } = await grip(ctx, taskId, version);
    if (staff === ctx.actor.id) throw refuse('two-persons', '会签要请另一位同事');
    const who = await colleague(ctx, task.unit, staff);
    return shown(await move(ctx, file, task, { do: 'ask-cosign', staff: who.id, name: who.name }, { detail: { to: who.name } }));
  },
});

export const cosign = action({
  name: 'task.cosign',
  may: 'task.cosign',
  summary: '会签：同意或不同意，附意见',
  input: onTask.extend({ agrees: z.boolean(), opinion: z.string().trim().max(500).default('') }),
  output: moved,
  async do(ctx, { taskId, version, agrees, opinion }) {
    const { file, task } = await grip(ctx, taskId, version);
    return shown(await move(ctx, file, task, { do: 'cosign', staff: ctx.actor.id, agrees, opinion }, { detail: { agrees, opinion } }));
  },
});

/** Hands a task over to another unit, or back to the one that it came from (转办、退回). */
export const transfer = action({
  name: 'task.transfer',
  may: 'task.transfer',
  summary: '转办给另一部门，或退回转来的部门',
  input: onTask.extend({ unit: z.string().max(60), reason: words('理由') }),
  output: moved,
  async do(ctx, { taskId, version, unit, reason }) {
    const { file, task } = await grip(ctx, taskId, version);
    const [target] = await ctx.sql<{ name: string }[]>`
      select u.name from unit u where u.county = ${ctx.county} and u.id = ${unit} and u.active and u.id <> ${task.unit}
        and exists (select 1 from staff_role r join staff s on s.county = r.county and s.id = r.staff and s.active
          where r.county = u.county and r.unit = u.id and r.role = 'reviewer')`;
    if (!target) throw refuse('input', { faults: [{ path: 'unit', message: '请选择另一个有审查人员的部门' }] });
    const reasons = against(task, { do: 'transfer', unit });
    if (reasons.length > 0) throw refuseCase('cannot-move', reasons.join('；'));
    // The row leaves this unit's sight with the move, so the rest is the house's.
    return ctx.asHouse(async ctx => {
      const done = await move(
        ctx,
        file,
        { ...task, assignee: null, fromUnit: task.unit },
        { do: 'transfer', unit },
        {
          unit: task.unit,
          detail: { to: unit, toName: target.name, reason },
        },
      );
      await ctx.sql`update case_file set units = array(select distinct unnest(units || ${[unit]})), version = version + 1
        where county = ${ctx.county} and id = ${file.id}`;
      await notifyUnit(ctx, unit, {
        template: 'task-transferred',
        data: { task: task.title, number: file.number, from: ctx.actor.name, reason },
        link: `/desk/tasks/${task.id}`,
      });
      return shown(done);
    });
  },
});

const decisionInput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('approved'), note: z.string().trim().max(500).default('') }),
  z.strictObject({
    outcome: z.literal('refused'),
    reason: words('理由', 1000),
    basis: words('依据'),
    remedy: words('救济途径'),
  }),
]);

/** Decides one matter of a case. 行政许可法 第三十八条: a refusal names reason and remedy. */
export const decide = action({
  name: 'task.decide',
  may: 'task.decide',
  summary: '作出决定：通过并制发结果，或不予通过并写明理由、依据和救济途径',
  input: onTask.extend({
    decision: decisionInput,
    /** What the result needs besides the form, e.g. what the reviewer types onto the licence. */
    details: z.unknown().optional(),
    /** One of many at once: only what every check passes. */
    batch: z.boolean().default(false),
  }),
  output: moved,
  async do(ctx, { taskId, version, decision, details, batch }) {
    const { file, task } = await grip(ctx, taskId, version);
    if (batch && (task.advice !== 'pass' || decision.outcome !== 'approved'))
      throw refuseCase('cannot-move', { detail: '批量办理只能通过自动检查全部合格的事项，这一件请单独办理' });
    const made: Decision = {
      outcome: decision.outcome,
      by: ctx.actor.id,
      byName: ctx.actor.name,
      reason: decision.outcome === 'refused' ? decision.reason : decision.note,
      basis: decision.outcome === 'refused' ? decision.basis : '',
      remedy: decision.outcome === 'refused' ? decision.remedy : '',
    };
    const done = await decideNow(ctx, file, task, made, details);
    await advance(ctx, file);
    return shown(done);
  },
});

/** Hands the result over: at the window against a signature, or by post with its number. Somebody else than the applicant shows a card. */
export const deliver = action({
  name: 'task.deliver',
  may: 'task.deliver',
  summary: '送达结果：窗口领取或邮寄',
  input: onTask.extend({
    way: z.enum(['window', 'post']),
    note: words('领取人或邮寄单号', 100),
    /** Identity number of an agent who collects; kept masked. */
    agent: z.string().trim().max(60).optional(),
    /** The clerk's scan of the agent's Zhongyang code, in the place of the card: says who it is. */
    agentScan: z.uuid().optional(),
    remark: z.string().trim().max(200, '备注最多 200 字').optional(),
  }),
  output: moved,
  async do(ctx, { taskId, version, way, note, agent, agentScan, remark }) {
    const reading = agent ? readIdentityNumber(agent, ctx.today) : null;
    if (reading && !reading.valid) throw refuse('input', { faults: [{ path: 'agent', message: identityFaults[reading.reason] }] });
    const { file, task } = await grip(ctx, taskId, version);
    const shows = agentScan ? (await scanOf(ctx, agentScan)).holder.person : null;
    const number = shows ? shows.identity : reading?.valid ? maskIdentity(reading.normalized) : null;
    const collected = { ...(number ? { agent: number } : {}), ...(remark ? { remark } : {}) };
    const done = await move(ctx, file, task, { do: 'deliver' }, { detail: { way, note: shows?.name ?? note, ...collected } });
    await advance(ctx, file);
    return shown(done);
  },
});

/** Withdraws a case: every matter that is not decided yet ends; what was decided stays. */
export const withdraw = action({
  name: 'case.withdraw',
  may: 'case.withdraw',
  summary: '撤回办件：还没有作出决定的事项全部撤回',
  input: z.strictObject({ caseId: z.uuid(), reason: words('撤回的原因') }),
  output: z.object({ id: z.string(), withdrawn: z.number() }),
  async do(ctx, { caseId, reason }) {
    await findCase(ctx, caseId);
    const file = await lockCase(ctx, caseId);
    guard(ctx, file);
    const tasks = await tasksOf(ctx, caseId);
    const open = tasks.filter(t => against(t, { do: 'withdraw' }).length === 0);
    if (open.length === 0) throw refuseCase('cannot-move', { detail: '所有事项都已有结果，不能再撤回' });
    for (const task of open) await move(ctx, file, task, { do: 'withdraw' }, { detail: { reason } });
    ctx.record({ subject: `case:${caseId}`, detail: { reason } });
    await advance(ctx, file);
    return { id: caseId, withdrawn: open.length };
  },
});

/** By law: accepts what nobody looked at within five working days. 行政许可法 第三十二条. */
export const acceptByLaw = action({
  name: 'task.accept-by-law',
  may: 'task.tick',
  summary: '五个工作日内没有处理的申请视为受理',
  input: z.strictObject({ taskId: z.uuid() }),
  async do(ctx, { taskId }) {
    const { file, task } = await grip(ctx, taskId);
    // Somebody may have been faster since the list was made.
    if (task.state !== 'ready' || task.dueOn === null || ctx.today <= task.dueOn) return;
    const done = await move(ctx, file, task, { do: 'accept-by-law' }, { byHouse: true });
    await tell(ctx, file, done, 'task-accepted');
  },
});
