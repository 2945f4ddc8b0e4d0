/** What people and programs outside use: addresses and shapes that stay. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, newCounty } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

describe('things', () => {
  it('are all 40, in the order of the document', async () => {
    const { body } = await county.guest().get('/things');
    expect(body.items).toHaveLength(40);
    expect(body.items[16]).toMatchObject({
      no: 17,
      name: '新生儿出生',
      mark: 'national',
      audience: 'individual',
      year: 2024,
      leadDepartment: '县卫健局',
      matterCount: 7,
    });
    expect(body.items.filter((t: any) => t.year === 2024)).toHaveLength(21);
    expect(body.items.filter((t: any) => t.audience === 'enterprise')).toHaveLength(17);
    expect(body.items.reduce((n: number, t: any) => n + t.matterCount, 0)).toBe(248);
    expect(Math.min(...body.items.map((t: any) => t.matterCount))).toBe(3);
    expect(Math.max(...body.items.map((t: any) => t.matterCount))).toBe(16);
  });
  it('each have matters with order, questions, and a comparison', async () => {
    for (let no = 1; no <= 40; no++) {
      const { status, body } = await county.guest().get(`/things/${no}`);
      expect(status).toBe(200);
      const ids = new Set(body.matters.map((m: any) => m.id));
      for (const m of body.matters) {
        expect(m).toMatchObject({ id: expect.any(String), name: expect.any(String), department: expect.any(String), lead: expect.any(Boolean) });
        for (const a of m.after) expect(ids.has(a)).toBe(true);
      }
      expect(body.matters.some((m: any) => m.lead)).toBe(true);
      expect(body.questions.length).toBeGreaterThan(0);
      for (const side of ['separate', 'together'])
        expect(Object.keys(body.comparison[side]).sort()).toEqual(['days', 'fields', 'forms', 'materials', 'matters', 'visits']);
    }
  });
  it('give the one notice without signing in', async () => {
    const { status, body } = await county.guest().post('/things/7/notice', { answers: { 'special-room': 'no', 'outdoor-ad': 'none', 'fire-check': 'none' } });
    expect(status, JSON.stringify(body)).toBe(200);
    // Restaurant opening without a sign: the advertising matter vanishes.
    expect(body.matters.map((m: any) => m.id)).toEqual(['business-licence-check', 'food-business-licence']);
    expect(body).toMatchObject({ days: expect.any(Number), visits: expect.any(Number), fees: expect.stringMatching(/^\d+\.\d{2}$/) });
    for (const m of body.materials) expect(m.ways.length).toBeGreaterThan(0);
    // The identity card is asked once, however many matters want it.
    expect(new Set(body.materials.map((m: any) => m.id)).size).toBe(body.materials.length);
  });
});

describe('rules', () => {
  const rule = (name: string, input: unknown) => county.guest().post(`/rules/${name}`, input);
  it('workdays', async () => {
    expect((await rule('workdays', { from: '2024-09-27', days: 5 })).body).toMatchObject({
      due: '2024-10-10',
      citations: expect.any(Array),
      why: expect.any(Array),
    });
    expect((await rule('workdays', { from: '2024-09-27', to: '2024-10-10' })).body.days).toBe(5);
    expect((await rule('workdays', { from: '2024-02-30', days: 5 })).status).toBe(422);
    expect((await rule('workdays', { from: '2027-01-01', days: 5 })).body.code).toBe('calendar-year-unknown');
  });
  it('identity', async () => {
    expect((await rule('identity', { number: '11010519491231002x' })).body).toMatchObject({
      valid: true,
      normalized: '11010519491231002X',
      birth: '1949-12-31',
      sex: 'female',
      area: '110105',
    });
    for (const [number, reason] of [
      ['1', 'length'],
      ['a1010519491231002X', 'characters'],
      ['00010519491231002X', 'area'],
      ['110105194902300021', 'birth'],
      ['110105194912310021', 'check'],
    ])
      expect((await rule('identity', { number })).body).toMatchObject({ valid: false, reason });
  });
  it('credit-code', async () => {
    expect((await rule('credit-code', { code: '91350100M000100Y43' })).body.valid).toBe(true);
    expect((await rule('credit-code', { code: '91350100M000100Y44' })).body).toMatchObject({ valid: false, reason: 'check' });
  });
  it('answer the same on the command line', async () => {
    const cli = (name: string, input: unknown) =>
      spawnSync(process.execPath, [join(import.meta.dirname, '../../cli.ts'), 'rules', name], { input: JSON.stringify(input), encoding: 'utf8' });
    const input = { number: '11010519491231002X' };
    expect(JSON.parse(cli('identity', input).stdout)).toEqual((await rule('identity', input)).body);
    const wrong = cli('identity', { number: 5 });
    expect([wrong.status, wrong.stderr.startsWith('✗')]).toEqual([1, true]);
  });
});

describe('the demo', () => {
  it('lists accounts of every kind, with a reviewer in every department and an officer in every town', async () => {
    const { items } = (await county.guest().get('/demo/accounts')).body;
    const roles = new Set(items.map((a: any) => a.role));
    for (const role of [
      'resident',
      'window-clerk',
      'helper',
      'hotline-seat',
      'reviewer',
      'supervisor',
      'leader',
      'service-owner',
      'programme-officer',
      'town-officer',
      'auditor',
      'administrator',
      'unit-head',
    ])
      expect(roles.has(role), role).toBe(true);
    const departments = new Set<string>();
    for (let no = 1; no <= 40; no++) for (const m of (await county.guest().get(`/things/${no}`)).body.matters) departments.add(m.departmentId);
    for (const d of departments)
      expect(
        items.some((a: any) => a.role === 'reviewer' && a.unit === d),
        d,
      ).toBe(true);
    expect(
      items
        .filter((a: any) => a.role === 'town-officer')
        .map((a: any) => a.unitName)
        .sort(),
    ).toEqual(['宁乡镇', '枝柯镇', '金罗镇', '暖泉镇', '武家庄镇', '下枣林乡'].sort());
    for (const a of items) expect((await county.guest().post('/demo/session', { account: a.account })).status, a.account).toBe(200);
  });
});
