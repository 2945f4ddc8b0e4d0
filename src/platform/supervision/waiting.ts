/** Duties that wait: for the unit an answer and a consent, for the supervisor a closing and a decision. */
import type { Ctx } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { ifAny, type Waits } from '../waiting/index.ts';
import { deskPage, kindOf } from './kinds.ts';

interface Found {
  kind: string;
  count: number;
  due: Day | null;
  one: string;
  title: string;
}

const list = '/desk/duties';

/** One duty leads to itself, several to their list. */
const found = (ctx: Ctx, rows: readonly Found[], verb: string, filter: string) =>
  rows.map(({ kind: of, count, due, one, title }) => {
    const kind = kindOf(ctx, of);
    const link = count === 1 ? deskPage(kind, one) : `${list}?kind=${of}&${filter}`;
    return { title: `${verb}${kind.title}`, due, link, ...(count === 1 ? { detail: title } : { count }) };
  });

export const dutiesWait: readonly Waits[] = [
  {
    may: 'duty.answer',
    async find(ctx, units) {
      const rows = await ctx.sql<Found[]>`
        select kind, count(*)::int as count, min(due_on) as due, (array_agg(id order by due_on nulls last, id))[1] as one,
          (array_agg(title order by due_on nulls last, id))[1] as title
        from duty where county = ${ctx.county} and unit = any(${[...units]}::text[]) and state = 'open' group by kind`;
      return found(ctx, rows, '答复', 'state=open');
    },
  },
  {
    may: 'duty.hand-over',
    async find({ sql, county }, units) {
      const [n] = await sql<{ count: number }[]>`
        select count(*)::int as count from duty where county = ${county} and to_unit = any(${[...units]}::text[]) and state = 'open'`;
      return ifAny({ title: '商请本单位接办，等答复', count: n!.count, link: `${list}?waits=consent` });
    },
  },
  {
    may: 'duty.close',
    async find(ctx) {
      const follow = Object.values(ctx.house.duties).flatMap(k => (k.follow ? k.id : []));
      const rows = await ctx.sql<Found[]>`
        select kind, count(*)::int as count, null as due, (array_agg(id order by answered_on, id))[1] as one, (array_agg(title order by answered_on, id))[1] as title
        from duty where county = ${ctx.county} and state = 'answered' and not kind = any(${follow}::text[]) group by kind`;
      return found(ctx, rows, '确认答复：', 'state=answered');
    },
  },
  {
    may: 'duty.close',
    async find({ sql, county }) {
      const [n] = await sql<{ dispute: number; late: number }[]>`
        select count(*) filter (where declined >= 2)::int as dispute, count(*) filter (where reminded = 4)::int as late
        from duty where county = ${county} and state = 'open'`;
      return [
        { title: '协调责任部门', detail: '几个部门都不接', count: n!.dispute, link: `${list}?waits=dispute` },
        { title: '督促超期未答复的', detail: '已提请督导员', count: n!.late, link: `${list}?waits=supervisor` },
      ].flatMap(ifAny);
    },
  },
];
