/** My firms' claims and grants: what waits for me first. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import type { MyPolicies } from '../../portal.ts';
import { claimStates, grantInWords } from '../../words.ts';
import { yuanOf } from './names.tsx';
import './policies.css';

export default function MinePage() {
  useTitle('我的申领和到账');
  return <SignedIn>{session => <Mine session={session} />}</SignedIn>;
}

interface Line {
  id: string;
  title: string;
  firmName: string;
  on: string;
  amount: string | null;
  state: string;
  look: 'good' | 'warn' | 'bad' | 'brand' | undefined;
  waits: boolean;
  /** Refused, taken back or dropped: its sum is none. */
  lost?: boolean;
  /** What the day means, where it is not that of the claim. */
  note?: string;
}

type Grant = MyPolicies['grants'][number];

const looksOf = (g: Grant, today: string): Pick<Line, 'state' | 'look' | 'waits'> => ({
  state: grantInWords(g, today),
  look: g.state === 'paid' ? 'good' : g.state === 'returned' ? 'bad' : g.state === 'declined' || g.state === 'dropped' ? undefined : 'brand',
  waits: g.state === 'returned' || (g.state === 'noticed' && !g.account),
});

function linesOf(data: MyPolicies, today: string): Line[] {
  const claims = data.claims.map((c): Line => {
    const base = { id: c.id, title: c.title, firmName: c.firmName, on: c.submittedOn, amount: c.grant?.amount ?? c.asked };
    if (c.grant && c.state === 'approved') return { ...base, ...looksOf(c.grant, today) };
    const look = c.state === 'refused' || c.state === 'correcting' ? 'bad' : c.state === 'withdrawn' ? undefined : 'brand';
    return { ...base, state: claimStates[c.state], look, waits: c.state === 'correcting', lost: c.state === 'refused' || c.state === 'withdrawn' };
  });
  const grants = data.grants.map(
    (g): Line => ({
      id: g.id,
      title: g.title,
      firmName: g.firmName,
      on: g.paidOn ?? g.noticeUntil ?? '',
      note: g.paidOn ? `${day(g.paidOn, today)}到账` : g.noticeUntil ? `公示到${day(g.noticeUntil, today)}` : '免申即享',
      amount: g.amount,
      ...looksOf(g, today),
    }),
  );
  return [...claims, ...grants].sort((a, b) => Number(b.waits) - Number(a.waits) || b.on.localeCompare(a.on));
}

function Mine({ session }: { session: Session }) {
  const { data, error, refetch } = useQuery({ queryKey: ['policies', 'mine'], queryFn: () => api.get<MyPolicies>('/policies/mine') });
  const lines = data ? linesOf(data, session.today) : [];
  return (
    <div className="policies stack-l">
      <header className="stack-s">
        <p>
          <Link href="/policies">← 惠企政策</Link>
        </p>
        <h1>我的申领和到账</h1>
        {data && data.paid !== '0.00' ? (
          <p>
            已经到账 <strong className="policy-mine">{yuanOf(data.paid)}</strong>
          </p>
        ) : null}
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data && lines.length === 0 ? (
        <Empty title="还没有申领过">
          <p>
            <Link className="button primary" href="/policies">
              看看能领哪些
            </Link>
          </p>
        </Empty>
      ) : null}
      <ul className="policy-list">
        {lines.map(l => (
          <li key={l.id}>
            <Link href={`/policies/mine/${l.id}`} className={`card policy-card${l.waits ? ' waits' : ''}`}>
              <h3>{l.title}</h3>
              <span className="muted small">
                {l.firmName} · {l.note ?? `${day(l.on, session.today)}提交`}
              </span>
              <span className="row">
                <Tag {...(l.look ? { look: l.look } : {})}>{l.state}</Tag>
                {l.waits ? <Tag look="bad">等您处理</Tag> : null}
                {l.amount ? l.lost ? <span className="muted">申领 {yuanOf(l.amount)}</span> : <strong>{yuanOf(l.amount)}</strong> : null}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}
