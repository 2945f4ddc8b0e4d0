/**
 * SM2 signatures (GB/T 32918.2) over SM3 with the standard's user id 1234567812345678. One implementation for server and
 * browser: a window whose network is down checks a code with it.
 */
import { sm2 } from 'sm-crypto-v2';

export interface Sm2KeyPair {
  /** 32 bytes, hex. */
  privateKey: string;
  /** Uncompressed point, 65 bytes, hex. */
  publicKey: string;
}

export const sm2KeyPair = (): Sm2KeyPair => sm2.generateKeyPairHex();

/** `raw` is r‖s in 64 bytes, for what has to be short; `der` is the SEQUENCE of certificates and CMS. */
export type Sm2Form = 'raw' | 'der';

/** The signature in hex. */
export const sm2Sign = (message: Uint8Array, privateKey: string, form: Sm2Form = 'raw'): string =>
  sm2.doSignature(message, privateKey, { hash: true, der: form === 'der' });

/** Never throws: what is no signature at all does not hold either. */
export function sm2Verify(message: Uint8Array, signature: string, publicKey: string, form: Sm2Form = 'raw'): boolean {
  try {
    return sm2.doVerifySignature(message, signature, publicKey, { hash: true, der: form === 'der' });
  } catch {
    return false;
  }
}
