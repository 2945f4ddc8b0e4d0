/** Composite licences (行业综合许可证): several licences of one trade under one number and one QR code; each part keeps its own state. */
import type { Ctx } from '../actions/index.ts';
import type { Day } from '../calendar/index.ts';
import type { Face } from './face.ts';
import { findByNumber, issueLicence, type Licence, type NewLicence } from './licences.ts';
import { compositeStanding, type LicenceState, standingOf } from './standing.ts';
import type { Standing } from './words.ts';

/** A composite's type begins so: `composite-restaurant`. */
export const compositePrefix = 'composite-';
export const isComposite = (type: string): boolean => type.startsWith(compositePrefix);

export interface Part {
  compositeId: string;
  licenceId: string;
  type: string;
  typeName: string;
  number: string;
  issuer: string;
  issuedOn: Day;
  validUntil: Day | null;
  state: LicenceState;
  standing: Exclude<Standing, 'partly'>;
  position: number;
}

/** The parts that count now, by composite. In the house's context: whoever sees the composite sees what it is made of. */
export async function partsOf(ctx: Ctx, composites: readonly Pick<Licence, 'id' | 'type'>[]): Promise<Part[]> {
  const ids = composites.filter(c => isComposite(c.type)).map(c => c.id);
  if (ids.length === 0) return [];
  const rows = await ctx.asHouse(
    ctx => ctx.sql<Omit<Part, 'standing'>[]>`
      select p.composite_id, p.licence_id, p.position, l.type, l.type_name, l.number, l.issuer, l.issued_on, l.valid_until, l.state
      from licence_part p join licence l on l.county = p.county and l.id = p.licence_id
      where p.county = ${ctx.county} and p.composite_id = any(${ids}::uuid[]) and p.until is null order by p.composite_id, p.position`,
  );
  return rows.map(r => ({ ...r, standing: standingOf(r, ctx.today) }));
}

/** How a licence stands today; a composite by its parts. */
export function standingWith(l: Licence, parts: readonly Part[], today: Day): Standing {
  const own = standingOf(l, today);
  return isComposite(l.type)
    ? compositeStanding(
        own,
        parts.filter(p => p.compositeId === l.id).map(p => p.standing),
      )
    : own;
}

/** The composites that hold this licence now, in the house's context. */
export const compositesWith = (ctx: Ctx, licenceId: string) =>
  ctx.sql<{ id: string; typeName: string; number: string }[]>`
    select c.id, c.type_name, c.number from licence_part p join licence c on c.county = p.county and c.id = p.composite_id
    where p.county = ${ctx.county} and p.licence_id = ${licenceId} and p.until is null and c.state <> 'replaced'
    order by c.number`;

export interface NewComposite {
  /** Id in the catalogue. */
  composite: string;
  title: string;
  issuer: string;
  holder: string;
  bearerName: string;
  parts: readonly Licence[];
  face: Face;
  caseId?: string;
}

/** Issues a composite of these parts; one of the same kind of the same holder is replaced. */
export async function issueComposite(ctx: Ctx, c: NewComposite): Promise<Licence> {
  const one: NewLicence = {
    type: `${compositePrefix}${c.composite}`,
    typeName: c.title,
    holderKind: 'firm',
    holder: c.holder,
    bearerName: c.bearerName,
    issuer: c.issuer,
    attributes: {},
    face: c.face,
    ...(c.caseId ? { caseId: c.caseId } : {}),
  };
  const licence = await issueLicence(ctx, one);
  const parts = c.parts.map((p, position) => ({ licenceId: p.id, type: p.type, position }));
  await ctx.asHouse(
    ctx => ctx.sql`
      insert into licence_part (county, composite_id, licence_id, type, position, since)
      select ${ctx.county}, ${licence.id}, r."licenceId", r.type, r.position, ${ctx.today}
      from jsonb_to_recordset(${JSON.stringify(parts)}::text::jsonb) as r ("licenceId" uuid, type text, position int)`,
  );
  return licence;
}

/** By its number, for other platforms: with its standing of today and without what stands on it. In the house's scope. */
export async function licenceByNumber(ctx: Ctx, number: string): Promise<{ licence: Omit<Licence, 'attributes'>; state: Standing } | null> {
  const found = await findByNumber(ctx, number);
  if (!found) return null;
  const { attributes: _, ...licence } = found;
  return { licence, state: standingWith(found, await partsOf(ctx, [found]), ctx.today) };
}
