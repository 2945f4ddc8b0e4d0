/** The desk's own pages: what no programme owns. */
import type { MenuEntry, Page } from '#ui/pages';

export const deskPages: Page[] = [
  { path: '/desk/work', load: () => import('./work.tsx') },
  { path: '/desk/notices', load: () => import('./notices.tsx') },
  { path: '/desk/duties', load: () => import('./duties.tsx') },
  { path: '/desk/duties/:id', load: () => import('./duties.tsx') },
  { path: '/desk/rounds', load: () => import('./rounds.tsx') },
  { path: '/desk/rounds/:kind', load: () => import('./round.tsx') },
  { path: '/desk/rounds/:kind/:period', load: () => import('./round-period.tsx') },
  { path: '/desk/rounds/:kind/:period/:unit', load: () => import('./round-report.tsx') },
  { path: '/desk/licences', load: () => import('./licences.tsx') },
  { path: '/desk/licences/:id', load: () => import('./licences.tsx') },
  { path: '/desk/licence-shares', load: () => import('./licence-shares.tsx') },
  { path: '/desk/licence-figures', load: () => import('./licence-figures.tsx') },
  { path: '/desk/staff', load: () => import('./staff.tsx') },
  { path: '/desk/units', load: () => import('./units.tsx') },
  { path: '/desk/leave', load: () => import('./leave.tsx') },
  { path: '/desk/calendar', load: () => import('./calendar.tsx') },
  { path: '/desk/exchange', load: () => import('./exchange.tsx') },
  { path: '/desk/queries', load: () => import('./queries.tsx') },
  { path: '/desk/audit', load: () => import('./audit.tsx') },
  { path: '/desk/terminals', load: () => import('./terminals.tsx') },
  { path: '/desk/code/offline', load: () => import('./code-offline.tsx') },
  { path: '/desk/account', load: () => import('./account.tsx') },
  { path: '/desk/targets', load: () => import('./targets.tsx') },
  { path: '/desk/targets/:id', load: () => import('./target.tsx') },
];

/** What begins a menu: whose work is spread over many programmes sees it in one place first; a reviewer's queue and the supervisor's board go before it. */
export const firstMenu: MenuEntry[] = [{ path: '/desk/work', title: '我的工作', roles: ['programme-officer', 'town-officer', 'unit-head', 'leader'] }];

/** Following up: what is promised, owed and reported. */
export const followMenu: MenuEntry[] = [
  { path: '/desk/work', title: '我的工作', roles: ['reviewer', 'supervisor'] },
  { path: '/desk/targets', title: '目标进度', roles: ['supervisor', 'leader', 'auditor', 'service-owner', 'unit-head'] },
  { path: '/desk/duties', title: '督办与投诉', roles: ['supervisor', 'leader', 'reviewer', 'unit-head', 'town-officer', 'auditor'] },
  { path: '/desk/rounds', title: '报表', roles: ['programme-officer', 'reviewer', 'unit-head', 'town-officer', 'supervisor', 'leader', 'auditor'] },
];

export const licencesMenu: MenuEntry[] = [
  { path: '/desk/licences', title: '电子证照', roles: ['reviewer', 'unit-head', 'window-clerk'] },
  { path: '/desk/licence-shares', title: '出示给本单位', roles: ['reviewer', 'unit-head'] },
  { path: '/desk/licence-figures', title: '证照复用', roles: ['supervisor', 'leader', 'service-owner'] },
  { path: '/desk/code/offline', title: '断网验码', roles: ['window-clerk', 'helper'] },
  { path: '/desk/terminals', title: '扫码终端', roles: ['service-owner', 'administrator'] },
  { path: '/desk/queries', title: '数据共享', roles: ['reviewer', 'unit-head', 'administrator', 'auditor'] },
  { path: '/desk/exchange', title: '平台对接', roles: ['administrator', 'supervisor', 'leader'] },
];

export const officeMenu: MenuEntry[] = [
  { path: '/desk/leave', title: '请假代办', roles: ['reviewer', 'unit-head', 'administrator'] },
  { path: '/desk/staff', title: '工作人员', roles: ['administrator'] },
  { path: '/desk/units', title: '机构', roles: ['administrator'] },
  { path: '/desk/calendar', title: '工作日历', roles: ['administrator'] },
  { path: '/desk/audit', title: '审计查询', roles: ['administrator', 'auditor'] },
  { path: '/desk/places/outline', title: '地图轮廓', roles: ['administrator'] },
];
