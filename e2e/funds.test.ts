/** An adjustment plan in the browser: agriculture mends what does not add up, finance checks, a leader approves, nothing changes any more. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixel } from '../src/platform/demo/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let officer: Visitor;
let finance: Visitor;
let leader: Visitor;

beforeAll(async () => {
  journey = await openJourney();
  [officer, finance, leader] = (await Promise.all(['officer.agriculture', 'officer.finance', 'leader'].map(a => journey.visitor(a)))) as [
    Visitor,
    Visitor,
    Visitor,
  ];
});
afterAll(() => journey?.close());

const title = /^演示：2024 年度/;

it('shows every figure that does not add up beside its row, on a phone too', async () => {
  const phone = await journey.visitor('officer.agriculture', 'phone');
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
});

it('goes public with a term, and a villager finds what changes by pinyin, without an account', async () => {
  const { page } = officer;
  await page.getByRole('button', { name: '公示这个方案' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('公示多少天').fill('9');
  await dialog.getByLabel('反映问题').fill('县农业农村局办公室');
  await dialog.getByRole('button', { name: /公\s*示/ }).click();
  await dialog.getByText('公示至少 10 天').waitFor();
  await dialog.getByLabel('公示多少天').fill('15');
  await dialog.getByRole('button', { name: /公\s*示/ }).click();
  await page.getByText('公示中，到 11月19日').waitFor();
  await looksRight(page);
  const guest = await journey.visitor(undefined, 'phone');
  await guest.open('/funds?view=plans');
  await guest.page.getByLabel('找项目、村、单位').fill('nuanquan');
  await guest.page.getByRole('button', { name: '查找' }).click();
  await guest.page.getByRole('heading', { name: /暖泉镇蓄水池维修/ }).waitFor();
  await guest.page.getByText('12.65 万元').waitFor();
  await looksRight(guest.page);
});

it('takes a project from its village to the page where everybody may object: proposed on a phone, passed by the town', async () => {
  const town = await journey.visitor('town.nuanquan', 'phone');
  const { page } = town;
  await town.open('/desk/funds/way');
  await looksRight(page);
  await page.getByRole('button', { name: '申报项目' }).click();
  let dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.getByText('项目名称不能为空').waitFor();
  await looksRight(page);
  await dialog.getByRole('button', { name: /取\s*消/ }).click();
  await page.getByRole('link', { name: /晾晒场/ }).click();
  await page.getByRole('button', { name: '乡镇审核通过' }).click();
  dialog = page.getByRole('dialog');
  await dialog.getByLabel('在哪里公示的').fill('镇政府公开栏');
  await dialog.getByLabel('公示开始').fill('2024-10-20');
  await dialog.getByLabel('公示结束').fill('2024-10-25');
  await dialog.getByRole('button', { name: '乡镇审核通过' }).click();
  await dialog.getByText('公示至少 10 天').waitFor();
  await dialog.getByLabel('公示结束').fill('2024-11-01');
  await dialog.getByRole('button', { name: '乡镇审核通过' }).click();
  await page.getByText('待行业部门审核').first().waitFor();
  await looksRight(page);
  // The photo of the posting goes with the step that it proves.
  await page.getByRole('button', { name: /交附件.*乡镇审核通过前的公示照片/ }).click();
  dialog = page.getByRole('dialog');
  await dialog.getByLabel(/交附件/).setInputFiles({ name: '公开栏.png', mimeType: 'image/png', buffer: pixel });
  await dialog.getByRole('link', { name: '公开栏.png' }).waitFor();
  await looksRight(page);
  await town.open('/desk/funds/requests');
  await page.getByRole('button', { name: '提建议' }).click();
  dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: /项目/ }).click();
  await page.getByTitle(/蓄水池维修/).click();
  await dialog.getByLabel('金额（万元）').fill('99');
  await dialog.getByLabel('原因').fill('按结算价支付后结余');
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  await dialog.getByText('最多调减 12.65 万元').waitFor();
  await looksRight(page);
  await dialog.getByLabel('金额（万元）').fill('12.65');
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  await page.getByText('等农业农村局办').waitFor();
  await looksRight(page);

  const resident = await journey.visitor('resident', 'phone');
  await resident.open('/funds?year=2025');
  await looksRight(resident.page);
  await resident.page.getByRole('button', { name: '提异议' }).click();
  await resident.page.getByLabel('哪里不对').fill('大棚占的是我家的口粮田');
  await resident.page.getByRole('button', { name: '提交异议' }).click();
  await resident.page.getByText('您提过异议：大棚占的是我家的口粮田（正在核实）').waitFor();
  await looksRight(resident.page);

  await officer.open('/desk/funds/way');
  await officer.page.getByRole('link', { name: /黑木耳大棚/ }).click();
  await officer.page.getByRole('button', { name: '公示期满入库' }).click();
  await officer.page.getByRole('dialog').getByRole('button', { name: '公示期满入库' }).click();
  await officer.page.getByText('还有 1 条异议没有答复').waitFor();
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: /取\s*消/ })
    .click();
  await officer.page.getByRole('button', { name: /^答\s*复$/ }).click();
  await officer.page.getByLabel('不成立').check();
  await officer.page.getByLabel('核实的情况和处理').fill('用的是村集体的机动地，已当面说明');
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: /^答\s*复$/ })
    .click();
  await officer.page.getByText('用的是村集体的机动地').waitFor();
  await looksRight(officer.page);
  await resident.open('/funds?year=2025');
  await resident.page.getByText('答复：用的是村集体的机动地').waitFor();
});

it('is followed month by month: a town reports on a phone, the bureau accepts, the leader sees what is slow', async () => {
  const town = await journey.visitor('town.jinluo', 'phone');
  await town.open('/desk/rounds');
  await looksRight(town.page);
  await town.page.getByRole('link', { name: '2024年10月 衔接资金项目月报' }).click();
  await town.page.getByRole('button', { name: '检查并报送' }).click();
  await town.page.getByText('形象进度不能为空').first().waitFor();
  await looksRight(town.page);
  await town.page.getByLabel(/小杂粮加工点 进度 形象进度/).fill('100');
  await town.page.getByLabel(/核桃低产园改造 进度 形象进度/).fill('38');
  await town.page.getByLabel(/核桃低产园改造 资金 累计支付/).fill('33');
  await town.page.getByText('系统里是 30').waitFor();
  await town.page.getByLabel(/核桃低产园改造 说明/).fill('3 万元在途');
  await town.page.getByLabel('附件', { exact: true }).setInputFiles({ name: '盖章的月报.png', mimeType: 'image/png', buffer: pixel });
  await town.page.getByLabel(/盖章件/).check();
  await town.page.getByRole('button', { name: '检查并报送' }).click();
  await town.page.getByText('已报送', { exact: true }).first().waitFor();
  await looksRight(town.page);

  await officer.open('/desk/rounds/funds-monthly/2024-10');
  await officer.page.getByText(/合计里没有：/).waitFor();
  await looksRight(officer.page);
  await officer.page.getByRole('button', { name: /催没有报的/ }).click();
  await officer.page.getByText(/已提醒：/).waitFor();
  await officer.page.getByRole('link', { name: '金罗镇' }).click();
  await officer.page.getByText('系统里是 30').waitFor();
  await officer.page.getByRole('link', { name: '盖章的月报.png' }).waitFor();
  await officer.page.getByRole('button', { name: '审核通过' }).click();
  await officer.page.getByText('已审核').first().waitFor();
  await looksRight(officer.page);

  await leader.open('/desk/funds');
  await looksRight(leader.page);
  await leader.page.getByRole('link', { name: '3 个' }).first().click();
  await leader.page.getByRole('row').filter({ hasText: '核桃低产园改造' }).getByText('可能闲置').waitFor();
  expect(await leader.page.getByRole('row').filter({ hasText: '小杂粮加工点' }).count()).toBe(0);
});
