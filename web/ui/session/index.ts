export { Refused } from './refused.tsx';
export { hasRole, loadSession, type Session, useSession, useSessionChanged } from './session.ts';
export { SignedIn } from './signed-in.tsx';
export { useSessionWatch } from './watch.ts';
