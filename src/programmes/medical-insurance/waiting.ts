/** What waits in the enrolment: contradictions of the lists, and the steps of the subsidy. Hand-overs and reports wait in their own rooms. */
import { runsWait } from '#platform/runs';
import { ifAny, type Waits } from '#platform/waiting';
import { gathering, lists } from './figures.ts';
import { listsOf, period } from './lists.ts';
import { subsidyRun } from './subsidy-run.ts';
import { bureaus } from './words.ts';

const page = '/desk/insurance/conflicts';

/** 五: a list that never went, and rows that changed since it went; whoever keeps it may have nobody to list. */
const unsent: Waits = {
  may: 'register.write',
  async find({ sql, county, today }, units) {
    const own = listsOf.filter(l => l.due && units.includes(l.keeper));
    if (own.length === 0 || today < gathering.from) return [];
    const found = await sql<{ kind: string; went: boolean; count: number }[]>`
      with last as (
        select distinct on (kind) kind, id from register_handover
        where county = ${county} and kind = any(${own.map(l => l.id)}::text[]) and period = ${period} and to_unit = ${bureaus.leads} and state <> 'returned'
        order by kind, number desc)
      select r.kind, l.id is not null as went, count(*)::int as count from register_row r left join last l on l.kind = r.kind
      left join register_handover_row w on w.county = r.county and w.handover = l.id and w.row_id = r.id and w.row_version = r.version
      where r.county = ${county} and r.kind = any(${own.map(l => l.id)}::text[]) and r.period = ${period} and r.withdrawn_on is null and w.row_id is null
      group by r.kind, l.id`;
    return found.map(({ kind, went, count }) => ({
      title: `推送${own.find(l => l.id === kind)!.title}`,
      detail: went ? `上次推送以后新增或改过的，${lists.changeWithin} 个工作日内推送` : '还没有推送过',
      ...{ count, due: went ? null : lists.by, link: `/desk/insurance/lists/${kind}?year=${period}` },
    }));
  },
};

const sent: Waits = {
  may: 'insurance-conflict.answer',
  async find({ sql, county }, units) {
    const [n] = await sql<{ count: number }[]>`
      select count(*)::int as count from insurance_conflict
      where county = ${county} and period = ${period} and state = 'sent' and unit = any(${[...units]}::text[])`;
    return ifAny({ title: '答复参保名单的问题', detail: '县医保局发回', count: n!.count, link: `${page}?state=sent` });
  },
};

const back: Waits = {
  may: 'insurance-conflict.work',
  async find({ sql, county }, units) {
    if (!units.includes(bureaus.leads)) return [];
    const [n] = await sql<{ open: number; answered: number }[]>`
      select count(*) filter (where state = 'open')::int as open, count(*) filter (where state = 'answered')::int as answered
      from insurance_conflict where county = ${county} and period = ${period}`;
    return [
      { title: '发回参保名单的问题', detail: '比对出来，还没有发回', count: n!.open, link: `${page}?state=open` },
      { title: '关闭已答复的名单问题', count: n!.answered, link: `${page}?state=answered` },
    ].flatMap(ifAny);
  },
};

export const insuranceWaits: readonly Waits[] = [unsent, sent, back, ...runsWait(subsidyRun)];
