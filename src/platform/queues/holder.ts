/**
 * Who takes a number or is called: what was typed or scanned becomes a holder. The one place where another way of showing
 * who one is would be added.
 */
import type { Ctx } from '../actions/index.ts';
import { refuse } from '../actions/index.ts';
import { ageOn, type Day } from '../calendar/index.ts';
import { readCode } from '../code/index.ts';
import { looksLikeCode } from '../code/pure.ts';
import { findPerson, personByIdentity } from '../identity/index.ts';
import { identityFaults, plain, readIdentityNumber, readPhone } from '../validators/index.ts';
import { figures } from './words.ts';

export interface Holder {
  /** Id of the person or a keyed index of the number: never the number. */
  key: string;
  person: string | null;
  birth: Day | null;
}

export type Shown = { is: 'holder'; holder: Holder } | { is: 'booking'; number: string };

const wrong = (message: string) => refuse('input', { detail: message, faults: [{ path: 'shown', message }] });

/** Somebody who is known: the person's own id, whatever was typed. */
export const personHolder = (person: { id: string; birth: Day | null }): Holder => ({ key: person.id, person: person.id, birth: person.birth });

/**
 * Reads a booking number (8 digits), an identity number (18), a phone number (11), or the Zhongyang code at an enrolled
 * machine. In the house's scope.
 */
export async function readShown(ctx: Ctx, text: string, device: string): Promise<Shown> {
  if (looksLikeCode(text)) {
    const { holder } = await readCode(ctx, { code: text, terminal: { device }, purpose: '取号' });
    const person = await findPerson(ctx, holder.person.id);
    return { is: 'holder', holder: personHolder({ id: holder.person.id, birth: person?.birth ?? null }) };
  }
  const typed = plain(text);
  if (/^\d{8}$/.test(typed)) return { is: 'booking', number: typed };
  const phone = readPhone(text);
  if (phone) return { is: 'holder', holder: { key: `phone:${ctx.vault.blind(ctx.county, 'phone', phone)}`, person: null, birth: null } };
  if (!/^\d{14,}[A-Z]?$/.test(typed)) throw wrong('请输入 8 位预约号、11 位手机号或 18 位公民身份号码，或扫中阳码');
  const identity = readIdentityNumber(typed, ctx.today);
  if (!identity.valid) throw wrong(identityFaults[identity.reason]);
  const person = await ctx.asHouse(ctx => personByIdentity(ctx, identity.normalized));
  if (person) return { is: 'holder', holder: personHolder(person) };
  const key = `identity:${ctx.vault.blind(ctx.county, 'identity', identity.normalized)}`;
  return { is: 'holder', holder: { key, person: null, birth: identity.birth } };
}

export const isOld = (holder: Holder, today: Day): boolean => holder.birth !== null && ageOn(holder.birth, today) >= figures.oldFrom;
