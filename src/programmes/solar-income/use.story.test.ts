/** What villages do with the money, by HTTP: summed, judged, supervised by itself, by name, with vouchers and what stands in the provincial system; and who moved, by name. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { csvText } from '#platform/tables';
import { type Browser, type County, checkTable, importTable, newCounty, rows } from '../../testing/index.ts';
import { watchUse } from './supervising.ts';
import { towns } from './villages.ts';

let county: County;
let officer: Browser;
let finance: Browser;
let leader: Browser;
let company: Browser;
beforeAll(async () => {
  county = await newCounty();
  [officer, finance, leader, company] = (await Promise.all(
    ['officer.rural-revitalisation', 'officer.finance', 'leader', 'officer.development-company'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser];
});
afterAll(() => county.close());

describe('use in the villages', () => {
  const use = async (who: Browser, query = '') => (await who.get(`/solar-income/use?year=2023&size=500&${query}`)).body;
  it('is summed by county and town, a town sees its own, and what breaks a limit can be supervised', async () => {
    const all = await use(leader);
    expect(all.all.villages).toBe(all.total);
    expect(all.byTown.reduce((n: number, t: any) => n + t.villages, 0)).toBe(all.total);
    expect(all.all.late).toBeGreaterThan(0);
    const late = await use(leader, 'fault=wages');
    expect(late.items.every((u: any) => u.light === 'red')).toBe(true);
    const zhike = await county.as('town.zhike');
    expect((await use(zhike)).byTown.map((t: any) => t.town)).toEqual(['zhike']);
    const [one] = late.items;
    const urge = (who: Browser) => who.create('/solar-income/use/duties', { year: '2023', town: one.town, payee: one.payee });
    expect((await urge(zhike)).status).toBe(403);
    expect((await urge(finance)).status).toBe(403);
    expect((await urge(officer)).status).toBe(200);
    expect((await urge(officer)).body.detail).toContain('还没有办结');
    const duties = (await (await county.as(`town.${one.town}`)).get('/desk/duties')).body.items;
    expect(duties.some((d: any) => d.title.startsWith(`${one.payee}：`))).toBe(true);
  });
  it('that stays red for days is asked of its town once, and ends by itself when it is mended', async () => {
    const watch = () => county.system(watchUse, {});
    const duties = () =>
      rows<{ id: string; title: string; state: string }>(county, `select id, title, state from duty where kind = 'solar-use' order by number`);
    expect(await watch()).toEqual({ opened: 0, ended: 0 });
    const before = (await duties()).length;
    // The last of 2023's payments never came: that is asked of the company.
    expect(await rows(county, `select unit from duty where kind = 'solar-pay' and state = 'open'`)).toEqual(
      expect.arrayContaining([{ unit: 'development-company' }]),
    );
    county.travel('2024-11-20');
    const { opened } = await watch();
    expect(opened).toBeGreaterThan(0);
    expect((await duties()).length).toBe(before + opened);
    expect(await watch()).toEqual({ opened: 0, ended: 0 });
    const one = (await use(leader, 'fault=wages')).items.find((u: any) => u.duty);
    const who = await county.as(`town.${one.town}`);
    const town = towns().find(t => t.id === one.town)!.name;
    const months = ['06', '07', '08', '09', '10', '11', '12'];
    const table = csvText(
      ['乡镇', '凭证号', '村或安置点', '用途', '支付日期', '工资月份', '金额'],
      [
        ...months.map(m => [town, `补-${m}`, one.payee, '公益岗位工资', '2024-12-15', `2023-${m}`, '1']),
        [town, '补-户', one.payee, '奖励补助到户', '2024-12-15', '', String(Number(one.left) - 7)],
      ],
    );
    await importTable(who, 'solar-ledger', (await checkTable(who, 'solar-ledger', table, '2023')).body);
    expect(await watch()).toEqual({ opened: 0, ended: 1 });
    expect((await duties()).find(d => d.id === one.duty)!.state).toBe('closed');
    expect((await use(leader, `q=${encodeURIComponent(one.payee)}&town=${one.town}`)).items[0].duty).toBeNull();
  });
  it('is kept by each town for its own villages, rows too', async () => {
    const add = (who: Browser, of: string, name: string, more: object = {}) =>
      who.create('/registers/solar-ledger/rows', {
        period: '2024',
        reason: '登记支出',
        values: { town: of, name, voucher: 'A-1', kind: 'wages', day: '2024-10-25', month: '2024-10', amount: '8000', ...more },
      });
    const [zhike, jinluo] = [await county.as('town.zhike'), await county.as('town.jinluo')];
    expect((await add(jinluo, 'zhike', '枝柯村')).status).toBe(403);
    expect((await add(officer, 'zhike', '枝柯村')).status).toBe(403);
    expect((await add(zhike, 'zhike', '枝柯村', { month: '' })).body.errors[0]).toMatchObject({ path: 'values.month' });
    expect((await add(zhike, 'zhike', '没有的村')).body.errors[0]).toMatchObject({ path: 'values.name' });
    const { id } = (await add(zhike, 'zhike', '枝柯村')).body;
    expect((await jinluo.get(`/registers/solar-ledger/rows/${id}`)).status).toBe(404);
    expect((await officer.get('/registers/solar-ledger/rows?period=2024')).body.total).toBe(1);
    expect((await zhike.post(`/registers/solar-ledger/rows/${id}/withdrawal`, { version: 1, reason: '登错了' })).status).toBe(204);
  });
});

describe('posts by name', () => {
  it('are held against each other across villages: who is paid twice for a month is found, in the towns concerned', async () => {
    const [first] = towns();
    const earners = async (who: Browser) => (await who.get('/solar-income/use/earners?year=2023')).body.items as any[];
    const twice = (await earners(officer)).filter(e => e.kind === 'twice');
    expect(twice).toHaveLength(7);
    expect(twice[0]).toMatchObject({ person: '（演示）王全保', month: '2023-06', masked: expect.stringContaining('*') });
    expect(new Set(twice[0].places.map((p: any) => p.name)).size).toBe(2);
    expect((await earners(await county.as(`town.${first!.id}`))).length).toBe(twice.length);
    expect(await earners(await county.as('town.zhike'))).toEqual([]);
    const use = (await officer.get('/solar-income/use?year=2023&fault=twice')).body;
    expect(use.items.map((u: any) => u.light)).toEqual(['red', 'red']);
    // A number in the open is nowhere in what is read.
    expect(JSON.stringify((await officer.get('/registers/solar-posts/rows?period=2023')).body)).not.toContain('19680312');
  });
});

describe('the provincial system', () => {
  const entries = async (who: Browser, query = '') => (await who.get(`/solar-income/entries?year=2023&size=500&${query}`)).body;
  const put = (who: Browser, lines: any[], more: object = {}) =>
    who.create('/solar-income/entries', { year: '2023', lines: lines.map(({ what, ref }) => ({ what, ref })), systemNo: 'SX-1', on: '2024-11-20', ...more });
  it('lists what does not stand there; the company enters payments, towns what was given out, and a changed amount asks again', async () => {
    const all = await entries(officer);
    expect(all.counts.all).toBe(all.total);
    expect(all.items.every((l: any) => l.mine === false)).toBe(true);
    const uses = (await entries(officer, 'what=use&state=open&town=zhike')).items;
    const zhike = await county.as('town.zhike');
    expect((await entries(zhike, 'state=late')).items[0]).toMatchObject({ mine: true });
    // What came back and is paid now has to be entered, too.
    await rows(county, `update solar_entry set ref = ref || '-old' where what = 'payment' and number = 1`);
    const payments = (await entries(company, 'what=payment&state=open')).items;
    expect((await put(zhike, [payments[0]])).status).toBe(403);
    expect((await put(company, [uses[0]])).status).toBe(403);
    expect((await put(company, [payments[0]], { systemNo: '' })).body.errors[0].path).toBe('systemNo');
    expect((await put(company, [payments[0]], { on: '2024-11-21' })).body.errors[0].path).toBe('on');
    expect((await put(company, [payments[0]], { on: '2020-01-01' })).body.errors[0].message).toContain('还早');
    expect((await put(company, payments.slice(0, 3))).body).toEqual({ entered: 3 });
    expect((await put(company, [payments[0]])).body.code).toBe('wrong-state');
    const [one] = uses;
    expect((await put(zhike, [one])).body).toEqual({ entered: 1 });
    const row = (await zhike.get(`/registers/solar-ledger/rows/${one.ref}`)).body.row;
    const change = { version: row.version, values: { amount: '1.23' }, reason: '凭证登错' };
    expect((await zhike.send('PATCH', `/registers/solar-ledger/rows/${one.ref}`, change)).status).toBe(200);
    expect((await entries(officer, 'state=changed')).items).toMatchObject([{ ref: one.ref, amount: '1.23', entry: { amount: one.amount, systemNo: 'SX-1' } }]);
    expect((await put(zhike, [one])).status).toBe(200);
    expect((await entries(officer)).counts.changed).toBe(0);
    const book = await officer.get('/solar-income/entries/workbook?year=2023&state=open');
    expect(book.body.subarray(0, 2).toString()).toBe('PK');
  });
  it('has the vouchers of a line as files, put by its town, read by who looks at the money', async () => {
    const zhike = await county.as('town.zhike');
    const [line] = (await entries(zhike, 'what=use')).items;
    const file = (await zhike.upload('/files', '凭证.png', pixel)).body.id;
    const voucher = (who: Browser, row = line.ref) => who.create('/solar-income/vouchers', { year: '2023', row, file });
    expect((await zhike.upload('/files', '凭证.exe', Buffer.from('MZ no picture'))).status).toBe(422);
    const other = (await entries(officer, 'what=use&town=nuanquan')).items[0];
    expect((await voucher(zhike, other.ref)).status).toBe(403);
    expect((await voucher(await county.as('town.nuanquan'), other.ref)).body.code).toBe('voucher-none');
    const { id } = (await voucher(zhike)).body;
    expect((await voucher(zhike)).body.code).toBe('voucher-there');
    for (const who of [zhike, officer, company, finance, leader])
      expect((await who.get(`/solar-income/vouchers/${id}`)).headers['content-type']).toContain('image/png');
    expect((await (await county.as('town.nuanquan')).get(`/solar-income/vouchers/${id}`)).status).toBe(404);
    expect((await entries(officer, 'files=yes')).items).toMatchObject([{ ref: line.ref, files: [{ id, name: '凭证.png' }] }]);
    expect((await zhike.post(`/solar-income/vouchers/${id}/withdrawal`, {})).status).toBe(204);
    expect((await entries(officer, 'files=yes')).total).toBe(0);
  });
});

it('people who moved to a site are not counted in the village that they left, too', async () => {
  const lacks = async () => (await officer.get('/runs-of/solar-run/readiness?period=2024')).body.lacks;
  expect(await lacks()).toEqual([]);
  const at = '/registers/solar-moved';
  const list = (await officer.get(`${at}/rows?period=2023&size=500`)).body.items;
  expect(list).toHaveLength(44);
  await officer.post(`${at}/rows/${list[0].id}/withdrawal`, { version: list[0].version, reason: '已经去世' });
  expect(await lacks()).toMatchObject([{ what: '安置点的人数与搬迁人员名单不一致', names: [expect.stringContaining('14 人，名单 13 人')] }]);
  const town = towns().find(t => t.id === list[1].values.fromTown)!;
  const q = `period=2023&town=${town.id}&q=${encodeURIComponent(list[1].values.fromVillage)}`;
  const [village] = (await officer.get(`/registers/solar-villages/rows?${q}`)).body.items;
  await officer.send('PATCH', `/registers/solar-villages/rows/${village.id}`, {
    version: village.version,
    values: { withoutMoved: '否' },
    reason: '还没有核对',
  });
  expect((await lacks())[1].names).toEqual([`${town.name}${list[1].values.fromVillage}（搬走 21 人）`]);
  const police = await county.as('officer.public-security');
  expect((await police.get(`${at}/rows?period=2023`)).body.total).toBe(43);
  expect((await finance.get(at)).status).toBe(404);
});

it('the year’s notice goes to the towns when the year is over, and stays as it went out', async () => {
  const issue = (year: string, who = officer, because = '') => who.create(`/solar-income/notices/${year}`, { because });
  expect((await issue('2024')).body.detail).toContain('还没有过完');
  expect((await issue('2023', finance)).status).toBe(403);
  expect((await issue('2023')).body).toEqual({ no: 1 });
  expect((await issue('2023')).body.errors[0].path).toBe('because');
  const zhike = await county.as('town.zhike');
  const { issued, now, moved, mayIssue } = (await zhike.get('/solar-income/notices/2023')).body;
  expect([moved, mayIssue]).toEqual([false, false]);
  expect(issued[0].figures).toEqual(now);
  expect(now.byTown.reduce((n: number, t: any) => n + t.villages, 0)).toBe(now.all.villages);
  expect(now.villages).toHaveLength(now.all.red);
  expect((await zhike.get('/notices')).body.items.some((n: any) => n.title === '2023 年光伏帮扶收益使用情况通报')).toBe(true);
});

it('stands among the targets of the documents, each with the villages behind it', async () => {
  county.travel('2025-06-02');
  const of = async (id: string) => (await county.guest().get('/targets')).body.items.find((t: any) => t.id === id);
  expect(await of('solar-reach-2025')).toMatchObject({ target: 85, citation: { place: '三' } });
  expect(await of('solar-wages-2025')).toMatchObject({ target: 100, value: 0, note: expect.stringContaining('还没有到账') });
  await rows(county, `update solar_payment_list set period = '2025' where period = '2023'`);
  await rows(county, `update register_row set period = '2025' where kind in ('solar-plans', 'solar-ledger', 'solar-posts', 'solar-wages') and period = '2023'`);
  const wages = await of('solar-wages-2025');
  expect(wages.numerator).toBeLessThan(wages.denominator);
  const { items } = (await leader.get('/targets/solar-wages-2025/list')).body;
  expect(items).toHaveLength(wages.denominator - wages.numerator);
  expect((await of('solar-households-2025')).value).toBeGreaterThan(0);
});
