/** Helping: a visit whose findings are mended, and what could not get done, from the window to the answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, fileNewborn, newCounty, rows } from '../../testing/index.ts';
import { causes, firstAsked } from './rules.ts';

let county: County;
let helper: Browser;
let colleague: Browser;
let clerk: Browser;
let resident: Browser;
let stranger: Browser;
let supervisor: Browser;
let health: Browser;
let approval: Browser;

beforeAll(async () => {
  county = await newCounty();
  [helper, colleague, clerk, resident, stranger, supervisor, health, approval] = (await Promise.all(
    ['helper', 'helper.2', 'window', 'resident', 'buyer', 'supervisor', 'reviewer.health', 'reviewer.approval'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser, Browser, Browser];
});
afterAll(() => county?.close());

const see = async (who: Browser, id: string) => (await who.get(`/desk/duties/${id}`)).body.duty;
const answer = async (who: Browser, id: string, text = '已经改了告知单，窗口当天培训') =>
  who.post(`/desk/duties/${id}/answer`, { version: (await see(who, id)).version, answer: text });

const visit = {
  onDay: '2024-11-01',
  way: 'helper',
  thing: 17,
  place: '政务大厅一楼',
  walkedWith: '白女士',
  steps: [
    { title: '取号', minutes: 3 },
    { title: '窗口受理', minutes: 25, trouble: '告知单没写要结婚证原件' },
  ],
  findings: [{ kind: 'guide', severity: 2, unit: 'health', title: '告知单没写原件', text: '到了窗口才知道要原件，又跑一趟' }],
};
const record = async (who = helper, more: object = {}) => who.create('/desk/visits', { ...visit, ...more });

describe('a visit', () => {
  it('makes of each finding an improvement with an owner and a due day, which who found it confirms', async () => {
    const { body } = await record();
    const seen = (await helper.get(`/desk/visits/${body.id}`)).body;
    expect(seen).toMatchObject({ minutes: 28, findings: 1, improved: 0, confirms: true });
    const { duty } = seen.list[0];
    // Ten working days after Monday the 4th.
    expect(duty).toMatchObject({ kind: 'improvement', unit: 'health', dueOn: '2024-11-18', state: 'open' });
    const confirm = async (who: Browser, more: object) =>
      who.post(`/desk/findings/${duty.id}/confirmation`, { version: (await see(supervisor, duty.id)).version, ...more });
    expect((await confirm(helper, { confirmed: true })).body.code).toBe('duty-state');
    expect((await answer(health, duty.id)).status).toBe(204);
    expect((await confirm(colleague, { confirmed: true })).status).toBe(404);
    expect((await confirm(helper, { confirmed: false, reason: '网上的指南还没有改' })).status).toBe(204);
    expect(await see(health, duty.id)).toMatchObject({ state: 'open', returned: 1 });
    await answer(health, duty.id, '网上的指南也改了，写明要原件');
    expect((await confirm(helper, { confirmed: true, published: '告知单和网上指南都写明要带结婚证原件' })).status).toBe(204);
    const { items } = (await county.guest().get('/improvements')).body;
    expect(items[0]).toMatchObject({ published: '告知单和网上指南都写明要带结婚证原件', unit: '县卫健局' });
    expect(items[0].thing).toContain('新生儿');
    expect((await colleague.get('/desk/visits')).body.items.find((v: any) => v.id === body.id)).toMatchObject({ findings: 1, improved: 1 });
  });

  it('has its findings in one list: by owner, kind, weight and state, in an order that is asked for', async () => {
    const more = [
      { kind: 'wait', severity: 3, unit: 'approval', title: '取号等了一个小时', text: '上午只开一个窗口' },
      { kind: 'place', severity: 1, unit: 'approval', title: '指示牌看不清', text: '二楼的牌子太小' },
    ];
    expect((await record(helper, { findings: more })).status).toBe(200);
    const list = async (filter: string) => (await colleague.get(`/desk/findings?${filter}`)).body;
    expect((await list('unit=approval')).items.map((f: any) => f.title).sort()).toEqual(['取号等了一个小时', '指示牌看不清']);
    expect((await list('q=等了一个小时')).items).toMatchObject([{ severity: 3, findingKind: 'wait', state: 'open' }]);
    expect((await list('sort=severity&unit=approval')).items.map((f: any) => f.severity)).toEqual([3, 1]);
    const { counts, total } = await list('');
    expect(counts).toMatchObject({ all: total, late: 0 });
    expect(counts.open + counts.answered + counts.closed).toBe(total);
    expect((await list('size=1&page=2&unit=approval')).items).toHaveLength(1);
    expect((await health.get('/desk/findings')).status).toBe(403);
    const longest = (await colleague.get('/desk/visits?sort=longest')).body.items.map((v: any) => v.minutes);
    expect(longest).toEqual([...longest].sort((a, b) => b - a));
    const unmended = (await colleague.get('/desk/visits?sort=findings')).body.items.map((v: any) => v.findings - v.improved);
    expect(unmended).toEqual([...unmended].sort((a, b) => b - a));
  });

  it('says who was accompanied, through what, and not in the future; every fault at its field', async () => {
    const r = await record(helper, { onDay: '2024-12-01', walkedWith: '', thing: undefined });
    expect(r.body.errors.map((e: any) => e.path)).toEqual(['onDay', 'walkedWith', 'thing']);
    expect((await record(helper, { findings: [{ ...visit.findings[0], unit: 'nobody' }] })).body.errors[0].path).toBe('findings.0.unit');
    expect((await record(clerk)).status).toBe(403);
  });

  it('of an invited resident names one whose term runs', async () => {
    const { id } = (await helper.create('/desk/experience-officers', { name: '高翠平', about: '个体户', fromDay: '2024-01-01', toDay: '2025-12-31' })).body;
    expect((await record(helper, { way: 'officer', officer: id, walkedWith: '' })).status).toBe(200);
    expect((await helper.post(`/desk/experience-officers/${id}/end`, { version: 1 })).status).toBe(204);
    expect((await helper.post(`/desk/experience-officers/${id}/end`, { version: 1 })).body.code).toBe('changed');
    expect((await record(helper, { way: 'officer', officer: id, walkedWith: '' })).body.errors[0].path).toBe('officer');
  });
});

describe('what could not get done', () => {
  const entry = { reason: 'material', thing: 17, text: '要我开一个村里不给开的证明', visitorName: '任改兰', phone: '13700001234' };

  it('is asked first of the lead of the thing, answered in three working days, called back by any helper', async () => {
    const { id, number } = (await clerk.create('/desk/not-done', entry)).body;
    expect(number).toMatch(/^难〔2024〕\d+号$/);
    const { duty, entry: kept } = (await helper.get(`/desk/not-done/${id}`)).body;
    expect(duty).toMatchObject({ unit: 'health', dueOn: '2024-11-07', state: 'open' });
    expect(kept).toMatchObject({ channel: 'window', phone: '137****1234', thing: 17 });
    expect((await rows<{ n: number }>(county, `select count(*)::int as n from not_done t where t::text like '%13700001234%'`))[0]!.n).toBe(0);
    await answer(health, id);
    const call = { version: 2, reached: true, satisfied: false, note: '还是让开证明' };
    expect((await health.post(`/desk/not-done/${id}/follow-ups`, call)).status).toBe(403);
    expect((await helper.post(`/desk/not-done/${id}/follow-ups`, call)).status).toBe(204);
    expect(await see(health, id)).toMatchObject({ state: 'open', reopened: 1 });
  });

  it('without a thing goes to the bureau that runs the hall', async () => {
    const { id } = (await helper.create('/desk/not-done', { ...entry, thing: undefined, reason: 'nobody' })).body;
    expect((await see(approval, id)).unit).toBe('approval');
    // Everything that is wrong is said at once.
    const faults = async (more: object) => (await clerk.create('/desk/not-done', { ...entry, ...more })).body.errors.map((e: any) => e.path);
    expect(await faults({ phone: '12' })).toEqual(['phone']);
    expect(await faults({ phone: '', visitorName: '', text: '' })).toEqual(['text', 'visitorName', 'phone']);
    expect(await faults({ thing: 99, caseNumber: '141129-20240101-0001' })).toEqual(['thing', 'caseNumber']);
  });

  it('is written by a resident about a case of their own, followed and rated', async () => {
    const caseId = await fileNewborn(resident);
    const { number } = (await resident.get(`/cases/${caseId}`)).body.case;
    expect((await stranger.create('/not-done', { reason: 'slow', caseNumber: number, text: '不是我的办件' })).body.errors[0].path).toBe('caseNumber');
    const { id } = (await resident.create('/not-done', { reason: 'slow', thing: 17, caseNumber: number, text: '两个星期没有动静' })).body;
    expect((await stranger.get(`/not-done/${id}`)).status).toBe(404);
    expect((await resident.get(`/cases/${caseId}`)).body.duties[0]).toMatchObject({ kindTitle: '办不成事反映', days: 3 });
    await answer(health, id);
    expect((await resident.post(`/duties/${id}/rating`, { version: (await see(resident, id)).version, grade: 5 })).status).toBe(204);
    expect(await see(resident, id)).toMatchObject({ state: 'closed', satisfied: true, grade: 5 });
  });

  it('is counted by reason, unit and month, and what comes back is shown', async () => {
    await clerk.create('/desk/not-done', { ...entry, text: '又是要那个证明' });
    const { body } = await supervisor.get('/desk/not-done?from=2024-11-04');
    for (const groups of [body.byReason, body.byUnit, body.byMonth]) expect(groups.reduce((n: number, g: any) => n + g.total, 0)).toBe(body.total);
    expect(body.causes[0]).toMatchObject({ reason: 'material', thing: 17, unit: 'health', times: 2 });
    const reopened = (await supervisor.get('/desk/not-done?sort=reopened')).body.items.map((e: any) => e.reopened);
    expect(reopened).toEqual([...reopened].sort((a, b) => b - a));
    expect(reopened[0]).toBe(1);
    const theirs = (await health.get('/desk/not-done')).body;
    expect(theirs.items.every((i: any) => i.unit === 'health')).toBe(true);
    expect((await resident.get('/desk/not-done')).body.total).toBe(1);
  });
});

describe('the rules', () => {
  const of = (reason: string, thing: number | null, openedOn: string) => ({ reason, thing, unit: 'health', openedOn });
  it('call a cause repeated from two of the same', () => {
    expect(causes([of('slow', 1, '2024-11-01'), of('slow', 2, '2024-11-01')])).toEqual([]);
    expect(causes([of('slow', 1, '2024-11-03'), of('slow', 1, '2024-11-01')])).toEqual([
      { reason: 'slow', thing: 1, unit: 'health', times: 2, last: '2024-11-03' },
    ]);
  });
  it('ask the lead department, or the bureau', () => expect([firstAsked('health'), firstAsked(null)]).toEqual(['health', 'approval']));
});
