/** The life of a run: who may take which step, when; places; differences. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';
import { amountsOf } from './of-kind.ts';
import { against, balanced, differences, type RunFacts, type RunStep, ranks } from './rules.ts';

const run = (more: Partial<RunFacts>): RunFacts => ({ state: 'computed', computedBy: 'a', checkedBy: null, objectionsUntil: null, openObjections: 0, ...more });
const today = '2025-01-09';

describe('a step', () => {
  it.each([
    ['check', run({}), 'a', ['复核的人不能是计算的人']],
    ['check', run({}), 'b', []],
    ['check', run({ state: 'checked' }), 'b', ['现在是“已复核，待审定”，不能复核']],
    ['approve', run({ state: 'checked', checkedBy: 'b' }), 'a', ['审定的人不能是计算或复核的人']],
    ['approve', run({ state: 'checked', checkedBy: 'b' }), 'b', ['审定的人不能是计算或复核的人']],
    ['approve', run({ state: 'checked', checkedBy: 'b' }), 'c', []],
    ['post', run({ state: 'approved' }), 'a', []],
    ['post', run({ state: 'checked' }), 'a', ['现在是“已复核，待审定”，不能公示']],
    ['finish', run({ state: 'posted', objectionsUntil: '2025-01-08' }), 'c', []],
    ['finish', run({ state: 'posted', objectionsUntil: '2025-01-09' }), 'c', ['公示到 2025-01-09，期满以后才能生效']],
    [
      'finish',
      run({ state: 'posted', objectionsUntil: '2025-01-09', openObjections: 2 }),
      'c',
      ['公示到 2025-01-09，期满以后才能生效', '还有 2 条异议没有答复'],
    ],
    ['approve', run({ state: 'checked', checkedBy: 'b', openObjections: 1 }), 'c', ['还有 1 条意见没有答复']],
    ['approve', run({ state: 'checked', checkedBy: 'b', upheldObjections: 1 }), 'c', ['有 1 条意见成立，要重新计算一次']],
    ['discard', run({ state: 'checked', upheldObjections: 1 }), 'c', []],
    ['finish', run({ state: 'posted', objectionsUntil: '2025-01-08', upheldObjections: 1 }), 'c', ['有 1 条异议成立，要重新计算一次']],
    ['discard', run({ state: 'approved' }), 'a', []],
    ['discard', run({ state: 'posted' }), 'a', ['现在是“公示中”，不能作废']],
    ['discard', run({ state: 'final' }), 'a', ['现在是“已生效”，不能作废']],
  ] as [RunStep, RunFacts, string, string[]][])('%s of %o by %s', (step, facts, by, reasons) => {
    expect(against(facts, step, by, today)).toEqual(reasons);
  });
});

describe('places', () => {
  it('are shared by equal totals, and the next one counts on', () => {
    expect(ranks([9000n, 9500n, null, 9000n, 8000n])).toEqual([2, 1, null, 2, 4]);
  });
  it('depend on no order, and the best has the first', () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.bigInt(0n, 50n)), { maxLength: 20 }), totals => {
        const places = ranks(totals);
        const back = ranks([...totals].reverse()).reverse();
        expect(places).toEqual(back);
        expect(places.filter(p => p !== null).length === 0 || places.includes(1)).toBe(true);
      }),
    );
  });
});

describe('amounts', () => {
  const parameters = [{ key: 'low', title: '每村', standard: '50000.00', least: '40000.00', most: '50000.00', cite: { document: '某文', place: '三' } }];
  it('are the standard where nothing is said, and stay within what the document leaves open', () => {
    expect(amountsOf({ parameters }, {}).amounts).toEqual({ low: '50000.00' });
    expect(amountsOf({ parameters }, { low: '40000' }).amounts).toEqual({ low: '40000.00' });
    for (const low of ['39999.99', '50000.01', '四万', '-1']) expect(amountsOf({ parameters }, { low }).faults).toMatchObject([{ path: 'parameters.low' }]);
    expect(amountsOf({ parameters }, { other: '1' }).faults).toMatchObject([{ path: 'parameters.other' }]);
  });
});

it('the same computation gives the same digest, and any other value another', () => {
  const of = (value: string) =>
    digestOf({
      basis: { citations: [], formula: {} },
      columns: [],
      rows: [{ key: 'a', title: '甲', cells: { x: { value, why: [] } }, total: null, rank: null, lines: [] }],
    });
  expect(of('1.00')).toBe(of('1.00'));
  expect(of('1.00')).not.toBe(of('1.01'));
});

it('names what differs from the run before, new rows too', () => {
  const cells = (value: string) => ({ a: { value }, b: { value: '1' } });
  expect(
    differences(
      [{ key: 'x', cells: cells('1') }],
      [
        { key: 'x', title: '甲', cells: cells('2') },
        { key: 'y', title: '乙', cells: { a: { value: '3' } } },
      ],
    ),
  ).toEqual([
    { row: 'x', title: '甲', column: 'a', was: '1', is: '2' },
    { row: 'y', title: '乙', column: 'a', was: null, is: '3' },
  ]);
});

it('balances to the fen, for a village and for a province', () => {
  expect(balanced({ base: '600.00', given: '599.99', left: '0.01' })).toBe(true);
  expect(balanced({ base: '2700000000000.00', given: '2565000000000.01', left: '134999999999.99' })).toBe(true);
  expect(balanced({ base: '2700000000000.00', given: '2565000000000.01', left: '135000000000.00' })).toBe(false);
});
