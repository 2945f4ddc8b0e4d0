/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const hotlinePermits: Permit[] = [];
export const hotlineGuards: Guard[] = [];
