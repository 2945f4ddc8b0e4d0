/** The programme's pages in the order in which the year goes, and for whom each of them is. Read by the test that asks for each. */
const departments = ['programme-officer', 'unit-head'];
const watchers = ['supervisor', 'leader', 'auditor'];
const offices = [...departments, ...watchers];
const all = [...offices, 'town-officer'];
const money = ['rural-revitalisation', 'finance', 'development-company'];
const population = ['rural-revitalisation', 'public-security'];

interface Tab {
  group: string;
  path: string;
  title: string;
  roles: readonly string[];
  /** Of departments only these have the page. */
  units?: readonly string[];
  /** What it asks for. */
  api: string;
}

export const tabs: readonly Tab[] = [
  { group: '分配', path: '/desk/solar/runs', title: '分配', roles: all, api: '/runs?kind=solar-run' },
  { group: '村和电站', path: '/desk/solar/villages', title: '村和安置点', roles: all, api: '/registers/solar-villages' },
  { group: '村和电站', path: '/desk/solar/moved', title: '搬迁人员', roles: all, units: population, api: '/registers/solar-moved' },
  { group: '村和电站', path: '/desk/solar/stations', title: '电站', roles: offices, units: money, api: '/registers/solar-stations' },
  { group: '村和电站', path: '/desk/solar/earnings', title: '电站收支', roles: offices, units: money, api: '/registers/solar-earnings' },
  { group: '村和电站', path: '/desk/solar/sources', title: '数据确认', roles: offices, api: '/solar-income/sources' },
  { group: '拨付', path: '/desk/solar/payments', title: '拨付', roles: all, units: money, api: '/solar-income/payments' },
  { group: '村里的台账', path: '/desk/solar/plans', title: '使用计划', roles: all, units: money, api: '/registers/solar-plans' },
  { group: '村里的台账', path: '/desk/solar/ledger', title: '使用台账', roles: all, units: money, api: '/registers/solar-ledger' },
  { group: '村里的台账', path: '/desk/solar/posts', title: '岗位人员', roles: all, units: money, api: '/registers/solar-posts' },
  { group: '村里的台账', path: '/desk/solar/wages', title: '岗位工资', roles: all, units: money, api: '/registers/solar-wages' },
  { group: '村里的台账', path: '/desk/solar/entries', title: '凭证和省系统', roles: all, units: money, api: '/solar-income/entries' },
  { group: '监督', path: '/desk/solar/use', title: '使用情况', roles: all, units: money, api: '/solar-income/use' },
  { group: '监督', path: '/desk/solar/notice', title: '年终通报', roles: all, units: money, api: '/solar-income/notices/2023' },
];

export const tabsFor = (held: readonly { role: string; unit: string | null }[]): readonly Tab[] =>
  tabs.filter(({ roles, units }) => held.some(r => roles.includes(r.role) && (!units || !r.unit || r.unit.startsWith('town-') || units.includes(r.unit))));
