/** Who has read one's code: every scan, and every attempt that was refused. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ScanView } from '#platform/code';
import { api, query } from '#ui/api';
import { Button, Empty, Failed, Loading, Tag } from '#ui/kit';
import { moment } from '#ui/words';

const outcomes = {
  read: { look: 'good', text: '已读取' },
  refused: { look: 'bad', text: '没有读成' },
  offline: { look: 'warn', text: '断网核对' },
} as const;

const pageLength = 20;

export function CodeLog({ today }: { today: string }) {
  const [page, setPage] = useState(1);
  const { data, error, refetch } = useQuery({
    queryKey: ['code-scans', page],
    queryFn: () => api.get<{ items: ScanView[]; total: number }>(`/code-scans${query({ page })}`),
    placeholderData: keepPreviousData,
  });
  const pages = Math.max(1, Math.ceil((data?.total ?? 0) / pageLength));
  return (
    <section className="stack" aria-labelledby="code-log">
      <h2 id="code-log">这个码被谁读过</h2>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.total === 0 ? (
        <Empty title="还没有人读过">
          <p className="muted">每次扫码，不管读成没有，都会记在这里，只有您看得到。</p>
        </Empty>
      ) : null}
      <ul className="code-log">
        {data?.items.map(s => (
          <One key={s.id} scan={s} today={today} />
        ))}
      </ul>
      {pages > 1 ? (
        <nav className="row" aria-label="翻页">
          <Button look="secondary" disabled={page === 1} onClick={() => setPage(page - 1)}>
            较近的
          </Button>
          <span>
            第 {page} 页，共 {pages} 页
          </span>
          <Button look="secondary" disabled={page >= pages} onClick={() => setPage(page + 1)}>
            更早的
          </Button>
        </nav>
      ) : null}
    </section>
  );
}

function One({ scan: s, today }: { scan: ScanView; today: string }) {
  const outcome = outcomes[s.outcome];
  return (
    <li className="card">
      <div className="row between">
        <strong>{s.terminal}</strong>
        <Tag look={outcome.look}>{outcome.text}</Tag>
      </div>
      <p className="muted">
        {moment(s.at, today)}，{s.staff ? `${s.staff}，` : ''}
        {s.purpose}
      </p>
      {s.holderKind === 'firm' ? <p>企业码：{s.firm ?? '（已不能代表的企业）'}</p> : null}
      {s.items.length > 0 ? <p>看了：{s.items.join('、')}</p> : null}
      {s.outcome === 'offline' ? <p>网络断开时只核对了签名，没有读取姓名和证照。</p> : null}
      {s.reason ? <p>{s.reason}</p> : null}
    </li>
  );
}
