/** After a death (thing 16) at the window: the clerk applies on behalf, departments decide, the clerk hands the results over. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dice, pixel } from '#platform/demo';
import { identityCheck } from '#platform/validators';
import { fillForm } from '../src/programmes/one-thing/demo/filling.ts';
import { planFor } from '../src/programmes/one-thing/demo/play.ts';
import { templateDay } from '../src/testing/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { hasFocus } from './keyboard.ts';

let journey: Journey;
let clerk: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  clerk = await journey.visitor('window');
});
afterAll(() => journey?.close());

const numbered = (front: string) => front + identityCheck(front);
const father = numbered('14112919480512001');
const neighbour = numbered('11010119800101123');
const answers = { 'death-manner': 'hospital', cremated: 'yes', 'deceased-insured': 'resident', 'deceased-driver': 'no' };

/** What is printed on the card of somebody of the cast. */
async function cardOf(account: string): Promise<string> {
  const person = await journey.county.as(account);
  const { id } = (await person.create('/applications', { thing: 16, answers })).body;
  const view = (await person.get(`/applications/${id}`)).body;
  await person.post(`/applications/${id}/discard`, { version: view.version });
  return view.values['applicant-identity'];
}

/** A scanner types fast and ends with Enter. */
async function scan(page: Page, number: string) {
  await page.locator('#window-card').fill('');
  await page.locator('#window-card').focus();
  await page.keyboard.type(number);
  await page.keyboard.press('Enter');
}

const button = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${[...name].join(' ?')}$`) });
const goOn = (page: Page) => page.getByRole('button', { name: '继续' }).click();

/** Whole journeys on a busy machine. */
const patient = { timeout: 180_000 };

describe('who is at the window', patient, () => {
  it('says what is wrong with a number, and keeps it', async () => {
    const { page, open } = clerk;
    await open('/desk/window');
    await looksRight(page);
    const card = page.locator('#window-card');
    for (const [typed, says] of [
      ['', '请刷身份证'],
      ['1411291981061126', '应为 18 位，现在是 16 位'],
      ['141129198113112657', '出生日期不存在'],
      ['110105194912310021', '校验不符'],
      ['140000800101123', '15 位的旧号码已经停用'],
      ['91350100M000100Y44', '统一社会信用代码校验不符'],
      ['13834567890', '这是手机号'],
      ['任海龙', '请输入号码，不是姓名'],
    ] as const) {
      await scan(page, typed);
      await page.getByText(says).waitFor();
      expect(await card.inputValue()).toBe(typed);
      expect(await card.getAttribute('aria-invalid')).toBe('true');
    }
    await looksRight(page);
  });

  it('registers somebody whom the county does not know, with the faults at their fields', async () => {
    const { page } = clerk;
    await scan(page, neighbour);
    await page.getByRole('heading', { name: '县里还没有这个人的信息' }).waitFor();
    await page.getByLabel('手机号').fill('1234');
    await button(page, '登记').click();
    await page.getByText('请填写身份证上的姓名').waitFor();
    await page.getByText('请填写 11 位手机号码').waitFor();
    expect(await page.getByLabel('手机号').inputValue()).toBe('1234');
    await looksRight(page);
    await page.getByLabel('姓名').fill('欧阳建国');
    await page.getByLabel('手机号').fill('139 3456 7890');
    await button(page, '登记').click();
    await page.getByRole('heading', { name: '欧阳建国' }).waitFor();
    await page.getByText('外地', { exact: true }).waitFor();
    await page.getByRole('heading', { name: '办什么事' }).waitFor();
    await page.getByRole('button', { name: /换一个人/ }).click();
    await scan(page, neighbour);
    await page.getByRole('heading', { name: '欧阳建国' }).waitFor();
    await page.getByRole('button', { name: /换一个人/ }).click();
  });

  it('finds a firm by its licence, and who may come for it', async () => {
    const { page } = clerk;
    const owner = await journey.county.as('firm');
    const firm = (await owner.get('/principals')).body.items.find((p: { kind: string }) => p.kind === 'firm');
    await scan(page, firm.code);
    await page.getByRole('heading', { name: firm.name }).waitFor();
    await page.getByText('张卫东（法定代表人（经营者））').waitFor();
    await looksRight(page);
    await scan(page, await cardOf('buyer'));
    await page.getByText('没有受').waitFor();
    await page.getByRole('button', { name: /换一个人/ }).click();
  });
});

describe('after a death', patient, () => {
  let caseId: string;

  it('is applied for on behalf of the son, with scanned paper', async () => {
    const { page, open } = clerk;
    await open('/desk/window');
    await scan(page, await cardOf('bereaved'));
    await page.getByRole('heading', { name: '任海龙' }).waitFor();
    await page.getByText('居民身份证').waitFor();
    await looksRight(page);
    // The keyboard stands in the search: colloquial words, Enter takes the first.
    await hasFocus(page.getByRole('textbox', { name: '查找要办的事' }));
    await page.keyboard.type('老人去世');
    await page.getByText('回车选这一件').waitFor();
    await looksRight(page);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '公民身后' }).waitFor();
    await page.getByLabel('在县里的医院去世，还没开证明').check();
    await page.getByLabel('火化（或已经火化）').check();
    await page.getByLabel(/城乡居民养老保险/).check();
    await page.getByLabel('没有', { exact: true }).check();
    await page.getByText('一次告知：7 个事项').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: '替任海龙开始申请' }).click();

    await page.getByText('任海龙 本人在场').waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: '开始填写' }).click();
    await page.getByRole('heading', { level: 1, name: '申请人' }).waitFor();
    await looksRight(page);
    await goOn(page);
    await page.getByRole('heading', { level: 1, name: '逝者' }).waitFor();
    await page.getByLabel('逝者姓名').fill('任贵生');
    // A wrong number is told at its field, and stays.
    await page.getByLabel('逝者公民身份号码').fill(`${father.slice(0, 17)}${father[17] === '1' ? '2' : '1'}`);
    await goOn(page);
    await page.getByRole('link', { name: /校验不符/ }).waitFor();
    expect(await page.getByLabel('逝者姓名').inputValue()).toBe('任贵生');
    await page.getByLabel('逝者公民身份号码').fill(father);
    await page.getByLabel('去世日期').fill('2024-11-02');
    await page.getByLabel('去世地点').fill('中阳县人民医院');
    await page.getByLabel('去世的原因').fill('脑梗死');
    await page.getByLabel('逝者户口地址').fill('武家庄镇上庄村 45 号');
    await page.getByLabel('申请人是逝者的').selectOption({ label: '子女' });
    await goOn(page);
    await page.getByLabel('火化日期').fill('2024-11-04');
    await page.getByLabel('殡仪馆').fill('中阳县殡仪馆');
    await goOn(page);
    await page.getByRole('heading', { level: 1, name: '逝者的养老、医疗保险' }).waitFor();
    await goOn(page);
    await page.getByRole('heading', { level: 1, name: /继承人/ }).waitFor();
    await page.getByLabel('姓名').fill('任海龙');
    await page.getByLabel('公民身份号码').fill(await cardOf('bereaved'));
    await page.getByLabel('子女').check();
    await page.getByLabel('是', { exact: true }).check();
    await goOn(page);
    await page.getByLabel('开户银行').fill('山西农商银行');
    await page.getByLabel('银行卡号').fill('6228480402564890018');
    await goOn(page);
    await page.getByRole('heading', { level: 1, name: '材料' }).waitFor();
    // Paper that the clerk has seen and scanned.
    const inputs = page.locator('.form-material input[type=file][multiple]');
    await inputs.first().waitFor({ state: 'attached' });
    for (let i = 0; i < (await inputs.count()); i++) {
      await inputs.nth(i).setInputFiles({ name: `扫描${i + 1}.png`, mimeType: 'image/png', buffer: pixel });
      // A link once it has arrived; only its name while it is on its way.
      await page.getByRole('link', { name: `扫描${i + 1}.png` }).waitFor();
    }
    await goOn(page);
    await page.getByRole('link', { name: /同意/ }).waitFor();
    await page.getByLabel(/任海龙已看过以上内容，同意查看这 \d 项信息，在纸上签了字/).check();
    await looksRight(page);
    await goOn(page);
    await page.getByLabel(/到窗口领纸质的/).check();
    await goOn(page);
    await page.getByText('都填好了').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { level: 1, name: '受理回执' }).waitFor();
    await looksRight(page);
    caseId = /applications\/([^/]+)\/receipt/.exec(page.url())![1]!;
    // Taken in by the clerk, in the son's name, and on the day's list.
    const { body } = await (await journey.county.as('window')).get(`/cases/${caseId}`);
    expect(body.case).toMatchObject({ channel: 'window', principalName: '任海龙', delivery: 'window', title: '公民身后' });
    await page.getByRole('link', { name: '接待下一位' }).click();
    await page.getByRole('link', { name: body.case.number, exact: true }).waitFor();
    await looksRight(page);
  });

  it('is decided by the departments, the first in the browser', async () => {
    const health = await journey.visitor('reviewer.health');
    const tasks = async () =>
      (await (await journey.county.as('window')).get(`/cases/${caseId}`)).body.tasks as { id: string; key: string; unit: string; state: string }[];
    const first = (await tasks()).find(t => t.key === 'death-certificate')!;
    await health.open(`/desk/tasks/${first.id}`);
    await health.page.getByRole('button', { name: /^通过/ }).click();
    const dialog = health.page.getByRole('dialog');
    await dialog.locator('input[type=text]').first().waitFor();
    for (const input of await dialog.locator('input[type=text]').all()) if ((await input.inputValue()) === '') await input.fill('D141129-0001');
    await dialog.getByRole('button', { name: /^通 ?过$/ }).click();
    await health.page.getByText('✓ 已通过').waitFor();

    for (let round = 0; round < 6; round++) for (const task of await tasks()) if (task.state === 'ready' || task.state === 'accepted') await approve(task);
    expect(new Set((await tasks()).map(t => t.state))).toEqual(new Set(['approved']));
  });

  it('is handed over: a wrong number of the agent stays and is told, the rest goes to the son', async () => {
    const { page, open } = clerk;
    await open('/desk/hand-over');
    await looksRight(page);
    const find = page.locator('#hand-over-find');
    await find.fill('110105194912310021');
    await find.press('Enter');
    await page.getByText('校验不符').waitFor();
    expect(await find.inputValue()).toBe('110105194912310021');
    // By what is on the receipt, by name, by phone; whoever is not found leaves nobody else's results standing there.
    const { body: taken } = await (await journey.county.as('window')).get(`/cases/${caseId}`);
    for (const [typed, shown] of [
      [taken.case.number, taken.case.number],
      ['rhl', 'rhl'],
      ['任海龙', '任海龙'],
    ]) {
      await find.fill(typed);
      await find.press('Enter');
      await page.getByText(`正在看：“${shown}”`).waitFor();
      await page.getByRole('heading', { name: '任海龙 · 公民身后' }).waitFor();
    }
    await find.fill('13900000000');
    await find.press('Enter');
    await page.getByText('没有人登记过这个手机号').waitFor();
    expect(await page.getByText('正在看：').count()).toBe(0);
    await find.fill(await cardOf('bereaved'));
    await find.press('Enter');
    await page.getByText('正在看：').waitFor();
    await page.getByRole('heading', { name: '任海龙 · 公民身后' }).waitFor();
    await looksRight(page);
    // One result to a neighbour who shows a card, the others to the son.
    const boxes = page.getByRole('checkbox');
    const all = await boxes.count();
    expect(all).toBe(7);
    for (let i = 1; i < all; i++) await boxes.nth(i).uncheck();
    await page.getByRole('button', { name: '发放 1 份' }).click();
    await page.getByLabel('别人代领').check();
    await page.getByLabel('代领人姓名').fill('欧阳建国');
    await page.getByLabel('代领人的公民身份号码').fill('110105194912310021');
    await page.getByRole('button', { name: '确认发放 1 份' }).click();
    await page.getByRole('dialog').getByText('校验不符').waitFor();
    await looksRight(page);
    expect(await page.getByLabel('代领人姓名').inputValue()).toBe('欧阳建国');
    await page.getByLabel('代领人的公民身份号码').fill(neighbour);
    await page.getByRole('button', { name: '确认发放 1 份' }).click();
    await page.getByText('已交给 欧阳建国 1 份').waitFor();
    await page.getByRole('button', { name: '发放 6 份' }).click();
    await page.getByRole('button', { name: '确认发放 6 份' }).click();
    // Six results, one after another, each with its record.
    await page.getByText('已交给 任海龙 6 份').waitFor({ timeout: 60_000 });
    await page.getByRole('button', { name: /今天已发放/ }).click();
    await page.getByText(/交给 欧阳建国（1101\*+\w{4}）/).waitFor();
    await looksRight(page);
    const { body } = await (await journey.county.as('bereaved')).get(`/cases/${caseId}`);
    expect(body.case.state).toBe('finished');
    expect(new Set(body.tasks.map((t: { state: string }) => t.state))).toEqual(new Set(['delivered']));
    // The number of the agent is nowhere in clear.
    expect(JSON.stringify(body)).not.toContain(neighbour);
  });

  it('stands on a phone too', async () => {
    const small = await journey.visitor('window.2', 'phone');
    const { page } = small;
    await small.open('/desk/window');
    await looksRight(page);
    await scan(page, await cardOf('bereaved'));
    await page.getByRole('heading', { name: '任海龙' }).waitFor();
    await hasFocus(page.getByRole('textbox', { name: '查找要办的事' }));
    await page.keyboard.type('lrqs');
    await page.getByRole('button', { name: /公民身后/ }).click();
    await page.getByLabel('在县里的医院去世，还没开证明').check();
    await looksRight(page);
    await small.open('/desk/hand-over');
    await looksRight(page);
  });
});

describe('a helper', patient, () => {
  it('fills in with the person; the clerk goes on with it, hands it in, and posts the results', async () => {
    const helper = await journey.county.as('helper');
    const { person } = (await helper.post('/window/person-search', { identity: await cardOf('bereaved') })).body;
    const situation = { 'card-service': 'transport', 'ride-discount': 'none' };
    const { body: begun } = await helper.create('/applications', { thing: 19, answers: situation, applicant: person.id });
    const view = (await helper.get(`/applications/${begun.id}`)).body;
    const plan = await planFor(journey.county.house, journey.county.county, 19, view.answers);
    const { values } = fillForm(plan, view.values, dice(7), templateDay);
    const scanned = (await helper.upload('/files', '社保卡.png', pixel)).body.id;
    const own = view.notice.materials.filter((m: { id: string }) => !view.materials[m.id].way);
    await helper.send('PATCH', `/applications/${begun.id}`, {
      version: view.version,
      values,
      materials: Object.fromEntries(own.map((m: { id: string }) => [m.id, { way: 'upload', files: [scanned] }])),
      consent: true,
      delivery: { way: 'post', receiver: '任海龙', address: '武家庄镇上庄村 45 号', phone: '13834567890' },
    });

    const { page, open } = clerk;
    await open('/desk/window');
    await scan(page, await cardOf('bereaved'));
    await page.getByRole('heading', { name: '已经填了、还没有提交的' }).waitFor();
    await looksRight(page);
    await page
      .getByRole('listitem')
      .filter({ hasText: '社会保障卡居民服务' })
      .getByRole('button', { name: /接着办/ })
      .click();
    await page.getByRole('link', { name: '核对并提交' }).first().click();
    await page.getByText('都填好了').waitFor();
    await page.getByRole('button', { name: '提交申请' }).click();
    await page.getByRole('heading', { level: 1, name: '受理回执' }).waitFor();
    const caseId = /applications\/([^/]+)\/receipt/.exec(page.url())![1]!;
    const { tasks } = (await (await journey.county.as('window')).get(`/cases/${caseId}`)).body;
    for (const task of tasks) if (task.state === 'ready' || task.state === 'accepted') await approve(task);

    await open('/desk/hand-over?tab=post');
    await page.getByRole('button', { name: '登记邮寄 1 份' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('寄到：任海龙 13834567890 武家庄镇上庄村 45 号').waitFor();
    await dialog.getByLabel('邮寄单号').fill('SF12');
    await dialog.getByRole('button', { name: /确认寄出/ }).click();
    await dialog.getByText('单号是 8 到 30 位数字和字母').waitFor();
    await looksRight(page);
    await dialog.getByLabel('邮寄单号').fill('SF 1234 5678 9012');
    await dialog.getByRole('button', { name: /确认寄出/ }).click();
    await page.getByText('已登记邮寄 1 份，单号 SF123456789012').waitFor();
    // On paper: to whom, and what is in the parcel.
    await page.evaluate(() => {
      window.print = () => {};
    });
    await page.getByRole('button', { name: '打印邮寄清单' }).click();
    await page.locator('.hand-over-slip', { hasText: '收件人：任海龙' }).waitFor({ state: 'attached' });
    await page.emulateMedia({ media: 'print' });
    await page.getByText('武家庄镇上庄村 45 号').waitFor();
    await page.emulateMedia({ media: null });
  });
});

/** Another department decides at its own desk. */
async function approve(task: { id: string; unit: string }) {
  const reviewer = await journey.county.as(`reviewer.${task.unit}`);
  const { body: page } = await reviewer.get(`/desk/tasks/${task.id}`);
  const licences = page.result.map((r: { attributes: { id: string; value: string | null }[] }) => ({
    attributes: Object.fromEntries(r.attributes.filter(a => a.value === null).map(a => [a.id, a.id.includes('identity') ? father : 'X-001'])),
  }));
  const done = await reviewer.post(`/desk/tasks/${task.id}/decision`, { version: page.task.version, decision: { outcome: 'approved' }, details: { licences } });
  expect([done.status, done.body?.detail]).toEqual([200, undefined]);
}
