/** The programme's page in the portal. */
import type { Page, Service } from '#ui/pages';

export const fundsPortalPages: Page[] = [{ path: '/funds', load: () => import('./portal/funds.tsx') }];
/** What the first page offers beside the things. */
export const fundsServices: Service[] = [{ path: '/funds', title: '衔接资金公示', note: '哪个村、哪个项目、安排多少钱、怎样调整、谁负责，不用登录' }];
