/** The pages of a programme under its heading; the one that is open is marked. Many of them stand in groups by what is done. `to` opens one with a filter. */
import { Link, useLocation } from 'wouter';

export interface SubPage {
  path: string;
  title: string;
  to?: string | undefined;
  group?: string;
}

export function SubPages({ label, pages }: { label: string; pages: readonly SubPage[] }) {
  const [location] = useLocation();
  const here =
    pages
      .filter(p => location === p.path || location.startsWith(`${p.path}/`))
      .sort((a, b) => a.path.length - b.path.length)
      .at(-1) ?? pages.find(p => p.path.startsWith(`${location}/`));
  const groups = [...Map.groupBy(pages, p => p.group ?? p.title)];
  const under = groups.find(([name]) => name === (here?.group ?? here?.title))?.[1] ?? [];
  return (
    <>
      <nav className="frame-pages no-print" aria-label={label}>
        {groups.map(([name, [first, ...more]]) => (
          <Link key={name} href={first!.to ?? first!.path} aria-current={under.includes(first!) ? (more.length > 0 ? true : 'page') : undefined}>
            {name}
          </Link>
        ))}
      </nav>
      {under.length > 1 ? (
        <nav className="frame-pages frame-pages-under no-print" aria-label={`${label}：${under[0]!.group}`}>
          {under.map(p => (
            <Link key={p.path} href={p.to ?? p.path} aria-current={p === here ? 'page' : undefined}>
              {p.title}
            </Link>
          ))}
        </nav>
      ) : null}
    </>
  );
}
