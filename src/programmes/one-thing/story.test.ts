/** One case's whole life, through HTTP: the newborn of a resident of Zhongyang (thing 17). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixel } from '#platform/demo';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const answers = { 'born-where': 'here', 'parents-married': 'yes', 'maternity-cover': 'employee', 'card-wanted': 'yes' };

async function filled(mother: Browser, delivery = 'electronic') {
  const made = await mother.create('/applications', { thing: 17, answers });
  expect(made.status).toBe(200);
  const { id } = made.body;
  const { body: first } = await mother.get(`/applications/${id}`);
  const photo = (await mother.upload('/files?accept=image', '票据.png', pixel)).body.id;
  const materials = Object.fromEntries(
    first.notice.materials.filter((m: any) => first.materials[m.id].way === null).map((m: any) => [m.id, { way: 'upload', files: [photo] }]),
  );
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
    materials,
    consent: true,
    delivery: { way: delivery },
  });
  expect(saved.status).toBe(200);
  return { id, version: saved.body.version };
}

const reviewers: Record<string, Browser> = {};
async function decide(unit: string, taskId: string, outcome: 'approved' | 'refused' = 'approved') {
  reviewers[unit] ??= await county.as(`reviewer.${unit}`);
  const reviewer = reviewers[unit]!;
  const { body: page } = await reviewer.get(`/desk/tasks/${taskId}`);
  const typed: Record<string, string> = { 'identity-number': '110105194912310021'.slice(0, 17) + '2' };
  const licences = page.result.map((r: any) => ({
    attributes: Object.fromEntries(
      r.attributes.filter((a: any) => a.value === null).map((a: any) => [a.id, a.id === 'identity-number' ? '11010519491231002X' : (typed[a.id] ?? 'X-001')]),
    ),
  }));
  return reviewer.post(`/desk/tasks/${taskId}/decision`, {
    version: page.task.version,
    decision: outcome === 'approved' ? { outcome } : { outcome, reason: '不符合条件', basis: '户口登记条例第七条', remedy: '可以申请行政复议' },
    details: { licences },
  });
}

describe('newborn', () => {
  it('goes from the application to the last licence, side by side and in order', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const checked = await mother.get(`/applications/${id}`);
    expect(checked.body.faults).toEqual([]);
    const sent = await mother.create(`/applications/${id}/submission`, { version });
    expect(sent.status).toBe(200);
    expect(sent.body.number).toMatch(/^141129-20241104-\d{4}$/);
    const { caseId } = sent.body;

    let { body: file } = await mother.get(`/cases/${caseId}`);
    const state = () => Object.fromEntries(file.tasks.map((t: any) => [t.key, t.state]));
    const task = (key: string) => file.tasks.find((t: any) => t.key === key);
    expect(file.tasks).toHaveLength(7);
    expect(new Set(file.tasks.map((t: any) => t.unit)).size).toBe(4);
    // What waits for nothing is open; parenting guidance was decided at once, without a person.
    expect(state()).toEqual({
      'birth-certificate': 'ready',
      'vaccination-record': 'waiting',
      'birth-registration': 'waiting',
      'social-security-card': 'waiting',
      'maternity-reimbursement': 'waiting',
      'resident-medical-enrolment': 'waiting',
      'parenting-guidance': 'delivered',
    });

    expect((await decide('health', task('birth-certificate').id)).status).toBe(200);
    file = (await mother.get(`/cases/${caseId}`)).body;
    expect(state()).toMatchObject({
      'birth-certificate': 'delivered',
      'vaccination-record': 'ready',
      'birth-registration': 'ready',
      'maternity-reimbursement': 'ready',
      'social-security-card': 'waiting',
    });
    // Its licence is in the wallet and satisfies the material of those that follow.
    expect(file.licences.map((l: any) => l.typeName)).toEqual(['出生医学证明']);
    expect(file.materials.find((m: any) => m.id === 'birth-certificate-copy')).toMatchObject({
      way: 'result',
      state: 'given',
      licence: { bearerName: '李安安' },
    });

    for (const [unit, key] of [
      ['health', 'vaccination-record'],
      ['public-security', 'birth-registration'],
      ['medical-insurance', 'maternity-reimbursement'],
    ] as const)
      expect((await decide(unit, task(key).id)).status).toBe(200);
    file = (await mother.get(`/cases/${caseId}`)).body;
    expect(state()).toMatchObject({ 'social-security-card': 'ready', 'resident-medical-enrolment': 'ready' });
    expect((await decide('human-resources', task('social-security-card').id)).status).toBe(200);
    expect((await decide('medical-insurance', task('resident-medical-enrolment').id)).status).toBe(200);

    file = (await mother.get(`/cases/${caseId}`)).body;
    expect(file.case.state).toBe('finished');
    const wallet = (await mother.get('/licences')).body.items.filter((l: any) => l.caseId === caseId);
    expect(wallet.map((l: any) => l.typeName).sort()).toEqual(['出生医学证明', '居民户口簿（本人页）', '社会保障卡', '预防接种证'].sort());
    // The mother's own household page is still hers: the child's is another one.
    const pages = (await mother.get('/licences')).body.items.filter((l: any) => l.type === 'household-register');
    expect(pages.map((l: any) => [l.bearerName, l.state]).sort()).toEqual(
      [
        ['李安安', 'valid'],
        ['白婷婷', 'valid'],
      ].sort(),
    );

    expect((await mother.post(`/cases/${caseId}/rating`, { grade: 5, comment: '一次没跑' })).status).toBe(204);
    expect((await mother.post(`/cases/${caseId}/rating`, { grade: 1 })).body.code).toBe('rated-already');
    const check = await county.guest().get(`/licence-checks/${wallet[0].number}`);
    expect(check.body).toMatchObject({ state: 'valid' });
  });

  it('makes one case of a double click, a retry and a second tab', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const [a, b] = await Promise.all([
      mother.create(`/applications/${id}/submission`, { version }, 'once'),
      mother.create(`/applications/${id}/submission`, { version }, 'once'),
    ]);
    const c = await mother.create(`/applications/${id}/submission`, { version }, 'another tab');
    expect([a.status, b.status, c.status]).toEqual([200, 200, 200]);
    expect(new Set([a.body.caseId, b.body.caseId, c.body.caseId]).size).toBe(1);
    const [count] = await rows<{ n: number }>(county, `select count(*)::int as n from case_file where id = '${a.body.caseId}'`);
    expect(count!.n).toBe(1);
  });

  it('refuses a refusal without reason; a refusal spares the rest and stops what depends on it', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const { caseId } = (await mother.create(`/applications/${id}/submission`, { version })).body;
    let file = (await mother.get(`/cases/${caseId}`)).body;
    const task = (key: string) => file.tasks.find((t: any) => t.key === key);
    await decide('health', task('birth-certificate').id);
    file = (await mother.get(`/cases/${caseId}`)).body;
    const bare = await reviewers['public-security']!.post(`/desk/tasks/${task('birth-registration').id}/decision`, {
      version: task('birth-registration').version,
      decision: { outcome: 'refused', reason: '', basis: '', remedy: '' },
    });
    expect(bare.status).toBe(422);
    expect(bare.body.errors.map((e: any) => e.path)).toEqual(['decision.reason', 'decision.basis', 'decision.remedy']);
    expect((await decide('public-security', task('birth-registration').id, 'refused')).status).toBe(200);
    file = (await mother.get(`/cases/${caseId}`)).body;
    expect(task('birth-registration')).toMatchObject({ outcome: 'refused', decision: { basis: '户口登记条例第七条' } });
    expect(task('social-security-card')).toMatchObject({ state: 'not-needed', because: 'birth-registration' });
    expect(task('maternity-reimbursement').state).toBe('ready');
  });

  it('asks for corrections once, takes the answer, and runs the checks again', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const { caseId } = (await mother.create(`/applications/${id}/submission`, { version })).body;
    const file = (await mother.get(`/cases/${caseId}`)).body;
    const task = file.tasks.find((t: any) => t.key === 'birth-certificate');
    const health = reviewers.health!;
    expect((await health.post(`/desk/tasks/${task.id}/acceptance`, { version: task.version })).status).toBe(200);
    const asked = await health.post(`/desk/tasks/${task.id}/correction`, {
      version: task.version + 1,
      items: [{ kind: 'field', id: 'child-birth-hospital', what: '医院写全称' }],
    });
    expect(asked.body.state).toBe('correcting');
    const wrong = await mother.post(`/tasks/${task.id}/correction-answer`, { version: asked.body.version, values: { 'child-birth-hospital': '' } });
    expect(wrong.status).toBe(422);
    // A clerk answers for her with what her code opened, and with nobody else's licence or code.
    const clerk = await county.as('window');
    const terminal = (await clerk.get('/desk/terminals')).body.items.find((t: any) => t.kind === 'window').id;
    const [licence] = (await mother.get('/licences')).body.items.filter((l: any) => l.typeName === '结婚证');
    const material = file.materials.find((m: any) => m.wantedBy.includes('birth-certificate')).id;
    const atWindow = (more: object) =>
      clerk.post(`/tasks/${task.id}/correction-answer`, {
        version: asked.body.version,
        materials: { [material]: { way: 'wallet', licence: licence.id } },
        ...more,
      });
    const scanned = async (account: string) => {
      const { code } = (await (await county.as(account)).post('/codes', { kind: 'person' })).body;
      return (await clerk.create('/desk/code-scans', { code, terminal })).body.id;
    };
    const path = `materials.${material}`;
    expect((await atWindow({})).body.errors).toEqual([{ path, message: '请申请人出示中阳码，打开要用的证照；或收下原件扫描上传' }]);
    expect((await atWindow({ scan: await scanned('agent') })).body.errors).toEqual([{ path: 'scan', message: '这是别人的中阳码，请申请人本人出示' }]);
    expect((await atWindow({ scan: await scanned('resident') })).body.errors).toEqual([{ path, message: '这次扫码没有打开这张证照，或已失效' }]);
    const answered = await mother.post(`/tasks/${task.id}/correction-answer`, {
      version: asked.body.version,
      values: { 'child-birth-hospital': '山西省中阳县人民医院' },
      note: '已写全称',
    });
    expect(answered.body.state).toBe('accepted');
    const { body: page } = await health.get(`/desk/tasks/${task.id}`);
    expect(page.form.flatMap((g: any) => g.rows.flat()).find((f: any) => f.id === 'child-birth-hospital').value).toBe('山西省中阳县人民医院');
    const again = await health.post(`/desk/tasks/${task.id}/correction`, { version: page.task.version, items: [{ kind: 'other', what: '还要' }] });
    expect(again).toMatchObject({ status: 409, body: { code: 'cannot-move' } });
    const supervisor = await county.as('supervisor');
    expect((await supervisor.post(`/desk/tasks/${task.id}/second-correction`, { version: page.task.version, reason: '申请人提供了新的信息' })).status).toBe(
      200,
    );
    expect((await health.post(`/desk/tasks/${task.id}/correction`, { version: page.task.version + 1, items: [{ kind: 'other', what: '还要' }] })).status).toBe(
      200,
    );
  });

  it('two reviewers on one task get one winner and one clear message', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const { caseId } = (await mother.create(`/applications/${id}/submission`, { version })).body;
    const task = (await mother.get(`/cases/${caseId}`)).body.tasks.find((t: any) => t.key === 'birth-certificate');
    const [one, two] = [await county.as('reviewer.health'), await county.as('reviewer.health')];
    const body = { version: task.version, decision: { outcome: 'refused', reason: '甲', basis: '乙', remedy: '丙' } };
    const both = await Promise.all([one.post(`/desk/tasks/${task.id}/decision`, body), two.post(`/desk/tasks/${task.id}/decision`, body)]);
    expect(both.map(r => r.status).sort()).toEqual([200, 409]);
    const loser = both.find(r => r.status === 409)!;
    expect(loser.body.code).toBe('changed');
    expect(loser.body.detail).toContain('不予通过');
  });

  it('a case withdrawn while a decision is typed: one effect, one clear message', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const { caseId } = (await mother.create(`/applications/${id}/submission`, { version })).body;
    const task = (await mother.get(`/cases/${caseId}`)).body.tasks.find((t: any) => t.key === 'birth-certificate');
    expect((await mother.post(`/cases/${caseId}/withdrawal`, { reason: '先不办了' })).body.withdrawn).toBe(6);
    const late = await decide('health', task.id);
    expect(late.status).toBe(409);
    expect((await mother.get(`/cases/${caseId}`)).body.case.state).toBe('finished');
  });

  it('hands paper over at the window: approved waits, delivered when handed over', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother, 'window');
    const { caseId } = (await mother.create(`/applications/${id}/submission`, { version })).body;
    const task = () => mother.get(`/cases/${caseId}`).then(r => r.body.tasks.find((t: any) => t.key === 'birth-certificate'));
    await decide('health', (await task()).id);
    expect((await task()).state).toBe('approved');
    const clerk = await county.as('window');
    expect((await clerk.post(`/desk/tasks/${(await task()).id}/delivery`, { version: (await task()).version, way: 'window', note: '白婷婷' })).status).toBe(
      200,
    );
    expect((await task()).state).toBe('delivered');
  });

  it('a child older than the thing allows is refused at its field, and nothing typed is lost', async () => {
    const mother = await county.as('resident');
    const { id, version } = await filled(mother);
    const old = await mother.send('PATCH', `/applications/${id}`, { version, values: { 'child-birth-date': '2023-10-01' } });
    const sent = await mother.create(`/applications/${id}/submission`, { version: old.body.version });
    expect(sent.status).toBe(422);
    expect(new Set(sent.body.errors.map((e: any) => e.path))).toEqual(new Set(['values.child-birth-date']));
    expect(sent.body.errors[0].message).toContain('一周岁');
    const { body } = await mother.get(`/applications/${id}`);
    expect(body.values['child-birth-date']).toBe('2023-10-01');
    expect(body.values['child-name']).toBe('李安安');
  });
});
