/** Amounts and words of 二（三）8, and what the house assumes where the order is silent. */
import { cite } from '#platform/citations';

const document = '中政发〔2024〕16号';

/** Share of the towns with a 7×24 kiosk, in percent, by the last day of a year. "基本实现全覆盖" is read as every town. */
export const kioskCoverage = [
  { from: '2024-01-01', by: '2024-12-31', value: 70, cite: cite(document, '二（三）8') },
  { from: '2025-01-01', by: '2025-12-31', value: 100, cite: cite(document, '二（三）8') },
] as const;

/** Days after which what is known of a place has to be confirmed again (assumed: the order sets none). */
export const reviewDays = 90;
/** A town that has not confirmed is told again after so many days (assumed). */
export const remindAgainDays = 7;

export const placeKinds = {
  hall: '县政务服务大厅',
  'town-centre': '乡镇便民服务中心',
  'village-station': '村级便民服务站',
  'business-station': '商圈政务服务驿站',
  kiosk: '7×24 小时自助机',
  partner: '银行、邮政代办点',
} as const;
export type PlaceKind = keyof typeof placeKinds;

/** Photos of a place (assumed: entrance, counter, ramp and what else one has to find). */
export const mostPhotos = 6;

/** How something is done at a place. */
export const ways = { handle: '办理', collect: '代收', print: '自助打印', look: '查询' } as const;
export type Way = keyof typeof ways;

export const accessFeatures = {
  ramp: '无障碍坡道',
  toilet: '无障碍卫生间',
  braille: '盲文标识',
  wheelchair: '轮椅',
  'hearing-loop': '助听设备',
  helper: '专人帮办',
} as const;
export type AccessFeature = keyof typeof accessFeatures;

export interface Point {
  /** Degrees east, CGCS2000. */
  lon: number;
  /** Degrees north, CGCS2000. */
  lat: number;
}

/** Where the county lies, with room around it: coordinates outside are typing errors. */
export const countyBox = { west: 110.75, east: 111.5, south: 36.95, north: 37.6 } as const;

/** Seats of the six towns, by eye (assumed): where a village without a station is looked for from, and what the drawn map shows. */
export const townSeats: Readonly<Record<string, Point>> = {
  ningxiang: { lon: 111.183, lat: 37.344 },
  jinluo: { lon: 111.132, lat: 37.412 },
  zhike: { lon: 111.262, lat: 37.372 },
  wujiazhuang: { lon: 111.022, lat: 37.352 },
  nuanquan: { lon: 111.046, lat: 37.222 },
  xiazaolin: { lon: 110.952, lat: 37.283 },
};

/** The seat of the county: the middle of the map. */
export const countySeat: Point = { lon: 111.183, lat: 37.344 };
