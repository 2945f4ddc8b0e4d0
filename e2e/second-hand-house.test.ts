/** A second-hand house with four utilities (thing 14): begun on the phone, gone on with at home, decided side by side. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from '../src/testing/index.ts';
import { approve, tasksOf } from './deciding.ts';
import { answer, field, fill, fillPage, give, goOn, heading, paper, photo, saved, summary } from './filling.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

const thing = '二手房转移登记及水电气热联动过户';
const utilities = ['电表过户', '水表过户', '天然气表过户', '供热账户过户'];

let journey: Journey;
let phone: Visitor;
let home: Visitor;
let http: Browser;
let seller: string;
let caseId: string;

beforeAll(async () => {
  journey = await openJourney();
  phone = await journey.visitor('buyer', 'phone');
  home = await journey.visitor('buyer');
  http = await journey.county.as('buyer');
  // The seller's own number, as the seller's own form shows it.
  const other = await journey.county.as('seller');
  const { id } = (await other.create('/applications', { thing: 14, answers: { 'sale-mortgaged': 'clear', 'house-utilities': 'later' } })).body;
  seller = (await other.get(`/applications/${id}`)).body.values['applicant-identity'];
});
afterAll(() => journey?.close());

const line = (v: Visitor, title: string | RegExp) => v.page.getByRole('listitem').filter({ has: v.page.getByRole('heading', { level: 3, name: title }) });
/** What the county holds of the draft. */
const kept = async () => {
  const { items } = (await http.get('/applications')).body;
  return (await http.get(`/applications/${items[0].id}`)).body.values;
};
const taskOf = async (title: string) => (await tasksOf(http, caseId)).find(t => t.title === title)!;

it('says on the phone which utilities the house has, and begins', async () => {
  const { page } = phone;
  await phone.open('/');
  await page.getByRole('combobox', { name: '您想办什么事' }).fill('买二手房');
  await page
    .getByRole('option', { name: /二手房/ })
    .first()
    .click();
  await heading(phone, thing);
  await looksRight(page);
  await page.getByRole('link', { name: '看看我要准备什么' }).first().click();
  await answer(phone, [
    ['卖方的房贷还清了吗？', /没有贷款/],
    ['房子里通了哪些，要一起过户？', '水、电、天然气、集中供热都有'],
  ]);
  await page.getByText('要办 7 个事项，由 7 个部门办').waitFor();
  for (const utility of utilities) await page.getByText(utility).first().waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '开始申请' }).first().click();
  await page.getByRole('link', { name: '开始填写' }).click();
  await fillPage(phone, '申请人', {});
});

it('loses nothing by the back button or a reload in the middle of the form', async () => {
  const { page } = phone;
  await heading(phone, '房屋');
  await fill(phone, { 房屋坐落: '中阳县宁乡镇城南小区 3 号楼 2 单元 501' });
  // At once, before the page has had time to save.
  await page.reload();
  await page.waitForFunction(() => [...document.querySelectorAll('textarea')].some(t => t.value.includes('城南小区')));
  await fill(phone, { 建筑面积: '98.5' });
  await page.goBack();
  await heading(phone, '申请人');
  await page.goForward();
  await heading(phone, '房屋');
  await expect.poll(() => field(phone, '建筑面积').inputValue()).toBe('98.5');
  await fillPage(phone, '房屋', { 不动产权证号: '晋（2016）中阳县不动产权第0001234号', 房屋用途: ['住宅'] });
  await fillPage(phone, '卖方', { 卖方姓名: '梁玉珍', 卖方公民身份号码: '141129197205061234', 卖方手机号码: '13912345678' });
  await summary(phone)
    .getByRole('link', { name: /公民身份号码/ })
    .click();
  await looksRight(page);
  await fillPage(phone, '卖方', { 卖方公民身份号码: seller });
  await fillPage(phone, '卖方的其他共有人', {});
});

it('names those who buy together, one entry each', async () => {
  const { page } = phone;
  await heading(phone, '一起买房的人');
  await page.getByRole('button', { name: /添加共同买方/ }).click();
  await fill(phone, { 姓名: '李美丽', 公民身份号码: '110105194912310021', 所占份额: '二分之一' });
  await goOn(phone);
  await summary(phone)
    .getByRole('link', { name: /公民身份号码/ })
    .waitFor();
  await looksRight(page);
  await fill(phone, { 公民身份号码: '11010519491231002x' });
  await page.getByRole('button', { name: '填好了，收起' }).click();
  await page.getByRole('button', { name: /再添加共同买方/ }).click();
  await fill(phone, { 姓名: '赵小满' });
  await page.getByRole('button', { name: /移除.*赵小满/ }).click();
  await page.getByText('已移除“赵小满”').waitFor();
  await looksRight(page);
  await page.getByText('李美丽').first().waitFor();
  await goOn(phone);
});

it('goes on without a network and keeps what was typed when it is back', async () => {
  const { page } = phone;
  await heading(phone, '买卖情况');
  await page.context().setOffline(true);
  await fill(phone, { 成交价: '500000' });
  await page.getByText('没有保存：网络断开').waitFor();
  await looksRight(page);
  await fill(phone, { 签合同的日期: '2024-10-28' });
  await page.context().setOffline(false);
  await page.getByText('没有保存：网络断开').waitFor({ state: 'hidden' });
  await saved(phone);
  await expect.poll(kept).toMatchObject({ 'sale-price': '500000', 'sale-contract-date': '2024-10-28' });
});

it('goes on at home; two that change the same are shown both and choose, two that change different things are put together', async () => {
  const { page } = home;
  await home.open('/');
  await page.getByRole('link', { name: /没填完/ }).click();
  await heading(home, thing);
  await page.getByRole('link', { name: '接着填：买卖情况' }).click();
  await heading(home, '买卖情况');
  await expect.poll(() => field(home, '成交价').inputValue()).toBe('500000');
  await fill(home, { 成交价: '520000' });
  await field(home, '成交价').blur();
  // Not what the page says, which may still speak of the time before.
  await expect.poll(kept).toMatchObject({ 'sale-price': '520000' });
  await saved(home);

  await fill(phone, { 成交价: '530000' });
  await field(phone, '成交价').blur();
  const choice = phone.page.getByRole('dialog', { name: '这里和另一个窗口填的不一样' });
  await choice
    .getByRole('row', { name: /成交价/ })
    .getByText('530000')
    .waitFor();
  await choice
    .getByRole('row', { name: /成交价/ })
    .getByText('520000')
    .waitFor();
  await looksRight(phone.page);
  await choice.getByRole('button', { name: '用这里的' }).click();
  await choice.waitFor({ state: 'hidden' });
  await saved(phone);

  await fill(home, { 付款方式: ['一次付清'] });
  await page.getByText('两边填的已经合在一起').waitFor();
  await looksRight(page);
  await expect.poll(() => field(home, '成交价').inputValue()).toBe('530000');
});

it('hands in at home', async () => {
  const { page } = home;
  await fillPage(home, '买卖情况', { 买方怎么共有: ['共同共有（夫妻多选这个）'] });
  await fillPage(home, '税费申报', {
    卖方什么时候取得这套房: '2016-05-20',
    卖方当初的买价: '280000',
    这是买方家庭的第几套房: ['第一套'],
    这是卖方家庭唯一的住房吗: ['是'],
  });
  await fillPage(home, '水电气热户号', {
    交房日期: '2024-11-20',
    电表户号: '6012345678',
    电表读数: '8321.5',
    水表户号: '10023',
    水表读数: '412',
    天然气户号: 'G20391',
    天然气表读数: '1033',
    供热卡号: 'R5501',
  });
  await heading(home, '材料');
  await looksRight(page);
  const wanted = page.getByRole('listitem').filter({ has: page.getByText('请提供', { exact: true }) });
  await wanted.first().waitFor();
  for (let left = await wanted.count(); left > 0; left--) {
    await expect.poll(() => wanted.count()).toBe(left);
    await give(home, (await wanted.first().getByRole('heading').textContent())!, left % 2 ? photo : paper);
  }
  // The last file is still on its way.
  await expect.poll(() => wanted.count()).toBe(0);
  await page.getByRole('checkbox', { name: /^我同意以上部门查看/ }).check();
  await goOn(home);
  await fillPage(home, '领取结果', {});
  await heading(home, '核对并提交');
  await page.getByText('都填好了').waitFor();
  await page.getByText('李美丽').first().waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '提交申请' }).dblclick();
  await heading(home, '受理回执');
  await looksRight(page);
  caseId = /cases\/([^/]+)/.exec(page.url())![1]!;
  expect((await http.get('/cases')).body.total).toBe(1);
});

it('follows whose turn it is and by which day, and could still take back what is open', async () => {
  const { page } = phone;
  await phone.open(`/cases/${caseId}`);
  await line(phone, '房屋交易合同网签备案')
    .getByText(/轮到县住建局.*前受理/)
    .waitFor();
  await line(phone, '不动产统一登记')
    .getByText(/等.*办好/)
    .waitFor();
  await page.getByRole('heading', { name: '我交的内容和材料' }).click();
  await page.getByText('98.5 平方米', { exact: true }).waitFor();
  await looksRight(page);
  await approve(journey, await taskOf('房屋交易合同网签备案'));
  const tax = await taskOf('房地产交易税费申报—存量房');
  expect((await (await journey.county.as('reviewer.taxation')).post(`/desk/tasks/${tax.id}/acceptance`, { version: tax.version })).status).toBe(200);
  await phone.open(`/cases/${caseId}`);
  await line(phone, '房屋交易合同网签备案').getByText('办好了').waitFor();
  await line(phone, /税费申报/)
    .getByText(/正在办，\d+月\d+日前办好/)
    .waitFor();
  await approve(journey, tax);
  await approve(journey, await taskOf('不动产统一登记'));
  await phone.open(`/cases/${caseId}`);
  for (const utility of utilities) await line(phone, utility).getByText('等待受理').waitFor();
  await page.getByRole('button', { name: '撤回申请' }).click();
  const dialog = page.getByRole('dialog', { name: '撤回这份申请？' });
  await dialog.getByText('还没有结果的 4 个事项').waitFor();
  await dialog.getByText('已经有结果的 3 个不受影响').waitFor();
  await looksRight(page);
  await dialog.getByRole('button', { name: '不撤回' }).click();
});

it('gets the house and the four utilities in the new name, side by side, and rates it', async () => {
  const { page } = phone;
  await Promise.all(utilities.map(async u => approve(journey, await taskOf(u))));
  await phone.open(`/cases/${caseId}`);
  await page.getByText('已办结').waitFor();
  for (const utility of utilities) await line(phone, utility).getByText('办好了').waitFor();
  await page.getByRole('heading', { level: 2, name: '办好的证照' }).waitFor();
  await page.getByRole('radio', { name: /非常满意/ }).check();
  await looksRight(page);
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByRole('heading', { level: 2, name: '您的评价' }).waitFor();
  await page.getByRole('link', { name: '去证照包看' }).click();
  await heading(phone, '证照');
  await page.getByRole('heading', { level: 3, name: '不动产权证书' }).waitFor();
  await looksRight(page);
});
