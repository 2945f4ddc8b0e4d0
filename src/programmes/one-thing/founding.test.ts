/** A firm that is founded here: in the register with its licence at once, its founder acts for it, and it can get every trade's licence. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { creditCode, dice } from '#platform/demo';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { situations } from './catalogue/situations.ts';
import { wholeCases } from './every-situation.ts';
import { filesCatalogue } from './install.ts';

const catalogue = filesCatalogue();

let county: County;
let founder: Browser;
let cases: ReturnType<typeof wholeCases>;
const d = dice(11);
beforeAll(async () => {
  // After the last of the composite licences went online.
  county = await newCounty({ day: '2025-10-13' });
  cases = wholeCases(county);
  founder = await cases.as('resident');
});
afterAll(() => county.close());

const company = { 'firm-kind': 'company', premises: 'rented', 'staff-now': 'no', 'invoice-wanted': 'no' };
const firms = (name: string) =>
  rows<{ id: string; kind: string; creditCode: string; legalPerson: string; address: string; founded: string; status: string }>(
    county,
    `select id, kind, credit_code as "creditCode", legal_person as "legalPerson", address, founded::text, status from firm where name = '${name}'`,
  );
const licencesOf = (holder: string) =>
  rows<{ type: string; kind: string; bearer: string; state: string }>(
    county,
    `select type, holder_kind as kind, bearer_name as bearer, state from licence where holder = '${holder}' order by type, issued_on`,
  );
const restaurantApplication = { thing: 7, answers: { 'special-room': 'no', 'outdoor-ad': 'none', 'fire-check': 'none' } };
const founderId = async () => (await rows<{ id: string }>(county, `select subject as id from demo_account where account = 'resident'`))[0]!.id;

/** A company of the founder's own; its id. */
async function found(name: string): Promise<string> {
  const values = (known: Record<string, string>) => ({
    'firm-name': name,
    'firm-legal-person': known['applicant-name']!,
    'legal-person-identity': known['applicant-identity']!,
  });
  await cases.through(founder, 1, company, 0, d, { values });
  return (await firms(name))[0]!.id;
}

it('enters the register with its licence, and not with a code that is wrong or another’s', async () => {
  const caseId = await cases.handIn(founder, 1, company, 0, d, { values: () => ({ 'firm-name': '中阳县新芽科技有限公司' }) });
  const [task] = await rows<{ id: string; version: number }>(
    county,
    `select id, version from task where case_id = '${caseId}' and key = 'company-registration'`,
  );
  const reviewer = await cases.as('reviewer.approval');
  const approve = (code: string) =>
    reviewer.post(`/desk/tasks/${task!.id}/decision`, {
      version: task!.version,
      decision: { outcome: 'approved' },
      details: { licences: [{ attributes: { 'credit-code': code } }] },
    });
  const [other] = await rows<{ code: string }>(county, 'select credit_code as code from firm limit 1');
  expect((await approve('91141129MA0ABCDE1X')).body.errors[0].path).toBe('details.licences.0.attributes.credit-code');
  expect((await approve(other!.code)).body).toMatchObject({ code: 'firm-known' });
  expect(await firms('中阳县新芽科技有限公司')).toEqual([]);
  expect((await approve(creditCode(d, '141129'))).status).toBe(200);
  const [firm] = await firms('中阳县新芽科技有限公司');
  expect(firm).toMatchObject({ kind: 'company', founded: '2025-10-13', status: 'active' });
});

it('belongs to its founder, who acts for it, and to nobody else', async () => {
  const firm = await found('中阳县晨光商贸有限公司');
  expect(await firms('中阳县晨光商贸有限公司')).toMatchObject([{ legalPerson: await founderId() }]);
  const held = await licencesOf(firm);
  expect(held).toMatchObject([{ type: 'business-licence', kind: 'firm', bearer: '中阳县晨光商贸有限公司', state: 'valid' }]);
  const wallet = (await founder.get('/licences')).body.items;
  expect(wallet.some((l: { bearerName: string }) => l.bearerName === '中阳县晨光商贸有限公司')).toBe(true);
  // The next application is the firm's own.
  const opens = async (by: Browser) => (await by.create('/applications', { ...restaurantApplication, principal: { kind: 'firm', id: firm } })).status;
  expect([await opens(founder), await opens(await cases.as('buyer'))]).toEqual([200, 403]);
});

interface Part {
  thing: number;
  answers: Record<string, string>;
  values?: Record<string, string>;
}
const restaurant = (kind: string, fire: 'none' | 'promise' = 'none'): Part => ({
  thing: 7,
  answers: { 'special-room': 'no', 'outdoor-ad': 'none', 'fire-check': fire },
  values: { 'food-business-kind': kind },
});
const freight: Part = { thing: 6, answers: { 'freight-kind': 'general', 'vehicles-ready': 'planned' } };
const venue: Part = { thing: 23, answers: { 'performer-kind': 'troupe', 'venue-state': 'filing', 'outdoor-ad': 'none' } };

it.each<[string, Part[]]>([
  ['restaurant', [restaurant('catering')]],
  ['convenience-store', [restaurant('sales')]],
  ['central-kitchen', [restaurant('central-kitchen'), freight]],
  ['cold-chain', [restaurant('sales'), freight]],
  ['road-freight', [freight]],
  ['supermarket', [restaurant('sales', 'promise')]],
  ['performance-venue', [restaurant('sales', 'promise'), venue]],
  ['dinner-show', [restaurant('catering', 'promise'), venue]],
])('a new firm gets every licence of “%s”, and the composite of them', async (id, parts) => {
  const name = `中阳县${id}有限公司`;
  const firm = await found(name);
  const composite = async () => (await founder.get(`/composites/of/${firm}`)).body.items.find((x: { id: string }) => x.id === id);
  expect(await composite()).toMatchObject({ complete: false, has: null });
  for (const { thing, answers, values } of parts)
    await cases.through(founder, thing, answers, 0, d, { principal: { kind: 'firm', id: firm }, values: () => ({ ...values, 'firm-name': name }) });
  if ((await composite()).has === null) expect((await founder.create(`/composites/${id}/licences`, { firm })).status).toBe(200);
  const { has, complete } = await composite();
  expect({ has, complete }).toMatchObject({ complete: true, has: { state: 'valid' } });
  expect((await county.guest().get(`/licence-checks/${has.number}`)).body.parts.length).toBeGreaterThanOrEqual(2);
});

it('is closed with its deregistration', async () => {
  const firm = await found('中阳县歇业商贸有限公司');
  const deregistration = catalogue.things.find(t => t.no === 11)!;
  await cases.through(founder, 11, situations(catalogue, deregistration)[0]!, 0, d, { principal: { kind: 'firm', id: firm } });
  expect(await firms('中阳县歇业商贸有限公司')).toMatchObject([{ status: 'cancelled' }]);
});

it('takes its licences and the composite of them along when it is closed, with the rule, and leaves what proves the closing', async () => {
  const name = '中阳县散伙餐饮有限公司';
  const principal = { kind: 'firm' as const, id: await found(name) };
  const { thing, answers, values } = restaurant('catering');
  await cases.through(founder, thing, answers, 0, d, { principal, values: () => ({ ...values, 'firm-name': name }) });
  const number = (await rows<{ number: string }>(county, `select number from licence where holder = '${principal.id}' and type = 'composite-restaurant'`))[0]!
    .number;
  await cases.through(founder, 11, situations(catalogue, catalogue.things.find(t => t.no === 11)!)[0]!, 0, d, { principal });
  const held = await licencesOf(principal.id);
  expect(Object.fromEntries(held.map(l => [l.type, l.state]))).toEqual({
    'business-licence': 'cancelled',
    'food-business-licence': 'cancelled',
    'composite-restaurant': 'cancelled',
    'tax-clearance': 'valid',
    'deregistration-notice': 'valid',
  });
  const checked = (await county.guest().get(`/licence-checks/${number}`)).body;
  expect([checked.state, checked.parts.map((p: { state: string }) => p.state)]).toEqual(['cancelled', ['cancelled', 'cancelled']]);
  const food = (await founder.get('/licences')).body.items.find(
    (l: { type: string; holder: string }) => l.type === 'food-business-licence' && l.holder === principal.id,
  );
  const shown = (await founder.get(`/licences/${food.id}`)).body;
  expect(shown.story[0]).toMatchObject({ kind: 'cancel', title: '注销', basis: '《中华人民共和国行政许可法》第七十条第（三）项' });
  const told = (await founder.get('/notices')).body.items.find((n: { title: string }) => n.title === '3 张证照随企业注销');
  expect(told.body).toContain('食品经营许可证');
  expect((await founder.create('/composites/restaurant/licences', { firm: principal.id })).body.code).toBe('composite-parts');
});

it('changes name, address and legal person with the change of its licence', async () => {
  const firm = await found('中阳县旧名商贸有限公司');
  const principal = { kind: 'firm' as const, id: firm };
  const change = await cases.handIn(founder, 5, { 'change-what': 'all', 'name-also': 'yes', 'fund-account': 'no' }, 0, d, {
    principal,
    values: () => ({ 'new-firm-name': '中阳县新名商贸有限公司', 'new-address': '宁乡镇新街 8 号' }),
  });
  await cases.approveAll(founder, change, d);
  const [changed] = await firms('中阳县新名商贸有限公司');
  expect(changed).toMatchObject({ id: firm, address: '宁乡镇新街 8 号' });
  expect(changed!.legalPerson).not.toBe(await founderId());
  const held = await licencesOf(firm);
  expect(held.filter(l => l.type === 'business-licence').map(l => [l.bearer, l.state])).toEqual([
    ['中阳县旧名商贸有限公司', 'replaced'],
    ['中阳县新名商贸有限公司', 'valid'],
  ]);
  // Who is no longer its legal person finishes this case and does nothing else for it.
  expect((await founder.get(`/cases/${change}`)).body.case.state).toBe('finished');
  expect((await founder.create('/applications', { ...restaurantApplication, principal })).status).toBe(403);
});
