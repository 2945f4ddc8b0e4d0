/** The signature over a PDF, and every way in which a file that somebody brings can be wrong. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { sm2KeyPair } from '../crypto/index.ts';
import { checkPdf, drawQr, drawSeal, makeCertificate, openPage, signPdf } from './index.ts';

const ours = sm2KeyPair();
const stranger = sm2KeyPair();
const at = '2024-11-04T08:30:00.000Z';
const means = (key: typeof ours) => ({
  privateKey: key.privateKey,
  certificate: makeCertificate({ ...key, keyId: '35b3b632-f98b-4cc5-ac61-cfa14a1eb2c5', name: '中阳县电子证照', organisation: '中阳县人民政府', from: at }),
});
const words = { reason: '证照', name: '中阳县', location: '中阳' };

let plain: Buffer;
let signed: Buffer;
beforeAll(async () => {
  const page = openPage({ title: '食品经营许可证', author: '县行政审批局', layout: 'landscape', at });
  page.font('bold', 30);
  page.doc.text(page.printable('食品经营许可证 刘𬭚 䶮 𠮷'), 60, 60);
  drawQr(page, 'https://example.test/check/1', 60, 200, 100);
  drawSeal(page, '中阳县行政审批服务管理局', '演示', 500, 300, 60);
  // Rare characters that the font has are printed; the one that it lacks is named.
  expect(page.missing()).toEqual(['U+20BB7']);
  plain = await page.finish();
  signed = await signPdf(plain, means(ours), words, at);
});

it('holds as it left the house, and says when it was signed', () =>
  expect(checkPdf(signed, [ours.publicKey])).toEqual({ fault: null, at: '2024-11-04T08:30:00Z' }));

it('embeds only what is written of a font of eight megabytes', () => expect(signed.length).toBeLessThan(120_000));

it('is altered by any one changed byte', () => {
  fc.assert(
    fc.property(fc.integer({ min: 5, max: signed.length - 33 }), fc.integer({ min: 1, max: 255 }), (place, bits) => {
      const copy = Buffer.from(signed);
      copy[place] = copy[place]! ^ bits;
      // Only the case of a letter of the signature's own hex says the same.
      if (checkPdf(copy, [ours.publicKey]).fault === null) expect(copy.toString('latin1').toLowerCase()).toBe(signed.toString('latin1').toLowerCase());
    }),
    { numRuns: 100 },
  );
});

it('is altered by a change in any byte of the signature itself', () => {
  // Every byte of the CMS: certificate, versions and names that the key has not signed, and the zeros behind it.
  const from = signed.indexOf('/Contents <') + '/Contents <'.length;
  const to = signed.indexOf('>', from);
  // One digit of each byte; of the zeros behind it the first and the last stand for all.
  for (let place = from; place < to; place += 2) {
    if (place > from + 2000 && place < to - 2) continue;
    const copy = Buffer.from(signed);
    copy[place] = copy[place] === 0x31 ? 0x32 : 0x31;
    const { fault } = checkPdf(copy, [ours.publicKey]);
    if (fault === null) throw new Error(`byte ${place - from} of the signature may be changed`);
  }
});

it.each([
  ['not a PDF', 'not-pdf', () => Buffer.from('PK\u0003\u0004 a zip')],
  ['an empty file', 'not-pdf', () => Buffer.alloc(0)],
  ['cut off at the end', 'truncated', () => signed.subarray(0, -700)],
  ['cut off before the signature', 'truncated', () => signed.subarray(0, 20_000)],
  ['never signed', 'unsigned', () => plain],
  ['saved again with something added', 'not-covered', () => Buffer.concat([signed, Buffer.from('\n99 0 obj\n<<>>\nendobj\n%%EOF\n')])],
  ['one byte of the content changed', 'altered', () => Buffer.from(signed).fill(signed[5000]! ^ 1, 5000, 5001)],
] as const)('refuses a file that is %s', (_, fault, make) => expect(checkPdf(make(), [ours.publicKey])).toEqual({ fault }));

it('refuses what a stranger signed, in our name or in theirs', async () => {
  const theirs = await signPdf(plain, means(stranger), words, at);
  expect(checkPdf(theirs, [ours.publicKey])).toEqual({ fault: 'stranger' });
  // Our certificate with their key: the signature does not hold.
  const posing = await signPdf(plain, { privateKey: stranger.privateKey, certificate: means(ours).certificate }, words, at);
  expect(checkPdf(posing, [ours.publicKey])).toEqual({ fault: 'forged' });
});

it('refuses a second signature upon ours', async () => {
  expect(checkPdf(await signPdf(signed, means(stranger), words, at), [ours.publicKey])).toEqual({ fault: 'not-covered' });
});

it('makes a certificate that another implementation verifies', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bancheng-certificate-'));
  try {
    const file = join(folder, 'c.pem');
    writeFileSync(
      file,
      `-----BEGIN CERTIFICATE-----\n${Buffer.from(means(ours).certificate)
        .toString('base64')
        .replaceAll(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE-----\n`,
    );
    const done = spawnSync('openssl', ['verify', '-vfyopt', 'distid:1234567812345678', '-CAfile', file, '-partial_chain', file], { encoding: 'utf8' });
    if (done.error) return; // No openssl on this machine: the standard's vectors are tested with the key.
    expect(done.stdout).toContain('OK');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
