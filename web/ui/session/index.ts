export { hasRole, loadSession, type Session, useSession, useSessionChanged } from './session.ts';
