/** A ticket's whole life: written and called in, joined, sent, handed over with consent, answered, called back, opened again, rated. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tickDuties } from '#platform/supervision';
import { type Browser, type County, newCounty, type Reply, rows } from '../../testing/index.ts';
import { ticketSmsJob } from './kind.ts';

let county: County;
let resident: Browser;
let elder: Browser;
let seat: Browser;
let supervisor: Browser;
let housing: Browser;
let housingHead: Browser;
let transport: Browser;
let education: Browser;

const lamp = { category: 'help', title: '北大街路灯不亮', body: '北大街中段五盏路灯不亮，晚上看不见路', town: 'ningxiang', place: '北大街中段' };
const call = {
  ...lamp,
  body: '北大街的路灯晚上不亮，走路看不见',
  callerName: '王大爷',
  phone: '13835800001',
  anonymous: false,
};
const answerText = '已派人更换五盏路灯的灯泡，当晚恢复照明';

const see = async (who: Browser, id: string) => (await who.get(`/desk/duties/${id}`)).body;
const ticket = async (who: Browser, id: string) => (await who.get(`/desk/hotline/tickets/${id}`)).body;
const does = async (who: Browser, id: string, verb: string, body: object = {}) =>
  who.post(`/desk/duties/${id}/${verb}`, { version: (await see(seat, id)).duty.version, ...body });
const taken = async (next: object = { do: 'send', unit: 'housing-construction' }, more: object = {}) => {
  const r = await seat.create('/desk/hotline/tickets', { ...call, ...more, next });
  expect(r.status, JSON.stringify(r.body)).toBe(200);
  return r.body.id as string;
};
const notices = async (who: Browser) => (await who.get('/notices')).body.items as { title: string; body: string; link: string }[];

beforeAll(async () => {
  county = await newCounty();
  [resident, elder, seat, supervisor, housing, housingHead, transport, education] = (await Promise.all(
    [
      'resident',
      'elder',
      'hotline',
      'supervisor',
      'reviewer.housing-construction',
      'head.housing-construction',
      'reviewer.transport',
      'reviewer.education',
    ].map(a => county.as(a)),
  )) as [Browser, Browser, Browser, Browser, Browser, Browser, Browser, Browser];
});
beforeEach(() => county.travel('2024-11-04'));
afterAll(() => county?.close());

describe('a call', () => {
  it('finds the caller’s earlier tickets and what asks the same, and is answered at once', async () => {
    const first = await taken();
    const caller = (await seat.post('/desk/hotline/callers', { phone: call.phone })).body;
    expect(caller.tickets.map((t: any) => t.id)).toContain(first);
    const { items } = (await seat.post('/desk/hotline/similar', { text: '北大街路灯晚上不亮看不见' })).body;
    expect(items.map((t: any) => t.id)).toContain(first);
    const id = await taken({ do: 'answer', answer: '带上身份证和户口簿，到政务大厅一楼社保窗口办理' }, { title: '社保卡丢了怎么补', category: 'consult' });
    expect((await see(seat, id)).duty).toMatchObject({ state: 'closed', atOnce: true, light: 'none', closedOn: '2024-11-04' });
  });

  it('needs a name and a number, or to be anonymous; every fault at its field', async () => {
    const r = await seat.create('/desk/hotline/tickets', { ...call, callerName: '', phone: '123', next: { do: 'send', unit: 'health' } });
    expect(r.status).toBe(422);
    expect(r.body.errors.map((e: any) => e.path)).toEqual(['callerName', 'phone']);
    const id = await taken(undefined, { anonymous: true, callerName: '', phone: '' });
    expect((await ticket(housing, id)).duty.openedByName).toBe('匿名来电人');
    expect((await seat.create('/desk/hotline/tickets', { ...call, next: { do: 'send', unit: 'nobody' } })).body.errors[0].path).toBe('next.unit');
  });

  it('made twice by a double click is one ticket', async () => {
    const both = await Promise.all([1, 2].map(() => seat.create('/desk/hotline/tickets', { ...call, next: { do: 'send', unit: 'health' } }, 'same-click')));
    expect(new Set(both.map(r => r.body.id)).size).toBe(1);
  });

  it('keeps the number sealed: it is in no table, and the unit sees it masked, in full only with a reason', async () => {
    const id = await taken();
    const found = await rows<{ n: number }>(county, `select count(*)::int as n from hotline_ticket t where t::text like '%${call.phone}%'`);
    expect(found[0]!.n).toBe(0);
    expect((await ticket(housing, id)).ticket).toMatchObject({ phone: '138****0001', callerName: '王大爷' });
    expect((await housing.post(`/desk/hotline/tickets/${id}/reveal`, { reason: '联系来电人看现场' })).body.code).toBe('elevation-needed');
    expect((await transport.get(`/desk/hotline/tickets/${id}`)).status).toBe(404);
    expect((await resident.get(`/hotline/tickets/${id}`)).status).toBe(404);
  });

  it('that wants to stay unknown does, to the unit and in its course', async () => {
    const id = await taken(undefined, { confidential: true });
    const theirs = await housing.get(`/desk/hotline/tickets/${id}`);
    expect(theirs.body.ticket).toMatchObject({ callerName: null, phone: null });
    expect(JSON.stringify(theirs.body)).not.toContain('王大爷');
    expect((await ticket(seat, id)).ticket.callerName).toBe('王大爷');
  });

  it('sends a message to a caller without an account, once', async () => {
    const id = await taken();
    const [sms] = await rows<{ id: string; body: string }>(county, `select id, body from hotline_sms where duty_id = '${id}'`);
    expect(sms!.body).toContain('已受理');
    const job = ticketSmsJob(county.house);
    await job.handle([{ sms: sms!.id }], county.county);
    await job.handle([{ sms: sms!.id }], county.county);
    // When the caller was told is on the ticket, for the seat.
    expect((await ticket(seat, id)).messages).toMatchObject([{ to: 'phone', text: sms!.body, sentAt: expect.any(String) }]);
    const shown = (await county.guest().get('/demo/messages')).body.items.filter((m: any) => m.body === sms!.body);
    expect(shown).toHaveLength(1);
    expect(shown[0].phone).toBe('138****0001');
  });
});

describe('a written ticket', () => {
  it('tells the seats, who belong to no unit, that it waits; nobody else', async () => {
    const { number } = (await resident.create('/hotline/tickets', lamp)).body;
    const waits = `新的12345 工单 ${number}`;
    expect((await notices(seat)).filter(n => n.title === waits)).toHaveLength(1);
    const others = await Promise.all([supervisor, housing, housingHead, transport, resident, await county.as('admin')].map(notices));
    expect(others.flat().map(n => n.title)).not.toContain(waits);
  });

  it('waits for the seat, is no unit’s until then, and is sent', async () => {
    const { id } = (await resident.create('/hotline/tickets', lamp)).body;
    expect((await see(seat, id)).duty).toMatchObject({ state: 'new', takeBy: null });
    const approval = await county.as('reviewer.approval');
    expect((await approval.get(`/desk/duties/${id}`)).status).toBe(404);
    const sent = { version: 1, unit: 'housing-construction' };
    expect((await supervisor.post(`/desk/hotline/tickets/${id}/sending`, sent)).status).toBe(403);
    expect((await seat.post(`/desk/hotline/tickets/${id}/sending`, sent)).status).toBe(204);
    expect((await seat.post(`/desk/hotline/tickets/${id}/sending`, sent)).body.code).toBe('changed');
    const { duty } = await see(housing, id);
    expect(duty).toMatchObject({ state: 'open', unit: 'housing-construction', firstUnit: 'housing-construction', dueOn: '2024-11-11' });
    expect((await notices(housing)).some(n => n.link === `/desk/duties/${id}`)).toBe(true);
    expect((await notices(resident)).filter(n => n.link === `/hotline/tickets/${id}`)).toHaveLength(2);
    expect((await ticket(seat, id)).messages.map((m: any) => m.to)).toEqual(['account', 'account']);
    expect((await resident.get(`/hotline/tickets/${id}`)).body.messages).toEqual([]);
    expect((await resident.get('/hotline/tickets')).body.items.map((t: any) => t.id)).toContain(id);
  });

  it('is supplemented and withdrawn by who wrote it, and by nobody else', async () => {
    const { id } = (await resident.create('/hotline/tickets', lamp)).body;
    expect((await elder.post(`/duties/${id}/supplements`, { version: 1, text: '不是我的' })).status).toBe(404);
    expect((await resident.post(`/duties/${id}/supplements`, { version: 1, text: '第六盏也不亮了' })).status).toBe(204);
    expect((await resident.post(`/duties/${id}/withdrawal`, { version: 2, reason: '' })).status).toBe(422);
    expect((await resident.post(`/duties/${id}/withdrawal`, { version: 2, reason: '自己解决了' })).status).toBe(204);
    expect((await see(resident, id)).duty.state).toBe('withdrawn');
    expect((await seat.post(`/desk/hotline/tickets/${id}/answer`, { version: 3, answer: answerText })).status).toBe(409);
  });
});

describe('joined', () => {
  it('gets the answer of the one that leads; who asked is told; can be undone before the answer only', async () => {
    const leader = await taken();
    const { id } = (await elder.create('/hotline/tickets', lamp)).body;
    expect((await does(seat, id, 'joining', { leader: id })).status).toBe(422);
    expect((await does(seat, id, 'joining', { leader })).status).toBe(204);
    expect((await see(seat, leader)).joined.map((j: any) => j.id)).toEqual([id]);
    expect((await does(seat, id, 'separation')).status).toBe(204);
    expect((await see(seat, id)).duty).toMatchObject({ state: 'new', joinedTo: null });
    expect((await does(seat, id, 'joining', { leader })).status).toBe(204);
    // The one that leads is not joined itself.
    expect((await does(seat, leader, 'joining', { leader: await taken() })).body.code).toBe('duty-state');
    expect((await does(housing, leader, 'answer', { answer: answerText })).status).toBe(204);
    expect((await see(elder, id)).duty).toMatchObject({ state: 'joined', answer: answerText });
    expect((await notices(elder)).some(n => n.body.includes('已有答复'))).toBe(true);
    expect((await does(seat, id, 'separation')).body.code).toBe('duty-state');
    // Who asked the same sees nothing of the other.
    expect((await elder.get(`/hotline/tickets/${id}`)).body.leader).toBeNull();
  });
});

describe('first asked owns it', () => {
  it('until the other unit consents; the clock runs on', async () => {
    const id = await taken();
    county.travel('2024-11-05');
    expect((await does(housing, id, 'hand-over', { to: 'housing-construction', reason: '自己转给自己' })).status).toBe(422);
    expect((await does(housing, id, 'hand-over', { to: 'transport', reason: '' })).status).toBe(422);
    expect((await does(housing, id, 'hand-over', { to: 'transport', reason: '这一段是公路，路灯归交通管' })).status).toBe(204);
    expect((await see(transport, id)).duty).toMatchObject({ unit: 'housing-construction', toUnit: 'transport', toBy: '2024-11-06', dueOn: '2024-11-11' });
    // Neither the proposer nor a third unit can accept; the one asked cannot answer before it owns it.
    expect((await does(housing, id, 'hand-over/acceptance')).status).toBe(403);
    expect((await does(education, id, 'hand-over/acceptance')).status).toBe(404);
    expect((await does(transport, id, 'answer', { answer: answerText })).status).toBe(403);
    expect((await does(transport, id, 'hand-over/refusal', { reason: '城区路灯归住建' })).status).toBe(204);
    expect((await see(seat, id)).duty).toMatchObject({ unit: 'housing-construction', toUnit: null, declined: 1 });
    expect((await transport.get(`/desk/duties/${id}`)).status).toBe(404);
    await does(housing, id, 'hand-over', { to: 'transport', reason: '附上公路管养的文件，请再看' });
    expect((await does(transport, id, 'hand-over/acceptance')).status).toBe(204);
    expect((await see(seat, id)).duty).toMatchObject({ unit: 'transport', firstUnit: 'housing-construction', dueOn: '2024-11-11' });
    expect((await does(transport, id, 'answer', { answer: answerText })).status).toBe(204);
  });

  it('after two declines, silence among them, the coordinator decides', async () => {
    const id = await taken();
    await does(housing, id, 'hand-over', { to: 'transport', reason: '这一段是公路，路灯归交通管' });
    await does(transport, id, 'hand-over/refusal', { reason: '城区路灯归住建' });
    await does(housing, id, 'hand-over', { to: 'education', reason: '学校门口的路灯' });
    expect((await does(seat, id, 'assignment', { unit: 'transport', reason: '按管养文件' })).body.code).toBe('duty-state');
    county.travel('2024-11-05');
    await tickDuties(county.house, county.county);
    expect((await see(seat, id)).duty.toUnit).toBe('education');
    county.travel('2024-11-06');
    await tickDuties(county.house, county.county);
    const { duty, steps } = await see(seat, id);
    expect(duty).toMatchObject({ toUnit: null, declined: 2, unit: 'housing-construction' });
    expect(steps.map((s: any) => s.kind)).toContain('lapsed');
    expect((await does(housing, id, 'hand-over', { to: 'health', reason: '再问一家' })).body.code).toBe('duty-state');
    expect((await seat.get('/desk/hotline/tickets?tab=dispute')).body.items.map((t: any) => t.id)).toContain(id);
    expect((await does(housing, id, 'assignment', { unit: 'transport', reason: '我们自己定' })).status).toBe(403);
    expect((await does(supervisor, id, 'assignment', { unit: 'transport', reason: '按管养文件由交通办' })).status).toBe(204);
    expect((await see(seat, id)).duty).toMatchObject({ unit: 'transport', declined: 0 });
  });

  it.each(['acceptance', 'refusal'])('two who decide at once have one winner and one clear message: %s first', async first => {
    const id = await taken();
    await does(housing, id, 'hand-over', { to: 'transport', reason: '这一段是公路，路灯归交通管' });
    const { version } = (await see(seat, id)).duty;
    const body = { acceptance: { version }, refusal: { version, reason: '不归我们管' } };
    const second = first === 'acceptance' ? 'refusal' : 'acceptance';
    const waiting = async () =>
      (await rows<{ n: number }>(county, `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))[0]!
        .n;
    // Both have seen the ticket and stand before the same row, in this order, when it is let go.
    const sent: Promise<Reply>[] = [];
    await county.owner.begin(async sql => {
      await sql`select 1 from duty where id = ${id} for update`;
      for (const [n, which] of ([first, second] as ('acceptance' | 'refusal')[]).entries()) {
        sent.push(transport.post(`/desk/duties/${id}/hand-over/${which}`, body[which]));
        await expect.poll(waiting).toBe(n + 1);
      }
    });
    const [won, lost] = await Promise.all(sent);
    expect([won!.status, lost!.status]).toEqual([204, 409]);
    expect(lost!.body.detail).toMatch(/刚刚做了/);
  });
});

describe('one’s own complaint', () => {
  it('is answered by a colleague', async () => {
    const { id } = (await resident.create('/hotline/tickets', lamp)).body;
    await seat.post(`/desk/hotline/tickets/${id}/sending`, { version: 1, unit: 'housing-construction' });
    const person = (await rows<{ subject: string }>(county, `select subject from demo_account where account = 'resident'`))[0]!.subject;
    await county.owner.unsafe(`update staff set person = '${person}' where login = 'reviewer.housing-construction'`);
    expect((await does(housing, id, 'answer', { answer: answerText })).body.code).toBe('own-duty');
    expect((await see(housing, id)).may).toEqual([]);
    await county.owner.unsafe(`update staff set person = null where login = 'reviewer.housing-construction'`);
    expect((await does(housing, id, 'answer', { answer: answerText })).status).toBe(204);
  });
});

describe('the clock', () => {
  it('gives five working days, an urgent one a day and two hours to take it in hand', async () => {
    const [slow, urgent] = [await taken(), await taken(undefined, { urgent: true })];
    expect((await see(seat, slow)).duty.dueOn).toBe('2024-11-11');
    const { duty } = await see(seat, urgent);
    expect(duty.dueOn).toBe('2024-11-05');
    expect(Date.parse(duty.takeBy)).toBeGreaterThan(Date.parse(duty.openedAt));
    expect((await does(housing, urgent, 'taking')).status).toBe(204);
    expect((await does(housing, urgent, 'taking')).body.code).toBe('duty-state');
  });

  it('is extended once, by the head, with a reason; reminders go to the unit, the head and the supervisor', async () => {
    const id = await taken();
    expect((await does(housing, id, 'extension', { reason: '等配件' })).status).toBe(403);
    expect((await does(housingHead, id, 'extension', { reason: '灯具要从太原调货' })).status).toBe(204);
    expect((await see(seat, id)).duty.dueOn).toBe('2024-11-18');
    expect((await does(housingHead, id, 'extension', { reason: '再等等' })).body.code).toBe('duty-state');
    for (const [day, kind] of [
      ['2024-11-18', 'reminded'],
      ['2024-11-19', 'overdue'],
      ['2024-11-20', 'to-head'],
      ['2024-11-22', 'to-supervisor'],
    ] as const) {
      county.travel(day);
      await tickDuties(county.house, county.county);
      await tickDuties(county.house, county.county);
      const { steps } = await see(seat, id);
      expect(steps.filter((s: any) => s.kind === kind)).toHaveLength(1);
    }
    expect((await supervisor.get('/desk/duties?waits=supervisor')).body.items.map((d: any) => d.id)).toContain(id);
    const { number } = (await see(seat, id)).duty;
    expect((await notices(supervisor)).filter(n => n.title === `${number} 提请督导`)).toHaveLength(1);
    expect((await notices(seat)).map(n => n.title)).not.toContain(`${number} 提请督导`);
  });
});

describe('the end', () => {
  it('is called back: not satisfied opens it again with the whole time, satisfied closes it', async () => {
    const id = await taken();
    await does(housing, id, 'answer', { answer: answerText });
    expect((await does(housing, id, 'follow-ups', { reached: true, satisfied: true })).status).toBe(403);
    expect((await does(seat, id, 'follow-ups', { reached: true })).status).toBe(422);
    expect((await does(seat, id, 'follow-ups', { reached: true, satisfied: false, note: '' })).status).toBe(422);
    county.travel('2024-11-08');
    expect((await does(seat, id, 'follow-ups', { reached: true, satisfied: false, note: '还有两盏不亮' })).status).toBe(204);
    expect((await see(housing, id)).duty).toMatchObject({ state: 'open', reopened: 1, dueOn: '2024-11-15' });
    await does(housing, id, 'answer', { answer: '剩下两盏也已经修好，附照片' });
    await does(seat, id, 'follow-ups', { reached: true, satisfied: true });
    expect((await see(seat, id)).duty).toMatchObject({ state: 'closed', satisfied: true });
  });

  it('is closed after three calls that nobody takes', async () => {
    const id = await taken();
    await does(housing, id, 'answer', { answer: answerText });
    for (const state of ['answered', 'answered', 'closed']) {
      await does(seat, id, 'follow-ups', { reached: false });
      expect((await see(seat, id)).duty.state).toBe(state);
    }
    expect((await see(seat, id)).duty.satisfied).toBeNull();
  });

  it('is rated by who asked: badly while it waits opens it again, badly afterwards is a duty of its own', async () => {
    const { id } = (await resident.create('/hotline/tickets', lamp)).body;
    const rate = async (grade: number, comment = '') => resident.post(`/duties/${id}/rating`, { version: (await see(seat, id)).duty.version, grade, comment });
    expect((await rate(5)).body.code).toBe('duty-state');
    await seat.post(`/desk/hotline/tickets/${id}/sending`, { version: 1, unit: 'housing-construction' });
    await does(housing, id, 'answer', { answer: answerText });
    expect((await rate(2, '只修了三盏')).status).toBe(204);
    expect((await see(resident, id)).duty).toMatchObject({ state: 'open', reopened: 1 });
    await does(housing, id, 'answer', { answer: '五盏全部修好，请再看' });
    await does(seat, id, 'follow-ups', { reached: true, satisfied: true });
    expect((await rate(1, '来了三次才修好')).status).toBe(204);
    expect((await rate(5)).body.code).toBe('duty-state');
    const { items } = (await supervisor.get('/desk/duties?kind=bad-rating')).body;
    expect(items.some((d: any) => d.unit === 'housing-construction' && d.body === '来了三次才修好')).toBe(true);
    expect((await seat.get('/desk/hotline/tickets?channel=bad-rating')).body.total).toBeGreaterThan(0);
  });
});

describe('the figures', () => {
  it('count what was answered in time, at once, handed over, satisfied; groups add up to the whole', async () => {
    const { body } = await seat.get('/desk/hotline/statistics?from=2024-10-01&to=2024-11-30');
    for (const groups of [body.byUnit, body.byCategory, body.byTown, body.byMonth, body.byChannel])
      for (const key of ['total', 'inTime', 'late', 'atOnce', 'satisfied', 'bad'] as const)
        expect(
          groups.reduce((n: number, g: any) => n + g[key], 0),
          key,
        ).toBe(body.total[key]);
    expect(body.total.atOnce).toBeGreaterThan(0);
    expect(body.total.bad).toBeGreaterThanOrEqual(2);
    expect(body.total.handed).toBeGreaterThanOrEqual(2);
    expect((await housing.get('/desk/hotline/statistics')).status).toBe(403);
  });

  it('of the telephone are entered by hand: no more connected than called, a correction names what it corrects', async () => {
    const put = (body: object) => seat.send('PUT', '/desk/hotline/call-days/2024-11-03', body);
    const wrong = await put({ calls: 100, connected: 120, within15: 130, version: 0 });
    expect(wrong.body.errors.map((e: any) => e.path)).toEqual(['connected', 'within15']);
    expect((await put({ calls: 100, connected: 94, within15: 90, version: 0 })).status).toBe(204);
    expect((await put({ calls: 100, connected: 95, within15: 90, version: 0 })).body.code).toBe('changed');
    expect((await put({ calls: 100, connected: 95, within15: 90, version: 1 })).status).toBe(204);
    const { calls } = (await supervisor.get('/desk/hotline/statistics?from=2024-11-03&to=2024-11-03')).body;
    expect(calls).toEqual({ days: 1, calls: 100, connected: 95, within15: 90, met: true });
    expect((await seat.send('PUT', '/desk/hotline/call-days/2024-12-01', { calls: 1, connected: 1, within15: 1, version: 0 })).status).toBe(422);
  });
});
