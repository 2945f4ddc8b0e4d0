/** 五: lists by 15 October and changes within five working days; what does not come is a duty of the unit, which ends by itself when it comes. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, type House, knownActor, perform } from '#platform/actions';
import { inChinese } from '#platform/calendar';
import type { Job } from '#platform/jobs';
import { type DutyKind, openDuty, settleDuty } from '#platform/supervision';
import { insuranceYear, lists } from './figures.ts';
import { handedLists } from './handing.ts';
import { listsOf } from './lists.ts';
import { pendingLists } from './pending.ts';

export const listDuty: DutyKind = { id: 'insurance-list', title: '医保名单逾期', prefix: '医', days: 1, source: lists.cite, openedBy: [] };

/** What a unit should have handed over by now, list by list; none: nothing is missing. */
async function missing(ctx: Ctx): Promise<Map<string, string>> {
  const { today } = ctx;
  const found = new Map<string, string>();
  if (today <= lists.by || today > `${insuranceYear}-12-31`) return found;
  const came = await handedLists(ctx);
  for (const [id, { waiting, late }] of await pendingLists(ctx)) {
    // A unit that has nobody to list has nothing to hand over.
    if (!came.has(id) && waiting > 0) found.set(id, `应在${inChinese(lists.by)}前推送，还没有推送`);
    if (came.has(id) && late > 0) found.set(id, `有 ${late} 条动态调整超过 ${lists.changeWithin} 个工作日没有推送`);
  }
  return found;
}

export const remindLists = action({
  name: 'insurance-list.remind',
  may: 'insurance-list.remind',
  summary: '名单和动态调整逾期没有推送的，转督办；推送以后自动办结',
  input: z.strictObject({}),
  output: z.object({ open: z.number(), ended: z.number() }),
  async do(ctx) {
    const { sql, county } = ctx;
    const lacks = await missing(ctx);
    const open = await sql<{ id: string; title: string }[]>`
      select id, title from duty where county = ${county} and kind = ${listDuty.id} and state in ('open', 'answered')`;
    const titleOf = (title: string) => `${title}逾期没有推送`;
    let ended = 0;
    for (const l of listsOf) {
      const duty = open.find(d => d.title === titleOf(l.title));
      const why = lacks.get(l.id);
      if (why && !duty)
        await openDuty(ctx, {
          kind: listDuty.id,
          unit: l.keeper,
          title: titleOf(l.title),
          body: `${why}。在“居民医保 · 名单和标识”里交出名单，交出以后自动办结。`,
        });
      if (!why && duty) {
        await settleDuty(ctx, duty.id, '名单已经推送');
        ended++;
      }
    }
    return { open: lacks.size, ended };
  },
});

export const remindJob = (house: House): Job => ({
  name: 'insurance-lists',
  cron: '10 8 * * *',
  handle: async (_, county) =>
    void (await perform(house, remindLists, knownActor(systemActor(county, '计时')), {}, { county, requestId: `insurance:${house.clock.now()}` })),
});
