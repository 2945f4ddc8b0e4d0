/**
 * Numbers that only few may read: a cell keeps a token, which is what may be shown and a blind index; the number itself is
 * sealed, once in a county. Tokens of equal numbers are equal, so that rows are told apart and lists compared without opening anything.
 */
import type { Ctx } from '../actions/index.ts';
import { maskBankAccount, maskIdentity, maskPhone, readBankAccount, readIdentityNumber, readPhone } from '../validators/index.ts';

export const sealedTypes = ['identity', 'phone', 'account'] as const;
export type SealedType = (typeof sealedTypes)[number];
export const isSealed = (type: string): type is SealedType => (sealedTypes as readonly string[]).includes(type);

/** A number, normalised, into its token. */
export type Seal = (sort: SealedType, number: string) => string;

const masks: Record<SealedType, (number: string) => string> = { identity: maskIdentity, phone: maskPhone, account: maskBankAccount };

export const tokenOf = (sort: SealedType, number: string, blind: string): string => `${masks[sort](number)} ${blind}`;
/** `1411**********002X`. */
export const maskOf = (token: string): string => token.slice(0, token.lastIndexOf(' '));
export const blindOf = (token: string): string => token.slice(token.lastIndexOf(' ') + 1);

const placeOf = (blind: string) => `register_seal.sealed:${blind}`;

/** Numbers in the open, by their blind index. */
export type Numbers = readonly (readonly [blind: string, { sort: SealedType; number: string }])[];

/** Gathers the numbers of a table or a form; what is written afterwards needs them kept. */
export class Seals {
  readonly #ctx: Ctx;
  readonly #numbers = new Map<string, { sort: SealedType; number: string }>();

  constructor(ctx: Ctx) {
    this.#ctx = ctx;
  }

  readonly seal: Seal = (sort, number) => {
    const { vault, county } = this.#ctx;
    const blind = vault.blind(county, sort, number);
    this.#numbers.set(blind, { sort, number });
    return tokenOf(sort, number, blind);
  };

  /** What was gathered since the last time; then forgets. */
  taken(): Numbers {
    const found = [...this.#numbers];
    this.#numbers.clear();
    return found;
  }

  /** Seals what is new in the county. */
  async keep(): Promise<void> {
    await this.#ctx.asHouse(async ctx => {
      const rows = await freshSeals(ctx, this.taken());
      if (rows.length === 0) return;
      await ctx.sql`
        insert into register_seal (county, blind, sort, sealed)
        select ${ctx.county}, x.* from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as x (blind text, sort text, sealed text)
        on conflict do nothing`;
    });
  }
}

export interface Sealed {
  blind: string;
  sort: SealedType;
  sealed: string;
}

/** Of these numbers those that the county does not keep yet, sealed. */
export async function freshSeals({ sql, county, vault }: Ctx, found: Numbers): Promise<Sealed[]> {
  if (found.length === 0) return [];
  const there = await sql<{ blind: string }[]>`
    select blind from register_seal where county = ${county} and blind = any(${found.map(([blind]) => blind)}::text[])`;
  const known = new Set(there.map(t => t.blind));
  return found.filter(([blind]) => !known.has(blind)).map(([blind, { sort, number }]) => ({ blind, sort, sealed: vault.seal(county, placeOf(blind), number) }));
}

/** The numbers behind tokens, by token. Whoever calls has a reason that is recorded; a number that was erased is missing. */
export async function openTokens(ctx: Ctx, tokens: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (tokens.length === 0) return new Map();
  const byBlind = new Map(tokens.map(t => [blindOf(t), t]));
  const rows = await ctx.asHouse(
    ({ sql, county }) => sql<{ blind: string; sealed: string }[]>`
      select blind, sealed from register_seal where county = ${county} and blind = any(${[...byBlind.keys()]}::text[])`,
  );
  return new Map(rows.map(r => [byBlind.get(r.blind)!, ctx.vault.open(ctx.county, placeOf(r.blind), r.sealed)]));
}

/** A whole number that somebody looks for, as the tokens that it may have. */
export function tokensOf({ vault, county }: Ctx, said: string): { sort: SealedType; token: string }[] {
  const identity = readIdentityNumber(said);
  const read: [SealedType, string | null][] = [
    ['identity', identity.valid ? identity.normalized : null],
    ['phone', readPhone(said)],
    ['account', readBankAccount(said)],
  ];
  return read.flatMap(([sort, number]) => (number === null ? [] : [{ sort, token: tokenOf(sort, number, vault.blind(county, sort, number)) }]));
}
