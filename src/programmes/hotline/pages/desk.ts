/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const hotlineDeskPages: Page[] = [];
export const hotlineDeskMenu: MenuEntry[] = [];
