/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const policiesPermits: Permit[] = [];
export const policiesGuards: Guard[] = [];
