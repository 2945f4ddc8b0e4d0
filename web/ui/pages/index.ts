/** How a programme adds its pages: an address and the module behind it, loaded when it is opened. */
import type { ComponentType } from 'react';

export { useFilters } from './filters.ts';

export interface Page {
  /** Path pattern of wouter: `/things/:no`. */
  path: string;
  load: () => Promise<{ default: ComponentType }>;
}

/** An entry of the desk's menu; shown to those who hold one of the roles. */
export interface MenuEntry {
  path: string;
  title: string;
  roles: readonly string[];
  /** A role that is held in a unit counts only in one of these. */
  units?: readonly string[];
}

/** A tile of the portal's first page. */
export interface Service {
  path: string;
  title: string;
  /** One line: what one gets there. */
  note: string;
  /** The page with what is somebody's own, listed at 我的. */
  mine?: { path: string; title: string; hint: string };
}
