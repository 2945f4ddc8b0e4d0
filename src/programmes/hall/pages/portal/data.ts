/** What the hall's pages read. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { TicketView } from '#platform/queues';
import { api, query } from '#ui/api';
import type { Hit } from '../../finding.ts';
import type { AreaView } from '../../reads.ts';

export type QueueNow = AreaView['queues'][number];

/** How often waiting people look whether something has changed, in milliseconds. */
export const lookEvery = 5000;

export const useHall = () =>
  useQuery({ queryKey: ['hall'], queryFn: () => api.get<{ today: string; areas: AreaView[] }>('/hall'), staleTime: 0, refetchInterval: 20_000 });

/** What is typed, once the fingers rest. */
export function useSettled(text: string, wait = 250): string {
  const [settled, set] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => set(text), wait);
    return () => clearTimeout(timer);
  }, [text, wait]);
  return settled;
}

export function useFinding(typed: string) {
  const q = useSettled(typed.trim());
  return useQuery({
    queryKey: ['hall', 'search', q],
    queryFn: ({ signal }) => api.get<{ items: Hit[]; more: number }>(`/hall/search${query({ q })}`, signal),
    enabled: q.length > 0,
  });
}

export interface Slots {
  queue: string;
  name: string;
  slotMinutes: number;
  days: { day: string; closed: string | null; slots: { at: string; free: number }[] }[];
}

export const useSlots = (queue: string | null) =>
  useQuery({ queryKey: ['slots', queue], queryFn: () => api.get<Slots>(`/queues/${queue}/slots`), enabled: queue !== null, staleTime: 0 });

export const useTicket = (id: string | null) =>
  useQuery({
    queryKey: ['ticket', id],
    queryFn: () => api.get<TicketView>(`/tickets/${id}`),
    enabled: id !== null,
    staleTime: 0,
    refetchInterval: lookEvery,
  });
