/** The administrator: a new colleague from the account to the first sign-in, leave, a role taken away, the holidays, and the audit of it all. */
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { file } from './filed.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let admin: Visitor;
let newcomer: Visitor;

beforeAll(async () => {
  journey = await openJourney();
  await file(journey, 'buyer', 12, { 'file-move': 'no', 'flexible-pension': 'no', 'medical-cover': 'none', 'flexible-fund': 'no' });
  admin = await journey.visitor('admin');
});
afterAll(() => journey?.close());

it('adds a colleague with a role, who signs in for the first time and sets up the dynamic code', async () => {
  const { page } = admin;
  await admin.open('/desk/staff');
  await page.getByRole('heading', { level: 1, name: '工作人员' }).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '添加人员' }).click();
  const add = page.getByRole('dialog', { name: '添加人员' });
  await add.getByRole('textbox', { name: '姓名' }).fill('李新来');
  await add.getByRole('textbox', { name: '账号' }).fill('1');
  await add.getByRole('button', { name: /添\s*加/ }).click();
  await add.getByText('请选择机构').waitFor();
  await add.getByText('账号用 3 至 41 位小写字母、数字、点，以字母开头').waitFor();
  await looksRight(page);
  await add.getByRole('textbox', { name: '账号' }).fill('li.xinlai');
  await add.getByRole('combobox', { name: '机构' }).fill('人社');
  await page.getByTitle('县人社局').click();
  await add.getByRole('button', { name: /添\s*加/ }).click();
  const first = page.getByRole('dialog', { name: '李新来的初始密码' });
  const password = (await first.locator('code').textContent())!;
  await looksRight(page);
  await first.getByRole('button', { name: '已交给本人，接着授予角色' }).click();
  const roles = page.getByRole('dialog', { name: '李新来的角色' });
  await roles.getByText('还没有角色，登录后什么也看不到。').waitFor();
  await looksRight(page);
  await roles.getByRole('combobox', { name: '角色' }).click();
  await page.getByTitle('审查人员').click();
  await roles.getByRole('button', { name: /授\s*予/ }).click();
  await roles.getByText('（县人社局）').waitFor();

  newcomer = await journey.visitor();
  const { page: theirs } = newcomer;
  await newcomer.open('/desk');
  await looksRight(theirs);
  await theirs.getByRole('textbox', { name: '账号', exact: true }).fill('li.xinlai');
  await theirs.getByLabel('密码', { exact: true }).fill('not the password');
  await theirs.getByRole('button', { name: '下一步' }).click();
  await theirs.getByText('账号或密码不对').waitFor();
  await theirs.getByLabel('密码', { exact: true }).fill(password);
  await theirs.getByRole('button', { name: '下一步' }).click();
  await theirs.getByRole('img', { name: /动态口令的二维码/ }).waitFor();
  await looksRight(theirs);
  const secret = (await theirs.locator('.sign-in-secret code').textContent())!.replaceAll(/\s/g, '');
  await theirs.getByRole('textbox', { name: /的动态口令/ }).fill(new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate());
  await theirs.getByRole('heading', { level: 1, name: '待办事项' }).waitFor();
  await theirs.getByText('共 1 件').waitFor();
});

it('takes the role away: it ends at the next request', async () => {
  const { page } = admin;
  const roles = page.getByRole('dialog', { name: '李新来的角色' });
  await roles.getByRole('button', { name: /撤销/ }).click();
  await page
    .getByRole('dialog', { name: '撤销李新来的“审查人员”角色？' })
    .getByRole('button', { name: /撤\s*销/ })
    .click();
  await roles.getByText('还没有角色，登录后什么也看不到。').waitFor();
  const { page: theirs } = newcomer;
  await theirs.getByRole('button', { name: '待受理' }).click();
  await theirs.getByRole('alert').first().waitFor();
  await looksRight(theirs);
  await theirs.reload();
  await theirs.getByText('您的账号还没有任何角色').or(theirs.getByRole('alert')).first().waitFor();
  expect(await theirs.locator('[data-queue-row]').count()).toBe(0);
});

it('arranges leave: whoever stands in sees the queue from that day, and no longer when it ends', async () => {
  const { page } = admin;
  const names = async (account: string) => (await journey.county.as(account).then(b => b.get('/session'))).body.name as string;
  const away = await names('reviewer.human-resources');
  const standIn = '李新来';
  await admin.open('/desk/leave');
  await looksRight(page);
  await page.getByRole('button', { name: '安排代办' }).click();
  const give = page.getByRole('dialog', { name: '安排代办' });
  await give.getByRole('combobox', { name: '谁请假' }).fill(away);
  await page
    .getByTitle(new RegExp(`^${away}`))
    .first()
    .click();
  await give.getByRole('combobox', { name: '由谁代办' }).fill(standIn);
  await page
    .getByTitle(new RegExp(`^${standIn}`))
    .first()
    .click();
  await give.getByRole('button', { name: /安\s*排/ }).click();
  await give.getByText('请写明事由').waitFor();
  await give.getByRole('textbox', { name: '事由' }).fill('年休假');
  await looksRight(page);
  await give.getByRole('button', { name: /安\s*排/ }).click();
  const now = page.getByRole('region', { name: /正在代办/ });
  await now.getByText(standIn).waitFor();

  const { page: theirs } = newcomer;
  await newcomer.open('/desk/tasks');
  await theirs.getByText(`代 ${away}`).waitFor();
  await theirs.getByText('共 1 件').waitFor();
  await now.getByRole('button', { name: /结\s*束/ }).click();
  await page.getByRole('dialog', { name: '现在结束代办？' }).getByRole('button', { name: '结束代办' }).click();
  await page
    .getByRole('region', { name: /已经结束/ })
    .getByText(standIn)
    .waitFor();
  await newcomer.open('/desk/tasks');
  await theirs.getByRole('heading', { level: 1 }).or(theirs.getByText('您的账号还没有任何角色')).first().waitFor();
  expect(await theirs.locator('[data-queue-row]').count()).toBe(0);
});

it('loads a year’s holidays from the text of the notice', async () => {
  const { page } = admin;
  await admin.open('/desk/calendar?year=2027');
  await page.getByText('2027 年的放假安排还没有载入').waitFor();
  await page
    .getByRole('textbox', { name: '粘贴通知原文' })
    .fill(
      '国办发明电〔2026〕9号\n一、元旦：1月1日（周五）至3日（周日）放假，共3天。\n二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）、2月20日（周六）上班。',
    );
  await page.getByRole('button', { name: '识别日期' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: '通知的文号' }).inputValue()).toBe('国办发明电〔2026〕9号');
  await page.getByText('读出 2 个周末上班').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: /载\s*入/ }).click();
  await page
    .getByRole('dialog', { name: '载入 2027 年的放假安排？' })
    .getByRole('button', { name: /载\s*入/ })
    .click();
  await page.getByText('来源：国办发明电〔2026〕9号').waitFor();
  await looksRight(page);
});

it('finds all of it in the audit; nothing went wrong in any browser', async () => {
  const { page } = admin;
  await admin.open('/desk/audit');
  await page.getByRole('heading', { level: 1, name: '审计查询' }).waitFor();
  // What people did; what the system does by itself stands there when one asks for it.
  expect(await page.getByRole('region', { name: '审计记录' }).getByText('安装事项目录').count()).toBe(0);
  const me = (await journey.county.as('admin').then(b => b.get('/session'))).body.name as string;
  await page.getByRole('textbox', { name: '谁' }).fill(me);
  await page.getByRole('button', { name: '查询' }).click();
  const found = page.getByRole('region', { name: '审计记录' });
  for (const what of ['添加人员', '授予角色', '撤销角色', '同事代办', '放假安排']) await found.getByText(what).first().waitFor();
  await looksRight(page);
  await page.getByRole('combobox', { name: '做了什么' }).fill('日历');
  await page.getByTitle('工作日历').click();
  await page.getByRole('button', { name: '查询' }).click();
  await expect.poll(() => found.getByRole('listitem').count()).toBe(1);
  const phone = await journey.visitor('admin', 'phone');
  for (const path of ['/desk/staff', '/desk/units', '/desk/leave', '/desk/calendar', '/desk/audit', '/desk/account']) {
    await phone.open(path);
    await phone.page.getByRole('heading', { level: 1 }).waitFor();
    await looksRight(phone.page);
  }
});
