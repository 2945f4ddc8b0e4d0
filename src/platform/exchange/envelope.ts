/**
 * The message as it goes over the line, version 1, the same in both directions: README.md of this room describes it for
 * whoever builds the other side. Signed with SM2 over SM3 (GB/T 32918.2, user id 1234567812345678).
 */
import { z } from 'zod';
import { sm2Sign, sm2Verify, sm3 } from '../crypto/index.ts';

/** Characters of a body: a request of both sides stays far below what servers take (1 MB). Larger files go ahead in parts (topic `file`). */
export const mostBody = 200_000;

export const envelopeSchema = z
  .strictObject({
    v: z.literal(1, { error: '只支持第 1 版报文' }),
    /** The same message again has the same id: it is done once. */
    id: z.uuid(),
    from: z.string().min(1).max(40),
    to: z.string().min(1).max(40),
    topic: z.string().regex(/^[a-z-]{2,30}$/),
    /** Messages of one subject are taken in the order of their numbers, which begin with 1 and have no gap. */
    subject: z.string().min(1).max(120),
    seq: z.number().int().positive().max(Number.MAX_SAFE_INTEGER),
    /** When it was put on the line this time. */
    sentAt: z.iso.datetime(),
    /** Canonical JSON as text: keys sorted, no spaces. */
    body: z.string().max(mostBody, `报文内容最多 ${mostBody} 字；大的附件先用 file 报文分段发来，再写它的编号`),
    /** SM3 of the body, hex. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
    /** Which key signed. */
    key: z.string().min(1).max(60),
    /** r‖s, 64 bytes, hex, over the canonical JSON of everything else. */
    signature: z.string().regex(/^[0-9a-f]{128}$/),
  })
  .meta({ id: 'ExchangeMessage', description: '平台之间的报文，第 1 版；签名是对除 signature 以外全部内容的规范 JSON 的 SM2 签名' });
export type Envelope = z.infer<typeof envelopeSchema>;

export const receiptSchema = z
  .strictObject({
    v: z.literal(1),
    /** Of the message that is answered. */
    id: z.string(),
    from: z.string(),
    to: z.string(),
    /** `kept`: received, waits for one before it. `refused`: received, its number is used up, and it was not done. */
    state: z.enum(['done', 'kept', 'refused']),
    at: z.iso.datetime(),
    /** The answer to a query as canonical JSON; why it was refused. */
    result: z.string().max(mostBody).nullable(),
    reason: z.string().max(4000).nullable(),
    key: z.string(),
    signature: z.string().regex(/^[0-9a-f]{128}$/),
  })
  .meta({ id: 'ExchangeReceipt', description: '带签名的回执' });
export type Receipt = z.infer<typeof receiptSchema>;

/** JSON with sorted keys and no spaces: the same bytes on both sides. Numbers are whole, so that nobody writes them differently. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .filter(([, v]) => v !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
      .join(',')}}`;
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new Error(`${value} is not written alike everywhere`);
  return JSON.stringify(value);
}

export interface Signer {
  id: string;
  privateKey: string;
}

export const digestOf = (body: string): string => sm3(body);

/** Signs a message or a receipt. */
export function signed<T extends object>(content: T, key: Signer): T & { key: string; signature: string } {
  const named = { ...content, key: key.id };
  return { ...named, signature: sm2Sign(Buffer.from(canonical(named)), key.privateKey) };
}

export function holds(signed: { signature: string }, publicKey: string): boolean {
  const { signature, ...content } = signed;
  return sm2Verify(Buffer.from(canonical(content)), signature, publicKey);
}
