/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const helpingDeskPages: Page[] = [];
export const helpingDeskMenu: MenuEntry[] = [];
