/** Services near people: found from one's village, on a kiosk that forgets, kept by the town, counted for the county. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Journey, looksRight, openJourney } from './journey.ts';
import { hasFocus } from './keyboard.ts';

let journey: Journey;
let kiosk: number;

beforeAll(async () => {
  journey = await openJourney();
  const { items } = (await journey.county.guest().get('/places?kind=kiosk&town=zhike')).body;
  kiosk = items[0].no;
});
afterAll(() => journey?.close());

it('on a phone somebody finds from their village where a birth can be handed in, as a list and on the map by keyboard', async () => {
  const { page, open } = await journey.visitor(undefined, 'phone');
  await open('/');
  await page.getByRole('link', { name: /^附近能办/ }).click();
  await page.getByRole('heading', { level: 1, name: '附近能办' }).waitFor();
  await page.getByRole('combobox', { name: '要办什么' }).selectOption('新生儿出生');
  await page.getByRole('combobox', { name: '从哪个乡镇找' }).selectOption('金罗镇');
  await page.getByRole('combobox', { name: '哪个村（社区）' }).selectOption('东合村');
  await page.getByText('找到 7 个地方').waitFor();
  const first = page.getByRole('article').first();
  await first.getByRole('link', { name: '金罗镇便民服务中心', exact: true }).waitFor();
  await first.getByText(/直线约 .*这件事可以代收/).waitFor();
  await looksRight(page);

  await page.getByRole('button', { name: '在地图上看' }).click();
  await page.locator('.map-pin').first().waitFor();
  await page.getByText('示意图：位置是大致的，不表示行政区域界线').waitFor();
  await looksRight(page);
  // Pins come by Tab like links; Enter opens one, and its link takes the focus.
  const pin = page.getByRole('button', { name: /^金罗镇便民服务中心，/ });
  await pin.focus();
  await page.keyboard.press('Enter');
  await page.locator('.map-popup a:focus').waitFor();
  // Escape closes it, and one goes on from the pin.
  await page.keyboard.press('Escape');
  await page.locator('.map-popup').waitFor({ state: 'detached' });
  await hasFocus(pin);
  await page.keyboard.press('Enter');
  await page.locator('.map-popup a:focus').waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '金罗镇便民服务中心' }).waitFor();
  await page.getByText('把材料交给这里，由他们送到县里办').waitFor();
  await page.getByRole('link', { name: /^0358-/ }).waitFor();
  await looksRight(page);
});

it('somebody signed in begins at home, and a filter that fits nowhere says what to do', async () => {
  const { page, open } = await journey.visitor('resident');
  await open('/places');
  await page.getByText('先按您登记的住址').waitFor();
  await page.getByRole('combobox', { name: '什么样的地方' }).selectOption('银行、邮政代办点');
  await page.getByRole('combobox', { name: '要办什么' }).selectOption('新生儿出生');
  await page.getByText('没有合适的地方').waitFor();
  await looksRight(page);
});

it('a kiosk counts down, signs out and forgets: no storage, no session, no way back', async () => {
  const { page } = await journey.visitor();
  const context = page.context();
  await page.clock.install();
  await page.goto(`/?kiosk=${kiosk}`, { waitUntil: 'networkidle' });
  const start = page.getByRole('heading', { level: 1, name: '枝柯镇自助服务区' });
  await start.waitFor();
  await looksRight(page);
  expect(await page.getByRole('link', { name: '工作人员入口' }).isVisible()).toBe(false);
  const entries = await page.evaluate(() => history.length);

  const name = await signIn();
  await page.evaluate(() => {
    sessionStorage.setItem('draft:secret', 'typed');
    localStorage.setItem('other', 'typed');
  });
  await page.getByRole('button', { name: '回到开始' }).click();
  await page.getByRole('link', { name: /^我的证照/ }).click();
  await page.getByRole('heading', { level: 1, name: '证照' }).first().waitFor();
  await page.getByRole('button', { name: '上一步' }).click();
  await start.waitFor();
  expect(await page.evaluate(() => history.length)).toBe(entries);

  // A minute without a touch: the warning, which a touch ends.
  await page.clock.fastForward(61_000);
  await page.getByRole('dialog', { name: '您还在用吗？' }).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '继续使用' }).click();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  // By keyboard as well, to the second answer, which leaves at once.
  await page.clock.fastForward(61_000);
  await page.getByRole('dialog', { name: '您还在用吗？' }).waitFor();
  await page.keyboard.press('Tab');
  await page.locator('button:focus', { hasText: '现在退出' }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '登录', exact: true }).waitFor();
  await start.waitFor();
  await nothingLeft(name);

  // Nobody answers: the same end.
  expect(await signIn()).toBe(name);
  await page.clock.fastForward(61_000);
  await page.getByRole('dialog', { name: '您还在用吗？' }).waitFor();
  await page.clock.fastForward(15_000);
  await page.getByRole('link', { name: '登录', exact: true }).waitFor();
  await start.waitFor();
  await nothingLeft(name);
  await page.goBack().catch(() => null);
  await page.clock.fastForward(5_000);
  expect(await page.evaluate(() => document.body.textContent)).not.toContain(name);

  // The tab is killed in the middle of it: whoever opens the kiosk next is nobody.
  await page.goto(`/?kiosk=${kiosk}`, { waitUntil: 'networkidle' });
  await start.waitFor();
  await signIn();
  await page.close();
  const next = await context.newPage();
  await next.goto(`/?kiosk=${kiosk}`, { waitUntil: 'networkidle' });
  await next.getByRole('link', { name: '登录', exact: true }).waitFor();
  expect(await next.evaluate(() => fetch('/api/session').then(r => r.json()))).toMatchObject({ kind: 'guest' });
  await next.close();

  async function signIn(): Promise<string> {
    await page.getByRole('link', { name: '登录', exact: true }).click();
    const somebody = page.locator('.sign-in-person').first();
    const who = (await somebody.locator('strong').textContent())!;
    await somebody.click();
    await page.locator('.who', { hasText: who }).waitFor();
    return who;
  }
  async function nothingLeft(who: string) {
    expect(await page.evaluate(() => ({ session: Object.keys(sessionStorage), local: Object.keys(localStorage) }))).toEqual({
      session: ['kiosk'],
      local: ['print'],
    });
    expect(await page.evaluate(async () => [(await caches.keys()).length, (await indexedDB.databases()).length])).toEqual([0, 0]);
    expect(await page.evaluate(() => fetch('/api/session').then(r => r.json()))).toMatchObject({ kind: 'guest' });
    expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(who);
    expect(await page.evaluate(() => history.length)).toBe(entries);
  }
});

it('the town confirms a place, says that its kiosk is broken, and closes one; the county’s figure falls', async () => {
  const { page, open } = await journey.visitor('town.zhike');
  await open('/desk/places');
  await page.getByText('共 10 个').waitFor();
  await page.getByText('83.3%').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '核对无误：枝柯镇便民服务中心' }).click();
  const row = page.getByRole('row').filter({ hasText: '枝柯镇便民服务中心' });
  await row.getByText('11月4日').waitFor();

  await page.getByRole('button', { name: '更多：枝柯镇自助服务区' }).click();
  await page.getByRole('menuitem', { name: '登记故障' }).click();
  const broken = page.getByRole('dialog', { name: /登记设备故障/ });
  await broken.getByRole('button', { name: '登记故障' }).click();
  await broken.getByText('请写明原因，至少几个字').first().waitFor();
  await broken.getByRole('textbox', { name: '什么故障' }).fill('打印机卡纸');
  await broken.getByRole('button', { name: '登记故障' }).click();
  await page.getByText('66.7%').waitFor();
  await page.getByRole('row').filter({ hasText: '枝柯镇自助服务区' }).getByText('故障').waitFor();

  await page.getByRole('button', { name: '更多：师庄村便民服务站' }).click();
  await page.getByRole('menuitem', { name: '停用' }).click();
  const close = page.getByRole('dialog', { name: /停用办事点/ });
  await close.getByRole('textbox', { name: '为什么停用' }).fill('并入三角庄村便民服务站');
  await close.getByRole('button', { name: /停\s*用/ }).click();
  await page.getByText('共 9 个').waitFor();
  await page.getByText('88/89').waitFor();
});

it('the town takes a photo, everybody sees it without where it was taken, and it can be put first and removed', async () => {
  const { page, open } = await journey.visitor('town.zhike', 'phone');
  await open('/desk/places');
  // As a camera makes it: large, and with a position beside the picture.
  const drawn = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [3200, 2400];
    const pen = canvas.getContext('2d')!;
    pen.fillStyle = '#c84';
    pen.fillRect(400, 600, 2400, 1800);
    const blob = await new Promise<Blob>(done => canvas.toBlob(b => done(b!), 'image/jpeg'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const gps = Buffer.from('Exif\0\0GPS 37.372N 111.262E', 'latin1');
  const photo = Buffer.concat([Buffer.from(drawn.slice(0, 2)), Buffer.from([0xff, 0xe1, 0, gps.length + 2]), gps, Buffer.from(drawn.slice(2))]);

  await page.getByRole('button', { name: '更多：枝柯镇便民服务中心' }).click();
  await page.getByRole('menuitem', { name: /^照片/ }).click();
  const dialog = page.getByRole('dialog', { name: '照片：枝柯镇便民服务中心' });
  await dialog.getByRole('button', { name: '加上照片' }).click();
  await dialog.getByRole('alert').getByText('请选择一张照片').waitFor();
  await dialog.getByLabel('选择照片').setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo });
  await dialog.getByRole('textbox', { name: /^照片上是什么（/ }).fill('院子里的停车位');
  await dialog.getByRole('button', { name: '加上照片' }).click();
  await dialog.getByRole('img', { name: '院子里的停车位' }).waitFor();
  await dialog.getByRole('button', { name: '往前：院子里的停车位' }).click();
  await dialog.getByRole('listitem').first().getByRole('img', { name: '院子里的停车位' }).waitFor();
  await looksRight(page);

  const { items } = (await journey.county.guest().get('/places?kind=town-centre&town=zhike')).body;
  const resident = await journey.visitor(undefined, 'phone');
  await resident.open(`/places/${items[0].no}`);
  const shown = resident.page.getByRole('region', { name: '照片' }).getByRole('img').first();
  await shown.scrollIntoViewIfNeeded();
  expect(await shown.getAttribute('alt')).toBe('院子里的停车位');
  await expect.poll(() => shown.evaluate(i => (i as HTMLImageElement).naturalWidth)).toBe(1600);
  const bytes = await resident.page.request.get((await shown.getAttribute('src'))!).then(r => r.body());
  expect(bytes.includes('GPS')).toBe(false);
  await looksRight(resident.page);

  await dialog.getByRole('button', { name: '移除：院子里的停车位' }).click();
  await dialog.getByRole('textbox', { name: '为什么移除' }).fill('车位挪走了');
  await dialog.getByRole('button', { name: '确认移除' }).click();
  await dialog.getByRole('img', { name: '院子里的停车位' }).waitFor({ state: 'detached' });
  // Somebody else, whose browser keeps nothing of it.
  const later = await journey.visitor(undefined, 'phone');
  await later.open(`/places/${items[0].no}`);
  await later.page.getByRole('region', { name: '照片' }).getByRole('img').first().waitFor();
  expect(await later.page.getByRole('img', { name: '院子里的停车位' }).count()).toBe(0);
});

it('what a menu led to gives the focus back to its button', async () => {
  const { page, open } = await journey.visitor('town.zhike');
  await open('/desk/places?kind=kiosk');
  const more = page.getByRole('button', { name: '更多：枝柯镇自助服务区' });
  for (const item of ['照片', '停用']) {
    await more.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hasFocus(more);
  }
});

it('the editor keeps what is typed, says what is wrong at its field, and takes a point from the map', async () => {
  const { page, open } = await journey.visitor('service-owner');
  await open('/desk/places');
  await page.getByRole('button', { name: '登记办事点' }).click();
  const editor = page.getByRole('dialog', { name: '登记办事点' });
  await editor.getByRole('textbox', { name: '名称' }).fill('暖泉集市驿站');
  await editor.getByRole('combobox', { name: '类型' }).click();
  await page.getByTitle('商圈政务服务驿站').last().click();
  await editor.getByRole('combobox', { name: '乡镇' }).click();
  await page.getByTitle('暖泉镇').last().click();
  await editor.getByRole('textbox', { name: '地址' }).fill('暖泉镇集市东口');
  await editor.getByRole('textbox', { name: '对外电话' }).fill('不知道');
  await editor.getByRole('button', { name: '在地图上点位置' }).click();
  const map = editor.locator('.map-canvas');
  await map.locator('.map-pin').first().waitFor();
  await map.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => editor.getByRole('spinbutton', { name: '经度' }).inputValue()).toMatch(/^111\.\d{6}$/);
  await editor.getByRole('button', { name: /保\s*存/ }).click();
  await editor.getByText('电话写成 0358-5022345、手机号或 12345').waitFor();
  expect(await editor.getByRole('textbox', { name: '名称' }).inputValue()).toBe('暖泉集市驿站');
  await looksRight(page);
  await editor.getByRole('textbox', { name: '对外电话' }).fill('0358-5029999');
  await editor.getByRole('button', { name: /保\s*存/ }).click();
  await editor.waitFor({ state: 'hidden' });
  await page.getByRole('searchbox', { name: '名称、地址或编号' }).fill('集市');
  await page.getByText('共 1 个').waitFor();
  // What is shown leaves as a table, and nothing else.
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出清单' }).click()]);
  const text = readFileSync(await file.path(), 'utf8');
  expect(file.suggestedFilename()).toBe('办事点清单-2024-11-04.csv');
  expect(text.trim().split('\r\n').slice(1)).toEqual([expect.stringMatching(/^\d+,暖泉集市驿站,商圈政务服务驿站,暖泉镇,/)]);
  await page.getByRole('searchbox', { name: '名称、地址或编号' }).fill('没有的地方');
  await page.getByText('没有符合的办事点').waitFor();
});

it('everybody reads the targets; a leader opens the list behind one, at both widths', async () => {
  const { page, open } = await journey.visitor(undefined, 'phone');
  await open('/targets');
  const card = page.getByRole('article', { name: '“7×24 小时”自助政务服务覆盖的乡镇' }).first();
  await card.getByText('66.7%').first().waitFor();
  await card.getByText('还差 3.3 个百分点').waitFor();
  await card.getByText('怎么数的').click();
  await card.getByText(/至少有一台自助机在用的乡镇/).waitFor();
  await looksRight(page);

  for (const device of ['desktop', 'phone'] as const) {
    const leader = await journey.visitor('leader', device);
    await leader.open('/desk/targets');
    await leader.page.getByRole('link', { name: '“7×24 小时”自助政务服务覆盖的乡镇' }).first().waitFor();
    await looksRight(leader.page);
    await leader.page.getByRole('link', { name: '“7×24 小时”自助政务服务覆盖的乡镇' }).first().click();
    await leader.page.getByText('没有覆盖：枝柯镇自助服务区（故障）').waitFor();
    await looksRight(leader.page);
    await leader.open('/desk/places?town=zhike');
    await leader.page.getByText('共 9 个').waitFor();
    // The register on a desk was looked at above.
    if (device === 'phone') await looksRight(leader.page);
  }
});

it('in large print on a phone nothing is cut off, and no browser complained', async () => {
  const { page, open } = await journey.visitor(undefined, 'phone');
  await open('/places');
  await page.getByRole('button', { name: '大字版' }).click();
  for (const path of ['/places', `/places/${kiosk}`, '/targets', `/?kiosk=${kiosk}`]) {
    await open(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await looksRight(page);
  }
});
