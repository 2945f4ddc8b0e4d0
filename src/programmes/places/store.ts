/** The programme's only SQL. */
import type { Ctx } from '#platform/actions';
import type { Day } from '#platform/calendar';
import type { PlaceForm } from './forms.ts';
import type { Outage } from './rules.ts';

/** A place as it is kept, with everything that its equipment went through. */
export interface PlaceRow extends Omit<PlaceForm, 'datum'> {
  no: number;
  closedOn: Day | null;
  closedWhy: string | null;
  confirmedOn: Day;
  confirmedBy: string;
  remindedOn: Day | null;
  version: number;
  outages: (Outage & { why: string })[];
  /** In their order; those that were removed are not among them. */
  photos: { id: string; caption: string; digest: string }[];
}

const columns = `p.no, p.kind, p.name, p.town, p.village, p.address, p.lon, p.lat, p.approximate, p.phone, p.hours, p.access, p.services, p.note, p.valid_from,
  p.closed_on, p.closed_why, p.confirmed_on, p.confirmed_by, p.reminded_on, p.version,
  coalesce((select jsonb_agg(jsonb_build_object('since', o.since, 'until', o.until, 'why', o.why) order by o.since)
    from place_outage o where o.county = p.county and o.place = p.no), '[]') as outages,
  coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'caption', f.caption, 'digest', f.digest) order by f.position)
    from place_photo f where f.county = p.county and f.place = p.no and f.removed_on is null), '[]') as photos`;

export const allPlaces = (ctx: Ctx): Promise<PlaceRow[]> =>
  ctx.sql<PlaceRow[]>`select ${ctx.sql.unsafe(columns)} from place p where p.county = ${ctx.county} order by p.no`;

export async function placeAt(ctx: Ctx, no: number): Promise<PlaceRow | undefined> {
  const [row] = await ctx.sql<PlaceRow[]>`select ${ctx.sql.unsafe(columns)} from place p where p.county = ${ctx.county} and p.no = ${no}`;
  return row;
}

/** Holds the row until the end of the transaction, and reads it as it then is. */
export async function lockPlace(ctx: Ctx, no: number): Promise<PlaceRow | undefined> {
  await ctx.sql`select 1 from place where county = ${ctx.county} and no = ${no} for update`;
  return placeAt(ctx, no);
}

/** Who makes or brings in places at the same time waits: numbers have no gap and names are looked at once. */
export const lockNumbers = (ctx: Ctx) => ctx.sql`select pg_advisory_xact_lock(hashtextextended(${`places ${ctx.county}`}, 0))`;

export async function nextNumber(ctx: Ctx): Promise<number> {
  const [row] = await ctx.sql<{ n: number }[]>`select coalesce(max(no), 0)::int + 1 as n from place where county = ${ctx.county}`;
  return row!.n;
}

export async function nameTaken(ctx: Ctx, p: { no?: number; town: string; name: string }): Promise<boolean> {
  const [row] = await ctx.sql`
    select 1 as there from place where county = ${ctx.county} and town = ${p.town} and name = ${p.name} and closed_on is null and no <> ${p.no ?? 0}`;
  return row !== undefined;
}

export type Kept = Omit<PlaceForm, 'datum'> & { no: number; confirmedOn: Day; confirmedBy: string };

const asRows = (ctx: Ctx, places: readonly Kept[]) => ctx.sql`
  jsonb_to_recordset(${JSON.stringify(places)}::text::jsonb) as r (no int, kind text, name text, town text, village text, address text,
    lon double precision, lat double precision, approximate boolean, phone text, hours jsonb, access jsonb, services jsonb, note text,
    "validFrom" date, "confirmedOn" date, "confirmedBy" text)`;
const accessOf = `array(select jsonb_array_elements_text(r.access))`;

export const insertPlaces = (ctx: Ctx, places: readonly Kept[]) => ctx.sql`
  insert into place (county, no, kind, name, town, village, address, lon, lat, approximate, phone, hours, access, services, note, valid_from,
    confirmed_on, confirmed_by)
  select ${ctx.county}, r.no, r.kind, r.name, r.town, r.village, r.address, r.lon, r.lat, r.approximate, r.phone, r.hours, ${ctx.sql.unsafe(accessOf)},
    r.services, r.note, r."validFrom", r."confirmedOn", r."confirmedBy" from ${asRows(ctx, places)}`;

export const updatePlaces = (ctx: Ctx, places: readonly Kept[]) => ctx.sql`
  update place p set kind = r.kind, name = r.name, town = r.town, village = r.village, address = r.address, lon = r.lon, lat = r.lat,
    approximate = r.approximate, phone = r.phone, hours = r.hours, access = ${ctx.sql.unsafe(accessOf)}, services = r.services, note = r.note,
    valid_from = r."validFrom", confirmed_on = r."confirmedOn", confirmed_by = r."confirmedBy", reminded_on = null, version = p.version + 1
  from ${asRows(ctx, places)} where p.county = ${ctx.county} and p.no = r.no`;

export const confirmRow = (ctx: Ctx, no: number) => ctx.sql`
  update place set confirmed_on = ${ctx.today}, confirmed_by = ${ctx.actor.name}, reminded_on = null, version = version + 1
  where county = ${ctx.county} and no = ${no}`;

export const closeRow = (ctx: Ctx, no: number, on: Day, why: string) => ctx.sql`
  update place set closed_on = ${on}, closed_why = ${why}, version = version + 1 where county = ${ctx.county} and no = ${no}`;

export const openOutage = (ctx: Ctx, no: number, since: Day, why: string) => ctx.sql`
  insert into place_outage (county, place, since, why, told_by) values (${ctx.county}, ${no}, ${since}, ${why}, ${ctx.actor.name})`;

/** Rights the day of the outage that is open. */
export const moveOutage = (ctx: Ctx, no: number, since: Day) => ctx.sql`
  update place_outage set since = ${since} where county = ${ctx.county} and place = ${no} and until is null`;

export const endOutage = (ctx: Ctx, no: number, until: Day) => ctx.sql`
  update place_outage set until = ${until} where county = ${ctx.county} and place = ${no} and until is null`;

export const touch = (ctx: Ctx, no: number) => ctx.sql`update place set version = version + 1 where county = ${ctx.county} and no = ${no}`;

export const markReminded = (ctx: Ctx, nos: readonly number[]) => ctx.sql`
  update place set reminded_on = ${ctx.today} where county = ${ctx.county} and no = any(${nos as number[]}::int[])`;

export interface Photo {
  id: string;
  type: string;
  content: Buffer;
  digest: string;
  caption: string;
}

export const insertPhoto = (ctx: Ctx, place: number, p: Photo) => ctx.sql`
  insert into place_photo (county, id, place, type, content, digest, caption, position, added_by, added_on)
  select ${ctx.county}, ${p.id}, ${place}, ${p.type}, ${p.content}, ${p.digest}, ${p.caption}, coalesce(max(position), 0) + 1, ${ctx.actor.name}, ${ctx.today}
  from place_photo where county = ${ctx.county} and place = ${place} and removed_on is null`;

export const arrangePhotos = (ctx: Ctx, place: number, photos: readonly { id: string; caption: string }[]) => ctx.sql`
  update place_photo f set position = r.at, caption = r.caption
  from unnest(${photos.map(p => p.id)}::uuid[], ${photos.map(p => p.caption)}::text[]) with ordinality as r (id, caption, at)
  where f.county = ${ctx.county} and f.place = ${place} and f.id = r.id and f.removed_on is null`;

export const removePhotoRow = (ctx: Ctx, place: number, id: string, why: string) => ctx.sql`
  update place_photo set removed_on = ${ctx.today}, removed_by = ${ctx.actor.name}, removed_why = ${why}
  where county = ${ctx.county} and place = ${place} and id = ${id}`;

export async function photoAt(ctx: Ctx, place: number, id: string): Promise<Pick<Photo, 'type' | 'content'> | undefined> {
  const [row] = await ctx.sql<Pick<Photo, 'type' | 'content'>[]>`
    select type, content from place_photo where county = ${ctx.county} and place = ${place} and id = ${id} and removed_on is null`;
  return row;
}

/** Where the signed-in person lives; read as the house, for this person only. */
export async function villageOf(ctx: Ctx, person: string): Promise<{ town: string | null; village: string | null } | undefined> {
  const [row] = await ctx.sql<{ town: string | null; village: string | null }[]>`
    select town, village from person where county = ${ctx.county} and id = ${person}`;
  return row;
}

export interface OutlineRow {
  version: number;
  source: string;
  approval: string;
  body: unknown;
  keptBy: string;
  keptOn: Day;
}

export async function newestOutline(ctx: Ctx): Promise<OutlineRow | undefined> {
  const [row] = await ctx.sql<OutlineRow[]>`
    select version, source, approval, body, kept_by, kept_on from place_outline where county = ${ctx.county} order by version desc limit 1`;
  return row;
}

export const insertOutline = (ctx: Ctx, o: OutlineRow) => ctx.sql`
  insert into place_outline (county, version, source, approval, body, kept_by, kept_on)
  values (${ctx.county}, ${o.version}, ${o.source}, ${o.approval}, ${JSON.stringify(o.body)}::text::jsonb, ${o.keptBy}, ${o.keptOn})`;
