/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const knowledgeDeskPages: Page[] = [
  { path: '/desk/knowledge', load: () => import('./desk/list.tsx') },
  { path: '/desk/knowledge/gaps', load: () => import('./desk/gaps.tsx') },
  { path: '/desk/knowledge/feedback', load: () => import('./desk/feedback.tsx') },
  { path: '/desk/knowledge/synonyms', load: () => import('./desk/synonyms.tsx') },
  { path: '/desk/knowledge/figures', load: () => import('./desk/figures.tsx') },
  { path: '/desk/knowledge/new', load: () => import('./desk/editor.tsx') },
  { path: '/desk/knowledge/:id', load: () => import('./desk/entry.tsx') },
  { path: '/desk/knowledge/:id/edit', load: () => import('./desk/editor.tsx') },
];
export const knowledgeDeskMenu: MenuEntry[] = [
  {
    path: '/desk/knowledge',
    title: '知识库',
    roles: ['hotline-seat', 'reviewer', 'unit-head', 'programme-officer', 'service-owner', 'supervisor', 'leader', 'auditor'],
  },
];
