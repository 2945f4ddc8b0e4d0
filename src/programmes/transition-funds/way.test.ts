/** Which step may follow which, by whom, and what records make of a project. */
import { describe, expect, it } from 'vitest';
import { fenOfWan } from '#platform/money';
import { against, cellsBy, inPlan, nextUnit, type ProjectRecord, paperFaults, type Stage, stageBy, unitsFor, type WayFacts } from './way.ts';

const cells = { town: 'jinluo', lead: 'water', unit: 'town-jinluo' };
const facts = (more: Partial<WayFacts>): WayFacts => ({
  stage: 'draft',
  cells,
  lacks: [],
  last: null,
  until: null,
  openObjections: 0,
  upheldObjections: 0,
  ...more,
});
const today = '2024-11-20';

describe('a project', () => {
  it('goes from its town to the bureau of its field and to agriculture, and its unit carries it out', () => {
    const turns = (['draft', 'town', 'sector', 'county', 'posted', 'store', 'planned', 'building', 'done', 'refused'] as Stage[]).map(s => nextUnit(s, cells));
    expect(turns).toEqual(['town-jinluo', 'town-jinluo', 'water', 'agriculture', 'agriculture', 'agriculture', 'town-jinluo', 'town-jinluo', null, null]);
    // One of the county as a whole is proposed by its own unit.
    expect(unitsFor('propose', 'draft', { ...cells, town: 'county', unit: 'water' })).toEqual(['water']);
    expect(unitsFor('return', 'sector', cells)).toEqual(['water']);
    expect(unitsFor('return', 'posted', cells)).toEqual(['agriculture']);
  });
  it('with an empty field goes nowhere and may not enter the plan', () => {
    for (const [step, stage] of [
      ['propose', 'draft'],
      ['enter', 'posted'],
      ['plan', 'store'],
    ] as const)
      expect(against(step, facts({ stage, lacks: ['绩效目标'], until: '2024-11-19' }), 'a', today)).toEqual(['没有填：绩效目标']);
    expect(against('return', facts({ stage: 'town', lacks: ['绩效目标'] }), 'a', today)).toEqual([]);
  });
  it('enters the store on the day after its posting, without an objection that waits or was right', () => {
    const enter = (more: Partial<WayFacts>) => against('enter', facts({ stage: 'posted', until: '2024-11-19', ...more }), 'a', today);
    expect(enter({})).toEqual([]);
    expect(enter({ until: today })).toEqual(['公示到 2024-11-20，期满以后才能入库']);
    expect(enter({ openObjections: 1, upheldObjections: 1 })).toHaveLength(2);
  });
  it('is not approved by whom looked at it for the bureau', () => {
    expect(against('admit', facts({ stage: 'county', last: 'a' }), 'a', today)).toEqual(['行业审核的人不能再审定']);
    expect(against('admit', facts({ stage: 'county', last: 'a' }), 'b', today)).toEqual([]);
    expect(against('admit', facts({ stage: null }), 'b', today)[0]).toContain('没有登记进展');
  });
  it('was posted on paper for ten days that are over', () => {
    const paths = (from: string, until: string, at = '村务公开栏') => paperFaults({ from, until, at }, today).map(f => f.path);
    expect(paths('2024-11-09', '2024-11-19')).toEqual([]);
    expect(paths('2024-11-10', '2024-11-19')).toEqual(['until']);
    expect(paths('2024-11-09', today)).toEqual(['until']);
    expect(paths('', '', '')).toEqual(['at', 'from', 'until']);
  });
});

describe('records', () => {
  const of = (kind: ProjectRecord['kind'], amount: string | null = null, passed: boolean | null = null): ProjectRecord => ({
    ...{ kind, amount: amount === null ? null : fenOfWan(amount)!, on: '2024-10-01', passed },
  });
  it('take a project on, and one that is withdrawn takes it back to where its steps left it', () => {
    expect(stageBy('planned', [of('contract', '1')])).toBe('building');
    expect(stageBy('building', [of('contract', '1'), of('acceptance', null, false)])).toBe('building');
    expect(stageBy('building', [of('acceptance', null, true), of('settlement', '1'), of('handover')])).toBe('done');
    expect(stageBy('accepted', [])).toBe('accepted');
    for (const stage of ['stopped', 'store'] as const) expect(stageBy(stage, [of('contract', '1')])).toBe(stage);
    expect(inPlan).not.toContain('store');
  });
  it('are summed, several contracts too; what was never recorded is not touched', () => {
    const contracts = [of('contract', '76'), of('contract', '41.500001')];
    expect(cellsBy(contracts, contracts)).toEqual({ contracted: String(fenOfWan('117.500001')) });
    expect(cellsBy([], contracts)).toEqual({ contracted: null });
    expect(cellsBy([of('acceptance', null, false)], [of('acceptance')])).toEqual({ accepted: null });
  });
});
