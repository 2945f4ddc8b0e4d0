/** A project's life by HTTP: proposed, passed at each level, before everybody, objected to, carried out by what is recorded. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { type Browser, type County, newCounty } from '../../testing/index.ts';

let county: County;
let officer: Browser;
let town: Browser;
beforeAll(async () => {
  county = await newCounty();
  [officer, town] = (await Promise.all(['officer.agriculture', 'town.jinluo'].map(a => county.as(a)))) as [Browser, Browser];
});
afterAll(() => county?.close());

describe('a project’s way', () => {
  const way = async (who: Browser, year = '') => (await who.get(`/desk/funds/projects${year ? `?year=${year}` : ''}`)).body;
  const named = async (who: Browser, name: string) => (await way(who)).items.find((p: any) => p.name.includes(name));
  const see = async (who: Browser, id: string) => (await who.get(`/desk/funds/projects/${id}`)).body;
  const step = async (who: Browser, id: string, name: string, more: object = {}) =>
    who.post(`/desk/funds/projects/${id}/steps`, { version: (await see(officer, id)).version, step: name, ...more });
  const paper = { posting: { from: '2024-10-20', until: '2024-11-02', at: '村务公开栏' } };
  let id: string;
  let head: Browser;

  it('begins with its town, which fills it in bit by bit and sends it when all is there and the village has seen it', async () => {
    head = await county.as('head.agriculture');
    const values = { name: '（试）金罗镇蓄水池', category: '基础设施', town: '金罗镇', nature: '新建', place: '水峪村', unit: '金罗镇', lead: '县乡村振兴局' };
    const begin = (who: Browser, more: object) => who.create('/desk/funds/projects', { year: 2025, values: { ...values, ...more } });
    expect((await begin(town, { town: '宁乡镇', unit: '宁乡镇' })).status).toBe(403);
    expect((await begin(town, { unit: '宁乡镇', amount: '很多' })).body.errors.map((e: any) => e.path).sort()).toEqual(['values.amount', 'values.unit']);
    expect((await begin(town, { stage: '在库' })).body.code).toBe('unknown-input');
    id = (await begin(town, {})).body.id;
    expect((await begin(town, {})).body.errors[0]).toMatchObject({ path: 'values.name', message: expect.stringContaining('同名的项目（金罗镇') });
    const numbered = [];
    for (const _ of [2, 3]) {
      const { id } = (await town.create('/desk/funds/projects', { year: 2025, values, another: true })).body;
      numbered.push((await see(town, id)).name);
    }
    expect(numbered).toEqual([`${values.name}（2）`, `${values.name}（3）`]);
    expect((await step(town, id, 'propose', paper)).body.detail).toContain('没有填：建设工期');
    const fill = (v: number, more: object) => town.send('PUT', `/desk/funds/projects/${id}`, { version: v, values: more });
    const rest = { term: '2025.4-2025.9', builder: '水峪村', content: '蓄水池一座', amount: '12.5', households: '40', persons: '98', goal: '当年蓄水' };
    expect((await fill((await see(town, id)).version + 1, rest)).body.code).toBe('changed');
    expect((await fill((await see(town, id)).version, rest)).status).toBe(204);
    expect((await step(town, id, 'propose', { posting: { from: '2024-10-30', until: '2024-11-05', at: '' } })).body.errors.map((e: any) => e.path)).toEqual([
      'posting.at',
      'posting.until',
    ]);
    expect((await step(officer, id, 'propose', paper)).status).toBe(403);
    expect((await step(town, id, 'propose', paper)).body).toEqual({ stage: 'town' });
    expect((await town.send('PUT', `/desk/funds/projects/${id}`, { version: (await see(town, id)).version, values: { amount: '90' } })).body.code).toBe(
      'funds-way',
    );
  });
  it('passes town, bureau and county, each with its own step, and comes back with a reason', async () => {
    const sector = await county.as('officer.rural-revitalisation');
    expect((await step(sector, id, 'pass', paper)).body.code).toBe('forbidden');
    expect((await step(sector, id, 'endorse')).body.code).toBe('funds-way');
    expect((await step(town, id, 'pass', paper)).body).toEqual({ stage: 'sector' });
    expect((await named(sector, '（试）')).mine).toBe(true);
    expect((await see(sector, id)).may.steps.map((s: any) => s.step)).toEqual(['endorse', 'return', 'refuse']);
    expect((await step(sector, id, 'return')).body.errors[0].path).toBe('note');
    expect((await step(sector, id, 'return', { note: '工期要避开汛期' })).body).toEqual({ stage: 'draft' });
    expect((await town.get('/notices')).body.items[0].title).toContain('申报中');
    for (const [who, name, more] of [
      [town, 'propose', paper],
      [town, 'pass', paper],
      [sector, 'endorse', {}],
    ] as const)
      expect((await step(who, id, name, more)).status).toBe(200);
    expect((await step(officer, id, 'admit', { days: 9, contact: '县农业农村局' })).body.errors[0].path).toBe('days');
    expect((await step(officer, id, 'admit', { days: 10, contact: '' })).body.errors[0].path).toBe('contact');
    expect((await step(head, id, 'admit', { days: 10, contact: '县农业农村局' })).body).toEqual({ stage: 'posted' });
    expect((await (await county.as('town.zhike')).get(`/desk/funds/projects/${id}`)).status).toBe(404);
  });
  it('stands before everybody, who may object while the term runs; an objection keeps it out of the store', async () => {
    const guest = county.guest();
    const { items, posted } = (await guest.get('/funds/projects?year=2025')).body;
    // What is still proposed is nobody's yet.
    expect([items.map((p: any) => [p.name, p.stage, p.until]), posted]).toEqual([
      [
        ['（演示）金罗镇水峪村黑木耳大棚', 'posted', '2024-11-19'],
        ['（试）金罗镇蓄水池', 'posted', '2024-11-14'],
      ],
      2,
    ]);
    expect((await guest.get('/funds/projects?q=xsc')).body.items.map((p: any) => p.name)).toEqual(['（演示）暖泉镇蓄水池维修']);
    const said = { project: id, text: '这块地是我家承包的，没有问过我' };
    expect((await guest.create('/funds/objections', said)).status).toBe(401);
    const resident = await county.as('resident');
    expect((await resident.create('/funds/objections', { ...said, text: '不行' })).body.errors[0].path).toBe('text');
    expect((await resident.create('/funds/objections', said)).status).toBe(200);
    expect((await resident.create('/funds/objections', said)).body.detail).toContain('正在等答复');
    expect((await step(officer, id, 'enter')).body.data.reasons).toHaveLength(2);
    const [objection] = (await see(officer, id)).objections;
    const answer = (who: Browser, upheld: boolean) => who.post(`/desk/funds/objections/${objection.id}/answer`, { upheld, answer: '村里另选了地块' });
    expect((await answer(town, true)).status).toBe(403);
    expect((await answer(officer, true)).status).toBe(204);
    expect((await answer(officer, false)).body.code).toBe('wrong-state');
    expect((await resident.get('/funds/objections')).body.items).toMatchObject([{ state: 'upheld', answer: '村里另选了地块', project: id }]);
    expect((await step(officer, id, 'return', { note: '换地块以后重新申报' })).body).toEqual({ stage: 'draft' });
  });
  it('is carried out by records that add up: several contracts, acceptance, settlement, hand-over', async () => {
    const { id: pid, stage } = await named(town, '核桃低产园');
    expect(stage).toBe('building');
    const record = async (who: Browser, more: object) =>
      who.create(`/desk/funds/projects/${pid}/records`, {
        version: (await see(officer, pid)).version,
        record: { party: '演示单位', on: '2024-11-01', ...more },
      });
    expect((await see(town, pid)).sums).toMatchObject({ contracted: '117.5', settled: null, allotted: '120' });
    expect((await record(town, { kind: 'contract', number: '演示〔2024〕21号', amount: '1' })).body.errors[0].path).toBe('record.number');
    expect((await record(town, { kind: 'settlement', amount: '110' })).body.code).toBe('funds-way');
    expect((await record(town, { kind: 'acceptance' })).body.errors[0].path).toBe('record.passed');
    expect((await record(town, { kind: 'acceptance', passed: true, on: '2024-12-01' })).body.errors[0].path).toBe('record.on');
    expect((await record(await county.as('town.zhike'), { kind: 'acceptance', passed: true })).status).toBe(404);
    expect((await record(town, { kind: 'acceptance', passed: true })).body.stage).toBe('accepted');
    const settled = (await record(town, { kind: 'settlement', amount: '118.2', number: '审1' })).body;
    expect(settled.stage).toBe('settled');
    expect((await see(town, pid)).doubts).toContain('结算价 118.2 比合同价 117.5 高');
    const at = `/desk/funds/projects/${pid}/records/${settled.id}/withdrawal`;
    expect((await town.post(at, { version: (await see(officer, pid)).version, reason: '审核报告有误' })).status).toBe(204);
    expect(await see(town, pid)).toMatchObject({ stage: 'accepted', sums: { settled: null } });
    expect((await record(town, { kind: 'settlement', amount: '115' })).body.stage).toBe('settled');
    expect((await record(town, { kind: 'handover', party: '西坡村', note: '核桃园 200 亩' })).body.stage).toBe('done');
    expect((await town.get('/desk/funds/records?year=2024&kind=settlement')).body.items.map((r: any) => [r.amount, r.withdrawn !== ''])).toEqual([
      ['118.2', true],
      ['115', false],
    ]);
    expect((await officer.get(`/registers/funds-projects/rows/${pid}`)).body.row.values).toMatchObject({ settled: '115', accepted: '2024-11-01' });
  });
  it('keeps the papers that prove it, each put by whose it is, and opens them to who sees the project', async () => {
    const { id: pid } = await named(town, '核桃低产园');
    const { records, payments } = await see(town, pid);
    const at = `/desk/funds/projects/${pid}/papers`;
    const contract = records.find((r: any) => r.kind === 'contract');
    const put = async (who: Browser, sort: string, ref: string) => who.create(at, { sort, ref, file: (await who.upload('/files', '合同.png', pixel)).body.id });
    const { id } = (await put(town, 'record', contract.id)).body;
    expect((await put(town, 'record', contract.id)).body.code).toBe('funds-paper-there');
    expect((await put(town, 'payment', payments[0].id)).status).toBe(403);
    const finance = await county.as('officer.finance');
    expect((await put(finance, 'payment', payments[0].id)).status).toBe(200);
    expect((await put(await county.as('town.zhike'), 'record', contract.id)).status).toBe(404);
    expect((await see(officer, pid)).papers.map((p: any) => [p.sort, p.name, p.withdrawn]).sort()).toEqual([
      ['payment', '合同.png', ''],
      ['record', '合同.png', ''],
    ]);
    expect((await (await county.as('auditor')).get(`${at}/${id}`)).status).toBe(200);
    expect((await (await county.as('town.zhike')).get(`${at}/${id}`)).status).toBe(404);
    expect((await finance.post(`${at}/${id}/withdrawal`, {})).status).toBe(403);
    expect((await town.post(`${at}/${id}/withdrawal`, {})).status).toBe(204);
    expect((await put(town, 'record', contract.id)).status).toBe(200);
  });
  it('is asked to be changed by its unit; agriculture takes it into a plan with one step, or says why not', async () => {
    const { id: pid } = await named(town, '核桃低产园');
    const ask = (who: Browser, more: object, of = pid) =>
      who.create(`/desk/funds/projects/${of}/requests`, { request: { part: 'cut', change: '2', reason: '结算后结余', ...more } });
    const { unpaid } = (await see(town, pid)).sums;
    const much = (await ask(town, { change: String(Number(unpaid) + 0.000001) })).body.errors[0];
    expect([much.path, much.message]).toEqual(['request.change', expect.stringContaining(`最多调减 ${unpaid} 万元`)]);
    expect((await ask(town, { reason: '少' })).body.errors[0].path).toBe('request.reason');
    expect((await ask(await county.as('town.zhike'), {})).status).toBe(404);
    expect((await ask(await county.as('officer.finance'), {})).status).toBe(403);
    const { id: asked } = (await ask(town, {})).body;
    expect((await ask(town, {})).body.code).toBe('funds-request-open');
    const list = async (who: Browser) => (await who.get('/desk/funds/requests?year=2024')).body;
    expect((await list(town)).items).toMatchObject([{ id: asked, part: 'cut', change: '2', state: 'open', mine: true }]);
    expect((await list(await county.as('town.zhike'))).items).toEqual([]);
    expect((await officer.get('/notices')).body.items[0].title).toContain('调减 2 万元');
    const waiting = async (who: Browser) => (await who.get('/desk/waiting')).body.items.filter((i: any) => i.title === '办理调减、调增建议');
    expect(await waiting(officer)).toMatchObject([{ count: 1, link: '/desk/funds/requests?year=2024' }]);
    expect(await waiting(town)).toEqual([]);
    const answer = (who: Browser, what: string, body: object, of = asked) => who.post(`/desk/funds/requests/${of}/${what}`, body);
    expect((await answer(town, 'refusal', { reason: '不行不行' })).status).toBe(403);
    const { plans, items } = await list(officer);
    const into = plans.find((p: any) => p.state === '编制中');
    const before = (await officer.get(`/desk/funds/plans/${into.id}`)).body.rows.length;
    const take = (of: string) => officer.create(`/desk/funds/requests/${of}/row`, { planId: into.id });
    expect([items[0].mine, (await take(asked)).body]).toEqual([false, { planId: into.id }]);
    const plan = (await officer.get(`/desk/funds/plans/${into.id}`)).body;
    expect(plan.rows).toHaveLength(before + 1);
    expect(plan.rows.find((r: any) => r.project === pid && r.part === 'cut').words).toMatchObject({ change: '2', reason: '结算后结余' });
    expect((await take(asked)).body.code).toBe('wrong-state');
    expect(await waiting(officer)).toEqual([]);
    expect((await list(town)).items[0]).toMatchObject({ state: 'taken', planState: '编制中', mine: false });
    const { id: more } = (await ask(town, { part: 'addition', change: '9' })).body;
    expect((await answer(officer, 'refusal', { reason: '今年没有结余资金' }, more)).status).toBe(204);
    expect((await list(town)).items.find((r: any) => r.id === more)).toMatchObject({ state: 'refused', answer: '今年没有结余资金' });
    const { id: wrong } = (await ask(town, { part: 'addition', change: '9' })).body;
    expect((await answer(town, 'withdrawal', {}, wrong)).status).toBe(204);
    expect((await answer(officer, 'refusal', { reason: '已经撤回了' }, wrong)).body.code).toBe('wrong-state');
  });
  it('that began on paper is taken over by agriculture, with its basis', async () => {
    const added = await officer.create('/registers/funds-projects/rows', {
      kind: 'funds-projects',
      period: '2024',
      values: { name: '（试）老项目', category: '其他类', town: '金罗镇' },
      reason: '补录',
    });
    const adopt = (who: Browser, stage: string) => who.post('/desk/funds/projects-adopted', { projects: [added.body.id], stage, note: '县财农〔2024〕8号' });
    expect((await adopt(town, 'store')).status).toBe(403);
    expect((await adopt(officer, 'planned')).body.detail).toContain('不能列入计划');
    expect((await adopt(officer, 'store')).body).toEqual({ projects: 1 });
    expect((await adopt(officer, 'store')).body.code).toBe('funds-way');
  });
});
