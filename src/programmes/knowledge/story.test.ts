/** One entry's whole life, and what is answered meanwhile, over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { keepEntries } from './keeping.ts';

let county: County;
let guest: Browser;
let seat: Browser;
let head: Browser;
beforeAll(async () => {
  county = await newCounty();
  guest = county.guest();
  seat = await county.as('hotline');
  head = await county.as('head.public-security');
});
afterAll(() => county.close());

const ask = async (question: string, about: object | null = null, who = guest) => (await who.post('/ask', { question, about })).body;

const content = {
  question: '驾驶证丢了怎么补办？',
  variants: ['驾驶证掉了怎么办'],
  answer: '带身份证到车管所补领，20 个工作日内领证。\n\n- 不用登报声明\n- 急用的，先办临时驾驶证',
  keywords: ['驾驶证补办', '驾驶证丢了'],
  things: [],
  source: '《机动车驾驶证申领和使用规定》第二十四条',
  sourceLink: '',
  audience: 'individual',
  category: 'household',
  validUntil: '2024-12-20',
  reviewBy: '2025-06-30',
  change: '',
};

it('begins, in the demo, with entries in use, in review and near their end, and with gaps', async () => {
  const { counts } = (await seat.get('/desk/knowledge/entries')).body;
  expect(counts.live).toBeGreaterThan(30);
  for (const state of ['due', 'review', 'draft']) expect(counts[state], state).toBeGreaterThan(0);
  expect((await seat.get('/desk/knowledge/gaps')).body.items[0]).toMatchObject({ count: 4, state: 'open' });
  for (const q of ['shebaoka', 'sbkdl', '社保卡'])
    expect((await seat.get(`/desk/knowledge/entries?q=${encodeURIComponent(q)}`)).body.items[0].question, q).toContain('社保卡');
});

describe('a question', () => {
  it('is answered from the published catalogue, with the version and what is not confirmed yet', async () => {
    const a = await ask('开个面馆要啥材料');
    expect(a).toMatchObject({ kind: 'answer', intent: 'materials', about: { kind: 'thing', id: '7' }, target: { kind: 'thing', id: '7' }, summary: null });
    expect(a.blocks[0].text).toContain('营业执照（有电子证照或能查到的，不用交）');
    expect(a.blocks[0].source).toMatchObject({ link: '/things/7', assumed: true });
    expect(a.blocks[0].source.title).toContain('政务服务事项目录第 1 版');
    expect(a.apply.link).toBe('/things/7');
  });
  it('goes on about the same thing when only the rest is asked', async () => {
    const first = await ask('开个面馆要啥材料');
    const then = await ask('多久能办好？', first.about);
    expect(then).toMatchObject({ kind: 'answer', intent: 'time', about: { id: '7' } });
    expect(then.blocks[0].text).toMatch(/最长 \d+ 个工作日/);
    expect(await ask('多久能办好？')).toMatchObject({ kind: 'unknown', title: '您想问哪件事？' });
  });
  it('is answered from one matter where one is meant, with the law that its source names', async () => {
    const a = await ask('失业保险金什么条件能领');
    expect(a.title).toBe('失业保险金申领：什么条件');
    expect(a.blocks[0].source.title).toContain('社会保险法');
    expect(a.blocks[0].source.assumed).toBe(false);
  });
  it('is answered from an entry with its source, day and end', async () => {
    const a = await ask('合作医疗交多少钱');
    expect(a.blocks[0].text).toContain('400 元');
    expect(a.blocks[0].source).toMatchObject({ title: '中政办发〔2024〕25号 四（一）', on: '2024-11-04', until: '2025-12-31' });
    const entry = await guest.get(a.blocks[0].source.link);
    expect(entry.body).toMatchObject({ unitName: '县医保局', validUntil: '2025-12-31', edition: 1 });
  });
  it('asks back once where two things are as near, and never twice', async () => {
    const a = await ask('食品经营许可证几天能下来');
    expect(a).toMatchObject({ kind: 'clarify', blocks: [] });
    expect(a.options.map((o: any) => o.about.id).sort()).toEqual(['2', '7']);
    expect(await ask('食品经营许可证几天能下来', { kind: 'thing', id: '2' })).toMatchObject({ kind: 'answer', about: { id: '2' }, intent: 'time' });
  });
  it('about another place, or about nothing that is known, is not answered', async () => {
    expect(await ask('太原公积金怎么提取')).toMatchObject({ kind: 'unknown', blocks: [], target: { kind: 'none' } });
    const a = await ask('取暖费今年怎么收');
    expect(a).toMatchObject({ kind: 'unknown', title: '这个问题我不知道', blocks: [] });
  });
  it('leaves a gap with its count and without what is somebody’s; chatter about other places leaves none', async () => {
    await ask('我叫王小明，电话13812345678，狗证怎么办');
    await ask('狗证去哪里弄');
    await ask('狗证去哪里弄？');
    const { items } = (await seat.get('/desk/knowledge/gaps?q=狗证')).body;
    expect(items.map((g: any) => g.count).sort()).toEqual([1, 2]);
    expect(items.find((g: any) => g.count === 1).question).toBe('我叫某某，电话某号码，狗证怎么办');
    expect((await seat.get('/desk/knowledge/gaps?q=太原')).body.items).toEqual([]);
    const kept = await rows<{ n: number }>(county, `select count(*)::int as n from knowledge_gap where question like '%138%' or sense like '%138%'`);
    expect(kept[0]!.n).toBe(0);
  });
  it('too long, empty or with unknown parts is refused beside the field', async () => {
    expect((await guest.post('/ask', { question: '长'.repeat(121) })).body.errors).toMatchObject([{ path: 'question' }]);
    expect((await guest.post('/ask', { question: ' ' })).status).toBe(422);
    expect((await guest.post('/ask', { question: '低保', persona: 'x' })).status).toBe(400);
  });
});

describe('an entry', () => {
  let id = '';
  let version = 1;
  it('is refused with everything that is wrong, beside its field', async () => {
    const wrong = { ...content, question: '13812345678 的驾驶证', answer: '请看[这里](javascript:alert)，或[这件事](thing:99)。', reviewBy: '2024-01-01' };
    const r = await seat.create('/desk/knowledge/entries', { unit: 'public-security', content: wrong });
    expect(r.status).toBe(422);
    const paths = r.body.errors.map((f: any) => f.path);
    expect(paths).toEqual(expect.arrayContaining(['content.question', 'content.answer', 'content.reviewBy']));
    expect(r.body.errors.filter((f: any) => f.path === 'content.answer')).toHaveLength(2);
    expect((await seat.create('/desk/knowledge/entries', { unit: 'nowhere', content })).body.errors).toMatchObject([{ path: 'unit' }]);
  });
  it('need not be written: a question is set aside though others ask it meanwhile, and by one', async () => {
    await ask('高速公路服务区加盟');
    const gap = (await seat.get('/desk/knowledge/gaps?q=高速公路')).body.items[0];
    await ask('高速公路服务区加盟');
    const aside = () => seat.post(`/desk/knowledge/gaps/${gap.id}/dismissal`, { reason: '与政务服务无关' });
    expect((await aside()).status).toBe(204);
    expect((await aside()).body.code).toBe('changed');
    expect((await seat.get('/desk/knowledge/gaps?state=dismissed&q=高速公路')).body.items[0]).toMatchObject({ count: 2, reason: '与政务服务无关' });
  });
  it('is written from the gap by a seat, once for a double click, and answers nothing before it was reviewed', async () => {
    await ask('驾驶证丢了怎么补办');
    const gap = (await seat.get('/desk/knowledge/gaps?q=驾驶证丢了')).body.items[0];
    const body = { unit: 'public-security', content, submit: true, gapId: gap.id };
    const r = await seat.create('/desk/knowledge/entries', body, 'twice');
    expect((await seat.create('/desk/knowledge/entries', body, 'twice')).body).toEqual(r.body);
    // Who was slower hears that it is written, and makes no second entry.
    expect((await seat.create('/desk/knowledge/entries', body, 'slower')).body).toMatchObject({ code: 'changed', detail: expect.stringContaining('已经有人') });
    ({ id, version } = r.body);
    expect((await seat.get('/desk/knowledge/gaps?state=written&q=驾驶证丢了')).body.items[0]).toMatchObject({ entry: id });
    expect(await ask('驾驶证丢了怎么补办')).toMatchObject({ kind: 'unknown' });
    expect((await guest.get(`/knowledge/${id}`)).status).toBe(404);
    expect((await head.get('/notices')).body.items[0]).toMatchObject({
      title: '知识库有条目等审核',
      link: '/desk/knowledge?state=review&unit=public-security',
    });
  });
  it('is not reviewed by who wrote in it, nor by the head of another unit', async () => {
    expect((await seat.post('/desk/knowledge/publications', { entries: [{ entryId: id, version }] })).status).toBe(403);
    const other = await county.as('head.health');
    expect((await other.post('/desk/knowledge/publications', { entries: [{ entryId: id, version }] })).status).toBe(404);
    expect((await other.get(`/desk/knowledge/entries/${id}`)).status).toBe(404);
    const owner = await county.as('service-owner');
    const own = await owner.create('/desk/knowledge/entries', {
      unit: 'public-security',
      content: { ...content, question: '居住证要办多久才能拿到？' },
      submit: true,
    });
    const refused = await owner.post('/desk/knowledge/publications', { entries: [{ entryId: own.body.id, version: 1 }] });
    expect([refused.status, refused.body.code]).toEqual([403, 'own-edition']);
    expect((await owner.get(`/desk/knowledge/entries/${own.body.id}`)).body.may).toMatchObject({ review: false, why: expect.stringContaining('别人') });
  });
  it('is returned with a reason, mended, and published by the head of its unit; of two at once one wins', async () => {
    expect((await head.post(`/desk/knowledge/entries/${id}/return`, { version, reason: '临时驾驶证的办法写清楚' })).status).toBe(204);
    version++;
    const mended = { ...content, answer: `${content.answer}，当天可取` };
    const edited = await seat.send('PUT', `/desk/knowledge/entries/${id}`, { version, content: mended, submit: true });
    expect(edited.status).toBe(200);
    expect((await seat.send('PUT', `/desk/knowledge/entries/${id}`, { version, content: mended })).status).toBe(409);
    version = edited.body.version;
    const both = await Promise.all([1, 2].map(() => head.post('/desk/knowledge/publications', { entries: [{ entryId: id, version }] })));
    expect(both.map(r => r.status).sort()).toEqual([204, 409]);
    version++;
    const a = await ask('jiashizheng丢了咋办');
    expect(a).toMatchObject({ kind: 'answer', target: { kind: 'entry', id } });
    expect(a.blocks[0].source).toMatchObject({ title: content.source, until: '2024-12-20' });
  });
  it('goes on answering while the next edition is written, and keeps every edition as it was', async () => {
    const revised = await seat.post(`/desk/knowledge/entries/${id}/editions`, { version });
    version = revised.body.version;
    const next = { ...content, answer: '带户口本到任何一个派出所补领，15 个工作日内领证。', change: '时限改短' };
    version = (await seat.send('PUT', `/desk/knowledge/entries/${id}`, { version, content: next, submit: true })).body.version;
    expect((await ask('驾驶证丢了怎么补办')).blocks[0].text).toContain('20 个工作日');
    expect((await head.post('/desk/knowledge/publications', { entries: [{ entryId: id, version }] })).status).toBe(204);
    version++;
    expect((await ask('驾驶证丢了怎么补办')).blocks[0].text).toContain('15 个工作日');
    const { editions, live } = (await head.get(`/desk/knowledge/entries/${id}`)).body;
    expect(live).toBe(2);
    expect(editions.map((e: any) => [e.number, e.state])).toEqual([
      [2, 'published'],
      [1, 'superseded'],
    ]);
    expect(editions[1].answer).toContain('20 个工作日');
  });
  it('reminds its unit once within 30 days of its end, is the answer on its last day, and is none on the next', async () => {
    county.travel('2024-11-19');
    expect((await county.system(keepEntries, {})).ended).toBe(0);
    const before = (await head.get('/notices')).body.items.filter((n: any) => n.title === '知识库一条快到期').length;
    county.travel('2024-11-20');
    expect((await county.system(keepEntries, {})).reminded).toBeGreaterThan(0);
    await county.system(keepEntries, {});
    expect((await head.get('/notices')).body.items.filter((n: any) => n.title === '知识库一条快到期')).toHaveLength(before + 1);
    expect((await head.get(`/desk/knowledge/entries/${id}`)).body.light).toBe('yellow');
    county.travel('2024-12-20');
    expect(await ask('驾驶证丢了怎么补办')).toMatchObject({ target: { id } });
    county.travel('2024-12-21');
    // The day alone ends it; the job only says so.
    expect(await ask('驾驶证丢了怎么补办')).toMatchObject({ kind: 'unknown' });
    expect((await guest.get(`/knowledge/${id}`)).status).toBe(404);
    expect((await county.system(keepEntries, {})).ended).toBeGreaterThan(0);
    expect((await head.get(`/desk/knowledge/entries/${id}`)).body).toMatchObject({ live: null, editions: [{ state: 'expired' }, {}] });
    county.travel('2024-11-04');
  });
  it('is withdrawn with a reason and answers no more; a draft beside it is given up alone', async () => {
    const fund = (await (await county.as('reviewer.housing-fund')).get('/desk/knowledge/entries?q=提取公积金')).body.items[0];
    const clerk = await county.as('reviewer.housing-fund');
    const draft = (await clerk.post(`/desk/knowledge/entries/${fund.id}/editions`, { version: fund.version })).body;
    expect((await clerk.post(`/desk/knowledge/entries/${fund.id}/dropping`, { version: draft.version })).status).toBe(204);
    expect(await ask('公积金提取条件')).toMatchObject({ target: { kind: 'entry', id: fund.id } });
    const now = (await clerk.get(`/desk/knowledge/entries/${fund.id}`)).body;
    expect([now.live, now.newest]).toEqual([1, 1]);
    expect((await clerk.post(`/desk/knowledge/entries/${fund.id}/withdrawal`, { version: now.version, reason: '条例正在修订' })).status).toBe(204);
    expect((await ask('公积金提取条件')).target).not.toEqual({ kind: 'entry', id: fund.id });
  });
});

it('takes an answered ticket as a draft only without what is somebody’s', async () => {
  const origin = { title: '12345 工单 2024-0012', names: ['李秀英'] };
  const proposal = {
    question: '李秀英家的低保停了怎么办',
    answer: '李秀英您好，请打 13912345678 或到乡镇民政办复核，五个工作日内答复。',
    unit: 'civil-affairs',
    origin,
  };
  const refused = await seat.create('/knowledge/proposals', proposal);
  expect(refused.status).toBe(422);
  expect(refused.body.errors).toMatchObject([
    { path: 'question', message: expect.stringContaining('李秀英') },
    { path: 'answer', message: expect.stringContaining('手机号') },
  ]);
  const taken = await seat.create('/knowledge/proposals', { ...proposal, question: '低保停了怎么办', answer: '请到乡镇民政办申请复核，五个工作日内答复。' });
  expect(taken.status).toBe(200);
  expect((await seat.get(`/desk/knowledge/entries/${taken.body.id}`)).body).toMatchObject({
    origin: origin.title,
    editions: [{ state: 'draft', source: `${origin.title}的答复` }],
  });
  const clerk = await county.as('reviewer.health');
  expect(
    (await clerk.create('/knowledge/proposals', { ...proposal, question: '低保停了怎么办', answer: '请到乡镇民政办申请复核。', origin: { title: '工单' } }))
      .status,
  ).toBe(403);
});

it('finds entries for a seat in the caller’s words, and counts no question', async () => {
  const before = (await seat.get('/desk/knowledge/figures')).body.asked;
  const { items } = (await seat.get(`/knowledge/search?q=${encodeURIComponent('俺的社保卡掉了')}`)).body;
  expect(items[0]).toMatchObject({ title: '社保卡丢了怎么办？', unit: 'human-resources' });
  expect((await seat.get('/desk/knowledge/figures')).body.asked).toBe(before);
});

it('learns a word at once on every node, and forgets it', async () => {
  expect(await ask('光棍补助怎么申请')).toMatchObject({ kind: 'unknown' });
  const made = await seat.create('/desk/knowledge/synonyms', { word: '特困', same: ['光棍补助'] });
  expect(await ask('光棍补助怎么申请')).toMatchObject({ kind: 'answer' });
  expect((await seat.create('/desk/knowledge/synonyms', { word: '特困', same: ['五保户'] })).body.errors).toMatchObject([{ path: 'word' }]);
  await seat.send('PUT', `/desk/knowledge/synonyms/${made.body.id}`, { version: 1, same: ['光棍补助'], active: false });
  expect(await ask('光棍补助怎么申请')).toMatchObject({ kind: 'unknown' });
});

it('hears whether it helped; a bad word goes to the owner, who answers for it once', async () => {
  const a = await ask('社保卡丢了怎么办');
  const body = { helpful: false, reason: '没写周末能不能办，我电话13812345678', target: a.target, question: '社保卡丢了怎么办' };
  expect((await guest.create('/ask/feedback', body)).status).toBe(204);
  const clerk = await county.as('reviewer.human-resources');
  const { items } = (await clerk.get('/desk/knowledge/feedback')).body;
  expect(items[0]).toMatchObject({ title: '社保卡丢了怎么办？', reason: '没写周末能不能办，我电话某号码', state: 'open' });
  expect((await (await county.as('reviewer.health')).get('/desk/knowledge/feedback')).body.items).toEqual([]);
  // Found by its words and its owner; the counts are those of what was looked for.
  const look = async (filter: string) => (await seat.get(`/desk/knowledge/feedback?${filter}`)).body;
  expect((await look(`q=${encodeURIComponent(items[0].title.slice(0, 4))}&unit=${items[0].unit}`)).items.map((f: any) => f.id)).toContain(items[0].id);
  expect(await look(`q=${encodeURIComponent('没有这样的词')}`)).toMatchObject({ items: [], total: 0 });
  expect((await look('unit=health')).items.every((f: any) => f.unit === 'health')).toBe(true);
  const newest = (await seat.get('/desk/knowledge/gaps?sort=newest')).body.items.map((g: any) => g.lastOn);
  expect(newest).toEqual([...newest].sort().reverse());
  // In the appraisal of the department it counts as long as nobody answers for it.
  const missed = async () =>
    (await (await county.as('supervisor')).get('/appraisal/live/lines?from=2024-01-01&to=2024-12-31&unit=human-resources&measure=knowledge')).body.total;
  const before = await missed();
  expect(before).toBeGreaterThan(0);
  const done = await Promise.all([1, 2].map(() => clerk.post(`/desk/knowledge/feedback/${items[0].id}/handling`, { version: 1, note: '已补上开放时间' })));
  expect(done.map(r => r.status).sort()).toEqual([204, 409]);
  expect(await missed()).toBe(before - 1);
  expect((await guest.create('/ask/feedback', { ...body, target: { kind: 'entry', id: '01900000-0000-7000-8000-000000000000' } })).status).toBe(404);
});

it('shows its figures to who supervises', async () => {
  const f = (await (await county.as('supervisor')).get('/desk/knowledge/figures?days=30')).body;
  expect(f.asked).toBe(f.total.entry + f.total.catalogue + f.total.page + f.total.clarify + f.total.unknown);
  expect(f.total.helpful).toBeGreaterThan(0);
  expect(f.live).toBeGreaterThan(30);
});

it('answers in tens of milliseconds', async () => {
  const questions = ['开面馆要什么材料', '低保怎么申请', 'tuixiu要几天', '社保卡丢了怎么办', '今天天气怎么样'];
  for (const question of questions) {
    // The quickest of some: what else the machine does at the time is not ours.
    const took: number[] = [];
    for (let i = 0; i < 4; i++) {
      const start = performance.now();
      await ask(question);
      took.push(performance.now() - start);
    }
    expect(Math.min(...took), question).toBeLessThan(80);
  }
});
