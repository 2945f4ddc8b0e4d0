/** How standings look, and the names of units; for the pages of the wallet. */
import { useQuery } from '@tanstack/react-query';
import type { Standing } from '#platform/licences/pure';
import { api } from '#ui/api';

export const looks: Record<Standing, 'good' | 'warn' | 'bad' | undefined> = {
  valid: 'good',
  partly: 'warn',
  suspended: 'warn',
  expired: 'bad',
  revoked: 'bad',
  cancelled: 'bad',
  replaced: undefined,
};

export const useUnitNames = () =>
  useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: { id: string; name: string; active?: boolean }[] }>('/units'),
    staleTime: 300_000,
    select: found => new Map(found.items.map(u => [u.id, u.name])),
  });
