/** Every morning: who keeps a place that was not confirmed in time is told, and a week later again. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type House, knownActor, perform } from '#platform/actions';
import { addDays } from '#platform/calendar';
import type { Job } from '#platform/jobs';
import { notifyUnit, type Templates } from '#platform/notices';
import { type PlaceKind, remindAgainDays, reviewDays } from './figures.ts';
import { reviewLight, standsOn } from './rules.ts';
import { allPlaces, markReminded } from './store.ts';

export const placesTemplates: Templates = {
  'places-overdue': d => ({
    title: `${d.count} 个办事点超过 ${d.days} 天没有核对`,
    body: `请核对地址、电话、开放时间和能办的事：${d.names}。没有变化的点“核对无误”，有变化的改过来。`,
  }),
};

/** The unit whose people keep a place. */
const keeperOf = (p: { kind: PlaceKind; town: string }) => (p.kind === 'hall' ? 'approval' : `town-${p.town}`);

export const remind = action({
  name: 'place.remind',
  may: 'place.remind',
  summary: '提醒核对到期的办事点',
  input: z.strictObject({}),
  output: z.object({ told: z.number() }),
  async do(ctx) {
    const due = (await allPlaces(ctx)).filter(
      p =>
        standsOn(p, ctx.today) &&
        reviewLight(p.confirmedOn, ctx.today) === 'red' &&
        (p.remindedOn === null || addDays(p.remindedOn, remindAgainDays) <= ctx.today),
    );
    const byKeeper = Map.groupBy(due, keeperOf);
    for (const [unit, places] of byKeeper) {
      const names = places
        .slice(0, 3)
        .map(p => p.name)
        .join('、');
      await notifyUnit(ctx, unit, {
        template: 'places-overdue',
        data: { count: String(places.length), days: String(reviewDays), names: places.length > 3 ? `${names}等` : names },
        link: '/desk/places?light=red',
      });
    }
    if (due.length > 0)
      await markReminded(
        ctx,
        due.map(p => p.no),
      );
    ctx.record({ detail: { places: due.length, units: byKeeper.size } });
    return { told: byKeeper.size };
  },
});

export const remindJob = (house: House): Job => ({
  name: 'remind-places',
  cron: '10 8 * * *',
  async handle(_, county) {
    await perform(house, remind, knownActor(systemActor(county, '核对提醒')), {}, { county, requestId: `places:${house.clock.today()}` });
  },
});
