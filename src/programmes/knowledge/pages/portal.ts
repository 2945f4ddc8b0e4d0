/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const knowledgePortalPages: Page[] = [
  { path: '/ask', load: () => import('./portal/ask.tsx') },
  { path: '/knowledge/:id', load: () => import('./portal/entry.tsx') },
];
/** What the first page offers beside the things. */
export const knowledgeServices: Service[] = [{ path: '/ask', title: '问一问', note: '用自己的话问，答复都有出处' }];
