/** Money under pressure: forty at once against a budget that suffices for seven, and forty hands on one batch. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditCode, dice, loadPeople } from '#platform/demo';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
let officer: Browser;
const many = 40;
const suffices = 7;

beforeAll(async () => {
  county = await newCounty();
  officer = await county.as('officer.human-resources');
  await county.owner.unsafe(`update session set elevated_until = now() + interval '1 hour'`);
});
afterAll(() => county.close());

it('approves exactly as many as there is money for, to the fen, and tells the others why', async () => {
  const d = dice(7);
  const [legal] = await rows<{ id: string }>(county, `select legal_person as id from firm limit 1`);
  const firms = Array.from({ length: many }, (_, n) => ({
    id: d.uuid(),
    name: `中阳县赛跑${n}号有限公司`,
    creditCode: creditCode(d, '141129'),
    kind: 'company' as const,
    legalPerson: legal!.id,
    status: 'active' as const,
    town: 'ningxiang',
    address: '宁乡镇',
    scope: '赛跑',
    founded: '2020-01-01',
  }));
  await county.system(loadPeople, { people: [], firms });
  const [row] = await rows<{ id: string }>(county, `select id from policy_item where title = '高校毕业生社会保险补贴'`);
  const item = row!.id;
  // 333.33 each and money for seven and a bit: sums must come out to the fen.
  const body = JSON.stringify({ kind: 'fixed', yuan: '333.33' });
  await county.owner.unsafe(`update policy_version set body = jsonb_set(jsonb_set(body, '{amount}', '${body}'), '{rules}', '[]') where item = '${item}'`);
  await county.owner.unsafe(`update policy_budget set total = reserved + paid + ${suffices * 33_333 + 33_332} where item = '${item}' and year = 2024`);
  const [before] = await rows<{ reserved: bigint; total: bigint; paid: bigint }>(
    county,
    `select reserved, total, paid from policy_budget where item = '${item}' and year = 2024`,
  );
  for (const [n, f] of firms.entries()) {
    const id = d.uuid();
    await county.owner.unsafe(`insert into policy_account (county, id, firm, holder, bank, number_sealed, number_masked, declared_by, declared_on)
      values ('141129', '${id}', '${f.id}', '${f.name}', '银行', 'x', 'x', '${legal!.id}', '2024-11-04')`);
    const claim = d.uuid();
    await county.owner.unsafe(`insert into policy_claim (county, id, number, item, item_no, title, unit, firm, firm_name, applicant, period, declared_sealed, materials, account, lines, reasons, state, submitted_on)
      values ('141129', '${claim}', '赛${n}', '${item}', 1, '赛跑', 'human-resources', '${f.id}', '${f.name}', '${legal!.id}', '2024',
        '${county.house.vault.seal('141129', `policy_claim.declared:${claim}`, '{}')}', '[]', '${id}', '[]', '[]', 'accepted', '2024-11-04')`);
  }
  const claims = await rows<{ id: string }>(county, `select id from policy_claim where title = '赛跑'`);
  const replies = await Promise.all(claims.map(c => officer.post(`/desk/policies/claims/${c.id}/decision`, { version: 1, outcome: 'approved' })));
  const through = replies.filter(r => r.status === 200);
  expect(through).toHaveLength(suffices);
  for (const r of replies.filter(r => r.status !== 200)) expect([r.status, r.body.code, r.body.detail.includes('还剩')]).toEqual([409, 'budget-short', true]);
  const [after] = await rows<{ reserved: bigint }>(county, `select reserved from policy_budget where item = '${item}' and year = 2024`);
  const [granted] = await rows<{ n: bigint; fen: bigint }>(county, `select count(*) as n, sum(amount)::bigint as fen from policy_grant where title = '赛跑'`);
  expect(granted).toEqual({ n: BigInt(suffices), fen: BigInt(suffices * 33_333) });
  expect(after!.reserved - before!.reserved).toBe(BigInt(suffices * 33_333));
  // The database itself refuses what the rules would have let through.
  await expect(county.owner.unsafe(`update policy_budget set reserved = total + 1 where item = '${item}'`)).rejects.toThrow('policy_budget_not_overspent');
});

it('gives a year its first money once, and makes one list of an item, when two do it at the same moment', async () => {
  const head = await county.as('head.finance');
  await county.owner.unsafe(`update session set elevated_until = now() + interval '1 hour'`);
  const [row] = await rows<{ id: string; unit: string }>(
    county,
    `select id, unit from policy_item i where way = 'without-claim' and unit = 'human-resources' and closed_on is null limit 1`,
  );
  const money = (total: string) => head.send('PUT', `/desk/policies/budgets/${row!.id}/2030`, { version: 0, total, document: '（演示）资金文件 9 号' });
  const given = await Promise.all(['100.00', '200.00', '300.00'].map(money));
  expect(given.map(r => r.status).sort()).toEqual([204, 409, 409]);
  expect(await rows(county, `select no from policy_budget_change where item = '${row!.id}' and year = 2030`)).toEqual([{ no: 1 }]);
  const open = JSON.stringify([{ fact: 'status', op: 'is', values: ['active'] }]);
  await county.owner.unsafe(`update policy_version set body = jsonb_set(body, '{rules}', '${open}') where item = '${row!.id}'`);
  const lists = await Promise.all([1, 2, 3].map(() => officer.create('/desk/policies/runs', { itemId: row!.id })));
  expect(lists.map(r => r.status).sort()).toEqual([200, 422, 422]);
});

it('puts a grant into one batch, confirms a batch once and writes a payment once, however many try', async () => {
  const grants = (await rows<{ id: string }>(county, `select id from policy_grant where title = '赛跑'`)).map(g => g.id);
  const prepared = await Promise.all(Array.from({ length: many }, () => officer.create('/desk/policies/batches', { unit: 'human-resources', grants })));
  const batch = prepared.filter(r => r.status === 200);
  expect(batch).toHaveLength(1);
  expect(batch[0]!.body.total).toBe('2333.31');
  expect(new Set(prepared.filter(r => r.status !== 200).map(r => r.body.code))).toEqual(new Set(['changed']));
  const [finance, head] = [await county.as('officer.finance'), await county.as('head.finance')];
  await county.owner.unsafe(`update session set elevated_until = now() + interval '1 hour'`);
  const path = `/desk/policies/batches/${batch[0]!.body.id}`;
  const confirmed = await Promise.all(Array.from({ length: many }, (_, n) => (n % 2 ? finance : head).post(`${path}/confirmation`, { version: 1 })));
  expect(confirmed.filter(r => r.status === 204)).toHaveLength(1);
  const [numbers] = [await rows<{ number: string }>(county, `select number from policy_payment where batch = '${batch[0]!.body.id}'`)];
  await county.owner.unsafe(`update policy_batch set state = 'sent', version = 3 where id = '${batch[0]!.body.id}'`);
  await county.owner.unsafe(`update policy_payment set state = 'sent' where batch = '${batch[0]!.body.id}'`);
  const csv = `支付编号,结果,原因\n${numbers!.map(n => `${n.number},成功,`).join('\n')}\n`;
  const results = await Promise.all(Array.from({ length: many }, () => finance.post(`${path}/results`, { version: 3, csv })));
  expect(results.filter(r => r.status === 200)).toHaveLength(1);
  const [paid] = await rows<{ n: bigint; fen: bigint }>(
    county,
    `select count(*) as n, sum(amount)::bigint as fen from policy_payment p where batch = '${batch[0]!.body.id}' and state = 'paid'`,
  );
  expect(paid).toEqual({ n: BigInt(suffices), fen: 233_331n });
});
