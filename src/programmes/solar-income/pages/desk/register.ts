import type { Place } from '#ui/registers';

/** The villages and sites among which solar income is divided. */
export const register: Place = { kind: 'solar-villages', base: '/desk/solar' };
