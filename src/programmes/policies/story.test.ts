/** One benefit's whole life by HTTP: written, tried, published, claimed or granted without claim, paid by two persons, returned, paid again. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bytesOf, workbookOf } from '#platform/tables';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import type { Item } from './item.ts';
import { resultColumns } from './tables.ts';

let county: County;
let officer: Browser;
let head: Browser;
let finance: Browser;
let owner: Browser;
let firms: { noodles: string; catering: string };
const account = { holder: '中阳县宁乡餐饮管理有限公司', bank: '中阳县农村商业银行营业部', number: '6217001234567890114' };

/** Signs in once more, as money asks for. */
async function elevate(b: Browser): Promise<void> {
  await county.owner.unsafe(`update session set elevated_until = now() + interval '5 minutes' where csrf = '${b.csrf}'`);
}

const item = (title: string, more: Partial<Item> = {}): Item => ({
  title,
  summary: '雇了人并参保的餐饮企业，按人数给一次补贴。',
  kind: 'subsidy',
  way: 'claim',
  document: '（演示）测试办法',
  place: '第一条',
  assumed: true,
  rules: [
    { fact: 'status', op: 'is', values: ['active'] },
    { fact: 'scope', op: 'mentions', words: ['餐饮'] },
    { fact: 'insured', op: 'at-least', number: 1 },
  ],
  amount: { kind: 'per-unit', fact: 'insured', each: '500.00', cap: '5000.00' },
  from: '2024-01-01',
  to: '2024-12-31',
  once: 'year',
  excludes: [],
  materials: [],
  promisedDays: 10,
  contact: '0358-5022345',
  ...more,
});

/** Written by the officer, published by the head, with money from finance. */
async function publish(it: Item, total: string): Promise<string> {
  const { id } = (await officer.create('/desk/policies/items', { unit: 'human-resources', item: it })).body;
  await officer.post(`/desk/policies/items/${id}/review`, { version: 1 });
  expect((await head.post(`/desk/policies/items/${id}/publication`, { version: 2 })).body).toEqual({ no: 1 });
  const treasurer = await county.as('head.finance');
  await elevate(treasurer);
  const r = await treasurer.send('PUT', `/desk/policies/budgets/${id}/2024`, { version: 0, total, document: '（演示）资金文件 1 号' });
  expect(r.status, JSON.stringify(r.body)).toBe(204);
  return id;
}

const budgetOf = async (id: string) =>
  (
    await rows<{ total: bigint; reserved: bigint; paid: bigint }>(
      county,
      `select total, reserved, paid from policy_budget where item = '${id}' and year = 2024`,
    )
  )[0]!;

beforeAll(async () => {
  county = await newCounty();
  officer = await county.as('officer.human-resources');
  head = await county.as('head.human-resources');
  finance = await county.as('officer.finance');
  owner = await county.as('firm');
  await elevate(officer);
  await elevate(finance);
  const mine = (await owner.get('/policies/firms')).body.items as { id: string; name: string }[];
  firms = { noodles: mine.find(f => f.name.includes('老张'))!.id, catering: mine.find(f => f.name.includes('宁乡餐饮'))!.id };
});
afterAll(() => county.close());

it('is written, tried on the firms, and published by somebody else than its author', async () => {
  const draft = item('稳岗用工测试补贴');
  const tried = (await officer.post('/desk/policies/trial', { item: draft })).body;
  expect(tried.met).toBeGreaterThan(0);
  const catering = tried.firms.find((f: any) => f.firm === firms.catering);
  expect(catering).toMatchObject({ outcome: 'met', amount: '3000.00' });
  expect(catering.lines.join()).toContain('500.00 元 = 3000.00 元');
  expect(tried.firms.find((f: any) => f.outcome === 'unmet').reasons.some((r: any) => r.outcome === 'unmet')).toBe(true);

  const { id } = (await officer.create('/desk/policies/items', { unit: 'human-resources', item: draft })).body;
  expect((await owner.get('/policies')).body.items.some((i: any) => i.id === id)).toBe(false);
  expect((await (await county.as('officer.industry')).get(`/desk/policies/items/${id}`)).status).toBe(404);
  expect((await officer.create('/desk/policies/items', { unit: 'industry', item: draft })).status).toBe(403);
  expect((await officer.send('PUT', `/desk/policies/items/${id}`, { version: 1, item: { ...draft, to: '2023-01-01' } })).body.errors[0].path).toBe('item.to');
  expect((await officer.post(`/desk/policies/items/${id}/publication`, { version: 1 })).status).toBe(403);
  expect((await officer.post(`/desk/policies/items/${id}/review`, { version: 1 })).status).toBe(204);
  expect((await head.post(`/desk/policies/items/${id}/return`, { version: 2, reason: '简介写得再清楚些' })).status).toBe(204);
  expect((await officer.send('PUT', `/desk/policies/items/${id}`, { version: 2, item: draft })).status).toBe(409);
  expect((await officer.send('PUT', `/desk/policies/items/${id}`, { version: 3, item: draft })).status).toBe(204);
  await officer.post(`/desk/policies/items/${id}/review`, { version: 4 });
  expect((await head.post(`/desk/policies/items/${id}/publication`, { version: 5 })).body).toEqual({ no: 1 });
  expect((await county.guest().get('/policies?q=wgyg')).body.items.map((i: any) => i.title)).toEqual(['稳岗用工测试补贴']);
  // No money yet: online, but nothing that could be claimed.
  const early = await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true });
  expect([early.status, early.body.code]).toEqual([409, 'budget-none']);
});

it('is claimed once, approved, paid by two persons, returned by the bank, corrected and paid again', async () => {
  const id = await publish(item('餐饮用工补贴'), '10000.00');
  expect((await owner.get(`/policies/${id}?firm=${firms.catering}`)).body.firm).toMatchObject({ outcome: 'met', amount: '3000.00' });
  const stranger = await county.as('resident');
  expect((await stranger.get(`/policies/${id}/claim?firm=${firms.catering}`)).status).toBe(403);
  expect((await stranger.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).status).toBe(403);
  const wrong = await owner.create(`/policies/${id}/claims`, {
    firm: firms.catering,
    account: { holder: '别人', bank: '农行', number: '62170O1234567890' },
    signed: true,
  });
  expect(wrong.body.errors.map((e: any) => e.path)).toEqual(['account.holder', 'account.bank', 'account.number']);
  expect(wrong.body.errors[2].message).toContain('不能有“O”');
  const [first, again] = await Promise.all([1, 2].map(() => owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })));
  expect([first!.status, again!.status].sort()).toEqual([200, 409]);
  const claim = (first!.status === 200 ? first : again)!.body.id as string;
  expect((await rows<{ n: bigint }>(county, `select count(*) as n from policy_claim where item = '${id}'`))[0]!.n).toBe(1n);

  expect((await (await county.as('officer.industry')).get(`/desk/policies/claims/${claim}`)).status).toBe(404);
  expect((await officer.get(`/desk/policies/claims/${claim}`)).body).toMatchObject({ outcome: 'met', amount: '3000.00', left: '10000.00', light: 'green' });
  expect((await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 1, outcome: 'approved' })).status).toBe(409);
  await officer.post(`/desk/policies/claims/${claim}/acceptance`, { version: 1 });
  await officer.post(`/desk/policies/claims/${claim}/correction`, { version: 2, what: '请写明哪几位是厨师' });
  expect((await owner.post(`/policies/claims/${claim}/answer`, { version: 3, reply: '第一位和第三位是厨师' })).status).toBe(204);
  expect((await officer.post(`/desk/policies/claims/${claim}/correction`, { version: 4, what: '再补一次别的东西' })).status).toBe(409);
  expect((await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 4, outcome: 'approved', amount: '3000.01' })).body.errors[0].path).toBe(
    'amount',
  );
  expect((await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 4, outcome: 'approved', amount: '2500.00' })).body.errors[0].path).toBe(
    'explanation',
  );
  const { grant } = (
    await officer.post(`/desk/policies/claims/${claim}/decision`, {
      version: 4,
      outcome: 'approved',
      amount: '2500.00',
      explanation: '一人只参保半年，按五人计',
    })
  ).body;
  expect(await budgetOf(id)).toEqual({ total: 1_000_000n, reserved: 250_000n, paid: 0n });

  const before = (await county.guest().get('/targets')).body.items.find((t: any) => t.id === 'policies-paid-2024').value;
  const batch = (await officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] })).body;
  expect((await officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] })).status).toBe(409);
  // The department confirms nothing, and a fresh sign-in is asked of finance.
  expect((await head.post(`/desk/policies/batches/${batch.id}/confirmation`, { version: 1 })).body.code).toBe('elevation-needed');
  await elevate(head);
  expect((await head.post(`/desk/policies/batches/${batch.id}/confirmation`, { version: 1 })).status).toBe(403);
  expect((await finance.post(`/desk/policies/batches/${batch.id}/confirmation`, { version: 1 })).status).toBe(204);
  const file = (await finance.post(`/desk/policies/batches/${batch.id}/file`, { version: 2 })).body;
  expect(file.rows[0].slice(1)).toEqual([account.holder, account.number, account.bank, '2500.00', '餐饮用工补贴']);
  const number = file.rows[0][0];
  expect((await finance.post(`/desk/policies/batches/${batch.id}/results`, { version: 3, csv: `支付编号,结果,原因\n别的,成功,\n` })).body.code).toBe(
    'lines-wrong',
  );
  expect(
    (await finance.post(`/desk/policies/batches/${batch.id}/results`, { version: 3, csv: `支付编号,结果,原因\n${number},退回,账号已销户\n` })).body,
  ).toEqual({ paid: 0, returned: 1, left: 0 });
  expect(await budgetOf(id)).toEqual({ total: 1_000_000n, reserved: 250_000n, paid: 0n });

  const record = (await owner.get(`/policies/mine/${claim}`)).body;
  expect(record.grant).toMatchObject({ state: 'returned', stateReason: '账号已销户' });
  expect((await owner.post(`/policies/grants/${grant}/account`, { version: record.grant.version, account })).body.errors[0].message).toContain('一样');
  // A firm's account has no check digit: this one would fail that of a card.
  const next = { ...account, number: '０４０２ ０２０１ ０９３０ ００１' };
  expect((await owner.post(`/policies/grants/${grant}/account`, { version: record.grant.version, account: next })).status).toBe(204);
  const second = (await officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] })).body;
  await finance.post(`/desk/policies/batches/${second.id}/confirmation`, { version: 1 });
  const sent = (await finance.post(`/desk/policies/batches/${second.id}/file`, { version: 2 })).body;
  // The bank's answer as a workbook.
  const answer = workbookOf('回执', resultColumns, [[sent.rows[0][0], '成功', '']]);
  const results = { version: 3, file: (await bytesOf(answer)).toString('base64') };
  expect((await finance.post(`/desk/policies/batches/${second.id}/results`, { ...results, csv: 'x' })).status).toBe(422);
  expect((await finance.post(`/desk/policies/batches/${second.id}/results`, results)).body.paid).toBe(1);
  expect(sent.rows[0][2]).toBe('040202010930001');
  expect(await budgetOf(id)).toEqual({ total: 1_000_000n, reserved: 0n, paid: 250_000n });
  expect((await owner.get(`/policies/mine/${claim}`)).body.grant.state).toBe('paid');
  expect((await county.guest().get('/targets')).body.items.find((t: any) => t.id === 'policies-paid-2024').value).toBeCloseTo(before + 0.25, 5);
  expect((await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).body.code).toBe('claimed-already');
  // Numbers of accounts are nowhere in the clear.
  const plain = await rows<{ n: bigint }>(
    county,
    `select count(*) as n from audit.entry where body like '%6217001234567890114%' or body like '%040202010930001%'`,
  );
  expect(plain[0]!.n).toBe(0n);
});

it('decides a claim by the version on which it was made, whatever is published later, and says so', async () => {
  const first = item('餐饮版本测试补贴');
  const id = await publish(first, '20000.00');
  const claim = (await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).body.id;
  const later = item('餐饮版本测试补贴', { rules: [{ fact: 'insured', op: 'at-least', number: 1000 }], amount: { kind: 'fixed', yuan: '1.00' } });
  const edit = await officer.get(`/desk/policies/items/${id}`);
  expect((await officer.send('PUT', `/desk/policies/items/${id}`, { version: edit.body.version, item: later })).status).toBe(204);
  await officer.post(`/desk/policies/items/${id}/review`, { version: edit.body.version + 1 });
  expect((await head.post(`/desk/policies/items/${id}/publication`, { version: edit.body.version + 2 })).body).toEqual({ no: 2 });

  const { versions } = (await officer.get(`/desk/policies/items/${id}`)).body;
  expect(versions.map((v: any) => [v.no, v.body.amount.kind])).toEqual([
    [2, 'fixed'],
    [1, 'per-unit'],
  ]);
  expect(versions[0].writtenByName).not.toBe(versions[0].publishedByName);
  const shown = (await county.guest().get(`/policies/${id}`)).body;
  expect([shown.no, shown.since, shown.changes.map((c: any) => c.field)]).toEqual([2, versions[0].publishedOn, ['条件', '金额']]);

  expect((await officer.get(`/desk/policies/claims/${claim}`)).body).toMatchObject({ outcome: 'met', amount: '3000.00', stands: { no: 1, latest: 2 } });
  await officer.post(`/desk/policies/claims/${claim}/acceptance`, { version: 1 });
  expect((await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 2, outcome: 'approved' })).status).toBe(200);
  expect((await owner.get(`/policies/mine/${claim}`)).body).toMatchObject({ grant: { amount: '3000.00' }, version: { no: 1, latest: 2 } });
  expect((await officer.get(`/desk/policies/claims/${claim}`)).body).toMatchObject({ document: '（演示）测试办法 第一条', stands: { no: 1, latest: 2 } });
  // What was paid names the account it went to, whatever account the firm has named since.
  const paid = (await owner.get('/policies/mine')).body.claims.find((c: any) => c.title === '餐饮用工补贴');
  expect((await owner.get(`/policies/mine/${paid.id}`)).body).toMatchObject({ paysTo: { number: '**** 0001' }, account: { number: '6217 **** **** 0114' } });
});

it('asks a declaration only for what nobody knows, refuses who does not fit with every reason, and lets the firm withdraw', async () => {
  const id = await publish(
    item('餐饮租金测试补贴', {
      rules: [
        { fact: 'scope', op: 'mentions', words: ['餐饮'] },
        { fact: 'rent', op: 'at-least', number: 10_000 },
      ],
      amount: { kind: 'share', fact: 'rent', percent: 10 },
    }),
    '50000.00',
  );
  expect((await owner.get(`/policies/${id}/claim?firm=${firms.catering}`)).body).toMatchObject({ outcome: 'unknown', declare: ['rent'], amount: null });
  const send = (declared: object) => owner.create(`/policies/${id}/claims`, { firm: firms.catering, declared, account, signed: true });
  expect((await send({})).body.errors[0].path).toBe('declared.rent');
  expect((await send({ rent: 20_000, insured: 99 })).body.errors[0].path).toBe('declared.insured');
  expect((await owner.get(`/policies/${id}?firm=${firms.catering}`)).body.money).toBe('there');
  const short = await send({ rent: 9_999.99 });
  expect([short.body.code, short.body.detail.includes('不少于 10000 元')]).toEqual(['not-eligible', true]);
  const claim = (await send({ rent: 20_000.55 })).body.id;
  expect((await owner.get(`/policies/mine/${claim}`)).body.claim.asked).toBe('2000.05');
  expect((await rows<{ declaredSealed: string }>(county, `select declared_sealed from policy_claim where id = '${claim}'`))[0]!.declaredSealed).not.toContain(
    '20000',
  );
  expect((await owner.post(`/policies/claims/${claim}/withdrawal`, { version: 1 })).status).toBe(204);
  expect((await send({ rent: 30_000 })).status).toBe(200);
});

it('answers a refusal with its reason; an objection that is upheld has it decided anew', async () => {
  const id = await publish(item('餐饮异议测试补贴'), '10000.00');
  const claim = (await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).body.id;
  await officer.post(`/desk/policies/claims/${claim}/acceptance`, { version: 1 });
  expect((await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 2, outcome: 'refused', explanation: '不' })).body.errors[0].path).toBe(
    'explanation',
  );
  await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 2, outcome: 'refused', explanation: '参保人数对不上' });
  const refused = (await owner.get(`/policies/mine/${claim}`)).body;
  expect(refused.claim).toMatchObject({ state: 'refused', decision: '参保人数对不上' });
  expect(refused.objectUntil > refused.claim.decidedOn).toBe(true);
  await owner.create(`/policies/claims/${claim}/objections`, { words: '六个人都参保了，请再查' });
  const objection = (await head.get('/desk/policies/objections')).body.items.find((o: any) => o.claim === claim);
  expect(
    (await officer.post(`/desk/policies/objections/${objection.id}/answer`, { version: 1, upheld: true, answer: '核对后六人都已参保，重新审核' })).status,
  ).toBe(403);
  const answer = () => head.post(`/desk/policies/objections/${objection.id}/answer`, { version: 1, upheld: true, answer: '核对后六人都已参保，重新审核' });
  // Whoever objected does not answer it, though they head the unit.
  const isAlso = (person: string) => county.owner.unsafe(`update staff set person = ${person} where login = 'head.human-resources'`);
  await isAlso(`(select made_by::uuid from policy_objection where id = '${objection.id}')`);
  expect((await answer()).body.code).toBe('own-business');
  await isAlso('null');
  expect((await answer()).status).toBe(204);
  const again = (await officer.get(`/desk/policies/claims/${claim}`)).body;
  expect(again.state).toBe('accepted');
  const { grant } = (await officer.post(`/desk/policies/claims/${claim}/decision`, { version: again.version, outcome: 'approved' })).body;
  // Until it is put into a batch the firm may still say where the money goes.
  const changed = { ...account, number: '88880000' };
  expect((await owner.post(`/policies/grants/${grant}/account`, { version: 1, account: changed })).status).toBe(204);
  expect((await owner.get(`/policies/mine/${claim}`)).body).toMatchObject({ grant: { state: 'payable', version: 2 }, paysTo: { number: '**** 0000' } });
  expect((await officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] })).status).toBe(200);
  const late = await owner.post(`/policies/grants/${grant}/account`, { version: 3, account });
  expect([late.status, late.body.detail.includes('已经在支付')]).toEqual([409, true]);
});

it('grants without claim: a frozen list, published by the head, paid only after the notice and where the firm named its account', async () => {
  const id = await publish(item('餐饮免申测试奖励', { way: 'without-claim', amount: { kind: 'fixed', yuan: '1000.00' } }), '1500.00');
  const run = (await officer.create('/desk/policies/runs', { itemId: id })).body;
  const list = (await officer.get(`/desk/policies/runs/${run.id}`)).body;
  expect(list.grants.map((g: any) => g.firmName)).toContain(account.holder);
  for (const g of list.grants) expect(g.reasons.every((r: any) => r.outcome === 'met')).toBe(true);
  expect((await officer.post(`/desk/policies/runs/${run.id}/publication`, { version: 1 })).status).toBe(403);
  for (const g of list.grants.filter((g: any) => g.firmName !== account.holder))
    await officer.post(`/desk/policies/grants/${g.id}/removal`, { version: 1, reason: '只测试一家企业' });
  expect((await head.post(`/desk/policies/runs/${run.id}/publication`, { version: 1 })).body).toEqual({ until: '2024-11-11' });
  expect(await budgetOf(id)).toEqual({ total: 150_000n, reserved: 100_000n, paid: 0n });
  const notice = (await county.guest().get('/policies/notices')).body.runs.find((r: any) => r.id === run.id);
  expect(notice).toMatchObject({ running: true, firms: [{ name: account.holder, amount: '1000.00' }] });
  const grant = notice.firms[0].id;
  const stranger = await county.as('buyer');
  await stranger.create(`/policies/grants/${grant}/objections`, { words: '这家店上个月没有开门' });
  const mine = (await owner.get(`/policies/mine/${grant}`)).body.grant;
  expect((await owner.post(`/policies/grants/${grant}/account`, { version: mine.version })).status).toBe(204);
  const payable = async () => (await officer.get('/desk/policies/payable')).body.items.find((g: any) => g.id === grant);
  expect(await payable()).toBeUndefined();
  county.travel('2024-11-12');
  expect(await payable()).toMatchObject({ disputed: true });
  const pay = () => officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] });
  expect((await pay()).body.code).toBe('needs-objection-answer');
  const objection = (await head.get('/desk/policies/objections')).body.items.find((o: any) => o.grantId === grant);
  await head.post(`/desk/policies/objections/${objection.id}/answer`, { version: 1, upheld: false, answer: '核对了纳税和参保记录，正常经营' });
  expect((await pay()).status).toBe(200);
  // A second run finds nobody anew.
  const none = await officer.create('/desk/policies/runs', { itemId: id });
  expect(none.status === 422 || !(await officer.get(`/desk/policies/runs/${none.body.id}`)).body.grants.some((g: any) => g.firmName === account.holder)).toBe(
    true,
  );
  county.travel('2024-11-04');
});

it('gives the money back when the firm declines', async () => {
  const id = await publish(item('餐饮放弃测试补贴'), '10000.00');
  const claim = (await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).body.id;
  await officer.post(`/desk/policies/claims/${claim}/acceptance`, { version: 1 });
  const { grant } = (await officer.post(`/desk/policies/claims/${claim}/decision`, { version: 2, outcome: 'approved' })).body;
  expect((await owner.post(`/policies/grants/${grant}/waiver`, { version: 1, reason: '本月已经享受别的' })).status).toBe(204);
  expect(await budgetOf(id)).toEqual({ total: 1_000_000n, reserved: 0n, paid: 0n });
});

it('keeps confirmed money from the bank while an objection is open; finance can give the batch back, and the claim is decided anew', async () => {
  const id = await publish(item('餐饮确认后异议测试补贴'), '10000.00');
  const claim = (await owner.create(`/policies/${id}/claims`, { firm: firms.catering, account, signed: true })).body.id;
  await officer.post(`/desk/policies/claims/${claim}/acceptance`, { version: 1 });
  const less = { version: 2, outcome: 'approved', amount: '500.00', explanation: '只核实了一个人' };
  const { grant } = (await officer.post(`/desk/policies/claims/${claim}/decision`, less)).body;
  const batch = `/desk/policies/batches/${(await officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [grant] })).body.id}`;
  expect((await finance.post(`${batch}/confirmation`, { version: 1 })).status).toBe(204);
  await owner.create(`/policies/claims/${claim}/objections`, { words: '几个人都参保了，请再查' });
  expect((await finance.post(`${batch}/file`, { version: 2 })).body.code).toBe('needs-objection-answer');
  const objection = (await head.get('/desk/policies/objections')).body.items.find((o: any) => o.claim === claim);
  const uphold = () => head.post(`/desk/policies/objections/${objection.id}/answer`, { version: 1, upheld: true, answer: '核对后几人都已参保，重新审核' });
  expect((await uphold()).body.code).toBe('wrong-state');
  expect((await finance.post(`${batch}/return`, { version: 2, reason: '有异议要先答复' })).status).toBe(204);
  expect((await finance.get(batch)).body).toMatchObject({ state: 'rejected', lines: [{ state: 'cancelled' }] });
  expect((await owner.get(`/policies/mine/${claim}`)).body.events.at(-1).kind).toBe('given-back');
  expect((await uphold()).status).toBe(204);
  expect(await budgetOf(id)).toEqual({ total: 1_000_000n, reserved: 0n, paid: 0n });
});

it('lets nobody decide, list or pay for a firm in which they, their household or a firm they act for has a stake', async () => {
  const id = await publish(item('餐饮回避测试奖励', { way: 'without-claim', amount: { kind: 'fixed', yuan: '1000.00' } }), '900000.00');
  const isAlso = (login: string, person: string) => county.owner.unsafe(`update staff set person = ${person} where login = '${login}'`);
  const legal = `(select legal_person from firm where id = '${firms.catering}')`;
  const housemate = (of: string) =>
    county.owner.unsafe(`update person set household = ${of} where id = (select person from staff where login = 'officer.human-resources')`);
  const avoided = (r: { status: number; body: any }, who: string) => {
    expect([r.status, r.body.code]).toEqual([403, 'own-business']);
    expect(r.body.detail).toMatch(new RegExp(`中阳县宁乡餐饮管理有限公司.*回避.*${who}`));
  };
  const make = () => officer.create('/desk/policies/runs', { itemId: id });
  const stranger = `(select id from person where not exists (select 1 from firm where legal_person = person.id) and household is distinct from (select household from person where id = ${legal}) limit 1)`;
  await isAlso('officer.human-resources', stranger);
  await housemate(`(select household from person where id = ${legal})`);
  avoided(await make(), '本部门的另一位工作人员');
  await housemate('null');
  const made = await make();
  expect(made.status, JSON.stringify(made.body)).toBe(200);
  const run = made.body;
  await housemate(`(select household from person where id = ${legal})`);
  const list = (await officer.get(`/desk/policies/runs/${run.id}`)).body;
  expect(list.related).toContain(account.holder);
  const mine = list.grants.find((g: any) => g.firmName === account.holder);
  avoided(await officer.post(`/desk/policies/grants/${mine.id}/removal`, { version: 1, reason: '自己家的先移出' }), '另一位工作人员');
  const code = (await rows<{ code: string }>(county, `select credit_code as code from firm where id = '${firms.catering}'`))[0]!.code;
  avoided(await officer.post('/desk/policies/facts', { code, fact: 'insured', value: '99', asOf: '2024-11-01' }), '另一位工作人员');

  await isAlso('head.human-resources', legal);
  const post = () => head.post(`/desk/policies/runs/${run.id}/publication`, { version: 1 });
  avoided(await post(), '另一位负责人办理，或在“请假代办”里交给同事');
  await isAlso('head.human-resources', 'null');
  expect((await post()).status).toBe(200);
  const grant = (await owner.get(`/policies/mine/${mine.id}`)).body.grant;
  await owner.post(`/policies/grants/${mine.id}/account`, { version: grant.version });
  county.travel('2024-11-12');
  const pay = () => officer.create('/desk/policies/batches', { unit: 'human-resources', grants: [mine.id] });
  expect((await officer.get('/desk/policies/payable')).body.items.find((g: any) => g.id === mine.id).own).toBe(true);
  avoided(await pay(), '先不选它');
  await isAlso('officer.human-resources', 'null');
  const batch = `/desk/policies/batches/${(await pay()).body.id}`;

  // Whoever acts for the firm by a mandate pays nothing to it either.
  await isAlso('officer.finance', stranger);
  await county.owner.unsafe(
    `insert into mandate (county, principal_kind, principal, agent, basis, from_day) select county, 'firm', '${firms.catering}', person, 'given', '2024-01-01' from staff where login = 'officer.finance'`,
  );
  expect((await finance.get(batch)).body.related).toEqual([account.holder]);
  avoided(await finance.post(`${batch}/confirmation`, { version: 1 }), '财政局的另一位');
  await county.owner.unsafe(`update mandate set state = 'revoked' where principal = '${firms.catering}' and basis = 'given' and from_day = '2024-01-01'`);
  expect((await finance.post(`${batch}/confirmation`, { version: 1 })).status).toBe(204);
  county.travel('2024-11-04');
});
