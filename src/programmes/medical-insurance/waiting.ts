/** What waits in the enrolment: contradictions of the lists, and the steps of the subsidy. Hand-overs and reports wait in their own rooms. */
import { runsWait } from '#platform/runs';
import { ifAny, type Waits } from '#platform/waiting';
import { gathering, lists } from './figures.ts';
import { handedLists } from './handing.ts';
import { listsOf, period } from './lists.ts';
import { pendingLists } from './pending.ts';
import { subsidyRun } from './subsidy-run.ts';
import { bureaus } from './words.ts';

const page = '/desk/insurance/conflicts';

/** 五: a list that never went, and what of it changed since it went; whoever keeps it may have nobody to list. */
const unsent: Waits = {
  may: 'register.write',
  async find(asker, units) {
    if (asker.today < gathering.from || !listsOf.some(l => l.due && units.includes(l.keeper))) return [];
    const [pending, went] = await asker.asHouse(async ctx => [await pendingLists(ctx, units), await handedLists(ctx)] as const);
    return [...pending].flatMap(([id, { waiting, dueOn }]) =>
      ifAny({
        title: `推送${listsOf.find(l => l.id === id)!.title}`,
        detail: went.has(id) ? '上次推送以后新增、改过或不再有的' : '还没有推送过',
        ...{ count: waiting, due: went.has(id) ? dueOn : lists.by, link: `/desk/insurance/lists/${id}?year=${period}` },
      }),
    );
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
