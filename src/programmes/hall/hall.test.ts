/** The hall by HTTP, as the demo county has it: areas, coverage, the negative list, matters of the city, targets. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#platform/access';
import { knownActor, perform } from '#platform/actions';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { remindOutside } from './outside.ts';

let county: County;
let owner: Browser;
beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('service-owner');
});
afterAll(() => county.close());

describe('the areas', () => {
  it('are one comprehensive, six specialised and three special, each with a window and a queue', async () => {
    const { areas } = (await county.guest().get('/hall')).body;
    const of = (kind: string) => areas.filter((a: { kind: string }) => a.kind === kind).map((a: { name: string }) => a.name);
    expect([of('comprehensive').length, of('specialised').length, of('special').length]).toEqual([1, 6, 3]);
    expect(of('specialised').map((n: string) => n.slice(0, 2))).toEqual(['医保', '人社', '公积', '不动', '公安', '税务']);
    expect(of('special').map((n: string) => n.replace('专窗', ''))).toEqual(['跨市通办', '全市通办', '高效办成一件事']);
    for (const a of areas) expect([a.name, a.windows.length > 0, a.queues.length > 0]).toEqual([a.name, true, true]);
  });

  it('take every matter of the published catalogue, or the negative list has it', async () => {
    const { body } = await owner.get('/desk/hall/coverage');
    expect(body.uncovered).toEqual([]);
    expect(body.twice).toEqual([]);
    expect(body.taken + body.outside).toBe(body.total);
    expect(body.total).toBeGreaterThan(200);
    expect(body.areas.map((a: { there: number }) => a.there)).toEqual([1, 6, 3]);
  });

  it('say so when a window no longer takes its matters', async () => {
    const plan = (await owner.get('/desk/hall')).body;
    const police = plan.windows.find((w: { area: string }) => w.area === 'public-security');
    const { seat, area, number, name, serves, matters, things, version, seatVersion } = police;
    const put = (body: object) =>
      owner.send('PUT', `/desk/hall/windows/${seat}`, { area, number, name, serves, matters, things, version, seatVersion, units: [], ...body });
    expect((await put({ units: ['taxation'] })).status).toBe(204);
    expect((await owner.get('/desk/hall/coverage')).body.uncovered.length).toBe(21);
    expect((await put({})).body.code).toBe('changed');
    expect((await put({ version: version + 1, seatVersion: seatVersion + 1, number: 1 })).body.errors[0].path).toBe('number');
    expect((await put({ version: version + 1, seatVersion: seatVersion + 1, units: ['nobody'] })).body.errors[0].path).toBe('units');
    expect((await put({ version: version + 1, seatVersion: seatVersion + 1 })).status).toBe(204);
    expect((await owner.get('/desk/hall/coverage')).body.uncovered).toEqual([]);
  });

  it('are laid out once, and kept by the service owner alone', async () => {
    expect((await owner.post('/desk/hall/layout')).body.code).toBe('laid-out');
    const clerk = await county.as('window');
    expect((await clerk.send('PUT', '/desk/hall/areas/taxation', { version: 1, name: '税务', place: '二楼', note: '' })).status).toBe(403);
    const { queues } = (await owner.get('/desk/hall')).body;
    const { id, ...tax } = queues.find((q: { id: string }) => q.id === 'hall-taxation');
    const change = (body: object) => owner.send('PUT', `/desk/hall/queues/${id}`, { ...tax, ...body });
    expect((await change({ prefix: 'A' })).body.errors[0].path).toBe('prefix');
    expect((await change({ hours: [...tax.hours.slice(0, 6), [{ from: '12:00', to: '08:00' }]] })).body.errors[0].message).toContain('周六');
    expect((await change({ slotCapacity: 9 })).status).toBe(204);
    expect((await change({ slotCapacity: 8 })).body.code).toBe('changed');
  });
});

describe('finding a window', () => {
  const find = async (q: string) => (await county.guest().get(`/hall/search?q=${encodeURIComponent(q)}`)).body.items;
  it('works by words, pinyin and what people call it', async () => {
    expect((await find('户口迁移'))[0]).toMatchObject({ queue: 'hall-public-security', windows: ['11 号窗口'] });
    expect((await find('开面馆'))[0]).toMatchObject({ kind: 'thing', queue: 'hall-one-thing' });
    expect((await find('shbzk')).some((h: { name: string }) => h.name === '社会保障卡申领')).toBe(true);
    expect(await find('火星移民')).toEqual([]);
  });
  it('works by colloquial words inside a sentence, a wrong character and a slip of the keyboard, and says why', async () => {
    expect((await find('社保卡丢了'))[0]).toMatchObject({ kind: 'thing', id: '19', queue: 'hall-one-thing' });
    expect((await find('我想给孩子上户口')).slice(0, 2).map((h: { id: string }) => h.id)).toContain('17');
    expect((await find('开面管'))[0]).toMatchObject({ id: '7', because: '开面馆' });
    expect((await find('kaimiangaun'))[0].id).toBe('7');
  });
  it('shows with every window what it takes', async () => {
    const { areas } = (await county.guest().get('/hall')).body;
    const windows = areas.flatMap((a: { windows: { name: string; matters: string[] }[] }) => a.windows);
    expect(windows.find((w: { name: string }) => w.name === '11 号窗口').matters).toContain('户口迁移');
  });
  it('says where else for what is not done in the hall', async () => {
    const [hit] = await find('基本账户变更');
    expect(hit).toMatchObject({ queue: null, windows: [], outside: { doneAt: '企业的开户银行网点' } });
    expect((await find('涉密载体'))[0].outside.doneAt).toContain('保密局');
  });
});

describe('booking for somebody who calls', () => {
  const wanted = { queue: 'hall-public-security', day: '2024-11-06', at: '09:30', subject: '户口迁移' };
  it('finds the caller, keeps a place under the same rules, tells the caller, and gives it back', async () => {
    const seat = await county.as('hotline');
    const resident = await county.as('resident');
    const person = (await rows<{ subject: string }>(county, `select subject from demo_account where account = 'resident'`))[0]!.subject;
    const found = (said: string) => seat.post('/desk/booking-persons/search', { said });
    // Whoever stands there may show the code instead.
    const window = await county.as('window');
    const terminal = (await window.get('/desk/terminals')).body.items.find((t: { kind: string }) => t.kind === 'window').id;
    const { code } = (await (await county.as('resident')).post('/codes', { kind: 'person' })).body;
    const scan = (await window.create('/desk/code-scans', { code, terminal })).body.id;
    const shown = await window.post('/desk/booking-persons/search', { scan });
    expect(shown.body).toMatchObject({ items: [{ name: '白婷婷', identity: expect.stringContaining('****') }], identity: null });
    expect((await seat.post('/desk/booking-persons/search', { scan })).status).toBe(404);
    expect((await found('12345')).body.errors[0]).toMatchObject({ path: 'said', message: expect.stringContaining('18 位') });
    expect((await found('110105194912310021')).body.errors[0].message).toContain('校验');
    expect((await found('13000000000')).body).toEqual({ items: [], identity: null });

    const made = await seat.create('/desk/bookings', { person, ...wanted });
    expect(made.body).toMatchObject({ state: 'booked', queueName: expect.any(String), number: expect.stringMatching(/^\d{8}$/) });
    expect((await seat.create('/desk/bookings', { person, ...wanted })).body.code).toBe('booked-already');
    expect((await seat.create('/desk/bookings', { person: made.body.id, ...wanted })).status).toBe(404);
    expect((await resident.get('/bookings')).body.items[0]).toMatchObject({ number: made.body.number });
    expect((await resident.get('/notices')).body.items[0].body).toContain(made.body.number);
    expect((await resident.create('/desk/bookings', { person, ...wanted })).status).toBe(403);
    expect((await (await county.as('auditor')).get(`/desk/booking-persons/${person}/bookings`)).status).toBe(403);

    const clerk = await county.as('window');
    const [listed] = (await clerk.get(`/desk/booking-persons/${person}/bookings`)).body.items;
    expect((await clerk.post(`/desk/bookings/${listed.id}/cancellation`, { version: 9 })).body.code).toBe('changed');
    expect((await clerk.post(`/desk/bookings/${listed.id}/cancellation`, { version: listed.version })).status).toBe(204);
    expect((await resident.get('/bookings')).body.items[0]).toMatchObject({ state: 'cancelled' });
  });

  it('registers who is new here, once, with a name and a phone', async () => {
    const seat = await county.as('helper');
    const identity = '11010519491231002X';
    expect((await seat.post('/desk/booking-persons/search', { said: identity })).body).toEqual({ items: [], identity });
    const wrong = await seat.create('/desk/booking-persons', { identity, name: '7', phone: '1' });
    expect(wrong.body.errors.map((e: { path: string }) => e.path)).toEqual(['name', 'phone']);
    const { id } = (await seat.create('/desk/booking-persons', { identity, name: '李外地', phone: '13911112222' })).body;
    expect((await seat.create('/desk/booking-persons', { identity, name: '李外地', phone: '13911112222' })).body.code).toBe('person-known');
    const { items } = (await seat.post('/desk/booking-persons/search', { said: '139 1111 2222' })).body;
    expect(items).toMatchObject([{ id, name: '李外地' }]);
    expect(JSON.stringify(items)).not.toContain(identity);
    expect((await seat.create('/desk/bookings', { person: id, ...wanted, at: '10:00' })).status).toBe(200);
  });
});

describe('the negative list', () => {
  const entry = {
    name: '殡仪馆火化预约',
    unit: 'civil-affairs',
    reason: '要在殡仪馆现场办理',
    basis: '殡葬管理条例',
    doneAt: '县殡仪馆业务大厅',
    validUntil: '2025-11-04',
  };
  const add = (more: object = {}, by = owner) => by.create('/desk/hall/outside', { ...entry, ...more });

  it('has reason, basis, place and term; wrong ones are told at their place', async () => {
    for (const [more, path] of [
      [{ reason: '不行' }, 'reason'],
      [{ basis: '' }, 'basis'],
      [{ doneAt: '' }, 'doneAt'],
      [{ validUntil: '2024-11-04' }, 'validUntil'],
      [{ validUntil: '2025-11-05' }, 'validUntil'],
      [{ unit: 'nobody' }, 'unit'],
      [{ name: '' }, 'name'],
      [{ matter: 'nothing' }, 'matter'],
    ] as const) {
      const r = await add(more);
      expect([path, r.status, r.body.errors?.[0].path]).toEqual([path, 422, path]);
    }
    expect((await add({}, await county.as('leader'))).status).toBe(403);
    const made = await add();
    expect(made.status).toBe(200);
    expect((await add()).body.code).toBe('listed-already');
    const shown = (await county.guest().get('/hall/outside')).body.items.find((e: { id: string }) => e.id === made.body.id);
    expect(shown).toMatchObject({ doneAt: '县殡仪馆业务大厅', light: 'green', history: [] });
  });

  it('is prolonged and ended, and forgets nothing', async () => {
    const id = (await add({ name: '骨灰寄存' })).body.id;
    const of = async (by: Browser) => (await by.get('/hall/outside')).body.items.find((e: { id: string }) => e.id === id);
    const term = (body: object) =>
      owner.post(`/desk/hall/outside/${id}/term`, { version: 1, reason: '评估后仍不具备进驻条件', validUntil: '2025-11-04', ...body });
    expect((await term({})).body.errors[0].message).toContain('要晚于现在的有效期');
    county.travel('2025-10-20');
    expect((await of(owner)).light).toBe('yellow');
    expect((await term({ validUntil: '2026-10-20' })).status).toBe(204);
    expect((await term({ validUntil: '2026-10-20' })).body.code).toBe('changed');
    expect((await owner.post(`/desk/hall/outside/${id}/end`, { version: 2, reason: '已经进驻大厅' })).status).toBe(204);
    expect((await owner.post(`/desk/hall/outside/${id}/end`, { version: 3, reason: '已经进驻大厅' })).body.code).toBe('entry-ended');
    expect(await of(county.guest())).toBe(undefined);
    expect((await of(owner)).history.map((h: { what: string }) => h.what)).toEqual(['added', 'prolonged', 'ended']);
    county.travel('2024-11-04');
  });

  it('is reminded of once, at the department and at the keeper, before and after its end', async () => {
    const run = () => perform(county.house, remindOutside, knownActor(systemActor(county.county)), {}, { county: county.county, requestId: 'x' });
    expect((await run()).reminded).toBe(2);
    expect((await run()).reminded).toBe(0);
    const notices = await rows<{ unit: string; template: string }>(
      county,
      `select unit, template from notice where template like 'outside-%' order by unit, template`,
    );
    expect(notices).toEqual([
      { unit: 'approval', template: 'outside-expired' },
      { unit: 'approval', template: 'outside-expiring' },
      { unit: 'china-unicom', template: 'outside-expiring' },
      { unit: 'health', template: 'outside-expired' },
    ]);
  });
});

describe('matters of the whole city and across cities', () => {
  const targets = async () =>
    Object.fromEntries(
      (await county.guest().get('/targets')).body.items
        .filter((t: { id: string }) => t.id.startsWith('hall-'))
        .map((t: any) => [t.id, `${t.value}/${t.target} ${t.state}`]),
    );
  it('reach 30 and 30 in 2024, and count for 2025 only what goes online then', async () => {
    expect(await targets()).toEqual({
      'hall-comprehensive-2024': '1/1 met',
      'hall-specialised-2024': '6/6 met',
      'hall-special-2024': '3/3 met',
      'hall-all-city-2024': '30/30 met',
      'hall-all-city-2025': '0/30 ahead',
      'hall-cross-city-2024': '30/30 met',
      'hall-cross-city-2025': '0/20 ahead',
    });
  });

  it('fall below the target when one is taken off within the year', async () => {
    const { items } = (await owner.get('/hall/city-matters')).body;
    const one = items.find((m: { scope: string }) => m.scope === 'cross-city');
    expect((await owner.post(`/desk/hall/city-matters/${one.id}/end`, { version: 1, reason: '对方城市系统停用' })).status).toBe(204);
    expect((await targets())['hall-cross-city-2024']).toMatch(/^29\/30/);
    const add = (more: object) =>
      owner.create('/desk/hall/city-matters', {
        scope: 'cross-city',
        name: '档案查询',
        unit: 'human-resources',
        partners: '太原市',
        way: 'online',
        onlineOn: '2024-11-04',
        ...more,
      });
    expect((await add({ onlineOn: '2024-11-05' })).body.errors[0].path).toBe('onlineOn');
    expect((await add({ matter: 'social-security-card' })).body.code).toBe('listed-already');
    expect((await add({})).status).toBe(200);
    expect((await targets())['hall-cross-city-2024']).toBe('30/30 met');
    const behind = await (await county.as('leader')).get('/targets/hall-cross-city-2024/list');
    expect(behind.body.items).toHaveLength(30);
  });
});

it('has a living morning: windows at work, people served, called and waiting, and days before', async () => {
  const { body } = await county.guest().get('/sites/hall/screen');
  expect(body.seats.filter((s: { state: string }) => s.state === 'open').length).toBe(13);
  expect(body.called.length).toBe(8);
  expect(body.queues.reduce((n: number, q: { waiting: number }) => n + q.waiting, 0)).toBeGreaterThan(5);
  const { body: figures } = await owner.get('/sites/hall/figures?from=2024-10-01&to=2024-11-03');
  expect(figures.days.length).toBe(10);
  expect(figures.whole.waitMedian).toBeGreaterThan(0);
  expect(figures.booked).toBe(30);
});
