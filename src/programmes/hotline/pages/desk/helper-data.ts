/** What the helper seats' page reads. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { DeskHelp, HelpAtSeat, OwnRequest } from '../../seats/reads.ts';

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
