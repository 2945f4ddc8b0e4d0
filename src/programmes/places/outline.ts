/**
 * The county's outline on the map. None with a clear licence can be shipped, so an administrator brings in the one that the
 * county may publish: with its source, its 审图号 and its coordinate system. A new one supersedes the old, which is kept.
 */
import { z } from 'zod';
import { action, read, refuse } from '#platform/actions';
import { countyBox } from './figures.ts';
import { type Datum, kept } from './ground.ts';
import { datumShape } from './shapes.ts';
import { insertOutline, newestOutline } from './store.ts';

const mostPoints = 20_000;

/** Rings of one area, each a list of [lon, lat]. */
const areaShape = z.object({ name: z.string(), rings: z.array(z.array(z.tuple([z.number(), z.number()]))) });
export type OutlineArea = z.infer<typeof areaShape>;

/** Reads GeoJSON with polygons only, in the county, into areas in CGCS2000; or says what is wrong. Pure. */
export function readOutline(json: unknown, datum: Datum): { areas: OutlineArea[] } | { message: string } {
  const shape = z.object({
    type: z.string(),
    features: z
      .array(z.object({ properties: z.record(z.string(), z.unknown()).nullish(), geometry: z.object({ type: z.string(), coordinates: z.unknown() }) }))
      .optional(),
    properties: z.record(z.string(), z.unknown()).nullish(),
    geometry: z.object({ type: z.string(), coordinates: z.unknown() }).optional(),
  });
  const parsed = shape.safeParse(json);
  if (!parsed.success) return { message: '这不是 GeoJSON：应是 FeatureCollection 或 Feature' };
  const { type, features, geometry, properties } = parsed.data;
  const all = type === 'FeatureCollection' ? (features ?? []) : type === 'Feature' && geometry ? [{ properties, geometry }] : [];
  if (all.length === 0) return { message: 'GeoJSON 里没有图形' };
  const ring = z.array(z.array(z.number()).min(2)).min(4, '每个环至少四个点');
  let points = 0;
  const areas: OutlineArea[] = [];
  for (const [i, f] of all.entries()) {
    const shapes =
      f.geometry.type === 'Polygon'
        ? z.array(z.array(ring)).safeParse([f.geometry.coordinates])
        : f.geometry.type === 'MultiPolygon'
          ? z.array(z.array(ring)).safeParse(f.geometry.coordinates)
          : null;
    if (!shapes) return { message: `第 ${i + 1} 个图形是 ${f.geometry.type}，只接受 Polygon 和 MultiPolygon` };
    if (!shapes.success) return { message: `第 ${i + 1} 个图形的坐标不对` };
    const rings: [number, number][][] = [];
    for (const r of shapes.data.flat()) {
      points += r.length;
      const [a, b] = [r[0]!, r.at(-1)!];
      if (a[0] !== b[0] || a[1] !== b[1]) return { message: `第 ${i + 1} 个图形的环没有闭合` };
      const line = r.map(([lon, lat]) => kept({ lon: lon!, lat: lat! }, datum));
      const out = line.find(
        p => p.lon < countyBox.west - 0.3 || p.lon > countyBox.east + 0.3 || p.lat < countyBox.south - 0.3 || p.lat > countyBox.north + 0.3,
      );
      if (out) return { message: `第 ${i + 1} 个图形有点不在中阳县附近：${out.lon}, ${out.lat}` };
      rings.push(line.map(p => [p.lon, p.lat]));
    }
    const name = f.properties?.name;
    areas.push({ name: typeof name === 'string' ? name.slice(0, 40) : '', rings });
  }
  if (points > mostPoints) return { message: `共 ${points} 个点，最多 ${mostPoints} 个：请先简化` };
  return { areas };
}

export const keepOutline = action({
  name: 'outline.keep',
  may: 'outline.keep',
  creates: true,
  summary: '导入县和乡镇的轮廓（GeoJSON）',
  input: z.strictObject({
    source: z.string().trim().min(4, '请写明来源，例如“山西省标准地图服务”').max(100),
    approval: z
      .string()
      .trim()
      .regex(/^(GS|[\u4e00-\u9fff]S)[（(〔[]?\d{4}[）)〕\]]?\d{1,5}号$/, '审图号写成 晋S（2024）005号'),
    datum: datumShape,
    geojson: z.string().max(800_000, '文件太大：最大 800 KB'),
  }),
  output: z.object({ version: z.number(), areas: z.number() }),
  async do(ctx, { source, approval, datum, geojson }) {
    let json: unknown;
    try {
      json = JSON.parse(geojson);
    } catch {
      throw refuse('input', { detail: '文件不是 JSON', faults: [{ path: 'geojson', message: '文件不是 JSON' }] });
    }
    const outline = readOutline(json, datum);
    if ('message' in outline) throw refuse('input', { detail: outline.message, faults: [{ path: 'geojson', message: outline.message }] });
    const version = ((await newestOutline(ctx))?.version ?? 0) + 1;
    await insertOutline(ctx, { version, source, approval, body: outline.areas, keptBy: ctx.actor.name, keptOn: ctx.today });
    ctx.record({ subject: `outline:${version}`, detail: { source, approval, datum, areas: outline.areas.length } });
    return { version, areas: outline.areas.length };
  },
});

/** What the map is drawn on: the county's outline if there is one, and 天地图 if the county has a key for it. */
export const readMap = read({
  name: 'outline.read',
  may: 'outline.read',
  open: true,
  summary: '政务地图的底图：县域轮廓和天地图密钥（浏览器端）',
  input: z.strictObject({}),
  output: z.object({
    tiles: z.string().nullable(),
    outline: z.object({ source: z.string(), approval: z.string(), keptOn: z.string(), areas: z.array(areaShape) }).nullable(),
  }),
  async do(ctx) {
    const row = await newestOutline(ctx);
    return {
      // A key for browsers, bound to the site's address by its issuer: no secret.
      tiles: process.env.TIANDITU_KEY ?? null,
      outline: row ? { source: row.source, approval: row.approval, keptOn: row.keptOn, areas: row.body as OutlineArea[] } : null,
    };
  },
});
