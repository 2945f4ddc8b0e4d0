/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const helpingDeskPages: Page[] = [
  { path: '/desk/not-done', load: () => import('./desk/not-done.tsx') },
  { path: '/desk/not-done/new', load: () => import('./desk/enter.tsx') },
  { path: '/desk/not-done/:id', load: () => import('./desk/entry.tsx') },
  { path: '/desk/visits', load: () => import('./desk/visits.tsx') },
  { path: '/desk/visits/new', load: () => import('./desk/record.tsx') },
  { path: '/desk/visits/officers', load: () => import('./desk/officers.tsx') },
  { path: '/desk/visits/findings', load: () => import('./desk/findings.tsx') },
  { path: '/desk/visits/:id', load: () => import('./desk/visit.tsx') },
];
export const helpingDeskMenu: MenuEntry[] = [
  { path: '/desk/not-done', title: '办不成事', roles: ['helper', 'window-clerk', 'supervisor', 'leader', 'reviewer', 'unit-head', 'auditor'] },
  { path: '/desk/visits', title: '走流程', roles: ['helper', 'service-owner', 'supervisor', 'leader', 'auditor'] },
];
