/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const placesDeskPages: Page[] = [];
export const placesDeskMenu: MenuEntry[] = [];
