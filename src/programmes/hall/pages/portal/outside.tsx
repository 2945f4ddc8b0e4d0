/** What is not done in the hall: why, by which rule, and where instead. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { api } from '#ui/api';
import { Empty, Failed, Loading, Tag, useTitle } from '#ui/kit';
import { day } from '#ui/words';
import type { OutsideView } from '../../outside.ts';
import './hall.css';

export default function OutsidePage() {
  useTitle('不在大厅办的事');
  const { data, error, refetch } = useQuery({ queryKey: ['hall', 'outside'], queryFn: () => api.get<{ items: OutsideView[] }>('/hall/outside') });
  return (
    <div className="hall stack-l">
      <header className="stack-s">
        <p>
          <Link href="/hall">← 大厅和窗口</Link>
        </p>
        <h1>不在大厅办的事</h1>
        <p className="muted">除了下面这些，县里的政务服务事项都在大厅办。每一项写明理由、依据和去哪里办，有期限，到期重新评估。</p>
      </header>
      {error ? <Failed error={error} again={() => void refetch()} /> : data ? null : <Loading />}
      {data?.items.length === 0 ? <Empty title="现在没有不进大厅的事项。" /> : null}
      <ul className="hall-list">
        {data?.items.map(e => (
          <li key={e.id} className="card stack-s">
            <h2>{e.name}</h2>
            <p className="muted">{e.unitName}</p>
            <dl className="hall-facts">
              <dt>到哪里办</dt>
              <dd>{e.doneAt}</dd>
              <dt>理由</dt>
              <dd>{e.reason}</dd>
              <dt>依据</dt>
              <dd>{e.basis}</dd>
              <dt>有效期</dt>
              <dd>
                到 {day(e.validUntil)} {e.light === 'red' ? <Tag look="bad">已过期，正在重新评估</Tag> : null}
              </dd>
            </dl>
          </li>
        ))}
      </ul>
    </div>
  );
}
