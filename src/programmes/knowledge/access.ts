/** Who may do what. */
import type { Guard, Permit } from '#platform/access';

export const knowledgePermits: Permit[] = [];
export const knowledgeGuards: Guard[] = [];
