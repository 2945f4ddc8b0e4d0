/** What time does to reports: who is late is told so, and from the next day on it is a duty with a light. */
import { z } from 'zod';
import { systemActor } from '../access/index.ts';
import { action, answer, type House, knownActor, perform, read } from '../actions/index.ts';
import { addDays } from '../calendar/index.ts';
import type { Job } from '../jobs/index.ts';
import { type DutyKind, openDuty } from '../supervision/index.ts';
import { chase, lackingOf } from './collecting.ts';
import { dueInstant, periodsUntil } from './schedule.ts';
import { begunOn, owedOf, periodAt } from './store.ts';

/** Assumed: what is older than that, or was told three times, is for people. */
const looksBack = 31;
const mostTold = 3;

export const reportDuty: DutyKind = { id: 'report', title: '逾期报表', prefix: '报', days: 1, source: 'assumed', openedBy: [] };

const dueRounds = read({
  name: 'round.due',
  may: 'round.tick',
  summary: '找出到期没有报的',
  input: z.strictObject({}),
  async do(ctx) {
    const late: { kind: string; period: string }[] = [];
    for (const kind of Object.values(ctx.house.rounds)) {
      const overdue = periodsUntil(kind.schedule, ctx.calendar, ctx.today, looksBack * 2).filter(p => {
        const due = dueInstant(p.due, kind.schedule.by);
        return due !== null && ctx.now > due && p.due! >= addDays(ctx.today, -looksBack);
      });
      const begun = await begunOn(ctx, kind);
      // Before anything was reported here, only the newest one counts: older ones went another way.
      for (const p of begun === null ? overdue.slice(0, 1) : overdue.filter(p => p.due! >= begun))
        if ((await lackingOf(ctx, kind, p)).length > 0) late.push({ kind: kind.id, period: p.id });
    }
    return late;
  },
});

const tickRound = action({
  name: 'round.tick',
  may: 'round.tick',
  summary: '到期没有报的，自动催报并转督办',
  input: z.strictObject({ kind: z.string(), period: z.string() }),
  async do(ctx, { kind: of, period: id }) {
    const { kind, period } = periodAt(ctx, of, id);
    const lacking = await lackingOf(ctx, kind, period);
    const before = await owedOf(ctx, kind, [id]);
    await chase(
      ctx,
      kind,
      period,
      lacking.filter(u => (before(id, u)?.times ?? 0) < mostTold),
    );
    if (ctx.today <= period.due!) return;
    for (const unit of lacking) {
      if (before(id, unit)?.duty) continue;
      const duty = await openDuty(ctx, {
        ...{ kind: reportDuty.id, unit, title: `${period.title}的${kind.title}没有报` },
        body: `应于 ${period.due}${kind.schedule.by ? ` ${kind.schedule.by} 前` : ''}报送。报送以后自动办结；报不了的，请说明原因。`,
      });
      await ctx.sql`update round_owed set duty = ${duty} where county = ${ctx.county} and kind = ${kind.id} and period = ${id} and unit = ${unit}`;
    }
  },
});

/** One look at everything that is overdue; safe to run as often as one likes. */
export async function tickRounds(house: House, county: string): Promise<void> {
  const who = knownActor(systemActor(county, '计时'));
  const meta = { county, requestId: `rounds:${house.clock.now()}` };
  for (const late of await answer(house, dueRounds, who, {}, meta))
    try {
      await perform(house, tickRound, who, late, meta);
    } catch (error) {
      // One that fails does not hold up the others; it is found again at the next look.
      house.log.error({ ...late, error: String(error) }, 'rounds');
    }
}

export const roundsJob = (house: House): Job => ({
  name: 'rounds',
  cron: '*/30 8-18 * * *',
  handle: async (_, county) => void (await tickRounds(house, county)),
});
