/** What time does to duties: reminders in yellow and red, the unit's head, the supervisor; hand-overs without an answer lapse. */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, answer, type House, knownActor, perform, read } from '../actions/index.ts';
import type { Job } from '../jobs/index.ts';
import { notifyRole, notifyUnit } from '../notices/index.ts';
import { lockDuty, saveDuty } from './duty-row.ts';
import { remindersDue } from './rules.ts';

const dueDuties = read({
  name: 'duty.due',
  may: 'duty.tick',
  summary: '找出要提醒的诉求和没有回音的转办',
  input: z.strictObject({}),
  async do(ctx) {
    const rows = await ctx.sql<{ id: string }[]>`
      select id from duty where county = ${ctx.county} and state = 'open'
        and ((warn_on <= ${ctx.today} and reminded < 4) or (to_unit is not null and to_by < ${ctx.today}))
      order by number`;
    return rows.map(r => r.id);
  },
});

const steps = ['', 'reminded', 'overdue', 'to-head', 'to-supervisor'] as const;

const tickDuty = action({
  name: 'duty.tick',
  may: 'duty.tick',
  summary: '到时间的提醒、升级，没有回音的转办作罢',
  input: z.strictObject({ dutyId: z.uuid() }),
  async do(ctx, { dutyId }) {
    let duty = await lockDuty(ctx, dutyId);
    if (duty.state !== 'open') return;
    const link = `/desk/duties/${dutyId}`;
    if (duty.toUnit !== null && duty.toBy !== null && ctx.today > duty.toBy) {
      // Silence counts as a no, so that it does not go on for ever.
      const { unit, toUnit } = duty;
      duty = await saveDuty(ctx, duty, { toUnit: null, toReason: null, toBy: null, declined: duty.declined + 1 }, { kind: 'lapsed', unit: toUnit });
      const data = { number: duty.number, title: duty.title, what: '对方没有按时回音，仍由本部门办理', reason: '' };
      await notifyUnit(ctx, unit, { template: 'duty-hand-over', data, link });
    }
    const level = remindersDue(duty, ctx.today, ctx.calendar);
    if (level <= duty.reminded) return;
    duty = await saveDuty(ctx, duty, { reminded: level }, { kind: steps[level]!, unit: duty.unit });
    await notifyUnit(ctx, duty.unit, { template: 'duty-reminded', data: { number: duty.number, title: duty.title, level: String(level) }, link });
    if (steps[level] === 'to-supervisor') {
      const [unit] = await ctx.sql<{ name: string }[]>`select name from unit where county = ${ctx.county} and id = ${duty.unit}`;
      await notifyRole(ctx, 'supervisor', { template: 'duty-escalated', data: { number: duty.number, title: duty.title, unit: unit!.name }, link });
    }
  },
});

/** One look at everything that time moves; safe to run as often as one likes. */
export async function tickDuties(house: House, county: string): Promise<number> {
  const who = knownActor(systemActor(county, '计时'));
  const meta = { county, requestId: `duties:${house.clock.now()}` };
  const due = await answer(house, dueDuties, who, {}, meta);
  for (const dutyId of due)
    try {
      await perform(house, tickDuty, who, { dutyId }, meta);
    } catch (error) {
      // One that fails does not hold up the others; it is found again at the next look.
      house.log.error({ duty: dutyId, error: String(error) }, 'duties');
    }
  return due.length;
}

export const dutiesJob = (house: House): Job => ({
  name: 'duties',
  cron: '*/10 * * * *',
  handle: async (_, county) => void (await tickDuties(house, county)),
});
