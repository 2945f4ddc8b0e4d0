/** Idempotency keys are kept 7 days; then the same key may begin something new. */
import { z } from 'zod';
import { permit, systemActor } from '../access/index.ts';
import { action, type House, knownActor, perform } from '../actions/index.ts';
import type { Job } from './jobs.ts';

const daysKept = 7;

export const forgetKeys = action({
  name: 'idempotency.forget',
  may: 'idempotency.forget',
  summary: `忘掉 ${daysKept} 天前的防重复键`,
  input: z.strictObject({}),
  output: z.object({ forgotten: z.number() }),
  async do(ctx) {
    const { count } = await ctx.sql`
      delete from idempotency where county = ${ctx.county} and made_at < ${ctx.now}::timestamptz - make_interval(days => ${daysKept})`;
    ctx.record({ detail: { forgotten: count } });
    return { forgotten: count };
  },
});

export const keyPermits = [permit('idempotency.forget', '定期清理防重复键', {})];

export const forgetKeysJob = (house: House): Job => ({
  name: 'forget-keys',
  cron: '20 3 * * *',
  handle: async (_, county) => void (await perform(house, forgetKeys, knownActor(systemActor(county, '清理')), {}, { county, requestId: 'forget-keys' })),
});
