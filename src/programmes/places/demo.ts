/** The demo county's places, brought in as a service owner would: by one table. Villages' positions are invented around their town's seat. */
import { addDays, type Day } from '#platform/calendar';
import { type DemoCounty, dice, type Player } from '#platform/demo';
import { csvText } from '#platform/tables';
import { drawnCounter, drawnFront } from './demo-photos.ts';
import { type Town, towns } from './divisions.ts';
import { type Point, townSeats, type Way } from './figures.ts';
import type { PlaceForm } from './forms.ts';
import { allDay, type Hours } from './hours.ts';
import { importPlaces, namesWith } from './import.ts';
import { addPhoto } from './photos.ts';
import { deskPlaces } from './reads.ts';
import { lineOf, type SheetRow, sheetHead } from './sheet.ts';

const office: Hours = {
  ...(Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map(k => [k, '08:30-12:00 14:30-18:00'])) as Hours),
  sat: '',
  sun: '',
  holiday: '',
};
const withSaturday: Hours = { ...office, sat: '09:00-12:00' };
const market: Hours = {
  ...(Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(k => [k, '10:00-20:00'])) as Hours),
  holiday: '10:00-17:00',
};
const station: Hours = { ...office, mon: '09:00-11:30 15:00-17:30', wed: '09:00-11:30 15:00-17:30', fri: '09:00-11:30', tue: '', thu: '' };

const doing = (way: Way, ...subjects: string[]) => subjects.map(subject => ({ subject, way }));
/** What towns, villages and machines usually do (assumed: the order says only "often needed"). */
const townServices = [
  ...doing('handle', 'matter:resident-pension', 'matter:resident-medical-enrolment', 'thing:31', 'thing:29'),
  ...doing('collect', 'thing:17', 'thing:16', 'thing:20', 'thing:33', 'thing:21', 'thing:19', 'thing:12'),
];
const stationServices = [
  ...doing('collect', 'thing:31', 'thing:29', 'matter:resident-pension', 'matter:resident-medical-enrolment'),
  ...doing('look', 'matter:social-insurance-record-hr'),
];
const kioskServices = [
  ...doing('print', 'matter:social-insurance-record-hr', 'matter:household-proof', 'matter:real-estate-query'),
  ...doing('handle', 'matter:resident-medical-enrolment', 'matter:resident-pension'),
  ...doing('look', 'matter:vehicle-query'),
];
const partnerServices = doing('handle', 'matter:social-security-card', 'matter:resident-medical-enrolment');
const shopServices = [...doing('collect', 'thing:1', 'thing:7', 'thing:5', 'thing:30'), ...doing('handle', 'matter:social-security-card')];

/** Towns in the order in which they got a kiosk: five in 2024, the sixth in 2025. */
const kioskSince: [string, Day][] = [
  ['ningxiang', '2024-03-18'],
  ['jinluo', '2024-05-20'],
  ['zhike', '2024-06-24'],
  ['nuanquan', '2024-09-02'],
  ['wujiazhuang', '2024-10-15'],
  ['xiazaolin', '2025-06-16'],
];

export async function makePlaces({ house, seed, play }: DemoCounty): Promise<void> {
  const d = dice(seed).fork('places');
  const today = house.clock.today();
  const brokenSince = addDays(today, -6);
  const owner = await play('service-owner');
  const { subjects } = await owner.reads(deskPlaces, {});
  const names = namesWith(new Map(subjects.map(s => [s.key, s.name])));
  const around = (p: Point, degrees: number): Point => ({
    lon: Math.round((p.lon + (d.next() - 0.5) * 2 * degrees) * 1e5) / 1e5,
    lat: Math.round((p.lat + (d.next() - 0.5) * 2 * degrees) * 1e5) / 1e5,
  });
  const row = (p: Partial<SheetRow> & Pick<PlaceForm, 'kind' | 'name' | 'town' | 'address' | 'lon' | 'lat' | 'hours' | 'services'>): SheetRow => ({
    no: null,
    version: null,
    village: null,
    datum: 'cgcs2000',
    approximate: true,
    phone: null,
    access: [],
    note: '',
    validFrom: '2022-07-01',
    confirmedOn: addDays(today, -d.between(1, 85)),
    brokenSince: null,
    ...p,
  });
  const seat = (town: Town) => townSeats[town.id]!;
  const things = [...names.subjects.keys()].filter(k => k.startsWith('thing:'));
  const rows: SheetRow[] = [
    row({
      kind: 'hall',
      name: '中阳县政务服务大厅',
      town: 'ningxiang',
      address: '宁乡镇凤城街政务服务中心一至三层',
      ...townSeats.ningxiang!,
      hours: withSaturday,
      services: doing('handle', ...things),
      phone: '0358-5020000',
      access: ['ramp', 'toilet', 'braille', 'wheelchair', 'hearing-loop', 'helper'],
      note: '周六上午只开综合窗口。',
    }),
    ...towns().map(t =>
      row({
        kind: 'town-centre',
        name: `${t.name}便民服务中心`,
        town: t.id,
        address: `${t.name}人民政府院内一层`,
        ...around(seat(t), 0.004),
        hours: office,
        services: townServices,
        phone: `0358-502${String(1000 + d.between(1, 8999)).padStart(4, '0')}`,
        access: d.chance(0.7) ? ['ramp', 'wheelchair', 'helper'] : ['helper'],
      }),
    ),
    ...towns().flatMap(t =>
      t.villages.map(v =>
        row({
          kind: 'village-station',
          name: `${v.name}便民服务站`,
          town: t.id,
          village: v.code,
          address: `${t.name}${v.name}党群服务中心`,
          ...around(seat(t), t.id === 'ningxiang' ? 0.025 : 0.05),
          hours: station,
          services: stationServices,
          access: d.chance(0.3) ? ['ramp', 'helper'] : ['helper'],
          // A few were not looked after for long.
          ...(d.chance(0.08) ? { confirmedOn: addDays(today, -d.between(95, 160)) } : {}),
        }),
      ),
    ),
    ...[
      ['凤城购物广场政务服务驿站', '宁乡镇凤城街购物广场二层服务台', '2024-08-01'],
      ['金罗商贸街政务服务驿站', '金罗镇商贸街 18 号', '2024-09-20'],
    ].map(([name, address, validFrom], i) =>
      row({
        kind: 'business-station',
        name: name!,
        town: i === 0 ? 'ningxiang' : 'jinluo',
        address: address!,
        ...around(townSeats[i === 0 ? 'ningxiang' : 'jinluo']!, 0.006),
        hours: market,
        services: shopServices,
        access: ['ramp', 'toilet'],
        validFrom: validFrom!,
      }),
    ),
    ...kioskSince
      .filter(([, since]) => since <= today)
      .map(([id, validFrom]) =>
        row({
          kind: 'kiosk',
          name: `${towns().find(t => t.id === id)!.name}自助服务区`,
          town: id,
          address: id === 'ningxiang' ? '县政务服务大厅东侧临街自助区' : `${towns().find(t => t.id === id)!.name}便民服务中心临街自助区`,
          ...around(townSeats[id]!, 0.003),
          hours: allDay,
          services: kioskServices,
          access: ['ramp', 'braille'],
          validFrom,
        }),
      ),
    row({
      kind: 'kiosk',
      name: '城南社区自助服务点',
      town: 'ningxiang',
      village: '141129100002',
      address: '宁乡镇城南社区服务中心门厅',
      ...around(townSeats.ningxiang!, 0.012),
      hours: allDay,
      services: kioskServices,
      access: ['ramp'],
      // In use before it broke, on whatever day the county is made.
      validFrom: brokenSince < '2024-04-08' ? brokenSince : '2024-04-08',
      brokenSince,
    }),
    row({
      kind: 'partner',
      name: '中国邮政中阳县支局政务代办点',
      town: 'ningxiang',
      address: '宁乡镇中阳大街邮政支局一楼',
      ...around(townSeats.ningxiang!, 0.008),
      hours: { ...office, sat: '09:00-17:00', sun: '09:00-17:00' },
      services: partnerServices,
      access: ['ramp'],
    }),
  ];
  const file = Buffer.from(
    csvText(
      sheetHead,
      rows.map(r => lineOf(r, names)),
    ),
  ).toString('base64');
  await owner.does(importPlaces, { file, apply: true });
  await photograph(owner);
}

/** The hall and the towns' centres have photos: the front with its ramp, and the counter. */
async function photograph(owner: Player): Promise<void> {
  const { items } = await owner.reads(deskPlaces, {});
  for (const [i, { no, kind, version }] of items.filter(p => p.kind === 'hall' || p.kind === 'town-centre').entries()) {
    const add = (version: number, caption: string, picture: Buffer) => owner.does(addPhoto, { no, version, caption, content: picture.toString('base64') });
    await add(version, '正门，右边是坡道（示意图）', drawnFront(i));
    if (kind === 'hall') await add(version + 1, '一层综合窗口和等候区（示意图）', drawnCounter(i));
  }
}
