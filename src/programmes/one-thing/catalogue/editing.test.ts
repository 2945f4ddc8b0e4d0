/** Edits that wait: what is new and thrown away again leaves nothing, what others use stays until it is published. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type County, newCounty } from '../../../testing/index.ts';

let county: County;
let owner: Browser;
beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('service-owner');
});
afterAll(() => county?.close());

const put = (path: string, body: unknown, version = 0) => owner.send('PUT', `/catalogue/draft/${path}`, { body, version });
const draft = async () => (await owner.get('/catalogue/draft')).body;

it('forgets an entry that was new and is removed before it was published', async () => {
  const fresh = { id: 'try-material', name: '试一试', source: 'assumed' };
  expect((await put('materials/try-material', fresh)).body.version).toBe(1);
  expect((await put('materials/try-material', null, 1)).status).toBe(200);
  const { edits, catalogue } = await draft();
  expect(edits).toEqual([]);
  expect(catalogue.materials.some((m: any) => m.id === 'try-material')).toBe(false);
  expect((await put('materials/never-was', null)).status).toBe(404);
});

it('shows what still uses a removed entry, refuses to publish, and has it back when the edit is undone', async () => {
  const removed = await put('materials/bank-card-copy', null);
  expect(removed.body.findings.filter((f: any) => f.level === 'error').length).toBeGreaterThan(1);
  expect((await owner.create('/catalogue/versions', { version: 1, note: '不该成功' })).body.code).toBe('lint-errors');
  expect((await owner.send('DELETE', '/catalogue/draft/materials/bank-card-copy')).status).toBe(204);
  const after = await draft();
  expect([after.edits, after.findings]).toEqual([[], []]);
  expect((await owner.send('DELETE', '/catalogue/draft/materials/bank-card-copy')).status).toBe(404);
});

it('says at which field what is wrong, in words of the form', async () => {
  const { status, body } = await put('groups/try-group', { id: 'try-group', label: '', order: 1, fields: [] });
  expect([status, body.code]).toEqual([422, 'entry-wrong']);
  expect(body.errors).toEqual([
    { path: 'label', message: '不能为空' },
    { path: 'fields', message: '至少要有 1 项' },
  ]);
});
