/** Accompanying visits: when, who with whom, through what, and how many findings are mended. */

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Empty, Input, Pagination, Segmented } from 'antd';
import { Link, useLocation } from 'wouter';
import { api, query } from '#ui/api';
import { csvText, download, Frame, Mark, Waits } from '#ui/frame';
import { useFilters } from '#ui/pages';
import { hasRole, useSession } from '#ui/session';
import { day } from '#ui/words';
import type { VisitRow } from '../../visits.ts';
import { ways } from '../../words.ts';
import './helping.css';

interface Page {
  items: VisitRow[];
  total: number;
}

export default function VisitList() {
  const { data: session } = useSession();
  const [, go] = useLocation();
  const { get, change } = useFilters();
  const filter = { way: get('way'), q: get('q'), page: get('page') };
  const list = useQuery({
    queryKey: ['visits', 'list', filter],
    queryFn: ({ signal }) => api.get<Page>(`/desk/visits${query(filter)}`, signal),
    placeholderData: keepPreviousData,
  });
  const title = (v: VisitRow) => v.thingName ?? v.matter;
  const exportNow = (items: readonly VisitRow[]) =>
    download(
      `走流程-${session?.today ?? ''}.csv`,
      csvText(
        ['日期', '方式', '一件事或事项', '地点', '带队', '陪同或体验员', '用时（分钟）', '发现问题', '已改'],
        items.map(v => [v.onDay, ways[v.way], title(v), v.place, v.ledByName, v.officerName ?? v.walkedWith, v.minutes, v.findings, v.improved]),
      ),
    );
  return (
    <Frame
      title="走流程"
      actions={
        <>
          <Link href="/desk/visits/officers">体验员名单</Link>
          {list.data ? <Button onClick={() => exportNow(list.data.items)}>导出本页</Button> : null}
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
        <Input.Search
          allowClear
          className="duty-search"
          aria-label="按一件事、地点、带队人找"
          placeholder="一件事、地点、带队人"
          defaultValue={filter.q ?? ''}
          maxLength={60}
          onSearch={q => change({ q: q.trim() })}
        />
      </search>
      <section className="frame-panel" aria-label="清单">
        <Waits of={list}>
          {({ items, total }) =>
            items.length === 0 ? (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={filter.way || filter.q ? '没有符合条件的活动' : '还没有记录'} />
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
