/** The enrolment by HTTP: lists travel, are held against each other, persons are marked, tax collects, payments come back, who is missing is visited. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvText } from '#platform/tables';
import { identityCheck } from '#platform/validators';
import { type Browser, type County, checkTable, importTable, newCounty, rows } from '../../testing/index.ts';
import { remindersJob } from './reminders.ts';
import { remindLists } from './reminding.ts';

let county: County;
const who: Record<string, Browser> = {};
const accounts = {
  bureau: 'officer.medical-insurance',
  tax: 'officer.taxation',
  affairs: 'officer.civil-affairs',
  rural: 'officer.agriculture',
  finance: 'officer.finance',
  town: 'town.zhike',
  leader: 'leader',
};
const numbered = (birth: string, n: number) => {
  const digits = `141129${birth}${String(n).padStart(3, '0')}`;
  return digits + identityCheck(digits);
};
/** A man of 43 of 枝柯村 with nothing special, added for this story. */
const number = numbered('19810306', 951);
const old = numbered('19520301', 951);

beforeAll(async () => {
  county = await newCounty();
  for (const [name, account] of Object.entries(accounts)) who[name] = await county.as(account);
});
afterAll(() => county?.close());

async function bring(by: Browser, kind: string, head: string[], ...lines: string[][]) {
  const looked = (await checkTable(by, kind, csvText(head, lines), '2025')).body;
  return { looked, made: await importTable(by, kind, looked) };
}
const hand = async (by: Browser, kind: string, to: string, receiver: Browser) => {
  const made = (await by.create(`/registers/${kind}/handovers`, { period: '2025', to })).body;
  expect((await receiver.post(`/registers/${kind}/handovers/${made.id}/receipt`, { version: 1 })).status).toBe(204);
  return made;
};
const row = async (identity: string) => {
  const [found] = (await who.bureau!.post('/registers/insured/finding', { period: '2025', number: identity })).body.items;
  return (await who.bureau!.get(`/registers/insured/rows/${found.id}`)).body;
};
const conflictsOf = async (by: Browser, query: string) => (await by.get(`/desk/insurance/conflicts?${query}`)).body.items;
const listHead = ['乡镇', '村（社区）', '姓名', '身份证号', '身份', '认定（调整）日期'];
const personHead = ['乡镇', '村（社区）', '姓名', '身份证号', '本县户籍'];

describe('the lists', () => {
  it('take no number that does not check, no village of another town, and only from whom they are', async () => {
    const wrong = `${number.slice(0, 17)}${number.endsWith('1') ? '2' : '1'}`;
    const { looked } = await bring(
      who.bureau!,
      'insured',
      personHead,
      ['枝柯镇', '枝柯村', '任海龙', wrong, '是'],
      ['枝柯镇', '郝家岭村', '任海龙', number, '是'],
    );
    expect(looked.problems.map((p: any) => p.message).join()).toMatch(/校验不符.*枝柯镇没有叫“郝家岭村”/);
    expect((await bring(who.affairs!, 'insured', personHead, ['枝柯镇', '枝柯村', '任海龙', number, '是'])).made.status).not.toBe(200);
    expect((await who.finance!.get('/registers/insured/rows?period=2025')).status).toBe(404);
    const two = [
      ['枝柯镇', '枝柯村', '任海龙', number, '是'],
      ['枝柯镇', '枝柯村', '任老汉', old, '是'],
    ];
    expect((await bring(who.bureau!, 'insured', personHead, ...two)).made.status).toBe(200);
  });

  it('mark nobody before they are handed over', async () => {
    await bring(
      who.affairs!,
      'insurance-civil-affairs',
      listHead,
      ['枝柯镇', '枝柯村', '任海龙', number, '城乡低保对象', '2024-10-29'],
      [...['枝柯镇', '枝柯村', '任老汉', old, '城乡低保对象', '2024-01-01']],
    );
    await bring(who.rural!, 'insurance-agriculture', listHead, ['枝柯镇', '枝柯村', '任海龙', number, '返贫致贫人口', '2024-11-01']);
    expect((await who.bureau!.post('/desk/insurance/marks', { year: 2025 })).status).toBe(200);
    const { values } = (await row(number)).row;
    expect([values.category, values.aid ?? null, values.share]).toEqual(['ordinary', null, '400.00']);
  });

  it('give the most generous one, tell both units, and say why', async () => {
    await hand(who.affairs!, 'insurance-civil-affairs', 'medical-insurance', who.bureau!);
    await hand(who.rural!, 'insurance-agriculture', 'medical-insurance', who.bureau!);
    await bring(who.town!, 'insurance-elderly-zhike', listHead, ['枝柯镇', '枝柯村', '任老汉', old, '本县户籍 70 岁以上高龄老人', '2024-01-01']);
    await hand(who.town!, 'insurance-elderly-zhike', 'medical-insurance', who.bureau!);
    for (const by of [who.affairs!, who.town!, who.tax!]) expect((await by.post('/desk/insurance/checks', { year: 2025 })).status).toBe(403);
    expect((await who.bureau!.post('/desk/insurance/checks', { year: 2025 })).status).toBe(200);
    const told = (await conflictsOf(who.bureau!, 'sort=lists&state=all&q=任海龙')).map((c: any) => c.unit).sort();
    expect(told).toEqual(['agriculture', 'civil-affairs']);
    // A change of Tuesday 29 October that came on 4 November is in time; one of 17 October is not.
    const late = await conflictsOf(who.bureau!, 'sort=change-late&state=all&size=200');
    expect(late.some((c: any) => c.name === '任海龙')).toBe(false);
    expect(late.some((c: any) => c.words.includes('2024-10-17 调整，应在 2024-10-24 前推送'))).toBe(true);
    await who.bureau!.post('/desk/insurance/marks', { year: 2025 });
    const { row: marked, history } = await row(number);
    expect(marked.values).toMatchObject({ category: 'aided', aid: 'returned-to-poverty', share: '40.00', payer: 'medical-aid' });
    expect(marked.values.because).toContain('就高不就低');
    expect(history[0]).toMatchObject({ step: 'changed', reason: '医保局标识身份' });
    expect((await row(old)).row.values).toMatchObject({ aid: 'elderly', share: '0.00', payer: 'county-treasury' });
    // Marking again finds nothing to write.
    expect((await who.bureau!.post('/desk/insurance/marks', { year: 2025 })).body.marked).toBe(0);
  });

  it('cannot be marked by hand', async () => {
    const { row: marked, mine } = await row(number);
    expect(mine).not.toContain('share');
    const by = await who.bureau!.send('PATCH', `/registers/insured/rows/${marked.id}`, {
      version: marked.version,
      values: { share: '0.00' },
      reason: '改一改',
    });
    expect(by.body.code).toBe('not-yours');
  });
});

describe('what does not go together', () => {
  it('goes back to whose list it is, is answered there and nowhere else, and is closed by the bureau', async () => {
    const [open] = await conflictsOf(who.bureau!, 'state=open&sort=not-listed');
    expect((await who.bureau!.post('/desk/insurance/conflicts/sending', { year: 2025, ids: [open.id] })).body).toEqual({ sent: 1 });
    expect((await who.bureau!.post('/desk/insurance/conflicts/sending', { year: 2025, ids: [open.id] })).body.code).toBe('insurance-nothing');
    const own = await county.as(`town.${open.unit.slice(5)}`);
    const [there] = await conflictsOf(own, 'state=sent&sort=not-listed');
    expect(there).toMatchObject({ id: open.id, may: { answer: true, close: false } });
    const answer = (by: Browser, version = there.version, text = '核实过，补进名单') =>
      by.send('PUT', `/desk/insurance/conflicts/${open.id}/answer`, { version, answer: text });
    expect((await answer(who.affairs!)).status).toBe(404);
    expect((await answer(own, there.version, '好')).body.errors[0].path).toBe('answer');
    expect((await answer(own, 99)).body.code).toBe('changed');
    expect((await answer(own)).status).toBe(204);
    expect((await answer(own, there.version + 1)).body.code).toBe('insurance-step');
    const close = (by: Browser, more: object = {}) =>
      by.send('PUT', `/desk/insurance/conflicts/${open.id}/closing`, { version: there.version + 1, closing: '下次推送', ...more });
    expect((await close(own)).status).toBe(403);
    expect((await close(who.bureau!, { accept: true })).body.errors[0].path).toBe('accept');
    expect((await close(who.bureau!)).status).toBe(204);
    // What was closed on purpose stays closed at the next look.
    await who.bureau!.post('/desk/insurance/checks', { year: 2025 });
    expect((await conflictsOf(who.bureau!, 'state=closed&sort=not-listed')).some((c: any) => c.id === open.id)).toBe(true);
  });

  it('counts all the same where the bureau decides so, by its word', async () => {
    const [named] = await conflictsOf(who.bureau!, 'state=answered&sort=names');
    const aidOf = async () =>
      (
        await rows<{ aid: string | null }>(
          county,
          `select cells->>'aid' as aid from register_row where kind = 'insured' and cells->>'name' = '${named.name}' and cells->>'identities' is not null`,
        )
      )[0]?.aid ?? null;
    expect(await aidOf()).not.toBe('low-income');
    const closing = { version: named.version, closing: '户口簿上有曾用名', accept: true };
    expect((await who.bureau!.send('PUT', `/desk/insurance/conflicts/${named.id}/closing`, closing)).status).toBe(204);
    await who.bureau!.post('/desk/insurance/marks', { year: 2025 });
    expect(await aidOf()).toBe('low-income');
  });

  it('is seen by each unit for its own lists only', async () => {
    const units = async (by: Browser) => [...new Set((await conflictsOf(by, 'state=all&size=500')).map((c: any) => c.unit))];
    expect(await units(who.affairs!)).toEqual(['civil-affairs']);
    expect(await units(who.town!)).toEqual(['town-zhike']);
    expect((await units(who.leader!)).length).toBeGreaterThan(4);
    expect(await units(who.finance!)).toEqual([]);
  });
});

describe('collection', () => {
  const head = ['缴费凭证号', '姓名', '身份证号', '缴费金额', '缴费日期', '缴费渠道'];
  const pay = (...lines: string[][]) => bring(who.tax!, 'insurance-payments', head, ...lines);

  it('gets who is marked, and takes no payment of the 26th or of more than the share', async () => {
    const made = await hand(who.bureau!, 'insured', 'taxation', who.tax!);
    expect(made.rows).toBeGreaterThan(1500);
    expect(made.altered).toBeGreaterThan(0);
    const [first] = (await who.tax!.get(`/registers/insured/handovers/${made.id}/rows?only=altered`)).body.items;
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
    const made = await hand(who.tax!, 'insurance-payments', 'medical-insurance', who.bureau!);
    expect(made.rows).toBe(4);
    expect((await who.affairs!.post('/desk/insurance/collections', { year: 2025 })).status).toBe(403);
    // And one of before, whose share is what they paid since the bureau decided that the list counts.
    expect((await who.bureau!.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 2, returned: 3 });
    expect((await row(number)).row.values).toMatchObject({ paid: '40.00', paidOn: '2024-11-02', channel: 'counter', voucher: 'A2', insuredFrom: '2025-01-01' });
    const back = (await who.tax!.get(`/registers/insurance-payments/handovers/${made.id}/rows?only=rejected`)).body.items;
    expect(Object.fromEntries(back.map((b: any) => [b.values.voucher, b.rejected]))).toMatchObject({
      A1: expect.stringContaining('应缴 40.00 元，缴了 400.00 元'),
      A3: expect.stringContaining('已凭 A2 参保'),
      A4: expect.stringContaining('参保对象里没有这个证号'),
    });
    expect((await who.bureau!.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 0, returned: 0 });
  });

  it('has a receipt of each hand-over by which both sides settle, and which nobody else sees', async () => {
    const { items } = (await who.tax!.get('/desk/insurance/exchange?kind=insurance-payments')).body;
    const { handover, amount, by, returned } = (await who.bureau!.get(`/desk/insurance/exchange/${items[0].id}`)).body;
    expect([handover.rows, amount, handover.digest.length]).toEqual([4, '880.00', 64]);
    expect(by.map((l: any) => [l.title, l.rows, l.amount])).toEqual(
      expect.arrayContaining([
        ['微信', 1, '400.00'],
        ['银行柜台', 1, '40.00'],
      ]),
    );
    expect(returned.map((l: any) => l.title).sort()).toEqual(['不在参保对象里', '重复缴费', '金额不对']);
    for (const by of [who.finance!, who.town!, who.affairs!]) expect((await by.get('/desk/insurance/exchange')).status).toBe(403);
  });

  it('hands what the bureau has assessed for who pays afterwards to tax', async () => {
    const made = await bring(
      who.bureau!,
      'insurance-back-payments',
      ['乡镇', '村（社区）', '姓名', '身份证号', '核定补缴金额', '核定日期', '符合哪条补缴政策'],
      [...['枝柯镇', '枝柯村', '任海龙', number, '400.00', '2024-11-04', '演示：刑满释放当年补缴']],
    );
    expect(made.made.status).toBe(200);
    expect((await hand(who.bureau!, 'insurance-back-payments', 'taxation', who.tax!)).rows).toBe(1);
    const { body } = await who.tax!.get('/desk/insurance/exchange?kind=insurance-back-payments');
    expect((await who.tax!.get(`/desk/insurance/exchange/${body.items[0].id}`)).body).toMatchObject({ summed: '核定补缴', amount: '400.00' });
    expect((await bring(who.tax!, 'insurance-back-payments', ['姓名'], ['任海龙'])).made.status).not.toBe(200);
  });

  it('takes what tax put right with the next hand-over', async () => {
    await pay(['A5', '任老汉', old, '40.00', '2024-11-04', '微信']);
    await hand(who.tax!, 'insurance-payments', 'medical-insurance', who.bureau!);
    expect((await who.bureau!.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 0, returned: 1 });
    await pay(['A5', '任老汉', old, '0.00', '2024-11-04', '资金代缴']);
    const again = await hand(who.tax!, 'insurance-payments', 'medical-insurance', who.bureau!);
    expect(again.rows).toBe(1);
    expect((await who.bureau!.post('/desk/insurance/collections', { year: 2025 })).body).toMatchObject({ enrolled: 1 });
  });
});

describe('progress', () => {
  const read = async (by: Browser, path: string) => (await by.get(`/desk/insurance/${path}`)).body;
  it('shows rates with what they divide by, and the tasks of the annex', async () => {
    const { total, towns, categories } = await read(who.leader!, 'progress');
    expect([total.task, towns.map((t: any) => t.target)]).toEqual([106_805, expect.arrayContaining([28191, 7424, 29899, 20606, 10127, 9493])]);
    expect(total.rate).toBe(Math.floor((total.enrolled * 10_000) / total.due) / 100);
    expect(total.adjusted).toBe(Math.floor((total.enrolled * 10_000) / (total.due - total.exempt)) / 100);
    expect(towns.reduce((sum: number, t: any) => sum + t.enrolled, 0)).toBe(total.enrolled);
    expect(categories.reduce((sum: number, c: any) => sum + c.due, 0)).toBe(total.due - total.exempt);
    const before = await read(who.leader!, 'progress?on=2024-10-31');
    expect(before.total.enrolled).toBeLessThan(total.enrolled);
  });

  it('names who is missing to who visits them, each to their own, masked', async () => {
    const list = await read(who.town!, 'missing');
    expect(list.total).toBeGreaterThan(10);
    expect(list.items.every((i: any) => i.town === 'zhike' && i.identity.includes('*'))).toBe(true);
    const theirs = await read(who.affairs!, 'missing?size=500');
    expect(theirs.items.every((i: any) => i.category === 'aided')).toBe(true);
    expect((await who.finance!.get('/desk/insurance/missing')).status).toBe(403);
    expect((await (await county.as('officer.industry')).get('/desk/insurance/progress')).status).toBe(404);
  });

  it('keeps what a visit found; who is proven not to have to is no longer missing', async () => {
    const { items, total } = await read(who.town!, 'missing?reason=none');
    const [one, other] = items;
    const visit = (m: any, values: object) => who.town!.send('PATCH', `/registers/insured/rows/${m.id}`, { version: m.version, values, reason: '上门登记' });
    expect((await visit(one, { reason: '暂时没钱缴', visitedOn: '2024-11-04' })).status).toBe(200);
    expect((await visit(other, { situation: '服役', proof: '入伍通知书', visitedOn: '2024-11-04' })).status).toBe(200);
    await who.bureau!.post('/desk/insurance/marks', { year: 2025 });
    expect((await read(who.town!, 'missing?reason=none')).total).toBe(total - 2);
    expect((await read(who.town!, 'missing?reason=money')).items.map((i: any) => i.id)).toContain(one.id);
    const theirs = (await read(who.leader!, 'progress?town=zhike')).exempts.find((e: any) => e.situation === 'army');
    expect(theirs.proven).toBeGreaterThan(0);
  });
});

describe('reminders by SMS', () => {
  const preview = async (by: Browser, query: string) => (await by.get(`/desk/insurance/reminders/preview?${query}`)).body;
  const send = (by: Browser, body: object) => by.create('/desk/insurance/reminders', body);
  const filter = 'category=ordinary';
  const ordinary = { category: 'ordinary' };

  it('are shown first, and go to who has a telephone, has to pay, and was not reminded lately', async () => {
    const p = await preview(who.town!, filter);
    expect(p.people).toBe(p.send + p.without + p.funded + p.recent);
    expect(p.send).toBeGreaterThan(0);
    expect(p.text).toContain('2025 年度居民医保还没有缴费');
    for (const by of [who.tax!, who.finance!]) expect((await send(by, { ...ordinary, shown: p.send })).status).toBe(403);
    expect((await send(who.leader!, { ...ordinary, shown: p.send })).status).toBe(403);
    expect((await send(who.town!, { ...ordinary, shown: p.send + 1 })).body.code).toBe('changed');
    const key = crypto.randomUUID();
    const [one, again] = [
      await who.town!.create('/desk/insurance/reminders', { ...ordinary, shown: p.send }, key),
      await who.town!.create('/desk/insurance/reminders', { ...ordinary, shown: p.send }, key),
    ];
    expect([one.body.people, again.body.id]).toEqual([p.send, one.body.id]);
    // Nobody twice: neither by the town nor by the bureau.
    expect(await preview(who.town!, filter)).toMatchObject({ send: 0, recent: p.recent + p.send });
    expect((await send(who.town!, { ...ordinary, shown: 0 })).body.errors[0].message).toContain('没有要发的人');
    expect((await preview(who.bureau!, `town=zhike&${filter}`)).send).toBe(0);
    const { items } = (await who.town!.get(`/desk/insurance/missing?${filter}&size=500`)).body;
    expect(items.filter((i: any) => i.remindedOn === county.house.clock.today()).length).toBeGreaterThanOrEqual(p.send);
  });

  it('go out in the background, one a telephone, and not to who paid meanwhile', async () => {
    const lots = async (by: Browser) => (await by.get('/desk/insurance/reminders')).body.items;
    const [lot] = await lots(who.town!);
    expect(lot).toMatchObject({ said: '普通居民', waiting: lot.people, sent: 0 });
    expect((await lots(who.affairs!)).some((l: any) => l.id === lot.id)).toBe(false);
    const payload = await rows<{ payload: { lot: string } }>(county, `select payload from outbox where job = 'insurance-reminders' order by id desc limit 1`);
    expect(payload[0]!.payload.lot).toBe(lot.id);
    await rows(
      county,
      `update register_row set cells = cells || '{"paidOn": "2024-11-04"}' where id = (select row_id from insurance_reminder where lot = '${lot.id}' order by phone limit 1)`,
    );
    await remindersJob(county.house).handle([{ lot: lot.id }], county.county);
    const after = (await lots(who.town!))[0];
    expect(after).toMatchObject({ waiting: 0, failed: 0, skipped: 1, sent: lot.people - 1 });
    const shown = await rows<{ body: string; phone: string }>(
      county,
      `select body, phone_masked as phone from sms_shown where body like '%居民医保还没有缴费%'`,
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(s => s.phone.includes('*'))).toBe(true);
    // A second turn of the queue sends nothing again.
    await remindersJob(county.house).handle([{ lot: lot.id }], county.county);
    expect(await rows(county, `select 1 from sms_shown where body like '%居民医保还没有缴费%'`)).toHaveLength(shown.length);
  });

  it('are taken along as a list only after a fresh sign-in, which counts as a reminder, too', async () => {
    const body = { village: '郝家岭村', reason: '交运营商群发短信' };
    expect((await who.bureau!.post('/desk/insurance/reminders/table', body)).body.code).toBe('elevation-needed');
    const { code } = (await who.bureau!.get('/demo/code')).body;
    const { csrf } = (await who.bureau!.post('/session/elevation', { code })).body;
    who.bureau!.csrf = csrf ?? who.bureau!.csrf;
    expect((await who.bureau!.post('/desk/insurance/reminders/table', body)).status).toBe(200);
    expect((await preview(who.bureau!, 'village=%E9%83%9D%E5%AE%B6%E5%B2%AD%E6%9D%91')).send).toBe(0);
  });
});

describe('what the document leaves open', () => {
  it('is the bureau’s to decide, with its basis, and counts from then on', async () => {
    const decide = (by: Browser, value: number, basis = '晋医保发（演示）第三条') =>
      by.post('/desk/insurance/settings', { year: 2025, key: 'perMissedYear', value, basis });
    expect((await county.guest().get('/insurance/settings')).body).toEqual({ perMissedYear: 0 });
    for (const by of [who.tax!, who.town!, who.leader!]) expect((await decide(by, 1)).status).toBe(403);
    expect((await decide(who.bureau!, 13)).body.errors[0].path).toBe('value');
    expect((await decide(who.bureau!, 1, '无')).body.errors[0].path).toBe('basis');
    expect((await decide(who.bureau!, 1)).status).toBe(204);
    expect((await county.guest().get('/insurance/settings')).body).toEqual({ perMissedYear: 1 });
    const { items } = (await who.tax!.get('/desk/insurance/settings')).body;
    expect(items.find((i: any) => i.key === 'perMissedYear')).toMatchObject({ value: 1, decisions: [{ basis: '晋医保发（演示）第三条' }] });
  });
});

describe('the pupils', () => {
  it('are counted by school for the bureau of education, who sees nobody else', async () => {
    const education = await county.as('officer.education');
    const { items, total } = (await education.get('/desk/insurance/schools')).body;
    expect(total.pupils).toBe(items.reduce((sum: number, s: any) => sum + s.pupils, 0));
    expect(total.pupils).toBe(total.enrolled + total.unpaid + total.exempt + total.unknown);
    const school = items.find((s: any) => s.unpaid > 0);
    const unpaid = (await education.get(`/desk/insurance/schools/pupils?school=${encodeURIComponent(school.school)}&state=unpaid`)).body;
    expect(unpaid.total).toBe(school.unpaid);
    expect(unpaid.items.every((p: any) => p.identity.includes('*'))).toBe(true);
    for (const by of [who.affairs!, who.town!, who.finance!]) expect((await by.get('/desk/insurance/schools')).status).toBe(403);
    expect((await education.get('/desk/insurance/missing')).status).toBe(403);
    expect((await education.get('/registers/insured/rows?period=2025')).status).toBe(404);
  });
});

describe('the resident', () => {
  it('sees what the lists say of them and of whom they act for', async () => {
    const daughter = (await (await county.as('daughter')).get('/insurance/mine')).body.people;
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
});

describe('the bill', () => {
  const at = '/runs-of/insurance-run';
  const latest = async () => (await who.finance!.get('/runs?kind=insurance-run')).body.items[0];
  const step = async (by: Browser, name: string) => by.post(`${at}/runs/${(await latest()).id}/${name}`, { version: (await latest()).version });
  it('is seen and checked by finance, approved by a leader, and has each person once', async () => {
    const run = await latest();
    expect(run.state).toBe('computed');
    expect((await who.town!.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await who.affairs!.get(`/runs/${run.id}/head`)).status).toBe(404);
    expect((await step(who.bureau!, 'check')).status).toBe(403);
    const { basis } = (await who.finance!.get(`/runs/${run.id}/head`)).body;
    expect(basis.decisions[0].title).toContain('重点优抚对象');
    const lines = await rows<{ n: number; people: number }>(
      county,
      `select count(*)::int as n, count(distinct key)::int as people from run_line where run = '${run.id}'`,
    );
    expect(lines[0]!.n).toBe(lines[0]!.people);
    const sums = await rows<{ aid: string; fen: string }>(
      county,
      `select sum((cells->'total'->>'value')::numeric)::text as aid, sum((cells->'medicalAid'->>'value')::numeric + (cells->'treasury'->>'value')::numeric
        + (cells->'veterans'->>'value')::numeric)::text as fen from run_row where run = '${run.id}'`,
    );
    expect(sums[0]!.aid).toBe(sums[0]!.fen);
    expect((await step(who.finance!, 'check')).status).toBe(204);
    const { code } = (await who.leader!.get('/demo/code')).body;
    const { csrf } = (await who.leader!.post('/session/elevation', { code })).body;
    who.leader!.csrf = csrf ?? who.leader!.csrf;
    expect((await step(who.leader!, 'approval')).status).toBe(204);
    expect((await latest()).state).toBe('approved');
  });
});

describe('what does not come in time', () => {
  it('is a duty of the unit, and ends by itself when it comes', async () => {
    const state = () => rows<{ unit: string; state: string }>(county, `select unit, state from duty where kind = 'insurance-list'`);
    expect(await county.system(remindLists, {})).toEqual({ open: 0, ended: 0 });
    await bring(who.affairs!, 'insurance-civil-affairs', listHead, ['枝柯镇', '枝柯村', '任老汉', old, '特困人员（五保）', '2024-10-22']);
    await county.system(remindLists, {});
    expect(await state()).toEqual([{ unit: 'civil-affairs', state: 'open' }]);
    await county.system(remindLists, {});
    expect(await state()).toHaveLength(1);
    await hand(who.affairs!, 'insurance-civil-affairs', 'medical-insurance', who.bureau!);
    expect((await county.system(remindLists, {})).ended).toBe(1);
    expect(await state()).toEqual([{ unit: 'civil-affairs', state: 'closed' }]);
  });
  it('and the targets show what has been reached, of how many', async () => {
    const { items } = (await county.guest().get('/targets')).body;
    const own = items.filter((i: any) => i.indicator.startsWith('insurance-'));
    expect(own.map((i: any) => i.target)).toEqual([99, 100, 100]);
    for (const i of own) expect(i.value).toBe(Math.floor((i.numerator * 10_000) / i.denominator) / 100);
    const behind = (await who.leader!.get(`/targets/${own[0].id}/list`)).body;
    expect(behind.items.length).toBeGreaterThan(10);
  });
});

describe('after the gathering', () => {
  const day = '2025-01-10';
  const late = numbered('19900214', 952);
  it('one pays what the bureau has assessed and handed to tax, and waits', async () => {
    await bring(who.bureau!, 'insured', personHead, ['枝柯镇', '枝柯村', '任小军', late, '是']);
    await who.bureau!.post('/desk/insurance/marks', { year: 2025 });
    county.house.clock = { today: () => day, now: () => `${day}T02:00:00.000Z` };
    const [bureau, tax] = await Promise.all(['officer.medical-insurance', 'officer.taxation'].map(a => county.as(a)));
    const payHead = ['缴费凭证号', '姓名', '身份证号', '缴费金额', '缴费日期', '缴费渠道'];
    const collect = async (...line: string[]) => {
      await bring(tax!, 'insurance-payments', payHead, line);
      await hand(tax!, 'insurance-payments', 'medical-insurance', bureau!);
      return (await bureau!.post('/desk/insurance/collections', { year: 2025 })).body;
    };
    expect(await collect('L1', '任小军', late, '400.00', day, '微信')).toMatchObject({ enrolled: 0, returned: 1 });
    const assessed = ['枝柯镇', '枝柯村', '任小军', late, '1070.00', day, '演示：集中缴费期以后参保，个人和财政补助部分一并补缴'];
    await bring(bureau!, 'insurance-back-payments', ['乡镇', '村（社区）', '姓名', '身份证号', '核定补缴金额', '核定日期', '符合哪条补缴政策'], assessed);
    expect((await hand(bureau!, 'insurance-back-payments', 'taxation', tax!)).rows).toBeGreaterThan(0);
    expect(await collect('L2', '任小军', late, '1070.00', day, '微信')).toMatchObject({ enrolled: 1 });
    const [found] = await rows<{ cells: Record<string, string> }>(
      county,
      `select cells from register_row where kind = 'insured' and cells->>'name' = '任小军' and cells->>'voucher' = 'L2'`,
    );
    expect(found!.cells).toMatchObject({ paid: '107000', insuredFrom: '2025-04-10' });
    // What was assessed is no overpayment.
    await bureau!.post('/desk/insurance/checks', { year: 2025 });
    expect((await conflictsOf(bureau!, `sort=overpaid&state=all&q=${encodeURIComponent('任小军')}`)).length).toBe(0);
  });
});
