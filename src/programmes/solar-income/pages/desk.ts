/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';
import { registerPages } from '#ui/register-pages';

export const solarDeskPages: Page[] = [
  { path: '/desk/solar', load: () => import('./desk/runs.tsx') },
  { path: '/desk/solar/runs', load: () => import('./desk/runs.tsx') },
  { path: '/desk/solar/runs/new', load: () => import('./desk/prepare.tsx') },
  { path: '/desk/solar/runs/:id', load: () => import('./desk/run.tsx') },
  { path: '/desk/solar/sources', load: () => import('./desk/sources.tsx') },
  { path: '/desk/solar/payments', load: () => import('./desk/payments.tsx') },
  { path: '/desk/solar/payments/:run', load: () => import('./desk/payment.tsx') },
  { path: '/desk/solar/use', load: () => import('./desk/use.tsx') },
  { path: '/desk/solar/entries', load: () => import('./desk/entries.tsx') },
  { path: '/desk/solar/notice', load: () => import('./desk/notice.tsx') },
  ...registerPages('/desk/solar/:register', async () => (await import('./desk/places.tsx')).useRegisterPlace),
];

export const solarDeskMenu: MenuEntry[] = [
  {
    path: '/desk/solar',
    title: '光伏收益',
    roles: ['programme-officer', 'unit-head', 'town-officer', 'supervisor', 'leader', 'auditor'],
    units: ['rural-revitalisation', 'public-security', 'organisation', 'finance', 'development-company'],
  },
];
