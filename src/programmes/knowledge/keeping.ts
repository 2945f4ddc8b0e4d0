/** Every day: answers that have ended stop, and owners hear of those that end within a month. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type House, knownActor, perform } from '#platform/actions';
import type { Job } from '#platform/jobs';
import { notifyUnit } from '#platform/notices';
import { reminderDays } from './figures.ts';
import { answers, dueOf } from './rules.ts';
import { bump } from './store.ts';

export const keepEntries = action({
  name: 'knowledge.keep',
  may: 'knowledge.keep',
  summary: '到期的条目停止作答；快到期的提醒责任部门一次',
  input: z.strictObject({}),
  output: z.object({ ended: z.number(), reminded: z.number() }),
  async do(ctx) {
    const live = await ctx.sql<
      { id: string; unit: string; live: number; edition: number; question: string; validUntil: string | null; reviewBy: string; remindedOn: string | null }[]
    >`
      select e.id, e.unit, e.live, e.edition, e.reminded_on, d.question, d.valid_until, d.review_by from knowledge_entry e
      join knowledge_edition d on d.county = e.county and d.entry = e.id and d.number = e.live
      where e.county = ${ctx.county} and e.live is not null and least(coalesce(d.valid_until, d.review_by), d.review_by) <= ${ctx.today}::date + ${reminderDays}::int
      order by e.id for update of e`;
    let [ended, reminded] = [0, 0];
    for (const e of live) {
      if (!answers(e, ctx.today)) {
        await ctx.sql`update knowledge_edition set state = 'expired' where county = ${ctx.county} and entry = ${e.id} and number = ${e.live}`;
        await ctx.sql`
          update knowledge_entry set live = null, state = case when edition = ${e.live} then 'expired' else state end, version = version + 1
          where county = ${ctx.county} and id = ${e.id}`;
        await notifyUnit(ctx, e.unit, { template: 'knowledge-ended', data: { question: e.question }, link: `/desk/knowledge/${e.id}` });
        ctx.record({ subject: `knowledge:${e.id}`, detail: { ended: e.validUntil } });
        ended++;
      } else if (e.remindedOn === null) {
        await ctx.sql`update knowledge_entry set reminded_on = ${ctx.today} where county = ${ctx.county} and id = ${e.id}`;
        await notifyUnit(ctx, e.unit, { template: 'knowledge-due', data: { question: e.question, day: dueOf(e) }, link: `/desk/knowledge/${e.id}` });
        reminded++;
      }
    }
    if (ended > 0) await bump(ctx);
    ctx.record({ detail: { ended, reminded } });
    return { ended, reminded };
  },
});

export const keepJob = (house: House): Job => ({
  name: 'knowledge-keep',
  cron: '20 5 * * *',
  async handle(_, county) {
    await perform(house, keepEntries, knownActor(systemActor(county, '知识库')), {}, { county, requestId: 'knowledge-keep' });
  },
});
