/** The places as a table that officers keep in a spreadsheet: its columns, a place as a line, a line as a place. Pure. */
import type { Day } from '#platform/calendar';
import type { Column, Line, Problem } from '#platform/tables';
import { accessFeatures, placeKinds, ways } from './figures.ts';
import type { PlaceForm } from './forms.ts';
import type { Datum } from './ground.ts';
import { type DayKey, dayKeys, dayNames, type Hours } from './hours.ts';

export const columns = [
  { key: 'no', title: '编号', type: 'whole' },
  { key: 'version', title: '版本', type: 'whole' },
  { key: 'kind', title: '类型', type: 'choice', required: true, options: placeKinds },
  { key: 'name', title: '名称', type: 'words', required: true },
  { key: 'town', title: '乡镇', also: ['所在乡镇'], type: 'words', required: true },
  { key: 'village', title: '村（社区）', also: ['村', '社区'], type: 'words' },
  { key: 'address', title: '地址', type: 'words', required: true },
  { key: 'lon', title: '经度', type: 'number', required: true },
  { key: 'lat', title: '纬度', type: 'number', required: true },
  { key: 'datum', title: '坐标系', type: 'words' },
  { key: 'approximate', title: '位置', type: 'words' },
  { key: 'phone', title: '电话', also: ['联系电话'], type: 'code' },
  ...dayKeys.map(k => ({ key: `hours.${k}`, title: dayNames[k], type: 'words' }) as const),
  { key: 'access', title: '无障碍设施', type: 'words' },
  { key: 'services', title: '可办事项', type: 'words' },
  { key: 'note', title: '说明', type: 'words' },
  { key: 'validFrom', title: '启用日期', type: 'day' },
  { key: 'confirmedOn', title: '核对日期', type: 'day' },
  { key: 'brokenSince', title: '故障自', type: 'day' },
] as const satisfies readonly Column[];
type ColumnKey = (typeof columns)[number]['key'];
export const sheetHead: readonly string[] = columns.map(c => c.title);
/** Where a message of the form belongs in the table. */
export const columnOf = (path: string): string => {
  const key = path.startsWith('services.') ? 'services' : path;
  return columns.find(c => c.key === key)?.title ?? path;
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
  return columns.map(c => cells[c.key]);
}

const keyOf = (table: Record<string, string>, said: string): string | undefined => Object.entries(table).find(([k, v]) => v === said || k === said)?.[0];
const keyIn = (map: ReadonlyMap<string, string>, said: string): string | undefined => [...map].find(([k, v]) => v === said || k === said)?.[0];

/** One line of the table as a form; what cannot be read is a fault at its column, and everything is looked at. */
export function formOf(line: Line<typeof columns>, names: Names, today: Day): { form: SheetRow; problems: Problem[] } {
  const { cells } = line;
  const problems = [...line.problems];
  const fault = (key: ColumnKey, message: string) => {
    const column = columnOf(key);
    if (!problems.some(p => p.column === column)) problems.push({ line: line.line, column, message });
  };
  const said = (key: 'town' | 'village' | 'datum' | 'access' | 'services' | `hours.${DayKey}`) => cells[key] ?? '';
  for (const key of ['confirmedOn', 'brokenSince'] as const) if ((cells[key] ?? '') > today) fault(key, `${columnOf(key)}不能晚于今天`);
  const town = [...names.towns].find(([id, t]) => t.name === said('town') || id === said('town'));
  if (!town) fault('town', `没有“${said('town')}”这个乡镇`);
  const village = said('village') === '' ? null : (town && keyIn(town[1].villages, said('village'))) || undefined;
  if (village === undefined) fault('village', town ? `${town[1].name}没有“${said('village')}”` : '先写对乡镇');
  const datum =
    said('datum') === '' ? 'cgcs2000' : /^gcj-?02$/i.test(said('datum')) ? 'gcj02' : /^(cgcs2000|wgs-?84)$/i.test(said('datum')) ? 'cgcs2000' : undefined;
  if (!datum) fault('datum', '坐标系写 CGCS2000（天地图、GPS）或 GCJ-02（高德、腾讯）');
  const split = (key: 'access') =>
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
    no: cells.no,
    version: cells.version,
    // What could not be read is a problem already; nothing more is asked of it.
    kind: (cells.kind ?? 'partner') as PlaceForm['kind'],
    name: cells.name ?? '',
    town: town?.[0] ?? '',
    village: village ?? null,
    address: cells.address ?? '',
    lon: cells.lon ?? Number.NaN,
    lat: cells.lat ?? Number.NaN,
    datum: datum ?? 'cgcs2000',
    approximate: cells.approximate !== '准确',
    phone: cells.phone,
    hours: Object.fromEntries(dayKeys.map(k => [k, said(`hours.${k}`)])) as Hours,
    access,
    services,
    note: cells.note ?? '',
    validFrom: cells.validFrom ?? today,
    confirmedOn: cells.confirmedOn,
    brokenSince: cells.brokenSince,
  };
  return { form, problems };
}
