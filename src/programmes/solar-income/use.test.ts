/** What became of a village's money: months of wages, shares, what is judged when; who is paid. */
import { describe, expect, it } from 'vitest';
import { monthNumber, paidTwice, unpaid } from './earners.ts';
import { againstClosing, type Before, hadOf, payeesOf, settled } from './paying.ts';
import { reachOf, useOf, wagesLate } from './use.ts';
import { plans } from './village-books.ts';

describe('wages', () => {
  it.each([
    ['paid every month', '2024-01', ['2024-01', '2024-02', '2024-03'], '2024-04-15', 0],
    ['the month that is over is owed', '2024-01', ['2024-01', '2024-02'], '2024-04-15', 1],
    ['three months late is the last that is allowed', '2024-01', ['2024-02', '2024-03'], '2024-04-15', 3],
    ['a gap counts from its month', '2024-01', ['2024-02', '2024-03', '2024-04'], '2024-05-01', 4],
    ['nothing is owed before the posts begin', '2024-03', [], '2024-03-31', 0],
    ['nor of the year after', '2023-12', ['2023-12'], '2024-06-01', 0],
    ['without posts there are none', null, [], '2024-12-01', 0],
  ] as const)('%s', (_, since, paid, today, late) => expect(wagesLate(since, paid, since?.slice(0, 4) ?? '2024', today)).toBe(late));
});

const paid = { town: 'zhike', payee: '枝柯村', names: ['枝柯村'], got: 520_000_00n };
const row = (more: object) => ({ town: 'zhike', name: '枝柯村', ...more });
const books = {
  plans: [row({ posts: 10, since: '2024-06', postedOn: '2024-05-01' })],
  ledger: [
    ...['06', '07', '08', '09', '10', '11', '12'].map(m => row({ kind: 'wages', month: `2024-${m}`, amount: '4000000' })),
    row({ kind: 'works', amount: '16000000' }),
  ],
  villages: [row({ residents: 50 })],
  ...{ posts: [], wages: [], twice: [] },
};
const faults = (more: object, today = '2025-02-01', of = paid) => useOf(of, { ...books, ...more }, '2024', today).breaches.map(b => `${b.fault} ${b.light}`);

describe('use in a village', () => {
  it('sums what is its own and what reaches households', () => {
    const use = useOf(paid, { ...books, ledger: [...books.ledger, { town: 'nuanquan', name: '枝柯村', kind: 'aid', amount: '1' }] }, '2024', '2025-02-01');
    expect(use).toMatchObject({ distributed: 440_000_00n, toHouseholds: 280_000_00n, posts: 10, residents: 50, wagesLate: 0 });
  });
  it('of 520,000 with 80,000 not given out is red when the year is over, and yellow before', () => {
    expect(faults({})).toEqual(['undistributed red']);
    expect(faults({}, '2024-12-31')).toEqual(['undistributed yellow']);
    expect(useOf(paid, books, '2024', '2025-02-01').light).toBe('red');
    const whole = [...books.ledger, row({ kind: 'works', amount: '200000' })];
    expect(faults({ ledger: whole })).toEqual([]);
  });
  it('judges posts and wages at once, and asks for a plan that hangs in the village', () => {
    expect(faults({ villages: [row({ residents: 49 })] }, '2024-07-02')).toContain('posts red');
    expect(faults({ ledger: books.ledger.filter(l => !('month' in l) || l.month !== '2024-06') }, '2024-10-05')).toContain('wages red');
    expect(faults({ plans: [] })).toContain('no-plan yellow');
    expect(faults({ plans: [row({ posts: 0 })] })).toContain('no-plan yellow');
    // Where nobody has said how many live there, nobody is blamed for it.
    expect(faults({ villages: [row({})] })).toEqual(['undistributed red']);
  });
});

describe('posts by name', () => {
  const token = (n: number) => `1411**********${n} blind${n}`;
  const holder = (n: number, more: object = {}) => row({ person: `人${n}`, identity: token(n), since: '2024-06', ...more });
  const wage = (n: number, month: string, more: object = {}) => ({ ...row({ person: `人${n}`, identity: token(n), amount: '4000000', ...more }), month });
  const months = ['06', '07', '08', '09', '10', '11', '12'].map(m => `2024-${m}`);

  it('count by who is in post, and a month is paid when everybody in post was', () => {
    const posts = [holder(1), holder(2, { until: '2024-07' })];
    const all = [...months.map(m => wage(1, m)), wage(2, '2024-06')];
    expect(useOf(paid, { ...books, posts, wages: all }, '2024', '2024-08-02')).toMatchObject({ posts: 1, wagesLate: 1 });
    expect(unpaid(posts, all, '2024', monthNumber('2024-08')).map(u => [u.person, u.month])).toEqual([['人2', '2024-07']]);
    expect(useOf(paid, { ...books, posts, wages: [...all, wage(2, '2024-07')] }, '2024', '2025-02-01').wagesLate).toBe(0);
  });
  it('find who is paid for one month in two villages, in both of them, and names that do not come to the ledger’s sum', () => {
    const wages = [...months.map(m => wage(1, m)), wage(1, '2024-06', { town: 'nuanquan', name: '弓阳村' })];
    const twice = paidTwice(wages);
    expect(twice).toMatchObject([{ person: '人1', month: '2024-06', masked: '1411**********1', places: [{ name: '枝柯村' }, { name: '弓阳村' }] }]);
    expect(faults({ posts: [holder(1)], wages, twice })).toContain('twice red');
    const short = wages.filter(w => w.month !== '2024-12');
    expect(useOf(paid, { ...books, posts: [holder(1)], wages: short }, '2024', '2024-12-31').breaches.map(b => b.words)).toContain(
      '2024-12的工资名单与台账金额不一致',
    );
  });
});

it('a plan that keeps less than half for households is doubted', () => {
  const doubts = (wages: string, works: string) => plans.doubts!(row({ wages, aid: '100', works })).join();
  expect(doubts('400', '500')).toBe('');
  expect(doubts('399', '500')).toContain('50%');
});

describe('who is paid', () => {
  const of = (key: string, title: string, payee: string, total: string) => ({
    key,
    title,
    unit: `town-${key.split('/')[0]}`,
    total,
    cells: { payee: { value: payee } },
  });
  it('is one line a payee, whoever gets nothing is none', () => {
    const rows = [
      of('a/x', '甲村', '甲村', '10.01'),
      of('a/s', '甲安置点', '甲村', '0.02'),
      of('a/t', '升辉', '宁乡镇', '1.00'),
      of('b/x', '甲村', '甲村', '5.00'),
      of('b/y', '乙村', '乙村', '0.00'),
    ];
    expect(payeesOf(rows, new Map([['a', '宁乡镇']])).map(p => [p.town, p.payee, p.kind, p.amount, p.places.length])).toEqual([
      ['a', '甲村', 'village', 1003n, 2],
      ['a', '宁乡镇', 'town', 100n, 1],
      ['b', '甲村', 'village', 500n, 1],
    ]);
  });
  it('is paid the difference when a run is replaced, and who had too much keeps it as a debt, to the fen', () => {
    const line = (payee: string, amount: bigint, more: Partial<Before> = {}): Before => ({
      ...{ town: 'a', payee, kind: 'village', state: 'paid', amount, credit: 0n, excess: 0n, way: null, taken: false, sameYear: true },
      ...more,
    });
    const old = [line('甲村', 1000n), line('乙村', 500n), line('丙村', 300n, { state: 'failed' }), line('丁村', 200n)];
    const due = (
      [
        ['甲村', 1200n],
        ['乙村', 450n],
        ['丙村', 300n],
      ] as const
    ).map(([payee, amount]) => ({ town: 'a', payee, kind: 'village' as const, places: [], amount }));
    const next = settled(due, hadOf(old));
    expect(next.map(l => [l.payee, l.amount, l.credit, l.excess])).toEqual([
      ['甲村', 200n, 1000n, 0n],
      ['乙村', 0n, 500n, 50n],
      ['丙村', 300n, 0n, 0n],
      ['丁村', 0n, 200n, 200n],
    ]);
    const sum = (of: (l: (typeof next)[number]) => bigint) => next.reduce((n, l) => n + of(l), 0n);
    expect(sum(l => l.amount + l.credit - l.excess)).toBe(1950n);
    // The year after takes off what was too much, unless it was given back; a third run of the year counts all that came.
    const after = (way: Before['way'], sameYear: boolean, taken = false) =>
      hadOf([line('乙村', 0n, { state: 'none', credit: 500n, excess: 50n, way, sameYear, taken })])[0]!.credit;
    expect([after('set-off', false), after('returned', false), after('set-off', false, true)]).toEqual([50n, 0n, 0n]);
    expect([after('returned', true), after('set-off', true)]).toEqual([450n, 500n]);
    // Divided anew after the next year took it off: that is not the payee's any more, whatever comes of this year.
    expect(after('set-off', true, true)).toBe(450n);
    // What is too much of two years is set off together.
    const both = [line('乙村', 300n, { state: 'paid' }), line('乙村', 0n, { state: 'none', credit: 500n, excess: 50n, way: 'set-off', sameYear: false })];
    expect(settled([{ ...due[1]!, amount: 330n }], hadOf(both)).map(l => [l.amount, l.credit, l.excess])).toEqual([[0n, 350n, 20n]]);
  });
  it('is not over before all money has come and every photo is there', () => {
    expect(
      againstClosing([
        { payee: '甲村', state: 'failed', proven: true },
        { payee: '乙村', state: 'paid', proven: false },
      ]),
    ).toEqual(['还没有到账的 1 个：甲村', '还没有交公示照片的 1 个：乙村']);
    expect(againstClosing([{ payee: '甲村', state: 'paid', proven: true }])).toEqual([]);
  });
});

it('tells what part of the village stations’ earnings has come to villages', () => {
  // 100 earned, 88 net, 12 of the central station: all 100 paid are 88 of the village stations.
  expect(reachOf(100n, { gross: 100n, net: 88n }, 100n)).toBe(8800n);
  expect(reachOf(50n, { gross: 100n, net: 88n }, 100n)).toBe(4400n);
  expect(reachOf(50n, { gross: 0n, net: 0n }, 12n)).toBeNull();
});
