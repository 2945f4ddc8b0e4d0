/** Where the programme's registers and runs have their pages, and the way between them. */
import { useParams } from 'wouter';
import { SubPages } from '#ui/frame';
import type { Place } from '#ui/registers';
import { type Session, useSession } from '#ui/session';

const officers = ['programme-officer', 'reviewer', 'unit-head', 'supervisor', 'leader', 'auditor'];
const money = ['rural-revitalisation', 'finance', 'development-company'];

const anyTown = [...officers, 'town-officer'];

/** In the order in which the year goes. `units`: of departments only these have the page; who watches the county has all. */
const all: readonly { group: string; path: string; title: string; roles: readonly string[]; units?: readonly string[] }[] = [
  { group: '分配', path: '/desk/solar/runs', title: '分配', roles: anyTown },
  { group: '村和电站', path: '/desk/solar/villages', title: '村和安置点', roles: anyTown },
  { group: '村和电站', path: '/desk/solar/moved', title: '搬迁人员', roles: anyTown, units: ['rural-revitalisation', 'public-security'] },
  { group: '村和电站', path: '/desk/solar/stations', title: '电站', roles: officers, units: money },
  { group: '村和电站', path: '/desk/solar/earnings', title: '电站收支', roles: officers, units: money },
  { group: '村和电站', path: '/desk/solar/sources', title: '数据确认', roles: officers },
  { group: '拨付', path: '/desk/solar/payments', title: '拨付', roles: anyTown, units: money },
  { group: '村里的台账', path: '/desk/solar/plans', title: '使用计划', roles: anyTown, units: money },
  { group: '村里的台账', path: '/desk/solar/ledger', title: '使用台账', roles: anyTown, units: money },
  { group: '村里的台账', path: '/desk/solar/posts', title: '岗位人员', roles: anyTown, units: money },
  { group: '村里的台账', path: '/desk/solar/wages', title: '岗位工资', roles: anyTown, units: money },
  { group: '村里的台账', path: '/desk/solar/entries', title: '凭证和省系统', roles: anyTown, units: money },
  { group: '监督', path: '/desk/solar/use', title: '使用情况', roles: anyTown, units: money },
  { group: '监督', path: '/desk/solar/notice', title: '年终通报', roles: anyTown, units: money },
];

const has = ({ roles, units }: (typeof all)[number], session: Session) =>
  session.roles.some(r => roles.includes(r.role) && (!units || !r.unit || r.unit.startsWith('town-') || units.includes(r.unit)));

export function Pages() {
  const { data: session } = useSession();
  return <SubPages label="光伏收益的页面" pages={session ? all.filter(p => has(p, session)) : []} />;
}

/** The register that the address names; an address that names none has no page. */
export function useRegisterPlace(): Place {
  const { register = '' } = useParams<{ register: string }>();
  return { kind: `solar-${register}`, base: `/desk/solar/${register}`, pages: <Pages /> };
}

export const runs = {
  kind: 'solar-run',
  base: '/desk/solar/runs',
  title: '光伏帮扶收益分配',
  tabs: <Pages />,
  sources: { to: '/desk/solar/sources', title: '看各单位的数据' },
  verb: '测算',
  row: '村（安置点）',
  unit: '个',
};
