/** Cases that already stand when a journey begins: filed through the very actions that the portal's pages use. */
import { dice, players } from '#platform/demo';
import { apply } from '../src/programmes/one-thing/demo/play.ts';
import { rows } from '../src/testing/index.ts';
import type { Journey } from './journey.ts';

export interface Filed {
  caseId: string;
  number: string;
}

/** One application of the person behind a demo account, from the questions to the receipt. */
export async function file(journey: Journey, account: string, thing: number, answers: Record<string, string>): Promise<Filed> {
  const { county } = journey;
  const [person] = await rows<{ subject: string }>(county, `select subject from demo_account where account = '${account}'`);
  const play = players(county.house, county.county);
  return apply(county.house, county.county, await play('person', person!.subject), { thing, answers }, dice(7).fork(account));
}
