/** The life of a register: brought in, looked at, changed by who may, in conflict, undone. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { forgetUploads, mostTableBytes } from '#platform/registers';
import { csvText } from '#platform/tables';
import { type Browser, type County, checkTable, importTable, newCounty, type Reply, rows } from '../../testing/index.ts';
import { sites } from './figures.ts';
import { tabsFor } from './pages/desk/tabs.ts';
import { towns } from './villages.ts';

const at = '/registers/solar-villages';
let county: County;
let keeper: Browser;
let police: Browser;
let organisation: Browser;
let town: Browser;
beforeAll(async () => {
  county = await newCounty();
  [keeper, police, organisation, town] = (await Promise.all(
    ['officer.rural-revitalisation', 'officer.public-security', 'officer.organisation', 'town.zhike'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser];
});
afterAll(() => county.close());

const heads = ['乡镇', '村或安置点'];
const tableOf = (head: readonly string[], ...lines: (string | number)[][]) => csvText([...heads, ...head], lines);
const check = (who: Browser, table: string | Buffer, period = '2023') => checkTable(who, 'solar-villages', table, period);
const bring = (who: Browser, { body }: Reply, withoutWrong = false, key?: string) => importTable(who, 'solar-villages', body, withoutWrong, key);
const list = async (who: Browser, query: string) => (await who.get(`${at}/rows?period=2023&${query}`)).body;
const rowOf = async (who: Browser, name: string) => (await list(who, `q=${encodeURIComponent(name)}`)).items[0];
/** Looked at and brought in, as an officer does who finds it good. */
const whole = async (who: Browser, table: string) => bring(who, await check(who, table));

describe('the demo county', () => {
  it('has every village and the seven sites, each with its town, and what one town has not filled in', async () => {
    const all = await list(keeper, 'size=500');
    expect(all.total).toBe(towns().reduce((n, t) => n + t.villages.length, 0) + sites.length);
    expect((await list(keeper, 'sort=outOfPoverty&down=yes')).total).toBe(all.total);
    expect(towns().flatMap(t => t.sites)).toHaveLength(sites.length);
    expect((await list(keeper, 'empty=residents')).items.every((r: any) => r.values.town === towns().at(-1)!.id)).toBe(true);
    // 收入 of sites is empty, of villages never.
    expect((await list(keeper, 'empty=collectiveIncome')).total).toBe(sites.length);
  });
  it('finds by pinyin and initials, filters by column, orders by figures and sums them', async () => {
    expect((await list(keeper, 'q=gongyang')).items.map((r: any) => r.values.name)).toContain('弓阳安置点');
    expect((await list(keeper, 'q=gyazd')).total).toBeGreaterThan(0);
    const { items, sums, total } = await list(keeper, 'town=zhike&sort=collectiveIncome&down=yes&size=500');
    expect(total).toBe(towns().find(t => t.id === 'zhike')!.villages.length);
    const income = items.map((r: any) => Number(r.values.collectiveIncome));
    expect(income).toEqual([...income].sort((a, b) => b - a));
    expect(sums.collectiveIncome).toBe(`${income.reduce((a: number, b: number) => a + b, 0)}.00`);
    expect((await keeper.get(`${at}/rows?period=2023&strange=1`)).status).toBe(400);
    expect((await keeper.get(`${at}/rows?period=2023&sort=strange`)).status).toBe(422);
  });
  it('says where the document is silent: a collective income of exactly 200,000', async () => {
    const doubted = (await list(keeper, 'collectiveIncome=20000000')).items[0];
    expect((await keeper.get(`${at}/rows/${doubted.id}`)).body.doubts.join()).toContain('正好 20 万元');
  });
});

describe('who sees and writes what', () => {
  it('a town its own rows and its own column', async () => {
    const mine = await list(town, 'size=500');
    expect(new Set(mine.items.map((r: any) => r.values.town))).toEqual(new Set(['zhike']));
    const other = await rowOf(keeper, '弓阳安置点');
    expect((await town.get(`${at}/rows/${other.id}`)).status).toBe(404);
    const send = (id: string, version: number, values: object) => town.send('PATCH', `${at}/rows/${id}`, { version, values, reason: '核对户口簿' });
    expect((await send(other.id, other.version, { residents: '5' })).status).toBe(404);
    const [row] = mine.items;
    expect((await send(row.id, row.version, { outOfPoverty: '5' })).body.code).toBe('not-yours');
    expect((await send(row.id, row.version, { residents: '321' })).body.version).toBe(row.version + 1);
    expect((await town.post(`${at}/rows/${row.id}/withdrawal`, { version: row.version + 1, reason: '不要了' })).status).toBe(403);
  });
  it('everybody each page that the menu gives them', async () => {
    const accounts = [
      'officer.finance',
      'head.finance',
      'officer.development-company',
      'officer.public-security',
      'officer.organisation',
      'town.zhike',
      'auditor',
    ];
    for (const account of accounts) {
      const who = await county.as(account);
      const { roles } = (await who.get('/session')).body;
      for (const { api } of tabsFor(roles)) expect([account, api, (await who.get(api)).status]).toEqual([account, api, 200]);
    }
  });
  it('units that have nothing to do with it not at all, the leader without writing', async () => {
    const health = await county.as('reviewer.health');
    expect((await health.get(at)).status).toBe(404);
    expect((await health.get(`${at}/rows?period=2023`)).status).toBe(404);
    expect((await check(health, tableOf(['脱贫人口'], ['枝柯镇', '枝柯村', 5]))).status).toBe(403);
    const leader = await county.as('leader');
    expect((await leader.get(at)).body).toMatchObject({ writes: false, keeps: false });
    expect((await list(leader, '')).total).toBeGreaterThan(80);
  });
  it('keeps every change with who, why, before and after', async () => {
    const row = await rowOf(organisation, '枝柯村');
    const change = (values: object, version = row.version) => organisation.send('PATCH', `${at}/rows/${row.id}`, { version, values, reason: '审计后调整' });
    expect((await change({ collectiveIncome: '12.345' })).body.errors[0]).toMatchObject({ path: 'values.collectiveIncome' });
    expect((await change({ collectiveIncome: row.values.collectiveIncome })).body.code).toBe('nothing-changed');
    expect((await change({ collectiveIncome: '123,456.70' })).status).toBe(200);
    expect((await change({ collectiveIncome: '1' })).body).toMatchObject({ code: 'changed', detail: expect.stringContaining('刚改过') });
    const { history, row: now } = (await keeper.get(`${at}/rows/${row.id}`)).body;
    expect(now.values.collectiveIncome).toBe('123456.70');
    expect(history[0]).toMatchObject({
      ...{ step: 'changed', reason: '审计后调整', import: null },
      before: { collectiveIncome: row.values.collectiveIncome },
      after: { collectiveIncome: '123456.70' },
    });
    expect(history.at(-1)).toMatchObject({ step: 'added', fileName: '演示数据（虚构）-脱贫和监测.csv' });
    const [kept] = await rows<{ income: string }>(county, `select cells->>'collectiveIncome' as income from register_row where id = '${row.id}'`);
    expect(kept!.income).toBe('12345670');
  });
});

describe('a row by hand', () => {
  it('is added by the keeper alone, once, withdrawn with a reason, and then makes room', async () => {
    const values = { town: 'zhike', name: '枝柯村', sort: 'village', outOfPoverty: '10' };
    const add = (who: Browser, more: object = {}, period = '2020') =>
      who.create(`${at}/rows`, { period, reason: '补录 2020 年', values: { ...values, ...more } });
    expect((await add(town)).status).toBe(403);
    expect((await add(keeper, { name: '没有的村' })).body.errors[0]).toMatchObject({ path: 'values.name' });
    expect((await add(keeper, { sort: '' })).body.errors[0]).toMatchObject({ path: 'values.sort', message: '类别不能为空' });
    expect((await add(keeper, { collectiveIncome: '5' })).body.code).toBe('not-yours');
    expect((await add(keeper, {}, '2025')).body.errors[0]).toMatchObject({ path: 'period' });
    const { id } = (await add(keeper)).body;
    expect((await add(keeper)).body.code).toBe('row-there');
    expect((await keeper.post(`${at}/rows/${id}/withdrawal`, { version: 1, reason: '年度选错' })).status).toBe(204);
    expect((await keeper.post(`${at}/rows/${id}/withdrawal`, { version: 2, reason: '年度选错' })).body.code).toBe('wrong-state');
    expect((await keeper.get(`${at}/rows?period=2020`)).body.total).toBe(0);
    expect((await keeper.get(`${at}/rows?period=2020&withdrawn=yes`)).body.items[0].id).toBe(id);
    expect((await add(keeper)).status).toBe(200);
  });
});

describe('a table', () => {
  it('is looked at first: every wrong line, what is new, what differs, what is missing; nothing is kept', async () => {
    const before = await rows<{ n: number }>(county, 'select sum(version)::int as n from register_row');
    const same = await rowOf(keeper, '上桥村');
    const file = tableOf(
      ['脱贫人口', '村集体经济收入', '类别'],
      ['枝柯镇', '师庄村', 77, '', ''],
      ['枝柯镇', '上桥村', same.values.outOfPoverty, '', ''],
      ['枝柯镇', '师庄村', 78, '', ''],
      ['枝柯镇', '马家峪村', '七十', '', ''],
      ['枝柯镇', '张家沟村', '-3', '', ''],
      ['枝柯镇', '没有的村', 5, '', '行政村、社区'],
      ['枝柯镇', '谷罗沟村', '', 5, ''],
      ['某镇', '谷罗沟村', 5, '', ''],
    );
    const looked = await check(keeper, file);
    const { body } = looked;
    expect(body).toMatchObject({ lines: 8, added: 0, changed: 1, unchanged: 1, wrong: 6 });
    expect(body.differing).toMatchObject([{ title: '师庄村', line: 2, cells: [{ column: 'outOfPoverty', is: 77 }] }]);
    expect(body.problems.map((p: any) => [p.line, p.column])).toEqual([
      [4, '村或安置点'],
      [5, '脱贫人口'],
      [6, '脱贫人口'],
      [7, '村或安置点'],
      [8, '村集体经济收入'],
      [9, '乡镇'],
    ]);
    expect(body.problems[4].message).toContain('县委组织部填写');
    expect(body.missing).toBeGreaterThan(80);
    expect(await rows(county, 'select sum(version)::int as n from register_row')).toEqual(before);

    expect((await bring(keeper, looked)).body).toMatchObject({ code: 'input', detail: '有 6 行有错误，一行也没有写入' });
    expect((await bring(keeper, looked, true)).body).toMatchObject({ added: 0, changed: 1 });
    expect((await rowOf(keeper, '师庄村')).values.outOfPoverty).toBe(77);
    // What is not a table, or has no heading that is known, is refused as a whole.
    expect((await check(keeper, '一,二\n3,4')).body.errors[0]).toMatchObject({ path: 'file' });
    expect((await check(keeper, tableOf(['脱贫人口']))).body.errors[0]).toMatchObject({ path: 'file', message: '表里没有数据行' });
  });
  it('of a town brings in its own villages and column only', async () => {
    const file = tableOf(['常住人口'], ['枝柯镇', '枝柯村', 800], ['暖泉镇', '弓阳安置点', 1]);
    const { body } = await check(town, file);
    expect(body).toMatchObject({ changed: 1, wrong: 1, problems: [{ line: 3, message: expect.stringContaining('台账里没有这一行') }] });
  });
  it('of two officers at once has one winner, and sent twice it comes in once', async () => {
    const file = tableOf(['一般农户人口'], ['枝柯镇', '枝柯村', 999]);
    const [one, two] = [await check(police, file), await check(keeper, file)];
    const [first, other] = await Promise.all([bring(police, one), bring(keeper, two)]);
    expect([first.body.code, other.body.code].sort()).toEqual(['import-moved', undefined]);
    const again = tableOf(['一般农户人口'], ['枝柯镇', '枝柯村', 998]);
    const now = await check(police, again);
    const send = () => bring(police, now, false, 'the-same');
    const [a, b] = [await send(), await send()];
    expect(a.body).toEqual(b.body);
    expect((await whole(police, again)).body.code).toBe('nothing-changed');
  });
});

describe('an upload', () => {
  const uploads = async (who: Browser) => (await who.get(`${at}/uploads`)).body.items as any[];
  const lineCount = async (id: string) => (await rows<{ n: number }>(county, `select count(*)::int as n from register_line where upload = '${id}'`))[0]!.n;
  const good = tableOf(['监测户人口'], ['枝柯镇', '枝柯村', 3]);

  it('is a table, not too large, and from somebody who may', async () => {
    const before = await uploads(keeper);
    expect((await check(keeper, Buffer.from('%PDF-1.7 枝柯'))).body.code).toBe('no-table');
    expect((await check(keeper, Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16]))).body.code).toBe('no-table');
    expect((await check(keeper, '')).body.code).toBe('file-empty');
    const large = await keeper.upload(`${at}/uploads`, 'a.csv', Buffer.alloc(mostTableBytes + 1, '1'));
    expect([large.status, large.body.code, large.body.detail]).toEqual([413, 'file-too-large', '最大 40 MB，请分成几份']);
    expect((await keeper.post(`${at}/uploads`, {})).body.code).toBe('no-file');
    expect((await check(await county.as('leader'), good)).status).toBe(403);
    // Of what was refused nothing is kept.
    expect(await uploads(keeper)).toEqual(before);
  });
  it('is seen by its unit alone, with what was found, and is gone when it has come in; on disk it cannot be read', async () => {
    const { body } = await check(keeper, good);
    const [seen] = await uploads(keeper);
    expect(seen).toMatchObject({
      id: body.uploadId,
      fileName: '一份表.csv',
      mine: true,
      working: false,
      period: '2023',
      seen: body.seen,
      outcome: { changed: 1 },
    });
    expect((await uploads(police)).some(u => u.id === body.uploadId)).toBe(false);
    const others = `${at}/uploads/${body.uploadId}`;
    expect((await police.post(`${others}/checks`, { period: '2023' })).status).toBe(404);
    expect((await police.send('DELETE', others)).status).toBe(404);
    expect((await importTable(police, 'solar-villages', body)).status).toBe(404);
    const path = join(inject('dataDir'), 'passing', body.uploadId);
    expect(readFileSync(path).includes('枝柯')).toBe(false);
    expect((await importTable(keeper, 'solar-villages', { ...body, seen: crypto.randomUUID() })).body.code).toBe('import-moved');
    expect((await importTable(keeper, 'solar-villages', body)).body).toMatchObject({ changed: 1 });
    expect([(await uploads(keeper)).some(u => u.id === body.uploadId), existsSync(path)]).toEqual([false, false]);
    expect((await keeper.post(`${others}/checks`, { period: '2023' })).body.code).toBe('wrong-state');
  });
  it('is looked at again for another year, and cancelled it brings in nothing', async () => {
    const { body } = await check(keeper, good);
    const again = (await keeper.post(`${at}/uploads/${body.uploadId}/checks`, { period: '2022' })).body;
    expect(again).toMatchObject({ changed: 1 });
    // What was shown first is no longer what would come in.
    expect((await importTable(keeper, 'solar-villages', body)).body.code).toBe('import-moved');
    expect((await keeper.send('DELETE', `${at}/uploads/${body.uploadId}`)).status).toBe(204);
    expect((await importTable(keeper, 'solar-villages', { ...body, ...again })).body.code).toBe('upload-cancelled');
    expect((await keeper.send('DELETE', `${at}/uploads/${body.uploadId}`)).body.code).toBe('upload-cancelled');
    expect(existsSync(join(inject('dataDir'), 'passing', body.uploadId))).toBe(false);
  });
  it('says how far it has been gone through, and is stopped half way by who cancels it', async () => {
    const lines = Array.from({ length: 30_000 }, (_, i): [string, string, number] => ['枝柯镇', `第${i}村`, i]);
    const { id } = (await keeper.upload(`${at}/uploads`, '很长的表.csv', Buffer.from(tableOf(['监测户人口'], ...lines)))).body;
    const checked = keeper.post(`${at}/uploads/${id}/checks`, { period: '2023' });
    const now = async () => (await uploads(keeper)).find(u => u.id === id);
    await expect
      .poll(now, { timeout: 20_000, interval: 50 })
      .toMatchObject({ working: true, done: expect.toSatisfy((n: number) => n > 0), total: expect.toSatisfy((n: number) => n > 29_000 && n < 33_000) });
    expect((await keeper.send('DELETE', `${at}/uploads/${id}`)).status).toBe(204);
    expect((await checked).body.code).toBe('upload-cancelled');
    expect([await now(), await lineCount(id)]).toEqual([undefined, 0]);
  });
  it('gives back its table with the errors in it, as a workbook', async () => {
    const { body } = await check(keeper, tableOf(['监测户人口'], ['枝柯镇', '枝柯村', '三'], ['枝柯镇', '上桥村', 1]));
    const table = await keeper.get(`${at}/uploads/${body.uploadId}/faults`);
    expect(decodeURIComponent(String(table.headers['content-disposition']))).toContain('一份表-有错误.xlsx');
    const cells = (await readXlsx(table.body as Buffer)).sheets[0]!.rows;
    expect(cells[0]!.at(-1)).toBe('错误说明');
    expect(cells[1]!.at(-1)).toBe('监测户人口：“三”不是数字');
    expect((await police.get(`${at}/uploads/${body.uploadId}/faults`)).status).toBe(404);
  });
  it('is forgotten after a day, with all that was put aside of it', async () => {
    const { body } = await check(keeper, tableOf(['监测户人口'], ['枝柯镇', '上桥村', 31]));
    await county.owner`update register_upload set made_at = made_at - interval '25 hours' where id = ${body.uploadId}`;
    expect(await lineCount(body.uploadId)).toBe(1);
    await county.system(forgetUploads, {});
    expect(await lineCount(body.uploadId)).toBe(0);
    expect(existsSync(join(inject('dataDir'), 'passing', body.uploadId))).toBe(false);
    expect((await importTable(keeper, 'solar-villages', body)).status).toBe(404);
  });
  it('whose work breaks off leaves nothing behind, and can be begun again', async () => {
    const { body } = await check(keeper, tableOf(['监测户人口'], ['枝柯镇', '枝柯村', 4]));
    const before = await rowOf(keeper, '枝柯村');
    // As a crash does: what was put aside is lost, or the transaction ends half way.
    await county.owner`create function fail() returns trigger language plpgsql as 'begin raise exception ''broken off''; end'`;
    await county.owner`create trigger broken before insert on register_change for each row execute function fail()`;
    expect((await importTable(keeper, 'solar-villages', body)).status).toBe(500);
    await county.owner`drop trigger broken on register_change`;
    expect(await rowOf(keeper, '枝柯村')).toEqual(before);
    await county.owner`delete from register_line where upload = ${body.uploadId}`;
    expect((await importTable(keeper, 'solar-villages', body)).body.code).toBe('import-moved');
    const again = (await keeper.post(`${at}/uploads/${body.uploadId}/checks`, { period: '2023' })).body;
    expect((await importTable(keeper, 'solar-villages', { ...body, ...again })).body).toMatchObject({ changed: 1 });
  });
});

describe('an import undone', () => {
  it('puts back what it changed and withdraws what it added, once, by the unit that made it', async () => {
    const was = await rowOf(police, '南大井村');
    const { id } = (await whole(police, tableOf(['一般农户人口'], ['枝柯镇', '南大井村', 4321]))).body;
    const undo = (who: Browser) => who.post(`${at}/imports/${id}/undoing`, { reason: '用错了年度' });
    expect((await undo(organisation)).status).toBe(403);
    expect((await undo(town)).status).toBe(404);
    expect((await undo(police)).status).toBe(204);
    expect((await undo(police)).body.code).toBe('import-undone');
    const now = await rowOf(police, '南大井村');
    expect([now.values, now.version]).toEqual([was.values, was.version + 2]);
    expect((await police.get(`${at}/imports`)).body.items[0]).toMatchObject({ id, undoneReason: '用错了年度', mine: true, unitName: '县公安局' });

    const file = tableOf(['类别'], ['枝柯镇', '师庄村', '行政村、社区']);
    const made = (await bring(keeper, await check(keeper, file, '2021'))).body;
    expect((await keeper.post(`${at}/imports/${made.id}/undoing`, { reason: '年度选错' })).status).toBe(204);
    expect((await keeper.get(`${at}/rows?period=2021`)).body.total).toBe(0);
  });
  it('is refused where somebody has changed its rows since, and says which', async () => {
    const { id } = (await whole(police, tableOf(['一般农户人口'], ['枝柯镇', '谷罗沟村', 11], ['枝柯镇', '马家峪村', 12]))).body;
    const row = await rowOf(police, '马家峪村');
    await police.send('PATCH', `${at}/rows/${row.id}`, { version: row.version, values: { general: '13' }, reason: '核对' });
    const refused = (await police.post(`${at}/imports/${id}/undoing`, { reason: '用错了表' })).body;
    expect(refused).toMatchObject({ code: 'import-overtaken', detail: expect.stringContaining('马家峪村') });
    expect(refused.detail).not.toContain('谷罗沟村');
    expect((await rowOf(police, '谷罗沟村')).values.general).toBe(11);
  });
  it('is done where the rows stand again as it left them: put back by hand, or because a later import was undone', async () => {
    const general = async (village: string) => (await rowOf(police, village)).values.general;
    const was = [await general('谷罗沟村'), await general('马家峪村')];
    const { id } = (await whole(police, tableOf(['一般农户人口'], ['枝柯镇', '谷罗沟村', 31], ['枝柯镇', '马家峪村', 32]))).body;
    const by = async (value: string) => {
      const row = await rowOf(police, '马家峪村');
      await police.send('PATCH', `${at}/rows/${row.id}`, { version: row.version, values: { general: value }, reason: '核对' });
    };
    await by('33');
    await by('32');
    const second = (await whole(police, tableOf(['一般农户人口'], ['枝柯镇', '谷罗沟村', 41]))).body;
    const undo = (of: string) => police.post(`${at}/imports/${of}/undoing`, { reason: '用错了表' });
    expect((await undo(id)).body.detail).toMatch(/^1 行：谷罗沟村。/);
    expect([(await undo(second.id)).status, (await undo(id)).status]).toEqual([204, 204]);
    expect([await general('谷罗沟村'), await general('马家峪村')]).toEqual(was);
  });
});

describe('many rows at once', () => {
  const wish = (more: object = {}) => ({ period: '2023', column: 'monitored', value: '7', rows: { filters: { town: 'zhike', sort: 'village' } }, ...more });
  const look = (who: Browser, more: object = {}) => who.post(`${at}/bulk-checks`, wish(more));
  const edit = (who: Browser, more: object) => who.create(`${at}/bulk-edits`, { ...wish(), reason: '全镇重新核定', withoutWrong: false, ...more });

  it('are set to one value after they were shown, with the history of each, and put back like an import', async () => {
    const before = (await list(keeper, 'town=zhike&size=500')).items;
    const { body } = await look(keeper);
    expect(body).toMatchObject({ rows: before.length, wrong: 0, problems: [] });
    expect(body.changed + body.unchanged).toBe(before.length);
    expect(body.differing[0]).toMatchObject({ title: expect.any(String) });
    expect((await list(keeper, 'town=zhike&size=500')).items).toEqual(before);
    expect((await edit(keeper, { seen: body.seen, reason: '' })).body.errors[0]).toMatchObject({ path: 'reason' });
    const { id, changed } = (await edit(keeper, { seen: body.seen })).body;
    expect(changed).toBe(body.changed);
    const after = (await list(keeper, 'town=zhike&size=500')).items;
    expect(after.every((r: any) => r.values.monitored === 7)).toBe(true);
    const { history } = (await keeper.get(`${at}/rows/${body.differing[0].id}`)).body;
    expect(history[0]).toMatchObject({ step: 'changed', import: id, fileName: '批量修改：监测户人口改为 7', reason: '全镇重新核定', after: { monitored: 7 } });
    expect((await keeper.get(`${at}/imports`)).body.items[0]).toMatchObject({ id, changed, reason: '全镇重新核定', mine: true });
    // What was shown is done once: now there is nothing left to change.
    expect((await edit(keeper, { seen: body.seen })).body.code).toBe('import-moved');
    expect((await edit(keeper, { seen: (await look(keeper)).body.seen })).body.code).toBe('nothing-changed');
    expect((await keeper.post(`${at}/imports/${id}/undoing`, { reason: '核定有误' })).status).toBe(204);
    const back = (await list(keeper, 'town=zhike&size=500')).items;
    expect(back.map((r: any) => r.values)).toEqual(before.map((r: any) => r.values));
  });
  it('of others are named, and left out by choice or refused; so are those that would not fit', async () => {
    const [row] = (await list(town, 'size=500')).items;
    const rows = { ids: [row.id, (await rowOf(keeper, '弓阳安置点')).id] };
    // What one does not see is not there.
    expect((await look(town, { column: 'residents', value: '10', rows })).body).toMatchObject({ rows: 1, changed: 1 });
    expect((await look(police, { rows, value: '8888' })).body).toMatchObject({
      rows: 2,
      changed: 0,
      wrong: 2,
      problems: [{ message: '“监测户人口”由县乡村振兴局填写' }, {}],
    });
    const income = { column: 'collectiveIncome', value: '5', rows };
    const { body } = await look(organisation, income);
    expect(body).toMatchObject({ changed: 1, wrong: 1, problems: [{ title: '弓阳安置点', message: expect.stringContaining('应为空') }] });
    expect((await edit(organisation, { ...income, seen: body.seen })).body).toMatchObject({ code: 'input', detail: '有 1 行不能改，一行也没有改' });
    expect((await edit(organisation, { ...income, seen: body.seen, withoutWrong: true })).body).toMatchObject({ changed: 1 });
    // An empty value empties the cell.
    const empty = { ...income, value: '', rows: { ids: [row.id] } };
    const emptied = (await look(organisation, empty)).body;
    expect(emptied).toMatchObject({ changed: 1, differing: [{ was: '5.00 元' }] });
    expect((await edit(organisation, { ...empty, seen: emptied.seen })).status).toBe(200);
    expect((await organisation.get(`${at}/rows/${row.id}`)).body.row.values.collectiveIncome).toBeNull();
    expect((await look(keeper, { value: '很多' })).body.errors[0]).toMatchObject({ path: 'value' });
    expect((await look(keeper, { column: 'name', value: '某村' })).body.code).toBe('not-in-bulk');
    expect((await look(keeper, { column: 'sort', value: '' })).body.wrong).toBeGreaterThan(0);
  });
});
