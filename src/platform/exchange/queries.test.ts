/** Asking others for data: for a case, a purpose, on a basis or with consent, within limits; written down, and shown to the person. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, openCity } from '../../../e2e/city/city.ts';
import { finishedCase } from '../../../e2e/city/finished.ts';
import { introduce } from '../../../e2e/city/with-city.ts';
import { plan } from '../../programmes/one-thing/catalogue/notice.ts';
import { fillForm } from '../../programmes/one-thing/demo/filling.ts';
import { filesCatalogue } from '../../programmes/one-thing/install.ts';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { dayInChina } from '../calendar/index.ts';
import { dice, pixel } from '../demo/index.ts';

let county: County;
let city: City;
let reviewer: Browser;
let number: string;
const asked: Record<string, any>[] = [];
beforeAll(async () => {
  county = await newCounty();
  city = await openCity();
  await introduce(county, city);
  city.records['marriage-registration'] = (params, question) => {
    asked.push({ ...question, params });
    return params.name === '查无此人' ? null : { status: '已婚', registeredOn: '2021-05-20', office: '中阳县民政局', secret: '不该看到' };
  };
  city.records['social-insurance'] = () => ({ insured: true, place: '中阳县', months: 86 });
  number = await finishedCase(county, 'resident');
  reviewer = await county.as('reviewer.human-resources');
});
afterAll(async () => {
  await county?.close();
  await city?.close();
});

const marriage = { serviceId: 'marriage-registration', purpose: '社会救助核验' };
const insurance = { serviceId: 'social-insurance', purpose: '就业参保登记核验' };
const ask = (body: object, by = reviewer) => by.create('/data-queries', { number, ...body });
const open = async (id: string, by = reviewer) => (await by.post(`/data-queries/${id}/opening`)).body;

describe('a query on a legal basis', () => {
  it('goes out for the principal of the case with purpose, basis and unit, and only what the service promises is shown', async () => {
    const { id } = (await ask(marriage)).body;
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      purpose: '社会救助核验',
      unit: '县人社局',
      case: number,
      basis: expect.stringContaining('716号'),
    });
    expect(asked[0]!.params.name).toBe('白婷婷');
    expect(asked[0]!.params.identity).toMatch(/^\d{17}[\dX]$/);
    const { query, answer } = await open(id);
    expect(query).toMatchObject({ state: 'answered', cached: false });
    expect(answer).toEqual([
      { name: '婚姻状况', value: '已婚' },
      { name: '登记日期', value: '2021-05-20' },
      { name: '登记机关', value: '中阳县民政局' },
    ]);
  });
  it('lies sealed, and the number that was asked for lies nowhere', async () => {
    const [dump] = await rows<{ t: string }>(county, `select string_agg(q::text, '') as t from data_query q`);
    expect(dump!.t).not.toContain('已婚');
    expect(dump!.t).not.toContain(asked[0]!.params.identity);
    const audit = await rows<{ t: string }>(county, `select string_agg(body, '') as t from audit.entry`);
    expect(audit[0]!.t).not.toContain(asked[0]!.params.identity);
  });
  it('asked again while the answer is fresh is answered from what is kept, and written down like the first', async () => {
    const { id } = (await ask(marriage)).body;
    expect(asked).toHaveLength(1);
    expect((await open(id)).query).toMatchObject({ cached: true, state: 'answered' });
    county.travel('2024-11-06');
    await ask(marriage);
    expect(asked).toHaveLength(2);
    county.travel('2024-11-04');
  });
  it('is refused for a purpose that the service does not have, for a case of others, and to people without the right', async () => {
    expect((await ask({ ...marriage, purpose: '看看' })).body).toMatchObject({ code: 'purpose-wrong', errors: [{ path: 'purpose' }] });
    expect((await ask({ ...marriage, purpose: '' })).status).toBe(422);
    expect((await ask(marriage, await county.as('reviewer.health'))).status).toBe(404);
    expect((await ask({ ...marriage, number: '141129-20240101-0001' })).status).toBe(404);
    expect((await ask(marriage, await county.as('window'))).status).toBe(403);
    expect((await ask({ serviceId: 'firm-credit', purpose: '许可审批核验' })).body.code).toBe('not-about');
  });
  it('is opened by the unit that asked only', async () => {
    const { items } = (await reviewer.get('/data-queries')).body;
    const other = await county.as('reviewer.health');
    expect((await other.post(`/data-queries/${items[0].id}/opening`)).status).toBe(404);
    expect((await other.get('/data-queries')).body.total).toBe(0);
    const today = county.house.clock.today();
    const within = async (days: string) => (await reviewer.get(`/data-queries?${days}`)).body.total;
    const asked = items.filter((q: { askedAt: string }) => dayInChina(q.askedAt) === today).length;
    expect(asked).toBeGreaterThan(0);
    expect([await within(`from=${today}&to=${today}`), await within('to=2024-01-01'), await within('from=2030-01-01')]).toEqual([asked, 0, 0]);
    expect((await reviewer.get('/data-queries?size=1')).body).toMatchObject({ items: [{ id: items[0].id }], total: items.length });
  });
  it('stops at the limit of the day and unit; what is kept still answers', async () => {
    await county.owner`update data_service set daily_limit = 1`;
    expect((await ask(marriage)).status).toBe(200);
    await county.owner`update data_query set fresh_until = now() - interval '9 years' where fresh_until is not null`;
    expect((await ask(marriage)).body).toMatchObject({ code: 'limit-reached' });
    await county.owner`update data_service set daily_limit = 200`;
  });
  it('says so when the other side is not reached or has nothing', async () => {
    await city.down();
    const { id } = (await ask(marriage)).body;
    expect((await open(id)).query).toMatchObject({ state: 'failed', reason: expect.stringContaining('连不上') });
    await city.up();
    city.records['marriage-registration'] = () => null;
    const none = (await ask(marriage)).body.id;
    expect((await open(none)).query.state).toBe('none');
    delete city.records['marriage-registration'];
    await county.owner`update data_query set fresh_until = now() - interval '9 years' where fresh_until is not null`;
    const refused = (await ask(marriage)).body.id;
    expect((await open(refused)).query).toMatchObject({ state: 'refused', reason: '没有这项数据服务' });
  });
});

describe('a query that needs the person', () => {
  it('is refused until the person agreed, and again after they took it back', async () => {
    expect((await ask(insurance)).body.code).toBe('consent-missing');
    const { id } = (await reviewer.create('/data-consents', { number, ...insurance })).body;
    expect((await reviewer.create('/data-consents', { number, ...insurance })).status).toBe(409);
    expect((await ask(insurance)).body.code).toBe('consent-missing');
    const mother = await county.as('resident');
    expect((await mother.get('/notices')).body.items[0].title).toBe('请您同意一次数据查询');
    const [consent] = (await mother.get('/data-consents')).body.items;
    expect(consent).toMatchObject({ id, state: 'asked', serviceName: '社会保险参保信息', purpose: '就业参保登记核验' });
    const other = await county.as('elder');
    expect((await other.post(`/data-consents/${id}/decision`, { version: 1, state: 'given' })).status).toBe(404);
    expect((await mother.post(`/data-consents/${id}/decision`, { version: 1, state: 'given' })).status).toBe(204);
    const query = (await ask(insurance)).body;
    expect((await open(query.id)).answer).toContainEqual({ name: '是否参保', value: '是' });
    expect((await mother.post(`/data-consents/${id}/decision`, { version: 2, state: 'ended' })).status).toBe(204);
    expect((await ask(insurance)).body.code).toBe('consent-missing');
  });
  it('and the person sees all that was asked about them, by whom and why, and others see nothing', async () => {
    const mother = await county.as('resident');
    const { items } = (await mother.get('/data-queries')).body;
    const [row] = await rows<{ n: number }>(county, `select count(*)::int as n from data_query`);
    expect(items).toHaveLength(row!.n);
    expect(items.some((q: any) => q.cached)).toBe(true);
    expect(items.find((q: any) => q.service === 'social-insurance')).toMatchObject({ basis: '本人同意', askedByName: expect.any(String), caseNumber: number });
    expect((await (await county.as('buyer')).get('/data-queries')).body.items).toEqual([]);
    expect((await (await county.as('auditor')).get('/data-queries')).body.total).toBe(row!.n);
  });
});

describe('data in the place of a paper, while an application is filled in', () => {
  const married = { status: '已婚', registeredOn: '2021-05-20', office: '中阳县民政局' };
  let seller: Browser;
  let path: string;
  const material = async () => (await seller.get(path)).body.materials['marriage-certificate-copy'];
  const instead = (body: object = { agreed: true }) => seller.create(`${path}/materials/marriage-certificate-copy/query`, body);
  const limit = (n: number) => county.owner`update data_service set daily_limit = ${n} where id = 'marriage-registration'`;
  beforeAll(async () => {
    seller = await county.as('seller');
    asked.length = 0;
    city.records['marriage-registration'] = (params, question) => {
      asked.push({ ...question, params });
      return married;
    };
    const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'no' };
    const made = await seller.create('/applications', { thing: 17, answers });
    path = `/applications/${made.body.id}`;
  });

  it('tells whom it would ask for what, on which basis, and asks only who agreed', async () => {
    expect(await material()).toMatchObject({
      way: null,
      register: null,
      ask: {
        provider: '山西省民政厅',
        fields: ['婚姻状况', '登记日期', '登记机关'],
        basis: expect.stringContaining('716号'),
        consentNeeded: false,
        unit: '公安局',
      },
      tried: null,
    });
    expect((await instead({ agreed: false })).body.errors[0].message).toBe('要先同意，才能查询');
    expect((await (await county.as('buyer')).create(`${path}/materials/marriage-certificate-copy/query`, { agreed: true })).status).toBe(404);
    expect((await seller.create(`${path}/materials/nonsense/query`, { agreed: true })).body.errors[0].path).toBe('materialId');
    expect(asked).toEqual([]);
  });
  it('says what was asked of whom where there is nothing, another line fails or the answer is no, and leaves the other ways open', async () => {
    city.records['marriage-registration'] = () => ({ ...married, status: '离婚' });
    await county.owner`update data_service set cache_hours = 0 where id = 'marriage-registration'`;
    expect((await instead()).status).toBe(200);
    expect(await material()).toMatchObject({ way: null, tried: { provider: '山西省民政厅', why: '查到的婚姻状况是“离婚”' } });
    await city.down();
    await instead();
    expect(await material()).toMatchObject({ way: null, tried: { why: '现在联系不上', asking: false } });
    await city.up();
    city.records['marriage-registration'] = () => null;
    await instead();
    expect(await material()).toMatchObject({ way: null, ask: null, tried: { why: '那边没有记录' } });
    // Three times is enough; the paper is handed in as ever.
    expect((await instead()).body).toMatchObject({ code: 'limit-reached', detail: '这份材料已经查过 3 次，请用别的办法提供' });
    expect((await seller.get(path)).body.faults).toContainEqual({ path: 'materials.marriage-certificate-copy', message: '请提供结婚证' });
    await county.owner`delete from data_query where application is not null`;
    await county.owner`update data_service set cache_hours = 24 where id = 'marriage-registration'`;
  });
  it('holds to the limit of the day, and offers nothing while the line is paused', async () => {
    await limit(1);
    await county.owner`update data_query set unit = 'public-security' where ctid = (select ctid from data_query where service = 'marriage-registration' and cached_from is null limit 1)`;
    expect((await instead()).body.code).toBe('limit-reached');
    await limit(200);
    await county.owner`update exchange_partner set paused_at = now(), paused_by = '', paused_reason = '' where id = 'city'`;
    expect(await material()).toMatchObject({ way: null, ask: null, tried: null });
    await county.owner`update exchange_partner set paused_at = null`;
  });
  it('is asked for the unit that wants the paper, with the person’s consent where the service needs it', async () => {
    await county.owner`update data_service set consent_needed = true where id = 'marriage-registration'`;
    city.records['marriage-registration'] = (params, question) => {
      asked.push({ ...question, params });
      return married;
    };
    expect((await instead()).status).toBe(200);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ purpose: '代替申请材料', unit: '县公安局', basis: expect.stringMatching(/^本人同意 /) });
    expect(asked[0]).not.toHaveProperty('case');
    expect(await material()).toMatchObject({
      way: 'query',
      ask: null,
      found: { from: '山西省民政厅', lines: [{ name: '婚姻状况', value: '已婚' }, {}, {}] },
    });
    expect((await seller.get('/data-consents')).body.items[0]).toMatchObject({ state: 'given', caseNumber: null, purpose: '代替申请材料' });
    // Taken back before anything was handed in, the answer counts no more; given again, what is kept still answers.
    const [given] = (await seller.get('/data-consents')).body.items;
    expect((await seller.post(`/data-consents/${given.id}/decision`, { version: given.version, state: 'ended' })).status).toBe(204);
    expect(await material()).toMatchObject({ way: null, found: null, tried: null, ask: { consentNeeded: true } });
    expect((await instead()).status).toBe(200);
    expect([asked.length, (await material()).way]).toEqual([1, 'query']);
    // Asked again it is not asked at all: the material is there.
    expect((await instead()).body.errors[0].message).toContain('不用再查');
  });
  it('stands in the case with source and time, for the unit to read; the query and the consent are the case’s', async () => {
    const caseId = await handInNewborn(seller, path);
    const file = (await seller.get(`/cases/${caseId}`)).body;
    const mine = file.materials.find((m: { id: string }) => m.id === 'marriage-certificate-copy');
    expect(mine).toMatchObject({
      way: 'query',
      state: 'given',
      found: { from: '山西省民政厅', at: expect.stringMatching(/^2024-11-0/), lines: [{ value: '已婚' }, {}, {}] },
    });
    const [task] = await rows<{ id: string }>(county, `select id from task where case_id = '${caseId}' and key = 'birth-registration'`);
    const desk = (await (await county.as('reviewer.public-security')).get(`/desk/tasks/${task!.id}`)).body;
    expect(desk.materials.find((m: { id: string }) => m.id === 'marriage-certificate-copy').found.lines[0]).toEqual({ name: '婚姻状况', value: '已婚' });
    const [dump] = await rows<{ t: string }>(county, `select string_agg(m::text, '') as t from case_material m where case_id = '${caseId}'`);
    expect(dump!.t).not.toContain('已婚');
    expect((await seller.get('/data-queries')).body.items[0]).toMatchObject({
      caseNumber: file.case.number,
      purpose: '代替申请材料',
      askedByName: '本人申请时',
    });
    expect((await seller.get('/data-consents')).body.items[0]).toMatchObject({ caseNumber: file.case.number });
    await county.owner`update data_service set consent_needed = false where id = 'marriage-registration'`;
  });
});

it('services are kept by the administrator, signed in afresh, and with all that the law wants to know', async () => {
  const admin = await county.as('admin');
  const { items } = (await admin.get('/data-services')).body;
  const { id, ...service } = items[0];
  const put = (body: object) => admin.send('PUT', `/data-services/${id}`, body);
  expect((await put(service)).body.code).toBe('elevation-needed');
  const { code } = (await admin.get('/demo/code')).body;
  admin.csrf = (await admin.post('/session/elevation', { code })).body.csrf;
  expect((await put({ ...service, basis: '', purposes: [] })).body.errors.map((e: any) => e.path).sort()).toEqual(['basis', 'purposes']);
  expect(
    (await put({ ...service, proves: [{ material: 'marriage-certificate-copy', field: 'colour', values: ['红'] }], purposes: ['别的'] })).body.errors,
  ).toEqual([
    { path: 'purposes', message: '能代替申请材料的，查询目的里要有“代替申请材料”' },
    { path: 'proves.0.field', message: '要是上面的一个数据项' },
  ]);
  const materials = (await admin.get('/data-services')).body.materials as { id: string; name: string; words: string }[];
  expect(materials.find(m => m.id === 'marriage-certificate-copy')).toMatchObject({ name: '结婚证', words: expect.stringContaining('jhz') });
  // What nobody hands in, or our own register knows, is not there to be replaced.
  expect(materials.some(m => m.id === 'identity-card-applicant')).toBe(false);
  expect(
    (
      await put({
        ...service,
        purposes: ['代替申请材料'],
        proves: [{ material: 'identity-card-applicant' }, { material: 'nonsense', field: Object.keys(service.fields)[0] }],
      })
    ).body.errors,
  ).toEqual([
    { path: 'proves.0.material', message: '事项目录里没有这份材料，或它不能由别处的数据代替' },
    { path: 'proves.1.material', message: '事项目录里没有这份材料，或它不能由别处的数据代替' },
    { path: 'proves.1.values', message: '请写明要求的值' },
  ]);
  expect((await put(service)).body).toEqual({ version: service.version + 1 });
  expect((await put(service)).body.code).toBe('changed');
});

/** Fills in what a birth takes and hands it in; the case's id. */
async function handInNewborn(by: Browser, path: string): Promise<string> {
  const first = (await by.get(path)).body;
  const thing = filesCatalogue().things.find(t => t.no === 17)!;
  const filled = fillForm(plan(filesCatalogue(), thing, { ...thing.facts, ...first.answers }), first.values, dice(3), '2024-11-04');
  const photo = (await by.upload('/files?accept=image', '材料.png', pixel)).body.id;
  const materials = Object.fromEntries(
    first.notice.materials
      .filter((m: { id: string }) => first.materials[m.id].way === null)
      .map((m: { id: string }) => [m.id, { way: 'upload', files: [photo] }]),
  );
  const saved = await by.send('PATCH', path, { version: first.version, values: filled.values, rows: filled.rows, materials, consent: true });
  const sent = await by.create(`${path}/submission`, { version: saved.body.version });
  expect(sent.status, JSON.stringify(sent.body)).toBe(200);
  return sent.body.caseId;
}
