/** The few figures of use that matter, of a town or of all. Pure. */
import { z } from 'zod';
import { yuan } from '#platform/money';
import type { VillageUseNow } from './use.ts';

export const useFigures = z.object({
  ...{ villages: z.number(), got: z.string(), distributed: z.string(), toHouseholds: z.string(), left: z.string() },
  ...{ red: z.number(), yellow: z.number(), late: z.number() },
});
export type UseFigures = z.infer<typeof useFigures>;

export function summed(list: readonly VillageUseNow[]): UseFigures {
  const sum = (of: (u: VillageUseNow) => bigint) => list.reduce((total, u) => total + of(u), 0n);
  return {
    ...{ villages: list.length, got: yuan(sum(u => u.got)), distributed: yuan(sum(u => u.distributed)), toHouseholds: yuan(sum(u => u.toHouseholds)) },
    left: yuan(sum(u => u.got - u.distributed)),
    ...{ red: list.filter(u => u.light === 'red').length, yellow: list.filter(u => u.light === 'yellow').length },
    late: list.filter(u => u.breaches.some(b => b.fault === 'wages')).length,
  };
}

/** A share in hundredths of a percent. */
export const hundredths = (of: string, whole: string): number => Math.floor((Number(of) * 10_000) / Number(whole));
