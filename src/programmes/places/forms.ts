/** What is typed of a place, and everything that is wrong with it. Pure; the editor, the server and the import say the same words. */
import { type Day, isDay } from '#platform/calendar';
import { accessFeatures, countyBox, type PlaceKind, placeKinds, type Way, ways } from './figures.ts';
import { type Datum, kept } from './ground.ts';
import { dayKeys, type Hours, readHours } from './hours.ts';

export interface PlaceForm {
  kind: PlaceKind;
  name: string;
  town: string;
  /** Code of the village or community; a village station has one. */
  village: string | null;
  address: string;
  /** Degrees, in the datum. */
  lon: number;
  lat: number;
  datum: Datum;
  /** By eye, not measured. */
  approximate: boolean;
  phone: string | null;
  hours: Hours;
  access: string[];
  services: { subject: string; way: Way }[];
  note: string;
  validFrom: Day;
}

export interface Fault {
  path: string;
  message: string;
}

/** What a form is checked against: the county's towns with their villages, and what the published catalogue has. */
export interface Known {
  towns: ReadonlyMap<string, ReadonlySet<string>>;
  subjects: ReadonlySet<string>;
}

/** Landline with area code, mobile or a short service number; the office's, never a person's own. */
const phoneShape = /^(0\d{2,3}-?\d{7,8}(-\d{1,5})?|1[3-9]\d{9}|\d{5})$/;

export function placeFaults(f: PlaceForm, known: Known): Fault[] {
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => void faults.push({ path, message });
  if (!(f.kind in placeKinds)) fault('kind', '请从类型里选一种');
  if (f.name.trim().length < 2) fault('name', '请填写名称');
  if (f.name.length > 60) fault('name', '名称最多 60 个字');
  const villages = known.towns.get(f.town);
  if (!villages) fault('town', '请选择乡镇');
  if (f.village !== null && villages && !villages.has(f.village)) fault('village', '这个村（社区）不在所选的乡镇');
  if (f.kind === 'village-station' && f.village === null) fault('village', '村级便民服务站要选村（社区）');
  if (f.address.trim().length < 4) fault('address', '请填写群众找得到的地址');
  if (f.address.length > 120) fault('address', '地址最多 120 个字');
  const at = kept(f, f.datum);
  const { west, east, south, north } = countyBox;
  if (!Number.isFinite(f.lon) || at.lon < west || at.lon > east) fault('lon', `经度应在 ${west} 到 ${east} 之间（中阳县范围）`);
  if (!Number.isFinite(f.lat) || at.lat < south || at.lat > north) fault('lat', `纬度应在 ${south} 到 ${north} 之间（中阳县范围）`);
  if (f.phone !== null && !phoneShape.test(f.phone)) fault('phone', '电话写成 0358-5022345、手机号或 12345');
  for (const key of dayKeys) {
    const read = readHours(f.hours[key] ?? '');
    if ('message' in read) fault(`hours.${key}`, read.message);
  }
  if (dayKeys.every(k => (f.hours[k] ?? '').trim() === '')) fault('hours.mon', '至少要有一天开放');
  for (const a of f.access) if (!(a in accessFeatures)) fault('access', `没有“${a}”这种无障碍设施`);
  const seen = new Set<string>();
  for (const [i, s] of f.services.entries()) {
    if (!known.subjects.has(s.subject)) fault(`services.${i}.subject`, '已发布的目录里没有这件事');
    if (!(s.way in ways)) fault(`services.${i}.way`, `办法只能是${Object.values(ways).join('、')}`);
    const key = `${s.subject} ${s.way}`;
    if (seen.has(key)) fault(`services.${i}.subject`, '同一件事、同样的办法写了两次');
    seen.add(key);
  }
  if (f.note.length > 300) fault('note', '说明最多 300 个字');
  if (!isDay(f.validFrom)) fault('validFrom', '启用日期写成 2024-12-25 的样子');
  return faults;
}

/** As it is kept: hours in one spelling, coordinates in CGCS2000. */
export function settled(f: PlaceForm): Omit<PlaceForm, 'datum'> {
  const { datum, ...rest } = f;
  const hours = Object.fromEntries(
    dayKeys.map(k => {
      const read = readHours(f.hours[k] ?? '');
      return [k, 'text' in read ? read.text : ''];
    }),
  ) as Hours;
  return { ...rest, ...kept(f, datum), name: f.name.trim(), address: f.address.trim(), note: f.note.trim(), hours, access: [...new Set(f.access)] };
}
