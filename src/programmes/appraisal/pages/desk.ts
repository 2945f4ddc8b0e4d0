/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const appraisalDeskPages: Page[] = [
  { path: '/desk/appraisal', load: () => import('./desk/live.tsx') },
  { path: '/desk/appraisal/units/:unit', load: () => import('./desk/live-unit.tsx') },
  { path: '/desk/appraisal/scheme', load: () => import('./desk/scheme.tsx') },
  { path: '/desk/appraisal/scheme/:year', load: () => import('./desk/scheme.tsx') },
  { path: '/desk/appraisal/reviews', load: () => import('./desk/reviews.tsx') },
  { path: '/desk/appraisal/runs', load: () => import('./desk/runs.tsx') },
  { path: '/desk/appraisal/runs/:id', load: () => import('./desk/run.tsx') },
  { path: '/desk/appraisal/runs/:id/units/:unit', load: () => import('./desk/run-unit.tsx') },
];

export const appraisalDeskMenu: MenuEntry[] = [{ path: '/desk/appraisal', title: '部门考核', roles: ['supervisor', 'leader', 'auditor', 'unit-head'] }];
