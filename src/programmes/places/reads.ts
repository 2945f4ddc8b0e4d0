/** What is read: the county's places for everybody, the list and the coverage for who keeps and watches them. */
import { z } from 'zod';
import { type Ctx, Download, read, refuse } from '#platform/actions';
import { csvText } from '#platform/tables';
import { guardedPlace } from './access.ts';
import { towns } from './divisions.ts';
import { kioskCoverage, type PlaceKind, type Point, townSeats } from './figures.ts';
import { namesOf, sheetRow } from './import.ts';
import { coverage, kioskWorks, standsOn, townsNeeded } from './rules.ts';
import { kindShape } from './shapes.ts';
import { lineOf, sheetHead } from './sheet.ts';
import { allPlaces, type PlaceRow, placeAt, villageOf } from './store.ts';
import { subjectNames } from './subjects.ts';
import { deskPlaceView, deskViewOf, placeView, viewOf } from './views.ts';

const subject = z.object({ key: z.string(), name: z.string() });
const townView = z.object({
  id: z.string(),
  name: z.string(),
  lon: z.number(),
  lat: z.number(),
  villages: z.array(z.object({ code: z.string(), name: z.string(), lon: z.number(), lat: z.number() })),
});
export type TownView = z.infer<typeof townView>;

/** Where each village is looked for from: its own station, else the seat of its town. */
function townViews(places: readonly PlaceRow[]): TownView[] {
  const stations = new Map(places.filter(p => p.kind === 'village-station' && p.village).map(p => [p.village, p]));
  return towns().map(t => {
    const centre: Point | undefined = places.find(p => p.kind === 'town-centre' && p.town === t.id) ?? townSeats[t.id];
    const at = { lon: centre?.lon ?? 0, lat: centre?.lat ?? 0 };
    return {
      ...t,
      ...at,
      villages: t.villages.map(v => {
        const station = stations.get(v.code);
        return { ...v, lon: station?.lon ?? at.lon, lat: station?.lat ?? at.lat };
      }),
    };
  });
}

/** What can be done at one place at least, with its name. */
async function offered(ctx: Ctx, places: readonly PlaceRow[]) {
  const used = new Set(places.flatMap(p => p.services.map(s => s.subject)));
  return [...(await subjectNames(ctx))].filter(([key]) => used.has(key)).map(([key, name]) => ({ key, name }));
}

export const listPlaces = read({
  name: 'place.list',
  may: 'place.read',
  open: true,
  summary: '附近能办：所有办事点，可以办什么，现在开不开',
  input: z.strictObject({
    kind: kindShape.optional(),
    town: z.string().max(40).optional(),
    /** `thing:17` or `matter:social-security-card`. */
    subject: z.string().max(80).optional(),
  }),
  output: z.object({ today: z.string(), items: z.array(placeView), subjects: z.array(subject), towns: z.array(townView) }),
  async do(ctx, f) {
    const places = (await allPlaces(ctx)).filter(p => standsOn(p, ctx.today));
    const wanted = places.filter(
      p => (!f.kind || p.kind === f.kind) && (!f.town || p.town === f.town) && (!f.subject || p.services.some(s => s.subject === f.subject)),
    );
    return { today: ctx.today, items: wanted.map(p => viewOf(ctx, p)), subjects: await offered(ctx, places), towns: townViews(places) };
  },
});

export const readPlace = read({
  name: 'place.read',
  may: 'place.read',
  open: true,
  summary: '一个办事点',
  input: z.strictObject({ no: z.coerce.number().int().positive().max(2_000_000_000) }),
  output: z.object({ today: z.string(), place: placeView, subjects: z.array(subject) }),
  async do(ctx, { no }) {
    const place = await placeAt(ctx, no);
    if (!place) throw refuse('not-found');
    return { today: ctx.today, place: viewOf(ctx, place), subjects: await offered(ctx, [place]) };
  },
});

/** Only the town and the village, to begin looking from there. */
export const homeVillage = read({
  name: 'place-home.read',
  may: 'place-home.read',
  summary: '本人登记的乡镇和村，用来找附近',
  input: z.strictObject({}),
  output: z.object({ town: z.string().nullable(), village: z.string().nullable() }),
  async do(ctx) {
    const home = await ctx.asHouse(ctx => villageOf(ctx, ctx.actor.id));
    const town = towns().find(t => t.id === home?.town);
    return { town: town?.id ?? null, village: town?.villages.find(v => v.code === home?.village)?.code ?? null };
  },
});

export const deskPlaces = read({
  name: 'place-list.read',
  may: 'place-list.read',
  summary: '办事点台账：包括停用的，核对到期亮灯',
  input: z.strictObject({}),
  output: z.object({ today: z.string(), items: z.array(deskPlaceView), subjects: z.array(subject), towns: z.array(townView) }),
  async do(ctx) {
    const places = await allPlaces(ctx);
    const mine = (p: PlaceRow) => ctx.house.permissions.on(ctx.actor, 'place.edit', guardedPlace(p)) !== null;
    return {
      today: ctx.today,
      items: places.map(p => deskViewOf(ctx, p, mine(p))),
      subjects: [...(await subjectNames(ctx))].map(([key, name]) => ({ key, name })),
      towns: townViews(places.filter(p => standsOn(p, ctx.today))),
    };
  },
});

export const exportPlaces = read({
  name: 'place-list.export',
  may: 'place-list.read',
  summary: '导出办事点（CSV），改好以后可以再导入',
  input: z.strictObject({}),
  async do(ctx) {
    const names = await namesOf(ctx);
    const rows = (await allPlaces(ctx)).filter(p => p.closedOn === null).map(p => lineOf(sheetRow(p), names));
    return new Download('text/csv; charset=utf-8', `办事点-${ctx.today}.csv`, Buffer.from(csvText(sheetHead, rows)));
  },
});

const townCoverage = z.object({
  town: z.string(),
  name: z.string(),
  centre: z.boolean(),
  kiosks: z.number(),
  working: z.number(),
  villages: z.number(),
  withStation: z.number(),
});

/** How near the services are, today. */
export const readCoverage = read({
  name: 'place-list.coverage',
  may: 'place-list.read',
  summary: '覆盖情况：自助机、便民服务中心、村级便民服务站',
  input: z.strictObject({}),
  output: z.object({
    today: z.string(),
    towns: z.array(townCoverage),
    /** Percent of the towns with a working 7×24 kiosk. */
    share: z.number(),
    targets: z.array(z.object({ by: z.string(), value: z.number(), towns: z.number() })),
    overdue: z.number(),
  }),
  async do(ctx) {
    const places = (await allPlaces(ctx)).filter(p => standsOn(p, ctx.today));
    const of = (town: string, kind: PlaceKind) => places.filter(p => p.town === town && p.kind === kind);
    const ids = towns().map(t => t.id);
    return {
      today: ctx.today,
      towns: towns().map(t => ({
        town: t.id,
        name: t.name,
        centre: of(t.id, 'town-centre').length > 0,
        kiosks: of(t.id, 'kiosk').length,
        working: of(t.id, 'kiosk').filter(k => kioskWorks(k, ctx.today)).length,
        villages: t.villages.length,
        withStation: new Set(of(t.id, 'village-station').map(p => p.village)).size,
      })),
      share: coverage(places, ids, ctx.today).share,
      targets: kioskCoverage.map(k => ({ by: k.by, value: k.value, towns: townsNeeded(k.value, ids.length) })),
      overdue: places.filter(p => deskViewOf(ctx, p, false).light === 'red').length,
    };
  },
});
