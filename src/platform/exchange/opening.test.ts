/** Tickets and cases that the city's platform has opened here: taken in once, told how they go, refused with every reason. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { City } from '../../../e2e/city/city.ts';
import { openPartners } from '../../../e2e/city/with-city.ts';
import { fillForm } from '../../programmes/one-thing/demo/filling.ts';
import { planFor } from '../../programmes/one-thing/demo/play.ts';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { dice, pixel } from '../demo/index.ts';
import { sendJob } from './index.ts';

let county: County;
let partners: Awaited<ReturnType<typeof openPartners>>;
let city: City;
let province: City;
let seat: Browser;
beforeAll(async () => {
  county = await newCounty();
  partners = await openPartners(county);
  ({ city, province } = partners);
  seat = await county.as('hotline');
});
afterAll(async () => {
  await county?.close();
  await partners?.close();
});

let subjects = 0;
/** Says it on a line of its own, signed, and gives what the receipt says. */
async function say(topic: string, body: object, from = city) {
  const m = from.message(topic, `${topic}:${++subjects}`, 1, body, { sentAt: county.house.clock.now() });
  const r = await county.guest().post('/exchange/messages', m);
  expect(r.status).toBe(200);
  return { state: r.body.state as string, reason: r.body.reason as string | null, result: r.body.result ? JSON.parse(r.body.result) : null, m };
}
const told = (partner: City, topic: string) => partner.taken.filter(m => m.topic === topic).map(m => JSON.parse(m.body));
/** Everything that waits goes. */
async function send() {
  for (let i = 0; i < 8; i++) {
    await county.owner`update exchange_partner set retry_at = null`;
    await sendJob(county.house).handle([], county.county);
  }
}

describe('a ticket of the city', () => {
  const ticket = {
    outside: 'LL12345-202411-0007',
    category: 'complaint',
    title: '小区门口路灯不亮',
    body: '宁乡镇凤城街三号小区门口的两盏路灯不亮已经一周。',
    place: '凤城街三号小区',
    callerName: '郝女士',
    phone: '13835812345',
  };

  it('waits for a seat like what was written, once however often it comes', async () => {
    const first = await say('ticket', ticket);
    expect(first).toMatchObject({ state: 'done', result: { outside: ticket.outside, number: expect.stringMatching(/^热〔2024〕\d+号$/) } });
    // Put on the line anew under another number of the line: the same ticket all the same.
    expect((await say('ticket', ticket)).result).toEqual(first.result);
    const { items } = (await seat.get(`/desk/hotline/tickets?q=${ticket.outside}`)).body;
    expect(items).toMatchObject([{ number: first.result.number, title: ticket.title, state: 'new', channel: 'city' }]);
  });

  it('its steps and its answer go back to the city, and to nobody else', async () => {
    const [{ id, version }] = (await seat.get(`/desk/hotline/tickets?q=${ticket.outside}`)).body.items;
    const sent = await seat.post(`/desk/hotline/tickets/${id}/sending`, { version, unit: 'housing-construction' });
    expect(sent.status, JSON.stringify(sent.body)).toBeLessThan(300);
    const reviewer = await county.as('reviewer.housing-construction');
    const duty = (await reviewer.get(`/desk/duties?id=${id}`)).body.items[0];
    const answered = await reviewer.post(`/desk/duties/${id}/answer`, { version: duty.version, answer: '已经更换灯头和线路，当晚恢复照明。' });
    expect(answered.status, JSON.stringify(answered.body)).toBeLessThan(300);
    await send();
    const steps = told(city, 'ticket');
    expect(steps.map(s => s.kind)).toEqual(['sent', 'answered']);
    expect(steps.at(-1)).toMatchObject({ outside: ticket.outside, text: '已经更换灯头和线路，当晚恢复照明。', unit: 'housing-construction' });
    expect(JSON.stringify(steps)).not.toContain('郝女士');
    // Whoever watches the line does not read what the person was told.
    const admin = await county.as('admin');
    const [last] = (await admin.get(`/desk/exchange/messages?q=${ticket.outside}`)).body.items;
    const { envelope } = (await admin.get(`/desk/exchange/messages/${last.id}`)).body;
    expect(envelope.body).toMatchObject({ outside: ticket.outside, text: expect.stringContaining('不显示') });
    expect(told(province, 'ticket')).toEqual([]);
    expect(city.outOfOrder).toEqual([]);
  });

  it('tickets that began here are no business of the city', async () => {
    await (await county.as('seller')).create('/hotline/tickets', {
      category: 'consult',
      title: '社保卡丢了怎么补',
      body: '社保卡丢了，想问在哪里补办，要带什么。',
    });
    await send();
    expect(told(city, 'ticket')).toHaveLength(2);
  });

  it.each<[string, object, string]>([
    ['without its number', { ...ticket, outside: ' ' }, '请填写对方的编号'],
    ['with another content under a number that was used', { ...ticket, title: '另一件完全不同的事' }, '内容不一样：LL12345-202411-0007 在本县的编号是 热'],
    ['without a telephone', { ...ticket, outside: 'X1', phone: '' }, '请填写回访电话'],
    ['with a telephone that is none', { ...ticket, outside: 'X2', phone: '12345' }, '11 位手机号码'],
    ['of no category', { ...ticket, outside: 'X3', category: 'gossip' }, '请选择类别'],
    ['with what nobody knows', { ...ticket, outside: 'X4', colour: 'red' }, 'colour'],
    ['of a kind that nobody takes', { ...ticket, outside: 'X5', kind: 'letter' }, '不接收这一类'],
  ])('%s is refused with the reason, and leaves nothing', async (_, body, reason) => {
    const before = await rows(county, 'select 1 from duty');
    expect(await say('ticket', body)).toMatchObject({ state: 'refused', reason: expect.stringContaining(reason), result: null });
    expect(await rows(county, 'select 1 from duty')).toHaveLength(before.length);
    const admin = await county.as('admin');
    const { items } = (await admin.get('/desk/exchange/messages?direction=in&state=refused&topic=ticket')).body;
    expect(items[0]).toMatchObject({ answer: expect.stringContaining(reason) });
  });
});

describe('a case of somebody who applied at the city', () => {
  const jobless = { 'file-move': 'yes', 'flexible-pension': 'no', 'medical-cover': 'none', 'flexible-fund': 'no' };
  const eatingPlace = { 'special-room': 'no', 'outdoor-ad': 'none', 'fire-check': 'none' };
  const photo = { way: 'upload', files: [{ name: '材料.png', content: pixel.toString('base64') }] };
  let who: { name: string; identity: string };
  beforeAll(async () => {
    const [p] = await rows<{ id: string; name: string; sealed: string }>(
      county,
      `select p.id, p.name, p.identity_sealed as sealed from person p join demo_account a on a.subject = p.id and a.account = 'seller'`,
    );
    who = { name: p!.name, identity: county.house.vault.open(county.county, `person.identity:${p!.id}`, p!.sealed) };
  });
  /** Everything filled in as the form wants it; what the county does not have is promised, left for later or attached. */
  async function filled(thing: number, answers: Record<string, string>) {
    const plan = await planFor(county.house, county.county, thing, answers);
    const { values, rows: lists } = fillForm(plan, {}, dice(5), county.house.clock.today());
    const given = plan.materials
      .filter(m => !m.ways.some(w => ['wallet', 'query', 'result'].includes(w)))
      .map(m => [m.material.id, m.ways.includes('declare') ? { way: 'declare' } : m.ways.includes('follow') ? { way: 'follow' } : photo]);
    return { thing: String(thing), answers, values, rows: lists, materials: Object.fromEntries(given), consent: true };
  }
  const count = async () =>
    (await rows<{ n: number }>(county, 'select (select count(*) from case_file) + (select count(*) from application) + (select count(*) from file) as n'))[0]!
      .n;

  it('is filed as if they had applied here, once, and shown to them and to the units', async () => {
    const body = { outside: 'LLYTH-0001', applicant: who, ...(await filled(12, jobless)) };
    body.materials['flexible-work-statement'] = photo;
    const first = await say('case', body);
    expect(first).toMatchObject({ state: 'done', reason: null, result: { outside: 'LLYTH-0001', number: expect.stringMatching(/^141129-\d{8}-\d+$/) } });
    const before = await count();
    expect((await say('case', body)).result).toEqual(first.result);
    expect(await say('case', { ...body, delivery: { way: 'window' } })).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining(first.result.number),
    });
    expect(await count()).toBe(before);
    // It is found by the number here and by the number there, with what we answered.
    const admin = await county.as('admin');
    for (const q of [first.result.number, 'LLYTH-0001']) {
      const { items } = (await admin.get(`/desk/exchange/messages?direction=in&q=${q}`)).body;
      expect(items.map((m: { number: string; about: string }) => [m.number, m.about])).toEqual([
        [first.result.number, '灵活就业'],
        [first.result.number, '灵活就业'],
      ]);
      expect((await admin.get(`/desk/exchange/messages/${items[0].id}`)).body.envelope).toMatchObject({ from: 'city', topic: 'case', result: first.result });
    }

    const mine = (await (await county.as('seller')).get('/cases')).body.items.find((c: { number: string }) => c.number === first.result.number);
    const view = (await (await county.as('seller')).get(`/cases/${mine.id}`)).body;
    expect(view.events[0]).toMatchObject({ kind: 'filed', actorName: expect.stringContaining('吕梁市'), detail: { channel: 'exchange' } });
    const ways = Object.fromEntries(view.materials.map((m: { id: string; way: string; state: string }) => [m.id, [m.way, m.state]]));
    expect(ways).toMatchObject({
      'identity-card-applicant': [expect.stringMatching(/wallet|query/), 'given'],
      'flexible-work-statement': ['upload', 'given'],
      'file-request-letter': ['follow', 'owed'],
    });
    const [row] = await rows<{ channel: string; clerk: null }>(county, `select channel, clerk from case_file where number = '${first.result.number}'`);
    expect(row).toEqual({ channel: 'exchange', clerk: null });
    // The unit can open what was attached.
    const unit = await county.as('reviewer.human-resources');
    const task = (await unit.get('/desk/tasks')).body.items.find((t: { number: string }) => t.number === first.result.number);
    const { files } = (await unit.get(`/desk/tasks/${task.id}`)).body.materials.find((m: { id: string }) => m.id === 'flexible-work-statement');
    expect((await unit.get(`/files/${files[0].id}`)).status).toBe(200);
  });

  it('goes back step by step under the number of the city, with what the applicant is told; others do not learn the number', async () => {
    const [origin] = await rows<{ number: string }>(county, `select number from exchange_origin where outside = 'LLYTH-0001'`);
    const { number } = origin!;
    const unit = await county.as('reviewer.human-resources');
    const task = async () => (await unit.get('/desk/tasks')).body.items.find((t: { number: string; key: string }) => t.number === number);
    const { id, version } = await task();
    const refusal = { outcome: 'refused', reason: '单位仍在缴纳社会保险', basis: '人社部发〔2021〕44号', remedy: '六十日内可以申请行政复议' };
    const decided = await unit.post(`/desk/tasks/${id}/decision`, { version, decision: refusal });
    expect(decided.status, JSON.stringify(decided.body)).toBe(200);
    await send();
    const ofCase = (p: City) => p.taken.filter(m => m.subject === number).map(m => ({ topic: m.topic, ...JSON.parse(m.body) }));
    expect(ofCase(city).every(b => b.outside === 'LLYTH-0001' && b.number === number)).toBe(true);
    expect(ofCase(city)[0]).toMatchObject({ topic: 'case', channel: 'exchange' });
    expect(ofCase(city).find(b => b.kind === 'refused')).toMatchObject({ told: { reason: refusal.reason, basis: refusal.basis, remedy: refusal.remedy } });
    expect(ofCase(province).map(b => b.topic)).toEqual(ofCase(city).map(b => b.topic));
    expect(JSON.stringify(ofCase(province))).not.toMatch(/LLYTH|缴纳社会保险/);
    expect(city.outOfOrder).toEqual([]);
  });

  it('is corrected and completed through the city: only its own, once, with the words of the portal where something is missing', async () => {
    const body = { outside: 'LLYTH-0011', applicant: who, ...(await filled(12, jobless)) };
    body.materials['flexible-work-statement'] = photo;
    const { number } = (await say('case', body)).result;
    const unit = await county.as('reviewer.human-resources');
    const [{ id, version } = { id: '', version: 0 }] = await rows<{ id: string; version: number }>(
      county,
      `select t.id, t.version from task t join case_file f on f.id = t.case_id where f.number = '${number}' and t.key = 'employment-registration'`,
    );
    const items = [
      { kind: 'material', id: 'flexible-work-statement', what: '情况说明没有签名' },
      { kind: 'field', id: 'applicant-phone', what: '电话打不通' },
    ];
    const asked = await unit.post(`/desk/tasks/${id}/correction`, { version, items });
    expect(asked.status, JSON.stringify(asked.body)).toBeLessThan(300);
    await send();
    const told = city.taken.map(m => JSON.parse(m.body)).find(b => b.outside === 'LLYTH-0011' && b.kind === 'ask');
    expect(told).toMatchObject({ task: 'employment-registration', told: { items: [{ id: 'flexible-work-statement' }, { id: 'applicant-phone' }] } });

    const answer = {
      outside: 'LLYTH-0011',
      task: told.task,
      note: '已签名',
      values: { 'applicant-phone': '13903586677' },
      materials: { 'flexible-work-statement': photo },
    };
    // Every reason at once, nothing kept; others have no part in it.
    const before = await count();
    const reasons = async (wrong: object, from = city) => (await say('supplement', { ...answer, ...wrong }, from)).reason;
    expect(await reasons({ materials: {} })).toContain('请重新提供：情况说明没有签名');
    expect(await reasons({ values: { 'applicant-phone': '12345' } })).toContain('11 位手机号码');
    expect(await reasons({ task: 'nonsense' })).toContain('没有事项 nonsense');
    const { task: _, ...ofNone } = answer;
    expect((await say('supplement', ofNone)).reason).toContain('要写明补正的是哪个事项');
    expect(await reasons({ outside: 'LLYTH-9999' })).toContain('没有从贵平台收到过这个办件');
    expect(await reasons({}, province)).toContain('没有从贵平台收到过这个办件');
    expect(await count()).toBe(before);

    expect(await say('supplement', answer)).toMatchObject({ state: 'done', result: { number, outside: 'LLYTH-0011', task: told.task } });
    expect(await reasons({})).toContain('没有等待补正的要求');
    const task = (await unit.get(`/desk/tasks/${id}`)).body;
    expect(task.task.state).not.toBe('correcting');
    expect(task.corrections[0]).toMatchObject({ answeredOn: '2024-11-04' });
    expect(JSON.stringify(task.form)).toContain('139****6677');
    // What was promised for later comes the same way.
    expect(await say('supplement', { outside: 'LLYTH-0011', materials: { 'file-request-letter': photo } })).toMatchObject({
      state: 'done',
      result: { number },
    });
    const [owed] = await rows<{ state: string }>(
      county,
      `select m.state from case_material m join case_file f on f.id = m.case_id where f.number = '${number}' and m.material = 'file-request-letter'`,
    );
    expect(owed).toEqual({ state: 'given' });
    const admin = await county.as('admin');
    expect((await admin.get(`/desk/exchange/messages?direction=in&topic=supplement&q=${number}`)).body.items).not.toEqual([]);
  });

  it('carries files of any size that may be uploaded: in parts ahead, each once, put together when the case names them', async () => {
    const big = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(330_000, ' %\n'), Buffer.from('\n%%EOF\n')]);
    const content = (n: number) => big.subarray((n - 1) * 140_000, n * 140_000).toString('base64');
    const part = (n: number, more: object = {}) => ({ file: 'F-77', name: '情况说明.pdf', part: n, parts: 3, content: content(n), ...more });
    // As one message it is refused before anything is done, and told what to do.
    const whole = { outside: 'LLYTH-0012', applicant: who, ...(await filled(12, jobless)) };
    whole.materials['flexible-work-statement'] = { way: 'upload', files: [{ name: '情况说明.pdf', content: big.toString('base64') }] };
    const m = city.message('case', 'case:too-large', 1, whole, { sentAt: county.house.clock.now() });
    const refused = await county.guest().send('POST', '/exchange/messages', m);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain('附件先用 file 报文分段发来');

    whole.materials['flexible-work-statement'] = { way: 'upload', files: [{ file: 'F-77' }] } as never;
    expect((await say('case', whole)).reason).toContain('附件 F-77 还没有发来');
    expect((await say('file', part(1))).result).toEqual({ file: 'F-77', part: 1, missing: 2 });
    expect((await say('file', part(1))).result).toEqual({ file: 'F-77', part: 1, missing: 2 });
    expect((await say('file', part(1, { content: content(2) }))).reason).toContain('内容不一样');
    expect((await say('file', part(4))).reason).toContain('段号超过了总段数');
    expect((await say('file', part(2))).result.missing).toBe(1);
    expect((await say('case', whole)).reason).toContain('附件 F-77 还差 1 段');
    expect((await say('file', part(3))).result.missing).toBe(0);
    // The province's F-77 would be another; nobody reads this one on the way.
    const [dump] = await rows<{ t: string }>(county, `select string_agg(f::text, '') as t from exchange_file f`);
    expect(dump!.t).not.toContain(content(1).slice(0, 40));
    const filedCase = await say('case', whole);
    expect(filedCase).toMatchObject({ state: 'done', reason: null });
    const [kept] = await rows<{ name: string; size: number }>(county, `select name, size::int from file where name = '情况说明.pdf'`);
    expect(kept).toEqual({ name: '情况说明.pdf', size: big.length });
    expect(await rows(county, 'select 1 from exchange_file')).toEqual([]);
  });

  it('asks other registers ahead in the place of papers, as the portal does: who agreed, once, and for these people only', async () => {
    const newborn = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'no' };
    const paper = 'marriage-certificate-copy';
    const asked: Record<string, string>[] = [];
    const answers = (status: string) => {
      city.records['marriage-registration'] = (params, question) => {
        asked.push({ ...question, name: params.name! });
        return { status, registeredOn: '2021-05-20', office: '中阳县民政局' };
      };
    };
    const ahead = (more: object = {}) => ({ outside: 'LLYTH-0020', applicant: who, thing: '17', answers: newborn, materials: [paper], agreed: true, ...more });
    const states = async (more: object = {}) => (await say('ask', ahead(more))).result?.materials;
    const reason = async (more: object) => (await say('ask', ahead(more))).reason;
    expect(await reason({ agreed: false })).toContain('同意以后才能查询');
    expect(await reason({ materials: [paper, 'nonsense'] })).toContain('materials.nonsense：这件事不需要这份材料');
    expect(await reason({ applicant: { ...who, name: '白小明' } })).toContain('对不上');
    expect(asked).toEqual([]);
    // Without having asked, the case says what could be.
    const whole = { outside: 'LLYTH-0020', applicant: who, ...(await filled(17, newborn)) };
    whole.materials['birth-certificate-copy'] ??= photo;
    const { [paper]: _, ...others } = whole.materials;
    whole.materials = others;
    expect((await say('case', whole)).reason).toContain('也可以先发 ask 报文，由县里向山西省民政厅查询');

    answers('离婚');
    expect(await states()).toEqual([{ material: paper, state: 'asking' }]);
    const sent = await say('ask', ahead());
    expect(sent.result.materials).toEqual([{ material: paper, state: 'not-proved' }]);
    // What the answer says is for the person; the platform does not learn it.
    expect(JSON.stringify(sent)).not.toContain('离婚');
    expect([asked.length, asked[0]]).toMatchObject([1, { name: who.name, unit: '县公安局', purpose: '代替申请材料' }]);
    expect((await say('case', whole)).state).toBe('refused');

    answers('已婚');
    await county.owner`update data_query set fresh_until = now() - interval '9 years', asked_at = asked_at - interval '9 years', answered_at = answered_at - interval '9 years'`;
    await states();
    expect(await states()).toEqual([{ material: paper, state: 'proved' }]);
    expect(asked).toHaveLength(2);
    const filedCase = await say('case', whole);
    expect(filedCase).toMatchObject({ state: 'done', reason: null });
    const [row] = await rows<{ way: string; id: string }>(
      county,
      `select m.way, f.id from case_material m join case_file f on f.id = m.case_id where f.number = '${filedCase.result.number}' and m.material = '${paper}'`,
    );
    expect(row!.way).toBe('query');
    const mine = await (await county.as('seller')).get('/data-queries');
    expect(mine.body.items[0]).toMatchObject({ caseNumber: filedCase.result.number, purpose: '代替申请材料', askedByName: expect.stringContaining('吕梁市') });
    // Another number, or other people, begin anew.
    await county.owner`update data_service set active = false where id = 'marriage-registration'`;
    expect((await say('ask', ahead({ outside: 'LLYTH-0021' }))).reason).toContain('现在不能由县里查询');
    await county.owner`update data_service set active = true where id = 'marriage-registration'`;
  });

  it('of a firm is filed by its credit code, by its legal person where no other is named', async () => {
    const [firm] = await rows<{ code: string; id: string; owner: string }>(
      county,
      `select f.credit_code as code, f.id, f.legal_person as owner from firm f join demo_account a on a.subject = f.legal_person and a.account = 'firm'`,
    );
    const body = { outside: 'LLYTH-0002', firm: { code: firm!.code }, ...(await filled(7, eatingPlace)) };
    const filed = await say('case', body);
    expect(filed).toMatchObject({ state: 'done', reason: null });
    const [row] = await rows(county, `select principal, applicant, principal_kind from case_file where number = '${filed.result.number}'`);
    expect(row).toEqual({ principal: firm!.id, applicant: firm!.owner, principalKind: 'firm' });
    // Whoever has no mandate of it does not apply in its name.
    expect(await say('case', { ...body, outside: 'LLYTH-0003', applicant: who })).toMatchObject({
      state: 'refused',
      reason: expect.stringContaining('取得委托'),
    });
  });

  it.each<[string, (whole: Record<string, any>) => object, string[]]>([
    ['without an applicant', ({ applicant: _, ...b }) => b, ['请写明申请人']],
    ['for a number that is none', b => ({ ...b, applicant: { ...who, identity: '141129199001010023' } }), ['校验']],
    ['for a name that is another', b => ({ ...b, applicant: { ...who, name: '白小明' } }), ['对不上']],
    ['for a firm that is not here', b => ({ ...b, firm: { code: '91350100M000100Y43' } }), ['没有登记这家企业']],
    ['of a thing that there is not', b => ({ ...b, thing: '99' }), ['没有这件事']],
    ['that only a firm can ask for', b => ({ ...b, thing: '7', answers: eatingPlace }), ['以企业的名义']],
    ['with open and wrong questions', b => ({ ...b, answers: { ...jobless, 'file-move': 'maybe', colour: 'red' } }), ['没有这个选项', '没有这个问题']],
    ['of a kind that nobody takes', b => ({ ...b, kind: 'letter' }), ['不接收这一类']],
    ['with what nobody knows', b => ({ ...b, colour: 'red' }), ['colour']],
    [
      'with several faults at once',
      b => ({
        ...b,
        consent: false,
        values: { ...b.values, 'applicant-phone': '12345' },
        materials: {
          'file-request-letter': { way: 'upload', files: [{ name: '页.png', content: Buffer.from('<html>').toString('base64') }] },
          'birth-certificate-copy': photo,
        },
      }),
      ['请同意', '11 位手机号码', '页.png：请上传照片', '这件事不需要这份材料', 'materials.flexible-work-statement：请提供'],
    ],
  ])('%s is refused with every reason, and leaves nothing', async (_, wrong, reasons) => {
    const body = wrong({ outside: 'LLYTH-0009', applicant: who, ...(await filled(12, jobless)) });
    const before = await count();
    const said = await say('case', body);
    expect(said).toMatchObject({ state: 'refused', result: null });
    for (const reason of reasons) expect(said.reason).toContain(reason);
    expect(await count()).toBe(before);
  });
});
