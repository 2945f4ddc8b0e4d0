/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const policiesPortalPages: Page[] = [
  { path: '/policies', load: () => import('./portal/list.tsx') },
  { path: '/policies/mine', load: () => import('./portal/mine.tsx') },
  { path: '/policies/mine/:id', load: () => import('./portal/record.tsx') },
  { path: '/policies/notices', load: () => import('./portal/notices.tsx') },
  { path: '/policies/:id', load: () => import('./portal/policy.tsx') },
  { path: '/policies/:id/claim', load: () => import('./portal/claim.tsx') },
];
/** What the first page offers beside the things. */
export const policiesServices: Service[] = [
  {
    path: '/policies',
    title: '惠企政策',
    note: '看您的企业能领哪些补贴、奖励，在线申领，免申即享',
    mine: { path: '/policies/mine', title: '我的申领和到账', hint: '惠企政策的进展、收款账户' },
  },
];
