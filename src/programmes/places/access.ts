/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const placesPermits: Permit[] = [];
export const placesGuards: Guard[] = [];
