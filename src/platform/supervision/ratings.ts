/** Ratings of finished cases and complaints about running ones: what an applicant says of the service. */
import { z } from 'zod';
import { action, type Ctx, guard, refuse } from '../actions/index.ts';
import { addEvents, type CaseFile, findCase, findTask, lockCase } from '../cases/index.ts';
import { refuseDuty } from './duty-row.ts';
import { openDuty } from './opening.ts';
import { grades, isBad } from './words.ts';

/** One rating a case (好差评, GB/T 39734); a bad one opens a duty that must be answered. */
export const rate = action({
  name: 'rating.give',
  may: 'rating.give',
  summary: '评价办结的一件事；不满意的会转给牵头部门答复',
  input: z.strictObject({
    caseId: z.uuid(),
    grade: z.number().int().min(1).max(5),
    comment: z.string().trim().max(1000).default(''),
    /** The unit that the rating is about; the first of the case when none is named. */
    unit: z.string().max(60).optional(),
  }),
  async do(ctx, { caseId, grade, comment, unit }) {
    await findCase(ctx, caseId);
    const file = await lockCase(ctx, caseId);
    guard(ctx, file);
    await giveRating(ctx, file, { grade, comment, ...(unit ? { unit } : {}) }, ctx.actor.id);
  },
});

/** The rating itself, from here or from another platform: once, after the end; a bad one opens a duty of the unit. */
export async function giveRating(ctx: Ctx, file: CaseFile, r: { grade: number; comment: string; unit?: string }, by: string): Promise<void> {
  if (file.state !== 'finished') throw refuseDuty('not-finished');
  const { count } = await ctx.sql`
    insert into rating (county, case_id, grade, comment, given_by, given_at, given_on, subject, units)
    values (${ctx.county}, ${file.id}, ${r.grade}, ${r.comment}, ${by}, ${ctx.now}, ${ctx.today}, ${file.subject}, ${file.units})
    on conflict do nothing`;
  if (count === 0) throw refuseDuty('rated-already');
  ctx.record({ subject: `case:${file.id}`, detail: { grade: r.grade } });
  await ctx.asHouse(ctx => addEvents(ctx, file.id, [{ kind: 'rated', detail: { grade: r.grade } }]));
  if (isBad(r.grade)) {
    const owner = r.unit && file.units.includes(r.unit) ? r.unit : file.units[0]!;
    await openDuty(ctx, {
      kind: 'bad-rating',
      unit: owner,
      title: `${file.title}（${file.number}）评价为“${grades[r.grade as 1 | 2]}”`,
      body: r.comment || '没有写具体意见，请联系申请人了解情况。',
      caseId: file.id,
      parties: [by],
    });
  }
}

export const complain = action({
  name: 'complaint.make',
  may: 'complaint.make',
  creates: true,
  summary: '就自己的办件投诉',
  input: z.strictObject({
    caseId: z.uuid(),
    taskId: z.uuid().optional(),
    text: z.string().trim().min(5, '请至少写 5 个字，说明发生了什么').max(2000),
  }),
  output: z.object({ id: z.string() }),
  async do(ctx, { caseId, taskId, text }) {
    const file = await findCase(ctx, caseId);
    guard(ctx, file);
    const task = taskId ? await findTask(ctx, taskId) : undefined;
    if (task && task.caseId !== caseId) throw refuse('not-found');
    const unit = task?.unit ?? file.units[0]!;
    const id = await openDuty(ctx, {
      kind: 'complaint',
      unit,
      title: task ? `${file.title}：${task.title}（${file.number}）` : `${file.title}（${file.number}）`,
      body: text,
      caseId,
      ...(taskId ? { taskId } : {}),
      parties: [ctx.actor.id],
    });
    return { id };
  },
});
