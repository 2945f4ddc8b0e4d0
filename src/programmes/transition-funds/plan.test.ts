/** What does not add up in a plan as a whole, and who may take which step. */
import { describe, expect, it } from 'vitest';
import { fenOfWan, wanOf } from '#platform/money';
import { against, balancesOf, decides, differencesOf, type Entry, findingsOfPlan, isOpen, type PlanFacts, type PlanStep } from './plan.ts';

const f = (text: string) => fenOfWan(text)!;
const row = (id: string, more: Partial<Entry>): Entry => ({
  ...{ id, part: 'cut', no: 1, name: id, kind: 'industry', text: '', reason: '', basis: '', town: null, unit: null, change: 0n },
  ...more,
});
const cut = row('cut-1', { planned: f('10'), settled: f('7'), change: f('3') });
const mixed = row('cut-2', { no: 2, planned: f('9'), change: f('2'), parts: [f('1.5'), f('0.5')] });
const addition = row('addition-1', { part: 'addition', paid: f('35'), quantity: f('50'), rate: f('0.8'), change: f('5') });

describe('the balance', () => {
  it('is of each purse and of all; what names no purse is of the year’s own money', () => {
    const given = { ...addition, change: f('5'), parts: [f('4.5'), f('0.5')] };
    expect(balancesOf([cut, mixed, given]).map(b => [b.purse, wanOf(b.cut), wanOf(b.addition), b.left])).toEqual([
      ['transition', '4.5', '4.5', 0n],
      ['rectification', '0.5', '0.5', 0n],
      ['', '5', '5', 0n],
    ]);
  });
  it('is found lacking in both purses though the total is right', () => {
    expect(findingsOfPlan([cut, mixed, addition], []).map(x => [x.id, x.kind, wanOf(x.stated), wanOf(x.computed)])).toEqual([
      ['balance transition', 'balance', '4.5', '5'],
      ['balance rectification', 'balance', '0.5', '0'],
    ]);
  });
  it('is lost by one fen', () => {
    const more = row('new-1', { part: 'new', change: f('3.000001') });
    expect(findingsOfPlan([cut, more], []).map(x => wanOf(x.computed - x.stated))).toEqual(['0.000001', '0.000001']);
    expect(findingsOfPlan([cut, { ...more, change: f('3') }], [])).toEqual([]);
  });
});

it('compares what headings state with rows: sum, count, and what is of a purse', () => {
  const stated = [
    { part: 'cut', kind: '', purse: '', sum: f('5'), count: 3 },
    { part: 'cut', kind: 'industry', purse: 'rectification', sum: f('0.6'), count: null },
    { part: 'cut', kind: 'other', purse: '', sum: 0n, count: 0 },
  ] as const;
  const given = row('new-1', { part: 'new', change: f('5'), parts: [f('4.5'), f('0.5')] });
  expect(findingsOfPlan([cut, mixed, given], stated).map(x => [x.id, x.kind, x.stated, x.computed])).toEqual([
    ['sum cut all all', 'count', 3n, 2n],
    ['sum cut industry rectification', 'sum', f('0.6'), f('0.5')],
  ]);
});

it('names the rate that would fit, and decides for two figures only', () => {
  const [found] = findingsOfPlan([{ ...addition, rate: f('0.9') }], []);
  expect([found!.kind, wanOf(found!.stated), wanOf(found!.computed), wanOf(found!.fits!)]).toEqual(['addition', '5', '10', '0.8']);
  const decided = { id: 'addition-1', kind: 'addition', stated: f('5'), computed: f('10') };
  expect(decides(decided, found!)).toBe(true);
  expect(decides({ ...decided, computed: f('9') }, found!)).toBe(false);
});

it('marks rows that no arithmetic can check', () => {
  const rows = [cut, mixed, addition, row('a', { part: 'addition', planned: f('1'), settled: f('2') }), row('n', { part: 'new' })];
  expect(rows.map(isOpen)).toEqual([false, true, false, true, true]);
});

it('says how two versions differ', () => {
  const differences = differencesOf([cut, addition], [{ ...cut, settled: f('6'), change: f('4') }, row('new-1', { part: 'new', change: f('1') })]);
  expect(differences.map(d => [d.id, d.field, d.was, d.is])).toEqual([
    ['cut-1', '结算', '7', '6'],
    ['cut-1', '核减或新增', '3', '4'],
    ['new-1', '', null, '1'],
    ['addition-1', '', '5', null],
  ]);
});

describe('a step', () => {
  const facts: PlanFacts = { state: 'draft', authors: ['writer'], checkedBy: null, rows: 1, undecided: 0 };
  const can = (more: Partial<PlanFacts>, step: PlanStep, by: string) => against({ ...facts, ...more }, step, by).length === 0;
  it('is taken in its state only', () => {
    const states = { submit: 'draft', check: 'submitted', approve: 'checked', discard: 'draft' } as const;
    for (const [step, state] of Object.entries(states) as [PlanStep, PlanFacts['state']][])
      for (const at of ['draft', 'submitted', 'checked', 'approved', 'replaced', 'discarded'] as const)
        expect(can({ state: at, checkedBy: 'checker' }, step, 'third'), `${step} ${at}`).toBe(at === state);
  });
  it('needs three people', () => {
    expect(can({ state: 'submitted' }, 'check', 'writer')).toBe(false);
    expect(can({ state: 'submitted' }, 'check', 'checker')).toBe(true);
    const checked = { state: 'checked', checkedBy: 'checker' } as const;
    expect(['writer', 'checker', 'third'].map(by => can(checked, 'approve', by))).toEqual([false, false, true]);
  });
  it('waits for every finding and for a row; a return and a discard do not', () => {
    for (const lack of [{ undecided: 1 }, { rows: 0 }]) {
      expect(can(lack, 'submit', 'writer')).toBe(false);
      expect(can({ ...lack, state: 'submitted' }, 'check', 'checker')).toBe(false);
      expect(can({ ...lack, state: 'checked', checkedBy: 'checker' }, 'approve', 'third')).toBe(false);
      expect(can({ ...lack, state: 'submitted' }, 'return', 'third')).toBe(true);
      expect(can(lack, 'discard', 'writer')).toBe(true);
    }
  });
});
