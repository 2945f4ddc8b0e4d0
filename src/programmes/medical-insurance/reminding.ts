/** 五: lists by 15 October and changes within five working days; what does not come is a duty of the unit, which ends by itself when it comes. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type Ctx, type House, knownActor, perform } from '#platform/actions';
import type { Day } from '#platform/calendar';
import type { Job } from '#platform/jobs';
import { keptRows } from '#platform/registers';
import { type DutyKind, openDuty, settleDuty } from '#platform/supervision';
import { insuranceYear, lists } from './figures.ts';
import { handedLists, handedRows } from './handing.ts';
import { listsOf, period } from './lists.ts';
import { changeDue } from './matching.ts';

export const listDuty: DutyKind = { id: 'insurance-list', title: '医保名单逾期', prefix: '医', days: 1, source: lists.cite, openedBy: [] };

/** What a unit should have handed over by now, list by list; none: nothing is missing. */
async function missing(ctx: Ctx): Promise<Map<string, string>> {
  const { today, calendar } = ctx;
  const found = new Map<string, string>();
  if (today <= lists.by || today > `${insuranceYear}-12-31`) return found;
  const came = await handedLists(ctx);
  const there = new Set((await handedRows(ctx)).map(r => `${r.kind} ${r.cells.identity} ${r.cells.sort} ${r.cells.since ?? ''} ${r.cells.until ?? ''}`));
  for (const l of listsOf.filter(l => l.due)) {
    const rows = await keptRows(ctx, l.id, period);
    if (!came.has(l.id)) {
      // A unit that has nobody to list has nothing to hand over.
      if (rows.length > 0) found.set(l.id, `应在 ${lists.by} 前推送，还没有推送`);
      continue;
    }
    const late = rows.filter(({ cells }) => {
      const changedOn = (cells.until ?? cells.since ?? null) as Day | null;
      if (changedOn === null || changedOn > today || there.has(`${l.id} ${cells.identity} ${cells.sort} ${cells.since ?? ''} ${cells.until ?? ''}`))
        return false;
      const due = changeDue(calendar, changedOn);
      return due > lists.by && due < today;
    });
    if (late.length > 0) found.set(l.id, `有 ${late.length} 条动态调整超过 ${lists.changeWithin} 个工作日没有推送`);
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
