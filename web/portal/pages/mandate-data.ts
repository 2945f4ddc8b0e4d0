/** What a mandate is about: in whose name one may give it, and for which things. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';

export interface ThingName {
  no: number;
  name: string;
}

export interface Owned {
  kind: 'person' | 'firm';
  id: string;
  name: string;
  basis: 'self' | 'legal-person' | 'guardian' | 'given';
  code: string;
}

export const useThingNames = () =>
  useQuery({
    queryKey: ['things'],
    queryFn: () => api.get<{ items: ThingName[] }>('/things'),
    staleTime: 300_000,
    select: found => found.items,
  });

/** Oneself, and the firms whose legal person one is: a mandate is not passed on. */
export const useOwned = () =>
  useQuery({
    queryKey: ['principals'],
    queryFn: () => api.get<{ items: Owned[] }>('/principals'),
    select: found => found.items.filter(p => p.basis === 'self' || p.basis === 'legal-person'),
  });
