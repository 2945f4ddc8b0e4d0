/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const hallDeskPages: Page[] = [
  { path: '/desk/calling', load: () => import('./desk/calling.tsx') },
  { path: '/desk/counter', load: () => import('./desk/counter.tsx') },
  { path: '/desk/hall', load: () => import('./desk/hall.tsx') },
  { path: '/desk/hall/outside', load: () => import('./desk/outside.tsx') },
  { path: '/desk/hall/cities', load: () => import('./desk/cities.tsx') },
];
export const hallDeskMenu: MenuEntry[] = [
  { path: '/desk/calling', title: '窗口叫号', roles: ['window-clerk', 'helper'] },
  { path: '/desk/counter', title: '代预约', roles: ['window-clerk', 'helper', 'hotline-seat'] },
  { path: '/desk/hall', title: '大厅和窗口', roles: ['service-owner', 'supervisor', 'leader'] },
  { path: '/desk/hall/outside', title: '不进大厅清单', roles: ['service-owner', 'supervisor', 'leader'] },
  { path: '/desk/hall/cities', title: '通办事项', roles: ['service-owner', 'supervisor', 'leader'] },
];
