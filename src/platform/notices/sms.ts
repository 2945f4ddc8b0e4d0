/** SMS goes out through a gateway: the local one shows what would have been sent, a real one posts to the carrier. */
import { createHmac } from 'node:crypto';
import { scopeOf, systemActor } from '../access/index.ts';
import type { Database } from '../db/index.ts';
import { maskPhone } from '../validators/index.ts';

export interface SmsGateway {
  send(county: string, phone: string, text: string): Promise<void>;
}

declare module '../actions/action.ts' {
  interface House {
    sms: SmsGateway;
  }
}

/** Keeps the messages in the database for the development page; the phone is masked. */
export const localSms = (db: Database): SmsGateway => ({
  send: (county, phone, text) =>
    db.write(scopeOf(systemActor(county)), async sql => {
      await sql`insert into sms_shown (county, phone_masked, body) values (${county}, ${maskPhone(phone)}, ${text})`;
    }),
});

/**
 * A carrier's HTTP gateway: JSON, signed with HMAC-SM3 over the body. Throws when the carrier does not take it, so that
 * the queue tries again.
 */
export const httpSms = (url: string, key: string): SmsGateway => ({
  async send(_county, phone, text) {
    const body = JSON.stringify({ phone, text, at: new Date().toISOString() });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-signature': createHmac('sm3', key).update(body).digest('hex') },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (!response.ok) throw new Error(`the SMS gateway answered ${response.status}`);
  },
});
