/** What waits for the applicant is answered at the window: corrections and materials promised for later. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dice, pixel } from '#platform/demo';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { wholeCases } from './every-situation.ts';

let county: County;
let clerk: Browser;
let owner: Browser;
let caseId: string;
let task: { id: string; version: number };
beforeAll(async () => {
  county = await newCounty();
  [clerk, owner] = await Promise.all([county.as('window'), county.as('firm')]);
  // Hiring by a firm (thing 3): one list of employees, of which each department reads its own columns.
  caseId = await wholeCases(county).handIn(owner, 3, { 'staff-insured': 'first-time', 'staff-cards': 'yes', 'staff-files': 'yes' }, 0, dice(3));
  const { tasks } = (await owner.get(`/cases/${caseId}`)).body;
  const { id, unit, version } = tasks.find((t: { key: string }) => t.key === 'employment-registration');
  const asked = await (await county.as(`reviewer.${unit}`)).post(`/desk/tasks/${id}/correction`, {
    version,
    items: [{ kind: 'field', id: 'employee-name', what: '姓名和身份证不一致' }],
  });
  expect(asked.status).toBe(200);
  task = asked.body;
});
afterAll(() => county.close());

const employees = async () => (await owner.get(`/cases/${caseId}`)).body.answerable.rows.employees as Record<string, string>[];
const open = (by = clerk, more = {}) => by.post(`/window/cases/${caseId}/answer`, more);

describe('at the window', () => {
  it('shows what waits for whoever is there, and to nobody but clerks', async () => {
    const [firm] = await rows<{ person: string }>(county, `select applicant as person from case_file where id = '${caseId}'`);
    const path = `/window/persons/${firm!.person}/waiting`;
    const { items } = (await clerk.get(path)).body;
    expect(items).toMatchObject([{ caseId, title: '员工录用', corrections: ['《创业就业证》申领—就业登记'] }]);
    for (const account of ['helper', 'resident', 'supervisor']) expect((await (await county.as(account)).get(path)).status, account).toBe(403);
    const [stranger] = await rows<{ id: string }>(county, `select id from person where name = '白婷婷'`);
    expect((await clerk.get(`/window/persons/${stranger!.id}/waiting`)).body).toEqual({ items: [] });
  });

  it('opens what was asked about with its values, no licence that was not opened, and leaves a record', async () => {
    const { answerable } = (await open()).body;
    expect(answerable.groups.map((g: { id: string }) => g.id)).toContain('employees');
    expect(answerable.rows.employees).toEqual(await employees());
    // What only other departments asked stays closed.
    const all = (await owner.get(`/cases/${caseId}`)).body.answerable;
    const shown = answerable.groups.flatMap((g: any) => (g.repeat ? [] : g.fields.map((f: any) => f.id)));
    const elsewhere = all.groups.flatMap((g: any) => (g.repeat ? [] : g.fields.filter((f: any) => !f.wantedBy.includes('employment-registration'))));
    expect(elsewhere.length).toBeGreaterThan(0);
    for (const field of elsewhere) expect(shown).not.toContain(field.id);
    expect(Object.keys(answerable.values).every(id => shown.includes(id))).toBe(true);
    expect(Object.values(answerable.materials).flatMap((m: any) => m.licences)).toEqual([]);
    expect((await open(owner)).status).toBe(403);
    const audit = await rows(county, `select subject from audit.entry where action = 'case.answer'`);
    expect(audit).toEqual([{ subject: `case:${caseId}` }]);
  });

  it('answers with the person who is there, and changes nothing that nobody asked about', async () => {
    const before = await employees();
    const answer = (body: object) => clerk.post(`/tasks/${task.id}/correction-answer`, { version: task.version, ...body });
    // Entries come back whole: what other departments asked in them is looked at too.
    const [first, ...rest] = before;
    const whole = { ...first!, 'employee-name': '高志强' };
    const wrong = await answer({ rows: { employees: [{ ...whole, 'employee-identity': '141129' }, ...rest] } });
    expect(wrong.body.errors).toMatchObject([{ path: 'rows.employees.0.employee-identity' }]);
    expect((await answer({ rows: { employees: [whole, ...rest] }, note: '按身份证改' })).body).toEqual({ id: task.id, state: 'ready' });
    const reviewer = await county.as('reviewer.medical-insurance');
    const { tasks } = (await owner.get(`/cases/${caseId}`)).body;
    const other = tasks.find((t: { key: string }) => t.key === 'medical-insurance-employee');
    const { form } = (await reviewer.get(`/desk/tasks/${other.id}`)).body;
    expect(form.find((g: { id: string }) => g.id === 'employees').rows[0].length).toBe(5);
    expect(form.find((g: { id: string }) => g.id === 'employees').rows[0].every((f: { value: string }) => f.value !== '')).toBe(true);
  });

  it('hands in what was promised for later, scanned at the window', async () => {
    const owed = await rows<{ material: string }>(
      county,
      `select material from case_material where case_id = '${caseId}' and state = 'owed' and way = 'follow'`,
    );
    if (owed.length === 0) throw new Error('nothing was promised for later');
    const { id: photo } = (await clerk.upload('/files?accept=image', '补交.png', pixel)).body;
    const sent = await clerk.post(`/cases/${caseId}/materials`, {
      materials: Object.fromEntries(owed.map(o => [o.material, { way: 'upload', files: [photo] }])),
    });
    expect(sent.status).toBe(204);
    expect((await open()).body).toMatchObject({ answerable: null, materials: [] });
  });
});
