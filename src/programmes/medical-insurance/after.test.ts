/** What follows from the enrolment, by HTTP: reminders to who has not paid, what the bureau decides, lists that do not come in time, and who pays after the gathering. */
import { describe, expect, it } from 'vitest';
import { type Browser, rows } from '../../testing/index.ts';
import { remindersJob } from './reminders.ts';
import { remindLists } from './reminding.ts';
import { assessedHead, bring, conflictsOf, enrolment, hand, listHead, numbered, old, paymentHead, personHead } from './test-enrolment.ts';

const { its, who } = enrolment();

describe('reminders by SMS', () => {
  const preview = async (by: Browser, query: string) => (await by.get(`/desk/insurance/reminders/preview?${query}`)).body;
  const send = (by: Browser, body: object) => by.create('/desk/insurance/reminders', body);
  const filter = 'category=ordinary';
  const ordinary = { category: 'ordinary' };

  it('are shown first, and go to who has a telephone, has to pay, and was not reminded lately', async () => {
    const p = await preview(who.town, filter);
    expect(p.people).toBe(p.send + p.without + p.funded + p.recent);
    expect(p.send).toBeGreaterThan(0);
    expect(p.text).toContain('2025 年度居民医保还没有缴费');
    for (const by of [who.tax, who.finance]) expect((await send(by, { ...ordinary, shown: p.send })).status).toBe(403);
    expect((await send(who.leader, { ...ordinary, shown: p.send })).status).toBe(403);
    expect((await send(who.town, { ...ordinary, shown: p.send + 1 })).body.code).toBe('changed');
    const key = crypto.randomUUID();
    const [one, again] = [
      await who.town.create('/desk/insurance/reminders', { ...ordinary, shown: p.send }, key),
      await who.town.create('/desk/insurance/reminders', { ...ordinary, shown: p.send }, key),
    ];
    expect([one.body.people, again.body.id]).toEqual([p.send, one.body.id]);
    // Nobody twice: neither by the town nor by the bureau.
    expect(await preview(who.town, filter)).toMatchObject({ send: 0, recent: p.recent + p.send });
    expect((await send(who.town, { ...ordinary, shown: 0 })).body.errors[0].message).toContain('没有要发的人');
    expect((await preview(who.bureau, `town=zhike&${filter}`)).send).toBe(0);
    const { items } = (await who.town.get(`/desk/insurance/missing?${filter}&size=500`)).body;
    expect(items.filter((i: any) => i.remindedOn === its.county.house.clock.today()).length).toBeGreaterThanOrEqual(p.send);
  });

  it('go out in the background, one a telephone, and not to who paid meanwhile', async () => {
    const lots = async (by: Browser) => (await by.get('/desk/insurance/reminders')).body.items;
    const [lot] = await lots(who.town);
    expect(lot).toMatchObject({ said: '普通居民', waiting: lot.people, sent: 0 });
    expect((await lots(who.affairs)).some((l: any) => l.id === lot.id)).toBe(false);
    const payload = await rows<{ payload: { lot: string } }>(
      its.county,
      `select payload from outbox where job = 'insurance-reminders' order by id desc limit 1`,
    );
    expect(payload[0]!.payload.lot).toBe(lot.id);
    await rows(
      its.county,
      `update register_row set cells = cells || '{"paidOn": "2024-11-04"}' where id = (select row_id from insurance_reminder where lot = '${lot.id}' order by phone limit 1)`,
    );
    await remindersJob(its.county.house).handle([{ lot: lot.id }], its.county.county);
    const after = (await lots(who.town))[0];
    expect(after).toMatchObject({ waiting: 0, failed: 0, skipped: 1, sent: lot.people - 1 });
    const shown = await rows<{ body: string; phone: string }>(
      its.county,
      `select body, phone_masked as phone from sms_shown where body like '%居民医保还没有缴费%'`,
    );
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.every(s => s.phone.includes('*'))).toBe(true);
    // A second turn of the queue sends nothing again.
    await remindersJob(its.county.house).handle([{ lot: lot.id }], its.county.county);
    expect(await rows(its.county, `select 1 from sms_shown where body like '%居民医保还没有缴费%'`)).toHaveLength(shown.length);
  });

  it('are taken along as a list only after a fresh sign-in, which counts as a reminder, too', async () => {
    const body = { village: '郝家岭村', reason: '交运营商群发短信' };
    expect((await who.bureau.post('/desk/insurance/reminders/table', body)).body.code).toBe('elevation-needed');
    const { code } = (await who.bureau.get('/demo/code')).body;
    const { csrf } = (await who.bureau.post('/session/elevation', { code })).body;
    who.bureau.csrf = csrf ?? who.bureau.csrf;
    expect((await who.bureau.post('/desk/insurance/reminders/table', body)).status).toBe(200);
    expect((await preview(who.bureau, 'village=%E9%83%9D%E5%AE%B6%E5%B2%AD%E6%9D%91')).send).toBe(0);
  });
});

describe('what the document leaves open', () => {
  it('is the bureau’s to decide, with its basis, and counts from then on', async () => {
    const decide = (by: Browser, value: number, basis = '晋医保发（演示）第三条') =>
      by.post('/desk/insurance/settings', { year: 2025, key: 'perMissedYear', value, basis });
    expect((await its.county.guest().get('/insurance/settings')).body).toEqual({ perMissedYear: 0 });
    for (const by of [who.tax, who.town, who.leader]) expect((await decide(by, 1)).status).toBe(403);
    expect((await decide(who.bureau, 13)).body.errors[0].path).toBe('value');
    expect((await decide(who.bureau, 1, '无')).body.errors[0].path).toBe('basis');
    expect((await decide(who.bureau, 1)).status).toBe(204);
    expect((await its.county.guest().get('/insurance/settings')).body).toEqual({ perMissedYear: 1 });
    const { items } = (await who.tax.get('/desk/insurance/settings')).body;
    expect(items.find((i: any) => i.key === 'perMissedYear')).toMatchObject({ value: 1, decisions: [{ basis: '晋医保发（演示）第三条' }] });
  });
});

describe('what does not come in time', () => {
  it('is a duty of the unit, and ends by itself when it comes', async () => {
    const state = () => rows<{ unit: string; state: string }>(its.county, `select unit, state from duty where kind = 'insurance-list'`);
    expect(await its.county.system(remindLists, {})).toEqual({ open: 0, ended: 0 });
    await bring(who.affairs, 'insurance-civil-affairs', listHead, ['枝柯镇', '枝柯村', '任老汉', old, '特困人员（五保）', '2024-10-22']);
    await its.county.system(remindLists, {});
    expect(await state()).toEqual([{ unit: 'civil-affairs', state: 'open' }]);
    const mine = async () => (await who.affairs.get('/desk/insurance/overview')).body.lists.find((l: any) => l.id === 'insurance-civil-affairs');
    expect(await mine()).toMatchObject({ waiting: 1, late: 1, dueOn: '2024-10-29', light: 'red' });
    await its.county.system(remindLists, {});
    expect(await state()).toHaveLength(1);
    await hand(who.affairs, 'insurance-civil-affairs', 'medical-insurance', who.bureau);
    expect((await its.county.system(remindLists, {})).ended).toBe(1);
    expect(await state()).toEqual([{ unit: 'civil-affairs', state: 'closed' }]);
    expect(await mine()).toMatchObject({ waiting: 0, late: 0, light: 'green' });
  });
  it('and the targets show what has been reached, of how many', async () => {
    const { items } = (await its.county.guest().get('/targets')).body;
    const own = items.filter((i: any) => i.indicator.startsWith('insurance-'));
    expect(own.map((i: any) => i.target)).toEqual([99, 100, 100]);
    for (const i of own) expect(i.value).toBe(Math.floor((i.numerator * 10_000) / i.denominator) / 100);
    const behind = (await who.leader.get(`/targets/${own[0].id}/list`)).body;
    expect(behind.items.length).toBeGreaterThan(10);
  });
});

describe('after the gathering', () => {
  const day = '2025-01-10';
  const late = numbered('19900214', 952);
  it('one pays what the bureau has assessed and handed to tax, and waits', async () => {
    await bring(who.bureau, 'insured', personHead, ['枝柯镇', '枝柯村', '任小军', late, '是']);
    await who.bureau.post('/desk/insurance/marks', { year: 2025 });
    its.county.house.clock = { today: () => day, now: () => `${day}T02:00:00.000Z` };
    const [bureau, tax] = await Promise.all(['officer.medical-insurance', 'officer.taxation'].map(a => its.county.as(a)));
    const collect = async (...line: string[]) => {
      await bring(tax!, 'insurance-payments', paymentHead, line);
      await hand(tax!, 'insurance-payments', 'medical-insurance', bureau!);
      return (await bureau!.post('/desk/insurance/collections', { year: 2025 })).body;
    };
    expect(await collect('L1', '任小军', late, '400.00', day, '微信')).toMatchObject({ enrolled: 0, returned: 1 });
    const assessed = ['枝柯镇', '枝柯村', '任小军', late, '1070.00', day, '演示：集中缴费期以后参保，个人和财政补助部分一并补缴'];
    await bring(bureau!, 'insurance-back-payments', assessedHead, assessed);
    expect((await hand(bureau!, 'insurance-back-payments', 'taxation', tax!)).rows).toBeGreaterThan(0);
    expect(await collect('L2', '任小军', late, '1070.00', day, '微信')).toMatchObject({ enrolled: 1 });
    const [found] = await rows<{ cells: Record<string, string> }>(
      its.county,
      `select cells from register_row where kind = 'insured' and cells->>'name' = '任小军' and cells->>'voucher' = 'L2'`,
    );
    expect(found!.cells).toMatchObject({ paid: '107000', insuredFrom: '2025-04-10' });
    // What was assessed is no overpayment.
    await bureau!.post('/desk/insurance/checks', { year: 2025 });
    expect((await conflictsOf(bureau!, `sort=overpaid&state=all&q=${encodeURIComponent('任小军')}`)).length).toBe(0);
  });
});
