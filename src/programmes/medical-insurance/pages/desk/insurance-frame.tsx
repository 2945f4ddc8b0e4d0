/** The pages of the enrolment under one heading; each only for whom it is. */
import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { Frame } from '#ui/frame';
import { type Session, useSession } from '#ui/session';
import './insurance-desk.css';

const watches = (s: Session) => s.roles.some(r => ['supervisor', 'leader', 'auditor'].includes(r.role));
const of =
  (...units: string[]) =>
  (s: Session) =>
    watches(s) || s.roles.some(r => units.includes(r.unit ?? ''));
const inTown = (s: Session) => s.roles.some(r => r.unit?.startsWith('town-'));

const pages: { path: string; title: string; sees(s: Session): boolean }[] = [
  { path: '/desk/insurance', title: '参保进度', sees: () => true },
  {
    ...{ path: '/desk/insurance/missing', title: '还没参保的人' },
    sees: s => inTown(s) || of('medical-insurance', 'taxation', 'civil-affairs', 'agriculture', 'veterans-affairs')(s),
  },
  { path: '/desk/insurance/lists', title: '名单和标识', sees: () => true },
  { path: '/desk/insurance/conflicts', title: '名单问题', sees: () => true },
  { path: '/desk/insurance/persons', title: '参保对象', sees: s => inTown(s) || of('medical-insurance')(s) },
  { path: '/desk/insurance/persons/handovers', title: '标识过的人', sees: s => !watches(s) && of('taxation')(s) },
  { path: '/desk/insurance/payments', title: '缴费', sees: of('taxation') },
  { path: '/desk/insurance/payments/handovers', title: '税务推送的缴费', sees: s => !watches(s) && of('medical-insurance')(s) },
];

export function InsuranceFrame({ note, actions, children }: { note?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const [location] = useLocation();
  const { data: session } = useSession();
  const here = pages.find(p => p.path === location);
  return (
    <Frame title={here ? `居民医保：${here.title}` : '居民医保'} note={note} actions={actions}>
      <nav className="insurance-pages no-print" aria-label="居民医保的页面">
        {session
          ? pages
              .filter(p => p.sees(session))
              .map(p => (
                <Link key={p.path} href={p.path} aria-current={p === here ? 'page' : undefined}>
                  {p.title}
                </Link>
              ))
          : null}
      </nav>
      {children}
    </Frame>
  );
}

/** A share with what it is made of: never without its denominator. */
export const Share = ({ part, whole, percent }: { part: number; whole: number; percent: number | null }) => (
  <span className="insurance-share">
    {percent === null ? '—' : `${percent.toFixed(2)}%`}
    <small>
      {part.toLocaleString('zh-CN')} / {whole.toLocaleString('zh-CN')}
    </small>
  </span>
);
