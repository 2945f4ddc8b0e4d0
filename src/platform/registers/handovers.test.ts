/** A list with sealed numbers, from the unit that keeps it to another and back, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { cite } from '../citations/index.ts';
import { readTable } from '../tables/index.ts';
import { identityCheck, maskIdentity } from '../validators/index.ts';
import { checkKind } from './kinds.ts';

const people = checkKind({
  id: 'test-people',
  title: '试验名单',
  unit: '人',
  basis: cite('某文', '一'),
  keeper: 'rural-revitalisation',
  key: ['number'],
  called: 'name',
  yearly: y => `${y} 年`,
  ahead: 1,
  columns: [
    { key: 'name', title: '姓名', type: 'words', required: true, writtenBy: ['rural-revitalisation'] },
    { key: 'number', title: '身份证号', type: 'identity', required: true, writtenBy: ['rural-revitalisation'] },
    { key: 'phone', title: '手机', type: 'phone', writtenBy: ['rural-revitalisation'] },
    { key: 'marked', title: '已标识', type: 'yes-no', writtenBy: ['rural-revitalisation'] },
  ],
  handedTo: [
    { unit: 'public-security', what: 'whole', columns: [], only: { marked: true } },
    { unit: 'organisation', what: 'new' },
  ],
});
const at = '/registers/test-people';
const number = (n: number) => {
  const digits = `14112919${60 + n}0101001`;
  return digits + identityCheck(digits);
};

let county: County;
let keeper: Browser;
let police: Browser;
let organisation: Browser;
beforeAll(async () => {
  county = await newCounty();
  county.house.registers[people.id] = people;
  [keeper, police, organisation] = (await Promise.all(
    ['officer.rural-revitalisation', 'officer.public-security', 'officer.organisation'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser];
  for (const n of [1, 2, 3])
    await keeper.create(`${at}/rows`, {
      period: '2025',
      reason: '试验数据',
      values: { name: `村民${n}`, number: number(n), phone: `1380000000${n}`, marked: n < 3 ? '是' : '否' },
    });
});
afterAll(() => county.close());

const elevate = async (who: Browser) => {
  const { code } = (await who.get('/demo/code')).body;
  const done = await who.post('/session/elevation', { code });
  who.csrf = done.body.csrf ?? who.csrf;
};
const rowsOf = async (who: Browser) => (await who.get(`${at}/rows?period=2025`)).body.items;
const change = async (n: number, values: object) => {
  const row = (await rowsOf(keeper)).find((r: any) => r.values.name === `村民${n}`);
  return keeper.send('PATCH', `${at}/rows/${row.id}`, { version: row.version, values, reason: '核对以后更正' });
};
const hand = (to: string, more: object = {}, who = keeper) => who.create(`${at}/handovers`, { period: '2025', to, ...more });

describe('sealed numbers', () => {
  it('are shown in part, found whole, and kept nowhere in the open', async () => {
    const [row] = await rowsOf(keeper);
    expect(row.values).toMatchObject({ number: maskIdentity(number(1)), phone: '138****0001' });
    expect((await keeper.post(`${at}/finding`, { period: '2025', number: number(2) })).body.items).toMatchObject([{ title: '村民2' }]);
    expect((await keeper.post(`${at}/finding`, { period: '2025', number: '13800000003' })).body.items).toMatchObject([{ title: '村民3' }]);
    expect((await keeper.post(`${at}/finding`, { period: '2025', number: '1380000' })).body.errors[0].path).toBe('number');
    for (const table of ['register_row', 'register_change', 'register_seal', 'audit.entry'])
      expect(JSON.stringify(await rows(county, `select t::text from ${table} t`))).not.toMatch(new RegExp(`${number(1)}|13800000001`));
    expect((await keeper.get(`${at}/rows/${row.id}`)).body.history[0].after.number).toBe(maskIdentity(number(1)));
  });
  it('are opened with a reason after signing in again, and the audit says why', async () => {
    const [row] = await rowsOf(keeper);
    const open = (reason: string, column = 'number') => keeper.post(`${at}/rows/${row.id}/reveal`, { column, reason });
    expect((await open('电话核实身份')).body.code).toBe('elevation-needed');
    await elevate(keeper);
    expect((await open('看')).body.errors[0].path).toBe('reason');
    expect((await open('电话核实身份')).body).toEqual({ number: number(1) });
    expect((await open('电话核实身份', 'name')).status).toBe(404);
    const opened = await rows<{ body: string }>(county, `select body from audit.entry where action = 'register.reveal'`);
    expect(opened.some(o => o.body.includes('电话核实身份'))).toBe(true);
    expect((await police.post(`${at}/rows/${row.id}/reveal`, { column: 'number', reason: '电话核实身份' })).status).not.toBe(200);
  });
  it('go into a table to work on, which comes in again as it is', async () => {
    const table = await keeper.post(`${at}/tables`, { period: '2025', columns: 'all', reason: '带到村里核对' });
    const read = await readTable(table.body, people.columns.map(c => ({ key: c.key, title: c.title, type: c.type === 'phone' ? 'code' : c.type })) as never, {
      most: 100,
    });
    expect(read.map(r => (r.cells as any).number)).toEqual([1, 2, 3].map(number));
    expect((await keeper.post(`${at}/tables`, { period: '2025', columns: 'all', reason: '要' })).status).toBe(422);
  });
  it('tell rows apart', async () => {
    const twice = await keeper.create(`${at}/rows`, { period: '2025', reason: '再登记一次', values: { name: '同号', number: number(1) } });
    expect(twice.body.code).toBe('row-there');
  });
});

describe('a whole list', () => {
  it('travels with the columns and rows that the other unit needs, and that unit sees nothing else', async () => {
    expect((await hand('finance')).body.errors[0].path).toBe('to');
    expect((await hand('public-security', {}, police)).status).toBe(403);
    expect((await hand('public-security', { period: '2027' })).body.errors[0].path).toBe('period');
    const made = await hand('public-security', { note: '首次' });
    expect(made.body).toMatchObject({ number: 1, rows: 2, fresh: 2, altered: 0, gone: 0 });
    expect((await police.get(`${at}/rows?period=2025`)).status).toBe(404);
    const [one] = (await police.get(`${at}/handovers`)).body.items;
    expect(one).toMatchObject({ state: 'handed', mine: 'to', rows: 2, digest: made.body.digest });
    const list = (await police.get(`${at}/handovers/${one.id}/rows`)).body;
    expect(list.items.map((r: any) => Object.keys(r.values).sort())).toEqual([
      ['name', 'number'],
      ['name', 'number'],
    ]);
    expect((await organisation.get(`${at}/handovers/${one.id}`)).status).toBe(404);
    expect((await hand('public-security')).body.code).toBe('nothing-to-hand');
    expect((await police.get('/notices')).body.items.some((n: any) => n.title.includes('交来名单'))).toBe(true);
  });
  it('is received once by the other unit, which sends rows back; the next one says how it differs', async () => {
    const [one] = (await police.get(`${at}/handovers`)).body.items;
    const to = `${at}/handovers/${one.id}`;
    expect((await keeper.post(`${to}/receipt`, { version: one.version })).status).toBe(403);
    expect((await police.post(`${to}/receipt`, { version: 99 })).body.code).toBe('changed');
    expect((await police.post(`${to}/receipt`, { version: one.version })).status).toBe(204);
    expect((await police.post(`${to}/return`, { version: one.version + 1, reason: '不对' })).body.code).toBe('handover-answered');
    const [, second] = (await police.get(`${to}/rows`)).body.items;
    expect((await police.post(`${to}/rejections`, { version: one.version + 1, rows: [second.rowId], reason: '户籍不在本县' })).body).toEqual({ rejected: 1 });
    expect((await police.post(`${to}/rejections`, { version: one.version + 2, rows: [second.rowId], reason: '再退' })).body.code).toBe('nothing-changed');
    expect((await keeper.get(`${to}/rows?only=rejected`)).body.items).toMatchObject([{ title: '村民2', rejected: '户籍不在本县' }]);
    await change(1, { name: '村民一' });
    await change(2, { marked: '否' });
    await change(3, { marked: '是' });
    const next = (await hand('public-security')).body;
    expect(next).toMatchObject({ number: 2, rows: 2, fresh: 1, altered: 1, gone: 1 });
    const of = async (only: string) => (await police.get(`${at}/handovers/${next.id}/rows?only=${only}`)).body.items.map((r: any) => r.title);
    expect([await of('fresh'), await of('altered'), await of('gone')]).toEqual([['村民3'], ['村民一'], ['村民2']]);
    // What was handed over before is as it was.
    expect((await police.get(`${to}/rows`)).body.items[0].title).toBe('村民1');
  });
  it('that nobody has received yet is replaced by the next, and one that was returned does not count', async () => {
    await change(3, { name: '村民三' });
    const third = (await hand('public-security')).body;
    const states = (await police.get(`${at}/handovers`)).body.items.map((h: any) => h.state);
    expect(states).toEqual(['handed', 'replaced', 'received']);
    expect((await police.post(`${at}/handovers/${third.id}/return`, { version: 1, reason: '没有盖章' })).status).toBe(204);
    const fourth = (await hand('public-security')).body;
    expect(fourth).toMatchObject({ number: 4, fresh: 0, altered: 1 });
    const file = await police.post(`${at}/handovers/${fourth.id}/table`, { only: 'all', reason: '导入征缴系统' });
    expect(file.body.code).toBe('elevation-needed');
    await elevate(police);
    const table = await police.post(`${at}/handovers/${fourth.id}/table`, { only: 'all', reason: '导入征缴系统' });
    const read = await readTable(
      table.body,
      [
        { key: 'number', title: '身份证号', type: 'identity' },
        { key: 'name', title: '姓名', type: 'words' },
        { key: 'step', title: '和上一次比', type: 'words' },
        { key: 'why', title: '退回原因', type: 'words' },
      ],
      { most: 10 },
    );
    expect(read.map(r => [r.cells.number, r.cells.step])).toEqual([
      [number(1), '没有变'],
      [number(3), '有变化'],
    ]);
  });
});

it('of an increment only what no hand-over had before', async () => {
  expect((await hand('organisation')).body).toMatchObject({ number: 1, rows: 3 });
  expect((await hand('organisation')).body.code).toBe('nothing-to-hand');
  await change(2, { phone: '13900000002' });
  const next = (await hand('organisation')).body;
  expect(next).toMatchObject({ number: 2, rows: 1 });
  expect((await organisation.get(`${at}/handovers/${next.id}/rows`)).body.items[0].values.phone).toBe('139****0002');
  expect((await organisation.get(`${at}/handovers`)).body.items.map((h: any) => h.state)).toEqual(['handed', 'handed']);
});
