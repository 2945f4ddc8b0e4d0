/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const helpingPortalPages: Page[] = [
  { path: '/not-done', load: () => import('./portal/not-done.tsx') },
  { path: '/not-done/:id', load: () => import('./portal/entry.tsx') },
  { path: '/improvements', load: () => import('./portal/improvements.tsx') },
];
/** What the first page offers beside the things. */
export const helpingServices: Service[] = [
  { path: '/not-done', title: '办不成事反映', note: '跑了没办成、没人管？告诉我们，三个工作日内答复' },
  { path: '/improvements', title: '改进了什么', note: '陪群众走流程发现的问题，怎么改的' },
];
