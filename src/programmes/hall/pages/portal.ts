/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const hallPortalPages: Page[] = [
  { path: '/hall', load: () => import('./portal/hall.tsx') },
  { path: '/hall/booking', load: () => import('./portal/booking.tsx') },
  { path: '/hall/ticket', load: () => import('./portal/ticket.tsx') },
  { path: '/hall/outside', load: () => import('./portal/outside.tsx') },
  { path: '/hall/cities', load: () => import('./portal/cities.tsx') },
  { path: '/hall/screen', load: () => import('./portal/screen.tsx') },
  { path: '/kiosk', load: () => import('./portal/kiosk.tsx') },
];
/** What the first page offers beside the things. */
export const hallServices: Service[] = [
  {
    path: '/hall',
    title: '大厅和窗口',
    note: '查在哪个窗口办，预约、取号，看要等多久',
    mine: { path: '/hall/booking', title: '我的预约', hint: '改时间、取消、到场取号' },
  },
];
