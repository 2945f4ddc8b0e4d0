/** A year divided: every cell in words, decisions where the document is silent, payees; and the fen that are there, neither more nor less. */
import { describe, expect, it } from 'vitest';
import { fenOf } from '#platform/money';
import type { Values } from '#platform/registers';
import { columns, divided, questionsOf } from './divided.ts';
import { type Facts, keyOf, type Place } from './facts.ts';
import { sites } from './figures.ts';
import { movedOf } from './moved.ts';
import { missingOf } from './sources.ts';
import { towns } from './villages.ts';

const place = (name: string, more: Partial<Place> = {}): Place => ({
  ...{ town: 'ningxiang', townName: '宁乡镇', name, site: false, outOfPoverty: 0, general: 0, monitored: 0 },
  ...{ collectiveIncome: 500_000_00n, model: false, payee: name, payeeKind: 'village' as const },
  ...more,
});
const facts = (net: bigint, ...places: Place[]): Facts => ({
  year: '2023',
  village: { kilowatts: 28_300, gross: (net * 10n) / 8n, costs: (net * 10n) / 8n - net, net },
  central: { kilowatts: 20_000, gross: 0n, costs: 0n, net: 0n },
  carried: null,
  moved: { listed: [], people: 0, unlisted: [] },
  places,
});
const amounts = { low: '50000.00', middle: '30000.00', reward: '100000.00' };
const of = (f: Facts, answers = {}) => {
  const { rows, ...rest } = divided(f, amounts, answers);
  return { ...rest, rows, cell: (name: string, id: string) => rows.find(r => r.title === name)!.cells[id]! };
};

const three = [
  place('甲村', { outOfPoverty: 3, general: 1, monitored: 1 }),
  place('乙村', { outOfPoverty: 3, collectiveIncome: 199_999_99n }),
  place('丙村', { outOfPoverty: 1, collectiveIncome: 300_000_00n }),
];

describe('a year divided', () => {
  it('writes the arithmetic of a share with its own figures', () => {
    expect(of(facts(1_000_00n, ...three)).cell('丙村', 'byPoverty')).toEqual({
      value: '85.72',
      why: [
        '可分配 1,000.00 元的 60% 是 600.00 元（三）',
        '脱贫人口：本村 1 人，全县 7 人',
        '600.00 × 1 ÷ 7 = 85.71 元（不足一分的舍去）',
        '舍去的加起来的几分，按余数从大到小每村一分，余数相同的按县里村名顺序：加 0.01 元，得 85.72 元',
      ],
    });
  });
  it('says how a tilt shrinks when the 5% do not reach, and that who has 300,000 gets none', () => {
    const { cell } = of(facts(1_000_00n, ...three));
    expect(cell('乙村', 'tilt')).toMatchObject({
      value: '50.00',
      why: [expect.stringContaining('低于 20 万元：倾斜 50,000.00 元'), expect.stringContaining('5% 只有 50.00 元'), expect.anything()],
    });
    expect(cell('丙村', 'tilt')).toMatchObject({ value: '0.00', why: [expect.stringContaining('不低于 30 万元')] });
  });
  it('sums to the fen with what is left, in every cell, row and column', () => {
    for (const net of [1n, 99n, 1_000_00n, 7_654_321_09n, 30_000_000_00n]) {
      const { rows, sums, notes } = of(facts(net, ...three, place('丁村', { model: true, general: 7 })));
      const fen = (text: string) => fenOf(text)!;
      const parts = ['byPoverty', 'byGeneral', 'byMonitored', 'tilt', 'reward'];
      for (const r of rows) expect(parts.reduce((sum, id) => sum + fen(r.cells[id]!.value), 0n)).toBe(fen(r.total!));
      for (const id of [...parts, 'total'])
        expect(
          rows.reduce((sum, r) => sum + fen(r.cells[id]!.value), 0n),
          id,
        ).toBe(fen(sums[id]!));
      const left = fen(/结转的 ([\d,.]+) 元/.exec(notes.at(-1)!)![1]!.replaceAll(',', ''));
      expect(fen(sums.total!) + left).toBe(net);
    }
  });
  it('takes up what the last run left as a line of its own, and says where stations are not those of the document', () => {
    const f = { ...facts(1_000_00n, ...three), carried: { amount: 50_00n, from: '2023 年光伏帮扶收益分配' } };
    const { notes, balance } = of({ ...f, central: { ...f.central, kilowatts: 19_000 } });
    expect(notes).toContain('2023 年光伏帮扶收益分配没有分出去、结转到这一次的 50.00 元');
    expect(notes).toContain('可分配总额 1,000.00 + 0.00 + 50.00 = 1,050.00 元');
    expect(notes.filter(n => n.includes('请核对（二）'))).toEqual(['集中式电站登记的容量是 19 MW，文件写的是 20 MW，请核对（二）']);
    expect(fenOf(balance!.given)! + fenOf(balance!.left)!).toBe(1_050_00n);
  });
  it('gives the same again, and fills every column', () => {
    const f = facts(7_654_321_09n, ...three);
    expect(of(f).rows).toEqual(of(f).rows);
    for (const row of of(f).rows) expect(Object.keys(row.cells).sort()).toEqual(columns.map(c => c.id).sort());
  });
});

describe('where the document is silent', () => {
  const exact = place('戊村', { collectiveIncome: 200_000_00n, outOfPoverty: 1, general: 1, monitored: 1 });
  it('asks for exactly 200,000 and for a pool that nobody shares', () => {
    expect(questionsOf(facts(1_000_00n, exact)).map(q => q.key)).toEqual(['band:ningxiang/戊村']);
    expect(questionsOf(facts(1_000_00n, ...three.map(p => ({ ...p, monitored: 0 })))).map(q => q.key)).toEqual(['pool:monitored']);
    expect(() => divided(facts(1_000_00n, exact), amounts, {})).toThrow(RangeError);
  });
  it('does as was decided, and the cell says that it was', () => {
    const { cell } = of(facts(100_000_000_00n, exact), { 'band:ningxiang/戊村': 'low' });
    expect(cell('戊村', 'tilt')).toMatchObject({ value: '50000.00', why: [expect.stringContaining('按记录的决定归“低于 20 万元”')] });
    const none = facts(1_000_00n, ...three.map(p => ({ ...p, monitored: 0 })));
    expect(of(none, { 'pool:monitored': 'left' }).sums.byPoverty).toBe('600.00');
    expect(of(none, { 'pool:monitored': 'poverty' })).toMatchObject({ sums: { byPoverty: '750.00', byMonitored: '0.00' } });
  });
});

it('pays 弓阳 to 弓阳村 and 升辉 to 宁乡镇', () => {
  const site = (name: string) => {
    const { payee, kind } = sites.find(s => s.site === name)!;
    return place(name, { site: true, collectiveIncome: null, payee, payeeKind: kind });
  };
  const { cell } = of(facts(100n, site('弓阳安置点'), site('升辉安置点'), three[0]!));
  expect(cell('弓阳安置点', 'payee').value).toBe('弓阳村');
  expect(cell('升辉安置点', 'payee')).toMatchObject({ value: '宁乡镇', why: [expect.stringContaining('由镇指导分配发放')] });
});

it('names a village that the register does not have, a cell that is empty, and a quarter without figures', () => {
  const [first, ...others] = towns().flatMap(t => [
    ...t.villages.map(name => ({ town: t.id, name, sort: 'village', outOfPoverty: 1, monitored: 1, general: 1, collectiveIncome: '1' })),
    ...t.sites.map(name => ({ town: t.id, name, sort: 'site', outOfPoverty: 1, monitored: 1, general: 1 })),
  ]);
  const station = { name: '一号', sort: 'village' };
  const held = {
    villages: [{ ...others[0]!, outOfPoverty: null }, ...others.slice(1)],
    stations: [station],
    moved: [] as Values[],
    earnings: ['q1', 'q2', 'q3'].map(season => ({ station: '一号', season, gross: '1' })),
  };
  expect(missingOf('revitalisation', held)).toEqual([
    { what: '台账里没有', names: [`${towns()[0]!.name}${first!.name}`] },
    { what: '没有填脱贫人口', names: [`${towns()[0]!.name}${others[0]!.name}`] },
  ]);
  expect(missingOf('police', held)).toEqual([]);
  expect(missingOf('company', held)).toEqual([{ what: '没有填电站收支', names: ['一号第四季度'] }]);
  expect(keyOf(three[0]!)).toBe('ningxiang/甲村');
});

it('counts nobody at a site and in the village that they left', () => {
  const site = { town: 'ningxiang', name: '升辉安置点', sort: 'site', outOfPoverty: 2, monitored: 0, general: 1 };
  const left = { town: 'zhike', name: '枝柯村', sort: 'village' };
  const gone = (sort: string) => ({ town: 'ningxiang', site: '升辉安置点', sort, fromTown: 'zhike', fromVillage: '枝柯村' });
  const list = [gone('outOfPoverty'), gone('general')];
  expect(movedOf([site, left], list)).toMatchObject({
    differing: ['升辉安置点脱贫人口 2 人，名单 1 人'],
    unsaid: [expect.stringContaining('枝柯村（搬走 2 人）')],
  });
  const good = movedOf([site, { ...left, withoutMoved: true }], [...list, gone('outOfPoverty')]);
  expect(good).toMatchObject({ differing: [], unsaid: [], listed: ['升辉安置点'], people: 3, unlisted: [] });
  // Where only heads are counted nothing is compared, and that is said.
  expect(movedOf([site, left], [])).toMatchObject({ differing: [], unsaid: [], unlisted: ['升辉安置点'] });
  expect(of({ ...facts(100n, three[0]!), moved: { listed: [], people: 0, unlisted: ['升辉安置点'] } }).notes.join()).toContain('没有核对');
});
