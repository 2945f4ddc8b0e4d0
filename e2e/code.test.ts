/** The Zhongyang code: on a resident's phone, scanned at a window, told to its owner, refused the second time, and checked while the network is down. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileNewborn } from '../src/testing/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let phone: Visitor;
let clerk: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  phone = await journey.visitor('firm', 'phone');
  clerk = await journey.visitor('window');
});
afterAll(() => journey?.close());

/** What stands in the QR: the answer that the page got. */
async function shownBy(page: Page, does: () => Promise<unknown>): Promise<string> {
  const reply = page.waitForResponse(r => r.url().endsWith('/api/codes') && r.request().method() === 'POST');
  await does();
  const { code } = (await (await reply).json()) as { code: string };
  await page.locator('.code-qr img').waitFor();
  return code;
}

/** A scanner types fast and ends with Enter. */
async function scan(page: Page, field: string, code: string) {
  await page.locator(field).fill('');
  await page.locator(field).focus();
  await page.keyboard.insertText(code);
  await page.keyboard.press('Enter');
}

const patient = { timeout: 180_000 };

describe('a code', patient, () => {
  let code = '';

  it('is shown with what it opens, chosen before', async () => {
    const { page } = phone;
    await shownBy(page, () => page.goto('/code'));
    await page.getByRole('timer').getByText('秒后自动换新码').waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: '换企业码、加证照' }).click();
    await page.getByRole('radio', { name: '中阳县宁乡餐饮管理有限公司' }).check();
    await page.getByRole('checkbox', { name: /营业执照/ }).check();
    await page.getByRole('radio', { name: '只在窗口' }).check();
    await looksRight(page);
    code = await shownBy(page, () => page.getByRole('button', { name: '同意并出示新的码' }).click());
    await page.getByText('由张卫东出示').waitFor();
    await page.locator('.code-items').getByText('营业执照').waitFor();
    await page.getByText('只能在窗口用').waitFor();
  });

  it('brings the visitor up at the window, once the machine knows which window it is', async () => {
    const { page, open } = clerk;
    await open('/desk/window');
    await scan(page, '#window-card', code);
    await page.getByText('先选这台电脑是哪个窗口').waitFor();
    await looksRight(page);
    await page.locator('#window-terminal').selectOption({ label: '3 号综合窗口' });
    await page.locator('#window-card').press('Enter');
    await page.locator('#window-visitor').getByText('张卫东').waitFor();
    await page.locator('#window-firm').getByText('中阳县宁乡餐饮管理有限公司').waitFor();
    await page.getByRole('list', { name: '出示的证照' }).getByText('营业执照').waitFor();
    await looksRight(page);
  });

  it('tells its owner at once who has read what', async () => {
    const { page } = phone;
    await page.getByText(/已被 3 号综合窗口 .+ 读取/).waitFor();
    await page.locator('.code-log li').first().getByText('3 号综合窗口').waitFor();
    await page
      .locator('.code-log li')
      .first()
      .getByText(/看了：企业名称.*营业执照/)
      .waitFor();
    await looksRight(page);
  });

  it('is refused the second time, beside the field', async () => {
    const { page } = clerk;
    await page.getByRole('button', { name: '办完了，换一个人' }).click();
    await scan(page, '#window-card', code);
    await page.locator('#window-card-fault').getByText('已经用过').waitFor();
    expect(await page.locator('#window-card').inputValue()).toBe(code);
  });

  it('is checked by its signature while the network is down, and reported when it is back', async () => {
    const { page, open } = clerk;
    await open('/desk/code/offline');
    await page.locator('#offline-terminal').waitFor();
    await looksRight(page);
    const next = await shownBy(phone.page, () => phone.page.getByRole('button', { name: '再出示一个' }).click());
    await page.context().setOffline(true);
    await page.getByText('网络已断开').waitFor();
    await scan(page, '#offline-code', next);
    await page.getByText('企业码，签名有效，在有效期内').waitFor();
    await page.getByText('没有核对：是谁、有没有在别处用过').waitFor();
    await looksRight(page);
    await scan(page, '#offline-code', next.slice(0, 70) + (next[70] === 'A' ? 'B' : 'A') + next.slice(71));
    await page.getByText('签名对不上').waitFor();
    await scan(page, '#offline-code', next);
    await page.getByText('这台电脑已经扫过这个码').waitFor();
    await page.getByText('有 1 次扫码还没有补报').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('list', { name: '补报结果' }).getByText('已记入本人的记录').waitFor();
    await phone.page.reload();
    await phone.page.locator('.code-log li').first().getByText('断网核对').waitFor();
  });

  it('lets WebAssembly in where a camera reads codes, and nowhere else', async () => {
    const scripts = async (path: string) => /script-src ([^;]*)/.exec((await fetch(journey.url + path)).headers.get('content-security-policy') ?? '')?.[1];
    for (const path of ['/desk', '/desk/window', '/terminal', '/kiosk']) expect(await scripts(path), path).toBe("'self' 'wasm-unsafe-eval'");
    for (const path of ['/', '/code', '/deskless', '/things/17']) expect(await scripts(path), path).toBe("'self'");
  });

  it('stands alone inside a mini-programme', async () => {
    const { page } = phone;
    await shownBy(page, () => page.goto('/code?embed=1'));
    expect(await page.getByRole('navigation', { name: '主要栏目' }).isVisible()).toBe(false);
    await looksRight(page);
  });
});

describe('a case that waits for its applicant', patient, () => {
  it('is answered at the window, with a licence that the code opens when it is shown again', async () => {
    const mother = await journey.county.as('resident');
    const caseId = await fileNewborn(mother);
    const { tasks, materials } = (await mother.get(`/cases/${caseId}`)).body;
    const task = tasks.find((t: { state: string }) => t.state === 'ready');
    const ask = (items: object[]) =>
      (async () => (await journey.county.as(`reviewer.${task.unit}`)).post(`/desk/tasks/${task.id}/correction`, { version: task.version, items }))();
    const { id, name, licence } = materials.find((m: { wantedBy: string[]; licence: object | null }) => m.licence && m.wantedBy.includes(task.key));
    const items = [
      { kind: 'field', id: 'child-birth-hospital', what: '医院写全称' },
      { kind: 'material', id, what: `${name}看不清` },
      { kind: 'other', what: '写明在几楼出生' },
    ];
    expect((await ask(items)).status).toBe(200);

    const { page, open } = clerk;
    await open('/desk/window');
    await page.locator('#window-terminal').selectOption({ label: '3 号综合窗口' });
    const bare = (await mother.post('/codes', { kind: 'person' })).body.code;
    await scan(page, '#window-card', bare);
    await page.getByRole('heading', { name: '等着补正、补交的' }).waitFor();
    await looksRight(page);
    await page.getByRole('link', { name: /现在补/ }).click();
    await page.getByRole('heading', { name: `补正：${task.title}` }).waitFor();
    await looksRight(page);
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByText('请在说明里答复部门的要求').first().waitFor();
    await page.getByLabel(/说明/).fill('三楼产房');
    await page
      .getByLabel(/出生医院|医院/)
      .first()
      .fill('山西省中阳县人民医院');
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByText(`请重新提供：${name}看不清`).first().waitFor();
    await page.getByText('要用电子证照，请申请人勾选后出示中阳码').click();
    const opens = (await mother.post('/codes', { kind: 'person', licences: [licence.id] })).body.code;
    await scan(page, '#open-more', opens);
    await page.getByText('打开了 1 张证照').waitFor();
    expect(await page.getByLabel(/说明/).inputValue()).toBe('三楼产房');
    await page.getByRole('button', { name: '用电子证照' }).click();
    await page.getByRole('radio', { name: new RegExp(licence.typeName) }).check();
    await looksRight(page);
    await page.getByRole('button', { name: '提交补正' }).click();
    await page.getByText('这个办件现在没有等补的').waitFor();
    await looksRight(page);
    const after = (await mother.get(`/cases/${caseId}`)).body;
    expect(after.corrections[0].note).toBe('三楼产房');
    expect(after.materials.find((m: { id: string }) => m.id === id)).toMatchObject({ way: 'wallet', licence: { id: licence.id } });
  });
});

it('keeps terminals: adds one, enrols a device with its code, and switches it off', patient, async () => {
  const { page, open } = await journey.visitor('service-owner');
  await open('/desk/terminals');
  await page.getByRole('button', { name: '添加终端' }).click();
  await page.getByLabel('名称', { exact: true }).fill('暖泉镇自助机');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /添\s*加/ })
    .click();
  await page.getByText('请填写放在哪里').waitFor();
  await page.getByLabel('放在哪里').fill('暖泉镇便民服务中心');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /添\s*加/ })
    .click();
  await page.getByRole('rowheader', { name: '暖泉镇自助机' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await looksRight(page);
  await page.getByRole('button', { name: /登记设备.*宁乡镇自助机/ }).click();
  const code = await page.locator('.terminal-code').textContent();
  const kiosk = await journey.visitor(undefined, 'phone');
  await kiosk.open('/terminal');
  await kiosk.page.getByLabel('登记码').fill('AAAAA');
  await kiosk.page.getByRole('button', { name: '登记这台设备' }).click();
  await kiosk.page.getByText('登记码不对').waitFor();
  await looksRight(kiosk.page);
  await kiosk.page.getByLabel('登记码').fill(code!);
  await kiosk.page.getByRole('button', { name: '登记这台设备' }).click();
  await kiosk.page.getByText('宁乡镇自助机').waitFor();
  await looksRight(kiosk.page);
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('button', { name: /换设备.*宁乡镇自助机/ }).waitFor();

  // In kiosk mode the code signs its owner in, when that was chosen; the machine forgets the person and not what it is.
  const [place] = (await journey.county.guest().get('/places?kind=kiosk')).body.items;
  await kiosk.open(`/?kiosk=${place.no}`);
  await kiosk.page.getByRole('link', { name: '登录', exact: true }).first().click();
  const owner = await journey.visitor('resident', 'phone');
  const anywhere = await shownBy(owner.page, () => owner.page.goto('/code'));
  await scan(kiosk.page, '#sign-in-scan', anywhere);
  await kiosk.page.getByText('没有同意登录').waitFor();
  await looksRight(kiosk.page);
  await owner.page.getByRole('button', { name: '换企业码、加证照' }).click();
  await owner.page.getByRole('radio', { name: '在自助机登录' }).check();
  const forKiosk = await shownBy(owner.page, () => owner.page.getByRole('button', { name: '同意并出示新的码' }).click());
  await owner.page.locator('.code-items').getByText('在自助机上登录').waitFor();
  await looksRight(owner.page);
  await scan(kiosk.page, '#sign-in-scan', forKiosk);
  await kiosk.page.getByText('白婷婷').first().waitFor();
  await kiosk.page.getByRole('button', { name: '办完了，退出' }).click();
  await kiosk.page.getByText('请点一项开始').waitFor();
  expect(await kiosk.page.evaluate(() => Object.keys(localStorage).sort())).toEqual(['print', 'terminal-device']);
  await kiosk.page.evaluate(() => sessionStorage.clear());
  await kiosk.open('/terminal');
  await page.getByRole('button', { name: /停\s*用.*宁乡镇自助机/ }).click();
  await page.getByRole('button', { name: '停用终端' }).click();
  await page.getByRole('button', { name: /启\s*用.*宁乡镇自助机/ }).waitFor();
  await kiosk.page.reload();
  await kiosk.page.getByText('请重新登记').waitFor();
});
