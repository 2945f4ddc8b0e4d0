/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';
import { registerPages } from '#ui/register-pages';

const places = () => import('./desk/places.tsx');

export const insuranceDeskPages: Page[] = [
  { path: '/desk/insurance', load: () => import('./desk/progress.tsx') },
  { path: '/desk/insurance/missing', load: () => import('./desk/missing.tsx') },
  { path: '/desk/insurance/reminders', load: () => import('./desk/reminders.tsx') },
  { path: '/desk/insurance/schools', load: () => import('./desk/schools.tsx') },
  { path: '/desk/insurance/exchange', load: () => import('./desk/exchange.tsx') },
  { path: '/desk/insurance/exchange/:id', load: () => import('./desk/receipt.tsx') },
  { path: '/desk/insurance/duties', load: () => import('./desk/duties.tsx') },
  { path: '/desk/insurance/conflicts', load: () => import('./desk/conflicts.tsx') },
  { path: '/desk/insurance/bill', load: () => import('./desk/bills.tsx') },
  { path: '/desk/insurance/bill/new', load: () => import('./desk/bill-prepare.tsx') },
  { path: '/desk/insurance/bill/:id', load: () => import('./desk/bill.tsx') },
  ...registerPages('/desk/insurance/persons', async () => (await places()).usePersons, { handed: true }),
  ...registerPages('/desk/insurance/payments', async () => (await places()).usePayments, { handed: true }),
  { path: '/desk/insurance/lists', load: () => import('./desk/lists.tsx') },
  ...registerPages('/desk/insurance/lists/:kind', async () => (await places()).useListPlace, { handed: true }),
];

export const insuranceDeskMenu: MenuEntry[] = [
  {
    path: '/desk/insurance',
    title: '居民医保',
    roles: ['programme-officer', 'unit-head', 'town-officer', 'supervisor', 'leader', 'auditor'],
    units: ['medical-insurance', 'taxation', 'finance', 'civil-affairs', 'agriculture', 'veterans-affairs', 'education', 'health', 'public-security'],
  },
];
