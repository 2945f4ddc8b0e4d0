/** Who may do what. A town keeps its own places; the county's hall is the service owner's. */
import { type Guard, type Guarded, permit } from '#platform/access';
import type { PlaceKind } from './figures.ts';

const keepers = { 'town-officer': 'town', 'service-owner': 'county' } as const;
const watchers = {
  'town-officer': 'county',
  'service-owner': 'county',
  supervisor: 'county',
  leader: 'county',
  auditor: 'county',
  administrator: 'county',
  'window-clerk': 'county',
  helper: 'county',
  'hotline-seat': 'county',
} as const;

export const placesPermits = [
  permit('place.read', '查找附近的办事点', { guest: 'anyone' }),
  permit('place.edit', '登记、修改办事点', keepers),
  permit('place.confirm', '核对办事点的信息', keepers),
  permit('place.close', '停用办事点', keepers),
  permit('place.mend', '登记设备故障和修复', keepers),
  permit('place.import', '从表格导入办事点', keepers),
  permit('place.remind', '提醒核对办事点', {}),
  permit('place-list.read', '查看办事点台账和覆盖情况', watchers),
  permit('place-home.read', '从自己的村找附近', { resident: 'own' }),
  permit('outline.read', '查看县域轮廓', { guest: 'anyone' }),
  permit('outline.keep', '导入县域轮廓', { administrator: 'county' }),
];

/** The hall belongs to no town, wherever it stands. */
export const guardedPlace = (p: { kind: PlaceKind; town: string }): Guarded => ({ town: p.kind === 'hall' ? null : p.town });

const ownTown = `kind <> 'hall' and ('town-' || town) = any((select app.units())::text[])`;

export const placesGuards: Guard[] = [
  { table: 'place', record: 'place', relations: { town: ownTown } },
  {
    table: 'place_outage',
    record: 'place',
    relations: { town: `exists (select 1 from place p where p.county = place_outage.county and p.no = place_outage.place and ${ownTown})` },
  },
  {
    table: 'place_photo',
    record: 'place',
    relations: { town: `exists (select 1 from place p where p.county = place_photo.county and p.no = place_photo.place and ${ownTown})` },
  },
  { table: 'place_outline', record: 'outline' },
];
