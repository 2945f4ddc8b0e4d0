/** What several of these pages read. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { ThingRow, ThingView } from '../../views.ts';

export interface Stage {
  id: string;
  name: string;
  audience: ThingRow['audience'];
}

/** All things with their stages; changes only when a version of the catalogue is published. */
export const useThings = () =>
  useQuery({
    queryKey: ['things'],
    queryFn: () => api.get<{ items: ThingRow[]; stages: Stage[] }>('/things'),
    staleTime: 300_000,
  });

export const useThing = (no: string) =>
  useQuery({
    queryKey: ['thing', no],
    queryFn: () => api.get<ThingView>(`/things/${encodeURIComponent(no)}`),
    staleTime: 300_000,
  });
