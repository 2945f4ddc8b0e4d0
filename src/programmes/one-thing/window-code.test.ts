/** At the window a Zhongyang code brings its owner up like a card does, and what it opened. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type County, fileNewborn, newCounty, rows } from '../../testing/index.ts';

let county: County;
let clerk: Browser;
let terminal: string;
beforeAll(async () => {
  county = await newCounty();
  clerk = await county.as('window');
  terminal = (await clerk.get('/desk/terminals')).body.items.find((t: { name: string }) => t.name === '3 号综合窗口').id;
});
afterAll(() => county.close());

const scan = async (account: string, choice: object, by = clerk) => {
  const { code } = (await (await county.as(account)).post('/codes', choice)).body;
  return (await by.create('/desk/code-scans', { code, terminal })).body.id as string;
};

it('brings up the same visitor as the number on the card, and the licences that were opened', async () => {
  const resident = await county.as('resident');
  const married = (await resident.get('/licences')).body.items.find((l: { typeName: string }) => l.typeName === '结婚证');
  const id = await scan('resident', { kind: 'person', licences: [married.id] });
  const { visitor, firm, opened } = (await clerk.get(`/window/code-scans/${id}`)).body;
  const [person] = await rows<{ id: string; sealed: string }>(county, `select id, identity_sealed as sealed from person where name = '白婷婷'`);
  const identity = county.house.vault.open('141129', `person.identity:${person!.id}`, person!.sealed);
  // The card opens all; the code what its owner ticked, and nobody else of the family.
  const card = (await clerk.post('/window/person-search', { identity })).body;
  expect(card.licences.length).toBeGreaterThan(1);
  expect(visitor).toEqual({ ...card, licences: [], household: null });
  expect(firm).toBeNull();
  expect(opened).toMatchObject({ terminal: '3 号综合窗口', licences: [{ id: married.id, typeName: '结婚证' }] });
  // The licence that was opened stands for the paper in the application, as the wallet's do at the window today.
  const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'employee', 'card-wanted': 'yes' };
  const what = { thing: 17, answers, principal: { kind: 'person', id: person!.id }, applicant: person!.id };
  const made = (await clerk.create('/applications', { ...what, scan: id })).body.id;
  const offered = async () => JSON.stringify((await clerk.get(`/applications/${made}`)).body.materials);
  expect(await offered()).toContain(married.id);

  // A code that opens nothing gives nothing, until it is shown again; somebody else's code opens nothing here.
  const bare = (await clerk.create('/applications', { ...what, scan: await scan('resident', { kind: 'person' }) })).body.id;
  const ofBare = async () => (await clerk.get(`/applications/${bare}`)).body;
  expect((await ofBare()).byCode).toBe(true);
  expect(JSON.stringify((await ofBare()).materials)).not.toContain(married.id);
  const foreign = await clerk.post(`/applications/${bare}/scans`, { scan: await scan('agent', { kind: 'person' }) });
  expect(foreign).toMatchObject({ status: 422, body: { errors: [{ path: 'scan', message: '这是别人的中阳码，请申请人本人出示' }] } });
  const before = (await ofBare()).version;
  const again = await clerk.post(`/applications/${bare}/scans`, { scan: await scan('resident', { kind: 'person', licences: [married.id] }) });
  expect(again.body).toEqual({ added: 1 });
  expect(JSON.stringify((await ofBare()).materials)).toContain(married.id);
  expect((await ofBare()).version).toBe(before);

  // With the card on the table nothing is closed, and a scan has nothing to open.
  const byCard = (await clerk.create('/applications', what)).body.id;
  expect(JSON.stringify((await clerk.get(`/applications/${byCard}`)).body)).toContain(married.id);
  expect((await clerk.post(`/applications/${byCard}/scans`, { scan: id })).status).toBe(409);
});

it('brings up the firm and whoever shows its code', async () => {
  const [firm] = await rows<{ id: string }>(county, `select id from firm where name like '中阳县老张面馆%'`);
  const id = await scan('agent', { kind: 'firm', firm: firm!.id });
  const found = (await clerk.get(`/window/code-scans/${id}`)).body;
  expect(found.firm).toMatchObject({ id: firm!.id, agents: expect.arrayContaining([expect.objectContaining({ id: found.visitor.person.id })]) });
  expect(found.visitor.principals.some((p: { id: string }) => p.id === firm!.id)).toBe(true);
});

it('names whoever collects for somebody else, as the card would', async () => {
  const caseId = await fileNewborn(await county.as('resident'));
  const [task] = await rows<{ id: string }>(
    county,
    `update task set state = 'approved', outcome = 'approved' where case_id = '${caseId}' and position = 1 returning id`,
  );
  const [{ version }] = (await rows<{ version: number }>(county, `select version from task where id = '${task!.id}'`)) as [{ version: number }];
  const handOver = (more: object) => clerk.post(`/desk/tasks/${task!.id}/delivery`, { version, way: 'window', note: '不是这个人', ...more });
  expect((await handOver({ agentScan: crypto.randomUUID() })).status).toBe(404);
  expect((await handOver({ agentScan: await scan('agent', { kind: 'person' }) })).status).toBe(200);
  const [event] = await rows<{ detail: { note: string; agent: string } }>(
    county,
    `select detail from case_event where task_id = '${task!.id}' and kind = 'deliver'`,
  );
  const [agent] = await rows<{ name: string }>(
    county,
    `select p.name from demo_account a join person p on p.county = a.county and p.id::text = a.subject::text where a.account = 'agent'`,
  );
  expect(event!.detail).toMatchObject({ note: agent!.name, agent: expect.stringMatching(/^\d{4}\*+\w{4}$/) });
});

it('is for the clerk who scanned and for half an hour', async () => {
  const id = await scan('resident', { kind: 'person' });
  expect((await (await county.as('window.2')).get(`/window/code-scans/${id}`)).status).toBe(404);
  expect((await (await county.as('resident')).get(`/window/code-scans/${id}`)).status).toBe(403);
  const { clock } = county.house;
  county.house.clock = { today: () => clock.today(), now: () => new Date(Date.parse(clock.now()) + 31 * 60_000).toISOString() };
  expect((await clerk.get(`/window/code-scans/${id}`)).status).toBe(404);
  county.house.clock = clock;
  expect((await clerk.get(`/window/code-scans/${id}`)).status).toBe(200);
});

it('shows a helper the licences that were opened, and no others', async () => {
  const resident = await county.as('resident');
  const married = (await resident.get('/licences')).body.items.find((l: { typeName: string }) => l.typeName === '结婚证');
  const helper = await county.as('helper');
  const { visitor, opened } = (await helper.get(`/window/code-scans/${await scan('resident', { kind: 'person', licences: [married.id] }, helper)}`)).body;
  expect(visitor.licences).toEqual([]);
  expect(opened.licences.map((l: { typeName: string }) => l.typeName)).toEqual(['结婚证']);
});
