/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';
import { registerPages } from '#ui/register-pages';
import { bureaus, sectors } from '../figures.ts';

/** The store, the allotments and the payments: registers of the year. */
const ledger = (name: string) => registerPages(`/desk/funds/${name}`, async () => (await import('./desk/places.tsx')).ledger(name));

export const fundsDeskPages: Page[] = [
  { path: '/desk/funds', load: () => import('./desk/overview.tsx') },
  { path: '/desk/funds/notices', load: () => import('./desk/notice.tsx') },
  { path: '/desk/funds/way', load: () => import('./desk/way.tsx') },
  { path: '/desk/funds/way/:id', load: () => import('./desk/project.tsx') },
  { path: '/desk/funds/records', load: () => import('./desk/year-records.tsx') },
  ...ledger('projects'),
  ...ledger('allotments'),
  ...ledger('payments'),
  { path: '/desk/funds/requests', load: () => import('./desk/requests.tsx') },
  { path: '/desk/funds/plans', load: () => import('./desk/plans.tsx') },
  { path: '/desk/funds/plans/:id', load: () => import('./desk/plan.tsx') },
];

export const fundsDeskMenu: MenuEntry[] = [
  {
    path: '/desk/funds',
    title: '衔接资金',
    roles: ['programme-officer', 'unit-head', 'leader', 'supervisor', 'auditor', 'town-officer', 'reviewer'],
    units: [...new Set([...Object.values(bureaus), ...Object.keys(sectors)])],
  },
];
