/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const hotlineDeskPages: Page[] = [
  { path: '/desk/hotline', load: () => import('./desk/list.tsx') },
  { path: '/desk/hotline/call', load: () => import('./desk/call.tsx') },
  { path: '/desk/hotline/statistics', load: () => import('./desk/statistics.tsx') },
  { path: '/desk/helper-seats', load: () => import('./desk/helper-seats.tsx') },
  { path: '/desk/helper-seats/statistics', load: () => import('./desk/help-figures.tsx') },
  { path: '/desk/help-requests', load: () => import('./desk/help-list.tsx') },
  { path: '/desk/hotline/:id', load: () => import('./desk/ticket.tsx') },
];
export const hotlineDeskMenu: MenuEntry[] = [
  { path: '/desk/hotline', title: '热线工单', roles: ['hotline-seat', 'supervisor', 'leader', 'auditor'] },
  { path: '/desk/hotline/call', title: '新来电', roles: ['hotline-seat'] },
  { path: '/desk/hotline/statistics', title: '热线统计', roles: ['hotline-seat', 'supervisor', 'leader', 'auditor'] },
  { path: '/desk/helper-seats', title: '帮办席', roles: ['helper', 'hotline-seat'] },
  { path: '/desk/help-requests', title: '帮办记录', roles: ['helper', 'hotline-seat', 'supervisor', 'leader', 'auditor', 'service-owner'] },
  { path: '/desk/helper-seats/statistics', title: '帮办席统计', roles: ['service-owner', 'supervisor', 'leader', 'auditor'] },
];
