/** Data sharing: units ask for their cases, the administrator keeps the services, the auditor sees every query. */
import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Pagination, Select } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import type { QueryView, ServiceView } from '#platform/exchange';
import { queryStates } from '#platform/exchange/pure';
import { api, query } from '#ui/api';
import { clockTime, Frame, Mark, useUnits, Waits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { QueryAnswer } from './query-answer.tsx';
import { AskQuery } from './query-ask.tsx';
import { QueryServices } from './query-services.tsx';
import './exchange.css';

const looks = { asking: 'plain', answered: 'good', none: 'plain', refused: 'warn', failed: 'bad' } as const;

export default function Queries() {
  const { data: session } = useSession();
  const services = useQuery({ queryKey: ['data-services'], queryFn: () => api.get<{ items: ServiceView[] }>('/data-services') });
  const works = hasRole(session, 'reviewer', 'unit-head');
  const [opened, setOpened] = useState<string | null>(null);
  return (
    <Frame title="数据共享">
      {works ? <AskQuery services={services} opened={setOpened} /> : null}
      {works || hasRole(session, 'auditor') ? (
        <QueryList today={session?.today ?? ''} works={works} services={services.data?.items ?? []} open={setOpened} />
      ) : null}
      {hasRole(session, 'administrator') ? <QueryServices services={services} /> : null}
      {opened ? <QueryAnswer key={opened} id={opened} close={() => setOpened(null)} /> : null}
    </Frame>
  );
}

interface ListProps {
  today: string;
  works: boolean;
  services: readonly ServiceView[];
  open(id: string): void;
}

function QueryList({ today, works, services, open }: ListProps) {
  const [params, setParams] = useSearchParams();
  const units = useUnits();
  const f = { q: params.get('q') ?? '', service: params.get('service') ?? '', page: params.get('page') ?? '' };
  const set = (next: Partial<typeof f>) =>
    setParams(Object.fromEntries(Object.entries({ ...f, page: '', ...next }).filter(([, v]) => v)) as Record<string, string>, { replace: true });
  const list = useQuery({
    queryKey: ['data-queries', f],
    queryFn: ({ signal }) => api.get<{ items: QueryView[]; total: number; pageSize: number }>(`/data-queries${query(f)}`, signal),
    placeholderData: before => before,
  });
  return (
    <section className="frame-panel" aria-label="查询记录">
      <div className="frame-panel-head">
        <h2>{works ? '本部门的查询记录' : '全部查询记录'}</h2>
      </div>
      <search className="exchange-filters" aria-label="筛选查询记录">
        <Input.Search allowClear aria-label="按办件编号找" placeholder="办件编号" defaultValue={f.q} onSearch={v => set({ q: v.trim() })} />
        <Select
          aria-label="数据服务"
          allowClear
          placeholder="全部服务"
          value={f.service || undefined}
          onChange={v => set({ service: v ?? '' })}
          options={services.map(s => ({ value: s.id, label: s.name }))}
        />
      </search>
      <Waits of={list}>
        {({ items, total, pageSize }) =>
          items.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description="没有查询记录" />
          ) : (
            <>
              <ul className="exchange-list">
                {items.map(q => (
                  <li key={q.id}>
                    <span>
                      <strong>{q.serviceName}</strong>
                      <small>
                        {q.caseNumber ?? (q.direction === 'out' ? '还没有提交的申请' : '没有办件')} · {q.purpose} ·{' '}
                        {q.direction === 'out' ? units.short(q.unit) : `${q.unit}来查`} {q.askedByName}
                      </small>
                    </span>
                    <span>
                      <Mark look={looks[q.state]}>
                        {queryStates[q.state]}
                        {q.cached ? '（用已有的答复）' : ''}
                      </Mark>
                      <small>依据：{q.basis}</small>
                      {q.reason ? <small className="exchange-answer">{q.reason}</small> : null}
                    </span>
                    <time dateTime={q.askedAt}>{clockTime(q.askedAt, today)}</time>
                    {works && q.direction === 'out' && q.state === 'answered' ? (
                      <Button size="small" onClick={() => open(q.id)}>
                        看答复
                        <span className="frame-hidden">
                          {q.serviceName} {q.caseNumber}
                        </span>
                      </Button>
                    ) : (
                      <span />
                    )}
                  </li>
                ))}
              </ul>
              <div className="exchange-pages">
                <span className="frame-muted frame-small">共 {total} 次</span>
                {total > pageSize ? (
                  <Pagination
                    size="small"
                    current={Number(f.page) || 1}
                    pageSize={pageSize}
                    total={Math.min(total, pageSize * 1000)}
                    showSizeChanger={false}
                    onChange={page => set({ page: String(page) })}
                  />
                ) : null}
              </div>
            </>
          )
        }
      </Waits>
    </section>
  );
}
