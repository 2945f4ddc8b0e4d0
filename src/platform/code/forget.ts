/** Codes that nobody scanned are forgotten; every code that was scanned stays, with its log. */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, type House, knownActor, perform } from '../actions/index.ts';
import type { Job } from '../jobs/index.ts';
import { longestAgoDays } from './offline.ts';

export const forgetCodes = action({
  name: 'code.forget',
  may: 'code-scan.note',
  summary: `忘掉 ${longestAgoDays} 天前没有被扫过的码`,
  input: z.strictObject({}),
  output: z.object({ forgotten: z.number() }),
  async do(ctx) {
    const { count } = await ctx.sql`
      delete from shown_code where county = ${ctx.county} and state <> 'used' and until < ${ctx.now}::timestamptz - make_interval(days => ${longestAgoDays})
        and not exists (select 1 from code_scan s where s.county = shown_code.county and s.code = shown_code.id)`;
    ctx.record({ detail: { forgotten: count } });
    return { forgotten: count };
  },
});

export const forgetCodesJob = (house: House): Job => ({
  name: 'forget-codes',
  cron: '40 3 * * *',
  handle: async (_, county) => void (await perform(house, forgetCodes, knownActor(systemActor(county, '清理')), {}, { county, requestId: 'forget-codes' })),
});
