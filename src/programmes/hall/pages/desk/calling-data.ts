/** What the calling page reads and does. */
import { useQuery } from '@tanstack/react-query';
import type { DeskTicket, SeatView } from '#platform/queues';
import { api } from '#ui/api';
import { hallSite } from '../../figures.ts';

export interface AtSeat {
  now: string;
  seat: { id: string; name: string; number: number; state: 'open' | 'paused' | 'closed'; pauseReason: string | null };
  mine: boolean;
  current: (DeskTicket & { person: { id: string; name: string; phone: string | null } | null }) | null;
  next: DeskTicket[];
  waiting: number;
  missed: DeskTicket[];
  today: DeskTicket[];
}

export const useSeats = () =>
  useQuery({ queryKey: ['hall-seats'], queryFn: () => api.get<{ items: SeatView[] }>(`/sites/${hallSite}/seats`), staleTime: 0, refetchInterval: 15_000 });

export const useAtSeat = (id: string) =>
  useQuery({ queryKey: ['seat', id], queryFn: () => api.get<AtSeat>(`/seats/${id}`), staleTime: 0, refetchInterval: 5000 });

export interface QueueName {
  id: string;
  name: string;
  waiting: number;
}
export const useQueues = () =>
  useQuery({ queryKey: ['hall-queues'], queryFn: () => api.get<{ items: QueueName[] }>(`/sites/${hallSite}/queues`), staleTime: 10_000 });
