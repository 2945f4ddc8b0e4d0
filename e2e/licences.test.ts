/** A firm's licences from end to end: one composite of three, one line shown by a link, the signed PDF checked, and a part that is suspended. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let owner: Visitor;
let receiver: Visitor;
let reviewer: Visitor;
let folder: string;
let pdf: string;
let address: string;

const firm = '中阳县宁乡餐饮管理有限公司';

beforeAll(async () => {
  journey = await openJourney();
  owner = await journey.visitor('firm', 'phone');
  receiver = await journey.visitor();
  reviewer = await journey.visitor('reviewer.approval');
  folder = mkdtempSync(join(tmpdir(), 'bancheng-licences-'));
});
afterAll(async () => {
  await journey?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('shows a firm which parts it holds and which are wanting, and gives it the composite', async () => {
  const { page } = owner;
  await owner.open('/wallet');
  await looksRight(page);
  await page
    .getByRole('link', { name: /行业综合许可证/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1, name: '行业综合许可证' }).waitFor();
  await page.getByLabel('看哪家企业的').selectOption({ label: firm });
  const one = (name: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name }) });
  await one('食品冷链配送').getByText('：还差').first().waitFor();
  await one('道路货运').getByText('要的证照都齐了').waitFor();
  await looksRight(page);
  await one('道路货运').getByRole('button', { name: /领取/ }).click();
  await page.getByRole('heading', { level: 1, name: '行业综合许可证（道路货运）' }).waitFor();
  const face = page.getByRole('article', { name: /的样式/ });
  await face.getByRole('link', { name: '道路运输经营许可证' }).waitFor();
  await looksRight(page);
});

it('lets the owner show one line by a link that opens once, and tells who opened it', async () => {
  const { page } = owner;
  await page.getByRole('article').getByRole('link', { name: '道路运输经营许可证' }).click();
  await page.getByRole('heading', { level: 1, name: '道路运输经营许可证' }).waitFor();
  await page.getByRole('button', { name: '出示这张证照' }).click();
  await page.getByRole('button', { name: '同意出示' }).click();
  await page.getByText('至少选一项要出示的内容').waitFor();
  await page.getByText('请写明给对方看是为了什么').waitFor();
  await looksRight(page);
  await page.getByRole('checkbox', { name: '经营范围' }).check();
  await page.getByLabel('给对方看是为了什么').fill('签运输合同');
  await page.getByRole('button', { name: '同意出示' }).click();
  address = await page.getByLabel('链接', { exact: true }).inputValue();
  await looksRight(page);

  const { page: theirs } = receiver;
  await receiver.open(new URL(address).pathname);
  await theirs.getByRole('button', { name: '打开看' }).click();
  await theirs.getByText('道路普通货物运输').waitFor();
  await looksRight(theirs);
  expect(await theirs.getByText(firm).count()).toBe(0);
  await receiver.open(new URL(address).pathname);
  await theirs.getByRole('button', { name: '打开看' }).click();
  await theirs.getByText('打不开：链接不对，或者已经失效').waitFor();

  await page.reload();
  await page.getByText(/持链接的人（没有登录）看过/).waitFor();
  await page.getByText('已结束').waitFor();
});

it('gives a signed PDF, which anybody checks; one changed byte is found', async () => {
  const { page } = owner;
  await page.getByRole('link', { name: /行业综合许可证（道路货运）/ }).click();
  await page.getByRole('heading', { level: 1, name: '行业综合许可证（道路货运）' }).waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF' }).click()]);
  pdf = join(folder, '证照.pdf');
  await download.saveAs(pdf);
  expect(download.suggestedFilename()).toMatch(/^行业综合许可证（道路货运）-[0-9A-Z]{23}\.pdf$/);

  const { page: theirs } = receiver;
  await receiver.open('/check');
  await theirs.getByLabel('选择 PDF 文件').setInputFiles(pdf);
  await theirs.getByText('“证照.pdf”是本县签发的原件').waitFor();
  await theirs.getByRole('heading', { level: 2, name: '有效', exact: true }).waitFor();
  await looksRight(theirs);
  const bytes = readFileSync(pdf);
  bytes[5000] = bytes[5000]! ^ 1;
  writeFileSync(join(folder, '改过.pdf'), bytes);
  await theirs.getByLabel('选择 PDF 文件').setInputFiles(join(folder, '改过.pdf'));
  await theirs.getByText('“改过.pdf”没有通过查验：内容被改过').waitFor();
  await theirs.getByLabel('选择 PDF 文件').setInputFiles({ name: '大.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(800_000) });
  await theirs.getByText(/没有通过查验：文件太大/).waitFor();
});

it('says so everywhere when the unit suspends a part', async () => {
  const { page } = reviewer;
  await reviewer.open('/desk/licences');
  await page.getByRole('searchbox', { name: '按证照编号或持证人找' }).fill('宁乡餐饮');
  // Below the head only what was looked for: until the list has moved, a click may go beside its row.
  await expect.poll(() => page.getByRole('row').filter({ hasNotText: '宁乡餐饮' }).count()).toBe(1);
  await looksRight(page);
  await page.getByRole('link', { name: '道路运输经营许可证' }).click();
  await page.getByRole('heading', { level: 1, name: '道路运输经营许可证' }).waitFor();
  await page.getByText('行业综合许可证（道路货运）').waitFor();
  await page.getByRole('button', { name: /^暂\s*停$/ }).click();
  const dialog = page.getByRole('dialog', { name: /暂停/ });
  await dialog.getByRole('button', { name: /^暂\s*停$/ }).click();
  await dialog.getByText('请写清楚理由，至少 4 个字').waitFor();
  await dialog.getByLabel('理由').fill('车辆技术状况不合格，限期整改');
  await looksRight(page);
  await dialog.getByRole('button', { name: /^暂\s*停$/ }).click();
  await page.getByRole('button', { name: /^恢\s*复$/ }).waitFor();
  await page.getByText('理由：车辆技术状况不合格，限期整改').waitFor();
  await looksRight(page);

  const { page: theirs } = receiver;
  await receiver.open('/check');
  await theirs.getByLabel('选择 PDF 文件').setInputFiles(pdf);
  await theirs.getByRole('heading', { level: 2, name: '部分许可失效' }).waitFor();
  await theirs.getByRole('region', { name: '包含的许可' }).getByText('暂停使用').waitFor();
  await looksRight(theirs);
  await owner.open('/inbox');
  await owner.page.getByText('证照已暂停使用：道路运输经营许可证').first().waitFor();
  await owner.open('/composites');
  await owner.page.getByLabel('看哪家企业的').selectOption({ label: firm });
  await owner.page.getByText('已有，部分许可失效').waitFor();
});
