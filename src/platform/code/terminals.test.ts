/** Terminals: kept by the service owner, devices enrolled once, and what a device without a person may read. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { guest } from '../access/index.ts';
import { action, knownActor, perform } from '../actions/index.ts';
import { type CodeRead, readCode } from './index.ts';

let county: County;
let owner: Browser;
beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('service-owner');
});
afterAll(() => county.close());

type Row = { id: string; name: string; kind: string; active: boolean; enrolled: boolean; scans: number; refused: number; version: number };
const find = async (name: string) => ((await owner.get('/desk/terminals')).body.items as Row[]).find(t => t.name === name)!;
const enrolment = async (name: string) => {
  const t = await find(name);
  return owner.post(`/desk/terminals/${t.id}/enrolment`, { version: t.version });
};
const enrolled = async (name: string) => {
  const { code } = (await enrolment(name)).body;
  return (await county.guest().post('/terminal/enrolment', { code })).body.device as string;
};

/** What a kiosk's own action does: nobody is signed in, the device names itself. */
const kiosk = (device: string, code: string): Promise<CodeRead> =>
  perform(
    county.house,
    action({
      name: 'test.kiosk',
      may: 'enrolment.make',
      summary: '',
      input: z.object({}),
      do: ctx => readCode(ctx, { code, terminal: { device }, purpose: '自助机办事' }),
    }),
    knownActor(guest('141129')),
    {},
    { county: '141129', requestId: 'test' },
  );
const shown = async (account: string, more: object = {}) => (await (await county.as(account)).post('/codes', { kind: 'person', ...more })).body.code as string;

describe('keeping terminals', () => {
  it('adds one, once, and names the field that is wrong', async () => {
    expect((await owner.create('/desk/terminals', { name: '5 号综合窗口', kind: 'window', place: '县政务服务大厅一层' })).status).toBe(200);
    const twice = await owner.create('/desk/terminals', { name: '5 号综合窗口', kind: 'window', place: '县政务服务大厅一层' });
    expect([twice.status, twice.body.code, twice.body.errors[0].path]).toEqual([409, 'terminal-name', 'name']);
    expect((await owner.create('/desk/terminals', { name: '', kind: 'window', place: 'x' })).body.errors.map((e: { path: string }) => e.path)).toEqual([
      'name',
      'place',
    ]);
    expect(await find('5 号综合窗口')).toMatchObject({ active: true, enrolled: false, scans: 0 });
  });

  it('has one winner when two change one at once', async () => {
    const t = await find('5 号综合窗口');
    const other = await county.as('admin');
    const both = await Promise.all([owner, other].map(b => b.send('PUT', `/desk/terminals/${t.id}/activity`, { version: t.version, active: false })));
    expect(both.map(r => r.status).sort()).toEqual([204, 409]);
  });

  it('is not for clerks, who only see which there are', async () => {
    const clerk = await county.as('window');
    const t = await find('1 号综合窗口');
    expect((await clerk.get('/desk/terminals')).status).toBe(200);
    expect((await clerk.send('PUT', `/desk/terminals/${t.id}/activity`, { version: t.version, active: false })).status).toBe(403);
    expect((await (await county.as('hotline')).get('/desk/terminals')).status).toBe(403);
  });

  it('scans nothing where it is switched off, unknown, or nobody is signed in', async () => {
    const clerk = await county.as('window');
    const off = await find('5 号综合窗口');
    const scan = async (terminal: string) => (await clerk.create('/desk/code-scans', { code: await shown('resident'), terminal })).body.code;
    expect(await scan(off.id)).toBe('terminal-off');
    await vi.waitFor(async () =>
      expect((await (await county.as('resident')).get('/code-scans')).body.items[0]).toMatchObject({
        terminal: '5 号综合窗口',
        reason: '这个终端已停用，不能扫码',
      }),
    );
    expect(await scan('01900000-0000-7000-8000-000000000000')).toBe('terminal-unknown');
    await expect(kiosk('nonsense', await shown('resident'))).rejects.toMatchObject({ code: 'terminal-unknown' });
  });
});

describe('a device', () => {
  it('gets a token for its code, once, within a quarter of an hour; the database knows neither', async () => {
    const { code } = (await enrolment('宁乡镇自助机')).body;
    expect(code).toMatch(/^[A-Z2-9]{10}$/);
    const done = await county.guest().post('/terminal/enrolment', { code: ` ${code.toLowerCase().slice(0, 5)} ${code.slice(5)}` });
    expect(done.body.terminal.name).toBe('宁乡镇自助机');
    expect((await county.guest().post('/terminal', { device: done.body.device })).body.kind).toBe('kiosk');
    const again = await county.guest().post('/terminal/enrolment', { code });
    expect([again.body.code, again.body.errors[0].path]).toEqual(['enrolment-wrong', 'code']);
    const kept = JSON.stringify(await rows(county, 'select * from terminal'));
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(done.body.device);
    const late = (await enrolment('宁乡镇自助机')).body.code;
    const { clock } = county.house;
    county.house.clock = { today: () => clock.today(), now: () => new Date(Date.parse(clock.now()) + 16 * 60_000).toISOString() };
    expect((await county.guest().post('/terminal/enrolment', { code: late })).body.code).toBe('enrolment-wrong');
    county.house.clock = clock;
  });

  it('is none where staff sit', async () => expect((await enrolment('1 号综合窗口')).body.code).toBe('enrolment-window'));

  it('reads exactly what was opened, with numbers masked, and the log says nobody was there', async () => {
    const device = await enrolled('宁乡镇自助机');
    const resident = await county.as('resident');
    const [licence] = (await resident.get('/licences')).body.items.filter((l: { typeName: string }) => l.typeName === '结婚证');
    const { code } = (await resident.post('/codes', { kind: 'person', licences: [licence.id], place: 'kiosk' })).body;
    const read = await kiosk(device, code);
    expect(read).toMatchObject({ terminal: { name: '宁乡镇自助机', kind: 'kiosk' }, holder: { kind: 'person', person: { name: '白婷婷' } } });
    expect(read.holder.person.identity).toMatch(/^\d{4}\*+/);
    expect(read.given.licences.map(l => l.id)).toEqual([licence.id]);
    expect((await resident.get('/code-scans')).body.items[0]).toMatchObject({ terminal: '宁乡镇自助机', staff: null, purpose: '自助机办事' });
    await expect(kiosk(device, code)).rejects.toMatchObject({ code: 'code-used' });
    await expect(kiosk(device, await shown('resident', { place: 'window' }))).rejects.toMatchObject({ code: 'code-place' });
  });

  it('signs its owner in where that was chosen, and by no other code', async () => {
    const device = await enrolled('宁乡镇自助机');
    const resident = await county.as('resident');
    const enter = async (choice: object) => county.guest().post('/session/zhongyang-code', { code: (await resident.post('/codes', choice)).body.code, device });
    expect((await enter({ kind: 'person' })).body).toMatchObject({ status: 409, code: 'code-no-sign-in' });
    expect((await enter({ kind: 'person', place: 'window' })).body.code).toBe('code-place');
    const firm = (await (await county.as('firm')).get('/principals')).body.items.find((p: { kind: string }) => p.kind === 'firm').id;
    expect((await (await county.as('firm')).post('/codes', { kind: 'firm', firm, place: 'kiosk' })).body.errors[0].path).toBe('place');
    const { code } = (await resident.post('/codes', { kind: 'person', place: 'kiosk' })).body;
    const machine = county.guest();
    const entered = await machine.post('/session/zhongyang-code', { code, device });
    expect([entered.status, Object.keys(entered.body)]).toEqual([200, ['csrf']]);
    expect((await machine.get('/session')).body).toMatchObject({ kind: 'person', name: '白婷婷', elevated: false });
    expect((await machine.post('/session/zhongyang-code', { code, device })).body.code).toBe('code-used');
    expect((await county.guest().post('/session/zhongyang-code', { code, device: 'another' })).body.code).toBe('terminal-unknown');
    const [read] = (await resident.get('/code-scans')).body.items.filter((s: { outcome: string }) => s.outcome === 'read');
    expect(read).toMatchObject({ terminal: '宁乡镇自助机', purpose: '登录自助机', items: expect.arrayContaining([expect.stringContaining('登录')]) });
    // Signed in at a window or a ticket machine by a code that was given for that: never.
    const booking = await enrolled('大厅取号机');
    expect((await enter({ kind: 'person', place: 'booking' })).body.code).toBe('code-place');
    const atBooking = (await resident.post('/codes', { kind: 'person', place: 'booking' })).body.code;
    expect((await county.guest().post('/session/zhongyang-code', { code: atBooking, device: booking })).body.code).toBe('code-no-sign-in');
  });

  it('reads nothing from the moment it is revoked, and another device takes its place', async () => {
    const first = await enrolled('宁乡镇自助机');
    const second = await enrolled('宁乡镇自助机');
    await expect(kiosk(first, await shown('resident'))).rejects.toMatchObject({ code: 'terminal-unknown' });
    expect((await kiosk(second, await shown('resident', { place: 'kiosk' }))).scan).toBeTruthy();
    const t = await find('宁乡镇自助机');
    expect(t).toMatchObject({ enrolled: true });
    expect(t.scans).toBeGreaterThan(0);
    await owner.send('PUT', `/desk/terminals/${t.id}/activity`, { version: t.version, active: false });
    await expect(kiosk(second, await shown('resident'))).rejects.toMatchObject({ code: 'terminal-unknown' });
    expect((await county.guest().post('/terminal', { device: second })).body.code).toBe('terminal-unknown');
  });
});
