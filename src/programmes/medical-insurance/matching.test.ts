import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calendarOf } from '#platform/calendar';
import { yuan } from '#platform/money';
import { identityCheck } from '#platform/validators';
import { dayFault, type Payer, type Payment, settle } from './collecting.ts';
import { aids, townTasks, townTasksTotal } from './figures.ts';
import { changeDue, type List, type Listed, match, overpaid, type Person } from './matching.ts';
import { percent, ratesOf, reaches, targetHeads } from './progress.ts';
import { reminderText } from './reminding-text.ts';
import { isAid, type Sort, sorts } from './words.ts';

/** 国办发明电: the autumn of 2024. */
const calendar = calendarOf([
  {
    year: 2024,
    holidays: ['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-04', '2024-10-07'],
    workdays: ['2024-09-29', '2024-10-12'],
  },
]);
const today = '2024-11-04';
const numbered = (birth: string, n = 1) => {
  const digits = `141129${birth.replaceAll('-', '')}${String(n).padStart(3, '0')}`;
  return digits + identityCheck(digits);
};
const list = (id: string, unit = id, more: Partial<List> = {}): List => ({
  id,
  title: `${id}名单`,
  unit,
  due: true,
  handedOn: '2024-10-12',
  sealed: true,
  ...more,
});
const lists = [
  list('civil-affairs'),
  list('agriculture'),
  list('elderly', 'town-ningxiang'),
  list('police', 'public-security', { due: false }),
  list('employees', 'medical-insurance', { due: false }),
];
const person = (birth: string, more: Partial<Person> = {}): Person => {
  const number = numbered(birth);
  return {
    id: 'p',
    key: number,
    number,
    name: '任海龙',
    town: 'ningxiang',
    village: '郝家岭村',
    local: true,
    situation: null,
    proof: null,
    paid: null,
    ...more,
  };
};
const on = (p: Person, where: string, sort: Sort, more: Partial<Listed> = {}): Listed => ({
  ...{ list: where, key: p.key, token: `x ${p.key}`, name: p.name, town: p.town, village: p.village, sort },
  ...{ since: '2024-01-01', until: null, arrivedOn: '2024-10-12' },
  ...more,
});
const held = (persons: Person[], listed: Listed[], more: Partial<Parameters<typeof match>[0]> = {}) =>
  match({ persons, listed, lists, accepted: new Set(), today, calendar, ...more });
const told = (conflicts: { sort: string; unit: string }[]) => conflicts.map(c => `${c.sort} ${c.unit}`).sort();

describe('acceptance (practice 5)', () => {
  it('1: tasks sum to 106,805, and the least heads are', () => {
    expect(townTasks.reduce((sum, t) => sum + t.people, 0)).toBe(townTasksTotal.value);
    expect(townTasks.map(t => targetHeads(t.people))).toEqual([28191, 7424, 29899, 20606, 10127, 9493]);
  });
  it('2: a person of 72 on low income pays nothing, of one purse, with the reason, and never 320 and 400', () => {
    const p = person('1952-03-01');
    const { outcomes, conflicts } = held([p], [on(p, 'civil-affairs', 'low-income'), on(p, 'elderly', 'elderly')]);
    expect(outcomes[0]).toMatchObject({
      category: 'aided',
      share: { identity: 'elderly', person: 0n, shares: [{ payer: 'county-treasury', amount: 400_00n }] },
    });
    expect(outcomes[0]!.share!.shares).toHaveLength(1);
    expect(outcomes[0]!.share!.why.join()).toContain('就高不就低');
    expect(told(conflicts)).toEqual(['lists civil-affairs', 'lists town-ningxiang']);
  });
  it('3: the same number from civil affairs and agriculture pays 40, and both are told', () => {
    const p = person('1980-05-01');
    const { outcomes, conflicts } = held([p], [on(p, 'civil-affairs', 'low-income'), on(p, 'agriculture', 'returned-to-poverty')]);
    expect(outcomes[0]!.share).toMatchObject({ identity: 'returned-to-poverty', person: 40_00n, shares: [{ payer: 'medical-aid', amount: 360_00n }] });
    expect(told(conflicts)).toEqual(['lists agriculture', 'lists civil-affairs']);
  });
  it.each([
    ['2024-08-31', false],
    ['2024-09-01', true],
    ['2024-11-25', true],
    ['2024-11-26', false],
    ['2024-12-25', true],
    ['2024-12-26', false],
    ['2025-01-10', true],
    ['2026-01-10', false],
  ])('4: a payment of %s is taken: %s', (day, good) => expect(dayFault(day) === null).toBe(good));
  it('5: a change of Friday 27 September 2024 is due on 10 October', () => expect(changeDue(calendar, '2024-09-27')).toBe('2024-10-10'));
});

describe('what goes back', () => {
  const adult = person('1980-05-01');
  it.each<[string, Person, Listed[], string[], string | null]>([
    [
      'a number that does not check',
      { ...adult, number: `${adult.number.slice(0, 17)}${adult.number.endsWith('0') ? '1' : '0'}` },
      [],
      ['number town-ningxiang'],
      null,
    ],
    ['two names of one number', adult, [on(adult, 'civil-affairs', 'low-income', { name: '任海' })], ['names civil-affairs', 'names town-ningxiang'], null],
    ['the dead', adult, [on(adult, 'civil-affairs', 'low-income'), on(adult, 'police', 'dead')], ['dead civil-affairs'], null],
    ['the dead by the town alone', { ...adult, situation: 'dead' }, [on(adult, 'civil-affairs', 'low-income')], ['dead civil-affairs'], null],
    ['who has employee insurance', adult, [on(adult, 'agriculture', 'monitored-sudden'), on(adult, 'employees', 'employee')], ['employee agriculture'], null],
    ['who is on a list and not among the insured', adult, [on({ ...adult, key: 'other' }, 'civil-affairs', 'orphan')], ['unknown town-ningxiang'], null],
    [
      'the old whose registration is elsewhere',
      person('1950-01-01', { local: false }),
      [on(person('1950-01-01'), 'elderly', 'elderly')],
      ['not-local town-ningxiang'],
      null,
    ],
    ['the not so old', person('1954-12-26'), [on(person('1954-12-26'), 'elderly', 'elderly')], ['young town-ningxiang'], null],
    ['the old whom the town forgot', person('1954-12-25'), [], ['not-listed town-ningxiang'], null],
    ['nothing: the list says the same', adult, [on(adult, 'civil-affairs', 'low-income')], [], 'low-income'],
    ['nothing: no longer on it', adult, [on(adult, 'civil-affairs', 'low-income', { until: '2024-09-01' })], [], null],
  ])('%s', (_, p, listed, sent, identity) => {
    const { outcomes, conflicts } = held([p], listed);
    expect(told(conflicts)).toEqual(sent);
    expect(outcomes[0]!.share?.identity ?? null).toBe(identity);
  });

  it('counts all the same what the bureau accepted', () => {
    const rows = [on(adult, 'civil-affairs', 'low-income', { name: '任海' })];
    const { conflicts } = held([adult], rows);
    const accepted = new Set(conflicts.map(c => c.key));
    expect(held([adult], rows, { accepted }).outcomes[0]!.share!.identity).toBe('low-income');
  });

  it('lists that came late, not at all, or without the seal; the police has no term', () => {
    const faults = (more: Partial<List>) => told(held([], [], { lists: [list('civil-affairs', 'civil-affairs', more), lists[3]!] }).conflicts);
    expect(faults({ handedOn: '2024-10-15' })).toEqual([]);
    expect(faults({ handedOn: '2024-10-16' })).toEqual(['late civil-affairs']);
    expect(faults({ handedOn: null })).toEqual(['late civil-affairs']);
    expect(faults({ sealed: false })).toEqual(['unsealed civil-affairs']);
    expect(told(held([], [], { today: '2024-10-15', lists: [list('civil-affairs', 'civil-affairs', { handedOn: null })] }).conflicts)).toEqual([]);
  });

  it('a change that came later than five working days, and none that came with the first list', () => {
    const changed = (since: string, arrivedOn: string | null) =>
      told(held([adult], [on(adult, 'civil-affairs', 'low-income', { since, arrivedOn })]).conflicts);
    expect(changed('2024-09-27', '2024-10-15')).toEqual([]);
    expect(changed('2024-10-21', '2024-10-28')).toEqual([]);
    expect(changed('2024-10-21', '2024-10-29')).toEqual(['change-late civil-affairs']);
    expect(changed('2024-10-21', null)).toEqual(['change-late civil-affairs']);
  });

  it('what was paid above one’s share before the mark', () => {
    const p = { ...adult, paid: 400_00n };
    const { outcomes } = held([p], [on(p, 'civil-affairs', 'low-income')]);
    expect(overpaid(outcomes, yuan)).toMatchObject([{ sort: 'overpaid', unit: 'taxation', words: expect.stringContaining('请退 320.00 元') }]);
    expect(overpaid(held([p], []).outcomes, yuan)).toEqual([]);
  });
});

describe('a veteran', () => {
  const p = person('1980-05-01');
  const veteran = (pays?: bigint) => on(p, 'veterans-affairs', 'veteran', pays === undefined ? {} : { pays });
  const of = (...listed: Listed[]) => held([p], listed, { lists: [...lists, list('veterans-affairs')] }).outcomes[0]!.share!;
  it('pays what the list of veterans’ affairs says, which pays the rest; where it says nothing, nobody knows', () => {
    expect(of(veteran(150_00n))).toMatchObject({
      ...{ identity: 'veteran', person: 150_00n },
      shares: [{ payer: 'veterans-affairs', amount: 250_00n }],
    });
    expect(of(veteran(0n)).shares).toEqual([{ payer: 'veterans-affairs', amount: 400_00n }]);
    expect(of(veteran())).toMatchObject({ identity: 'veteran', person: null, shares: [{ payer: 'veterans-affairs', amount: null }] });
  });
  it('gets the other aid where that is more generous, and theirs where it is not', () => {
    const poor = on(p, 'civil-affairs', 'low-income');
    expect(of(veteran(80_01n), poor).identity).toBe('low-income');
    expect(of(veteran(79_99n), poor)).toMatchObject({ identity: 'veteran', person: 79_99n });
    expect(of(veteran(), poor).identity).toBe('low-income');
  });
});

describe('categories', () => {
  const adult = person('1980-05-01');
  it.each<[string, Person, Listed[], string]>([
    ['ordinary', adult, [], 'ordinary'],
    ['aided', adult, [on(adult, 'civil-affairs', 'destitute')], 'aided'],
    ['out of poverty', adult, [on(adult, 'agriculture', 'out-of-poverty')], 'out-of-poverty'],
    ['aided before out of poverty', adult, [on(adult, 'agriculture', 'out-of-poverty'), on(adult, 'civil-affairs', 'low-income')], 'aided'],
    ['exempt by a proof', { ...adult, situation: 'prison', proof: '〔2023〕晋1129刑初1号' }, [], 'exempt'],
    ['not exempt without', { ...adult, situation: 'prison' }, [], 'ordinary'],
    ['exempt by the insurer’s list', adult, [on(adult, 'employees', 'employee')], 'exempt'],
    ['a child of the year', person('2025-02-03'), [], 'newborn'],
    ['a child of the year before pays', person('2024-05-01'), [], 'ordinary'],
  ])('%s', (_, p, listed, category) => {
    const [outcome] = held([p], listed).outcomes;
    expect(outcome!.category).toBe(category);
    if (category === 'exempt') expect(outcome!.share).toBeNull();
  });
});

it('gives one purse at most, and the cheapest of what the lists say, whatever they say', () => {
  const aid = (Object.keys(sorts) as Sort[]).filter(s => isAid(s) && s !== 'elderly' && s !== 'veteran');
  fc.assert(
    fc.property(fc.subarray(aid), fc.boolean(), fc.integer({ min: 1940, max: 2010 }), (said, elderly, year) => {
      const p = person(`${year}-06-01`);
      const { outcomes } = held([p], [...said.map(s => on(p, 'civil-affairs', s)), ...(elderly ? [on(p, 'elderly', 'elderly')] : [])]);
      const { share } = outcomes[0]!;
      const best = [...said.map(s => aids[s as keyof typeof aids].person!), ...(elderly && year <= 1954 ? [0n] : [])].reduce(
        (a, b) => (b < a ? b : a),
        400_00n,
      );
      expect(share!.person).toBe(best);
      expect(share!.shares.length).toBe(best === 400_00n ? 0 : 1);
      expect(share!.person! + (share!.shares[0]?.amount ?? 0n)).toBe(400_00n);
    }),
  );
});

describe('payments', () => {
  const payer = (more: Partial<Payer> = {}): Payer => ({ id: 'p', birth: '1980-05-01', share: 400_00n, exempt: null, enrolledBy: null, ...more });
  const payment = (more: Partial<Payment> = {}): Payment => ({ id: '1', key: 'a', voucher: 'V1', amount: 400_00n, on: '2024-10-10', ...more });
  const results = (payments: Payment[], of: Partial<Payer> = {}) => settle(payments, new Map([['a', payer(of)]])).map(s => s.result);
  it.each<[string, Payment, Partial<Payer>, string]>([
    ['enrols', payment(), {}, 'enrolled'],
    ['of nobody', payment({ key: 'b' }), {}, 'unknown'],
    ['of the dead', payment(), { exempt: 'dead' }, 'exempt'],
    ['too little', payment({ amount: 399_99n }), {}, 'amount'],
    ['too much', payment(), { share: 80_00n }, 'amount'],
    ['of the aided', payment({ amount: 80_00n }), { share: 80_00n }, 'enrolled'],
    ['nothing, where another pays all', payment({ amount: 0n }), { share: 0n }, 'enrolled'],
    ['of a veteran, by their policy', payment({ amount: 100_00n }), { share: null }, 'enrolled'],
    ['of a veteran, above the share', payment({ amount: 400_01n }), { share: null }, 'amount'],
    ['on the 26th', payment({ on: '2024-11-26' }), {}, 'day'],
    ['when there is one already', payment(), { enrolledBy: 'V0' }, 'twice'],
    ['the same once more', payment(), { enrolledBy: 'V1' }, 'enrolled'],
    ['on the last day of the gathering, without an assessment', payment({ on: '2024-12-25' }), {}, 'enrolled'],
    ['afterwards, before the bureau has assessed it', payment({ on: '2025-01-10' }), {}, 'unassessed'],
    ['afterwards, what the bureau has assessed', payment({ on: '2025-01-10', amount: 1070_00n }), { assessed: 1070_00n }, 'enrolled'],
    ['afterwards, less than was assessed', payment({ on: '2025-01-10' }), { assessed: 1070_00n }, 'amount'],
    ['afterwards, of a child born the year before', payment({ on: '2025-01-10' }), { birth: '2024-12-20' }, 'enrolled'],
    ['afterwards, of who was aided since', payment({ on: '2025-01-10', amount: 80_00n }), { share: 80_00n, newlyAidedOn: '2025-01-06' }, 'enrolled'],
    ['within the gathering, an assessment means nothing', payment({ amount: 1070_00n }), { assessed: 1070_00n }, 'amount'],
  ])('%s', (_, p, of, result) => expect(results([p], of)).toEqual([result]));
  it('the first enrols and the second goes back, in whatever order they come', () => {
    const two = [payment({ id: '2', voucher: 'V2', on: '2024-10-11' }), payment()];
    expect(settle(two, new Map([['a', payer()]])).map(s => [s.payment.voucher, s.result])).toEqual([
      ['V1', 'enrolled'],
      ['V2', 'twice'],
    ]);
  });
  it('never enrol a person twice, and never lose one', () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ key: fc.constantFrom('a', 'b', 'c'), amount: fc.constantFrom(400_00n, 80_00n), day: fc.integer({ min: 1, max: 28 }) }), {
          maxLength: 12,
        }),
        rows => {
          const payments = rows.map((r, i) =>
            payment({ id: String(i), key: r.key, voucher: `V${i}`, amount: r.amount, on: `2024-10-${String(r.day).padStart(2, '0')}` }),
          );
          const settled = settle(
            payments,
            new Map([
              ['a', payer()],
              ['b', payer({ share: 80_00n })],
            ]),
          );
          expect(settled).toHaveLength(payments.length);
          for (const key of ['a', 'b', 'c'])
            expect(settled.filter(s => s.payment.key === key && s.result === 'enrolled').length).toBeLessThanOrEqual(key === 'c' ? 0 : 1);
        },
      ),
    ));
  it('says from when one is insured', () => {
    const from = (on: string, of: Partial<Payer> = {}) => settle([payment({ on })], new Map([['a', payer(of)]]))[0]!.insuredFrom;
    expect([
      from('2024-10-10'),
      from('2025-01-10', { assessed: 400_00n }),
      from('2024-10-10', { lastInsuredYear: 2022 }),
      from('2025-01-10', { newlyAidedOn: '2025-01-02' }),
    ]).toEqual(['2025-01-01', '2025-04-10', '2025-04-01', '2025-01-10']);
  });
});

describe('a reminder', () => {
  const people = ['任海龙', '任婷婷', '任国栋', '任若曦'].map(name => ({ name, share: '400.00' }));
  it('names each of the family and what is theirs to pay, once a telephone', () => {
    expect(reminderText(people.slice(0, 2), today)).toContain('任海龙 400.00 元、任婷婷 400.00 元。请在 2024年12月25日前缴');
    expect(reminderText(people, today)).toContain('任国栋 400.00 元 等 4 人');
    expect(reminderText([{ name: '任海龙', share: null }], today)).toContain('任海龙（按优抚政策）');
  });
  it('says after the gathering that the bureau has to assess it first', () => {
    expect(reminderText(people, '2024-12-25')).toContain('前缴');
    expect(reminderText(people, '2024-12-26')).toContain('先到县医保局核定金额');
  });
});

describe('rates', () => {
  it('show what they divide by, and are never rounded up', () => {
    expect(ratesOf({ due: 1000, enrolled: 980, exempt: 10 })).toEqual({ rate: 98, adjusted: 98.98, missing: 10 });
    expect(percent(98_999, 100_000)).toBe(98.99);
    expect(percent(0, 0)).toBeNull();
  });
  it('reach a target exactly at the target’s heads', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), due => {
        const heads = targetHeads(due);
        expect(reaches(heads, due, 99)).toBe(true);
        expect(reaches(heads - 1, due, 99)).toBe(false);
      }),
    ));
});
