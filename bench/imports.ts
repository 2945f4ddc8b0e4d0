/**
 * A table of 106,805 persons into a register through its own door: sent, checked, brought in, brought in again with a tenth changed, undone;
 * each against a bare load of the same rows into the same kind of table in the same run, with the memory that the server takes for it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { openAsBlob, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Action } from '#platform/actions';
import { openConnections } from '#platform/db';
import { demoSession } from '#platform/demo';
import { buildServer } from '#platform/http';
import { checkKind, type RegisterKind } from '#platform/registers';
import { type Value, workbookOf } from '#platform/tables';
import { identityCheck } from '#platform/validators';
import { makeDemo } from '../src/demo.ts';
import { defaultCounty, openHouse, openLog, prepareDatabase, routes, signIns, version } from '../src/house.ts';
import { ensureCounty } from '../src/install.ts';
import { onDatabase } from './line.ts';
import { type Figure, median } from './report.ts';
import { freshFolder, removeFolder } from './server.ts';

const lines = Number(process.env.BENCH_LINES ?? 106_805);
const mine = { writtenBy: ['rural-revitalisation'] };
const towns = { ningxiang: '宁乡镇', jinluo: '金罗镇', zhike: '枝柯镇', nuanquan: '暖泉镇' };
export const persons: RegisterKind = {
  id: 'bench-persons',
  title: '参保人员',
  unit: '人',
  basis: { document: '测速', place: '' },
  keeper: 'rural-revitalisation',
  key: ['number'],
  columns: [
    { key: 'number', title: '身份证号', type: 'identity', required: true, ...mine },
    { key: 'name', title: '姓名', type: 'words', required: true, ...mine },
    { key: 'town', title: '乡镇', type: 'choice', options: towns, required: true, ...mine },
    { key: 'village', title: '村', type: 'words', ...mine },
    { key: 'house', title: '户主', type: 'words', ...mine },
    { key: 'sex', title: '性别', type: 'choice', options: { m: '男', f: '女' }, ...mine },
    { key: 'born', title: '出生日期', type: 'day', ...mine },
    { key: 'phone', title: '手机', type: 'phone', ...mine },
    { key: 'sort', title: '人员类别', type: 'choice', options: { plain: '普通居民', low: '低保对象', poor: '特困人员' }, ...mine },
    { key: 'paid', title: '缴费金额', type: 'money', ...mine },
    { key: 'aid', title: '资助金额', type: 'money', ...mine },
    { key: 'paidOn', title: '缴费日期', type: 'day', ...mine },
    { key: 'known', title: '脱贫人口', type: 'yes-no', ...mine },
    { key: 'account', title: '银行账号', type: 'account', ...mine },
    { key: 'note', title: '备注', type: 'words', ...mine },
  ],
};

const sounds = '白任海龙王丽娟张建国李秀英刘志强陈桂兰杨永红赵春梅高玉峰武文斌';
const person = (i: number) => Array.from({ length: 3 }, (_, n) => sounds[Math.floor(i / [1, 31, 961][n]!) % sounds.length]).join('');
const two = (n: number) => String(n).padStart(2, '0');
const identity = (i: number) => {
  const begin = `141129${1930 + (i % 80)}${two((i % 12) + 1)}${two((i % 28) + 1)}${String(Math.floor(i / 107) % 1000).padStart(3, '0')}`;
  return begin + identityCheck(begin);
};
/** With the last digit by which banks check. */
function account(i: number): string {
  const begin = `621700${String(i).padStart(12, '0')}`;
  const sum = [...begin].reverse().reduce((n, d, at) => n + (at % 2 ? Number(d) : Number(d) * 2 - (Number(d) > 4 ? 9 : 0)), 0);
  return begin + ((10 - (sum % 10)) % 10);
}
/** `of` says of how many the amount is another one than at first. */
export function* rows(of?: number): Generator<Value[]> {
  for (let i = 0; i < lines; i++)
    yield [
      identity(i),
      person(i),
      Object.values(towns)[i % 4]!,
      `示范村${i % 88}`,
      person(i - (i % 4)),
      i % 2 ? '男' : '女',
      `19${two(i % 100)}-${two((i % 12) + 1)}-${two((i % 28) + 1)}`,
      `138${String(i).padStart(8, '0')}`,
      ['普通居民', '低保对象', '特困人员'][i % 3]!,
      of && i % of === 0 ? '400.00' : '380.00',
      `${i % 300}.50`,
      `2024-${two((i % 12) + 1)}-15`,
      i % 5 ? '否' : '是',
      account(i),
      `说明${i % 1000}`,
    ];
}

/** In the process that is measured: a server whose house keeps that register too. */
async function serve(dataDir: string): Promise<void> {
  const log = openLog('error');
  const connections = await openConnections(dataDir);
  await prepareDatabase(connections);
  const house = await openHouse({ connections, dataDir, log });
  await ensureCounty(house, defaultCounty);
  await makeDemo(house, defaultCounty, { seed: 1, residents: 40, firms: 6, cases: 0, days: 0, say: () => {} });
  house.registers[persons.id] = checkKind(persons);
  const demoSignIns = { '/demo/session': demoSession as unknown as Action };
  const app = await buildServer(house, { county: defaultCounty, routes, demo: true, signIns, demoSignIns, version, log });
  await app.listen({ port: 0, host: '127.0.0.1' });
  process.on('SIGTERM', async () => {
    await app.close();
    await house.close();
    await connections.stop();
    process.exit(0);
  });
  console.log((app.server.address() as AddressInfo).port);
}

async function started(dataDir: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((done, fail) => {
    child.once('exit', code => fail(new Error(`the server ended with ${code}`)));
    child.stdout!.on('data', (text: Buffer) => done(Number(text)));
  });
  child.removeAllListeners('exit');
  return { child, port };
}

/** An officer's browser. */
async function officer(port: number) {
  const headers: Record<string, string> = {};
  const send = async <T>(method: string, path: string, body?: unknown, more: Record<string, string> = {}): Promise<T> => {
    const form = body instanceof FormData;
    const json: Record<string, string> = body && !form ? { 'content-type': 'application/json' } : {};
    const answer = await fetch(`http://127.0.0.1:${port}/api${path}`, {
      method,
      headers: { ...headers, ...json, ...more },
      ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text.slice(0, 500)}`);
    headers.cookie ??= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return (text ? JSON.parse(text) : undefined) as T;
  };
  headers['x-csrf-token'] = (await send<{ csrf: string }>('POST', '/demo/session', { account: 'officer.rural-revitalisation' })).csrf;
  return send;
}

/** Resident memory of a process in MB: now, or the most since it was last forgotten. */
const resident = (pid: number, what: 'VmRSS' | 'VmHWM') =>
  Number(new RegExp(`${what}:\\s+(\\d+)`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;
const forgetMost = (pid: number) => writeFileSync(`/proc/${pid}/clear_refs`, '5');

async function timed<T>(pid: number, work: () => Promise<T>) {
  const before = resident(pid, 'VmRSS');
  forgetMost(pid);
  const begun = performance.now();
  const done = await work();
  return { done, seconds: (performance.now() - begun) / 1000, megabytes: resident(pid, 'VmHWM') - before, base: before };
}

/** The same rows copied by the database alone into a table with the same columns and indexes. */
async function bareLoad(dataDir: string): Promise<number> {
  return onDatabase(dataDir, async sql => {
    const [{ folder }] = (await sql`select current_setting('data_directory') as folder`) as unknown as [{ folder: string }];
    const file = `'${folder}/rows.copy'`;
    await sql.unsafe(`copy (select * from register_row where kind = '${persons.id}' and withdrawn_on is null) to ${file}`);
    const times: number[] = [];
    for (let round = 0; round < 3; round++) {
      await sql.unsafe('drop table if exists bare_row; create table bare_row (like register_row including all)');
      const begun = performance.now();
      await sql.unsafe(`copy bare_row from ${file}`);
      times.push((performance.now() - begun) / 1000);
    }
    const [count] = await sql<{ n: number }[]>`select count(*)::int as n from bare_row`;
    if (count!.n !== lines) throw new Error(`${count!.n} rows`);
    return median(times);
  });
}

export async function imports(): Promise<Figure[]> {
  const dataDir = freshFolder();
  const { child, port } = await started(dataDir);
  const pid = child.pid!;
  const at = `/registers/${persons.id}`;
  try {
    const send = await officer(port);
    const bring = async (table: AsyncIterable<Uint8Array>) => {
      const file = join(dataDir, 'persons.xlsx');
      writeFileSync(file, Buffer.concat(await Array.fromAsync(table)));
      const form = new FormData();
      form.append('file', await openAsBlob(file), 'persons.xlsx');
      const { id } = await send<{ id: string }>('POST', `${at}/uploads`, form);
      const check = await timed(pid, () =>
        send<{ seen: string; added: number; changed: number; wrong: number }>('POST', `${at}/uploads/${id}/checks`, { period: '' }),
      );
      const { seen } = check.done;
      const made = await timed(pid, () =>
        send<{ id: string; added: number; changed: number }>('POST', `${at}/imports`, { uploadId: id, seen, withoutWrong: false }, { 'idempotency-key': seen }),
      );
      return { check, made };
    };
    const columns = persons.columns.map(c => ({
      title: c.title,
      type: c.type === 'identity' || c.type === 'day' ? c.type : c.type === 'money' ? 'number' : ('words' as const),
    }));
    const table = (of?: number) => workbookOf('人员', columns as never, rows(of));
    const undo = ({ made }: { made: { done: { id: string } } }) => timed(pid, () => send('POST', `${at}/imports/${made.done.id}/undoing`, { reason: '测速' }));
    const first = await bring(table());
    const undone = await undo(first);
    await bring(table());
    const second = await bring(table(10));
    const undoneSecond = await undo(second);
    const ended = new Promise(done => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
    const bare = await bareLoad(dataDir);
    const ratio = (name: string, { seconds }: { seconds: number }, most?: number): Figure => ({
      name: `imports: ${name} / bare load`,
      value: seconds / bare,
      unit: '',
      ...(most ? { bound: { at: 'most' as const, value: most } } : {}),
      detail: { seconds, 'seconds bare': bare },
    });
    const most = Math.max(...[first.check, first.made, second.check, second.made, undone, undoneSecond].map(m => m.megabytes));
    return [
      ratio('check of a new table', first.check),
      ratio('import of a new table', first.made, 6),
      ratio('both together', { seconds: first.check.seconds + first.made.seconds }, 12),
      ratio('check of one with a tenth changed', second.check),
      ratio('import of one with a tenth changed', second.made),
      ratio('undoing that', undoneSecond),
      ratio('undoing a new table', undone),
      { name: 'imports: memory over the base', value: most, unit: 'MB', bound: { at: 'most', value: 300 }, detail: { 'MB base': first.check.base } },
      { name: 'imports: rows brought in', value: first.made.done.added, unit: 'rows', bound: { at: 'least', value: lines } },
      { name: 'imports: rows changed', value: second.made.done.changed, unit: 'rows', bound: { at: 'least', value: Math.ceil(lines / 10) } },
    ];
  } finally {
    child.kill('SIGTERM');
    removeFolder(dataDir);
  }
}

if (import.meta.main) await serve(process.argv[2]!);
