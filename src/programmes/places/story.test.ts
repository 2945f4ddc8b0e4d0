/** The life of places by HTTP: found, kept, broken, closed; and the county's figure that follows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { allDay } from './hours.ts';
import { remind } from './reminding.ts';

let county: County;
let owner: Browser;
let jinluo: Browser;
const guest = () => county.guest();
const list = async (b: Browser = owner) => (await b.get('/desk/places')).body.items as any[];
const called = async (name: string) => (await list()).find(p => p.name === name);
const target = async (year: number) => (await guest().get('/targets')).body.items.find((t: any) => t.id === `kiosk-towns-${year}`);

beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('service-owner');
  jinluo = await county.as('town.jinluo');
});
afterAll(() => county.close());

const form = {
  kind: 'business-station',
  name: '金罗集贸市场驿站',
  town: 'jinluo',
  village: null,
  address: '金罗镇集贸市场东门',
  lon: 111.135,
  lat: 37.41,
  datum: 'cgcs2000',
  approximate: false,
  phone: '0358-5021234',
  hours: { ...allDay, mon: '9:00—12:00', holiday: '' },
  access: ['ramp'],
  services: [{ subject: 'thing:7', way: 'collect' }],
  note: '',
  validFrom: '2024-11-04',
};

describe('finding', () => {
  it('everybody reads what stands today, with what can be done there, and no keeper’s data', async () => {
    const { body, status } = await guest().get('/places');
    expect(status).toBe(200);
    expect(body.items.filter((p: any) => p.kind === 'town-centre')).toHaveLength(6);
    expect(body.items.filter((p: any) => p.kind === 'village-station')).toHaveLength(89);
    expect(body.towns.map((t: any) => t.villages.length).reduce((a: number, b: number) => a + b)).toBe(89);
    expect(body.subjects.find((s: any) => s.key === 'thing:17').name).toBe('新生儿出生');
    expect(body.items[0]).not.toHaveProperty('version');
    expect((await guest().get('/places?subject=thing:17')).body.items).toHaveLength(7);
    expect((await guest().get(`/places/${body.items[0].no}`)).body.place.name).toBe('中阳县政务服务大厅');
    expect((await guest().get('/places/9999')).status).toBe(404);
  });

  it('a resident begins at home; nobody else learns where they live', async () => {
    const me = await county.as('resident');
    const [person] = await rows<{ town: string; village: string }>(
      county,
      "select p.town, p.village from person p join demo_account d on d.subject = p.id where d.account = 'resident'",
    );
    expect((await me.get('/places/home')).body).toEqual({ town: person!.town, village: person!.village });
    expect((await guest().get('/places/home')).status).toBe(401);
  });
});

describe('keeping', () => {
  it('a town registers its own place, once for two clicks, hours in one spelling', async () => {
    const first = await jinluo.create('/desk/places', form, 'one-key');
    const again = await jinluo.create('/desk/places', form, 'one-key');
    expect([first.status, again.body.no]).toEqual([200, first.body.no]);
    expect((await called(form.name)).hours.mon).toBe('09:00-12:00');
    expect((await jinluo.create('/desk/places', form)).body.errors).toEqual([{ path: 'name', message: '这个乡镇已经有同名的办事点' }]);
  });

  it('and no other town’s, nor the county’s hall; moving a place to another town needs the right to both', async () => {
    expect((await jinluo.create('/desk/places', { ...form, name: '别处', town: 'zhike' })).status).toBe(403);
    const hall = await called('中阳县政务服务大厅');
    expect((await jinluo.post(`/desk/places/${hall.no}/confirmation`, { version: hall.version })).status).toBe(403);
    const mine = await called(form.name);
    expect((await jinluo.send('PATCH', `/desk/places/${mine.no}`, { ...form, version: mine.version, town: 'zhike' })).status).toBe(403);
    expect((await list(jinluo)).filter(p => p.mine).every(p => p.town === 'jinluo' && p.kind !== 'hall')).toBe(true);
    // The hall stands in 宁乡镇, and its town does not keep it.
    const ningxiang = await county.as('town.ningxiang');
    expect((await ningxiang.post(`/desk/places/${hall.no}/confirmation`, { version: hall.version })).status).toBe(403);
  });

  it('the database itself lets a town write nothing of another', async () => {
    const scope = { county: county.county, actor: 'x', roles: ['town-officer'], parties: [], units: ['town-jinluo'], towns: ['jinluo'] };
    const changed = await county.house.db.write(
      scope,
      async sql => (await sql`update place set note = 'x' where county = ${county.county} returning town, kind`) as any,
    );
    expect(new Set(changed.map((r: any) => r.town))).toEqual(new Set(['jinluo']));
    await county.owner`update place set note = '' where note = 'x'`;
  });

  it('names everything that is wrong, each at its field', async () => {
    const { status, body } = await owner.create('/desk/places', {
      ...form,
      kind: 'village-station',
      name: '一',
      address: '',
      lon: 116.4,
      lat: 39.9,
      phone: '电话',
      hours: { ...form.hours, tue: '九点' },
      services: [{ subject: 'thing:99', way: 'collect' }],
      validFrom: '2024-02-30',
    });
    expect(status).toBe(422);
    expect(body.errors.map((e: any) => e.path)).toEqual(['name', 'village', 'address', 'lon', 'lat', 'phone', 'hours.tue', 'services.0.subject', 'validFrom']);
  });

  it('coordinates from Amap are brought back to CGCS2000', async () => {
    const mine = await called(form.name);
    expect((await jinluo.send('PATCH', `/desk/places/${mine.no}`, { ...form, version: mine.version, datum: 'gcj02' })).status).toBe(204);
    const moved = await called(form.name);
    expect(moved.lon).not.toBe(form.lon);
    expect(Math.abs(moved.lon - form.lon)).toBeLessThan(0.01);
  });

  it('two at once: one wins, the other is told; the audit has before and after', async () => {
    const mine = await called(form.name);
    const replies = await Promise.all(
      [jinluo, owner].map((b, i) => b.send('PATCH', `/desk/places/${mine.no}`, { ...form, version: mine.version, note: `第 ${i} 人` })),
    );
    expect(replies.map(r => r.status).sort()).toEqual([204, 409]);
    expect(replies.find(r => r.status === 409)!.body.detail).toContain('刚刚被别人改过');
    const [entry] = await rows<{ body: any }>(county, `select body from audit.entry where action = 'place.edit' order by seq desc limit 1`);
    expect(JSON.parse(entry!.body).detail.note).toMatchObject({ was: '' });
  });

  it('a closed place is gone for people from its day on, stays in the list, and changes no more', async () => {
    const mine = await called(form.name);
    const close = (on: string) => jinluo.post(`/desk/places/${mine.no}/closure`, { version: mine.version, on, why: '市场搬迁' });
    expect((await close('2024-11-03')).body.errors[0].path).toBe('on');
    expect((await close('2024-11-06')).status).toBe(204);
    expect((await guest().get('/places')).body.items.some((p: any) => p.no === mine.no)).toBe(true);
    const later = await jinluo.send('PATCH', `/desk/places/${mine.no}`, { ...form, version: mine.version + 1, validFrom: '2024-12-01' });
    expect([later.status, later.body.errors?.[0].path]).toEqual([422, 'validFrom']);
    county.travel('2024-11-06');
    expect((await guest().get('/places')).body.items.some((p: any) => p.no === mine.no)).toBe(false);
    const closed = await called(form.name);
    expect(closed).toMatchObject({ closedOn: '2024-11-06', closedWhy: '市场搬迁' });
    expect((await jinluo.post(`/desk/places/${mine.no}/confirmation`, { version: closed.version })).body.code).toBe('place-closed');
    county.travel('2024-11-04');
  });
});

describe('the county’s figure', () => {
  it('counts five of six towns, which reaches 70 % and not all', async () => {
    expect(await target(2024)).toMatchObject({
      value: 83.3,
      numerator: 5,
      denominator: 6,
      state: 'met',
      note: '全县 6 个乡镇：70% 要 5 个（4 个只有 66.7%），100% 要 6 个',
    });
    expect(await target(2025)).toMatchObject({ target: 100, state: 'ahead' });
    expect((await (await county.as('leader')).get('/targets/kiosk-towns-2024/list')).body.items[0]).toMatchObject({
      title: '下枣林乡',
      detail: '没有覆盖：没有自助机',
    });
  });

  it('falls when a town’s only kiosk breaks, says since when, and rises when it works again', async () => {
    const kiosk = await called('枝柯镇自助服务区');
    const zhike = await county.as('town.zhike');
    const breakDown = (since: string) => zhike.post(`/desk/places/${kiosk.no}/outage`, { version: kiosk.version, since, why: '打印机卡纸' });
    expect((await breakDown('2024-11-05')).body.errors[0].message).toBe('不能晚于今天');
    expect((await breakDown('2024-11-04')).status).toBe(204);
    expect(await target(2024)).toMatchObject({ value: 66.7, state: 'late' });
    expect((await guest().get(`/places/${kiosk.no}`)).body.place).toMatchObject({ broken: true, brokenSince: '2024-11-04' });
    const { body } = await owner.get('/desk/places/coverage');
    expect([body.share, body.towns.find((t: any) => t.town === 'zhike')]).toMatchObject([
      66.7,
      { kiosks: 1, working: 0, centre: true, villages: 8, withStation: 8 },
    ]);
    const broken = await called('枝柯镇自助服务区');
    expect((await zhike.post(`/desk/places/${kiosk.no}/outage`, { version: broken.version, since: '2024-11-04', why: '又坏' })).body.code).toBe(
      'place-broken-already',
    );
    expect((await zhike.post(`/desk/places/${kiosk.no}/repair`, { version: broken.version })).status).toBe(204);
    expect(await target(2024)).toMatchObject({ value: 83.3, state: 'met' });
  });

  it('what was reached by the end of 2024 stays so when a kiosk breaks later', async () => {
    county.travel('2025-03-03');
    const kiosk = await called('枝柯镇自助服务区');
    await owner.post(`/desk/places/${kiosk.no}/outage`, { version: kiosk.version, since: '2025-03-01', why: '停电' });
    expect(await target(2024)).toMatchObject({ value: 83.3, state: 'met' });
    expect(await target(2025)).toMatchObject({ value: 66.7, state: 'open' });
    county.travel('2024-11-04');
    await county.owner`delete from place_outage where since >= '2025-01-01'`;
  });
});

describe('reviewing', () => {
  it('tells each town once what is overdue, and again after a week; confirming ends it', async () => {
    county.travel('2025-02-10');
    const told = async () => (await county.system(remind, {})).told;
    expect(await told()).toBe(7);
    expect(await told()).toBe(0);
    county.travel('2025-02-17');
    const mine = (await list(jinluo)).filter(p => p.mine && p.light === 'red');
    for (const p of mine) expect((await jinluo.post(`/desk/places/${p.no}/confirmation`, { version: p.version })).body.due).toBe('2025-05-18');
    expect(await told()).toBe(6);
    const notices = await rows<{ unit: string; body: string; link: string }>(county, `select unit, body, link from notice where template = 'places-overdue'`);
    expect(notices).toHaveLength(13);
    expect(notices.filter(n => n.unit === 'town-jinluo')).toHaveLength(1);
    expect((await jinluo.get('/notices')).body.items[0].link).toBe('/desk/places?light=red');
    county.travel('2024-11-04');
  });
});
