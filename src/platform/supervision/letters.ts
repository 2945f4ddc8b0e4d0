/** What the supervisor sends: a letter that must be answered, a reminder that need not. */
import { z } from 'zod';
import { action, guard } from '../actions/index.ts';
import { addEvents, findCase, findTask, lockCase } from '../cases/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { refuseDuty } from './duty-row.ts';
import { openDuty } from './opening.ts';

/** A supervision letter about a task (督办). */
export const sendLetter = action({
  name: 'duty.letter',
  may: 'duty.letter',
  creates: true,
  summary: '就一个事项向部门发督办函',
  input: z.strictObject({
    taskId: z.uuid(),
    body: z.string().trim().min(10, '督办函至少 10 个字，写明问题和要求').max(2000),
    days: z.number().int().min(1).max(30).default(5),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { taskId, body, days }) {
    const task = await findTask(ctx, taskId);
    const file = await findCase(ctx, task.caseId);
    guard(ctx, { units: [task.unit] });
    const id = await openDuty(ctx, {
      kind: 'letter',
      unit: task.unit,
      title: `${file.title}：${task.title}（${file.number}）`,
      body,
      caseId: file.id,
      taskId,
      days,
    });
    return { id };
  },
});

/** A reminder (催办): no answer is owed, but it stands in the timeline. */
export const urge = action({
  name: 'task.urge',
  may: 'task.urge',
  summary: '催办一个事项',
  input: z.strictObject({ taskId: z.uuid(), note: z.string().trim().max(300).default('') }),
  async do(ctx, { taskId, note }) {
    const task = await findTask(ctx, taskId);
    const file = await lockCase(ctx, task.caseId);
    guard(ctx, { units: [task.unit] });
    if (!['ready', 'accepted', 'suspended', 'correcting'].includes(task.state)) throw refuseDuty('duty-state', '这个事项已经有结果，不用再催');
    await ctx.asHouse(ctx => addEvents(ctx, file.id, [{ taskId, kind: 'urged', unit: task.unit, detail: note ? { note } : {} }]));
    await notifyUnit(ctx, task.unit, {
      template: 'task-urged',
      data: { task: task.title, number: file.number, note, by: ctx.actor.name },
      link: `/desk/tasks/${taskId}`,
    });
    ctx.record({ subject: `task:${taskId}`, detail: { note } });
  },
});
