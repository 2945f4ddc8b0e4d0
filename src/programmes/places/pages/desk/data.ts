/** What the desk's pages of places read, and what changes them. */
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { TownView } from '../../reads.ts';
import type { DeskPlaceView } from '../../views.ts';

export type { DeskPlaceView };

export interface DeskPlaces {
  today: string;
  items: DeskPlaceView[];
  subjects: { key: string; name: string }[];
  towns: TownView[];
}

export const useDeskPlaces = () => useQuery({ queryKey: ['desk-places'], queryFn: () => api.get<DeskPlaces>('/desk/places') });

export interface CoverageView {
  today: string;
  towns: { town: string; name: string; centre: boolean; kiosks: number; working: number; villages: number; withStation: number }[];
  share: number;
  targets: { by: string; value: number; towns: number }[];
  overdue: number;
}

export const useCoverage = () => useQuery({ queryKey: ['desk-places', 'coverage'], queryFn: () => api.get<CoverageView>('/desk/places/coverage') });

/** A change of one place; list and coverage are read anew, after a conflict too. */
export function usePlaceChange(done: () => void = () => {}) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ no, verb, ...body }: { no: number; verb: 'confirmation' | 'closure' | 'outage' | 'repair'; version: number; [more: string]: unknown }) =>
      api.post(`/desk/places/${no}/${verb}`, body),
    onSuccess: done,
    onSettled: () => client.invalidateQueries({ queryKey: ['desk-places'] }),
  });
}
