/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const oneThingDeskPages: Page[] = [
  { path: '/desk/tasks', load: () => import('./desk/queue.tsx') },
  { path: '/desk/tasks/:id', load: () => import('./desk/task.tsx') },
  { path: '/desk/window', load: () => import('./desk/window.tsx') },
  { path: '/desk/window/applications/:id', load: () => import('./desk/window-application.tsx') },
  { path: '/desk/window/applications/:id/:step', load: () => import('./desk/window-application.tsx') },
  { path: '/desk/window/cases/:id', load: () => import('./desk/window-answer.tsx') },
  { path: '/desk/hand-over', load: () => import('./desk/hand-over.tsx') },
  { path: '/desk/board', load: () => import('./desk/board.tsx') },
  { path: '/desk/reductions', load: () => import('./desk/reductions.tsx') },
  { path: '/desk/cases/:id', load: () => import('./desk/case.tsx') },
  { path: '/desk/catalogue', load: () => import('./desk/catalogue/catalogue.tsx') },
  { path: '/desk/catalogue/publish', load: () => import('./desk/catalogue/publish.tsx') },
  { path: '/desk/catalogue/assumptions', load: () => import('./desk/catalogue/assumptions.tsx') },
  { path: '/desk/catalogue/:kind/:id', load: () => import('./desk/catalogue/entry.tsx') },
];

export const oneThingDeskMenu: MenuEntry[] = [
  { path: '/desk/window', title: '窗口受理', roles: ['window-clerk', 'helper'] },
  { path: '/desk/hand-over', title: '发放结果', roles: ['window-clerk'] },
  { path: '/desk/tasks', title: '待办事项', roles: ['reviewer', 'unit-head'] },
  { path: '/desk/board', title: '运行看板', roles: ['supervisor', 'leader', 'auditor', 'unit-head'] },
  { path: '/desk/tasks', title: '全部事项', roles: ['supervisor', 'leader', 'auditor'] },
  { path: '/desk/reductions', title: '四减', roles: ['supervisor', 'leader', 'service-owner'] },
  { path: '/desk/catalogue', title: '事项目录', roles: ['service-owner'] },
  { path: '/desk/catalogue/assumptions', title: '待确认内容', roles: ['service-owner', 'unit-head'] },
];
