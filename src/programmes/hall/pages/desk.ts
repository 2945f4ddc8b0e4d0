/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const hallDeskPages: Page[] = [];
export const hallDeskMenu: MenuEntry[] = [];
