import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fenOf, shownYuan, yuan } from '#platform/money';
import { itemChanges } from './changes.ts';
import { demoItems } from './demo-items.ts';
import { defOf, type Fact, type FactId, type Facts, factIds } from './facts.ts';
import { itemFaults } from './forms.ts';
import type { Amount, Condition, Item } from './item.ts';
import { match, moneyOf, type Outcome, periodOf, reckon } from './rules.ts';
import { itemSchema } from './schema.ts';
import { readFactLines, readResultLines } from './tables.ts';

const today = '2024-11-04';
const item = (rules: Item['rules'], more: Partial<Item> = {}): Item => ({ ...demoItems[0]!.item, rules, excludes: [], ...more });
const fact = (value: Fact['value'], more: Partial<Fact> = {}): Fact => ({ value, source: 'import', ...more });
const outcomeOf = (c: Condition, facts: Facts) => match(item([c]), facts, today).reasons[0]!.outcome;

describe('one condition', () => {
  it.each<[Condition, Fact['value'], Outcome]>([
    [{ fact: 'insured', op: 'at-least', number: 10 }, 9, 'unmet'],
    [{ fact: 'insured', op: 'at-least', number: 10 }, 10, 'met'],
    [{ fact: 'layoff-rate', op: 'at-most', number: 5.5 }, 5.5, 'met'],
    [{ fact: 'layoff-rate', op: 'at-most', number: 5.5 }, 5.51, 'unmet'],
    [{ fact: 'kind', op: 'is', values: ['company', 'cooperative'] }, 'cooperative', 'met'],
    [{ fact: 'kind', op: 'is', values: ['company'] }, 'sole-trader', 'unmet'],
    [{ fact: 'town', op: 'is-not', values: ['ningxiang'] }, 'ningxiang', 'unmet'],
    [{ fact: 'scope', op: 'mentions', words: ['餐饮', '面馆'] }, '面馆经营', 'met'],
    [{ fact: 'scope', op: 'mentions', words: ['餐饮'] }, '建材销售', 'unmet'],
    [{ fact: 'licences', op: 'has', values: ['food-business-licence'] }, ['business-licence'], 'unmet'],
    [{ fact: 'licences', op: 'has', values: ['food-business-licence'] }, ['business-licence', 'food-business-licence'], 'met'],
    [{ fact: 'high-tech', op: 'yes' }, false, 'unmet'],
    [{ fact: 'high-tech', op: 'no' }, false, 'met'],
    [{ fact: 'founded', op: 'within', months: 12 }, '2023-11-04', 'met'],
    [{ fact: 'founded', op: 'within', months: 12 }, '2023-11-03', 'unmet'],
    [{ fact: 'above-scale', op: 'within', months: 12 }, '2024-11-05', 'unmet'],
    [{ fact: 'founded', op: 'before', months: 12 }, '2023-11-04', 'met'],
    [{ fact: 'founded', op: 'before', months: 12 }, '2023-11-05', 'unmet'],
    [{ fact: 'founded', op: 'from', day: '2024-01-01' }, '2023-12-31', 'unmet'],
    [{ fact: 'founded', op: 'until', day: '2024-01-01' }, '2024-01-01', 'met'],
  ])('%j with %j is %s', (c, value, outcome) => expect(outcomeOf(c, { [c.fact]: fact(value) })).toBe(outcome));

  it('is unknown, and not against the firm, where nobody knows the fact or what is known has expired', () => {
    const c: Condition = { fact: 'insured', op: 'at-least', number: 1 };
    expect(match(item([c]), {}, today).reasons[0]).toMatchObject({ outcome: 'unknown', missing: ['insured'], have: null });
    expect(outcomeOf(c, { insured: fact(5, { validUntil: today }) })).toBe('met');
    expect(outcomeOf(c, { insured: fact(5, { validUntil: '2024-11-03' }) })).toBe('unknown');
  });
});

it('says what is known and from where, and hides a sealed value from everybody but the firm', () => {
  const rules: Item['rules'] = [{ fact: 'tax-class', op: 'is', values: ['A'] }];
  const facts: Facts = { 'tax-class': fact('B', { asOf: '2024-10-01' }) };
  expect(match(item(rules), facts, today).reasons[0]).toMatchObject({ have: 'B 级', source: '部门数据，2024年10月1日' });
  expect(match(item(rules), facts, today, { masked: true }).reasons[0]).toMatchObject({ outcome: 'unmet', have: '已核对，数值保密' });
});

it('takes one of several: met by the first that holds, unknown while one may still hold, unmet when none does', () => {
  const any: Item['rules'] = [
    {
      any: [
        { fact: 'licences', op: 'has', values: ['food-business-licence'] },
        { fact: 'insured', op: 'at-least', number: 2 },
      ],
    },
  ];
  expect(match(item(any), { licences: fact([]), insured: fact(2) }, today).outcome).toBe('met');
  expect(match(item(any), { licences: fact([]) }, today)).toMatchObject({ outcome: 'unknown' });
  expect(match(item(any), { licences: fact([]), insured: fact(1) }, today).outcome).toBe('unmet');
});

it('gives once a period, and not beside what excludes it in the same year', () => {
  const twice = item([], { excludes: ['other'], once: 'year' });
  const held = (h: { item: string; period: string; year: string; excludes?: string[] }, of = twice) =>
    match(of, {}, today, { item: 'this', held: [{ ref: 'r', title: '别的', excludes: [], ...h }] }).outcome;
  expect(held({ item: 'this', period: '2024', year: '2024' })).toBe('unmet');
  expect(held({ item: 'this', period: '2023', year: '2023' })).toBe('met');
  expect(held({ item: 'other', period: 'ever', year: '2024' })).toBe('unmet');
  expect(held({ item: 'other', period: 'ever', year: '2023' })).toBe('met');
  // Whichever of the two names the other.
  expect(held({ item: 'third', period: '2024', year: '2024', excludes: ['this'] })).toBe('unmet');
  expect(held({ item: 'third', period: '2023', year: '2023', excludes: ['this'] })).toBe('met');
  // A version that counts once for all looks at every year, and one that counts by the year at what was once for all.
  const once = item([], { once: 'ever' });
  expect(held({ item: 'this', period: '2023', year: '2023' }, once)).toBe('unmet');
  expect(held({ item: 'this', period: 'ever', year: '2024' })).toBe('unmet');
  expect(held({ item: 'this', period: 'ever', year: '2023' })).toBe('met');
  expect([periodOf({ once: 'ever' }, today), periodOf({ once: 'year' }, today)]).toEqual(['ever', '2024']);
});

describe('the amount', () => {
  it.each<[Amount, number, string]>([
    [{ kind: 'fixed', yuan: '200000.00' }, 0, '200000.00'],
    [{ kind: 'per-unit', fact: 'insured', each: '1500.00', cap: '60000.00' }, 40, '60000.00'],
    [{ kind: 'per-unit', fact: 'insured', each: '1500.00', cap: '60000.00' }, 41, '60000.00'],
    [{ kind: 'per-unit', fact: 'insured', each: '1500.00', cap: '60000.00' }, 39, '58500.00'],
    [{ kind: 'share', fact: 'premiums', percent: 60 }, 2880.05, '1728.03'],
    [{ kind: 'share', fact: 'premiums', percent: 33.33 }, 0.1, '0.03'],
    [
      {
        kind: 'tiers',
        fact: 'insured',
        tiers: [
          { from: 15, yuan: '60000.00' },
          { from: 5, yuan: '20000.00' },
        ],
      },
      14,
      '20000.00',
    ],
    [
      {
        kind: 'tiers',
        fact: 'insured',
        tiers: [
          { from: 15, yuan: '60000.00' },
          { from: 5, yuan: '20000.00' },
        ],
      },
      15,
      '60000.00',
    ],
    [{ kind: 'tiers', fact: 'insured', tiers: [{ from: 5, yuan: '20000.00' }] }, 4, '0.00'],
  ])('%j of %d is %s', (amount, n, expected) => {
    const known = amount.kind === 'fixed' ? {} : { [amount.fact]: fact(n) };
    const { fen, lines } = reckon(amount, known, today);
    expect(yuan(fen!)).toBe(expected);
    expect(lines.length).toBeGreaterThan(0);
  });

  it('is open while the fact it is counted from is unknown', () =>
    expect(reckon({ kind: 'share', fact: 'interest', percent: 50 }, {}, today)).toMatchObject({ fen: null, missing: 'interest' }));

  it('keeps every fen: what is written as yuan is read as the same', () =>
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 13n }), n => fenOf(yuan(n)) === n)));

  it('is shown with thousands', () => expect(shownYuan('1234567.80')).toBe('1,234,567.80 元'));
});

const order: Record<Outcome, number> = { unmet: 0, unknown: 1, met: 2 };
const numbers: FactId[] = factIds.filter(f => defOf(f).kind === 'number');
const condition = fc.record({
  fact: fc.constantFrom(...numbers),
  op: fc.constantFrom('at-least' as const, 'at-most' as const),
  number: fc.integer({ min: 0, max: 50 }),
});
const rule = fc.oneof(condition, fc.record({ any: fc.array(condition, { minLength: 2, maxLength: 3 }) }));
const some = fc
  .dictionary(fc.constantFrom(...numbers), fc.integer({ min: 0, max: 50 }))
  .map(d => Object.fromEntries(Object.entries(d).map(([k, v]) => [k, fact(v)])) as Facts);

it('is never worse for a firm when one more fact is known and meets its condition', () =>
  fc.assert(
    fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), some, condition, (rules, facts, c) => {
      fc.pre(facts[c.fact] === undefined);
      const about = (r: Item['rules'][number]) => ('any' in r ? r.any : [r]).filter(x => x.fact === c.fact);
      const meeting = { ...facts, [c.fact]: fact(c.number) };
      // Only a value that meets every condition on this fact is meant.
      fc.pre(rules.every(r => about(r).every(x => match(item([x]), meeting, today).reasons[0]!.outcome === 'met')));
      return order[match(item(rules), meeting, today).outcome] >= order[match(item(rules), facts, today).outcome];
    }),
  ));

it('does not depend on the order of conditions', () =>
  fc.assert(
    fc.property(fc.array(rule, { minLength: 2, maxLength: 6 }), some, (rules, facts) => {
      const [there, back] = [match(item(rules), facts, today), match(item([...rules].reverse()), facts, today)];
      return there.outcome === back.outcome && there.reasons.length === back.reasons.length;
    }),
  ));

describe('an item', () => {
  it('of the demo county is whole, and says that its figures are assumed', () => {
    expect(demoItems.length).toBeGreaterThanOrEqual(34);
    for (const { item } of demoItems) {
      expect(itemSchema.safeParse(item).error, item.title).toBeUndefined();
      expect(itemFaults(item), item.title).toEqual([]);
      expect(item.assumed).toBe(true);
    }
    expect(new Set(demoItems.map(i => i.item.title)).size).toBe(demoItems.length);
  });

  it.each<[Partial<Item>, string]>([
    [{ from: '2024-12-01', to: '2024-11-30' }, 'item.to'],
    [{ rules: [{ fact: 'insured', op: 'is', values: ['5'] }] }, 'item.rules.0.op'],
    [{ rules: [{ fact: 'kind', op: 'is', values: ['bank'] }] }, 'item.rules.0.values'],
    [{ amount: { kind: 'fixed', yuan: '0.00' } }, 'item.amount.yuan'],
    [{ amount: { kind: 'share', fact: 'insured', percent: 10 } }, 'item.amount.fact'],
    [{ amount: { kind: 'per-unit', fact: 'revenue', each: '1.00' } }, 'item.amount.fact'],
    [{ way: 'without-claim', rules: [{ fact: 'rooms', op: 'at-least', number: 5 }] }, 'item.way'],
  ])('with %j is refused at %s', (part, path) => expect(itemFaults(item([], part)).map(f => f.path)).toContain(path));
});

it.each([
  [null, 100n, 'none'],
  [0n, 100n, 'spent'],
  [0n, null, 'spent'],
  [99n, 100n, 'short'],
  [100n, 100n, 'there'],
  [1n, null, 'there'],
] as const)('of %s fen that are left, %s needed: %s', (left, needed, said) => expect(moneyOf(left, needed)).toBe(said));

describe('two versions of an item', () => {
  const before = demoItems[0]!.item;
  it('differ in what is gone and what is new, field by field', () => {
    const after: Item = { ...before, promisedDays: before.promisedDays + 5, rules: [...before.rules.slice(1), { fact: 'insured', op: 'at-least', number: 7 }] };
    expect(itemChanges(before, after)).toEqual([
      { field: '条件', before: ['登记状态：存续'], after: ['参保职工人数不少于 7 人'] },
      { field: '承诺审核时限', before: ['10 个工作日'], after: ['15 个工作日'] },
    ]);
  });
  it('do not differ by the order of their conditions', () => expect(itemChanges(before, { ...before, rules: [...before.rules].reverse() })).toEqual([]));
  it('tell every field there is', () => {
    const all: Item = {
      title: '别的名称',
      summary: '别的简介，写得长一些',
      kind: before.kind === 'award' ? 'subsidy' : 'award',
      way: before.way === 'claim' ? 'without-claim' : 'claim',
      document: '别的文件',
      place: '别处',
      assumed: !before.assumed,
      rules: [],
      amount: { kind: 'fixed', yuan: '1.00' },
      from: '2020-01-01',
      to: '2020-12-31',
      once: before.once === 'ever' ? 'year' : 'ever',
      excludes: ['x'],
      materials: [{ id: 'm', title: '材料', why: '核对' }],
      promisedDays: 59,
      contact: '0358-1234567',
    };
    expect(itemChanges(before, all)).toHaveLength(Object.keys(all).length);
  });
});

describe('files', () => {
  it('tell each wrong line with its number, and read the right ones', async () => {
    const { good, bad } = await readFactLines(
      '\uFEFF统一社会信用代码,信息项,内容,截至日期,有效期至\n91A,参保职工人数,12,2024-10-31,\n91A,参保职工人数,十二,2024-10-31,\n91A,成立日期,2020-01-01,2024-10-31,\n91A,纳税信用级别,"A 级",2024-10-31,2024-12-31\n91A,参保职工人数,3,2024-11-05,\n',
      today,
    );
    expect(good).toEqual([
      { line: 2, code: '91A', fact: 'insured', value: 12, asOf: '2024-10-31', validUntil: null },
      { line: 5, code: '91A', fact: 'tax-class', value: 'A', asOf: '2024-10-31', validUntil: '2024-12-31' },
    ]);
    expect(bad.map(b => b.line)).toEqual([3, 4, 6]);
  });

  it('of the bank name a payment once, and say why one came back', async () => {
    const { good, bad } = await readResultLines('支付编号,结果,原因\n惠付1,成功,\n惠付1,成功,\n惠付2,退回,\n惠付3,退回,户名不符\n惠付4,也许,\n');
    expect(good.map(g => [g.number, g.paid])).toEqual([
      ['惠付1', true],
      ['惠付3', false],
    ]);
    expect(bad.map(b => b.line)).toEqual([3, 4, 6]);
  });
});
