/** A code's whole life through HTTP: shown, read once at one terminal, refused in every wrong way, and told to its owner. */
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { signingKey, sm2KeyPair, sm2Sign } from '../crypto/index.ts';
import { checkToken, makeToken } from './token.ts';

let county: County;
let resident: Browser;
let clerk: Browser;
let terminal: Record<string, string>;
beforeAll(async () => {
  county = await newCounty();
  clerk = await county.as('window');
  const { items } = (await clerk.get('/desk/terminals')).body;
  terminal = Object.fromEntries(items.map((t: { name: string; id: string }) => [t.name, t.id]));
});
afterAll(() => county.close());
beforeEach(async () => {
  resident = await county.as('resident');
});

const first = '1 号综合窗口';
const third = '3 号综合窗口';
const show = (b: Browser, input: object = { kind: 'person' }) => b.post('/codes', input);
const scan = (b: Browser, code: string, at = first) => b.create('/desk/code-scans', { code, terminal: terminal[at] });
const log = async (b: Browser) => (await b.get('/code-scans')).body as { items: Record<string, unknown>[]; total: number };

/** The clock so many seconds on. */
async function later<T>(seconds: number, work: () => Promise<T>): Promise<T> {
  const { clock } = county.house;
  county.house.clock = { today: () => clock.today(), now: () => new Date(Date.parse(clock.now()) + seconds * 1000).toISOString() };
  try {
    return await work();
  } finally {
    county.house.clock = clock;
  }
}

describe('a code that is read', () => {
  it('brings up what its owner opened, to the clerk who scanned it, and stands in the log at once', async () => {
    const shown = (await show(resident)).body;
    expect(shown.seconds).toBeGreaterThan(58);
    expect(shown.seconds).toBeLessThanOrEqual(60);
    expect((await resident.get(`/codes/${shown.id}`)).body).toMatchObject({ state: 'shown', scans: [] });
    const read = await scan(clerk, shown.code, third);
    expect(read.status).toBe(200);
    const { state, scans } = (await resident.get(`/codes/${shown.id}`)).body;
    expect(state).toBe('used');
    expect(scans).toMatchObject([
      { terminal: third, outcome: 'read', purpose: '窗口受理', reason: null, items: ['姓名', '身份证号码（隐去中间）', '手机号（隐去中间）'] },
    ]);
    expect(scans[0].staff).toBeTruthy();
    expect((await log(resident)).items[0]).toEqual(scans[0]);
  });

  it('says no name and no number to whoever copies it', async () => {
    const { code } = (await show(resident)).body;
    const checked = checkToken(code, { county: '141129', keys: (await county.guest().get('/code-keys')).body.keys, now: Date.parse(county.house.clock.now()) });
    expect(checked.holds).toBe(true);
    const [person] = await rows<{ id: string }>(county, `select id from person where name = '白婷婷'`);
    expect(JSON.stringify(checked)).not.toContain(person!.id.slice(0, 8));
  });

  it('of a firm names the firm and who stands there', async () => {
    const owner = await county.as('firm');
    const [firm] = await rows<{ id: string }>(county, `select id from firm where name like '中阳县老张面馆%'`);
    const { code } = (await show(owner, { kind: 'firm', firm: firm!.id })).body;
    expect((await scan(clerk, code)).body).toMatchObject({ kind: 'firm' });
    expect((await log(owner)).items[0]).toMatchObject({ holderKind: 'firm', firm: expect.stringContaining('老张面馆') });
    // Whoever acts for the whole firm sees who read it; nobody else does.
    expect((await log(await county.as('agent'))).items[0]).toMatchObject({ firm: expect.stringContaining('老张面馆') });
  });
});

describe('a code is refused, with its own words, and the owner sees it', () => {
  const refused = async (reply: Promise<{ status: number; body: { code: string; title: string } }>, code: string, says: string) => {
    const { status, body } = await reply;
    expect([body.code, status >= 400 && status < 500]).toEqual([code, true]);
    expect(body.title).toContain(says);
  };
  const logged = (b: Browser, says: string) =>
    vi.waitFor(async () =>
      expect((await log(b)).items.slice(0, 3)).toContainEqual(
        expect.objectContaining({ outcome: 'refused', reason: expect.stringContaining(says), items: [] }),
      ),
    );

  it('the second time, at the same terminal and at another', async () => {
    const { code } = (await show(resident)).body;
    expect((await scan(clerk, code)).status).toBe(200);
    await refused(scan(clerk, code), 'code-used', '已经用过');
    await logged(resident, '已经用过');
    await refused(scan(clerk, code, third), 'code-elsewhere', '别的终端');
    await logged(resident, '别的终端');
  });

  it('a moment after its 60 seconds', async () => {
    const { code } = (await show(resident)).body;
    await later(61, () => refused(scan(clerk, code), 'code-expired', '已过期'));
    await logged(resident, '已过期');
  });

  it('from ahead of its time', async () => {
    const { code } = await later(120, async () => (await show(resident)).body);
    await refused(scan(clerk, code), 'code-early', '还没有到');
  });

  it('as a screenshot after its session ended', async () => {
    const { code } = (await show(resident)).body;
    expect((await resident.send('DELETE', '/session')).status).toBe(204);
    await refused(scan(clerk, code), 'code-signed-out', '截图');
    resident = await county.as('resident');
    await logged(resident, '退出登录');
  });

  it('once the next one is shown, or it was put away', async () => {
    const { code } = (await show(resident)).body;
    await show(resident);
    await refused(scan(clerk, code), 'code-ended', '新码');
    await logged(resident, '新码');
    const last = (await show(resident)).body.code;
    await resident.post('/codes/end');
    await refused(scan(clerk, last), 'code-ended', '收起');
  });

  it('altered in one letter, made by somebody else, of another county, or no code at all', async () => {
    const { code, id } = (await show(resident)).body;
    const changed = code.slice(0, 60) + (code[60] === 'A' ? 'B' : 'A') + code.slice(61);
    await refused(scan(clerk, changed), 'code-altered', '改动过');
    const key = await county.house.db.write({ county: '141129', actor: 'system', roles: ['system'], parties: [], units: [], towns: [] }, sql =>
      signingKey({ sql, county: '141129', vault: county.house.vault }, 'code'),
    );
    const now = Math.floor(Date.parse(county.house.clock.now()) / 1000);
    const made = (more: object, by = key.privateKey) =>
      makeToken({ kind: 'person', county: '141129', key: key.id.slice(0, 8), from: now, seconds: 60, id: 'ab'.repeat(12), session: '00000000', ...more }, m =>
        sm2Sign(m, by),
      );
    await refused(scan(clerk, made({}, sm2KeyPair().privateKey)), 'code-altered', '签名');
    await refused(scan(clerk, made({ county: '141130' })), 'code-foreign', '别的县');
    await refused(scan(clerk, made({ key: '00000000' })), 'code-key', '密钥');
    await refused(scan(clerk, made({})), 'code-unknown', '没有在本县出示过');
    // Signed by our key and naming a code of ours, but tied to another session.
    await refused(scan(clerk, made({ id })), 'code-unknown', '没有在本县出示过');
    await refused(scan(clerk, '11010519491231002X'), 'code-form', '不是中阳码');
    // What has no owner is in the audit.
    await vi.waitFor(async () => {
      const [n] = await rows<{ n: number }>(county, `select count(*)::int as n from audit.entry where action = 'code.refused' and body like '%code-foreign%'`);
      expect(n!.n).toBe(1);
    });
    expect((await scan(clerk, code)).status).toBe(200);
  });

  it('where its owner did not want it read, and is good for the right place afterwards', async () => {
    const { code } = (await show(resident, { kind: 'person', place: 'window' })).body;
    await refused(scan(clerk, code, '大厅取号机'), 'code-place', '没有让在这里');
    expect((await scan(clerk, code)).status).toBe(200);
  });

  it('when the agent lost the mandate in the meantime', async () => {
    const agent = await county.as('agent');
    const [firm] = await rows<{ id: string }>(county, `select id from firm where name like '中阳县宁乡餐饮%'`);
    const { code } = (await show(agent, { kind: 'firm', firm: firm!.id })).body;
    await county.owner.unsafe(`update mandate set state = 'revoked' where principal = '${firm!.id}' and basis = 'given'`);
    await refused(scan(clerk, code), 'code-mandate', '不能代表');
    expect((await show(agent, { kind: 'firm', firm: firm!.id })).body.code).toBe('not-for-firm');
    await county.owner.unsafe(`update mandate set state = 'active' where principal = '${firm!.id}' and basis = 'given'`);
  });
});

it('has one winner when two windows scan it at the same moment', async () => {
  const other = await county.as('window.2');
  for (let round = 0; round < 5; round++) {
    const { code } = (await show(resident)).body;
    const both = await Promise.all([scan(clerk, code, first), scan(other, code, third), scan(clerk, code, first)]);
    expect(both.map(r => r.status).sort()).toEqual([200, 409, 409]);
  }
  const [used] = await rows<{ n: number }>(county, `select max(n)::int as n from (select count(*) as n from code_scan where outcome = 'read' group by code) x`);
  expect(used!.n).toBe(1);
});

it('gives a retry of the same scan its first answer', async () => {
  const { code } = (await show(resident)).body;
  const once = await clerk.create('/desk/code-scans', { code, terminal: terminal[first] }, 'scan-1');
  expect((await clerk.create('/desk/code-scans', { code, terminal: terminal[first] }, 'scan-1')).body).toEqual(once.body);
});

describe('what a code opens', () => {
  it('is only what is in the wallet of its holder and valid', async () => {
    const mine = (await resident.get('/licences')).body.items.find((l: { state: string }) => l.state === 'valid');
    const buyer = await county.as('buyer');
    expect((await show(buyer, { kind: 'person', licences: [mine.id] })).body.code).toBe('licence-not-held');
    expect((await show(resident, { kind: 'person', licences: [mine.id, '01900000-0000-7000-8000-000000000000'] })).body.code).toBe('licence-not-held');
    const { code, id } = (await show(resident, { kind: 'person', licences: [mine.id] })).body;
    expect((await scan(clerk, code)).status).toBe(200);
    expect((await resident.get(`/codes/${id}`)).body.scans[0].items).toContain(mine.typeName);
  });

  it('is not for a firm that one does not act for', async () => {
    const [firm] = await rows<{ id: string }>(county, `select id from firm where name like '中阳县老张面馆%'`);
    expect((await show(resident, { kind: 'firm', firm: firm!.id })).body.code).toBe('not-for-firm');
    expect((await show(resident, { kind: 'firm' })).body.errors).toEqual([{ path: 'firm', message: '请选择企业' }]);
  });
});

describe('the log', () => {
  it("belongs to its owner: nobody else's holds a line of it, and staff have none", async () => {
    const { id, code } = (await show(resident)).body;
    await scan(clerk, code);
    const other = await county.as('buyer');
    expect((await log(other)).items).toEqual([]);
    expect((await other.get(`/codes/${id}`)).status).toBe(404);
    for (const account of ['window', 'service-owner', 'admin', 'supervisor', 'auditor'])
      expect((await (await county.as(account)).get('/code-scans')).status).toBe(403);
    // And in the database: a clerk's own scope finds no line.
    const scope = { county: '141129', actor: 'x', roles: ['window-clerk', 'administrator', 'service-owner'], parties: [], units: [], towns: [] };
    for (const table of ['code_scan', 'shown_code']) {
      const [seen] = await county.house.db.read(scope, sql => sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${table}`));
      expect(seen!.n, table).toBe(0);
    }
  });

  it('is never changed by the service', async () => {
    const system = { county: '141129', actor: 'system', roles: ['system'], parties: [], units: [], towns: [] };
    for (const statement of [`update code_scan set reason = 'x'`, `delete from code_scan`])
      await expect(county.house.db.write(system, sql => sql.unsafe(statement))).rejects.toThrow(/permission denied/);
  });
});

it('is scanned by nobody without the role', async () => {
  const { code } = (await show(resident)).body;
  for (const account of ['hotline', 'reviewer.health', 'resident', 'admin']) expect((await scan(await county.as(account), code)).status).toBe(403);
  expect((await scan(county.guest(), code)).status).toBe(401);
});
