/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';
import { bureaus, sectors } from '../figures.ts';

const store = () => import('./desk/registers.tsx');

export const fundsDeskPages: Page[] = [
  { path: '/desk/funds', load: () => import('./desk/overview.tsx') },
  { path: '/desk/funds/notices', load: () => import('./desk/notice.tsx') },
  { path: '/desk/funds/projects', load: async () => ({ default: (await store()).Projects }) },
  { path: '/desk/funds/projects/import', load: async () => ({ default: (await store()).ImportProjects }) },
  { path: '/desk/funds/projects/rows/:id', load: async () => ({ default: (await store()).Project }) },
  { path: '/desk/funds/allotments', load: async () => ({ default: (await store()).Allotments }) },
  { path: '/desk/funds/allotments/import', load: async () => ({ default: (await store()).ImportAllotments }) },
  { path: '/desk/funds/allotments/rows/:id', load: async () => ({ default: (await store()).Allotment }) },
  { path: '/desk/funds/payments', load: async () => ({ default: (await store()).Payments }) },
  { path: '/desk/funds/payments/import', load: async () => ({ default: (await store()).ImportPayments }) },
  { path: '/desk/funds/payments/rows/:id', load: async () => ({ default: (await store()).Payment }) },
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
  {
    path: '/desk/funds/plans',
    title: '资金调整方案',
    roles: ['programme-officer', 'unit-head', 'leader', 'supervisor', 'auditor'],
    units: Object.values(bureaus),
  },
];
