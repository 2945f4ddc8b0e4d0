/** What waits with plans and projects: the next step of each, and what residents said. */
import { keptRows } from '#platform/registers';
import { ifAny, type Waits } from '#platform/waiting';
import { bureaus } from './figures.ts';
import { projects } from './projects.ts';
import { nextUnit, type Stage, stages } from './way.ts';

const plans = (may: string, state: 'submitted' | 'checked', verb: string, bureau: string): Waits => ({
  may,
  async find(ctx, units) {
    if (!ctx.house.permissions.on(ctx.actor, may, { units: units.includes(bureau) ? [bureau] : [] })) return [];
    const found = await ctx.sql<{ id: string; title: string }[]>`
      select id, title from funds_plan where county = ${ctx.county} and state = ${state} order by year, no`;
    return found.map(p => ({ title: `${verb}资金调整方案`, detail: p.title, link: `/desk/funds/plans/${p.id}` }));
  },
});

/** What is built takes months; its unit knows of it. */
const beforeWork: readonly Stage[] = ['draft', 'town', 'sector', 'county', 'posted', 'store'];

const steps: Waits = {
  may: 'funds-project.step',
  async find(ctx, units) {
    const year = Number(ctx.today.slice(0, 4));
    const waiting = new Map<Stage, number>();
    for (const planned of [year + 1, year])
      for (const { cells } of await keptRows(ctx, projects.id, String(planned))) {
        const stage = (cells.stage as Stage | null | undefined) ?? null;
        const next = nextUnit(stage, cells);
        if (stage && next && units.includes(next) && beforeWork.includes(stage)) waiting.set(stage, (waiting.get(stage) ?? 0) + 1);
      }
    const counts = [...waiting.values()].reduce((sum, n) => sum + n, 0);
    const detail = [...waiting].map(([stage, n]) => `${stages[stage]} ${n} 个`).join('、');
    return ifAny({ title: '办理衔接资金项目', detail, count: counts, link: '/desk/funds/way?show=mine' });
  },
};

const objections: Waits = {
  may: 'funds-objection.answer',
  async find(asker, units) {
    if (!units.includes(bureaus.keeps)) return [];
    const open = await asker.asHouse(
      ({ sql, county }) => sql<{ plan: string | null; project: string | null; title: string; count: number }[]>`
        select plan, project, min(title) as title, count(*)::int as count from funds_objection where county = ${county} and state = 'open' group by plan, project`,
    );
    return open.map(o => ({
      ...{ title: '答复衔接资金的异议', detail: o.title, count: o.count },
      link: o.plan ? `/desk/funds/plans/${o.plan}` : `/desk/funds/way/${o.project}`,
    }));
  },
};

const requests: Waits = {
  may: 'funds-plan.write',
  async find(asker, units) {
    if (!units.includes(bureaus.keeps)) return [];
    const rows = await asker.asHouse(
      ({ sql, county }) => sql<{ year: number; count: number }[]>`
        select year, count(*)::int as count from funds_request where county = ${county} and state = 'open' group by year order by year`,
    );
    return rows.map(r => ({ title: '办理调减、调增建议', detail: `${r.year} 年`, count: r.count, link: `/desk/funds/requests?year=${r.year}` }));
  },
};

export const fundsWait: readonly Waits[] = [
  plans('funds-plan.check', 'submitted', '复核', bureaus.checks),
  plans('funds-plan.approve', 'checked', '审定', bureaus.keeps),
  steps,
  requests,
  objections,
];
