/** The audit: with every change, and broken by every tampering. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, newCounty, rows } from '../../testing/index.ts';
import { verify } from './index.ts';

let county: County;
beforeAll(async () => {
  county = await newCounty();
});
afterAll(() => county.close());

const proven = () => verify(county.owner, county.county);
/** Breaks something, looks, and puts it back. */
async function tampered(how: string): Promise<string> {
  let why = '';
  await county.owner
    .begin(async sql => {
      await sql.unsafe(how);
      why = (await verify(sql as never, county.county)).fault?.why ?? '';
      throw new Error('undo');
    })
    .catch((e: Error) => {
      if (e.message !== 'undo') throw e;
    });
  return why;
}

describe('audit', () => {
  it('is whole after work, and its head is the newest entry', async () => {
    const admin = await county.as('admin');
    await admin.create('/staff', { login: 'audited.one', name: '被记录', unit: 'health' });
    const verdict = await proven();
    expect(verdict.fault).toBeUndefined();
    expect(verdict.entries).toBe(Number(verdict.head.seq));
  });
  it('says who, what, when, from where and through which request', async () => {
    const [entry] = await rows<{ body: string }>(county, `select body from audit.entry where action = 'staff.add' order by seq desc limit 1`);
    expect(JSON.parse(entry!.body)).toMatchObject({
      action: 'staff.add',
      actorName: expect.any(String),
      subject: expect.stringMatching(/^staff:/),
      address: '127.0.0.1',
      requestId: expect.any(String),
      day: '2024-11-04',
      at: expect.stringMatching(/Z$/),
      detail: { login: 'audited.one' },
    });
  });
  it('notices a changed, a removed, an inserted and a relabelled entry, and a cut end', async () => {
    const middle = `(select seq from audit.entry where county = '141129' order by seq offset 3 limit 1)`;
    expect(await tampered(`update audit.entry set body = replace(body, '演示', '别人') where seq = ${middle}`)).toContain('改动');
    expect(await tampered(`delete from audit.entry where seq = ${middle}`)).toContain('缺少');
    expect(await tampered(`update audit.entry set actor = 'somebody' where seq = ${middle}`)).toContain('检索列');
    expect(await tampered(`delete from audit.entry where seq = (select max(seq) from audit.entry)`)).toContain('链头');
    expect(
      await tampered(
        `insert into audit.entry select county, seq + 1, at, actor, action, subject, body, hash from audit.entry where seq = (select max(seq) from audit.entry)`,
      ),
    ).not.toBe('');
    expect((await proven()).fault).toBeUndefined();
  });
  it('goes with the change or not at all: no audit, no commit', async () => {
    const admin = await county.as('admin');
    await county.owner.unsafe(`revoke execute on function audit.append from bancheng_runtime`);
    const r = await admin.create('/staff', { login: 'never.made', name: '不会有', unit: 'health' });
    await county.owner.unsafe(`grant execute on function audit.append to bancheng_runtime`);
    expect(r.status).toBe(500);
    expect(await rows(county, `select 1 from staff where login = 'never.made'`)).toEqual([]);
  });
  it('leaves a refused change out, and the refusal changes nothing', async () => {
    const before = (await proven()).entries;
    const admin = await county.as('admin');
    const signedIn = (await proven()).entries;
    expect((await admin.create('/staff', { login: 'BAD LOGIN', name: '', unit: 'nowhere' })).status).toBe(422);
    expect((await proven()).entries).toBe(signedIn);
    expect(signedIn).toBeGreaterThan(before);
  });
  it('can be searched by auditors, and only by them and administrators', async () => {
    const auditor = await county.as('auditor');
    const found = (await auditor.get('/audit?action=staff.add')).body;
    expect(found.items.length).toBeGreaterThan(0);
    expect(found.items.every((i: any) => i.action === 'staff.add')).toBe(true);
    expect((await (await county.as('supervisor')).get('/audit')).status).toBe(403);
  });
});
