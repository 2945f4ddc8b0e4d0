/** Who may see what of the insurance. */
import { permit } from '#platform/access';

export const insurancePermits = [permit('insurance.mine', '查看自己的参保信息', { resident: 'self' })];
