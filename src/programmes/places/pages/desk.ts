/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const placesDeskPages: Page[] = [
  { path: '/desk/places', load: () => import('./desk/places.tsx') },
  { path: '/desk/places/import', load: () => import('./desk/import.tsx') },
  { path: '/desk/places/outline', load: () => import('./desk/outline.tsx') },
];

export const placesDeskMenu: MenuEntry[] = [
  {
    path: '/desk/places',
    title: '办事点',
    roles: ['town-officer', 'service-owner', 'supervisor', 'leader', 'auditor', 'window-clerk', 'helper', 'hotline-seat'],
  },
];
