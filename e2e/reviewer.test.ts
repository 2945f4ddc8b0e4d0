/** A reviewer's day by keyboard only: from the queue with its lights to the last decision, with colleagues who are at it too. */
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { type Filed, file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { hasFocus, type Keyboard, keyboard, take } from './keyboard.ts';

const unit = 'human-resources';
/** 灵活就业: three matters of one department, none of which waits for another. */
const answers = { 'file-move': 'yes', 'flexible-pension': 'yes', 'medical-cover': 'none', 'flexible-fund': 'no' };
const registration = '《创业就业证》申领—就业登记';
const pension = '灵活就业人员参加养老保险登记';
const transfer = '档案的接收和转递';

let journey: Journey;
const filed: Record<string, Filed> = {};
let me: Visitor;
let keys: Keyboard;

beforeAll(async () => {
  journey = await openJourney();
  for (const account of ['husband', 'buyer', 'seller', 'bereaved', 'daughter']) filed[account] = await file(journey, account, 12, answers);
  me = await journey.visitor(`reviewer.${unit}`);
  keys = keyboard(me.page);
});
afterAll(() => journey?.close());

const toolbar = (v: Visitor) => v.page.getByRole('toolbar', { name: '办理' });
const dialog = (v: Visitor, name: string | RegExp) => v.page.getByRole('dialog', { name });
/** Open, and the focus on what is to be filled in or pressed. */
async function ready(opened: Locator) {
  await opened.waitFor();
  await expect.poll(() => opened.evaluate(d => d.contains(document.activeElement) && document.activeElement!.matches('input, textarea, .ant-btn'))).toBe(true);
}
const rowsOf = (v: Visitor) => v.page.locator('[data-queue-row]');
const alert = (inside: Locator) => inside.getByRole('alert');

/** The task is accepted, and the page has seen it. */
const accepted = () => toolbar(me).getByRole('button', { name: /^受理/ }).waitFor({ state: 'hidden' });

/** From the queue to one matter of one person, by search and keys. */
async function find(v: Visitor, account: string, title: string) {
  const k = keyboard(v.page);
  await v.open('/desk/tasks');
  await v.page.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
  await k.press('/');
  await k.type(filed[account]!.number);
  await v.page.getByText('共 3 件').or(v.page.getByText('共 2 件')).or(v.page.getByText('共 1 件')).waitFor();
  await k.press('Escape');
  const row = v.page.getByRole('link', { name: title, exact: true });
  await row.waitFor();
  for (let i = 0; i < 4 && !(await row.evaluate(e => e === document.activeElement)); i++) await k.press('j');
  await k.press('Enter');
  await v.page.getByRole('heading', { level: 1, name: title }).waitFor();
}

it('finds the work: lights, tabs, search by pinyin, filters', async () => {
  const { page } = me;
  await me.open('/desk/tasks');
  await rowsOf(me).first().waitFor();
  await looksRight(page);
  expect(await rowsOf(me).count()).toBe(15);
  expect(await page.getByRole('row').filter({ hasText: '正常' }).count()).toBe(15);
  await keys.press('Shift+?');
  await dialog(me, '键盘快捷键').getByText('批量通过选中的').waitFor();
  await looksRight(page);
  await keys.press('Escape');
  await dialog(me, '键盘快捷键').waitFor({ state: 'hidden' });
  await keys.press('6');
  await page.getByText('没有超期的事项').waitFor();
  await keys.press('2');
  await page.getByText('共 15 件').waitFor();
  await keys.press('/');
  await keys.type('zwb');
  await page.getByText('共 3 件').waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('zwb');
  // The next control of the row is a filter.
  await keys.tabTo(page.getByRole('combobox', { name: '检查' }));
  await keys.press('ArrowDown');
  await take(page);
  await page.getByText('共 1 件').waitFor();
  await expect.poll(() => rowsOf(me).allTextContents()).toEqual([registration]);
  await keys.tabTo(page.getByRole('button', { name: '清除条件' }));
  await keys.press('Enter');
  await page.getByText('共 15 件').waitFor();
});

it('opens a task, sees a number in full for a reason after signing in once more, accepts, asks for corrections once', async () => {
  const { page } = me;
  await find(me, 'buyer', transfer);
  for (const name of ['申请情形', '自动检查', '材料', '办理过程']) await page.getByRole('heading', { level: 2, name }).waitFor();
  await page.getByText('1 份上传的材料要人工核对').waitFor();
  await looksRight(page);

  const number = page.getByText(/^\d{4}\*{10}\d{3}[\dX]$/);
  await number.waitFor();
  await keys.tabTo(page.getByRole('button', { name: '查看完整的公民身份号码' }));
  await keys.press('Enter');
  const why = dialog(me, '查看完整的公民身份号码');
  await keys.tabTo(why.getByRole('textbox', { name: '原因' }));
  await keys.type('核对档案上的身份');
  await keys.press('Enter');
  const again = dialog(me, '再次验证身份');
  const offered = (await again.getByRole('button', { name: '演示' }).textContent()) ?? '';
  await looksRight(page);
  await keys.tabTo(again.getByRole('textbox', { name: '动态口令' }));
  await keys.type('000000');
  await keys.press('Enter');
  await alert(again).getByText('动态口令不对').waitFor();
  await keys.type(/\d{6}/.exec(offered)![0]);
  await keys.press('Enter');
  await page.getByText(/^\d{17}[\dX]$/).waitFor();
  await why.waitFor({ state: 'hidden' });

  await keys.press('a');
  await accepted();
  await keys.press('c');
  const ask = dialog(me, '要求补正');
  await ask.waitFor();
  await looksRight(page);
  await keys.tabTo(ask.getByRole('combobox', { name: '选一项要补正的材料或内容' }));
  await keys.type('调档函');
  await take(page, '调档函');
  await keys.tabTo(ask.getByRole('combobox', { name: /第 1 项/ }));
  await keys.type('缺少签字或盖章，请补齐后重新上传');
  await keys.press('Control+Enter');
  await page.getByText('已告知申请人，补正期间停止计时').first().waitFor();
  await page.getByText('等申请人补正').first().waitFor();

  // He answers on his telephone; what he mended is marked.
  const buyer = await journey.county.as('buyer');
  const task = (await buyer.get(`/cases/${filed.buyer!.caseId}`)).body.tasks.find((t: { title: string }) => t.title === transfer);
  const answer = { version: task.version, note: '已经盖章', values: {} };
  expect((await buyer.post(`/tasks/${task.id}/correction-answer`, answer)).status).toBe(422);
  const photo = (await buyer.upload('/files?accept=image', '调档函.png', pixel)).body.id;
  const wanted = (await buyer.get(`/cases/${filed.buyer!.caseId}`)).body.corrections[0].items[0].id;
  const answered = await buyer.post(`/tasks/${task.id}/correction-answer`, { ...answer, materials: { [wanted]: { way: 'upload', files: [photo] } } });
  expect(answered.status).toBe(200);
  await find(me, 'buyer', transfer);
  await page.getByText('申请人说：已经盖章').waitFor();
  await page.getByText('补正过', { exact: true }).first().waitFor();
  await keys.press('c');
  await dialog(me, '要求补正').getByText('再次要求须由督导员写明理由同意').waitFor();
  await keys.press('Escape');
});

it('stops the clock with a reason and starts it again', async () => {
  const { page } = me;
  await find(me, 'seller', transfer);
  await keys.press('a');
  await accepted();
  await keys.press('s');
  const stop = dialog(me, '中止计时');
  await keys.tabTo(stop.getByRole('combobox', { name: '为什么停表' }));
  await keys.press('ArrowDown');
  await take(page);
  await keys.tabTo(stop.getByRole('textbox', { name: '具体说明' }));
  await keys.type('到原单位核查档案');
  await keys.press('Control+Enter');
  await stop.getByText('请填写预计的天数').waitFor();
  await keys.tabTo(stop.getByRole('spinbutton', { name: '预计需要多少天' }));
  await keys.type('5');
  await looksRight(page);
  await keys.press('Control+Enter');
  await page.getByText('起停表，预计 5 天').first().waitFor();
  await keys.tabTo(page.getByRole('button', { name: '留在这里' }));
  await keys.press('Enter');
  await keys.press('s');
  await dialog(me, '恢复计时').waitFor();
  await keys.tabTo(dialog(me, '恢复计时').getByRole('textbox', { name: '结果说明' }));
  await keys.type('档案齐全');
  await keys.press('Control+Enter');
  await page.getByText('档案齐全').waitFor();
  await page.getByText('还剩 5 个工作日').first().waitFor();
});

it('approves with a licence and goes on to the next; refuses with reason, basis and remedy', async () => {
  const { page } = me;
  await find(me, 'buyer', registration);
  await keys.press('y');
  const approve = dialog(me, `通过：${registration}`);
  await approve.getByText('赵文博').first().waitFor();
  await ready(approve);
  await keys.press('Control+Enter');
  await approve.getByText('请填写创业就业证编号').waitFor();
  await keys.tabTo(approve.getByRole('textbox', { name: '创业就业证编号' }));
  await keys.type('ZYJY20240001');
  await keys.tabTo(approve.getByRole('textbox', { name: '登记类别（就业、失业、创业）' }));
  await keys.type('就业');
  await looksRight(page);
  await keys.press('Control+Enter');
  await page.getByText('已制发').first().waitFor();
  await page.getByText('制发证照').waitFor();
  const next = page.getByRole('link', { name: /^下一件/ });
  await next.waitFor();
  await hasFocus(next);
  await keys.press('Enter');
  await page.getByRole('heading', { level: 1, name: registration }).waitFor({ state: 'hidden' });

  await find(me, 'bereaved', registration);
  await keys.press('n');
  const refuse = dialog(me, `不予通过：${registration}`);
  await ready(refuse);
  await keys.press('Control+Enter');
  await refuse.getByText('请填写理由').waitFor();
  await keys.tabTo(refuse.getByRole('textbox', { name: '理由' }));
  await keys.type('已在外县办理就业登记，尚未注销');
  expect(await refuse.getByRole('textbox', { name: '依据' }).inputValue()).not.toBe('');
  expect(await refuse.getByRole('textbox', { name: '救济途径' }).inputValue()).toContain('行政复议');
  await looksRight(page);
  await keys.press('Control+Enter');
  await page.getByText('已作出不予通过的决定').first().waitFor();
  await page.getByText('不予通过：已在外县办理就业登记，尚未注销').waitFor();
});

it('asks a colleague to sign too, and hands over what is another department’s', async () => {
  const { page } = me;
  const colleague = await journey.visitor(`reviewer.${unit}.2`);
  const name = (await journey.county.as(`reviewer.${unit}.2`).then(b => b.get('/session'))).body.name as string;
  await find(me, 'seller', pension);
  await keys.press('o');
  const ask = dialog(me, '请同事会签');
  await ask.waitFor();
  await keys.tabTo(ask.getByRole('radio', { checked: true }));
  for (let i = 0; i < 4 && !(await ask.getByRole('radio', { name }).isChecked()); i++) await keys.press('ArrowDown');
  await keys.press('Control+Enter');
  await page.getByText(`等 ${name} 会签`).waitFor();

  const hers = keyboard(colleague.page);
  await colleague.open('/desk/tasks');
  await rowsOf(colleague).first().waitFor();
  await hers.press('8');
  await colleague.page.getByText('共 1 件').waitFor();
  await hers.press('j', 'Enter');
  await colleague.page.getByRole('heading', { level: 1, name: pension }).waitFor();
  await hers.press('q');
  await ready(dialog(colleague, '会签'));
  await looksRight(colleague.page);
  await hers.press('ArrowDown');
  await hers.press('Control+Enter');
  await dialog(colleague, '会签').getByText('不同意要写明意见').waitFor();
  await hers.tabTo(dialog(colleague, '会签').getByRole('textbox', { name: '说明' }));
  await hers.type('缴费基数要再核一次');
  await hers.press('Control+Enter');
  await colleague.page.getByText('会签：不同意').waitFor();
  await find(me, 'seller', pension);
  await page.getByText(`${name}会签不同意：缴费基数要再核一次`).waitFor();
  await keys.press('y');
  await dialog(me, `通过：${pension}`).getByText('会签不同意，不能通过').waitFor();
  await keys.press('Escape');
  await dialog(me, `通过：${pension}`).waitFor({ state: 'hidden' });

  await keys.press('g');
  const assign = dialog(me, '分派');
  await keys.tabTo(assign.getByRole('radio', { checked: true }));
  for (let i = 0; i < 4 && !(await assign.getByRole('radio', { name }).isChecked()); i++) await keys.press('ArrowDown');
  await keys.press('Control+Enter');
  await page.getByText(`分派给 ${name}`).waitFor();

  await find(me, 'husband', pension);
  await keys.press('t');
  const hand = dialog(me, '转办');
  await keys.tabTo(hand.getByRole('combobox', { name: '转给哪个部门' }));
  await keys.type('医保');
  await take(page, '县医保局');
  await keys.tabTo(hand.getByRole('textbox', { name: '理由' }));
  await keys.type('由医保局核定');
  await keys.press('Control+Enter');
  await page.getByText('已转给').first().waitFor();
});

it('decides several at once where every check passes', async () => {
  // 申领教师资格证: what the county knows itself is only confirmed by the police.
  await file(journey, 'veteran', 28, { 'teacher-level': 'county', 'teacher-route': 'exam', 'mandarin-have': 'yes', 'teacher-place': 'household' });
  const police = await journey.visitor('reviewer.public-security');
  const theirs = keyboard(police.page);
  await police.open('/desk/tasks?advice=pass');
  await police.page.getByText('共 2 件').waitFor();
  await theirs.press('j', 'x', 'j', 'x', 'b');
  const batch = dialog(police, '批量通过 2 件');
  await ready(batch);
  await hasFocus(batch.getByRole('button', { name: '全部通过' }));
  await looksRight(police.page);
  await theirs.press('Enter');
  const result = dialog(police, '批量办理结果');
  await result.getByText('通过 2 件。').waitFor();
  await theirs.tabTo(result.getByRole('button', { name: '知道了' }));
  await theirs.press('Enter');
  await police.page.getByText('没有符合条件的事项').waitFor();
});

it('two reviewers on one task: one wins, the other is told who and keeps what was typed', async () => {
  const colleague = await journey.visitor(`reviewer.${unit}.2`);
  const name = (await journey.county.as(`reviewer.${unit}.2`).then(b => b.get('/session'))).body.name as string;
  const theirs = keyboard(colleague.page);
  await find(me, 'bereaved', pension);
  await find(colleague, 'bereaved', pension);
  await keys.press('n');
  const mine = dialog(me, `不予通过：${pension}`);
  await keys.tabTo(mine.getByRole('textbox', { name: '理由' }));
  await keys.type('还没有达到参保条件');
  await theirs.press('y');
  await ready(dialog(colleague, `通过：${pension}`));
  await theirs.press('Control+Enter');
  await colleague.page.getByText('已通过').first().waitFor();
  await keys.press('Control+Enter');
  const told = alert(mine);
  await told.getByText(name).waitFor();
  await told.getByText('您的操作没有生效，填写的内容还在').waitFor();
  expect(await mine.getByRole('textbox', { name: '理由' }).inputValue()).toBe('还没有达到参保条件');
  await looksRight(me.page);
  await keys.tabTo(mine.getByRole('button', { name: '载入最新情况' }));
  await keys.press('Enter');
  await me.page.getByText(`${name} 11月4日 通过`).waitFor();
  const events = (await journey.county.as('bereaved').then(b => b.get(`/cases/${filed.bereaved!.caseId}`))).body.tasks.find(
    (t: { title: string }) => t.title === pension,
  );
  expect(events.outcome).toBe('approved');
});

it('a case withdrawn while its refusal is typed: one effect, one message, the text stays', async () => {
  const { page } = me;
  await find(me, 'daughter', pension);
  await keys.press('n');
  const refuse = dialog(me, `不予通过：${pension}`);
  await keys.tabTo(refuse.getByRole('textbox', { name: '理由' }));
  await keys.type('户籍不在本县');
  const daughter = await journey.county.as('daughter');
  expect((await daughter.post(`/cases/${filed.daughter!.caseId}/withdrawal`, { reason: '先不办了' })).status).toBe(200);
  await keys.press('Control+Enter');
  await alert(refuse)
    .getByText(/做了“撤回”/)
    .waitFor();
  expect(await alert(refuse).filter({ hasText: '撤回' }).count()).toBe(1);
  expect(await refuse.getByRole('textbox', { name: '理由' }).inputValue()).toBe('户籍不在本县');
  await keys.tabTo(refuse.getByRole('button', { name: '载入最新情况' }));
  await keys.press('Enter');
  await page.getByText('已撤回').first().waitFor();
  expect(await refuse.getByRole('textbox', { name: '理由' }).inputValue()).toBe('户籍不在本县');
  const task = (await daughter.get(`/cases/${filed.daughter!.caseId}`)).body.tasks.find((t: { title: string }) => t.title === pension);
  expect(task).toMatchObject({ state: 'withdrawn', outcome: null });
});

it('reads the queue and a task on a telephone; nothing went wrong in any browser', async () => {
  const phone = await journey.visitor(`head.${unit}`, 'phone');
  await phone.open('/desk/tasks');
  await rowsOf(phone).first().waitFor();
  await looksRight(phone.page);
  await rowsOf(phone).first().tap();
  await toolbar(phone).waitFor();
  await looksRight(phone.page);
  // Opened at its last tab: the bar shows which, also once the counts have made it wider.
  await phone.open('/desk/tasks?tab=closed');
  await phone.page.getByRole('button', { name: /^已超期\s*\d/ }).waitFor({ state: 'attached' });
  const closed = phone.page.getByRole('button', { name: '已办结' });
  await expect.poll(() => closed.evaluate(b => b.getBoundingClientRect().right <= innerWidth)).toBe(true);
});
