/** Who sees reports, writes and collects them. A unit has its own; who collects has all of its kinds. */
import { type Guard, permit } from '../access/index.ts';
import type { Ctx } from '../actions/index.ts';
import type { RoundKind } from './kinds.ts';

const writers = { reviewer: 'department', 'programme-officer': 'department', 'town-officer': 'department' } as const;

export const roundPermits = [
  permit('round.read', '查看要报的报表、汇总和每份报表的记录', {
    ...writers,
    'unit-head': 'department',
    supervisor: 'county',
    leader: 'county',
    auditor: 'county',
  }),
  permit('round.write', '填报、报送、撤回、更正本单位的报表', writers),
  permit('round.collect', '审核、退回、催报', { reviewer: 'department', 'programme-officer': 'department', 'unit-head': 'department' }),
  permit('round.tick', '到期没有报的，催报并转督办', {}),
];

const ofUnits = '(unit = any((select app.units())::text[]) or collector = any((select app.units())::text[]))';
const ofVisibleReport = 'exists (select 1 from round_report r where r.county = round_step.county and r.id = round_step.report)';

export const roundGuards: Guard[] = [
  { table: 'round_report', record: 'round', relations: { department: ofUnits } },
  { table: 'round_step', record: 'round', relations: { department: ofVisibleReport } },
  { table: 'round_owed', record: 'round', relations: { department: ofUnits } },
];

export interface Stands {
  /** Sees every unit's report. */
  all: boolean;
  collects: boolean;
  /** Units in whose name the actor writes. */
  writes(unit: string): boolean;
  /** Units whose reports the actor sees. */
  sees(unit: string): boolean;
}

export function standing(ctx: Ctx, kind: RoundKind): Stands {
  const on = (may: string, unit: string) => ctx.house.permissions.on(ctx.actor, may, { units: [unit] }) !== null;
  const all = on('round.read', kind.collects);
  return { all, collects: on('round.collect', kind.collects), writes: unit => on('round.write', unit), sees: unit => all || on('round.read', unit) };
}
