/** Licences after they were issued, through the doors that people use: states, paper, shares, documents, checks. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
let owner: Browser;
let reviewer: Browser;
let head: Browser;
let window: Browser;

interface Found {
  id: string;
  version: number;
  holder: string;
  number: string;
}
const licence = async (where: string): Promise<Found> =>
  (await rows<Found>(county, `select id, version, holder, number from licence where ${where} order by issued_on desc`))[0]!;
const one = (id: string) => licence(`id = '${id}'`);
const food = () => licence(`type = 'food-business-licence' and state <> 'replaced'`);
const composite = () => licence(`type = 'composite-restaurant' and state <> 'replaced'`);
const checked = async (number: string) => (await county.guest().get(`/licence-checks/${number}`)).body;

beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('firm');
  reviewer = await county.as('reviewer.approval');
  head = await county.as('head.approval');
  window = await county.as('window');
});
afterAll(() => county.close());

describe('a part of a composite', () => {
  it('is suspended with a reason: wallet, check and composite say so, the paper is asked back, the holder is told', async () => {
    const part = await food();
    const { number } = await composite();
    expect(await checked(number)).toMatchObject({ state: 'valid', parts: [{ state: 'valid' }, { state: 'valid' }, { state: 'valid' }] });
    const short = await reviewer.post(`/desk/licences/${part.id}/suspension`, { version: part.version, reason: '查' });
    expect([short.status, short.body.errors[0].path]).toEqual([422, 'reason']);
    const done = await reviewer.post(`/desk/licences/${part.id}/suspension`, { version: part.version, reason: '后厨整改，停业五日' });
    expect(done.status, JSON.stringify(done.body)).toBe(204);
    expect(await checked(part.number)).toMatchObject({ state: 'suspended' });
    const of = await checked(number);
    expect([of.state, of.parts.map((p: { state: string }) => p.state).sort()]).toEqual(['partly', ['suspended', 'valid', 'valid']]);
    const mine = (await owner.get(`/licences/${part.id}`)).body;
    expect(mine).toMatchObject({
      licence: { state: 'suspended' },
      paper: { state: 'asked-back' },
      story: [{ kind: 'suspend', reason: '后厨整改，停业五日' }, {}, {}],
    });
    const [notice] = (await owner.get('/notices')).body.items;
    expect(notice).toMatchObject({ title: '证照已暂停使用：食品经营许可证', link: `/wallet/${part.id}` });
    expect(notice.body).toContain('纸质证照请交回');
    // Nothing that looks like it is made of what cannot be used.
    expect((await owner.post(`/licences/${part.id}/document`, {})).body.code).toBe('licence-not-usable');
  });

  it('has one winner where two act at once', async () => {
    const part = await food();
    const both = await Promise.all([
      reviewer.send('DELETE', `/desk/licences/${part.id}/suspension`, { version: part.version, reason: '整改合格，恢复' }),
      head.send('DELETE', `/desk/licences/${part.id}/suspension`, { version: part.version, reason: '整改合格，恢复' }),
    ]);
    expect(both.map(b => b.status).sort()).toEqual([204, 409]);
    expect((await checked((await composite()).number)).state).toBe('valid');
  });

  it('is corrected by a new one in its place: the old says replaced, the composite takes the new one in, the difference is shown', async () => {
    const old = await food();
    const send = (body: object) => reviewer.create(`/desk/licences/${old.id}/correction`, { version: old.version, reason: '许可证编号录错一位', ...body });
    expect((await send({ attributes: { colour: '红' } })).body.errors[0]).toEqual({ path: 'attributes.colour', message: '这张证照上没有这一项' });
    expect((await send({ attributes: { 'permit-number': 'JY21411290009001' } })).body.code).toBe('nothing-changed');
    const made = await send({ attributes: { 'permit-number': 'JY21411290009002' } });
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    expect((await checked(old.number)).state).toBe('replaced');
    expect((await checked(made.body.number)).state).toBe('valid');
    expect((await checked((await composite()).number)).parts.map((p: { number: string }) => p.number)).toContain(made.body.number);
    const shown = (await reviewer.get(`/desk/licences/${made.body.id}`)).body;
    expect(shown.replaced).toMatchObject({ id: old.id, differences: [{ label: '许可证编号', before: 'JY21411290009001', after: 'JY21411290009002' }] });
    expect((await reviewer.get(`/desk/licences/${old.id}`)).body).toMatchObject({ replacedBy: { id: made.body.id }, row: { paper: 'asked-back' } });
  });
});

describe('a revocation', () => {
  it('needs a basis and a second person, and is declined with a reason', async () => {
    const { id, version } = await licence(`type = 'road-transport-licence'`);
    const without = await reviewer.post(`/desk/licences/${id}/revocation`, { version, reason: '转让许可证件', basis: '' });
    expect([without.status, without.body.errors[0].path]).toEqual([422, 'basis']);
    const ask = (v: number) =>
      reviewer.post(`/desk/licences/${id}/revocation`, { version: v, reason: '转让许可证件，查证属实', basis: '道路运输条例 第六十六条' });
    expect((await ask(version)).status).toBe(204);
    expect((await ask((await one(id)).version)).body.code).toBe('revocation-waiting');
    // Until it is confirmed nothing has happened to the licence.
    expect((await checked((await one(id)).number)).state).toBe('valid');
    expect((await reviewer.send('PUT', `/desk/licences/${id}/revocation`, { version: version + 1, agree: true })).status).toBe(403);
    expect((await head.send('PUT', `/desk/licences/${id}/revocation`, { version: version + 1, agree: false })).body.errors[0].path).toBe('reason');
    expect((await head.send('PUT', `/desk/licences/${id}/revocation`, { version: version + 1, agree: false, reason: '证据不足，补充调查' })).status).toBe(204);
    expect((await reviewer.get(`/desk/licences/${id}`)).body.changes[0]).toMatchObject({
      kind: 'revoke',
      state: 'declined',
      decidedReason: '证据不足，补充调查',
    });
  });

  it('is not confirmed by whoever asked for it', async () => {
    const { id, version } = await licence(`type = 'vehicle-transport-certificate'`);
    expect((await head.post(`/desk/licences/${id}/revocation`, { version, reason: '车辆已经报废', basis: '道路运输条例 第三十三条' })).status).toBe(204);
    expect((await head.send('PUT', `/desk/licences/${id}/revocation`, { version: version + 1, agree: true })).body.code).toBe('same-person');
  });

  it('tells the holder the basis and what can be done against it; nothing brings the licence back', async () => {
    const { id, number, version } = await licence(`type = 'teacher-qualification' and state = 'revoked'`);
    expect((await checked(number)).state).toBe('revoked');
    const struck = await county.as('struck');
    const told = (await struck.get('/notices')).body.items.find((n: { title: string }) => n.title.startsWith('证照已吊销'));
    expect(told.body).toContain('教师资格条例 第十九条');
    expect(told.body).toContain('行政复议');
    expect((await reviewer.send('DELETE', `/desk/licences/${id}/suspension`, { version, reason: '恢复使用吧' })).body.code).toBe('licence-state');
  });
});

describe('units', () => {
  it('find what they issued, and what others issued answers like what is not there', async () => {
    const all = (await reviewer.get('/desk/licences?q=面馆')).body;
    expect(new Set(all.items.map((i: { issuer: string }) => i.issuer))).toEqual(new Set(['approval']));
    expect(all.total).toBeGreaterThan(2);
    const police = await county.as('reviewer.public-security');
    expect((await police.get('/desk/licences?q=面馆')).body.total).toBe(0);
    const { id, number } = await food();
    expect((await police.get(`/desk/licences/${id}`)).status).toBe(404);
    expect((await police.post(`/desk/licences/${id}/suspension`, { version: 1, reason: '不是本单位的' })).status).toBe(404);
    expect((await window.get(`/desk/licences?q=${number.slice(0, 18)}`)).body.items.map((i: { id: string }) => i.id)).toContain(id);
    for (const state of ['valid', 'suspended', 'revoked', 'replaced', 'expired', 'expiring', 'waiting'])
      expect((await window.get(`/desk/licences?state=${state}`)).body.total, state).toBeGreaterThan(0);
  });

  it('see numbers of people in part only', async () => {
    const register = await licence(`type = 'household-register' and bearer_name = '白婷婷'`);
    const police = await county.as('reviewer.public-security');
    const line = (await police.get(`/desk/licences/${register.id}`)).body.face.lines.find((l: { id: string }) => l.id === 'identity-number');
    expect(line.value).toMatch(/^14\*{14}/);
  });

  it('keep the paper in step, with a serial number of its own for every sheet', async () => {
    const l = await licence(`type = 'fire-safety-certificate'`);
    const fire = await county.as('reviewer.fire-rescue');
    const paper = async (body: object) => fire.post(`/desk/licences/${l.id}/paper`, { version: (await one(l.id)).version, ...body });
    expect((await paper({ move: 'hand-over' })).body.detail).toContain('没有制证');
    expect((await paper({ move: 'print' })).body.errors[0].path).toBe('serial');
    expect((await paper({ move: 'print', serial: 'xf-0001' })).status).toBe(204);
    expect((await paper({ move: 'hand-over' })).status).toBe(204);
    expect((await paper({ move: 'lose', reason: '店里进水，泡坏了' })).status).toBe(204);
    expect((await paper({ move: 'print', serial: 'XF-0001' })).body.errors[0].message).toContain('新的流水号');
    expect((await paper({ move: 'print', serial: 'XF-0002' })).status).toBe(204);
    expect((await fire.get(`/desk/licences/${l.id}`)).body.changes.map((c: { kind: string; serial: string }) => [c.kind, c.serial])).toEqual([
      ['print', 'XF-0002'],
      ['lose', 'XF-0001'],
      ['hand-over', 'XF-0001'],
      ['print', 'XF-0001'],
    ]);
  });
});

describe('a share', () => {
  const share = async (body: object, key?: string) =>
    owner.create(`/licences/${(await food()).id}/shares`, { lines: ['permit-number'], purpose: '租铺面签合同', days: 1, ...body }, key);

  it('shows the chosen lines and nothing else, once, and says live how the licence stands', async () => {
    const made = await share({});
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    const opened = await county.guest().post('/shared-licences', { token: made.body.token });
    expect(opened.body).toMatchObject({
      typeName: '食品经营许可证',
      state: 'valid',
      purpose: '租铺面签合同',
      lines: [{ label: '许可证编号', value: 'JY21411290009002' }],
      left: 0,
    });
    expect(JSON.stringify(opened.body)).not.toContain('老张面馆');
    const again = await county.guest().post('/shared-licences', { token: made.body.token });
    const never = await county.guest().post('/shared-licences', { token: 'never-there' });
    expect([again.status, again.body.code, again.body.title]).toEqual([never.status, never.body.code, never.body.title]);
    expect(again.status).toBe(404);
    const [log] = (await owner.get(`/licences/${(await food()).id}/uses`)).body.shares;
    expect(log).toMatchObject({ views: 1, open: false, viewers: [{ name: '持链接的人（没有登录）' }] });
  });

  it('keeps no token, and no link that has ended opens', async () => {
    const made = (await share({ views: 5 })).body;
    expect(JSON.stringify(await rows(county, `select * from licence_share`))).not.toContain(made.token);
    expect((await county.guest().post('/shared-licences', { token: made.token })).status).toBe(200);
    expect((await owner.post(`/licence-shares/${made.id}/end`, {})).status).toBe(204);
    expect((await county.guest().post('/shared-licences', { token: made.token })).status).toBe(404);
    const other = (await share({ views: 5, days: 7 })).body;
    county.travel('2024-11-10');
    expect((await county.guest().post('/shared-licences', { token: other.token })).status).toBe(200);
    county.travel('2024-11-12');
    expect((await county.guest().post('/shared-licences', { token: other.token })).status).toBe(404);
    county.travel('2024-11-04');
  });

  it('is refused for more than seven days, for lines that are not there, and by who is not the holder', async () => {
    expect((await share({ days: 8 })).body.errors[0].path).toBe('days');
    expect((await share({ lines: [] })).body.errors[0].path).toBe('lines');
    expect((await share({ lines: ['secret'] })).body.errors[0].path).toBe('lines');
    expect((await share({ unit: 'no-such-unit' })).body.errors[0].path).toBe('unit');
    const buyer = await county.as('buyer');
    expect((await buyer.create(`/licences/${(await food()).id}/shares`, { lines: ['number'], purpose: '看一看', days: 1 })).status).toBe(404);
    expect((await share({}, 'the-same')).body.id).toBe((await share({}, 'the-same')).body.id);
  });

  it('given to a unit stands in its desk, and every look is in the holder’s log by name', async () => {
    const market = await county.as('reviewer.market-supervision');
    const [item] = (await market.get('/desk/licence-shares')).body.items;
    expect(item).toMatchObject({ typeName: '食品经营许可证', purpose: '入驻外卖平台核验' });
    const opened = (await market.post(`/desk/licence-shares/${item.id}/opening`, {})).body;
    // The licence that was shown has been corrected since: whoever looks is told.
    expect(opened).toMatchObject({ state: 'replaced', lines: [{ label: '持证人', value: '中阳县老张面馆（个体工商户）' }, {}, {}] });
    const health = await county.as('reviewer.health');
    expect((await health.get('/desk/licence-shares')).body.items).toEqual([]);
    expect((await health.post(`/desk/licence-shares/${item.id}/opening`, {})).status).toBe(404);
    const first = await licence(`type = 'food-business-licence' and state = 'replaced'`);
    const [log] = (await owner.get(`/licences/${first.id}/uses`)).body.shares;
    expect(log).toMatchObject({ unit: 'market-supervision', views: 1, viewers: [{ unitName: '县市场监督管理局' }] });
  });
});

describe('the document', () => {
  const check = (pdf: Buffer) => county.guest().post('/licence-document-checks', { content: pdf.toString('base64') });
  let pdf: Buffer;
  beforeAll(async () => {
    pdf = (await owner.post(`/licences/${(await composite()).id}/document`, {})).body;
  });

  it('is the county’s, whole, and says how the licence stands today', async () => {
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const { number } = await composite();
    expect((await check(pdf)).body).toMatchObject({ licence: { number, state: 'valid', typeName: '行业综合许可证（餐饮店）' } });
    const part = await food();
    await reviewer.post(`/desk/licences/${part.id}/suspension`, { version: part.version, reason: '复查再次停业' });
    expect((await check(pdf)).body.licence).toMatchObject({ number, state: 'partly' });
  });

  it('keeps the certificate with the key', async () => {
    const [key] = await rows<{ certificate: string }>(county, `select certificate from signing_key where purpose = 'licence'`);
    expect(key!.certificate.length).toBeGreaterThan(400);
  });

  it.each([
    ['one byte changed', 'document-altered', () => Buffer.from(pdf).fill(pdf[4000]! ^ 1, 4000, 4001)],
    ['something added', 'document-not-covered', () => Buffer.concat([pdf, Buffer.from('\n%%EOF\n')])],
    ['the end cut off', 'document-truncated', () => pdf.subarray(0, -600)],
    ['a photo', 'document-not-pdf', () => Buffer.from('\x89PNG and so on')],
    ['too large', 'document-too-large', () => Buffer.concat([pdf, Buffer.alloc(650_000)])],
  ] as const)('refuses %s by its own words', async (_, code, make) => {
    const refused = await check(make());
    expect(refused.body.code).toBe(code);
    expect(refused.body.title.length).toBeGreaterThan(5);
  });

  it('turns away 25 MB at the door', async () => {
    const refused = await check(Buffer.alloc(25_000_000, 65));
    expect([refused.status, refused.body.code]).toEqual([413, 'too-large']);
  });

  it('is refused when another county’s key signed it', async () => {
    await county.owner`update signing_key set public_key = '04' || repeat('ab', 64) where purpose = 'licence'`;
    expect((await check(pdf)).body.code).toBe('document-stranger');
  });
});

it('says nothing of a number that is well written and not there, and little of one that is', async () => {
  const { number } = await licence(`type = 'identity-card' and bearer_name = '白婷婷'`);
  const body = await checked(number);
  expect(body).toMatchObject({ bearer: '白*婷', parts: [] });
  expect((await checked((await food()).number)).bearer).toBe('中阳县老张面馆（个体工商户）');
  expect(Object.keys(body).sort()).toEqual(['bearer', 'issuedOn', 'issuer', 'number', 'parts', 'state', 'typeName', 'validUntil']);
});

it('lets nobody try numbers out: sixty a minute from one address, while the rest goes on', async () => {
  const limited = await newCounty({ limit: 5000 });
  const guest = limited.guest();
  const asked: number[] = [];
  for (let i = 0; i < 61; i++) asked.push((await guest.get('/licence-checks/X')).status);
  expect(asked.filter(s => s === 422)).toHaveLength(60);
  expect(asked.at(-1)).toBe(429);
  expect((await guest.get('/things')).status).toBe(200);
  await limited.close();
});

it('lists the unit’s licences in the order that is asked for, those without an end last', async () => {
  const reviewer = await county.as('reviewer.approval');
  const list = async (query: string) =>
    (await reviewer.get(`/desk/licences?size=500&${query}`)).body.items as { validUntil: string | null; bearerName: string }[];
  for (const down of ['yes', 'no']) {
    const ends = (await list(`sort=until&down=${down}`)).map(l => l.validUntil);
    const dated = ends.filter(e => e !== null);
    expect(dated.length).toBeGreaterThan(1);
    expect(ends).toEqual([...dated.toSorted((a, b) => (down === 'no' ? 1 : -1) * (a < b ? -1 : Number(a > b))), ...ends.filter(e => e === null)]);
  }
  expect((await reviewer.get('/desk/licences?sort=secret')).status).toBe(422);
});

it('is cancelled by two people, without blame, and says so', async () => {
  const { id, number, version } = await licence(`type = 'fire-safety-certificate' and state = 'valid'`);
  const fire = await county.as('reviewer.fire-rescue');
  const asked = { version, kind: 'cancel', reason: '持证人不再经营，申请注销', basis: '行政许可法 第七十条' };
  expect((await fire.post(`/desk/licences/${id}/revocation`, asked)).status).toBe(204);
  expect((await (await county.as('head.fire-rescue')).send('PUT', `/desk/licences/${id}/revocation`, { version: version + 1, agree: true })).status).toBe(204);
  expect((await checked(number)).state).toBe('cancelled');
  const [change] = (await fire.get(`/desk/licences/${id}`)).body.changes;
  expect(change).toMatchObject({ kind: 'cancel', title: '注销', state: 'done' });
  const told = (await owner.get('/notices')).body.items.find((n: { title: string }) => n.title.startsWith('证照已注销'));
  expect(told.body).toContain('行政许可法 第七十条');
});
