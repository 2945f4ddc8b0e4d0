export { SignedIn } from './signed-in.tsx';
export { hasRole, loadSession, type Session, useSession, useSessionChanged } from './session.ts';
