/** The rules of conditions and fields, value by value: what each takes, what it refuses, and where it points. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityCheck } from '#platform/validators';
import { type Test, testSchema } from './catalogue/conditions.ts';
import type { PlannedGroup } from './catalogue/notice.ts';
import { type Field, type Group, groupSchema } from './catalogue/schema.ts';
import { type FormData, failing, type Known, readForm, readValue, refusing, type Values } from './forms.ts';
import { maskValue } from './shown.ts';

const today = '2024-11-25';
/** Born 1949-12-31, female; born 1949-12-31, male. */
const [woman, man] = ['11010519491231002X', `11010519491231001${identityCheck('11010519491231001')}`];
const form = (values: Values, rows: FormData['rows'] = {}): FormData => ({ values, rows });
const at = (test: Test, data: FormData, known: Known = {}, on = today) => failing(test, data, known, on)?.path ?? null;

describe('a condition', () => {
  const within: Test = { rule: 'within-years', birth: 'born', years: 1 };
  const younger: Test = { rule: 'younger-than', birth: 'born', years: 18 };
  const older: Test = { rule: 'age-at-least', birth: 'born', years: 60 };
  const bySex: Test = { rule: 'age-by-sex', number: 'number', male: 75, female: 74 };
  const days: Test = { rule: 'within-days', date: 'day', days: 30 };
  const since: Test = { rule: 'days-since', date: 'day', days: 20 };
  const order: Test = { rule: 'date-order', earlier: 'from', later: 'to' };
  const bornBy: Test = { rule: 'born-by', number: 'number', date: 'day' };
  const least: Test = { rule: 'at-least', field: 'n', value: 15 };
  const most: Test = { rule: 'at-most', field: 'n', value: 3 };
  const oneOf: Test = { rule: 'one-of', field: 'kind', values: ['a', 'b'] };
  const different: Test = { rule: 'different', fields: ['one', 'other'] };
  const agrees: Test = { rule: 'identity-agrees', number: 'number', birth: 'born', sex: 'sex' };

  it.each<[string, Test, Values, boolean]>([
    ['born today', within, { born: '2024-11-25' }, true],
    ['a year old today', within, { born: '2023-11-25' }, true],
    ['a year and a day', within, { born: '2023-11-24' }, false],
    ['born tomorrow', within, { born: '2024-11-26' }, false],
    ['eighteen tomorrow', younger, { born: '2006-11-26' }, true],
    ['eighteen today', younger, { born: '2006-11-25' }, false],
    ['sixty today', older, { born: '1964-11-25' }, true],
    ['sixty tomorrow', older, { born: '1964-11-26' }, false],
    ['old by the identity number', older, { born: woman }, true],
    ['young by the identity number', younger, { born: woman }, false],
    ['no date at all', older, { born: '去年' }, true],
    ['a woman of 74', bySex, { number: woman }, true],
    ['a man of 74', bySex, { number: man }, false],
    ['a number that is none', bySex, { number: '123' }, true],
    ['today', days, { day: '2024-11-25' }, true],
    ['thirty days ago', days, { day: '2024-10-26' }, true],
    ['thirty-one days ago', days, { day: '2024-10-25' }, false],
    ['tomorrow', days, { day: '2024-11-26' }, false],
    ['a day that does not exist', days, { day: '2024-02-30' }, true],
    ['twenty days ago', since, { day: '2024-11-05' }, true],
    ['nineteen days ago', since, { day: '2024-11-06' }, false],
    ['in the future', since, { day: '2024-12-06' }, false],
    ['the same day', order, { from: '2024-11-01', to: '2024-11-01' }, true],
    ['the wrong way round', order, { from: '2024-11-02', to: '2024-11-01' }, false],
    ['only one of the two days', order, { from: '2024-11-02' }, true],
    ['a day after the birth', bornBy, { number: man, day: '2024-01-01' }, true],
    ['a day before the birth', bornBy, { number: man, day: '1900-01-01' }, false],
    ['a day beside a number that is none', bornBy, { number: '12', day: '1900-01-01' }, true],
    ['exactly enough', least, { n: '15' }, true],
    ['a little too few', least, { n: '14.99' }, false],
    ['no number', least, { n: '多' }, true],
    ['exactly as many as may be', most, { n: '3' }, true],
    ['one too many', most, { n: '4' }, false],
    ['one of the list', oneOf, { kind: 'b' }, true],
    ['none of the list', oneOf, { kind: 'c' }, false],
    ['two people', different, { one: woman, other: man }, true],
    ['one person twice', different, { one: woman, other: woman }, false],
    ['only one of them', different, { one: woman }, true],
    ['all that agrees', agrees, { number: woman, born: '1949-12-31', sex: 'female' }, true],
    ['a number that cannot be', agrees, { number: '110105194912310021' }, false],
    ['another birthday', agrees, { number: woman, born: '1949-12-30' }, false],
    ['another sex', agrees, { number: woman, sex: 'male' }, false],
  ])('%s', (_, test, values, holds) => {
    expect(at(test, form(values)) === null).toBe(holds);
    // What is not filled in yet is no fault of the condition.
    expect(at(test, form({}))).toBeNull();
  });

  it('knows the 29th of February', () => {
    expect(at({ ...within, years: 1 }, form({ born: '2024-02-29' }), {}, '2025-02-28')).toBeNull();
    expect(at({ ...within, years: 1 }, form({ born: '2024-02-29' }), {}, '2025-03-01')).toBe('values.born');
  });

  it('asks the county, where the form says nothing', () => {
    const [active, local]: Test[] = [{ rule: 'firm-active' }, { rule: 'local-resident' }];
    for (const firmStatus of ['abnormal', 'struck-off', 'cancelled'] as const) expect(at(active!, form({}), { firmStatus })).toBe('principal');
    expect(at(active!, form({}), { firmStatus: 'active' })).toBeNull();
    expect(at(local!, form({}), { local: false })).toBe('principal');
    expect(at(local!, form({}), { local: true })).toBeNull();
    for (const test of [active!, local!]) expect(at(test, form({}))).toBeNull();
  });

  it('points at the field, in the row where it is wrong', () => {
    expect(at(order, form({ from: '2024-11-02', to: '2024-11-01' }))).toBe('values.to');
    expect(at(agrees, form({ number: woman, born: '1949-12-30' }))).toBe('values.born');
    expect(at(least, form({}, { cars: [{ n: '16' }, { n: '' }, { n: '3' }] }))).toBe('rows.cars.2.n');
  });

  it('compares two fields of a row with each other, in every row', () => {
    expect(
      at(
        order,
        form(
          {},
          {
            stays: [
              { from: '2024-01-01', to: '2024-02-01' },
              { from: '2024-04-01', to: '2024-03-01' },
            ],
          },
        ),
      ),
    ).toBe('rows.stays.1.to');
    expect(at(different, form({}, { pairs: [{ one: woman }, { other: woman }] }))).toBeNull();
    expect(at(different, form({}, { pairs: [{}, { one: woman, other: woman }] }))).toBe('rows.pairs.1.other');
    expect(
      at(
        agrees,
        form(
          {},
          {
            staff: [
              { number: woman, sex: 'female' },
              { number: man, sex: 'female' },
            ],
          },
        ),
      ),
    ).toBe('rows.staff.1.sex');
    expect(at(different, form({ one: woman }, { others: [{ other: man }, { other: woman }] }))).toBe('rows.others.1.other');
  });

  it('never throws, whatever is typed or missing', () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const n = fc.integer({ min: -200, max: 200 });
    const raw = fc.oneof(
      fc.record({ rule: fc.constantFrom('within-years', 'younger-than', 'age-at-least'), birth: id, years: n }),
      fc.record({ rule: fc.constant('age-by-sex'), number: id, male: n, female: n }),
      fc.record({ rule: fc.constantFrom('within-days', 'days-since'), date: id, days: n }),
      fc.record({ rule: fc.constant('date-order'), earlier: id, later: id }),
      fc.record({ rule: fc.constant('born-by'), number: id, date: id }),
      fc.record({ rule: fc.constantFrom('at-least', 'at-most'), field: id, value: n }),
      fc.record({ rule: fc.constant('one-of'), field: id, values: fc.array(fc.string(), { minLength: 1 }) }),
      fc.record({ rule: fc.constant('different'), fields: fc.tuple(id, id) }),
      fc.record({ rule: fc.constant('identity-agrees'), number: id, birth: id, sex: id }),
      fc.record({ rule: fc.constantFrom('firm-active', 'local-resident') }),
    );
    const typed = fc.oneof(fc.string(), fc.constantFrom(woman, man, '2024-02-29', '2024-02-30', '0', '-1', 'NaN'), fc.array(fc.string()));
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'd'), typed);
    fc.assert(
      fc.property(raw, values, fc.dictionary(fc.constantFrom('g', 'h'), fc.array(values, { maxLength: 3 })), (rule, single, rows) => {
        const path = at(testSchema.parse(rule), form(single, rows));
        // It points at something that stands in the form.
        if (path)
          expect([
            ...Object.keys(single).map(k => `values.${k}`),
            ...Object.entries(rows).flatMap(([g, list]) => list.flatMap((row, i) => Object.keys(row).map(k => `rows.${g}.${i}.${k}`))),
          ]).toContain(path);
      }),
    );
  });

  it('refuses the application only where it says so, and says each thing once', () => {
    const condition = (test: Test, otherwise: 'refuse' | 'doubt') => ({ matter: 'm', condition: { text: '年满 60 周岁', test, otherwise } });
    const data = form({ born: '2000-01-01' });
    expect(refusing({ conditions: [condition(older, 'doubt')] } as never, data, {}, today)).toEqual([]);
    expect(refusing({ conditions: [condition(older, 'refuse'), condition(older, 'refuse')] } as never, data, {}, today)).toEqual([
      { path: 'values.born', message: '不符合条件：年满 60 周岁' },
    ]);
  });
});

describe('a value', () => {
  const field = (type: Field['type'], more: Partial<Field> = {}): Field => ({ id: 'f', label: '字段', type, required: true, ...more }) as Field;
  const options = [
    { value: 'a', label: '甲' },
    { value: 'b', label: '乙' },
  ];
  it.each<[Field, string | string[], string | string[] | RegExp]>([
    [field('integer'), ' １２ ', '12'],
    [field('integer'), '1,200', '1200'],
    [field('integer'), '1.5', /整数/],
    [field('integer', { min: 1, unit: '天' }), '0', /不能小于 1天/],
    [field('integer', { max: 9 }), '10', /不能大于 9/],
    [field('money'), '3200.50', '3200.50'],
    [field('money'), '3200.505', /2 位小数/],
    [field('money'), '1e5', /数字/],
    [field('area'), '86.1234', '86.1234'],
    [field('date'), '2024年2月9日', '2024-02-09'],
    [field('date'), '2024/2/9', '2024-02-09'],
    [field('date'), '2024-2-30', /存在的日期/],
    [field('date'), '0024-02-09', /年份/],
    [field('date', { time: 'past' }), '2024-11-26', /晚于今天/],
    [field('date', { time: 'past' }), today, today],
    [field('date', { time: 'future' }), '2024-11-24', /早于今天/],
    [field('month'), '2024-12', '2024-12'],
    [field('month'), '2024-13', /年月/],
    [field('yes-no'), 'yes', 'yes'],
    [field('yes-no'), '是', /是或否/],
    [field('select', { options }), 'a', 'a'],
    [field('select', { options }), 'c', /选项/],
    [field('choices', { options }), ['a', 'b'], ['a', 'b']],
    [field('choices', { options }), ['a', 'c'], /选项/],
    [field('text'), ['a'], /一个值/],
    [field('text', { maxLength: 3 }), '𠮷𠮷𠮷', '𠮷𠮷𠮷'],
    [field('text', { maxLength: 3 }), '一二三四', /最多 3 个字/],
    [field('plate'), '晋j12345', '晋J12345'],
    [field('phone'), '138 3513 0000', '13835130000'],
    [field('email'), 'a@b', /电子邮箱/],
  ])('%#: %s', (of, typed, wanted) => {
    const reading = readValue(of, typed, today);
    if (wanted instanceof RegExp) expect('message' in reading && reading.message).toMatch(wanted);
    else expect(reading).toEqual({ value: wanted });
  });
});

describe('a form', () => {
  const planned = (raw: unknown): PlannedGroup => {
    const group: Group = groupSchema.parse(raw);
    return { group, fields: group.fields.map(f => ({ field: f, wantedBy: [] })) } as unknown as PlannedGroup;
  };
  const people = planned({
    id: 'heirs',
    label: '继承人',
    order: 1,
    repeat: { min: 1, max: 2, one: '继承人' },
    fields: [
      { id: 'heir', label: '姓名', type: 'name', source: 'assumed' },
      { id: 'heir-number', label: '身份证号', type: 'identity-number', required: false, source: 'assumed' },
    ],
  });

  it('says everything that is wrong, each at its place, and drops what nobody asked', () => {
    const { data, faults } = readForm([people], form({ spy: 'x' }, { heirs: [{ heir: '李' }, { heir: '李强', spy: 'x' }, {}] }), today);
    expect(faults.map(f => f.path)).toEqual(['rows.heirs', 'rows.heirs.0.heir', 'rows.heirs.2.heir']);
    expect(data).toEqual({ values: {}, rows: { heirs: [{}, { heir: '李强' }, {}] } });
    expect(readForm([people], form({}), today).faults).toEqual([{ path: 'rows.heirs', message: '请至少填写 1 位（项）继承人' }]);
  });

  it('finds the same person in two rows', () => {
    const row = { heir: '李强', 'heir-number': man };
    expect(readForm([people], form({}, { heirs: [row, { ...row, heir: '李刚' }] }), today).faults).toEqual([
      { path: 'rows.heirs.1.heir-number', message: '身份证号与第 1 位重复' },
    ]);
  });
});

it('shows of a sensitive number enough to tell it from others, and of sensitive words nothing', () => {
  const shown = (type: Field['type'], value: string) => maskValue({ type, sensitive: true } as Field, value);
  expect([shown('identity-number', woman), shown('text', '脑出血'), shown('textarea', '病情')]).toEqual([
    expect.stringMatching(/^1101\*+002X$/),
    '已填，没有显示',
    '已填，没有显示',
  ]);
  expect(maskValue({ type: 'text', sensitive: false } as Field, '面馆')).toBe('面馆');
});
