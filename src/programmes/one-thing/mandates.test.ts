/** Agents: a mandate for one thing opens the records of that thing and nothing else of the firm, as long as it lasts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dice, pixel, players } from '#platform/demo';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { plan } from './catalogue/notice.ts';
import { situations } from './catalogue/situations.ts';
import { fillForm } from './demo/filling.ts';
import { apply as applyFor } from './demo/play.ts';
import { filesCatalogue } from './install.ts';

const catalogue = filesCatalogue();
const eatingPlace = catalogue.things.find(t => t.no === 7)!;
const other = situations(catalogue, catalogue.things.find(t => t.no === 9)!)[0]!;
const answers = { 'special-room': 'no', 'outdoor-ad': 'none', 'fire-check': 'none' };

let county: County;
let owner: Browser;
let agent: Browser;
let firm: { kind: 'firm'; id: string };
let ownersId: string;
/** The name and number that the firm's owner writes into a mandate. */
const cards: Record<string, { name: string; identity: string }> = {};

/** Their own number, as their own form shows it. */
async function cardOf(account: string) {
  const b = await county.as(account);
  const { id } = (await b.create('/applications', { thing: 14, answers: { 'sale-mortgaged': 'clear', 'house-utilities': 'later' } })).body;
  const { values } = (await b.get(`/applications/${id}`)).body;
  await b.post(`/applications/${id}/discard`, { version: 1 });
  return { name: values['applicant-name'] as string, identity: values['applicant-identity'] as string };
}

const mandate = (account: string, things?: number[]) => owner.create('/mandates', { principal: firm, ...cards[account], ...(things ? { things } : {}) });

beforeAll(async () => {
  county = await newCounty();
  owner = await county.as('firm');
  agent = await county.as('rare');
  cards.rare = await cardOf('rare');
  cards.resident = await cardOf('resident');
  const { items } = (await owner.get('/principals')).body;
  firm = { kind: 'firm', id: items.find((p: any) => p.kind === 'firm' && p.status === 'active').id };
  ownersId = items.find((p: any) => p.basis === 'self').id;
});
afterAll(() => county.close());

/** From the start to the receipt, in the firm's name. */
async function apply(b: Browser) {
  const { body: made } = await b.create('/applications', { thing: 7, answers, principal: firm });
  const { body: first } = await b.get(`/applications/${made.id}`);
  const { values, rows: groups } = fillForm(plan(catalogue, eatingPlace, { ...eatingPlace.facts, ...answers }), first.values, dice(7), '2024-11-04');
  const photo = (await b.upload('/files?accept=image', '店面.png', pixel)).body.id;
  const missing = first.notice.materials.filter((m: any) => first.materials[m.id].way === null);
  const materials = Object.fromEntries(missing.map((m: any) => [m.id, m.ways.includes('upload') ? { way: 'upload', files: [photo] } : { way: m.ways[0] }]));
  const saved = await b.send('PATCH', `/applications/${made.id}`, { version: first.version, values, rows: groups, materials, consent: true });
  return { id: made.id as string, version: saved.body.version as number, first, photo };
}

describe('a mandate for one thing', () => {
  let draft: Awaited<ReturnType<typeof apply>>;
  let caseId: string;
  let mandateId: string;

  it('lets the agent apply for this one thing with the licences of the firm', async () => {
    const given = await mandate('rare', [7]);
    expect(given.status, JSON.stringify(given.body)).toBe(200);
    mandateId = given.body.id;
    expect((await agent.create('/applications', { thing: 9, answers: other, principal: firm })).body.code).toBe('not-yours');
    draft = await apply(agent);
    expect(Object.values<any>(draft.first.materials).some(m => m.way === 'wallet' && m.licences.length > 0)).toBe(true);
  });

  it('shows the draft with its files to the firm, and to its other agents for this thing alone', async () => {
    const second = await county.as('resident');
    for (const [things, status] of [
      [[9], 404],
      [[7], 200],
    ] as const) {
      expect((await mandate('resident', [...things])).status).toBe(200);
      expect((await second.get(`/applications/${draft.id}`)).status).toBe(status);
      expect((await second.get(`/files/${draft.photo}`)).status).toBe(status);
    }
    expect((await owner.get(`/files/${draft.photo}`)).status).toBe(200);
    const sent = await second.create(`/applications/${draft.id}/submission`, { version: draft.version });
    expect(sent.status, JSON.stringify(sent.body)).toBe(200);
    caseId = sent.body.caseId;
    for (const b of [agent, second, owner]) expect((await b.get(`/cases/${caseId}`)).status).toBe(200);
    expect((await agent.get('/cases')).body.items.map((c: any) => c.id)).toEqual([caseId]);
  });

  it('keeps the rest of the firm from the agent: its wallet, its other cases, what they hold', async () => {
    const all = (await owner.get('/licences')).body.items.filter((l: any) => l.holder === firm.id);
    expect(all.length).toBeGreaterThan(0);
    expect((await agent.get('/licences')).body.items.filter((l: any) => l.holder === firm.id)).toEqual([]);
    expect((await agent.get(`/licences/${all[0].id}/uses`)).status).toBe(404);
    // What the firm's owner handed in themself, for another thing.
    const play = players(county.house, county.county);
    const theirs = await applyFor(county.house, county.county, await play('person', ownersId), { thing: 9, answers: other }, dice(7));
    expect((await owner.get(`/cases/${theirs.caseId}`)).status).toBe(200);
    expect((await agent.get(`/cases/${theirs.caseId}`)).status).toBe(404);
    expect((await agent.get('/cases')).body.items.map((c: any) => c.id)).toEqual([caseId]);
  });

  it('ends at the next request: the case goes on with the firm, which is told from now on', async () => {
    expect((await owner.post(`/mandates/${mandateId}/revocation`, {})).status).toBeLessThan(300);
    expect((await agent.get(`/cases/${caseId}`)).status).toBe(404);
    expect((await agent.get('/cases')).body.items).toEqual([]);
    expect((await agent.post(`/cases/${caseId}/withdrawal`, { reason: '不办了' })).status).toBe(404);
    const [task] = (await owner.get(`/cases/${caseId}`)).body.tasks.filter((t: any) => t.state === 'ready');
    const reviewer = await county.as(`reviewer.${task.unit}`);
    const told = () => rows<{ person: string }>(county, `select person from notice where link = '/cases/${caseId}' and template = 'task-accepted'`);
    expect(await told()).toEqual([]);
    expect((await reviewer.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version })).status).toBe(200);
    expect(await told()).toEqual([{ person: ownersId }]);
  });
});

it('shows a mandate for everything the whole firm', async () => {
  await mandate('rare');
  expect((await agent.get('/licences')).body.items.some((l: any) => l.holder === firm.id)).toBe(true);
});

describe('an official', () => {
  it('decides no case of a firm that is theirs or for which they act, until they no longer do', async () => {
    const draft = await apply(owner);
    const { caseId } = (await owner.create(`/applications/${draft.id}/submission`, { version: draft.version })).body;
    const [task] = (await owner.get(`/cases/${caseId}`)).body.tasks.filter((t: any) => t.state === 'ready');
    const reviewer = await county.as(`reviewer.${task.unit}`);
    const [staff] = await rows<{ id: string }>(county, `select subject as id from demo_account where account = 'reviewer.${task.unit}'`);
    const [friend] = await rows<{ id: string }>(county, `select subject as id from demo_account where account = 'rare'`);
    const isAlso = (person: string) => county.owner`update staff set person = ${person} where county = ${county.county} and id = ${staff!.id}`;
    const accept = async () => {
      const { status, body } = await reviewer.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version });
      return [status, body.code];
    };
    await isAlso(ownersId);
    expect(await accept()).toEqual([403, 'own-case']);
    await isAlso(friend!.id);
    expect(await accept()).toEqual([403, 'own-case']);
    for (const m of (await owner.get('/mandates')).body.items.filter((m: any) => m.basis === 'given' && m.state === 'active'))
      expect((await owner.post(`/mandates/${m.id}/revocation`, {})).status).toBeLessThan(300);
    expect((await accept())[0]).toBe(200);
  });
});

it('adds several mandates for parts up, and names the firm once', async () => {
  const helper = await county.as('resident');
  for (const no of [7, 9]) expect((await mandate('resident', [no])).status).toBe(200);
  const named = (await helper.get('/principals')).body.items.filter((p: { id: string }) => p.id === firm.id);
  expect(named).toMatchObject([{ things: [7, 9] }]);
  expect((await helper.create('/applications', { thing: 7, answers, principal: firm })).status).toBe(200);
  expect((await helper.create('/applications', { thing: 9, answers: other, principal: firm })).status).toBe(200);
});
