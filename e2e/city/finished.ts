/** A case from the application to its end, through the doors that people use. */
import { dice, players } from '#platform/demo';
import { apply } from '../../src/programmes/one-thing/demo/play.ts';
import { type County, rows } from '../../src/testing/index.ts';

const registrationOnly = { 'file-move': 'no', 'flexible-pension': 'no', 'medical-cover': 'none', 'flexible-fund': 'no' };

/** Gives its number. Thing 12 with one matter: the registration of flexible employment. */
export async function finishedCase(county: County, account: string): Promise<string> {
  const [person] = await rows<{ subject: string }>(county, `select subject from demo_account where account = '${account}'`);
  const player = await players(county.house, county.county)('person', person!.subject);
  const { caseId, number } = await apply(county.house, county.county, player, { thing: 12, answers: registrationOnly }, dice(7).fork(account));
  const reviewer = await county.as('reviewer.human-resources');
  const { items } = (await reviewer.get('/desk/tasks')).body;
  for (const { id, version } of items.filter((t: { caseId: string }) => t.caseId === caseId)) {
    const decided = await reviewer.post(`/desk/tasks/${id}/decision`, {
      version,
      decision: { outcome: 'approved' },
      details: { licences: [{ attributes: { 'certificate-number': `ZYJY2024${account.length}001`, 'registered-as': '就业' } }] },
    });
    if (decided.status !== 200) throw new Error(JSON.stringify(decided.body));
  }
  return number;
}
