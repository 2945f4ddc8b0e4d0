/** What the appraisal of departments can count of licences and registers that were used instead of papers. */
import type { Ctx } from '#platform/actions';
import { cite } from '#platform/citations';
import type { Miss, Period, UnitMeasure, UnitShare } from '#platform/indicators';

/** One material that one matter of one case asked for; what is still owed says nothing yet. */
const wanted = (ctx: Ctx, { from, to }: Period) => ctx.sql`
  case_file c join case_material m on m.county = c.county and m.case_id = c.id
    join task t on t.county = c.county and t.case_id = c.id and t.key = any(m.wanted_by)
  where c.county = ${ctx.county} and c.filed_on between ${from} and ${to} and m.state = 'given'`;

export const reuse: UnitMeasure = {
  id: 'reused',
  title: '材料免提交率',
  counts: '这一期收到的申请里，本部门的事项要的材料中，由电子证照、登记信息或前面事项的结果代替、不用申请人提交的',
  citation: cite('中政发〔2024〕16号', '二（二）5'),
  async shares(ctx, period) {
    return ctx.sql<UnitShare[]>`
      select t.unit, count(*) filter (where m.way in ('wallet', 'query', 'result'))::int as numerator, count(*)::int as denominator
      from ${wanted(ctx, period)} group by t.unit`;
  },
  async misses(ctx, period, unit) {
    return ctx.sql<Miss[]>`
      select t.unit, 'material:' || c.id || ':' || m.material as key, c.number || ' ' || m.name as title, t.title as detail, c.filed_on as on,
        '/desk/tasks/' || t.id as link
      from ${wanted(ctx, period)} and m.way not in ('wallet', 'query', 'result') ${unit ? ctx.sql`and t.unit = ${unit}` : ctx.sql``}
      order by c.filed_on, c.number, m.position`;
  },
};
