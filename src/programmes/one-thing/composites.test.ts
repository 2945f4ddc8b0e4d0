/** One trade, one licence: which trades there are, who has what of them, taking one, and an approval that completes one. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { lint } from './catalogue/lint.ts';
import { catalogueSchema } from './catalogue/schema.ts';
import { filesCatalogue } from './install.ts';

let county: County;
let owner: Browser;
let catering: string;
beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('firm');
  catering = (await rows<{ id: string }>(county, `select id from firm where name like '%餐饮管理%'`))[0]!.id;
});
afterAll(() => county.close());

const mine = async (id: string) => (await owner.get(`/composites/of/${catering}`)).body.items.find((x: { id: string }) => x.id === id);
const take = (compositeId: string, key?: string) => owner.create(`/composites/${compositeId}/licences`, { firm: catering }, key);

it('has five for 2024 and three for 2025, each of licences that some thing issues', async () => {
  const { items } = (await county.guest().get('/composites')).body;
  expect([2024, 2025].map(y => items.filter((x: { year: number }) => x.year === y).length)).toEqual([5, 3]);
  for (const x of items)
    for (const p of x.parts) expect(p.matters.flatMap((m: { things: unknown[] }) => m.things).length, `${x.name}: ${p.name}`).toBeGreaterThan(0);
  const targets = (await county.guest().get('/targets')).body.items.filter((t: { indicator: string }) => t.indicator === 'composites');
  expect(targets).toMatchObject([
    { target: 5, value: 5, state: 'met', citation: { place: '二（二）5' } },
    { target: 3, value: 0, state: 'ahead' },
  ]);
});

it('counts every number of the order about things, licences, the hall, policies and places', async () => {
  const { items } = (await county.guest().get('/targets')).body;
  const said = items
    .filter((t: any) => t.citation.document === '中政发〔2024〕16号')
    .map((t: any) => `${t.citation.place} ${t.indicator} ${t.by.slice(0, 4)}: ${t.target} ${t.unit}`);
  expect(said.toSorted()).toEqual(
    [
      '一 things-used 2027: 40 项',
      '二（一）1 things 2024: 22 项',
      '二（一）1 things 2025: 22 项',
      '附件 things-enterprise 2024: 11 项',
      '附件 things-individual 2024: 10 项',
      '附件 things-enterprise 2025: 6 项',
      '附件 things-individual 2025: 13 项',
      '附件一（一）2 trades 2024: 50 个',
      '二（一）2 hall-comprehensive 2024: 1 个',
      '二（一）2 hall-specialised 2024: 6 个',
      '二（一）2 hall-special 2024: 3 个',
      '二（一）2 hall-all-city 2024: 30 项',
      '二（一）2 hall-all-city 2025: 30 项',
      '二（一）2 hall-cross-city 2024: 30 项',
      '二（一）2 hall-cross-city 2025: 20 项',
      '二（二）5 composites 2024: 5 个',
      '二（二）5 composites 2025: 3 个',
      '二（三）7 policies-online 2024: 30 项',
      '二（三）7 policies-paid 2024: 2000 万元',
      '二（三）8 kiosk-towns 2024: 70 %',
      '二（三）8 kiosk-towns 2025: 100 %',
    ].toSorted(),
  );
  const value = (id: string) => items.find((t: { id: string }) => t.id === id).value;
  expect(['things-2024', 'things-enterprise-2024', 'things-individual-2024', 'trades-2024'].map(value)).toEqual([21, 11, 10, 6]);
  expect(['things-2025', 'things-enterprise-2025', 'things-individual-2025'].map(value)).toEqual([19, 6, 13]);
  expect(items.find((t: { id: string }) => t.id === 'things-2024').note).toContain('少 1 项');
  const leader = await county.as('leader');
  // Published is not arrived: the last aim counts what somebody got done.
  const used = (await leader.get('/targets/things-used-2027/list')).body;
  const finished = await rows(county, `select distinct subject from case_file where state = 'finished'`);
  expect([used.items.length, used.target.value]).toEqual([40, finished.length]);
  expect(used.items.filter((x: { detail: string }) => x.detail === '还没有人办结')).toHaveLength(40 - finished.length);
  const behind = await leader.get('/targets/trades-2024/list');
  expect(behind.body.items.map((x: { title: string }) => x.title)).toContain('面包店');
});

it('is refused before it is online, before every part is there, and to who does not act for the firm', async () => {
  expect((await take('supermarket')).body.code).toBe('composite-not-online');
  expect((await take('cold-chain')).body).toMatchObject({ code: 'composite-parts', detail: expect.stringMatching(/^还差：/) });
  expect((await take('nothing')).status).toBe(404);
  const buyer = await county.as('buyer');
  expect((await buyer.create('/composites/road-freight/licences', { firm: catering })).status).toBe(403);
  expect((await buyer.get(`/composites/of/${catering}`)).status).toBe(403);
});

it('counts catering as catering: a food licence for meals makes no convenience store', async () => {
  const noodles = (await rows<{ id: string }>(county, `select id from firm where name like '%老张面馆%'`))[0]!.id;
  const { items } = (await owner.get(`/composites/of/${noodles}`)).body;
  const of = (id: string) => items.find((x: { id: string }) => x.id === id);
  expect(of('restaurant').has).toMatchObject({ state: 'valid' });
  expect(of('convenience-store').parts.map((p: { held: unknown }) => p.held !== null)).toEqual([true, false]);
});

it('is taken once every part is there, once however often it is asked for', async () => {
  expect(await mine('road-freight')).toMatchObject({ complete: true, has: null, parts: [{ held: {} }, { held: {} }, { held: {} }] });
  const two = await Promise.all([take('road-freight'), take('road-freight')]);
  expect(two.map(t => t.status).sort()).toEqual([200, 409]);
  expect(await mine('road-freight')).toMatchObject({ has: { state: 'valid' }, fresher: false });
  const number = (await mine('road-freight')).has.number;
  expect((await county.guest().get(`/licence-checks/${number}`)).body).toMatchObject({
    typeName: '行业综合许可证（道路货运）',
    parts: [{ typeName: '营业执照' }, {}, {}],
  });
});

it('says so when a part is suspended, and is not got back by asking for another', async () => {
  const [part] = await rows<{ id: string; version: number }>(county, `select id, version from licence where type = 'road-transport-licence'`);
  const reviewer = await county.as('reviewer.approval');
  await reviewer.post(`/desk/licences/${part!.id}/suspension`, { version: part!.version, reason: '安全隐患整改' });
  expect(await mine('road-freight')).toMatchObject({ complete: false, has: { state: 'partly' }, parts: [{}, { held: null, unfit: '暂停使用' }, {}] });
  expect((await take('road-freight')).body.code).toBe('composite-parts');
  const { id, version } = (await rows<{ id: string; version: number }>(county, `select id, version from licence where type = 'composite-road-freight'`))[0]!;
  const { id: _, ...again } = (await rows<{ id: string; version: number }>(county, `select id, version from licence where id = '${part!.id}'`))[0]!;
  await reviewer.send('DELETE', `/desk/licences/${part!.id}/suspension`, { ...again, reason: '整改合格' });
  await reviewer.post(`/desk/licences/${id}/suspension`, { version, reason: '综合证另案暂停' });
  expect((await take('road-freight')).body.code).toBe('composite-stopped');
});

describe('the linter', () => {
  const good = filesCatalogue();
  const with_ = (change: (x: (typeof good)['composites'][number]) => void) => {
    const c = structuredClone(good);
    change(c.composites[0]!);
    return lint(c)
      .filter(f => f.kind === 'composites')
      .map(f => `${f.rule}: ${f.message}`);
  };
  it.each([
    ['a part twice', (x: (typeof good)['composites'][number]) => void x.parts.push(x.parts[0]!), '列了两次'],
    ['a licence that is not there', x => void (x.parts[0]!.licence = 'no-such'), '不存在的证照'],
    ['a licence that no matter issues', x => void (x.parts[0]!.licence = 'elderly-institution-filing'), '没有一件事的事项首次发'],
    ['a licence that is only changed here', x => void (x.parts[0]!.licence = 'drug-business-licence'), '没有一件事的事项首次发'],
    ['a licence of persons', x => void (x.parts[0]!.licence = 'birth-certificate'), '不是发给企业的'],
    ['a unit that is not there', x => void (x.issuer = 'no-such'), '不存在的部门'],
    [
      'one part only',
      x => {
        for (const [i, p] of x.parts.entries()) p.optional = i > 0;
      },
      '说不上“多业一证”',
    ],
    ['a year that is not its day’s', x => void (x.year = 2025), '上线日期'],
    ['an attribute that is not there', x => void (x.parts[1]!.where = { attribute: 'colour', values: ['红'] }), '没有“colour”'],
  ] as [string, (x: (typeof good)['composites'][number]) => void, string][])('finds %s', (_, change, message) =>
    expect(with_(change).join()).toContain(message),
  );

  it('finds nothing in the files, and reads a version from before there were composites', () => {
    expect(with_(() => {})).toEqual([]);
    const { composites: _, ...old } = good;
    expect(catalogueSchema.parse(old).composites).toEqual([]);
  });
});

it('cites no sentence of the order in its data', () => expect(readFileSync('catalogue/composites.yaml', 'utf8')).not.toContain('在发放实体证照的同时'));
