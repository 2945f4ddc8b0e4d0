/** A helper by telephone and by video: asked for in the portal, called at the seat, handed to a unit, rated; seen by who counts. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let resident: Visitor;
let elder: Visitor;
let seat: Visitor;
let supervisor: Visitor;
let owner: Visitor;

beforeAll(async () => {
  journey = await openJourney({ camera: true });
  // Monday morning, whenever the test runs.
  const now = '2024-11-04T01:30:00.000Z';
  journey.county.house.clock = { today: () => '2024-11-04', now: () => now };
  [resident, elder, seat, supervisor, owner] = [
    await journey.visitor('resident', 'phone'),
    await journey.visitor('elder', 'phone'),
    await journey.visitor('hotline'),
    await journey.visitor('supervisor'),
    await journey.visitor('service-owner'),
  ];
});
afterAll(() => journey?.close());

it('somebody asks for a call, is refused where it is not said what about, and sees the place', async () => {
  await seat.open('/desk/helper-seats');
  await looksRight(seat.page);
  await seat.page.getByRole('button', { name: /坐到这里.*2 席/ }).click();
  await seat.page.getByText('没有人在等').waitFor();

  const { page } = resident;
  await resident.open('/helpers');
  await looksRight(page);
  await page.getByRole('radio', { name: /^打电话给我/ }).check();
  await page.getByRole('button', { name: '请帮办员找我' }).click();
  await page.getByRole('alert').getByText('请选一件事，或用几个字说是什么事').waitFor();
  await looksRight(page);
  await page.getByRole('combobox', { name: '想办什么事？' }).selectOption('新生儿出生');
  await page.getByRole('textbox', { name: /^卡在哪里/ }).fill('不会填出生医学证明');
  await page.getByRole('button', { name: '请帮办员找我' }).click();
  await page.getByText('前面还有 0 人').waitFor();
  await looksRight(page);
});

it('the seat calls, sees the number and what hinders, and hands it to a unit; the person reads it and rates', async () => {
  const { page } = seat;
  await page.getByRole('button', { name: '请下一位' }).click();
  await page.getByText('不会填出生医学证明').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '看号码，打过去' }).click();
  await page.getByRole('link', { name: /^1\d{10}$/ }).waitFor();
  await resident.page.getByText('帮办员正在打给您，请接电话。').waitFor();
  await page.getByRole('button', { name: '接通了，开始' }).click();
  await page.getByRole('button', { name: '结束，写结果' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '没解决，转部门' }).check();
  await dialog.getByRole('button', { name: /结\s*束/ }).click();
  await dialog.getByText('请写清讲了什么、下一步怎么办').waitFor();
  await dialog.getByRole('textbox', { name: '讲了什么、下一步怎么办' }).fill('医院还没有上传，已经转卫健局催办。');
  await dialog.getByRole('combobox', { name: '转给哪个部门' }).fill('卫健');
  await page.getByTitle('县卫健局', { exact: true }).click();
  await dialog.getByRole('textbox', { name: '要部门解决什么' }).fill('医院没有上传出生医学证明，请查实');
  await looksRight(page);
  await dialog.getByRole('button', { name: /结\s*束/ }).click();
  await page.getByText('没有人在等').waitFor();

  const mine = resident.page;
  await mine.getByRole('heading', { name: '没解决，转部门' }).waitFor();
  await mine.getByText('医院还没有上传').waitFor();
  await mine.getByRole('button', { name: '提交评价' }).click();
  await mine.getByText('请选择一项').first().waitFor();
  await mine.getByRole('radio', { name: '非常满意', exact: true }).check();
  await looksRight(mine);
  await mine.getByRole('button', { name: '提交评价' }).click();
  await mine.getByRole('heading', { name: '您的评价' }).waitFor();
  await mine.getByRole('link', { name: /^看 12345 工单/ }).click();
  await mine.getByText('部门正在办').first().waitFor();
});

it('by video both see each other, also after one has loaded the page again', async () => {
  const { page } = elder;
  await elder.open('/helpers');
  await page.getByRole('textbox', { name: '用几个字说是什么事' }).fill('社保卡丢了');
  await page.getByRole('radio', { name: /^视频见面/ }).check();
  await page.getByRole('button', { name: '请帮办员找我' }).click();
  await page.getByText('前面还有 0 人').waitFor();
  await seat.page.getByRole('button', { name: '请下一位' }).click();
  await seat.page.getByRole('button', { name: '打开视频' }).click();
  await seat.page.getByText('已经进来，等对方进来。').waitFor();
  await page.getByRole('button', { name: '进入视频' }).click();
  await page.getByText('已接通。').waitFor();
  await seat.page.getByText('已接通。').waitFor();
  // Moving pictures have come from the other side.
  const width = (v: Visitor) => v.page.locator('video[aria-label=对方]').evaluate(e => (e as unknown as { videoWidth: number }).videoWidth);
  await expect.poll(() => width(elder)).toBeGreaterThan(0);
  await expect.poll(() => width(seat)).toBeGreaterThan(0);
  await looksRight(page);
  await looksRight(seat.page);
  await page.reload();
  await page.getByRole('button', { name: '进入视频' }).click();
  await page.getByText('已接通。').waitFor();

  await seat.page.getByRole('button', { name: '接通了，开始' }).click();
  await seat.page.getByRole('button', { name: '结束，写结果' }).click();
  await seat.page.getByRole('dialog').getByRole('textbox', { name: '讲了什么、下一步怎么办' }).fill('带身份证到人社专窗补，当场能取。');
  await seat.page
    .getByRole('dialog')
    .getByRole('button', { name: /结\s*束/ })
    .click();
  await page.getByRole('heading', { name: '讲清楚了' }).waitFor();
});

it('a time is booked and given up; who counts sees no names; hours are changed', async () => {
  const { page } = elder;
  await elder.open('/helpers');
  await page.getByRole('textbox', { name: '用几个字说是什么事' }).fill('高龄津贴');
  await page.getByRole('radio', { name: /^打电话给我/ }).check();
  await page.getByRole('radio', { name: /^约一个时间/ }).check();
  await page.getByRole('button', { name: '约好这个时间' }).click();
  await page.getByText('请选择日期').first().waitFor();
  await page.getByRole('combobox', { name: '哪一天，几点？' }).selectOption('2024-11-05 09:00');
  await page.getByRole('button', { name: '约好这个时间' }).click();
  await page.getByText('11月5日 09:00').first().waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '不用了' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不用了' }).click();
  await page.getByText('已经取消。').waitFor();

  await supervisor.open('/desk/help-requests?state=done');
  await supervisor.page.getByText('共 2 条').waitFor();
  await supervisor.page.getByText('非常满意').waitFor();
  expect(await supervisor.page.getByRole('columnheader', { name: '谁' }).count()).toBe(0);
  await looksRight(supervisor.page);
  await supervisor.open('/desk/helper-seats/statistics');
  await supervisor.page.getByText('2024-11-04').first().waitFor();
  await looksRight(supervisor.page);

  await owner.open('/desk/helper-seats/statistics');
  await owner.page.getByRole('button', { name: /^修改\s*电话帮办$/ }).click();
  await owner.page.getByRole('textbox', { name: '周六' }).fill('九点到十二点');
  await owner.page.getByRole('button', { name: /保\s*存/ }).click();
  await owner.page.getByText('写成 08:30-12:00 14:30-18:00', { exact: true }).waitFor();
  await owner.page.getByRole('textbox', { name: '周六' }).fill('9:00-12:00');
  await looksRight(owner.page);
  await owner.page.getByRole('button', { name: /保\s*存/ }).click();
  await owner.page.getByRole('dialog').waitFor({ state: 'detached' });
});
