/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const solarPortalPages: Page[] = [
  { path: '/solar', load: () => import('./portal/list.tsx') },
  { path: '/solar/:run', load: () => import('./portal/village.tsx') },
];

export const solarServices: Service[] = [{ path: '/solar', title: '光伏收益公示', note: '查本村光伏帮扶收益分了多少、怎么算的，公示期内可以提异议' }];
