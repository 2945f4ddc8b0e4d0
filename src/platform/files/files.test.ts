/** Uploads: what the bytes are decides, names are defused, strangers find nothing. */
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, type County, newCounty, rows } from '../../testing/index.ts';
import { openFiles, safeName } from './index.ts';
import { refuse } from './store.ts';

let county: County;
let resident: Browser;
beforeAll(async () => {
  county = await newCounty();
  resident = await county.as('resident');
});
afterAll(() => county.close());

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');
const pdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF');

describe('uploads', () => {
  it('are kept by their content and given back as attachments that nothing runs', async () => {
    const up = await resident.upload('/files?accept=image', '身份证 正面.png', png);
    expect(up.body).toMatchObject({ name: '身份证 正面.png', type: 'image/png', size: png.length });
    const r = await resident.get(`/files/${up.body.id}`);
    expect(Buffer.compare(r.body as Buffer, png)).toBe(0);
    expect(r.headers).toMatchObject({
      'content-type': 'image/png',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect(String(r.headers['content-disposition'])).toMatch(/^attachment; filename\*=UTF-8''%E8%BA%AB/);
    const [row] = await rows<{ digest: string }>(county, `select digest from file where id = '${up.body.id}'`);
    const path = county.house.files.pathOf(row!.digest);
    expect(createHash('sha256').update(readFileSync(path)).digest('hex')).toBe(row!.digest);
    expect(statSync(path).mode & 0o077).toBe(0);
  });
  it.each([
    ['a renamed program', 'photo.png', Buffer.from('MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff'), 'file-type'],
    ['HTML', 'form.pdf', Buffer.from('<!doctype html><script>alert(1)</script>'), 'file-type'],
    ['SVG', 'photo.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'), 'file-type'],
    ['a ZIP', 'photo.jpg', Buffer.from('PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'file-type'],
    ['a spreadsheet with macros', 'list.xlsm', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1aaaaaaaa', 'latin1'), 'file-type'],
    ['text', 'photo.png', Buffer.from('just words'), 'file-type'],
    ['nothing', 'photo.png', Buffer.alloc(0), 'file-empty'],
  ])('refuse %s, whatever its name says', async (_, name, content, wanted) => {
    const r = await resident.upload('/files?accept=image-or-pdf', name, content);
    expect(r.status).toBe(422);
    expect(r.body.code).toBe(wanted);
  });
  it('refuse a PDF where a photo is wanted, and say what is wanted', async () => {
    const r = await resident.upload('/files?accept=image', 'a.pdf', pdf);
    expect(r.body.detail).toContain('照片');
    expect((await resident.upload('/files?accept=pdf', 'a.pdf', pdf)).status).toBe(200);
  });
  it('refuse 40 MB quickly and clearly', async () => {
    const started = performance.now();
    const r = await resident.upload('/files?accept=image', 'big.png', Buffer.concat([png, Buffer.alloc(40 * 1024 * 1024)]));
    expect(r.status).toBe(413);
    expect(r.body.detail).toContain('20 MB');
    expect(performance.now() - started).toBeLessThan(10_000);
  });
  it('need an account, before a byte is kept', async () => {
    expect((await county.guest().upload('/files?accept=image', 'a.png', png)).status).toBe(401);
  });
  it('belong to their owner: for others they do not exist', async () => {
    const { id } = (await resident.upload('/files?accept=image', 'mine.png', png)).body;
    for (const account of ['buyer', 'window', 'reviewer.health', 'supervisor'])
      expect((await (await county.as(account)).get(`/files/${id}`)).status, account).not.toBe(200);
    expect((await county.guest().get(`/files/${id}`)).status).toBe(401);
  });
  it('stop at a quota a day', async () => {
    await county.owner`insert into file (county, digest, name, type, size, parties, made_by, made_at)
      select '141129', 'x', 'x', 'image/png', 1, '{}', (select subject::text from demo_account where account = 'seller'), now() from generate_series(1, 200)`;
    county.travel(new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));
    expect((await (await county.as('seller')).upload('/files?accept=image', 'a.png', png)).body.code).toBe('file-quota');
    county.travel('2024-11-04');
  });
  it('go past the virus scanner first', async () => {
    const store = openFiles('/nonexistent', async () => {
      throw refuse('file-infected');
    });
    await expect(store.keep(png, 'image')).rejects.toThrow('病毒');
  });
});

describe('names', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\照片.png', '照片.png'],
    ['a\u202Egnp.exe', 'agnp.exe'],
    ['<script>.png', 'script.png'],
    ['', '未命名'],
    ['𬭚'.repeat(200), '𬭚'.repeat(120)],
  ])('%s becomes harmless', (name, safe) => {
    expect(safeName(name)).toBe(safe);
  });
});
