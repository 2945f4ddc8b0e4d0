/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const placesPortalPages: Page[] = [
  { path: '/places', load: () => import('./portal/places.tsx') },
  { path: '/places/:no', load: () => import('./portal/place.tsx') },
  { path: '/kiosk-mode/:no', load: () => import('./portal/kiosk-start.tsx') },
];
/** What the first page offers beside the things. */
export const placesServices: Service[] = [{ path: '/places', title: '附近能办', note: '便民服务中心、服务站、自助机在哪里，现在开不开' }];
