/** The wallet: licences of oneself and of those one acts for, each with its code and with who has seen it. */
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { Qr } from '#ui/qr';
import { type Session, SignedIn } from '#ui/session';
import { day, moment } from '#ui/words';
import './wallet.css';

interface Licence {
  id: string;
  number: string;
  type: string;
  typeName: string;
  bearerName: string;
  holder: string;
  issuer: string;
  issuedOn: string;
  validUntil: string | null;
  state: 'valid' | 'suspended' | 'revoked' | 'replaced' | 'expired';
  caseId: string | null;
  attributes: Record<string, string>;
}

const states = {
  valid: { look: 'good', text: '有效' },
  suspended: { look: 'warn', text: '暂停使用' },
  revoked: { look: 'bad', text: '已注销' },
  expired: { look: 'bad', text: '已过期' },
  replaced: { look: undefined, text: '已换新' },
} as const;

export default function WalletPage() {
  return <SignedIn>{session => <Wallet session={session} />}</SignedIn>;
}

const useUnits = () =>
  useQuery({
    queryKey: ['units'],
    queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/units'),
    staleTime: 300_000,
    select: found => new Map(found.items.map(u => [u.id, u.name])),
  });

/** What stands on a licence of a type, in the order of the paper. */
const useLabels = (type: string) =>
  useQuery({
    queryKey: ['licence-types'],
    queryFn: () => api.get<{ items: { id: string; attributes: { id: string; label: string }[] }[] }>('/licence-types'),
    staleTime: 300_000,
    select: found => found.items.find(t => t.id === type)?.attributes ?? [],
  });

function Wallet({ session }: { session: Session }) {
  useTitle('证照');
  const { data, error, refetch } = useQuery({ queryKey: ['licences'], queryFn: () => api.get<{ items: Licence[] }>('/licences') });
  const principals = useQuery({ queryKey: ['principals'], queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/principals') });
  const holders = [...new Set(data?.items.map(l => l.holder))].sort((a, b) => Number(b === session.id) - Number(a === session.id));
  const nameOf = (holder: string, licences: readonly Licence[]) =>
    holder === session.id ? `${session.name}（本人）` : (principals.data?.items.find(p => p.id === holder)?.name ?? licences[0]?.bearerName ?? '');
  return (
    <div className="wallet stack-l">
      <header className="stack-s">
        <h1>证照</h1>
        <p className="muted">办事时经您同意才给部门看；对方可以扫码查真假。</p>
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.items.length === 0 ? (
        <Empty title="还没有电子证照">
          <p className="muted">办好的证照会自动放进来。</p>
        </Empty>
      ) : null}
      {holders.map(holder => {
        const own = data!.items.filter(l => l.holder === holder);
        // What can be used stands first; what was replaced is kept, at the end.
        const sorted = [...own.filter(l => l.state === 'valid'), ...own.filter(l => l.state !== 'valid')];
        return (
          <section key={holder} className="stack" aria-labelledby={`wallet-${holder}`}>
            <h2 id={`wallet-${holder}`}>{nameOf(holder, own)}</h2>
            <ul className="wallet-list">
              {sorted.map(l => (
                <One key={l.id} licence={l} today={session.today} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function One({ licence: l, today }: { licence: Licence; today: string }) {
  const [open, setOpen] = useState(false);
  const units = useUnits();
  const state = states[l.state];
  return (
    <li className={`card wallet-one${l.state === 'valid' ? '' : ' off'}`}>
      <div className="row between">
        <h3>{l.typeName}</h3>
        <Tag {...(state.look ? { look: state.look } : {})}>{state.text}</Tag>
      </div>
      <span>{l.bearerName}</span>
      <span className="muted small">
        {units.data?.get(l.issuer) ?? ''} {day(l.issuedOn)}签发 · {l.validUntil ? `有效期至${day(l.validUntil)}` : '长期有效'}
      </span>
      <details onToggle={event => setOpen(event.currentTarget.open)}>
        <summary>
          内容、二维码和使用记录<span className="visually-hidden">：{l.typeName}</span>
        </summary>
        {open ? <More licence={l} today={today} /> : null}
      </details>
    </li>
  );
}

function More({ licence: l, today }: { licence: Licence; today: string }) {
  const units = useUnits();
  const labels = useLabels(l.type);
  const { data, error, refetch } = useQuery({
    queryKey: ['licences', l.id, 'uses'],
    queryFn: () => api.get<{ items: { caseId: string; caseTitle: string | null; units: string[]; givenAt: string }[] }>(`/licences/${l.id}/uses`),
  });
  return (
    <div className="wallet-more">
      <dl className="wallet-content">
        {labels.data?.map(({ id, label }) =>
          l.attributes[id] ? (
            <div key={id}>
              <dt>{label}</dt>
              <dd>{l.attributes[id]}</dd>
            </div>
          ) : null,
        )}
        <div>
          <dt>证照编号</dt>
          <dd>{l.number}</dd>
        </div>
      </dl>
      <Qr text={`${window.location.origin}/check/${l.number}`} alt={`查验${l.typeName}的二维码`} />
      {l.caseId ? (
        <p>
          <Link href={`/cases/${l.caseId}`}>看是哪次办的</Link>
        </p>
      ) : null}
      <h4>给谁看过</h4>
      {error ? <Failed error={error} again={() => void refetch()} /> : null}
      {data ? (
        data.items.length > 0 ? (
          <ul className="stack-s">
            {data.items.map(u => (
              <li key={u.caseId + u.givenAt}>
                {moment(u.givenAt, today)}，为“{u.caseTitle ?? '办件'}”授权{u.units.map(id => units.data?.get(id) ?? id).join('、')}查看
              </li>
            ))}
          </ul>
        ) : (
          <p className="muted">还没有：办事时您同意过的，会记在这里。</p>
        )
      ) : null}
    </div>
  );
}
