/** Names of units and things, for figures and filters that carry only their ids. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { ThingRow } from '../../views.ts';

export interface Unit {
  id: string;
  name: string;
  short: string;
  kind: string;
}

const long = 10 * 60_000;

export function useUnits() {
  const { data } = useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: Unit[] }>('/units'),
    staleTime: long,
  });
  const units = data?.items ?? [];
  return {
    units,
    departments: units.filter(u => u.kind !== 'town'),
    towns: units.filter(u => u.kind === 'town'),
    short: (id: string) => units.find(u => u.id === id)?.short ?? id,
    name: (id: string) => units.find(u => u.id === id)?.name ?? id,
    /** Cases carry the town without the prefix of its unit. */
    town: (id: string | null) => (id === null ? '未登记乡镇' : (units.find(u => u.id === `town-${id}`)?.short ?? id)),
  };
}

export function useThings() {
  const { data } = useQuery({
    queryKey: ['things'],
    queryFn: () => api.get<{ items: ThingRow[] }>('/things'),
    staleTime: long,
  });
  const things = data?.items ?? [];
  return { things, name: (no: string) => things.find(t => String(t.no) === no)?.name ?? `第 ${no} 项` };
}
