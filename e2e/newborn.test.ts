/** Newborn (thing 17): a mother on a phone, the departments at their desks, to the last licence and the rating. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { approve, tasksOf } from './deciding.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { hasFocus } from './keyboard.ts';

let journey: Journey;
let mother: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  mother = await journey.visitor(undefined, 'phone');
});
afterAll(() => journey?.close());

const heading = (v: Visitor, name: string | RegExp) => v.page.getByRole('heading', { level: 1, name }).waitFor();
const next = (v: Visitor) => v.page.getByRole('button', { name: '继续', exact: true }).click();
const photo = { name: '照片.png', mimeType: 'image/png', buffer: pixel };

it('learns in two minutes what it takes, without signing in', async () => {
  const { page } = mother;
  await mother.open('/');
  await page.getByRole('combobox', { name: '您想办什么事' }).fill('生孩子');
  await page.getByRole('option', { name: /新生儿出生/ }).click();
  await heading(mother, '新生儿出生');
  await looksRight(page);
  await page.getByRole('link', { name: '看看我要准备什么' }).first().click();
  for (const [question, answer] of [
    ['孩子在哪里出生？', '在中阳县的医院'],
    ['孩子的父母登记结婚了吗？', '已经登记结婚'],
    ['生孩子的费用由哪种医保报销？', '职工医保（单位交）'],
    ['现在给孩子办社会保障卡吗？', '现在一起办'],
  ] as const) {
    await heading(mother, question);
    await looksRight(page);
    await page.getByRole('radio', { name: answer }).check();
    await page.getByRole('button', { name: /下一题|看告知单/ }).click();
  }
  await page.getByText('要办 7 个事项，由 4 个部门办').waitFor();
  expect(await page.getByRole('region', { name: '要您准备的 4 份材料' }).getByRole('listitem').count()).toBe(4);
  await looksRight(page);
});

it('applies once, and is told what is wrong before anything is sent', async () => {
  const { page } = mother;
  await page
    .getByRole('button', { name: /申请/ })
    .or(page.getByRole('link', { name: /申请/ }))
    .first()
    .click();
  await heading(mother, '登录');
  await page.getByRole('button', { name: /^白婷婷/ }).click();
  await heading(mother, '新生儿出生');
  await looksRight(page);
  await page.getByRole('link', { name: '开始填写' }).click();
  await heading(mother, '申请人');
  await next(mother);

  await heading(mother, '孩子');
  await page.getByLabel('孩子姓名').fill('李安𬭚');
  await page.getByRole('radio', { name: '女' }).check();
  // Not yet born: said at the field and in the summary, whose line leads to the field.
  await page.getByLabel('出生日期').fill('2024-12-29');
  await page.getByLabel('民族').fill('汉族');
  await page.getByLabel('出生医院').fill('中阳县人民医院');
  await next(mother);
  await page.getByRole('alert', { name: '有内容需要修改' }).getByRole('link').click();
  await hasFocus(page.getByLabel('出生日期'));
  await looksRight(page);
  await page.getByLabel('出生日期').fill('2024-10-29');
  await next(mother);

  await heading(mother, '母亲');
  await page.getByLabel('母亲姓名').fill('白婷婷');
  await page.getByLabel('母亲公民身份号码').fill('11010519491231002Y');
  await next(mother);
  await page.getByRole('alert', { name: '有内容需要修改' }).waitFor();
  const seen = await journey.county.as('resident');
  const [draft] = (await seen.get('/applications')).body.items;
  const own = (await seen.get(`/applications/${draft.id}`)).body.values['applicant-identity'] as string;
  await page.getByLabel('母亲公民身份号码').fill(own.toLowerCase());
  await next(mother);
  await heading(mother, '父亲');
  await page.getByLabel('父亲姓名').fill('李浩宇');
  await page.getByLabel('父亲公民身份号码').fill('11010519491231002x');
  await next(mother);
  await heading(mother, '孩子的户口');
  await page.getByRole('radio', { name: '随母亲' }).check();
  await page.getByLabel('落户地址').fill('宁乡镇城南社区 18 号');
  await next(mother);
  await heading(mother, '生育费用');
  await page.getByLabel('住院天数').fill('4');
  await page.getByLabel('自己垫付的医疗费').fill('3200.50');
  await next(mother);
  await heading(mother, '社会保障卡');
  await page
    .getByLabel('制卡银行')
    .or(page.getByRole('radio', { name: '农商银行' }))
    .first()
    .check();
  await next(mother);
  await heading(mother, '收款账户');
  await page.getByLabel('开户银行').fill('农商银行');
  await page.getByLabel('银行卡号').fill('6228480402564890018');
  await next(mother);

  await heading(mother, '材料');
  await looksRight(page);
  // A program with a picture's name is refused by what it is, and can be put away.
  const invoice = page.locator('li', { has: page.getByRole('heading', { name: '生育医疗费用票据和费用清单' }) });
  await invoice
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '票据.png', mimeType: 'image/png', buffer: Buffer.from('MZ\x90\x00 not a picture') });
  await invoice.getByRole('alert').waitFor();
  await invoice.getByRole('button', { name: /不要了/ }).click();
  for (const name of ['生育医疗费用票据和费用清单', '出院小结（或病历首页）', '本人银行卡']) {
    const card = page.locator('li', { has: page.getByRole('heading', { name }) });
    await card.locator('input[type=file]').first().setInputFiles(photo);
    await card.getByText('已上传').waitFor();
  }
  await page.getByRole('button', { name: /以后补交.*近期免冠白底照片/ }).click();
  await page.getByRole('checkbox', { name: /同意以上部门查看/ }).check();
  await next(mother);
  await heading(mother, '领取结果');
  await next(mother);
  await heading(mother, /核对/);
  await page.getByText('李安𬭚').waitFor();
  await looksRight(page);
  // A double click makes one case.
  await page.getByRole('button', { name: '提交申请' }).dblclick();
  await heading(mother, '受理回执');
  await looksRight(page);
  expect(await page.locator('.receipt-number strong').textContent()).toMatch(/^141129-20241104-\d{4,}$/);
  const [made] = await journey.county.owner<{ n: number }[]>`select count(*)::int as n from case_file`;
  expect(made!.n).toBe(1);
});

it('is decided at four departments’ desks, side by side', async () => {
  const reviewer = await journey.visitor('reviewer.health');
  await reviewer.open('/desk/tasks');
  await reviewer.page
    .getByRole('link', { name: /出生医学证明签发/ })
    .first()
    .click();
  await heading(reviewer, /出生医学证明签发/);
  await reviewer.page.getByRole('button', { name: /^受理/ }).click();
  await reviewer.page.getByRole('button', { name: /^受理/ }).waitFor({ state: 'hidden' });
  await reviewer.page.getByRole('button', { name: /^通过/ }).click();
  const dialog = reviewer.page.getByRole('dialog');
  await dialog.getByRole('textbox').first().waitFor();
  for (const box of await dialog.getByRole('textbox').all()) if ((await box.inputValue()) === '') await box.fill('A140000001');
  await dialog.getByRole('button', { name: /^通\s*过$/ }).click();
  await reviewer.page
    .getByText(/已通过/)
    .first()
    .waitFor();

  // The mother sees it, and whose turn it is now.
  const { page } = mother;
  await page.getByRole('link', { name: '看办理进度' }).click();
  await heading(mother, /新生儿出生/);
  // She looks again: what she was shown a moment ago may still stand there.
  await mother.open(new URL(page.url()).pathname);
  await looksRight(page);
  const line = (title: string) => page.locator('.case-matter', { has: page.getByRole('heading', { name: title }) });
  await line('出生医学证明签发').getByText('办好了').first().waitFor();
  await line('社会保障卡申领').getByText(/等/).first().waitFor();

  // The photo that she promised to bring later, in place.
  await page.locator('input[type=file]').first().setInputFiles(photo);
  await page.getByRole('button', { name: '补交 1 份' }).click();
  await page.getByText('已补交，部门会接着审').waitFor();

  // The others decide through their own addresses, each as soon as its turn comes.
  const seen = await journey.county.as('resident');
  const caseId = /\/cases\/([^/?]+)/.exec(page.url())![1]!;
  for (let open = await tasksOf(seen, caseId), round = 0; open.some(t => t.state !== 'delivered') && round < 10; open = await tasksOf(seen, caseId), round++)
    for (const task of open.filter(t => t.state === 'ready' || t.state === 'accepted')) await approve(journey, task);
  expect(new Set((await tasksOf(seen, caseId)).map(t => t.state))).toEqual(new Set(['delivered']));
});

it('receives the licences and rates the service', async () => {
  const { page } = mother;
  await page.reload();
  await page
    .getByRole('radio', { name: /★★★★★/ })
    .or(page.getByRole('radio', { name: '非常满意', exact: true }))
    .first()
    .check();
  await page.getByRole('button', { name: '提交评价' }).click();
  await page.getByRole('heading', { level: 2, name: '您的评价' }).waitFor();
  await looksRight(page);
  await mother.open('/wallet');
  await page.getByRole('heading', { level: 3, name: /出生医学证明/ }).waitFor();
  await page.getByRole('heading', { level: 3, name: /社会保障卡/ }).waitFor();
  await looksRight(page);
  await mother.open('/inbox');
  await page
    .getByText(/新生儿出生/)
    .first()
    .waitFor();
});
