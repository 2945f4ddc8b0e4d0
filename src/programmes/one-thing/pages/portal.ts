/** The programme's pages in the portal. */
import type { Page } from '#ui/pages';

export const oneThingPortalPages: Page[] = [
  { path: '/', load: () => import('./portal/home.tsx') },
  { path: '/guide', load: () => import('./portal/guide.tsx') },
  { path: '/things/:no', load: () => import('./portal/thing.tsx') },
  { path: '/things/:no/questions', load: () => import('./portal/questions.tsx') },
  { path: '/things/:no/notice', load: () => import('./portal/notice.tsx') },
  { path: '/applications/:id', load: () => import('./portal/application.tsx') },
  { path: '/applications/:id/:step', load: () => import('./portal/application.tsx') },
  { path: '/cases', load: () => import('./portal/cases.tsx') },
  { path: '/cases/:id', load: () => import('./portal/case.tsx') },
  { path: '/cases/:id/receipt', load: () => import('./portal/receipt.tsx') },
  { path: '/cases/:id/tasks/:taskId/correction', load: () => import('./portal/correction.tsx') },
];
