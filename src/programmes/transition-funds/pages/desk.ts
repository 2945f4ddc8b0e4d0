/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';
import { bureaus } from '../figures.ts';

export const fundsDeskPages: Page[] = [
  { path: '/desk/funds/plans', load: () => import('./desk/plans.tsx') },
  { path: '/desk/funds/plans/:id', load: () => import('./desk/plan.tsx') },
];

export const fundsDeskMenu: MenuEntry[] = [
  {
    path: '/desk/funds/plans',
    title: '衔接资金',
    roles: ['programme-officer', 'unit-head', 'leader', 'supervisor', 'auditor'],
    units: Object.values(bureaus),
  },
];
