/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const solarDeskPages: Page[] = [
  { path: '/desk/solar', load: () => import('./desk/villages.tsx') },
  { path: '/desk/solar/import', load: () => import('./desk/import.tsx') },
  { path: '/desk/solar/rows/:id', load: () => import('./desk/row.tsx') },
];

export const solarDeskMenu: MenuEntry[] = [
  {
    path: '/desk/solar',
    title: '光伏收益',
    roles: ['programme-officer', 'reviewer', 'unit-head', 'town-officer', 'supervisor', 'leader', 'auditor'],
    units: ['rural-revitalisation', 'public-security', 'organisation'],
  },
];
