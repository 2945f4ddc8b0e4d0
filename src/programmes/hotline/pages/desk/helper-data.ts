/** What the helper seats' page reads. */
import { useQuery } from '@tanstack/react-query';
import type { DeskTicket, SeatView } from '#platform/queues';
import { api } from '#ui/api';
import type { DeskHelp, HelpAtSeat, OwnRequest } from '../../seats/reads.ts';
import { helperSite } from '../../seats/words.ts';

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

export interface QueueName {
  id: string;
  name: string;
  waiting: number;
}

export const useHelperSeats = () =>
  useQuery({ queryKey: ['helper-seats'], queryFn: () => api.get<{ items: SeatView[] }>(`/sites/${helperSite}/seats`), staleTime: 0, refetchInterval: 15_000 });

export const useAtSeat = (id: string) =>
  useQuery({ queryKey: ['seat', id], queryFn: () => api.get<AtSeat>(`/seats/${id}`), staleTime: 0, refetchInterval: 5000 });

export const useHelperQueues = () =>
  useQuery({ queryKey: ['helper-queues'], queryFn: () => api.get<{ items: QueueName[] }>(`/sites/${helperSite}/queues`), staleTime: 10_000 });

/** Those who have booked a time and whose time has not come. */
export const useBooked = () =>
  useQuery({
    queryKey: ['help', 'booked'],
    queryFn: () => api.get<{ items: DeskHelp[] }>('/desk/help-requests?state=booked&size=200'),
    staleTime: 0,
    refetchInterval: 60_000,
  });

export const useTalk = (ticket: string) =>
  useQuery({
    queryKey: ['help', 'of-ticket', ticket],
    queryFn: () => api.get<{ request: HelpAtSeat | null; earlier: OwnRequest[] }>(`/desk/help-requests/of-ticket/${ticket}`),
  });
