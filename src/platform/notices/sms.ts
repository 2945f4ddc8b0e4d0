/** SMS goes out through a gateway: the local one shows what would have been sent, a real one posts to the carrier. */
import { createHmac } from 'node:crypto';
import { scopeOf, systemActor } from '../access/index.ts';
import type { Database } from '../db/index.ts';
import { maskPhone } from '../validators/index.ts';

export interface Sms {
  phone: string;
  text: string;
}

export interface SmsGateway {
  /** For each message why the carrier did not take it; null: it did. */
  send(county: string, messages: readonly Sms[]): Promise<(string | null)[]>;
}

declare module '../actions/action.ts' {
  interface House {
    sms: SmsGateway;
  }
}

/** Keeps the messages in the database for the development page; the phone is masked. */
export const localSms = (db: Database): SmsGateway => ({
  send: (county, messages) =>
    db.write(scopeOf(systemActor(county)), async sql => {
      if (messages.length > 0) await sql`insert into sms_shown ${sql(messages.map(m => ({ county, phoneMasked: maskPhone(m.phone), body: m.text })))}`;
      return messages.map(() => null);
    }),
});

/** A carrier's HTTP gateway: a request a message, JSON, signed with HMAC-SM3 over the body. */
export const httpSms = (url: string, key: string): SmsGateway => {
  const post = async ({ phone, text }: Sms): Promise<string | null> => {
    const body = JSON.stringify({ phone, text, at: new Date().toISOString() });
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-signature': createHmac('sm3', key).update(body).digest('hex') },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      return response.ok ? null : `the SMS gateway answered ${response.status}`;
    } catch (error) {
      return String(error);
    }
  };
  return { send: (_county, messages) => Promise.all(messages.map(post)) };
};
