/** The demo county's knowledge base, written, reviewed and asked by the people of the demo. */
import { addDays, addMonths, type Day } from '#platform/calendar';
import type { DemoCounty } from '#platform/demo';
import { ask, giveFeedback } from '../ask.ts';
import { addSynonym } from '../desk.ts';
import { makeEntry, publishEntries } from '../entries.ts';
import type { Content } from '../forms.ts';
import { firstSynonyms } from '../words.ts';
import { demoEntries } from './entries.ts';
import type { DemoEntry } from './entry.ts';

/** Until the end of its year; where that has passed, for some weeks more, so that there is one to look after. */
const until = (year: number, today: Day) => (`${year}-12-31` > addDays(today, 20) ? `${year}-12-31` : addDays(today, 20));

export const contentOf = (e: DemoEntry, today: Day): Content => ({
  question: e.question,
  variants: e.variants ?? [],
  answer: e.answer,
  keywords: e.keywords ?? [],
  things: e.things ?? [],
  source: e.source,
  sourceLink: e.sourceLink ?? '',
  audience: e.audience ?? 'everyone',
  category: e.category,
  validUntil: e.soon ? addDays(today, 18) : e.year ? until(e.year, today) : null,
  reviewBy: addMonths(today, 12),
  change: '',
});

/** Asked in vain, with how often: what the seats have to work on. */
const vain: readonly [string, number][] = [
  ['暖气费今年多少钱一平米', 4],
  ['驾驶证到期了在县里能换吗', 3],
  ['护照在中阳能不能办', 3],
  ['农机补贴怎么领', 2],
  ['路灯坏了找谁修', 2],
  ['婚假有几天', 1],
];

export async function makeKnowledge({ house, play }: DemoCounty): Promise<void> {
  const today = house.clock.today();
  const seat = await play('hotline');
  const owner = await play('service-owner');
  for (const { word, same } of firstSynonyms) await seat.does(addSynonym, { word, same: [...same] });
  const waiting: { entryId: string; version: number }[] = [];
  for (const e of demoEntries) {
    const { id, version } = await seat.does(makeEntry, { unit: e.unit, content: contentOf(e, today), submit: e.state !== 'draft' });
    if (!e.state) waiting.push({ entryId: id, version });
  }
  await owner.does(publishEntries, { entries: waiting });
  const guest = await play('resident');
  for (const [question, times] of vain) for (let i = 0; i < times; i++) await guest.does(ask, { question });
  for (const question of ['开面馆要什么材料', '上户口去哪办', '社保卡丢了怎么办', '居民医保交多少钱', '低保什么条件']) await guest.does(ask, { question });
  const answered = await guest.does(ask, { question: '社保卡丢了怎么办' });
  await guest.does(giveFeedback, { helpful: true, target: answered.target, question: '社保卡丢了怎么办' });
  const vague = await guest.does(ask, { question: '乡镇有没有自助机能办事' });
  await guest.does(giveFeedback, { helpful: false, reason: '没有写自助机在哪个位置，几点开门', target: vague.target, question: '乡镇有没有自助机' });
}
