/** Accompanying visits: when, who with whom, through what, and how many findings are mended. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Pagination, Segmented, Select } from 'antd';
import { Link, useLocation } from 'wouter';
import { api, query } from '#ui/api';
import { ExportAll, Frame, Mark, SearchBox, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { VisitRow } from '../../visits.ts';
import { ways } from '../../words.ts';
import '#ui/duty';
import './helping.css';

interface Page {
  items: VisitRow[];
  total: number;
}

export default function VisitList() {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const { get, change } = useFilters();
  const filter = { way: get('way'), from: get('from'), to: get('to'), q: get('q'), sort: get('sort'), page: get('page') };
  const filtered = Boolean(filter.way || filter.from || filter.to || filter.q);
  const list = useQuery({
    queryKey: ['visits', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/visits${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const title = (v: VisitRow) => v.thingName ?? v.matter;
  const table: [string, (v: VisitRow) => string | number | null][] = [
    ['日期', v => v.onDay],
    ['方式', v => ways[v.way]],
    ['一件事或事项', title],
    ['地点', v => v.place],
    ['带队', v => v.ledByName],
    ['陪同或体验员', v => v.officerName ?? v.walkedWith],
    ['用时（分钟）', v => v.minutes],
    ['发现问题', v => v.findings],
    ['已改', v => v.improved],
  ];
  return (
    <Frame
      title="走流程"
      actions={
        <>
          <Link href="/desk/visits/officers">体验员名单</Link>
          <Link href="/desk/visits/findings">发现的问题</Link>
          <ExportAll path="/desk/visits" filter={filter} name={`走流程-${session?.today ?? ''}`} columns={table} />
          {hasRole(session, 'helper', 'service-owner', 'supervisor') ? (
            <Button type="primary" onClick={() => go('/desk/visits/new')}>
              记一次
            </Button>
          ) : null}
        </>
      }
    >
      <search className="duty-filters" aria-label="筛选">
        <Segmented
          aria-label="方式"
          value={filter.way ?? 'all'}
          onChange={v => change({ way: v === 'all' ? '' : String(v) })}
          options={[{ value: 'all', label: '全部' }, ...Object.entries(ways).map(([value, label]) => ({ value, label }))]}
        />
        <span className="duty-dates">
          从 <Input type="date" aria-label="从哪天" value={filter.from ?? ''} max={session?.today} onChange={e => change({ from: e.target.value })} /> 到{' '}
          <Input type="date" aria-label="到哪天" value={filter.to ?? ''} max={session?.today} onChange={e => change({ to: e.target.value })} />
        </span>
        <Select
          aria-label="排序"
          value={filter.sort ?? 'newest'}
          onChange={v => change({ sort: v === 'newest' ? '' : v })}
          options={[
            { value: 'newest', label: '近的在前' },
            { value: 'findings', label: '没改完的在前' },
            { value: 'longest', label: '用时长的在前' },
          ]}
        />
        <SearchBox label="按一件事、地点、带队人找" placeholder="一件事、地点、带队人" value={filter.q ?? ''} change={q => change({ q })} />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filtered ? '没有符合条件的活动' : '还没有记录'} />
            ) : (
              <>
                <ul className="helping-list">
                  {items.map(v => (
                    <li key={v.id}>
                      <div className="helping-what">
                        <Link href={`/desk/visits/${v.id}`}>{title(v)}</Link>
                        <span className="frame-muted frame-small">
                          {ways[v.way]}，{v.place}，{v.ledByName}带队
                          {v.officerName ? `，体验员 ${v.officerName}` : v.walkedWith ? `，陪同 ${v.walkedWith}` : ''}
                        </span>
                      </div>
                      <span>{day(v.onDay, session?.today)}</span>
                      <span className="frame-muted">{v.minutes} 分钟</span>
                      <span>
                        {v.findings === 0 ? (
                          <Mark>没有发现问题</Mark>
                        ) : (
                          <Mark look={v.improved === v.findings ? 'good' : 'warn'}>
                            {v.findings} 个问题，已改 {v.improved}
                          </Mark>
                        )}
                      </span>
                    </li>
                  ))}
                </ul>
                {total > 50 ? (
                  <Pagination
                    current={Number(filter.page ?? 1)}
                    pageSize={50}
                    total={total}
                    showSizeChanger={false}
                    onChange={page => change({ page: String(page) })}
                  />
                ) : (
                  <p className="frame-muted frame-small">共 {total} 次</p>
                )}
              </>
            )
          }
        </Waits>
      </section>
    </Frame>
  );
}
