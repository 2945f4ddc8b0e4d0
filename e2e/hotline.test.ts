/** A ticket from a telephone in the hand to a good rating: joined, sent, handed over with consent, opened again, answered; then what could not get done. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let resident: Visitor;
let seat: Visitor;
let housing: Visitor;
let transport: Visitor;
let ticket: string;

/** Chooses in a list of the desk, by typing where it is long. */
async function choose({ page }: Visitor, label: string, text: string, title: string) {
  const box = page.getByRole('combobox', { name: label });
  if (text) await box.fill(text);
  else await box.click();
  await page.getByTitle(title, { exact: true }).click();
}

beforeAll(async () => {
  journey = await openJourney();
  seat = await journey.visitor('hotline');
  resident = await journey.visitor('resident', 'phone');
  housing = await journey.visitor('reviewer.housing-construction');
  transport = await journey.visitor('reviewer.transport');
});
afterAll(() => journey?.close());

it('a call is taken: every fault at its field, then sent to a unit', async () => {
  const { page } = seat;
  await seat.open('/desk/hotline');
  await page.getByText('还没有工单').waitFor();
  await page.keyboard.press('Alt+n');
  await page.getByRole('heading', { level: 1, name: '新来电' }).waitFor();
  await page.getByRole('textbox', { name: '来电号码' }).fill('13835800001');
  await page.getByText('第一次来电').waitFor();
  await page.getByRole('button', { name: '登记并交办' }).click();
  await page.getByText('请问怎么称呼，或勾选匿名').waitFor();
  await page.getByText('请用一句话写清是什么事').waitFor();
  await looksRight(page);
  await page.getByRole('combobox', { name: '称呼' }).fill('王大爷');
  await page.getByText('求助', { exact: true }).click();
  await page.getByRole('textbox', { name: '一句话' }).fill('北大街路灯不亮');
  await page.getByRole('textbox', { name: '发生了什么、要求什么' }).fill('北大街中段的路灯晚上不亮，走路看不见');
  await choose(seat, '交给哪个部门', '住建', '县住建局');
  await page.getByRole('button', { name: '登记并交办' }).click();
  await page.getByRole('heading', { level: 1, name: '12345 工单 热〔2024〕1号' }).waitFor();
  await page.getByText('138****0001').waitFor();
  await looksRight(page);
  ticket = new URL(page.url()).pathname;
});

it('a resident writes the same on the phone; the seat finds it and joins it', async () => {
  const { page } = resident;
  await resident.open('/hotline');
  await looksRight(page);
  await page.getByRole('link', { name: '网上写' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByRole('alert').getByText('请选择类别').waitFor();
  await looksRight(page);
  await page.getByRole('radio', { name: /^求助/ }).check();
  await page.getByRole('textbox', { name: '一句话说是什么事' }).fill('北大街晚上路灯不亮');
  await page.getByRole('textbox', { name: '发生了什么，希望怎么办' }).fill('晚上北大街路灯都不亮，走路看不见，孩子害怕');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已收到，话务员正在看').waitFor();
  await looksRight(page);

  await seat.open('/desk/hotline?tab=new');
  await seat.page.getByRole('link', { name: '北大街晚上路灯不亮' }).click();
  await seat.page.getByRole('button', { name: /并入这一件.*北大街路灯不亮/ }).click();
  await seat.page.getByText('已并入', { exact: true }).first().waitFor();
  await page.reload();
  await page.getByText('和同样的诉求一起办').waitFor();
});

it('the unit proposes a hand-over; the other declines and, asked again, accepts and answers', async () => {
  const { page } = housing;
  const propose = async (reason: string) => {
    await page.getByRole('button', { name: '商请转办' }).click();
    await choose(housing, '应由哪个部门办', '交通', '县交通局');
    await page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill(reason);
    await page.getByRole('button', { name: '发出商请' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: '商请转办' }).waitFor();
  };
  await housing.open('/desk/duties');
  await page.getByRole('link', { name: '北大街路灯不亮' }).click();
  await page.getByRole('heading', { level: 1, name: '12345 工单 热〔2024〕1号' }).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: /^签\s*收$/ }).click();
  await page.getByRole('button', { name: /^签\s*收$/ }).waitFor({ state: 'detached' });
  await propose('这一段是公路，路灯归交通管');
  const path = new URL(page.url()).pathname;

  await transport.open(path);
  await looksRight(transport.page);
  await transport.page.getByRole('button', { name: /^不同意$/ }).click();
  await transport.page.getByRole('dialog').getByRole('textbox', { name: '理由' }).fill('城区路灯归住建');
  await transport.page
    .getByRole('dialog')
    .getByRole('button', { name: /^不同意$/ })
    .click();
  await transport.page.getByText('没有找到，或您无权查看').waitFor();

  await page.reload();
  await page.getByText('城区路灯归住建').waitFor();
  await propose('附上管养文件，请再看');
  await transport.open(path);
  await transport.page.getByRole('button', { name: '同意接办', exact: true }).click();
  const answer = transport.page.getByRole('textbox', { name: '查实的情况和整改措施' });
  await answer.fill('好的');
  await transport.page.getByRole('button', { name: '提交答复' }).click();
  await transport.page.getByText('答复至少 10 个字').waitFor();
  await answer.fill('已更换三盏路灯，当晚恢复照明。');
  await transport.page.getByRole('button', { name: '提交答复' }).click();
  await transport.page.getByText('已经答复，等回访').waitFor();
});

it('the call back finds it not done and opens it again; the second answer is rated by who wrote, and closes', async () => {
  const { page } = seat;
  await seat.open('/desk/hotline?tab=answered');
  await page.getByRole('link', { name: '北大街路灯不亮' }).click();
  await page.getByRole('radio', { name: '接通，不满意' }).check();
  await page.getByRole('button', { name: '记下回访' }).click();
  await page.getByText('请写明哪里不满意').waitFor();
  await looksRight(page);
  await page.getByRole('textbox', { name: '哪里不满意' }).fill('还有两盏不亮');
  await page.getByRole('button', { name: '记下回访' }).click();
  await page.getByText('等县交通局答复').waitFor();

  await transport.page.reload();
  await transport.page.getByRole('textbox', { name: '查实的情况和整改措施' }).fill('剩下两盏也已修好，夜里巡查过。');
  await transport.page.getByRole('button', { name: '提交答复' }).click();
  await transport.page.getByText('已经答复，等回访').waitFor();

  await resident.page.reload();
  await resident.page.getByText('剩下两盏也已修好').first().waitFor();
  await resident.page.getByRole('radio', { name: '不满意', exact: true }).check();
  await resident.page.getByRole('textbox', { name: '哪里没有办好？' }).fill('拖了太久');
  await looksRight(resident.page);
  await resident.page.getByRole('button', { name: '提交评价' }).click();
  await resident.page.getByRole('heading', { name: '您的评价' }).waitFor();

  await seat.open(ticket);
  await page.getByRole('radio', { name: '接通，满意' }).check();
  await page.getByRole('button', { name: '记下回访' }).click();
  await page.getByText('已办结', { exact: true }).first().waitFor();

  // What others will ask too goes into the knowledge base, without what is somebody's.
  await page.getByRole('button', { name: '写进知识库' }).click();
  const proposal = page.getByRole('dialog', { name: '写进知识库' });
  await proposal.getByRole('textbox', { name: '问题' }).fill('路灯不亮打 13812345678 吗？');
  await proposal.getByRole('button', { name: '存成草稿' }).click();
  await proposal.getByText(/请先删去个人信息：手机号/).waitFor();
  await looksRight(page);
  await proposal.getByRole('textbox', { name: '问题' }).fill('路灯不亮找谁修？');
  await proposal.getByRole('button', { name: '存成草稿' }).click();
  await page.getByText('路灯不亮找谁修？').first().waitFor();
  await page.getByText('12345 工单 热〔2024〕1号').first().waitFor();

  const supervisor = await journey.visitor('supervisor');
  await supervisor.open('/desk/hotline/statistics');
  const row = supervisor.page.getByRole('region', { name: '按部门' }).getByRole('row').filter({ hasText: '合计' });
  await row.waitFor();
  // Two tickets, one handed over, one bad grade.
  await expect.poll(() => row.getByRole('cell').allTextContents()).toEqual(['2', '0', '1', '2（100%）', '0', '0（0%）', '1', '0', '1', '1（100%）', '1']);
  await looksRight(supervisor.page);
  await supervisor.open('/desk/duties?kind=bad-rating');
  await supervisor.page.getByRole('link', { name: /评价为“不满意”/ }).waitFor();

  // A kept address whose page is no more shows the list; what leaves is the whole of it; days that run backwards are not asked for.
  await supervisor.open('/desk/hotline?page=7');
  await supervisor.page.getByText(/共 \d 件/).waitFor();
  const saved = supervisor.page.waitForEvent('download');
  await supervisor.page.getByRole('button', { name: '导出' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^热线工单-2024-\d\d-\d\d[.]csv$/);
  await supervisor.page.getByText(/已导出全部 \d 行/).waitFor();
  await supervisor.page.getByLabel('从哪天').fill('2024-11-04');
  await supervisor.page.getByLabel('到哪天').fill('2024-11-01');
  await supervisor.page.getByRole('alert').getByText('结束日期早于开始日期').waitFor();
  await expect.poll(() => new URL(supervisor.page.url()).search).toBe('?from=2024-11-04');
  await looksRight(supervisor.page);
});

it('what could not get done is told at the window, answered and called back; a visit’s finding is mended and published', async () => {
  const helper = await journey.visitor('helper');
  const { page } = helper;
  await helper.open('/desk/not-done/new');
  await page.getByRole('textbox', { name: '来人姓名' }).fill('任改兰');
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await page.getByText('请选一个最接近的原因').waitFor();
  await looksRight(page);
  await page.getByRole('textbox', { name: '回访电话' }).fill('13700001234');
  await page.getByRole('radio', { name: '找不到该办的部门、互相推' }).check();
  await page.getByRole('textbox', { name: '想办什么、去了哪里、卡在哪里' }).fill('水渠塌了，三处都说不归自己管');
  await page.getByRole('button', { name: /^登\s*记$/ }).click();
  await page.getByRole('heading', { level: 1, name: '办不成事 难〔2024〕1号' }).waitFor();
  await looksRight(page);
  const entry = new URL(page.url()).pathname;
  const approval = await journey.visitor('reviewer.approval');
  await approval.open(entry);
  await approval.page.getByRole('textbox', { name: '查实的情况和整改措施' }).fill('已召集三家当面说清，由水利股修。');
  await approval.page.getByRole('button', { name: '提交答复' }).click();
  await approval.page.getByText('已经答复，等回访').waitFor();
  await page.reload();
  await page.getByRole('radio', { name: '接通，满意' }).check();
  await page.getByRole('button', { name: '记下回访' }).click();
  await page.getByText('已办结', { exact: true }).first().waitFor();

  await helper.open('/desk/visits/new');
  await page.getByRole('textbox', { name: '在哪里' }).fill('政务大厅一楼');
  await page.getByRole('textbox', { name: '陪的是谁（称呼）' }).fill('白女士');
  await page.getByRole('textbox', { name: '或者别的事项' }).fill('公租房申请');
  await page.getByRole('textbox', { name: '做什么' }).fill('窗口受理');
  await page.getByRole('spinbutton', { name: '用了几分钟' }).fill('35');
  await page.getByRole('button', { name: '加一个问题' }).click();
  await choose(helper, '问题 1 是哪一类', '', '材料多、重复要');
  await choose(helper, '问题 1 由哪个部门改', '审批', '县行政审批局');
  const found = page.getByRole('group', { name: '问题 1' });
  await found.getByRole('textbox', { name: '一句话' }).fill('收入证明没有统一格式');
  await found.getByRole('textbox', { name: '看到了什么，建议怎么改' }).fill('单位开的证明两次不合格，应给样表');
  await looksRight(page);
  await page.getByRole('button', { name: /^记\s*下$/ }).click();
  await page.getByRole('heading', { level: 1, name: '公租房申请' }).waitFor();
  const visit = new URL(page.url()).pathname;
  await approval.open('/desk/duties');
  await approval.page.getByRole('link', { name: '收入证明没有统一格式' }).click();
  await approval.page.getByRole('textbox', { name: '查实的情况和整改措施' }).fill('已制发统一样表，窗口可以取。');
  await approval.page.getByRole('button', { name: '提交答复' }).click();
  await approval.page.getByText('已经答复，等发现人确认').waitFor();
  await helper.open(visit);
  await page.getByRole('button', { name: '确认改好' }).click();
  await page.getByRole('textbox', { name: /在门户公布/ }).fill('收入证明有了统一样表');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s*认$/ })
    .click();
  await page.getByText('已公布：').waitFor();
  await looksRight(page);
  await helper.open('/desk/visits/findings?state=closed');
  await page.getByRole('link', { name: '收入证明没有统一格式' }).waitFor();
  await page.getByText('已公布').waitFor();
  await looksRight(page);
  await resident.open('/improvements');
  await resident.page.getByText('收入证明有了统一样表').waitFor();
  await looksRight(resident.page);
});

it('is read and worked on a telephone; nothing went wrong in any browser', async () => {
  const phones = {
    hotline: ['/desk/hotline', '/desk/hotline/call', ticket, '/desk/hotline/statistics'],
    helper: ['/desk/not-done', '/desk/visits', '/desk/visits/officers'],
  };
  for (const [account, paths] of Object.entries(phones)) {
    const phone = await journey.visitor(account, 'phone');
    for (const path of paths) {
      await phone.open(path);
      await phone.page.getByRole('heading', { level: 1 }).waitFor();
      await looksRight(phone.page);
    }
  }
  await resident.open('/not-done');
  await looksRight(resident.page);
});
