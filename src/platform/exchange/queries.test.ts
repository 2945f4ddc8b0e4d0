/** Asking others for data: for a case, a purpose, on a basis or with consent, within limits; written down, and shown to the person. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type City, openCity } from '../../../e2e/city/city.ts';
import { finishedCase } from '../../../e2e/city/finished.ts';
import { introduce } from '../../../e2e/city/with-city.ts';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

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

it('services are kept by the administrator, signed in afresh, and with all that the law wants to know', async () => {
  const admin = await county.as('admin');
  const { items } = (await admin.get('/data-services')).body;
  const { id, ...service } = items[0];
  const put = (body: object) => admin.send('PUT', `/data-services/${id}`, body);
  expect((await put(service)).body.code).toBe('elevation-needed');
  const { code } = (await admin.get('/demo/code')).body;
  admin.csrf = (await admin.post('/session/elevation', { code })).body.csrf;
  expect((await put({ ...service, basis: '', purposes: [] })).body.errors.map((e: any) => e.path).sort()).toEqual(['basis', 'purposes']);
  expect((await put(service)).body).toEqual({ version: service.version + 1 });
  expect((await put(service)).body.code).toBe('changed');
});
