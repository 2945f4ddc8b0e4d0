/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const insuranceDeskPages: Page[] = [
  { path: '/desk/insurance', load: () => import('./desk/progress.tsx') },
  { path: '/desk/insurance/missing', load: () => import('./desk/missing.tsx') },
  { path: '/desk/insurance/conflicts', load: () => import('./desk/conflicts.tsx') },
  { path: '/desk/insurance/lists', load: () => import('./desk/lists.tsx') },
  { path: '/desk/insurance/persons', load: () => import('./desk/persons.tsx') },
  { path: '/desk/insurance/persons/import', load: () => import('./desk/persons-import.tsx') },
  { path: '/desk/insurance/persons/rows/:id', load: () => import('./desk/persons-row.tsx') },
  { path: '/desk/insurance/payments', load: () => import('./desk/payments.tsx') },
  { path: '/desk/insurance/payments/import', load: () => import('./desk/payments-import.tsx') },
  { path: '/desk/insurance/payments/rows/:id', load: () => import('./desk/payments-row.tsx') },
  { path: '/desk/insurance/persons/handovers', load: () => import('./desk/persons-handovers.tsx') },
  { path: '/desk/insurance/persons/handovers/:id', load: () => import('./desk/persons-handover.tsx') },
  { path: '/desk/insurance/payments/handovers', load: () => import('./desk/payments-handovers.tsx') },
  { path: '/desk/insurance/payments/handovers/:id', load: () => import('./desk/payments-handover.tsx') },
  { path: '/desk/insurance/bill', load: () => import('./desk/bills.tsx') },
  { path: '/desk/insurance/bill/new', load: () => import('./desk/bill-prepare.tsx') },
  { path: '/desk/insurance/bill/:id', load: () => import('./desk/bill.tsx') },
  { path: '/desk/insurance/lists/:kind', load: () => import('./desk/list.tsx') },
  { path: '/desk/insurance/lists/:kind/import', load: () => import('./desk/list-import.tsx') },
  { path: '/desk/insurance/lists/:kind/rows/:id', load: () => import('./desk/list-row.tsx') },
  { path: '/desk/insurance/lists/:kind/handovers', load: () => import('./desk/list-handovers.tsx') },
  { path: '/desk/insurance/lists/:kind/handovers/:id', load: () => import('./desk/list-handover.tsx') },
];

export const insuranceDeskMenu: MenuEntry[] = [
  {
    path: '/desk/insurance',
    title: '居民医保',
    roles: ['programme-officer', 'unit-head', 'town-officer', 'supervisor', 'leader', 'auditor'],
    units: ['medical-insurance', 'taxation', 'finance', 'civil-affairs', 'agriculture', 'veterans-affairs', 'education', 'health', 'public-security'],
  },
];
