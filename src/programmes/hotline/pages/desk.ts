/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const hotlineDeskPages: Page[] = [
  { path: '/desk/hotline', load: () => import('./desk/list.tsx') },
  { path: '/desk/hotline/call', load: () => import('./desk/call.tsx') },
  { path: '/desk/hotline/statistics', load: () => import('./desk/statistics.tsx') },
  { path: '/desk/hotline/:id', load: () => import('./desk/ticket.tsx') },
];
export const hotlineDeskMenu: MenuEntry[] = [
  { path: '/desk/hotline', title: '热线工单', roles: ['hotline-seat', 'supervisor', 'leader', 'auditor'] },
  { path: '/desk/hotline/call', title: '新来电', roles: ['hotline-seat'] },
  { path: '/desk/hotline/statistics', title: '热线统计', roles: ['hotline-seat', 'supervisor', 'leader', 'auditor'] },
];
