/** The wallet: licences of oneself and of those one acts for. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import type { LicenceView } from '#platform/licences';
import { standings } from '#platform/licences/pure';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { type Session, SignedIn } from '#ui/session';
import { day } from '#ui/words';
import { looks, useUnitNames } from './wallet-words.ts';
import './wallet.css';

export default function WalletPage() {
  return <SignedIn>{session => <Wallet session={session} />}</SignedIn>;
}

function Wallet({ session }: { session: Session }) {
  useTitle('证照');
  const { data, error, refetch } = useQuery({ queryKey: ['licences'], queryFn: () => api.get<{ items: LicenceView[] }>('/licences') });
  const principals = useQuery({ queryKey: ['principals'], queryFn: () => api.get<{ items: { id: string; name: string }[] }>('/principals') });
  const holders = [...new Set(data?.items.map(l => l.holder))].sort((a, b) => Number(b === session.id) - Number(a === session.id));
  const nameOf = (holder: string, licences: readonly LicenceView[]) =>
    holder === session.id ? `${session.name}（本人）` : (principals.data?.items.find(p => p.id === holder)?.name ?? licences[0]?.bearerName ?? '');
  return (
    <div className="wallet stack-l">
      <header className="stack-s">
        <h1>证照</h1>
        <p className="muted">办事时经您同意才给部门看；对方可以扫码查真假。点开一张，可以看样式、下载、打印、出示给别人。</p>
        <p>
          开店的证照多？<Link href="/composites">看看能不能合成一张“行业综合许可证”</Link>
        </p>
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.items.length === 0 ? (
        <Empty title="还没有电子证照">
          <p className="muted">办好的证照会自动放进来。</p>
        </Empty>
      ) : null}
      {holders.map(holder => {
        const own = data!.items.filter(l => l.holder === holder);
        const now = own.filter(l => l.state !== 'replaced' && l.state !== 'cancelled');
        // What can be used stands first; what was replaced or given up is kept, out of the way.
        const sorted = [...now.filter(l => l.state === 'valid'), ...now.filter(l => l.state !== 'valid')];
        const old = own.filter(l => l.state === 'replaced' || l.state === 'cancelled');
        return (
          <section key={holder} className="stack" aria-labelledby={`wallet-${holder}`}>
            <h2 id={`wallet-${holder}`}>{nameOf(holder, own)}</h2>
            <ul className="wallet-list">
              {sorted.map(l => (
                <One key={l.id} licence={l} />
              ))}
            </ul>
            {old.length > 0 ? (
              <details>
                <summary>已换新、已注销的旧证（{old.length}）</summary>
                <ul className="wallet-list">
                  {old.map(l => (
                    <One key={l.id} licence={l} />
                  ))}
                </ul>
              </details>
            ) : null}
          </section>
        );
      })}
    </div>
  );
}

function One({ licence: l }: { licence: LicenceView }) {
  const units = useUnitNames();
  const look = looks[l.state];
  return (
    <li className={`card wallet-one${l.state === 'valid' ? '' : ' off'}`}>
      <div className="row between">
        <h3>
          <Link href={`/wallet/${l.id}`}>{l.typeName}</Link>
        </h3>
        <Tag {...(look ? { look } : {})}>{standings[l.state]}</Tag>
      </div>
      <span>{l.bearerName}</span>
      <span className="muted small">
        {units.data?.get(l.issuer) ?? ''} {day(l.issuedOn)}签发 · {l.validUntil ? `有效期至${day(l.validUntil)}` : '长期有效'}
      </span>
    </li>
  );
}
