/** Creating requests with a key: once, whatever happens between the commit and the answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows, templateDay } from '../../testing/index.ts';
import { forgetKeys } from '../jobs/index.ts';

let county: County;
let resident: Browser;
beforeAll(async () => {
  county = await newCounty();
  resident = await county.as('resident');
});
afterAll(() => county.close());

const body = { thing: 12, answers: {} as Record<string, string> };
beforeAll(async () => {
  const { questions, facts } = (await resident.get('/things/12')).body;
  // The first option of every question that is asked.
  const known = { ...facts };
  for (const q of questions) if (!q.when) known[q.id] = body.answers[q.id] = q.options[0].value;
  let r = await resident.post('/things/12/notice', { answers: body.answers });
  while (r.status === 422) {
    const open = r.body.errors[0].path.replace('answers.', '');
    body.answers[open] = questions.find((q: any) => q.id === open).options[0].value;
    r = await resident.post('/things/12/notice', { answers: body.answers });
  }
});
const drafts = async () => (await rows<{ n: number }>(county, `select count(*)::int as n from application`))[0]!.n;

describe('an idempotency key', () => {
  it('is needed', async () => {
    expect(await resident.post('/applications', body)).toMatchObject({ status: 400, body: { code: 'key-needed' } });
  });
  it('gives the first result again', async () => {
    const before = await drafts();
    const first = await resident.create('/applications', body, 'k1');
    const again = await resident.create('/applications', body, 'k1');
    expect(again.body).toEqual(first.body);
    expect(await drafts()).toBe(before + 1);
  });
  it('makes one of many at the same time', async () => {
    const before = await drafts();
    const all = await Promise.all(Array.from({ length: 8 }, () => resident.create('/applications', body, 'k2')));
    expect(new Set(all.map(r => r.body.id)).size).toBe(1);
    expect(await drafts()).toBe(before + 1);
  });
  it('does not stand for another body, another person or another address', async () => {
    expect((await resident.create('/applications', { ...body, thing: 13, answers: {} }, 'k1')).body.code).toBe('key-reused');
    const other = await county.as('buyer');
    const theirs = await other.create('/applications', body, 'k1');
    expect(theirs.status).toBe(200);
    expect(theirs.body.id).not.toBe((await resident.create('/applications', body, 'k1')).body.id);
  });
  it('of a refused request can be used again', async () => {
    expect((await resident.create('/applications', { ...body, thing: 99 }, 'k3')).status).toBe(404);
    expect((await resident.create('/applications', body, 'k3')).status).toBe(200);
  });
  it('is kept seven days and then forgotten', async () => {
    const first = (await resident.create('/applications', body, 'k4')).body.id;
    await county.owner`update idempotency set made_at = ${`${templateDay}T00:00:00Z`}::timestamptz - case key when 'k4' then interval '8 days' else interval '6 days' end`;
    expect((await county.system(forgetKeys, {})).forgotten).toBe(1);
    expect((await resident.create('/applications', body, 'k4')).body.id).not.toBe(first);
    expect((await resident.create('/applications', body, 'k3')).status).toBe(200);
  });
});
