/** The pages of a programme under its heading; the one that is open is marked. `to` opens one with a filter. */
import { Link, useLocation } from 'wouter';

export function SubPages({ label, pages }: { label: string; pages: readonly { path: string; title: string; to?: string | undefined }[] }) {
  const [location] = useLocation();
  const here = pages
    .filter(p => location === p.path || location.startsWith(`${p.path}/`))
    .sort((a, b) => a.path.length - b.path.length)
    .at(-1);
  return (
    <nav className="frame-pages no-print" aria-label={label}>
      {pages.map(p => (
        <Link key={p.path} href={p.to ?? p.path} aria-current={p === here ? 'page' : undefined}>
          {p.title}
        </Link>
      ))}
    </nav>
  );
}
