/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const insurancePortalPages: Page[] = [{ path: '/insurance', load: () => import('./portal/insurance.tsx') }];
/** What the first page offers beside the things. */
export const insuranceServices: Service[] = [{ path: '/insurance', title: '医保缴多少', note: '自己和家人缴多少、谁替缴、缴了没有，为什么' }];
