/** Every morning: whose licence ends soon is told, with the thing that issues it anew. */
import { z } from 'zod';
import { systemActor } from '#platform/access';
import { action, type House, knownActor, perform } from '#platform/actions';
import type { Job } from '#platform/jobs';
import { remindExpiring } from '#platform/licences';
import type { Catalogue } from './catalogue/schema.ts';
import { currentVersion } from './catalogue/versions.ts';

/** The thing in which a licence of this type is applied for; none: its unit issues it elsewhere. Pure. */
export function renewalOf(c: Catalogue, type: string): { no: number; name: string } | undefined {
  const issuing = new Set(c.matters.filter(m => 'licence' in m.result && m.result.licence === type).map(m => m.id));
  // The thing that is about it, before one in which it only may occur.
  const thing = c.things.find(t => t.matters.some(m => issuing.has(m.id) && !m.when)) ?? c.things.find(t => t.matters.some(m => issuing.has(m.id)));
  return thing && { no: thing.no, name: thing.name };
}

export const remindOfEnds = action({
  name: 'licence.remind',
  may: 'licence.remind',
  summary: '提醒快到期的证照的持证人',
  input: z.strictObject({}),
  output: z.object({ told: z.number() }),
  async do(ctx) {
    const { catalogue } = await currentVersion(ctx);
    const told = await ctx.asHouse(ctx => remindExpiring(ctx, type => renewalOf(catalogue, type)));
    ctx.record({ detail: { told } });
    return { told };
  },
});

export const renewalsJob = (house: House): Job => ({
  name: 'remind-licences',
  cron: '30 8 * * *',
  async handle(_, county) {
    await perform(house, remindOfEnds, knownActor(systemActor(county, '到期提醒')), {}, { county, requestId: 'remind-licences' });
  },
});
