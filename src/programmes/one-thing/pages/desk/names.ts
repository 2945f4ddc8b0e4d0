/** Names of things, for figures and filters that carry only their numbers. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { ThingRow } from '../../views.ts';

export function useThings() {
  const { data } = useQuery({
    queryKey: ['things'],
    queryFn: () => api.get<{ items: ThingRow[] }>('/things'),
    staleTime: 10 * 60_000,
  });
  const things = data?.items ?? [];
  return { things, name: (no: string) => things.find(t => String(t.no) === no)?.name ?? `第 ${no} 项` };
}
