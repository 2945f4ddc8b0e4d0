/** What a window scanned without a network: written down afterwards, used up, and doubles named. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type County, newCounty } from '../../testing/index.ts';
import { checkToken } from './token.ts';

let county: County;
let resident: Browser;
let clerk: Browser;
let terminals: { id: string }[];
beforeAll(async () => {
  county = await newCounty();
  [resident, clerk] = [await county.as('resident'), await county.as('window')];
  terminals = (await clerk.get('/desk/terminals')).body.items.filter((t: { kind: string }) => t.kind === 'window');
});
afterAll(() => county.close());

const now = (seconds = 0) => new Date(Date.parse(county.house.clock.now()) + seconds * 1000).toISOString();
const show = async () => (await resident.post('/codes', { kind: 'person' })).body as { id: string; code: string };
const report = (scans: { code: string; at: string }[], at = 0) => clerk.post('/desk/offline-scans', { terminal: terminals[at]!.id, scans });
const newest = async () => (await resident.get('/code-scans')).body.items[0];

it('checks by the public keys alone that a code is ours, whole and in time', async () => {
  const { body } = await county.guest().get('/code-keys');
  const trust = { county: body.county, keys: body.keys, now: Date.parse(body.now) };
  const { code } = await show();
  expect(checkToken(code, trust).holds).toBe(true);
  expect(checkToken(code, { ...trust, now: trust.now + 70_000 })).toMatchObject({ faults: ['expired'] });
  expect(JSON.stringify(body)).not.toContain('privateKey');
});

it('writes a scan into the log of its owner, reads nothing, and uses the code up', async () => {
  const { code } = await show();
  expect((await report([{ code, at: now() }])).body.verdicts).toEqual(['noted']);
  expect(await newest()).toMatchObject({ outcome: 'offline', items: [], reason: null, purpose: '断网时核对签名' });
  expect((await clerk.create('/desk/code-scans', { code, terminal: terminals[1]!.id })).body.code).toBe('code-elsewhere');
});

it('is the same report when it arrives again', async () => {
  const { code } = await show();
  const scans = [{ code, at: now() }];
  const before = (await resident.get('/code-scans')).body.total;
  for (let i = 0; i < 2; i++) expect((await report(scans)).body.verdicts).toEqual(['noted']);
  expect((await resident.get('/code-scans')).body.total).toBe(before + 1);
});

it('names a code that was used at another window too', async () => {
  const { code } = await show();
  expect((await clerk.create('/desk/code-scans', { code, terminal: terminals[1]!.id })).status).toBe(200);
  expect((await report([{ code, at: now() }])).body.verdicts).toEqual(['double']);
  expect(await newest()).toMatchObject({ outcome: 'offline', reason: '同一个码还在别处用过' });
});

it('names a code that was put away before, and one that is not ours', async () => {
  const { code } = await show();
  const other = await show();
  expect(
    (
      await report([
        { code, at: now() },
        { code: other.code, at: now(100) },
      ])
    ).status,
  ).toBe(422);
  expect(
    (
      await report([
        { code, at: now() },
        { code: `${other.code.slice(0, 90)}${other.code[90] === 'A' ? 'B' : 'A'}${other.code.slice(91)}`, at: now() },
        { code: 'nonsense', at: now() },
      ])
    ).body.verdicts,
  ).toEqual(['ended', 'refused', 'refused']);
});
