/** How a table differs from a register, on a small one of our own. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cite } from '../citations/index.ts';
import { csvText } from '../tables/index.ts';
import { identityCheck, maskIdentity } from '../validators/index.ts';
import { checkKind, type RegisterKind } from './kinds.ts';
import { count, noOutcome } from './outcome.ts';
import { compared, type Held, keyOf, meant, type Standing } from './rules.ts';
import { maskOf, type Seal, tokenOf } from './sealing.ts';
import { type Line, linesOf, shown, typedOf, type Values } from './values.ts';

const kind: RegisterKind = checkKind({
  id: 'wells',
  title: '水井',
  unit: '口',
  basis: cite('某文', '一'),
  keeper: 'water',
  key: ['town', 'name'],
  town: 'town',
  columns: [
    { key: 'town', title: '乡镇', type: 'choice', required: true, options: { a: '甲乡', b: '乙乡' }, writtenBy: ['water'] },
    { key: 'name', title: '井名', type: 'words', required: true, writtenBy: ['water'] },
    { key: 'depth', title: '井深', type: 'whole', measure: '米', required: true, writtenBy: ['water'] },
    { key: 'cost', title: '造价', type: 'money', measure: '元', writtenBy: ['finance'] },
    { key: 'used', title: '在用', type: 'yes-no', writtenBy: ['town'] },
  ],
  faults: v => (Number(v.depth) > 1000 ? [{ path: 'depth', message: '没有这么深的井' }] : []),
  doubts: v => (v.used === false && v.cost !== undefined ? ['造了没有用'] : []),
});
/** As the vault would, for numbers that nobody has. */
const seal: Seal = (sort, number) => tokenOf(sort, number, `b${number.slice(-6)}`);
const all: Standing = { keeps: true, adds: () => true, withdraws: () => true, writes: () => true };
const of = (...units: string[]): Standing => ({
  keeps: units.includes('water'),
  adds: () => units.includes('water'),
  withdraws: () => units.includes('water'),
  writes: (c, town) => c.writtenBy.some(u => units.includes(u === 'town' ? `town-${town}` : u)),
});
const row = (cells: Values): Held => ({ id: keyOf(kind, cells), town: String(cells.town), key: keyOf(kind, cells), cells });
const table = (head: string[], ...lines: string[][]) => Array.fromAsync(linesOf(kind, csvText(head, lines), { most: 100 }, seal));
const names = new Map([['finance', '财政局']]);
const well = row({ town: 'a', name: '东井', depth: 30, cost: '1200050' });
/** As an import goes through its lines. */
function look(lines: readonly Line[], standing = all, rows: readonly Held[] = [well], of = kind) {
  const outcome = noOutcome();
  const seen = new Map<string, number>();
  for (const line of lines) {
    const key = meant(of, line);
    const row = rows.find(r => r.key === key);
    count(of, outcome, line, row, compared(of, line, row, seen.get(key ?? ''), standing, names));
    if (key !== null) seen.set(key, line.line);
  }
  return outcome;
}

describe('reading', () => {
  it('keeps money as fen in text, takes the measure in a heading, and leaves out what says nothing', async () => {
    const [line] = await table(['乡镇', '井名', '井深（米）', '造价(元)', '在用'], ['甲乡', '东井', '', '12,000.50', '否']);
    expect(line!.values).toEqual({ town: 'a', name: '东井', cost: '1200050', used: false });
    expect(shown(kind, line!.values).cost).toBe('12000.50');
  });
  it.each([
    ['造价', '12.345'],
    ['造价', '-1'],
    ['造价', '1.2E+5'],
    ['井深', '-1'],
    ['井深', '1.5'],
    ['在用', '也许'],
  ])('refuses %s %s', async (title, text) => {
    const [line] = await table(['乡镇', '井名', title], ['甲乡', '东井', text]);
    expect(line!.problems).toMatchObject([{ column: title }]);
    expect(Object.keys(line!.values)).toEqual(['town', 'name']);
  });
  it('of what somebody typed is the same, with faults at the field, and an empty field empties', async () => {
    expect(typedOf(kind, { depth: '31', cost: '' }, seal)).toEqual({ values: { depth: 31, cost: null }, faults: [] });
    expect(typedOf(kind, { depth: '很深' }, seal).faults).toMatchObject([{ path: 'values.depth' }]);
    expect(typedOf(kind, { name: '=东,"井"\n' }, seal).values).toEqual({ name: '=东,"井"' });
  });
  it('takes money of a column in 万元 so, with six decimals, exactly', () => {
    const large = { ...kind, columns: kind.columns.map(c => (c.key === 'cost' ? { ...c, measure: '万元' } : c)) };
    expect(typedOf(large, { cost: '688.79288' }, seal).values).toEqual({ cost: '688792880' });
    expect(shown(large, { cost: '688792880' }).cost).toBe('688.79288');
    for (const wrong of ['0.0000001', '-1', '一百']) expect(typedOf(large, { cost: wrong }, seal).faults).toMatchObject([{ path: 'values.cost' }]);
  });
});

describe('a difference', () => {
  it('tells new, changed with old and new, unchanged and missing', async () => {
    const south = row({ town: 'b', name: '东井', depth: 5 });
    const found = look(await table(['乡镇', '井名', '井深'], ['甲乡', '东井', '31'], ['甲乡', '西井', '12']), all, [well, south]);
    expect(found).toMatchObject({
      differing: [{ line: 2, title: '东井', cells: [{ column: 'depth', was: 30, is: 31 }] }],
      fresh: [{ line: 3, values: { town: 'a', name: '西井', depth: 12 } }],
      ...{ lines: 2, changed: 1, added: 1, unchanged: 0, wrong: 0 },
    });
    expect(look(await table(['乡镇', '井名', '井深'], ['甲乡', '东井', '30']))).toMatchObject({ unchanged: 1, changed: 0, wrong: 0 });
  });
  it('says what does not fit, what is missing in a new row, and which line is twice there', async () => {
    const messages = async (...lines: string[][]) =>
      look(await table(['乡镇', '井名', '井深'], ...lines)).problems.map(p => `${p.line} ${p.column}：${p.message}`);
    expect(await messages(['甲乡', '东井', '1001'])).toEqual(['2 井深：没有这么深的井']);
    expect(await messages(['甲乡', '东井', '1000'])).toEqual([]);
    expect(await messages(['甲乡', '西井', ''])).toEqual(['2 井深：井深不能为空']);
    expect(await messages(['甲乡', '东井', '5'], ['甲乡', '东井', '6'])).toEqual(['3 井名：和第 2 行是同一行']);
    // An unread cell is one fault, not two.
    expect(await messages(['甲乡', '西井', '深'])).toHaveLength(1);
  });
  it('lets each write its own columns, a town in its own rows, and nobody add but the keeper', async () => {
    const lines = await table(['乡镇', '井名', '井深', '造价', '在用'], ['甲乡', '东井', '30', '12000.50', '否']);
    expect(look(lines, of('town-a')).changed).toBe(1);
    expect(look(lines, of('town-b')).problems).toMatchObject([{ column: '在用', message: expect.stringContaining('由乡镇填写') }]);
    const dearer = await table(['乡镇', '井名', '造价'], ['甲乡', '东井', '5']);
    expect(look(dearer, of('finance')).changed).toBe(1);
    expect(look(dearer, of('water')).problems[0]!.message).toBe('这一列由财政局填写：台账里是 12000.50 元，表里是 5.00 元');
    const fresh = await table(['乡镇', '井名', '井深'], ['甲乡', '西井', '7']);
    expect(look(fresh, of('water')).added).toBe(1);
    expect(look(fresh, of('finance')).problems[0]!.message).toContain('台账里没有这一行');
  });
  it('warns of what somebody should look at and keeps it', async () => {
    expect(look(await table(['乡镇', '井名', '在用'], ['甲乡', '东井', '否'])).differing[0]!.doubts).toEqual(['造了没有用']);
  });
  it('of what was taken along and brought in again is none, whatever the rows', async () => {
    const wells = fc.uniqueArray(
      fc.record({
        town: fc.constantFrom('a', 'b'),
        name: fc.stringMatching(/^[一-龥]{1,4}$/),
        depth: fc.integer({ min: 0, max: 1000 }),
        cost: fc.option(fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String), { nil: undefined }),
        used: fc.option(fc.boolean(), { nil: undefined }),
      }),
      { selector: w => keyOf(kind, w as Values), minLength: 1, maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(wells, async list => {
        const rows = list.map(w => row(JSON.parse(JSON.stringify(w)) as Values));
        const text = csvText(
          kind.columns.map(c => c.title),
          rows.map(r =>
            kind.columns.map(c => {
              const v = shown(kind, r.cells)[c.key] ?? null;
              return typeof v === 'boolean' ? (v ? '是' : '否') : (c.options?.[String(v)] ?? v);
            }),
          ),
        );
        expect(look(await Array.fromAsync(linesOf(kind, text, { most: 100 }, seal)), of(), rows)).toMatchObject({ unchanged: rows.length, wrong: 0 });
      }),
    );
  });
});

it('says of a line whose key cannot be read that alone, not whose columns it writes', async () => {
  const lines = await table(['乡镇', '井名', '造价'], ['没有的乡', '东井', '5']);
  expect(look(lines, of('town-a')).problems).toMatchObject([{ column: '乡镇' }]);
});

it('lets a town write its own row, and nobody move a row to a town that is not theirs', async () => {
  const moving: RegisterKind = { ...kind, key: ['name'], columns: kind.columns.map(c => (c.key === 'town' ? { ...c, writtenBy: ['town', 'water'] } : c)) };
  const here = { ...well, key: keyOf(moving, well.cells) };
  const lines = await table(['乡镇', '井名'], ['乙乡', '东井']);
  expect(look(lines, of('town-a'), [here], moving).problems).toMatchObject([{ message: expect.stringContaining('只能写本乡镇') }]);
  expect(look(lines, of('water'), [here], moving)).toMatchObject({ changed: 1, wrong: 0 });
});

describe('numbers that are sealed', () => {
  const people: RegisterKind = checkKind({
    ...kind,
    id: 'people',
    key: ['number'],
    called: 'name',
    columns: [
      { key: 'name', title: '姓名', type: 'words', required: true, writtenBy: ['water'] },
      { key: 'number', title: '身份证号', type: 'identity', required: true, writtenBy: ['water'] },
      {
        key: 'born',
        title: '出生日期',
        type: 'day',
        writtenBy: [],
        from: { column: 'number', of: n => `${n.slice(6, 10)}-${n.slice(10, 12)}-${n.slice(12, 14)}` },
      },
      { key: 'phone', title: '手机', type: 'phone', writtenBy: ['town'] },
      { key: 'account', title: '账号', type: 'account', writtenBy: ['finance'] },
    ],
    town: undefined as never,
    faults: () => [],
    doubts: () => [],
  });
  const number = '141129195203150021'.slice(0, 17) + identityCheck('14112919520315002');
  const read = (head: string[], ...lines: string[][]) => Array.fromAsync(linesOf(people, csvText(head, lines), { most: 100 }, seal));
  const heads = ['姓名', '身份证号', '出生日期', '手机'];

  it('keep what may be shown and say their own day of birth, whatever the table says of it', async () => {
    const [line] = await read(heads, ['某人', number, '2001-01-01', '138 1234 5678']);
    expect(line).toMatchObject({ problems: [], values: { born: '1952-03-15' } });
    expect(JSON.stringify(line)).not.toContain(number);
    expect(JSON.stringify(line)).not.toContain('13812345678');
    expect(shown(people, line!.values)).toMatchObject({ number: maskIdentity(number), phone: '138****5678' });
    expect(typedOf(people, { number, born: '2001-01-01', phone: '' }, seal).values).toMatchObject({ born: '1952-03-15', phone: null });
  });
  it.each([
    ['身份证号', '1.41129E+17'],
    ['身份证号', '1411**********0021'],
    ['手机', '1381234567'],
    ['账号', '6222000000000000'],
    ['手机', '141129195203150021'],
  ])('refuse %s %s', async (title, text) => {
    const [line] = await read(
      title === '身份证号' ? ['姓名', title] : ['姓名', '身份证号', title],
      title === '身份证号' ? ['某人', text] : ['某人', number, text],
    );
    expect(line!.problems).toMatchObject([{ column: title }]);
    // What is wrong is said without saying the number again.
    expect(line!.problems[0]!.message).not.toMatch(/\d{11}/);
  });
  it('tell rows apart, and one may write what another number says where one writes the number', async () => {
    const lines = await read(heads, ['某人', number, '', ''], ['别人', number, '', '']);
    const found = look(lines, of('water'), [], people);
    expect(found.added).toBe(1);
    expect(found.problems).toMatchObject([{ line: 3, message: expect.stringContaining('同一行') }]);
    const there = { id: '1', town: null, key: keyOf(people, lines[0]!.values), cells: lines[0]!.values };
    expect(look(await read(heads, ['某人', number, '', '']), of('finance'), [there], people)).toMatchObject({ unchanged: 1, wrong: 0 });
    expect(maskOf(String(lines[0]!.values.number))).toBe(maskIdentity(number));
  });
});

it('stops the start where a kind does not fit together', async () => {
  const [town, name] = kind.columns as [RegisterKind['columns'][0], RegisterKind['columns'][0]];
  for (const wrong of [
    { key: [] },
    { key: ['other'] },
    { key: ['cost'] },
    { called: 'cost' },
    { columns: [...kind.columns, { key: 'x', title: '推算', type: 'day', writtenBy: [], from: { column: 'name', of: () => null } } as const] },
    { town: 'used' },
    { columns: [...kind.columns, name] },
    { columns: [town, { ...name, key: "a'b" }] },
  ])
    expect(() => checkKind({ ...kind, ...wrong }), JSON.stringify(wrong)).toThrow('does not fit');
});
