/** A question on a phone, one that nobody can answer, and how the county learns to: from the gap to the published answer and its end. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keepEntries } from '../src/programmes/knowledge/keeping.ts';
import { type Journey, looksRight, openJourney, type Visitor } from './journey.ts';

let journey: Journey;
let resident: Visitor;
let seat: Visitor;
let head: Visitor;
beforeAll(async () => {
  journey = await openJourney();
  resident = await journey.visitor(undefined, 'phone');
  seat = await journey.visitor('hotline');
  head = await journey.visitor('head.public-security');
});
afterAll(() => journey.close());

const ask = async (question: string) => {
  const { page } = resident;
  await page.getByRole('textbox').fill(question);
  await page.getByRole('button', { name: '提问' }).click();
  // Not the box, which holds the same words until the answer is there.
  await page.locator('.ask-question', { hasText: question }).last().waitFor();
};

it('answers on a phone with sources, goes on about the same thing, and asks back once', async () => {
  const { page } = resident;
  await resident.open('/ask');
  await page.getByRole('heading', { level: 1, name: '问一问' }).waitFor();
  await looksRight(page);
  await ask('开个面馆要啥材料');
  const first = page.getByRole('article', { name: '开办餐饮店：要什么材料' });
  await first.getByRole('link', { name: /政务服务事项目录第 1 版/ }).waitFor();
  await first.getByText('待部门确认').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '要多久？' }).click();
  await page
    .getByRole('article', { name: '开办餐饮店：要多久' })
    .getByText(/最长 \d+ 个工作日/)
    .waitFor();
  await page.getByRole('button', { name: '清空，从头问' }).click();
  await ask('食品经营许可证几天能下来');
  await page.getByRole('button', { name: /想开一家面包店/ }).click();
  await page.getByRole('article', { name: '食品经营许可：要多久' }).waitFor();
});

it('says what it does not know and leads to 12345 with the question in hand', async () => {
  const { page } = resident;
  await page.getByRole('button', { name: '清空，从头问' }).click();
  await ask('驾驶证丢了怎么补办');
  const unknown = page.getByRole('article', { name: '这个问题我不知道' });
  expect(await unknown.getByRole('link', { name: '把这个问题转给 12345' }).getAttribute('href')).toBe(
    `/hotline/new?${new URLSearchParams({ text: '驾驶证丢了怎么补办' })}`,
  );
  await looksRight(page);
  // Who has signed in finds it written already, for 12345 as for a helper.
  const member = await journey.visitor('resident', 'phone');
  await member.open(`/hotline/new?${new URLSearchParams({ text: '驾驶证丢了怎么补办' })}`);
  await expect.poll(() => member.page.getByRole('textbox', { name: '一句话说是什么事' }).inputValue()).toBe('驾驶证丢了怎么补办');
  expect(await member.page.getByRole('radio', { name: /^咨询/ }).isChecked()).toBe(true);
  await looksRight(member.page);
  await member.open((await unknown.getByRole('link', { name: '请帮办员打电话给我' }).getAttribute('href'))!);
  await expect.poll(() => member.page.getByRole('textbox', { name: /^卡在哪里/ }).inputValue()).toBe('驾驶证丢了怎么补办');
});

it('a seat writes the answer from the gap; what is wrong is said beside the field and nothing typed is lost', async () => {
  const { page } = seat;
  await seat.open('/desk/knowledge/gaps');
  await page.getByText('驾驶证丢了怎么补办').waitFor();
  await looksRight(page);
  await page.getByRole('link', { name: '写成条目：驾驶证丢了怎么补办' }).click();
  await page.getByRole('heading', { level: 1, name: '写一条' }).waitFor();
  await expect.poll(() => page.getByLabel('问题', { exact: true }).inputValue()).toBe('驾驶证丢了怎么补办');
  await page.getByLabel('答复', { exact: true }).fill('带户口本到派出所补领，看[这里](javascript:x)。');
  await page.getByLabel('出处', { exact: true }).fill('《机动车驾驶证申领和使用规定》第二十四条');
  await page.getByRole('combobox', { name: '责任部门' }).fill('公安');
  await page.getByTitle('县公安局').click();
  await page.getByRole('button', { name: /^送\s*审$/ }).click();
  await page.getByText('“这里”的链接写错了：javascript:x').waitFor();
  await looksRight(page);
  await page.getByLabel('答复', { exact: true }).fill('带身份证到车管所补领：\n\n- 不用登报声明\n- 网上也能补');
  await page.getByLabel('有效期至（选填）').fill('2024-12-20');
  await page.getByRole('region', { name: '群众看到的样子' }).getByRole('listitem').first().waitFor();
  await page.getByRole('button', { name: /^送\s*审$/ }).click();
  await page.getByRole('heading', { level: 1, name: '驾驶证丢了怎么补办' }).waitFor();
  await page.getByText('等部门负责人或事项管理员审核').waitFor();
  await looksRight(page);
});

it('the head of the unit reads the message, reviews and publishes', async () => {
  const { page } = head;
  await head.open('/desk/notices');
  await page.getByText('知识库有条目等审核').first().click();
  await page.getByRole('heading', { level: 1, name: '知识库' }).waitFor();
  await page.getByRole('link', { name: '驾驶证丢了怎么补办' }).click();
  await page.getByRole('button', { name: '审核通过，发布' }).click();
  await page.getByText('已发布', { exact: true }).first().waitFor();
  await page.getByRole('button', { name: /^修\s*订$/ }).waitFor({ state: 'visible' });
  await looksRight(page);
});

it('the resident gets the new answer with its source, opens it and says that it helped', async () => {
  const { page } = resident;
  await resident.open('/ask?q=' + encodeURIComponent('驾驶证掉了怎么补办'));
  const answer = page.getByRole('article', { name: '驾驶证丢了怎么补办' });
  await answer.getByText('不用登报声明').waitFor();
  await answer.getByText('有效至2024年12月20日').waitFor();
  await answer.getByRole('link', { name: '《机动车驾驶证申领和使用规定》第二十四条' }).click();
  await page.getByRole('heading', { level: 1, name: '驾驶证丢了怎么补办' }).waitFor();
  await page.getByText('县公安局').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '没有帮助' }).click();
  await page.getByRole('textbox', { name: /哪里不对/ }).fill('没写要多少钱');
  await page.getByRole('button', { name: '提交' }).click();
  await page.getByText('已经转给负责的部门修改').waitFor();
});

it('the unit sees what did not help, and its seat the words, the figures and the list', async () => {
  await head.open('/desk/knowledge/feedback');
  await head.page.getByText('没写要多少钱').waitFor();
  await looksRight(head.page);
  await head.page.getByRole('textbox', { name: '怎么处理的' }).fill('下一版写上工本费');
  await head.page.getByRole('button', { name: '处理完了' }).click();
  await head.page.getByText('没有待处理的评价').waitFor();
  const { page } = seat;
  await seat.open('/desk/knowledge/synonyms');
  await page.getByLabel('词', { exact: true }).fill('特困');
  await page.getByLabel('也叫（用顿号隔开）').fill('光棍补助');
  await page.getByRole('button', { name: '加一组' }).click();
  await page.getByRole('rowheader', { name: '特困' }).waitFor();
  await looksRight(page);
  await seat.open('/desk/knowledge');
  await page.getByRole('link', { name: '社保卡丢了怎么办？' }).waitFor();
  await looksRight(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出' }).click();
  expect((await saved).suggestedFilename()).toBe('知识库条目-2024-11-04.csv');
  const supervisor = await journey.visitor('supervisor', 'phone');
  for (const [path, title] of [
    ['/desk/knowledge/figures', '问答情况'],
    ['/desk/knowledge', '知识库'],
    ['/desk/knowledge/gaps', '没答上的问题'],
  ] as const) {
    await supervisor.open(path);
    await supervisor.page.getByRole('heading', { level: 1, name: title }).waitFor();
    await looksRight(supervisor.page);
  }
});

it('the answer ends on its day and is gone; nothing went wrong in any browser', async () => {
  journey.county.travel('2024-12-21');
  await journey.county.system(keepEntries, {});
  const { page } = resident;
  await resident.open('/ask');
  await page.getByRole('button', { name: '清空，从头问' }).click();
  await ask('驾驶证丢了怎么补办');
  await page.getByRole('article', { name: '这个问题我不知道' }).waitFor();
});
