/** The schemes of last year and this, adopted; and last month's result, posted, with an objection. */

import { addDays } from '#platform/calendar';
import type { DemoCounty } from '#platform/demo';
import { runLines } from '#platform/runs';
import { approve, check, compute, object, post } from './appraisal.ts';
import { firstScheme } from './figures.ts';
import { daysOf } from './periods.ts';
import { adoptScheme, proposeScheme } from './schemes.ts';

export async function makeAppraisalDemo({ house, county, play }: DemoCounty): Promise<void> {
  const today = house.clock.today();
  const [supervisor, second, leader] = [await play('supervisor'), await play('supervisor.2'), await play('leader')];
  const lastMonth = addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7);
  for (const year of new Set([Number(lastMonth.slice(0, 4)), Number(today.slice(0, 4))])) {
    const { number } = await supervisor.does(proposeScheme, { year, scheme: { ...firstScheme, items: [...firstScheme.items] } });
    await leader.does(adoptScheme, { year, number });
  }
  const { from, to } = daysOf(lastMonth);
  const [worked] = await house.db.read(
    { county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] },
    sql => sql<{ unit: string }[]>`
    select unit from task where county = ${county} and closed_on between ${from} and ${to} and late and outcome is not null and unit <> 'loan-bank' order by closed_on limit 1`,
  );
  if (!worked) return;
  const { id } = await supervisor.does(compute, { period: lastMonth });
  await second.does(check, { runId: id, version: 1 });
  await leader.does(approve, { runId: id, version: 2 });
  await supervisor.does(post, { runId: id, version: 3 });
  const head = await play(`head.${worked.unit}`);
  const { items } = await head.reads(runLines, { runId: id, row: worked.unit, column: 'in-time' });
  await head.does(object, {
    runId: id,
    unit: worked.unit,
    column: 'in-time',
    line: items[0]!.key,
    text: '这一件等的是上级部门的数据核验，系统在那几天停机，请核对停机通知后剔除。',
  });
}
