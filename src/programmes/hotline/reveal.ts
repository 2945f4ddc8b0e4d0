/** Showing a caller's number in full: with a reason, after signing in again, and never without a record. */
import { z } from 'zod';
import { action, guard, refuse } from '#platform/actions';
import { findDuty } from '#platform/supervision';
import { callerPlace } from './kind.ts';

export const revealCaller = action({
  name: 'hotline-ticket.reveal',
  may: 'hotline-ticket.reveal',
  elevated: true,
  summary: '查看来电人的完整号码，写明原因，留下记录',
  input: z.strictObject({ dutyId: z.uuid(), reason: z.string().trim().min(4, '请写明查看的原因，至少 4 个字').max(200) }),
  output: z.object({ phone: z.string() }),
  async do(ctx, { dutyId, reason }) {
    const duty = await findDuty(ctx, dutyId);
    const { relation } = guard(ctx, { units: [duty.unit] });
    const [row] = await ctx.sql<{ phoneSealed: string | null; confidential: boolean }[]>`
      select phone_sealed, confidential from hotline_ticket where county = ${ctx.county} and duty_id = ${dutyId}`;
    // Who wants to stay unknown to the unit does: it asks the seat to call.
    if (!row?.phoneSealed || (row.confidential && relation === 'department')) throw refuse('not-found');
    ctx.record({ subject: `duty:${dutyId}`, detail: { number: duty.number, reason } });
    return { phone: ctx.vault.open(ctx.county, callerPlace(dutyId), row.phoneSealed) };
  },
});
