/** The year's money by HTTP: the store against a plan, reports of towns, the notice, the overview, and what the public sees. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { csvText } from '#platform/tables';
import { type Browser, type County, newCounty } from '../../testing/index.ts';
import { tabsFor } from './pages/desk/tabs.ts';

let county: County;
let officer: Browser;
let finance: Browser;
let leader: Browser;
let town: Browser;
beforeAll(async () => {
  county = await newCounty();
  [officer, finance, leader, town] = (await Promise.all(['officer.agriculture', 'officer.finance', 'leader', 'town.jinluo'].map(a => county.as(a)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});
afterAll(() => county?.close());

const plans = async () => (await officer.get('/desk/funds/plans')).body.items;
const draft = async () => (await plans()).find((p: any) => p.state === 'draft').id as string;
const posted = async () => (await plans()).find((p: any) => p.state === 'approved').id as string;

describe('the store and a plan', () => {
  it('agree in the demo county, and the balance by source says which rows do not name theirs', async () => {
    const { findings, bySource } = (await officer.get(`/desk/funds/plans/${await draft()}`)).body;
    expect(findings.map((f: any) => f.kind)).toEqual(['due', 'addition', 'sum', 'balance', 'balance']);
    expect(bySource.find((b: any) => b.source === '')).toMatchObject({ cut: '0', given: '25' });
  });
  it('disagree beside the row: not in the store, more cut than is unpaid, not what was allotted', async () => {
    const id = await draft();
    const { rows } = (await officer.get(`/desk/funds/plans/${id}`)).body;
    const row = rows.find((r: any) => r.id === 'cut-5');
    const { part: _, no: __, kind: ___, ...words } = row.words;
    const put = (change: object) =>
      officer.send('PUT', `/desk/funds/plans/${id}/rows/cut-5`, {
        version: row.version,
        why: '核对凭证',
        row: { ...words, part: 'cut', no: row.no, kind: row.kind, town: row.town, unit: row.unit, ...change },
      });
    // The year's own money of the row is 5.5.
    expect((await put({ central: '5' })).body.errors).toEqual([{ path: 'row.central', message: expect.stringContaining('应等于其中的衔接资金 5.5') }]);
    expect((await put({ planned: '', reason: '项目未实施' })).body.errors[0].path).toBe('row.planned');
    expect((await put({ planned: '91', change: '12.5', transition: '6', central: '6' })).status).toBe(204);
    const after = (await officer.get(`/desk/funds/plans/${id}`)).body;
    expect(after.rows.find((r: any) => r.id === 'cut-5').words).toMatchObject({ central: '6', city: '' });
    expect(after.findings.filter((f: any) => f.id === 'cut-5').map((f: any) => [f.kind, f.says, f.comes])).toEqual([
      ['allotted', '91', '90'],
      ['unpaid', '12.5', '12'],
    ]);
    const made = (
      await officer.create(`/desk/funds/plans/${id}/rows`, { why: '试一下', row: { part: 'new', no: 9, name: '没有的项目', kind: 'other', change: '1' } })
    ).body.id;
    const [finding] = (await officer.get(`/desk/funds/plans/${id}`)).body.findings.filter((f: any) => f.id === made);
    expect([finding.kind, finding.says, finding.comes]).toEqual(['store', '有', '没有']);
  });
  it('is found by finance and by every bureau: no page of the menu leads nowhere', async () => {
    for (const account of ['officer.agriculture', 'head.finance', 'officer.human-resources', 'reviewer.transport', 'town.jinluo', 'leader', 'auditor']) {
      const who = await county.as(account);
      const { roles } = (await who.get('/session')).body;
      for (const { api } of tabsFor(roles)) expect([account, api, (await who.get(api)).status]).toEqual([account, api, 200]);
    }
    expect((await (await county.as('officer.human-resources')).get('/registers/funds-projects/rows?period=2024')).body.total).toBeGreaterThan(0);
  });
  it('takes money by hand for a project of the store alone', async () => {
    const values = { voucher: '2024-补1', project: '没有这个项目', source: '中央专项衔接资金', amount: '1', on: '2024-10-08' };
    const add = (more: object) =>
      finance.create('/registers/funds-payments/rows', { kind: 'funds-payments', period: '2024', values: { ...values, ...more }, reason: '补登' });
    expect((await add({})).body.errors).toEqual([{ path: 'values.project', message: '衔接资金项目库里没有“没有这个项目”' }]);
    expect((await finance.get('/registers/funds-projects/rows?period=2024&q=htdcy')).body.items[0].values.name).toContain('核桃低产园');
  });
  it('is written by its bureaus: finance the money, agriculture the projects, of which a town sees its own', async () => {
    const rowOf = async (who: Browser, kind: string, name: string) =>
      (await who.get(`/registers/${kind}/rows?period=2024&q=${encodeURIComponent(name)}`)).body.items[0];
    const mine = await rowOf(town, 'funds-projects', '核桃低产园');
    const change = (who: Browser, kind: string, row: any, values: object) =>
      who.send('PATCH', `/registers/${kind}/rows/${row.id}`, { version: row.version, values, reason: '改正' });
    // What was looked at and approved is agriculture's to mend; where it stands is nobody's to type.
    expect((await change(town, 'funds-projects', mine, { benefit: '务工' })).body.code).toBe('not-yours');
    expect((await change(officer, 'funds-projects', mine, { stage: '已移交' })).body.code).toBe('not-yours');
    expect((await change(officer, 'funds-projects', mine, { benefit: '务工' })).status).toBe(200);
    expect((await town.get('/registers/funds-projects/rows?period=2024')).body.items.every((r: any) => r.values.town === 'jinluo')).toBe(true);
    expect((await town.get('/registers/funds-payments/rows?period=2024')).status).toBe(404);
    const paid = await rowOf(finance, 'funds-payments', '核桃低产园');
    expect((await change(officer, 'funds-payments', paid, { amount: '31' })).body.code).toBe('not-yours');
    expect((await change(finance, 'funds-payments', paid, { amount: '31.5' })).status).toBe(200);
  });
});

describe('a town’s report', () => {
  const at = '/rounds/funds-monthly/2024-10/town-jinluo';
  it('is filled from the store and the payments; another figure needs words, and both are kept', async () => {
    const view = (await town.get(at)).body;
    expect(view.period).toMatchObject({ title: '2024年10月', due: '2024-11-05' });
    // What is only in the store is not reported.
    expect(view.rows.map((r: any) => [r.values.project, r.values.allotted, r.values.paid])).toEqual([
      ['（演示）金罗镇小杂粮加工点', '45', '40.5'],
      ['（演示）金罗镇核桃低产园改造', '120', '31.5'],
    ]);
    const rows = view.rows.map((r: any, i: number) => ({ id: r.id, values: { progress: '100', paid: i ? '35' : '40.5' }, note: '' }));
    const { version } = (await town.send('PUT', at, { version: 0, rows })).body;
    const refused = await town.post(`${at}/sending`, { version });
    expect(refused.body.errors).toEqual([{ path: 'rows.1.note', message: expect.stringContaining('累计支付和系统里的不同') }]);
    rows[1].note = '3.5 万元在途';
    const saved = (await town.send('PUT', at, { version, rows })).body;
    // Finance pays meanwhile: what nobody has looked at is not sent in their name.
    const [paid] = (await finance.get(`/registers/funds-payments/rows?period=2024&q=${encodeURIComponent('小杂粮')}`)).body.items;
    await finance.send('PATCH', `/registers/funds-payments/rows/${paid.id}`, { version: paid.version, values: { amount: '41' }, reason: '补付' });
    expect((await town.post(`${at}/sending`, { version: saved.version })).body.code).toBe('filled-anew');
    const now = (await town.get(at)).body;
    expect(now.rows.map((r: any) => [r.values.paid, r.departs])).toEqual([
      ['41', []],
      ['35', ['paid']],
    ]);
    const again = (await town.send('PUT', at, { version: now.version, rows: [{ ...rows[0], values: { progress: '100', paid: '41' } }, rows[1]] })).body;
    // What goes with it: the reporter's own upload, for the unit and the collector, frozen with the report.
    const paper = (await town.upload('/files', '盖章的月报.png', pixel)).body.id;
    const keep = (version: number, files: object[], who = town) =>
      who.send('PUT', at, { version, rows: now.rows.map((r: any) => ({ id: r.id, values: {}, note: r.note })), files });
    expect((await keep(again.version, [{ id: crypto.randomUUID(), stamped: true }])).body.errors[0].path).toBe('files');
    const kept = (await keep(again.version, [{ id: paper, stamped: true }])).body;
    expect((await officer.get(`/files/${paper}`)).status).toBe(200);
    expect((await (await county.as('town.zhike')).get(`/files/${paper}`)).status).toBe(404);
    expect((await town.post(`${at}/sending`, { version: kept.version })).body).toMatchObject({ late: false });
    expect((await officer.get(at)).body).toMatchObject({ files: [{ id: paper, name: '盖章的月报.png', stamped: true }], may: { open: true } });
    const system = { county: county.county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] };
    await expect(
      county.house.db.write(system, sql => sql.unsafe(`update round_report set files = '[]' where unit = 'town-jinluo' and period = '2024-10'`)),
    ).rejects.toThrow('frozen');
  });
  it('is read from a table that was filled in elsewhere, without what the system fills and what it does not know', async () => {
    const zhike = await county.as('town.zhike');
    const place = '/rounds/funds-monthly/2024-10/town-zhike';
    const lines = [
      ['（演示）枝柯镇蜂箱采购', '999', '0', '60', '没有供货单位'],
      ['（演示）枝柯镇垃圾收集点', '', '很多', '70', ''],
      ['没有的项目', '', '1', '1', ''],
    ];
    const file = Buffer.from(csvText(['项目', '计划（万元）', '累计支付（万元）', '形象进度（%）', '存在问题'], lines)).toString('base64');
    const { rows, problems } = (await zhike.post(`${place}/reading`, { file })).body;
    expect(rows.map((r: any) => r.values)).toEqual([{ paid: '0', progress: '60', problem: '没有供货单位' }, { progress: '70' }]);
    expect(problems.map((p: any) => [p.line, p.column])).toEqual([
      [3, '累计支付'],
      [4, ''],
    ]);
    expect((await zhike.get(place)).body.state).toBe('owed');
    expect((await town.post(`${place}/reading`, { file })).status).toBe(403);
  });
  it('is the town’s and the bureau’s; another town has its own', async () => {
    expect((await (await county.as('town.zhike')).get(at)).status).toBe(404);
    expect((await town.get('/rounds/funds-monthly')).body.units.map((u: any) => u.id)).toEqual(['town-jinluo']);
    const { units, lacking, total } = (await officer.get('/rounds/funds-monthly/2024-10')).body;
    expect(units).toHaveLength(7);
    expect(lacking).toContain('县农业农村局');
    expect(total.rates[0]).toMatchObject({ key: 'rate', part: '172.35', whole: '275' });
  });
});

describe('who watches', () => {
  it('sees paid of allotted by town, kind, unit and source, the slow ones, and what was made public', async () => {
    const view = (await leader.get('/desk/funds/overview?year=2024')).body;
    expect(view.total).toMatchObject({ projects: 12, planned: '647', allotted: '622', paid: '441.2', rate: '70.93' });
    expect(view.byTown.reduce((n: number, g: any) => n + g.projects, 0)).toBe(12);
    expect(view.items.filter((p: any) => p.idle).map((p: any) => p.name.slice(4))).toEqual(['枝柯镇蜂箱采购', '金罗镇核桃低产园改造', '枝柯镇垃圾收集点']);
    expect(view.bySource.map((s: any) => [s.source, s.stated, s.allotted])).toEqual([
      ['central', '7445', '274'],
      ['province', '2610.84', '95'],
      ['city', '1914.91', '61'],
      ['county', '6600', '192'],
    ]);
    expect((await leader.get('/desk/funds/overview?year=2023')).body.plans).toMatchObject([{ postedOn: '2024-11-04', until: '2024-11-14' }]);
    expect(view.items.find((p: any) => p.name.includes('蜂箱')).adjustments).toMatchObject([{ part: 'cut', change: '25', approved: false }]);
    const own = (await town.get('/desk/funds/overview?year=2024')).body;
    // A draft is the bureaus' until it is approved.
    expect(own.items.flatMap((p: any) => p.adjustments)).toEqual([]);
    expect((await town.get('/desk/funds/overview?year=2023')).body.items.flatMap((p: any) => p.adjustments)).toMatchObject([
      { part: 'cut', change: '1.2', approved: true },
    ]);
    expect([own.items.length, own.all, own.plans, own.bySource]).toEqual([3, false, [], []]);
    // What falls under a bureau without being its own is its, too.
    expect((await (await county.as('officer.industry')).get('/desk/funds/overview?year=2024')).body.items).toEqual([]);
  });
  it('sees what was paid by the end of each quarter beside what was decided, and industry’s share of the central money', async () => {
    const view = (await leader.get('/desk/funds/overview?year=2024')).body;
    expect(view.quarters.map((q: any) => [q.percent, q.state])).toEqual([
      [25, 'missed'],
      [50, 'missed'],
      [75, 'missed'],
      [95, 'running'],
    ]);
    expect(view.quarters[3]).toMatchObject({ paid: view.total.paid, allotted: view.total.allotted, rate: view.total.rate });
    expect(view.shares.map((s: any) => [s.source, s.industry, s.all, s.rate, s.met])).toEqual([
      ['central', '184', '274', '67.15', true],
      ['', '344', '622', '55.31', null],
    ]);
    const set = (who: Browser, more: object) => who.create('/desk/funds/goals', { year: 2024, quarter: 3, percent: 70, basis: '县政府会议纪要', ...more });
    expect((await set(leader, {})).status).toBe(403);
    expect((await set(officer, { percent: 40 })).body.errors[0].message).toBe('比第 2 季度的 50% 低');
    expect((await set(officer, { percent: 96 })).body.errors[0].path).toBe('percent');
    expect((await set(finance, {})).status).toBe(204);
    expect((await leader.get('/desk/funds/overview?year=2024')).body.quarters[2]).toMatchObject({ percent: 70, basis: '县政府会议纪要' });
    // What the yearly appraisal of units counts.
    const supervisor = await county.as('supervisor');
    const lines = async (measure: string, unit: string) =>
      (await supervisor.get(`/appraisal/live/lines?from=2024-01-01&to=2024-12-31&unit=${unit}&measure=${measure}`)).body.items.map((i: any) => [
        i.title,
        i.detail,
      ]);
    expect(await lines('funds-reports', 'town-nuanquan')).toEqual([['2024年9月的衔接资金项目月报', '没有报']]);
    expect(await lines('funds-paid', 'town-jinluo')).toEqual([['（演示）金罗镇核桃低产园改造', '下达 120 万元，支付 31.5 万元，支付率 26%']]);
  });
  it('ranks units by what they reported for the quarter, and names who did not', async () => {
    const { now, issued, mayIssue } = (await leader.get('/desk/funds/notices/2024-3')).body;
    expect(now.ranks.map((r: any) => [r.rank, r.name, r.rate])).toEqual([
      [1, '下枣林乡', '100.00'],
      [2, '宁乡镇', '91.75'],
      [3, '武家庄镇', '86.67'],
      [4, '金罗镇', '42.73'],
      [5, '枝柯镇', '14.75'],
    ]);
    expect(now.lacking.map((l: any) => l.name)).toEqual(['暖泉镇', '县农业农村局']);
    expect(now.words.join('')).toContain(`支付率 ${now.total.rate}%`);
    expect([issued, mayIssue]).toEqual([[], false]);
    expect((await leader.get('/desk/funds/notices/2024-5')).status).toBe(422);
  });
  it('goes out once and stays; another needs words', async () => {
    const at = '/desk/funds/notices/2024-3';
    expect((await leader.create(at, { because: '' })).status).toBe(403);
    expect((await finance.create(at, { because: '' })).status).toBe(403);
    expect((await officer.create('/desk/funds/notices/2024-2', { because: '' })).body.detail).toBe('这个季度还没有单位报来月报');
    expect((await officer.create(at, { because: '' })).body).toEqual({ no: 1 });
    expect((await town.get('/notices')).body.items[0].title).toBe('2024 年第三季度衔接资金支付情况通报');
    expect((await officer.create(at, { because: '' })).body.errors[0].message).toBe('已经发过，再发要写明原因');
    expect((await officer.create(at, { because: '暖泉镇补报' })).body).toEqual({ no: 2 });
    const { issued, now, moved } = (await town.get(at)).body;
    expect(moved).toBe(false);
    expect(issued.map((i: any) => [i.no, i.because, i.figures.total.rate])).toEqual([
      [2, '暖泉镇补报', now.total.rate],
      [1, '', now.total.rate],
    ]);
  });
});

describe('the public', () => {
  it('finds a project of a posted plan by place and pinyin, without an account, and nothing of a draft', async () => {
    const guest = county.guest();
    const all = (await guest.get('/funds')).body;
    expect([all.plans.length, all.plan, all.total]).toEqual([1, await posted(), 4]);
    expect((await guest.get('/funds?q=pgbj')).body.items).toEqual([]);
    expect((await guest.get('/funds?q=zkz')).body.items.map((i: any) => [i.part, i.change, i.planned, i.town])).toEqual([['addition', '5', '35', '枝柯镇']]);
    expect((await guest.get('/funds?part=cut')).body).toMatchObject({ total: 2, sum: '13.2' });
    expect((await guest.get('/funds?town=jinluo')).body.items).toHaveLength(1);
    expect((await guest.get(`/funds?plan=${await draft()}`)).body).toMatchObject({ plan: null, items: [] });
    expect((await guest.get('/desk/funds/overview')).status).toBe(401);
  });
  it('gets what was approved, once, for a term', async () => {
    const post = async (id: string, more: object) => officer.create(`/desk/funds/plans/${id}/posting`, { days: 10, contact: '县农业农村局办公室', ...more });
    expect((await post(await draft(), {})).body.detail).toBe('审定以后才能公示');
    expect((await post(await posted(), {})).body.detail).toBe('这个方案已经公示');
    expect((await post(await posted(), { days: 9 })).body.errors[0].path).toBe('days');
    expect((await finance.create(`/desk/funds/plans/${await posted()}/posting`, { days: 10, contact: '县财政局办公室' })).status).toBe(403);
  });
});

it('takes the annex and the goals along, and reads a table of rows: all of it or nothing', async () => {
  const id = await draft();
  expect((await town.post('/desk/funds/performance', { year: 2024 })).headers['content-type']).toContain('spreadsheetml');
  const before = (await officer.get(`/desk/funds/plans/${id}`)).body.rows.length;
  const bring = (head: string[], lines: (string | number)[][], more: object = {}) =>
    officer.create(`/desk/funds/plans/${id}/tables`, { part: 'new', why: '附件的表', file: Buffer.from(csvText(head, lines)).toString('base64'), ...more });
  const head = ['序号', '项目名称', '项目类型', '建设性质', '责任单位', '项目主要内容', '资金规模（万元）', '户次'];
  const wrong = await bring(head, [
    [1, '（试）甲', '产业类', '新建', '金罗镇', '大棚', '十万', 54],
    [2, '（试）乙', '', '新建', '没有的单位', '大棚', '2', 54],
  ]);
  expect(wrong.body.problems.map((p: any) => [p.line, p.column])).toEqual([
    [2, '核减或新增'],
    [3, '责任单位'],
    [3, '类别'],
  ]);
  expect((await officer.get(`/desk/funds/plans/${id}`)).body.rows).toHaveLength(before);
  const right = await bring(head, [
    [1, '（试）甲', '产业类', '新建', '金罗镇', '大棚', '1.000001', 54],
    [2, '（试）乙', '其他类', '新建', '', '大棚', '2', 54],
    ['合计', '', '', '', '', '', '3.000001', 108],
  ]);
  expect(right.body).toEqual({ rows: 2, problems: [] });
  const { rows } = (await officer.get(`/desk/funds/plans/${id}`)).body;
  expect(rows.slice(-2).map((r: any) => [r.part, r.words.name, r.words.change, r.unit, r.words.reason])).toEqual([
    ['new', '（试）甲', '1.000001', 'town-jinluo', '大棚'],
    ['new', '（试）乙', '2', '', '大棚'],
  ]);
  expect((await finance.create(`/desk/funds/plans/${id}/tables`, { part: 'new', why: '试试', file: 'YQ==' })).status).toBe(403);
  const reply = await officer.post(`/desk/funds/plans/${await draft()}/annex`, {});
  expect(reply.headers['content-type']).toContain('spreadsheetml');
  expect((await town.post(`/desk/funds/plans/${await draft()}/annex`, {})).status).toBe(403);
});

describe('a posting', () => {
  it('that is ended early says so and takes no more objections; a plan’s row is objected to before', async () => {
    const resident = await county.as('resident');
    const plan = await posted();
    const object = () => resident.create('/funds/objections', { plan, row: 'cut-1', text: '种植面积和实际的不一样' });
    // Last year's: its day is the day on which the demo was made.
    expect((await object()).status).toBe(200);
    expect((await officer.get(`/desk/funds/plans/${plan}`)).body.objections).toMatchObject([{ rowId: 'cut-1', state: 'open' }]);
    expect((await finance.post(`/desk/funds/plans/${plan}/posting/end`, { reason: '方案要改' })).status).toBe(403);
    expect((await officer.post(`/desk/funds/plans/${plan}/posting/end`, { reason: '' })).body.errors[0].path).toBe('reason');
    expect((await officer.post(`/desk/funds/plans/${plan}/posting/end`, { reason: '方案要改' })).status).toBe(204);
    expect((await officer.post(`/desk/funds/plans/${plan}/posting/end`, { reason: '方案要改' })).body.code).toBe('funds-step');
    expect((await object()).body.code).toBe('funds-way');
    expect((await county.guest().get('/funds')).body.plans[0]).toMatchObject({ endedBecause: '方案要改' });
  });
});
