/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const helpingPermits: Permit[] = [];
export const helpingGuards: Guard[] = [];
