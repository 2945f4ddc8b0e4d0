/** The line to the city goes down and comes back; a stuck message; a query that the person agrees to; signing in by the province. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sendJob } from '../src/platform/exchange/index.ts';
import { openSingleSignOn, singleSignOnSettings } from '../src/platform/identity/index.ts';
import { rows } from '../src/testing/index.ts';
import { type City, openCity } from './city/city.ts';
import { introduce } from './city/with-city.ts';
import { type Filed, file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { openProvince, type Province } from './province/province.ts';

let journey: Journey;
let city: City;
let province: Province;
let admin: Visitor;
let filed: Filed;

/** What the queue does by itself each minute. */
const minute = async () => {
  await journey.county.owner`update exchange_partner set retry_at = null`;
  await sendJob(journey.county.house).handle([], journey.county.county);
};

beforeAll(async () => {
  journey = await openJourney();
  city = await openCity();
  await introduce(journey.county, city);
  admin = await journey.visitor('admin');
});
afterAll(async () => {
  await journey?.close();
  await city?.close();
  await province?.close();
});

it('shows that the city is down and what waits; when it is back, everything drains in order', async () => {
  const { page } = admin;
  await city.down();
  filed = await file(journey, 'seller', 12, { 'file-move': 'no', 'flexible-pension': 'no', 'medical-cover': 'none', 'flexible-fund': 'no' });
  await minute();
  await admin.open('/desk/exchange');
  await page.getByRole('heading', { level: 1, name: '平台对接' }).waitFor();
  const partner = page.getByRole('region', { name: '吕梁市一体化在线政务服务平台' });
  await partner.getByText(/分钟连不上：连不上/).waitFor();
  await looksRight(page);
  await page.getByRole('searchbox', { name: '按编号找' }).fill(filed.number);
  await page.getByRole('searchbox', { name: '按编号找' }).press('Enter');
  const list = page.getByRole('region', { name: '报文', exact: true });
  await list.getByText('等待发送').first().waitFor();
  const waiting = await list.getByRole('listitem').filter({ hasText: '等待发送' }).count();
  expect(waiting).toBeGreaterThan(1);

  await city.up();
  await minute();
  await partner.getByText('正常').waitFor();
  await expect.poll(() => list.getByRole('listitem').filter({ hasText: '对方已收' }).count()).toBe(waiting);
  await looksRight(page);
  expect(city.outOfOrder).toEqual([]);
  expect(city.taken.map(m => m.seq)).toEqual(city.taken.map((_, i) => i + 1));
});

it('retries a message that the city refused, with a reason; the next one skips', async () => {
  const { page } = admin;
  city.faults.add('refuses');
  const reviewer = await journey.county.as('reviewer.human-resources');
  const [task] = (await reviewer.get('/desk/tasks')).body.items;
  await reviewer.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version });
  await minute();
  await admin.open('/desk/exchange?state=stuck');
  await page.getByText('422 这一份不收').waitFor();
  await page.getByRole('button', { name: /查看/ }).click();
  const life = page.getByRole('dialog', { name: new RegExp(filed.number) });
  await life.getByRole('region', { name: '经过' }).getByText('对方不收').waitFor();
  await life.getByRole('region', { name: '信封' }).getByText(filed.number).waitFor();
  await looksRight(page);
  await life.getByRole('button', { name: '跳过这一份' }).click();
  const skip = page.getByRole('dialog', { name: '跳过这一份' });
  await skip.getByText(/跳过不能撤回/).waitFor();
  await skip.getByRole('button', { name: /取\s*消/ }).click();
  await life.getByRole('button', { name: '重新发送' }).click();
  const again = page.getByRole('dialog', { name: '重新发送这一份' });
  await again.getByRole('textbox', { name: '原因' }).fill('核对');
  await again.getByRole('button', { name: '重新发送' }).click();
  await again.getByText('请写明原因，至少 4 个字').waitFor();
  await looksRight(page);
  await again.getByRole('textbox', { name: '原因' }).fill('电话核对，对方已补登记');
  city.faults.clear();
  await again.getByRole('button', { name: '重新发送' }).click();
  await page.getByText('没有符合条件的，换个条件再找').waitFor();
  await minute();
  expect(city.taken.at(-1)).toMatchObject({ topic: 'progress', subject: filed.number });
  await admin.open(`/desk/exchange?q=${filed.number}`);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /导\s*出/ }).click();
  const table = await readFile(await (await saved).path(), 'utf8');
  expect(table).toContain(`市平台,办理进度,灵活就业 ${filed.number},${filed.number},2,对方已收`);
});

it('pauses a partner, and settings are kept after a fresh sign-in', async () => {
  const { page } = admin;
  await admin.open('/desk/exchange');
  const partner = page.getByRole('region', { name: '吕梁市一体化在线政务服务平台' });
  await partner.getByRole('button', { name: '暂停发送' }).click();
  const pause = page.getByRole('dialog', { name: /^暂停向/ });
  await pause.getByRole('button', { name: '暂停发送' }).click();
  await pause.getByText('请写明暂停的原因').waitFor();
  await pause.getByRole('textbox', { name: '暂停的原因' }).fill('市平台今晚升级');
  await pause.getByRole('button', { name: '暂停发送' }).click();
  await partner.getByText(/暂停：市平台今晚升级/).waitFor();
  await partner.getByRole('button', { name: '恢复发送' }).click();
  await partner.getByText('已暂停发送').waitFor({ state: 'detached' });
  await partner.getByRole('button', { name: /设\s*置/ }).click();
  const settings = page.getByRole('dialog', { name: /^设置/ });
  await settings.getByRole('textbox', { name: '接口地址' }).fill('http://elsewhere.example/api');
  await settings.getByRole('button', { name: /保\s*存/ }).click();
  await page.getByRole('dialog', { name: '再次验证身份' }).getByRole('button', { name: /^演示/ }).click();
  await settings.getByText('除本机以外，地址必须用 https').waitFor();
  await looksRight(page);
  await settings.getByRole('textbox', { name: '接口地址' }).fill(city.url);
  await settings.getByRole('button', { name: /保\s*存/ }).click();
  await settings.waitFor({ state: 'detached' });
});

it('a reviewer asks the person, who agrees on the phone; then the answer is there, and the person sees the query', async () => {
  city.records['social-insurance'] = () => ({ insured: true, place: '中阳县', months: 86 });
  const reviewer = await journey.visitor('reviewer.human-resources');
  const { page } = reviewer;
  await reviewer.open(`/desk/queries?number=${filed.number}`);
  const ask = page.getByRole('region', { name: '查询数据' });
  await ask.getByRole('combobox', { name: '数据服务' }).click();
  await page.getByTitle('社会保险参保信息（山西省人力资源和社会保障厅）').click();
  await ask.getByRole('combobox', { name: '查询目的' }).click();
  await page.getByTitle('就业参保登记核验').click();
  await page.getByRole('button', { name: /^查\s*询$/ }).click();
  await page.getByText('这项数据要先得到本人同意').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '请本人同意' }).click();
  await page.getByText('等本人同意').waitFor();

  const seller = await journey.visitor('seller', 'phone');
  await seller.open('/inbox');
  await seller.page.getByRole('heading', { name: '请您同意一次数据查询' }).waitFor();
  await seller.open('/data-uses');
  await looksRight(seller.page);
  await seller.page.getByRole('button', { name: /^同意/ }).click();
  await seller.page.getByText('本人已同意').waitFor();

  await page.getByRole('button', { name: /^查\s*询$/ }).click();
  const answer = page.getByRole('dialog', { name: '查询答复' });
  await answer.getByText('累计缴费月数').waitFor();
  await answer.getByText('86').waitFor();
  await looksRight(page);
  await seller.page.reload();
  await seller.page
    .getByText(/用于就业参保登记核验，办件/)
    .first()
    .waitFor();
  await looksRight(seller.page);
});

it('a parent on a phone has the county ask for a paper, after a failure hands it in or asks again, and sees what was said', async () => {
  const parent = await journey.visitor('seller', 'phone');
  const { page } = parent;
  const session = await journey.county.as('seller');
  const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'no' };
  const { id } = (await session.create('/applications', { thing: 17, answers })).body;
  await parent.open(`/applications/${id}/materials`);
  await page.getByText(/可以不交：请县里向山西省民政厅查“婚姻登记信息”，只查婚姻状况、登记日期、登记机关/).waitFor();
  await page.getByText(/依据：国务院令第716号/).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: /^同意查询，不用交/ }).click();
  await page.getByText(/向山西省民政厅查过：那边没有答复。请用下面的办法提供/).waitFor();
  await page.getByText('选择文件').waitFor();
  await looksRight(page);
  city.records['marriage-registration'] = () => ({ status: '已婚', registeredOn: '2021-05-20', office: '中阳县民政局' });
  await page.getByRole('button', { name: /^同意，再查一次/ }).click();
  await page.getByText(/向山西省民政厅查过，可以代替这份材料/).waitFor();
  await page.getByText('2021-05-20').waitFor();
  await looksRight(page);
});

it('signs a resident in by the province, and says so where the province is down', async () => {
  const redirectUri = `${journey.url}/api/session/oidc/callback`;
  province = await openProvince(redirectUri);
  const [bai] = await rows<{ id: string; i: string }>(journey.county, `select id, identity_sealed as i from person where name = '白婷婷'`);
  province.accounts = {
    'p-1': { name: '白婷婷', id_number: journey.county.house.vault.open(journey.county.county, `person.identity:${bai!.id}`, bai!.i), identity_verified: true },
  };
  const guest = await journey.visitor(undefined, 'phone');
  const { page } = guest;
  await guest.open('/sign-in');
  expect(await page.getByRole('heading', { name: '用统一身份认证登录' }).count()).toBe(0);
  journey.county.house.singleSignOn = openSingleSignOn(
    singleSignOnSettings({
      OIDC_ISSUER: province.issuer,
      OIDC_CLIENT_ID: province.clientId,
      OIDC_CLIENT_SECRET: province.clientSecret,
      OIDC_REDIRECT_URI: redirectUri,
    })!,
  );
  await guest.open('/sign-in?next=%2Fwallet');
  const button = page.getByRole('link', { name: '山西省统一身份认证' });
  await button.waitFor();
  await looksRight(page);
  await button.click();
  await page.getByRole('link', { name: '取消' }).click();
  await page.getByText('您取消了统一身份认证').waitFor();
  await looksRight(page);
  await button.click();
  await page.getByRole('link', { name: '以白婷婷登录' }).click();
  await page.waitForURL('**/wallet');
  await page.getByText('白婷婷').first().waitFor();
  await province.close();

  journey.county.house.singleSignOn = openSingleSignOn(
    singleSignOnSettings({ OIDC_ISSUER: province.issuer, OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b', OIDC_REDIRECT_URI: redirectUri })!,
  );
  const later = await journey.visitor();
  await later.open('/sign-in');
  await later.page.getByRole('link', { name: '山西省统一身份认证' }).click();
  await later.page.getByText('省统一身份认证现在连不上').waitFor();
  await later.page.getByRole('textbox', { name: '手机号' }).waitFor();
  await looksRight(later.page);
});

it('reads it all on a telephone; nothing went wrong in any browser', async () => {
  const phone = await journey.visitor('admin', 'phone');
  for (const [path, title] of [
    ['/desk/exchange', '平台对接'],
    ['/desk/queries', '数据共享'],
  ] as const) {
    await phone.open(path);
    await phone.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await phone.page
      .getByRole('button', { name: /设\s*置|修改/ })
      .first()
      .waitFor();
    await looksRight(phone.page);
  }
});
