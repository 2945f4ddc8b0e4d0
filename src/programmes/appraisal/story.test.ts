/** A year's appraisal, by HTTP: scheme, live scores, the run and its three people, posting, an objection that is right, the new run. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, fileNewborn, newCounty, rows } from '../../testing/index.ts';
import { firstScheme } from './figures.ts';

let county: County;
let supervisor: Browser;
let second: Browser;
let leader: Browser;
let health: Browser;
let head: Browser;
let police: Browser;

const refusal = { outcome: 'refused', reason: '不符合条件', basis: '母婴保健法第二十三条', remedy: '可以申请行政复议' };

/** Files a newborn's case on one day and has its first matter refused on another. */
async function refused(filed: string, decided: string): Promise<string> {
  county.travel(filed);
  const mother = await county.as('resident');
  const id = await fileNewborn(mother);
  const task = (await mother.get(`/cases/${id}`)).body.tasks.find((t: any) => t.key === 'birth-certificate');
  const accepted = await health.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version });
  county.travel(decided);
  const done = await health.post(`/desk/tasks/${task.id}/decision`, { version: accepted.body.version, decision: refusal });
  expect(done.status).toBe(200);
  return task.id;
}

const elevate = async (who: Browser) => {
  const { code } = (await who.get('/demo/code')).body;
  const done = await who.post('/session/elevation', { code });
  expect(done.status).toBe(200);
  who.csrf = done.body.csrf ?? (await who.get('/session')).body.csrf;
};

const scheme = () => structuredClone(firstScheme);
const live = async (who: Browser) => (await who.get('/appraisal/live?from=2024-01-01&to=2024-12-31')).body;
const healthRow = (body: any) => body.rows.find((r: any) => r.key === 'health');

beforeAll(async () => {
  county = await newCounty();
  [supervisor, second, leader, health, head, police] = (await Promise.all(
    ['supervisor', 'supervisor.2', 'leader', 'reviewer.health', 'head.health', 'head.public-security'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser];
  await refused('2024-11-04', '2024-11-05');
  await refused('2024-11-05', '2024-12-10');
});
afterAll(() => county?.close());

describe('the scheme of a year', () => {
  it('is refused with every reason', async () => {
    const bad = { ...scheme(), items: [{ measure: 'weather', weight: 50, scoring: { kind: 'share', full: 80, none: 90 } }] };
    const answer = await supervisor.create('/appraisal/schemes/2025', { scheme: bad });
    expect([answer.status, answer.body.errors.map((e: any) => e.path)]).toEqual([
      422,
      ['scheme.items', 'scheme.items.0.measure', 'scheme.items.0.scoring.none'],
    ]);
  });
  it('is proposed by one and adopted by another, who has seen the newest draft', async () => {
    expect((await leader.create('/appraisal/schemes/2025', { scheme: scheme() })).status).toBe(403);
    expect((await supervisor.create('/appraisal/schemes/2025', { scheme: scheme() })).body).toEqual({ number: 1 });
    expect((await supervisor.post('/appraisal/schemes/2025/adoption', { number: 1 })).status).toBe(403);
    expect((await second.create('/appraisal/schemes/2025', { scheme: scheme() })).body).toEqual({ number: 2 });
    expect((await leader.post('/appraisal/schemes/2025/adoption', { number: 1 })).body.code).toBe('changed');
    expect((await leader.post('/appraisal/schemes/2025/adoption', { number: 2 })).status).toBe(204);
    expect((await leader.post('/appraisal/schemes/2025/adoption', { number: 2 })).body.code).toBe('scheme-none');
    expect((await head.get('/appraisal/schemes/2025')).body.drafts[0]).toMatchObject({ number: 2, adoptedOn: county.house.clock.today() });
  });
});

describe('live', () => {
  it('scores a department and explains each cell', async () => {
    // Of each case one matter that a person refuses, and one that is decided at once.
    const row = healthRow(await live(supervisor));
    expect(row.cells['in-time']).toEqual({ value: '0.00', why: ['4 件中 3 件符合要求', '75.00%，不高于 85%，得 0 分'] });
    expect(row.cells.upheld).toMatchObject({ value: '10.00' });
    expect(row.rank).toBeNull();
    expect(row.cells.total.why.at(-1)).toBe('办结不到 5 件，只计分不排名');
  });
  it('leads down to the case', async () => {
    const { items, total } = (await supervisor.get('/appraisal/live/lines?from=2024-01-01&to=2024-12-31&unit=health&measure=in-time')).body;
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({ on: '2024-12-10', link: expect.stringMatching(/^\/desk\/tasks\//) });
    expect(items[0].detail).toMatch(/^承诺 \d+ 个工作日，2024-11-05 受理，2024-12-10 才办结$/);
  });
  it('shows the head of a unit their own only', async () => {
    expect((await live(head)).rows.map((r: any) => r.key)).toEqual(['health']);
    expect((await head.get('/appraisal/live/lines?from=2024-01-01&to=2024-12-31&unit=public-security&measure=in-time')).status).toBe(404);
  });
  it('loses points for a refusal that was overturned, which is written down once', async () => {
    const [late] = await rows<{ id: string; number: string; closed: string }>(county, `select id, number from task where closed_on = '2024-12-10'`);
    const review = {
      number: late!.number,
      kind: 'reconsideration',
      organ: '中阳县人民政府',
      document: '中政复决〔2024〕3号',
      outcome: 'overturned',
      decidedOn: '2024-12-10',
    };
    expect((await supervisor.create('/appraisal/reviews', { ...review, decidedOn: '2024-12-09' })).body.errors[0].path).toBe('decidedOn');
    expect((await supervisor.create('/appraisal/reviews', { ...review, number: '0' })).body.errors[0].path).toBe('number');
    expect((await supervisor.create('/appraisal/reviews', review)).status).toBe(200);
    expect((await supervisor.create('/appraisal/reviews', review)).body.code).toBe('review-known');
    expect(healthRow(await live(supervisor)).cells.upheld).toEqual({
      value: '5.00',
      why: ['2 件中 1 件符合要求', '1 件不符合，每件扣 5 分，扣完为止：10 − 1 × 5 = 5.00 分'],
    });
    expect((await head.get('/appraisal/reviews')).body.total).toBe(1);
    const found = async (of: string) => (await head.get(`/appraisal/reviews?${of}`)).body.items.length;
    expect(
      await Promise.all([`q=${review.document}`, 'q=没有这份文书', `kind=${review.kind}&sort=case&down=no`, 'outcome=upheld', 'page=2'].map(found)),
    ).toEqual([1, 0, 1, 0, 0]);
    expect((await police.get('/appraisal/reviews')).body.total).toBe(0);
  });
});

describe('the run of a year', () => {
  let first: string;
  let again: string;
  const run = async (id: string, who = supervisor) => (await who.get(`/runs/${id}`)).body;
  const step = async (who: Browser, id: string, name: string) => who.post(`/appraisal/runs/${id}/${name}`, { version: (await run(id)).run.version });

  it('is computed once the year is over, with the adopted scheme', async () => {
    expect((await supervisor.create('/appraisal/runs', { period: '2024' })).body.errors[0].path).toBe('period');
    county.travel('2025-01-02');
    // The demo county adopted its scheme of 2024.
    expect((await supervisor.create('/appraisal/runs', { period: '2023' })).body.code).toBe('scheme-not-adopted');
    const made = await supervisor.create('/appraisal/runs', { period: '2024' });
    expect(made.status).toBe(200);
    first = made.body.id;
    expect((await second.create('/appraisal/runs', { period: '2024' })).body.code).toBe('run-period');
  });

  it('needs three people, and is seen by the departments only when it is posted', async () => {
    expect((await step(supervisor, first, 'check')).body.detail).toContain('复核的人不能是计算的人');
    expect((await run(first, head)).code).toBe('not-found');
    expect((await step(second, first, 'check')).status).toBe(204);
    expect((await step(leader, first, 'approval')).body.code).toBe('elevation-needed');
    await elevate(leader);
    expect((await step(leader, first, 'approval')).status).toBe(204);
    expect((await step(supervisor, first, 'posting')).status).toBe(204);
    const seen = await run(first, head);
    expect(seen.rows.map((r: any) => r.key)).toEqual(['health']);
    // 2 to 9 January 2025, five working days after the 2nd.
    expect(seen.run.objectionsUntil).toBe('2025-01-09');
    expect((await head.get('/notices')).body.items[0].title).toContain('2024 年“高效办成一件事”部门考核');
  });

  it('is objected to by the department itself, in time, about a line that is there', async () => {
    const { items } = (await head.get(`/runs/${first}/lines?row=health&column=in-time`)).body;
    expect(items).toHaveLength(1);
    const text = '上级核验系统停机，12 月 1 日至 9 日无法办理，有停机通知';
    const object = (who: Browser, more: object = {}) =>
      who.create(`/appraisal/runs/${first}/objections`, { unit: 'health', column: 'in-time', line: items[0].key, text, ...more });
    expect((await object(police)).status).toBe(403);
    expect((await object(head, { text: '不对' })).body.errors[0].path).toBe('text');
    expect((await object(head, { line: 'task:none' })).body.errors[0].path).toBe('line');
    expect((await object(head)).status).toBe(200);
    expect((await run(first, police)).objections).toEqual([]);
  });

  it('is not final while somebody may still object or an objection waits', async () => {
    const { detail } = (await step(leader, first, 'end')).body;
    expect(detail).toContain('公示到 2025-01-09');
    expect(detail).toContain('还有 1 条异议没有答复');
  });

  it('is computed anew without what was wrong, and the old one stands as it was', async () => {
    const [objection] = (await run(first)).objections;
    const decide = (version: number) =>
      supervisor.post(`/appraisal/objections/${objection.id}/decision`, { version, upheld: true, answer: '停机属实，予以剔除' });
    expect((await decide(2)).body.code).toBe('changed');
    expect((await decide(1)).status).toBe(204);
    expect((await decide(2)).body.code).toBe('objection-state');
    expect((await supervisor.create('/appraisal/runs', { period: '2024' })).body.errors[0].path).toBe('reason');
    again = (await supervisor.create('/appraisal/runs', { period: '2024', reason: '剔除异议成立的一件' })).body.id;
    const now = await run(again);
    expect(healthRow(now).cells['in-time']).toEqual({
      value: '25.00',
      why: ['3 件中 3 件符合要求', '已剔除异议成立的 1 件', '100.00%，达到 99%，得满分 25 分'],
    });
    expect(now.changes.filter((c: any) => c.row === 'health' && c.column === 'in-time')).toEqual([
      { row: 'health', title: '县卫健局', column: 'in-time', was: '0.00', is: '25.00' },
    ]);
    expect(healthRow(await run(first)).cells['in-time'].value).toBe('0.00');
    const { items } = (await supervisor.get(`/runs/${again}/lines?row=health&column=in-time`)).body;
    expect(items[0].excused).toBe('停机属实，予以剔除');
  });

  it('ends final, for everybody to see, and nothing of it can be changed', async () => {
    expect((await step(second, again, 'check')).status).toBe(204);
    await elevate(leader);
    expect((await step(leader, again, 'approval')).status).toBe(204);
    expect((await step(supervisor, again, 'posting')).status).toBe(204);
    expect((await run(first)).run.state).toBe('replaced');
    county.travel('2025-01-10');
    expect((await step(leader, again, 'end')).status).toBe(204);
    expect((await step(supervisor, again, 'discard')).body.code).toBe('run-step');
    expect((await run(again, police)).rows.some((r: any) => r.key === 'health')).toBe(true);
    expect(
      (await head.create(`/appraisal/runs/${again}/objections`, { unit: 'health', column: 'in-time', text: '还是觉得不对，再提一次异议' })).body.code,
    ).toBe('objection-late');
    const system = { county: county.county, actor: 'system', roles: ['system'], parties: [], units: [], towns: [] };
    for (const statement of [`update run_row set total = '100.00'`, 'delete from run_row', `update run_line set title = ''`, 'delete from run'])
      await expect(
        county.house.db.write(system, sql => sql.unsafe(statement)),
        statement,
      ).rejects.toThrow(/permission denied/);
  });
});
