/** The desk's lists by HTTP: facts of firms, what is found by words and state, and the year's figures with the rows behind each. */

import { afterAll, beforeAll, expect, it } from 'vitest';
import { workbookType } from '#platform/tables';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
let officer: Browser;
let finance: Browser;

beforeAll(async () => {
  county = await newCounty();
  officer = await county.as('officer.human-resources');
  finance = await county.as('officer.finance');
});
afterAll(() => county.close());

it('keeps facts by their own department only, with wrong lines shown and the rest kept by choice', async () => {
  const [{ id, creditCode }] = (await rows(county, `select id, credit_code from firm where name like '%宁乡餐饮%'`)) as [{ id: string; creditCode: string }];
  const file = Buffer.from(
    `统一社会信用代码,信息项,内容,截至日期,有效期至\n${creditCode},参保职工人数,8,2024-11-01,\n${creditCode},纳税信用级别,A 级,2024-11-01,\nX,参保职工人数,1,2024-11-01,\n`,
  ).toString('base64');
  const template = await officer.get('/desk/policies/facts/template');
  expect([template.status, template.headers['content-type']]).toEqual([200, workbookType]);
  const all = (await officer.create('/desk/policies/facts/files', { file })).body;
  expect([all.kept, all.bad.map((b: any) => b.line)]).toEqual([0, [3, 4]]);
  expect((await officer.create('/desk/policies/facts/files', { file, onlyGood: true })).body.kept).toBe(1);
  const tax = await county.as('reviewer.taxation');
  expect((await tax.post('/desk/policies/facts', { code: creditCode, fact: 'tax-class', value: 'A 级', asOf: '2024-11-01' })).status).toBe(200);
  expect((await officer.post('/desk/policies/facts', { code: creditCode, fact: 'tax-class', value: 'A 级', asOf: '2024-11-01' })).status).toBe(403);
  const kept = await rows<{ value: unknown; valueSealed: string; superseded: boolean }>(
    county,
    `select value, value_sealed, superseded from firm_fact where firm = '${id}' and fact = 'tax-class' order by superseded`,
  );
  expect(kept.map(k => [k.value, k.superseded, k.valueSealed.startsWith('s4g1.')])).toEqual([
    [null, false, true],
    [null, true, true],
  ]);
  expect((await tax.get('/desk/policies/facts?fact=tax-class')).body.items[0].value).toContain('保密');
});

it('finds claims, facts, batches and objections by words and state, in the order that was asked for, a page at a time', async () => {
  const leader = await county.as('leader');
  const claims = async (filter: string) => (await leader.get(`/desk/policies/claims?${filter}`)).body;
  const all = await claims('size=500');
  expect((await claims('state=open&size=500')).total).toBe(all.counts.submitted + all.counts.accepted + (all.counts.correcting ?? 0));
  const [one, two] = [await claims('sort=asked&down=yes&size=2&page=1'), await claims('sort=asked&down=yes&size=2&page=2')];
  const sums = [...one.items, ...two.items].map((c: any) => Number(c.asked));
  expect(sums).toEqual([...sums].sort((a, b) => b - a));
  expect(new Set([...one.items, ...two.items].map((c: any) => c.id)).size).toBe(4);
  expect((await claims(`item=${all.items[0].id.replace(/^./, '0')}`)).total).toBe(0);
  expect((await claims('q=%25')).total).toBe(0);
  // As a Chinese reader looks for them, not by the codes of the characters.
  const titles = [...new Set((await claims('sort=title&down=no&size=500')).items.map((c: any) => c.title as string))];
  const at = (title: string) => titles.indexOf(title);
  expect(at('创业担保贷款贴息')).toBeLessThan(at('吸纳脱贫劳动力就业补贴'));
  expect(at('高校毕业生社会保险补贴')).toBeLessThan(at('企业技术改造奖补'));
  expect((await leader.get('/desk/policies/claims?sort=number')).status).toBe(422);

  const facts = (await officer.get('/desk/policies/facts?sort=firm&down=no&size=3')).body;
  expect(facts.items).toHaveLength(3);
  expect((await officer.get('/desk/policies/facts?expired=yes')).body.items.every((f: any) => f.expired)).toBe(true);
  const batches = (await finance.get('/desk/policies/batches?sort=total&size=500')).body;
  expect(batches.total).toBe(Object.values(batches.counts as Record<string, number>).reduce((a, b) => a + b, 0));
  const { lines } = (await finance.get(`/desk/policies/batches/${batches.items[0].id}`)).body;
  expect((await finance.get(`/desk/policies/batches?q=${encodeURIComponent(lines[0].firmName)}`)).body.items.map((b: any) => b.id)).toContain(
    batches.items[0].id,
  );
  const open = (await leader.get('/desk/policies/objections?state=open')).body;
  expect(open.items.every((o: any) => o.state === 'open')).toBe(true);
  expect(open.total).toBe(open.counts.open ?? 0);
});

it('shows the year against the order, from the same rows', async () => {
  const leader = await county.as('leader');
  const figures = (await leader.get('/desk/policies/figures?year=2024')).body;
  expect(figures.targets).toEqual({ items: 30, paid: 2000 });
  const sum = (groups: { paid: string }[]) => groups.reduce((s, g) => s + BigInt(g.paid.replace('.', '')), 0n);
  for (const by of ['byUnit', 'byItem', 'byMonth', 'byKind', 'byTown']) expect(sum(figures[by]), by).toBe(BigInt(figures.paid.replace('.', '')));
  // Each figure opens exactly what it counts.
  const behind = async (filter: string) => (await leader.get(`/desk/policies/payouts?${filter}`)).body;
  expect(await behind('state=paid&paid=2024')).toMatchObject({ total: figures.grants, firms: figures.firms, sum: figures.paid });
  for (const [by, key] of [
    ['byUnit', 'unit'],
    ['byItem', 'item'],
    ['byMonth', 'paid'],
    ['byKind', 'kind'],
    ['byTown', 'town'],
  ] as const)
    for (const g of figures[by])
      expect(await behind(`state=paid&${key === 'paid' ? '' : 'paid=2024&'}${key}=${encodeURIComponent(g.key || 'none')}`), by).toMatchObject({
        total: g.grants,
        sum: g.paid,
      });
  expect((await behind('state=waiting&year=2024')).total).toBe(figures.waiting.grants);
  for (const b of (await leader.get('/desk/policies/budgets?year=2024')).body.items.slice(0, 5)) {
    expect((await behind(`state=waiting&year=2024&item=${b.item}`)).sum, b.title).toBe(b.reserved);
    expect((await behind(`state=paid&year=2024&item=${b.item}`)).sum, b.title).toBe(b.paid);
  }
  const dear = (await behind('state=paid&sort=amount&size=3')).items.map((g: any) => Number(g.amount));
  expect(dear).toEqual([...dear].sort((a, b) => b - a));
  const csv = String((await leader.get('/desk/policies/figures/list?year=2024')).body);
  expect(csv.split('\r\n').filter(Boolean).length).toBe(figures.grants + 1);
  expect((await (await county.as('window')).get('/desk/policies/figures')).status).toBe(403);
});
