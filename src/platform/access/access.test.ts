/** The one permission table, tried at every address with every role. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { permissions, routes } from '../../house.ts';
import { type Browser, type County, newCounty } from '../../testing/index.ts';
import { matrix, type Role } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const accounts: Record<string, { account: string; roles: Role[] } | null> = {
  访客: null,
  居民: { account: 'resident', roles: ['resident'] },
  综窗: { account: 'window', roles: ['window-clerk'] },
  帮办: { account: 'helper', roles: ['helper'] },
  热线: { account: 'hotline', roles: ['hotline-seat'] },
  审查: { account: 'reviewer.health', roles: ['reviewer'] },
  负责人: { account: 'head.health', roles: ['unit-head'] },
  督导: { account: 'supervisor', roles: ['supervisor'] },
  领导: { account: 'leader', roles: ['leader'] },
  事项管理: { account: 'service-owner', roles: ['service-owner'] },
  专项: { account: 'officer.agriculture', roles: ['programme-officer'] },
  乡镇: { account: 'town.ningxiang', roles: ['town-officer'] },
  审计: { account: 'auditor', roles: ['auditor'] },
  管理: { account: 'admin', roles: ['administrator'] },
};

const dummy: Record<string, string> = { no: '17', kind: 'matters', id: 'birth-certificate', number: 'X', year: '2024', unitId: 'health' };
const address = (path: string) => path.replaceAll(/:(\w+)/g, (_, name: string) => dummy[name] ?? '01900000-0000-7000-8000-000000000000');

describe.each(Object.entries(accounts))('%s', (_, who) => {
  it('gets through exactly where the table lets it', async () => {
    const browser: Browser = who ? await county.as(who.account) : county.guest();
    const wrong: string[] = [];
    for (const route of routes) {
      const row = permissions.row(route.definition.may);
      const allowed = 'guest' in row.who || (who?.roles.some(r => r in row.who) ?? false);
      const r = await browser.send(route.method as 'POST', address(route.path), route.method === 'GET' ? undefined : {}, { 'idempotency-key': 'x' });
      // Inside, a record of others answers as one that does not exist, and wrong input as wrong input.
      const turnedAway = r.status === 401 || (r.status === 403 && r.body?.code === 'forbidden');
      const insideRefusal = allowed && r.status === 403 && route.definition.kind === 'read';
      if (turnedAway === allowed && !insideRefusal)
        wrong.push(`${route.method} ${route.path}: ${allowed ? 'should get in' : 'should not get in'}, answered ${r.status} ${r.body?.code ?? ''}`);
      if (!who && !allowed && r.status !== 401) wrong.push(`${route.method} ${route.path}: a guest is told ${r.status}`);
    }
    expect(wrong).toEqual([]);
  });
});

it('is printed in the documentation as it is', () => {
  const printed = readFileSync(join(import.meta.dirname, '../../../docs/permissions.md'), 'utf8');
  expect(printed).toContain(matrix(permissions));
});

it('names every action once, and every address names an action that it knows', () => {
  for (const route of routes) expect(permissions.has(route.definition.may), `${route.method} ${route.path}`).toBe(true);
});

describe('records of others', () => {
  it('answer exactly as records that do not exist', async () => {
    const owner = await county.as('resident');
    const made = (
      await owner.create('/applications', {
        thing: 17,
        answers: { 'born-where': 'elsewhere', 'parents-married': 'no', 'maternity-cover': 'none', 'card-wanted': 'no' },
      })
    ).body.id;
    const missing = '01900000-0000-7000-8000-000000000000';
    for (const account of ['buyer', 'window', 'helper']) {
      const other = await county.as(account);
      const [theirs, none] = [await other.get(`/applications/${made}`), await other.get(`/applications/${missing}`)];
      const { requestId: _, ...a } = theirs.body;
      const { requestId: __, ...b } = none.body;
      expect([theirs.status, a]).toEqual([none.status, b]);
      expect(theirs.status).toBe(404);
    }
    expect((await owner.get(`/applications/${made}`)).status).toBe(200);
    expect((await owner.get('/applications')).body.items).toHaveLength(1);
    expect((await (await county.as('buyer')).get('/applications')).body.items).toHaveLength(0);
  });
});
