/** The reader of printed plans: against the gazette's text where it is at hand, and against a small print of our own with the same tears. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { wanOf } from '#platform/money';
import { balancesOf } from './plan.ts';
import { readPlan } from './reading.ts';
import { check } from './rules.ts';

const torn = `前文
一、整合规模
全年资金 100 万元。
2. 乙村水管项目：投资 33. 08 万元，实际结算支付 32. 820429 万元，需核减资金 0. 259571 万元。
调减资金的项目 3 个，涉及资金 9.924571 万元。
（一）产业类涉及 1 个项目，涉及资金 8.665 万元。
1. 2023 年甲村菌棒奖补项目：补贴资金 16.055 万元，经验收应补贴 7.39 万元，需核减资金 8.665 万元。
（二）基础设施项目 2 个，涉及资金 1.26 万元。
3. 丙村路灯项目：投资
5 万元，因故
- 只做了一部分，需核减资金 1 万元。
三、使用方向
（一）调增资金项目 2 个，涉及资金 16.564288 万元。其中产业类项目 1 个，涉及资金 4.52 万元。
产业类项目 1 个：
1. 丁镇菌棒奖补项目：补贴资金 31.64 万元，用于 45.2 万棒，补贴标准：0.9 元/棒，已补贴 0.7 元/棒。按照补贴标准：0.8 元/棒，应补贴 36.16 万元，需新增安排 4.52 万元。
米长的墙。决算价为 62.044288 万元，已支付 50 万元，还需
新增安排 12.044288 万元(使用衔接资金 10.568337 万元，绩效评价问题整改资金 1.475951 万元)。
乡村建设行动项目 1 个：
(二) 新增项目 1 个，涉及资金 30 万元
2. 戊村墙体项目：总投资 58 万元，用于约 110
1. 己项目：用于场地。需新增安排 30 万元。
四、工作要求
后文 9. 不是项目。
`;

describe('a torn print', () => {
  const plan = readPlan(torn);
  it('gives every row once, in its part, with its figures as printed', () => {
    expect(plan.rows.map(r => [r.id, r.name, r.kind, wanOf(r.change), r.open])).toEqual([
      ['cut-1', '2023年甲村菌棒奖补项目', 'industry', '8.665', false],
      ['cut-2', '乙村水管项目', 'industry', '0.259571', false],
      ['cut-3', '丙村路灯项目', 'infrastructure', '1', true],
      ['addition-1', '丁镇菌棒奖补项目', 'industry', '4.52', false],
      ['addition-2', '戊村墙体项目', 'construction', '12.044288', false],
      ['new-1', '己项目', 'industry', '30', true],
    ]);
    expect(plan.unread).toEqual([]);
  });
  it('reads what the headings say, and where that does not hold', () => {
    expect(plan.stated.map(s => [s.words, s.count, s.of.length, wanOf(s.sum)])).toEqual([
      ['调减合计', 3, 3, '9.924571'],
      ['调减：产业类', 1, 2, '8.665'],
      ['调减：基础设施', 2, 1, '1.26'],
      ['调增合计', 2, 2, '16.564288'],
      ['调增：产业类', 1, 1, '4.52'],
      ['新增合计', 1, 1, '30'],
    ]);
    expect(check(plan.rows, plan.stated).map(f => f.id)).toEqual(['调减：产业类', '调减：基础设施']);
  });
  it('finds nothing where there is no plan', () => expect(readPlan('别的文件')).toEqual({ rows: [], stated: [], statedOfPurses: [], unread: [] }));
});

const places = [process.env.GAZETTE_FILE, join(import.meta.dirname, '../../../../shared/gazette/zhongyang-2024-04.txt')].filter(
  (p): p is string => p !== undefined,
);
const found = places.find(existsSync);

describe.runIf(found)('the plan of 中政发〔2024〕19号', () => {
  const plan = found ? readPlan(readFileSync(found, 'utf8')) : readPlan('');
  it('has 60 rows that cut, 14 that add and 1 that is new, and nothing is left over', () => {
    const numbers = (part: string) => plan.rows.filter(r => r.part === part).map(r => r.no);
    expect(numbers('cut')).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(numbers('addition')).toEqual(Array.from({ length: 14 }, (_, i) => i + 1));
    expect(numbers('new')).toEqual([1]);
    expect(plan.unread).toEqual([]);
    expect(plan.rows.every(r => r.change > 0n)).toBe(true);
  });
  it('does not add up in one row and three sums, and nowhere else', () => {
    expect(check(plan.rows, plan.stated).map(f => [f.id, f.kind, wanOf(f.stated), wanOf(f.computed)])).toEqual([
      ['addition-1', 'due', '101.408', '114.084'],
      ['addition-1', 'addition', '12.676', '25.352'],
      ['调减合计', 'sum', '688.79288', '699.361217'],
      ['调减：基础设施', 'sum', '337.286645', '347.854982'],
      ['调增合计', 'sum', '658.79288', '670.837168'],
    ]);
    expect(plan.statedOfPurses.map(s => [s.part, s.kind, s.purse, wanOf(s.sum)])).toEqual([
      ['cut', undefined, 'rectification', '32.868744'],
      ['addition', 'industry', 'rectification', '32.868744'],
    ]);
    // The rows give 1.475951 more of the rectification money than they take; the year's own money balances to the fen.
    const entries = plan.rows.map(r => ({ ...r, reason: '', basis: '', town: null, unit: null }));
    expect(balancesOf(entries).map(b => [b.purse, wanOf(b.left)])).toEqual([
      ['transition', '0'],
      ['rectification', '-1.475951'],
      ['', '-1.475951'],
    ]);
    expect(plan.stated.filter(s => s.count !== s.of.length).map(s => [s.words, s.count, s.of.length])).toEqual([['调增合计', 13, 14]]);
  });
});
