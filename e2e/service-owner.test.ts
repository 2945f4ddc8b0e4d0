/**
 * The service owner: changes a matter's days and the order of a thing, breaks and mends something, publishes a version;
 * a running case stays on its own. A unit's head confirms what was assumed.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';
import { take } from './keyboard.ts';

let journey: Journey;
let owner: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  owner = await journey.visitor('service-owner');
});
afterAll(() => journey?.close());

const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'employee', 'card-wanted': 'yes' };
const matter = 'birth-registration';
const registration = '本县户口登记（申报出生登记）1岁以下婚内本县生育';

/** A newborn's application, handed in through HTTP. */
async function running(): Promise<string> {
  const mother = await journey.county.as('resident');
  const { id } = (await mother.create('/applications', { thing: 17, answers })).body;
  const { body: first } = await mother.get(`/applications/${id}`);
  const photo = (await mother.upload('/files?accept=image', '票据.png', pixel)).body.id;
  const saved = await mother.send('PATCH', `/applications/${id}`, {
    version: first.version,
    values: {
      'child-name': '李安安',
      'child-sex': 'female',
      'child-birth-date': '2024-10-29',
      'child-ethnic-group': '汉族',
      'child-birth-hospital': '中阳县人民医院',
      'mother-name': '白婷婷',
      'mother-identity': first.values['applicant-identity'],
      'father-name': '李浩宇',
      'father-identity': '11010519491231002X',
      'child-household-with': 'mother',
      'child-household-address': '宁乡镇城南社区 18 号',
      'maternity-hospital-days': '4',
      'maternity-cost': '3200.50',
      'bank-name': '农商银行',
      'bank-account': '6228480402564890018',
      'card-bank': 'rcb',
    },
    materials: Object.fromEntries(
      first.notice.materials.filter((m: any) => first.materials[m.id].way === null).map((m: any) => [m.id, { way: 'upload', files: [photo] }]),
    ),
    consent: true,
    delivery: { way: 'electronic' },
  });
  const sent = await mother.create(`/applications/${id}/submission`, { version: saved.body.version });
  expect(sent.status).toBe(200);
  return sent.body.caseId;
}

const promisedOf = async () => {
  const { body } = await journey.county.guest().post('/things/17/notice', { answers });
  return { version: body.version, days: body.matters.find((m: any) => m.id === matter).promisedDays, guidance: body.matters.at(-1).after };
};

async function save() {
  await owner.page.getByRole('button', { name: '保存到草稿' }).click();
  await owner.page.getByText('没有未保存的修改').waitFor();
}

describe('the service owner', () => {
  let caseId: string;

  it('sees the whole catalogue in a table', async () => {
    caseId = await running();
    await owner.open('/desk/catalogue');
    await owner.page.getByRole('link', { name: '新生儿出生' }).waitFor();
    expect(await owner.page.locator('.sort-table tbody tr').count()).toBe(40);
    await looksRight(owner.page);
    await owner.page.getByLabel('按名称或编号找一件事').fill('newborn');
    await expect.poll(() => owner.page.locator('.sort-table tbody tr').count()).toBe(1);
  });

  it('is told at its fields what a new entry still needs, and may throw it away again', async () => {
    const { page } = owner;
    await owner.open('/desk/catalogue?kind=materials');
    await page.getByRole('button', { name: '新建' }).click();
    await page.getByRole('dialog').getByLabel('编号').fill('residence-letter');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: '保存到草稿' }).click();
    await page.getByRole('alert').getByText('名称：不能为空').waitFor();
    await page.getByLabel('名称').fill('居住证明');
    await save();
    await page.getByRole('button', { name: /^删\s?去$/ }).click();
    await page.getByRole('dialog').getByText('没有别处用它。').waitFor();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^删\s?去$/ })
      .click();
    await page.getByRole('link', { name: '未发布的修改 0' }).waitFor();
  });

  it('changes the promised days of a matter', async () => {
    await owner.open(`/desk/catalogue/matters/${matter}`);
    await owner.page.getByRole('spinbutton', { name: '承诺时限' }).fill('2');
    await save();
    await owner.page.getByRole('button', { name: `撤销修改：${registration}` }).waitFor();
    await looksRight(owner.page);
  });

  it('is asked before a link leads away from what is not saved', async () => {
    await owner.page.getByLabel('一句话说明').fill('给孩子上户口');
    await owner.page.getByRole('link', { name: /事项目录 · 事项/ }).click();
    await owner.page.getByText('离开以后，这一页改过的内容会丢掉。').waitFor();
    await owner.page.getByRole('button', { name: '留在这里' }).click();
    expect(await owner.page.getByLabel('一句话说明').inputValue()).toBe('给孩子上户口');
    await owner.page.getByRole('button', { name: '恢复成草稿里的' }).click();
    await owner.page.getByText('没有未保存的修改').waitFor();
  });

  it('adds a wait to the order, and cannot close a circle', async () => {
    await owner.open('/desk/catalogue/things/newborn');
    const edges = owner.page.locator('.react-flow__edge');
    await expect.poll(() => edges.count()).toBe(5);
    const choose = async (waiting: string, name: string) => {
      await owner.page.getByRole('combobox', { name: `“${waiting}”等` }).click();
      await owner.page.keyboard.type(name);
      await take(owner.page, name);
    };
    await choose('出生医学证明签发', registration);
    await owner.page.getByText('不能加这个等待：顺序会成环').waitFor();
    await expect.poll(() => edges.count()).toBe(5);
    await choose('科学育儿指导服务登记', '出生医学证明签发');
    await expect.poll(() => edges.count()).toBe(6);
    await save();
    await looksRight(owner.page);
    // Backwards with the keyboard from the end of the form: what has the focus is behind neither the bar below nor the header.
    await owner.page.evaluate(() => [...document.querySelectorAll<HTMLElement>('.cat-form input')].at(-1)!.focus());
    const hidden: string[] = [];
    for (const key of [...Array<string>(25).fill('Shift+Tab'), ...Array<string>(25).fill('Tab')]) {
      await owner.page.keyboard.press(key);
      const covered = await owner.page.evaluate(() => {
        const at = document.activeElement!.getBoundingClientRect();
        const middle = document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2);
        return middle?.closest('.cat-bar, header') ? document.activeElement!.outerHTML.slice(0, 120) : null;
      });
      if (covered) hidden.push(`${key} ${covered}`);
    }
    expect(hidden).toEqual([]);
  });

  it('tries the draft with the answers of an applicant', async () => {
    const { page } = owner;
    await page.getByRole('button', { name: '开始试走' }).click();
    for (const answer of ['在中阳县的医院', '已经登记结婚', '职工医保（单位交）', '现在一起办']) await page.getByRole('button', { name: answer }).click();
    await page.getByRole('heading', { name: '事项（7）' }).waitFor();
    await page.getByText(/公安局 · 2 个工作日/).waitFor();
  });

  it('breaks the matter: the linter says so beside it, and publishing is refused', async () => {
    const { page } = owner;
    await owner.open(`/desk/catalogue/matters/${matter}`);
    await page.getByRole('spinbutton', { name: '法定时限（选填）' }).fill('1');
    // Said while typing, at the field that is wrong, before anything is saved.
    await page.locator('[data-path="promisedDays"]').getByText('承诺 2 个工作日，超过法定 1 个工作日').waitFor();
    await save();
    await owner.open('/desk/catalogue/publish');
    await page.getByText('校验有 1 处错误，改好以前不能发布').waitFor();
    expect(await page.getByRole('button', { name: '发布第 2 版' }).isDisabled()).toBe(true);
    await looksRight(page);
    const http = await journey.county.as('service-owner');
    expect((await http.create('/catalogue/versions', { version: 1, note: '不该成功' })).body).toMatchObject({ status: 422, code: 'lint-errors' });
  });

  it('keeps what was typed when somebody else saved first', async () => {
    const { page } = owner;
    await owner.open(`/desk/catalogue/matters/${matter}`);
    await page.getByRole('spinbutton', { name: '法定时限（选填）' }).fill('');
    const http = await journey.county.as('service-owner');
    const { body: draft } = await http.get('/catalogue/draft');
    const body = draft.catalogue.matters.find((m: any) => m.id === matter);
    const version = draft.edits.find((e: any) => e.id === matter).version;
    expect((await http.send('PUT', `/catalogue/draft/matters/${matter}`, { body, version })).status).toBe(200);
    await page.getByRole('button', { name: '保存到草稿' }).click();
    await page.getByText(/没有保存：.*刚刚改过这一条/).waitFor();
    expect(await page.getByRole('spinbutton', { name: '法定时限（选填）' }).inputValue()).toBe('');
    await page.getByRole('button', { name: '以我的为准，保存' }).click();
    await page.getByText('没有未保存的修改').waitFor();
  });

  it('reads the difference and the simulation, and publishes', async () => {
    const { page } = owner;
    await owner.open('/desk/catalogue/publish');
    const changes = page.getByRole('region', { name: '改了什么' });
    await changes.getByText('承诺时限').waitFor();
    expect(await changes.locator('del', { hasText: '1 个工作日' }).count()).toBe(1);
    expect(await changes.locator('ins', { hasText: '2 个工作日' }).count()).toBe(1);
    await changes.getByText('事项 · 科学育儿指导服务登记 · 等哪些办好 · 出生医学证明签发').waitFor();
    await page.getByRole('region', { name: '四减模拟' }).first().getByText('17 新生儿出生').waitFor();
    await looksRight(page);
    await page.getByLabel('这次改了什么、为什么').fill('户口登记承诺时限改为 2 个工作日');
    await page.getByRole('button', { name: '发布第 2 版' }).click();
    await page.getByText('第 2 版已发布').waitFor();
    await owner.open('/desk/catalogue?kind=versions');
    await page.getByText('户口登记承诺时限改为 2 个工作日').waitFor();
    await page.getByText('没有差异').waitFor({ state: 'detached' });
    await looksRight(page);
  });

  it('leaves the running case on its version, while new applications see the new one', async () => {
    expect(await promisedOf()).toEqual({ version: 2, days: 2, guidance: ['birth-certificate'] });
    const mother = await journey.county.as('resident');
    const { body: file } = await mother.get(`/cases/${caseId}`);
    const tasks = Object.fromEntries(file.tasks.map((t: any) => [t.key, t]));
    expect(tasks['parenting-guidance'].after).toEqual([]);
    expect(tasks[matter].promisedDays).toBe(1);
    const [row] = await journey.county.owner.unsafe(`select definition from case_file where id = '${caseId}'`);
    expect(row?.definition).toBe(1);
  });

  it('works on a phone', async () => {
    const phone = await journey.visitor('service-owner', 'phone');
    for (const path of ['/desk/catalogue', '/desk/catalogue/things/newborn', `/desk/catalogue/matters/${matter}`, '/desk/catalogue/publish']) {
      await phone.open(path);
      await phone.page.locator('.cat-form, .sort-table, form').first().waitFor();
      await looksRight(phone.page);
    }
  });
});

it('lets the head of a unit confirm what was assumed, with the basis', async () => {
  const head = await journey.visitor('head.public-security');
  const { page } = head;
  await head.open('/desk/catalogue/assumptions');
  await page.getByLabel('按事项或内容找').fill(registration);
  const button = page.getByRole('button', { name: `确认“${registration}”的承诺时限` });
  await button.click();
  await page.getByLabel('依据').fill('山西省公安厅户口登记实施清单');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /确\s?认/ })
    .click();
  await page.getByText('已确认 1 项，还有').waitFor();
  await expect.poll(() => button.count()).toBe(0);
  await page.getByText('已确认', { exact: true }).click();
  await page.getByText('依据：山西省公安厅户口登记实施清单').waitFor();
  await looksRight(page);
  // Another department's matters are not theirs.
  expect(await page.getByText('县卫健局').count()).toBe(0);
});
