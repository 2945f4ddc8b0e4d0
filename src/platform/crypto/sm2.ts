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

/** Points of the keys that were asked last, worked out once: few sign for us, and often, and the next check takes a fifth of the time. */
const points = new Map<string, ReturnType<typeof sm2.precomputePublicKey>>();
const mostPoints = 100;

function pointOf(publicKey: string) {
  const point = points.get(publicKey) ?? sm2.precomputePublicKey(publicKey, 4);
  points.delete(publicKey);
  points.set(publicKey, point);
  if (points.size > mostPoints) points.delete(points.keys().next().value!);
  return point;
}

/** Never throws: what is no signature at all does not hold either. */
export function sm2Verify(message: Uint8Array, signature: string, publicKey: string, form: Sm2Form = 'raw'): boolean {
  try {
    const raw = form === 'der' ? rawOf(signature) : signature;
    return raw !== null && sm2.doVerifySignature(message, raw, pointOf(publicKey), { hash: true });
  } catch {
    return false;
  }
}

/** r‖s of a signature in DER; null unless written in the one way that DER allows (the library reads others too). */
function rawOf(der: string): string | null {
  const bytes = /^30([0-9a-f]{2})02([0-9a-f]{2})((?:[0-9a-f]{2})+)$/i.exec(der);
  if (!bytes || Number.parseInt(bytes[1]!, 16) !== der.length / 2 - 2) return null;
  const end = Number.parseInt(bytes[2]!, 16) * 2;
  const second = /^02([0-9a-f]{2})((?:[0-9a-f]{2})+)$/i.exec(bytes[3]!.slice(end));
  if (!second || Number.parseInt(second[1]!, 16) * 2 !== second[2]!.length) return null;
  const numbers = [bytes[3]!.slice(0, end), second[2]!].map(n =>
    // Positive, at most 32 bytes, and a leading zero byte only where the number would be negative without it.
    /^(00[89a-f][0-9a-f]|[0-7][0-9a-f])/i.test(n) && !/^00[0-7]/.test(n) ? n.replace(/^00/, '').padStart(64, '0') : '',
  );
  return numbers.every(n => n.length === 64) ? numbers.join('') : null;
}
