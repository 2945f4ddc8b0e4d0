/**
 * Messages to one's unit and role, and which of them are new to this person: such a message belongs to everybody in it, so
 * what one has seen is remembered in one's own browser.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, query } from '#ui/api';
import type { Session } from '#ui/session';

export interface Notice {
  id: string;
  title: string;
  body: string;
  link: string | null;
  madeAt: string;
}

export const readNotices = (before?: string) => api.get<{ items: Notice[] }>(`/notices${query({ before })}`);

const seenKey = (session: Session) => `notices-seen:${session.id}`;
const newest = ['notices', 'newest'];

export const seenAt = (session: Session) => localStorage.getItem(seenKey(session)) ?? '';

/** How many came since this person last looked. */
export function useUnread(session: Session, polls: boolean): number {
  const { data } = useQuery({
    queryKey: newest,
    queryFn: () => readNotices(),
    refetchInterval: polls ? 60_000 : false,
    retry: false,
  });
  const seen = seenAt(session);
  return data?.items.filter(n => n.madeAt > seen).length ?? 0;
}

/** Everything up to now has been seen. */
export function useSeen(session: Session) {
  const client = useQueryClient();
  return useCallback(
    (until: string) => {
      if (until <= seenAt(session)) return;
      localStorage.setItem(seenKey(session), until);
      void client.invalidateQueries({ queryKey: newest });
    },
    [session, client],
  );
}
