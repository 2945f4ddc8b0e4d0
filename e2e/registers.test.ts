/** A register, by those who keep it: a table looked at, brought in and undone at the desk; a town fills in its column on a phone. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { csvText } from '#platform/tables';
import { type Journey, looksRight, openJourney } from './journey.ts';

let journey: Journey;
beforeAll(async () => {
  journey = await openJourney();
});
afterAll(() => journey?.close());

it('an officer brings in a table without its wrong line, sees it in the row’s history, and undoes it', async () => {
  const { page, open } = await journey.visitor('officer.rural-revitalisation');
  await open('/desk/');
  await page.getByRole('menuitem', { name: '光伏收益' }).click();
  await page.getByRole('link', { name: '村和电站' }).click();
  await page.getByText('共 96 个').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '导入和历次导入' }).click();
  // What one fills in is there with its rows and one's own columns.
  const [blank] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载要填的表' }).click()]);
  const filled = readFileSync(await blank.path(), 'utf8').split('\r\n');
  expect(filled[0]).toBe('\uFEFF乡镇,村或安置点,类别,脱贫人口（人）,一般农户人口（人）,监测户人口（人）,示范村,已除去搬走的人');
  expect(filled.filter(l => l.includes('升辉安置点'))).toHaveLength(1);
  const lines = [
    ['枝柯镇', '枝柯村', '1234', ''],
    ['枝柯镇', '上桥村', '很多', ''],
    ['枝柯镇', '师庄村', '', '5'],
  ];
  await page.getByLabel('选择表格').setInputFiles({
    name: '脱贫人口.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csvText(['乡镇', '村或安置点', '脱贫人口', '村集体经济收入'], lines)),
  });
  await page.getByText('“脱贫人口.csv”有 2 行要改').waitFor();
  await page.getByText('“很多”不是数字').waitFor();
  await page.getByText(/这一列由县委组织部填写/).waitFor();
  await page.getByText(/脱贫人口（人） \d+ → 1,234/).waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '不要有错误的 2 行，导入其余 1 个' }).click();
  const made = page.getByRole('listitem').filter({ hasText: '脱贫人口.csv' }).first();
  await made.waitFor();

  await open('/desk/solar/villages?q=zhikecun');
  await page.getByRole('link', { name: '枝柯村' }).click();
  await page.getByText(/导入“脱贫人口.csv”/).waitFor();
  await page.getByText(/\d+ → 1,234/).waitFor();
  await looksRight(page);

  await open('/desk/solar/villages/import');
  await page.getByRole('button', { name: '撤销这次导入：脱贫人口.csv' }).click();
  await page.getByLabel('原因').fill('用错了年度的表');
  await page.getByRole('button', { name: '撤销导入', exact: true }).click();
  await made.getByText('已撤销').waitFor();
  await made.getByText(/用错了年度的表/).waitFor();
});

it('an officer picks rows in the list, sees what one value for all would change, and puts it back', async () => {
  const { page, open } = await journey.visitor('officer.rural-revitalisation');
  await open('/desk/solar/villages?town=zhike');
  await page.getByRole('button', { name: '批量修改' }).click();
  await page.getByRole('checkbox', { name: '选枝柯村' }).check();
  await page.getByText('已选 1 个').waitFor();
  await page.getByRole('button', { name: '选这一页' }).click();
  await looksRight(page);
  await page.getByRole('button', { name: '修改选中的' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('改哪一列').click();
  await page.getByTitle('监测户人口（人）', { exact: true }).click();
  await dialog.getByLabel('改成').fill('很多');
  await dialog.getByRole('button', { name: '先看会改什么' }).click();
  await dialog.getByText('“很多”不是数字').waitFor();
  await dialog.getByLabel('改成').fill('77');
  await dialog.getByRole('button', { name: '先看会改什么' }).click();
  await dialog.getByText(/^会修改 \d+ 个$/).waitFor();
  await looksRight(page);
  await dialog.getByRole('button', { name: /^修改 \d+ 个$/ }).click();
  await dialog.getByText('请写明原因').waitFor();
  await dialog.getByLabel('原因').fill('全镇重新核定');
  await dialog.getByRole('button', { name: /^修改 \d+ 个$/ }).click();
  await dialog.waitFor({ state: 'hidden' });
  await open('/desk/solar/villages/import');
  const made = page.getByRole('listitem').filter({ hasText: '批量修改：监测户人口改为 77' }).first();
  await made.getByText(/原因：全镇重新核定/).waitFor();
  await made.getByRole('button').click();
  await page.getByLabel('原因').fill('核定有误');
  await page.getByRole('button', { name: '撤销导入', exact: true }).click();
  await made.getByText('已撤销').waitFor();
});

it('a town fills in its own column on a phone, and is told what is wrong at the field', async () => {
  const { page, open } = await journey.visitor('town.xiazaolin', 'phone');
  await open('/desk/solar/villages?empty=residents&q=yangpo');
  await page.getByRole('link', { name: '阳坡村' }).click();
  await page.getByRole('button', { name: '改这一行' }).click();
  const dialog = page.getByRole('dialog');
  // Its own column and nothing else.
  await dialog.getByLabel('常住人口（人）').fill('一百');
  expect(await dialog.getByRole('textbox').count()).toBe(2);
  await dialog.getByLabel('原因').fill('入户核对');
  await dialog.getByRole('button', { name: /保存修改/ }).click();
  await dialog.getByText('“一百”不是数字').waitFor();
  await looksRight(page);
  await dialog.getByLabel('常住人口（人）').fill('412');
  await dialog.getByRole('button', { name: /保存修改/ }).click();
  await page.getByText('入户核对').waitFor();
  await page.getByText('— → 412').waitFor();
  await looksRight(page);
  // What finds nothing says so, with a way back.
  await open('/desk/solar/villages?q=meiyou');
  await page.getByText('没有符合条件的').waitFor();
  await page.getByRole('button', { name: '清除条件' }).click();
  await page.getByRole('link', { name: '阳坡村' }).waitFor();
});
