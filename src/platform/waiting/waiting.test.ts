/** What waits for whom, over HTTP: it is there when it comes, leads to its page, is gone when it is done, and nobody sees another's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, fileNewborn, newCounty } from '../../testing/index.ts';
import { calendarOf } from '../calendar/index.ts';
import { cite } from '../citations/index.ts';
import { checkKind } from '../registers/index.ts';
import { inOrder, lightOf } from './rules.ts';
import type { WaitingView } from './waiting.ts';

describe('the order', () => {
  const calendar = calendarOf([{ year: 2024, holidays: ['2024-11-06'], workdays: [] }]);
  it('has a light by working days until the due day', () => {
    const on = (due: string | null) => lightOf(due, '2024-11-04', calendar);
    expect(['2024-11-03', '2024-11-04', '2024-11-07', '2024-11-08', null].map(on)).toEqual(['red', 'yellow', 'yellow', 'green', 'none']);
    // The holidays of next year are not known yet.
    expect(lightOf('2025-01-02', '2024-12-31', calendar)).toBe('green');
  });
  it('puts what is late first, the latest on top, and what has time last', () => {
    const item = (title: string, due: string | null) => ({ title, due, light: lightOf(due, '2024-11-04', calendar) });
    const items = [item('己', '2024-12-01'), item('戊', null), item('丁', '2024-11-05'), item('丙', '2024-11-01'), item('乙', '2024-10-01')];
    expect(inOrder(items).map(i => i.title)).toEqual(['乙', '丙', '丁', '戊', '己']);
  });
});

const list = checkKind({
  id: 'test-list',
  title: '试验名单',
  unit: '人',
  basis: cite('某文', '一'),
  keeper: 'rural-revitalisation',
  key: ['name'],
  columns: [{ key: 'name', title: '姓名', type: 'words', required: true, writtenBy: ['rural-revitalisation'] }],
  handedTo: [{ unit: 'public-security', what: 'whole' }],
  pages: '/desk/test',
});

describe('what waits', () => {
  let county: County;
  const who = {} as Record<'keeper' | 'police' | 'tax' | 'reviewer' | 'supervisor' | 'head' | 'resident', Browser>;
  beforeAll(async () => {
    county = await newCounty();
    county.house.registers[list.id] = list;
    const accounts = {
      ...{ keeper: 'officer.rural-revitalisation', police: 'officer.public-security', tax: 'officer.taxation', reviewer: 'reviewer.health' },
      ...{ supervisor: 'supervisor', head: 'head.health', resident: 'resident' },
    };
    for (const [name, account] of Object.entries(accounts)) who[name as keyof typeof who] = await county.as(account);
  });
  afterAll(() => county.close());
  const waiting = async (of: Browser): Promise<WaitingView[]> => (await of.get('/desk/waiting')).body.items;
  const titles = async (of: Browser) => (await waiting(of)).map(i => i.title);

  it('is a list that came, until it is received; and what of it was sent back, until a new one goes', async () => {
    await who.keeper.create('/registers/test-list/rows', { period: '', reason: '试验数据', values: { name: '村民' } });
    const hand = () => who.keeper.create('/registers/test-list/handovers', { period: '', to: 'public-security' });
    const { id } = (await hand()).body;
    const there = (await waiting(who.police)).find(i => i.title === '签收试验名单')!;
    expect(there).toMatchObject({ link: `/desk/test/handovers/${id}`, light: 'none', count: null });
    expect(there.detail).toContain('1 人');
    expect(await titles(who.tax)).not.toContain('签收试验名单');
    const back = await who.police.post(`/registers/test-list/handovers/${id}/return`, { version: 1, reason: '少了一半的人' });
    expect(back.status).toBe(204);
    expect(await titles(who.police)).not.toContain('签收试验名单');
    expect(await titles(who.keeper)).toContain('试验名单被整份退回');
    const again = (await hand()).body;
    expect(await titles(who.keeper)).not.toContain('试验名单被整份退回');
    expect((await who.police.post(`/registers/test-list/handovers/${again.id}/receipt`, { version: 1 })).status).toBe(204);
    expect(await titles(who.police)).not.toContain('签收试验名单');
  });
  it('is a report that is owed, with its day', async () => {
    const owed = (await waiting(who.tax)).find(i => i.link.startsWith('/desk/rounds/enrolment-daily/'))!;
    expect(owed).toMatchObject({ count: 1, due: '2024-11-04', light: 'yellow', link: '/desk/rounds/enrolment-daily/2024-11-04/taxation' });
    expect(await titles(who.police)).not.toContain(owed.title);
  });
  it('is a task of one’s unit, and not of another’s', async () => {
    const before = (await waiting(who.reviewer)).find(i => i.title === '受理事项')?.count ?? 0;
    await fileNewborn(who.resident);
    expect((await waiting(who.reviewer)).find(i => i.title === '受理事项')).toMatchObject({ count: before + 1, link: '/desk/tasks?state=ready' });
    expect((await waiting(who.keeper)).filter(i => i.link.startsWith('/desk/tasks'))).toEqual([]);
  });
  it('is a duty of the unit until it is answered, then the supervisor’s', async () => {
    const { items } = (await who.supervisor.get('/desk/tasks?unit=health')).body;
    const sent = await who.supervisor.create(`/desk/tasks/${items[0].id}/letters`, { body: '请三个工作日内说明办理情况', days: 3 });
    const link = `/desk/duties/${sent.body.id}`;
    expect((await waiting(who.head)).find(i => i.link === link)).toMatchObject({ title: '答复督办函', due: '2024-11-07' });
    expect((await who.head.post(`${link}/answer`, { version: 1, answer: '材料已经补齐，正在办理' })).status).toBe(204);
    expect((await waiting(who.head)).some(i => i.link === link)).toBe(false);
    expect((await waiting(who.supervisor)).find(i => i.link === link)).toMatchObject({ title: '确认答复：督办函' });
  });
  it('is nothing of a resident’s or an auditor’s', async () => {
    expect((await who.resident.get('/desk/waiting')).status).toBe(403);
    expect((await (await county.as('auditor')).get('/desk/waiting')).status).toBe(403);
  });
});
