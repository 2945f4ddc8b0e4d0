import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#platform/calendar';
import { fenOfWan, scaled, wanOf } from '#platform/money';
import { callRule } from '#platform/rules';
import { fundsCheck } from './called.ts';
import { sources, total } from './figures.ts';
import { check, findingsOf, type Row, rateThatFits } from './rules.ts';

const wan = (text: string) => fenOfWan(text)!;
const cut = (planned: string, settled: string, change: string): Row => ({ id: 'a', planned: wan(planned), settled: wan(settled), change: wan(change) });
const raised = (quantity: string, rate: string, paid: string, change: string): Row => ({
  id: 'a',
  quantity: wan(quantity),
  rate: scaled(rate, 6)!,
  paid: wan(paid),
  change: wan(change),
});
const said = (row: Row) => findingsOf(row).map(f => [f.kind, wanOf(f.stated), wanOf(f.computed)]);

it('the sources of the year sum to what the document says', () => {
  expect(Object.values(sources).reduce((sum, s) => sum + s.amount, 0n)).toBe(total.amount);
  expect(wanOf(total.amount)).toBe('18570.75');
});

describe('a row', () => {
  // Rows of the document, by their figures.
  it.each([
    ['329.6', '325.944798', '3.655202'],
    ['88.08', '88.0792', '0.0008'],
    ['65.65', '43.591618', '22.058382'],
    ['230', '178.99727', '51.00273'],
    ['230', '178.99727', '-51.00273'],
  ])('%s planned, %s settled, %s cut: adds up', (planned, settled, change) => expect(said(cut(planned, settled, change))).toEqual([]));
  it.each([
    ['45.2', '0.8', '31.64', '4.52'],
    ['1571.2376', '0.8', '993.37656', '263.61352'],
    ['1230.9936', '0.8', '861.69552', '123.09936'],
    ['568.44', '0.8', '397.908', '56.844'],
  ])('%s times %s, %s paid, %s added: adds up', (quantity, rate, paid, change) => expect(said(raised(quantity, rate, paid, change))).toEqual([]));
  it('tells a fen too much in a cut', () => expect(said(cut('88.08', '88.0792', '0.000801'))).toEqual([['cut', '0.000801', '0.0008']]));
  it('tells the sign of a cut written with a minus', () => expect(said(cut('10', '4', '-7'))).toEqual([['cut', '-7', '-6']]));
  it('tells an addition at the wrong rate, and at which rate it would be right', () => {
    const row = raised('126.76', '0.9', '88.732', '12.676');
    expect(said(row)).toEqual([['addition', '12.676', '25.352']]);
    expect(wanOf(rateThatFits(row)!)).toBe('0.8');
    expect(said({ ...row, due: wan('101.408') })).toEqual([
      ['due', '101.408', '114.084'],
      ['addition', '12.676', '25.352'],
    ]);
  });
  it('adds what was settled less what was paid', () => {
    expect(said({ id: 'a', settled: wan('62.044288'), paid: wan('50'), change: wan('12.044288') })).toEqual([]);
    expect(said({ id: 'a', settled: wan('62.044288'), paid: wan('50'), change: wan('12') })).toEqual([['addition', '12', '12.044288']]);
  });
  it('tells parts that are not the whole, and a settlement that is not quantity times rate', () => {
    expect(said({ id: 'a', change: wan('12.044288'), parts: [wan('10.568337'), wan('1.475951')] })).toEqual([]);
    expect(said({ id: 'a', change: wan('12.044288'), parts: [wan('10.568337'), wan('1.475952')] })).toEqual([['parts', '12.044288', '12.044289']]);
    expect(said({ ...cut('16.055', '7.4', '8.655'), quantity: wan('73.9'), rate: scaled('0.1', 6)! })).toEqual([['settlement', '7.4', '7.39']]);
  });
  it('says nothing of what cannot be computed', () => expect(said({ id: 'a', planned: wan('50'), change: wan('20') })).toEqual([]));
});

describe('any plan', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 10n });
  const plan = fc.array(fc.record({ planned: amount, settled: amount }), { minLength: 1, maxLength: 30 });
  it('that is computed right has no finding, whatever the order of its rows', () => {
    fc.assert(
      fc.property(plan, list => {
        const rows = list.map(({ planned, settled }, i) => ({ id: String(i), planned: planned + settled, settled, change: planned }));
        const sum = { id: 's', of: rows.map(r => r.id), sum: rows.reduce((s, r) => s + r.change, 0n) };
        expect(check(rows, [sum])).toEqual([]);
        expect(check([...rows].reverse(), [{ ...sum, of: [...sum.of].reverse() }])).toEqual([]);
      }),
    );
  });
  it('with one figure changed has exactly that row and its sum as findings', () => {
    fc.assert(
      fc.property(plan, fc.nat(), fc.bigInt({ min: 1n, max: 1000n }), (list, at, more) => {
        const rows = list.map(({ planned, settled }, i) => ({ id: String(i), planned: planned + settled, settled, change: planned }));
        const sum = { id: 's', of: rows.map(r => r.id), sum: rows.reduce((s, r) => s + r.change, 0n) };
        const wrong = at % rows.length;
        const changed = rows.map((r, i) => (i === wrong ? { ...r, change: r.change + more } : r));
        expect(check(changed, [sum]).map(f => [f.id, f.kind, f.stated - f.computed])).toEqual([
          [String(wrong), 'cut', more],
          ['s', 'sum', -more],
        ]);
      }),
    );
  });
});

describe('called from outside', () => {
  const ctx = { calendar: calendarOf([]), today: '2024-12-11' };
  const input = {
    projects: [
      { id: 'a', planned: '16.055', settled: '7.39', change: '8.665' },
      { id: 'b', planned: '88.732', quantity: '126.76', rate: '0.9', paid: '88.732', change: '12.676' },
      { id: 'c', planned: '50', change: '50' },
    ],
    stated: [
      { of: ['a', 'c'], sum: '58.665' },
      { of: ['a', 'b'], sum: '21.34' },
    ],
  };
  it('names each row and sum with both figures', () => {
    expect(callRule(fundsCheck, input, ctx)).toMatchObject({
      findings: [
        { id: 'b', kind: 'addition', stated: '12.676', computed: '25.352' },
        { id: 'stated.1', kind: 'sum', stated: '21.34', computed: '21.341' },
      ],
      citations: [{ document: '中政发〔2024〕19号', place: '二' }, expect.anything()],
      why: expect.arrayContaining([expect.stringContaining('标准为 0.8 时相符'), expect.stringContaining('c：没有结算或数量')]),
    });
  });
  it('refuses seven decimals, a row twice, a sum of a row that is not there', () => {
    const [first] = input.projects;
    for (const wrong of [
      { projects: [{ ...first, change: '1.0000001' }] },
      { projects: [first, first] },
      { stated: [{ of: ['z'], sum: '1' }] },
      { stated: [{ of: [], sum: '0' }] },
    ])
      expect(() => callRule(fundsCheck, { ...input, stated: [], ...wrong }, ctx), JSON.stringify(wrong)).toThrow();
  });
});
