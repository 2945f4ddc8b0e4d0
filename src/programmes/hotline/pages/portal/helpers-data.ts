/** What the helpers' pages of the portal read. */
import { useQuery } from '@tanstack/react-query';
import { api } from '#ui/api';
import type { OwnHelp, OwnRequest } from '../../seats/reads.ts';
import { helperSite } from '../../seats/words.ts';

export interface QueueNow {
  id: string;
  name: string;
  today: { from: string; to: string }[] | null;
  byPhone: boolean;
  canBeBooked: boolean;
  waiting: number;
  seats: number;
  minutes: number | null;
}

/** How often somebody who waits looks whether something has changed, in milliseconds. */
const lookEvery = 5000;

export const useHelperQueues = () =>
  useQuery({
    queryKey: ['helper-queues'],
    queryFn: () => api.get<{ items: QueueNow[] }>(`/sites/${helperSite}/queues`),
    staleTime: 0,
    refetchInterval: 20_000,
  });

export const useMyHelp = () => useQuery({ queryKey: ['help', 'mine'], queryFn: () => api.get<{ items: OwnRequest[] }>('/help-requests'), staleTime: 0 });

export const useHelp = (id: string) =>
  useQuery({ queryKey: ['help', id], queryFn: () => api.get<OwnHelp>(`/help-requests/${id}`), staleTime: 0, refetchInterval: lookEvery });

export interface Slots {
  days: { day: string; closed: string | null; slots: { at: string; free: number }[] }[];
}

export const useTimes = (queue: string, on: boolean) =>
  useQuery({ queryKey: ['slots', queue], queryFn: () => api.get<Slots>(`/queues/${queue}/slots`), enabled: on, staleTime: 0 });

/** `约 12 分钟`, or that nobody can say. */
export function waitInWords(minutes: number | null): string {
  if (minutes === null) return '帮办席现在没有人，暂时不能预计';
  if (minutes === 0) return '几分钟内';
  return minutes < 60 ? `约 ${minutes} 分钟` : `约 ${Math.floor(minutes / 60)} 小时${minutes % 60 === 0 ? '' : ` ${minutes % 60} 分钟`}`;
}
