/** What the collector does: accept, return with a reason, chase who has not reported. */
import { z } from 'zod';
import { action, type Ctx, guard } from '../actions/index.ts';
import { notifyUnit } from '../notices/index.ts';
import { kindShape, periodShape, unitShape } from './filling.ts';
import { owersOf, type RoundKind } from './kinds.ts';
import type { Period } from './schedule.ts';
import { allow, checkVersion, currentOf, lockPlace, type Place, periodAt, placeAt, type Report, refuseRound, reportsOf, saveReport } from './store.ts';

const onReport = z.strictObject({ kind: kindShape, period: periodShape, unit: unitShape, version: z.number().int().positive() });

async function grip(
  ctx: Ctx,
  { version, ...at }: z.infer<typeof onReport>,
  step: 'accepted' | 'returned',
): Promise<{ place: Place; report: Report; versions: Report[] }> {
  const place = await placeAt(ctx, at.kind, at.period, at.unit);
  guard(ctx, { units: [place.kind.collects] }, 'round.collect');
  const versions = await lockPlace(ctx, place);
  const report = currentOf(versions);
  await checkVersion(ctx, report, version);
  allow(report, step);
  return { place, report, versions };
}

const tell = (ctx: Ctx, { kind, period, unit }: Place, template: string, more: Record<string, string> = {}) =>
  notifyUnit(ctx, unit, { template, data: { title: kind.title, period: period.title, ...more }, link: `/desk/rounds/${kind.id}/${period.id}/${unit}` });

export const acceptReport = action({
  name: 'round.accept',
  may: 'round.collect',
  summary: '审核通过一份报表：以后只能更正',
  input: onReport,
  async do(ctx, input) {
    const { place, report, versions } = await grip(ctx, input, 'accepted');
    for (const old of versions.filter(v => v.state === 'accepted'))
      await saveReport(ctx, old, { state: 'replaced' }, { step: 'replaced', reason: report.because });
    await saveReport(ctx, report, { state: 'accepted', acceptedAt: ctx.now, acceptedByName: ctx.actor.name }, { step: 'accepted' });
    await tell(ctx, place, 'round-accepted');
  },
});

export const returnReport = action({
  name: 'round.return',
  may: 'round.collect',
  summary: '退回一份报表，写明原因',
  input: onReport.extend({ reason: z.string().trim().min(4, '请写明为什么退回，至少 4 个字').max(300, '最多 300 字') }),
  async do(ctx, { reason, ...input }) {
    const { place, report } = await grip(ctx, input, 'returned');
    await saveReport(ctx, report, { state: 'returned', note: `${ctx.actor.name}：${reason}` }, { step: 'returned', reason });
    await tell(ctx, place, 'round-returned', { reason });
  },
});

/** Units that have not sent theirs. */
export async function lackingOf(ctx: Ctx, kind: RoundKind, period: Period): Promise<string[]> {
  const reports = await reportsOf(ctx, kind, [period.id]);
  return (await owersOf(ctx, kind, period)).filter(unit => {
    const current = currentOf(reports(period.id, unit));
    // A correction on the way is not a report that lacks.
    return !current || (current.no === 1 && (current.state === 'draft' || current.state === 'returned'));
  });
}

/** Tells units that theirs lacks, each once a day at most. */
export async function chase(ctx: Ctx, kind: RoundKind, period: Period, units: readonly string[]): Promise<string[]> {
  return ctx.asHouse(async ctx => {
    const told: string[] = [];
    for (const unit of units) {
      const [done] = await ctx.sql<{ times: number }[]>`
        insert into round_owed (county, kind, period, unit, collector, due_on, chased_on, chased_by_name)
        values (${ctx.county}, ${kind.id}, ${period.id}, ${unit}, ${kind.collects}, ${period.due}, ${ctx.today}, ${ctx.actor.name})
        on conflict (county, kind, period, unit) do update
          set chased_on = excluded.chased_on, chased_by_name = excluded.chased_by_name, times = round_owed.times + 1
          where round_owed.chased_on < excluded.chased_on
        returning times`;
      if (!done) continue;
      told.push(unit);
      await tell(ctx, { kind, period, unit }, 'round-lacks', { due: period.due ?? '' });
      ctx.record({ subject: `round-kind:${kind.id}`, action: 'round.chased', detail: { period: period.id, unit, times: done.times } });
    }
    return told;
  });
}

export const chaseUnits = action({
  name: 'round.chase',
  may: 'round.collect',
  summary: '催报：提醒还没有报的单位，同一天只提醒一次',
  input: z.strictObject({ kind: kindShape, period: periodShape, units: z.array(unitShape).max(200).optional() }),
  output: z.object({ told: z.array(z.string()), already: z.array(z.string()) }),
  async do(ctx, { kind: of, period: id, units }) {
    const { kind, period } = periodAt(ctx, of, id);
    guard(ctx, { units: [kind.collects] });
    const lacking = (await lackingOf(ctx, kind, period)).filter(u => !units || units.includes(u));
    if (lacking.length === 0) throw refuseRound('nobody-to-chase', '都已经报了');
    const told = await chase(ctx, kind, period, lacking);
    return { told, already: lacking.filter(u => !told.includes(u)) };
  },
});
