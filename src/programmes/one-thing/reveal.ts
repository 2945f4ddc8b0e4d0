/** Showing a sensitive value in full: only with a reason, after signing in again, and never without a record. */
import { z } from 'zod';
import { action, guard, refuse } from '#platform/actions';
import { findCase, findTask } from '#platform/cases';
import { valuesOf } from './forms.ts';
import { openCase } from './kind.ts';

export const reveal = action({
  name: 'case.reveal',
  may: 'case.reveal',
  elevated: true,
  summary: '查看一个完整的号码，写明原因，留下记录',
  input: z.strictObject({ taskId: z.uuid(), path: z.string().max(200), reason: z.string().trim().min(4, '请写明查看的原因').max(200) }),
  output: z.object({ value: z.string() }),
  async do(ctx, { taskId, path, reason }) {
    const task = await findTask(ctx, taskId);
    const file = await findCase(ctx, task.caseId);
    guard(ctx, { units: [task.unit], parties: file.parties });
    const opened = await openCase(ctx, file);
    const field = path.split('.').at(-1) ?? '';
    const wanted = opened.plan.groups.flatMap(g => g.fields).find(f => f.field.id === field);
    // A unit sees the fields that its own matter asks, and no others.
    if (!wanted?.wantedBy.includes(task.key)) throw refuse('not-found');
    const found = valuesOf(opened.content, field).find(v => v.path === path);
    if (!found) throw refuse('not-found');
    ctx.record({ subject: `case:${file.id}`, detail: { field, reason } });
    return { value: found.value };
  },
});
