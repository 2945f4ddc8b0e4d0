/** An adjustment plan in the browser: agriculture mends what does not add up, finance checks, a leader approves, nothing changes any more. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let officer: Visitor;
let finance: Visitor;
let leader: Visitor;
const visitors: Visitor[] = [];

beforeAll(async () => {
  journey = await openJourney();
  visitors.push(...(await Promise.all(['officer.agriculture', 'officer.finance', 'leader'].map(a => journey.visitor(a)))));
  [officer, finance, leader] = visitors as [Visitor, Visitor, Visitor];
});
afterAll(() => journey?.close());

const title = /^演示：2024 年度/;

it('shows every figure that does not add up beside its row, on a phone too', async () => {
  const phone = await journey.visitor('officer.agriculture', 'phone');
  visitors.push(phone);
  for (const { page, open } of [officer, phone]) {
    await open('/desk/funds/plans');
    await looksRight(page);
    await page.getByRole('link', { name: title }).click();
    await page.getByText('5 处未处理，共 5 处').waitFor();
    const row = page.getByRole('row').filter({ hasText: '下枣林乡平菇菌棒奖补' });
    await row.getByText('应付 − 已付 ≠ 新增：写的是 12，算出来是 24；标准为 0.8 时相符').waitFor();
    await looksRight(page);
  }
});

it('recomputes when a row is mended, and keeps what was before', async () => {
  const { page } = officer;
  await page.getByRole('button', { name: /修改.*下枣林乡/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('补贴标准').fill('八角');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.getByText('写成 0.8 的样子').waitFor();
  await looksRight(page);
  await dialog.getByLabel('补贴标准').fill('0.8');
  await dialog.getByLabel('为什么改').fill('验收单是每棒 0.8 元');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByText('3 处未处理，共 3 处').waitFor();
  await page.getByRole('region', { name: '改过什么' }).first().getByText('标准：0.9 → 0.8').waitFor();
  await page.getByRole('button', { name: /修改.*调减：基础设施/ }).click();
  await page.getByRole('dialog').getByLabel('写的合计').fill('24.65');
  await page.getByRole('dialog').getByLabel('为什么改').fill('各行重新相加');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /保\s*存/ })
    .click();
  await page.getByText('2 处未处理，共 2 处').waitFor();
});

it('decides what stays, is checked by finance and approved by the leader, and is frozen', async () => {
  const { page } = officer;
  for (let left = 2; left > 0; left--) {
    await page.getByRole('button', { name: '写明怎样处理' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('怎样处理').fill('差额 1 万元由衔接资金垫付');
    await dialog.getByLabel('依据').fill('县政府常务会议纪要');
    await dialog.getByRole('button', { name: /保\s*存/ }).click();
    await page.getByText(left > 1 ? `${left - 1} 处未处理，共 2 处` : '都已写明怎样处理').waitFor();
  }
  const take = async ({ page }: Visitor, name: string) => {
    await page.getByRole('button', { name }).click();
    await page.getByRole('dialog').getByRole('button', { name }).click();
  };
  await take(officer, '送财政复核');
  await page.getByText('待财政复核').waitFor();
  await finance.open(new URL(page.url()).pathname);
  await take(finance, '复核通过');
  await finance.page.getByText('待审定').first().waitFor();
  await leader.open(new URL(page.url()).pathname);
  await leader.page.getByRole('button', { name: /^审\s*定$/ }).click();
  await leader.page
    .getByRole('dialog')
    .getByRole('button', { name: /^审\s*定$/ })
    .click();
  const code = leader.page.getByRole('dialog', { name: '再次验证身份' });
  await code.waitFor();
  const { code: digits } = await (await leader.page.request.get('/api/demo/code')).json();
  await code.getByRole('textbox').first().fill(digits);
  await code.getByRole('button', { name: /验\s*证/ }).click();
  await leader.page.getByText('已审定').first().waitFor();
  await looksRight(leader.page);
  await officer.open(new URL(page.url()).pathname);
  await page.getByRole('button', { name: '出新版' }).waitFor();
  expect(await page.getByRole('button', { name: /修改/ }).count()).toBe(0);
  expect(visitors.flatMap(v => v.faults)).toEqual([]);
});
