/** A morning in the hall: booked on the phone, a number at the kiosk, the screen, two windows, a no-show; and the list of what is not done here. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instantOf, tickQueues } from '#platform/queues';
import { enrolMachine } from '../src/testing/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

const today = '2024-11-04';
let journey: Journey;

/** The county's time goes on from here. */
function at(time: string) {
  const [from, began] = [Date.parse(instantOf(today, time)), Date.now()];
  journey.county.house.clock = { today: () => today, now: () => new Date(from + Date.now() - began).toISOString() };
}

beforeAll(async () => {
  journey = await openJourney();
  at('09:10');
  // The demo's morning is over: windows as they stand, nobody waiting.
  await journey.county.owner`update ticket set state = 'left' where state in ('waiting', 'called', 'serving')`;
  await journey.county.owner`update ticket set called_at = null where day = ${today}`;
});
afterAll(() => journey?.close());

const press = (page: Visitor['page'], name: RegExp | string) => page.getByRole('button', { name }).click();

describe('a morning in the hall', { timeout: 240_000 }, () => {
  let number = '';
  let ticket = '';

  it('begins on the phone: what for, which window, day and time', async () => {
    const { page, open } = await journey.visitor('resident', 'phone');
    await open('/hall');
    await page.getByRole('heading', { name: '综窗服务区', level: 3 }).waitFor();
    await looksRight(page);
    await page.getByRole('searchbox').fill('企业变更登记');
    await page.getByRole('link', { name: /^预约\s*企业变更登记$/ }).click();
    await page.getByRole('heading', { name: '我的预约' }).waitFor();
    await page.getByRole('radio', { name: /^今天/ }).waitFor();
    await page.getByRole('radio', { name: /^10:00/ }).check();
    await looksRight(page);
    await press(page, '预约 11月4日 10:00');
    await page.getByRole('heading', { name: '约好了' }).waitFor();
    number = ((await page.locator('.hall-number').textContent()) ?? '').trim();
    expect(number).toMatch(/^\d{8}$/);
    await looksRight(page);
  });

  it('goes on at the kiosk: a wrong number is told, the booking becomes a number', async () => {
    at('10:02');
    const { page, open } = await journey.visitor();
    await open('/kiosk');
    await page.getByRole('heading', { name: '按窗口取号' }).waitFor();
    await page.getByText('这台机器还没有登记为取号机').waitFor();
    await looksRight(page);
    await press(page, /我有预约/);
    const field = page.locator('#kiosk-shown');
    await field.fill('20000001');
    await press(page, '取号');
    await page.getByText('没有这个预约').waitFor();
    expect(await field.inputValue()).toBe('20000001');
    await looksRight(page);
    for (let i = 0; i < 8; i++) await press(page, '退格');
    for (const digit of number) await page.getByRole('button', { name: digit, exact: true }).click();
    await page.evaluate(() => {
      window.print = () => {};
    });
    await press(page, '取号');
    ticket = ((await page.locator('.kiosk-number').textContent()) ?? '').trim();
    expect(ticket).toMatch(/^A\d{3}$/);
    await looksRight(page);
    await page.emulateMedia({ media: 'print' });
    await page.getByText(ticket).waitFor();
    await page.emulateMedia({ media: null });
    await press(page, /回到开始/);
    await page.getByRole('heading', { name: '按窗口取号' }).waitFor();
    expect(await page.getByText(ticket).count()).toBe(0);
  });

  it('is called at a window, seen on the screen and on the phone, and handed on with its number', async () => {
    const screen = await journey.visitor();
    await screen.open('/hall/screen');
    await screen.page.getByRole('heading', { name: '叫号' }).waitFor();
    const phone = await journey.visitor('resident', 'phone');
    await phone.open('/hall/ticket');
    await phone.page.getByRole('link', { name: new RegExp(`看\\s*${ticket}`) }).click();
    await phone.page.getByText('前面还有').waitFor();
    await looksRight(phone.page);

    const clerk = await journey.visitor('window');
    await clerk.open('/desk/calling');
    await clerk.page.getByRole('button', { name: /叫下一个/ }).waitFor();
    await looksRight(clerk.page);
    await clerk.page.keyboard.press('n');
    await clerk.page.getByText('白婷婷').first().waitFor();
    await looksRight(clerk.page);
    await screen.page.locator('.screen-called .newest', { hasText: ticket }).waitFor();
    await screen.page.getByText(/^请 A/).waitFor();
    await looksRight(screen.page);
    await phone.page.getByText('请到').waitFor();
    await clerk.page.keyboard.press('s');
    await clerk.page.getByRole('link', { name: /去窗口受理（白婷婷/ }).click();
    await clerk.page.getByRole('heading', { name: '白婷婷' }).waitFor();
    await clerk.open('/desk/calling');
    await clerk.page.getByText('办理中', { exact: true }).waitFor();
    await clerk.page.keyboard.press('t');
    const dialog = clerk.page.getByRole('dialog');
    await dialog.getByRole('combobox').click();
    await clerk.page.getByTitle(/^公共服务综窗/).click();
    await press(clerk.page, '转过去');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('is finished by another clerk', async () => {
    const { page, open } = await journey.visitor('window.2', 'phone');
    await open('/desk/calling');
    await press(page, /叫下一个/);
    await page.locator('.seat-number', { hasText: ticket }).waitFor();
    await looksRight(page);
    await press(page, /人到了/);
    await page.getByText('办理中', { exact: true }).waitFor();
    await press(page, /^办\s*完/);
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('办件编号（选填）').fill('141129-20241104-9999');
    await dialog.getByRole('button', { name: /^办\s*完/ }).click();
    await dialog.getByText('没有这个办件编号，请核对').waitFor();
    await looksRight(page);
    await dialog.getByRole('radio', { name: '咨询解答' }).check();
    await dialog.getByRole('button', { name: /^办\s*完/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('rowheader', { name: ticket }).waitFor();
  });

  it('has one who does not come: passed over after three calls, and a booking that is missed', async () => {
    expect(
      (await journey.county.guest().create('/tickets', { queue: 'hall-approval', shown: '13912345670', device: await enrolMachine(journey.county) })).status,
    ).toBe(200);
    const { page, open } = await journey.visitor('window');
    await open('/desk/calling');
    await page.getByText('人等候', { exact: true }).waitFor();
    await page.keyboard.press('n');
    const miss = page.getByRole('button', { name: /^过\s*号/ });
    await miss.waitFor();
    expect(await miss.isDisabled()).toBe(true);
    await page.getByText('叫了 1 次').waitFor();
    await page.keyboard.press('r');
    await page.getByText('叫了 2 次').waitFor();
    await press(page, /再叫一次/);
    await page.getByText('叫了 3 次').waitFor();
    await miss.click();
    await page.getByRole('heading', { name: '过号的' }).waitFor();
    await looksRight(page);

    const buyer = await journey.county.as('buyer');
    expect((await buyer.create('/bookings', { queue: 'hall-taxation', day: today, at: '11:00' })).status).toBe(200);
    at('11:31');
    await journey.county.system(tickQueues, {});
    const late = await journey.visitor('buyer', 'phone');
    await late.open('/hall/booking');
    await late.page.getByText('没有来', { exact: true }).waitFor();
    await looksRight(late.page);
  });
});

describe('the service owner', { timeout: 240_000 }, () => {
  it('adds to the negative list and sees the check of the whole', async () => {
    const { page, open } = await journey.visitor('service-owner');
    await open('/desk/hall/outside');
    await page.getByText('没有遗漏').waitFor();
    await looksRight(page);
    await press(page, '列入一项');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: '目录以外的' }).check();
    await dialog.getByLabel('事项名称').fill('殡仪馆火化预约');
    await dialog.getByRole('combobox', { name: '部门' }).fill('民政');
    await page.getByTitle('县民政局').click();
    await dialog.getByLabel('为什么不能进大厅').fill('要在殡仪馆现场办理和核验');
    await dialog.getByLabel('依据').fill('殡葬管理条例');
    await dialog.getByLabel('到哪里办').fill('县殡仪馆业务大厅');
    await dialog.getByLabel('有效期到').fill('2026-11-04');
    await dialog.getByRole('button', { name: /列\s*入/ }).click();
    await dialog.getByText('有效期最长 12 个月').waitFor();
    await looksRight(page);
    await dialog.getByLabel('有效期到').fill('2025-11-04');
    await dialog.getByRole('button', { name: /列\s*入/ }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: '殡仪馆火化预约', exact: true }).waitFor();
    const guest = await journey.visitor(undefined, 'phone');
    await guest.open('/hall/outside');
    await guest.page.getByRole('heading', { name: '殡仪馆火化预约' }).waitFor();
    await looksRight(guest.page);
    await open('/desk/hall');
    await page.getByText(/个事项都有着落/).waitFor();
    await looksRight(page);
    for (const tab of ['区域和窗口', '时间和预约量', '预约', '统计']) {
      await page.getByRole('radiogroup', { name: '看什么' }).getByText(tab, { exact: true }).click();
      await page.locator('.frame').getByRole('table').first().waitFor();
      await looksRight(page);
    }
  });

  it('sees the matters of the whole city against their targets, on a small screen too', async () => {
    const { page, open } = await journey.visitor('service-owner', 'phone');
    await open('/desk/hall/cities');
    await page.getByText('2024 年全市通办').waitFor();
    await looksRight(page);
    await open('/hall/cities');
    await page.getByText('30 项').waitFor();
    await looksRight(page);
  });
});
