/** The places as a table that officers keep in a spreadsheet: its columns, a place as a line, a line as a place. Pure. */
import { type Day, isDay } from '#platform/calendar';
import { accessFeatures, placeKinds, ways } from './figures.ts';
import type { Fault, PlaceForm } from './forms.ts';
import type { Datum } from './ground.ts';
import { type DayKey, dayKeys, dayNames, type Hours } from './hours.ts';

const head = {
  no: '编号',
  version: '版本',
  kind: '类型',
  name: '名称',
  town: '乡镇',
  village: '村（社区）',
  address: '地址',
  lon: '经度',
  lat: '纬度',
  datum: '坐标系',
  approximate: '位置',
  phone: '电话',
  ...(Object.fromEntries(dayKeys.map(k => [`hours.${k}`, dayNames[k]])) as Record<`hours.${DayKey}`, string>),
  access: '无障碍设施',
  services: '可办事项',
  note: '说明',
  validFrom: '启用日期',
  confirmedOn: '核对日期',
  brokenSince: '故障自',
} as const;
type ColumnKey = keyof typeof head;
export const sheetHead: readonly string[] = Object.values(head);
const keys = Object.keys(head) as ColumnKey[];
/** Without these a line says nothing; the others may be missing. */
const needed: readonly ColumnKey[] = ['kind', 'name', 'town', 'address', 'lon', 'lat'];
/** Where a message of the form belongs in the table. */
export const columnOf = (path: string): string => {
  const key = (path.startsWith('services.') ? 'services' : path) as ColumnKey;
  return head[key] ?? path;
};

/** Names as the table says them, both ways. */
export interface Names {
  towns: ReadonlyMap<string, { name: string; villages: ReadonlyMap<string, string> }>;
  subjects: ReadonlyMap<string, string>;
}

export interface SheetRow extends PlaceForm {
  no: number | null;
  version: number | null;
  confirmedOn: Day | null;
  brokenSince: Day | null;
}

const datumNames: Record<Datum, string> = { cgcs2000: 'CGCS2000', gcj02: 'GCJ-02' };
const subjectKinds = { thing: '一件事', matter: '事项' } as const;

export function lineOf(p: SheetRow, names: Names): string[] {
  const town = names.towns.get(p.town);
  const cells: Record<ColumnKey, string> = {
    no: String(p.no ?? ''),
    version: String(p.version ?? ''),
    kind: placeKinds[p.kind],
    name: p.name,
    town: town?.name ?? p.town,
    village: p.village ? (town?.villages.get(p.village) ?? p.village) : '',
    address: p.address,
    lon: String(p.lon),
    lat: String(p.lat),
    datum: datumNames[p.datum],
    approximate: p.approximate ? '大致' : '准确',
    phone: p.phone ?? '',
    ...(Object.fromEntries(dayKeys.map(k => [`hours.${k}`, p.hours[k]])) as Record<`hours.${DayKey}`, string>),
    access: p.access.map(a => accessFeatures[a as keyof typeof accessFeatures]).join('、'),
    services: p.services
      .map(s => `${subjectKinds[s.subject.split(':')[0] as keyof typeof subjectKinds]}:${names.subjects.get(s.subject) ?? s.subject}=${ways[s.way]}`)
      .join('；'),
    note: p.note,
    validFrom: p.validFrom,
    confirmedOn: p.confirmedOn ?? '',
    brokenSince: p.brokenSince ?? '',
  };
  return keys.map(k => cells[k]);
}

const keyOf = (table: Record<string, string>, said: string): string | undefined => Object.entries(table).find(([k, v]) => v === said || k === said)?.[0];
const keyIn = (map: ReadonlyMap<string, string>, said: string): string | undefined => [...map].find(([k, v]) => v === said || k === said)?.[0];

/** Which column stands where; an unknown or missing heading is named. */
export function columnsOf(first: readonly string[]): { at: Map<ColumnKey, number> } | { message: string } {
  const at = new Map<ColumnKey, number>();
  for (const [i, cell] of first.entries()) {
    const title = cell.trim();
    if (title === '') continue;
    const key = keys.find(k => head[k] === title);
    if (!key) return { message: `表头“${title}”不认识。可以先导出一份，照着它填` };
    at.set(key, i);
  }
  const missing = needed.filter(k => !at.has(k));
  return missing.length > 0 ? { message: `缺少这些列：${missing.map(k => head[k]).join('、')}` } : { at };
}

/** One line of the table as a form; what cannot be read is a fault at its column, and everything is looked at. */
export function formOf(cells: readonly string[], at: ReadonlyMap<ColumnKey, number>, names: Names, today: Day): { form: SheetRow; faults: Fault[] } {
  const faults: Fault[] = [];
  const fault = (path: ColumnKey, message: string) => void faults.push({ path, message });
  const said = (key: ColumnKey) => cells[at.get(key) ?? -1]?.trim() ?? '';
  const whole = (key: ColumnKey) => {
    const text = said(key);
    if (text === '') return null;
    if (/^\d{1,7}$/.test(text)) return Number(text);
    fault(key, `${head[key]}是数字；新增的留空`);
    return null;
  };
  const degrees = (key: 'lon' | 'lat') => (/^\d{1,3}(\.\d+)?$/.test(said(key)) ? Number(said(key)) : Number.NaN);
  const date = (key: ColumnKey, latest?: Day): Day | null => {
    // Spreadsheets write 2024/6/1.
    const m = /^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(said(key));
    const text = m ? `${m[1]}-${m[2]!.padStart(2, '0')}-${m[3]!.padStart(2, '0')}` : said(key);
    if (text === '') return null;
    if (!isDay(text)) fault(key, `${head[key]}写成 2024-12-25 的样子`);
    else if (latest && text > latest) fault(key, `${head[key]}不能晚于今天`);
    else return text;
    return null;
  };
  const kind = keyOf(placeKinds, said('kind'));
  if (!kind) fault('kind', `类型“${said('kind')}”不认识，应是${Object.values(placeKinds).join('、')}之一`);
  const town = [...names.towns].find(([id, t]) => t.name === said('town') || id === said('town'));
  if (!town) fault('town', `没有“${said('town')}”这个乡镇`);
  const village = said('village') === '' ? null : (town && keyIn(town[1].villages, said('village'))) || undefined;
  if (village === undefined) fault('village', town ? `${town[1].name}没有“${said('village')}”` : '先写对乡镇');
  const datum =
    said('datum') === '' ? 'cgcs2000' : /^gcj-?02$/i.test(said('datum')) ? 'gcj02' : /^(cgcs2000|wgs-?84)$/i.test(said('datum')) ? 'cgcs2000' : undefined;
  if (!datum) fault('datum', '坐标系写 CGCS2000（天地图、GPS）或 GCJ-02（高德、腾讯）');
  const split = (key: ColumnKey) =>
    said(key)
      .split(/[、，,；;\n]/)
      .map(s => s.trim())
      .filter(Boolean);
  const access = split('access').flatMap(a => {
    const key = keyOf(accessFeatures, a);
    if (!key) fault('access', `没有“${a}”这种无障碍设施`);
    return key ? [key] : [];
  });
  const services = said('services')
    .split(/[；;\n]/)
    .map(s => s.trim())
    .filter(Boolean)
    .flatMap(s => {
      const m = /^(一件事|事项)[:：](.+)[=＝](.+)$/.exec(s);
      const subject = m && [...names.subjects].find(([k, v]) => v === m[2]!.trim() && k.startsWith(m[1] === '一件事' ? 'thing:' : 'matter:'))?.[0];
      const way = m && keyOf(ways, m[3]!.trim());
      if (!m) fault('services', `“${s}”写成 一件事:新生儿出生=代收`);
      else if (!subject) fault('services', `目录里没有“${m[1]}:${m[2]}”`);
      else if (!way) fault('services', `“${m[3]}”应是${Object.values(ways).join('、')}之一`);
      return subject && way ? [{ subject, way: way as keyof typeof ways }] : [];
    });
  const form: SheetRow = {
    no: whole('no'),
    version: whole('version'),
    kind: (kind ?? 'village-station') as PlaceForm['kind'],
    name: said('name'),
    town: town?.[0] ?? '',
    village: village ?? null,
    address: said('address'),
    lon: degrees('lon'),
    lat: degrees('lat'),
    datum: datum ?? 'cgcs2000',
    approximate: said('approximate') !== '准确',
    phone: said('phone') || null,
    hours: Object.fromEntries(dayKeys.map(k => [k, said(`hours.${k}`)])) as Hours,
    access,
    services,
    note: said('note'),
    validFrom: date('validFrom') ?? today,
    confirmedOn: date('confirmedOn', today),
    brokenSince: date('brokenSince', today),
  };
  return { form, faults };
}
