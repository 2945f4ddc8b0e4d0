/**
 * The other side of the line, written from src/platform/exchange/README.md and not from its code, so that a test of the two
 * tests what is described: canonical JSON, SM3 of the body, SM2 over everything but the signature.
 */
import { sm2Sign, sm2Verify, sm3 } from '#platform/crypto';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Keys sorted, no spaces. */
export function sorted(value: Json): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(sorted).join(',')}]`;
  const keys = Object.keys(value).sort();
  return `{${keys.map(k => `${JSON.stringify(k)}:${sorted(value[k]!)}`).join(',')}}`;
}

export interface Message {
  v: number;
  id: string;
  from: string;
  to: string;
  topic: string;
  subject: string;
  seq: number;
  sentAt: string;
  body: string;
  digest: string;
  key: string;
  signature: string;
}

const bytes = (content: object) => Buffer.from(sorted(content as Json));

export const sign = <T extends object>(content: T, privateKey: string): T & { signature: string } => ({
  ...content,
  signature: sm2Sign(bytes(content), privateKey),
});

export function verifies({ signature, ...content }: { signature: string }, publicKey: string): boolean {
  return sm2Verify(bytes(content), signature, publicKey);
}

export const digest = (body: string) => sm3(body);
