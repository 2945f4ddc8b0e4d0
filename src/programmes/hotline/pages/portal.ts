/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const hotlinePortalPages: Page[] = [
  { path: '/hotline', load: () => import('./portal/hotline.tsx') },
  { path: '/hotline/new', load: () => import('./portal/write.tsx') },
  { path: '/hotline/tickets/:id', load: () => import('./portal/ticket.tsx') },
  { path: '/helpers', load: () => import('./portal/helpers.tsx') },
  { path: '/helpers/:id', load: () => import('./portal/helper.tsx') },
];
/** What the first page offers beside the things. */
export const hotlineServices: Service[] = [
  {
    path: '/hotline',
    title: '12345 热线',
    note: '打电话、网上写，咨询、求助、投诉、建议都有人管',
    mine: { path: '/hotline', title: '我的工单', hint: '12345 诉求和办不成事反映的答复' },
  },
  {
    path: '/helpers',
    title: '请人帮办',
    note: '不会填、看不懂，请帮办员打电话或视频，现在排或约时间',
    mine: { path: '/helpers', title: '我的帮办', hint: '前面几人、帮办员说了什么、评价' },
  },
];
