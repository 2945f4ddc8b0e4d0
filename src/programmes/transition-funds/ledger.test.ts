/** The year's ledger, what it says against a plan's rows, the balance by source, who is slow; and the plan in words. */
import { describe, expect, it } from 'vitest';
import { fenOfWan } from '#platform/money';
import type { Values } from '#platform/registers';
import { type Source, slow, sources } from './figures.ts';
import { balanceBySource, goalState, ledgerOf, paceOf, projectOf, storeFindings, twins, yearGone } from './ledger.ts';
import { needed } from './ledgers.ts';
import { narrativeOf } from './narrative.ts';
import { type Entry, findingsOfPlan } from './plan.ts';
import { readPlan } from './reading.ts';

const f = (text: string) => fenOfWan(text)!;
const kept = (text: string) => String(f(text));
const whole: Values = Object.fromEntries(needed.map(n => [n.key, n.key === 'amount' ? kept('30') : '写了']));
const project = (name: string, more: Values = {}) => ({ id: name, cells: { ...whole, name, ...more } });
const given = (project: string, source: Source, amount: string): Values => ({ project, source, amount: kept(amount) });
const row = (name: string, more: Partial<Entry>): Entry => ({
  ...{ id: name, part: 'cut', no: 1, name, kind: 'industry', text: '', reason: '', basis: '', town: null, unit: null, change: 0n },
  ...more,
});
const all = Object.keys(sources) as Source[];
const said = (rows: Entry[], ledger: ReturnType<typeof ledgerOf>) =>
  storeFindings(rows, ledger, all, needed.length).map(x => [x.id, x.kind, x.stated, x.computed]);

const ledger = ledgerOf(
  [project('甲'), project('乙', { goal: null, place: null }), project('丙')],
  [
    given('甲', 'central', '20'),
    given('甲', 'central', '10'),
    given('乙', 'city', '5'),
    given('丙', 'central', '1'),
    given('丙', 'county', '2'),
    given('丁', 'county', '7'),
  ],
  [
    { project: '甲', amount: kept('12.5') },
    { project: ' 甲', amount: kept('0.000001') },
  ],
  needed,
);

describe('the year’s money', () => {
  it('of the document comes to its total, to the fen', () => {
    expect(all.reduce((n, s) => n + sources[s].amount, 0n)).toBe(f('18570.75'));
  });
  it('is put together by project, however its name is spaced, and names what the store does not have', () => {
    expect(projectOf(ledger, { name: '甲 ' })).toMatchObject({ allotted: f('30'), paid: f('12.500001') });
    expect(projectOf(ledger, { name: '乙' })!.lacks).toEqual(['实施地点', '绩效目标']);
    expect(ledger.strange).toEqual(['丁']);
  });
});

describe('against a plan', () => {
  it('a project must be in the store with every field of the annex', () => {
    expect(said([row('戊', {}), row('乙', { planned: f('5') })], ledger)).toEqual([
      ['戊', 'store', 1n, 0n],
      ['乙', 'fields', 12n, 10n],
    ]);
    expect(storeFindings([row('戊', {})], ledgerOf([], [], [], needed), all, 12)).toEqual([]);
  });
  it('a project that is still proposed or was refused is not in the store; one of which nobody said where it stands is', () => {
    const store = ledgerOf(
      [project('甲'), project('乙', { stage: 'posted' }), project('丙', { stage: 'refused' }), project('丁', { stage: 'store' })],
      [],
      [],
      needed,
    );
    const news = ['甲', '乙', '丙', '丁'].map(name => row(name, { part: 'new' }));
    expect(said(news, store).map(x => x.slice(0, 2))).toEqual([
      ['乙', 'store'],
      ['丙', 'store'],
    ]);
  });
  it('a cut is of what was allotted and is not yet paid: at it, and one fen above', () => {
    const at = (change: string) =>
      said([row('甲', { planned: f('30'), change: f(change), reason: '未实施' }), row('甲', { part: 'addition', change: f(change) })], ledger);
    expect(at('17.499999')).toEqual([]);
    expect(at('17.5')).toEqual([['甲', 'unpaid', f('17.5'), f('17.499999')]]);
    expect(said([row('甲', { planned: f('29') })], ledger)).toEqual([['甲', 'allotted', f('29'), f('30')]]);
  });
  it('balances by source once every row says where its money is from', () => {
    const cut = row('甲', { planned: f('30'), change: f('3') });
    const two = row('丙', { part: 'addition', change: f('3') });
    const by = (rows: Entry[]) =>
      balanceBySource(rows, ledger, all)
        .filter(b => b.cut !== b.given)
        .map(b => [b.source, b.cut, b.given]);
    // 丙 has two sources and does not say which.
    expect(by([cut, two])).toEqual([
      ['central', f('3'), 0n],
      ['', 0n, f('3')],
    ]);
    expect(said([cut, two], ledger)).toEqual([]);
    expect(said([cut, { ...two, sources: { central: f('2'), county: f('1') } }], ledger)).toEqual([
      ['source central', 'source', f('3'), f('2')],
      ['source county', 'source', 0n, f('1')],
    ]);
    expect(said([cut, { ...two, sources: { central: f('3') } }], ledger)).toEqual([]);
  });
});

it('calls slow what is behind the year, and at risk of standing idle what is little paid from September on', () => {
  expect([yearGone('2024-01-01'), yearGone('2024-07-01'), yearGone('2024-12-31')]).toEqual([0, 50, 100]);
  const pace = (paid: string, today: string, year = 2024) => paceOf({ allotted: f('100'), paid: f(paid) }, year, today, slow);
  expect(pace('30', '2024-07-01')).toEqual({ rate: 30, slow: false, idle: false });
  expect(pace('29', '2024-07-01')).toEqual({ rate: 29, slow: true, idle: false });
  expect([pace('74', '2024-08-31').idle, pace('74', '2024-09-01').idle, pace('75', '2024-09-01').idle]).toEqual([false, true, false]);
  expect(pace('100', '2024-12-31')).toEqual({ rate: 100, slow: false, idle: false });
  expect(pace('99', '2025-01-02').slow).toBe(false);
  expect(pace('70', '2025-01-02')).toEqual({ rate: 70, slow: true, idle: true });
  expect(paceOf({ allotted: 0n, paid: 0n }, 2024, '2024-12-01', slow)).toEqual({ rate: null, slow: false, idle: false });
});

describe('the plan in words', () => {
  const rows: Entry[] = [
    row('甲', { id: 'cut-1', planned: f('10'), settled: f('7.000001'), change: f('2.999999') }),
    row('乙', { id: 'cut-2', no: 2, kind: 'infrastructure', planned: f('9'), change: f('2'), parts: [f('1.5'), f('0.5')], reason: '因项目未实施。' }),
    row('丙', { id: 'addition-1', part: 'addition', no: 1, paid: f('35'), quantity: f('50'), rate: f('0.8'), due: f('40'), change: f('5') }),
    row('丁', { id: 'new-1', part: 'new', no: 1, change: f('30'), reason: '场地平整' }),
  ];
  const text = (of: Entry[]) => ['一、整合规模', ...narrativeOf(of), '四、工作要求'].join('\n');
  it('reads back as the same rows, sums and counts, so it cannot say something else', () => {
    const read = readPlan(text(rows));
    expect(read.rows.map(r => [r.id, r.kind, r.change, r.planned, r.settled, r.paid, r.parts])).toEqual(
      rows.map(r => [r.id, r.kind, r.change, r.part === 'addition' ? r.paid : r.planned, r.settled, r.paid, r.parts]),
    );
    const stated = read.stated.map(s => ({ part: s.part, kind: s.kind ?? ('' as const), purse: '' as const, sum: s.sum, count: s.count ?? null }));
    expect(stated).toHaveLength(6);
    expect(findingsOfPlan(rows, stated).filter(x => x.kind === 'sum' || x.kind === 'count')).toEqual([]);
    expect(read.unread).toEqual([]);
  });
});

describe('payments that may be one made twice', () => {
  const paid = (voucher: string, on: string, more: object = {}) => ({
    voucher,
    project: '甲',
    payee: '合作社',
    source: 'central',
    amount: '10000',
    on,
    ...more,
  });
  const found = (...of: ReturnType<typeof paid>[]) => twins(of, 15).map(pair => pair.map(p => p.voucher));
  it('are of one project, payee, source and amount within fifteen days', () => {
    expect(found(paid('2', '2024-09-16'), paid('1', '2024-09-01'), paid('3', '2024-10-02'))).toEqual([['1', '2']]);
    expect(found(paid('1', '2024-09-01'), paid('2', '2024-09-17'))).toEqual([]);
    for (const more of [{ project: '乙' }, { payee: '别人' }, { source: 'city' }, { amount: '10001' }])
      expect(found(paid('1', '2024-09-01'), paid('2', '2024-09-01', more))).toEqual([]);
  });
});

describe('the goal of a quarter', () => {
  const state = (paid: bigint, today: string, percent: number | null = 75) => goalState(percent, paid, 100n, 3, 2024, today);
  it('is met at its percent, running until its last day, missed on the day after', () => {
    expect(state(75n, '2024-09-30')).toBe('met');
    expect(state(74n, '2024-09-30')).toBe('running');
    expect(state(74n, '2024-10-01')).toBe('missed');
    expect(state(75n, '2024-10-01')).toBe('met');
    expect(state(99n, '2024-06-30')).toBe('ahead');
    expect(state(0n, '2024-10-01', null)).toBe('none');
    expect(goalState(75, 0n, 0n, 1, 2024, '2024-04-01')).toBe('missed');
  });
});
