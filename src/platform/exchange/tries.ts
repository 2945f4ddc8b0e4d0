/** The history of a message that was not taken at once: what was answered to each try, and what operators did. */
import type { Ctx } from '../actions/index.ts';
import type { TryKind } from './words.ts';

interface Place {
  partner: string;
  subject: string;
  seq: bigint | string;
}

/** With the message or its partner locked, so that numbers follow each other. */
export const addTry = ({ sql, county, now }: Ctx, m: Place, what: TryKind, words: string, who: string | null = null) => sql`
  insert into exchange_try (county, partner, subject, seq, n, at, what, words, who)
  select ${county}, ${m.partner}, ${m.subject}, ${m.seq}, coalesce(max(n), 0) + 1, ${now}, ${what}, ${words}, ${who}
  from exchange_try where county = ${county} and partner = ${m.partner} and subject = ${m.subject} and seq = ${m.seq}`;

export interface Try {
  at: string;
  what: TryKind;
  words: string;
  who: string | null;
}

export async function triesOf({ sql, county }: Ctx, m: Place): Promise<Try[]> {
  const rows = await sql<Try[]>`
    select at, what, words, who from exchange_try
    where county = ${county} and partner = ${m.partner} and subject = ${m.subject} and seq = ${m.seq} order by n`;
  return [...rows];
}
