/** What the helper seats' page reads. */
import { useQuery } from '@tanstack/react-query';
import { api, query } from '#ui/api';
import type { DeskHelp, HelpAtSeat, OwnRequest } from '../../seats/reads.ts';

/** Those who have booked a time of this day and whose time has not come. */
export const useBooked = (day: string) =>
  useQuery({
    queryKey: ['help', 'booked', day],
    queryFn: () => api.get<{ items: DeskHelp[] }>(`/desk/help-requests${query({ state: 'booked', day, size: 500 })}`),
    staleTime: 0,
    refetchInterval: 60_000,
  });

/** Talks of one's own that ended without a result: the day was over, or the page was lost. */
export const useUnwritten = () =>
  useQuery({
    queryKey: ['help', 'unwritten'],
    queryFn: () => api.get<{ items: DeskHelp[] }>('/desk/help-requests?result=none&staff=mine'),
    staleTime: 0,
  });

export const useTalk = (ticket: string) =>
  useQuery({
    queryKey: ['help', 'of-ticket', ticket],
    queryFn: () => api.get<{ request: HelpAtSeat | null; earlier: OwnRequest[] }>(`/desk/help-requests/of-ticket/${ticket}`),
  });
