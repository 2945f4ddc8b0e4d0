/** What the appraisal of departments can count of the answers that the county publishes. */
import type { Miss, UnitMeasure, UnitShare } from '#platform/indicators';
import { order } from './figures.ts';

export const knowledgeAnswered: UnitMeasure = {
  id: 'knowledge',
  title: '知识解答有用率',
  counts: '这一期收到的对本部门条目和事项解答的评价里，评“有用”的，和评“没有用”、本部门已经处理的',
  citation: order,
  async shares(ctx, { from, to }) {
    return ctx.sql<UnitShare[]>`
      select unit, count(*) filter (where helpful or state = 'handled')::int as numerator, count(*)::int as denominator
      from knowledge_feedback where county = ${ctx.county} and given_on between ${from} and ${to} and kind <> 'none' group by unit`;
  },
  async misses(ctx, { from, to }, unit) {
    return ctx.sql<Miss[]>`
      select unit, 'knowledge:' || id as key, title, coalesce(nullif(reason, ''), question) as detail, given_on as on, '/desk/knowledge/feedback' as link
      from knowledge_feedback
      where county = ${ctx.county} and given_on between ${from} and ${to} and kind <> 'none' and not helpful and state = 'open'
        ${unit ? ctx.sql`and unit = ${unit}` : ctx.sql``}
      order by given_on, title`;
  },
};
