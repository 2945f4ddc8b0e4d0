/** Refusals that stood when somebody else looked at them (复议、诉讼). */
import { cite } from '#platform/citations';
import type { Miss, UnitMeasure, UnitShare } from '#platform/indicators';

export const upheld: UnitMeasure = {
  id: 'upheld',
  title: '不予批准没有被撤销',
  counts: '这一期作出复议决定或判决的，和这一期作出、没有复议诉讼的不予批准中，没有被撤销、变更或确认违法的',
  citation: cite('行政复议法', '第六十三条至第六十五条'),
  async shares(ctx, { from, to }) {
    return ctx.sql<UnitShare[]>`
      select unit, count(*) filter (where not overturned)::int as numerator, count(*)::int as denominator from (
        select unit, outcome = 'overturned' as overturned from refusal_review where county = ${ctx.county} and decided_on between ${from} and ${to}
        union all
        select t.unit, false from task t where t.county = ${ctx.county} and t.closed_on between ${from} and ${to} and t.outcome = 'refused'
          and not exists (select 1 from refusal_review r where r.county = t.county and r.task_id = t.id)
      ) refusal group by unit`;
  },
  async misses(ctx, { from, to }, unit) {
    return ctx.sql<Miss[]>`
      select r.unit, 'review:' || r.id as key, t.number || ' ' || t.title as title, r.organ || ' ' || r.document as detail, r.decided_on as on,
        '/desk/tasks/' || t.id as link
      from refusal_review r join task t on t.county = r.county and t.id = r.task_id
      where r.county = ${ctx.county} and r.decided_on between ${from} and ${to} and r.outcome = 'overturned' ${unit ? ctx.sql`and r.unit = ${unit}` : ctx.sql``}
      order by r.decided_on, t.number`;
  },
};
