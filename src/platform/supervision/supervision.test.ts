/** Anything with an owner and a due day: duties from ratings, complaints and letters, urging, and the board's figures. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Browser, type County, fileNewborn, newCounty } from '../../testing/index.ts';

let county: County;
let resident: Browser;
let stranger: Browser;
let supervisor: Browser;
let health: Browser;
let healthHead: Browser;
let policeHead: Browser;
let caseId: string;
let task: string;

interface Duty {
  id: string;
  number: string;
  title: string;
  unit: string;
  dueOn: string;
  state: string;
  light: string;
  version: number;
  [more: string]: unknown;
}

const file = () => fileNewborn(resident);

const taskOf = async (id: string, key = 'birth-certificate') => (await resident.get(`/cases/${id}`)).body.tasks.find((t: any) => t.key === key);
const list = async (who: Browser, query = '') =>
  (await who.get(`/desk/duties?${query}`)).body as { items: Duty[]; total: number; counts: Record<string, number> };
const duty = async (who: Browser, id: string) => (await list(who, `id=${id}`)).items[0]!;
const finish = (id: string) => resident.post(`/cases/${id}/withdrawal`, { reason: '先不办了' });
const letter = async (body = '请说明为什么三天没有受理', days?: number) =>
  (await supervisor.create(`/desk/tasks/${task}/letters`, { body, ...(days ? { days } : {}) })).body.id as string;
const complaint = async (text = '窗口说要再跑一趟') => (await resident.create(`/cases/${caseId}/complaints`, { caseId, taskId: task, text })).body.id as string;
const answer = (who: Browser, d: Duty, text = '已经联系申请人，当天受理') => who.post(`/desk/duties/${d.id}/answer`, { version: d.version, answer: text });

beforeAll(async () => {
  county = await newCounty();
  [resident, stranger, supervisor, health, healthHead, policeHead] = (await Promise.all(
    ['resident', 'firm', 'supervisor', 'reviewer.health', 'head.health', 'head.public-security'].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser];
  caseId = await file();
  task = (await taskOf(caseId)).id;
});
beforeEach(() => county.travel('2024-11-04'));
afterAll(() => county?.close());

describe('a duty', () => {
  it('comes of a bad rating, with a number and fifteen working days', async () => {
    const id = await file();
    await finish(id);
    expect((await resident.post(`/cases/${id}/rating`, { grade: 2, comment: '没有人接电话' })).status).toBe(204);
    const [one] = (await list(health, `caseId=${id}`)).items;
    // Monday the 4th, then three whole weeks.
    expect(one).toMatchObject({
      kind: 'bad-rating',
      number: '评〔2024〕1号',
      unit: 'health',
      body: '没有人接电话',
      openedOn: '2024-11-04',
      dueOn: '2024-11-25',
      state: 'open',
      light: 'green',
    });
    expect(one!.title).toContain('不满意');
  });

  it('comes not of a good rating; a case is rated once, when it is over, by its owner', async () => {
    const id = await file();
    expect((await resident.post(`/cases/${id}/rating`, { grade: 1 })).body.code).toBe('not-finished');
    await finish(id);
    expect((await stranger.post(`/cases/${id}/rating`, { grade: 1 })).status).toBe(404);
    expect((await resident.post(`/cases/${id}/rating`, { grade: 6 })).status).toBe(422);
    const both = await Promise.all([resident.post(`/cases/${id}/rating`, { grade: 3 }), resident.post(`/cases/${id}/rating`, { grade: 3 })]);
    expect(both.map(r => r.body?.code ?? r.status).sort()).toEqual([204, 'rated-already']);
    expect((await list(supervisor, `caseId=${id}`)).total).toBe(0);
  });

  it('comes of a complaint about the task’s own unit', async () => {
    const one = await duty(health, await complaint());
    expect(one).toMatchObject({ kind: 'complaint', number: '诉〔2024〕1号', unit: 'health', taskId: task, dueOn: '2024-11-25' });
    const other = await file();
    const foreign = await resident.create(`/cases/${other}/complaints`, { caseId: other, taskId: task, text: '不是这件的事项' });
    expect(foreign.status).toBe(404);
    expect((await stranger.create(`/cases/${caseId}/complaints`, { caseId, text: '别人的办件也来投诉' })).status).toBe(404);
  });

  it('comes of a letter, in five working days or as many as it says', async () => {
    const one = await duty(health, await letter());
    expect(one).toMatchObject({ kind: 'letter', unit: 'health', dueOn: '2024-11-11', light: 'green' });
    expect(one.number).toMatch(/^督〔2024〕\d+号$/);
    expect((await duty(health, await letter('限一天说明情况并整改', 1))).dueOn).toBe('2024-11-05');
    for (const who of [health, healthHead, resident])
      expect((await who.create(`/desk/tasks/${task}/letters`, { body: '请说明为什么三天没有受理' })).status).toBe(403);
  });

  it('has a number of its own when many come at once, and begins with 1 every year', async () => {
    const ids = await Promise.all([1, 2, 3, 4, 5].map(n => letter(`请说明第 ${n} 个问题的原因`)));
    const numbers = await Promise.all(ids.map(async id => (await duty(supervisor, id)).number));
    expect(new Set(numbers).size).toBe(5);
    county.travel('2025-01-02');
    expect((await duty(supervisor, await letter())).number).toBe('督〔2025〕1号');
  });

  it('tells the unit’s people, who can open it', async () => {
    const id = await letter('请在本周内书面说明情况');
    const { items } = (await health.get('/notices')).body;
    expect(items.some((n: any) => n.link === `/desk/duties/${id}`)).toBe(true);
  });

  it('turns yellow after two thirds of its time and red after its day', async () => {
    const id = await letter();
    const light = async (day: string) => {
      county.travel(day);
      return (await duty(supervisor, id)).light;
    };
    expect(await light('2024-11-07')).toBe('green');
    expect(await light('2024-11-08')).toBe('yellow');
    expect(await light('2024-11-11')).toBe('yellow');
    expect(await light('2024-11-12')).toBe('red');
    const { counts } = await list(supervisor, 'kind=letter');
    for (const colour of ['yellow', 'red'] as const) expect((await list(supervisor, `kind=letter&light=${colour}`)).total).toBe(counts[colour]);
    await answer(health, await duty(health, id));
    expect((await duty(supervisor, id)).light).toBe('none');
  });

  it('is answered by its unit, returned, answered again and closed; who complained is told', async () => {
    const id = await complaint('材料已经交过，又让我交');
    const first = await duty(health, id);
    expect((await answer(health, first, '知道了')).status).toBe(422);
    expect((await supervisor.post(`/desk/duties/${id}/closing`, { version: 1 })).body.code).toBe('duty-state');
    expect((await answer(health, first)).status).toBe(204);
    // The second colleague had the page open, too.
    expect((await answer(healthHead, first)).body.code).toBe('changed');
    const answered = await duty(supervisor, id);
    expect(answered).toMatchObject({ state: 'answered', answer: '已经联系申请人，当天受理' });
    expect((await supervisor.post(`/desk/duties/${id}/return`, { version: answered.version, reason: '' })).status).toBe(422);
    expect((await supervisor.post(`/desk/duties/${id}/return`, { version: answered.version, reason: '没有写整改措施' })).status).toBe(204);
    const again = await duty(healthHead, id);
    expect(again).toMatchObject({ state: 'open', returned: 1, dueOn: first.dueOn });
    expect(again.body).toContain('没有写整改措施');
    expect((await answer(healthHead, again, '已经道歉，今后先查系统里已交的材料')).status).toBe(204);
    const last = await duty(supervisor, id);
    expect((await supervisor.post(`/desk/duties/${id}/closing`, { version: last.version })).status).toBe(204);
    expect(await duty(supervisor, id)).toMatchObject({ state: 'closed', closedOn: '2024-11-04', light: 'none' });
    expect((await answer(health, await duty(health, id))).body.code).toBe('duty-state');
    const { items } = (await resident.get('/notices')).body;
    expect(items.some((n: any) => n.link === `/cases/${caseId}` && n.title.includes('投诉'))).toBe(true);
  });

  it('does not exist for another unit, and to the letter so', async () => {
    const id = await letter();
    expect((await list(policeHead)).items.filter(d => d.unit !== 'public-security')).toEqual([]);
    expect((await list(policeHead, `id=${id}`)).total).toBe(0);
    const body = { version: 1, answer: '这件事不是我们单位的' };
    const here = await policeHead.post(`/desk/duties/${id}/answer`, body);
    const nowhere = await policeHead.post(`/desk/duties/${crypto.randomUUID()}/answer`, body);
    expect(here.status).toBe(404);
    const { requestId: _, ...a } = here.body;
    const { requestId: __, ...b } = nowhere.body;
    expect(a).toEqual(b);
    for (const who of [health, healthHead]) expect((await who.post(`/desk/duties/${id}/closing`, { version: 1 })).status).toBe(403);
    expect((await county.guest().get('/desk/duties')).status).toBe(401);
  });

  it('shows a person the own complaints only', async () => {
    const id = await complaint('想知道什么时候能办完');
    expect((await list(resident, `id=${id}`)).total).toBe(1);
    expect((await list(resident, 'kind=letter')).total).toBe(0);
    expect((await list(stranger)).total).toBe(0);
  });

  it('is found by its number and by the case’s', async () => {
    const one = await duty(supervisor, await letter());
    const number = (await resident.get(`/cases/${caseId}`)).body.case.number;
    for (const q of [one.number, one.number.toLowerCase(), number])
      expect((await list(supervisor, new URLSearchParams({ q }).toString())).items.some(d => d.id === one.id)).toBe(true);
    expect((await list(supervisor, 'q=%25')).total).toBe(0);
  });
});

describe('urging', () => {
  it('stands in the timeline and in the unit’s inbox; only who supervises urges, and only what is open', async () => {
    const id = await file();
    const open = (await taskOf(id)).id;
    expect((await healthHead.post(`/desk/tasks/${open}/reminder`, {})).status).toBe(403);
    expect((await supervisor.post(`/desk/tasks/${open}/reminder`, { note: '请今天受理' })).status).toBe(204);
    expect((await resident.get(`/cases/${id}`)).body.events.some((e: any) => e.kind === 'urged')).toBe(true);
    expect((await health.get('/notices')).body.items.some((n: any) => n.link === `/desk/tasks/${open}`)).toBe(true);
    await finish(id);
    expect((await supervisor.post(`/desk/tasks/${open}/reminder`, {})).body.code).toBe('duty-state');
  });
});

describe('the board', () => {
  const total = async (who: Browser, query: string) => (await who.get(`/desk/tasks?${query}`)).body.total as number;

  it.each(['supervisor', 'head.health'])('of %s agrees with the lists that its figures open', async account => {
    const who = await county.as(account);
    for (const day of ['2024-11-04', '2024-11-08', '2024-11-25']) {
      county.travel(day);
      const { from, to, ...board } = (await who.get('/desk/board')).body;
      const lines = [{}, ...board.byUnit.map((r: any) => ({ unit: r.unit })), ...board.bySubject.map((r: any) => ({ subject: r.subject }))];
      for (const line of lines) {
        const more = new URLSearchParams(line).toString();
        const figures = (await who.get(`/desk/board?${more}`)).body;
        const open = (query: string) => total(who, `tab=open&${query}&${more}`);
        const closed = (query: string) => total(who, `tab=closed&from=${from}&to=${to}&${query}&${more}`);
        const { ready, accepted, stopped, yellow, red, decided, late, refused } = figures.total;
        expect({ ready, accepted, stopped, yellow, red, decided, late, refused }, `${day} ${more}`).toEqual({
          ready: await open('state=ready'),
          accepted: await open('state=accepted'),
          stopped: await open('light=stopped'),
          yellow: await open('light=yellow'),
          red: await open('light=red'),
          // The list shows the withdrawn ones, too; they are no decisions.
          decided: await closed('outcome=decided'),
          late: await closed('late=true'),
          refused: await closed('outcome=refused'),
        });
        if ('subject' in line) continue;
        const duties = await list(who, more);
        expect(figures.duties.red, `${day} ${more}`).toBe(duties.counts.red);
      }
    }
  });

  it('counts the ratings of the period, and gives a head nothing of another unit', async () => {
    const { body } = await supervisor.get('/desk/board');
    expect(body.ratings).toEqual([
      { grade: 3, count: 1 },
      { grade: 2, count: 1 },
    ]);
    expect((await supervisor.get('/desk/board?from=2024-10-01&to=2024-10-31')).body.ratings).toEqual([]);
    const { body: other } = await policeHead.get('/desk/board?unit=health');
    expect(other.total).toMatchObject({ ready: 0, decided: 0 });
    expect(other.duties).toEqual({ open: 0, red: 0 });
    expect((await health.get('/desk/board')).status).toBe(403);
  });
});
