/** What waits in the enrolment: contradictions of the lists, and the steps of the subsidy. Hand-overs and reports wait in their own rooms. */
import { runsWait } from '#platform/runs';
import { ifAny, type Waits } from '#platform/waiting';
import { period } from './lists.ts';
import { subsidyRun } from './subsidy-run.ts';
import { bureaus } from './words.ts';

const page = '/desk/insurance/conflicts';

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

export const insuranceWaits: readonly Waits[] = [sent, back, ...runsWait(subsidyRun)];
