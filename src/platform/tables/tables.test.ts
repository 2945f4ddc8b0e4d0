/** Officers' tables as they really come: every encoding and separator, titles above the heading, and what Excel does to numbers. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../actions/index.ts';
import { cell, csvText, readTable } from './index.ts';

const columns = [
  { key: 'name', title: '姓名', type: 'words', required: true },
  { key: 'id', title: '身份证号', also: ['公民身份号码'], type: 'identity' },
  { key: 'account', title: '银行账号', type: 'code' },
  { key: 'since', title: '开始日期', type: 'day' },
  { key: 'count', title: '人数', type: 'whole', rule: (n: number) => (n < 0 ? '人数不能是负数' : null) },
  { key: 'share', title: '比例', type: 'number' },
  { key: 'kind', title: '类别', type: 'choice', options: { low: '低保户（含）', other: '其他' } },
  { key: 'poor', title: '脱贫户', type: 'yes-no' },
] as const;
const read = (source: Uint8Array | string) => readTable(source, columns, { most: 100 });
/** One cell below its heading. */
const one = async (title: string, text: string) => (await read(csvText(['姓名', title], [['任海龙', text]]).replaceAll("'", '')))[0]!;
const refused = (source: Uint8Array | string): Promise<string> =>
  read(source).then(
    () => '',
    (error: Refusal) => error.detail ?? '',
  );

/** Characters of two bytes in GBK, which every encoding here can write. */
const gbk = new Map<string, number[]>();
for (let a = 0x81; a <= 0xfe; a++)
  for (let b = 0x40; b <= 0xfe; b++)
    try {
      const c = new TextDecoder('gb18030', { fatal: true }).decode(Uint8Array.of(a, b));
      if (c.length === 1 && /[\p{L}\p{P}]/u.test(c)) gbk.set(c, [a, b]);
    } catch {
      // Not every pair is a character.
    }
const encodings: Record<string, (text: string) => Uint8Array> = {
  'UTF-8 with its mark': text => Buffer.from(text),
  'UTF-8': text => Buffer.from(text.replace(/^\uFEFF/, '')),
  GB18030: text => Uint8Array.from([...text.replace(/^\uFEFF/, '')].flatMap(c => gbk.get(c) ?? [c.charCodeAt(0)])),
  'UTF-16 LE': text => Buffer.from(text, 'utf16le'),
  'UTF-16 BE': text => Buffer.from(text, 'utf16le').swap16(),
};

describe('what was written', () => {
  const letters = fc.constantFrom(...[...gbk.keys()].slice(0, 4000), ...'abZ09 ,;"\'=+-@\t\n.;');
  const words = fc.array(letters, { maxLength: 12 }).map(l => l.join('').replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, ''));
  it.each(Object.keys(encodings))('is read the same in %s', name =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            words.filter(w => w !== ''),
            words,
          ),
          { minLength: 1, maxLength: 6 },
        ),
        async rows => {
          const two = [columns[0], { key: 'note', title: '说明', type: 'words' }] as const;
          const back = await readTable(encodings[name]!(csvText(['姓名', '说明'], rows)), two, { most: 100 });
          expect(back.map(l => [l.cells.name, l.cells.note ?? ''])).toEqual(rows);
          expect(back.flatMap(l => l.problems)).toEqual([]);
        },
      ),
      { numRuns: 100 },
    ),
  );
  it.each(['=1+1', '+86', '-2', '@SUM(A1)', '＝1+1', '＋86', '－2', '＠SUM', '\t=1', '\n=1'])('%j stays text in a spreadsheet', value =>
    expect(cell(value).replace(/^"/, '')).toMatch(/^'/),
  );
  it('leaves numbers and ordinary words as they are', () =>
    expect([cell(-2), cell('任海龙'), cell(null), cell('a,b'), cell('说“好”')]).toEqual(['-2', '任海龙', '', '"a,b"', '说“好”']));
  it('begins with the mark by which a spreadsheet knows UTF-8', () => expect(csvText(['编号'], [['1']])).toBe('\uFEFF编号\r\n1\r\n'));
});

describe('the layout', () => {
  it.each([',', ';', '\t'])('knows the separator %j', async s => {
    const [line] = await read(['姓名', '人数'].join(s) + '\n' + ['"任, 海; 龙"', '3'].join(s));
    expect(line!.cells).toMatchObject({ name: '任, 海; 龙', count: 3 });
  });
  it('passes over a title, counts lines as a spreadsheet does, and knows headings by synonyms, marks and wide signs', async () => {
    const lines = await read('低保户花名册,,\n\n* 姓　名,公民身份号码,备注\n"任海龙\n（户主）",,\n,,\n白婷婷,,\n');
    expect(lines.map(l => [l.line, l.cells.name])).toEqual([
      [4, '任海龙\n（户主）'],
      [6, '白婷婷'],
    ]);
  });
  it('names every heading that is unknown, double or missing, at once', async () => {
    expect(await refused('姓名,姓名,电活\n任海龙,,1\n')).toBe('不认识的列：电活；出现了两次的列：姓名。可以先导出一份或下载模板，照着它填');
    expect(await refused('人数,比例\n1,2\n')).toContain('缺少这些列：姓名');
    expect(await refused('甲,乙\n1,2\n')).toBe('没有找到表头，要有这些列：姓名');
    // A column without a word in it says nothing, so it may stay.
    expect(await read('姓名,电活\n任海龙,\n')).toHaveLength(1);
  });
  it('says that a comma too many pushed a line, instead of reading it shifted', async () =>
    expect((await read('姓名,人数\n任海龙,3,5\n'))[0]!.problems).toEqual([{ line: 2, column: '', message: '第 3 格“5”没有表头，可能前面多了一格' }]));
  it('refuses what cannot be read whole', async () => {
    expect(await refused('姓名,人数\n任海龙,1\n"白婷婷,2\n')).toBe('第 3 行的引号没有结束，请检查这一格');
    expect(await refused('姓名,"人数\n任海龙,1\n')).toBe('第 1 行的引号没有结束，请检查这一格');
    expect(await refused(Buffer.from('PK\x03\x04aaaa'))).toContain('不完整');
    expect(await refused(Buffer.from('姓名\n任', 'utf16le'))).toContain('看不懂这个文件的编码');
    expect(await refused(Buffer.from([0xef, 0xbb, 0xbf, 0xd0, 0xd5]))).toContain('看不懂这个文件的编码');
    expect(await refused(new Uint8Array())).toBe('文件是空的');
    expect(
      await refused(
        csvText(
          ['姓名'],
          Array.from({ length: 101 }, () => ['任海龙']),
        ),
      ),
    ).toBe('一次最多 100 行，请分成几份');
  });
});

describe('cells', () => {
  const good = '11010519491231002X';
  it.each([
    ['身份证号', good, 'id', good],
    ['身份证号', `'${good}`, 'id', good],
    ['身份证号', `="${good}"`, 'id', good],
    ['身份证号', '１１０１０５ １９４９１２３１ ００２ｘ', 'id', good],
    ['身份证号', ` ${good}\u200b`, 'id', good],
    ['开始日期', '2024-07-08', 'since', '2024-07-08'],
    ['开始日期', '2024/7/8', 'since', '2024-07-08'],
    ['开始日期', '2024/7/8 0:00:00', 'since', '2024-07-08'],
    ['开始日期', '2024年7月8日', 'since', '2024-07-08'],
    ['开始日期', '２０２４．７．８', 'since', '2024-07-08'],
    ['开始日期', '20240708', 'since', '2024-07-08'],
    ['人数', '1,234', 'count', 1234],
    ['人数', '１２', 'count', 12],
    ['比例', '12.50', 'share', 12.5],
    ['类别', '低保户(含)', 'kind', 'low'],
    ['脱贫户', '否', 'poor', false],
    ['人数', '', 'count', null],
  ])('%s %j is understood', async (title, text, key, value) => {
    const line = (await read(`姓名,${title}\n任海龙,"${text.replaceAll('"', '""')}"\n`))[0]!;
    expect(line.problems).toEqual([]);
    expect(line.cells[key as 'id']).toBe(value);
  });
  it.each([
    ['身份证号', '1.41129E+17', '科学计数'],
    ['银行账号', '6.22E+18', '后面的数字已经丢了'],
    ['身份证号', '141129198001013000', '后三位是 000'],
    ['身份证号', '11010519491231', '18'],
    ['开始日期', '45481', '日期序号'],
    ['开始日期', '2024-02-30', '没有 2024-02-30 这一天'],
    ['开始日期', '7/8', '看不出是哪一天'],
    ['人数', '1.5', '不是整数'],
    ['人数', '十二', '不是数字'],
    ['人数', '1,23', '不是数字'],
    ['人数', '1.2E+3', '不是数字'],
    ['人数', '-1', '人数不能是负数'],
    ['类别', '五保户', '只能是：低保户（含）、其他'],
    ['脱贫户', '有', '填“是”或“否”'],
    ['类别', '#REF!', '公式出错了（#REF!）'],
  ])('%s %j is refused, with its column and why', async (title, text, said) => {
    const { problems, cells } = await one(title, text);
    expect(problems).toMatchObject([{ line: 2, column: title, message: expect.stringContaining(said) }]);
    expect(cells.name).toBe('任海龙');
  });
  it('a needed cell that is empty is named, and the rest of the line still read', async () =>
    expect((await read('姓名,人数\n,十\n'))[0]!.problems.map(p => p.message)).toEqual(['姓名不能为空', '“十”不是数字']));
});
