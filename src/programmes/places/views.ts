/** A place as pages and the API show it. */
import { z } from 'zod';
import type { Ctx } from '#platform/actions';
import { townName, villageName } from './divisions.ts';
import { minutesInChina, openState } from './hours.ts';
import { brokenOn, reviewDue, reviewLight, standsOn } from './rules.ts';
import { hoursShape, kindShape, wayShape } from './shapes.ts';
import type { PlaceRow } from './store.ts';

export const placeView = z.object({
  no: z.number(),
  kind: kindShape,
  name: z.string(),
  town: z.string(),
  townName: z.string(),
  village: z.string().nullable(),
  villageName: z.string().nullable(),
  address: z.string(),
  /** Degrees, CGCS2000. */
  lon: z.number(),
  lat: z.number(),
  approximate: z.boolean(),
  phone: z.string().nullable(),
  hours: hoursShape,
  access: z.array(z.string()),
  services: z.array(z.object({ subject: z.string(), way: wayShape })),
  note: z.string(),
  open: z.boolean(),
  openText: z.string(),
  /** The holidays of this year are known. */
  sure: z.boolean(),
  broken: z.boolean(),
  brokenSince: z.string().nullable(),
  brokenWhy: z.string().nullable(),
  validFrom: z.string(),
  closedOn: z.string().nullable(),
  confirmedOn: z.string(),
  photos: z.array(z.object({ id: z.string(), caption: z.string() })),
});
export type PlaceView = z.infer<typeof placeView>;

export function viewOf(ctx: Ctx, p: PlaceRow): PlaceView {
  const open = openState(p.hours, ctx.calendar, ctx.today, minutesInChina(ctx.now));
  const outage = brokenOn(p.outages, ctx.today);
  const { no, kind, name, town, village, address, lon, lat, approximate, phone, hours, access, services, note, validFrom, closedOn, confirmedOn } = p;
  return {
    ...{ no, kind, name, town, village, address, lon, lat, approximate, phone, hours, access, services, note, validFrom, closedOn, confirmedOn },
    townName: townName(town),
    villageName: village ? villageName(village) : null,
    open: open.open,
    openText: open.text,
    sure: open.sure,
    broken: outage !== undefined,
    photos: p.photos.map(({ id, caption }) => ({ id, caption })),
    brokenSince: outage?.since ?? null,
    brokenWhy: outage?.why ?? null,
  };
}

/** What who keeps the places sees beyond that. */
export const deskPlaceView = placeView.extend({
  closedWhy: z.string().nullable(),
  confirmedBy: z.string(),
  reviewDue: z.string(),
  /** Whether it was confirmed in time; none where the place is closed. */
  light: z.enum(['green', 'yellow', 'red', 'none']),
  /** The one who asks keeps this place. */
  mine: z.boolean(),
  version: z.number(),
});
export type DeskPlaceView = z.infer<typeof deskPlaceView>;

export const deskViewOf = (ctx: Ctx, p: PlaceRow, mine: boolean): DeskPlaceView => ({
  ...viewOf(ctx, p),
  closedWhy: p.closedWhy,
  confirmedBy: p.confirmedBy,
  reviewDue: reviewDue(p.confirmedOn),
  light: standsOn({ ...p, validFrom: '0001-01-01' }, ctx.today) ? reviewLight(p.confirmedOn, ctx.today) : 'none',
  mine,
  version: p.version,
});
