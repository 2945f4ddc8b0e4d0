/** Due days, what the system knows, what is refused, sums and shares, differences, the form's heading. */
import { describe, expect, it } from 'vitest';
import { calendarOf } from '../calendar/index.ts';
import { checkRound, type RoundKind } from './kinds.ts';
import { headRows, inForm } from './pure.ts';
import { added, against, changesOf, departures, faultsOf, figuresOf, lightOf, merged, percent, type ReportRow } from './rules.ts';
import { dueInstant, periodBefore, periodOf, periodsUntil, type Schedule } from './schedule.ts';

const calendar = calendarOf([{ year: 2024, holidays: ['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07'], workdays: ['2024-10-12'] }]);

describe('due days', () => {
  const monthly: Schedule = { every: 'month', day: 20, of: 'this', from: '2024-07-01', to: '2025-12-31' };
  it('move from a day off to the next working day, unless the document names them exactly', () => {
    // 2024-10-20 is a Sunday.
    expect(periodOf(monthly, calendar, '2024-10')).toEqual({ id: '2024-10', title: '2024年10月', opens: '2024-10-01', due: '2024-10-21' });
    expect(periodOf({ ...monthly, exact: true }, calendar, '2024-10')!.due).toBe('2024-10-20');
    expect(periodOf({ ...monthly, day: 5, of: 'next' }, calendar, '2024-09')).toMatchObject({ opens: '2024-10-01', due: '2024-10-08' });
    expect(periodOf({ ...monthly, day: 31, exact: true }, calendar, '2024-11')!.due).toBe('2024-11-30');
  });
  it('are not known where that year’s holidays are not', () => {
    expect(periodOf({ ...monthly, of: 'next' }, calendar, '2024-12')!.due).toBeNull();
    expect(periodsUntil({ every: 'workday', from: '2024-12-30' }, calendar, '2025-01-02', 9).map(p => p.id)).toEqual(['2024-12-31', '2024-12-30']);
  });
  it('come the newest first, from the first to the last, and go back from any', () => {
    expect(periodsUntil(monthly, calendar, '2024-10-01', 9).map(p => p.id)).toEqual(['2024-10', '2024-09', '2024-08', '2024-07']);
    expect(periodsUntil(monthly, calendar, '2024-10-01', 2, '2024-09').map(p => p.id)).toEqual(['2024-08', '2024-07']);
    expect(periodOf(monthly, calendar, '2024-06')).toBeNull();
    expect(periodOf(monthly, calendar, '2024-13')).toBeNull();
    const day: Schedule = { every: 'workday', from: '2024-09-29', to: '2024-10-12', by: '17:00' };
    expect(periodsUntil(day, calendar, '2024-11-04', 3).map(p => p.id)).toEqual(['2024-10-12', '2024-10-11', '2024-10-10']);
    expect(periodBefore(day, calendar, periodOf(day, calendar, '2024-10-08')!, '2024-11-04')!.id).toBe('2024-09-30');
    expect(periodOf(day, calendar, '2024-10-01')).toBeNull();
    const dates = ['2024-12-18', '2025-06-20'].map(due => ({ id: due, title: due, opens: `${due.slice(0, 8)}01`, due }));
    const named: Schedule = { every: 'named', from: '2024-12-01', dates };
    expect(periodsUntil(named, calendar, '2025-06-01', 9).map(p => p.id)).toEqual(['2025-06-20', '2024-12-18']);
    expect(periodsUntil(named, calendar, '2025-05-31', 9).map(p => p.id)).toEqual(['2024-12-18']);
    expect(periodOf(named, calendar, '2025-12-05')).toBeNull();
  });
  it('end with the day, or at the hour that is named', () => {
    expect(dueInstant('2024-11-04', '17:00')).toBe('2024-11-04T09:00:00.000Z');
    expect(dueInstant('2024-11-04', undefined)).toBe('2024-11-04T16:00:00.000Z');
    const at = (now: string) => lightOf('owed', '2024-11-04', dueInstant('2024-11-04', '17:00'), now, now.slice(0, 10));
    expect([at('2024-11-02T01:00:00.000Z'), at('2024-11-03T01:00:00.000Z'), at('2024-11-04T09:00:00.000Z'), at('2024-11-04T09:00:00.001Z')]).toEqual([
      'green',
      'yellow',
      'yellow',
      'red',
    ]);
    expect(lightOf('sent', '2024-11-04', dueInstant('2024-11-04', '17:00'), '2024-12-01T00:00:00.000Z', '2024-12-01')).toBe('none');
  });
});

const kind: Pick<RoundKind, 'columns' | 'rates' | 'rows' | 'faults' | 'doubts'> = {
  rows: { unit: '个', key: ['name'], added: true },
  columns: [
    { key: 'name', title: '项目', type: 'words', required: true, known: 'fixed' },
    { key: 'planned', title: '计划', type: 'money', measure: '万元', known: 'fixed', sum: true, under: ['资金'] },
    { key: 'paid', title: '支付', type: 'money', measure: '万元', known: 'reason', required: true, sum: true, under: ['资金', '其中'] },
    { key: 'people', title: '人', type: 'whole', sum: true },
  ],
  rates: [{ key: 'rate', title: '支付率', part: 'paid', whole: 'planned', after: 'paid', under: ['资金', '其中'] }],
  faults: (v, before) => (before && Number(v.paid ?? 0) < Number(before.paid ?? 0) ? [{ path: 'paid', message: '累计支付比上期少' }] : []),
  doubts: v => (Number(v.people ?? 0) > 100 ? ['人数很多'] : []),
};
const row = (id: string, cells: ReportRow['cells'], more: Partial<ReportRow> = {}): ReportRow => ({ id, cells, known: {}, note: '', ...more });

describe('what the system knows', () => {
  const known = [{ id: 'p1', values: { name: '甲', planned: '1000', paid: '400' } }];
  it('fills a new report, keeps what is fixed, and follows until the reporter says otherwise', () => {
    const [first] = merged(kind, [], known);
    expect(first).toEqual(row('p1', { name: '甲', planned: '1000', paid: '400', people: null }, { known: known[0]!.values }));
    const later = [{ id: 'p1', values: { name: '甲', planned: '900', paid: '500' } }];
    expect(merged(kind, [first!], later)[0]!.cells).toMatchObject({ planned: '900', paid: '500' });
    const touched = { ...first!, cells: { ...first!.cells, paid: '450', people: 7 }, note: '凭证在途' };
    expect(merged(kind, [touched], later)[0]).toMatchObject({ cells: { planned: '900', paid: '450', people: 7 }, note: '凭证在途' });
    expect(departures(kind, touched).map(c => c.key)).toEqual(['paid']);
  });
  it('takes along rows of the reporter’s own and leaves what it no longer knows', () => {
    const kept = [row('p0', { name: '旧' }), row('own-1', { name: '自己加的' })];
    expect(merged(kind, kept, known).map(r => r.id)).toEqual(['p1', 'own-1']);
    expect(merged({ ...kind, rows: 'one' }, [], []).map(r => r.id)).toEqual(['row']);
  });
});

describe('sending', () => {
  const good = row('p1', { name: '甲', planned: '1000', paid: '400' }, { known: { paid: '400' } });
  const at = (rows: ReportRow[], before: [string, ReportRow['cells']][] = []) => faultsOf(kind, rows, new Map(before)).map(f => f.path);
  it('is refused cell by cell: empty, not fitting, twice, less than before', () => {
    expect(at([good])).toEqual([]);
    expect(at([row('p1', { name: '甲' })])).toEqual(['rows.0.values.paid']);
    expect(at([good, row('own-1', { name: '甲', paid: '0' })])).toEqual(['rows.1.values.name']);
    expect(at([good], [['p1', { paid: '401' }]])).toEqual(['rows.0.values.paid']);
  });
  it('asks for words where the reporter departs from the system, or something is doubtful', () => {
    const departed = { ...good, cells: { ...good.cells, paid: '390' } };
    expect(at([departed])).toEqual(['rows.0.note']);
    expect(at([{ ...departed, note: '一笔退回' }])).toEqual([]);
    expect(at([row('own-1', { name: '乙', paid: '1', people: 101 })])).toEqual(['rows.0.note']);
  });
  it('follows its states, with every reason', () => {
    expect(against({ state: 'draft', no: 1 }, 'sent')).toEqual([]);
    expect(against({ state: 'accepted', no: 1 }, 'recalled')).toEqual(['这份报表现在是“已审核”，不能撤回']);
    expect(against({ state: 'sent', no: 1 }, 'dropped')).toHaveLength(2);
    expect(against({ state: 'returned', no: 2 }, 'dropped')).toEqual([]);
  });
});

describe('sums', () => {
  it('add to the fen over rows and units, and shares are reckoned from sums', () => {
    const a = figuresOf(kind, [row('1', { planned: '1000', paid: '333', people: 2 }), row('2', { planned: null, paid: '1' })]);
    expect(a).toEqual({ rows: 2, sums: { planned: 1000n, paid: 334n, people: 2n } });
    expect(added([a, a]).sums.paid).toBe(668n);
    expect([percent(334n, 1000n), percent(1n, 3n), percent(2n, 3n), percent(5n, 0n), percent(0n, 7n), percent(9n, 6n)]).toEqual([
      '33.40',
      '33.33',
      '66.67',
      null,
      '0.00',
      '150.00',
    ]);
  });
  it('differ between two versions cell by cell, and rows that came and went are named', () => {
    const older = [row('1', { name: '甲', paid: '1' }), row('own-2', { name: '乙' })];
    const newer = [row('1', { name: '甲', paid: '2' }, { note: '补记' }), row('own-3', { name: '丙' })];
    expect(changesOf(kind, older, newer).map(c => [c.name, c.column, c.was, c.is])).toEqual([
      ['甲', 'paid', '1', '2'],
      ['甲', 'note', '', '补记'],
      ['丙', '', null, true],
      ['乙', '', true, null],
    ]);
  });
});

it('heads the form with merged groups, rates among the columns', () => {
  const columns = inForm(kind.columns, kind.rates!);
  expect(columns.map(c => c.key)).toEqual(['name', 'planned', 'paid', 'rate', 'people']);
  expect(headRows(columns).map(r => r.map(h => [h.title, h.column, h.wide, h.high]))).toEqual([
    [
      ['项目', 0, 1, 3],
      ['资金', 1, 3, 1],
      ['人', 4, 1, 3],
    ],
    [
      ['计划（万元）', 1, 1, 2],
      ['其中', 2, 2, 1],
    ],
    [
      ['支付（万元）', 2, 1, 1],
      ['支付率', 3, 1, 1],
    ],
  ]);
});

it('stops the start where a kind does not fit together', () => {
  const whole = {
    ...kind,
    id: 'x',
    title: 'x',
    basis: { document: '', place: '' },
    dueFrom: 'assumed',
    collects: 'finance',
    owes: 'towns',
  } as unknown as RoundKind;
  expect(checkRound(whole)).toBe(whole);
  expect(() => checkRound({ ...whole, rates: [{ ...kind.rates![0]!, whole: 'name' }] })).toThrow('round x: rate');
  expect(() => checkRound({ ...whole, columns: kind.columns.map(c => ({ ...c, sum: true })) })).toThrow('round x: name');
  expect(() => checkRound({ ...whole, rows: { unit: '个', key: ['people'], added: true } })).toThrow('people');
});
