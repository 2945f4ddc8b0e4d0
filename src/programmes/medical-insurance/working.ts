/** How far a step is that somebody works on, so that a page that was left finds it again. */
import { scopeOf, systemActor } from '#platform/access';
import type { Ctx } from '#platform/actions';
import { period } from './lists.ts';

export type Step = 'check' | 'mark' | 'collect';
export type Phase = 'reading' | 'comparing' | 'writing';
export interface Working {
  step: Step;
  byName: string;
  begunAt: string;
  phase: Phase;
  done: number;
  total: number;
}

const lockName = (ctx: Ctx) => `insurance ${ctx.county} ${period}`;

/** Two at once would each compare with what the other has not written yet. */
const oneAtATime = (ctx: Ctx) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${lockName(ctx)}, 0))`;

const often = 400;
export type Tell = (phase: Phase, done: number, total: number) => void;

/** Waits for its turn and tells how far it is, past the transaction of the work: otherwise nobody would see it before the end. Nobody waits for the telling. */
export async function work(ctx: Ctx, step: Step): Promise<Tell> {
  await oneAtATime(ctx);
  const { county, now, actor } = ctx;
  let [last, telling] = [0, false];
  let at: { phase: Phase; done: number; total: number } | null = null;
  const put = () => {
    const { phase, done, total } = at!;
    at = null;
    telling = true;
    ctx.house.db
      .write(
        scopeOf(systemActor(county)),
        sql => sql`
          insert into insurance_work (county, period, step, by_name, begun_at, phase, done, total)
          values (${county}, ${period}, ${step}, ${actor.name}, ${now}, ${phase}, ${done}, ${total})
          on conflict (county, period) do update set step = excluded.step, by_name = excluded.by_name, begun_at = excluded.begun_at, phase = excluded.phase,
            done = excluded.done, total = excluded.total`,
      )
      .catch(() => {})
      .finally(() => {
        [last, telling] = [performance.now(), false];
        // What came meanwhile is not lost.
        if (at) put();
      });
  };
  let phase: Phase | null = null;
  const tell: Tell = (now, done, total) => {
    if (now === phase && (telling || performance.now() - last < often)) return;
    phase = now;
    at = { phase: now, done, total };
    if (!telling) put();
  };
  tell('reading', 0, 0);
  return tell;
}

/** Whoever works holds the lock until the end: after a crash nobody does. In the house's scope. */
export async function workingNow(ctx: Ctx): Promise<Working | null> {
  const [free] = await ctx.sql<{ free: boolean }[]>`select pg_try_advisory_xact_lock_shared(hashtextextended(${lockName(ctx)}, 0)) as free`;
  if (free!.free) return null;
  const [now] = await ctx.sql<
    Working[]
  >`select step, by_name, begun_at, phase, done, total from insurance_work where county = ${ctx.county} and period = ${period}`;
  return now ?? null;
}
