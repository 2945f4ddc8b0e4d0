/** The draft of the page: one for each application and person, kept while one goes from step to step. */
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { api } from '#ui/api';
import type { ApplicationView } from '../../application-view.ts';
import type { Changes } from './changes.ts';
import { Draft, type DraftState } from './draft.ts';

/** Bodies that a browser goes on sending after the page is left. */
const smallEnough = 60_000;

const drafts = new Map<string, Draft>();

function draftOf(id: string, owner: string): Draft {
  const key = `draft:${owner}:${id}`;
  const there = drafts.get(key);
  if (there) return there;
  const path = `/applications/${id}`;
  const made = new Draft(
    {
      read: () => api.get<ApplicationView>(path),
      write: (version: number, changes: Changes) => {
        const body = { version, ...changes };
        return api.patch<{ version: number; changedAt: string }>(path, body, {
          keepalive: JSON.stringify(body).length < smallEnough,
        });
      },
    },
    sessionStorage,
    key,
  );
  for (const other of drafts.keys()) if (!other.startsWith(`draft:${owner}:`)) drafts.delete(other);
  drafts.set(key, made);
  return made;
}

/** Signing out leaves nothing of what was typed in this browser. */
export function forgetDrafts() {
  drafts.clear();
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('draft:')) sessionStorage.removeItem(key);
}

export function useDraft(id: string, owner: string): [Draft, DraftState] {
  const draft = useMemo(() => draftOf(id, owner), [id, owner]);
  const state = useSyncExternalStore(draft.subscribe, draft.state);
  useEffect(() => {
    void draft.open();
    const seen = () => (document.visibilityState === 'hidden' ? draft.leave() : draft.back());
    document.addEventListener('visibilitychange', seen);
    window.addEventListener('pagehide', draft.leave);
    window.addEventListener('online', draft.back);
    return () => {
      document.removeEventListener('visibilitychange', seen);
      window.removeEventListener('pagehide', draft.leave);
      window.removeEventListener('online', draft.back);
      draft.leave();
    };
  }, [draft]);
  return [draft, state];
}
