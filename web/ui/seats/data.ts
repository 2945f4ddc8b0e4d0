/** What somebody at a seat of a site reads: the seats, who waits, the queues. */
import { useQuery } from '@tanstack/react-query';
import type { DeskTicket, SeatView } from '#platform/queues';
import { api } from '../api/index.ts';

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

export const useSeats = (site: string) =>
  useQuery({ queryKey: ['seats', site], queryFn: () => api.get<{ items: SeatView[] }>(`/sites/${site}/seats`), staleTime: 0, refetchInterval: 15_000 });

export const useAtSeat = (id: string) =>
  useQuery({ queryKey: ['seat', id], queryFn: () => api.get<AtSeat>(`/seats/${id}`), staleTime: 0, refetchInterval: 5000 });

export interface QueueName {
  id: string;
  name: string;
  waiting: number;
}

export const useQueues = (site: string) =>
  useQuery({ queryKey: ['queues', site], queryFn: () => api.get<{ items: QueueName[] }>(`/sites/${site}/queues`), staleTime: 10_000 });
