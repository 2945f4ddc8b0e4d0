/** Data sharing: units ask for their cases, the administrator keeps the services, the auditor sees every query. */
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { QueryView, ServiceView } from '#platform/exchange';
import { queryStates } from '#platform/exchange/pure';
import { api } from '#ui/api';
import { Choose, clockTime, Days, ExportAll, type Field, Filters, Frame, List, Mark, SearchBox, Tabs, useList, useUnits } from '#ui/frame';
import { hasRole, useSession } from '#ui/session';
import { QueryAnswer } from './query-answer.tsx';
import { AskQuery } from './query-ask.tsx';
import { QueryServices, type Services } from './query-services.tsx';
import './exchange.css';

const looks = { asking: 'plain', answered: 'good', none: 'plain', refused: 'warn', failed: 'bad' } as const;

export default function Queries() {
  const { data: session } = useSession();
  const services = useQuery({ queryKey: ['data-services'], queryFn: () => api.get<Services>('/data-services') });
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

const table = (unit: (id: string) => string): Field<QueryView>[] => [
  ['时间', q => q.askedAt],
  ['方向', q => (q.direction === 'out' ? '向外查' : '来查的')],
  ['单位', q => (q.direction === 'out' ? unit(q.unit) : q.unit)],
  ['谁查的', q => q.askedByName],
  ['数据服务', q => q.serviceName],
  ['办件', q => q.caseNumber],
  ['目的', q => q.purpose],
  ['依据', q => q.basis],
  ['结果', q => queryStates[q.state]],
  ['用已有的答复', q => (q.cached ? '是' : '')],
  ['为什么没有', q => q.reason],
];

function QueryList({ today, works, services, open }: ListProps) {
  const { short } = useUnits();
  const found = useList<{ items: QueryView[]; total: number }>('data-queries', '/data-queries', ['q', 'service', 'direction', 'from', 'to']);
  return (
    <section className="frame-panel" aria-label="查询记录">
      <div className="frame-panel-head">
        <h2>{works ? '本部门的查询记录' : '全部查询记录'}</h2>
        <ExportAll of={found} name="数据共享查询记录" columns={table(short)} />
      </div>
      <Filters label="筛选查询记录">
        <Tabs of="direction" label="方向" options={{ '': '全部', out: '向外查', in: '来查的' }} />
        <Choose of="service" label="数据服务" all="全部服务" options={services.map(s => ({ value: s.id, label: s.name }))} />
        <Days max={today} />
        <SearchBox label="按办件编号找" placeholder="办件编号" value={found.get('q') ?? ''} change={q => found.change({ q })} />
      </Filters>
      <List of={found} unit="次" nothing="没有查询记录">
        {items => (
          <ul className="exchange-list">
            {items.map(q => (
              <li key={q.id}>
                <span>
                  <strong>{q.serviceName}</strong>
                  <small>
                    {q.caseNumber ?? (q.direction === 'out' ? '还没有提交的申请' : '没有办件')} · {q.purpose} ·{' '}
                    {q.direction === 'out' ? short(q.unit) : `${q.unit}来查`} {q.askedByName}
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
        )}
      </List>
    </section>
  );
}
