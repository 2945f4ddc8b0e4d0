/** What is typed stays when the session ends or an answer is lost on its way; then it goes through, once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rows } from '../src/testing/index.ts';
import { type Filed, file } from './filed.ts';
import { photo } from './filling.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let buyer: Visitor;
let filed: Filed;
beforeAll(async () => {
  journey = await openJourney();
  buyer = await journey.visitor('buyer', 'phone');
  filed = await file(journey, 'buyer', 19, { 'card-service': 'all', 'ride-discount': 'none' });
});
afterAll(() => journey?.close());

const sessionEnds = () => buyer.page.context().clearCookies();
/** As in another window of the same browser. */
const signInAgain = () => buyer.page.context().request.post('/api/demo/session', { data: { account: 'buyer' }, headers: { origin: journey.url } });

it('a complaint is kept while its writer signs in again in another window', async () => {
  const { page, open } = buyer;
  await open(`/cases/${filed.caseId}`);
  await page.getByRole('button', { name: '投诉' }).click();
  await page.getByLabel('发生了什么').fill('打了三次电话都没有人接');
  await sessionEnds();
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByText('登录过期了，还没有提交').waitFor();
  expect(await page.getByRole('link', { name: '在新窗口重新登录' }).getAttribute('target')).toBe('_blank');
  expect(await page.getByLabel('发生了什么').inputValue()).toBe('打了三次电话都没有人接');
  await looksRight(page);
  await signInAgain();
  await page.getByRole('button', { name: '提交投诉' }).click();
  await page.getByRole('heading', { name: '投诉和评价的答复' }).waitFor();
  await page.getByText('打了三次电话都没有人接').waitFor();
});

it('a file that did not go says so, and goes after signing in', async () => {
  const { page, open } = buyer;
  const person = await journey.county.as('buyer');
  const { id } = (await person.create('/applications', { thing: 19, answers: { 'card-service': 'transport', 'ride-discount': 'disabled' } })).body;
  await open(`/applications/${id}/materials`);
  const choose = page.getByRole('button', { name: /^选择文件/ }).first();
  await choose.waitFor();
  await sessionEnds();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()]);
  await chooser.setFiles([photo]);
  await page.getByText('登录过期了，没有传上去').waitFor();
  // The frame offers it too, and leads back to this page.
  expect(await page.getByRole('link', { name: '登录', exact: true }).getAttribute('href')).toBe(
    `/sign-in?next=${encodeURIComponent(`/applications/${id}/materials`)}`,
  );
  await signInAgain();
  await page.getByRole('button', { name: /^再试/ }).click();
  await page.getByText('已上传').first().waitFor();
});

it('makes one of what is handed in again because the answer was lost, and says so where it was changed meanwhile', async () => {
  const { page, open } = buyer;
  await open('/hotline/new');
  await page.getByRole('radio', { name: /^投诉/ }).check();
  await page.getByLabel('一句话说是什么事').fill('路灯坏了');
  await page.getByLabel('发生了什么，希望怎么办').fill('城南社区门口的路灯坏了三天');
  const loseAnswer = () =>
    page.route(
      '**/api/hotline/tickets',
      async route => {
        await route.fetch();
        await route.abort('internetdisconnected');
      },
      { times: 1 },
    );
  const press = () => page.getByRole('button', { name: /^提\s*交$/ }).click();
  await loseAnswer();
  await press();
  await page.getByText('网络断开了，填写的内容还在').waitFor();
  await page.getByLabel('一句话说是什么事').fill('路灯坏了三天');
  await press();
  await page.getByText('刚才那一次其实已经提交成功').waitFor();
  await page.getByLabel('一句话说是什么事').fill('路灯坏了四天');
  await loseAnswer();
  await press();
  await page.getByText('网络断开了，填写的内容还在').waitFor();
  await press();
  await page.getByRole('heading', { name: '路灯坏了四天' }).waitFor();
  const tickets = await rows<{ title: string }>(journey.county, `select title from duty where title like '路灯坏了%' order by number`);
  expect(tickets.map(t => t.title)).toEqual(['路灯坏了', '路灯坏了四天']);
});
