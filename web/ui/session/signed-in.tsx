/** A page for somebody who is signed in: a guest goes to sign in and comes back. */
import { Fragment, type ReactNode, useEffect, useRef } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Failed, Loading } from '../kit/index.ts';
import { type Session, useSession } from './session.ts';

/** Whoever was signed in stays on the page when the session ends: what is on it says so, and nothing typed is lost. */
export function SignedIn({ children }: { children: (session: Session) => ReactNode }) {
  const { data, error, refetch } = useSession();
  const [location, go] = useLocation();
  const search = useSearch();
  const last = useRef<Session | null>(null);
  if (data?.kind === 'person') last.current = data;
  const session = last.current;
  const guest = data !== undefined && session === null;
  useEffect(() => {
    if (guest) go(`/sign-in?next=${encodeURIComponent(search ? `${location}?${search}` : location)}`, { replace: true });
  }, [guest, go, location, search]);
  if (error && !session) return <Failed error={error} again={() => void refetch()} />;
  // Another person on the same page starts with nothing of the last one's.
  return session ? <Fragment key={session.id}>{children(session)}</Fragment> : <Loading />;
}
