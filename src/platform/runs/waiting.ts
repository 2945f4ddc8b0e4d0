/** Runs that wait for their next step, for a town's word, for answers to what was said against them. */
import { ifAny, type WaitingItem, type Waits } from '../waiting/index.ts';
import type { RunKind } from './kinds.ts';
import { against, type RunFacts, type RunStep, runSteps } from './rules.ts';
import { objectionsOf } from './runs.ts';

type Of = Pick<RunKind<never>, 'id' | 'title' | 'page' | 'keeper' | 'checkers'> & {
  permits: { make: string; check: string; approve: string; answer: string; object?: string };
};

/** `finish`: whose right it is to end one, where not who made it. */
export function runsWait({ id: kind, title, page, keeper, checkers, permits }: Of, { finish = permits.make }: { finish?: string } = {}): Waits[] {
  const step = (name: RunStep, may: string, units: readonly string[]): Waits => ({
    may,
    async find(ctx) {
      const { sql, county, actor, today } = ctx;
      if (!ctx.house.permissions.on(actor, may, { units })) return [];
      const runs = await sql<(Omit<RunFacts, 'openObjections'> & { id: string; title: string })[]>`
        select id, title, state, computed_by, checked_by, objections_until from run
        where county = ${county} and kind = ${kind} and state in ('computed', 'checked', 'approved', 'posted') order by period, number`;
      const items: WaitingItem[] = [];
      for (const r of runs)
        if (against({ ...r, ...(await objectionsOf(ctx, r.id)) }, name, actor.id, today).length === 0)
          items.push({ title: `${runSteps[name]}${r.title}`, link: `${page}/${r.id}` });
      return items;
    },
  });
  const answers: Waits = {
    may: permits.answer,
    async find(ctx) {
      if (!ctx.house.permissions.on(ctx.actor, permits.answer, { units: [keeper] })) return [];
      const runs = await ctx.sql<{ id: string; title: string; count: number }[]>`
        select r.id, r.title, count(*)::int as count from run r join run_objection o on o.county = r.county and o.run = r.id
        where r.county = ${ctx.county} and r.kind = ${kind} and r.state in ('checked', 'posted') and o.state = 'open' group by r.county, r.id`;
      return runs.map((r): WaitingItem => ({ title: '答复意见和异议', detail: r.title, count: r.count, link: `${page}/${r.id}?view=objections` }));
    },
  };
  const towns = (may: string): Waits => ({
    may,
    async find({ sql, county }, units) {
      const runs = await sql<{ id: string; title: string; count: number }[]>`
        select r.id, r.title, count(*)::int as count from run r join run_row w on w.county = r.county and w.run = r.id
        where r.county = ${county} and r.kind = ${kind} and r.state = 'checked' and w.unit = any(${[...units]}::text[]) group by r.county, r.id`;
      return runs.flatMap(r => ifAny({ title: `核对${title}`, detail: '审定以前可以提意见', count: r.count, link: `${page}/${r.id}` }));
    },
  });
  return [
    step('check', permits.check, checkers),
    step('approve', permits.approve, [keeper]),
    step('post', permits.make, [keeper]),
    step('finish', finish, [keeper]),
    answers,
    ...(permits.object ? [towns(permits.object)] : []),
  ];
}
