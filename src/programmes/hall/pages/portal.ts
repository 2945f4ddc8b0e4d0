/** The programme's pages in the portal. */
import type { Page, Service } from '#ui/pages';

export const hallPortalPages: Page[] = [];
/** What the first page offers beside the things. */
export const hallServices: Service[] = [];
