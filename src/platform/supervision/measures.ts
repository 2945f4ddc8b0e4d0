/** What the appraisal of departments can count of cases, ratings and duties. */

import type { Ctx } from '../actions/index.ts';
import { cite } from '../citations/index.ts';
import type { Miss, Period, UnitMeasure, UnitShare } from '../indicators/index.ts';

const order = '中政发〔2024〕16号';
const supervised = cite(order, '三（三）');

type Where = (ctx: Ctx) => ReturnType<Ctx['sql']>;

/** A share of the tasks that were decided in the period. */
function ofTasks(
  m: Omit<UnitMeasure, 'shares' | 'misses' | 'citation'> & { citation?: UnitMeasure['citation']; counted?: Where; missed: Where; detail: Where },
): UnitMeasure {
  const { counted, missed, detail, citation = supervised, ...words } = m;
  const decided = (ctx: Ctx, { from, to }: Period) =>
    ctx.sql`t.county = ${ctx.county} and t.closed_on between ${from} and ${to} and t.outcome is not null ${counted ? ctx.sql`and ${counted(ctx)}` : ctx.sql``}`;
  return {
    ...words,
    citation,
    async shares(ctx, period) {
      return ctx.sql<UnitShare[]>`
        select t.unit, count(*) filter (where not (${missed(ctx)}))::int as numerator, count(*)::int as denominator
        from task t where ${decided(ctx, period)} group by t.unit`;
    },
    async misses(ctx, period, unit) {
      return ctx.sql<Miss[]>`
        select t.unit, 'task:' || t.id as key, t.number || ' ' || t.title as title, ${detail(ctx)} as detail, t.closed_on as on, '/desk/tasks/' || t.id as link
        from task t where ${decided(ctx, period)} and ${missed(ctx)} ${unit ? ctx.sql`and t.unit = ${unit}` : ctx.sql``} order by t.closed_on, t.number`;
    },
  };
}

/** Duties whose day to answer lies in the period and has passed, or that were answered before it; what was joined or taken back owes nothing. */
export function ofDuties(m: Pick<UnitMeasure, 'id' | 'title' | 'counts'> & { kinds: readonly string[]; citation?: UnitMeasure['citation'] }): UnitMeasure {
  const { kinds, citation = supervised, ...words } = m;
  const due = (ctx: Ctx, { from, to }: Period) => ctx.sql`
    county = ${ctx.county} and kind = any(${kinds as string[]}) and state not in ('new', 'joined', 'withdrawn')
      and due_on between ${from} and ${to} and (due_on < ${ctx.today} or answered_on is not null)`;
  const late = (ctx: Ctx) => ctx.sql`(answered_on is null or answered_on > due_on)`;
  return {
    ...words,
    citation,
    async shares(ctx, period) {
      return ctx.sql<UnitShare[]>`
        select unit, count(*) filter (where not ${late(ctx)})::int as numerator, count(*)::int as denominator from duty where ${due(ctx, period)} group by unit`;
    },
    async misses(ctx, period, unit) {
      return ctx.sql<Miss[]>`
        select unit, 'duty:' || id as key, number || ' ' || title as title, due_on as on, '/desk/duties/' || id as link,
          case when answered_on is null then '到期没有答复' else '到期后才答复' end as detail
        from duty where ${due(ctx, period)} and ${late(ctx)} ${unit ? ctx.sql`and unit = ${unit}` : ctx.sql``} order by due_on, number`;
    },
  };
}

/** Ratings of the cases in which a unit took part; a bad one counts against the unit that had to answer for it. */
const ratings: UnitMeasure = {
  id: 'satisfied',
  title: '好评率',
  counts: '参与的办件在这一期收到的评价中，没有被认定为本部门差评的；差评记在负责整改的部门',
  citation: cite('GB/T 39734', '五级评价'),
  async shares(ctx, { from, to }) {
    return ctx.sql<UnitShare[]>`
      select r.unit, greatest(r.n - coalesce(d.n, 0), 0)::int as numerator, r.n as denominator
      from (select u.unit, count(*)::int as n from rating, unnest(units) u (unit)
          where county = ${ctx.county} and given_on between ${from} and ${to} group by u.unit) r
        left join (select unit, count(*)::int as n from duty
          where county = ${ctx.county} and kind = 'bad-rating' and opened_on between ${from} and ${to} group by unit) d on d.unit = r.unit`;
  },
  async misses(ctx, { from, to }, unit) {
    return ctx.sql<Miss[]>`
      select unit, 'duty:' || id as key, number || ' ' || title as title, body as detail, opened_on as on, '/desk/duties/' || id as link from duty
      where county = ${ctx.county} and kind = 'bad-rating' and opened_on between ${from} and ${to} ${unit ? ctx.sql`and unit = ${unit}` : ctx.sql``}
      order by opened_on, number`;
  },
};

export const supervisionMeasures: readonly UnitMeasure[] = [
  ofTasks({
    id: 'in-time',
    title: '按期办结率',
    counts: '这一期办结（批准或不予批准，含秒批）的事项中，没有超过承诺时限的',
    missed: ({ sql }) => sql`t.late is true`,
    detail: ({ sql }) => sql`'承诺 ' || t.promised_days || ' 个工作日，' || t.accepted_on || ' 受理，' || t.closed_on || ' 才办结'`,
  }),
  ofTasks({
    id: 'acted',
    title: '主动受理率',
    counts: '这一期办结的事项中，不是因为五个工作日没有人处理而依法视为受理的',
    citation: cite('行政许可法', '第三十二条'),
    missed: ({ sql }) => sql`t.tacit`,
    detail: ({ sql }) => sql`'收到后五个工作日没有处理，依法视为受理'`,
  }),
  ofTasks({
    id: 'told-once',
    title: '一次性告知率',
    counts: '这一期办结、曾经要求补正的事项中，只要求过一次的',
    citation: cite('行政许可法', '第三十二条'),
    counted: ({ sql }) => sql`t.corrections > 0`,
    missed: ({ sql }) => sql`t.corrections > 1`,
    detail: ({ sql }) => sql`'要求补正 ' || t.corrections || ' 次'`,
  }),
  ratings,
  ofDuties({
    id: 'answered',
    title: '督办、投诉和差评按期答复率',
    counts: '这一期到期的督办函、投诉和差评整改中，到期以前已经答复的',
    kinds: ['letter', 'complaint', 'bad-rating'],
  }),
];
