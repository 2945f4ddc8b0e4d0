/** How standings look in the desk. */
import type { Standing } from '#platform/licences/pure';

export const standingLooks: Record<Standing, 'plain' | 'good' | 'warn' | 'bad'> = {
  valid: 'good',
  partly: 'warn',
  suspended: 'warn',
  expired: 'bad',
  revoked: 'bad',
  cancelled: 'bad',
  replaced: 'plain',
};
