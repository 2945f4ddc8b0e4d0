import { describe, expect, it } from 'vitest';
import type { CaseView } from '../../case-view.ts';
import { firstWords, lineOf } from './case-words.ts';
import { inOrder } from './order.ts';

const task = (key: string, more: object = {}) => ({
  id: `id-${key}`,
  key,
  title: key,
  unit: 'tax',
  state: 'waiting',
  outcome: null,
  after: [],
  stops: [],
  ...more,
});
const view = (tasks: object[], more: { state?: string; events?: object[] } = {}) =>
  ({ case: { state: more.state ?? 'open', delivery: 'post' }, tasks, units: { tax: '县税务局' }, events: more.events ?? [] }) as unknown as CaseView;

describe('the line of a matter', () => {
  it('tells the number of the parcel that the result is in', () => {
    const done = task('deed', { state: 'delivered', outcome: 'approved', closedOn: '2024-11-22' });
    const sent = { taskId: done.id, kind: 'deliver', detail: { way: 'post', note: 'SF123456789012' } };
    const at = (events: object[]) => lineOf(view([done], { events }), done as never, '2024-11-25').text;
    expect(at([sent])).toBe('11月22日办好，已寄出，邮寄单号 SF123456789012');
    expect(at([])).toBe('11月22日办好');
  });

  it('stands where its turn comes, not where the catalogue has it', () => {
    const tasks = [
      task('registration', { after: ['tax', 'contract'] }),
      task('tax', { after: ['contract'] }),
      task('contract'),
      task('water', { after: ['registration'] }),
    ];
    expect(inOrder(tasks).map(t => t.key)).toEqual(['contract', 'tax', 'registration', 'water']);
  });
});

describe('the first words of a receipt', () => {
  it('say who begins and who waits', () =>
    expect(firstWords(view([task('a', { state: 'ready' }), task('b')]))).toBe(
      '县税务局先办，5 个工作日内决定是否受理；另外 1 个事项等前面的办好，自动接着办，您不用再申请。',
    ));
  it('are words too when nothing begins any more', () => {
    expect(firstWords(view([task('a', { state: 'withdrawn' })], { state: 'withdrawn' }))).toBe('这次申请已经撤回。');
    expect(firstWords(view([task('a', { state: 'correcting' })]))).toBe('进展在“我的办件”里看。');
  });
});
