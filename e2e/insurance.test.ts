/** The enrolment, by those who do it: a town's list from a table, the bureau's check and marks, tax's payments back, who is missing, and what a resident sees. */
import { afterAll, beforeAll, it } from 'vitest';
import { csvText } from '#platform/tables';
import { identityCheck } from '#platform/validators';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey?.close());
const numbered = (birth: string) => {
  const digits = `141129${birth}953`;
  return digits + identityCheck(digits);
};
const old = numbered('19480612');
const file = (name: string, head: string[], ...lines: string[][]) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(csvText(head, lines)) });

async function bringIn({ page, open }: Visitor, base: string, table: ReturnType<typeof file>, said: RegExp) {
  await open(`${base}/import`);
  await page.getByLabel('选择表格').setInputFiles(table);
  await page.getByRole('button', { name: said }).click();
  await page.getByRole('listitem').filter({ hasText: table.name }).first().waitFor();
}
async function handOver({ page, open }: Visitor, base: string) {
  await open(`${base}/handovers`);
  await page.getByRole('button', { name: '交出名单' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /交\s*出/ }).click();
  await dialog.waitFor({ state: 'hidden' });
}
async function receive({ page, open }: Visitor, base: string) {
  await open(`${base}/handovers`);
  await page.getByRole('listitem').filter({ hasText: '待签收' }).getByRole('link').first().click();
  await page.getByRole('button', { name: /签\s*收/ }).click();
  await page.getByText('已签收').first().waitFor();
}

it('a town hands over its list, the bureau marks who is on it, tax collects, and the town sees who is missing', { timeout: 240_000 }, async () => {
  const bureau = await journey.visitor('officer.medical-insurance');
  const town = await journey.visitor('town.zhike');
  const tax = await journey.visitor('officer.taxation');
  const listHead = ['乡镇', '村（社区）', '姓名', '身份证号', '身份', '认定（调整）日期'];
  const person = file('补登.csv', ['乡镇', '村（社区）', '姓名', '身份证号', '本县户籍'], ['枝柯镇', '枝柯村', '任福寿', old, '是']);
  await bringIn(bureau, '/desk/insurance/persons', person, /导入 1 人/);
  const list = '/desk/insurance/lists/insurance-elderly-zhike';
  await bringIn(town, list, file('高龄老人.csv', listHead, ['枝柯镇', '枝柯村', '任福寿', old, '本县户籍 70 岁以上高龄老人', '2024-11-04']), /导入 1 条/);
  await handOver(town, list);
  await receive(bureau, list);

  await bureau.open('/desk/insurance/lists');
  await looksRight(bureau.page);
  // Each by its own words: what the first said may still stand there when the second begins.
  for (const [step, said] of [
    ['比对名单', /^比对 \d+ 人，\d+ 个问题/],
    ['标识身份', /^\d+ 人中改了 \d+ 人的标识/],
  ] as const) {
    await bureau.page.getByRole('button', { name: step }).click();
    await bureau.page.locator('.ant-message').getByText(said).waitFor();
  }
  await bureau.open('/desk/insurance/conflicts?sort=not-listed');
  await bureau.page
    .getByText(/不在乡镇的高龄老人名单上/)
    .first()
    .waitFor();
  await bureau.page
    .getByRole('button', { name: /发\s*回/ })
    .last()
    .click();
  await bureau.page.getByText('已发回，待答复').first().waitFor();
  await looksRight(bureau.page);
  await handOver(bureau, '/desk/insurance/persons');

  await receive(tax, '/desk/insurance/persons');
  const paid = file('缴费.csv', ['缴费凭证号', '姓名', '身份证号', '缴费金额', '缴费日期', '缴费渠道'], ['E1', '任福寿', old, '400.00', '2024-11-04', '微信']);
  await bringIn(tax, '/desk/insurance/payments', paid, /导入 1 笔/);
  await handOver(tax, '/desk/insurance/payments');
  await receive(bureau, '/desk/insurance/payments');
  await bureau.open('/desk/insurance/lists');
  await bureau.page.getByRole('button', { name: '核对缴费' }).click();
  await bureau.page
    .getByText(/退回 1 笔/)
    .first()
    .waitFor();
  await tax.open('/desk/insurance/payments/handovers');
  await tax.page
    .getByRole('link', { name: /第 \d+ 次/ })
    .first()
    .click();
  await tax.page.getByText('应缴 0.00 元，缴了 400.00 元').first().waitFor();
  await looksRight(tax.page);

  const phone = await journey.visitor('town.zhike', 'phone');
  await phone.open('/desk/insurance/missing?q=renfushou');
  await phone.page.getByText('个人应缴 0.00 元').waitFor();
  await phone.page.getByRole('button', { name: '登记上门：任福寿' }).click();
  const dialog = phone.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await dialog.getByText('请选一种').waitFor();
  await looksRight(phone.page);
  await dialog.getByLabel('为什么还没缴').click();
  await phone.page.getByTitle('不会用手机缴费').click();
  await dialog.getByRole('button', { name: /保\s*存/ }).click();
  await phone.page.getByText(/不会用手机缴费，11月4日上门/).waitFor();
  // Whom the town finds and nobody has listed; its own town stands there already.
  await phone.open('/desk/insurance/persons');
  await phone.page.getByRole('button', { name: '添加一行' }).click();
  await dialog.getByLabel('村（社区）').fill('枝柯村');
  await dialog.getByLabel('姓名').fill('任新来');
  await dialog.getByLabel('身份证号').fill(numbered('19770707').replace(/.$/, c => (c === '1' ? '2' : '1')));
  await dialog.getByLabel('原因', { exact: true }).fill('上门摸排');
  await dialog.getByRole('button', { name: /添\s*加/ }).click();
  await dialog.getByText('公民身份号码校验不符').waitFor();
  await looksRight(phone.page);
  await dialog.getByLabel('身份证号').fill(numbered('19770707'));
  await dialog.getByRole('button', { name: /添\s*加/ }).click();
  await phone.page.getByRole('heading', { name: '任新来' }).waitFor();
  // A department sees its own list first, and what it still has to hand over.
  const veterans = await journey.visitor('officer.veterans-affairs', 'phone');
  await veterans.open('/desk/insurance/lists');
  await veterans.page
    .getByRole('region', { name: '本单位的名单' })
    .getByText(/第 1 版 7 条/)
    .waitFor();
  await looksRight(veterans.page);
});

it('a town reminds by SMS those who have not paid, the bureau of education sees its pupils, and the bureau settles with tax and decides', {
  timeout: 180_000,
}, async () => {
  const town = await journey.visitor('town.ningxiang');
  await town.open('/desk/insurance/missing?category=ordinary&reason=none');
  await town.page.getByRole('button', { name: '发短信提醒' }).click();
  const dialog = town.page.getByRole('dialog');
  await dialog.getByText(/2025 年度居民医保还没有缴费/).waitFor();
  await looksRight(town.page);
  await dialog.getByRole('button', { name: /发给 \d+ 人/ }).click();
  const row = town.page.getByRole('row').filter({ hasText: '普通居民，没有登记原因' });
  await row.getByText(/正在发|发出 \d+ 人/).waitFor();
  await looksRight(town.page);
  // The same once more: everybody was reminded.
  await town.open('/desk/insurance/missing?category=ordinary&reason=none');
  await town.page.getByRole('button', { name: '发短信提醒' }).click();
  await dialog.getByText(/7 天内提醒过 \d+ 人/).waitFor();
  await town.page
    .getByText(/发过短信/)
    .first()
    .waitFor();

  const education = await journey.visitor('officer.education', 'phone');
  await education.open('/desk/insurance/schools?state=unpaid');
  await education.page.getByRole('region', { name: '各学校' }).getByText('演示高级中学').waitFor();
  await looksRight(education.page);

  const bureau = await journey.visitor('officer.medical-insurance');
  await bureau.open('/desk/insurance/exchange?kind=insurance-payments');
  await looksRight(bureau.page);
  await bureau.page.getByRole('link', { name: '回执' }).last().click();
  await bureau.page.getByText('缴费合计').waitFor();
  await looksRight(bureau.page);
  await bureau.open('/desk/insurance/duties');
  await bureau.page.getByRole('button', { name: '写决定：每断保一年，等待期另加' }).click();
  await bureau.page.getByLabel('多少个月').fill('1');
  await bureau.page.getByRole('button', { name: /记\s*录/ }).click();
  await bureau.page.getByText('请写明依据，至少 4 个字').waitFor();
  await bureau.page.getByLabel('依据').fill('演示：上级文件第三条');
  await bureau.page.getByRole('button', { name: /记\s*录/ }).click();
  await bureau.page.getByText('每断保一年，等待期另加：1 个月').waitFor();
  await looksRight(bureau.page);
});

it('leaders see how far it is, finance the bill, and a daughter what holds for her mother', { timeout: 120_000 }, async () => {
  const leader = await journey.visitor('leader');
  await leader.open('/desk/insurance');
  await leader.page.getByRole('region', { name: '各乡镇' }).first().getByText('28475').waitFor();
  await looksRight(leader.page);
  const finance = await journey.visitor('officer.finance', 'phone');
  await finance.open('/desk/insurance/bill');
  await finance.page
    .getByRole('link', { name: /居民医保参保资助资金/ })
    .first()
    .click();
  await finance.page
    .getByRole('button', { name: /复\s*核/ })
    .first()
    .waitFor();
  await looksRight(finance.page);
  const daughter = await journey.visitor('daughter', 'phone');
  await daughter.open('/insurance');
  const mother = daughter.page.getByRole('article', { name: /郝秀英/ });
  await mother.getByText('县财政替缴').waitFor();
  await mother.getByText('为什么').click();
  await mother
    .getByText(/满|高龄老人/)
    .first()
    .waitFor();
  await looksRight(daughter.page);
});
