/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const policiesDeskPages: Page[] = [];
export const policiesDeskMenu: MenuEntry[] = [];
