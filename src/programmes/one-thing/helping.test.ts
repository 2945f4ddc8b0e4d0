/** What a helper (帮办) fills in with somebody comes to the window, where it is checked, signed and handed in. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { type Browser, type County, newCounty } from '../../testing/index.ts';

let county: County;
let helper: Browser;
let clerk: Browser;
beforeAll(async () => {
  county = await newCounty();
  [helper, clerk] = await Promise.all([county.as('helper'), county.as('window')]);
});
afterAll(() => county.close());

const answers = { 'death-manner': 'hospital', cremated: 'yes', 'deceased-insured': 'resident', 'deceased-driver': 'no' };

/** What is printed on the card of the bereaved. */
async function card(): Promise<string> {
  const person = await county.as('bereaved');
  const { id } = (await person.create('/applications', { thing: 16, answers })).body;
  const view = (await person.get(`/applications/${id}`)).body;
  await person.post(`/applications/${id}/discard`, { version: view.version });
  return view.values['applicant-identity'];
}

it('is found at the window by the card of the person, taken over with its files, and is the helper’s no longer', async () => {
  const identity = await card();
  const { person } = (await helper.post('/window/person-search', { identity })).body;
  const { id } = (await helper.create('/applications', { thing: 16, answers, applicant: person.id })).body;
  const file = (await helper.upload('/files', '火化证明.png', pixel)).body.id;
  const before = (await helper.get(`/applications/${id}`)).body;
  const material = before.notice.materials.find((m: any) => m.ways.includes('upload')).id;
  const saved = await helper.send('PATCH', `/applications/${id}`, {
    version: before.version,
    values: { 'deceased-name': '任贵生' },
    materials: { [material]: { way: 'upload', files: [file] } },
  });
  expect(saved.status).toBe(200);
  // A draft is nobody else's until it is taken over.
  expect((await clerk.get(`/applications/${id}`)).status).toBe(404);

  const { begun } = (await clerk.post('/window/person-search', { identity })).body;
  expect(begun).toEqual([{ id, name: '公民身后', principalName: '任海龙', by: expect.any(String), changedAt: expect.any(String) }]);
  // The helper sees it in the list of the day, and cannot take what others began.
  expect((await helper.post('/window/person-search', { identity })).body.begun).toEqual([]);
  expect((await helper.post(`/window/applications/${id}/clerk`)).status).toBe(403);

  expect((await clerk.post(`/window/applications/${id}/clerk`)).status).toBe(200);
  const view = (await clerk.get(`/applications/${id}`)).body;
  expect(view.values['deceased-name']).toBe('任贵生');
  expect(view.materials[material].files).toMatchObject([{ id: file, name: '火化证明.png' }]);
  expect((await clerk.get(`/files/${file}`)).status).toBe(200);
  expect((await helper.get(`/applications/${id}`)).status).toBe(404);
  expect((await clerk.post('/window/person-search', { identity })).body.begun).toEqual([]);
});

it('leaves what a resident fills in alone', async () => {
  const son = await county.as('bereaved');
  const { id } = (await son.create('/applications', { thing: 16, answers })).body;
  const { begun, own } = (await clerk.post('/window/person-search', { identity: await card() })).body;
  expect(begun).toEqual([]);
  expect((await clerk.post(`/window/applications/${id}/clerk`)).status).toBe(404);
  // It is named to the clerk, so that the same is not begun twice; a helper who hands nothing in is not told.
  expect(own).toContainEqual({ name: '公民身后', principalName: '任海龙', number: null, at: expect.any(String) });
  expect((await helper.post('/window/person-search', { identity: await card() })).body.own).toEqual([]);
});
