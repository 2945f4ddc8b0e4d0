/**
 * Coordinates and distances. The house keeps CGCS2000, which agrees with WGS84 (GPS, 天地图) within centimetres. Maps of
 * Amap and Tencent show GCJ-02, shifted by some hundred metres: what is copied from there is brought back. Pure.
 */
import type { Point } from './figures.ts';

export const datums = { cgcs2000: 'CGCS2000、WGS84（天地图、GPS）', gcj02: 'GCJ-02（高德、腾讯地图）' } as const;
export type Datum = keyof typeof datums;

const earth = 6_371_008.8;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Metres as the crow flies. */
export function distance(a: Point, b: Point): number {
  const dLat = radians(b.lat - a.lat);
  const dLon = radians(b.lon - a.lon);
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * earth * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** `约 800 米`, `约 3.4 公里`: as exact as a straight line deserves. */
export const inWords = (metres: number): string =>
  metres < 1000 ? `约 ${Math.max(50, Math.round(metres / 50) * 50)} 米` : `约 ${metres < 10_000 ? (metres / 1000).toFixed(1) : Math.round(metres / 1000)} 公里`;

// The shift of GCJ-02 on the Krasovsky ellipsoid, as published and used by every open implementation.
const axis = 6_378_245;
const eccentricity = 0.006693421622965943;
const waves = (x: number, y: number) => ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3 + y;

function shift({ lon, lat }: Point): Point {
  const x = lon - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const north =
    waves(x, -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root) +
    ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 +
    ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3;
  const east =
    waves(x, 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root) +
    ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 +
    ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3;
  const s = Math.sin(radians(lat));
  const magic = 1 - eccentricity * s * s;
  return {
    lat: (north * 180) / (((axis * (1 - eccentricity)) / (magic * Math.sqrt(magic))) * Math.PI),
    lon: (east * 180) / ((axis / Math.sqrt(magic)) * Math.cos(radians(lat)) * Math.PI),
  };
}

export function toGcj02(p: Point): Point {
  const d = shift(p);
  return { lon: p.lon + d.lon, lat: p.lat + d.lat };
}

/** The inverse, by approaching it: three rounds leave less than a millimetre. */
export function fromGcj02(p: Point): Point {
  let guess = p;
  for (let i = 0; i < 4; i++) {
    const there = toGcj02(guess);
    guess = { lon: guess.lon + p.lon - there.lon, lat: guess.lat + p.lat - there.lat };
  }
  return guess;
}

/** Seven places after the point would be a centimetre; six are kept. */
const rounded = (n: number) => Math.round(n * 1e6) / 1e6;
export const kept = (p: Point, datum: Datum): Point => {
  const q = datum === 'gcj02' ? fromGcj02(p) : p;
  return { lon: rounded(q.lon), lat: rounded(q.lat) };
};
