/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const policiesDeskPages: Page[] = [
  { path: '/desk/policies', load: () => import('./desk/items.tsx') },
  { path: '/desk/policies/claims', load: () => import('./desk/claims.tsx') },
  { path: '/desk/policies/claims/:id', load: () => import('./desk/claim.tsx') },
  { path: '/desk/policies/grants', load: () => import('./desk/runs.tsx') },
  { path: '/desk/policies/grants/:id', load: () => import('./desk/run.tsx') },
  { path: '/desk/policies/payments', load: () => import('./desk/payments.tsx') },
  { path: '/desk/policies/payments/:id', load: () => import('./desk/batch.tsx') },
  { path: '/desk/policies/payouts', load: () => import('./desk/payouts.tsx') },
  { path: '/desk/policies/objections', load: () => import('./desk/objections.tsx') },
  { path: '/desk/policies/budgets', load: () => import('./desk/budgets.tsx') },
  { path: '/desk/policies/facts', load: () => import('./desk/facts.tsx') },
  { path: '/desk/policies/figures', load: () => import('./desk/figures.tsx') },
  { path: '/desk/policies/:id', load: () => import('./desk/item.tsx') },
];
/** One entry; what belongs together is reached from the bar of these pages. */
export const policiesDeskMenu: MenuEntry[] = [
  { path: '/desk/policies', title: '惠企政策', roles: ['reviewer', 'programme-officer', 'unit-head'] },
  { path: '/desk/policies/figures', title: '惠企兑现', roles: ['supervisor', 'leader', 'auditor', 'service-owner'] },
];
