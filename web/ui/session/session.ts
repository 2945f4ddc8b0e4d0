/** Who is signed in, for every page. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, setCsrf } from '../api/index.ts';

export interface Session {
  kind: 'guest' | 'person' | 'staff';
  id: string;
  name: string;
  roles: { role: string; title: string; unit: string | null; unitName: string | null }[];
  standsInFor: { id: string; name: string }[];
  elevated: boolean;
  today: string;
  csrf: string | null;
  demo: boolean;
}

export async function loadSession(): Promise<Session> {
  const session = await api.get<Session>('/session');
  setCsrf(session.csrf);
  return session;
}

export const useSession = () => useQuery({ queryKey: ['session'], queryFn: loadSession, staleTime: 60_000 });

/** Called after signing in or out: everything that was read before belongs to somebody else. What is on the page is read anew. */
export function useSessionChanged() {
  const client = useQueryClient();
  return async () => {
    // Emptying the whole cache would leave the pages that show the session with the old one.
    client.setQueryData(['session'], await loadSession());
    void client.resetQueries({ predicate: q => q.queryKey[0] !== 'session' });
  };
}

export const hasRole = (session: Session | undefined, ...roles: string[]) => session?.roles.some(r => roles.includes(r.role)) ?? false;
