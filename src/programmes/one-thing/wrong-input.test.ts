/** What a person can get wrong: a clear Chinese message where it is, and nothing typed is lost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const start = async (who: Browser, thing: number, answers: Record<string, string>) => {
  const made = await who.create('/applications', { thing, answers });
  expect([made.status, made.body.errors]).toEqual([200, undefined]);
  return { id: made.body.id as string, view: (await who.get(`/applications/${made.body.id}`)).body };
};
const faultsAfter = async (who: Browser, id: string, change: object) => {
  const { body: before } = await who.get(`/applications/${id}`);
  const saved = await who.send('PATCH', `/applications/${id}`, { version: before.version, ...change });
  expect(saved.status).toBe(200);
  const { body } = await who.get(`/applications/${id}`);
  return Object.fromEntries(body.faults.map((f: any) => [f.path, f.message])) as Record<string, string>;
};
const newborn = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'none', 'card-wanted': 'no' };

describe('identity numbers', () => {
  it.each([
    ['1101051949123100', '18 位'],
    ['11010519491231002Y', '数字'],
    ['110105194902300021', '出生日期'],
    ['110105209912310020', '出生日期'],
    ['110105194912310021', '校验'],
  ])('%s says what is wrong with it', async (number, words) => {
    const mother = await county.as('resident');
    const { id } = await start(mother, 17, newborn);
    const faults = await faultsAfter(mother, id, { values: { 'father-identity': number } });
    expect(faults['values.father-identity']).toContain(words);
    expect((await mother.get(`/applications/${id}`)).body.values['father-identity']).toBe(number);
  });

  it('of the same person twice in a list of heirs name the line that has it already', async () => {
    const child = await county.as('bereaved');
    const notice = await situation(child, 16, n => n.fields.some((g: any) => g.repeat));
    const group = notice.fields.find((g: any) => g.repeat);
    expect(group.label).toContain('继承人');
    const { id } = await start(child, 16, notice.answers);
    const heir = { 'heir-name': '任海龙', 'heir-identity': '11010519491231002X', 'heir-relation': 'child', 'heir-consent': 'yes' };
    const faults = await faultsAfter(child, id, { rows: { [group.id]: [heir, { ...heir, 'heir-identity': '11010519491231002x' }] } });
    expect(faults[`rows.${group.id}.1.heir-identity`]).toContain('与第 1 位重复');
  });
});

describe('a death', () => {
  it('is nobody’s own, is after the birth, and leaves the dead out of the heirs', async () => {
    const child = await county.as('bereaved');
    const { id, view } = await start(child, 16, {
      'death-manner': 'hospital',
      cremated: 'yes',
      'deceased-insured': 'employee',
      'deceased-fund': 'no',
      'deceased-driver': 'no',
    });
    const own = view.values['applicant-identity'];
    const dead = '11010519491231002X';
    const heir = { 'heir-name': '任海龙', 'heir-identity': dead, 'heir-relation': 'child', 'heir-consent': 'yes' };
    const typed = { 'deceased-identity': own, 'deceased-death-date': '2024-11-01', 'cremation-date': '2024-10-31' };
    const wrong = await faultsAfter(child, id, { values: typed, rows: { heirs: [{ ...heir, 'heir-identity': own }] } });
    expect(wrong['values.deceased-identity']).toBe('不符合条件：逝者和申请人不是同一个人');
    expect(wrong['values.cremation-date']).toBe('不符合条件：火化日期不早于去世日期');
    const again = await faultsAfter(child, id, { values: { 'deceased-identity': dead, 'deceased-death-date': '1949-12-30' }, rows: { heirs: [heir] } });
    expect(again['values.deceased-death-date']).toBe('不符合条件：去世日期不早于逝者的出生日期');
    expect(again['rows.heirs.0.heir-identity']).toBe('不符合条件：继承人里没有逝者本人');
    const right = await faultsAfter(child, id, {
      values: { 'deceased-death-date': '2024-11-01', 'cremation-date': '2024-11-03' },
      rows: { heirs: [{ ...heir, 'heir-identity': own }] },
    });
    // Slips are refused where they are, and are no conditions to be told of beforehand.
    expect(JSON.stringify(view.notice.matters.map((m: any) => m.conditions))).not.toContain('不是同一个人');
    expect(Object.keys(right).filter(p => /deceased-identity|date|heirs/.test(p))).toEqual([]);
  });
});

/** The notice of the first situation of a thing in which something holds. */
async function situation(who: Browser, no: number, wanted: (notice: any) => boolean): Promise<any> {
  const { body: thing } = await who.get(`/things/${no}`);
  const open: Record<string, string>[] = [{}];
  for (let answers = open.shift(); answers; answers = open.shift()) {
    const reply = await who.post(`/things/${no}/notice`, { answers });
    if (reply.status === 200 && wanted(reply.body)) return reply.body;
    const next = thing.questions.find((q: any) => !(q.id in answers!));
    if (next) open.unshift(...next.options.map((o: any) => ({ ...answers, [next.id]: o.value })));
  }
  return null;
}

describe('a firm', () => {
  it('that was struck off cannot open an eating place, and is told why before anything is filled in', async () => {
    const struck = await county.as('struck');
    const made = await struck.create('/applications', { thing: 7, answers: (await situation(struck, 7, () => true)).answers });
    expect(made.status).toBe(200);
    const { body } = await struck.get(`/applications/${made.body.id}`);
    const told = (faults: any[]) => faults.find(f => f.path === 'principal')?.message;
    expect(told(body.faults)).toContain('已被吊销');
    const sent = await struck.create(`/applications/${made.body.id}/submission`, { version: body.version });
    expect(sent.status).toBe(422);
    expect(told(sent.body.errors)).toContain('已被吊销');
  });
});

describe('an expired licence', () => {
  it('is not offered, cannot be smuggled in, and can be replaced by an upload', async () => {
    const elder = await county.as('elder');
    const { body: wallet } = await elder.get('/licences');
    const expired = wallet.items.find((l: any) => l.type === 'social-security-card');
    expect(expired.validUntil < '2024-11-04').toBe(true);
    const { body: things } = await elder.get('/things');
    let tried = 0;
    for (const { no } of things.items.filter((t: any) => t.audience === 'individual')) {
      const notice = await situation(elder, no, n => n.materials.some((m: any) => m.licence === expired.typeName));
      if (!notice) continue;
      const wanted = notice.materials.find((m: any) => m.licence === expired.typeName);
      const { id, view } = await start(elder, no, notice.answers);
      expect(view.materials[wanted.id].licences.map((l: any) => l.id)).not.toContain(expired.id);
      const faults = await faultsAfter(elder, id, { materials: { [wanted.id]: { way: 'wallet', licence: expired.id } } });
      expect(faults[`materials.${wanted.id}`]).toBeTruthy();
      tried++;
      break;
    }
    expect(tried).toBeGreaterThan(0);
  });
});

describe('a page left open for a day', () => {
  it('is asked to sign in again when it saves, and then saves what was typed', async () => {
    const mother = await county.as('resident');
    const { id, view } = await start(mother, 17, newborn);
    await county.owner`update session set seen_at = seen_at - interval '1 day'`;
    const change = { version: view.version, values: { 'child-name': '李安安' } };
    const late = await mother.send('PATCH', `/applications/${id}`, change);
    expect([late.status, late.body.code]).toEqual([401, 'sign-in-needed']);
    const again = await county.as('resident');
    expect((await again.send('PATCH', `/applications/${id}`, change)).status).toBe(200);
    expect((await again.get(`/applications/${id}`)).body.values['child-name']).toBe('李安安');
  });

  it('that another tab has gone past is told so, with what is there now', async () => {
    const mother = await county.as('resident');
    const { id, view } = await start(mother, 17, newborn);
    expect((await mother.send('PATCH', `/applications/${id}`, { version: view.version, values: { 'child-name': '李安安' } })).status).toBe(200);
    const second = await mother.send('PATCH', `/applications/${id}`, { version: view.version, values: { 'child-name': '李平平' } });
    expect([second.status, second.body.code]).toEqual([409, 'changed']);
    expect((await mother.get(`/applications/${id}`)).body.values['child-name']).toBe('李安安');
  });
});
