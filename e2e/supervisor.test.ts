/** From the board to a letter and its answer: what is late, whose, and what the department does about it. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tick } from '../src/platform/cases/index.ts';
import { type Filed, file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

const unit = 'human-resources';
const pension = '灵活就业人员参加养老保险登记';
const everything = { 'file-move': 'yes', 'flexible-pension': 'yes', 'medical-cover': 'none', 'flexible-fund': 'no' };
const registrationOnly = { 'file-move': 'no', 'flexible-pension': 'no', 'medical-cover': 'none', 'flexible-fund': 'no' };

let journey: Journey;
let rated: Filed;
let supervisor: Visitor;
let head: Visitor;

beforeAll(async () => {
  journey = await openJourney();
  const { county } = journey;
  await file(journey, 'husband', 12, everything);
  await file(journey, 'buyer', 12, everything);
  rated = await file(journey, 'seller', 12, registrationOnly);
  const reviewer = await county.as(`reviewer.${unit}`);
  // Two are accepted and then forgotten; one is decided and its service badly rated; the rest nobody accepts.
  for (const { id, version, title, caseId } of (await reviewer.get('/desk/tasks')).body.items) {
    if (caseId === rated.caseId)
      await reviewer.post(`/desk/tasks/${id}/decision`, {
        version,
        decision: { outcome: 'approved' },
        details: { licences: [{ attributes: { 'certificate-number': 'ZYJY20240007', 'registered-as': '就业' } }] },
      });
    else if (title === pension) await reviewer.post(`/desk/tasks/${id}/acceptance`, { version });
  }
  const seller = await county.as('seller');
  expect((await seller.post(`/cases/${rated.caseId}/rating`, { grade: 1, comment: '来回打了三次电话' })).status).toBe(204);
  county.travel('2024-11-20');
  await tick(county.house, county.county);
  supervisor = await journey.visitor('supervisor');
  head = await journey.visitor(`head.${unit}`);
});
afterAll(() => journey?.close());

it('reads the board: every figure opens its list, filters narrow it and stay in the address', async () => {
  const { page } = supervisor;
  await supervisor.open('/desk/board');
  await page.getByRole('heading', { level: 1, name: '运行看板' }).waitFor();
  const late = page.getByRole('link', { name: /^已超期/ });
  await late.waitFor();
  await looksRight(page);
  await expect.poll(() => late.textContent()).toMatch(/\d/);
  const red = Number(/\d+/.exec((await late.textContent()) ?? '')![0]);
  expect(red).toBeGreaterThan(1);
  await late.click();
  await page.getByText(`共 ${red} 件`).waitFor();
  expect(await page.getByRole('row').filter({ hasText: '已超期' }).count()).toBe(red);
  await page.goBack();
  for (const name of [/^待受理/, /^办理中/, /^即将超期/, /^待答复督办/, /^本期办结/, /^按时率/, /^差评/])
    await page.getByRole('link', { name }).first().waitFor();

  await page.getByRole('combobox', { name: '部门' }).fill('人社');
  await page.getByTitle('县人社局').click();
  await page.getByRole('combobox', { name: '一件事' }).fill('灵活就业');
  await page.getByTitle('灵活就业', { exact: true }).click();
  await page.getByText('近 7 天').click();
  await expect.poll(() => Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ unit, subject: '12', period: 'week' });
  await page.getByRole('region', { name: '超期和即将超期' }).getByText(pension).first().waitFor();
  await page.getByRole('combobox', { name: '部门' }).fill('公安');
  await page.getByTitle('县公安局').click();
  await page.getByText('没有超期的事项').waitFor();
  await page.getByRole('button', { name: '清除筛选' }).click();
  await page.getByRole('combobox', { name: '乡镇' }).click();
  await page.getByTitle('宁乡镇').click();
  await expect.poll(() => new URL(page.url()).searchParams.get('town')).not.toBeNull();
  await page.getByRole('button', { name: '清除筛选' }).click();
});

it('urges a department and writes it a letter that is due in three days', async () => {
  const { page } = supervisor;
  await supervisor.open('/desk/board');
  await page
    .getByRole('button', { name: `催办：${pension}` })
    .first()
    .click();
  const urge = page.getByRole('dialog', { name: '催办' });
  await urge.getByRole('textbox', { name: '说明' }).fill('申请人下周要办贷款，请今天办结');
  await urge.getByRole('button', { name: '发送催办' }).click();
  await page.getByText(/\d+:\d+ 已催办/).waitFor();

  await page
    .getByRole('button', { name: `发督办函：${pension}` })
    .first()
    .click();
  const letter = page.getByRole('dialog', { name: '督办函：县人社局' });
  const body = letter.getByRole('textbox', { name: '问题和要求' });
  await expect.poll(() => body.inputValue()).toContain('个工作日');
  await body.fill('太短');
  await letter.getByRole('button', { name: '发出督办函' }).click();
  await letter.getByText('督办函至少 10 个字').waitFor();
  await looksRight(page);
  await body.fill('该事项超过承诺时限，请查明原因，三日内办结并书面说明。');
  await letter.getByRole('spinbutton', { name: '几个工作日内答复' }).fill('3');
  await letter.getByRole('button', { name: '发出督办函' }).click();
  await page.getByRole('link', { name: '督〔2024〕1号' }).waitFor();
});

it('the head of the unit reads it, answers too shortly, then well; the supervisor returns it once and then closes it', async () => {
  const { page } = head;
  await head.open('/desk/notices');
  await page.getByText('申请人下周要办贷款，请今天办结').waitFor();
  await looksRight(page);
  // The desk opens with what waits for her; what is late stands first.
  await head.open('/desk');
  await page.getByRole('region', { name: '已超期' }).getByRole('link', { name: '办理已受理的事项' }).waitFor();
  await looksRight(page);
  await page.getByRole('link', { name: '答复督办函' }).waitFor();
  await head.open('/desk/duties');
  await looksRight(page);
  await page.getByRole('link', { name: new RegExp(pension) }).click();
  await page.getByRole('heading', { level: 1, name: '督办函 督〔2024〕1号' }).waitFor();
  await page.getByText('11月25日').waitFor();
  const answer = page.getByRole('textbox', { name: '查实的情况和整改措施' });
  await answer.fill('知道了');
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.getByText('答复至少 10 个字').waitFor();
  await answer.fill('经办人出差，没有交接，已改由同事办理。');
  await looksRight(page);
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.getByText('已经答复，等督导员确认').waitFor();

  const hers = supervisor.page;
  await supervisor.open('/desk/duties');
  await hers.getByText('待确认 1').click();
  await hers.getByRole('link', { name: new RegExp(pension) }).click();
  await hers.getByText('经办人出差，没有交接，已改由同事办理。').waitFor();
  await hers.getByRole('button', { name: '退回重办' }).click();
  await hers.getByRole('dialog', { name: '退回重办' }).getByRole('textbox', { name: '退回的原因' }).fill('没有写明哪天办结');
  await hers
    .getByRole('dialog', { name: '退回重办' })
    .getByRole('button', { name: /^退\s*回$/ })
    .click();
  await hers.getByText('等县人社局答复').waitFor();
  await looksRight(hers);

  await page.reload();
  await page.getByText('没有写明哪天办结').waitFor();
  await answer.fill('11月21日前办结，今后请假都安排代办。');
  await page.getByRole('button', { name: '提交答复' }).click();
  await page.getByText('已经答复，等督导员确认').waitFor();
  await hers.reload();
  await hers.getByRole('button', { name: '确认办结' }).click();
  await hers.getByRole('dialog', { name: '确认这份答复，办结？' }).getByRole('button', { name: '确认办结' }).click();
  await hers.getByText('督导员确认，办结').waitFor();
});

it('a bad rating owes an answer, which the department gives', async () => {
  const { page } = supervisor;
  await supervisor.open('/desk/board');
  await page.getByRole('link', { name: /^差评/ }).click();
  await page.getByRole('link', { name: /非常不满意/ }).click();
  await page.getByText('来回打了三次电话').waitFor();
  const path = new URL(page.url()).pathname;
  await head.open(path);
  await head.page.getByRole('textbox', { name: '查实的情况和整改措施' }).fill('已向申请人道歉，电话改为专人接听。');
  await head.page.getByRole('button', { name: '提交答复' }).click();
  await head.page.getByText('已经答复，等督导员确认').waitFor();
  await supervisor.open(path);
  await page.getByRole('button', { name: '确认办结' }).click();
  await page.getByRole('dialog', { name: /办结/ }).getByRole('button', { name: '确认办结' }).click();
  await page.getByText('督导员确认，办结').waitFor();
  await page.getByRole('link', { name: '看整个办件' }).click();
  await page.getByRole('heading', { level: 2, name: '评价' }).waitFor();
  await looksRight(page);
  const seller = await journey.county.as('seller');
  expect((await seller.get(`/cases/${rated.caseId}`)).body.duties[0].answer).toContain('已向申请人道歉');
});

it('takes the list and the reductions along as tables, and prints the board', async () => {
  const { page } = supervisor;
  await page.addInitScript('window.print = () => { window.printed = true }');
  await supervisor.open('/desk/board');
  await page.getByRole('button', { name: '打印' }).click();
  await expect.poll(() => page.evaluate('window.printed')).toBe(true);
  await page.emulateMedia({ media: 'print' });
  await page.getByText('统计期：').waitFor();
  expect(await page.getByRole('navigation', { name: '工作台栏目' }).isVisible()).toBe(false);
  await page.emulateMedia({ media: 'screen' });

  await supervisor.open('/desk/tasks?light=red');
  await page.getByRole('button', { name: '导出' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog', { name: '再次验证身份' }).getByRole('button', { name: /^演示/ }).click();
  const list = await saved;
  expect(list.suggestedFilename()).toBe('事项清单-2024-11-20.csv');
  const lines = readFileSync(await list.path(), 'utf8').split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFF灯,编号,申请人/);
  expect(lines.some(l => l.startsWith('已超期,') && l.includes(pension))).toBe(true);

  const leader = await journey.visitor('leader');
  await leader.open('/desk/reductions');
  await leader.page
    .getByRole('region', { name: '每件事的四减' })
    .getByRole('rowheader', { name: /新生儿出生/ })
    .waitFor();
  await looksRight(leader.page);
  const reductions = leader.page.waitForEvent('download');
  await leader.page.getByRole('button', { name: '导出表格' }).click();
  expect((await reductions).suggestedFilename()).toBe('四减.csv');
  await leader.page.getByRole('searchbox', { name: '按名称找一件事' }).fill('新生儿');
  await expect.poll(() => leader.page.getByRole('row').count()).toBe(3);
});

it('reads the board on a telephone; nothing went wrong in any browser', async () => {
  const phone = await journey.visitor('leader', 'phone');
  for (const [path, title] of [
    ['/desk/board', '运行看板'],
    ['/desk/duties', '督办与投诉'],
    ['/desk/reductions', '四减'],
  ] as const) {
    await phone.open(path);
    await phone.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await looksRight(phone.page);
  }
});
