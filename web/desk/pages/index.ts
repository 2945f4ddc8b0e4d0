/** The desk's own pages: what no programme owns. */
import type { MenuEntry, Page } from '#ui/pages';

export const deskPages: Page[] = [
  { path: '/desk/notices', load: () => import('./notices.tsx') },
  { path: '/desk/duties', load: () => import('./duties.tsx') },
  { path: '/desk/duties/:id', load: () => import('./duties.tsx') },
  { path: '/desk/licences', load: () => import('./licences.tsx') },
  { path: '/desk/licences/:id', load: () => import('./licences.tsx') },
  { path: '/desk/licence-shares', load: () => import('./licence-shares.tsx') },
  { path: '/desk/licence-figures', load: () => import('./licence-figures.tsx') },
  { path: '/desk/staff', load: () => import('./staff.tsx') },
  { path: '/desk/units', load: () => import('./units.tsx') },
  { path: '/desk/leave', load: () => import('./leave.tsx') },
  { path: '/desk/calendar', load: () => import('./calendar.tsx') },
  { path: '/desk/audit', load: () => import('./audit.tsx') },
  { path: '/desk/account', load: () => import('./account.tsx') },
];

export const deskMenu: MenuEntry[] = [
  { path: '/desk/duties', title: '督办与投诉', roles: ['supervisor', 'leader', 'reviewer', 'unit-head', 'auditor'] },
  { path: '/desk/licences', title: '电子证照', roles: ['reviewer', 'unit-head', 'window-clerk'] },
  { path: '/desk/licence-shares', title: '出示给本单位', roles: ['reviewer', 'unit-head'] },
  { path: '/desk/licence-figures', title: '证照复用', roles: ['supervisor', 'leader', 'service-owner'] },
  { path: '/desk/leave', title: '请假代办', roles: ['reviewer', 'unit-head', 'administrator'] },
  { path: '/desk/staff', title: '工作人员', roles: ['administrator'] },
  { path: '/desk/units', title: '机构', roles: ['administrator'] },
  { path: '/desk/calendar', title: '工作日历', roles: ['administrator'] },
  { path: '/desk/audit', title: '审计查询', roles: ['administrator', 'auditor'] },
];
