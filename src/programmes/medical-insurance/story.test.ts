/** The enrolment by HTTP: lists travel, are held against each other, persons are marked, tax collects, payments come back, who is missing is visited. */
import { describe, expect, it } from 'vitest';
import { type Browser, rows } from '../../testing/index.ts';
import { assessedHead, bring, conflictsOf, enrolment, hand, listHead, numbered, old, paymentHead, personHead } from './test-enrolment.ts';

/** A man of 43 of 枝柯村 with nothing special, added for this story. */
const number = numbered('19810306', 951);
const { its, who, row } = enrolment();

const unsent = async (by: Browser) => (await by.get('/desk/waiting')).body.items.filter((i: any) => i.title.startsWith('推送'));

describe('the lists', () => {
  it('take no number that does not check, no village of another town, and only from whom they are', async () => {
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
    const { looked } = await bring(
      who.bureau,
      'insured',
      personHead,
      ['枝柯镇', '枝柯村', '任海龙', wrong, '是'],
      ['枝柯镇', '郝家岭村', '任海龙', number, '是'],
    );
    expect(looked.problems.map((p: any) => p.message).join()).toMatch(/校验不符.*枝柯镇没有叫“郝家岭村”/);
    expect((await bring(who.affairs, 'insured', personHead, ['枝柯镇', '枝柯村', '任海龙', number, '是'])).made.status).not.toBe(200);
    expect((await who.finance.get('/registers/insured/rows?period=2025')).status).toBe(404);
    const two = [
      ['枝柯镇', '枝柯村', '任海龙', number, '是'],
      ['枝柯镇', '枝柯村', '任老汉', old, '是'],
    ];
    expect((await bring(who.bureau, 'insured', personHead, ...two)).made.status).toBe(200);
  });

  it('mark nobody before they are handed over', async () => {
    await bring(
      who.affairs,
      'insurance-civil-affairs',
      listHead,
      ['枝柯镇', '枝柯村', '任海龙', number, '城乡低保对象', '2024-10-29'],
      [...['枝柯镇', '枝柯村', '任老汉', old, '城乡低保对象', '2024-01-01']],
    );
    await bring(who.rural, 'insurance-agriculture', listHead, ['枝柯镇', '枝柯村', '任海龙', number, '返贫致贫人口', '2024-11-01']);
    expect((await who.bureau.post('/desk/insurance/marks', { year: 2025 })).status).toBe(200);
    const { values } = (await row(number)).row;
    expect([values.category, values.aid ?? null, values.share]).toEqual(['ordinary', null, '400.00']);
    // Until they are, each waits on the first page of whoever keeps it.
    expect(await unsent(who.affairs)).toMatchObject([
      { title: '推送特困和低保名单', count: 2, link: '/desk/insurance/lists/insurance-civil-affairs?year=2025' },
    ]);
    expect(await unsent(who.bureau)).toEqual([]);
  });

  it('give the most generous one, tell both units, and say why', async () => {
    await hand(who.affairs, 'insurance-civil-affairs', 'medical-insurance', who.bureau);
    expect(await unsent(who.affairs)).toEqual([]);
    await hand(who.rural, 'insurance-agriculture', 'medical-insurance', who.bureau);
    await bring(who.town, 'insurance-elderly-zhike', listHead, ['枝柯镇', '枝柯村', '任老汉', old, '本县户籍 70 岁以上高龄老人', '2024-01-01']);
    await hand(who.town, 'insurance-elderly-zhike', 'medical-insurance', who.bureau);
    for (const by of [who.affairs, who.town, who.tax]) expect((await by.post('/desk/insurance/checks', { year: 2025 })).status).toBe(403);
    expect((await who.bureau.post('/desk/insurance/checks', { year: 2025 })).status).toBe(200);
    const told = (await conflictsOf(who.bureau, 'sort=lists&state=all&q=任海龙')).map((c: any) => c.unit).sort();
    expect(told).toEqual(['agriculture', 'civil-affairs']);
    // A change of Tuesday 29 October that came on 4 November is in time; one of 17 October is not.
    const late = await conflictsOf(who.bureau, 'sort=change-late&state=all&size=200');
    expect(late.some((c: any) => c.name === '任海龙')).toBe(false);
    expect(late.some((c: any) => c.words.includes('2024年10月17日调整，应在2024年10月24日前推送'))).toBe(true);
    await who.bureau.post('/desk/insurance/marks', { year: 2025 });
    const { row: marked, history } = await row(number);
    expect(marked.values).toMatchObject({ category: 'aided', aid: 'returned-to-poverty', share: '40.00', payer: 'medical-aid' });
    expect(marked.values.because).toContain('就高不就低');
    expect(history[0]).toMatchObject({ step: 'changed', reason: '医保局标识身份' });
    expect((await row(old)).row.values).toMatchObject({ aid: 'elderly', share: '0.00', payer: 'county-treasury' });
    // Marking again finds nothing to write.
    expect((await who.bureau.post('/desk/insurance/marks', { year: 2025 })).body.marked).toBe(0);
  });

  it('cannot be marked by hand', async () => {
    const { row: marked, mine } = await row(number);
    expect(mine).not.toContain('share');
    const by = await who.bureau.send('PATCH', `/registers/insured/rows/${marked.id}`, {
      version: marked.version,
      values: { share: '0.00' },
      reason: '改一改',
    });
    expect(by.body.code).toBe('not-yours');
  });
});

describe('what a town finds', () => {
  const add = (by: Browser, values: object) => by.create('/registers/insured/rows', { period: '2025', reason: '上门摸排', values });
  const found = { town: '枝柯镇', village: '枝柯村', name: '任新来', identity: numbered('19770707', 952), local: '否' };
  it('is added by the town, for itself alone, and put right, but not withdrawn', async () => {
    expect((await who.town.get('/registers/insured')).body).toMatchObject({ keeps: false, adds: true, usual: '2025', begins: { town: 'zhike' } });
    const elsewhere = await add(who.town, { ...found, town: '宁乡镇', village: '郝家岭村' });
    expect(elsewhere.status).toBe(403);
    expect(elsewhere.body.errors).toEqual([{ path: 'values.town', message: '只能添加本乡镇的行' }]);
    expect((await add(who.affairs, found)).status).toBe(403);
    expect((await add(who.town, { ...found, share: '0.00' })).body.code).toBe('not-yours');
    const { id } = (await add(who.town, found)).body;
    expect((await add(who.town, { ...found, name: '另一个' })).body.code).toBe('row-there');
    const change = (version: number, values: object) => who.town.send('PATCH', `/registers/insured/rows/${id}`, { version, values, reason: '核对户口簿' });
    expect((await change(1, { name: '任新莱' })).status).toBe(200);
    expect((await change(2, { town: '宁乡镇', village: '郝家岭村' })).body.errors[0]).toMatchObject({ path: 'values.town' });
    expect((await who.town.post(`/registers/insured/rows/${id}/withdrawal`, { version: 2, reason: '不要了' })).status).toBe(403);
    expect((await who.bureau.post(`/registers/insured/rows/${id}/withdrawal`, { version: 2, reason: '外县户口' })).status).toBe(204);
  });
  it('is refused in words where another town has the person', async () => {
    const other = await its.county.as('town.nuanquan');
    const [there] = (await other.get('/registers/insured/rows?period=2025&size=1')).body.items;
    await add(who.bureau, { ...found, town: '暖泉镇', village: there.values.village, name: '任外乡' });
    expect((await add(who.town, found)).body).toMatchObject({ code: 'row-there', detail: expect.stringContaining('别的乡镇已经登记了') });
    const { looked } = await bring(who.town, 'insured', personHead, ['枝柯镇', '枝柯村', '任新来', found.identity, '否']);
    expect(looked.problems).toMatchObject([{ line: 2, message: expect.stringContaining('别的乡镇已经登记了') }]);
  });
});

describe('what does not go together', () => {
  it('goes back to whose list it is, is answered there and nowhere else, and is closed by the bureau', async () => {
    const [open] = await conflictsOf(who.bureau, 'state=open&sort=not-listed');
    expect((await who.bureau.post('/desk/insurance/conflicts/sending', { year: 2025, ids: [open.id] })).body).toEqual({ sent: 1 });
    expect((await who.bureau.post('/desk/insurance/conflicts/sending', { year: 2025, ids: [open.id] })).body.code).toBe('insurance-nothing');
    const own = await its.county.as(`town.${open.unit.slice(5)}`);
    const [there] = await conflictsOf(own, 'state=sent&sort=not-listed');
    expect(there).toMatchObject({ id: open.id, may: { answer: true, close: false } });
    const answer = (by: Browser, version = there.version, text = '核实过，补进名单') =>
      by.send('PUT', `/desk/insurance/conflicts/${open.id}/answer`, { version, answer: text });
    expect((await answer(who.affairs)).status).toBe(404);
    expect((await answer(own, there.version, '好')).body.errors[0].path).toBe('answer');
    expect((await answer(own, 99)).body.code).toBe('changed');
    expect((await answer(own)).status).toBe(204);
    expect((await answer(own, there.version + 1)).body.code).toBe('insurance-step');
    const close = (by: Browser, more: object = {}) =>
      by.send('PUT', `/desk/insurance/conflicts/${open.id}/closing`, { version: there.version + 1, closing: '下次推送', ...more });
    expect((await close(own)).status).toBe(403);
    expect((await close(who.bureau, { accept: true })).body.errors[0].path).toBe('accept');
    expect((await close(who.bureau)).status).toBe(204);
    // What was closed on purpose stays closed at the next look.
    await who.bureau.post('/desk/insurance/checks', { year: 2025 });
    expect((await conflictsOf(who.bureau, 'state=closed&sort=not-listed')).some((c: any) => c.id === open.id)).toBe(true);
  });

  it('counts all the same where the bureau decides so, by its word', async () => {
    const [named] = await conflictsOf(who.bureau, 'state=answered&sort=names');
    const aidOf = async () =>
      (
        await rows<{ aid: string | null }>(
          its.county,
          `select cells->>'aid' as aid from register_row where kind = 'insured' and cells->>'name' = '${named.name}' and cells->>'identities' is not null`,
        )
      )[0]?.aid ?? null;
    expect(await aidOf()).not.toBe('low-income');
    const closing = { version: named.version, closing: '户口簿上有曾用名', accept: true };
    expect((await who.bureau.send('PUT', `/desk/insurance/conflicts/${named.id}/closing`, closing)).status).toBe(204);
    await who.bureau.post('/desk/insurance/marks', { year: 2025 });
    expect(await aidOf()).toBe('low-income');
  });

  it('is seen by each unit for its own lists only', async () => {
    const units = async (by: Browser) => [...new Set((await conflictsOf(by, 'state=all&size=500')).map((c: any) => c.unit))];
    expect(await units(who.affairs)).toEqual(['civil-affairs']);
    expect(await units(who.town)).toEqual(['town-zhike']);
    expect((await units(who.leader)).length).toBeGreaterThan(4);
    expect(await units(who.finance)).toEqual([]);
  });
});

describe('collection', () => {
  const pay = (...lines: string[][]) => bring(who.tax, 'insurance-payments', paymentHead, ...lines);

  it('gets who is marked, and takes no payment of the 26th or of more than the share', async () => {
    const made = await hand(who.bureau, 'insured', 'taxation', who.tax);
    expect(made.rows).toBeGreaterThan(1500);
    expect(made.altered).toBeGreaterThan(0);
    const [first] = (await who.tax.get(`/registers/insured/handovers/${made.id}/rows?only=altered`)).body.items;
    expect(Object.keys(first.values)).not.toContain('phone');
    const { looked } = await pay(['A0', '任海龙', number, '40.00', '2024-10-26', '微信'], ['A9', '任海龙', number, '401.00', '2024-10-25', '微信']);
    expect(looked.problems.map((p: any) => p.message).join()).toMatch(/每月 1 日至 25 日.*最多缴 400 元/);
  });

  it('enrols by the first good payment, and sends back the others with the reason', async () => {
    await pay(
      ['A1', '任海龙', number, '400.00', '2024-11-01', '微信'],
      ['A2', '任海龙', number, '40.00', '2024-11-02', '银行柜台'],
      ['A3', '任海龙', number, '40.00', '2024-11-03', '支付宝'],
      ['A4', '外乡人', numbered('19900101', 951), '400.00', '2024-11-03', '支付宝'],
    );
    const made = await hand(who.tax, 'insurance-payments', 'medical-insurance', who.bureau);
    expect(made.rows).toBe(4);
    expect((await who.affairs.post('/desk/insurance/collections', { year: 2025 })).status).toBe(403);
    // And one of before, whose share is what they paid since the bureau decided that the list counts.
    expect((await who.bureau.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 2, returned: 3 });
    expect((await row(number)).row.values).toMatchObject({ paid: '40.00', paidOn: '2024-11-02', channel: 'counter', voucher: 'A2', insuredFrom: '2025-01-01' });
    const back = (await who.tax.get(`/registers/insurance-payments/handovers/${made.id}/rows?only=rejected`)).body.items;
    expect(Object.fromEntries(back.map((b: any) => [b.values.voucher, b.rejected]))).toMatchObject({
      A1: expect.stringContaining('应缴 40.00 元，缴了 400.00 元'),
      A3: expect.stringContaining('已凭 A2 参保'),
      A4: expect.stringContaining('参保对象里没有这个证号'),
    });
    expect((await who.bureau.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 0, returned: 0 });
  });

  it('has a receipt of each hand-over by which both sides settle, and which nobody else sees', async () => {
    const { items } = (await who.tax.get('/desk/insurance/exchange?kind=insurance-payments')).body;
    const { handover, amount, by, returned } = (await who.bureau.get(`/desk/insurance/exchange/${items[0].id}`)).body;
    expect([handover.rows, amount, handover.digest.length]).toEqual([4, '880.00', 64]);
    expect(by.map((l: any) => [l.title, l.rows, l.amount])).toEqual(
      expect.arrayContaining([
        ['微信', 1, '400.00'],
        ['银行柜台', 1, '40.00'],
      ]),
    );
    expect(returned.map((l: any) => l.title).sort()).toEqual(['不在参保对象里', '重复缴费', '金额不对']);
    for (const by of [who.finance, who.town, who.affairs]) expect((await by.get('/desk/insurance/exchange')).status).toBe(403);
  });

  it('hands what the bureau has assessed for who pays afterwards to tax', async () => {
    const made = await bring(who.bureau, 'insurance-back-payments', assessedHead, [
      ...['枝柯镇', '枝柯村', '任海龙', number, '400.00', '2024-11-04', '演示：刑满释放当年补缴'],
    ]);
    expect(made.made.status).toBe(200);
    expect((await hand(who.bureau, 'insurance-back-payments', 'taxation', who.tax)).rows).toBe(1);
    const { body } = await who.tax.get('/desk/insurance/exchange?kind=insurance-back-payments');
    expect((await who.tax.get(`/desk/insurance/exchange/${body.items[0].id}`)).body).toMatchObject({ summed: '核定补缴', amount: '400.00' });
    expect((await bring(who.tax, 'insurance-back-payments', ['姓名'], ['任海龙'])).made.status).not.toBe(200);
  });

  it('takes what tax put right with the next hand-over', async () => {
    await pay(['A5', '任老汉', old, '40.00', '2024-11-04', '微信']);
    await hand(who.tax, 'insurance-payments', 'medical-insurance', who.bureau);
    expect((await who.bureau.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 0, returned: 1 });
    await pay(['A5', '任老汉', old, '0.00', '2024-11-04', '资金代缴']);
    const again = await hand(who.tax, 'insurance-payments', 'medical-insurance', who.bureau);
    expect(again.rows).toBe(1);
    expect((await who.bureau.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 1 });
  });
});

describe('progress', () => {
  const read = async (by: Browser, path: string) => (await by.get(`/desk/insurance/${path}`)).body;
  it('shows rates with what they divide by, and the tasks of the annex', async () => {
    const { total, towns, categories } = await read(who.leader, 'progress');
    expect([total.task, towns.map((t: any) => t.target)]).toEqual([106_805, expect.arrayContaining([28191, 7424, 29899, 20606, 10127, 9493])]);
    expect(total.rate).toBe(Math.floor((total.enrolled * 10_000) / total.due) / 100);
    expect(total.adjusted).toBe(Math.floor((total.enrolled * 10_000) / (total.due - total.exempt)) / 100);
    expect(towns.reduce((sum: number, t: any) => sum + t.enrolled, 0)).toBe(total.enrolled);
    expect(categories.reduce((sum: number, c: any) => sum + c.due, 0)).toBe(total.due - total.exempt);
    const before = await read(who.leader, 'progress?on=2024-10-31');
    expect(before.total.enrolled).toBeLessThan(total.enrolled);
  });

  it('says of each list how many of its people are enrolled, and opens them to whose list it is', async () => {
    const { identities } = await read(who.affairs, 'progress');
    const poor = identities.find((i: any) => i.identity === 'low-income');
    expect(poor).toMatchObject({ unitName: '县民政局', persons: true, exempt: 0, missing: poor.due - poor.enrolled });
    expect(identities.find((i: any) => i.identity === 'out-of-poverty')).toMatchObject({ unitName: '县农业农村局', persons: false });
    expect((await read(who.affairs, 'missing?identity=low-income')).total).toBe(poor.missing);
    expect((await read(who.affairs, 'missing?identity=out-of-poverty&size=1')).identities).toEqual(['destitute', 'orphan', 'unsupported-child', 'low-income']);
    expect((await who.finance.get('/desk/insurance/progress')).body.identities.every((i: any) => !i.persons)).toBe(true);
  });

  it('names who is missing to who visits them, each to their own, masked', async () => {
    const list = await read(who.town, 'missing');
    expect(list.total).toBeGreaterThan(10);
    expect(list.items.every((i: any) => i.town === 'zhike' && i.identity.includes('*'))).toBe(true);
    const theirs = await read(who.affairs, 'missing?size=500');
    expect(theirs.items.every((i: any) => i.category === 'aided')).toBe(true);
    expect((await who.finance.get('/desk/insurance/missing')).status).toBe(403);
    expect((await (await its.county.as('officer.industry')).get('/desk/insurance/progress')).status).toBe(404);
  });

  it('keeps what a visit found; who is proven not to have to is no longer missing', async () => {
    const { items, total } = await read(who.town, 'missing?reason=none');
    const [one, other] = items;
    const visit = (m: any, values: object) => who.town.send('PATCH', `/registers/insured/rows/${m.id}`, { version: m.version, values, reason: '上门登记' });
    expect((await visit(one, { reason: '暂时没钱缴', visitedOn: '2024-11-04' })).status).toBe(200);
    expect((await visit(other, { situation: '服役', proof: '入伍通知书', visitedOn: '2024-11-04' })).status).toBe(200);
    await who.bureau.post('/desk/insurance/marks', { year: 2025 });
    expect((await read(who.town, 'missing?reason=none')).total).toBe(total - 2);
    expect((await read(who.town, 'missing?reason=money')).items.map((i: any) => i.id)).toContain(one.id);
    const theirs = (await read(who.leader, 'progress?town=zhike')).exempts.find((e: any) => e.situation === 'army');
    expect(theirs.proven).toBeGreaterThan(0);
  });
});

describe('the pupils', () => {
  it('are counted by school for the bureau of education, who sees nobody else', async () => {
    const education = await its.county.as('officer.education');
    const { items, total } = (await education.get('/desk/insurance/schools')).body;
    expect(total.pupils).toBe(items.reduce((sum: number, s: any) => sum + s.pupils, 0));
    expect(total.pupils).toBe(total.enrolled + total.unpaid + total.exempt + total.unknown);
    const school = items.find((s: any) => s.unpaid > 0);
    const unpaid = (await education.get(`/desk/insurance/schools/pupils?school=${encodeURIComponent(school.school)}&state=unpaid`)).body;
    expect(unpaid.total).toBe(school.unpaid);
    expect(unpaid.items.every((p: any) => p.identity.includes('*'))).toBe(true);
    for (const by of [who.affairs, who.town, who.finance]) expect((await by.get('/desk/insurance/schools')).status).toBe(403);
    expect((await education.get('/desk/insurance/missing')).status).toBe(403);
    expect((await education.get('/registers/insured/rows?period=2025')).status).toBe(404);
  });
});

describe('the resident', () => {
  it('sees what the lists say of them and of whom they act for', async () => {
    const daughter = (await (await its.county.as('daughter')).get('/insurance/mine')).body.people;
    expect(daughter.map((p: any) => [p.name, p.relation])).toEqual([
      ['郝丽萍', 'self'],
      ['郝秀英', 'mandate'],
    ]);
    expect(daughter[1]).toMatchObject({
      known: true,
      aid: '本县户籍 70 岁以上高龄老人',
      share: '0.00',
      others: [{ payer: 'county-treasury', amount: '400.00' }],
    });
    expect(daughter[1].why.length).toBeGreaterThan(1);
    expect(daughter.every((p: any) => p.identity.includes('*'))).toBe(true);
  });

  it('who has not paid sees the helper of their village, whom the town names and tax trains', async () => {
    const add = (by: Browser, values: object) => by.create('/registers/insurance-helpers/rows', { period: '2025', reason: '换人', values });
    const helper = { town: '枝柯镇', village: '枝柯村', name: '任帮帮', phone: '13800001234' };
    expect((await add(who.tax, helper)).status).toBe(403);
    expect((await add(who.town, { ...helper, trainedOn: '2024-11-01' })).body.code).toBe('not-yours');
    const { id } = (await add(who.town, helper)).body;
    const trained = { version: 1, values: { trainedOn: '2024-11-01' }, reason: '培训' };
    expect((await who.town.send('PATCH', `/registers/insurance-helpers/rows/${id}`, trained)).body.code).toBe('not-yours');
    expect((await who.tax.send('PATCH', `/registers/insurance-helpers/rows/${id}`, trained)).status).toBe(200);
    const [daughter, mother] = (await (await its.county.as('daughter')).get('/insurance/mine')).body.people;
    expect(daughter).toMatchObject({ paid: null, helpers: [{ name: expect.any(String), phone: expect.stringMatching(/^1\d{10}$/) }] });
    expect(mother.helpers).toEqual([]);
  });
});

describe('the bill', () => {
  const at = '/runs-of/insurance-run';
  const latest = async () => (await who.finance.get('/runs?kind=insurance-run')).body.items[0];
  const step = async (by: Browser, name: string) => by.post(`${at}/runs/${(await latest()).id}/${name}`, { version: (await latest()).version });
  it('is seen and checked by finance, approved by a leader, and has each person once', async () => {
    const run = await latest();
    expect(run.state).toBe('computed');
    expect((await who.town.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await who.affairs.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await step(who.bureau, 'check')).status).toBe(403);
    const { basis } = (await who.finance.get(`/runs/${run.id}/head`)).body;
    expect(basis.decisions[0].title).toContain('重点优抚对象');
    const lines = await rows<{ n: number; people: number }>(
      its.county,
      `select count(*)::int as n, count(distinct key)::int as people from run_line where run = '${run.id}'`,
    );
    expect(lines[0]!.n).toBe(lines[0]!.people);
    const sums = await rows<{ aid: string; fen: string }>(
      its.county,
      `select sum((cells->'total'->>'value')::numeric)::text as aid, sum((cells->'medicalAid'->>'value')::numeric + (cells->'treasury'->>'value')::numeric
        + (cells->'veterans'->>'value')::numeric)::text as fen from run_row where run = '${run.id}'`,
    );
    expect(sums[0]!.aid).toBe(sums[0]!.fen);
    expect((await step(who.finance, 'check')).status).toBe(204);
    const { code } = (await who.leader.get('/demo/code')).body;
    const { csrf } = (await who.leader.post('/session/elevation', { code })).body;
    who.leader.csrf = csrf ?? who.leader.csrf;
    expect((await step(who.leader, 'approval')).status).toBe(204);
    expect((await latest()).state).toBe('approved');
  });
});
