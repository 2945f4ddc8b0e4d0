/** A year's solar income in the browser: signed, decided, computed, checked, looked at by a town, approved, posted, objected to by a resident, final, paid, shown to hang in the village. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixel } from '../src/platform/demo/index.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
const known = new Map<string, Promise<Visitor>>();
/** Everybody has a browser of their own and keeps it. */
const as = (account: string, device?: 'phone' | 'desktop') => {
  const key = `${account} ${device ?? ''}`;
  if (!known.has(key)) known.set(key, journey.visitor(account || undefined, device));
  return known.get(key)!;
};
let run = '';

beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey?.close());

async function confirmed({ page }: Visitor, button: string | RegExp) {
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('dialog').getByRole('button', { name: button }).last().click();
}

async function elevate({ page }: Visitor) {
  await page
    .getByRole('dialog', { name: '再次验证身份' })
    .getByRole('button', { name: /演示：填入口令/ })
    .click();
}

it('stops at what the document leaves open until a leader has decided, and is computed then', async () => {
  const officer = await as('officer.rural-revitalisation');
  await officer.open('/desk/solar');
  await looksRight(officer.page);
  await officer.page.getByRole('link', { name: /^2024 年光伏帮扶收益分配/ }).click();
  await officer.page.getByText('还不能复核：复核的人不能是计算的人').waitFor();
  await looksRight(officer.page);
  await confirmed(officer, /作\s*废/);
  await officer.page.getByText('已作废').waitFor();

  const organisation = await journey.county.as('officer.organisation');
  const [row] = (await organisation.get(`/registers/solar-villages/rows?period=2023&q=${encodeURIComponent('师庄村')}`)).body.items;
  await organisation.send('PATCH', `/registers/solar-villages/rows/${row.id}`, {
    version: row.version,
    values: { collectiveIncome: '200000' },
    reason: '审计后更正',
  });
  await officer.open('/desk/solar/runs/new?period=2024');
  await officer.page.getByText('确认后又改过').waitFor();
  await expect.poll(() => officer.page.getByRole('button', { name: /^测\s*算$/ }).isDisabled()).toBe(true);
  await looksRight(officer.page);
  const owner = await as('officer.organisation');
  await owner.open('/desk/solar/sources');
  await looksRight(owner.page);
  await confirmed(owner, /确认数据|^确\s*认$/);
  await owner.page.getByText('确认后又改过').waitFor({ state: 'detached' });

  const leader = await as('leader');
  await leader.open('/desk/solar/runs/new?period=2024');
  const question = leader.page.getByRole('listitem').filter({ hasText: '师庄村上年集体收入正好' });
  await question.getByRole('button', { name: '作出决定' }).click();
  const dialog = leader.page.getByRole('dialog');
  await dialog.getByRole('button', { name: '记录决定' }).click();
  await dialog.getByText('请写明依据').waitFor();
  await dialog.getByRole('radio', { name: '按低于 20 万元' }).check();
  await dialog.getByLabel('依据').fill('县政府专题会议纪要〔2024〕9号');
  await looksRight(leader.page);
  await dialog.getByRole('button', { name: '记录决定' }).click();
  await question.getByText('已决定').waitFor();

  await officer.open('/desk/solar/runs/new?period=2024');
  await officer.page.getByLabel('低于 20 万元的村每村倾斜').fill('39000');
  await officer.page.getByRole('button', { name: /^测\s*算$/ }).click();
  await officer.page.getByText('在 40000.00 元到 50000.00 元之间').waitFor();
  await officer.page.getByLabel('低于 20 万元的村每村倾斜').fill('40000');
  await officer.page.getByRole('button', { name: /^测\s*算$/ }).click();
  await officer.page.waitForURL(/\/runs\/[0-9a-f-]{36}/);
  run = officer.page.url().split('/').at(-1)!;
});

it('opens each figure to its arithmetic and shows who gains and loses', async () => {
  const { page, open } = await as('officer.rural-revitalisation');
  await open(`/desk/solar/runs/${run}?q=szc`);
  await page.getByRole('button', { name: /^师庄村，5% 倾斜：/ }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByText('按记录的决定归“低于 20 万元”').waitFor();
  await looksRight(page);
  await page.keyboard.press('Escape');
  await open(`/desk/solar/runs/${run}?view=comparison`);
  await page.getByText('少了的').waitFor();
  await looksRight(page);
  await open(`/desk/solar/runs/${run}?view=basis`);
  await page.getByText('两项相加等于可分配总额').waitFor();
  await looksRight(page);
});

it('goes from its checker by its town to the leader, and is posted', async () => {
  const finance = await as('officer.finance');
  await finance.open(`/desk/solar/runs/${run}`);
  await confirmed(finance, /^复\s*核$/);
  await finance.page.getByText('已复核，待审定').waitFor();
  const town = await as('town.zhike', 'phone');
  await town.open(`/desk/solar/runs/${run}`);
  await looksRight(town.page);
  await town.page.getByRole('button', { name: /^枝柯村，60% 部分/ }).click();
  const drawer = town.page.getByRole('dialog');
  await drawer.getByLabel('对“60% 部分”提意见').fill('本村上年底脱贫人口少了一户，请核对');
  await drawer.getByRole('button', { name: '提交意见' }).click();
  await town.page.getByText('意见已经提交').waitFor();
  const officer = await as('officer.rural-revitalisation');
  await officer.open(`/desk/solar/runs/${run}?view=objections`);
  await officer.page.getByRole('button', { name: '答复异议' }).click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '不成立' }).check();
  await dialog.getByLabel('理由').fill('与年底台账一致，没有少');
  await dialog.getByRole('button', { name: '提交答复' }).click();
  await officer.page.getByText('答复：与年底台账一致').waitFor();
  const leader = await as('leader');
  await leader.open(`/desk/solar/runs/${run}`);
  await confirmed(leader, /^审\s*定$/);
  await elevate(leader);
  await leader.page.getByText('已审定，待公示').waitFor();
  await officer.open(`/desk/solar/runs/${run}`);
  await confirmed(officer, /^公\s*示$/);
  await officer.page.getByText('公示中').first().waitFor();
});

it('is found by everybody by pinyin, and a resident’s objection is answered', async () => {
  const guest = await as('', 'phone');
  await guest.open('/solar');
  await looksRight(guest.page);
  await guest.page.getByRole('searchbox', { name: '找村（安置点）' }).fill('zhikecun');
  await guest.page.getByText('共 1 个').waitFor();
  await guest.page.getByRole('link', { name: /枝柯村/ }).click();
  await guest.page.getByRole('heading', { level: 1, name: '枝柯村' }).waitFor();
  await guest.page
    .getByText(/人，全县/)
    .first()
    .waitFor();
  await looksRight(guest.page);
  const resident = await as('resident');
  await resident.open(`/solar/${run}?row=${encodeURIComponent('zhike/枝柯村')}`);
  await resident.page.getByLabel(/对枝柯村的哪个数有异议/).fill('我家是监测户，去年底没有算进去');
  await resident.page.getByRole('button', { name: '提交异议' }).click();
  await resident.page.getByText('等答复').waitFor();
  const officer = await as('officer.rural-revitalisation');
  await officer.open(`/desk/solar/runs/${run}?view=objections`);
  await officer.page.getByRole('button', { name: '答复异议' }).click();
  const dialog = officer.page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '不成立' }).check();
  await dialog.getByLabel('理由').fill('已经算在监测户人口里');
  await dialog.getByRole('button', { name: '提交答复' }).click();
  await officer.page.getByText('答复：已经算在监测户人口里').waitFor();
  await resident.open(`/solar/${run}?row=${encodeURIComponent('zhike/枝柯村')}`);
  await resident.page.getByText('答复：已经算在监测户人口里').waitFor();
});

it('is final after its term, paid by the company, and its town shows what hangs in the village', async () => {
  journey.county.travel('2024-11-20');
  const officer = await as('officer.rural-revitalisation');
  await officer.open(`/desk/solar/runs/${run}`);
  await confirmed(officer, /^生\s*效$/);
  await officer.page.getByText('已生效').first().waitFor();
  const company = await as('officer.development-company');
  await company.open('/desk/solar/payments');
  await company.page.getByRole('button', { name: '建立拨付清单' }).click();
  await company.page.waitForURL(new RegExp(run));
  await company.page.getByText('应拨').waitFor();
  await looksRight(company.page);
  await company.page.getByRole('button', { name: '导出送银行' }).click();
  await company.page
    .getByRole('dialog')
    .getByRole('button', { name: /导\s*出/ })
    .click();
  const saved = company.page.waitForEvent('download');
  await elevate(company);
  expect((await saved).suggestedFilename()).toContain('拨付');
  await company.page.getByRole('button', { name: '登记结果：段家庄社区' }).click();
  await company.page
    .getByRole('dialog')
    .getByRole('button', { name: /登\s*记/ })
    .click();
  await company.page.getByRole('row').filter({ hasText: '段家庄社区' }).getByText('已到账').waitFor();
  await confirmed(company, /^办\s*结$/);
  await company.page.getByText('还没有交公示照片的').waitFor();
  const town = await as('town.zhike', 'phone');
  await town.open(`/desk/solar/payments/${run}`);
  await town.page.getByRole('button', { name: '交照片：枝柯村' }).click();
  const dialog = town.page.getByRole('dialog');
  await dialog.getByLabel('照片', { exact: true }).setInputFiles({ name: '公示栏.png', mimeType: 'image/png', buffer: pixel });
  await dialog.getByLabel('贴在哪里').fill('村委会公示栏');
  await dialog.getByRole('button', { name: '交照片' }).click();
  await town.page.getByRole('link', { name: /枝柯村的公示照片/ }).waitFor();
  await looksRight(town.page);
});

it('says what stands in the provincial system, with vouchers, and sends the towns a notice of the year', async () => {
  const town = await as('town.zhike', 'phone');
  await town.open('/desk/solar/entries?year=2023&what=use&state=open');
  await looksRight(town.page);
  const open = town.page.getByRole('button', { name: /^登记录入：/ });
  const before = await open.count();
  await open.first().click();
  const dialog = town.page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^登\s*记$/ }).click();
  await dialog.getByText('请填系统里的编号').waitFor();
  await dialog.getByLabel('系统里的编号或流水号').fill('SX-2023-0099');
  await dialog.getByRole('button', { name: /^登\s*记$/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => open.count()).toBe(before - 1);
  await town.page
    .getByRole('button', { name: /^凭证：/ })
    .first()
    .click();
  await dialog.getByLabel(/交凭证/).setInputFiles({ name: '工资表.png', mimeType: 'image/png', buffer: pixel });
  await dialog.getByRole('link', { name: '工资表.png' }).waitFor();
  await looksRight(town.page);
  const officer = await as('officer.rural-revitalisation');
  await officer.open('/desk/solar/use?year=2023');
  await officer.page.getByText('在两个村领工资').first().waitFor();
  await officer.page.getByRole('link', { name: '年终通报' }).click();
  await officer.page.getByRole('button', { name: '发出通报' }).click();
  await officer.page
    .getByRole('dialog')
    .getByRole('button', { name: /^发\s*出$/ })
    .click();
  await officer.page.getByText(/发出$/).waitFor();
  await looksRight(officer.page);
});

it('shows leaders what villages do with it, and lets a breach be supervised', async () => {
  const leader = await as('leader');
  await leader.open('/desk/solar/use?year=2023');
  await looksRight(leader.page);
  await leader.page.getByRole('link', { name: /^\d+ 个村$/ }).click();
  await leader.page
    .getByRole('button', { name: /^发督办：/ })
    .first()
    .click();
  await leader.page.getByRole('dialog').getByRole('button', { name: '发督办' }).click();
  await leader.page.getByText('督办已发给乡镇').waitFor();
});
