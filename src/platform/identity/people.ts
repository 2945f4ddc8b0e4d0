/** Persons and firms of the county's registers, with their sensitive numbers sealed. */
import type { Ctx } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import { maskIdentity, maskPhone } from '../validators/index.ts';

export interface Person {
  id: string;
  name: string;
  birth: Day | null;
  sex: 'male' | 'female' | null;
  town: string | null;
  village: string | null;
  address: string | null;
  household: string | null;
  relation: string | null;
  local: boolean;
  status: 'alive' | 'dead' | 'moved';
  version: number;
}

interface SealedPerson extends Person {
  identitySealed: string | null;
  phoneSealed: string | null;
}

export interface Firm {
  id: string;
  name: string;
  creditCode: string;
  kind: 'company' | 'sole-trader' | 'cooperative' | 'institution';
  legalPerson: string;
  status: 'active' | 'abnormal' | 'struck-off' | 'cancelled';
  town: string | null;
  address: string | null;
  scope: string | null;
  founded: Day | null;
  version: number;
}

export const identityPlace = (id: string) => `person.identity:${id}`;
export const phonePlace = (id: string) => `person.phone:${id}`;

const columns = 'id, name, birth, sex, town, village, address, household, relation, local, status, version, identity_sealed, phone_sealed';

/** What the county knows of a person, with the numbers in clear. Callers show them masked unless it is the person's own. */
export type KnownPerson = Person & { identity: string | null; phone: string | null };

function known(ctx: Ctx, row: SealedPerson): KnownPerson {
  const { identitySealed, phoneSealed, ...person } = row;
  return {
    ...person,
    identity: identitySealed ? ctx.vault.open(ctx.county, identityPlace(row.id), identitySealed) : null,
    phone: phoneSealed ? ctx.vault.open(ctx.county, phonePlace(row.id), phoneSealed) : null,
  };
}

export async function findPerson(ctx: Ctx, id: string): Promise<KnownPerson | null> {
  const [row] = await ctx.sql<SealedPerson[]>`
    select ${ctx.sql.unsafe(columns)} from person where county = ${ctx.county} and id = ${id}`;
  return row ? known(ctx, row) : null;
}

/** By identity number, normalised. */
export async function personByIdentity(ctx: Ctx, number: string): Promise<KnownPerson | null> {
  const [row] = await ctx.sql<SealedPerson[]>`
    select ${ctx.sql.unsafe(columns)} from person
    where county = ${ctx.county} and identity_index = ${ctx.vault.blind(ctx.county, 'identity', number)}`;
  return row ? known(ctx, row) : null;
}

export async function personsByPhone(ctx: Ctx, phone: string): Promise<KnownPerson[]> {
  const rows = await ctx.sql<SealedPerson[]>`
    select ${ctx.sql.unsafe(columns)} from person
    where county = ${ctx.county} and phone_index = ${ctx.vault.blind(ctx.county, 'phone', phone)} and status = 'alive'
    order by made_at`;
  return rows.map(r => known(ctx, r));
}

export interface NewPerson {
  id?: string;
  name: string;
  identity?: string;
  phone?: string;
  birth?: Day;
  sex?: 'male' | 'female';
  town?: string;
  village?: string;
  address?: string;
  household?: string;
  relation?: string;
  local?: boolean;
}

export async function addPerson(ctx: Ctx, p: NewPerson): Promise<string> {
  const id = p.id ?? crypto.randomUUID();
  const { vault, county } = ctx;
  await ctx.sql`
    insert into person (county, id, name, identity_sealed, identity_index, phone_sealed, phone_index, birth, sex, town,
      village, address, household, relation, local)
    values (${county}, ${id}, ${p.name},
      ${p.identity ? vault.seal(county, identityPlace(id), p.identity) : null},
      ${p.identity ? vault.blind(county, 'identity', p.identity) : null},
      ${p.phone ? vault.seal(county, phonePlace(id), p.phone) : null},
      ${p.phone ? vault.blind(county, 'phone', p.phone) : null},
      ${p.birth ?? null}, ${p.sex ?? null}, ${p.town ?? null}, ${p.village ?? null}, ${p.address ?? null},
      ${p.household ?? null}, ${p.relation ?? null}, ${p.local ?? true})`;
  return id;
}

export async function setPhone(ctx: Ctx, id: string, phone: string): Promise<void> {
  await ctx.sql`
    update person set phone_sealed = ${ctx.vault.seal(ctx.county, phonePlace(id), phone)},
      phone_index = ${ctx.vault.blind(ctx.county, 'phone', phone)}, version = version + 1
    where county = ${ctx.county} and id = ${id}`;
}

const firmColumns = 'id, name, credit_code, kind, legal_person, status, town, address, scope, founded, version';

export async function findFirm(ctx: Ctx, id: string): Promise<Firm | null> {
  const [row] = await ctx.sql<Firm[]>`
    select ${ctx.sql.unsafe(firmColumns)} from firm where county = ${ctx.county} and id = ${id}`;
  return row ?? null;
}

export async function firmByCode(ctx: Ctx, code: string): Promise<Firm | null> {
  const [row] = await ctx.sql<Firm[]>`
    select ${ctx.sql.unsafe(firmColumns)} from firm where county = ${ctx.county} and credit_code = ${code}`;
  return row ?? null;
}

/** Persons and firms for whom this person may act, with the basis. */
export interface Principal {
  kind: 'person' | 'firm';
  id: string;
  name: string;
  basis: 'self' | 'legal-person' | 'guardian' | 'given';
  /** Identity number masked, or credit code. */
  code: string;
  status: string;
  things: number[] | null;
  toDay: Day | null;
}

/** Mandates that count today. */
export const inForce = (ctx: Ctx) => ctx.sql`state = 'active' and from_day <= ${ctx.today} and (to_day is null or to_day >= ${ctx.today})`;

export async function principalsOf(ctx: Ctx, personId: string): Promise<Principal[]> {
  const self = await findPerson(ctx, personId);
  if (!self) return [];
  const rows = await ctx.sql<{ principalKind: 'person' | 'firm'; principal: string; basis: Principal['basis']; things: number[] | null; toDay: Day | null }[]>`
    select principal_kind, principal, basis, things, to_day from mandate
    where county = ${ctx.county} and agent = ${personId} and ${inForce(ctx)}
    order by things is not null, basis, made_at`;
  const found: Principal[] = [
    {
      kind: 'person',
      id: self.id,
      name: self.name,
      basis: 'self',
      code: self.identity ? maskIdentity(self.identity) : '',
      status: self.status,
      things: null,
      toDay: null,
    },
  ];
  for (const [id, [row, ...more]] of Map.groupBy(rows, r => r.principal)) {
    // Who acts for everything needs no mandate for a part of it; several parts add up.
    const things = row!.things && [...new Set([row!, ...more].flatMap(r => r.things ?? []))];
    const common = { id, basis: row!.basis, things, toDay: row!.toDay };
    if (row!.principalKind === 'firm') {
      const firm = await findFirm(ctx, id);
      if (firm) found.push({ kind: 'firm', name: firm.name, code: firm.creditCode, status: firm.status, ...common });
    } else {
      const person = await findPerson(ctx, id);
      if (person)
        found.push({ kind: 'person', name: person.name, code: person.identity ? maskIdentity(person.identity) : '', status: person.status, ...common });
    }
  }
  return found;
}

/** For lists and logs: numbers masked. */
export const masked = (p: KnownPerson) => ({
  ...p,
  identity: p.identity ? maskIdentity(p.identity) : null,
  phone: p.phone ? maskPhone(p.phone) : null,
});
