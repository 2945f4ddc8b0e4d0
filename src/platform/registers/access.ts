/** Who sees registers and writes them. Which columns are whose is said by the kind; a town sees and writes its own rows. */
import { type Guard, permit } from '../access/index.ts';
import type { Ctx } from '../actions/index.ts';
import type { RegisterKind } from './kinds.ts';
import type { Standing } from './rules.ts';

const writers = { reviewer: 'department', 'programme-officer': 'department', 'town-officer': 'town' } as const;

export const registerPermits = [
  permit('register.read', '查看台账和每一行的修改记录', {
    ...writers,
    'unit-head': 'department',
    supervisor: 'county',
    leader: 'county',
    auditor: 'county',
  }),
  permit('register.write', '登记、修改、作废台账的行，导入和撤销导入', writers),
  permit('register-upload.bring', '上传要导入台账的表，检查，取消', writers),
  permit('register-upload.forget', '定期清理没有导入的表', {}),
];

const ofUnits = 'units && (select app.units())::text[]';
const ofOwnUnit = 'unit = any((select app.units())::text[])';
const ofVisibleRow = 'exists (select 1 from register_row r where r.county = register_change.county and r.id = register_change.row_id)';

const ofVisibleHandover = 'exists (select 1 from register_handover h where h.county = register_handover_row.county and h.id = register_handover_row.handover)';

export const registerGuards: Guard[] = [
  { table: 'register_row', record: 'register', relations: { department: ofUnits, town: `'town-' || town = any((select app.units())::text[])` } },
  { table: 'register_change', record: 'register', relations: { department: ofVisibleRow, town: ofVisibleRow } },
  { table: 'register_seal' },
  { table: 'register_handover', record: 'register', relations: { department: ofUnits, town: ofUnits } },
  { table: 'register_handover_row', record: 'register', relations: { department: ofVisibleHandover, town: ofVisibleHandover } },
  { table: 'register_import', record: 'register', relations: { department: ofUnits, town: ofOwnUnit } },
  { table: 'register_upload', record: 'register-upload', relations: { department: ofOwnUnit, town: ofOwnUnit } },
  { table: 'register_line', record: 'register-upload', relations: { department: ofOwnUnit, town: ofOwnUnit } },
];

export interface Stands extends Standing {
  /** Whether they add rows at all. */
  addsSome: boolean;
  /** The units in whose name the actor writes here. */
  units: readonly string[];
}

/** How the actor stands to a register: by the units in which a role that writes is held. */
export function standing(ctx: Ctx, kind: RegisterKind): Stands {
  if (ctx.actor.kind === 'system') return { keeps: true, adds: () => true, withdraws: () => true, writes: () => true, addsSome: true, units: [kind.keeper] };
  const units = ctx.house.permissions.units(ctx.actor, 'register.write');
  const holds = (u: string, town: string | null) => (u === 'town' ? units.includes(`town-${town}`) : units.includes(u));
  const isOne = (u: string) => (u === 'town' ? units.some(x => x.startsWith('town-')) : units.includes(u));
  const adders = [kind.keeper, ...(kind.addedBy ?? [])];
  const writes: Standing['writes'] = (c, town) => c.writtenBy.some(u => holds(u, town));
  return {
    keeps: isOne(kind.keeper),
    adds: town => adders.some(u => holds(u, town)),
    withdraws: town => holds(kind.keeper, town),
    writes,
    addsSome: adders.some(isOne),
    // A town keeps its own list, or its rows of one that all towns keep.
    units: units.filter(u => [kind.keeper, ...kind.columns.flatMap(c => c.writtenBy)].some(w => w === u || (w === 'town' && u.startsWith('town-')))),
  };
}
