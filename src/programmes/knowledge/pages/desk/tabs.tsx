/** The parts of the knowledge base that this person works with. */
import { Link, useLocation } from 'wouter';
import { hasRole, type Session, useSession } from '#ui/session';
import './knowledge.css';

const parts: readonly { path: string; title: string; roles?: readonly string[] }[] = [
  { path: '/desk/knowledge', title: '条目' },
  { path: '/desk/knowledge/gaps', title: '没答上的问题', roles: ['hotline-seat', 'service-owner', 'supervisor'] },
  {
    path: '/desk/knowledge/feedback',
    title: '没有帮助的评价',
    roles: ['hotline-seat', 'service-owner', 'reviewer', 'programme-officer', 'unit-head', 'supervisor'],
  },
  { path: '/desk/knowledge/synonyms', title: '同义词', roles: ['hotline-seat', 'service-owner', 'supervisor'] },
  { path: '/desk/knowledge/figures', title: '问答情况', roles: ['hotline-seat', 'service-owner', 'unit-head', 'supervisor', 'leader', 'auditor'] },
];

export const writes = (session: Session | undefined) => hasRole(session, 'hotline-seat', 'service-owner', 'reviewer', 'programme-officer', 'unit-head');

/** The units for which one writes; none: any. */
export const ownUnits = (session: Session | undefined): string[] | null =>
  hasRole(session, 'hotline-seat', 'service-owner')
    ? null
    : (session?.roles.flatMap(r => (['reviewer', 'programme-officer', 'unit-head'].includes(r.role) && r.unit ? [r.unit] : [])) ?? []);

export function Tabs() {
  const { data: session } = useSession();
  const [location] = useLocation();
  return (
    <nav className="knowledge-tabs no-print" aria-label="知识库">
      <ul>
        {parts
          .filter(p => !p.roles || hasRole(session, ...p.roles))
          .map(p => (
            <li key={p.path}>
              <Link href={p.path} aria-current={location === p.path ? 'page' : undefined}>
                {p.title}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  );
}
