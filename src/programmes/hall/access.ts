/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const hallPermits: Permit[] = [];
export const hallGuards: Guard[] = [];
