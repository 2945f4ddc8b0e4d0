/** Workbooks as Excel and WPS really save them, written here by hand; and ours, which come back as they went. */
import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { book, head, row, t, xls, zip } from '../../testing/workbooks.ts';
import type { Refusal } from '../actions/index.ts';
import { bytesOf as all, annotated, csvText, formBook, readLines, readTable, templateOf, workbookOf } from './index.ts';
import { formOf, numberText } from './numbers.ts';
import { markFor } from './write.ts';
import { partsOf, textOf } from './zip.ts';

const columns = [
  { key: 'name', title: '姓名', type: 'words', required: true },
  { key: 'id', title: '身份证号', type: 'identity' },
  { key: 'account', title: '银行账号', type: 'code' },
  { key: 'since', title: '开始日期', type: 'day' },
  { key: 'share', title: '比例', type: 'number' },
  { key: 'kind', title: '类别', type: 'choice', options: { low: '低保户', other: '其他' } },
  { key: 'poor', title: '脱贫户', type: 'yes-no' },
] as const;
const good = '11010519491231002X';

const read = (bytes: Uint8Array, most = 100) => readTable(bytes, columns, { most });
const refused = (bytes: Uint8Array): Promise<string> =>
  read(bytes).then(
    () => '',
    (error: Refusal) => error.detail ?? '',
  );

describe('a workbook that came', () => {
  it.each(['', 'x'])('is read as a person sees it, with elements called %j', async p => {
    const bytes = book(
      [
        {
          rows: [
            head(1, '花名册'),
            '<row r="2"/>',
            row(
              3,
              '<c r="A3" t="s"><v>0</v></c>',
              t('B3', '*身份证&#10;号'),
              t('C3', '银行账号（选填）'),
              t('D3', '开始日期'),
              t('E3', '比例'),
              t('F3', '类别'),
              t('G3', '脱贫户'),
            ),
            row(
              4,
              '<c r="A4" t="s"><v>1</v></c>',
              `<c r="B4" s="3" t="inlineStr"><is><r><t>110105</t></r><r><t>19491231002X</t></r></is></c>`,
              '<c r="C4" s="5"><v>123</v></c>',
              '<c r="D4" s="1"><v>45651</v></c>',
              '<c r="E4"><v>0.30000000000000004</v></c>',
              '<c r="F4" t="str"><f>A1&amp;""</f><v>低保户</v></c>',
              '<c r="G4" t="b"><v>1</v></c>',
            ),
            '<row r="5"/>',
            row(
              6,
              t('A6', '白婷婷'),
              '<c r="B6"><v>1.41129E+17</v></c>',
              '<c r="C6" t="str"><v>6217_x000D_</v></c>',
              '<c r="D6" s="2"><v>45651.999</v></c>',
              '<c r="E6" s="4"><v>0.125</v></c>',
              '<c r="F6" t="e"><f>#REF!</f><v>#REF!</v></c>',
              '<c r="G6"><f>B1</f></c>',
            ),
          ].join(''),
        },
      ],
      { shared: ['<t xml:space="preserve">姓 名</t>', '<r><rPr><b/></rPr><t>任</t></r><r><t>海龙</t></r><rPh sb="0" eb="1"><t>ren</t></rPh>'], p },
    );
    const [one, two, ...more] = await read(bytes);
    expect(more).toEqual([]);
    expect(one).toMatchObject({
      line: 4,
      problems: [],
      cells: { name: '任海龙', id: good, account: '000123', since: '2024-12-25', share: 0.3, kind: 'low', poor: true },
    });
    expect(two).toMatchObject({ line: 6, cells: { name: '白婷婷', account: '6217', since: '2024-12-25' } });
    expect(two!.problems.map(x => [x.line, x.column, x.message.slice(0, 12)])).toEqual(
      [
        [6, '身份证号', 'Excel 把这个号码变'],
        [6, '比例', '“12.5%”不是数字'],
        [6, '类别', '这一格的公式出错了（#R'],
        [6, '脱贫户', '这一格的公式还没有算出结'],
      ].map(([l, c, m]) => [l, c, (m as string).slice(0, 12)]),
    );
  });
  it('counts days from 1904 where it says so', async () =>
    expect(
      (await read(book([{ rows: head(1, '姓名', '开始日期') + row(2, t('A2', '任海龙'), '<c r="B2" s="1"><v>44189</v></c>') }], { since1904: true })))[0]!.cells
        .since,
    ).toBe('2024-12-25'));
  it('is read without references of rows and cells, as programs write it', async () =>
    expect(
      (await read(book([{ rows: '<row><c t="inlineStr"><is><t>姓名</t></is></c></row><row><c t="inlineStr"><is><t>任海龙</t></is></c></row>' }]))).map(l => [
        l.line,
        l.cells.name,
      ]),
    ).toEqual([[2, '任海龙']]));

  it('has a heading over two rows, with groups and titles that span both', async () => {
    const two = [
      { key: 'name', title: '姓名', type: 'words', required: true },
      { key: 'wage', title: '工资', type: 'number' },
      { key: 'aid', title: '补贴', type: 'number' },
      { key: 'spouse', title: '配偶姓名', type: 'words' },
    ] as const;
    const rows = [
      row(1, t('A1', '收入表')),
      row(2, t('A2', '姓名'), t('B2', '收入'), t('D2', '配偶')),
      row(3, t('B3', '工资'), t('C3', '补贴'), t('D3', '姓名')),
      row(4, t('A4', '任海龙'), '<c r="B4"><v>1</v></c>', '<c r="C4"><v>2</v></c>', t('D4', '白婷婷')),
    ].join('');
    const after = '<mergeCells count="3"><mergeCell ref="A1:D1"/><mergeCell ref="A2:A3"/><mergeCell ref="B2:C2"/></mergeCells>';
    const [line, ...more] = await readTable(book([{ rows, after }]), two, { most: 9 });
    expect([line!.line, line!.cells, more]).toEqual([4, { name: '任海龙', wage: 1, aid: 2, spouse: '白婷婷' }, []]);
  });
  it('is not read where cells of lines are one: whose they are, only the officer knows', async () => {
    const rows = head(1, '姓名', '银行账号') + row(2, t('A2', '任海龙'), t('B2', '1')) + row(3, t('A3', '白婷婷'));
    const lines = await read(book([{ rows, after: '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>' }]));
    expect(lines.map(l => l.problems.map(x => x.message))).toEqual([[], ['这一格和第 2 行合并了：取消合并，每行都填上']]);
  });

  it('has one sheet that is the table: notes beside it are passed over, a second table or a hidden one is refused', async () => {
    const table = head(1, '姓名', '比例') + row(2, t('A2', '任海龙'));
    const note = head(1, '说明') + row(2, t('A2', '姓名'), t('B2', '照身份证填'));
    const seen: string[] = [];
    const bytes = book([
      { name: '说明', rows: note },
      { name: '名单', rows: table },
    ]);
    const lines = await Array.fromAsync(readLines(bytes, columns, { most: 9, progress: (n, of, sheet) => seen.push(`${n}/${of} ${sheet}`) }));
    expect([lines.map(l => l.cells.name), seen]).toEqual([['任海龙'], ['1/1 名单']]);
    expect(await refused(book([{ rows: table }, { name: '二月', rows: table, state: 'hidden' }]))).toContain('“Sheet1”、“二月”（隐藏）');
    expect(
      await refused(
        book([
          { rows: note, name: 'x' },
          { name: '二月', rows: table, state: 'veryHidden' },
        ]),
      ),
    ).toContain('取消隐藏');
    expect(await refused(book([{ rows: '' }]))).toContain('没有找到表头');
  });
  it('is read to its end where rows without cells follow, and refused where there are too many that have some', async () => {
    const blank = Array.from({ length: 30_000 }, (_, i) => `<row r="${i + 3}" ht="14.25" customHeight="1"/>`).join('');
    const bytes = book([{ rows: head(1, '姓名') + row(2, t('A2', '任海龙')) + blank + row(40_000, t('A40000', '白婷婷')) }]);
    expect((await read(bytes)).map(l => l.line)).toEqual([2, 40_000]);
    await expect(read(bytes, 1)).rejects.toMatchObject({ detail: '一次最多 1 行，请分成几份' });
  });
  it('is read as .xls, too, where days and errors are what they are', async () => {
    const [one, ...more] = await read(
      xls([
        ['姓名', '开始日期', '比例', '银行账号'],
        ['任海龙', { day: 45651 }, 0.5, 6.217e18],
      ]),
    );
    expect(one).toMatchObject({ line: 2, cells: { name: '任海龙', since: '2024-12-25', share: 0.5, account: null } });
    expect([one!.problems.map(x => x.column), more]).toEqual([['银行账号'], []]);
  });
  it('is refused plainly when it is damaged, locked, or none', async () => {
    const bytes = book([{ rows: head(1, '姓名') }]);
    expect(await refused(bytes.subarray(0, bytes.length - 40))).toContain('不完整');
    expect(await refused(book([{ rows: `<row><c><v>${'1'.repeat(18_000_000)}` }]))).toContain('不像表格');
    expect(await refused(book([{ rows: '<row><c><v>1</c></row>' }]))).toContain('不完整');
    // A sheet has no such column, and making room for it would stop the server.
    expect(await refused(book([{ rows: head(1, '姓名') + row(2, t('ZZZZZZZ2', '任海龙')) }]))).toContain('不完整');
    expect(await refused(zip({ 'a.txt': '' }))).toContain('这不是 Excel 工作簿');
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toContain('可能加了密码');
  });
});

describe('numbers', () => {
  it.each([
    [60.5, 'yyyy-mm-dd hh:mm', '1900-02-28 12:00:00'],
    [0.5, 'h:mm', '12:00:00'],
    [45651, '[$-804]yyyy"年"m"月"d"日"', '2024-12-25'],
    [45651, '"d"0', '45651'],
    [1e-7, 'General', '0.0000001'],
    [123456789012345, '0', '123456789012345'],
    [6217001234567890, '0', '6.21700123456789E+15'],
    [-1, 'yyyy-mm-dd', '-1'],
    [1234.5, '¥#,##0.00', '1234.5'],
  ])('%d as %s is %s', (value, format, text) => expect(numberText(value, formOf(200, format), false)).toBe(text));
});

describe('what we write', () => {
  const words = fc.string({ unit: 'grapheme', maxLength: 12 }).map(s => s.replaceAll(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, '').replaceAll(/^#|[\ufffe\uffff]/g, ''));
  it('is read the same', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            name: words.filter(w => w !== ''),
            account: fc.constantFrom('0012', '6217001234567890123', null),
            since: fc.date({ min: new Date('1890-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map(d => d.toISOString().slice(0, 10)),
            share: fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), fc.constantFrom(0.1, 12.34, null)),
            poor: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        async rows => {
          const some = [columns[0], columns[2], columns[3], columns[4], columns[6]] as const;
          const lines = await readTable(await all(workbookOf('名单', some, rows.map(Object.values))), some, { most: 9 });
          expect(lines.flatMap(l => l.problems)).toEqual([]);
          expect(lines.map(l => l.cells)).toEqual(rows);
        },
      ),
      { numRuns: 60 },
    ));
  it('keeps what a spreadsheet would run, or XML could not hold, as text', async () => {
    const texts = ["'a", '="1"', '=1+1', '_x000D_', 'a\r\nb', 'a\u0001b', '<&">', '😀'];
    const lines = await readTable(
      await all(
        workbookOf(
          'a/b',
          [columns[0]],
          texts.map(x => [x]),
        ),
      ),
      [columns[0]],
      { most: 9 },
    );
    expect(lines.map(l => l.cells.name)).toEqual(texts);
  });
  it('is a list whose heading stays and filters, with numbers as text and dates as dates', async () => {
    const parts = await partsOf(await all(workbookOf('名单', columns, [['任海龙', good, '1', '2024-12-25', 0.5, '低保户', true]])));
    const xml = await textOf(parts, 'xl/worksheets/sheet1.xml');
    expect(xml).toContain('state="frozen"');
    expect(xml).toContain('<autoFilter ref="A1:G1048576"/>');
    expect(xml).toMatch(/<c r="B2" s="(\d+)" t="inlineStr">.*11010519491231002X/);
    expect(xml).toMatch(/<c r="D2" s="\d+"><v>45651<\/v>/);
    expect(xml).toMatch(/<col min="2" style="\d+" max="2" width="22"/);
  });
  it('is a template with stars, help, lists and the mark by which an old one is known', async () => {
    const bytes = await all(templateOf('名单', columns, [['任海龙']]));
    expect((await read(bytes)).map(l => l.cells.name)).toEqual(['任海龙']);
    const parts = await partsOf(bytes);
    expect(await textOf(parts, 'xl/worksheets/sheet1.xml')).toContain("'选项'!$A$1:$A$2");
    expect(await textOf(parts, 'xl/comments1.xml')).toContain('必填；文字');
    // Another list of options makes no older template.
    const fewer = columns.map(c => (c.key === 'kind' ? { ...c, options: { low: '低保户' } } : c));
    expect(markFor(fewer)).toBe(markFor(columns));
    const newer = [...columns, { key: 'town', title: '乡镇', type: 'words', required: true }] as const;
    await expect(readTable(bytes, newer, { most: 9 })).rejects.toMatchObject({ detail: '缺少这些列：乡镇。这是以前的模板，请重新下载' });
  });
});

describe('what goes back with its errors', () => {
  const rows =
    head(1, '姓名', '身份证号', '比例') +
    row(2, t('A2', '任海龙'), t('B2', good)) +
    row(3, t('A3', '白婷婷'), '<c r="B3" s="1"><v>5</v></c>') +
    row(4, '<c r="C4" s="4"><f>1/8</f><v>0.125</v></c>');
  it.each(['', 'x'])('is the same workbook, its wrong cells red, why in a last column, and mended it is read (%j)', async p => {
    const bytes = book([{ rows }, { name: '别的', rows: head(1, '说明') }], { p });
    const problems = (await read(bytes)).flatMap(l => l.problems);
    const back = await all(annotated(bytes, columns, problems));
    const [was, is] = [await partsOf(bytes), await partsOf(back)];
    expect([...is.entries.keys()]).toEqual([...was.entries.keys()]);
    expect(await textOf(is, 'xl/worksheets/sheet2.xml')).toBe(await textOf(was, 'xl/worksheets/sheet2.xml'));
    const xml = (await textOf(is, 'xl/worksheets/sheet1.xml')).replaceAll(`${p}:`, '');
    expect(xml).toContain('<c r="B3" s="7"><v>5</v></c>');
    expect(xml).toContain('<c r="A4" s="6"/>');
    expect(xml).toContain('<c r="C4" s="10"><f>1/8</f><v>0.125</v></c>');
    expect((await textOf(is, 'xl/styles.xml')).replaceAll(`${p}:`, '')).toContain('fillId="2" applyFill="1" numFmtId="176"');
    // It comes in again: the column of errors is passed over, and written anew.
    const again = await read(back);
    expect(again.flatMap(l => l.problems)).toEqual(problems);
    expect(again[2]!.texts.at(-1)).toBe('姓名：姓名不能为空；比例：“12.5%”不是数字');
    const clean = await read(await all(annotated(back, columns, problems.slice(0, 1))));
    expect(clean.map(l => l.texts[3] ?? '')).toEqual(['', expect.stringContaining('身份证号：'), '']);
  });
  it('becomes a workbook where a table of text came', async () => {
    const bytes = Buffer.from(
      csvText(
        ['姓名', '身份证号'],
        [
          ['任海龙', good],
          ['', '1'],
        ],
      ),
    );
    const problems = (await read(bytes)).flatMap(l => l.problems);
    const lines = await read(await all(annotated(bytes, columns, problems)));
    expect(lines.map(l => [l.line, l.texts[1], l.problems.length])).toEqual([
      [2, good, 0],
      [3, '1', 2],
    ]);
    expect(lines[1]!.texts[2]).toContain('姓名不能为空');
  });
});

it('writes a form in its own layout: title and groups merged, figures as numbers, codes as text, the sum and who lacks below', async () => {
  const bytes = await all(
    formBook({
      ...{ name: '月报', title: '月报（2024年10月）', notes: ['汇总单位：某局'], foot: ['没有报：乙镇'] },
      head: [
        [
          { title: '编号', column: 0, wide: 1, high: 2 },
          { title: '资金', column: 1, wide: 2, high: 1 },
        ],
        [
          { title: '下达', column: 1, wide: 1, high: 1 },
          { title: '支付率', column: 2, wide: 1, high: 1 },
        ],
      ],
      types: ['code', 'number', 'number'],
      rows: [['0017', 688.79288, '33.33']],
      sum: [null, 688.79288, '33.33'],
    }),
  );
  const { rows, merges } = (await readXlsx(bytes)).sheets[0]!;
  expect(rows.map(r => r.map(c => c ?? ''))).toEqual([
    ['月报（2024年10月）', '', ''],
    ['汇总单位：某局', '', ''],
    ['编号', '资金', ''],
    ['', '下达', '支付率'],
    ['0017', 688.79288, 33.33],
    ['合计', 688.79288, 33.33],
    ['没有报：乙镇', '', ''],
  ]);
  expect(merges!.map(m => [m.startRow, m.startCol, m.endRow, m.endCol])).toEqual([
    [0, 0, 0, 2],
    [1, 0, 1, 2],
    [2, 0, 3, 0],
    [2, 1, 2, 2],
    [6, 0, 6, 2],
  ]);
});
