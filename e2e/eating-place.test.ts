/** Opening an eating place (thing 7) by a firm's agent: a mandate, one application, a correction, a refusal that spares the rest, a bad rating. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { approve, tasksOf } from './deciding.ts';
import { answer, disguised, field, fill, fillPage, give, goOn, heading, paper, photo, saved, summary, tooLarge } from './filling.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { hasFocus, take } from './keyboard.ts';

const shop = '中阳县老张面馆（个体工商户）';
const company = '中阳县宁乡餐饮管理有限公司';
const food = '食品经营许可';
const advertisement = /设置大型户外广告/;
const fire = /消防安全检查/;

let journey: Journey;
let owner: Visitor;
let agent: Visitor;
let agentIdentity: string;
let caseId: string;

beforeAll(async () => {
  journey = await openJourney();
  owner = await journey.visitor('firm', 'phone');
  agent = await journey.visitor('rare');
  // Their own number, as their own form shows it.
  const http = await journey.county.as('rare');
  const { id } = (await http.create('/applications', { thing: 14, answers: { 'sale-mortgaged': 'clear', 'house-utilities': 'later' } })).body;
  agentIdentity = (await http.get(`/applications/${id}`)).body.values['applicant-identity'];
  await http.post(`/applications/${id}/discard`, { version: 1 });
});
afterAll(() => journey?.close());

const line = (v: Visitor, title: string | RegExp) => v.page.getByRole('listitem').filter({ has: v.page.getByRole('heading', { level: 3, name: title }) });
const taskOf = async (title: string | RegExp) =>
  (await tasksOf(await journey.county.as('rare'), caseId)).find(t => (typeof title === 'string' ? t.title === title : title.test(t.title)))!;

it('gets a mandate for this one thing from the legal person', async () => {
  const { page } = owner;
  await owner.open('/me');
  await looksRight(page);
  await page.getByRole('link', { name: '委托代办' }).click();
  await heading(owner, '委托代办');
  await page.getByRole('button', { name: '委托他人' }).click();
  await page.getByRole('radio', { name: new RegExp(shop) }).check();
  const last = agentIdentity.at(-1) === '1' ? '2' : '1';
  await fill(owner, { 受托人姓名: '刘𬭚', 受托人的公民身份号码: agentIdentity.slice(0, -1) + last });
  await page.getByRole('radio', { name: '只办几件' }).check();
  await page.getByRole('button', { name: '确认委托' }).click();
  await summary(owner).getByRole('link', { name: /校验/ }).click();
  await hasFocus(field(owner, '受托人的公民身份号码'));
  expect(await field(owner, '受托人姓名').inputValue()).toBe('刘𬭚');
  await looksRight(page);
  await page.getByRole('checkbox', { name: '开办餐饮店' }).check();
  await fill(owner, { 受托人的公民身份号码: agentIdentity });
  await page.getByRole('button', { name: '确认委托' }).click();
  await page.getByText(`刘𬭚 代 ${shop}`).waitFor();
  await looksRight(page);
  // For the company the same person may do another thing only.
  const http = await journey.county.as('firm');
  const { items } = (await http.get('/principals')).body;
  const principal = { kind: 'firm', id: items.find((p: { name: string }) => p.name === company).id };
  expect((await http.create('/mandates', { principal, name: '刘𬭚', identity: agentIdentity, things: [9] })).status).toBe(200);
  // Another of the firm's agents does not learn of it.
  const others = (await (await journey.county.as('agent')).get('/mandates')).body.items;
  expect(new Set(others.map((m: { agentName: string }) => m.agentName))).toEqual(new Set(['王晓燕']));
});

it('finds the thing, learns what it takes, and chooses in whose name', async () => {
  const { page } = agent;
  await agent.open('/');
  await page.getByRole('combobox', { name: '您想办什么事' }).fill('开面馆');
  await page.getByRole('option', { name: /开办餐饮店/ }).click();
  await heading(agent, '开办餐饮店');
  await looksRight(page);
  await page.getByRole('link', { name: '看看我要准备什么' }).first().click();
  await answer(agent, [
    ['做不做凉菜、生食、裱花蛋糕、现切水果这类冷加工的？', '不做'],
    ['要挂户外广告或条幅、海报吗？', '要立大型户外广告牌'],
    ['店面有多大？消防怎么办？', '签承诺书'],
  ]);
  await page.getByText('要办 4 个事项，由 2 个部门办').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '开始申请' }).first().click();
  const choice = page.getByRole('dialog', { name: '以谁的名义申请？' });
  await choice.getByText('委托书里没有“开办餐饮店”这件事').waitFor();
  expect(await choice.getByRole('radio', { name: new RegExp(company) }).isDisabled()).toBe(true);
  await looksRight(page);
  await choice.getByRole('radio', { name: new RegExp(shop) }).check();
  await choice.getByRole('button', { name: '开始申请' }).click();
  await heading(agent, '开办餐饮店');
  await page.getByText(shop).first().waitFor();
  await looksRight(page);
});

it('fills in the form: what is wrong is said at its place, and nothing is lost', async () => {
  const { page } = agent;
  await page.getByRole('link', { name: '开始填写' }).click();
  await heading(agent, '企业');
  await fill(agent, { 联系人: '刘𬭚', 联系人手机号码: '1381234567' });
  await goOn(agent);
  await summary(agent)
    .getByRole('link', { name: /11 位手机号码/ })
    .click();
  const phone = field(agent, '联系人手机号码');
  await hasFocus(phone);
  expect(await phone.getAttribute('aria-invalid')).toBe('true');
  await looksRight(page);
  await saved(agent);
  await page.reload();
  await expect.poll(() => phone.inputValue()).toBe('1381234567');
  expect(await field(agent, '联系人').inputValue()).toBe('刘𬭚');
  await phone.fill('138 1234 5678');
  await goOn(agent);

  await heading(agent, '店面');
  await goOn(agent);
  await expect.poll(() => summary(agent).getByRole('link').count()).toBe(4);
  await fillPage(agent, '店面', { 招牌上的店名: '老张面馆', 店面建筑面积: '320', 在几层: '1 层', 打算哪天开业: '2024-12-20' });
  await fillPage(agent, '食品经营', {
    主体业态: ['餐饮服务经营者'],
    经营项目: ['热食类制售（含烘焙糕点）', '自制饮品制售'],
    '做不做外卖、网上卖': ['是'],
    食品安全管理员姓名: '王小燕',
    接触食品的人数: '6',
  });
  await fillPage(agent, '消防安全', {
    消防安全管理人: '张卫东',
    消防安全管理人手机号码: '13812345678',
    安全出口数量: '2',
    有哪些消防设施: ['灭火器', '消火栓'],
  });
  await heading(agent, '户外广告、宣传品');
  await fill(agent, { 设在哪里: '宁乡镇凤城大街 8 号楼顶', 面积: '24', 内容: '老张面馆', 从哪天起: '2024-12-20', 到哪天止: '2024-11-20' });
  await goOn(agent);
  await summary(agent).getByRole('link', { name: /日期/ }).first().waitFor();
  await fillPage(agent, '户外广告、宣传品', { 到哪天止: '2025-12-19' });
});

it('hands in materials: a disguised programme and a file over the limit are refused where they are', async () => {
  const { page } = agent;
  await heading(agent, '材料');
  await goOn(agent);
  await summary(agent).waitFor();
  await looksRight(page);
  await give(agent, '食品安全管理人员考核合格证明', disguised);
  await page.getByRole('alert').filter({ hasText: '文件' }).last().waitFor();
  // The same file would be refused again.
  expect(await page.getByRole('button', { name: /^再试/ }).count()).toBe(0);
  await page.getByRole('button', { name: /不要了.*合格证/ }).click();
  await give(agent, '设备布局、操作流程图', tooLarge);
  await page.getByText('每个最大 20 MB；照片可以先压缩').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: /不要了.*图纸/ }).click();
  // A form that is signed is made from what was filled in: the sheet alone goes onto the paper.
  await page.evaluate(() => {
    window.print = () => {};
  });
  await page.getByRole('button', { name: /打印这份表.*公众聚集场所消防安全告知承诺书/ }).click();
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('heading', { level: 1, name: '公众聚集场所消防安全告知承诺书（检查申报表）' }).waitFor();
  await page.getByRole('row', { name: /安全出口数量 \d+ 个/ }).waitFor();
  expect(await page.getByRole('button').count()).toBe(0);
  await page.emulateMedia({ media: null });
  await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect.poll(() => page.locator('.form-sheet').count()).toBe(0);
  for (const [material, file] of [
    ['设备布局、操作流程图', paper],
    ['食品安全规章制度', photo],
    ['食品安全管理人员考核合格证明', photo],
    ['设置效果图和位置图', photo],
    ['建筑物（场地）所有人同意设置的证明', photo],
    ['结构设计图和安全承诺', paper],
    ['公众聚集场所消防安全告知承诺书（检查申报表）', photo],
    ['场所平面布置图和消防设施平面图', paper],
    ['消防安全制度、灭火和应急疏散预案', paper],
  ] as const) {
    await give(agent, material, file);
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { level: 3, name: material, exact: true }) })
      .getByText('已上传')
      .waitFor();
  }
  await page.getByRole('checkbox', { name: /^我受中阳县老张面馆.*委托/ }).check();
  await goOn(agent);
});

it('checks the answers and submits', async () => {
  const { page } = agent;
  await fillPage(agent, '领取结果', {});
  await heading(agent, '核对并提交');
  await page.getByText('都填好了').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '提交申请' }).click();
  await heading(agent, '受理回执');
  await page.getByText(/^141129-20241104-\d{4}$/).waitFor();
  await looksRight(page);
  caseId = /cases\/([^/]+)/.exec(page.url())![1]!;
  await page.getByRole('link', { name: '看办理进度' }).click();
  await heading(agent, '开办餐饮店');
  await line(agent, '企业营业执照信息核验').getByText('办好了').waitFor();
  await line(agent, food).getByText('等待受理').waitFor();
  await line(agent, fire)
    .getByText(/县消防救援大队/)
    .waitFor();
  await looksRight(page);
});

it('is asked for corrections once at the desk and answers them on the phone', async () => {
  const desk = await journey.visitor('reviewer.approval');
  await desk.open(`/desk/tasks/${(await taskOf(food)).id}`);
  const bar = desk.page.getByRole('toolbar', { name: '办理' });
  await bar.getByRole('button', { name: /^受理/ }).click();
  await bar.getByRole('button', { name: /^受理/ }).waitFor({ state: 'hidden' });
  await bar.getByRole('button', { name: /^要求补正/ }).click();
  const ask = desk.page.getByRole('dialog', { name: '要求补正' });
  for (const [n, what, words] of [
    [1, '食品安全规章制度', '照片看不清，请重新拍照上传'],
    [2, '接触食品的人数', '与健康证明的份数不一致，请核对'],
  ] as const) {
    const pick = ask.getByRole('combobox', { name: '选一项要补正的材料或内容' });
    await pick.fill(what);
    await take(desk.page, what);
    await ask.getByRole('combobox', { name: new RegExp(`第 ${n} 项`) }).fill(words);
  }
  await ask.getByRole('button', { name: '一次告知申请人' }).click();
  await desk.page.getByText('已告知申请人，补正期间停止计时').first().waitFor();

  const phone = await journey.visitor('rare', 'phone');
  const { page } = phone;
  await phone.open('/inbox');
  await heading(phone, '消息');
  await page
    .getByRole('link', { name: /去看看.*补正/ })
    .first()
    .waitFor();
  await looksRight(page);
  await phone.open('/');
  await page.getByRole('link', { name: /请您补正/ }).click();
  await line(phone, food).getByText('轮到您').waitFor();
  await looksRight(page);
  await page.getByRole('link', { name: '去补正' }).first().click();
  await heading(phone, `补正：${food}`);
  await looksRight(page);
  await fill(phone, { 接触食品的人数: '8' });
  await page.getByRole('button', { name: '提交补正' }).click();
  await summary(phone)
    .getByRole('link', { name: /请重新提供/ })
    .waitFor();
  await looksRight(page);
  await page.reload();
  await expect.poll(() => field(phone, '接触食品的人数').inputValue()).toBe('8');
  await give(phone, '食品安全规章制度', paper);
  await page.getByText('已准备好').waitFor();
  await fill(phone, { 说明: '又招了两个人' });
  await page.getByRole('button', { name: '提交补正' }).click();
  await line(phone, food).getByText('正在办', { exact: true }).waitFor();
  await looksRight(page);
});

it('one department refuses with reason, basis and remedy; another goes on and gives its licence', async () => {
  const firemen = await journey.visitor('reviewer.fire-rescue');
  await firemen.open(`/desk/tasks/${(await taskOf(fire)).id}`);
  await firemen.page
    .getByRole('toolbar', { name: '办理' })
    .getByRole('button', { name: /^不予通过/ })
    .click();
  const refusal = firemen.page.getByRole('dialog', { name: /^不予通过/ });
  await refusal.getByLabel('理由').fill('现场只有一个安全出口，与承诺不符');
  await refusal.getByRole('button', { name: '不予通过' }).click();
  await firemen.page.getByText('已作出不予通过的决定').first().waitFor();

  const desk = await journey.visitor('reviewer.approval');
  await desk.open(`/desk/tasks/${(await taskOf(food)).id}`);
  await desk.page.getByText('申请人说：又招了两个人').waitFor();
  await desk.page.getByRole('toolbar', { name: '办理' }).getByRole('button', { name: /^通过/ }).click();
  const approval = desk.page.getByRole('dialog', { name: /^通过/ });
  await approval.getByRole('textbox').first().waitFor();
  for (const box of await approval.getByRole('textbox').all()) if (await box.getAttribute('aria-required')) await box.fill('JY21411290012345');
  await approval.getByRole('button', { name: /^通\s?过/ }).click();
  await desk.page
    .getByText(/已通过/)
    .first()
    .waitFor();

  const { page } = agent;
  await agent.open(`/cases/${caseId}`);
  await line(agent, fire).getByText('现场只有一个安全出口').waitFor();
  await line(agent, fire).getByText('行政复议').waitFor();
  await line(agent, food).getByText('办好了').waitFor();
  await line(agent, advertisement).getByText('等待受理').waitFor();
  await looksRight(page);
  await agent.open('/wallet');
  await page.getByRole('heading', { level: 2, name: shop }).waitFor();
  const licence = page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: /食品经营许可证/ }) });
  await licence.getByText('有效', { exact: true }).waitFor();
  await licence.getByRole('link', { name: /食品经营许可证/ }).click();
  await page.getByRole('img', { name: /查验/ }).waitFor();
  await looksRight(page);
});

it('rates badly, and the lead department has to answer', async () => {
  await approve(journey, await taskOf(advertisement));
  const approval = await journey.county.as('reviewer.approval');
  const { page } = agent;
  await agent.open(`/cases/${caseId}`);
  await page.getByText('已办结').waitFor();
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByText('请选一个').waitFor();
  await page.getByRole('radio', { name: /非常不满意/ }).check();
  await page.getByLabel(/哪里没有做好/).fill('消防来了两次才说出口不够');
  await looksRight(page);
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByRole('heading', { level: 2, name: '您的评价' }).waitFor();

  const { items } = (await approval.get('/desk/duties')).body;
  const duty = items.find((d: { caseId: string }) => d.caseId === caseId);
  expect(duty).toMatchObject({ state: 'open' });
  expect((await approval.post(`/desk/duties/${duty.id}/answer`, { version: duty.version, answer: '已与消防大队核实，今后一次说清全部要求。' })).status).toBe(
    204,
  );
  await agent.open(`/cases/${caseId}`);
  await page.getByText('今后一次说清全部要求').waitFor();
  await looksRight(page);
});
