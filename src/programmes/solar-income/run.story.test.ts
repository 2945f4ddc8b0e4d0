/** A year's run by HTTP: signed by each owner, stopped where something is missing or undecided, computed, checked, seen by towns, approved, posted, objected to, final. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { fenOf } from '#platform/money';
import { csvText } from '#platform/tables';
import { type Browser, type County, checkTable, importTable, newCounty, rows } from '../../testing/index.ts';

const at = '/runs-of/solar-run';
let county: County;
let officer: Browser;
let finance: Browser;
let leader: Browser;
let police: Browser;
let organisation: Browser;
let town: Browser;
let company: Browser;
beforeAll(async () => {
  county = await newCounty();
  [officer, finance, leader, police, organisation, town, company] = (await Promise.all(
    [
      'officer.rural-revitalisation',
      'officer.finance',
      'leader',
      'officer.public-security',
      'officer.organisation',
      'town.nuanquan',
      'officer.development-company',
    ].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser, Browser];
});
afterAll(() => county.close());

const elevate = async (who: Browser) => {
  const { code } = (await who.get('/demo/code')).body;
  who.csrf = (await who.post('/session/elevation', { code })).body.csrf ?? (await who.get('/session')).body.csrf;
};
const runs = async (who: Browser) =>
  (await who.get('/runs?kind=solar-run')).body.items as { id: string; period: string; state: string; version: number; number: number }[];
const latest = async (period: string) => (await runs(officer)).find(r => r.period === period)!;
const ready = async (period: string, who = officer) => (await who.get(`${at}/readiness?period=${period}`)).body;
const step = (who: Browser, run: { id: string; version: number }, name: string) => who.post(`${at}/runs/${run.id}/${name}`, { version: run.version });
const compute = (period: string, more: object = {}, who = officer) => who.create(`${at}/runs`, { period, ...more });
const source = async (key: string, who: Browser) => (await who.get('/solar-income/sources?year=2023')).body.items.find((i: any) => i.key === key);
const sign = async (who: Browser, key: string) => who.post('/solar-income/signatures', { year: '2023', source: key, digest: (await source(key, who)).digest });
const villageOf = async (name: string) =>
  (await officer.get(`/registers/solar-villages/rows?period=2023&q=${encodeURIComponent(name)}`)).body.items[0] as { id: string; version: number; values: any };
const change = (who: Browser, row: { id: string; version: number }, values: object) =>
  who.send('PATCH', `/registers/solar-villages/rows/${row.id}`, { version: row.version, values, reason: '核对后更正' });

describe('before it is computed', () => {
  it('every owner has signed its own part, and a change afterwards asks for it again', async () => {
    expect((await ready('2024')).sources.map((s: any) => s.state)).toEqual(['signed', 'signed', 'signed', 'signed']);
    await step(officer, await latest('2024'), 'discard');
    const row = await villageOf('枝柯村');
    expect((await change(police, row, { general: '777' })).status).toBe(200);
    expect((await source('police', police)).state).toBe('changed');
    const refused = await compute('2024');
    expect(refused.body).toMatchObject({ code: 'run-lacks', detail: '行政村一般农户人口（县公安局）确认以后又改过，要重新确认' });
    // Nobody signs for another, nor what they have not seen.
    expect((await sign(officer, 'police')).status).toBe(403);
    expect((await police.post('/solar-income/signatures', { year: '2023', source: 'police', digest: 'x' })).body.code).toBe('source-moved');
    expect((await sign(police, 'police')).status).toBe(204);
    expect((await sign(police, 'police')).body.code).toBe('wrong-state');
  });
  it('an empty cell stops it with the name of the village, and cannot be signed', async () => {
    const row = await villageOf('师庄村');
    await change(organisation, row, { collectiveIncome: '' });
    expect((await compute('2024')).body.detail).toContain('没有填村集体经济收入：枝柯镇师庄村');
    expect((await sign(organisation, 'organisation')).body).toMatchObject({ code: 'source-lacks', detail: expect.stringContaining('枝柯镇师庄村') });
    await change(organisation, await villageOf('师庄村'), { collectiveIncome: '200000' });
    expect((await sign(organisation, 'organisation')).status).toBe(204);
  });
  it('exactly 200,000 stops it until a leader has decided, with basis, author and day', async () => {
    expect((await compute('2024')).body).toMatchObject({ code: 'run-undecided', detail: expect.stringContaining('枝柯镇师庄村') });
    const question = 'band:zhike/师庄村';
    const decide = (who: Browser, more: object = {}) =>
      who.create(`${at}/decisions`, { period: '2024', question, answer: 'low', basis: '县政府专题会议纪要〔2024〕9号', ...more });
    expect((await decide(officer)).status).toBe(403);
    expect((await decide(leader, { answer: 'high' })).body.errors[0]).toMatchObject({ path: 'answer' });
    expect((await decide(leader, { basis: '无' })).body.errors[0]).toMatchObject({ path: 'basis' });
    expect((await decide(leader, { question: 'band:zhike/枝柯村' })).status).toBe(404);
    expect((await decide(leader)).status).toBe(204);
    expect((await ready('2024')).questions.find((q: any) => q.key === question).decision).toMatchObject({ answer: 'low', decidedOn: '2024-11-04' });
  });
  it('amounts stay within what the document leaves open', async () => {
    for (const [parameters, path] of [
      [{ low: '39999.99' }, 'parameters.low'],
      [{ low: '50000.01' }, 'parameters.low'],
      [{ middle: '31000' }, 'parameters.middle'],
      [{ other: '1' }, 'parameters.other'],
    ] as const)
      expect((await compute('2024', { parameters })).body.errors[0].path).toBe(path);
    expect((await compute('2025')).body.errors[0].path).toBe('period');
    expect((await compute('2024', {}, police)).status).toBe(403);
  });
});

describe('a run', () => {
  it('is the same to the fen when computed again, explained, summed, and shows who gains and loses when an amount changes', async () => {
    const { id: first } = (await compute('2024')).body;
    const digest = async (id: string) => (await officer.get(`/runs/${id}/head`)).body.run.digest;
    expect((await compute('2024')).body.code).toBe('run-period');
    await step(officer, await latest('2024'), 'discard');
    const { id: second } = (await compute('2024')).body;
    expect(await digest(second)).toBe(await digest(first));
    const all = (await officer.get(`/runs/${second}/rows?size=500`)).body;
    expect(all.total).toBe(96);
    const fen = (text: string) => fenOf(text)!;
    const { basis } = (await officer.get(`/runs/${second}/head`)).body;
    expect(all.items.reduce((sum: bigint, r: any) => sum + fen(r.total), 0n)).toBe(fen(basis.sums.total));
    expect(fen(Number(all.sums.total).toFixed(2))).toBe(fen(basis.sums.total));
    expect(basis.decisions).toHaveLength(2);
    const [zhike] = (await officer.get(`/runs/${second}/rows?q=shizhuang`)).body.items;
    const { cells } = (await officer.get(`/runs/${second}/row?row=${encodeURIComponent(zhike.key)}`)).body;
    expect(cells.tilt.why[0]).toContain('按记录的决定归“低于 20 万元”');
    const sorted = (await officer.get(`/runs/${second}/rows?unit=town-zhike&sort=total&down=yes&size=500`)).body.items.map((r: any) => Number(r.total));
    expect(sorted).toEqual([...sorted].sort((a, b) => b - a));
    expect((await officer.get(`/runs/${second}/rows?sort=strange`)).status).toBe(422);

    await step(officer, await latest('2024'), 'discard');
    const { id: third } = (await compute('2024', { parameters: { low: '40000' } })).body;
    const { sums, items } = (await officer.get(`/runs/${third}/comparison?with=${second}&size=500`)).body;
    expect(sums.more + sums.less + sums.same).toBe(96);
    expect(sums.less).toBeGreaterThan(0);
    const differences = items.map((i: any) => Number(i.difference));
    expect(differences).toEqual([...differences].sort((a, b) => a - b));
    expect(items[0].cells.map((c: any) => c.column)).toContain('5% 倾斜');
  });
  it('is checked by another, seen by its town, answered, approved and posted; units outside and other towns see nothing', async () => {
    const run = await latest('2024');
    expect((await step(officer, run, 'check')).body.detail).toContain('复核的人不能是计算的人');
    expect((await step(police, run, 'check')).status).toBe(403);
    expect((await town.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await step(finance, run, 'check')).status).toBe(204);
    const own = (await town.get(`/runs/${run.id}/rows?size=500`)).body.items;
    expect(new Set(own.map((r: any) => r.unit))).toEqual(new Set(['town-nuanquan']));
    const agriculture = await county.as('officer.agriculture');
    expect((await agriculture.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await company.get(`/runs/${run.id}/rows?size=1`)).body.total).toBe(96);

    const text = '本村上年底脱贫人口与户口簿不一致，请核对';
    const object = (row: string, who = town) => who.create(`${at}/runs/${run.id}/objections`, { row, column: 'byPoverty', text });
    expect((await object('zhike/枝柯村')).status).toBe(404);
    expect((await object(own[0].key)).status).toBe(200);
    const checked = await latest('2024');
    expect((await step(leader, checked, 'approval')).body.code).toBe('elevation-needed');
    await elevate(leader);
    expect((await step(leader, checked, 'approval')).body.detail).toContain('还有 1 条意见没有答复');
    expect((await leader.get(`${at}/runs/${run.id}/steps`)).body.items).toEqual([{ step: 'approve', reasons: ['还有 1 条意见没有答复'] }]);
    const [objection] = (await officer.get(`/runs/${run.id}/head`)).body.objections;
    expect(objection).toMatchObject({ rowTitle: own[0].title, state: 'open', resident: false });
    const answer = { version: 1, upheld: false, answer: '已与户口簿核对，数据一致' };
    expect((await finance.post(`${at}/objections/${objection.id}/answer`, answer)).status).toBe(403);
    expect((await officer.post(`${at}/objections/${objection.id}/answer`, answer)).status).toBe(204);
    expect((await step(leader, checked, 'approval')).status).toBe(204);
    expect((await step(officer, await latest('2024'), 'posting')).status).toBe(204);
  });
  it('is read by everybody without signing in, and a resident’s objection goes to the bureau and comes back answered', async () => {
    const guest = county.guest();
    const { body } = await guest.get('/posted/solar-run?q=shizhuang');
    expect(body).toMatchObject({ total: 1, items: [{ title: '师庄村', place: '枝柯镇' }] });
    const run = await latest('2024');
    expect(body.run).toBe(run.id);
    const row = `row=${encodeURIComponent(body.items[0].key)}`;
    const seen = (await guest.get(`/posted/solar-run/${run.id}/row?${row}`)).body;
    expect(seen.row.cells.byPoverty.why[0]).toContain('的 60% 是');
    expect(seen).toMatchObject({ run: { open: true }, objections: { all: 0 }, mine: [] });
    const discarded = (await runs(officer)).find(r => r.state === 'discarded')!;
    expect((await guest.get(`/posted/solar-run/${discarded.id}/row?${row}`)).status).toBe(404);
    const object = (who: Browser, text = '我家去年十二月已经脱贫，没有算进去') =>
      who.create(`/posted/solar-run/${run.id}/objections`, { row: body.items[0].key, text });
    expect((await object(guest)).status).toBe(401);
    const [resident, other] = [await county.as('resident'), await county.as('buyer')];
    expect((await object(resident, '不对')).body.errors[0]).toMatchObject({ path: 'text' });
    expect((await object(resident)).status).toBe(200);
    expect((await object(resident)).body.code).toBe('wrong-state');
    const said = (who: Browser) => who.get(`/posted/solar-run/${run.id}/row?${row}`).then(r => r.body);
    expect((await said(resident)).mine).toMatchObject([{ state: 'open', answer: null }]);
    expect((await said(other)).mine).toEqual([]);
    const open = (await officer.get(`/runs/${run.id}/head`)).body.objections.find((o: any) => o.state === 'open');
    expect(open.resident).toBe(true);
    expect((await officer.post(`${at}/objections/${open.id}/answer`, { version: 1, upheld: false, answer: '已计入本村 12 月底脱贫人口' })).status).toBe(204);
    expect((await said(resident)).mine).toMatchObject([{ state: 'rejected', answer: '已计入本村 12 月底脱贫人口' }]);
    expect((await resident.get('/notices')).body.items.some((n: any) => n.title.includes('您提的异议不成立'))).toBe(true);
  });
  it('leaves as a workbook, as a workbook of steps, and as a printed table', async () => {
    const { id } = await latest('2024');
    const [book, steps, paper] = await Promise.all(['workbook', 'workbook?steps=yes', 'paper'].map(f => officer.get(`/runs/${id}/${f}`)));
    expect(book!.body.subarray(0, 2).toString()).toBe('PK');
    expect(steps!.body.length).toBeGreaterThan(book!.body.length);
    expect(paper!.body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(decodeURIComponent(String(paper!.headers['content-disposition']))).toContain('光伏帮扶收益分配');
  });
  it('is final when its term is over and nothing waits, and never changes any more', async () => {
    const posted = await latest('2024');
    expect((await step(officer, posted, 'end')).body.detail).toContain('公示到');
    county.travel('2024-11-20');
    expect((await step(officer, posted, 'end')).status).toBe(204);
    expect((await step(officer, await latest('2024'), 'discard')).body.code).toBe('run-step');
    expect((await compute('2024')).body.errors[0]).toMatchObject({ path: 'reason' });
    await expect(
      county.house.db.write(
        { county: county.county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] },
        sql => sql`update run set digest = 'x'`,
      ),
    ).rejects.toThrow(/permission denied/);
    const [kept] = await rows<{ n: number }>(county, `select count(*)::int as n from run_decision where kind = 'solar-run'`);
    expect(kept!.n).toBe(2);
  });
});

describe('paying', () => {
  const list = async () => (await company.get('/solar-income/payments')).body;
  const items = async (run: string, query = '', who = company) => (await who.get(`/solar-income/payments/${run}/items?size=500&${query}`)).body;
  const to = (run: string, path: string) => `/solar-income/payments/${run}/${path}`;
  it('makes one line a payee, to the fen what the run says: sites with their villages, 升辉 and 友盛 with the town', async () => {
    const { id } = await latest('2024');
    expect((await list()).ready).toEqual([{ id, title: '2024 年光伏帮扶收益分配' }]);
    expect((await officer.create('/solar-income/payments', { runId: id })).status).toBe(403);
    const other = (await runs(officer)).find(r => r.state === 'discarded')!;
    expect((await company.create('/solar-income/payments', { runId: other.id })).body.code).toBe('wrong-state');
    const made = (await company.create('/solar-income/payments', { runId: id })).body;
    expect((await company.create('/solar-income/payments', { runId: id })).body.code).toBe('payment-there');
    const { basis } = (await officer.get(`/runs/${id}/head`)).body;
    expect(made.total).toBe(basis.sums.total);
    const all = await items(id);
    expect([all.total, all.sum]).toEqual([made.payments, basis.sums.total]);
    const of = (payee: string) => all.items.find((p: any) => p.payee === payee).places.map((p: any) => p.title);
    expect(of('宁乡镇')).toEqual(['升辉安置点', '友盛安置点']);
    expect(of('弓阳村')).toEqual(['弓阳村', '弓阳安置点']);
    expect(of('福禄峪村')).toEqual(['福禄峪村', '福禄峪安置点']);
    const own = await items(id, '', town);
    expect(new Set(own.items.map((p: any) => p.town))).toEqual(new Set(['nuanquan']));
  });
  it('sends what has an account, takes the bank’s answers whole or not at all, and sends again what came back', async () => {
    const { id } = await latest('2024');
    const version = async () => (await company.get(`/solar-income/payments/${id}`)).body.version;
    await elevate(company);
    // Accounts are the payees' own and stay from year to year; one has none yet.
    await rows(county, `update solar_account set superseded = true where payee = '段家庄社区'`);
    const send = async () => company.post(to(id, 'bank-file'), { version: await version() });
    expect((await send()).body).toMatchObject({ code: 'payment-account', detail: expect.stringContaining('段家庄社区') });
    const all = (await items(id)).items;
    const account = (no: number, number: string) =>
      company.post(to(id, 'account'), { runId: id, no, holder: '村经济合作社', bank: '演示银行中阳支行', number });
    expect((await account(1, '12 34')).body.errors[0].path).toBe('number');
    expect((await account(1, '6217 0000 0000 0001')).status).toBe(204);
    expect((await items(id)).items[0].account.masked).toBe('**** 0001');
    expect((await send()).body.subarray(0, 2).toString()).toBe('PK');
    expect((await send()).body.code).toBe('wrong-state');
    const table = (...lines: (string | number)[][]) => Buffer.from(csvText(['序号', '结果', '到账日期', '原因'], lines)).toString('base64');
    const results = async (...lines: (string | number)[][]) => company.create(to(id, 'results'), { version: await version(), file: table(...lines) });
    const good = all.slice(1).map((p: any) => [p.no, '成功', '2024-11-19', '']);
    expect((await results(...good, [1, '退回', '', ''])).body.detail).toContain('退回的原因没有填');
    expect((await results(...good, [2, '成功', '2024-11-19', ''])).body.detail).toContain('重复');
    expect((await items(id, 'state=paid')).total).toBe(0);
    expect((await results(...good, [1, '退回', '', '账号不存在'])).body).toEqual({ paid: all.length - 1, failed: 1 });
    expect((await results([2, '成功', '2024-11-19', ''])).body.detail).toContain('不是“已送银行”');
    await account(1, '6217000099999999');
    await send();
    const one = async (more: object) => company.post(to(id, 'result'), { version: await version(), no: 1, paid: true, ...more });
    expect((await one({ on: '2024-11-21' })).body.errors[0].message).toContain('以后的');
    expect((await one({ on: '2024-11-20' })).status).toBe(204);
    expect((await company.get(`/solar-income/payments/${id}`)).body).toMatchObject({ paidCount: all.length, failed: 0, proven: 0 });
  });
  it('is closed only when every payee has shown a photo of what was posted', async () => {
    const { id } = await latest('2024');
    const close = async () => company.post(to(id, 'closing'), { version: (await company.get(`/solar-income/payments/${id}`)).body.version });
    expect((await close()).body.detail).toContain('还没有交公示照片的');
    const prove = (who: Browser, no: number, more: object = {}) =>
      who.create(to(id, 'proofs'), { no, caption: '村委会公示栏', postedOn: '2024-11-20', content: pixel.toString('base64'), ...more });
    const all = (await items(id)).items;
    const other = all.find((p: any) => p.town !== 'nuanquan');
    expect((await prove(town, other.no)).status).toBe(404);
    expect((await prove(town, all.find((p: any) => p.town === 'nuanquan').no, { content: Buffer.from('no picture').toString('base64') })).status).toBe(422);
    for (const [of, list] of Map.groupBy(all as { no: number; town: string }[], p => p.town)) {
      const who = await county.as(`town.${of}`);
      for (const p of list) expect((await prove(who, p.no)).status).toBe(200);
    }
    expect((await company.get(to(id, 'proof/1'))).headers['content-type']).toContain('image/png');
    expect((await close()).status).toBe(204);
    expect((await close()).body.code).toBe('payment-closed');
  });
  it('of a run that replaces it pays the difference; what was too much is decided, and the next list waits for that', async () => {
    const old = await latest('2024');
    const row = await villageOf('枝柯村');
    await change(police, row, { general: String(Number(row.values.general) + 500) });
    expect((await sign(police, 'police')).status).toBe(204);
    const { id } = (await compute('2024', { reason: '枝柯村人口登记有误，更正' })).body;
    for (const [who, name] of [
      [finance, 'check'],
      [leader, 'approval'],
      [officer, 'posting'],
    ] as const)
      expect((await step(who, await latest('2024'), name)).status, name).toBe(204);
    // What is being corrected is not paid any further.
    expect((await latest('2024')).id).toBe(id);
    county.travel('2024-12-06');
    await elevate(company);
    expect((await step(officer, await latest('2024'), 'end')).status).toBe(204);
    const made = (await company.create('/solar-income/payments', { runId: id })).body;
    const list = async () => (await company.get(`/solar-income/payments/${id}`)).body;
    const { due, credit, excess, total, undecided } = await list();
    expect(total).toBe(made.total);
    expect(fenOf(due)! - fenOf(credit)! + fenOf(excess)!).toBe(fenOf(total)!);
    expect((await officer.get(`/runs/${id}/head`)).body.basis.sums.total).toBe(due);
    expect((await company.get(`/solar-income/payments/${old.id}`)).body.state).toBe('replaced');
    const all = (await items(id)).items as any[];
    const over = all.filter(p => Number(p.excess) > 0);
    expect(over.length).toBe(undecided);
    expect(over.every(p => p.state === 'none' && p.amount === '0.00')).toBe(true);
    expect(Number(all.find(p => p.payee === '枝柯村').amount)).toBeGreaterThan(0);
    expect((await items(id, 'excess=yes')).total).toBe(over.length);
    const settle = async (no: number, more: object = {}, who = officer) =>
      who.post(to(id, 'excess'), { version: (await list()).version, nos: [no], way: 'set-off', basis: '县乡村振兴局专题会议纪要', ...more });
    expect((await settle(over[0].no, {}, company)).status).toBe(403);
    expect((await settle(over[0].no, { way: 'returned', returnedOn: '2024-12-31' })).body.errors[0].path).toBe('returnedOn');
    expect((await settle(over[0].no, { way: 'returned', returnedOn: '2024-12-05' })).status).toBe(204);
    expect((await settle(over[0].no)).body.code).toBe('wrong-state');
    expect((await settle(all.find(p => Number(p.excess) === 0).no)).body.code).toBe('wrong-state');
    expect((await list()).undecided).toBe(undecided - 1);
    expect((await company.get(`/solar-income/payments/${id}`)).body.title).toContain('（第 5 次）');
    const close = await company.post(to(id, 'closing'), { version: (await list()).version });
    expect(close.body.detail).toContain('多付的还没有决定怎么处理');
    expect((await company.post(to(old.id, 'bank-file'), { version: (await company.get(`/solar-income/payments/${old.id}`)).body.version })).body.code).toBe(
      'payment-closed',
    );
  });
  it('of a year that is divided anew after the next year took off what was too much leaves that where it went', async () => {
    const { id } = await latest('2024');
    const version = async () => (await company.get(`/solar-income/payments/${id}`)).body.version;
    const over = ((await items(id, 'excess=yes')).items as any[]).slice(1);
    const set = { nos: over.map(p => p.no), way: 'set-off', basis: '县乡村振兴局专题会议纪要' };
    expect((await officer.post(to(id, 'excess'), { version: await version(), ...set })).status).toBe(204);
    // As if the year after had been paid meanwhile.
    await rows(county, `update solar_payment_list set period = '2025' where period = '2023'`);
    await rows(county, `update solar_excess set taken_by = (select run from solar_payment_list where period = '2025') where run = '${id}' and way = 'set-off'`);
    const anew = (await compute('2024', { reason: '复核后重新印发' })).body.id;
    for (const [who, name] of [
      [finance, 'check'],
      [leader, 'approval'],
      [officer, 'posting'],
    ] as const)
      expect((await step(who, await latest('2024'), name)).status, name).toBe(204);
    county.travel('2024-12-16');
    expect((await step(officer, await latest('2024'), 'end')).status).toBe(204);
    await elevate(company);
    expect((await company.create('/solar-income/payments', { runId: anew })).status).toBe(200);
    const all = (await items(anew)).items as any[];
    for (const was of over) {
      const now = all.find(p => p.payee === was.payee && p.town === was.town);
      // The same due: what it kept of this year is what is due, and nothing is asked of it a second time.
      expect([now.amount, now.excess, fenOf(now.credit)]).toEqual(['0.00', '0.00', fenOf(was.credit)! - fenOf(was.excess)!]);
    }
  });
});

it('stations without a quarter are named', async () => {
  const table = csvText(['电站', '类别', '装机容量', '并网日期'], [['新电站', '村级电站', 300, '2023-05-01']]);
  const { body } = await checkTable(company, 'solar-stations', table, '');
  expect((await importTable(company, 'solar-stations', body)).status).toBe(200);
  expect((await ready('2024')).lacks).toEqual([{ what: '没有填电站收支', names: ['新电站第一季度', '新电站第二季度', '新电站第三季度', '新电站第四季度'] }]);
  // What was connected later brought nothing in the year before.
  expect((await ready('2023')).lacks).toEqual([]);
});
