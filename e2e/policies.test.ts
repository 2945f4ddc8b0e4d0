/** A benefit from the officer's desk to the firm's account: written, tried, published, claimed on a phone, approved, paid by two persons. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

const title = '餐饮稳岗一次性补贴';
let journey: Journey;
let officer: Visitor;
let finance: Visitor;
let owner: Visitor;

/** Types the code of the demo colleague where a fresh sign-in is asked. */
async function again({ page }: Visitor) {
  await page
    .getByRole('dialog', { name: '再次验证身份' })
    .getByRole('button', { name: /演示：填入口令/ })
    .click();
}

beforeAll(async () => {
  journey = await openJourney();
  officer = await journey.visitor('officer.human-resources');
  owner = await journey.visitor('firm', 'phone');
});
afterAll(() => journey?.close());

it('the officer writes a benefit, sees on the firms whom it meets and why, and hands it to the head, who publishes it', async () => {
  const { page } = officer;
  await officer.open('/desk/policies');
  await page.getByRole('link', { name: '失业保险稳岗返还' }).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '起草政策' }).click();
  await page.getByRole('heading', { level: 1, name: '起草政策' }).waitFor();
  await page.getByLabel('名称', { exact: true }).fill(title);
  await page.getByLabel('给企业看的简介').fill('稳定用工的餐饮经营主体，每参保一人补贴三百元。');
  await page.getByLabel('依据文件').fill('（演示）餐饮业稳岗办法');
  await page.getByLabel('条款').fill('第二条');
  await page.getByLabel('咨询电话').fill('0358-5022345');
  await page.getByRole('button', { name: '添加条件' }).click();
  await page.getByRole('combobox', { name: '条件 2：企业信息' }).fill('经营范围');
  await page.getByTitle('经营范围（市场主体登记）').click();
  await page.getByRole('textbox', { name: '条件 2：词' }).fill('餐饮');
  await page.getByRole('combobox', { name: '算法' }).click();
  await page.getByTitle('按数量', { exact: true }).click();
  await page.getByLabel('每人', { exact: true }).fill('300');
  await page.getByLabel('最高（不填为不封顶）').fill('3000');
  await page.getByRole('button', { name: /^试\s*算$/ }).click();
  const tried = page.getByRole('region', { name: '试算结果' });
  const firm = tried.getByRole('group').filter({ hasText: '中阳县宁乡餐饮管理有限公司' });
  await firm.getByText('中阳县宁乡餐饮管理有限公司').click();
  await firm.getByText('经营范围含有“餐饮”').waitFor();
  await firm.getByText('6 人 × 每人 300.00 元 = 1800.00 元').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('button', { name: '送负责人审核' }).click();
  await page.getByText('待负责人审核').waitFor();

  const head = await journey.visitor('head.human-resources');
  await head.open('/desk/policies');
  await head.page.getByRole('link', { name: title }).click();
  await head.page.getByRole('button', { name: '审核发布' }).click();
  await head.page.getByText('已发布第 1 版').waitFor();

  const treasurer = await journey.visitor('head.finance');
  await treasurer.open('/desk/policies/budgets');
  await treasurer.page.getByText(/^未下达 [1-9]/).click();
  await treasurer.page.getByLabel('按政策名称找').fill(title);
  await treasurer.page.getByRole('button', { name: new RegExp(`^调整.*${title}$`) }).click();
  await treasurer.page.getByLabel('总额', { exact: true }).fill('20000');
  await treasurer.page.getByLabel('依据的文件').fill('（演示）资金下达通知');
  await treasurer.page
    .getByRole('dialog', { name: new RegExp(title) })
    .getByRole('button', { name: /^保\s*存$/ })
    .click();
  await again(treasurer);
  await treasurer.page.getByText(/^全部 1$/).click();
  await treasurer.page.getByRole('row').filter({ hasText: title }).getByText('20,000.00').first().waitFor();
  await looksRight(treasurer.page);
});

it('the firm sees on a phone why it fits, and claims without typing what the county knows', async () => {
  const { page } = owner;
  await owner.open('/policies');
  await page.getByLabel('为哪家企业看').selectOption({ label: '中阳县宁乡餐饮管理有限公司' });
  await page
    .getByRole('region', { name: '您的企业符合' })
    .getByRole('link', { name: new RegExp(title) })
    .waitFor();
  await looksRight(page);
  await page.getByLabel('找一找').fill('cywg');
  await page.getByRole('button', { name: '查找' }).click();
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await page.getByRole('heading', { level: 1, name: title }).waitFor();
  await page.getByText('大约可得 1,800 元').waitFor();
  await looksRight(page);
  await page.getByRole('link', { name: '申领', exact: true }).click();
  await page.getByRole('button', { name: '提交申领' }).click();
  await page.getByRole('link', { name: '请阅读并勾选承诺' }).waitFor();
  await looksRight(page);
  await page.getByRole('checkbox', { name: /承诺/ }).check();
  await page.getByRole('button', { name: '提交申领' }).click();
  await page.getByText(/已经提交，编号 惠申〔2024〕\d+号/).waitFor();
});

it('the officer approves it and prepares the payment, which finance and nobody else confirms', async () => {
  const { page } = officer;
  await officer.open('/desk/policies/claims');
  await page.getByRole('row').filter({ hasText: title }).getByRole('link').click();
  await page.getByRole('button', { name: /^受\s*理$/ }).click();
  await looksRight(page);
  await page.getByRole('button', { name: /^通\s*过$/ }).click();
  await page
    .getByRole('dialog', { name: '审核通过' })
    .getByRole('button', { name: /^通\s*过$/ })
    .click();
  await page.getByText(/核定 1,800.00 元，惠兑〔2024〕\d+号/).waitFor();
  await officer.open('/desk/policies/payments');
  await page.getByRole('checkbox', { name: new RegExp(title) }).check();
  await looksRight(page);
  await page.getByRole('button', { name: '编制批次，送财政确认' }).click();
  await again(officer);
  await page.getByRole('heading', { level: 1, name: /支付批次 惠批/ }).waitFor();
  await page.getByText('这一批是您编制的，由财政局的另一个人确认。').waitFor();
  expect(await page.getByRole('button', { name: '确认支付' }).count()).toBe(0);
  const path = new URL(page.url()).pathname;
  const refused = await page.evaluate(async id => {
    const { csrf } = await (await fetch('/api/session')).json();
    const headers = { 'content-type': 'application/json', 'x-csrf-token': csrf };
    return (await fetch(`/api/desk/policies/batches/${id}/confirmation`, { method: 'POST', headers, body: '{"version":1}' })).status;
  }, path.split('/').at(-1));
  expect(refused).toBe(403);

  finance = await journey.visitor('officer.finance');
  await finance.open(path);
  await finance.page.getByRole('button', { name: '确认支付' }).click();
  await again(finance);
  await finance.page.getByRole('button', { name: '下载支付文件，送银行' }).click();
  await finance.page.getByRole('heading', { name: '登记银行结果' }).waitFor();
  await looksRight(finance.page);
  await finance.page.getByRole('button', { name: '登记结果' }).click();
  await finance.page.getByText('第 2 行').first().waitFor();
  await finance.page.getByRole('button', { name: '全部填“成功”' }).click();
  await finance.page.getByRole('button', { name: '登记结果' }).click();
  await finance.page.getByText('已办结', { exact: true }).waitFor();
});

it('the firm sees the money, and the figures of the county have risen by it', async () => {
  const { page } = owner;
  await owner.open('/policies/mine');
  await looksRight(page);
  await page.getByRole('link', { name: new RegExp(title) }).click();
  await page.getByText('已到账').waitFor();
  await page.getByText('资金到账').waitFor();
  await looksRight(page);
  const leader = await journey.visitor('leader');
  await leader.open('/desk/policies/figures');
  await leader.page
    .getByRole('region', { name: '按事项' })
    .getByRole('button', { name: /显示全部/ })
    .click();
  await leader.page.getByRole('row').filter({ hasText: title }).getByText('1,800.00').waitFor();
  await looksRight(leader.page);
  for (const path of ['/desk/policies/grants', '/desk/policies/facts', '/desk/policies/objections']) {
    await officer.open(path);
    await looksRight(officer.page);
  }
  await owner.open('/policies/notices');
  await looksRight(page);
  await page.getByLabel('找企业或政策').fill('没有这样的企业');
  await page.getByText('公示名单里没有这样的企业或政策').waitFor();
});

it('a later version is seen field by field, and changes nothing of what was claimed', async () => {
  const { page } = officer;
  await officer.open('/desk/policies');
  await page.getByRole('link', { name: title }).click();
  // A colleague saves the same draft first: it is not written over unseen.
  const colleague = await journey.visitor('officer.human-resources');
  await page.getByLabel('每人', { exact: true }).fill('500');
  await colleague.open(new URL(page.url()).pathname);
  await colleague.page.getByLabel('咨询电话').fill('0358-5020000');
  await colleague.page.getByRole('button', { name: '保存草稿' }).click();
  await colleague.page.getByText('已保存').waitFor();
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByText(/^这份草稿刚被.*改过$/).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '看最新的' }).click();
  await expect.poll(() => page.getByLabel('咨询电话').inputValue()).toBe('0358-5020000');
  await page.getByLabel('每人', { exact: true }).fill('400');
  const changed = page.getByRole('region', { name: '这次修改' });
  await changed.getByText('参保职工人数，每人 400 元，最高 3,000 元').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '保存草稿' }).click();
  await page.getByRole('button', { name: '送负责人审核' }).click();
  await page.getByText('待负责人审核').waitFor();
  const head = await journey.visitor('head.human-resources');
  await head.open(new URL(page.url()).pathname);
  await head.page.getByRole('region', { name: '这次修改' }).getByText('参保职工人数，每人 300 元，最高 3,000 元').waitFor();
  await head.page.getByRole('button', { name: '审核发布' }).click();
  const versions = head.page.getByRole('region', { name: '已发布的版本' });
  await versions.getByText('第 2 版').waitFor();
  await versions.getByText('参保职工人数，每人 400 元，最高 3,000 元').waitFor();
  await looksRight(head.page);
  await owner.open('/policies/mine');
  await owner.page.getByRole('link', { name: new RegExp(title) }).click();
  await owner.page.getByText(/第 1 版办理；政策后来改过，不影响这一笔/).waitFor();
  await owner.page.getByText('6 人 × 每人 300.00 元 = 1800.00 元').waitFor();
  await owner.open('/policies?q=cywg');
  await owner.page.getByRole('link', { name: new RegExp(title) }).click();
  await owner.page.getByText(/第 2 版，.*起按这一版/).waitFor();
  await looksRight(owner.page);
});

it('a figure opens what it counts, and a list is found again by its address', async () => {
  const leader = await journey.visitor('leader');
  const { page } = leader;
  await leader.open('/desk/policies/figures');
  await page
    .getByRole('region', { name: '按事项' })
    .getByRole('button', { name: /显示全部/ })
    .click();
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { level: 1, name: '兑现记录' }).waitFor();
  await page.getByText('共 1 笔，1 家企业，1,800.00 元').waitFor();
  await looksRight(page);
  await page.getByRole('row').filter({ hasText: title }).getByRole('link').click();
  await page.getByText(/核定 1,800.00 元/).waitFor();
  await leader.open('/desk/policies/claims?state=withdrawn&sort=asked&down=no');
  await page.getByText(/^共 \d+ 件$/).waitFor();
  await page.getByRole('searchbox', { name: '按编号、政策或企业找' }).fill('没有这样的企业');
  await page.getByText('没有符合条件的，换个条件再找').waitFor();
  await looksRight(page);
});

it('the end of the money is said before anything is filled in', async () => {
  await journey.county.owner.unsafe('update policy_budget set total = reserved + paid');
  await owner.open('/policies?way=claim');
  const fits = owner.page.getByRole('region', { name: '您的企业符合' }).getByRole('link').first();
  await fits.getByText('今年资金已用完').waitFor();
  await fits.click();
  await owner.page.getByText(/^今年的资金已经用完。/).waitFor();
  expect(await owner.page.getByRole('link', { name: '申领', exact: true }).count()).toBe(0);
  await looksRight(owner.page);
});

it('an address that names nothing says so, with a way back', async () => {
  for (const [path, heading, back] of [
    ['/policies/xyz', '没有这项政策', '看全部惠企政策'],
    ['/policies/xyz/claim', '没有这项政策', '看全部惠企政策'],
    ['/policies/mine/xyz', '没有这笔申领或兑现', '看我的申领和到账'],
  ] as const) {
    await owner.open(path);
    await owner.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await owner.page.getByRole('link', { name: back }).waitFor();
    await looksRight(owner.page);
  }
  for (const [path, heading, back] of [
    ['/desk/policies/xyz', '没有这项政策', '惠企政策'],
    ['/desk/policies/claims/xyz', '没有这件申领', '惠企申领'],
    ['/desk/policies/grants/xyz', '没有这份免申即享名单', '免申即享'],
    ['/desk/policies/payments/xyz', '没有这个支付批次', '支付'],
  ] as const) {
    await officer.open(path);
    await officer.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await officer.page.getByRole('link', { name: `← ${back}` }).waitFor();
    await looksRight(officer.page);
  }
});
