/** What time does to cases. Found by looking, not by remembering: a server that was down catches up on the next look. */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, answer, type House, knownActor, perform, read } from '../actions/index.ts';
import type { Job } from '../jobs/index.ts';
import { acceptByLaw } from './actions.ts';
import { findTask, saveTask } from './store.ts';

const dueTasks = read({
  name: 'task.tick',
  may: 'task.tick',
  summary: '找出到期的事项',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = await ctx.sql<{ id: string; why: 'accept' | 'recount' }[]>`
      select id, 'accept' as why from task where county = ${ctx.county} and state = 'ready' and due_on < ${ctx.today}
      union all
      select id, 'recount' from task where county = ${ctx.county} and state in ('ready', 'accepted') and due_on is null
      order by why, id`;
    return [...rows];
  },
});

/** Sets the deadlines that could not be known before a holiday notice was loaded. */
const recount = action({
  name: 'task.recount',
  may: 'task.tick',
  summary: '放假安排载入后补算到期日',
  input: z.strictObject({ taskId: z.uuid() }),
  async do(ctx, { taskId }) {
    await saveTask(ctx, await findTask(ctx, taskId));
    ctx.record({ subject: `task:${taskId}` });
  },
});

/** One look at everything that time moves; safe to run as often as one likes, on several servers at once. */
export async function tick(house: House, county: string): Promise<number> {
  const who = knownActor(systemActor(county, '计时'));
  const meta = { county, requestId: `tick:${house.clock.now()}` };
  const due = await answer(house, dueTasks, who, {}, meta);
  let moved = 0;
  const recounts = due.some(d => d.why === 'recount') && (await knowsMore(house, county));
  for (const { id, why } of due) {
    if (why === 'recount' && !recounts) continue;
    try {
      await perform(house, why === 'accept' ? acceptByLaw : recount, who, { taskId: id }, meta);
      moved++;
    } catch (error) {
      // One that fails does not hold up the others; it is found again at the next look.
      house.log.error({ task: id, why, error: String(error) }, 'tick');
    }
  }
  return moved;
}

/** Recounting changes nothing while next year is unknown. */
const knowsMore = (house: House, county: string): Promise<boolean> =>
  house.db.read({ county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] }, async sql =>
    (await house.calendars.of(county, sql)).knows(Number(house.clock.today().slice(0, 4)) + 1),
  );

export const tickJob = (house: House): Job => ({
  name: 'tick',
  cron: '*/10 * * * *',
  handle: async (_, county) => void (await tick(house, county)),
});
