/** Tables of officers: 106,805 lines of twelve columns read as a workbook and as GBK, each in a process of its own, and what memory that takes. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csvText, readLines, type Value, workbookOf } from '../src/platform/tables/index.ts';
import type { Figure } from './report.ts';

const lines = 106_805;
const titles = ['姓名', '身份证号', '住址', '人数', '金额', '开始日期', '脱贫户', '电话', '账号', '类别', '编号', '备注'];
const types = ['words', 'code', 'words', 'whole', 'number', 'day', 'words', 'code', 'code', 'words', 'whole', 'words'] as const;
const columns = titles.map((title, i) => ({ key: `c${i}`, title, type: types[i]! }));

function* rows(): Generator<Value[]> {
  for (let i = 0; i < lines; i++)
    yield [
      `任海龙${i}`,
      '11010519491231002X',
      `示范乡示范村第${i % 88}组`,
      i % 9,
      i / 100,
      `2024-${String((i % 12) + 1).padStart(2, '0')}-15`,
      '是',
      '13800000000',
      `621700${String(i).padStart(13, '0')}`,
      '低保户',
      i,
      `说明${i % 1000}`,
    ];
}

/** In the process that is measured: the file read to its end. */
async function readWhole(file: string): Promise<void> {
  const started = performance.now();
  let read = 0;
  for await (const line of readLines(readFileSync(file), columns, { most: lines })) if (line.problems.length === 0) read++;
  console.log(JSON.stringify({ read, seconds: (performance.now() - started) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

export async function tables(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tables-'));
  try {
    const files = { workbook: join(folder, 'a.xlsx'), text: join(folder, 'a.csv') };
    writeFileSync(files.workbook, Buffer.concat(await Array.fromAsync(workbookOf('名单', columns, rows()))));
    writeFileSync(files.text, csvText(titles, [...rows()] as string[][]), 'utf16le');
    return Object.entries(files).flatMap(([name, file]) => {
      const { stdout, stderr } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), file], { encoding: 'utf8' });
      if (!stdout) throw new Error(stderr);
      const { read, seconds, megabytes } = JSON.parse(stdout) as { read: number; seconds: number; megabytes: number };
      const size = readFileSync(file).length / 1024 ** 2;
      return [
        { name: `tables: memory, ${name}`, value: megabytes, unit: 'MB', bound: { at: 'most', value: 300 }, detail: { seconds, 'MB of file': size } },
        { name: `tables: lines without fault, ${name}`, value: read, unit: 'lines', bound: { at: 'least', value: lines } },
      ] satisfies Figure[];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main) await readWhole(process.argv[2]!);
