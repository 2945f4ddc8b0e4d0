/** A plan's life by HTTP: read from a print that does not balance, mended, decided, checked, approved, frozen, replaced. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
let officer: Browser;
let finance: Browser;
let leader: Browser;
let second: Browser;

const print = `一、整合规模
调减资金的项目 3 个，涉及资金 9.924571 万元。
（一）产业类涉及 1 个项目，涉及资金 8.665 万元。
1. 宁乡镇甲村菌棒奖补项目：补贴资金 16.055 万元，经验收应补贴 7.39 万元，需核减资金 8.665 万元。
（二）基础设施项目 2 个，涉及资金 1.259571 万元。
2. 乙村水管项目：投资 33. 08 万元，实际结算支付 32. 820429 万元，需核减资金 0. 259571 万元。
3. 丙村路灯项目：投资 5 万元，只做了一部分，需核减资金 1 万元。
三、使用方向
（一）调增资金项目 1 个，涉及资金 4.52 万元。其中产业类项目 1 个，涉及资金 4.52 万元。
产业类项目 1 个：
1. 丁镇菌棒奖补项目：补贴资金 31.64 万元，用于 45.2 万棒。按照补贴标准：0.9 元/棒，应补贴 36.16 万元，需新增安排 4.52 万元。
(二) 新增项目 1 个，涉及资金 5 万元
1. 己项目：用于场地。需新增安排 5 万元。
2. 庚项目：用于场地，金额没有写。
四、工作要求
`;

let planId: string;
const at = (path = '') => `/desk/funds/plans/${planId}${path}`;
const see = async (who = officer) => (await who.get(at())).body;
const step = async (who: Browser, name: string, more: object = {}) => who.post(at(`/${name}`), { version: (await see()).plan.version, ...more });
const rowOf = async (id: string) => (await see()).rows.find((r: any) => r.id === id);
const asInput = ({ part, no, kind, words, town, unit }: any) => {
  const { name, planned, settled, quantity, rate, due, paid, change, transition, rectification, text, reason, basis } = words;
  return { part, no, kind, name, planned, settled, quantity, rate, due, paid, change, transition, rectification, text, reason, basis, town, unit };
};
const mend = async (who: Browser, id: string, change: object, why = '核对验收单') => {
  const row = await rowOf(id);
  return who.send('PUT', at(`/rows/${id}`), { version: row.version, why, row: { ...asInput(row), ...change } });
};
const decide = (who: Browser, { id, kind, stated, computed }: any, more: object = {}) =>
  who.create(at('/decisions'), { finding: id, kind, stated, computed, decision: '按印发的数执行', basis: '县政府第 12 次常务会议纪要', ...more });
const elevate = async (who: Browser) => {
  const { code } = (await who.get('/demo/code')).body;
  who.csrf = (await who.post('/session/elevation', { code })).body.csrf ?? (await who.get('/session')).body.csrf;
};

beforeAll(async () => {
  county = await newCounty();
  [officer, finance, leader, second] = (await Promise.all(['officer.agriculture', 'officer.finance', 'leader', 'head.agriculture'].map(a => county.as(a)))) as [
    Browser,
    Browser,
    Browser,
    Browser,
  ];
});
afterAll(() => county?.close());

describe('beginning', () => {
  it('is the agriculture bureau’s, with what can be read', async () => {
    const begin = (who: Browser, more: object = {}) => who.create('/desk/funds/plans', { year: 2022, title: '年终调整方案', print, ...more });
    expect((await begin(finance)).status).toBe(403);
    expect((await begin(leader)).status).toBe(403);
    expect((await begin(officer, { print: '别的文件' })).body.code).toBe('funds-unreadable');
    expect((await begin(officer, { title: '', year: 24 })).body.errors.map((e: any) => e.path).sort()).toEqual(['title', 'year']);
    const made = await begin(officer);
    expect(made.body).toMatchObject({ rows: 5, unread: 1 });
    planId = made.body.id;
    const { plan, rows, findings } = await see();
    expect(plan.unread[0]).toContain('庚项目');
    expect(rows.map((r: any) => [r.id, r.words.change, r.open, r.town])).toEqual([
      ['cut-1', '8.665', false, 'town-ningxiang'],
      ['cut-2', '0.259571', false, ''],
      ['cut-3', '1', true, ''],
      ['addition-1', '4.52', false, ''],
      ['new-1', '5', true, ''],
    ]);
    expect(findings.map((f: any) => [f.id, f.kind, f.says, f.comes, f.fits])).toEqual([
      ['addition-1', 'due', '36.16', '40.68', '0.8'],
      ['addition-1', 'addition', '4.52', '9.04', '0.8'],
      ['balance transition', 'balance', '9.924571', '9.52', null],
      ['balance all', 'balance', '9.924571', '9.52', null],
    ]);
  });
  it('may be empty, and an empty plan goes nowhere', async () => {
    const { id } = (await officer.create('/desk/funds/plans', { year: 2025, title: '空白方案' })).body;
    const sent = await officer.post(`/desk/funds/plans/${id}/submission`, { version: 1 });
    expect([sent.body.code, sent.body.detail]).toEqual(['funds-step', '方案里还没有项目']);
    expect((await officer.post(`/desk/funds/plans/${id}/discard`, { version: 1 })).status).toBe(204);
    expect((await officer.get('/desk/funds/plans?state=discarded')).body.items.map((p: any) => p.title)).toEqual(['空白方案']);
    expect((await officer.get('/desk/funds/plans?q=nztz')).body.items.map((p: any) => p.id)).toContain(planId);
  });
});

describe('mending', () => {
  it('keeps what was before, and findings follow', async () => {
    expect((await mend(officer, 'addition-1', { rate: '0.8' }, '验收单是 0.8 元')).status).toBe(204);
    const { findings, changes } = await see();
    expect(findings.map((f: any) => f.id)).toEqual(['balance transition', 'balance all']);
    expect(changes[0]).toMatchObject({ what: 'addition-1', before: { rate: '0.9' }, after: { rate: '0.8' }, reason: '验收单是 0.8 元' });
  });
  it('refuses what cannot be, beside the field, and changes nothing', async () => {
    const paths = async (change: object, why?: string) => (await mend(officer, 'cut-2', change, why)).body.errors?.map((e: any) => e.path);
    expect(await paths({ change: '-1' })).toEqual(['row.change']);
    expect(await paths({ change: '1.0000001' })).toEqual(['row.change']);
    expect(await paths({ no: 1, transition: '1', quantity: '2', town: 'finance' })).toEqual(['row.no', 'row.rectification', 'row.rate', 'row.town']);
    expect(await paths({ reason: '水管' }, '')).toEqual(['why']);
    expect((await mend(officer, 'cut-2', {})).body.detail).toBe('什么都没有改');
    expect((await mend(finance, 'cut-2', { change: '1' })).status).toBe(403);
    expect((await rowOf('cut-2')).version).toBe(1);
  });
  it('tells the second of two officers who changed the row and why', async () => {
    const row = await rowOf('cut-3');
    const put = (reason: string) => officer.send('PUT', at('/rows/cut-3'), { version: row.version, why: reason, row: { ...asInput(row), reason } });
    const [a, b] = await Promise.all([put('只装了二十盏'), put('只装了三十盏')]);
    expect([a.status, b.status].sort()).toEqual([204, 409]);
    const [won, lost] = a.status === 204 ? ['只装了二十盏', b] : ['只装了三十盏', a];
    expect(lost.body.code).toBe('changed');
    expect(lost.body.detail).toContain(won);
    expect((await rowOf('cut-3')).words.reason).toBe(won);
  });
  it('gives the plan its number, once its draft is the one that was seen', async () => {
    const head = (version: number) => officer.send('PUT', at(), { version, year: 2022, title: '年终调整方案', number: '中政发〔2024〕99号', reason: '已编号' });
    const { version } = (await see()).plan;
    expect((await head(version - 1)).body.code).toBe('changed');
    expect((await head(version)).status).toBe(204);
    expect((await officer.get(`/desk/funds/plans?q=${encodeURIComponent('〔2024〕99')}`)).body.items.map((p: any) => p.number)).toEqual(['中政发〔2024〕99号']);
  });
  it('takes a row in, out and in again, and a sum', async () => {
    const input = { ...asInput(await rowOf('new-1')), no: 2, name: '辛项目', change: '0.404571' };
    const { id } = (await officer.create(at('/rows'), { row: input, why: '补上漏掉的' })).body;
    expect((await see()).findings.map((f: any) => [f.id, f.kind])).toEqual([
      ['sum new all all', 'sum'],
      ['sum new all all', 'count'],
    ]);
    const withdrawal = (version: number, withdrawn: boolean) => officer.send('PUT', at(`/rows/${id}/withdrawal`), { version, withdrawn, why: '核对中' });
    expect((await withdrawal(1, true)).status).toBe(204);
    expect((await see()).findings.map((f: any) => f.kind)).toEqual(['balance', 'balance']);
    expect((await withdrawal(1, false)).body.code).toBe('changed');
    expect((await withdrawal(2, false)).status).toBe(204);
    const scope = { part: 'new', kind: '', purse: '', reason: '补了一行', version: (await see()).plan.version };
    expect((await officer.send('PUT', at('/sums'), { ...scope, sum: '5.5', count: 2 })).status).toBe(204);
    expect((await officer.send('PUT', at('/sums'), { ...scope, sum: '5.404571', count: 2 })).body.code).toBe('changed');
    expect((await see()).findings.map((f: any) => [f.id, f.kind, f.says, f.comes])).toEqual([['sum new all all', 'sum', '5.5', '5.404571']]);
  });
});

describe('checking and approving', () => {
  it('waits for a decision on what stays, made on these two figures', async () => {
    expect((await step(officer, 'submission')).body.detail).toContain('还有 1 处对不上');
    const [finding] = (await see()).findings;
    expect((await decide(officer, finding, { basis: '' })).body.errors[0].path).toBe('basis');
    expect((await decide(officer, { ...finding, computed: '1' })).body.code).toBe('changed');
    expect((await decide(finance, finding)).status).toBe(403);
    expect((await decide(officer, finding)).status).toBe(204);
    expect((await see()).findings[0].decided).toMatchObject({ decision: '按印发的数执行', on: county.house.clock.today() });
    expect((await step(officer, 'submission')).status).toBe(204);
    expect((await finance.get('/notices')).body.items[0].title).toContain('待复核');
  });
  it('closes the plan to its authors, who check and approve nothing', async () => {
    expect((await mend(officer, 'cut-2', { change: '1' })).body.code).toBe('funds-frozen');
    expect((await step(officer, 'check')).status).toBe(403);
    expect((await step(second, 'check')).status).toBe(403);
    expect((await step(finance, 'return', { reason: '请补写责任单位' })).status).toBe(204);
    expect((await see()).plan).toMatchObject({ state: 'draft', note: expect.stringContaining('请补写责任单位') });
    expect((await mend(officer, 'cut-2', { unit: 'agriculture' })).status).toBe(204);
    expect((await step(officer, 'submission')).status).toBe(204);
    expect((await step(finance, 'check')).status).toBe(204);
    expect((await see(leader)).may).toMatchObject({ write: false, check: false, approve: true, return: true });
  });
  it('is done by a third person who has just shown who they are', async () => {
    expect((await step(finance, 'approval')).status).toBe(403);
    expect((await step(leader, 'approval')).body.code).toBe('elevation-needed');
    await elevate(leader);
    expect((await step(leader, 'approval')).status).toBe(204);
    expect((await see()).plan.state).toBe('approved');
  });
  it('freezes it, in the database too', async () => {
    expect((await mend(officer, 'cut-2', { change: '1' })).body.detail).toContain('新版');
    expect((await step(finance, 'return', { reason: '还是不对' })).body.code).toBe('funds-step');
    const system = { county: county.county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] };
    for (const statement of [`update funds_row set change = 1 where plan = '${planId}'`, `update funds_sum set sum = 1 where plan = '${planId}'`])
      await expect(county.house.db.write(system, sql => sql.unsafe(statement))).rejects.toThrow('frozen');
  });
});

it('goes on in a new version that shows its difference and replaces the old one', async () => {
  const old = planId;
  const made = await officer.create(at('/versions'), { reason: '决算重新核定' });
  expect((await officer.create(at('/versions'), { reason: '再来一次' })).body.code).toBe('funds-version');
  planId = made.body.id;
  expect((await see()).findings.map((f: any) => f.decided !== null)).toEqual([true]);
  await mend(officer, 'cut-2', { settled: '32.8', change: '0.28' });
  const { differences, older, findings, plan } = await see();
  expect(plan.no).toBe(2);
  expect(older.id).toBe(old);
  expect(differences.map((d: any) => [d.id, d.field, d.was, d.is])).toEqual([
    ['cut-2', '结算', '32.820429', '32.8'],
    ['cut-2', '核减或新增', '0.259571', '0.28'],
  ]);
  for (const f of findings.filter((f: any) => !f.decided)) expect((await decide(officer, f)).status).toBe(204);
  expect((await step(officer, 'submission')).status).toBe(204);
  expect((await step(finance, 'check')).status).toBe(204);
  await elevate(second);
  expect((await step(second, 'approval')).status).toBe(204);
  expect((await officer.get(`/desk/funds/plans/${old}`)).body).toMatchObject({ plan: { state: 'replaced' }, newer: { id: planId } });
});

it('that was approved before it had a number gets it once', async () => {
  const begun = (await officer.create('/desk/funds/plans', { year: 2024, title: '没有文号的方案' })).body.id;
  const number = async (who: Browser, id: string, text: string) =>
    who.send('PUT', `/desk/funds/plans/${id}/number`, { version: (await officer.get(`/desk/funds/plans/${id}`)).body.plan.version, number: text });
  expect((await number(officer, begun, '中政发〔2024〕20号')).body.detail).toBe('审定以后才单独填文号');
  await rows(county, `update funds_plan set state = 'approved' where id = '${begun}'`);
  expect((await number(finance, begun, '中政发〔2024〕20号')).status).toBe(403);
  expect((await number(officer, begun, '')).status).toBe(422);
  expect((await number(officer, begun, '中政发〔2024〕20号')).status).toBe(204);
  expect((await officer.get('/desk/funds/plans?q=2024〕20号')).body.items).toMatchObject([{ id: begun, number: '中政发〔2024〕20号', state: 'approved' }]);
  expect((await number(officer, begun, '中政发〔2024〕21号')).body.detail).toContain('要出新版');
});

it('is the two bureaus’ and the leaders’ alone', async () => {
  expect((await (await county.as('officer.industry')).get(at())).status).toBe(404);
  expect((await (await county.as('officer.industry')).get('/desk/funds/plans')).body.items).toEqual([]);
  expect((await (await county.as('resident')).get(at())).status).toBe(403);
});
