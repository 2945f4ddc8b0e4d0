/** The example of GB/T 32918.5 A.2, and what a signature must not survive. */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sm2KeyPair, sm2Sign, sm2Verify } from './index.ts';

const standard = {
  publicKey: '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
  privateKey: '3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8',
  message: Buffer.from('message digest'),
  signature: 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
};

it("holds the standard's own signature", () => {
  expect(sm2Verify(standard.message, standard.signature, standard.publicKey)).toBe(true);
});

it('signs what it holds, in both forms, and nothing that differs in one bit', () => {
  const { privateKey, publicKey } = sm2KeyPair();
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 200 }), fc.constantFrom('raw' as const, 'der' as const), fc.nat(), (message, form, at) => {
      const signature = sm2Sign(message, privateKey, form);
      expect(sm2Verify(message, signature, publicKey, form)).toBe(true);
      const changed = Uint8Array.from(message);
      changed[at % changed.length]! ^= 1;
      expect(sm2Verify(changed, signature, publicKey, form)).toBe(false);
      expect(sm2Verify(message, signature, standard.publicKey, form)).toBe(false);
    }),
    { numRuns: 25 },
  );
});

it('takes no other key for one that it remembers, nor a point that is not on the curve', () => {
  const { publicKey, message, signature } = standard;
  const others = Array.from({ length: 3 }, () => sm2KeyPair().publicKey);
  for (const key of [...others, publicKey, ...others]) expect(sm2Verify(message, signature, key)).toBe(key === publicKey);
  expect(sm2Verify(message, signature, `${publicKey.slice(0, -1)}4`)).toBe(false);
});

it('answers no to what is no signature', () => {
  for (const nothing of ['', 'zz', '00', 'ff'.repeat(64), '3006020100020100']) expect(sm2Verify(standard.message, nothing, standard.publicKey)).toBe(false);
});

it('uses the curve that OpenSSL calls SM2', () => {
  // A private key in SEC1 says its public point.
  const sec1 = Buffer.from(`30770201010420${standard.privateKey}a00a06082a811ccf5501822da144034200${standard.publicKey}`, 'hex');
  const key = createPublicKey(createPrivateKey({ key: sec1, format: 'der', type: 'sec1' }));
  expect(key.export({ format: 'der', type: 'spki' }).toString('hex')).toContain(standard.publicKey);
});

describe('in DER', () => {
  const key = sm2KeyPair();

  it('holds for every message', () =>
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), message => sm2Verify(message, sm2Sign(message, key.privateKey, 'der'), key.publicKey, 'der'))));

  it('is written in one way only: no digit of it may change', () => {
    const message = new Uint8Array([1, 2, 3]);
    const signature = sm2Sign(message, key.privateKey, 'der');
    for (let place = 0; place < signature.length; place++) {
      const changed = `${signature.slice(0, place)}${signature[place] === '1' ? '2' : '1'}${signature.slice(place + 1)}`;
      expect(sm2Verify(message, changed, key.publicKey, 'der'), changed).toBe(false);
    }
    expect(sm2Verify(message, `${signature}00`, key.publicKey, 'der')).toBe(false);
  });
});
