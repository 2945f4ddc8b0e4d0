/** Large print (适老化) on the narrowest phone: what can be pressed or read is on the screen, nothing is cut off at its edge. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let elder: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  elder = await journey.visitor('buyer', 'phone');
  await elder.page.setViewportSize({ width: 360, height: 740 });
  // Leaves a message that nobody has read: the badge takes room in the menu.
  await file(journey, 'buyer', 19, { 'card-service': 'all', 'ride-discount': 'none' });
  await elder.open('/');
  await elder.page.getByRole('button', { name: '大字版' }).click();
});
afterAll(() => journey?.close());

/** The portal clips what is too wide, so that a sideways scroll alone would not tell. */
const cutOff = () =>
  elder.page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('header a, header button, nav a, main :is(a, button, input, select, textarea, h1, h2, h3, p, li, dd, td)')]
      .filter(e => e.checkVisibility() && e.getClientRects().length > 0 && !e.closest('.visually-hidden'))
      .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(e => e.textContent?.slice(0, 20) || e.id),
  );

it.each([
  ['/', '您想办什么事？'],
  ['/things/17', '新生儿出生'],
  ['/things/17/notice?born-where=here&parents-married=yes&maternity-cover=none&card-wanted=yes', '新生儿出生'],
  ['/cases', '我的办件'],
  ['/wallet', '证照'],
  ['/inbox', '消息'],
  ['/me', '赵文博'],
  ['/mandates', '委托代办'],
  ['/check', '证照查验'],
  ['/composites', '行业综合许可证'],
  ['/shared/nothing', '别人出示的证照'],
  ['/sign-in', '登录'],
  ['/nowhere', '没有这个页面'],
])('%s', async (path, title) => {
  await elder.open(path);
  await elder.page.getByRole('heading', { level: 1, name: title }).waitFor();
  expect(await elder.page.locator('html').getAttribute('data-print')).toBe('large');
  expect(await cutOff()).toEqual([]);
  await looksRight(elder.page);
});

it('a form, with its materials and the check of the answers', async () => {
  const person = await journey.county.as('buyer');
  const { id } = (
    await person.create('/applications', {
      thing: 16,
      answers: { 'death-manner': 'hospital', cremated: 'yes', 'deceased-insured': 'resident', 'deceased-driver': 'no' },
    })
  ).body;
  for (const step of ['', 'materials', 'delivery', 'check']) {
    await elder.open(`/applications/${id}/${step}`);
    await elder.page.getByRole('heading', { level: 1 }).waitFor();
    expect(await cutOff(), step).toEqual([]);
    await looksRight(elder.page);
  }
});

it('shows on a licence what stands on it, and who has seen it', async () => {
  await elder.open('/wallet');
  await elder.page.getByRole('link', { name: '居民身份证' }).click();
  await elder.page.getByText('住址', { exact: true }).waitFor();
  await elder.page.getByText(/为“社会保障卡居民服务”授权/).waitFor();
  expect(await cutOff()).toEqual([]);
});
