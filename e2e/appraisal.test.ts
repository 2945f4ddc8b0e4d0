/** The appraisal of departments in the browser: from a late matter to a score, an objection that is right, and the result that replaces the first. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, fileNewborn } from '../src/testing/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let supervisor: Visitor;
let second: Visitor;
let leader: Visitor;
let head: Visitor;
const year = '2024 年“高效办成一件事”部门考核';

/** The health bureau refuses the first matter of a newborn's case, on another day than it came. */
async function refused(mother: Browser, filed: string, decided: string) {
  const { county } = journey;
  county.travel(filed);
  const id = await fileNewborn(mother);
  const task = (await mother.get(`/cases/${id}`)).body.tasks.find((t: { key: string }) => t.key === 'birth-certificate');
  const health = await county.as('reviewer.health');
  const { version } = (await health.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version })).body;
  county.travel(decided);
  const decision = { outcome: 'refused', reason: '不符合条件', basis: '母婴保健法第二十三条', remedy: '可以申请行政复议' };
  expect((await health.post(`/desk/tasks/${task.id}/decision`, { version, decision })).status).toBe(200);
}

beforeAll(async () => {
  journey = await openJourney();
  const mother = await journey.county.as('resident');
  await refused(mother, '2024-11-04', '2024-11-05');
  await refused(mother, '2024-11-05', '2024-12-10');
  [supervisor, second, leader, head] = await Promise.all([
    journey.visitor('supervisor'),
    journey.visitor('supervisor.2'),
    journey.visitor('leader'),
    journey.visitor('head.health'),
  ]);
});
afterAll(() => journey?.close());

it('leads from a department’s score to the matter that was late', async () => {
  const { page } = supervisor;
  await supervisor.open('/desk/appraisal');
  const row = page.getByRole('row').filter({ hasText: '县卫健局' });
  await row.waitFor();
  await looksRight(page);
  await row.getByRole('link', { name: /按期办结率.*0\.00/ }).click();
  await page.getByRole('heading', { level: 1, name: '县卫健局的得分' }).waitFor();
  const item = page.getByRole('region', { name: /^按期办结率/ });
  await item.getByText('4 件中 3 件符合要求').waitFor();
  await looksRight(page);
  await item.getByRole('link', { name: /出生医学证明/ }).click();
  await page.waitForURL(/\/desk\/tasks\//);
  const phone = await journey.visitor('supervisor', 'phone');
  await phone.open('/desk/appraisal');
  await phone.page.getByRole('row').filter({ hasText: '县卫健局' }).waitFor();
  await looksRight(phone.page);
});

it('takes a scheme for the next year from one person to another', async () => {
  const { page } = supervisor;
  await supervisor.open('/desk/appraisal/scheme/2025');
  await page.getByRole('button', { name: '拟定 2025 年的考核办法' }).click();
  const points = page.getByRole('spinbutton', { name: '按期办结率的分值' });
  await points.fill('30');
  await points.press('Tab');
  await page.getByText('各项分值合计应为 100 分，现在是 105 分').waitFor();
  expect(await page.getByRole('button', { name: '提交，等批准' }).isDisabled()).toBe(true);
  await looksRight(page);
  const reused = page.getByRole('spinbutton', { name: '材料免提交率的分值' });
  await reused.fill('5');
  await reused.press('Tab');
  await page.getByRole('button', { name: '提交，等批准' }).click();
  await page.getByText('等县领导批准').waitFor();
  await leader.open('/desk/appraisal/scheme/2025');
  await leader.page.getByRole('button', { name: '批准这一稿' }).click();
  await leader.page
    .getByRole('dialog')
    .getByRole('button', { name: /批\s*准/ })
    .click();
  await leader.page.getByText(/^已批准/).waitFor();
});

it('computes the year when it is over, and needs three people before the departments see it', async () => {
  journey.county.travel('2025-01-02');
  const { page } = supervisor;
  await supervisor.open('/desk/appraisal/runs');
  await page.getByRole('button', { name: '计算一期' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /计\s*算/ })
    .click();
  await page.getByRole('heading', { level: 1, name: year }).waitFor();
  const address = new URL(page.url()).pathname;
  await page.getByRole('button', { name: /复\s*核/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /复\s*核/ })
    .click();
  await page.getByText('复核的人不能是计算的人').waitFor();

  await second.open(address);
  await second.page.getByRole('button', { name: /复\s*核/ }).click();
  await second.page
    .getByRole('dialog')
    .getByRole('button', { name: /复\s*核/ })
    .click();
  await second.page.getByText('已复核，待审定').waitFor();

  await leader.open(address);
  await leader.page.getByRole('button', { name: /审\s*定/ }).click();
  await leader.page
    .getByRole('dialog')
    .getByRole('button', { name: /审\s*定/ })
    .click();
  await leader.page.getByRole('button', { name: /^演示：填入口令/ }).click();
  await leader.page.getByText('已审定，待公示').waitFor();

  await head.open(address);
  await head.page.getByText('没有找到').or(head.page.getByRole('alert')).first().waitFor();
  await supervisor.open(address);
  await page.getByRole('button', { name: /公\s*示/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /公\s*示/ })
    .click();
  await page.getByText('公示中').first().waitFor();
  await looksRight(page);
});

it('hears the department, which sees its own score only, and computes again without what was wrong', async () => {
  const { page } = head;
  await head.open('/desk/notices');
  await page.getByRole('link', { name: new RegExp(year) }).click();
  await page.getByRole('row').filter({ hasText: '县卫健局' }).waitFor();
  expect(await page.getByRole('row').count()).toBe(2);
  await page.getByRole('link', { name: '县卫健局', exact: true }).click();
  const item = page.getByRole('region', { name: /^按期办结率/ });
  await item.getByRole('button', { name: '对这一件提异议' }).click();
  await page.getByRole('button', { name: '提交异议' }).click();
  await page.getByText(/请至少写 10 个字/).waitFor();
  await page.getByLabel('哪里不对，依据是什么').fill('上级核验系统停机，12 月 1 日至 9 日无法办理，有停机通知');
  await page.getByRole('button', { name: '提交异议' }).click();
  await item.getByText('已提异议，等督导员答复').waitFor();
  await looksRight(page);

  const desk = supervisor.page;
  await desk.reload();
  await desk.getByRole('button', { name: '答复异议' }).click();
  await desk.getByRole('button', { name: '提交答复' }).click();
  await desk.getByText('请选择是否成立').waitFor();
  await desk.getByRole('radio', { name: /^成立/ }).check();
  await desk.getByLabel('理由').fill('停机属实，予以剔除');
  await desk.getByRole('button', { name: '提交答复' }).click();
  await desk.getByRole('region', { name: '异议' }).getByText('停机属实，予以剔除').waitFor();

  await supervisor.open('/desk/appraisal/runs');
  await desk.getByRole('button', { name: '计算一期' }).click();
  await desk.getByLabel('为什么重新算').fill('剔除异议成立的一件');
  await desk
    .getByRole('dialog')
    .getByRole('button', { name: /计\s*算/ })
    .click();
  const changes = desk.getByRole('region', { name: '与上一次不同的' }).first();
  await changes.getByRole('row').filter({ hasText: '按期办结率' }).getByText('25.00').waitFor();
  await looksRight(desk);
});
