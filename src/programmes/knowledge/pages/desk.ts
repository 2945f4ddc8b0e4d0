/** The programme's pages in the desk. */
import type { MenuEntry, Page } from '#ui/pages';

export const knowledgeDeskPages: Page[] = [];
export const knowledgeDeskMenu: MenuEntry[] = [];
